"""
The outline of a marker's stroke, to be filled non-zero; the one home of perfect-freehand.

A marker has constant width; pressure thins it only where a device reported any. The same numbers
as ``web/src/board/outline.ts``, held equal by ``tests/wire/outline.ts.json``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from perfect_freehand import get_stroke

from whiteboard.ink import NO_PRESSURE, InkPoint
from whiteboard.schema import HIGHLIGHTER_WIDTHS, INK_WIDTHS, Tip

SMOOTHING: Final = 0.5
STREAMLINE: Final = 0.4
THINNING: Final = 0.6

Outline = list[tuple[float, float]]


def ink_outline(points: Sequence[InkPoint], width: int, tip: Tip = "pen") -> Outline:
    """
    Return the closed polygon around a stroke, in the points' own coordinates.

    Args:
        points: a dot, or a stroke; none give an empty polygon.
        width: 0..2, an index into the widths of *tip*.
    """
    if not points:
        return []
    highlighter = tip == "highlighter"
    # A dot is as large as the marker, and a highlighter's chisel does not give.
    pressed = len(points) > 1 and any(point.pressure != NO_PRESSURE for point in points)
    outline = get_stroke(
        [(point.x, point.y, point.pressure / 255) for point in points],
        size=(HIGHLIGHTER_WIDTHS if highlighter else INK_WIDTHS)[width],
        smoothing=SMOOTHING,
        streamline=STREAMLINE,
        thinning=THINNING if pressed and not highlighter else 0,
        simulate_pressure=False,
        cap_start=True,
        cap_end=True,
        last=True,
    )
    return [(float(x), float(y)) for x, y in outline]


def outline_path(outline: Outline) -> str:
    """Return *outline* as an SVG path, smoothed by curves through the middles of its sides."""
    if len(outline) < 2:
        return ""
    parts = [f"M{_short(outline[0][0])} {_short(outline[0][1])}Q"]
    for (x, y), (next_x, next_y) in zip(outline, [*outline[1:], outline[0]], strict=True):
        middle = f"{_short((x + next_x) / 2)} {_short((y + next_y) / 2)}"
        parts.append(f"{_short(x)} {_short(y)} {middle} ")
    return f"{''.join(parts).rstrip()}Z"


def _short(value: float) -> str:
    """Spell a number as JavaScript does after rounding half up to hundredths."""
    rounded = (value * 100 + 0.5) // 1 / 100
    return str(int(rounded)) if rounded == int(rounded) else str(rounded)
