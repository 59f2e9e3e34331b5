"""
One sealed entry: its clear header, its frame as a record, its body.

The byte layout is written here and in ``server/protocol.py``; the two never import each other
and are held equal by the vectors in ``tests/wire``. All numbers are big-endian.

    header  version u8 ‖ log 16 ‖ kind u8 ‖ role u8 ‖ author 8 ‖ n u32 ‖ flags u8
            ‖ u16 count ‖ refs u64… ‖ u8 count ‖ blobs 32…
    record  u32 length of what follows ‖ header ‖ seq u64 ‖ at u64 ‖ form u8 ‖ bytes
    sealed  nonce 12 ‖ AES-256-GCM(body, padded), the header being the additional data

Knows nothing of order, chains or what the kinds mean.
"""

from __future__ import annotations

import secrets
import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from whiteboard.bodies import BODY_VERSION
from whiteboard.crypto import NONCE_BYTES, decrypt, encrypt, sha256
from whiteboard.errors import BadBody, MalformedHeader, MalformedRecord, WrongBlob
from whiteboard.packing import pack, pad, unpack, unpad

VERSION: Final = 1
KINDS: Final[dict[str, int]] = {
    "board": 1,
    "base": 2,
    "talk": 3,
    "edit": 4,
    "forget": 5,
    "member": 6,
    "session": 7,
    "chapter": 8,
    "score": 9,
    "agreement": 10,
    "read": 11,
    "review": 12,
    "item": 13,
    "cleared": 14,
    "recording": 15,
}
ROLES: Final[dict[str, int]] = {"coach": 1, "guest": 2, "trainer": 3, "owner": 4}
FLAGS: Final[dict[str, int]] = {"notify": 1, "drop": 2}

MAX_REFS: Final = 256
MAX_BLOBS: Final = 64
#: the largest padded body that stays inside its record; a larger one goes into blobs
MAX_INLINE_BYTES: Final = 65_536
MAX_SEALED_BYTES: Final = MAX_INLINE_BYTES + 28 + 256
MAX_BLOB_BYTES: Final = 8 * 1024 * 1024
#: the largest whole number that JavaScript holds exactly
MAX_NUMBER: Final = 2**53 - 1

FORM_SEALED: Final = 1
FORM_DIGEST: Final = 0
DIGEST_BYTES: Final = 32
SEEN_BYTES: Final = 16

_FIXED: Final = struct.Struct(">B16sBB8sIBH")
_TAIL: Final = struct.Struct(">QQB")
_KIND_NAMES: Final = {number: name for name, number in KINDS.items()}
_ROLE_NAMES: Final = {number: name for name, number in ROLES.items()}


@dataclass(frozen=True)
class Header:
    """The clear part of an entry; the additional data of its seal."""

    log: bytes
    kind: int
    role: int
    author: bytes
    n: int
    flags: int = 0
    refs: tuple[int, ...] = ()
    blobs: tuple[bytes, ...] = ()

    @property
    def kind_name(self) -> str | None:
        """The kind's word; None for one that this program does not know."""
        return _KIND_NAMES.get(self.kind)

    @property
    def role_name(self) -> str | None:
        """The role's word; None for one that this program does not know."""
        return _ROLE_NAMES.get(self.role)

    def encode(self) -> bytes:
        """
        Return the header's bytes.

        Raises:
            MalformedHeader: a field does not fit its place.
        """
        if len(self.log) != 16 or len(self.author) != 8:
            raise MalformedHeader("a log has 16 bytes and an author 8")
        if len(self.refs) > MAX_REFS or len(self.blobs) > MAX_BLOBS:
            raise MalformedHeader("too many refs or blobs", "too_large")
        if any(not 0 <= ref <= MAX_NUMBER for ref in self.refs):
            raise MalformedHeader("a ref is no position in a log")
        if any(len(blob) != 32 for blob in self.blobs):
            raise MalformedHeader("a blob is named by 32 bytes")
        try:
            fixed = _FIXED.pack(
                VERSION,
                self.log,
                self.kind,
                self.role,
                self.author,
                self.n,
                self.flags,
                len(self.refs),
            )
        except struct.error:
            raise MalformedHeader("kind, role, n or flags do not fit their place") from None
        refs = struct.pack(f">{len(self.refs)}Q", *self.refs)
        return fixed + refs + bytes([len(self.blobs)]) + b"".join(self.blobs)


def read_header(data: bytes, start: int = 0) -> tuple[Header, int]:
    """
    Read the header that begins at *start*; return it and where it ends.

    Raises:
        MalformedHeader: it is cut off, of another version, or over a limit.
    """
    if len(data) - start < _FIXED.size:
        raise MalformedHeader("cut off")
    version, log, kind, role, author, n, flags, ref_count = _FIXED.unpack_from(data, start)
    if version != VERSION:
        raise MalformedHeader("of another version", "bad_version")
    at = start + _FIXED.size
    if ref_count > MAX_REFS:
        raise MalformedHeader("too many refs", "too_large")
    if len(data) < at + 8 * ref_count + 1:
        raise MalformedHeader("cut off")
    refs = struct.unpack_from(f">{ref_count}Q", data, at)
    if any(ref > MAX_NUMBER for ref in refs):
        raise MalformedHeader("a ref is no position in a log")
    at += 8 * ref_count
    blob_count = data[at]
    at += 1
    if blob_count > MAX_BLOBS:
        raise MalformedHeader("too many blobs", "too_large")
    end = at + 32 * blob_count
    if len(data) < end:
        raise MalformedHeader("cut off")
    blobs = tuple(bytes(data[i : i + 32]) for i in range(at, end, 32))
    return Header(log, kind, role, author, n, flags, refs, blobs), end


def decode_header(data: bytes) -> Header:
    """
    Return the header that *data* is, to its last byte.

    Raises:
        MalformedHeader: see ``read_header``; also when bytes follow it.
    """
    header, end = read_header(data)
    if end != len(data):
        raise MalformedHeader("bytes follow it")
    return header


@dataclass(frozen=True)
class Record:
    """A header with its place in the log, and its sealed body or that body's digest."""

    header: Header
    #: SHA-256 of the sealed body
    digest: bytes
    #: None where only the digest is known: forgotten, or one's own acknowledgement
    sealed: bytes | None = field(repr=False)
    seq: int = 0
    at: int = 0

    def encode(self) -> bytes:
        """Return the framed record."""
        if self.sealed is None:
            form, payload = FORM_DIGEST, self.digest
        else:
            form, payload = FORM_SEALED, self.sealed
        rest = self.header.encode() + _TAIL.pack(self.seq, self.at, form) + payload
        return len(rest).to_bytes(4, "big") + rest

    def forgotten(self) -> Record:
        """Return the record as it stands after its body was forgotten."""
        return replace(self, sealed=None)


def make_record(header: Header, sealed: bytes, seq: int = 0, at: int = 0) -> Record:
    """Return a record that holds its body."""
    return Record(header, sha256(sealed), sealed, seq, at)


def decode_record(rest: bytes) -> Record:
    """
    Return the record whose frame, without the length, is *rest*.

    Raises:
        MalformedHeader, MalformedRecord: the layout is not followed.
    """
    header, at = read_header(rest)
    if len(rest) < at + _TAIL.size:
        raise MalformedRecord("cut off after its header")
    seq, stamped, form = _TAIL.unpack_from(rest, at)
    payload = rest[at + _TAIL.size :]
    if seq > MAX_NUMBER or stamped > MAX_NUMBER:
        raise MalformedRecord("its place or time is no number of ours")
    if form == FORM_DIGEST:
        if len(payload) != DIGEST_BYTES:
            raise MalformedRecord("a digest has 32 bytes")
        return Record(header, payload, None, seq, stamped)
    if form != FORM_SEALED:
        raise MalformedRecord("neither sealed body nor digest", "bad_form")
    if len(payload) > MAX_SEALED_BYTES:
        raise MalformedRecord("larger than a record may be", "too_large")
    return Record(header, sha256(payload), payload, seq, stamped)


def decode_records(data: bytes) -> Iterator[Record]:
    """
    Yield the records of a page, in the order they stand there.

    Raises:
        MalformedHeader, MalformedRecord: at the first that does not follow the layout;
            those before it have been yielded.
    """
    at = 0
    while at < len(data):
        if len(data) < at + 4:
            raise MalformedRecord("cut off inside a length")
        length = int.from_bytes(data[at : at + 4], "big")
        at += 4
        if len(data) < at + length:
            raise MalformedRecord("cut off")
        yield decode_record(data[at : at + length])
        at += length


# --- bodies -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Seen:
    """What an author held of the log when it wrote: the newest seq and 16 bytes of its H."""

    seq: int
    h: bytes


NOTHING_SEEN: Final = Seen(0, bytes(SEEN_BYTES))


@dataclass(frozen=True)
class Body:
    """An opened body. *data* is None while it lies in blobs that were not opened yet."""

    #: ms since the Unix epoch, the author's own clock
    clock: int
    seen: Seen
    data: Any = None
    in_blobs: bool = False


def seal_body(key: bytes, header: Header, body: Body, *, nonce: bytes | None = None) -> bytes:
    """Return the sealed body. *nonce* is fresh randomness unless a vector fixes it."""
    return encrypt(key, nonce or fresh_nonce(), pad(encode_body(body)), header.encode())


def fresh_nonce() -> bytes:
    """Return 12 random bytes."""
    return secrets.token_bytes(NONCE_BYTES)


def encode_body(body: Body) -> bytes:
    """Return a body's MessagePack, before padding."""
    start: dict[str, Any] = {
        "v": BODY_VERSION,
        "clock": body.clock,
        "seen": [body.seen.seq, body.seen.h],
    }
    return pack({**start, "blob": True} if body.in_blobs else {**start, "d": body.data})


def open_body(key: bytes, header: Header, sealed: bytes) -> Body:
    """
    Return the body that *sealed* holds for exactly this *header*.

    Raises:
        WrongSeal: another key, another header or a changed bit.
        BadPadding, BadBody: its author sealed something that is no body.
    """
    return decode_body(unpad(decrypt(key, sealed, header.encode())))


def decode_body(plain: bytes) -> Body:
    """
    Return the body that unpadded *plain* spells; fields it does not know are passed over.

    Raises:
        BadBody: not a map, a field missing or of another type.
    """
    found = unpack(plain)
    if not isinstance(found, dict):
        raise BadBody("not a map")
    if _number(found.get("v")) < 1:
        raise BadBody("of no version")
    if "d" not in found and found.get("blob") is not True:
        raise BadBody("neither data nor a word of blobs")
    in_blobs = found.get("blob") is True
    data = None if in_blobs else found["d"]
    return Body(_number(found.get("clock")), _read_seen(found.get("seen")), data, in_blobs)


def _read_seen(value: object) -> Seen:
    if not isinstance(value, list) or len(value) != 2:
        raise BadBody("what it has seen is not a pair")
    h = value[1]
    if not isinstance(h, bytes) or len(h) != SEEN_BYTES:
        raise BadBody("what it has seen is not 16 bytes")
    return Seen(_number(value[0]), h)


def _number(value: object) -> int:
    """Return *value* if it is a whole number that both languages hold exactly."""
    if type(value) is not int or not 0 <= value <= MAX_NUMBER:
        raise BadBody("a number is missing, broken, negative or too large")
    return value


# --- blobs ------------------------------------------------------------------------------------


def _blob_additional(log: bytes, size: int) -> bytes:
    return bytes([VERSION]) + log + b"blob" + size.to_bytes(4, "big")


def seal_blob(key: bytes, log: bytes, plain: bytes, *, nonce: bytes | None = None) -> bytes:
    """Return the sealed blob; its id is SHA-256 of what is returned."""
    return encrypt(key, nonce or fresh_nonce(), plain, _blob_additional(log, len(plain)))


def open_blob(key: bytes, log: bytes, blob: bytes, sealed: bytes) -> bytes:
    """
    Return what the blob with the id *blob* holds.

    Raises:
        WrongBlob: the bytes are not the ones that id names.
        WrongSeal: another key or log.
    """
    if sha256(sealed) != blob:
        raise WrongBlob("not the bytes that the entry names")
    return decrypt(key, sealed, _blob_additional(log, max(len(sealed) - 28, 0)))


def open_blobs(key: bytes, header: Header, blobs: Mapping[bytes, bytes]) -> bytes:
    """
    Return what *header*'s blobs hold, concatenated in its order.

    Raises:
        WrongBlob: one is missing or changed.
        WrongSeal: another key or log.
    """
    parts = []
    for blob in header.blobs:
        if blob not in blobs:
            raise WrongBlob("one of its blobs is missing")
        parts.append(open_blob(key, header.log, blob, blobs[blob]))
    return b"".join(parts)


def open_entry(
    key: bytes, header: Header, sealed: bytes, blobs: Mapping[bytes, bytes] | None = None
) -> Body:
    """
    Return the body with its data, fetched from *blobs* (id to sealed) where it lies there.

    Raises:
        SealError: one of its kinds; see ``open_body`` and ``open_blobs``.
    """
    body = open_body(key, header, sealed)
    if not body.in_blobs:
        return body
    return replace(body, data=unpack(open_blobs(key, header, blobs or {})))


@dataclass(frozen=True)
class Sealed:
    """A sealed entry ready to be sent: *blobs* go first."""

    record: Record
    blobs: Mapping[bytes, bytes]


def seal_entry(key: bytes, header: Header, body: Body) -> Sealed:
    """
    Seal *body*, putting its data into blobs when it is too large for a record.

    *header* must name no blobs of its own in that case.
    """
    if len(encode_body(body)) < MAX_INLINE_BYTES:
        return Sealed(make_record(header, seal_body(key, header, body)), {})
    parts = _split(pack(body.data), MAX_BLOB_BYTES - 28)
    sealed_parts = [seal_blob(key, header.log, part) for part in parts]
    blobs = {sha256(sealed): sealed for sealed in sealed_parts}
    with_blobs = replace(header, blobs=tuple(blobs))
    outside = replace(body, data=None, in_blobs=True)
    return Sealed(make_record(with_blobs, seal_body(key, with_blobs, outside)), blobs)


def _split(data: bytes, size: int) -> Sequence[bytes]:
    return [data[at : at + size] for at in range(0, len(data), size)]
