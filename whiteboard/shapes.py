"""
Lines, arrows, rectangles and ellipses as the strokes of a marker.

A shape is drawn as a hand draws it: a slight waver, ends that overlap, corners that do not quite
meet; all seeded by the element's id, so that everybody sees the same. Its strokes go through the
same outline as ink. A line or an arrow lies level through the middle of its frame, from left to
right, and is turned with it; an arrow's head is at the right.

Any sound frame gives 1 to 3 strokes of 1 to 721 points. The same numbers as
``web/src/board/shapes.ts``, held equal by tests/wire.
"""

from __future__ import annotations

import math
from typing import Final

from whiteboard.geometry import Point, frame_middle, turned
from whiteboard.schema import INK_WIDTHS, Frame, ShapeKind
from whiteboard.seed import seeded_swing, seeded_unit

Stroke = list[Point]

#: board units between two points; corners come out as round as a hand makes them
_STEP: Final = 10
_MOST_STEPS: Final = 180
#: a hand swerves by so much of a line's length, and never further than these board units
_BOW_SHARE: Final = 0.008
_MOST_BOW: Final = 4
_LONG_WAVE: Final = 0.7
_SHORT_WAVE: Final = 0.16


def shape_strokes(id_: str, kind: ShapeKind, frame: Frame, width: int) -> list[Stroke]:
    """
    Return the strokes of a shape on the sheet, in board units.

    Args:
        id_: seeds the waver.
        frame: any sound one; zero sizes give a dot or a line.
        width: index into INK_WIDTHS; the head of an arrow grows with it.
    """
    x, y, w, h, angle = frame
    level = y + h / 2
    if kind == "line":
        strokes = [_along(id_, "shaft", (x, level), (x + w, level))]
    elif kind == "arrow":
        strokes = _arrow(id_, (x, level), w, INK_WIDTHS[width])
    elif kind == "rectangle":
        strokes = [_rectangle(id_, x, y, w, h)]
    else:
        strokes = [_ellipse(id_, x + w / 2, y + h / 2, w / 2, h / 2)]
    middle = frame_middle(frame)
    return [[turned(point, middle, angle) for point in stroke] for stroke in strokes]


def head_length(length: float, marker: float) -> float:
    """Return how long the two strokes of an arrow's head are, for a marker of so many units."""
    return min(14 + 4 * marker, 0.4 * length)


def _along(id_: str, part: str, start: Point, end: Point) -> Stroke:
    """Return a hand's way from *start* to *end*, which it meets exactly."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = math.hypot(dx, dy)
    if length == 0:
        return [start]
    bow = seeded_swing(id_, part + "bow") * min(_MOST_BOW, _BOW_SHARE * length)
    share = min(1.0, length / 200)
    long, short = 130 + 70 * seeded_unit(id_, part + "long"), 45 + 25 * seeded_unit(id_, part)
    long_at = 2 * math.pi * seeded_unit(id_, part + "long at")
    short_at = 2 * math.pi * seeded_unit(id_, part + "short at")

    def swerve(s: float) -> float:
        waves = _LONG_WAVE * math.sin(2 * math.pi * s / long + long_at)
        waves += _SHORT_WAVE * math.sin(2 * math.pi * s / short + short_at)
        return bow * math.sin(math.pi * s / length) + share * waves

    first, last = swerve(0), swerve(length)
    steps = _steps(length)
    points = []
    for step in range(steps + 1):
        t = step / steps
        aside = swerve(t * length) - first - (last - first) * t
        points.append(
            (
                start[0] + dx * t - dy / length * aside,
                start[1] + dy * t + dx / length * aside,
            )
        )
    return points


def _arrow(id_: str, start: Point, length: float, marker: float) -> list[Stroke]:
    tip = (start[0] + length, start[1])
    head = head_length(length, marker)
    strokes = [_along(id_, "shaft", start, tip)]
    if head == 0:
        return strokes
    for part, side in (("upper", -1), ("lower", 1)):
        lean = math.radians(27 + 4 * seeded_swing(id_, part + "lean"))
        reach = head * (1 + 0.06 * seeded_swing(id_, part + "reach"))
        barb = (tip[0] - reach * math.cos(lean), tip[1] + side * reach * math.sin(lean))
        strokes.append(_along(id_, part, tip, barb))
    return strokes


def _rectangle(id_: str, x: float, y: float, w: float, h: float) -> Stroke:
    """Return one stroke, clockwise from beside the upper left corner to above it."""
    small = min(w, h)
    slip = min(2.5, 0.012 * small)
    past = min(9.0, 0.06 * small)

    def corner(name: str, at_x: float, at_y: float) -> Point:
        return (
            at_x + slip * seeded_swing(id_, name + "x"),
            at_y + slip * seeded_swing(id_, name + "y"),
        )

    before = past * (0.4 + 0.6 * seeded_unit(id_, "before"))
    beyond = past * (0.4 + 0.6 * seeded_unit(id_, "beyond"))
    corners = [
        corner("first", x - before, y),
        corner("second", x + w, y),
        corner("third", x + w, y + h),
        corner("fourth", x, y + h),
        corner("last", x, y - beyond),
    ]
    stroke = corners[:1]
    for side in range(4):
        stroke += _along(id_, f"side{side}", corners[side], corners[side + 1])[1:]
    return stroke


def _ellipse(id_: str, cx: float, cy: float, a: float, b: float) -> Stroke:
    """Return one stroke, counter-clockwise from the top and a little further than round."""
    large = max(a, b, 1.0)
    start = -math.pi / 2 + 0.3 * seeded_swing(id_, "start")
    overlap = max(0.07, min(0.35, 40 / large)) * (0.7 + 0.3 * seeded_unit(id_, "overlap"))
    # It ends a little outside or inside of where it began.
    drift = min(0.022, 4.5 / large) * (1 if seeded_unit(id_, "drift") < 0.5 else -1)
    wobble = min(0.012, 3 / large)
    second = 2 * math.pi * seeded_unit(id_, "second")
    third = 2 * math.pi * seeded_unit(id_, "third")
    sweep = 2 * math.pi + overlap
    # Ramanujan's first approximation of the circumference.
    around = math.pi * (3 * (a + b) - math.sqrt((3 * a + b) * (a + 3 * b)))
    steps = max(24, min(360, _whole(around * sweep / (2 * math.pi) / 9)))
    points = []
    for step in range(steps + 1):
        t = step / steps
        turn = start - sweep * t
        swell = 1 + drift * (t - 0.5)
        swell += wobble * (math.cos(2 * turn + second) + 0.6 * math.cos(3 * turn + third))
        points.append((cx + a * swell * math.cos(turn), cy + b * swell * math.sin(turn)))
    return points


def _steps(length: float) -> int:
    return max(1, min(_MOST_STEPS, _whole(length / _STEP)))


def _whole(value: float) -> int:
    """Round up, but not for what floating point added: both languages must count alike."""
    return math.ceil(value - 1e-6)
