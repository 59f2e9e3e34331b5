"""
A starter of the server that kills itself at one moment of a release, and not before.

    python -m tests.faults.resting_server serve --port 0 --data FOLDER [--die before | after]

``before``: when all is written and the transaction is about to be committed. ``after``: when it is
on the disk, and nobody was told. SIGUSR1 moves the clock by an hour, as in ``clocked_server``.
"""

from __future__ import annotations

import asyncio
import os
import signal
from pathlib import Path

from server.clock import Clock
from server.config import parse_config
from server.store import Store
from server.writer import AppendJob, Heads, OnCommitted
from tests.faults.clocked_server import HourClock, parser, serve


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


def main() -> None:
    """Read the settings and serve."""
    arguments = parser()
    arguments.add_argument("--die", choices=["before", "after"])
    given = vars(arguments.parse_args())
    asyncio.run(serve(parse_config(given, {}), HourClock(given["at"]), STORES[given["die"]].open))


if __name__ == "__main__":
    main()
