"""
Whose structs a Yjs update holds, read without applying it.

Walks the bytes once and builds nothing, so that a hostile update costs no more than its length.
The browser has the same walk (``web/src/board/update.ts``).

Source: yjs 13, UpdateEncoderV1; lib0 encoding.
"""

from __future__ import annotations

from typing import Final

from whiteboard.errors import BadUpdate

#: more nesting than this is nobody's honest drawing: of values, and of shared types in one another
MAX_DEPTH: Final = 32
MAX_SHARED_DEPTH: Final = 8
_A_SHARED_TYPE: Final = 7
MAX_NUMBER: Final = 2**53 - 1
MAX_CLIENT: Final = 2**48 - 1
_BIT_6, _BIT_7, _BIT_8 = 0x20, 0x40, 0x80
#: of one act
MAX_ACT_BYTES: Final = 8 * 1024 * 1024
#: client and clock
Id = tuple[int, int]


def client_of(author: bytes) -> int:
    """Return the Yjs client id of an author: its first 6 bytes."""
    return int.from_bytes(author[:6], "big")


def check_update(update: bytes, client: int) -> None:
    """
    Refuse an update that is unsound or holds structs of another than *client*.

    Deletions may name any client's structs: erasing somebody's note is an own act.

    Raises:
        BadUpdate: with the word `broken` or `foreign`.
    """
    if any(found != client for found in clients_in(update)):
        raise BadUpdate("it writes as somebody else", "foreign")


def clients_in(update: bytes) -> list[int]:
    """
    Return the client ids whose structs *update* holds, in the order they stand there.

    Raises:
        BadUpdate: it is no update from its first to its last byte.
    """
    reader = _Reader(update)
    clients = []
    for _ in range(reader.number()):
        structs = reader.number()
        client, clock = reader.number(), reader.number()
        clients.append(client)
        depths: dict[Id, int] = {}
        for _ in range(structs):
            clock += _read_struct(reader, (client, clock), depths)
    _read_deletions(reader)
    if reader.at != len(update):
        raise BadUpdate("bytes follow it", "broken")
    return clients


def _read_deletions(reader: _Reader) -> None:
    for _ in range(reader.number()):
        reader.number()
        for _ in range(reader.number()):
            reader.number()
            reader.number()


def _read_struct(reader: _Reader, id_: Id, depths: dict[Id, int]) -> int:
    """
    Pass over one struct and return its length.

    *depths* says of what this update brought how many shared types it lies in. Browsers cannot
    delete again what lies very deep, so nobody takes it; they also look into what was there before.
    """
    info = reader.byte()
    content = info & 0x1F
    if content in (0, 10):  # garbage, gap: a length
        return reader.number()
    depth = 1
    if info & _BIT_8:
        depth = depths.get(reader.id(), 1)
    if info & _BIT_7:
        right = reader.id()
        depth = depth if info & _BIT_8 else depths.get(right, 1)
    if not info & (_BIT_7 | _BIT_8):
        if reader.number() == 1:
            reader.run()
        else:
            depth = depths.get(reader.id(), 1) + 1
        if info & _BIT_6:
            reader.run()
    length = _read_content(reader, content)
    if content == _A_SHARED_TYPE and depth > MAX_SHARED_DEPTH:
        raise BadUpdate("it is nested too deep", "broken")
    client, clock = id_
    depths[id_] = depths[client, clock + length - 1] = depth
    return length


def _read_content(reader: _Reader, kind: int) -> int:
    """Pass over one struct's content, kinds as in yjs/src/structs/Item.js; return its length."""
    if kind == 1:  # deleted
        return reader.number()
    if kind == 2:  # JSON
        count = reader.number()
        for _ in range(count):
            reader.run()
        return count
    if kind == 4:  # text, counted in UTF-16
        return len(reader.run().decode(errors="replace").encode("utf-16-le")) // 2
    if kind == 8:  # values
        count = reader.number()
        for _ in range(count):
            _read_any(reader, 0)
        return count
    if kind in (3, 5):  # bytes, embedded
        reader.run()
    elif kind == 6:  # format
        reader.run()
        reader.run()
    elif kind == _A_SHARED_TYPE:
        type_ = reader.number()
        if type_ in (3, 5):  # XML element and hook carry a name
            reader.run()
        elif type_ > 6:
            raise BadUpdate("it holds a type that nobody knows", "broken")
    elif kind == 9:  # a document inside
        reader.run()
        _read_any(reader, 0)
    else:
        raise BadUpdate("it holds a content that nobody knows", "broken")
    return 1


def _read_any(reader: _Reader, depth: int) -> None:
    if depth > MAX_DEPTH:
        raise BadUpdate("it is nested too deep", "broken")
    kind = 127 - reader.byte()
    if kind in (0, 1, 6, 7):  # undefined, null, false, true
        return
    if kind == 2:  # integer; its sign lies in the first byte
        reader.number()
    elif kind == 3:  # float 32
        reader.skip(4)
    elif kind in (4, 5):  # float 64, big integer
        reader.skip(8)
    elif kind in (8, 11):  # text, bytes
        reader.run()
    elif kind == 9:  # map
        for _ in range(reader.number()):
            reader.run()
            _read_any(reader, depth + 1)
    elif kind == 10:  # list
        for _ in range(reader.number()):
            _read_any(reader, depth + 1)
    else:
        raise BadUpdate("it holds a value that nobody knows", "broken")


class _Reader:
    """Reads forward; every read past the end is a `broken` update."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def byte(self) -> int:
        if self.at >= len(self.data):
            raise BadUpdate("it is cut off", "broken")
        self.at += 1
        return self.data[self.at - 1]

    def number(self) -> int:
        value = shift = 0
        while True:
            byte = self.byte()
            value |= (byte & 0x7F) << shift
            if value > MAX_NUMBER:
                raise BadUpdate("a number is too large", "broken")
            if byte < 0x80:
                return value
            shift += 7

    def id(self) -> Id:
        return self.number(), self.number()

    def skip(self, count: int) -> None:
        self.at += count
        if self.at > len(self.data):
            raise BadUpdate("it is cut off", "broken")

    def run(self) -> bytes:
        """Pass over a length and that many bytes, and return them; texts are written alike."""
        count = self.number()
        self.skip(count)
        return self.data[self.at - count : self.at]


def read_pairs(acts: object) -> list[tuple[int, bytes]]:
    """
    Return the pairs of time (ms) and update that an entry holds; a time that is none is 0.

    Raises:
        BadUpdate: another shape, or one too large.
    """
    if not isinstance(acts, list):
        raise BadUpdate("not a list of acts", "broken")
    found = []
    for act in acts:
        if not isinstance(act, list) or len(act) != 2 or not isinstance(act[1], bytes):
            raise BadUpdate("not a pair of time and update", "broken")
        if len(act[1]) > MAX_ACT_BYTES:
            raise BadUpdate("too large", "too_large")
        is_time = isinstance(act[0], int) and not isinstance(act[0], bool) and act[0] >= 0
        found.append((act[0] if is_time else 0, act[1]))
    return found
