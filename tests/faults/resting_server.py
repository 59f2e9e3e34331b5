"""
A starter of the server that kills itself at one moment of a release, and not before.

    python -m tests.faults.resting_server serve --port 0 --data FOLDER [--die before | after]

``before``: when all is written and the transaction is about to be committed. ``after``: when it is
on the disk, and nobody was told. SIGUSR1 moves the clock by an hour, as in ``clocked_server``.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
from pathlib import Path

from server.app import App
from server.clock import Clock
from server.config import Config
from server.store import Store
from server.writer import AppendJob, Heads, OnCommitted
from tests.faults.clocked_server import HourClock


def die() -> None:
    """End as a power cut would."""
    os.kill(os.getpid(), signal.SIGKILL)


class DyingBefore(Store):
    """Dies between the last statement of a release and its COMMIT."""

    def __init__(self, path: Path, clock: Clock, on_committed: OnCommitted) -> None:
        super().__init__(path, clock, on_committed)
        self._taken = False
        self._writer._db.set_trace_callback(self._look)

    def _look(self, statement: str) -> None:
        self._taken |= "DELETE FROM held WHERE held.due_at" in statement
        if self._taken and statement == "COMMIT":
            die()


class DyingAfter(Store):
    """Dies between the COMMIT of a release and handing it on."""

    def __init__(self, path: Path, clock: Clock, on_committed: OnCommitted) -> None:
        def committed(jobs: list[AppendJob], heads: Heads) -> None:
            if any(not job.queued for job in jobs):
                die()
            on_committed(jobs, heads)

        super().__init__(path, clock, committed)


STORES = {None: Store, "before": DyingBefore, "after": DyingAfter}


async def serve(config: Config, moment: str | None) -> None:
    """Compose, listen, and wait to be ended."""
    clock = HourClock()
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    loop.add_signal_handler(signal.SIGUSR1, clock.move)
    app = await App.start(config, clock, STORES[moment].open)
    port = await app.listen(config.host, config.port)
    code = await app.invitations.first()
    print(f"Flipover is at http://localhost:{port}")
    print(f"http://localhost:{port}/coach#i{code}", flush=True)
    await stop.wait()
    await app.close()


def main() -> None:
    """Read the few arguments and serve."""
    parser = argparse.ArgumentParser()
    parser.add_argument("verb", choices=["serve"])
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--die", choices=["before", "after"])
    given = parser.parse_args()
    asyncio.run(serve(Config(port=given.port, data=given.data), given.die))


if __name__ == "__main__":
    main()
