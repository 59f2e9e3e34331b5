"""
The outline of a marker's stroke, to be filled non-zero; the one home of perfect-freehand.

A marker has constant width; pressure thins it only where a device reported any. The same numbers
as ``web/src/board/outline.ts``, held equal by ``tests/wire/outline.ts.json``.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from perfect_freehand import get_stroke

from whiteboard.ink import NO_PRESSURE, InkPoint
from whiteboard.schema import HIGHLIGHTER_WIDTHS, INK_WIDTHS, Tip

SMOOTHING: Final = 0.5
STREAMLINE: Final = 0.4
THINNING: Final = 0.6
#: a curve after so many is told in full: each shorthand adds a rounding error to the last one's
IN_SHORT: Final = 32

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
    """
    Return *outline* as an SVG path, smoothed by curves through the middles of its sides.

    In shorthand, as the browser writes it: a corner is the last one's reflection in the middle
    between the two, which is what `T` leaves out.
    """
    if len(outline) < 2:
        return ""
    parts = [f"M{_short(outline[0][0])} {_short(outline[0][1])}"]
    following = [*outline[1:], outline[0]]
    for place, ((x, y), (next_x, next_y)) in enumerate(zip(outline, following, strict=True)):
        if place % IN_SHORT == 0:
            parts.append(f"Q{_short(x)} {_short(y)} ")
        else:
            parts.append("T" if place % IN_SHORT == 1 else " ")
        parts.append(f"{_short((x + next_x) / 2)} {_short((y + next_y) / 2)}")
    return f"{''.join(parts)}Z"


def _short(value: float) -> str:
    """Spell a number to hundredths, rounded half up as JavaScript does."""
    hundredths = math.floor(value * 100 + 0.5)
    whole, broken = divmod(abs(hundredths), 100)
    sign = "-" if hundredths < 0 else ""
    return f"{sign}{whole}.{broken:02d}" if broken else f"{sign}{whole}"
