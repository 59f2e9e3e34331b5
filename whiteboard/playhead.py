"""
A recording played forwards: what lies on each sheet at a moment that only rises.

Gives what ``replay`` gives at each moment, and says which sheets are otherwise than a moment ago:
a step costs what changed in it, not what is there. Pure but for its place.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from typing import Any

from whiteboard.elements import Element, read_element
from whiteboard.fields import change_field
from whiteboard.recording import Life, Recording
from whiteboard.replay import brought_back, drawn_from, sheets_at, so_far
from whiteboard.schema import Ink, Sheet

#: an element's place among those of its sheet, and itself
_Row = tuple[tuple[str, str, int], Element]


class Playhead:
    """One pass through a recording, from before its beginning."""

    def __init__(self, recording: Recording) -> None:
        self._recording = recording
        self._lives = [_Course(life) for life in recording["elements"]]
        events = [(at, i) for i, life in enumerate(self._lives) for at in life.moments()]
        self._events, self._next = sorted(events), 0
        self._lying: dict[str, list[_Row]] = {}
        back = brought_back(recording)
        began = [
            (drawn_from(life), i)
            for i, life in enumerate(recording["elements"])
            if life["fields"].get("type") == "ink" and (life["id"], life["born"][1]) not in back
        ]
        self._strokes = sorted(pair for pair in began if pair[0] < self._lives[pair[1]].born)
        self._next_stroke = 0
        #: strokes under the hand: since when, and whose life it is
        self._drawing: list[tuple[int, int]] = []
        lives = recording["sheets"]
        self._turns = sorted({at for life in lives for at in _Course(life).moments()})
        self._sheets: list[Sheet] = []
        self._folded = -1
        self._at = 0

    def advance(self, at: int) -> set[str]:
        """Go on to *at*, never back; return the ids of sheets that look otherwise than before."""
        self._at = at
        changed = {self._sheet_of(life) for _, life in self._drawing}
        touched = set()
        while self._next < len(self._events) and self._events[self._next][0] <= at:
            touched.add(self._events[self._next][1])
            self._next += 1
        for life in touched:
            changed |= self._take(life, at)
        while self._next_stroke < len(self._strokes) and self._strokes[self._next_stroke][0] <= at:
            self._drawing.append(self._strokes[self._next_stroke])
            self._next_stroke += 1
        self._drawing = [pair for pair in self._drawing if self._lives[pair[1]].born > at]
        changed |= {self._sheet_of(life) for _, life in self._drawing}
        return changed | self._fold_sheets(at)

    def sheets(self) -> list[Sheet]:
        """Return the sheets in order, those that are gone too."""
        return self._sheets

    def settled(self, sheet: str) -> list[Element]:
        """Return the elements of *sheet* in drawing order; the same objects while they are so."""
        return [element for _, element in self._lying.get(sheet, ())]

    def growing(self, sheet: str) -> list[Ink]:
        """Return the strokes that are being drawn on *sheet*, as far as they have come."""
        found = []
        for began, i in sorted(self._drawing, key=lambda pair: pair[1]):
            life = self._recording["elements"][i]
            ink = read_element(life["id"], life["fields"])
            if isinstance(ink, Ink) and ink.sheet == sheet:
                found.append(so_far(ink, self._at - began))
        return found

    def _sheet_of(self, life: int) -> str:
        return str(self._recording["elements"][life]["fields"].get("sheet"))

    def _take(self, i: int, at: int) -> set[str]:
        """Put what a life is at *at* in place of what it was; return the sheets that it was on."""
        life = self._lives[i]
        before, after = life.element, life.at(at)
        changed = set()
        if before is not None:
            rows = self._lying[before.sheet]
            del rows[bisect_left(rows, (before.order, before.id, i), key=_place)]
            changed.add(before.sheet)
        if after is not None:
            row = ((after.order, after.id, i), after)
            insort(self._lying.setdefault(after.sheet, []), row, key=_place)
            changed.add(after.sheet)
        return changed

    def _fold_sheets(self, at: int) -> set[str]:
        count = bisect_left(self._turns, at + 1)
        if count == self._folded:
            return set()
        before, self._sheets = self._sheets, sheets_at(self._recording, at)
        self._folded = count
        return {sheet.id for sheet in (*before, *self._sheets)}


class _Course:
    """One life on its way."""

    def __init__(self, life: Life) -> None:
        self._life = life
        self.born = int(life["born"][0])
        self._fields = dict(life["fields"])
        self._taken = 0
        #: as it was last asked for
        self.element: Element | None = None

    def moments(self) -> list[int]:
        """Return when it was born, changed and died."""
        life = self._life
        whens: list[list[Any]] = [life["born"], *life["changes"]]
        if life["died"] is not None:
            whens.append(life["died"])
        return [int(when[0]) for when in whens]

    def at(self, at: int) -> Element | None:
        """Return what it is at *at*, which only rises."""
        changes, died = self._life["changes"], self._life["died"]
        while self._taken < len(changes) and changes[self._taken][0] <= at:
            change_field(self._fields, changes[self._taken][3], changes[self._taken][4])
            self._taken += 1
        gone = at < self.born or (died is not None and died[0] <= at)
        self.element = None if gone else read_element(self._life["id"], dict(self._fields))
        return self.element


def _place(row: _Row) -> tuple[str, str, int]:
    return row[0]
