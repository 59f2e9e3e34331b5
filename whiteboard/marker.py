"""What all drawings are made of: shapes and labels by hand, and what is around a sheet."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import Final

from whiteboard.bodies import Language
from whiteboard.geometry import Point
from whiteboard.ink import InkPoint
from whiteboard.lettering import NOTE_LINE, Layout, break_text
from whiteboard.outline import ink_outline
from whiteboard.pen import Anchor, Path, Pen, outline_commands
from whiteboard.schema import MARKERS, Frame, ShapeKind
from whiteboard.shapes import shape_strokes

INK: Final = "#222222"
#: how far below a line's top its letters stand, in sizes
BASELINE: Final = 0.86


@dataclass(frozen=True)
class Surroundings:
    """What a drawing needs that is not on the sheet."""

    language: Language
    #: of the days that stand on scales
    zone: tzinfo | None = None
    #: the name behind an author; signed notes show it
    names: Mapping[str, str] = field(default_factory=dict)
    #: the bytes of a picture by its blob's id; None where they are gone
    picture: Callable[[str], bytes | None] = lambda _: None

    def day(self, ms: int) -> str:
        """Spell a day as the browser does where the year is known."""
        months = _MONTHS[self.language]
        try:
            at = datetime.fromtimestamp(ms / 1000, self.zone)
        except (ValueError, OverflowError, OSError):
            return ""
        month = months[at.month - 1]
        return f"{at.day} {month}"


_MONTHS: Final = {
    "nl": ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec"),
}


def draw_shape(
    pen: Pen, id_: str, kind: ShapeKind, frame: Frame, width: int, marker: int, alpha: float = 1
) -> None:
    """Draw a shape with a marker's hand."""
    path: Path = []
    for stroke in shape_strokes(id_, kind, frame, width):
        path += outline_commands(ink_outline([InkPoint(x, y) for x, y in stroke], width))
    pen.fill(path, MARKERS[marker], alpha=alpha)


def draw_label(
    pen: Pen, text: str, x: float, y: float, size: float, *, anchor: Anchor = "middle",
    width: float = 900, marker: int = 0,
) -> None:  # fmt: skip
    """Write a label of an exercise; *y* is its first line's baseline."""
    if not text:
        return
    for at, line in enumerate(break_text(text, width / size, pen.measure)):
        baseline = y + at * size * NOTE_LINE
        pen.write(line.text.rstrip(), x, baseline, size, MARKERS[marker], anchor=anchor)


def draw_lines(
    pen: Pen, layout: Layout, left: float, top: float, width: float, colour: str
) -> None:
    """Write lines one below the other; one that is read from the right ends at the right."""
    for at, line in enumerate(layout.lines):
        x = left + width if line.rtl else left
        y = top + layout.size * (BASELINE + at * NOTE_LINE)
        anchor: Anchor = "end" if line.rtl else "start"
        pen.write(line.text.rstrip(), x, y, layout.size, colour, anchor=anchor, rtl=line.rtl)


def line_frame(a: Point, b: Point) -> Frame:
    """Return the frame of a line between two points."""
    length = math.dist(a, b)
    mx, my = (a[0] + b[0]) / 2, (a[1] + b[1]) / 2
    angle = math.degrees(math.atan2(b[1] - a[1], b[0] - a[0]))
    return (mx - length / 2, my, length, 0.0, angle)
