"""
Sheets and elements as plain data, read from values that anybody may have written.

What is unsound is left out, what is unknown is kept; nothing here raises on a hostile value.
Knows nothing of Yjs. The browser reads by the same rules (``web/src/board/schema.ts``).
"""

from __future__ import annotations

import base64
import binascii
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypedDict, TypeGuard

from whiteboard.schema import (
    FIRST_SHEET,
    INK_WIDTHS,
    MARKERS,
    MAX_ALT_CHARS,
    MAX_CARD_CELLS,
    MAX_CHOICES,
    MAX_CHOOSERS,
    MAX_COORDINATE,
    MAX_LABEL_CHARS,
    MAX_MARKS,
    MAX_STROKE_POINTS,
    MAX_TEXT_CHARS,
    NOTE_COLOURS,
    TEXT_SIZES,
    Card,
    Choice,
    Circles,
    Frame,
    Ink,
    Mark,
    MarkKind,
    Note,
    Paper,
    Picture,
    Scale,
    Shape,
    ShapeKind,
    Sheet,
    Text,
    Tip,
)

IMPLIED_SHEET: Final = Sheet(FIRST_SHEET, "", "a0", "plain")
#: per point two steps of at most 4 bytes, a pressure, a time of at most 5; version and count
MAX_POINT_BYTES: Final = 6 + MAX_STROKE_POINTS * 14
_ID: Final = re.compile(r"[A-Za-z0-9_-]{11}")
_ORDER: Final = re.compile(r"[0-9A-Za-z]{1,256}")
_BLOB: Final = re.compile(r"[A-Za-z0-9_-]{43}")
#: author and id of a message
_SOURCE: Final = re.compile(r"[A-Za-z0-9_-]{11}/[A-Za-z0-9_-]{1,64}")
_SHAPES: Final[Mapping[str, ShapeKind]] = {
    "line": "line",
    "arrow": "arrow",
    "rectangle": "rectangle",
    "ellipse": "ellipse",
}
_MARKS: Final[Mapping[str, MarkKind]] = {
    "now": "now",
    "highest": "highest",
    "wanted": "wanted",
    "step": "step",
    "own": "own",
}

Fields = Mapping[str, Any]


@dataclass(frozen=True)
class UnknownElement:
    """An element of a type this program does not know: kept, and shown as a grey card."""

    type: str
    id: str
    sheet: str
    order: str
    by: str
    frame: Frame
    #: everything it holds, as it was found
    fields: Fields


Exercise = Circles | Scale | Card
Element = Ink | Shape | Text | Note | Picture | Exercise | UnknownElement


class _Common(TypedDict):
    """What the constructors of all elements take alike."""

    id: str
    sheet: str
    order: str
    by: str
    frame: Frame
    locked: bool


def is_id(value: object) -> bool:
    """Say whether *value* is the id of a sheet, an element or an author."""
    return isinstance(value, str) and _ID.fullmatch(value) is not None


def read_sheet(id_: str, fields: Fields) -> Sheet | None:
    """Return a sheet, or None when its id, title or order is unsound."""
    title, order, paper = fields.get("title"), fields.get("order"), fields.get("paper")
    if not is_id(id_) or not isinstance(title, str) or not _is_order(order):
        return None
    known: Paper = "squared" if paper == "squared" else "lined" if paper == "lined" else "plain"
    return Sheet(id_, cut_text(title), str(order), known, gone=fields.get("gone") is True)


def read_element(id_: str, fields: Fields) -> Element | None:
    """
    Return an element, or None when what all elements have in common is unsound.

    One whose own fields are unsound keeps its place, as one of an unknown type does.
    """
    type_, sheet, order, by = (fields.get(key) for key in ("type", "sheet", "order", "by"))
    frame = read_frame(fields.get("frame"))
    if not is_id(id_) or not is_id(sheet) or not is_id(by) or not _is_order(order):
        return None
    if frame is None or not isinstance(type_, str):
        return None
    common: _Common = {
        "id": id_,
        "sheet": str(sheet),
        "order": str(order),
        "by": str(by),
        "frame": frame,
        "locked": fields.get("locked") is True,
    }
    known = _READERS[type_](fields, common) if type_ in _READERS else None
    return known or UnknownElement(type_, id_, str(sheet), str(order), str(by), frame, dict(fields))


def _read_ink(fields: Fields, common: _Common) -> Ink | None:
    marker = _choice(fields.get("marker"), len(MARKERS))
    width = _choice(fields.get("width"), len(INK_WIDTHS))
    points = fields.get("points")
    if marker is None or width is None or not isinstance(points, (bytes, bytearray)):
        return None
    if len(points) > MAX_POINT_BYTES:
        return None
    tip: Tip = "highlighter" if fields.get("tip") == "highlighter" else "pen"
    return Ink("ink", marker=marker, width=width, points=bytes(points), tip=tip, **common)


def _read_shape(fields: Fields, common: _Common) -> Shape | None:
    shape = _SHAPES.get(str(fields.get("shape")))
    marker = _choice(fields.get("marker"), len(MARKERS))
    width = _choice(fields.get("width"), len(INK_WIDTHS))
    if shape is None or marker is None or width is None:
        return None
    return Shape("shape", shape=shape, marker=marker, width=width, **common)


def _read_text(fields: Fields, common: _Common) -> Text | None:
    marker, text = _choice(fields.get("marker"), len(MARKERS)), fields.get("text")
    size = _choice(fields.get("size"), len(TEXT_SIZES))
    if marker is None or size is None or not isinstance(text, str):
        return None
    return Text("text", marker=marker, size=size, text=cut_text(text), **common)


def _read_note(fields: Fields, common: _Common) -> Note | None:
    colour, text = _choice(fields.get("colour"), len(NOTE_COLOURS)), fields.get("text")
    if colour is None or not isinstance(text, str):
        return None
    found = [
        _read_choice(key.removeprefix("chosen:"), value)
        for key, value in fields.items()
        if key.startswith("chosen:")
    ]
    choices = sorted((c for c in found if c is not None), key=lambda choice: (choice.at, choice.id))
    return Note(
        "note",
        colour=colour,
        text=cut_text(text),
        signed=fields.get("signed") is True,
        chosen=fields.get("chosen") is True,
        source=_source(fields.get("source")),
        choices=choices[:MAX_CHOICES],
        **common,
    )


def _source(value: object) -> str:
    return value if isinstance(value, str) and _SOURCE.fullmatch(value) else ""


def _read_choice(id_: str, packed: object) -> Choice | None:
    if not people_of(id_) or not isinstance(packed, list) or len(packed) < 3:
        return None
    at, by, names = packed[:3]
    if not is_id(by) or not _is_time(at) or not isinstance(names, list):
        return None
    if not 1 <= len(names) <= MAX_CHOOSERS or not all(isinstance(name, str) for name in names):
        return None
    return Choice(id_, int(at), str(by), [_label(name) for name in names])


def people_of(id_: str) -> frozenset[int]:
    """Return the links that the id of a choice stands for, one or two; none for any other id."""
    if not is_id(id_):
        return frozenset()
    try:
        raw = base64.urlsafe_b64decode(f"{id_}=")
    except binascii.Error:
        return frozenset()
    if base64.urlsafe_b64encode(raw).rstrip(b"=").decode() != id_:
        return frozenset()
    first, second = int.from_bytes(raw[:4], "big"), int.from_bytes(raw[4:], "big")
    sound = first > 0 and (second == 0 or first < second)
    return frozenset({first, second} - {0}) if sound else frozenset()


def _read_picture(fields: Fields, common: _Common) -> Picture | None:
    blob, alt = fields.get("blob"), fields.get("alt")
    if not isinstance(blob, str) or _BLOB.fullmatch(blob) is None:
        return None
    said = cut_text(alt, MAX_ALT_CHARS) if isinstance(alt, str) else ""
    return Picture("picture", blob=blob, alt=said, **common)


def _read_circles(fields: Fields, common: _Common) -> Circles | None:
    labels = {key: _label(fields.get(key)) for key in ("topic", "inner", "ring", "outside")}
    drawn = 1 if fields.get("drawn") == 1 else 2
    return Circles("circles", drawn=drawn, **labels, **common)


def _read_scale(fields: Fields, common: _Common) -> Scale | None:
    labels = {key: _label(fields.get(key)) for key in ("topic", "low", "high")}
    found = [
        _read_mark(key.removeprefix("mark:"), value)
        for key, value in fields.items()
        if key.startswith("mark:")
    ]
    marks = sorted((m for m in found if m is not None), key=lambda mark: (mark.at, mark.id))
    upright = fields.get("upright") is True
    return Scale("scale", upright=upright, marks=marks[:MAX_MARKS], **labels, **common)


def _read_mark(id_: str, packed: object) -> Mark | None:
    if not is_id(id_) or not isinstance(packed, list) or len(packed) < 5:
        return None
    kind, at, by, name, value = packed[:5]
    known = _MARKS.get(str(kind))
    if known is None or not is_id(by) or not isinstance(value, list) or len(value) > 2:
        return None
    if not all(_is_coordinate(number) for number in value) or not _is_time(at):
        return None
    return Mark(id_, known, [float(number) for number in value], int(at), str(by), _label(name))


def _read_card(fields: Fields, common: _Common) -> Card | None:
    kind, labels, value = fields.get("kind"), fields.get("labels"), fields.get("value")
    if not isinstance(kind, str) or not isinstance(labels, list):
        return None
    if not 1 <= len(labels) <= MAX_CARD_CELLS:
        return None
    cells = [fields.get(f"cell{at}") for at in range(len(labels))]
    return Card(
        "card",
        kind=cut_text(kind, MAX_LABEL_CHARS),
        title=_label(fields.get("title")),
        labels=[_label(label) for label in labels],
        cells=[cut_text(cell) if isinstance(cell, str) else "" for cell in cells],
        columns=(_choice(fields.get("columns"), 4) or 1),
        value=float(value) if _is_coordinate(value) and value is not None else None,
        **common,
    )


_READERS: Final[Mapping[str, Callable[[Fields, _Common], Element | None]]] = {
    "ink": _read_ink,
    "shape": _read_shape,
    "text": _read_text,
    "note": _read_note,
    "picture": _read_picture,
    "circles": _read_circles,
    "scale": _read_scale,
    "card": _read_card,
}


def read_frame(value: object) -> Frame | None:
    """Return a frame of five sound numbers, or None."""
    if not isinstance(value, (list, tuple)) or len(value) != 5:
        return None
    if not all(_is_coordinate(number) for number in value):
        return None
    x, y, w, h, angle = (float(number) for number in value)
    return (x, y, w, h, angle) if w >= 0 and h >= 0 else None


def cut_text(text: str, most: int = MAX_TEXT_CHARS) -> str:
    """Return *text* no longer than *most* UTF-16 units, and with no character cut in two."""
    if len(text) * 2 <= most:
        return text
    units = text.encode("utf-16-le", "surrogatepass")
    if len(units) <= 2 * most:
        return text
    return units[: 2 * most].decode("utf-16-le", "ignore")


def _label(value: object) -> str:
    return cut_text(value, MAX_LABEL_CHARS) if isinstance(value, str) else ""


def _is_time(value: object) -> TypeGuard[float]:
    """Say whether *value* is whole milliseconds since the epoch, as JavaScript can hold them."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    return math.isfinite(value) and 0 <= value <= 2**53 - 1 and value == int(value)


def _is_order(value: object) -> bool:
    return isinstance(value, str) and _ORDER.fullmatch(value) is not None


def _is_coordinate(value: object) -> TypeGuard[float]:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    return math.isfinite(value) and abs(value) <= MAX_COORDINATE


def _choice(value: object, count: int) -> int | None:
    """Return *value* if it is a whole number below *count*; Yjs gives numbers as floats."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return int(value) if value in range(count) else None
