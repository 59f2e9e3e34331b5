"""
The flipchart's document: one Yjs document per room; the one home of pycrdt.

    sheets    id → {title, order, paper}; of the first sheet `id.field` → value
    elements  id → {type, sheet, order, by, frame, …}; a note's text is a Y.Text

Updates come from the log only. Each is checked before it is applied: a bad one is refused
whole and changes nothing. Knows neither log nor keys.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final, NamedTuple

from pycrdt import Doc, Map, Text, TransactionEvent, get_state

from whiteboard.elements import IMPLIED_SHEET, Element, Fields, read_element, read_sheet
from whiteboard.errors import BadUpdate
from whiteboard.ink import InkPoint, encode_points
from whiteboard.keys import to_base64url
from whiteboard.order import BadOrder, order_after
from whiteboard.schema import FIRST_SHEET, MAX_ELEMENTS, Frame, ShapeKind, Sheet
from whiteboard.update import check_update, client_of, clients_in, read_pairs

#: a room's whole board; larger than one act may be
MAX_BASE_BYTES: Final = 64 * 1024 * 1024
NOTE_SIZE: Final = 220
SHEET_FIELDS: Final = ("title", "order", "paper", "gone")
Point = tuple[float, float, int, int]


class Touched(NamedTuple):
    """What an update touched: elements by id, and whether any sheet."""

    elements: set[str]
    sheets: bool


class BoardDocument:
    """The board as the log has made it; with an *author*, also a place to write from."""

    def __init__(self, author: bytes | None = None) -> None:
        self._author = author
        self._doc: Doc[Any] = Doc(client_id=None if author is None else client_of(author))
        self._sheets: Map[Any] = self._doc.get("sheets", type=Map)
        self._elements: Map[Any] = self._doc.get("elements", type=Map)
        #: per sheet the highest order there ever was: what is added next goes on top
        self._top: dict[str, str] = {}
        if author is not None:
            self._elements.observe_deep(self._note_top)

    # --- from the log ------------------------------------------------------------------------

    def apply_acts(self, author: bytes, acts: object) -> None:
        """
        Apply the data of one `board` entry: ``[[dt, update], …]``, all of it or nothing.

        Raises:
            BadUpdate: the shape is wrong, one is unsound (`broken`), or one holds structs of
                another client than *author*'s (`foreign`). Nothing was applied.
        """
        for _, update in read_acts(author, acts):
            self._apply(update)

    def apply_base(self, board: object) -> None:
        """
        Apply the whole board of a `base` or a keyframe, whoever's structs it holds.

        Raises:
            BadUpdate: it is no update, or too large. Nothing was applied.
        """
        self._apply(read_base(board))

    def watch(self, update: bytes) -> Touched:
        """
        Apply an update of ``read_acts`` or ``read_base``; return what it touched.

        Raises:
            BadUpdate: Yjs cannot take it.
        """
        elements: set[str] = set()
        sheets: list[object] = []

        def gather(events: Sequence[Any]) -> None:
            for event in events:
                elements.update(event.path[:1] or getattr(event, "keys", {}))

        watched = (
            (self._elements, self._elements.observe_deep(gather)),
            (self._sheets, self._sheets.observe_deep(sheets.extend)),
        )
        try:
            self._apply(update)
        finally:
            for shared, subscription in watched:
                shared.unobserve(subscription)
        return Touched(elements, bool(sheets))

    def _apply(self, update: bytes) -> None:
        try:
            self._doc.apply_update(update)
        except Exception as error:
            raise BadUpdate("Yjs cannot read it", "broken") from error
        except BaseException as error:
            # A panic inside the library is no Exception; it must not end the reader.
            if type(error).__name__ != "PanicException":
                raise
            raise BadUpdate("Yjs cannot read it", "broken") from None

    def encode(self) -> bytes:
        """Return the whole as one update."""
        return self._doc.get_update()

    # --- plain data --------------------------------------------------------------------------

    def sheets(self) -> list[Sheet]:
        """
        Return the sheets in order, those that are gone too.

        The first one is there though nobody wrote it.
        """
        others = set(self._sheets.keys()) - {FIRST_SHEET}
        read = [read_sheet(id_, _fields(self._sheets[id_])) for id_ in others]
        found = [self._first_sheet(), *(sheet for sheet in read if sheet is not None)]
        return sorted(found, key=lambda sheet: (sheet.order, sheet.id))

    def _first_sheet(self) -> Sheet:
        """Return the sheet nobody wrote, as it was changed; a spoilt field does not remove it."""
        fields = {**vars(IMPLIED_SHEET), **_fields(self._sheets.get(FIRST_SHEET))}
        for key in SHEET_FIELDS:
            if f"{FIRST_SHEET}.{key}" in self._sheets:
                fields[key] = self._sheets[f"{FIRST_SHEET}.{key}"]
        return read_sheet(FIRST_SHEET, fields) or IMPLIED_SHEET

    def elements(self, sheet: str | None = None) -> list[Element]:
        """Return the elements of *sheet*, or of all, in the order they are drawn."""
        found = [self.element(id_) for id_ in list(self._elements.keys())[:MAX_ELEMENTS]]
        return sorted(
            (e for e in found if e is not None and sheet in (None, e.sheet)),
            key=lambda e: (e.order, e.id),
        )

    def element(self, id_: str) -> Element | None:
        """Return one element; None when it is gone, or unsound."""
        return read_element(id_, _fields(self._elements.get(id_)))

    # --- writing -----------------------------------------------------------------------------

    def add_ink(
        self,
        id_: str,
        points: Sequence[Point],
        *,
        sheet: str = FIRST_SHEET,
        marker: int = 0,
        width: int = 1,
        highlighter: bool = False,
    ) -> bytes:
        """Draw a stroke through *points* (x, y on the sheet, pressure, dt); return the update."""
        left, top = min(p[0] for p in points), min(p[1] for p in points)
        right, bottom = max(p[0] for p in points), max(p[1] for p in points)
        inside = [InkPoint(x - left, y - top, pressure, dt) for x, y, pressure, dt in points]
        frame = (left, top, right - left, bottom - top, 0.0)
        packed = encode_points(inside)
        more: dict[str, Any] = {"marker": marker, "width": width, "points": packed}
        if highlighter:
            more["tip"] = "highlighter"
        return self._act(lambda: self._put(id_, "ink", sheet, frame, more))

    def add_note(
        self,
        id_: str,
        x: float,
        y: float,
        text: str = "",
        *,
        sheet: str = FIRST_SHEET,
        colour: int = 0,
        size: float = NOTE_SIZE,
    ) -> bytes:
        """Stick a note with its corner at *x*, *y*; return the update."""
        frame = (x, y, float(size), float(size), 0.0)
        more = {"colour": colour, "text": Text(text)}
        return self._act(lambda: self._put(id_, "note", sheet, frame, more))

    def add_shape(
        self,
        id_: str,
        shape: ShapeKind,
        frame: Frame,
        *,
        sheet: str = FIRST_SHEET,
        marker: int = 0,
        width: int = 1,
    ) -> bytes:
        """Draw a shape in *frame*, a line or arrow along it; return the update."""
        more = {"shape": shape, "marker": marker, "width": width}
        return self._act(lambda: self._put(id_, "shape", sheet, frame, more))

    def add_text(
        self,
        id_: str,
        frame: Frame,
        text: str = "",
        *,
        sheet: str = FIRST_SHEET,
        marker: int = 0,
        size: int = 1,
    ) -> bytes:
        """Write *text* on the sheet, wrapped at the frame's width; return the update."""
        more = {"marker": marker, "size": size, "text": Text(text)}
        return self._act(lambda: self._put(id_, "text", sheet, frame, more))

    def add_picture(
        self, id_: str, frame: Frame, blob: str, *, sheet: str = FIRST_SHEET, alt: str = ""
    ) -> bytes:
        """Put the picture of a sealed *blob* on the sheet; return the update."""
        more = {"blob": blob, "alt": alt}
        return self._act(lambda: self._put(id_, "picture", sheet, frame, more))

    def add_exercise(
        self, id_: str, type_: str, frame: Frame, fields: Fields, *, sheet: str = FIRST_SHEET
    ) -> bytes:
        """Put circles, a scale, a mark or a card on the sheet; a card's cells can be typed in."""
        more = {
            key: Text(value) if key.startswith("cell") else value for key, value in fields.items()
        }
        return self._act(lambda: self._put(id_, type_, sheet, frame, more))

    def add_sheet(self, id_: str, title: str, paper: str = "plain") -> bytes:
        """Add a sheet after the last; return the update."""
        last = self.sheets()[-1].order
        fields = {"title": title, "order": order_after(last), "paper": paper}

        def change() -> None:
            self._sheets[id_] = Map(fields)

        return self._act(change)

    def type_text(self, id_: str, text: str) -> bytes:
        """Replace what differs of a note's text; return the update."""
        shared = self._elements[id_]["text"]
        before, after = str(shared).encode(), text.encode()
        start = _common(str(shared), text)
        end = _common(str(shared)[start:][::-1], text[start:][::-1])
        first = len(text[:start].encode())
        tail = len(text[len(text) - end :].encode())

        def change() -> None:
            # pycrdt counts a text in bytes of UTF-8
            if len(before) - tail > first:
                del shared[first : len(before) - tail]
            if len(after) - tail > first:
                shared.insert(first, after[first : len(after) - tail].decode())

        return self._act(change)

    def set_frame(self, id_: str, frame: Frame) -> bytes:
        """Move or resize an element; return the update."""
        return self.set_field(id_, "frame", list(frame))

    def set_field(self, id_: str, key: str, value: object) -> bytes:
        """Change one field of an element; return the update."""

        def change() -> None:
            self._elements[id_][key] = value

        return self._act(change)

    def set_sheet(self, id_: str, key: str, value: object) -> bytes:
        """Change one field of a sheet, also of the first, which nobody need have written."""

        def change() -> None:
            if id_ == FIRST_SHEET:
                # Two who are apart would each make a map of it, and lose one another's changes.
                self._sheets[f"{id_}.{key}"] = value
            else:
                self._sheets[id_][key] = value

        return self._act(change)

    def delete(self, ids: Sequence[str]) -> bytes:
        """Take elements away; return the update."""

        def change() -> None:
            for id_ in ids:
                if id_ in self._elements:
                    del self._elements[id_]

        return self._act(change)

    def _put(self, id_: str, type_: str, sheet: str, frame: Frame, more: dict[str, Any]) -> None:
        if self._author is None:
            raise ValueError("this document belongs to no author")
        common = {"type": type_, "sheet": sheet, "by": to_base64url(self._author)}
        self._elements[id_] = Map(
            {**common, "order": _above(self._top.get(sheet)), "frame": list(frame), **more}
        )

    def _note_top(self, events: Sequence[Any]) -> None:
        """Take up the orders of elements that came or changed; keeps adding independent of size."""
        for event in events:
            for id_ in event.path[:1] or getattr(event, "keys", {}):
                element = self.element(id_)
                if element is not None:
                    top = self._top.get(element.sheet, "")
                    self._top[element.sheet] = max(top, element.order)

    def _act(self, change: Callable[[], None]) -> bytes:
        """Return the update that *change* made; empty bytes when it changed nothing."""
        if self._author is None:
            raise ValueError("this document belongs to no author")
        updates: list[bytes] = []

        def gather(event: TransactionEvent) -> None:
            updates.append(event.update)

        subscription = self._doc.observe(gather)
        try:
            with self._doc.transaction():
                change()
        finally:
            self._doc.unobserve(subscription)
        return updates[0] if updates else b""


def _above(top: str | None) -> str:
    """Return an order above *top*, also where somebody wrote one that no library makes."""
    try:
        return order_after(top)
    except BadOrder:
        return f"{top}1"


def _check_readable(update: bytes) -> None:
    """Refuse what Yjs cannot decode before anything of its entry was applied."""
    try:
        get_state(update)
    except ValueError:
        raise BadUpdate("Yjs cannot read it", "broken") from None


def read_acts(author: bytes, acts: object) -> list[tuple[int, bytes]]:
    """
    Return the updates of one `board` entry with their times (ms), each checked by itself.

    A time that is none counts as 0.

    Raises:
        BadUpdate: as ``apply_acts``, but for what only shows when it is applied.
    """
    found = read_pairs(acts)
    for _, update in found:
        check_update(update, client_of(author))
        _check_readable(update)
    return found


def read_base(board: object) -> bytes:
    """
    Return the whole board of a `base`, whoever's structs it holds.

    Raises:
        BadUpdate: it is no update, or too large.
    """
    if not isinstance(board, bytes) or len(board) > MAX_BASE_BYTES:
        raise BadUpdate("not bytes, or too large", "broken")
    clients_in(board)
    return board


def _fields(value: object) -> Fields:
    """Return what a shared map holds, its texts as plain text; empty for anything else."""
    if not isinstance(value, Map):
        return {}
    found = {}
    for key in value.keys():  # noqa: SIM118
        inner = value[key]
        found[key] = str(inner) if isinstance(inner, Text) else inner
    return found


def _common(one: str, other: str) -> int:
    """Return how many characters two texts begin with alike."""
    for at, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return at
    return min(len(one), len(other))
