"""
Where a page lies in a photo: four corners, or none.

Lines are drawn through whatever edges there are; each four of them that could be a page is held
against the photo. A side counts where the photo is lighter or less coloured inside than outside,
close by and a little further off: so a ruled line, a drawn frame or the rim of a shadow is no edge
of a page. Rather no page than a wrong one.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Final

import cv2
import numpy as np

from whiteboard.scan.refining import refine
from whiteboard.scan.shades import paperness, resized

Image = np.ndarray[Any, Any]
Floats = np.ndarray[Any, Any]

#: px on the longer side of the photo in which lines are looked for
WORK_PX: Final = 720
#: of the photo that a page covers at least
LEAST_AREA: Final = 0.16
#: of each side that shows an edge
LEAST_SIDE: Final = 0.55
#: of what is inside: what is darker than the paper around it
LEAST_INK: Final = 0.001
MOST_INK: Final = 0.3
#: by how much paper may be darker than a light table, as a log
MOST_SHADE: Final = 0.6
#: lines of each direction that are tried
MOST_LINES: Final = 16
#: px in the small photo: a highlighter's stripe is narrower
WIDEST_INK: Final = 23
#: px from a line in the small photo: close by, and further off than any marker is wide
NEAR: Final = (2.0, 3.5, 5.0)
FAR: Final = (10.0, 13.0, 16.0)


@dataclass(frozen=True)
class _Line:
    """x·cos + y·sin = offset, and what the photo shows along it, px by px."""

    cos: float
    sin: float
    offset: float
    #: where the profile begins, along (-sin, cos)
    start: float
    #: how much lighter it is on the side of (cos, sin): at the line itself, and further off
    near: Floats
    far: Floats


@dataclass(frozen=True)
class _Sign:
    """What counts as an edge."""

    #: least step in the log of light
    step: float
    #: 1 where the page is lighter than what it lies on, -1 where it is darker
    sense: int
    #: of all four sides that shows it, at least
    sides: float
    #: so small a step that a line of writing may show it
    faint: bool = False


#: of each corner or side, which comes after it
_NEXT: Final = [1, 2, 3, 0]
#: left, right, top, bottom: the edge, its two corners, and on which side of it the page is
_Sides = tuple[tuple["_Edge", int, int, int], ...]

#: tried one after another: a clear edge, a page before a wall as white as itself, a page that light
#: shines through from below
SIGNS: Final = (_Sign(0.035, 1, 0.72), _Sign(0.011, 1, 0.8, True), _Sign(0.03, -1, 0.8))


def find_page(image: Image) -> Floats | None:
    """
    Return the page's corners in *image*, or None when there is no page to be sure of.

    Args:
        image: rows of blue, green, red bytes.

    Returns:
        4 x 2 px, x before y: top left, top right, bottom right, bottom left.
    """
    scale = WORK_PX / max(image.shape[:2])
    small = resized(image, scale) if scale < 1 else image
    scale = min(scale, 1.0)
    field = _Field(small)
    lines = field.lines()
    for sign in SIGNS:
        for quad in _quads(lines, sign, field):
            if field.is_written_paper(quad, sign):
                return refine(image, quad / scale, sign.sense)
    return None


class _Field:
    """The small photo as what edges and paper are read from."""

    def __init__(self, small: Image) -> None:
        self._paper = cv2.GaussianBlur(paperness(small), (0, 0), 1.0)
        rough = cv2.Laplacian(self._paper, cv2.CV_32F)
        #: of one pixel, in the log of light
        self.noise = float(np.median(np.abs(rough))) / 2.5
        self.height, self.width = self._paper.shape
        # Shade goes, ink and ground stay.
        around = _closed(self._paper, WIDEST_INK)
        self._light = cv2.GaussianBlur(around, (0, 0), 3)

    def lines(self) -> list[_Line]:
        """Return the lines with most edge on them."""
        found: list[tuple[float, float, float]] = []
        shades = self._paper
        low, high = np.quantile(shades, (0.01, 0.995))
        grey = np.clip((shades - low) / max(high - low, 0.05) * 255, 0, 255).astype(np.uint8)
        for strength in (60, 25, 10):
            edges = cv2.Canny(grey, strength * 0.4, strength, L2gradient=True)
            least = min(grey.shape) // 7
            pieces = cv2.HoughLinesP(edges, 1, math.pi / 360, 40, None, least, 8)
            for x1, y1, x2, y2 in [] if pieces is None else pieces.reshape(-1, 4):
                found.append(_through(float(x1), float(y1), float(x2), float(y2)))
        chosen: list[_Line] = []
        kinds = {True: 0, False: 0}
        drawn = [self._profile(*line) for line in _apart(found)]
        drawn.sort(key=lambda line: -float(np.minimum(np.abs(line.near), 0.1).sum()))
        for line in drawn:
            upright = abs(line.cos) > abs(line.sin)
            if kinds[upright] < MOST_LINES:
                kinds[upright] += 1
                chosen.append(line)
        return chosen

    def _profile(self, cos: float, sin: float, offset: float) -> _Line:
        height, width = self._paper.shape
        reach = math.hypot(width, height)
        along = np.arange(-reach, reach, 1.0)
        x, y = offset * cos - along * sin, offset * sin + along * cos
        inside = (x >= 0) & (x < width) & (y >= 0) & (y < height)
        along, x, y = along[inside], x[inside], y[inside]
        if not len(along):
            return _Line(cos, sin, offset, 0.0, np.zeros(1), np.zeros(1))

        def strip(of: Floats, at: tuple[float, ...], side: int) -> Floats:
            away = [
                cv2.remap(
                    of,
                    (x + side * d * cos).astype(np.float32)[None],
                    (y + side * d * sin).astype(np.float32)[None],
                    cv2.INTER_LINEAR,
                    borderMode=cv2.BORDER_REPLICATE,
                )[0]
                for d in at
            ]
            seen: Floats = cv2.blur(np.mean(away, axis=0)[None], (9, 1))[0]
            return seen

        inner, outer = (strip(self._paper, NEAR, side) for side in (1, -1))
        # A line of writing is dark close by and further off; without its ink it is paper.
        beyond, before = (strip(self._light, FAR, side) for side in (1, -1))
        # What grows as much on both sides is light falling off, or the soft rim of a shadow.
        slope = np.median([beyond - inner, outer - before, np.zeros_like(inner)], axis=0)
        near = inner - outer - slope * (2 * NEAR[1] / (FAR[1] - NEAR[1]))
        return _Line(cos, sin, offset, float(along[0]), near, beyond - before)

    def is_written_paper(self, quad: Floats, sign: _Sign) -> bool:
        """Say whether what is inside is paper, in whatever light it lies, with something on it."""
        inside = self._within(quad, 0.94)
        ink = self._paper[inside] < self._light[inside] - 0.16
        if not LEAST_INK <= ink.mean() <= MOST_INK:
            return False
        # Paper is grey before the light, never dark.
        rim = self._within(quad, 1.08) & ~self._within(quad, 1.02)
        return sign.sense > 0 or bool(
            np.median(self._light[rim]) - np.median(self._light[inside]) < MOST_SHADE
        )

    def _within(self, quad: Floats, size: float) -> Floats:
        mask = np.zeros(self._paper.shape, np.uint8)
        middle = quad.mean(0)
        cv2.fillPoly(mask, [np.round(middle + (quad - middle) * size).astype(np.int32)], 1)
        return np.asarray(mask > 0)


def _closed(shades: Floats, size: int) -> Floats:
    """Return *shades* without what is dark and narrower than *size*; the rim goes on outside."""
    wide = cv2.copyMakeBorder(shades, size, size, size, size, cv2.BORDER_REPLICATE)
    closed = cv2.morphologyEx(wide, cv2.MORPH_CLOSE, np.ones((size, size), np.uint8))
    kept: Floats = closed[size:-size, size:-size]
    return kept


def _through(x1: float, y1: float, x2: float, y2: float) -> tuple[float, float, float]:
    """Return the line through two points; cos >= |sin| or sin > |cos|, so that like are alike."""
    length = math.hypot(x2 - x1, y2 - y1) or 1.0
    cos, sin = (y2 - y1) / length, (x1 - x2) / length
    if (abs(cos) >= abs(sin) and cos < 0) or (abs(sin) > abs(cos) and sin < 0):
        cos, sin = -cos, -sin
    return cos, sin, x1 * cos + y1 * sin


def _apart(found: list[tuple[float, float, float]]) -> list[tuple[float, float, float]]:
    """Return *found* without those that are all but another one."""
    kept: list[tuple[float, float, float]] = []
    for cos, sin, offset in found:
        if not any(
            abs(cos * s - sin * c) < 0.012 and c * cos + s * sin > 0 and abs(offset - o) < 3
            for c, s, o in kept
        ):
            kept.append((cos, sin, offset))
    return kept


def _quads(lines: list[_Line], sign: _Sign, field: _Field) -> list[Floats]:
    """Return what may be a page, most like one first."""
    least = max(sign.step, 1.2 * field.noise)
    edges = [_Edge(line, least) for line in lines]
    edges.sort(key=lambda edge: edge.line.offset)
    upright = [edge for edge in edges if abs(edge.line.cos) > abs(edge.line.sin)]
    level = [edge for edge in edges if abs(edge.line.cos) <= abs(edge.line.sin)]
    found = []
    for left, right in combinations(upright, 2):
        for top, bottom in combinations(level, 2):
            quad = _corners(left.line, right.line, top.line, bottom.line)
            if quad is None or not _like_a_page(quad, field.width, field.height):
                continue
            sides = ((left, 0, 3, 1), (right, 1, 2, -1), (top, 0, 1, 1), (bottom, 3, 2, -1))
            shown = [
                edge.shown(quad[a], quad[b], side * sign.sense > 0) for edge, a, b, side in sides
            ]
            if min(shown) < LEAST_SIDE or sum(shown) / 4 < sign.sides:
                continue
            if _runs_on(sides, quad, sign):
                continue
            area = cv2.contourArea(quad.astype(np.float32)) / (field.width * field.height)
            found.append((sum(shown) / 4 + 0.5 * math.sqrt(area), quad))
    return [quad for _, quad in sorted(found, key=lambda pair: -pair[0])[:40]]


def _runs_on(sides: _Sides, quad: Floats, sign: _Sign) -> bool:
    """Say whether edges go on behind a corner: then the side between them is none of a page's."""
    for one, other in ((0, 1), (2, 3)):
        for back in (False, True):
            beyond = []
            for edge, a, b, side in (sides[one], sides[other]):
                # Of left and right the first corner is the upper, of top and bottom the left one.
                begin, end = (quad[b], quad[a]) if back else (quad[a], quad[b])
                beyond.append(edge.goes_on(begin, end, side * sign.sense > 0))
            if (max(beyond) if sign.faint else min(beyond)) > LEAST_SIDE:
                return True
    return False


class _Edge:
    """Which part of a line shows an edge."""

    def __init__(self, line: _Line, least: float) -> None:
        self.line = line
        self._sums = {
            light: np.concatenate(
                [[0.0], np.cumsum((sense * line.near > least) & (sense * line.far > least * 0.7))]
            )
            for light, sense in ((True, 1), (False, -1))
        }

    def shown(self, begin: Floats, end: Floats, light: bool) -> float:
        """Return the part of the way that does; what lies outside the photo shows nothing."""
        line, sums = self.line, self._sums[light]
        low, high = sorted(float(p[1] * line.cos - p[0] * line.sin) for p in (begin, end))
        i, j = (int(np.clip(round(at - line.start), 0, len(sums) - 1)) for at in (low, high))
        return float(sums[j] - sums[i]) / max(1.0, high - low)

    def goes_on(self, begin: Floats, end: Floats, light: bool) -> float:
        """Return the part that does of as much as a tenth of the way, behind *end*."""
        way = end - begin
        return self.shown(end + way * 0.02, end + way * 0.12, light)


def _corners(left: _Line, right: _Line, top: _Line, bottom: _Line) -> Floats | None:
    pairs = ((left, top), (right, top), (right, bottom), (left, bottom))
    points = []
    for one, other in pairs:
        cross = one.cos * other.sin - one.sin * other.cos
        if abs(cross) < 0.5:
            return None
        x = (one.offset * other.sin - other.offset * one.sin) / cross
        y = (one.cos * other.offset - other.cos * one.offset) / cross
        points.append((x, y))
    return np.array(points)


def _like_a_page(quad: Floats, width: int, height: int) -> bool:
    """Say whether a sheet of paper can look so to a camera."""
    slack = 0.02 * max(width, height)
    if (quad < -slack).any() or (quad > np.array([width, height]) + slack).any():
        return False
    sides = quad[_NEXT] - quad
    lengths = np.hypot(sides[:, 0], sides[:, 1])
    after = sides[_NEXT]
    turns = sides[:, 0] * after[:, 1] - sides[:, 1] * after[:, 0]
    if (turns <= 0).any() or turns.sum() / 4 < LEAST_AREA * width * height:
        return False
    if min(lengths[0] / lengths[2], lengths[2] / lengths[0]) < 0.5:
        return False
    if min(lengths[1] / lengths[3], lengths[3] / lengths[1]) < 0.5:
        return False
    ratio = (lengths[0] + lengths[2]) / (lengths[1] + lengths[3])
    return bool(0.38 < ratio < 2.6)
