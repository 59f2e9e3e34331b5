"""
Press "come in" at a room of 20 sheets and 20,000 elements, until the first sheet is painted.

Twice: where the coach's browser left a keyframe, as it does while it is in the room, and where
the whole log has to be opened and folded. Until the frame after all 1,000 elements of the first
sheet are drawn.
"""

from __future__ import annotations

import asyncio
from functools import partial

from playwright.async_api import expect

from tests.bench.figures import Figure, spread, tell
from tests.bench.filled import fill_sheets
from tests.bench.opened import come_in_and_time, filled_by, forget_keyframes
from tests.bench.people import coach_in_a_room
from tests.e2e.pages import RoomPage

SHEETS, EACH, TIMES = 20, 1000, 3


async def measure() -> tuple[list[float], list[float]]:
    """Return ms with the keyframe, and without any."""
    async with coach_in_a_room("Schrijven") as place:
        await filled_by(place, partial(fill_sheets, place.server, place.link, SHEETS, EACH))

        async def come_in() -> float:
            page = await place.newcomer()
            found = await come_in_and_time(page, place.link, EACH)
            # All of it is there, not the first sheet alone.
            await expect(RoomPage(page).page.get_by_text(f"Vel {SHEETS}").first).to_be_attached()
            await page.context.close()
            return found

        with_keyframe = [await come_in() for _ in range(TIMES)]
        forget_keyframes(place)
        return with_keyframe, [await come_in() for _ in range(TIMES)]


def main() -> None:
    """Fill one room and come in six times."""
    with_keyframe, without = asyncio.run(measure())
    what = f"{SHEETS} sheets, {SHEETS * EACH:,} elements: click to the first sheet painted"
    tell(
        "full_room",
        [
            Figure(f"{what}, n = {TIMES}", spread(with_keyframe), "goal 2,000"),
            Figure(f"{what}, no keyframe", spread(without), "–"),
        ],
    )


if __name__ == "__main__":
    main()
