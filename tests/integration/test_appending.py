"""Appending over real sockets: order, acknowledgement, sending again, refusals."""

from __future__ import annotations

import hashlib
import os
import sqlite3

import pytest

from server.protocol import KINDS
from server.records import first_link, next_link
from tests.integration.conftest import Live, MakePeer, MakeRoom, Room
from tests.integration.raw import DROP, Peer, b64, record
from tests.until import until


async def refusals(peer: Peer) -> list[tuple[int, str]]:
    """(n, word) of each refusal so far."""
    return [(told["n"], told["error"]) for told in peer.told("refused")]


async def test_ones_own_record_comes_back_as_a_digest_and_to_the_other_whole(
    room: Room, peer: MakePeer
) -> None:
    """The acknowledgement is one's own header in log order; others get the body."""
    coach, guest = await peer(room.coach), await peer(room.guest)
    author = os.urandom(8)
    bodies = [os.urandom(92) for _ in range(8)]
    await coach.append(*(record(room.coach, author, n, body=body) for n, body in enumerate(bodies)))
    await until("all are there", lambda: len(guest.records()) == len(coach.records()) == 8)

    assert [(one.n, one.seq, one.sealed) for one in coach.records()] == [
        (n, n + 1, None) for n in range(8)
    ]
    assert [(one.n, one.seq, one.sealed) for one in guest.records()] == [
        (n, n + 1, bodies[n]) for n in range(8)
    ]
    assert [one.digest for one in coach.records()] == [
        hashlib.sha256(body).digest() for body in bodies
    ]


async def test_everybody_sees_one_order(room: Room, peer: MakePeer) -> None:
    """Two who write at once get the same log, without holes, each own record acknowledged."""
    coach, guest = await peer(room.coach), await peer(room.guest)
    authors = {coach: os.urandom(8), guest: os.urandom(8)}
    for n in range(0, 40, 4):
        for one, secret in ((coach, room.coach), (guest, room.guest)):
            await one.append(*(record(secret, authors[one], n + i) for i in range(4)))
    await until("all are there", lambda: len(coach.records()) == len(guest.records()) == 80)

    for one in (coach, guest):
        assert [record.seq for record in one.records()] == list(range(1, 81))
        own = [record.n for record in one.records() if record.author == authors[one]]
        assert own == list(range(40))
        assert all(
            (record.sealed is None) == (record.author == authors[one]) for record in one.records()
        )
    assert [r.digest for r in coach.records()] == [r.digest for r in guest.records()]


async def test_the_chain_and_the_head_follow_from_the_records(
    live: Live, room: Room, peer: MakePeer
) -> None:
    """H in ``head`` is what anybody computes from headers, times and digests."""
    coach = await peer(room.coach)
    author = os.urandom(8)
    await coach.append(*(record(room.coach, author, n) for n in range(3)))
    await until("all are there", lambda: len(coach.records()) == 3)
    await live.app.tell_heads()
    head = await coach.next("head", lambda told: told["seq"] == 3)
    h = first_link(room.coach.log)
    for one in await live.http.entries(room.coach):
        h = next_link(h, one.header, one.seq, one.at, one.digest)

    assert head == {"seq": 3, "h": h}


async def test_at_never_falls(live: Live, room: Room) -> None:
    """A clock that is turned back does not turn the log back."""
    author = os.urandom(8)
    await live.http.append(room.coach, record(room.coach, author, 0))
    live.clock.set_back(ms=60_000)
    await live.http.append(room.coach, record(room.coach, author, 1))
    first, second = await live.http.entries(room.coach)

    assert second.at == first.at


async def test_a_record_sent_again_is_acknowledged_again_and_stored_once(
    live: Live, room: Room, peer: MakePeer
) -> None:
    """The same bytes twice: the same seq twice, to the sender alone."""
    coach, guest = await peer(room.coach), await peer(room.guest)
    author = os.urandom(8)
    same = record(room.coach, author, 0)
    await coach.append(same)
    await until("acknowledged", lambda: len(coach.records()) == 1)
    await coach.append(same)
    await until("acknowledged again", lambda: len(coach.records()) == 2)
    await guest.sync()

    assert [(one.n, one.seq) for one in coach.records()] == [(0, 1), (0, 1)]
    assert len(await live.http.entries(room.coach)) == 1
    assert len(guest.records()) <= 1


async def test_a_twin_is_a_conflict_and_a_leap_a_gap(room: Room, peer: MakePeer) -> None:
    """Same n with another body, or with another header: never; a higher n: later."""
    coach = await peer(room.coach)
    author, body = os.urandom(8), os.urandom(92)
    await coach.append(record(room.coach, author, 0, body=body))
    await coach.append(record(room.coach, author, 0))
    await coach.append(record(room.coach, author, 0, "board", body=body))
    await coach.append(record(room.coach, author, 2))
    await coach.append(record(room.coach, os.urandom(8), 1))
    await until("all answered", lambda: len(coach.told("refused")) == 4)

    assert await refusals(coach) == [(0, "conflict"), (0, "conflict"), (2, "gap"), (1, "gap")]


async def test_one_refusal_leaves_the_others_of_its_batch(
    live: Live, make_room: MakeRoom, peer: MakePeer
) -> None:
    """What may not be appended is refused by itself."""
    room = await make_room(writers="coach")
    guest = await peer(room.guest)
    author = os.urandom(8)
    await guest.append(
        record(room.guest, author, 0),
        record(room.guest, author, 1, "board"),
        record(room.guest, author, 1),
    )
    await until("kept", lambda: len(guest.records()) == 2)

    assert await refusals(guest) == [(1, "not_allowed")]
    assert [one.kind for one in await live.http.entries(room.coach)] == [KINDS["talk"]] * 2


async def test_an_author_belongs_to_its_first_link_and_device(
    live: Live, room: Room, peer: MakePeer
) -> None:
    """Neither the other person nor another device of the same link goes on under it."""
    author = os.urandom(8)
    await live.http.append(room.coach, record(room.coach, author, 0))
    elsewhere = room.coach.on_another_device()
    await live.http.register(elsewhere)
    guest = await peer(room.guest)
    await guest.append(record(room.guest, author, 1))
    await guest.next("refused", lambda told: told["error"] == "not_allowed")

    assert await live.http.append(elsewhere, record(elsewhere, author, 1)) == [
        {"author": b64(author), "n": 1, "error": "not_allowed"}
    ]


@pytest.mark.parametrize("kind", ["base", "cleared", "item", "review"])
async def test_the_table_of_who_may_append_is_kept(live: Live, room: Room, kind: str) -> None:
    """A guest appends nothing of what is the coach's or another log's."""
    (result,) = await live.http.append(room.guest, record(room.guest, os.urandom(8), 0, kind))

    assert result["error"] == "not_allowed"


async def test_nobody_writes_under_another_role_or_log(
    live: Live, make_room: MakeRoom, room: Room
) -> None:
    """The clear header must say what the link is."""
    other = await make_room()
    as_coach = record(room.guest, os.urandom(8), 0, role="coach")
    elsewhere = record(room.guest, os.urandom(8), 0, log=other.guest.log)

    for wrong in (as_coach, elsewhere):
        (result,) = await live.http.append(room.guest, wrong)
        assert result["error"] == "not_allowed"


async def test_a_blob_comes_before_the_entry_that_names_it(
    live: Live, room: Room, make_room: MakeRoom
) -> None:
    """Missing, or only in another room: ``blob_missing``; there: taken and readable."""
    blob = os.urandom(5_000)
    digest = hashlib.sha256(blob).digest()
    other = await make_room()
    author = os.urandom(8)
    naming = record(room.coach, author, 0, blobs=(digest,))
    path = f"./blobs/{b64(digest)}"
    assert (await live.http.ask("PUT", path, other.coach, data=blob)).status == 201
    (missing,) = await live.http.append(room.coach, naming)
    assert (await live.http.ask("PUT", path, room.coach, data=blob[1:])).error == "malformed"
    assert (await live.http.ask("PUT", path, room.coach, data=blob)).status == 201
    (taken,) = await live.http.append(room.coach, naming)

    assert missing["error"] == "blob_missing"
    assert taken["seq"] == 1
    assert (await live.http.ask("GET", path, room.guest)).body == blob


async def test_only_ones_own_can_be_forgotten_or_edited(live: Live, room: Room) -> None:
    """A guest names entries of the own link; a coach forgets any, edits own; board stays whole."""
    by_coach, by_guest = os.urandom(8), os.urandom(8)
    await live.http.append(room.coach, record(room.coach, by_coach, 0))
    await live.http.append(room.guest, record(room.guest, by_guest, 0))
    await live.http.append(room.guest, record(room.guest, by_guest, 1, "board"))

    async def tried(secret: object, author: bytes, n: int, kind: str, ref: int) -> str | None:
        who = room.coach if secret is room.coach else room.guest
        (result,) = await live.http.append(who, record(who, author, n, kind, refs=(ref,)))
        error: str | None = result.get("error")
        return error

    assert await tried(room.guest, by_guest, 2, "forget", 1) == "not_allowed"
    assert await tried(room.guest, by_guest, 2, "edit", 1) == "not_allowed"
    assert await tried(room.guest, by_guest, 2, "forget", 3) == "not_allowed"
    assert await tried(room.guest, by_guest, 2, "forget", 99) == "not_allowed"
    assert await tried(room.coach, by_coach, 1, "edit", 2) == "not_allowed"
    assert await tried(room.guest, by_guest, 2, "edit", 2) is None
    assert await tried(room.coach, by_coach, 1, "forget", 2) is None


async def test_what_is_forgotten_is_gone_from_the_disk(live: Live, room: Room) -> None:
    """Bodies, blobs and keyframes go; header and digest stay, and the chain holds."""
    author = os.urandom(8)
    secret_body, blob = os.urandom(400), os.urandom(3_000)
    digest = hashlib.sha256(blob).digest()
    await live.http.ask("PUT", f"./blobs/{b64(digest)}", room.guest, data=blob)
    said = record(room.guest, author, 0, body=secret_body, blobs=(digest,))
    await live.http.append(room.guest, said)
    await live.http.ask("PUT", "./keyframes/1", room.coach, data=os.urandom(500))
    before = await live.http.entries(room.coach)
    await live.http.append(room.guest, record(room.guest, author, 1, "forget", refs=(1,)))
    after = await live.http.entries(room.coach)
    await live.app.sweep()
    on_disk = b"".join(path.read_bytes() for path in live.data.iterdir())

    assert (after[0].header, after[0].digest) == (before[0].header, before[0].digest)
    assert before[0].sealed == secret_body
    assert after[0].sealed is None
    blob_answer = await live.http.ask("GET", f"./blobs/{b64(digest)}", room.coach)
    assert blob_answer.error == "not_found"
    assert (await live.http.ask("GET", "./keyframe", room.coach)).status != 200
    assert secret_body[100:200] not in on_disk
    assert blob[100:200] not in on_disk


async def test_a_base_may_drop_the_boards_past(live: Live, room: Room) -> None:
    """With flag drop all board bodies up to k go, and nothing else."""
    author = os.urandom(8)
    await live.http.append(
        room.coach,
        *(record(room.coach, author, n, "board" if n % 2 else "talk") for n in range(6)),
        record(room.coach, author, 6, "base", refs=(4,), flags=DROP),
    )
    kept = [one.sealed is not None for one in await live.http.entries(room.coach)]

    assert kept == [True, False, True, False, True, True, True]


async def test_killed_right_after_the_acknowledgement_nothing_is_lost(
    live: Live, room: Room, peer: MakePeer
) -> None:
    """What was acknowledged is in the file as another process would read it at that moment."""
    coach = await peer(room.coach)
    author = os.urandom(8)
    await coach.append(*(record(room.coach, author, n) for n in range(8)))
    await until("acknowledged", lambda: len(coach.records()) == 8)
    copy = live.data.parent / "as after a power cut"
    copy.mkdir()
    for path in live.data.iterdir():
        if not path.name.endswith("-shm"):
            (copy / path.name).write_bytes(path.read_bytes())
    with sqlite3.connect(copy / "flipover.db") as db:
        (count,) = db.execute("SELECT count(*) FROM entries").fetchone()

    assert count == 8
