"""
Elements as the fields they have in the document, and what changed between two states of one.

The way back from ``elements``: ``read_element(id, element_fields(element))`` is *element* again.
Texts change by splices, counted in characters, so that typing costs what was typed. The same as
``web/src/replay/fields.ts``, held equal by tests/wire.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any, Final

from whiteboard.elements import Element, UnknownElement
from whiteboard.schema import Card, Note, Scale, Sheet

PlainFields = dict[str, Any]
#: what is not written while it is false, or a pen's
_UNSAID: Final = {
    "locked": False, "signed": False, "chosen": False, "upright": False, "tip": "pen", "source": "",
}  # fmt: skip
_TYPED: Final = re.compile(r"text|cell\d+")


def element_fields(element: Element) -> PlainFields:
    """Return what is sound of *element* as the document spells it; of an unknown one its place."""
    if isinstance(element, UnknownElement):
        fields = {key: getattr(element, key) for key in ("sheet", "order", "by", "frame")}
        locked = {"locked": True} if element.fields.get("locked") is True else {}
        return {"type": "unknown", **fields, "frame": list(element.frame), **locked}
    fields = asdict(element)
    del fields["id"]
    fields["frame"] = list(element.frame)
    if isinstance(element, Card):
        del fields["cells"]
        fields |= {f"cell{at}": cell for at, cell in enumerate(element.cells)}
    elif isinstance(element, Scale):
        del fields["marks"]
        fields |= {
            f"mark:{mark.id}": [mark.kind, mark.at, mark.by, mark.name, list(mark.value)]
            for mark in element.marks
        }
    elif isinstance(element, Note):
        del fields["choices"]
        fields |= {f"chosen:{one.id}": [one.at, one.by, one.names] for one in element.choices}
    return {key: value for key, value in fields.items() if _UNSAID.get(key) != value}


def sheet_fields(sheet: Sheet) -> PlainFields:
    """Return what is sound of *sheet* as the document spells it."""
    fields = {"title": sheet.title, "order": sheet.order, "paper": sheet.paper}
    return {**fields, "gone": True} if sheet.gone else fields


def changed_fields(before: PlainFields, after: PlainFields) -> Iterator[tuple[str, Any]]:
    """Yield each key that differs, in alphabetical order, with what `change_field` needs."""
    for key in sorted(before.keys() | after.keys()):
        old, new = before.get(key), after.get(key)
        if old != new or (key in before) != (key in after):
            typed = is_typed(key) and isinstance(old, str) and isinstance(new, str)
            yield key, splice_of(str(old), str(new)) if typed else new


def change_field(fields: PlainFields, key: str, value: Any) -> None:
    """Change a field as `changed_fields` said: a new value, None to remove it, or a splice."""
    if value is None:
        fields.pop(key, None)
    elif is_typed(key) and isinstance(value, list):
        start, removed, inserted = value
        text = str(fields.get(key, ""))
        fields[key] = text[:start] + inserted + text[start + removed :]
    else:
        fields[key] = value


def is_typed(key: str) -> bool:
    """Say whether a field is typed letter by letter."""
    return _TYPED.fullmatch(key) is not None


def splice_of(before: str, after: str) -> list[Any]:
    """Return [start, how many characters went, what came] for two texts."""
    most = min(len(before), len(after))
    start = 0
    while start < most and before[start] == after[start]:
        start += 1
    tail = 0
    while tail < most - start and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    return [start, len(before) - tail - start, after[start : len(after) - tail]]
