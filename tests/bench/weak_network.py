"""
A network of 200 kbit/s, 80 ms and 5 percent loss: is the voice whole, and does the picture return.

The client's network is narrow for thirty seconds. "Made up" is the share of the sound that the
coach's browser had to invent; "silence" the longest time in which nothing was heard of a tone that
never rests.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from pathlib import Path

from tests.bench.figures import Figure, tell
from tests.bench.people import VIEWPORT, coach_in_a_room
from tests.e2e.media import make_mark
from tests.e2e.pages import RoomPage, Threshold
from tests.faults.weak import LONGEST_SILENCE, NARROW, WATCH, WIDE, page_with_network, received
from tests.until import until

NARROW_S = 30


async def measure() -> list[Figure]:
    """Narrow once, widen once."""
    with tempfile.TemporaryDirectory() as folder:
        mark = make_mark(Path(folder), "client", (40, 60, 200), 880)
        async with coach_in_a_room("Beeld", script=WATCH) as place:
            browser = await place.browsers.chromium(mark)
            person = await place.browsers.person(browser, viewport=VIEWPORT)
            page, network = await page_with_network(person)
            await page.goto(place.link)
            await Threshold(page).arrive("Sam")
            await RoomPage(page).entered()
            coach = place.coach
            await coach.sees_other()

            async def is_whole() -> bool:
                return (await received(coach.page)).width >= 640

            await until("the whole picture", is_whole, seconds=60)
            before = await received(coach.page)
            await network.become(NARROW)
            silence = await coach.other_face.evaluate(LONGEST_SILENCE, NARROW_S)
            after = await received(coach.page)
            await network.become(WIDE)
            wide = time.monotonic()
            await until("the whole picture again", is_whole, seconds=90)
            back = time.monotonic() - wide
    made_up = (after.made_up - before.made_up) / (after.played - before.played)
    frames = (after.frames - before.frames) / NARROW_S
    return [
        Figure("sound made up while narrow", f"{made_up:.1%}", "–"),
        Figure("longest silence while narrow, changing included", f"{silence:.0f} ms", "–"),
        Figure("picture at the end", f"{after.width} wide, {frames:.0f} frames/s", "–"),
        Figure("wide again: until the whole picture", f"{back:.1f} s", "goal 15 s"),
    ]


def main() -> None:
    """Measure one call."""
    tell("weak_network", asyncio.run(measure()))


if __name__ == "__main__":
    main()
