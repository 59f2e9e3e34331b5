"""
What a freehand stroke was meant to be: a line, an arrow, an ellipse, a rectangle; or only itself.

The same measures as ``web/src/board/recognise.ts``, where they are explained and which tools use;
here a masked recording keeps what it is. Held equal by tests/wire. Pure; board units.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from whiteboard.geometry import Point, frame_middle, from_segment
from whiteboard.schema import Frame, ShapeKind

#: smaller is a dot, a tick or a letter
LEAST_SIZE: Final = 36
#: samples along the diagonal of the stroke's box
_SAMPLES: Final = 48
#: times its box's diagonal; a longer way is a scribble
_MOST_LENGTH: Final = 9
_SNAP_DEGREES: Final = 6
#: a line may bend by so much of its length
_MOST_BEND: Final = 0.05

_BINS: Final = 72
_FULL: Final = 2 * math.pi
_LEAST_TURN: Final = math.radians(300)
_MOST_TURN: Final = 2.7 * _FULL
#: how far, on average, a shape's samples lie from it, in square roots of its area
_MOST_OFF_ELLIPSE: Final = 0.06
_MOST_OFF_RECTANGLE: Final = 0.045
#: radians in an eighth of the round
_MOST_BEND_ROUND: Final = 0.95
_BEND_SAMPLES: Final = 64
_ROUND: Final = 0.8
_SQUARE: Final = 0.9
_LEVEL_DEGREES: Final = 10

Way = list[Point]


class Meant(NamedTuple):
    """A shape, and the frame in which it lies as ``schema.Shape`` says."""

    shape: ShapeKind
    frame: Frame


class _Fit(NamedTuple):
    meant: Meant
    #: mean distance of the samples, in square roots of the area
    off: float


class _Outline(NamedTuple):
    middle: Point
    area: float
    #: second moments over the area: xx, xy, yy
    spread: tuple[float, float, float]


def recognise(raw: Sequence[Point]) -> Meant | None:
    """Return what the stroke *raw*, as it was drawn, was meant to be; None for itself."""
    if not raw:
        return None
    left, right, top, bottom = _extent(raw, 0)
    size = math.hypot(right - left, bottom - top)
    if not LEAST_SIZE <= size < math.inf:
        return None
    way = _sampled(raw, size / _SAMPLES)
    if len(way) > _MOST_LENGTH * _SAMPLES:
        return None
    return _as_line(way) or _as_arrow(way) or _as_closed(way)


# --- line and arrow ---------------------------------------------------------------------------


def _as_line(way: Way) -> Meant | None:
    return Meant("line", _line_frame(way[0], way[-1])) if _is_straight(way) else None


def _line_frame(start: Point, end: Point) -> Frame:
    long = math.dist(start, end)
    angle = math.degrees(math.atan2(end[1] - start[1], end[0] - start[0]))
    quarter = math.floor(angle / 90 + 0.5) * 90
    turn = quarter if abs(angle - quarter) <= _SNAP_DEGREES else angle
    return ((start[0] + end[0] - long) / 2, (start[1] + end[1]) / 2, long, 0.0, turn)


def _is_straight(way: Way) -> bool:
    start, end = way[0], way[-1]
    chord = math.dist(start, end)
    if _length_of(way) > chord * 1.15:
        return False
    return all(from_segment(point, start, end) <= chord * _MOST_BEND for point in way)


def _as_arrow(way: Way) -> Meant | None:
    start = way[0]
    tip_at = _first_turn(way, start)
    tip = way[tip_at]
    shaft = math.dist(start, tip)
    if shaft < LEAST_SIZE or not _is_straight(way[: tip_at + 1]):
        return None
    # The head, seen from the tip: back along the shaft, and to its right.
    back = ((start[0] - tip[0]) / shaft, (start[1] - tip[1]) / shaft)
    head = []
    for x, y in way[tip_at:]:
        dx, dy = x - tip[0], y - tip[1]
        head.append((dx * back[0] + dy * back[1], dy * back[0] - dx * back[1]))
    right = max(head, key=lambda point: point[1])
    left = max(head, key=lambda point: -point[1])
    if not _is_barb(right, shaft) or not _is_barb(left, shaft):
        return None
    reach, other = math.hypot(*right), math.hypot(*left)
    if min(reach, other) < 0.35 * max(reach, other):
        return None
    # To one barb, back to the tip or straight over, to the other, and no more.
    if _length_of(head) > 2.6 * (reach + other):
        return None
    return Meant("arrow", _line_frame(start, tip))


def _first_turn(way: Way, start: Point) -> int:
    """Return where the way is first as far as it will be, but for what a head overshoots."""
    most = max(math.dist(point, start) for point in way)
    far = next(at for at, point in enumerate(way) if math.dist(point, start) >= 0.9 * most)
    at = far
    # It is the tip once the way has gone back from it by more than a trembling hand does.
    for following in range(far, len(way)):
        here, best = math.dist(way[following], start), math.dist(way[at], start)
        if here > best:
            at = following
        elif here < best - 0.02 * most:
            break
    return at


def _is_barb(barb: Point, shaft: float) -> bool:
    """Say whether it is behind the tip and beside the shaft, neither too little nor too much."""
    angle = math.degrees(math.atan2(abs(barb[1]), barb[0]))
    return 0.05 * shaft <= math.hypot(*barb) <= 0.6 * shaft and 12 <= angle <= 78


# --- ellipse and rectangle --------------------------------------------------------------------


def _as_closed(way: Way) -> Meant | None:
    outline = _outline_of(way)
    if outline is None:
        return None
    round_, cornered = _fit_ellipse(way, outline), _fit_rectangle(way)
    if cornered is not None and cornered.off < min(_MOST_OFF_RECTANGLE, round_.off):
        return cornered.meant
    if round_.off >= _MOST_OFF_ELLIPSE:
        return None
    return round_.meant if _sharpest(way, round_.meant.frame) < _MOST_BEND_ROUND else None


def _outline_of(way: Way) -> _Outline | None:
    """Return what the way encloses, its gap bridged; None if it does not go round."""
    left, right, top, bottom = _extent(way, 0)
    outline = _Outline(((left + right) / 2, (top + bottom) / 2), 0.0, (0.0, 0.0, 0.0))
    for _ in range(3):
        if not _goes_round(way, outline.middle):
            return None
        outline = _moments_of(_radial(way, outline.middle))
    return outline if outline.area > 0 else None


def _goes_round(way: Way, middle: Point) -> bool:
    turn = swept = 0.0
    last: float | None = None
    for x, y in way:
        angle = math.atan2(y - middle[1], x - middle[0])
        step = 0.0 if last is None else _within_half(angle - last)
        turn += step
        swept += abs(step)
        last = angle
    total = abs(turn)
    return _LEAST_TURN <= total <= _MOST_TURN and swept - total <= 0.1 * _FULL


def _radial(way: Way, middle: Point) -> Way:
    """Return one point for each of 72 directions from the middle."""
    sums = [[0.0, 0] for _ in range(_BINS)]
    for x, y in way:
        dx, dy = x - middle[0], y - middle[1]
        turn = math.fmod(math.atan2(dy, dx) + _FULL, _FULL)
        place = sums[math.floor(turn / (_FULL / _BINS)) % _BINS]
        place[0] += math.hypot(dx, dy)
        place[1] += 1
    radii = [None if count == 0 else total / count for total, count in sums]
    points = []
    for at, own in enumerate(radii):
        radius = _bridged(radii, at) if own is None else own
        angle = (at + 0.5) * _FULL / _BINS
        points.append((middle[0] + radius * math.cos(angle), middle[1] + radius * math.sin(angle)))
    return points


def _bridged(radii: Sequence[float | None], at: int) -> float:
    """Return what lies between the nearest directions that have a sample."""

    def found(step: int) -> tuple[float, int]:
        for far in range(1, _BINS):
            radius = radii[(at + step * far) % _BINS]
            if radius is not None:
                return radius, far
        return 0.0, 1

    (before, since), (after, until) = found(-1), found(1)
    return (before * until + after * since) / (since + until)


def _moments_of(polygon: Way) -> _Outline:
    """Return area, centroid and second moments of a polygon, by Green's theorem."""
    twice = mx = my = xx = xy = yy = 0.0
    ox, oy = polygon[0]
    for a, b in zip(polygon, [*polygon[1:], polygon[0]], strict=True):
        ax, ay, bx, by = a[0] - ox, a[1] - oy, b[0] - ox, b[1] - oy
        cross = ax * by - bx * ay
        twice += cross
        mx += (ax + bx) * cross
        my += (ay + by) * cross
        xx += (ax * ax + ax * bx + bx * bx) * cross
        yy += (ay * ay + ay * by + by * by) * cross
        xy += (ax * by + 2 * ax * ay + 2 * bx * by + bx * ay) * cross
    area = twice / 2
    if area == 0:
        return _Outline((ox, oy), 0.0, (0.0, 0.0, 0.0))
    cx, cy = mx / (6 * area), my / (6 * area)
    spread = (xx / (12 * area) - cx * cx, xy / (24 * area) - cx * cy, yy / (12 * area) - cy * cy)
    return _Outline((cx + ox, cy + oy), abs(area), spread)


def _fit_ellipse(way: Way, outline: _Outline) -> _Fit:
    middle, area, (xx, xy, yy) = outline
    mean, half = (xx + yy) / 2, math.hypot((xx - yy) / 2, xy)
    long = 2 * math.sqrt(mean + half)
    short = 2 * math.sqrt(max(mean - half, 1e-9))
    tilt = math.atan2(2 * xy, xx - yy) / 2
    cos, sin = math.cos(tilt), math.sin(tilt)
    off = 0.0
    for x, y in way:
        dx, dy = x - middle[0], y - middle[1]
        u, v = dx * cos + dy * sin, dy * cos - dx * sin
        rho = math.hypot(u / long, v / short)
        off += math.hypot(u, v) * abs(1 - 1 / max(rho, 1e-9))
    off /= len(way) * math.sqrt(area)
    if short / long >= _ROUND:
        radius = math.sqrt(long * short)
        return _Fit(Meant("ellipse", _boxed(middle, radius, radius, 0)), off)
    return _Fit(Meant("ellipse", _boxed(middle, long, short, math.degrees(tilt))), off)


def _sharpest(way: Way, frame: Frame) -> float:
    """Return the sharpest bend within an eighth of the round, were the ellipse a circle."""
    _, _, w, h, angle = frame
    cx, cy = frame_middle(frame)
    level = []
    for x, y in way:
        u, v = _in_turned((x - cx, y - cy), angle)
        level.append((2 * u / w, 2 * v / h))
    even = _sampled(level, _FULL / _BEND_SAMPLES)
    reach = _BEND_SAMPLES // 16
    most = 0.0
    # A pen hooks where it is put down and where it rests.
    for at in range(2 * reach, len(even) - 3 * reach):
        a, b, c = even[at - reach], even[at], even[at + reach]
        bend = math.atan2(b[1] - a[1], b[0] - a[0]) - math.atan2(c[1] - b[1], c[0] - b[0])
        most = max(most, abs(_within_half(bend)))
    return most


def _fit_rectangle(way: Way) -> _Fit | None:
    best, best_degrees = math.inf, 0
    for turned_by in range(90):
        left, right, top, bottom = _extent(way, turned_by)
        if (right - left) * (bottom - top) < best:
            best, best_degrees = (right - left) * (bottom - top), turned_by
    level = best_degrees <= _LEVEL_DEGREES or best_degrees >= 90 - _LEVEL_DEGREES
    degrees = 0 if level else best_degrees
    left, right, top, bottom = _extent(way, degrees)
    width, height = right - left, bottom - top
    if min(width, height) < LEAST_SIZE / 3:
        return None
    turned = [_in_turned(point, degrees) for point in way]
    # A hand overshoots at corners: each side lies where its samples lie on average.
    sides = [[0.0, 0] for _ in range(4)]
    corners = set()
    for x, y in turned:
        u, v = (x - left) / width, (y - top) / height
        if (u < 0.18 or u > 0.82) and (v < 0.18 or v > 0.82):
            corners.add((u > 0.5, v > 0.5))
            continue
        beside = min(u, 1 - u) < min(v, 1 - v)
        side = sides[(0 if u < 0.5 else 1) if beside else (2 if v < 0.5 else 3)]
        side[0] += x if beside else y
        side[1] += 1
    if len(corners) < 4 or any(count == 0 for _, count in sides):
        return None
    left, right, top, bottom = (total / count for total, count in sides)
    w, h = right - left, bottom - top
    if not (w > 0 and h > 0):
        return None
    off = 0.0
    for x, y in turned:
        dx, dy = max(left - x, x - right), max(top - y, y - bottom)
        off += math.hypot(max(dx, 0), max(dy, 0)) if dx > 0 or dy > 0 else min(-dx, -dy)
    off /= len(way) * math.sqrt(w * h)
    middle = _in_turned(((left + right) / 2, (top + bottom) / 2), -degrees)
    same = min(w, h) / max(w, h) >= _SQUARE
    half_w, half_h = ((w + h) / 4, (w + h) / 4) if same else (w / 2, h / 2)
    return _Fit(Meant("rectangle", _boxed(middle, half_w, half_h, degrees)), off)


def _boxed(middle: Point, half_w: float, half_h: float, degrees: float) -> Frame:
    """Return a frame around a middle; level or upright when it nearly is."""
    upright = abs(abs(degrees) - 90) <= _LEVEL_DEGREES
    w, h = (half_h, half_w) if upright else (half_w, half_h)
    turn = 0.0 if upright or abs(degrees) <= _LEVEL_DEGREES else float(degrees)
    return (middle[0] - w, middle[1] - h, 2 * w, 2 * h, turn)


# --- ways -------------------------------------------------------------------------------------


def _sampled(raw: Sequence[Point], step: float) -> Way:
    """Return points at even distances, whatever the hand's speed."""
    last_x, last_y = raw[0]
    way = [(last_x, last_y)]
    owed = step
    for x, y in raw:
        rest = math.hypot(x - last_x, y - last_y)
        while rest >= owed and rest > 0 and len(way) <= _MOST_LENGTH * _SAMPLES:
            last_x += (x - last_x) * owed / rest
            last_y += (y - last_y) * owed / rest
            way.append((last_x, last_y))
            rest -= owed
            owed = step
        owed -= rest
        last_x, last_y = x, y
    return way


def _extent(way: Sequence[Point], degrees: float) -> tuple[float, float, float, float]:
    """Return left, right, top, bottom along axes that are turned clockwise."""
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    xs, ys = [x * cos + y * sin for x, y in way], [y * cos - x * sin for x, y in way]
    return min(xs), max(xs), min(ys), max(ys)


def _in_turned(point: Point, degrees: float) -> Point:
    """Return a point as seen along axes that are turned clockwise about the origin."""
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return (point[0] * cos + point[1] * sin, point[1] * cos - point[0] * sin)


def _length_of(way: Way) -> float:
    return sum(math.dist(a, b) for a, b in pairwise(way))


def _within_half(angle: float) -> float:
    """Return the same angle within half a turn either way."""
    return math.atan2(math.sin(angle), math.cos(angle))
