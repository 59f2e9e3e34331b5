"""
Keep rooms busy for long: pages come, draw, go and come back; memory and latency must not creep.

``./flipover soak [minutes]`` (10 when not said). Each of the rooms goes through visits for all of
that time: two fresh pages connect, one draws, the other must receive every stroke, both leave.
Printed for each tenth of the run; the first and the last are what to compare.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import os
import statistics
import time
from dataclasses import dataclass, field

import aiohttp

from tests.bench.figures import conditions
from tests.bench.raw_client import RawSocket, Room, make_room, make_workspace, numbers, record
from tests.bench.served import Served, served

ROOMS = 20
STROKES_PER_VISIT = 40
#: a sealed stroke of forty points
STROKE_BYTES = 512
#: between strokes; a busy pen makes about five a second
PAUSE_S = 0.05
#: a stroke that did not arrive by then is lost
LOST_S = 30.0


@dataclass
class Tally:
    """What one tenth of the run saw."""

    visits: int = 0
    strokes: int = 0
    latencies_ms: list[float] = field(default_factory=list)

    def line(self, number: int, server: Served, cpu_share: float) -> str:
        """Return one printed row."""
        ranked = statistics.quantiles(self.latencies_ms or [0.0, 0.0], n=100)
        return (
            f"tenth {number}: {server.memory_kb() / 1024:.1f} MB, {100 * cpu_share:.0f} % CPU, "
            f"{self.visits} visits, {self.strokes} strokes delivered, "
            f"p50 {ranked[49]:.1f} ms, p95 {ranked[94]:.1f} ms"
        )


async def visit(
    http: aiohttp.ClientSession, server: Served, room: Room, tallies: list[Tally]
) -> None:
    """
    Let two fresh pages meet in *room* and draw; what happens counts in the newest tally.

    Raises:
        TimeoutError: a stroke did not arrive.
    """
    author, sent = os.urandom(8), dict[int, float]()
    all_arrived = asyncio.Event()

    def at_other(event: str, payload: dict[str, object]) -> None:
        records = payload.get("records")
        if event != "entry" or not isinstance(records, bytes):
            return
        tally = tallies[-1]
        for who, n, _ in numbers(records):
            if who == author and n in sent:
                tally.latencies_ms.append((time.perf_counter() - sent.pop(n)) * 1000)
                tally.strokes += 1
                if n == STROKES_PER_VISIT - 1:
                    all_arrived.set()

    pages = [
        await RawSocket.open(http, server.base, room.log, room.guest, at_other),
        await RawSocket.open(http, server.base, room.log, room.coach, lambda *_: None),
    ]
    listening = [asyncio.create_task(page.listen()) for page in pages]
    for n in range(STROKES_PER_VISIT):
        sent[n] = time.perf_counter()
        stroke = record(room.log, author, n, os.urandom(STROKE_BYTES), "coach")
        await pages[1].emit("append", {"records": stroke})
        await asyncio.sleep(PAUSE_S)
    await asyncio.wait_for(all_arrived.wait(), LOST_S)
    for page in pages:
        await page.socket.close()
    await asyncio.gather(*listening)
    tallies[-1].visits += 1


async def soak(server: Served, minutes: float) -> None:
    """Run all rooms for *minutes*, and print a line for each tenth."""
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(connector=connector) as http:
        workspace, token = await make_workspace(http, server.base, server.code)
        rooms = [await make_room(http, server.base, workspace, token) for _ in range(ROOMS)]
        tallies = [Tally()]
        ends = time.monotonic() + 60 * minutes

        async def come_and_go(room: Room) -> None:
            while time.monotonic() < ends:
                await visit(http, server, room, tallies)

        async with asyncio.TaskGroup() as group:
            for room in rooms:
                group.create_task(come_and_go(room))
            for number in itertools.count(1):
                before = server.cpu_seconds()
                await asyncio.sleep(6 * minutes)
                share = (server.cpu_seconds() - before) / (6 * minutes)
                print(tallies[-1].line(number, server, share), flush=True)
                if number == 10:
                    break
                tallies.append(Tally())


def main() -> None:
    """Soak a fresh server."""
    parser = argparse.ArgumentParser(prog="./flipover soak", description=__doc__)
    parser.add_argument("minutes", type=float, nargs="?", default=10.0)
    minutes: float = parser.parse_args().minutes
    print(f"{conditions()}\n{ROOMS} rooms, {minutes} minutes", flush=True)
    with served() as server:
        asyncio.run(soak(server, minutes))


if __name__ == "__main__":
    main()
