"""A clock that stands still until a test moves it."""

from __future__ import annotations

START_MS = 1_800_000_000_000


class MovableClock:
    """Both of the server's times, moved together by hand."""

    def __init__(self, now_ms: int = START_MS) -> None:
        self._now_ms = now_ms
        self._seconds = 1_000.0
        #: ms that pass each time the clock is read: no two looks see one time
        self.passing_ms = 0

    def now_ms(self) -> int:
        self._now_ms += self.passing_ms
        return self._now_ms

    def seconds(self) -> float:
        return self._seconds

    def move(self, *, ms: int = 0, seconds: float = 0, days: float = 0) -> None:
        """Let time pass."""
        passed = ms + seconds * 1_000 + days * 86_400_000
        self._now_ms += round(passed)
        self._seconds += max(passed, 0) / 1_000

    def set_back(self, *, ms: int) -> None:
        """Let the operator turn the wall clock back; what measures durations goes on."""
        self._now_ms -= ms
