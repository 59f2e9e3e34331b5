"""What the browser's code sealed (``*.ts.json``), opened by ``whiteboard``."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from tests.wire.key_cases import link_row
from tests.wire.spelling import b64
from whiteboard.chain import chain_next, chain_start
from whiteboard.crypto import sha256
from whiteboard.entry import (
    FLAGS,
    KINDS,
    ROLES,
    Body,
    Header,
    Record,
    Seen,
    decode_header,
    decode_records,
    open_blob,
    open_body,
    open_entry,
    seal_blob,
    seal_body,
)
from whiteboard.errors import SealError
from whiteboard.keys import Link, LinkError, LogKeys, parse_address, parse_link
from whiteboard.safety import SafetySide, safety_words
from whiteboard.sealing import (
    Keyframe,
    open_greeting,
    open_keyframe,
    open_knock,
    open_live,
    open_signal,
    seal_greeting,
    seal_keyframe,
    seal_knock,
    seal_live,
    seal_signal,
)

HERE = Path(__file__).resolve().parent


def vectors(name: str) -> Any:
    """Return one vector file."""
    return json.loads((HERE / name).read_text())


def raw(text: str) -> bytes:
    """Return the bytes that base64url spells."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def unspelled(value: Any) -> Any:
    """Return *value* with ``{"$bytes": …}`` as bytes again."""
    if isinstance(value, list):
        return [unspelled(inner) for inner in value]
    if isinstance(value, dict):
        if set(value) == {"$bytes"}:
            return raw(value["$bytes"])
        return {key: unspelled(inner) for key, inner in value.items()}
    return value


def header_of(row: dict[str, Any]) -> Header:
    """Return the header that a row spells field by field."""
    flags = (FLAGS["notify"] if row["notify"] else 0) | (FLAGS["drop"] if row["drop"] else 0)
    return Header(
        log=raw(row["log"]),
        kind=KINDS[row["kind"]],
        role=ROLES[row["role"]],
        author=raw(row["author"]),
        n=row["n"],
        flags=flags,
        refs=tuple(row["refs"]),
        blobs=tuple(raw(blob) for blob in row["blobs"]),
    )


def word_of(act: Callable[[], object]) -> str | None:
    """Return the word of the error that *act* ends with, None when it succeeds."""
    try:
        act()
    except SealError as error:
        return error.word
    return None


def all_records(data: bytes) -> list[Record]:
    """Return all records of a page at once."""
    return list(decode_records(data))


def check_link(row: dict[str, Any], link: Link) -> None:
    """Assert that everything derived from *link* is what the browser derived."""
    derived = link_row(link, [raw(page) for page in row["live"]])

    assert {name: value for name, value in row.items() if name in derived} == derived


def test_the_same_link_gives_the_same_keys() -> None:
    """Links, workspace and side log lead to the same keys in both languages."""
    found = vectors("keys.ts.json")
    for row in [*found["links"], found["workspace"]]:
        check_link(row, parse_link(row["address"]))
    check_link(found["side"], parse_link(found["links"][0]["address"]).side())


def test_what_the_browser_takes_for_no_fragment_is_none() -> None:
    """Both languages refuse the same texts."""
    path = f"/r/{vectors('keys.ts.json')['links'][0]['log']}"
    for row in vectors("keys.ts.json")["broken_fragments"]:
        try:
            parse_address(path + row["fragment"])
        except LinkError:
            continue
        raise AssertionError(f"{row['name']} was taken for a link")


def test_entries_open_and_seal_to_the_same_bytes() -> None:
    """Header, record, body, padding and blobs are laid out alike."""
    found = vectors("entries.ts.json")
    keys = LogKeys(raw(found["log"]), raw(found["member_seed"]))
    for row in found["entries"]:
        header, sealed = header_of(row["header"]), raw(row["sealed"])
        seen = Seen(row["body"]["seen"][0], raw(row["body"]["seen"][1]))
        inline = not row["body"]["in_blobs"]
        data = unspelled(row["body"]["data"])
        blobs = {raw(blob): raw(inner) for blob, inner in row["blobs"].items()}
        body = Body(row["body"]["clock"], seen, data if inline else None, not inline)

        assert header.encode() == raw(row["header_bytes"]), row["name"]
        assert open_body(keys.entry, header, sealed) == body, row["name"]
        assert open_entry(keys.entry, header, sealed, blobs).data == data, row["name"]
        assert seal_body(keys.entry, header, body, nonce=raw(row["nonce"])) == sealed, row["name"]
        record = Record(header, sha256(sealed), sealed, row["seq"], row["at"])
        assert record.encode() == raw(row["record"]), row["name"]
        assert record.forgotten().encode() == raw(row["record_forgotten"]), row["name"]
        assert list(decode_records(record.encode())) == [record], row["name"]


def test_an_entry_with_one_thing_changed_does_not_open() -> None:
    """Log, kind, role, author, n, flags, refs, blobs, nonce, each bit and the key are bound."""
    for row in vectors("entries.ts.json")["one_thing_changed"]:
        header = decode_header(raw(row["header_bytes"]))
        key, sealed = raw(row["key"]), raw(row["sealed"])

        word = word_of(partial(open_body, key, header, sealed))
        assert (row["changed"], word) == (row["changed"], row["error"])


def test_what_is_broken_is_named_alike() -> None:
    """A body, a header, a record that is none has the same error word in both languages."""
    found = vectors("entries.ts.json")
    key = LogKeys(raw(found["log"]), raw(found["member_seed"])).entry
    told = []
    for row in found["broken_bodies"]:
        header, sealed = decode_header(raw(row["header_bytes"])), raw(row["sealed"])
        told.append((row, word_of(partial(open_body, key, header, sealed))))
    for row in found["broken_headers"]:
        data = raw(row["bytes"])
        told.append((row, word_of(partial(decode_header, data))))
    for row in found["broken_records"]:
        data = raw(row["bytes"])
        told.append((row, word_of(partial(all_records, data))))

    assert [(row["name"], word) for row, word in told] == [
        (row["name"], row["error"]) for row, _ in told
    ]


def test_the_chain_has_the_same_values() -> None:
    """H(0) and every H(s), across a record whose body was forgotten."""
    found = vectors("chain.ts.json")
    h = chain_start(raw(found["log"]))
    assert b64(h) == found["h0"]
    for row in found["records"]:
        (record,) = decode_records(raw(row["record"]))
        h = chain_next(h, record)

        assert (record.seq, b64(h)) == (row["seq"], row["h"])


def test_what_is_no_entry_opens_and_seals_to_the_same_bytes() -> None:
    """Greeting, knock, signal, live message, keyframe and blob."""
    found = vectors("sealing.ts.json")
    keys = LogKeys(raw(found["log"]), raw(found["member_seed"]))
    page = raw(found["page"])

    row = found["greeting"]
    assert open_greeting(keys, raw(row["sealed"])) == row["value"]
    assert b64(seal_greeting(keys, row["value"], nonce=raw(row["nonce"]))) == row["sealed"]

    row = found["knock"]
    assert open_knock(keys, page, raw(row["sealed"])) == row["value"]
    assert b64(seal_knock(keys, page, row["value"], nonce=raw(row["nonce"]))) == row["sealed"]

    row = found["signal"]
    route = (raw(row["from"]), raw(row["to"]), row["counter"])
    assert open_signal(keys, *route, raw(row["sealed"])) == row["value"]
    assert b64(seal_signal(keys, *route, row["value"], nonce=raw(row["nonce"]))) == row["sealed"]

    row = found["live"]
    assert open_live(keys, page, raw(row["sealed"])) == row["value"]
    assert b64(seal_live(keys, page, row["value"], nonce=raw(row["nonce"]))) == row["sealed"]

    row = found["keyframe"]
    next_n = {raw(author): n for author, n in row["next"].items()}
    frame = Keyframe(row["k"], raw(row["h"]), next_n, raw(row["board"]))
    assert open_keyframe(keys, row["k"], raw(row["sealed"])) == frame
    assert b64(seal_keyframe(keys, frame, nonce=raw(row["nonce"]))) == row["sealed"]

    for row in found["blobs"]:
        sealed = seal_blob(keys.entry, keys.log, raw(row["plain"]), nonce=raw(row["nonce"]))
        assert (b64(sealed), b64(sha256(sealed))) == (row["sealed"], row["id"])
        assert open_blob(keys.entry, keys.log, raw(row["id"]), sealed) == raw(row["plain"])


def test_both_languages_find_the_same_safety_words() -> None:
    """Commitment and words, whichever side comes first; one thing changed, and they differ."""
    found = vectors("safety.ts.json")
    told = []
    for row in [*found["pairs"], *found["one_thing_changed"]]:
        one, other = (
            SafetySide(raw(side["page"]), raw(side["fingerprint"]), raw(side["nonce"]))
            for side in (row["one"], row["other"])
        )
        words = list(safety_words(raw(row["call"]), one, other))
        told.append(words)

        assert b64(one.commitment) == row["one"]["commitment"], row["name"]
        assert b64(other.commitment) == row["other"]["commitment"], row["name"]
        assert words == row["words"], row["name"]
        assert list(safety_words(raw(row["call"]), other, one)) == words, row["name"]

    assert len({tuple(words) for words in told}) == len(told)


def test_a_body_of_the_browser_is_plain_messagepack() -> None:
    """Whole numbers are integers and bytes are bin, so that no reader has to guess."""
    found = vectors("entries.ts.json")
    numbers = next(row for row in found["entries"] if row["name"] == "numbers")
    keys = LogKeys(raw(found["log"]), raw(found["member_seed"]))
    data = open_body(keys.entry, header_of(numbers["header"]), raw(numbers["sealed"])).data

    assert [type(value) for value in data[:7]] == [int] * 7
