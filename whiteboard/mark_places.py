"""
Where a scale's marks, their words and the words of its ends stand so that none covers another.

Words stand under a level line and to the right of an upright one; the other side is for the notes.
The same as ``web/src/canvas/drawing/markPlaces.ts``. Pure.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from whiteboard.exercises import along
from whiteboard.geometry import Point
from whiteboard.lettering import NOTE_LINE, Measure, break_text
from whiteboard.schema import SHEET_HEIGHT, SHEET_WIDTH, Mark, Scale

MARK_SIZE: Final = 30
END_SIZE: Final = 32
MARK_LINE: Final = MARK_SIZE * NOTE_LINE
#: from the line to the first words
OFF_LEVEL: Final = 36
OFF_UPRIGHT: Final = 64
#: how far the words of an end stand out beyond it
END_OUT: Final = 24
#: the words of an end over a level line, when those of marks stand under it
OVER_LINE: Final = -(OFF_LEVEL + END_SIZE * 0.85 + 26)
_BETWEEN: Final = 10
#: from a stroke to where its words begin or end
_BESIDE: Final = 4
_MOST_WIDTH: Final = 230
_LEAST_WIDTH: Final = 110
_EDGE: Final = 12
#: how far a stroke stands out on either side of the line
_BACK: Final = 16
_AHEAD: Final = 30
#: where stairs may part; further on there are more marks than anybody reads
_MOST_PARTED: Final = 24
#: a mark without a number stands so far before the line's beginning
_BEFORE: Final = 90

#: what a mark is called, and its day
Words = Callable[[Mark], tuple[str, str]]


class Place(NamedTuple):
    """Where a mark stands: its stroke, a thin one to words further off, and the words' box."""

    mark: Mark
    stroke: tuple[Point, Point] | None
    leader: tuple[Point, Point] | None
    lines: list[str]
    leftwards: bool
    x: float
    y: float
    width: float
    height: float


class Layout(NamedTuple):
    """All marks, and how far the words of the two ends make way for theirs."""

    marks: list[Place]
    low: float
    high: float


class _Worded(NamedTuple):
    mark: Mark
    at: Point
    lines: list[str]
    width: float
    height: float


def lay_out_scale(scale: Scale, words: Words, measure: Measure) -> Layout:
    """Return where all that belongs to a scale's marks stands."""
    return (_upright if scale.upright else _level)(scale, words, measure)


def end_width(scale: Scale) -> float:
    """Return the width at which the words of an end are broken."""
    x, _, width, _, _ = scale.frame
    return _room_beside(x + width / 2) if scale.upright else width * 0.36


def _worded(scale: Scale, mark: Mark, words: Words, measure: Measure, most: float) -> _Worded:
    x, y = along(scale, 0)
    if mark.value:
        at = along(scale, mark.value[-1])
    else:
        at = (x, y + _BEFORE) if scale.upright else (x - _BEFORE, y)
    called, day = words(mark)
    broken = break_text(called, most / MARK_SIZE, measure) if called else []
    lines = [*(line.text.rstrip() for line in broken), day]
    width = max(measure(line) for line in lines) * MARK_SIZE
    return _Worded(mark, at, lines, width, len(lines) * MARK_LINE)


def _level(scale: Scale, words: Words, measure: Measure) -> Layout:
    """Part the marks where the stairs to the left and to the right are least deep."""
    told = [_worded(scale, mark, words, measure, _MOST_WIDTH) for mark in scale.marks]
    told.sort(key=lambda one: one.at[0])
    marks: list[Place] = []
    least = math.inf
    for parted in range(min(len(told), _MOST_PARTED) + 1):
        placed = [
            *_stairs(told[:parted], leftwards=True),
            *_stairs(told[parted:][::-1], leftwards=False),
        ]
        depth = max([0, *(one.y + one.height for one in placed)])
        depth += sum(_is_pushed(one) for one in placed)
        if depth < least:
            marks, least = placed, depth
    start, end = along(scale, 0), along(scale, 10)
    line, most = start[1] + OFF_LEVEL, end_width(scale)

    def wide(text: str) -> float:
        lines = break_text(text, most / END_SIZE, measure)
        return max(measure(one.text.rstrip()) for one in lines) * END_SIZE

    left, right = start[0] - END_OUT, end[0] + END_OUT
    low = _under(marks, line, left, left + wide(scale.low))
    high = _under(marks, line, right - wide(scale.high), right)

    def room(text: str, down: float) -> float:
        # Between line and brace there is room for one line.
        short = len(break_text(text, most / END_SIZE, measure)) == 1
        return OVER_LINE if down > 0 and short else down

    return Layout(marks, room(scale.low, low), room(scale.high, high))


def _stairs(told: Sequence[_Worded], *, leftwards: bool) -> list[Place]:
    """Place marks from outside in; each stands under all those that its words reach to."""
    placed: list[Place] = []
    for mark, (x, y), lines, width, height in told:
        wanted = x - _BESIDE - width if leftwards else x + _BESIDE
        left = max(_EDGE, min(wanted, SHEET_WIDTH - _EDGE - width))
        top = y + OFF_LEVEL + _under(placed, y + OFF_LEVEL, left, left + width)
        ends = _strokes(mark, (x, y), (0, 1), (x, top - 2))
        placed.append(Place(mark, *ends, lines, leftwards, left, top, width, height))
    return placed


def _is_pushed(place: Place) -> bool:
    """Say whether the edge of the sheet keeps a mark's words from where they would stand."""
    if place.stroke is None:
        return False
    near = place.x + place.width if place.leftwards else place.x
    return abs(near - place.stroke[0][0]) > _BESIDE + 1


def _strokes(
    mark: Mark, at: Point, way: Point, end: Point
) -> tuple[tuple[Point, Point] | None, tuple[Point, Point] | None]:
    if not mark.value:
        return None, None
    (x, y), (dx, dy) = at, way
    foot = (x + dx * _AHEAD, y + dy * _AHEAD)
    leader = None if math.dist(foot, end) < 12 else (foot, end)
    return ((x - dx * _BACK, y - dy * _BACK), foot), leader


def _under(placed: Sequence[Place], line: float, left: float, right: float) -> float:
    """Return how far below *line* the words end that stand between *left* and *right*."""
    above = [
        one.y + one.height + _BETWEEN - line
        for one in placed
        if one.x < right + _BETWEEN and left < one.x + one.width + _BETWEEN
    ]
    return max([0, *above])


def _room_beside(line: float) -> float:
    """Return the room between an upright line and the edge of the sheet."""
    return max(_LEAST_WIDTH, min(_MOST_WIDTH, SHEET_WIDTH - _EDGE - line - OFF_UPRIGHT))


def _upright(scale: Scale, words: Words, measure: Measure) -> Layout:
    x, top = along(scale, 10)
    left = x + OFF_UPRIGHT
    told = [_worded(scale, mark, words, measure, _room_beside(x)) for mark in scale.marks]
    told.sort(key=lambda one: one.at[1])
    tops: dict[str, float] = {}
    # Around the words at the 10: what is higher goes up from them, all else down.
    high_top = top - END_SIZE * 0.6
    lowest = high_top - _BETWEEN
    for one in reversed([one for one in told if one.at[1] < top]):
        tops[one.mark.id] = min(one.at[1] - one.height / 2, lowest - one.height)
        lowest = tops[one.mark.id] - _BETWEEN
    highest = -math.inf
    if scale.high:
        lines = break_text(scale.high, end_width(scale) / END_SIZE, measure)
        highest = high_top + len(lines) * END_SIZE * NOTE_LINE + _BETWEEN
    down = [one for one in told if one.at[1] >= top]
    for one in down:
        tops[one.mark.id] = max(one.at[1] - one.height / 2, highest)
        highest = tops[one.mark.id] + one.height + _BETWEEN
    floor: float = SHEET_HEIGHT - _EDGE
    for one in reversed(down):
        tops[one.mark.id] = min(tops[one.mark.id], floor - one.height)
        floor = tops[one.mark.id] - _BETWEEN
    marks = []
    for mark, at, lines_, width, height in told:
        y = tops[mark.id]
        ends = _strokes(mark, at, (1, 0), (left - 8, y + height / 2))
        marks.append(Place(mark, *ends, lines_, False, left, y, width, height))
    return Layout(marks, 0, 0)
