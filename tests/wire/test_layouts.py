"""The server's reading of records, held equal to both languages' vectors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from server.errors import Malformed, Refusal
from server.protocol import FLAGS
from server.records import (
    first_link,
    frame_digest,
    frame_sealed,
    next_link,
    parse_records,
)
from tests.wire.spelling import b64
from whiteboard.entry import Record, decode_records, make_record
from whiteboard.keys import from_base64url

HERE = Path(__file__).resolve().parent
LANGUAGES = ("py", "ts")


def vectors(name: str, language: str) -> dict[str, Any]:
    """Return one file of vectors."""
    found: dict[str, Any] = json.loads((HERE / f"{name}.{language}.json").read_text())
    return found


def raw(text: str) -> bytes:
    """Return the bytes of base64url of any length."""
    return from_base64url(text, len(text) * 3 // 4)


def one(data: bytes) -> Record:
    """Return the one record in *data*."""
    [record] = decode_records(data)
    return record


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_server_reads_what_pages_append(language: str) -> None:
    """Each entry, as a page sends it, reads to the header the vector names; the body stays shut."""
    for row in vectors("entries", language)["entries"]:
        sent = one(raw(row["record"]))
        assert sent.sealed is not None
        [record] = parse_records(make_record(sent.header, sent.sealed).encode())
        header = row["header"]
        assert (record.kind, record.role, record.n) == (header["kind"], header["role"], header["n"])
        assert (b64(record.log), b64(record.author)) == (header["log"], header["author"])
        assert bool(record.flags & FLAGS["notify"]) is header["notify"]
        assert bool(record.flags & FLAGS["drop"]) is header["drop"]
        assert list(record.refs) == header["refs"]
        assert [b64(blob) for blob in record.blobs] == header["blobs"]
        assert record.header == raw(row["header_bytes"])
        assert record.digest == sent.digest


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_server_frames_what_readers_open(language: str) -> None:
    """Records with body and with digest leave the server as the vectors have them."""
    for row in vectors("entries", language)["entries"]:
        header, seq, at = raw(row["header_bytes"]), row["seq"], row["at"]
        assert frame_sealed(header, seq, at, raw(row["sealed"])) == raw(row["record"])
        digest = one(raw(row["record"])).digest
        assert frame_digest(header, seq, at, digest) == raw(row["record_forgotten"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_server_keeps_the_same_chain(language: str) -> None:
    """H at each place is what both readers compute."""
    file = vectors("chain", language)
    h = first_link(raw(file["log"]))
    assert b64(h) == file["h0"]
    for row in file["records"]:
        record = one(raw(row["record"]))
        h = next_link(h, record.header.encode(), record.seq, record.at, record.digest)
        assert b64(h) == row["h"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_server_refuses_what_readers_refuse(language: str) -> None:
    """No broken run of records is taken, and none brings anything but an error word."""
    for row in vectors("entries", language)["broken_records"]:
        data = raw(row["bytes"]) if "bytes" in row else raw(row["start"]) + bytes(row["zeros"])
        with pytest.raises(Refusal):
            parse_records(data)


def test_a_page_cannot_number_its_own_entry() -> None:
    """A record that brings seq and time of its own is malformed."""
    row = vectors("entries", "py")["entries"][0]
    with pytest.raises(Malformed):
        parse_records(raw(row["record"]))
