"""Golden vectors of both languages, opened by the Python side."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest

from tests.wire.board_cases import plain_elements
from tests.wire.make_vectors import FILES, text_of
from tests.wire.spelling import b64, spelled
from whiteboard.chain import chain_next, chain_start
from whiteboard.crypto import encrypt, sha256
from whiteboard.document import BoardDocument
from whiteboard.entry import (
    FLAGS,
    KINDS,
    ROLES,
    Body,
    Header,
    Seen,
    decode_header,
    decode_record,
    decode_records,
    open_blob,
    open_body,
    open_entry,
    seal_body,
)
from whiteboard.errors import BadUpdate, MalformedInk, SealError
from whiteboard.export import decode_export, encode_export
from whiteboard.ink import InkPoint, decode_points, encode_points
from whiteboard.keys import Link, LinkError, LogKeys, parse_address, parse_link, workspace_link
from whiteboard.packing import pack, pad
from whiteboard.sealing import (
    open_greeting,
    open_keyframe,
    open_knock,
    open_live,
    open_signal,
    seal_greeting,
    seal_knock,
    seal_live,
    seal_signal,
)
from whiteboard.update import client_of

WIRE = Path(__file__).resolve().parents[2] / "wire"
LANGUAGES = ("py", "ts")


def vectors(name: str, language: str = "py") -> dict[str, Any]:
    """Return one file of vectors."""
    found: dict[str, Any] = json.loads((WIRE / f"{name}.{language}.json").read_text())
    return found


def raw(text: str) -> bytes:
    """Return the bytes that base64url without padding spells."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def rows(name: str, key: str, languages: tuple[str, ...] = LANGUAGES) -> list[Any]:
    """Return the rows of *key* in each language's file, named for pytest."""
    return [
        pytest.param(
            row,
            id=f"{language}-{row.get('name') or row.get('changed') or row.get('role') or index}",
        )
        for language in languages
        for index, row in enumerate(vectors(name, language)[key])
    ]


def keys_of(file: dict[str, Any]) -> LogKeys:
    """Return the keys of a file's log."""
    return LogKeys(raw(file["log"]), raw(file["member_seed"]))


def header_of(row: dict[str, Any]) -> Header:
    """Return the header a row names field by field."""
    return Header(
        raw(row["log"]),
        KINDS[row["kind"]],
        ROLES[row["role"]],
        raw(row["author"]),
        row["n"],
        FLAGS["notify"] * row["notify"] + FLAGS["drop"] * row["drop"],
        tuple(row["refs"]),
        tuple(raw(blob) for blob in row["blobs"]),
    )


@pytest.mark.parametrize("name", FILES)
def test_vectors_are_what_the_code_makes(name: str) -> None:
    """The committed vectors are those a fresh run makes: the formats have not drifted."""
    assert (WIRE / name).read_text() == text_of(FILES[name]), "run tests/wire/make_vectors.py"


# --- keys -------------------------------------------------------------------------------------


def check_link(link: Link, row: dict[str, Any]) -> None:
    """Compare all that is derived from a link with a row."""
    keys = link.keys
    assert link.fragment == row["fragment"]
    assert link.address("https://example.org") == row["address"]
    assert b64(link.member_seed) == row["member"]
    assert b64(link.token) == row["token"]
    assert b64(sha256(link.token)) == row["token_hash"]
    for name in ("entry", "signal", "call", "greeting"):
        assert b64(getattr(keys, name)) == row[name], name
    for page, key in row["live"].items():
        assert b64(keys.live(raw(page))) == key


@pytest.mark.parametrize("row", rows("keys", "links"))
def test_every_key_follows_from_the_link(row: dict[str, Any]) -> None:
    """A link of either language, read from its address, gives the same keys and token here."""
    link = parse_link(row["address"])
    assert link == Link(row["role"], raw(row["log"]), raw(row["seed"]), raw(row["pass"]))
    check_link(link, row)


@pytest.mark.parametrize("language", LANGUAGES)
def test_workspace_and_side_log_follow_from_their_seeds(language: str) -> None:
    """The workspace's id and pass follow from its seed, the side log's from the coach's."""
    file = vectors("keys", language)
    workspace = workspace_link(raw(file["workspace"]["seed"]))
    assert b64(workspace.log) == file["workspace"]["log"]
    assert b64(workspace.key) == file["workspace"]["pass"]
    check_link(workspace, file["workspace"])
    side = parse_link(file["links"][0]["address"]).side()
    assert (b64(side.log), b64(side.seed)) == (file["side"]["log"], file["side"]["seed"])
    assert b64(side.key) == file["side"]["pass"]
    check_link(side, file["side"])


@pytest.mark.parametrize("row", rows("keys", "broken_fragments"))
def test_no_part_of_a_broken_link_is_taken_or_repeated(row: dict[str, Any]) -> None:
    """What is no link is refused by name, and the refusal does not repeat the secret."""
    log = vectors("keys")["links"][0]["log"]
    with pytest.raises(LinkError) as refused:
        parse_address(f"https://example.org/r/{log}{row['fragment']}")
    secret = row["fragment"][2:]
    assert not secret or secret not in str(refused.value)


# --- entries ----------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_entries_open_and_seal_to_the_same_bytes(language: str) -> None:
    """Each sealed entry opens to its body, and the same nonce seals it to the same bytes."""
    file = vectors("entries", language)
    key = keys_of(file).entry
    assert len(file["entries"]) > 10
    for row in file["entries"]:
        header = decode_header(raw(row["header_bytes"]))
        assert header == header_of(row["header"]), row["name"]
        assert header.encode() == raw(row["header_bytes"]), row["name"]
        sealed = raw(row["sealed"])
        blobs = {raw(blob): raw(inner) for blob, inner in row["blobs"].items()}
        body = open_entry(key, header, sealed, blobs)
        assert spelled(body.data) == row["body"]["data"], row["name"]
        assert body.clock == row["body"]["clock"]
        assert [body.seen.seq, b64(body.seen.h)] == row["body"]["seen"]
        assert body.in_blobs is row["body"]["in_blobs"]
        again = seal_body(key, header, body, nonce=raw(row["nonce"]))
        if language == "py":
            assert again == sealed, row["name"]


@pytest.mark.parametrize("row", rows("entries", "entries"))
def test_records_keep_their_frame(row: dict[str, Any]) -> None:
    """A record reads back to what it was made of, with its body and without."""
    [record] = decode_records(raw(row["record"]))
    assert record.header == header_of(row["header"])
    assert (record.seq, record.at) == (row["seq"], row["at"])
    assert record.sealed == raw(row["sealed"])
    assert record.encode() == raw(row["record"])
    [forgotten] = decode_records(raw(row["record_forgotten"]))
    assert forgotten == record.forgotten()
    assert forgotten.encode() == raw(row["record_forgotten"])


@pytest.mark.parametrize("row", rows("entries", "one_thing_changed"))
def test_one_changed_thing_breaks_the_seal(row: dict[str, Any]) -> None:
    """Log, author, role, kind, n, flags, refs, blobs, nonce, a bit or the key: none may change."""
    header = decode_header(raw(row["header_bytes"]))
    if row["error"] is None:
        assert open_body(raw(row["key"]), header, raw(row["sealed"])).clock > 0
        return
    with pytest.raises(SealError) as refused:
        open_body(raw(row["key"]), header, raw(row["sealed"]))
    assert refused.value.word == row["error"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_rightly_sealed_nonsense_is_no_body(language: str) -> None:
    """Who holds the key still cannot make a reader take what is no body."""
    file = vectors("entries", language)
    key = keys_of(file).entry
    for row in file["broken_bodies"]:
        header = decode_header(raw(row["header_bytes"]))
        with pytest.raises(SealError) as refused:
            open_body(key, header, raw(row["sealed"]))
        assert refused.value.word == row["error"], row["name"]


#: the browser's reader of single headers also refuses what it does not know; here that is kept,
#: because it is part of the chain
KEPT_HERE = {"bad_kind", "bad_role", "bad_flags"}


@pytest.mark.parametrize("row", rows("entries", "broken_headers"))
def test_broken_headers_are_refused_by_name(row: dict[str, Any]) -> None:
    """A header that is cut off, too long or of another version is never read half."""
    if row["error"] in KEPT_HERE:
        assert decode_header(raw(row["bytes"])).encode() == raw(row["bytes"])
        return
    with pytest.raises(SealError) as refused:
        decode_header(raw(row["bytes"]))
    assert refused.value.word == row["error"]


@pytest.mark.parametrize("row", rows("entries", "broken_records"))
def test_broken_records_are_refused_by_name(row: dict[str, Any]) -> None:
    """A run of records with a broken one raises at it, however large a length it claims."""
    data = raw(row["bytes"]) if "bytes" in row else raw(row["start"]) + bytes(row["zeros"])
    with pytest.raises(SealError) as refused:
        list(decode_records(data))
    assert refused.value.word == row["error"]


# --- chain, export ----------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_chain_runs_the_same_across_a_forgotten_body(language: str) -> None:
    """Both languages compute the same H at each place, with and without the body."""
    file = vectors("chain", language)
    h = chain_start(raw(file["log"]))
    assert b64(h) == file["h0"]
    for row in file["records"]:
        [record] = decode_records(raw(row["record"]))
        assert chain_next(h, record) == chain_next(h, record.forgotten())
        h = chain_next(h, record)
        assert b64(h) == row["h"]


def test_an_export_reads_back_byte_for_byte() -> None:
    """The file holds log, blobs and records, and writing what was read gives the same file."""
    file = vectors("export")
    export = decode_export(raw(file["file"]))
    assert b64(export.log) == file["log"]
    assert {b64(k): b64(v) for k, v in export.blobs.items()} == file["blobs"]
    assert [b64(record.encode()) for record in export.records] == file["records"]
    assert encode_export(export.log, export.records, export.blobs) == raw(file["file"])


@pytest.mark.parametrize("row", rows("export", "broken", ("py",)))
def test_a_damaged_export_is_refused_by_name(row: dict[str, Any]) -> None:
    """Another file, a newer one or half a one is never read as an empty room."""
    with pytest.raises(SealError) as refused:
        decode_export(raw(row["file"]))
    assert refused.value.word == row["error"]


# --- beside the log ---------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_lies_beside_the_log_opens(language: str) -> None:
    """Greeting, knock, signal, live message, keyframe and blobs open to what was sealed."""
    file = vectors("sealing", language)
    keys, page, other = keys_of(file), raw(file["page"]), raw(file["other_page"])
    greeting, knock, signal, live = (file[n] for n in ("greeting", "knock", "signal", "live"))
    counter = signal["counter"]
    assert open_greeting(keys, raw(greeting["sealed"])) == greeting["value"]
    assert open_knock(keys, page, raw(knock["sealed"])) == knock["value"]
    assert open_signal(keys, page, other, counter, raw(signal["sealed"])) == signal["value"]
    assert open_live(keys, page, raw(live["sealed"])) == live["value"]
    frame = open_keyframe(keys, file["keyframe"]["k"], raw(file["keyframe"]["sealed"]))
    assert b64(frame.h) == file["keyframe"]["h"]
    assert {b64(author): n for author, n in frame.next_n.items()} == file["keyframe"]["next"]
    assert b64(frame.board) == file["keyframe"]["board"]
    for blob in file["blobs"]:
        plain = open_blob(keys.entry, keys.log, raw(blob["id"]), raw(blob["sealed"]))
        assert b64(plain) == blob["plain"]


def test_the_same_nonce_seals_to_the_same_bytes() -> None:
    """Sealing is nothing but its inputs: vectors can fix it."""
    file = vectors("sealing")
    keys, page, other = keys_of(file), raw(file["page"]), raw(file["other_page"])
    greeting, knock, signal, live = (file[n] for n in ("greeting", "knock", "signal", "live"))

    def nonce(row: dict[str, Any]) -> bytes:
        return raw(row["nonce"])

    sealed = [
        seal_greeting(keys, greeting["value"], nonce=nonce(greeting)),
        seal_knock(keys, page, knock["value"], nonce=nonce(knock)),
        seal_signal(keys, page, other, signal["counter"], signal["value"], nonce=nonce(signal)),
        seal_live(keys, page, live["value"], nonce=nonce(live)),
    ]
    rows_ = (greeting, knock, signal, live)
    assert [b64(one) for one in sealed] == [row["sealed"] for row in rows_]


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_sealed_for_one_purpose_opens_for_another(language: str) -> None:
    """Another log, page, direction, counter, place or purpose: the seal does not fit."""
    file = vectors("sealing", language)
    keys, page, other = keys_of(file), raw(file["page"]), raw(file["other_page"])
    elsewhere = LogKeys(raw(file["another_log"]), keys.seed)
    sealed = {name: raw(file[name]["sealed"]) for name in ("greeting", "knock", "signal", "live")}
    frame, k = raw(file["keyframe"]["sealed"]), file["keyframe"]["k"]
    counter = file["signal"]["counter"]
    blob = file["blobs"][0]
    attempts = {
        "greeting in another log": lambda: open_greeting(elsewhere, sealed["greeting"]),
        "knock of another page": lambda: open_knock(keys, other, sealed["knock"]),
        "signal backwards": lambda: open_signal(keys, other, page, counter, sealed["signal"]),
        "signal with the next counter": lambda: open_signal(
            keys, page, other, counter + 1, sealed["signal"]
        ),
        "signal as a knock": lambda: open_knock(keys, page, sealed["signal"]),
        "live of another page": lambda: open_live(keys, other, sealed["live"]),
        "keyframe of another place": lambda: open_keyframe(keys, k + 1, frame),
        "keyframe of another log": lambda: open_keyframe(elsewhere, k, frame),
        "blob of another log": lambda: open_blob(
            elsewhere.entry, elsewhere.log, raw(blob["id"]), raw(blob["sealed"])
        ),
        "another blob under its name": lambda: open_blob(
            keys.entry, keys.log, raw(blob["id"]), raw(file["blobs"][1]["sealed"])
        ),
    }
    for name, attempt in attempts.items():
        with pytest.raises(SealError) as refused:
            attempt()
        assert refused.value.word == "bad_seal", name


# --- board ------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_acts_of_both_languages_make_the_same_board(language: str) -> None:
    """After each act, whoever wrote it, the board is what its writer had before it."""
    file, reader = vectors("board", language), BoardDocument()
    for step in file["steps"]:
        author = raw(step["author"])
        assert client_of(author) == step["client"]
        reader.apply_acts(author, [[0, raw(step["update"])]])
        assert plain_elements(reader) == step["elements"], step["what"]
    whole = BoardDocument()
    whole.apply_base(raw(file["whole"]))
    assert plain_elements(whole) == file["steps"][-1]["elements"]


@pytest.mark.parametrize("row", rows("board", "refused"))
def test_updates_that_are_refused(row: dict[str, Any]) -> None:
    """Both languages refuse the same updates, by the same word."""
    reader = BoardDocument()
    with pytest.raises(BadUpdate) as refused:
        reader.apply_acts(raw(row["author"]), [[0, raw(row["update"])]])
    assert refused.value.word == row["word"]
    assert reader.elements() == []


# --- ink --------------------------------------------------------------------------------------


@pytest.mark.parametrize("row", rows("ink", "strokes", ("py",)))
def test_strokes_pack_and_unpack(row: dict[str, Any]) -> None:
    """Points on the grid of 1/8 unit come back as they went in."""
    points = [InkPoint(*point) for point in row["points"]]
    assert encode_points(points) == raw(row["packed"])
    assert decode_points(raw(row["packed"])) == points


@pytest.mark.parametrize("row", rows("ink", "broken", ("py",)))
def test_broken_ink_is_refused(row: dict[str, Any]) -> None:
    """Bytes that are no stroke raise, and claim no memory."""
    with pytest.raises(MalformedInk):
        decode_points(raw(row["packed"]))


def test_bodies_of_later_versions_keep_what_they_add() -> None:
    """A field that this program does not know does not stop it from reading the rest."""
    file = vectors("entries")
    key, header = keys_of(file).entry, header_of(file["entries"][0]["header"])
    later = {"v": 2, "clock": 5, "seen": [0, bytes(16)], "d": {"a": 1}, "mood": "new"}
    sealed = encrypt(key, bytes(12), pad(pack(later)), header.encode())
    assert open_body(key, header, sealed) == Body(5, Seen(0, bytes(16)), {"a": 1})


def test_a_record_frames_itself() -> None:
    """``decode_record`` takes what stands behind the length."""
    record = raw(vectors("entries")["entries"][0]["record"])
    assert decode_record(record[4:]).encode() == record
