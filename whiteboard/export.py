"""
A whole log as one file: what `flipover export` and the room's "take along" write.

    flipover-export 1⏎ ‖ u32 length ‖ MessagePack {v: 1, log: bin 16, blobs: {bin 32: bin}}
    ‖ records to the end

Everything in it is sealed; the file says nothing without the link. Knows no keys.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from whiteboard.entry import Record, decode_records
from whiteboard.errors import BadBody, MalformedExport
from whiteboard.packing import pack, unpack

FIRST_LINE: Final = b"flipover-export 1\n"


@dataclass(frozen=True)
class Export:
    """A log as it was stored: records in log order, sealed blobs by their id."""

    log: bytes
    records: tuple[Record, ...]
    blobs: Mapping[bytes, bytes]


def encode_export(log: bytes, records: Iterable[Record], blobs: Mapping[bytes, bytes]) -> bytes:
    """Return the file's bytes."""
    head = pack({"v": 1, "log": log, "blobs": dict(sorted(blobs.items()))})
    body = b"".join(record.encode() for record in records)
    return FIRST_LINE + len(head).to_bytes(4, "big") + head + body


def is_export(start: bytes) -> bool:
    """Say whether a file that begins with *start* is an export, of whatever version."""
    return start.startswith(b"flipover-export ")


def decode_export(data: bytes) -> Export:
    """
    Return what a file holds; nothing of it is verified yet.

    Raises:
        MalformedExport: the beginning is not an export's, or of another version.
        MalformedHeader, MalformedRecord: a record is damaged.
    """
    if not is_export(data):
        raise MalformedExport("this file is no export of a room")
    if not data.startswith(FIRST_LINE):
        raise MalformedExport("this export is of a newer version", "bad_version")
    start = len(FIRST_LINE) + 4
    size = int.from_bytes(data[len(FIRST_LINE) : start], "big")
    if len(data) < start + size:
        raise MalformedExport("this file is cut off", "bad_length")
    try:
        head = unpack(data[start : start + size])
    except BadBody:
        raise MalformedExport("the beginning of this file is damaged") from None
    if not isinstance(head, dict) or head.get("v") != 1:
        raise MalformedExport("this export is of a newer version", "bad_version")
    log, blobs = head.get("log"), head.get("blobs")
    if not isinstance(log, bytes) or len(log) != 16 or not isinstance(blobs, dict):
        raise MalformedExport("the beginning of this file is damaged")
    if any(not _is_blob(key, value) for key, value in blobs.items()):
        raise MalformedExport("a blob in this file is damaged")
    return Export(log, tuple(decode_records(data[start + size :])), blobs)


def _is_blob(key: object, value: object) -> bool:
    return isinstance(key, bytes) and len(key) == 32 and isinstance(value, bytes)
