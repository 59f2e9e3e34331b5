"""
A card: boxes drawn by hand, a title, labelled fields; on a closing card a row of numbers.

The same as ``web/src/canvas/cardLayout.ts`` and ``drawing/card.tsx``.
"""

from __future__ import annotations

import math
from typing import Final

from whiteboard.lettering import (
    NOTE_LINE,
    Layout,
    Line,
    Measure,
    break_text,
    longest_fitting,
)
from whiteboard.marker import (
    BASELINE,
    INK,
    Surroundings,
    draw_label,
    draw_lines,
    draw_shape,
    line_frame,
)
from whiteboard.pen import Pen, rectangle
from whiteboard.schema import Card
from whiteboard.summary import spell_number

_TITLE: Final = 52
_TITLE_ROOM: Final = 84
_LABEL: Final = 30
_PADDING: Final = 22
_LABEL_TOP: Final = 14
_UNDER_LABEL: Final = 6
_FOOT: Final = 12
#: of the words, the largest first; nothing handwritten is smaller than 28
_SIZES: Final = (52, 46, 40, 34, 28)
_LARGEST: Final = {1: 52, 2: 46, 3: 40}
_NUMBERS_ROOM: Final = 142
#: half of the hand's ring around a number, in sizes of it
_RING: Final = (0.78, 0.82)
#: how far a number's middle is above its baseline, in sizes
_DIGIT_MIDDLE: Final = 0.36
_USEFUL: Final = {"nl": "hoe nuttig was dit gesprek", "en": "how useful this talk was"}


def draw_card(pen: Pen, card: Card, around: Surroundings) -> None:
    """Draw a card with all that is written on it."""
    x, y, width, height, _ = card.frame
    pen.fill(rectangle(x, y, width, height), "#FFFEFA", alpha=0.6)
    draw_label(pen, card.title, x, y + _TITLE, _TITLE, anchor="start", marker=1, width=width)
    titles = len(break_text(card.title, width / _TITLE, pen.measure)) if card.title else 0
    head = _TITLE_ROOM + (titles - 1) * _TITLE * NOTE_LINE if titles else 0
    foot = min(_NUMBERS_ROOM, max(0, height - head) / 2) if card.kind == "closing" else 0
    rows = math.ceil(len(card.labels) / card.columns)
    w, h = width / card.columns, max(1, (height - head - foot) / rows)
    _draw_box(pen, card, head, rows, (w, h), numbered=foot > 0)
    inner = max(1, w - 2 * _PADDING)
    for at, (label, cell) in enumerate(zip(card.labels, card.cells, strict=True)):
        row = at // card.columns
        left, top = x + at % card.columns * w, y + head + row * h
        _draw_label(pen, label, left, top, w)
        # The words of a row begin at one height, under the longest of its labels.
        beside = card.labels[row * card.columns : (row + 1) * card.columns]
        most = max(
            len(break_text(one, inner / _LABEL, pen.measure)) if one else 0 for one in beside
        )
        under = _LABEL_TOP + (most * _LABEL * NOTE_LINE + _UNDER_LABEL if most else 0)
        room = max(_SIZES[4] * NOTE_LINE, h - under - _FOOT)
        words = layout_words(cell, inner, room, _LARGEST[card.columns], pen.measure)
        draw_lines(pen, words, left + _PADDING, top + under, inner, INK)
    if foot > 0:
        _draw_numbers(pen, card, foot, around)


def layout_words(
    text: str, width: float, height: float, largest: float, measure: Measure
) -> Layout:
    """Return words as large as there is room for; what does not fit ends in an ellipsis."""
    for size in _SIZES:
        if size > largest:
            continue
        lines = break_text(text, width / size, measure)
        wide = any(measure(word) * size > width for word in text.split())
        if len(lines) * size * NOTE_LINE <= height and not wide:
            return Layout(size, lines, height)
    size = _SIZES[4]
    lines = break_text(text.rstrip(), width / size, measure)
    most = max(1, math.floor(height / (size * NOTE_LINE)))
    if len(lines) > most:
        last = lines[most - 1]
        lines = [*lines[: most - 1], Line(_shortened(last.text, width / size, measure), last.rtl)]
    return Layout(size, lines, height)


def _shortened(line: str, width: float, measure: Measure) -> str:
    kept = line.rstrip()
    if measure(f"{kept}…") > width:
        kept = kept[: longest_fitting(kept, width - measure("…"), measure)]
    return f"{kept.rstrip()}…"


def _draw_box(
    pen: Pen, card: Card, head: float, rows: int, cell: tuple[float, float], *, numbered: bool
) -> None:
    """Draw one box, and a line between neighbours, as a hand divides it."""
    x, y, width, height, _ = card.frame
    w, h = cell
    top, bottom = y + head, y + head + rows * h
    draw_shape(pen, card.id, "rectangle", (x, top, width, max(1, height - head), 0.0), 0, 0)
    level = [top + (row + 1) * h for row in range(rows if numbered else rows - 1)]
    lines = [((x, at), (x + width, at)) for at in level]
    upright = [x + (column + 1) * w for column in range(card.columns - 1)]
    lines += [((at, top), (at, bottom)) for at in upright]
    for number, ends in enumerate(lines):
        draw_shape(pen, f"{card.id}{number}", "line", line_frame(*ends), 0, 0)


def _draw_label(pen: Pen, label: str, x: float, y: float, width: float) -> None:
    baseline = y + _LABEL_TOP + _LABEL * BASELINE
    inner = width - 2 * _PADDING
    draw_label(pen, label, x + _PADDING, baseline, _LABEL, anchor="start", marker=2, width=inner)


def _draw_numbers(pen: Pen, card: Card, foot: float, around: Surroundings) -> None:
    """Draw 0 to 10, all alike, whichever is ringed."""
    x, y, width, height, _ = card.frame
    top = y + height - foot
    _draw_label(pen, _USEFUL[around.language], x, top, width)
    step = max(1, width - 2 * _PADDING) / 11
    size = max(16, min(38, 0.62 * step))
    middle = top + foot - min(50, foot / 2)

    def place(value: float) -> float:
        return x + _PADDING + step * (0.5 + max(-0.5, min(10.5, value)))

    for number in range(11):
        draw_label(pen, str(number), place(number), middle + _DIGIT_MIDDLE * size, size)
    if card.value is None:
        return
    if card.value not in range(11):
        small = min(28, size)
        spelled = spell_number(card.value, "," if around.language == "nl" else ".")
        draw_label(pen, spelled, place(card.value), middle + _DIGIT_MIDDLE * small, small)
    a, b = _RING[0] * size, _RING[1] * size
    ring = (place(card.value) - a, middle - b, 2 * a, 2 * b, 0.0)
    value = int(card.value) if card.value == int(card.value) else card.value
    draw_shape(pen, f"{card.id}ring{value}", "ellipse", ring, 0, 1)
