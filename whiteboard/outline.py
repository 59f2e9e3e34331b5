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
    between the two, which is what `t` leaves out, and only the way to the next middle is told.
    """
    if len(outline) < 2:
        return ""
    corners = [(_hundredths(x), _hundredths(y)) for x, y in outline]
    following = [*outline[1:], outline[0]]
    middles = [
        (_hundredths((x + next_x) / 2), _hundredths((y + next_y) / 2))
        for (x, y), (next_x, next_y) in zip(outline, following, strict=True)
    ]
    parts = [f"M{_spelled(corners[0])}"]
    for place, (corner, middle) in enumerate(zip(corners, middles, strict=True)):
        if place % IN_SHORT == 0:
            parts.append(f"Q{_spelled((*corner, *middle))}")
            continue
        last_x, last_y = middles[place - 1]
        way = _spelled((middle[0] - last_x, middle[1] - last_y))
        parts.append(f"t{way}" if place % IN_SHORT == 1 else _apart(way))
    return f"{''.join(parts)}Z"


def _hundredths(value: float) -> int:
    """Round half up, as JavaScript does."""
    return math.floor(value * 100 + 0.5)


def _spelled(numbers: Sequence[int]) -> str:
    """Spell numbers of so many hundredths, with as little between them as can be."""
    first, *others = (_short(number) for number in numbers)
    return first + "".join(_apart(number) for number in others)


def _apart(number: str) -> str:
    """Spell a number behind another one."""
    return number if number.startswith("-") else f" {number}"


def _short(hundredths: int) -> str:
    """Spell a number of so many hundredths without a zero that says nothing."""
    whole, broken = divmod(abs(hundredths), 100)
    sign = "-" if hundredths < 0 else ""
    before = str(whole) if whole or not broken else ""
    return f"{sign}{before}.{broken:02d}".rstrip("0") if broken else f"{sign}{before}"
