"""What a fold of a log finds: nothing in an honest one, and each lie by its name."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

import server.protocol
from tests.unit.whiteboard.rooms import EVA, NOW, ROOM, SAM, Scribe
from tests.wire.spelling import fixed
from whiteboard import entry as entry_module
from whiteboard.clock import Stamp, clock_errors, replay_time
from whiteboard.entry import NOTHING_SEEN, Record, Seen, seal_blob, seal_body
from whiteboard.keys import LogKeys
from whiteboard.log import MAY_APPEND, LogFold, fold_log


def words(records: list[Record], blobs: dict[bytes, bytes] | None = None) -> list[str]:
    """Return what a fold of *records* finds."""
    return [finding.word for finding in fold_log(ROOM.keys, records, blobs or {}).findings]


@pytest.fixture
def room() -> Scribe:
    """A room in which both have talked, eight entries."""
    scribe = Scribe()
    scribe.talk(8)
    return scribe


def test_both_halves_spell_the_wire_alike() -> None:
    """Numbers, limits and the table of who may append are the server's, to the letter."""
    assert server.protocol.MAY_APPEND == MAY_APPEND
    for name in ("KINDS", "ROLES", "FLAGS", "MAX_REFS", "MAX_BLOBS", "MAX_SEALED_BYTES"):
        assert getattr(entry_module, name) == getattr(server.protocol, name), name
    assert entry_module.VERSION == server.protocol.PROTOCOL_VERSION
    assert entry_module.MAX_BLOB_BYTES == server.protocol.MAX_BLOB_BYTES


def test_an_honest_log_gives_no_finding(room: Scribe) -> None:
    """Every entry opens, in order, with its data, and the chain ends where the server's does."""
    fold = fold_log(ROOM.keys, room.records, {})
    assert fold.findings == []
    assert [entry.data["text"] for entry in fold.entries] == [f"zin {i}" for i in range(8)]
    assert (fold.seq, fold.h) == (8, room.chain[8])


def test_a_dropped_entry_is_noticed_by_its_place(room: Scribe) -> None:
    """A hole in the middle shows, and what follows is still read."""
    fold = fold_log(ROOM.keys, room.records[:3] + room.records[4:], {})
    assert [(f.word, f.seq) for f in fold.findings if f.seq == 5] == [("dropped", 5)]
    assert len(fold.entries) == 7


def test_a_dropped_entry_is_noticed_though_the_rest_is_renumbered(room: Scribe) -> None:
    """Closing the gap does not help: the author's own numbers and the chain betray it."""
    kept = room.records[:3] + room.records[4:]
    renumbered = [replace(record, seq=seq) for seq, record in enumerate(kept, 1)]
    found = words(renumbered)
    assert "dropped" in found
    assert "forked" in found or "rolled_back" in found


def test_a_repeated_entry_is_noticed(room: Scribe) -> None:
    """The same record at its old place, or once more at a new one, is told as repeated."""
    assert words([*room.records, room.records[2]]) == ["repeated"]
    assert words([*room.records, replace(room.records[2], seq=9, at=NOW + 9000)]) == ["repeated"]


def test_reordered_entries_are_noticed(room: Scribe) -> None:
    """Two swapped records, and a time that runs backwards."""
    swapped = [*room.records[:3], room.records[4], room.records[3], *room.records[5:]]
    assert "reordered" in words(swapped)
    earlier = [*room.records[:7], replace(room.records[7], at=NOW - 1)]
    assert words(earlier) == ["reordered"]


def test_two_pasts_are_noticed() -> None:
    """An author who was shown another entry at a place betrays the server with the next word."""
    shown_to_sam, shown_to_eva = Scribe(), Scribe()
    first = {"id": "a", "text": "Ik zie het zo"}
    shown_to_sam.append(EVA, "talk", first)
    shown_to_eva.append(EVA, "talk", {**first, "text": "heel anders"})
    answer = shown_to_sam.sealed(SAM, "talk", {"id": "b", "text": "Dank je"})
    shown_to_eva.place(answer)
    assert words(shown_to_eva.records) == ["forked"]


def test_one_number_used_for_two_entries_is_noticed(room: Scribe) -> None:
    """An author's number stands for one entry only."""
    room.append(SAM, "talk", {"id": "x", "text": "nog eens"}, n=1)
    assert words(room.records) == ["forked"]


def test_a_log_that_was_rolled_back_is_noticed(room: Scribe) -> None:
    """An author that saw more than the log holds says so with its next word."""
    answer = room.sealed(SAM, "talk", {"id": "b", "text": "Dank je"}, n=2)
    older = Scribe()
    older.records, older.chain = room.records[:4], room.chain[:5]
    older.place(answer)
    assert words(older.records) == ["rolled_back"]


def test_a_head_kept_from_before_tells_a_rollback_from_a_fork(room: Scribe) -> None:
    """Comparing with a head that somebody kept names what happened since."""
    for seq, h, word in [(9, bytes(32), "rolled_back"), (8, bytes(32), "forked")]:
        fold = fold_log(ROOM.keys, room.records, {})
        fold.compare(seq, h)
        assert [finding.word for finding in fold.findings] == [word]
    fold = fold_log(ROOM.keys, room.records, {})
    fold.compare(8, room.chain[8])
    fold.compare(5, room.chain[5][:16])
    assert fold.findings == []


def test_only_the_coach_explains_a_rollback(room: Scribe) -> None:
    """After `cleared` the finding stays, marked; from a guest `cleared` explains nothing."""
    room.append(SAM, "talk", {"id": "b", "text": "Dank je"}, seen=Seen(40, bytes(16)))
    room.append(SAM, "cleared", {"reason": "backup"})
    fold = fold_log(ROOM.keys, room.records, {})
    assert [(f.word, f.cleared) for f in fold.findings] == [
        ("rolled_back", False),
        ("not_allowed", False),
    ]
    room.append(EVA, "cleared", {"reason": "backup"})
    room.append(SAM, "talk", {"id": "c", "text": "En nu?"}, seen=Seen(60, bytes(16)))
    fold = fold_log(ROOM.keys, room.records, {})
    assert [(f.seq, f.cleared) for f in fold.findings if f.word == "rolled_back"] == [
        (9, True),
        (12, False),
    ]


def test_an_entry_of_another_room_or_author_is_foreign(room: Scribe) -> None:
    """Moved records do not open here, whether the header is kept or rewritten to fit."""
    elsewhere = Scribe(replace(ROOM, log=fixed("another room", 16)))
    stray = elsewhere.append(SAM, "talk", {"id": "z", "text": "voor een ander"})
    assert words([*room.records, replace(stray, seq=9, at=NOW + 9000)]) == ["foreign"]
    fitted = replace(stray.header, log=ROOM.log, n=4)
    assert words([*room.records, replace(stray, header=fitted, seq=9, at=NOW + 9000)]) == [
        "foreign"
    ]
    mine = room.sealed(SAM, "talk", {"id": "y", "text": "van Sam"})
    as_eva = replace(mine, header=replace(mine.header, author=EVA, n=4, role=1))
    assert words([*room.records, replace(as_eva, seq=9, at=NOW + 9000)]) == ["foreign"]


def test_an_author_keeps_its_role(room: Scribe) -> None:
    """A guest's author cannot turn coach, even with a key that everybody in the room has."""
    room.append(SAM, "talk", {"id": "y", "text": "als coach"}, role="coach")
    assert words(room.records) == ["foreign"]


def test_a_body_that_is_gone_must_have_been_forgotten_on_purpose(room: Scribe) -> None:
    """Acknowledged and lost is told apart from forgotten as asked."""
    lost = [*room.records]
    lost[2] = lost[2].forgotten()
    assert words(lost) == ["forgot"]
    room.append(EVA, "forget", None, refs=(3,))
    asked = [*room.records]
    asked[2] = asked[2].forgotten()
    fold = fold_log(ROOM.keys, asked, {})
    assert fold.findings == []
    assert fold.entries[2].data is None
    assert fold.h == room.chain[9], "the chain holds across the hole"


def test_a_guest_forgets_only_what_guests_wrote(room: Scribe) -> None:
    """A guest's `forget` does not excuse a coach's body that is gone."""
    room.append(SAM, "forget", None, refs=(3, 4))
    gone = [*room.records]
    gone[2], gone[3] = gone[2].forgotten(), gone[3].forgotten()
    assert [(f.word, f.seq) for f in fold_log(ROOM.keys, gone, {}).findings] == [("forgot", 3)]


def test_a_base_that_drops_excuses_drawing_alone() -> None:
    """Bodies of `board` up to k may be gone after a dropping `base`; a message may not."""
    room = Scribe()
    room.append(EVA, "board", [[0, b"\0\0"]])
    room.append(EVA, "talk", {"id": "a", "text": "hoi"})
    room.append(EVA, "board", [[0, b"\0\0"]])
    room.append(EVA, "base", {"k": 1, "board": b"\0\0"}, refs=(1,), flags=2)
    gone = [record.forgotten() if record.seq < 4 else record for record in room.records]
    assert [(f.word, f.seq) for f in fold_log(ROOM.keys, gone, {}).findings] == [
        ("forgot", 2),
        ("forgot", 3),
    ]


def test_what_a_role_may_not_append_is_not_taken(room: Scribe) -> None:
    """A guest's `base` is named and left out, whatever the server let through."""
    room.append(SAM, "base", {"k": 1, "board": b"\0\0"}, refs=(1,))
    fold = fold_log(ROOM.keys, room.records, {})
    assert [finding.word for finding in fold.findings] == ["not_allowed"]
    assert len(fold.entries) == 8


def test_kinds_of_a_later_version_are_passed_over(room: Scribe) -> None:
    """An unknown kind is no fault, and the chain runs on through it."""
    later = room.sealed(SAM, "talk", {"id": "y", "text": "van Sam"})
    room.place(replace(later, header=replace(later.header, kind=99)))
    fold = fold_log(ROOM.keys, room.records, {})
    assert fold.findings == []
    assert (len(fold.entries), fold.h) == (8, room.chain[9])


def test_a_large_body_is_read_from_its_blobs() -> None:
    """What does not fit a record goes into blobs; without them it is told as gone."""
    room = Scribe()
    room.append(SAM, "talk", {"id": "a", "text": "x" * 70_000})
    assert room.blobs
    fold = fold_log(ROOM.keys, room.records, room.blobs)
    assert fold.findings == []
    assert len(fold.entries[0].data["text"]) == 70_000
    assert words(room.records) == ["forgot"]
    other = {blob: seal_blob(ROOM.keys.entry, ROOM.log, b"iets anders") for blob in room.blobs}
    assert words(room.records, other) == ["forgot"]


def test_a_body_that_is_none_is_its_authors_fault(room: Scribe) -> None:
    """Rightly sealed nonsense is counted and never stops the fold."""
    record = room.sealed(SAM, "talk", None)
    body = entry_module.Body(-1, NOTHING_SEEN, 1)
    sealed = seal_body(ROOM.keys.entry, record.header, body)
    room.place(entry_module.make_record(record.header, sealed))
    assert words(room.records) == ["unreadable"]
    room.talk(2)
    assert words(room.records) == ["unreadable"]


def test_another_key_opens_nothing(room: Scribe) -> None:
    """With another room's seed every entry is foreign and none is read."""
    fold = fold_log(LogKeys(ROOM.log, fixed("another seed")), room.records, {})
    assert {finding.word for finding in fold.findings} == {"foreign"}
    assert all(entry.data is None for entry in fold.entries)


def test_a_record_far_ahead_claims_no_memory(room: Scribe) -> None:
    """A hostile seq of 2^53 does not make the fold keep that many places."""
    fold = LogFold(ROOM.keys)
    for record in room.records:
        fold.add(record)
    fold.add(replace(room.records[0], seq=2**53 - 1))
    fold.finish()
    assert "dropped" in [finding.word for finding in fold.findings]
    assert (fold.seq, fold.h) == (2**53 - 1, None)


# --- clock ------------------------------------------------------------------------------------


def stamps(author: bytes, *pairs: tuple[int, int]) -> list[Stamp]:
    """Return stamps of one author."""
    return [Stamp(author, clock, at) for clock, at in pairs]


def test_a_wrong_clock_is_put_right_by_its_quickest_entry() -> None:
    """An hour off, with one entry that waited for the server: both land where they happened."""
    hour = 3_600_000
    given = stamps(EVA, (1000 - hour, 1000), (2000 - hour, 2000), (3000 - hour, 9000))
    errors = clock_errors(given)
    assert [replay_time(stamp, errors) for stamp in given] == [1000, 2000, 3000]


def test_nothing_happens_after_the_server_had_it() -> None:
    """A clock that jumps ahead cannot put an act after its entry's time."""
    given = stamps(SAM, (1000, 1000), (90_000, 2000))
    errors = clock_errors(given)
    assert all(replay_time(stamp, errors) <= stamp.at for stamp in given)


def test_each_author_has_a_clock_of_its_own() -> None:
    """One person's wrong clock moves nobody else's acts."""
    given: list[Any] = stamps(EVA, (0, 5000)) + stamps(SAM, (7000, 7000))
    assert clock_errors(given) == {EVA: 5000, SAM: 0}
