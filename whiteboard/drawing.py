"""
Every element as it lies on the sheet, drawn with a `Pen`.

The same as ``web/src/canvas/drawing/``: shapes, sizes and places are those of the browser.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Final

from whiteboard.card_drawing import draw_card
from whiteboard.elements import Element, UnknownElement
from whiteboard.errors import MalformedInk
from whiteboard.exercises import choices_of
from whiteboard.geometry import frame_middle
from whiteboard.ink import InkPoint, decode_points, place_points
from whiteboard.lettering import (
    NAME_SIZE,
    NOTE_FOOT,
    NOTE_PADDING,
    layout_note,
    layout_text,
)
from whiteboard.marker import INK, Surroundings, draw_label, draw_lines, draw_shape
from whiteboard.outline import ink_outline
from whiteboard.pen import Path, Pen, outline_commands, rectangle
from whiteboard.scale_drawing import draw_scale
from whiteboard.schema import (
    HIGHLIGHTERS,
    INNER_CIRCLE,
    MARKERS,
    NOTE_COLOURS,
    TEXT_SIZES,
    Card,
    Choice,
    Circles,
    Ink,
    Note,
    Picture,
    Scale,
    Shape,
    Text,
)
from whiteboard.seed import seeded_swing

_MOST_NAME_CHARS: Final = 16
_STAR: Final = (0, 2, 4, 1, 3, 5, 5.2)


def draw_elements(pen: Pen, elements: Iterable[Element], around: Surroundings) -> None:
    """Draw the *elements* of one sheet in their order."""
    elements = list(elements)
    choices = choices_of(one for one in elements if isinstance(one, Note))
    for element in elements:
        draw_element(pen, element, around, choices.get(element.id, ()))


def draw_element(
    pen: Pen, element: Element, around: Surroundings, choices: Sequence[Choice]
) -> None:
    """Draw one element; *choices* are those that hold of it among all of its sheet."""
    if isinstance(element, Ink):
        _draw_ink(pen, element)
    elif isinstance(element, Shape):
        draw_shape(pen, element.id, element.shape, element.frame, element.width, element.marker)
    elif isinstance(element, Text):
        _draw_text(pen, element)
    elif isinstance(element, Note):
        _draw_note(pen, element, around, choices)
    elif isinstance(element, Picture):
        _draw_picture(pen, element, around)
    elif isinstance(element, Circles):
        _draw_circles(pen, element)
    elif isinstance(element, Scale):
        draw_scale(pen, element, around)
    elif isinstance(element, Card):
        draw_card(pen, element, around)
    else:
        _draw_unknown(pen, element)


def _draw_ink(pen: Pen, ink: Ink) -> None:
    try:
        points = place_points(decode_points(ink.points), ink.frame)
    except MalformedInk:
        return _draw_unknown(pen, ink)
    path = outline_commands(ink_outline(points, ink.width, ink.tip))
    highlighter = ink.tip == "highlighter"
    colours = HIGHLIGHTERS if highlighter else MARKERS
    return pen.fill(path, colours[ink.marker], multiply=highlighter)


def _draw_text(pen: Pen, text: Text) -> None:
    x, y, width, _, angle = text.frame
    layout = layout_text(text.text, width, TEXT_SIZES[text.size], pen.measure)
    with pen.turned(x + width / 2, y + layout.height / 2, angle):
        draw_lines(pen, layout, x, y, width, MARKERS[text.marker])


def _draw_note(pen: Pen, note: Note, around: Surroundings, choices: Sequence[Choice]) -> None:
    x, y, width, least, _ = note.frame
    foot = NOTE_FOOT if note.signed else 0
    layout = layout_note(note.text, width, least, pen.measure, foot)
    height = layout.height
    with pen.turned(x + width / 2, y + height / 2, seeded_swing(note.id, "tilt") * 1.5):
        pen.fill(rectangle(x, y, width, height, 2), NOTE_COLOURS[note.colour])
        pen.fill(rectangle(x, y, width, min(34, height / 5)), "#000000", alpha=0.028)
    if note.chosen:
        _draw_star(pen, note)
    _draw_choices(pen, note, height, choices)
    draw_lines(pen, layout, x + NOTE_PADDING, y + NOTE_PADDING, width - 2 * NOTE_PADDING, INK)
    name = around.names.get(note.by, "")
    if note.signed and name:
        short = name if len(name) <= _MOST_NAME_CHARS else f"{name[:_MOST_NAME_CHARS]}…"
        right, bottom = x + width - NOTE_PADDING, y + height - NOTE_PADDING + 2
        pen.write(short, right, bottom, NAME_SIZE, INK, anchor="end", alpha=0.72)


def _draw_choices(pen: Pen, note: Note, height: float, choices: Sequence[Choice]) -> None:
    """Draw who chose a note: a strip over its lower edge with a tick and their names."""
    for at, choice in enumerate(choices):
        names = " + ".join(choice.names)
        text = names if len(names) <= 22 else f"{names[:22]}…"
        wide = pen.measure(text) * 28 + 46
        x = note.frame[0] + (note.frame[2] - wide) / 2
        y = note.frame[1] + height - 8 + at * 34
        strip = rectangle(x, y, wide, 36, 3)
        pen.fill(strip, "#FFFEFA")
        pen.stroke(strip, "#74848A", 1.5)
        tick: Path = [("M", x + 10, y + 19), ("L", x + 16, y + 27), ("L", x + 27, y + 9)]
        pen.stroke(tick, MARKERS[2], 4, round_ends=True, round_corners=True)
        pen.write(text, x + 36, y + 27, 28, INK)


def _draw_star(pen: Pen, note: Note) -> None:
    """Draw five points in one stroke, as a hand draws them, and a little past the first."""
    x, y, width, _, _ = note.frame

    def corner(point: float, part: int) -> tuple[float, float]:
        angle = point / 5 * 2 * math.pi - math.pi / 2
        reach = 26 * (1 + 0.08 * seeded_swing(note.id, f"star{part}"))
        return x + width - 8 + reach * math.cos(angle), y + 6 + reach * math.sin(angle)

    points = []
    for at, turn in enumerate(_STAR):
        here = corner(turn, at)
        before = here if at == 0 else corner(_STAR[at - 1], at - 1)
        for t in (0.25, 0.5, 0.75, 1):
            between = [a + (b - a) * t for a, b in zip(before, here, strict=True)]
            points.append(InkPoint(between[0], between[1]))
    pen.fill(outline_commands(ink_outline(points, 0)), MARKERS[3])


def _draw_picture(pen: Pen, picture: Picture, around: Surroundings) -> None:
    x, y, width, height, angle = picture.frame
    middle = frame_middle(picture.frame)
    with pen.turned(*middle, angle):
        data = around.picture(picture.blob)
        box = rectangle(x, y, width, height)
        if data is not None and pen.picture(data, x, y, width, height):
            pen.stroke(box, "#1E2B30", 1.5, alpha=0.16)
            return
        pen.fill(rectangle(x, y, width, height, 2), "#74848A", alpha=0.14)
        if min(width, height) >= 90:
            _draw_lost(pen, *middle)


def _draw_lost(pen: Pen, x: float, y: float) -> None:
    """Draw the sign of a picture, crossed out."""
    sign: Path = [
        ("M", x - 34, y - 30), ("L", x + 34, y - 30), ("L", x + 34, y + 16), ("L", x - 34, y + 16),
        ("Z",), ("M", x - 28, y + 8), ("L", x - 10, y - 12), ("L", x + 4, y + 2),
        ("L", x + 14, y - 7), ("L", x + 28, y + 6), ("M", x - 44, y + 24), ("L", x + 44, y - 38),
    ]  # fmt: skip
    pen.stroke(sign, "#51626A", 5, alpha=0.7, round_ends=True, round_corners=True)


def _draw_circles(pen: Pen, circles: Circles) -> None:
    x, y, width, height, _ = circles.frame
    cx, cy = frame_middle(circles.frame)
    radius = width / 2
    within = radius * INNER_CIRCLE
    for part, r in (("i", within), ("r", radius))[: circles.drawn]:
        frame = (cx - r, cy - r, 2 * r, 2 * r, 0.0)
        draw_shape(pen, circles.id + part, "ellipse", frame, 1, 1)
    draw_label(pen, circles.topic, cx, max(56, y - 34), 56)
    draw_label(pen, circles.inner, cx, cy - within + 58, 32, width=within, marker=1)
    if circles.drawn == 2:
        draw_label(pen, circles.ring, cx, cy + radius - 36, 32, width=radius, marker=1)
    draw_label(pen, circles.outside, x + width, y + height + 8, 32, anchor="end", marker=1)


def _draw_unknown(pen: Pen, element: UnknownElement | Ink) -> None:
    x, y, width, height, _ = element.frame
    box = rectangle(x, y, width, height, 2)
    pen.fill(box, "#74848A", alpha=0.18)
    pen.stroke(box, "#74848A", 1, dash=(6, 6))
