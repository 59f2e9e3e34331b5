"""
Time as an object, handed in by the composition root.

Nothing else in the server asks what time it is, so a test moves time by hand.
"""

from __future__ import annotations

import time
from typing import Protocol


class Clock(Protocol):
    """Both times that the server needs."""

    def now_ms(self) -> int:
        """Return ms since the Unix epoch; may be set by the operator, so it may jump."""
        ...

    def seconds(self) -> float:
        """Return seconds since some moment; never goes back. For limits only."""
        ...


class SystemClock:
    """The machine's own clocks."""

    def now_ms(self) -> int:
        return time.time_ns() // 1_000_000

    def seconds(self) -> float:
        return time.monotonic()
