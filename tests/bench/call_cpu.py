"""
What a call of two with picture costs both browsers, in percent of one core.

All processes of both browsers are counted over twenty seconds, once people have settled in.
Beside it the same with two empty pages that hold nothing but a connection.
"""

from __future__ import annotations

import asyncio
import os
import time
from pathlib import Path

from tests.bench.figures import Figure, tell
from tests.bench.people import coach_in_a_room
from tests.bench.plain import plain_call
from tests.e2e.pages import RoomPage, Threshold
from tests.until import until

SETTLE_S, MEASURE_S = 10.0, 20.0
TICKS_PER_S = os.sysconf("SC_CLK_TCK")


def browser_ticks() -> int:
    """Return the processor time of every Chromium process of this machine, in clock ticks."""
    ticks = 0
    for path in Path("/proc").iterdir():
        if not path.name.isdigit():
            continue
        try:
            if "chromium" not in (path / "cmdline").read_text():
                continue
            fields = (path / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it has just ended
        ticks += int(fields[11]) + int(fields[12])
    return ticks


async def passes(seconds: float) -> None:
    """Let time pass: what is measured is what happens meanwhile."""
    end = time.monotonic() + seconds
    await until("time has passed", lambda: time.monotonic() >= end, seconds=seconds + 5)


async def percent() -> float:
    """Return how much of one core the browsers take."""
    await passes(SETTLE_S)
    ticks, began = browser_ticks(), time.monotonic()
    await passes(MEASURE_S)
    return 100 * (browser_ticks() - ticks) / TICKS_PER_S / (time.monotonic() - began)


async def measure() -> tuple[float, float]:
    """Return what a room takes, and what empty pages do."""
    async with coach_in_a_room("Beeld") as place:
        page = await place.newcomer()
        await page.goto(place.link)
        await Threshold(page).arrive("Sam")
        await (await RoomPage(page).entered()).sees_other()
        await place.coach.sees_other()
        room = await percent()
    async with plain_call():
        return room, await percent()


def main() -> None:
    """Measure one call of each kind."""
    room, plain = asyncio.run(measure())
    what = "both browsers together, 640 x 480 at 20 frames, software codecs"
    tell(
        "call_cpu",
        [Figure(what, f"{room:.0f} % of a core", f"plain page: {plain:.0f} % of a core")],
    )


if __name__ == "__main__":
    main()
