"""A member who writes into the flipchart what no page ever would, with the room's real keys."""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterator, Sequence
from typing import Any

from pycrdt import Doc, Map, Text, TransactionEvent

from whiteboard.client import MAX_RECORDS, ServerClient
from whiteboard.entry import KINDS, ROLES, Body, Header, seal_entry
from whiteboard.keys import AUTHOR_BYTES, ID_BYTES, Link, to_base64url
from whiteboard.schema import FIRST_SHEET
from whiteboard.update import client_of

Fields = dict[str, Any]

SCRIPT = "<script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\">"
NOT_A_NUMBER, ENDLESS = float("nan"), float("inf")
#: in place of any field
WRONG: Sequence[Any] = (
    *(None, True, -1, 0.5, 99, 1e300, NOT_A_NUMBER, ENDLESS, "", "x", SCRIPT, b"\xff" * 9),
    *([], [[]] * 5, [NOT_A_NUMBER] * 5, [1e300] * 5, ["0"] * 5, {}, {"text": {"text": {}}}),
)


#: more than a stack of calls is deep
DEEP = 5000


def new_id() -> str:
    """Return an id as elements have it."""
    return to_base64url(secrets.token_bytes(8))


def sound(type_: str, author: bytes) -> Fields:
    """Return an element of *type_* with which nothing is wrong."""
    common = {
        "type": type_,
        "sheet": FIRST_SHEET,
        "order": "a5",
        "by": to_base64url(author),
        "frame": [100, 1250, 60, 40, 0],
    }
    own: dict[str, Fields] = {
        "ink": {"marker": 1, "width": 1, "points": b"\1\1\0\0\x80\0"},
        "shape": {"shape": "arrow", "marker": 1, "width": 1},
        "text": {"marker": 1, "size": 1, "text": Text("rustig")},
        "note": {"colour": 1, "text": Text("rustig")},
        "picture": {"blob": "B" * 43, "alt": "foto"},
    }
    return {**common, **own.get(type_, {})}


def spoilt(author: bytes) -> Iterator[Fields]:
    """Yield elements of every type with every field of them wrong in every way."""
    for type_ in ("ink", "shape", "text", "note", "picture"):
        for key in sound(type_, author):
            for value in WRONG:
                yield {**sound(type_, author), key: value}
            yield {k: v for k, v in sound(type_, author).items() if k != key}


def varint(value: int) -> bytes:
    """Return *value* as the packing of ink writes numbers."""
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value])


def long_stroke(points: int) -> bytes:
    """Return a stroke of *points*, packed well; more than are allowed is unsound."""
    return b"\1" + varint(points) + b"\2\2\x80\1" * points


class Hostile:
    """One author with a Yjs document that holds whatever it likes."""

    def __init__(self, server: str, link: Link) -> None:
        self.link = link
        self.author = secrets.token_bytes(AUTHOR_BYTES)
        self._client = ServerClient(server, link, secrets.token_bytes(ID_BYTES))
        self._client.register()
        self._client.read_new()
        self._n = 0
        self._doc: Doc[Any] = Doc(client_id=client_of(self.author))
        self.elements: Map[Any] = self._doc.get("elements", type=Map)
        self.sheets: Map[Any] = self._doc.get("sheets", type=Map)

    def put(self, elements: Sequence[Fields]) -> None:
        """Put *elements* on the board as one act."""
        self.act(lambda: self.elements.update({new_id(): Map(fields) for fields in elements}))

    def act(self, change: Any) -> None:
        """Do whatever *change* does to the document, as one act."""
        updates: list[bytes] = []

        def gather(event: TransactionEvent) -> None:
            updates.append(event.update)

        subscription = self._doc.observe(gather)
        with self._doc.transaction():
            change()
        self._doc.unobserve(subscription)
        self.send([[[0, update]] for update in updates])

    def send(self, entries: Sequence[Any]) -> None:
        """Append *entries*, each the data of a `board` entry, whatever it is."""
        role = ROLES[self.link.role]
        for first in range(0, len(entries), MAX_RECORDS):
            records = []
            for data in entries[first : first + MAX_RECORDS]:
                header = Header(self.link.log, KINDS["board"], role, self.author, self._n)
                self._n += 1
                body = Body(int(time.time() * 1000), self._client.seen, data)
                sealed = seal_entry(self.link.keys.entry, header, body)
                self._client.put_blobs(sealed.blobs)
                records.append(sealed.record)
            self._client.append(records)


def sink(shared: Map[Any], key: str, depth: int = DEEP) -> None:
    """Put a map in a map in a map, *depth* of them, under *key*."""
    for _ in range(depth):
        shared[key] = Map({"end": 1})
        shared, key = shared[key], "text"
