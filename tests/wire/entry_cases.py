"""Entries that open, siblings with one thing changed, and bytes that are no entry."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tests.wire.sample_room import KEYS, NOW, OTHER, ROOM, UNICODE, header_of, nonce
from tests.wire.spelling import b64, fixed, spelled
from whiteboard.crypto import encrypt, sha256
from whiteboard.entry import (
    FLAGS,
    KINDS,
    NOTHING_SEEN,
    ROLES,
    Body,
    Header,
    Seen,
    make_record,
    seal_blob,
    seal_body,
)
from whiteboard.keys import LogKeys
from whiteboard.packing import pack, pad


def header_row(header: Header) -> dict[str, Any]:
    """Return a header field by field."""
    return {
        "log": b64(header.log),
        "kind": header.kind_name,
        "role": header.role_name,
        "author": b64(header.author),
        "n": header.n,
        "notify": bool(header.flags & FLAGS["notify"]),
        "drop": bool(header.flags & FLAGS["drop"]),
        "refs": list(header.refs),
        "blobs": [b64(blob) for blob in header.blobs],
    }


def entry_cases() -> list[tuple[str, Header, Body, dict[bytes, bytes]]]:
    """Return name, header, body with its data, and the sealed blobs it lies in."""
    seen = Seen(41, sha256(b"H")[:16])
    talk = {"id": b64(fixed("talk", 8)), "text": UNICODE}
    member = {"name": "Eva", "form": "picture"}
    cases: list[tuple[str, Header, Body, dict[bytes, bytes]]] = [
        ("first word", header_of("member"), Body(NOW, NOTHING_SEEN, member), {}),
        ("unicode", header_of("talk", "guest", n=1), Body(NOW, seen, talk), {}),
        ("notify", header_of("talk", n=7, flags=1), Body(NOW, seen, talk), {}),
        ("highest n", header_of("talk", n=2**32 - 1), Body(NOW, seen, talk), {}),
        ("board", header_of("board"), Body(NOW, seen, [[0, b"\0\0"], [125, b"\1\2"]]), {}),
        ("forget", header_of("forget", refs=(3, 2**53 - 1)), Body(NOW, seen, None), {}),
        (
            "base that drops",
            header_of("base", refs=(40,), flags=2),
            Body(NOW, seen, {"k": 40, "board": b"\0\0"}),
            {},
        ),
        ("cleared", header_of("cleared"), Body(NOW, seen, {"reason": "backup"}), {}),
        (
            "item of an owner",
            header_of("item", "owner"),
            Body(NOW, seen, {"id": "me", "type": "me", "value": {"name": "Eva", "lang": "nl"}}),
            {},
        ),
        ("null item", header_of("item", "owner"), Body(0, seen, {"id": "x", "value": None}), {}),
        ("all refs", header_of("edit", refs=tuple(range(1, 257))), Body(NOW, seen, "ok"), {}),
    ]
    for size in (0, 1, 20, 21, 60, 200, 1000):
        data = "a" * size
        cases.append((f"text of {size}", header_of("talk", n=size), Body(NOW, seen, data), {}))
    packed = pack({"id": "big", "text": "b" * 300})
    blobs = {}
    for part in (packed[:100], packed[100:]):
        sealed = seal_blob(KEYS.entry, ROOM.log, part, nonce=nonce(f"part {len(part)}"))
        blobs[sha256(sealed)] = sealed
    outside = Body(NOW, seen, {"id": "big", "text": "b" * 300}, in_blobs=True)
    cases.append(("in two blobs", header_of("talk", blobs=tuple(blobs)), outside, blobs))
    return cases


def entries_vectors() -> dict[str, Any]:
    """Return sealed entries, and siblings that differ from one of them in one thing each."""
    rows = []
    for name, header, body, blobs in entry_cases():
        sealed = seal_body(KEYS.entry, header, body, nonce=nonce(name))
        record = make_record(header, sealed, seq=42, at=NOW + 5)
        rows.append(
            {
                "name": name,
                "header": header_row(header),
                "header_bytes": b64(header.encode()),
                "nonce": b64(nonce(name)),
                "body": {
                    "clock": body.clock,
                    "seen": [body.seen.seq, b64(body.seen.h)],
                    "in_blobs": body.in_blobs,
                    "data": spelled(body.data),
                },
                "sealed": b64(sealed),
                "seq": record.seq,
                "at": record.at,
                "record": b64(record.encode()),
                "record_forgotten": b64(record.forgotten().encode()),
                "blobs": {b64(blob): b64(inner) for blob, inner in blobs.items()},
            }
        )
    return {
        "log": b64(ROOM.log),
        "member_seed": b64(ROOM.member_seed),
        "entries": rows,
        "one_thing_changed": changed_entries(),
        "broken_bodies": broken_bodies(),
        "broken_headers": broken_headers(),
        "broken_records": broken_records(),
    }


def changed_entries() -> list[dict[str, Any]]:
    """Return an entry that opens, then the same with one thing changed: none of them opens."""
    header = header_of("talk", "guest", n=3, refs=(7, 9), flags=1, blobs=(fixed("blob"),))
    body = Body(NOW, Seen(9, fixed("h", 16)), {"id": "x", "text": "hallo"})
    sealed = seal_body(KEYS.entry, header, body, nonce=nonce("changed"))

    def flipped(at: int) -> bytes:
        return sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :]

    key = ROOM.member_seed
    rows: list[tuple[str, bytes, Header, bytes, str | None]] = [
        ("nothing", key, header, sealed, None),
        ("log", key, replace(header, log=fixed("another room", 16)), sealed, "bad_seal"),
        ("kind", key, replace(header, kind=KINDS["edit"]), sealed, "bad_seal"),
        ("role", key, replace(header, role=ROLES["coach"]), sealed, "bad_seal"),
        ("author", key, replace(header, author=OTHER), sealed, "bad_seal"),
        ("n", key, replace(header, n=4), sealed, "bad_seal"),
        ("flags", key, replace(header, flags=0), sealed, "bad_seal"),
        ("a ref", key, replace(header, refs=(7, 8)), sealed, "bad_seal"),
        ("one ref less", key, replace(header, refs=(7,)), sealed, "bad_seal"),
        ("order of refs", key, replace(header, refs=(9, 7)), sealed, "bad_seal"),
        ("a blob", key, replace(header, blobs=(fixed("other blob"),)), sealed, "bad_seal"),
        ("no blob", key, replace(header, blobs=()), sealed, "bad_seal"),
        ("nonce", key, header, flipped(0), "bad_seal"),
        ("first bit of the body", key, header, flipped(12), "bad_seal"),
        ("one bit of the tag", key, header, flipped(len(sealed) - 1), "bad_seal"),
        ("one byte less", key, header, sealed[:-1], "bad_seal"),
        ("one byte more", key, header, sealed + b"\0", "bad_seal"),
        ("empty", key, header, b"", "bad_seal"),
        ("nonce alone", key, header, sealed[:12], "bad_seal"),
        ("another key", fixed("another seed"), header, sealed, "bad_seal"),
    ]
    return [
        {
            "changed": name,
            # the key is derived with the room's id as salt, whatever log the header names
            "key": b64(LogKeys(ROOM.log, seed).entry),
            "header_bytes": b64(changed.encode()),
            "sealed": b64(bytes_),
            "error": error,
        }
        for name, seed, changed, bytes_, error in rows
    ]


def broken_bodies() -> list[dict[str, Any]]:
    """Return bodies that somebody with the key sealed, and that are none."""
    good = {"v": 1, "clock": NOW, "seen": [0, bytes(16)], "d": 1}
    plain = pack(good)
    rows: list[tuple[str, bytes, str]] = [
        ("no padding", plain, "bad_padding"),
        ("zeros only", bytes(64), "bad_padding"),
        ("padded to 63", plain + b"\x80" + bytes(62 - len(plain)), "bad_padding"),
        ("padded one step too far", plain + b"\x80" + bytes(127 - len(plain)), "bad_padding"),
        ("mark is 0x81", plain + b"\x81" + bytes(63 - len(plain)), "bad_padding"),
        ("nothing at all", b"", "bad_padding"),
        ("empty", pad(b""), "bad_body"),
        ("cut off", pad(plain[:-1]), "bad_body"),
        ("two values", pad(plain + plain), "bad_body"),
        ("a list", pad(pack([good])), "bad_body"),
        ("a number", pad(pack(1)), "bad_body"),
        ("no version", pad(pack({**good, "v": None})), "bad_body"),
        ("version is true", pad(pack({**good, "v": True})), "bad_body"),
        ("clock is a text", pad(pack({**good, "clock": "now"})), "bad_body"),
        ("clock is true", pad(pack({**good, "clock": True})), "bad_body"),
        ("clock is not a number", pad(pack({**good, "clock": float("nan")})), "bad_body"),
        ("clock is infinite", pad(pack({**good, "clock": float("inf")})), "bad_body"),
        ("clock before 1970", pad(pack({**good, "clock": -1})), "bad_body"),
        ("clock is 2^53+1", pad(pack({**good, "clock": 2**53 + 1})), "bad_body"),
        ("seen is missing", pad(pack({"v": 1, "clock": NOW, "d": 1})), "bad_body"),
        ("seen is one value", pad(pack({**good, "seen": [0]})), "bad_body"),
        ("seen is negative", pad(pack({**good, "seen": [-1, bytes(16)]})), "bad_body"),
        ("seen has 15 bytes", pad(pack({**good, "seen": [0, bytes(15)]})), "bad_body"),
        ("seen is text", pad(pack({**good, "seen": [0, "A" * 16]})), "bad_body"),
        ("text that is not UTF-8", pad(b"\x81\xa1v\xa2\xed\xa0"), "bad_body"),
        ("nested too deep", pad(b"\x91" * 20_000 + b"\xc0"), "bad_body"),
        ("an array that claims 2^32 values", pad(b"\xdd\xff\xff\xff\xff"), "bad_body"),
    ]
    header = header_of("talk")
    return [
        {
            "name": name,
            "header_bytes": b64(header.encode()),
            "sealed": b64(encrypt(KEYS.entry, nonce(name), inner, header.encode())),
            "error": error,
        }
        for name, inner, error in rows
    ]


def broken_headers() -> list[dict[str, Any]]:
    """Return bytes that are no header."""
    good = header_of("talk", refs=(1, 2), blobs=(fixed("blob"),)).encode()
    refs_at, ref_at = 32, 34
    rows = [
        ("empty", b"", "bad_length"),
        ("version alone", good[:1], "bad_length"),
        ("cut off inside the refs", good[:40], "bad_length"),
        ("cut off inside a blob", good[:-1], "bad_length"),
        ("a byte follows", good + b"\0", "bad_length"),
        ("version 0", b"\0" + good[1:], "bad_version"),
        ("version 2", b"\2" + good[1:], "bad_version"),
        ("claims 65535 refs", good[:refs_at] + b"\xff\xff" + good[ref_at:], "too_large"),
        ("claims 65 blobs", good[:50] + b"\x41" + good[51:], "too_large"),
        ("a ref of 2^53", good[:ref_at] + (2**53).to_bytes(8, "big") + good[42:], "bad_length"),
    ]
    return [{"name": name, "bytes": b64(data), "error": error} for name, data, error in rows]


def broken_records() -> list[dict[str, Any]]:
    """Return runs of bytes that are no records."""
    header = header_of("talk")
    good = make_record(header, bytes(92), 1, NOW).encode()
    form_at = 4 + len(header.encode()) + 16

    def framed(rest: bytes) -> bytes:
        return len(rest).to_bytes(4, "big") + rest

    head = header.encode()
    rows = [
        ("cut off inside the length", good[:3], "bad_length"),
        ("cut off", good[:-1], "bad_length"),
        ("length of zero", bytes(4), "bad_length"),
        ("claims 4 GiB", b"\xff\xff\xff\xff" + good[4:], "bad_length"),
        ("ends after its header", framed(head), "bad_length"),
        ("a second one is cut off", good + good[:20], "bad_length"),
        ("form 2", good[:form_at] + b"\2" + good[form_at + 1 :], "bad_form"),
        ("digest of 31 bytes", framed(head + bytes(17) + bytes(31)), "bad_length"),
        ("digest of 33 bytes", framed(head + bytes(17) + bytes(33)), "bad_length"),
        ("seq of 2^53", framed(head + (2**53).to_bytes(8, "big") + bytes(41)), "bad_length"),
        ("body over the limit", framed(head + bytes(16) + b"\1" + bytes(65_821)), "too_large"),
        ("version 2 inside", good[:4] + b"\2" + good[5:], "bad_version"),
    ]
    return [
        {"name": name, "bytes": b64(data), "error": error}
        if len(data) < 5000
        else {"name": name, "start": b64(data[:64]), "zeros": len(data) - 64, "error": error}
        for name, data, error in rows
    ]
