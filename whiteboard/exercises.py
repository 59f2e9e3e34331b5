"""
What stands in the exercises, as plain facts: zones, chosen notes, marks, steps and their dates.

Read from the document and from the log's chapters; the browser reads by the same rules
(``web/src/board/exercises.ts``), held equal by ``tests/wire/exercises.py.json``. Nothing is judged:
no average, no order, no verdict.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from whiteboard.elements import Element, is_id, people_of
from whiteboard.log import Entry
from whiteboard.schema import (
    INNER_CIRCLE,
    SCALE_REACH,
    Card,
    Choice,
    Circles,
    Frame,
    Mark,
    Note,
    Scale,
    Sheet,
)

Zone = Literal["inner", "ring", "outside"]
Stretch = Literal["there", "ahead"]
ZONES: Final[Mapping[str, Zone]] = {"inner": "inner", "ring": "ring", "outside": "outside"}

LOW: Final = 0.0
HIGH: Final = 10.0
#: a mark below or above the scale is drawn no further out than this share of its length
BEYOND: Final = 0.12
#: notes whose tops differ by less stand in one row, board units
ROW: Final = 60.0


@dataclass(frozen=True)
class ZoneChange:
    """A note went from one zone to another; *at* in ms since the epoch."""

    note: str
    from_: Zone
    to: Zone
    at: int


@dataclass(frozen=True)
class NoteFact:
    """A note within an exercise."""

    id: str
    text: str
    by: str
    #: circles: a zone; scale: what is there already, or ahead
    place: Zone | Stretch
    chosen: bool
    changes: list[ZoneChange] = field(default_factory=list)
    #: those that hold, oldest first; see `choices_of`
    choices: list[Choice] = field(default_factory=list)


@dataclass(frozen=True)
class CirclesFact:
    """Two circles and the notes of their sheet, in reading order."""

    id: str
    sheet: str
    topic: str
    inner: str
    ring: str
    outside: str
    notes: list[NoteFact]


@dataclass(frozen=True)
class ScaleFact:
    """A scale, its marks by date, and the notes along it."""

    id: str
    sheet: str
    topic: str
    low: str
    high: str
    marks: list[Mark]
    notes: list[NoteFact]


@dataclass(frozen=True)
class CardFact:
    """A card's fields as they were written; *value* only where somebody gave a number."""

    id: str
    sheet: str
    kind: str
    title: str
    fields: list[tuple[str, str]]
    value: float | None


@dataclass(frozen=True)
class Exercises:
    """All exercises of a room, sheet by sheet."""

    circles: list[CirclesFact]
    scales: list[ScaleFact]
    cards: list[CardFact]


def zone_of(note: Frame, circles: Frame) -> Zone:
    """Return the zone that the middle of a note's frame is in; a border belongs to the inside."""
    radius = circles[2] / 2
    middle = (circles[0] + radius, circles[1] + circles[3] / 2)
    away = math.dist(middle, (note[0] + note[2] / 2, note[1] + note[3] / 2))
    if away <= radius * INNER_CIRCLE:
        return "inner"
    return "ring" if away <= radius else "outside"


def along(scale: Scale, value: float) -> tuple[float, float]:
    """Return the point of a value on a scale's line; one beyond its ends lies just outside them."""
    share = min(1 + BEYOND, max(-BEYOND, (value - LOW) / (HIGH - LOW)))
    x, y, width, height, _ = scale.frame
    if scale.upright:
        return x + width / 2, y + height * (1 - share)
    return x + width * share, y + height / 2


def stretch_of(note: Frame, scale: Scale, now: float | None) -> Stretch | None:
    """
    Return whether a note lies between 0 and *now*, or ahead of it; None away from the line.

    Without a number of now all of the scale is ahead.
    """
    x, y, width, height, _ = scale.frame
    middle = (note[0] + note[2] / 2, note[1] + note[3] / 2)
    if scale.upright:
        share, across = (y + height - middle[1]) / max(height, 1), middle[0] - (x + width / 2)
    else:
        share, across = (middle[0] - x) / max(width, 1), middle[1] - (y + height / 2)
    if abs(across) > SCALE_REACH or not -BEYOND <= share <= 1 + BEYOND:
        return None
    reached = LOW if now is None else now
    return "there" if share <= (reached - LOW) / (HIGH - LOW) else "ahead"


def read_zone_change(data: object, at: int) -> ZoneChange | None:
    """Return the change that a `chapter` tells of; None when it tells of something else."""
    if not isinstance(data, Mapping) or data.get("type") != "zone" or not is_id(data.get("note")):
        return None
    from_, to = ZONES.get(str(data.get("from"))), ZONES.get(str(data.get("to")))
    if from_ is None or to is None or from_ == to:
        return None
    return ZoneChange(str(data["note"]), from_, to, at)


def read_exercises(
    sheets: Sequence[Sheet],
    elements: Iterable[Element],
    changes: Iterable[ZoneChange] = (),
) -> Exercises:
    """
    Return the facts of all exercises, sheet by sheet; sheets that are gone are left out.

    Args:
        changes: of zones, oldest first.
    """
    moved: dict[str, list[ZoneChange]] = {}
    for change in changes:
        moved.setdefault(change.note, []).append(change)
    found = Exercises([], [], [])
    all_elements = list(elements)
    for sheet in sheets:
        if sheet.gone:
            continue
        there = [element for element in all_elements if element.sheet == sheet.id]
        notes = in_reading_order([element for element in there if isinstance(element, Note)])
        for element in there:
            if isinstance(element, Circles):
                found.circles.append(_circles_fact(element, notes, moved))
            elif isinstance(element, Scale):
                found.scales.append(_scale_fact(element, notes, moved))
            elif isinstance(element, Card):
                found.cards.append(_card_fact(element))
    return found


def in_reading_order(notes: Sequence[Note]) -> list[Note]:
    """Return *notes* row by row from the top, each row from the left."""
    rows: list[list[Note]] = []
    for note in sorted(notes, key=lambda one: (one.frame[1], one.frame[0])):
        if rows and note.frame[1] - rows[-1][0].frame[1] < ROW:
            rows[-1].append(note)
        else:
            rows.append([note])
    return [note for row in rows for note in sorted(row, key=lambda one: one.frame[0])]


def now_of(marks: Iterable[Mark]) -> float | None:
    """Return the number of the newest mark of now; None when it has none, or there is no mark."""
    newest = max((m for m in marks if m.kind == "now"), key=lambda m: (m.at, m.id), default=None)
    return newest.value[-1] if newest is not None and newest.value else None


def choices_of(notes: Iterable[Note]) -> dict[str, list[Choice]]:
    """
    Return which choices hold, by note, oldest first: each person's newest alone.

    Two who choose at one moment, or one on two machines, may have left several; a choice together
    counts for both. A tie is settled by the ids.
    """
    newest = sorted(
        ((choice, note.id) for note in notes for choice in note.choices),
        key=lambda pair: (-pair[0].at, pair[0].id, pair[1]),
    )
    taken: set[int] = set()
    found: dict[str, list[Choice]] = {}
    for choice, note in newest:
        people = people_of(choice.id)
        if taken & people:
            continue
        taken |= people
        found.setdefault(note, []).insert(0, choice)
    return found


def _circles_fact(
    circles: Circles, notes: Sequence[Note], moved: Mapping[str, list[ZoneChange]]
) -> CirclesFact:
    choices = choices_of(notes)
    facts = [
        _note_fact(
            note,
            zone_of(note.frame, circles.frame),
            moved.get(note.id, []),
            choices.get(note.id, []),
        )
        for note in notes
    ]
    return CirclesFact(
        circles.id,
        circles.sheet,
        circles.topic,
        circles.inner,
        circles.ring,
        circles.outside,
        facts,
    )


def _scale_fact(
    scale: Scale, notes: Sequence[Note], moved: Mapping[str, list[ZoneChange]]
) -> ScaleFact:
    now = now_of(scale.marks)
    choices = choices_of(notes)
    along_it = [(note, stretch_of(note.frame, scale, now)) for note in notes]
    facts = [
        _note_fact(note, place, moved.get(note.id, []), choices.get(note.id, []))
        for note, place in along_it
        if place is not None
    ]
    return ScaleFact(
        scale.id, scale.sheet, scale.topic, scale.low, scale.high, list(scale.marks), facts
    )


def _card_fact(card: Card) -> CardFact:
    fields = list(zip(card.labels, card.cells, strict=True))
    return CardFact(card.id, card.sheet, card.kind, card.title, fields, card.value)


def _note_fact(
    note: Note, place: Zone | Stretch, changes: list[ZoneChange], choices: list[Choice]
) -> NoteFact:
    return NoteFact(note.id, note.text, note.by, place, note.chosen, changes, choices)


def zone_changes(entries: Iterable[Entry], times: Mapping[int, int]) -> list[ZoneChange]:
    """Return the changes of zone that a log's chapters tell of, each when it happened."""
    found = [
        read_zone_change(entry.data, times.get(entry.seq, entry.at))
        for entry in entries
        if entry.kind == "chapter" and entry.body is not None
    ]
    return sorted((change for change in found if change is not None), key=lambda c: c.at)
