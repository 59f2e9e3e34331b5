"""
Durable appends per second: 50 rooms of two, one sender a room, acknowledged after commit.

The server has one core, this generator the other. Closed loop: each sender keeps *in_flight*
batches of eight records on the way; an append counts when its own header came back, which the
server says only after the commit (WAL, synchronous=FULL).
"""

from __future__ import annotations

import asyncio
import os
import statistics
import time

import aiohttp

from tests.bench.raw_client import RawSocket, make_room, make_workspace, numbers, record
from tests.bench.served import served

ROOMS, BATCH, BODY = 50, 8, 180


async def measure(base: str, code: str, seconds: float, in_flight: int) -> dict[str, float]:
    """Run the load; return appends/s and latencies in ms, of what was acknowledged."""
    latencies: list[float] = []
    acknowledged = delivered = 0
    began = time.perf_counter() + 2.0
    ends = began + seconds
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(connector=connector) as http:
        workspace, token = await make_workspace(http, base, code)

        async def one_room() -> list[asyncio.Task[None]]:
            nonlocal acknowledged, delivered
            room = await make_room(http, base, workspace, token)
            author, n = os.urandom(8), 0
            sent: dict[int, float] = {}
            body = os.urandom(12) + os.urandom(BODY)

            async def send() -> None:
                nonlocal n
                sent[n + BATCH - 1] = time.perf_counter()
                batch = b"".join(
                    record(room.log, author, n + i, body, "coach") for i in range(BATCH)
                )
                n += BATCH
                await sender.emit("append", {"records": batch})

            async def at_sender(event: str, payload: dict[str, object]) -> None:
                nonlocal acknowledged
                if event == "refused":
                    raise RuntimeError(f"refused: {payload}")
                if event != "entry":
                    return
                now = time.perf_counter()
                records = payload["records"]
                assert isinstance(records, bytes)
                done = 0
                for _, number, _ in numbers(records):
                    if began <= now < ends:
                        acknowledged += 1
                    start = sent.pop(number, None)
                    if start is not None:
                        done += 1
                        if began <= now < ends:
                            latencies.append((now - start) * 1000)
                for _ in range(done):
                    if now < ends:
                        await send()

            def at_other(event: str, payload: dict[str, object]) -> None:
                nonlocal delivered
                if event == "entry" and began <= time.perf_counter() < ends:
                    records = payload["records"]
                    assert isinstance(records, bytes)
                    delivered += len(numbers(records))

            other = await RawSocket.open(http, base, room.log, room.guest, at_other)
            sender = await RawSocket.open(http, base, room.log, room.coach, at_sender)
            tasks = [asyncio.create_task(s.listen()) for s in (other, sender)]
            for _ in range(in_flight):
                await send()
            return tasks

        tasks = [task for room in range(ROOMS) for task in await one_room()]
        began = time.perf_counter() + 2.0
        ends = began + seconds
        while time.perf_counter() < ends:
            await asyncio.sleep(0.2)
            for task in tasks:
                if task.done():
                    task.result()
        for task in tasks:
            task.cancel()
    ranked = statistics.quantiles(latencies, n=100) if len(latencies) > 1 else [0.0] * 99
    return {
        "appends_per_s": acknowledged / seconds,
        "delivered_per_s": delivered / seconds,
        "p50_ms": ranked[49],
        "p95_ms": ranked[94],
        "p99_ms": ranked[98],
    }


def main(seconds: float = 5.0) -> list[dict[str, float]]:
    """Measure with one batch in flight per room, then with two; print and return the rows."""
    rows = []
    os.sched_setaffinity(0, {1})
    for in_flight in (1, 2):
        with served(0) as server:
            before = server.cpu_seconds()
            own_before, wall = time.process_time(), time.perf_counter()
            row = asyncio.run(measure(server.base, server.code, seconds, in_flight))
            wall = time.perf_counter() - wall
            row |= {
                "in_flight": in_flight,
                "server_cpu": (server.cpu_seconds() - before) / wall,
                "generator_cpu": (time.process_time() - own_before) / wall,
            }
            print({key: round(value, 2) for key, value in row.items()}, flush=True)
            rows.append(row)
    return rows


if __name__ == "__main__":
    main()
