"""
Write the golden vectors of the Python side: ``*.py.json`` beside this file.

    .venv/bin/python tests/wire/make_vectors.py

Everything is fixed, nonces included, so a second run changes nothing; a test compares. The
browser's vectors (``*.ts.json``) are written by ``web/src/crypto`` and opened by the tests here.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent))

from tests.wire.board_cases import board_vectors  # noqa: E402
from tests.wire.exercise_cases import exercise_vectors  # noqa: E402
from tests.wire.moment_cases import moment_vectors  # noqa: E402
from tests.wire.protocol_cases import protocol_cases  # noqa: E402
from tests.wire.recording_cases import recording_vectors  # noqa: E402
from tests.wire.remark_cases import remark_vectors  # noqa: E402
from tests.wire.safety_cases import safety_vectors  # noqa: E402
from tests.wire.shape_cases import shape_vectors  # noqa: E402
from tests.wire.share_cases import share_vectors  # noqa: E402
from tests.wire.spelling import b64, fixed, spelled  # noqa: E402
from whiteboard.chain import chain_next, chain_start  # noqa: E402
from whiteboard.crypto import encrypt, sha256  # noqa: E402
from whiteboard.entry import (  # noqa: E402
    FLAGS,
    KINDS,
    NOTHING_SEEN,
    ROLES,
    Body,
    Header,
    Record,
    Seen,
    make_record,
    seal_blob,
    seal_body,
)
from whiteboard.export import encode_export  # noqa: E402
from whiteboard.ink import InkPoint, encode_points, place_points  # noqa: E402
from whiteboard.keys import Link, LogKeys, new_member_link, workspace_link  # noqa: E402
from whiteboard.packing import pack, pad  # noqa: E402
from whiteboard.schema import Frame  # noqa: E402
from whiteboard.sealing import (  # noqa: E402
    Keyframe,
    seal_greeting,
    seal_keyframe,
    seal_knock,
    seal_live,
    seal_signal,
)

ROOM = Link("coach", fixed("room", 16), fixed("coach seed"), fixed("coach pass", 16))
KEYS = ROOM.keys
AUTHOR = fixed("author", 8)
OTHER = fixed("other author", 8)
NOW = 1_790_000_000_123
UNICODE = "Lukt het je al een beetje? “Ja” – één ding: 🌱 naïef ﷽ e\u0301"


def nonce(word: str) -> bytes:
    """Return the fixed nonce of one vector."""
    return fixed(f"nonce {word}", 12)


# --- keys -------------------------------------------------------------------------------------


def link_row(link: Link) -> dict[str, Any]:
    """Return a link with all that is derived from it."""
    keys = link.keys
    return {
        "role": link.role,
        "log": b64(link.log),
        "seed": b64(link.seed),
        "pass": b64(link.key),
        "fragment": link.fragment,
        "address": link.address("https://example.org"),
        "member": b64(link.member_seed),
        "token": b64(link.token),
        "token_hash": b64(sha256(link.token)),
        "entry": b64(keys.entry),
        "signal": b64(keys.signal),
        "call": b64(keys.call),
        "greeting": b64(keys.greeting),
        "live": {b64(page): b64(keys.live(page)) for page in (AUTHOR, OTHER)},
    }


def keys_vectors() -> dict[str, Any]:
    """Return one link of each role, and texts that are no links."""
    coach = ROOM
    guest = replace(new_member_link(coach, "guest"), key=fixed("guest pass", 16))
    trainer = replace(new_member_link(coach, "trainer"), key=fixed("trainer pass", 16))
    broken = [
        ("no fragment", "https://example.org/r/" + coach.log_id),
        ("empty fragment", "https://example.org/r/" + coach.log_id + "#"),
        ("unknown letter", "#x" + coach.fragment[2:]),
        ("one character short", coach.fragment[:-1]),
        ("one character long", coach.fragment + "A"),
        ("padding", coach.fragment + "="),
        ("a character of plain base64", coach.fragment[:5] + "+" + coach.fragment[6:]),
        ("empty secret", "#g"),
        ("workspace with a pass", "#w" + coach.fragment[2:]),
        ("workspace, bits set after the last byte", "#w" + "A" * 42 + "B"),
        ("invitation with a slash", "#iabc/defgh"),
    ]
    return {
        "links": [link_row(link) for link in (coach, guest, trainer)],
        "workspace": link_row(workspace_link(fixed("workspace seed"))),
        "side": {"of": b64(coach.log), "coach_seed": b64(coach.seed), **link_row(coach.side())},
        "broken_fragments": [
            {"name": name, "fragment": text.partition("#")[2] and "#" + text.partition("#")[2]}
            for name, text in broken
        ],
    }


# --- entries ----------------------------------------------------------------------------------


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


def header_of(kind: str, role: str = "coach", **fields: Any) -> Header:
    """Return a header of this file's room."""
    start: dict[str, Any] = {"log": ROOM.log, "author": AUTHOR, "n": 0, **fields}
    return Header(kind=KINDS[kind], role=ROLES[role], **start)


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


# --- chain and export -------------------------------------------------------------------------


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


# --- beside the log ---------------------------------------------------------------------------


def sealing_vectors() -> dict[str, Any]:
    """Return greeting, knock, signal, live, keyframe and blob, each with false siblings."""
    greeting = {
        "v": 1, "coach": "Eva", "lang": "nl", "until": NOW, "agreed": "Dit blijft hier.",
        "answer": "binnen twee dagen", "knock": "new", "guest": "Sam",
    }  # fmt: skip
    knock = {"v": 1, "name": UNICODE, "form": "writing"}
    signal = {"t": "offer", "n": 1, "sdp": "v=0\r\n"}
    live = {"t": "c", "c": 5, "s": "AAAAAAAAAAA", "x": 12.5, "y": -3}
    frame = Keyframe(6, fixed("h6"), {AUTHOR: 3, OTHER: 2}, b"\0\0")
    blob = seal_blob(KEYS.entry, ROOM.log, b"een plaatje", nonce=nonce("blob"))
    empty = seal_blob(KEYS.entry, ROOM.log, b"", nonce=nonce("empty blob"))
    return {
        "log": b64(ROOM.log),
        "member_seed": b64(ROOM.member_seed),
        "another_log": b64(fixed("another room", 16)),
        "page": b64(AUTHOR),
        "other_page": b64(OTHER),
        "greeting": {
            "nonce": b64(nonce("greeting")),
            "value": greeting,
            "sealed": b64(seal_greeting(KEYS, greeting, nonce=nonce("greeting"))),
        },
        "knock": {
            "nonce": b64(nonce("knock")),
            "value": knock,
            "sealed": b64(seal_knock(KEYS, AUTHOR, knock, nonce=nonce("knock"))),
        },
        "signal": {
            "nonce": b64(nonce("signal")),
            "from": b64(AUTHOR),
            "to": b64(OTHER),
            "counter": 2**32 + 7,
            "value": signal,
            "sealed": b64(
                seal_signal(KEYS, AUTHOR, OTHER, 2**32 + 7, signal, nonce=nonce("signal"))
            ),
        },
        "live": {
            "nonce": b64(nonce("live")),
            "value": live,
            "sealed": b64(seal_live(KEYS, AUTHOR, live, nonce=nonce("live"))),
        },
        "keyframe": {
            "nonce": b64(nonce("keyframe")),
            "k": frame.k,
            "h": b64(frame.h),
            "next": {b64(author): n for author, n in frame.next_n.items()},
            "board": b64(frame.board),
            "sealed": b64(seal_keyframe(KEYS, frame, nonce=nonce("keyframe"))),
        },
        "blobs": [
            {
                "nonce": b64(nonce(word)),
                "plain": b64(plain),
                "sealed": b64(sealed),
                "id": b64(sha256(sealed)),
            }
            for word, plain, sealed in (("blob", b"een plaatje", blob), ("empty blob", b"", empty))
        ],
    }  # fmt: skip


# --- ink --------------------------------------------------------------------------------------


def ink_vectors() -> dict[str, Any]:
    """Return packed strokes and bytes that are none."""
    strokes = {
        "one dot": [InkPoint(0, 0)],
        "a line": [InkPoint(0, 0, 128, 0), InkPoint(10.5, -3.25, 130, 16), InkPoint(20, 7, 0, 17)],
        "far out": [InkPoint(100_000, -100_000, 255, 0), InkPoint(-100_000, 100_000, 0, 2**32 - 1)],
        "eighths": [InkPoint(i / 8, -i / 8, i, i) for i in range(200)],
    }
    line = encode_points(strokes["a line"])
    broken = {
        "empty": b"",
        "version 2": b"\2" + line[1:],
        "no points": b"\1\0",
        "cut off": line[:-1],
        "a byte follows": line + b"\0",
        "claims 20,001 points": b"\1\xa1\x9c\1" + line[2:],
        "a number of six bytes": b"\1\1" + b"\x80" * 5 + b"\1\0\x80\0",
        "off any sheet": b"\1\1\x82\xd4\x61\0\x80\0",
        "a time over u32": b"\1\1\0\0\x80\xff\xff\xff\xff\x1f",
    }
    bent = [InkPoint(0, 12), InkPoint(30.5, 0, 200, 8), InkPoint(80, 40, 60, 9)]
    level = [InkPoint(0, 0), InkPoint(50, 0, 128, 7)]
    frames: dict[str, tuple[list[InkPoint], Frame]] = {
        "as drawn": (bent, (100, 200, 80, 40, 0)),
        "a frame off by a rounding": (bent, (100, 200, 80.25, 39.75, 0)),
        "made wider": (bent, (100, 200, 160, 40, 0)),
        "made smaller and turned": (bent, (100.5, 200.25, 20, 10, 30)),
        "pressed flat": (bent, (100, 200, 80, 0, 0)),
        "level, made longer": (level, (10, 20, 125, 0, 0)),
        "level, in a frame that is not": (level, (10, 20, 50, 60, 90)),
        "a dot": ([InkPoint(0, 0)], (500, 700, 30, 30, 45)),
        "not from the corner": ([InkPoint(10, 10), InkPoint(20, 30)], (0, 0, 20, 40, 0)),
    }
    return {
        "placed": [
            {
                "name": name,
                "points": [list(point) for point in points],
                "frame": list(frame),
                "placed": [[round(p.x, 9), round(p.y, 9)] for p in place_points(points, frame)],
            }
            for name, (points, frame) in frames.items()
        ],
        "strokes": [
            {
                "name": name,
                "points": [list(point) for point in points],
                "packed": b64(encode_points(points)),
            }
            for name, points in strokes.items()
        ],
        "broken": [{"name": name, "packed": b64(data)} for name, data in broken.items()],
    }  # fmt: skip


FILES: dict[str, Callable[[], dict[str, Any]]] = {
    "keys.py.json": keys_vectors,
    "entries.py.json": entries_vectors,
    "chain.py.json": chain_vectors,
    "export.py.json": export_vectors,
    "sealing.py.json": sealing_vectors,
    "ink.py.json": ink_vectors,
    "shapes.py.json": shape_vectors,
    "board.py.json": board_vectors,
    "exercises.py.json": exercise_vectors,
    "moments.py.json": moment_vectors,
    "protocol.py.json": protocol_cases,
    "recording.py.json": recording_vectors,
    "safety.py.json": safety_vectors,
    "shares.py.json": share_vectors,
    "remarks.py.json": remark_vectors,
}


def text_of(make: Callable[[], dict[str, Any]]) -> str:
    """Return a file's text."""
    return json.dumps(make(), indent=1, ensure_ascii=True, allow_nan=False) + "\n"


def main() -> None:
    """Write all files."""
    for name, make in FILES.items():
        (HERE / name).write_text(text_of(make))


if __name__ == "__main__":
    main()
