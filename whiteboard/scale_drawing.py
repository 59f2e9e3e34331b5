"""A scale: a line with eleven ticks, its ends in words, and the marks that stand on it."""

from __future__ import annotations

import math
from typing import Final

from whiteboard.exercises import along, now_of
from whiteboard.geometry import Point
from whiteboard.lettering import NOTE_LINE, break_text
from whiteboard.mark_places import (
    END_OUT,
    END_SIZE,
    MARK_LINE,
    MARK_SIZE,
    OFF_LEVEL,
    OFF_UPRIGHT,
    OVER_LINE,
    Place,
    end_width,
    lay_out_scale,
)
from whiteboard.marker import Surroundings, draw_label, draw_shape, line_frame
from whiteboard.pen import Anchor, Path, Pen
from whiteboard.schema import MARKERS, SHEET_WIDTH, Mark, Scale

_KINDS: Final = {
    "nl": {
        "now": "nu", "highest": "hoogste tot nu toe", "wanted": "zo wil ik het",
        "step": "één stapje hoger", "own": "",
    },
    "en": {
        "now": "now", "highest": "highest so far", "wanted": "how I want it",
        "step": "one step up", "own": "",
    },
}  # fmt: skip
_TICK: Final = 15
_END_TICK: Final = 24
_TOPIC: Final = 52
#: from a level line to its topic, and the line's y where it is so; between them in proportion
_TOPIC_OVER_LOW: Final = (400, 1222)
_TOPIC_OVER_HIGH: Final = (480, 590)
_TOPIC_OVER_UPRIGHT: Final = 84
#: from a line to the brace beside it
_GAP: Final = 58
#: of a number, and of the words under it, from the end of the line
_OFF: Final = 20
_COLOURS: Final = {"wanted": 1, "step": 1, "highest": 2}


def draw_scale(pen: Pen, scale: Scale, around: Surroundings) -> None:
    """Draw a scale with all that belongs to it; notes lie beside it by themselves."""

    def words(mark: Mark) -> tuple[str, str]:
        kind = _KINDS[around.language][mark.kind]
        return " ".join(part for part in (kind, mark.name) if part), around.day(mark.at)

    layout = lay_out_scale(scale, words, pen.measure)
    now, most = now_of(scale.marks), end_width(scale)
    start, end = along(scale, 0), along(scale, 10)
    draw_shape(pen, f"{scale.id}line", "line", line_frame(start, end), 1, 2)
    for step in range(11):
        px, py = along(scale, step)
        half = _END_TICK if step in (0, 10) else _TICK
        dx, dy = (half, 0) if scale.upright else (0, half)
        tick = line_frame((px - dx, py - dy), (px + dx, py + dy))
        draw_shape(pen, f"{scale.id}t{step}", "line", tick, 0, 2)
    if now is not None and now > 0:
        _draw_brace(pen, scale, min(now, 10))
    for place in layout.marks:
        _draw_mark(pen, scale, place)
    _draw_topic(pen, scale)
    if scale.upright:
        draw_label(pen, "0", start[0] - _OFF, start[1] + 50, 40, anchor="end", marker=2)
        draw_label(pen, "10", end[0] - _OFF, end[1] - _OFF, 40, anchor="end", marker=2)
        left, foot = start[0] - _OFF - 12, start[1] + 94
        draw_label(pen, scale.low, left, foot, END_SIZE, anchor="end", width=300, marker=2)
        right, head = end[0] + OFF_UPRIGHT, end[1] + 11
        draw_label(pen, scale.high, right, head, END_SIZE, anchor="start", width=most, marker=2)
        return
    draw_label(pen, "0", start[0] - _OFF, start[1] - _OFF, 40, anchor="end", marker=2)
    draw_label(pen, "10", end[0] + _OFF, end[1] - _OFF, 40, anchor="start", marker=2)
    under = start[1] + OFF_LEVEL + END_SIZE * 0.85
    left = start[0] + (_OFF if layout.low == OVER_LINE else -END_OUT)
    right = end[0] - (_OFF if layout.high == OVER_LINE else -END_OUT)
    low, high = under + layout.low, under + layout.high
    draw_label(pen, scale.low, left, low, END_SIZE, anchor="start", width=most, marker=2)
    draw_label(pen, scale.high, right, high, END_SIZE, anchor="end", width=most, marker=2)


def _draw_topic(pen: Pen, scale: Scale) -> None:
    """Write over the notes of a level line, over an upright one's head; a long one grows up."""
    x, y = along(scale, 10)
    middle = x if scale.upright else scale.frame[0] + scale.frame[2] / 2
    room = 2 * min(middle, SHEET_WIDTH - middle) - 40
    width = max(300, min(390 if scale.upright else 900, room))
    lines = len(break_text(scale.topic, width / _TOPIC, pen.measure))
    last = y - (_TOPIC_OVER_UPRIGHT if scale.upright else _topic_over(y))
    first = max(_TOPIC + 20, last - (lines - 1) * _TOPIC * NOTE_LINE)
    draw_label(pen, scale.topic, middle, first, _TOPIC, width=width)


def _topic_over(line: float) -> float:
    """Return how far over a level line its topic stands: higher up there is more room for notes."""
    (low, low_line), (high, high_line) = _TOPIC_OVER_LOW, _TOPIC_OVER_HIGH
    share = max(0.0, min(1.0, (low_line - line) / (low_line - high_line)))
    return low + share * (high - low)


def _draw_brace(pen: Pen, scale: Scale, now: float) -> None:
    """Draw the stretch from 0 to now beside the line: what is there already."""
    a, b = along(scale, 0), along(scale, now)
    if math.dist(a, b) < 40:
        return
    nx, ny = (-1, 0) if scale.upright else (0, -1)

    def at(share: float, out: float) -> Point:
        aside = _GAP + out
        return (
            a[0] + (b[0] - a[0]) * share + nx * aside,
            a[1] + (b[1] - a[1]) * share + ny * aside,
        )

    depth = 26
    path: Path = [
        ("M", *at(0, 0)), ("Q", *at(0, depth), *at(0.06, depth)), ("L", *at(0.46, depth)),
        ("Q", *at(0.5, depth), *at(0.5, depth * 1.9)), ("Q", *at(0.5, depth), *at(0.54, depth)),
        ("L", *at(0.94, depth)), ("Q", *at(1, depth), *at(1, 0)),
    ]  # fmt: skip
    pen.stroke(path, MARKERS[2], 4, round_ends=True)


def _draw_mark(pen: Pen, scale: Scale, place: Place) -> None:
    mark = place.mark
    marker = _COLOURS.get(mark.kind, 3)
    if place.stroke is not None:
        draw_shape(pen, mark.id, "line", line_frame(*place.stroke), 1, marker)
    if place.leader is not None:
        draw_shape(pen, f"{mark.id}l", "line", line_frame(*place.leader), 0, marker)
    if mark.value and mark.value[0] != mark.value[-1]:
        stretch = line_frame(along(scale, mark.value[0]), along(scale, mark.value[-1]))
        draw_shape(pen, f"{mark.id}s", "line", stretch, 2, marker, alpha=0.35)
    x = place.x + place.width if place.leftwards else place.x
    for at, line in enumerate(place.lines):
        y = place.y + MARK_SIZE * 0.85 + at * MARK_LINE
        anchor: Anchor = "end" if place.leftwards else "start"
        pen.write(line, x, y, MARK_SIZE, MARKERS[marker], anchor=anchor)
