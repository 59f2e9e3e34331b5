"""
Sheets and elements as plain data, read from values that anybody may have written.

What is unsound is left out, what is unknown is kept; nothing here raises on a hostile value.
Knows nothing of Yjs. The browser reads by the same rules (``web/src/board/schema.ts``).
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from whiteboard.schema import (
    FIRST_SHEET,
    INK_WIDTHS,
    MARKERS,
    MAX_COORDINATE,
    MAX_STROKE_POINTS,
    MAX_TEXT_CHARS,
    NOTE_COLOURS,
    Frame,
    Ink,
    Note,
    Paper,
    Sheet,
)

IMPLIED_SHEET: Final = Sheet(FIRST_SHEET, "", "a0", "plain")
#: per point two steps of at most 4 bytes, a pressure, a time of at most 5; version and count
MAX_POINT_BYTES: Final = 6 + MAX_STROKE_POINTS * 14
_ID: Final = re.compile(r"[A-Za-z0-9_-]{11}")
_ORDER: Final = re.compile(r"[0-9A-Za-z]{1,256}")

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


Element = Ink | Note | UnknownElement


def is_id(value: object) -> bool:
    """Say whether *value* is the id of a sheet, an element or an author."""
    return isinstance(value, str) and _ID.fullmatch(value) is not None


def read_sheet(id_: str, fields: Fields) -> Sheet | None:
    """Return a sheet, or None when its id, title or order is unsound."""
    title, order, paper = fields.get("title"), fields.get("order"), fields.get("paper")
    if not is_id(id_) or not isinstance(title, str) or not _is_order(order):
        return None
    known: Paper = "squared" if paper == "squared" else "lined" if paper == "lined" else "plain"
    return Sheet(id_, cut_text(title), str(order), known)


def read_element(id_: str, fields: Fields) -> Element | None:
    """Return an element, or None when what all elements have in common is unsound."""
    type_, sheet, order, by = (fields.get(key) for key in ("type", "sheet", "order", "by"))
    frame = read_frame(fields.get("frame"))
    if not is_id(id_) or not is_id(sheet) or not is_id(by) or not _is_order(order):
        return None
    if frame is None or not isinstance(type_, str):
        return None
    if type_ == "ink":
        return _read_ink(id_, fields, frame)
    if type_ == "note":
        return _read_note(id_, fields, frame)
    return UnknownElement(type_, id_, str(sheet), str(order), str(by), frame, dict(fields))


def _read_ink(id_: str, fields: Fields, frame: Frame) -> Ink | None:
    marker = _choice(fields.get("marker"), len(MARKERS))
    width = _choice(fields.get("width"), len(INK_WIDTHS))
    points = fields.get("points")
    if marker is None or width is None or not isinstance(points, (bytes, bytearray)):
        return None
    if len(points) > MAX_POINT_BYTES:
        return None
    sheet, order, by = str(fields["sheet"]), str(fields["order"]), str(fields["by"])
    return Ink("ink", id_, sheet, order, by, frame, marker, width, bytes(points))


def _read_note(id_: str, fields: Fields, frame: Frame) -> Note | None:
    colour, text = _choice(fields.get("colour"), len(NOTE_COLOURS)), fields.get("text")
    if colour is None or not isinstance(text, str):
        return None
    sheet, order, by = str(fields["sheet"]), str(fields["order"]), str(fields["by"])
    return Note("note", id_, sheet, order, by, frame, colour, cut_text(text))


def read_frame(value: object) -> Frame | None:
    """Return a frame of five sound numbers, or None."""
    if not isinstance(value, (list, tuple)) or len(value) != 5:
        return None
    if not all(_is_coordinate(number) for number in value):
        return None
    x, y, w, h, angle = (float(number) for number in value)
    return (x, y, w, h, angle) if w >= 0 and h >= 0 else None


def cut_text(text: str) -> str:
    """Return *text* no longer than allowed, in UTF-16 units, and with no character cut in two."""
    if len(text) * 2 <= MAX_TEXT_CHARS:
        return text
    units = text.encode("utf-16-le", "surrogatepass")
    if len(units) <= 2 * MAX_TEXT_CHARS:
        return text
    return units[: 2 * MAX_TEXT_CHARS].decode("utf-16-le", "ignore")


def _is_order(value: object) -> bool:
    return isinstance(value, str) and _ORDER.fullmatch(value) is not None


def _is_coordinate(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    return math.isfinite(value) and abs(value) <= MAX_COORDINATE


def _choice(value: object, count: int) -> int | None:
    """Return *value* if it is a whole number below *count*; Yjs gives numbers as floats."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return int(value) if value in range(count) else None
