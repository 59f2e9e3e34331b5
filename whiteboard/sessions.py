"""
Sessions, and what each of them left on the sheets: the difference between two states of the board.

Read from the log as it is, nothing is stored for it; the browser reads by the same rules
(``web/src/exercises/sessions.ts`` and ``left.ts``), held equal by ``tests/wire/exercises.py.json``.
Nothing is judged: what moved is told, whichever way it went.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from whiteboard.elements import Element
from whiteboard.exercises import Zone, in_reading_order, zone_of
from whiteboard.log import Entry
from whiteboard.schema import Card, Circles, Mark, Note, Scale, Sheet


@dataclass(frozen=True)
class Session:
    """From when two people were live until they no longer were; ms since the epoch."""

    id: str
    start: int
    #: None while it is open
    end: int | None
    #: where the log has its start and its end
    from_seq: int
    to_seq: int | None


@dataclass(frozen=True)
class Moved:
    """A note that lies in another zone than it did."""

    note: str
    from_: Zone
    to: Zone


@dataclass(frozen=True)
class Left:
    """What is on the sheets otherwise than it was, sheet by sheet and in reading order."""

    moved: list[Moved]
    #: ids of notes that say something and were not there
    new: list[str]
    #: ids of marks that were not there, or stood elsewhere
    marks: list[str]
    #: ids of cards on which something was written
    cards: list[str]


def add_session(before: Sequence[Session], entry: Entry) -> list[Session]:
    """Return the sessions after *entry*; a start while one is open, and another's end, are none."""
    data = entry.data
    if (
        entry.kind != "session"
        or not isinstance(data, Mapping)
        or not isinstance(data.get("id"), str)
    ):
        return list(before)
    last = before[-1] if before else None
    is_open = last is not None and last.end is None
    # When it was, where that is not now; nothing is later than the log has it, nor before what
    # came before.
    said = _time(data.get("at"))
    earliest = 0 if last is None else last.start if last.end is None else last.end
    when = max(earliest, entry.at if said is None else min(said, entry.at))
    if data.get("do") == "start" and not is_open:
        return [*before, Session(data["id"], when, None, entry.seq, None)]
    if data.get("do") == "end" and last is not None and is_open and last.id == data["id"]:
        return [*before[:-1], replace(last, end=when, to_seq=entry.seq)]
    return list(before)


def sessions_of(entries: Iterable[Entry]) -> list[Session]:
    """Return all sessions of a log, oldest first."""
    found: list[Session] = []
    for entry in entries:
        found = add_session(found, entry)
    return found


def _time(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def what_was_left(
    sheets: Sequence[Sheet], before: Sequence[Element], after: Sequence[Element]
) -> Left:
    """
    Return the difference between two states of the board.

    Args:
        sheets: as they are after; those that are gone are left out.
    """
    found = Left([], [], [], [])
    old = {element.id: element for element in before}
    marks = {
        mark.id: mark for element in before if isinstance(element, Scale) for mark in element.marks
    }
    for sheet in sheets:
        if sheet.gone:
            continue
        there = [element for element in after if element.sheet == sheet.id]
        was = [element for element in before if element.sheet == sheet.id]
        for note in in_reading_order([element for element in there if isinstance(element, Note)]):
            earlier = old.get(note.id)
            if not isinstance(earlier, Note):
                if note.text.strip():
                    found.new.append(note.id)
                continue
            from_, to = note_zone(earlier, was), note_zone(note, there)
            if from_ is not None and to is not None and from_ != to:
                found.moved.append(Moved(note.id, from_, to))
        for element in there:
            if isinstance(element, Scale):
                found.marks.extend(
                    m.id for m in element.marks if _stands_elsewhere(m, marks.get(m.id))
                )
            elif isinstance(element, Card) and _says_otherwise(element, old.get(element.id)):
                found.cards.append(element.id)
    return found


def note_zone(note: Note, elements: Sequence[Element]) -> Zone | None:
    """Return the zone of a note among the *elements* of its sheet; None without circles."""
    zones = [zone_of(note.frame, one.frame) for one in elements if isinstance(one, Circles)]
    if not zones:
        return None
    return next((zone for zone in zones if zone != "outside"), "outside")


def _stands_elsewhere(mark: Mark, earlier: Mark | None) -> bool:
    return earlier is None or (earlier.kind, earlier.value) != (mark.kind, mark.value)


def _says_otherwise(card: Card, earlier: Element | None) -> bool:
    said = ([cell.strip() for cell in card.cells], card.value)
    if isinstance(earlier, Card):
        return said != ([cell.strip() for cell in earlier.cells], earlier.value)
    return any(said[0]) or card.value is not None
