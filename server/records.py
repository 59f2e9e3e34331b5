"""
Records as bytes: the clear header read, frames cut and made. Never looks into a sealed body.

    header  version u8 ‖ log 16 ‖ kind u8 ‖ role u8 ‖ author 8 ‖ n u32 ‖ flags u8
            ‖ u16 count ‖ refs u64… ‖ u8 count ‖ blobs 32…
    record  u32 length of what follows ‖ header ‖ seq u64 ‖ at u64 ‖ form u8 ‖ bytes

All big-endian. The same layout stands in ``whiteboard/entry.py``; vectors hold them equal.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
import struct
from typing import Final, NamedTuple

from server.errors import Malformed, TooLarge
from server.protocol import (
    FLAGS,
    KINDS,
    MAX_APPEND_RECORDS,
    MAX_BLOBS,
    MAX_REFS,
    MAX_SEALED_BYTES,
    PROTOCOL_VERSION,
    ROLES,
)

FORM_DIGEST: Final = 0
FORM_SEALED: Final = 1
DIGEST_BYTES: Final = 32
#: nonce, tag and the smallest padded body
MIN_SEALED_BYTES: Final = 12 + 16
#: the largest whole number that JavaScript holds exactly
MAX_NUMBER: Final = 2**53 - 1
#: up to and with the count of refs; the count of blobs follows at once where there are none
_FIXED: Final = struct.Struct(">IB16sBB8sIBHB")
_TAIL: Final = struct.Struct(">QQB")
_CHAIN: Final = struct.Struct(">QQ")
_KIND_NAMES: Final = {number: name for name, number in KINDS.items()}
_ROLE_NAMES: Final = {number: name for name, number in ROLES.items()}
_ALL_FLAGS: Final = sum(FLAGS.values())
_BASE64URL: Final = re.compile(r"[A-Za-z0-9_-]*")


class Record(NamedTuple):
    """One record as it came: header understood, body opaque."""

    log: bytes
    kind: str
    role: str
    author: bytes
    n: int
    flags: int
    refs: tuple[int, ...]
    blobs: tuple[bytes, ...]
    #: the header's own bytes
    header: bytes
    sealed: bytes
    #: SHA-256(sealed)
    digest: bytes


def parse_records(
    data: object, most: int = MAX_APPEND_RECORDS, *, one_author: bool = True
) -> list[Record]:
    """
    Return the records of *data*, 1..*most*, all of one log, and of one author if asked.

    Raises:
        Malformed, TooLarge: at the first that is not as laid down; none is taken.
    """
    if not isinstance(data, bytes):
        raise Malformed("records are bytes")
    found: list[Record] = []
    at, end = 0, len(data)
    while at < end:
        if len(found) == most:
            raise TooLarge("too many records")
        record, at = _parse_record(data, at, end)
        found.append(record)
    if not found:
        raise Malformed("no record")
    first = found[0]
    for record in found:
        if record.log != first.log or (one_author and record.author != first.author):
            raise Malformed("records of several authors or logs")
    return found


def _parse_record(data: bytes, at: int, end: int) -> tuple[Record, int]:
    if end - at < _FIXED.size + _TAIL.size:
        raise Malformed("a record is cut off")
    length, version, log, kind, role, author, n, flags, ref_count, blob_count = _FIXED.unpack_from(
        data, at
    )
    if version != PROTOCOL_VERSION:
        raise Malformed("a header of another version")
    stop = at + 4 + length
    if stop > end:
        raise Malformed("a record is cut off")
    refs: tuple[int, ...] = ()
    header_end = at + _FIXED.size
    if ref_count:
        if ref_count > MAX_REFS:
            raise TooLarge("too many refs")
        header_end += 8 * ref_count
        if header_end + _TAIL.size > stop:
            raise Malformed("a record is cut off")
        refs = struct.unpack_from(f">{ref_count}Q", data, header_end - 1 - 8 * ref_count)
        blob_count = data[header_end - 1]
        if max(refs) > MAX_NUMBER:
            raise Malformed("a ref is no position in a log")
    blobs: tuple[bytes, ...] = ()
    if blob_count:
        if blob_count > MAX_BLOBS:
            raise TooLarge("too many blobs")
        blobs_at = header_end
        header_end += 32 * blob_count
        blobs = tuple(data[i : i + 32] for i in range(blobs_at, header_end, 32))
    body_at = header_end + _TAIL.size
    if body_at + MIN_SEALED_BYTES > stop:
        raise Malformed("a record is cut off")
    seq, stamped, form = _TAIL.unpack_from(data, header_end)
    if seq or stamped or form != FORM_SEALED:
        raise Malformed("seq and at are the server's, and a body is due")
    if stop - body_at > MAX_SEALED_BYTES:
        raise TooLarge("a body over the limit")
    kind_name, role_name = _KIND_NAMES.get(kind), _ROLE_NAMES.get(role)
    if kind_name is None or role_name is None or flags & ~_ALL_FLAGS:
        raise Malformed("an unknown kind, role or flag")
    sealed = data[body_at:stop]
    return (
        Record(
            log,
            kind_name,
            role_name,
            author,
            n,
            flags,
            refs,
            blobs,
            data[at + 4 : header_end],
            sealed,
            hashlib.sha256(sealed).digest(),
        ),
        stop,
    )


def frame_sealed(header: bytes, seq: int, at: int, sealed: bytes) -> bytes:
    """Return the record with its body."""
    length = len(header) + _TAIL.size + len(sealed)
    return b"".join((length.to_bytes(4, "big"), header, _TAIL.pack(seq, at, FORM_SEALED), sealed))


def frame_digest(header: bytes, seq: int, at: int, digest: bytes) -> bytes:
    """Return the record with its body's digest: forgotten, or acknowledged to its own page."""
    length = len(header) + _TAIL.size + DIGEST_BYTES
    return b"".join((length.to_bytes(4, "big"), header, _TAIL.pack(seq, at, FORM_DIGEST), digest))


def first_link(log: bytes) -> bytes:
    """Return H(0) of a log."""
    return hashlib.sha256(b"flipover/1/chain" + log).digest()


def next_link(h: bytes, header: bytes, seq: int, at: int, digest: bytes) -> bytes:
    """Return H(seq) from H(seq − 1)."""
    return hashlib.sha256(b"".join((h, header, _CHAIN.pack(seq, at), digest))).digest()


def encode_id(raw: bytes) -> str:
    """Return base64url without padding."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def decode_id(text: object, size: int) -> bytes:
    """
    Return the *size* bytes that *text* spells in base64url without padding.

    Raises:
        Malformed: another type, length or alphabet, or bits set that no byte holds.
    """
    if not isinstance(text, str) or not _BASE64URL.fullmatch(text):
        raise Malformed("not base64url")
    try:
        raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError):
        raise Malformed("not base64url") from None
    if len(raw) != size or encode_id(raw) != text:
        raise Malformed(f"not {size} bytes in base64url")
    return raw


def decode_bytes(text: object, most: int) -> bytes:
    """Return up to *most* bytes from base64url without padding; see ``decode_id``."""
    if not isinstance(text, str) or not _BASE64URL.fullmatch(text) or len(text) % 4 == 1:
        raise Malformed("not base64url")
    if len(text) > (most * 4 + 2) // 3:
        raise TooLarge("over the limit")
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
