"""
Less of a recording: some of its sheets, sessions or kinds only.

What is left out is not in the result, in no form: neither values that were changed before, nor
names. Pure; the same as ``web/src/replay/narrowing.ts``, held equal by tests/wire.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from itertools import groupby
from typing import Any

from whiteboard.fields import change_field, changed_fields
from whiteboard.recording import NOBODY, Change, Life, Recording, Session


def only_sheets(recording: Recording, sheets: Collection[str]) -> Recording:
    """Return what was on *sheets*; what ever lay on another is left out whole."""
    elements = [life for life in recording["elements"] if _sheets_of(life) <= set(sheets)]
    kept = {life["id"] for life in elements}
    return known(
        {
            **recording,
            "sheets": [life for life in recording["sheets"] if life["id"] in sheets],
            "elements": elements,
            "chapters": [
                chapter
                for chapter in recording["chapters"]
                if chapter.get("sheet") in (None, *sheets) and chapter.get("note") in (None, *kept)
            ],
        }
    )


def only_kinds(recording: Recording, kinds: Collection[str]) -> Recording:
    """Return the elements of *kinds* (their types), and messages if `talk` is one of them."""
    elements = [life for life in recording["elements"] if life["fields"].get("type") in kinds]
    kept = {life["id"] for life in elements}
    return known(
        {
            **recording,
            "elements": elements,
            "chapters": [c for c in recording["chapters"] if c.get("note") in (None, *kept)],
            "talk": recording["talk"] if "talk" in kinds else None,
        }
    )


def only_sessions(recording: Recording, ids: Collection[str]) -> Recording:
    """
    Return what happened in the sessions *ids*.

    What had been made by a session's start lies there as it was then, and nothing tells how it
    came about; what came after the last of them is left out.
    """
    sessions = [session for session in recording["sessions"] if session["id"] in ids]
    spans = [(one["start"], _end(recording, one)) for one in sessions]

    def moved(at: int) -> int | None:
        """Return when it shows: at once, or when the next session begins; None for never."""
        following = [max(at, start) for start, end in spans if at <= end]
        return min(following, default=None)

    def inside(row: dict[str, Any]) -> bool:
        return any(start <= row["at"] <= end for start, end in spans)

    talk = recording["talk"]
    return known(
        {
            **recording,
            "start": min((start for start, _ in spans), default=0),
            "end": max((end for _, end in spans), default=0),
            "sheets": _moved(recording["sheets"], moved),
            "elements": _moved(recording["elements"], moved),
            "chapters": [chapter for chapter in recording["chapters"] if inside(chapter)],
            "sessions": sessions,
            "talk": None if talk is None else [one for one in talk if inside(dict(one))],
            "forgotten": [
                row for row in recording["forgotten"] if any(a <= row[0] <= b for a, b in spans)
            ],
        }
    )


def _sheets_of(life: Life) -> set[str]:
    moves = [change[4] for change in life["changes"] if change[3] == "sheet"]
    return {str(sheet) for sheet in (life["fields"].get("sheet"), *moves)}


def _end(recording: Recording, session: Session) -> int:
    return recording["end"] if session["end"] is None else session["end"]


def _moved(lives: Iterable[Life], moved: Callable[[int], int | None]) -> list[Life]:
    """Return *lives* with each moment where it shows; what falls together is one change."""
    found = []
    for life in lives:
        at = moved(life["born"][0])
        died = None if life["died"] is None else moved(life["died"][0])
        if at is None or died == at:
            continue
        fields = dict(life["fields"])
        changes: list[Change] = []
        now = dict(fields)
        for shows, run in groupby(life["changes"], key=lambda change: moved(change[0])):
            if shows is None:
                break
            rows = list(run)
            earlier = [change for change in rows if change[0] < shows]
            before = dict(now)
            for change in earlier:
                change_field(now, change[3], change[4])
            if shows == at:
                fields = dict(now)
            elif earlier:
                told = changed_fields(before, now)
                changes += [[shows, 0, NOBODY, *one] for one in told]
            for change in rows[len(earlier) :]:
                change_field(now, change[3], change[4])
                changes.append(change)
        born = life["born"] if at == life["born"][0] else [at, 0, NOBODY]
        end = life["died"]
        if end is not None and died != end[0]:
            end = None if died is None else [died, 0, NOBODY]
        found.append(Life(id=life["id"], born=born, fields=fields, changes=changes, died=end))
    return sorted(found, key=lambda life: (life["born"][0], life["born"][1], life["id"]))


def known(recording: Recording) -> Recording:
    """Return *recording* with only those people of whom something is in it."""
    known: set[str] = set()
    for life in (*recording["sheets"], *recording["elements"]):
        rows = [life["born"], *life["changes"], *([life["died"]] if life["died"] else [])]
        known.update(row[2] for row in rows)
        known.add(str(life["fields"].get("by", "")))
        marks = [*life["fields"].items(), *((row[3], row[4]) for row in life["changes"])]
        known.update(v[2] for k, v in marks if k.startswith("mark:") and v is not None)
        known.update(v[1] for k, v in marks if k.startswith("chosen:") and v is not None)
    known.update(row["by"] for row in (*recording["chapters"], *(recording["talk"] or ())))
    people = {by: one for by, one in recording["people"].items() if by in known}
    return {**recording, "people": people}
