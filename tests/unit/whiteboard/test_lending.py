"""What both languages say of a share: links, askings, answers, the sealed recording."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.wire.share_cases import ASKING, AUTHOR, NOW, ROOM, SHARE, askings
from whiteboard.entry import MAX_BLOB_BYTES, decode_record, open_entry
from whiteboard.errors import SealError
from whiteboard.keys import Link, WrongPath, parse_link
from whiteboard.lending import (
    RecordingTooLarge,
    read_asking,
    recording_of,
    seal_recording,
)
from whiteboard.log import Entry, LogFold

HERE = Path(__file__).resolve().parents[2] / "wire"


def raw(text: str) -> bytes:
    """Return the bytes that base64url spells."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def opened(link: Link, record: bytes, blobs: dict[bytes, bytes]) -> list[Entry]:
    """Fold a share of one entry."""
    fold = LogFold(link.keys, "share")
    fold.add(replace(decode_record(record[4:]), seq=1, at=NOW), blobs)
    fold.finish()
    assert fold.findings == []
    return fold.entries


@pytest.mark.parametrize("writer", ["py", "ts"])
def test_a_recording_sealed_in_either_language_is_opened_by_the_trainers_link(writer: str) -> None:
    """Links, addresses and tokens agree; what was sealed comes out whole."""
    vectors: dict[str, Any] = json.loads((HERE / f"shares.{writer}.json").read_text())
    room = replace(ROOM, seed=raw(vectors["coach_seed"]))
    coach = room.share(raw(vectors["share"]))
    trainer = coach.trainer()
    for link in (coach, trainer):
        row = vectors["links"][link.role]
        assert [raw(row[name]) for name in ("seed", "pass", "token")] == [
            link.seed,
            link.key,
            link.token,
        ]
        assert parse_link(row["address"]) == link
    assert len(vectors["recordings"]) >= 3
    for row in vectors["recordings"]:
        blobs = {raw(blob): raw(sealed) for blob, sealed in row["blobs"].items()}
        entries = opened(trainer, raw(row["record"]), blobs)
        assert recording_of(entries) == raw(row["recording"])
        again = seal_recording(
            coach,
            raw(vectors["author"]),
            raw(row["recording"]),
            vectors["clock"],
            nonces=[raw(nonce) for nonce in row["nonces"]],
        )
        assert (again.record.encode(), dict(again.blobs)) == (raw(row["record"]), blobs)


@pytest.mark.parametrize(("name", "data", "good"), askings())
def test_an_asking_is_told_from_what_only_looks_like_it(name: str, data: Any, good: bool) -> None:
    """One thing wrong, and it is none."""
    found = read_asking(data)

    assert (found is not None) == good, name
    if found is not None:
        assert found.data == {key: data[key] for key in ASKING}


def test_the_rooms_keys_open_nothing_of_a_share_nor_the_other_way_round() -> None:
    """A guest's link of the room, another share's trainer: neither fits."""
    coach = ROOM.share(SHARE)
    sealed = seal_recording(coach, AUTHOR, b"een gesprek", NOW)
    header, body = sealed.record.header, sealed.record.sealed
    assert body is not None
    assert open_entry(coach.trainer().keys.entry, header, body, sealed.blobs).data == b"een gesprek"
    for keys in (ROOM.keys, ROOM.share(bytes(16)).keys):
        with pytest.raises(SealError):
            open_entry(keys.entry, header, body, sealed.blobs)
    with pytest.raises(WrongPath):
        coach.trainer().share(SHARE)
    with pytest.raises(WrongPath):
        coach.trainer().trainer()


def test_a_large_recording_lies_in_several_blobs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Over the size of one blob it is split and put together again; over all of them, refused."""
    coach = ROOM.share(SHARE)
    recording = bytes(MAX_BLOB_BYTES + 1_000)
    sealed = seal_recording(coach, AUTHOR, recording, NOW)
    assert len(sealed.blobs) == 2
    assert all(len(blob) <= MAX_BLOB_BYTES for blob in sealed.blobs.values())
    entries = opened(coach, sealed.record.encode(), dict(sealed.blobs))
    assert recording_of(entries) == recording
    monkeypatch.setattr("whiteboard.lending.MAX_BLOBS", 1)
    with pytest.raises(RecordingTooLarge):
        seal_recording(coach, AUTHOR, recording, NOW)


@pytest.mark.parametrize(
    "changed", [{"seq": 2}, {"kind": "review"}, {"role": "trainer"}, {"body": None}]
)
def test_only_a_coachs_first_entry_is_the_recording(changed: dict[str, Any]) -> None:
    """What a trainer put there, or what stands later, is none."""
    sealed = seal_recording(ROOM.share(SHARE), AUTHOR, b"x", NOW)
    (entry,) = opened(ROOM.share(SHARE), sealed.record.encode(), dict(sealed.blobs))

    assert recording_of([entry]) == b"x"
    assert recording_of([replace(entry, **changed)]) is None
    assert recording_of([]) is None
