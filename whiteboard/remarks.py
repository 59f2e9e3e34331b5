"""
Remarks at a place and a moment of a recording that was lent: what coach and trainer wrote there.

They stand in the share's log beside the recording, sealed like it, and go with it. The same fold as
``web/src/share/remarks.ts``, held equal by ``tests/wire/remarks.py.json``. Never trusts a body's
shape: what is malformed, and what is beyond the limits, is passed over.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from whiteboard.elements import cut_text, is_id
from whiteboard.entry import MAX_NUMBER
from whiteboard.log import Entry
from whiteboard.reviews import MAX_REMARK_ANSWERS, MAX_REMARK_CHARS, MAX_REMARKS
from whiteboard.schema import MAX_COORDINATE, SHEET_HEIGHT, SHEET_WIDTH


@dataclass(frozen=True)
class Saying:
    """What one of the two wrote."""

    id: str
    role: str
    author: bytes
    #: ms, server clock
    said: int
    #: empty once it was withdrawn
    text: str
    edited: bool = False
    withdrawn: bool = False


@dataclass(frozen=True)
class Remark(Saying):
    """A remark with what was answered to it, oldest first."""

    #: ms of the recording
    at: int = 0
    sheet: str = ""
    x: float = 0
    y: float = 0
    answers: tuple[Saying, ...] = ()

    @property
    def is_there(self) -> bool:
        """Say whether anything of it is left to be read."""
        return not self.withdrawn or any(not answer.withdrawn for answer in self.answers)


_S = TypeVar("_S", bound=Saying)


def fold_remarks(entries: Iterable[Entry]) -> list[Remark]:
    """
    Return the remarks of a share, in the order of their moments.

    One's own is what the same role wrote: a share has one link for each. The first of an id counts.
    """
    remarks: dict[str, Remark] = {}
    #: the remark that an answer belongs to, by the answer's id
    under: dict[str, str] = {}
    for entry in entries:
        data = entry.data
        if entry.kind != "review" or not isinstance(data, dict):
            continue
        if data.get("type") == "remark":
            remark = _read_remark(entry, data)
            if remark is None or len(remarks) >= MAX_REMARKS:
                continue
            if _is_new(remark.id, remarks, under):
                remarks[remark.id] = remark
        elif data.get("type") == "remark_answer":
            _answer(entry, data, remarks, under)
        elif data.get("type") == "remark_edit":
            _edit(entry, data, remarks, under)
    there = [remark for remark in remarks.values() if remark.is_there]
    return sorted(there, key=lambda remark: (remark.at, remark.said, remark.id))


def _is_new(id_: str, remarks: dict[str, Remark], under: dict[str, str]) -> bool:
    return id_ not in remarks and id_ not in under


def _read_remark(entry: Entry, data: dict[str, Any]) -> Remark | None:
    id_, at, sheet = data.get("id"), data.get("at"), data.get("sheet")
    x, y = _within(data.get("x"), SHEET_WIDTH), _within(data.get("y"), SHEET_HEIGHT)
    text = _read_text(data.get("text"))
    if not is_id(id_) or not is_id(sheet) or x is None or y is None or text is None:
        return None
    if type(at) is not int or not 0 <= at <= MAX_NUMBER:
        return None
    return Remark(
        str(id_), entry.role, entry.author, entry.at, text, at=at, sheet=str(sheet), x=x, y=y
    )


def _answer(
    entry: Entry, data: dict[str, Any], remarks: dict[str, Remark], under: dict[str, str]
) -> None:
    id_, to, text = data.get("id"), data.get("to"), _read_text(data.get("text"))
    remark = remarks.get(to) if isinstance(to, str) else None
    if remark is None or not is_id(id_) or text is None or not _is_new(str(id_), remarks, under):
        return
    if len(remark.answers) >= MAX_REMARK_ANSWERS:
        return
    answer = Saying(str(id_), entry.role, entry.author, entry.at, text)
    remarks[remark.id] = replace(remark, answers=(*remark.answers, answer))
    under[answer.id] = remark.id


def _edit(
    entry: Entry, data: dict[str, Any], remarks: dict[str, Remark], under: dict[str, str]
) -> None:
    id_, given = data.get("id"), data.get("text")
    text = "" if given is None else _read_text(given)
    if not isinstance(id_, str) or "text" not in data or text is None:
        return
    remark = remarks.get(under.get(id_, id_))
    if remark is None:
        return
    if remark.id == id_:
        remarks[id_] = _edited(remark, entry.role, text)
        return
    answers = tuple(
        _edited(one, entry.role, text) if one.id == id_ else one for one in remark.answers
    )
    remarks[remark.id] = replace(remark, answers=answers)


def _edited(saying: _S, role: str, text: str) -> _S:
    # What was withdrawn stays so.
    if saying.role != role or saying.withdrawn:
        return saying
    edited = saying.edited or text != ""
    return replace(saying, text=text, edited=edited, withdrawn=text == "")


def _read_text(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    # What counts as white space is not the same in both languages; this is.
    text = cut_text(value.strip(" \t\r\n"), MAX_REMARK_CHARS)
    return text or None


def _within(value: object, most: int) -> float | None:
    """Return a place kept on the sheet; None for what is no number."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return min(max(value, 0), most) if abs(value) <= MAX_COORDINATE else None
