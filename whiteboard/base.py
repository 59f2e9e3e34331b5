"""
The board in one piece, in place of its past: how a `base` is written, and where its board lies.

A `base` that drops the past takes along what only that past named. So it names, behind the blobs
that hold the board, those of all pictures that the board still has; and where one header has no
room for them, others before it name the rest and hold no board.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from whiteboard.crypto import sha256
from whiteboard.document import BoardDocument
from whiteboard.entry import (
    FLAGS,
    KINDS,
    MAX_BLOB_BYTES,
    MAX_BLOBS,
    Body,
    Header,
    Sealed,
    make_record,
    open_blobs,
    seal_blob,
    seal_body,
)
from whiteboard.errors import BadBody
from whiteboard.keys import from_base64url
from whiteboard.schema import Picture

#: of a sealed blob, what is not its contents
_SEAL_BYTES: Final = 28
#: of what names a blob
BLOB_BYTES: Final = 32


def pictures_on(board: BoardDocument) -> list[bytes]:
    """Return the blobs of all pictures on all sheets, those taken away too; each once."""
    pictures = (e for e in board.elements() if isinstance(e, Picture))
    return list(dict.fromkeys(from_base64url(picture.blob, BLOB_BYTES) for picture in pictures))


def seal_base(key: bytes, start: Header, said: Body, k: int, board: BoardDocument) -> list[Sealed]:
    """
    Seal *board* as it stands at *k*, to be appended in this order in place of its past up to *k*.

    Args:
        start: log, role, author and the first n; each further entry takes the next.
        said: clock and what was seen; its data does not count.
    """
    plain = board.encode()
    size = MAX_BLOB_BYTES - _SEAL_BYTES
    parts = [plain[at : at + size] for at in range(0, len(plain), size)]
    sealed = [seal_blob(key, start.log, part) for part in parts]
    blobs = {sha256(one): one for one in sealed}
    named = pictures_on(board)
    room = MAX_BLOBS - len(blobs)
    fitting, rest = named[:room], named[room:]
    groups = [tuple(rest[at : at + MAX_BLOBS]) for at in range(0, len(rest), MAX_BLOBS)]
    entries = [_seal(key, start, said, n, k, group, {}) for n, group in enumerate(groups)]
    last = replace(start, flags=start.flags | FLAGS["drop"])
    names = (*blobs, *fitting)
    return [*entries, _seal(key, last, said, len(groups), k, names, blobs)]


def _seal(
    key: bytes,
    start: Header,
    said: Body,
    n: int,
    k: int,
    names: tuple[bytes, ...],
    board: Mapping[bytes, bytes],
) -> Sealed:
    header = replace(start, kind=KINDS["base"], n=start.n + n, refs=(k,), blobs=names)
    body = replace(said, data={"k": k, "parts": len(board)}, in_blobs=False)
    return Sealed(make_record(header, seal_body(key, header, body)), board)


def with_board(key: bytes, header: Header, body: Body, blobs: Mapping[bytes, bytes]) -> Body:
    """
    Return *body* of a `base` with the board that lies in blobs of its own; others as they are.

    Raises:
        WrongBlob, WrongSeal: one of them is missing or changed.
        BadBody: it counts more of them than there are.
    """
    data = body.data
    if header.kind != KINDS["base"] or body.in_blobs or not header.blobs:
        return body
    if not isinstance(data, dict):
        return body
    parts = data.get("parts", len(header.blobs))
    if type(parts) is not int or not 0 <= parts <= len(header.blobs):
        raise BadBody("the board lies in blobs that are not there")
    if parts == 0:
        return body
    board = open_blobs(key, replace(header, blobs=header.blobs[:parts]), blobs)
    return replace(body, data={**data, "board": board})
