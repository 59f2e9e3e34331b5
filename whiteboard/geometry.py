"""
Frames and distances on the sheet, board units; x to the right, y down, degrees clockwise.

The same numbers as ``web/src/board/geometry.ts``, held equal by tests/wire.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from whiteboard.schema import Frame

Point = tuple[float, float]


def turned(point: Point, middle: Point, degrees: float) -> Point:
    """Return *point* turned clockwise about *middle*."""
    if degrees == 0:
        return point
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    dx, dy = point[0] - middle[0], point[1] - middle[1]
    return (middle[0] + dx * cos - dy * sin, middle[1] + dx * sin + dy * cos)


def frame_middle(frame: Frame) -> Point:
    """Return the point about which *frame* is turned."""
    x, y, w, h, _ = frame
    return (x + w / 2, y + h / 2)


def frame_corners(frame: Frame) -> list[Point]:
    """Return the four corners of a turned frame, from the upper left one of the unturned."""
    x, y, w, h, angle = frame
    middle = frame_middle(frame)
    corners = ((x, y), (x + w, y), (x + w, y + h), (x, y + h))
    return [turned(corner, middle, angle) for corner in corners]


def frame_bounds(frame: Frame) -> tuple[float, float, float, float]:
    """Return left, top, right, bottom of the smallest level box around a turned frame."""
    corners = frame_corners(frame)
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return (min(xs), min(ys), max(xs), max(ys))


def segments_apart(a: Point, b: Point, c: Point, d: Point) -> float:
    """Return the least distance between the stretches a–b and c–d; 0 where they cross."""
    if _cross(a, b, c, d):
        return 0.0
    return min(
        from_segment(a, c, d), from_segment(b, c, d), from_segment(c, a, b), from_segment(d, a, b)
    )


def from_segment(p: Point, a: Point, b: Point) -> float:
    """Return the least distance from *p* to the stretch a–b, which may be a point."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    along = 0.0 if length == 0 else ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length
    t = max(0.0, min(1.0, along))
    return math.hypot(p[0] - a[0] - t * dx, p[1] - a[1] - t * dy)


def from_polylines(a: Point, b: Point, lines: Iterable[Sequence[Point]]) -> float:
    """Return the least distance from the stretch a–b to any of *lines*; infinity for none."""
    least = math.inf
    for line in lines:
        last = line[0] if line else a
        for here in line:
            least = min(least, segments_apart(last, here, a, b))
            last = here
    return least


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    return _side(a, b, c) * _side(a, b, d) < 0 and _side(c, d, a) * _side(c, d, b) < 0


def _side(a: Point, b: Point, p: Point) -> float:
    return (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0])
