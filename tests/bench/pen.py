"""
A move of the pen, until the other page shows it; and the first ink after pen-down.

40 moves to a stroke, 16 ms apart wanted, always to the right. The receiver reads in every frame
how far the drawn path of the stroke reaches; a move counts as seen in the first frame in which
that is no more than 1.5 px short of it.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from tests.bench.figures import Figure, spread, tell
from tests.bench.filled import fill
from tests.bench.people import Place, coach_in_a_room
from tests.e2e.pages import RoomPage, Threshold
from tests.until import until

STROKES, MOVES, PACE_S = 12, 40, 0.016
#: px per move, and what may be missing of it
STEP_PX, NEAR_PX = 7.0, 1.5


@dataclass
class Seen:
    """What was measured, in ms."""

    moves: list[float] = field(default_factory=list)
    first_ink: list[float] = field(default_factory=list)
    strokes: list[float] = field(default_factory=list)
    #: moves that no frame showed before the stroke was on the board
    missed: int = 0

    def add(self, samples: list[Any], frames: list[Any], sheet_px: float) -> None:
        """Match one stroke's moves with the frames of the other page."""
        down = samples[0][1]
        drawn = [frame for frame in frames if frame[0] >= down and abs(frame[1]) < 9]
        first = next((at for at, edge in frames if at >= down and edge > -9), None)
        if first is not None:
            self.first_ink.append(first - down)
        self.strokes.append(samples[-1][1] - down)
        # The outline reaches past the last point by half the pen's width.
        beyond = max((edge for _, edge in drawn), default=samples[-1][2]) - samples[-1][2]
        for _, at, x in samples[1:]:
            reach = x + beyond - NEAR_PX / sheet_px
            seen = next((t for t, edge in frames if t >= at and edge >= reach), None)
            if seen is None:
                self.missed += 1
            else:
                self.moves.append(seen - at)


async def draw(sender: RoomPage, receiver: RoomPage, into: Seen, row: int) -> None:
    """Draw one stroke and match it."""
    x, y = await sender.at((0.08, 0.05 + 0.03 * row))
    page, mouse = sender.page, sender.page.mouse
    await page.evaluate("probe.samples = []")
    await receiver.page.evaluate("probe.watch()")
    await mouse.move(x, y)
    await mouse.down()
    for move in range(1, MOVES + 1):
        begun = time.perf_counter()
        await mouse.move(x + move * STEP_PX, y + (move % 5))
        await asyncio.sleep(max(0, PACE_S - (time.perf_counter() - begun)))
    await mouse.up()
    await receiver.strokes_are(await sender.strokes.count())
    frames = await receiver.page.evaluate("probe.taken()")
    box = await sender.sheet.bounding_box()
    assert box is not None
    into.add(await page.evaluate("probe.samples"), frames, box["width"])


async def meet(place: Place, form: str) -> RoomPage:
    """Let the client come in, and wait until both stand in a direct connection."""
    page = await place.newcomer()
    await page.goto(place.link)
    await Threshold(page).arrive("Sam", form)
    room = await RoomPage(page).entered()
    if form != "Schrijven":
        await room.sees_other()
        await place.coach.sees_other()
    # Pulses go over the channel once it is open.
    for one in (room.page, place.coach.page):
        await until("a direct way", partial(one.evaluate, "probe.sent['s'] > 0"), seconds=60)
    return room


async def measure(form: str, strokes_before: int) -> Seen:
    """Draw twelve strokes in one room, the coach's to the client."""
    async with coach_in_a_room(form) as place:
        if strokes_before:
            await asyncio.to_thread(fill, place.server, place.link, strokes_before)
        client = await meet(place, form)
        for room in (place.coach, client):
            await room.strokes_are(strokes_before)
        await place.coach.tool("Pen")
        seen = Seen()
        for row in range(STROKES):
            await draw(place.coach, client, seen, row)
            assert await place.coach.strokes.count() == strokes_before + row + 1
        return seen


def main() -> None:
    """Measure on an empty and on a full sheet, and during a call."""
    figures = []
    for form, before, name, beside, first in (
        ("Schrijven", 0, "empty sheet, no call", "WBO p50 21, p95 24", "WBO p50 16, max 23"),
        ("Schrijven", 2000, "2,000 strokes, no call", "WBO p50 18, p95 32", "WBO p50 19, max 232"),
        ("Beeld", 0, "empty sheet, in a call", "MiroTalk: whole strokes only, after pen-up", ""),
    ):
        seen = asyncio.run(measure(form, before))
        stroke = sorted(seen.strokes)[len(seen.strokes) // 2]
        what = f"{name}: per point, {len(seen.moves)} points, a stroke takes {stroke:.0f}"
        missed = f", {seen.missed} not seen" if seen.missed else ""
        figures.append(Figure(what, spread(seen.moves) + missed, beside))
        figures.append(
            Figure(f"{name}: first ink", spread(seen.first_ink), first or "MiroTalk p50 5059")
        )
        tell("pen", figures)


if __name__ == "__main__":
    main()
