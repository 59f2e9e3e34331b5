"""
Strokes that are lost when the server is killed in the middle of the seventh.

Six strokes are drawn in a row, the server gets SIGKILL during the seventh, is up again some
seconds later; then strokes are counted on both pages and on that of a fresh visitor.
"""

from __future__ import annotations

import asyncio
import contextlib

from tests.bench.figures import Figure, tell
from tests.bench.pen import meet
from tests.bench.people import VIEWPORT, coach_in_a_room
from tests.bench.stroke_bytes import one_stroke
from tests.e2e.meeting import come_in
from tests.e2e.pages import RoomPage
from tests.until import NeverCame, until

RUNS, STROKES = 3, 7
PATIENCE_S = 60.0


async def measure() -> list[int]:
    """Return how many of seven strokes the drawer, the other and a fresh visitor have."""
    async with coach_in_a_room("Schrijven") as place:
        client = await meet(place, "Schrijven")
        for one in place.people:
            one.watch.allow_outage()
        await place.coach.tool("Pen")
        for row in range(STROKES - 1):
            await one_stroke(place.coach, row)
        mouse = place.coach.page.mouse
        x, y = await place.coach.at((0.1, 0.5))
        await mouse.move(x, y)
        await mouse.down()
        await mouse.move(x + 60, y, steps=10)
        await place.server.kill()
        await mouse.move(x + 200, y + 20, steps=30)
        await mouse.up()
        await place.server.start()
        fresh = await place.browsers.person(await place.browsers.chromium(), viewport=VIEWPORT)
        visitor = await (await come_in(fresh, place.link, "Sam", "Schrijven")).entered()
        return [await count_strokes(room) for room in (place.coach, client, visitor)]


async def count_strokes(room: RoomPage) -> int:
    """Return how many strokes *room* has once they are all there, or patience has ended."""

    async def all_there() -> bool:
        return await room.strokes.count() == STROKES

    with contextlib.suppress(NeverCame):
        await until("every stroke", all_there, seconds=PATIENCE_S)
    return await room.strokes.count()


def main() -> None:
    """Kill three servers."""
    lost = [[STROKES - have for have in asyncio.run(measure())] for _ in range(RUNS)]
    here = "; ".join(", ".join(map(str, run)) for run in lost)
    tell(
        "lost_strokes",
        [
            Figure(
                f"of {STROKES} strokes on drawer, other, fresh visitor; {RUNS} runs",
                f"{here} lost",
                "limit 0; WBO 7, 7, 7 in 3 of 3 runs",
            )
        ],
    )


if __name__ == "__main__":
    main()
