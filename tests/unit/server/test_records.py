"""Records as bytes: what is read is what was written, and nothing else is taken."""

from __future__ import annotations

import hashlib
import os
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.errors import Malformed, TooLarge
from server.protocol import KINDS, MAX_BLOBS, MAX_REFS, MAX_SEALED_BYTES, ROLES
from server.records import (
    decode_bytes,
    decode_id,
    encode_id,
    frame_digest,
    frame_sealed,
    parse_records,
)

LOG, AUTHOR = bytes(range(16)), bytes(range(8))


def header(
    *,
    version: int = 1,
    kind: int = KINDS["talk"],
    role: int = ROLES["guest"],
    n: int = 0,
    flags: int = 0,
    refs: tuple[int, ...] = (),
    blobs: tuple[bytes, ...] = (),
) -> bytes:
    """Return a clear header."""
    fixed = struct.pack(">B16sBB8sIBH", version, LOG, kind, role, AUTHOR, n, flags, len(refs))
    return fixed + struct.pack(f">{len(refs)}Q", *refs) + bytes([len(blobs)]) + b"".join(blobs)


def frame(clear: bytes, body: bytes = bytes(92), tail: tuple[int, int, int] = (0, 0, 1)) -> bytes:
    """Return a record."""
    content = clear + struct.pack(">QQB", *tail) + body
    return len(content).to_bytes(4, "big") + content


headers = st.builds(
    header,
    kind=st.sampled_from(list(KINDS.values())),
    role=st.sampled_from(list(ROLES.values())),
    n=st.integers(0, 2**32 - 1),
    flags=st.integers(0, 3),
    refs=st.lists(st.integers(0, 2**53 - 1), max_size=5).map(tuple),
    blobs=st.lists(st.binary(min_size=32, max_size=32), max_size=3).map(tuple),
)


@given(st.lists(st.tuples(headers, st.binary(min_size=28, max_size=200)), min_size=1, max_size=8))
def test_what_is_framed_is_read_back(parts: list[tuple[bytes, bytes]]) -> None:
    """Header bytes, body and digest of each record come out as they went in."""
    found = parse_records(b"".join(frame_sealed(clear, 0, 0, body) for clear, body in parts))

    assert [(one.header, one.sealed) for one in found] == parts
    assert [one.digest for one in found] == [hashlib.sha256(body).digest() for _, body in parts]


def test_every_field_is_where_the_layout_says() -> None:
    """One record with everything in it, field by field."""
    blobs = (os.urandom(32), os.urandom(32))
    clear = header(kind=KINDS["forget"], role=1, n=7, flags=3, refs=(5, 2**40), blobs=blobs)
    (one,) = parse_records(frame(clear))

    assert (one.log, one.kind, one.role, one.author, one.n) == (LOG, "forget", "coach", AUTHOR, 7)
    assert (one.flags, one.refs, one.blobs) == (3, (5, 2**40), blobs)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"x",
        bytes(200),
        frame(header())[:-1],
        frame(header()) + b"\0",
        frame(header(version=2)),
        frame(header(kind=0)),
        frame(header(kind=99)),
        frame(header(role=5)),
        frame(header(flags=4)),
        frame(header(refs=(2**53,))),
        frame(header(), tail=(1, 0, 1)),
        frame(header(), tail=(0, 1, 1)),
        frame(header(), tail=(0, 0, 0)),
        frame(header(), body=bytes(27)),
        (5).to_bytes(4, "big") + frame(header())[4:],
        frame(header(refs=(1,) * 9))[:60],
        "text",
        None,
        12,
    ],
)
def test_what_is_not_as_laid_down_is_malformed(data: object) -> None:
    """Cut off, of another version, with unknown words or a place already given: not taken."""
    with pytest.raises(Malformed):
        parse_records(data)


@pytest.mark.parametrize(
    "data",
    [
        frame(header(), body=bytes(MAX_SEALED_BYTES + 1)),
        frame(header(refs=(1,) * (MAX_REFS + 1))),
        frame(header(blobs=(bytes(32),) * (MAX_BLOBS + 1))),
        frame(header()) * 9,
    ],
)
def test_what_is_over_a_limit_is_too_large(data: bytes) -> None:
    """Body, refs, blobs and records have their most."""
    with pytest.raises(TooLarge):
        parse_records(data)


def test_limits_themselves_are_taken() -> None:
    """The largest body, the most refs and blobs, eight records."""
    parse_records(frame(header(), body=bytes(MAX_SEALED_BYTES)))
    parse_records(frame(header(refs=(1,) * MAX_REFS, blobs=(bytes(32),) * MAX_BLOBS)))
    assert len(parse_records(frame(header()) * 8)) == 8


def test_a_batch_is_of_one_author_and_one_log() -> None:
    """Another author or log in the same batch spoils it; over HTTP authors may differ."""
    other_author = frame(header().replace(AUTHOR + b"\0\0\0\0", bytes(8) + b"\0\0\0\0"))
    other_log = frame(header().replace(LOG, bytes(16)))

    with pytest.raises(Malformed):
        parse_records(frame(header()) + other_author)
    with pytest.raises(Malformed):
        parse_records(frame(header()) + other_log, 10, one_author=False)
    assert len(parse_records(frame(header()) + other_author, 10, one_author=False)) == 2


@given(st.binary(max_size=400))
def test_no_bytes_bring_anything_but_a_word(data: bytes) -> None:
    """Random bytes are refused, never a traceback."""
    with pytest.raises((Malformed, TooLarge)):
        parse_records(data)


def test_a_digest_frame_has_the_same_header() -> None:
    """Sealed and digest form differ in form and bytes alone."""
    clear, body = header(refs=(1,)), os.urandom(92)
    digest = hashlib.sha256(body).digest()
    whole, short = frame_sealed(clear, 3, 4, body), frame_digest(clear, 3, 4, digest)

    assert whole == frame(clear, body, (3, 4, 1))
    assert short == frame(clear, digest, (3, 4, 0))


@given(st.binary(min_size=16, max_size=16))
def test_ids_have_one_spelling(raw: bytes) -> None:
    """What is encoded is decoded; padding, other alphabets and stray bits are refused."""
    text = encode_id(raw)

    assert decode_id(text, 16) == raw
    for wrong in (text + "==", text[:-1], text + "A", text[:-1] + "/", " " + text, None, 3):
        with pytest.raises(Malformed):
            decode_id(wrong, 16)
    stray = text[:-1] + {"A": "B", "Q": "R", "g": "h", "w": "x"}[text[-1]]
    with pytest.raises(Malformed):
        decode_id(stray, 16)


def test_longer_bytes_have_a_most() -> None:
    """A greeting at its limit is taken, one byte more is not."""
    assert decode_bytes(encode_id(bytes(100)), 100) == bytes(100)
    with pytest.raises(TooLarge):
        decode_bytes(encode_id(bytes(102)), 100)
    with pytest.raises(Malformed):
        decode_bytes("A", 100)
