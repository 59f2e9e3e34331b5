"""
An opened room as plain JSON: for reading, searching and taking elsewhere.

Bytes become base64url, times ISO 8601 in UTC. What was forgotten stays out; that it was there
is said.
"""

from __future__ import annotations

import math
from dataclasses import asdict
from typing import Any

from whiteboard.elements import Element
from whiteboard.errors import MalformedInk
from whiteboard.exercises import Exercises, read_exercises, zone_changes
from whiteboard.facts import iso, plain_facts
from whiteboard.ink import decode_points
from whiteboard.keys import to_base64url
from whiteboard.log import Entry
from whiteboard.recording import fold_recording
from whiteboard.room import Room, fold_board
from whiteboard.schema import Ink
from whiteboard.sessions import Session, sessions_of, what_was_left
from whiteboard.tally import tally

FORMAT = "flipover-plain 1"


def plain_room(room: Room) -> dict[str, Any]:
    """Return the room as a value that ``json.dumps`` takes."""
    times, names = room.replay_times(), room.names()
    recording = fold_recording(room.entries, talk=True)
    return {
        "format": FORMAT,
        "entries": [
            _entry(entry, times.get(entry.seq), names.get(entry.author, ""))
            for entry in room.entries
            if entry.kind not in ("board", "base")
        ],
        "board": {
            "sheets": [asdict(sheet) for sheet in room.board.sheets()],
            "elements": [_element(element) for element in room.board.elements()],
        },
        "exercises": room_facts(room),
        "sessions": [_session(room, one) for one in sessions_of(room.entries)],
        "recording": _jsonable(recording),
        "tally": tally(recording),
        "findings": [asdict(finding) for finding in room.findings],
    }


def _session(room: Room, session: Session) -> dict[str, Any]:
    """Return when a session was, and what is on the sheets otherwise after it than before."""
    before, _ = fold_board([e for e in room.entries if e.seq < session.from_seq])
    last = room.seq if session.to_seq is None else session.to_seq
    after, _ = fold_board([e for e in room.entries if e.seq <= last])
    left = what_was_left(after.sheets(), before.elements(), after.elements())
    return {
        "id": session.id,
        "start": iso(session.start),
        "end": None if session.end is None else iso(session.end),
        "moved": [{"note": m.note, "from": m.from_, "to": m.to} for m in left.moved],
        "notes": left.new,
        "marks": left.marks,
        "cards": left.cards,
    }


def room_facts(room: Room) -> dict[str, Any]:
    """Return what stands in the exercises of a room and when its sessions were, as plain data."""
    return plain_facts(room_exercises(room), room.board.sheets(), sessions_of(room.entries))


def room_exercises(room: Room) -> Exercises:
    """Return what stands in the exercises of a room, with the days on which notes moved."""
    changes = zone_changes(room.entries, room.replay_times())
    return read_exercises(room.board.sheets(), room.board.elements(), changes)


def _entry(entry: Entry, happened_ms: int | None, name: str) -> dict[str, Any]:
    return {
        "seq": entry.seq,
        "at": iso(entry.at),
        "happened": None if happened_ms is None else iso(happened_ms),
        "kind": entry.kind,
        "role": entry.role,
        "author": to_base64url(entry.author),
        "name": name,
        "refs": list(entry.refs),
        "forgotten": entry.body is None,
        "data": _jsonable(entry.data),
    }


def _element(element: Element) -> Any:
    row = _jsonable(asdict(element))
    if isinstance(element, Ink):
        try:
            row["points"] = [list(point) for point in decode_points(element.points)]
        except MalformedInk:
            row["points"] = []
    return row


def _jsonable(value: Any) -> Any:
    """Return *value* with bytes as base64url and anything unknown as its text."""
    if isinstance(value, (bytes, bytearray)):
        return to_base64url(bytes(value))
    if isinstance(value, dict):
        return {str(_jsonable(key)): _jsonable(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_jsonable(inner) for inner in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    return str(value)
