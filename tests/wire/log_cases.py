"""A short log: its chain, and the file that it is exported to."""

from __future__ import annotations

from typing import Any

from tests.wire.sample_room import AUTHOR, KEYS, NOW, OTHER, ROOM, UNICODE, header_of, nonce
from tests.wire.spelling import b64
from whiteboard.chain import chain_next, chain_start
from whiteboard.crypto import sha256
from whiteboard.entry import (
    Body,
    Record,
    Seen,
    make_record,
    seal_blob,
    seal_body,
)
from whiteboard.export import encode_export
from whiteboard.packing import pack


def short_log() -> tuple[list[Record], dict[bytes, bytes]]:
    """Return six records of two authors, one forgotten and one with a blob."""
    h = chain_start(ROOM.log)
    records: list[Record] = []
    blob = seal_blob(KEYS.entry, ROOM.log, pack({"id": "e", "text": "lang"}), nonce=nonce("b"))
    plan: list[tuple[str, str, bytes, int, Any, tuple[bytes, ...]]] = [
        ("member", "coach", AUTHOR, 0, {"name": "Eva", "form": "picture"}, ()),
        ("member", "guest", OTHER, 0, {"name": "Sam", "form": "voice"}, ()),
        ("talk", "guest", OTHER, 1, {"id": "a", "text": "Hoi Eva"}, ()),
        ("talk", "coach", AUTHOR, 1, {"id": "b", "text": UNICODE}, ()),
        ("talk", "guest", OTHER, 2, None, (sha256(blob),)),
        ("board", "coach", AUTHOR, 2, [[0, b"\0\0"]], ()),
    ]
    for seq, (kind, role, author, n, data, blobs) in enumerate(plan, 1):
        header = header_of(kind, role, author=author, n=n, blobs=blobs)
        body = Body(NOW + seq, Seen(seq - 1, h[:16]), data, in_blobs=bool(blobs))
        sealed = seal_body(KEYS.entry, header, body, nonce=nonce(f"log {seq}"))
        record = make_record(header, sealed, seq, NOW + 10 * seq)
        h = chain_next(h, record)
        records.append(record.forgotten() if seq == 4 else record)
    return records, {sha256(blob): blob}


def chain_vectors() -> dict[str, Any]:
    """Return the chain values of a short log."""
    records, _ = short_log()
    h = chain_start(ROOM.log)
    rows = []
    start = b64(h)
    for record in records:
        h = chain_next(h, record)
        rows.append({"record": b64(record.encode()), "seq": record.seq, "h": b64(h)})
    return {"log": b64(ROOM.log), "h0": start, "records": rows}


def export_vectors() -> dict[str, Any]:
    """Return a whole export, and what it holds."""
    records, blobs = short_log()
    data = encode_export(ROOM.log, records, blobs)
    return {
        "link": ROOM.address("https://example.org"),
        "file": b64(data),
        "log": b64(ROOM.log),
        "blobs": {b64(blob): b64(sealed) for blob, sealed in blobs.items()},
        "records": [b64(record.encode()) for record in records],
        "broken": [
            {"name": "another first line", "file": b64(b"X" + data[1:]), "error": "bad_export"},
            {
                "name": "version 2",
                "file": b64(data.replace(b" 1\n", b" 2\n", 1)),
                "error": "bad_version",
            },
            {"name": "cut off in its head", "file": b64(data[:40]), "error": "bad_length"},
            {"name": "cut off in a record", "file": b64(data[:-1]), "error": "bad_length"},
        ],
    }
