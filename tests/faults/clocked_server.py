"""
A starter of the server as it is, but with a clock that moves one hour at each SIGUSR1.

    python -m tests.faults.clocked_server serve --port 0 --data FOLDER [--at MS] [other settings]
"""

from __future__ import annotations

import argparse
import asyncio
import signal

from server.app import App, OpenStore
from server.clock import SystemClock
from server.config import Config, add_options, parse_config
from server.store import Store

HOUR_MS = 3_600_000


class HourClock(SystemClock):
    """The machine's clocks, begun at another time, so many hours ahead as the signal came."""

    def __init__(self, at_ms: int | None = None) -> None:
        self._ahead_ms = 0 if at_ms is None else at_ms - super().now_ms()

    def now_ms(self) -> int:
        return super().now_ms() + self._ahead_ms

    def seconds(self) -> float:
        return super().seconds() + self._ahead_ms / 1000

    def move(self) -> None:
        """Let an hour pass."""
        self._ahead_ms += HOUR_MS
        print("an hour has passed", flush=True)


async def serve(config: Config, clock: HourClock, open_store: OpenStore = Store.open) -> None:
    """Compose, listen, and wait to be ended."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    loop.add_signal_handler(signal.SIGUSR1, clock.move)
    app = await App.start(config, clock, open_store)
    port = await app.listen(config.host, config.port)
    code = await app.invitations.first()
    print(f"Flipover is at http://localhost:{port}")
    print(f"http://localhost:{port}/coach#i{code}", flush=True)
    await stop.wait()
    await app.close()


def parser() -> argparse.ArgumentParser:
    """Return one that takes what ``serve`` takes."""
    made = argparse.ArgumentParser()
    made.add_argument("verb", choices=["serve"])
    made.add_argument("--at", type=int, help="when it begins, ms since the epoch")
    add_options(made)
    return made


def main() -> None:
    """Read the settings and serve."""
    given = vars(parser().parse_args())
    asyncio.run(serve(parse_config(given, {}), HourClock(given["at"])))


if __name__ == "__main__":
    main()
