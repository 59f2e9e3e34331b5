"""
A recording without what was erased: what does not lie there at its end is in it at no time.

Erased notes and strokes, sheets that were taken away, letters that were typed and deleted, words
that others replaced, marks and choices taken back. What lies there still keeps its way: when it
came, by whom, and how it was moved. Pure; the same as ``web/src/replay/erased.ts``, held equal by
tests/wire.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from whiteboard.fields import PlainFields, change_field, is_typed
from whiteboard.narrowing import known
from whiteboard.recording import Change, Life, Recording

#: written in one go, and replaced whole
_WORDS: Final = frozenset(
    ("topic", "inner", "ring", "outside", "low", "high", "title", "kind", "alt", "labels")
)
#: each a value of its own, with a person's words at this place in it
_SAID: Final = {"mark:": 3, "chosen:": 2}


def without_erased(recording: Recording) -> Recording:
    """Return *recording* with only what lies on its sheets at the end."""
    sheets = [
        life for life in recording["sheets"] if not life["died"] and not _last(life).get("gone")
    ]
    shown = {life["id"] for life in sheets}
    elements = [
        life
        for life in recording["elements"]
        if not life["died"] and _last(life).get("sheet") in shown
    ]
    kept = {life["id"] for life in elements}
    return known(
        {
            **recording,
            "sheets": [_cleared(life) for life in sheets],
            "elements": [_cleared(life) for life in elements],
            "chapters": [
                chapter
                for chapter in recording["chapters"]
                if chapter.get("sheet") in (None, *shown) and chapter.get("note") in (None, *kept)
            ],
        }
    )


def _last(life: Life) -> PlainFields:
    now = dict(life["fields"])
    for change in life["changes"]:
        change_field(now, change[3], change[4])
    return now


def _cleared(life: Life) -> Life:
    last = _last(life)
    writing = {key: _Writing(life, key) for key in _typed_keys(life)}
    fields: PlainFields = {}
    for key, value in life["fields"].items():
        place = _place(key)
        if is_typed(key):
            fields[key] = writing[key].first
        elif key in _WORDS:
            if key in last:
                fields[key] = _only_lasting(value, last[key])
        elif place is None:
            fields[key] = value
        elif key in last:
            fields[key] = _saying_last(value, last[key], place)
    newest = {change[3]: change for change in life["changes"]}
    changes: list[Change] = []
    for change in life["changes"]:
        when, key, value = change[:3], change[3], change[4]
        place = _place(key)
        if is_typed(key):
            left = writing[key].take()
            if left is not None:
                changes.append([*when, key, left])
        elif key in _WORDS:
            if newest[key] is change and (key in fields or key in last):
                changes.append(change)
        elif place is None:
            changes.append(change)
        elif key in last:
            changes.append([*when, key, _saying_last(value, last[key], place)])
    return {**life, "fields": fields, "changes": changes}


def _typed_keys(life: Life) -> set[str]:
    keys = {*life["fields"], *(change[3] for change in life["changes"])}
    return {key for key in keys if is_typed(key)}


def _place(key: str) -> int | None:
    """Return where in a field's value a person's words are."""
    return next((place for prefix, place in _SAID.items() if key.startswith(prefix)), None)


def _only_lasting(value: Any, last: Any) -> Any:
    """Return of words that were replaced those that stand there at the end."""
    if isinstance(value, list):
        words = last if isinstance(last, list) else []
        lasting = dict(enumerate(words))
        return [word if word == lasting.get(at) else "" for at, word in enumerate(value)]
    return value if value == last else ""


def _saying_last(value: Any, last: Any, place: int) -> Any:
    """Return where it stood then, in the words it has at the end."""
    if not isinstance(value, list) or not isinstance(last, list):
        return value
    return [last[at] if at == place else part for at, part in enumerate(value)]


@dataclass
class _Letter:
    letter: str
    lasts: bool = False


@dataclass
class _Typed:
    """One act of typing; *whole* where it made the field or removed it."""

    start: int
    removed: int
    inserted: list[_Letter]
    whole: str = ""


class _Writing:
    """One text on its way, letter by letter: told again with those that are there at the end."""

    def __init__(self, life: Life, key: str) -> None:
        first = _letters(life["fields"].get(key))
        now = list(first)
        self._typed: list[_Typed] = []
        for change in life["changes"]:
            value = change[4]
            if change[3] != key:
                continue
            if isinstance(value, list):
                typed = _Typed(value[0], value[1], _letters(value[2]))
            else:
                typed = _Typed(0, len(now), _letters(value), "gone" if value is None else "new")
            self._typed.append(typed)
            now[typed.start : typed.start + typed.removed] = typed.inserted
        for letter in now:
            letter.lasts = True
        self.first = _lasting(first)
        self._now = first
        self._next = 0

    def take(self) -> Any:
        """Return what the next change of it says; None where nothing of that is left."""
        typed = self._typed[self._next]
        self._next += 1
        before = len(_lasting(self._now[: typed.start]))
        self._now[typed.start : typed.start + typed.removed] = typed.inserted
        left = _lasting(typed.inserted)
        if typed.whole == "new":
            return left
        # Nothing that lasts was ever removed, so a field that went had nothing that is told.
        return None if typed.whole == "gone" or left == "" else [before, 0, left]


def _letters(text: Any) -> list[_Letter]:
    return [_Letter(letter) for letter in text] if isinstance(text, str) else []


def _lasting(letters: list[_Letter]) -> str:
    return "".join(one.letter for one in letters if one.lasts)
