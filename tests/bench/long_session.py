"""
Two hours in one room, compressed: what the pen costs in the first and in the last tenth of it.

As many acts as a lively talk of two hours brings (a stroke every four seconds, a note every two
minutes, moving, erasing and taking back) go through the coach's own page, one after another
without the pauses; the client's page takes them in. In the first and the last tenth every stroke
is measured as `pen` does; memory is the heap after a garbage collection, and the nodes of the page.
Bytes are those of the whole session, halved.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from random import Random

from playwright.async_api import CDPSession

from tests.bench.figures import Figure, spread, tell
from tests.bench.pen import STROKES, Seen, draw, meet
from tests.bench.people import Place, coach_in_a_room
from tests.bench.stroke_bytes import Frames, log_bytes
from tests.e2e.pages import RoomPage

#: of two hours: a stroke each four seconds
STROKES_IN_ALL, TENTHS = 1800, 10
#: of a hundred strokes so many are taken back, and so many erased
TAKEN_BACK, NOTES = 5, 3


@dataclass
class Memory:
    """Of one page, after collecting garbage."""

    heap_mb: float
    nodes: int


async def memory(cdp: CDPSession) -> Memory:
    """Collect garbage and look."""
    await cdp.send("HeapProfiler.collectGarbage")
    rows = (await cdp.send("Performance.getMetrics"))["metrics"]
    found = {row["name"]: row["value"] for row in rows}
    return Memory(found["JSHeapUsedSize"] / 1e6, int(found["Nodes"]))


async def work(room: RoomPage, rng: Random, strokes: int) -> None:
    """Draw *strokes* short strokes in the lower half, and do between them what people do."""
    mouse = room.page.mouse
    await room.tool("Pen")
    for number in range(strokes):
        x, y = await room.at((rng.uniform(0.05, 0.8), rng.uniform(0.55, 0.9)))
        await mouse.move(x, y)
        await mouse.down()
        await mouse.move(x + 36, y + 4, steps=8)
        await mouse.up()
        if number % 100 < TAKEN_BACK:
            await room.undo()
        elif number % 100 >= 100 - NOTES:
            await room.stick_note((rng.uniform(0.1, 0.8), rng.uniform(0.5, 0.8)), f"stap {number}")
            await room.tool("Pen")


async def probe(place: Place, client: RoomPage) -> Seen:
    """Measure twelve strokes as `pen` does, and take them back again."""
    seen = Seen()
    await place.coach.tool("Pen")
    for row in range(STROKES):
        await draw(place.coach, client, seen, row)
    for _ in range(STROKES):
        await place.coach.undo()
    await client.strokes_are(await place.coach.strokes.count())
    return seen


@dataclass
class Session:
    """What was measured of one."""

    first: Seen
    last: Seen
    early: Memory
    late: Memory
    strokes: int
    #: bytes, over the whole
    sent: int
    logged: int


async def measure() -> Session:
    """Go through two hours."""
    rng, frames = Random(7), Frames()
    async with coach_in_a_room("Schrijven") as place:
        client = await meet(place, "Schrijven")
        cdp = await place.coach.page.context.new_cdp_session(place.coach.page)
        await cdp.send("Performance.enable")
        cdp.on("Network.webSocketFrameSent", frames.hear)
        await cdp.send("Network.enable")
        await probe(place, client)  # warm, as both are later
        await work(place.coach, rng, STROKES_IN_ALL // TENTHS)
        first, early = await probe(place, client), await memory(cdp)
        for _ in range(TENTHS - 2):
            await work(place.coach, rng, STROKES_IN_ALL // TENTHS)
        last, late = await probe(place, client), await memory(cdp)
        strokes, logged = await place.coach.strokes.count(), log_bytes(place)
        return Session(first, last, early, late, strokes, sum(frames.sent.values()), logged)


def main() -> None:
    """Go through one session."""
    seen = asyncio.run(measure())
    early, late = seen.early, seen.late
    ink = f"{spread(seen.first.first_ink)}; {spread(seen.last.first_ink)}"
    heap = f"{early.heap_mb:.1f} MB, {early.nodes}; {late.heap_mb:.1f} MB, {late.nodes}"
    last = f"pen, last tenth, {seen.strokes} strokes: per point"
    near = "goal: p50 within 10 % of the first tenth's"
    hour = f"kB in an hour of {STROKES_IN_ALL // 2} strokes"
    tell(
        "long_session",
        [
            Figure("pen, first tenth: per point", spread(seen.first.moves), "–"),
            Figure(last, spread(seen.last.moves), near),
            Figure("pen, first and last tenth: first ink", ink, "–"),
            Figure("heap and nodes, first and last tenth", heap, "–"),
            Figure(f"{hour}, sent through the server", f"{seen.sent / 2000:.0f}", "–"),
            Figure(f"{hour}, in the log", f"{seen.logged / 2000:.0f}", "–"),
        ],
    )


if __name__ == "__main__":
    main()
