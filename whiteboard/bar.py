"""A bar for what takes long, where somebody looks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TextIO

#: letters of it
LENGTH: Final = 24
#: what takes less is over before it is read, seconds
_PATIENCE_S: Final = 0.5


class Bar:
    """Told how much is done, of how much; draws nothing into a file, nor what is over at once."""

    def __init__(self, to: TextIO, seconds: Callable[[], float]) -> None:
        self._to, self._seconds = to, seconds
        self._began = seconds()
        self._shown = ""

    def __call__(self, done: int, of: int) -> None:
        """Show that *done* of *of* are done; whole, it is left standing and the next begins."""
        if not self._to.isatty():
            return
        now = self._seconds()
        filled = LENGTH * done // max(1, of)
        bar = f"{'█' * filled}{'░' * (LENGTH - filled)} {100 * done // max(1, of)} %"
        if now - self._began >= _PATIENCE_S and bar != self._shown:
            print(f"\r{bar}", end="", file=self._to, flush=True)
            self._shown = bar
        if done >= of:
            if self._shown:
                print(file=self._to, flush=True)
            self._began, self._shown = now, ""
