"""What a sheet is drawn with, whatever it is drawn on: the least that both must agree on."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Literal, Protocol

from whiteboard.outline import Outline

#: ("M", x, y), ("L", x, y), ("Q", x1, y1, x, y) or ("Z",), board units
Command = tuple[str, *tuple[float, ...]]
Path = list[Command]
Anchor = Literal["start", "middle", "end"]


class Pen(Protocol):
    """Draws in board units; colours as #RRGGBB."""

    def fill(
        self,
        path: Path,
        colour: str,
        *,
        alpha: float = 1,
        even_odd: bool = False,
        multiply: bool = False,
    ) -> None:
        """Fill a path; overlapping parts once."""

    def stroke(
        self,
        path: Path,
        colour: str,
        width: float,
        *,
        alpha: float = 1,
        round_ends: bool = False,
        round_corners: bool = False,
        dash: Sequence[float] = (),
    ) -> None:
        """Draw along a path."""

    def write(
        self,
        text: str,
        x: float,
        y: float,
        size: float,
        colour: str,
        *,
        anchor: Anchor = "start",
        rtl: bool = False,
        alpha: float = 1,
    ) -> None:
        """Write one line of handwriting; *y* is its baseline."""

    def measure(self, text: str) -> float:
        """Return how wide a line is, in ems."""

    def picture(self, data: bytes, x: float, y: float, width: float, height: float) -> bool:
        """Put a picture in the middle of a frame, whole; False when it cannot be read."""

    def within(self, path: Path) -> AbstractContextManager[None]:
        """Draw only inside a path, by the even-odd rule."""

    def turned(self, x: float, y: float, degrees: float) -> AbstractContextManager[None]:
        """Draw turned clockwise about a point."""


def outline_commands(outline: Outline) -> Path:
    """Return an outline as a path, smoothed by curves through the middles of its sides."""
    if len(outline) < 2:
        return []
    path: Path = [("M", *outline[0])]
    following = [*outline[1:], outline[0]]
    for (x, y), (next_x, next_y) in zip(outline, following, strict=True):
        path.append(("Q", x, y, (x + next_x) / 2, (y + next_y) / 2))
    return [*path, ("Z",)]


def rectangle(x: float, y: float, width: float, height: float, radius: float = 0) -> Path:
    """Return a rectangle, its corners rounded a little."""
    r = min(radius, width / 2, height / 2)
    right, foot = x + width, y + height
    return [
        ("M", x + r, y), ("L", right - r, y), ("Q", right, y, right, y + r),
        ("L", right, foot - r), ("Q", right, foot, right - r, foot),
        ("L", x + r, foot), ("Q", x, foot, x, foot - r),
        ("L", x, y + r), ("Q", x, y, x + r, y), ("Z",),
    ]  # fmt: skip
