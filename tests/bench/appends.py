"""
Durable appends per second: 50 rooms of two, one sender a room, acknowledged after commit.

The server has one core, this generator the other. Closed loop: each sender keeps *in_flight*
batches of eight records on the way; an append counts when its own header came back, which the
server says only after the commit (WAL, synchronous=FULL). Every commit waits for the disk, so
the disk's own pace is measured right before: small writes, each forced out.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import tempfile
import time

import aiohttp

from tests.bench.figures import Figure, spread, tell
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


def disk_ms(times: int = 400) -> list[float]:
    """Return how long the disk took for each of *times* small writes that were forced out."""
    found = []
    with tempfile.TemporaryFile() as file:
        for _ in range(times):
            file.write(bytes(4096))
            file.flush()
            begun = time.perf_counter()
            os.fdatasync(file.fileno())
            found.append((time.perf_counter() - begun) * 1000)
    return found


def main(runs: int = 3) -> None:
    """Measure with one batch in flight per room, then with two; of each the median run."""
    seconds = float(os.environ.get("BENCH_MINUTES", "0")) * 60 or 5.0
    figures = [Figure("the disk alone, ms per forced write", spread(disk_ms(), 2), "–")]
    os.sched_setaffinity(0, {1})
    for in_flight in (1, 2):
        rows = sorted(
            (one_run(seconds, in_flight) for _ in range(runs)), key=lambda row: row["appends_per_s"]
        )
        row = rows[len(rows) // 2]
        figures.append(
            Figure(
                f"appends/s after commit, {in_flight} batches of {BATCH} in flight per room",
                f"{row['appends_per_s']:,.0f} ({rows[0]['appends_per_s']:,.0f} to"
                f" {rows[-1]['appends_per_s']:,.0f}); p50 {row['p50_ms']:.0f}, p95"
                f" {row['p95_ms']:.0f}, p99 {row['p99_ms']:.0f} ms; server {row['server_cpu']:.0%},"
                f" load {row['generator_cpu']:.0%} of a core",
                "limit 18,400 at p99 40; hocuspocus + sqlite 18,400 at p99 39.9, may lose 10 s",
            )
        )
    tell("appends", figures)


def one_run(seconds: float, in_flight: int) -> dict[str, float]:
    """Measure one fresh server."""
    with served(0) as server:
        before = server.cpu_seconds()
        own_before, wall = time.process_time(), time.perf_counter()
        row = asyncio.run(measure(server.base, server.code, seconds, in_flight))
        wall = time.perf_counter() - wall
        row["server_cpu"] = (server.cpu_seconds() - before) / wall
        row["generator_cpu"] = (time.process_time() - own_before) / wall
    print({key: round(value, 2) for key, value in row.items()}, flush=True)
    return row


if __name__ == "__main__":
    main()
