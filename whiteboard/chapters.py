"""
Chapters of a recording: what people said of the moments, each as far as it is sound.

A step of a round names the round's sheet, so that less of a recording can be taken without it. The
same as ``web/src/replay/chapters.ts``, held equal by tests/wire.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from whiteboard.elements import cut_text, is_id
from whiteboard.exercises import read_zone_change
from whiteboard.keys import to_base64url
from whiteboard.log import Entry

MAX_TITLE_CHARS: Final = 80


def read_chapters(entries: Iterable[Entry], happened: Callable[[Entry], int]) -> list[Any]:
    """Return the sound chapters in log order; *happened* says when an entry did."""
    rounds: dict[str, str] = {}
    chapters = []
    for entry in entries:
        if entry.kind != "chapter" or not isinstance(entry.data, Mapping):
            continue
        said = _said(entry, entry.data, rounds)
        if said is not None:
            by, type_ = to_base64url(entry.author), entry.data["type"]
            chapters.append(
                {"at": happened(entry), "seq": entry.seq, "by": by, "type": type_, **said}
            )
    return chapters


def _said(entry: Entry, data: Mapping[str, Any], rounds: dict[str, str]) -> dict[str, Any] | None:
    """Return the fields of a sound chapter; None for any other."""
    type_, sheet, title, writers = (data.get(k) for k in ("type", "sheet", "title", "writers"))
    coach = entry.role == "coach"
    if type_ == "sheet" and coach and is_id(sheet):
        return {"sheet": sheet, "together": data.get("together") is not False}
    if type_ == "snapshot" and is_id(sheet) and isinstance(title, str):
        cut = cut_text(title, MAX_TITLE_CHARS)
        return {"sheet": sheet, "title": cut, "auto": data.get("auto") is True}
    if type_ == "writers" and coach and writers in ("coach", "all"):
        return {"writers": writers}
    if type_ == "spotlight" and coach:
        return {"note": data["note"] if is_id(data.get("note")) else None}
    if type_ == "round":
        return _step(coach, data, rounds)
    change = read_zone_change(data, 0)
    return None if change is None else {"note": change.note, "from": change.from_, "to": change.to}


def _step(coach: bool, data: Mapping[str, Any], rounds: dict[str, str]) -> dict[str, Any] | None:
    """Return a step of the newest round, which is in *rounds* with its sheet."""
    id_, do, sheet, on, zone = (data.get(key) for key in ("id", "do", "sheet", "on", "zone"))
    if not isinstance(id_, str) or not is_id(id_):
        return None
    if do == "start" and coach and is_id(sheet):
        rounds.clear()
        rounds[id_] = str(sheet)
        return {
            "id": id_,
            "do": do,
            "sheet": sheet,
            "on": on if is_id(on) else None,
            "zone": zone if zone in ("ring", "each") else "inner",
            "names": data.get("names") is not False,
        }
    if id_ not in rounds:
        return None
    if do == "stuck" and is_id(data.get("person")):
        return {"id": id_, "do": do, "sheet": rounds[id_], "person": data["person"]}
    if coach and do in ("choose", "reveal", "end"):
        return {"id": id_, "do": do, "sheet": rounds[id_]}
    return None
