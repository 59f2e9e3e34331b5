"""
What a room's exercises say, as plain data for other programs: dates, numbers, texts.

The same facts as the page to read (``summary``); the browser writes the same data
(``web/src/exercises/plain.ts``), held equal by ``tests/wire/exercises.py.json``.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Final

from whiteboard.exercises import CardFact, CirclesFact, Exercises, NoteFact, ScaleFact
from whiteboard.schema import Sheet
from whiteboard.sessions import Session

FORMAT: Final = "flipover-summary 1"


def plain_facts(
    exercises: Exercises, sheets: Sequence[Sheet], sessions: Sequence[Session]
) -> dict[str, Any]:
    """Return a value that ``json.dumps`` takes; sheets without an exercise are left out."""
    rows = []
    for number, sheet in enumerate((sheet for sheet in sheets if not sheet.gone), 1):
        row = {
            "id": sheet.id,
            "number": number,
            "title": sheet.title,
            "circles": [_circles(one) for one in exercises.circles if one.sheet == sheet.id],
            "scales": [_scale(one) for one in exercises.scales if one.sheet == sheet.id],
            "cards": [_card(one) for one in exercises.cards if one.sheet == sheet.id],
        }
        if row["circles"] or row["scales"] or row["cards"]:
            rows.append(row)
    return {
        "format": FORMAT,
        "sessions": [
            {
                "id": one.id,
                "start": iso(one.start),
                "end": None if one.end is None else iso(one.end),
            }
            for one in sessions
        ],
        "sheets": rows,
    }


def iso(ms: int) -> str | None:
    """Return an instant as ISO 8601 in UTC; None for one outside the calendar."""
    try:
        text = datetime.fromtimestamp(ms / 1000, UTC).isoformat(timespec="milliseconds")
    except (ValueError, OverflowError, OSError):
        return None
    return text.replace("+00:00", "Z")


def _circles(fact: CirclesFact) -> dict[str, Any]:
    return {
        "id": fact.id,
        "topic": fact.topic,
        "labels": {"inner": fact.inner, "ring": fact.ring, "outside": fact.outside},
        "notes": [
            {
                **_note(note),
                "zone": note.place,
                "chosen": note.chosen,
                "changes": [
                    {"from": change.from_, "to": change.to, "at": iso(change.at)}
                    for change in note.changes
                ],
            }
            for note in fact.notes
        ],
    }


def _scale(fact: ScaleFact) -> dict[str, Any]:
    return {
        "id": fact.id,
        "topic": fact.topic,
        "low": fact.low,
        "high": fact.high,
        "marks": [
            {
                "id": mark.id,
                "kind": mark.kind,
                "name": mark.name,
                "value": list(mark.value),
                "at": iso(mark.at),
            }
            for mark in fact.marks
        ],
        "notes": [{**_note(note), "place": note.place} for note in fact.notes],
    }


def _card(fact: CardFact) -> dict[str, Any]:
    return {
        "id": fact.id,
        "kind": fact.kind,
        "title": fact.title,
        "fields": [{"label": label, "text": text} for label, text in fact.fields],
        "value": fact.value,
    }


def _note(note: NoteFact) -> dict[str, Any]:
    return {"id": note.id, "text": note.text}
