"""
Press "come in", until the other's picture moves.

The coach is in the room with a camera; the client comes with a fresh browser context each time,
and leaves again. The moment is the second frame shown of the other's video.
"""

from __future__ import annotations

import asyncio
from functools import partial

from playwright.async_api import expect

from tests.bench.figures import Figure, spread, tell
from tests.bench.people import VIEWPORT, coach_in_a_room, probed
from tests.e2e.pages import RoomPage, Threshold
from tests.until import until

TIMES = 10


async def measure(times: int) -> list[float]:
    """Return ms from click to moving picture, each time."""
    found = []
    async with coach_in_a_room("Beeld") as place:
        browser = await place.browsers.chromium()
        for _ in range(times):
            client = await place.browsers.person(browser, viewport=VIEWPORT)
            page = await probed(client)
            await page.goto(place.link)
            await Threshold(page).arrive("Sam")
            await until("a moving picture", partial(page.evaluate, "probe.moved"), seconds=30)
            clicked, moved = await page.evaluate("[probe.clicked, probe.moved]")
            found.append(moved - clicked)
            print(f"{found[-1]:.0f} ms", flush=True)
            await RoomPage(page).leave()
            await client.context.close()
            await expect(place.coach.other_face).to_have_count(0)
    return found


def main() -> None:
    """Come in ten times."""
    found = asyncio.run(measure(TIMES))
    beside = "limit p50 500; MiroTalk p50 1580, max 2714"
    tell(
        "coming_in",
        [Figure(f"click to the other's moving picture, n = {TIMES}", spread(found), beside)],
    )


if __name__ == "__main__":
    main()
