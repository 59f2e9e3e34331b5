"""Memory per idle room of two: resident set after 200 more rooms, 17 s idle, less that of 20."""

from __future__ import annotations

import asyncio
import os
import statistics

import aiohttp

from tests.bench.figures import Figure, tell
from tests.bench.raw_client import RawSocket, make_room, make_workspace
from tests.bench.served import Served, served


async def fill(server: Served) -> tuple[int, int]:
    """Open 20 rooms, then 200 more; return both resident sets in kB."""
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as http:
        workspace, token = await make_workspace(http, server.base, server.code)
        tasks = []

        async def rooms(count: int) -> None:
            for _ in range(count):
                room = await make_room(http, server.base, workspace, token)
                for secret in (room.coach, room.guest):
                    socket = await RawSocket.open(
                        http, server.base, room.log, secret, lambda *_: None
                    )
                    tasks.append(asyncio.create_task(socket.listen()))

        await rooms(20)
        await asyncio.sleep(17)
        few = server.memory_kb()
        await rooms(200)
        await asyncio.sleep(17)
        many = server.memory_kb()
        for task in tasks:
            task.cancel()
        return few, many


def main(runs: int = 3) -> None:
    """Measure in fresh processes."""
    os.sched_setaffinity(0, {1})
    found = []
    for _ in range(runs):
        with served(0) as server:
            few, many = asyncio.run(fill(server))
        found.append((many - few) / 200)
        print(f"{found[-1]:.0f} kB per room, {few / 1024:.0f} MB with 20 rooms", flush=True)
    here = ", ".join(f"{one:.0f}" for one in found)
    tell(
        "idle_memory",
        [
            Figure(
                "kB per idle room of two",
                f"median {statistics.median(found):.0f} ({here})",
                "limit 57; excalidraw-room 57, WBO 88",
            )
        ],
    )


if __name__ == "__main__":
    main()
