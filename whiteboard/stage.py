"""
The pictures of a film: a sheet on a quiet ground with a line under it, one after another.

What lies there is kept: each element's strokes and letters for as long as it stays as it is, and
the sheet as a whole while nothing but more on top of it comes. Where something changes, what lies
under it is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, Final

from whiteboard.captions import Line
from whiteboard.drawing import draw_element, draw_elements
from whiteboard.elements import Element
from whiteboard.exercises import choices_of
from whiteboard.marker import Surroundings
from whiteboard.paper import draw_paper
from whiteboard.pen import Anchor
from whiteboard.render import Plate, record
from whiteboard.schema import SHEET_HEIGHT, SHEET_WIDTH, Choice, Ink, Note, Paper, Sheet

#: of a picture, pixels
WIDTH: Final = 1920
HEIGHT: Final = 1080
#: the sheet in it
TOP: Final = 28
TALL: Final = 976
SCALE: Final = TALL / SHEET_HEIGHT
WIDE: Final = round(SHEET_WIDTH * SCALE)
LEFT: Final = (WIDTH - WIDE) // 2
#: the line under it: where its letters stand, and how large they are
_LINE_AT: Final = 1052
_LETTERS: Final = 20
#: of its width, what day and time take, and with it what says how long it was still
_WHEN: Final = 0.43
_STILL: Final = 0.62
_WALL: Final = "#E8ECEA"
_SOFT_INK: Final = "#51626A"


#: so many that lie under what changes are drawn once for all
_MANY: Final = 30


class Stage:
    """One picture, drawn again and again."""

    #: width and height of a picture, pixels
    size: Final = (WIDTH, HEIGHT)

    def __init__(self, around: Surroundings) -> None:
        self._around = around
        #: how often a sheet was drawn from its paper up, and how many elements were worked out
        self.sheets_drawn = self.elements_drawn = 0
        self._kept: dict[str, tuple[Element, Sequence[Choice], Any]] = {}
        self._papers: dict[Paper, Any] = {}
        #: what lies on the sheet, and how many of it, from its paper up, are on `_under` as well
        self._lying: list[Any] = []
        self._below = 0
        self._under, self._settled, self._shown = (Plate(WIDTH, HEIGHT) for _ in range(3))
        self._under.clear(_WALL)
        self._settled.clear(_WALL)

    @property
    def pixels(self) -> Any:
        """Return the picture: rows of red, green, blue, alpha; the same array throughout."""
        return self._shown.pixels

    def show(
        self, sheet: Sheet | None, elements: Sequence[Element], growing: Sequence[Ink], line: Line
    ) -> None:
        """Draw a picture; nothing but the ground and the line where there is no sheet."""
        lying = [] if sheet is None else [self._paper(sheet.paper), *self._recorded(elements)]
        self._settle(lying)
        self._shown.copy(self._settled)
        if sheet is not None and growing:
            drawn = record(partial(draw_elements, elements=growing, around=self._around))
            self._shown.lay(drawn, LEFT, TOP, SCALE)
        middle, right = LEFT + _WHEN * WIDE, LEFT + _STILL * WIDE
        places: tuple[tuple[str, float, float, Anchor], ...] = (
            (line.when, LEFT, _WHEN * WIDE, "start"),
            (line.still, middle, right - middle, "middle"),
            (line.who, right, LEFT + WIDE - right, "end"),
        )
        for text, x, width, anchor in places:
            if text:
                self._shown.typeset(text, x, _LINE_AT, width, _LETTERS, _SOFT_INK, anchor)

    def _settle(self, lying: list[Any]) -> None:
        """Bring the sheet up to *lying*, its paper and what is on it."""
        same = _shared(self._lying, lying)
        from_ = same
        if same < len(self._lying):
            if same < self._below:
                self._under.clear(_WALL)
                self._below = 0
            if same - self._below > _MANY:
                self._lay(self._under, lying, self._below, same)
                self._below = same
            self._settled.copy(self._under)
            from_ = self._below
        self._lay(self._settled, lying, from_, len(lying))
        self._lying = lying

    def _lay(self, plate: Plate, lying: list[Any], from_: int, to: int) -> None:
        if from_ == 0 < to:
            self.sheets_drawn += 1
            plate.shade(LEFT + 3, TOP + 6, WIDE - 6, TALL - 4, 8)
        for recorded in lying[from_:to]:
            plate.lay(recorded, LEFT, TOP, SCALE)

    def _recorded(self, elements: Sequence[Element]) -> Iterator[Any]:
        choices = choices_of(one for one in elements if isinstance(one, Note))
        for element in elements:
            held = choices.get(element.id, [])
            kept = self._kept.get(element.id)
            if kept is None or kept[0] is not element or kept[1] != held:
                self.elements_drawn += 1
                draw = partial(draw_element, element=element, around=self._around, choices=held)
                kept = self._kept[element.id] = element, held, record(draw)
            yield kept[2]

    def _paper(self, paper: Paper) -> Any:
        if paper not in self._papers:
            self._papers[paper] = record(partial(draw_paper, paper=paper))
        return self._papers[paper]


def _shared(before: list[Any], after: list[Any]) -> int:
    """Return how many of two rows are the same from the first on."""
    most = min(len(before), len(after))
    return next((at for at in range(most) if before[at] is not after[at]), most)
