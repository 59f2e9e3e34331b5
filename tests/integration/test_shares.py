"""Asking for a share, granting it, reading it, its end: what is taken and what is refused."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import os
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from server import app as server_app
from server.protocol import MAX_OPEN_SHARES
from tests.integration.conftest import Live, MakePeer, MakeRoom, Room
from tests.integration.raw import Answer, Http, NotConnected, Peer, Secret, b64, hashed, record
from tests.movable_clock import START_MS
from tests.serving import RunningServer
from tests.until import until

DAY_MS = 86_400_000
IN_A_MONTH = START_MS + 30 * DAY_MS


def on_disk(folder: Path) -> bytes:
    """Every byte in the data folder."""
    return b"".join(path.read_bytes() for path in folder.iterdir() if path.is_file())


async def ask(http: Http, coach: Secret, until_ms: int = IN_A_MONTH) -> bytes:
    """Ask for a share; return its id."""
    share = os.urandom(16)
    body = {"share": b64(share), "until": until_ms}
    answer = await http.ask("POST", "./shares", coach, json=body)
    assert answer.status == 201, answer.json
    return share


async def say(http: Http, who: Secret, share: bytes, state: str) -> Answer:
    """Grant, refuse or end."""
    return await http.ask("PATCH", "./shares", who, json={"share": b64(share), "state": state})


async def make(http: Http, coach: Secret, share: bytes) -> tuple[Answer, Secret, Secret]:
    """Try to make the share's log; return the answer, and its coach's and trainer's links."""
    links = [Secret(share, "coach"), Secret(share, "trainer")]
    body = {
        "log": b64(share),
        "kind": "share",
        "owner": b64(coach.log),
        "links": [{"role": s.role, "token_hash": hashed(s.token)} for s in links],
    }
    answer = await http.ask("POST", "/api/logs", coach, json=body)
    return answer, links[0], links[1]


async def state(http: Http, who: Secret, share: bytes) -> dict[str, Any]:
    """How one share stands, as *who* is told."""
    answer = await http.ask("GET", "./shares", who)
    assert answer.status == 200, answer.json
    (row,) = [row for row in answer.json if row["share"] == b64(share)]
    return dict(row)


def reading(trainer: Secret, page: bytes) -> dict[str, str]:
    """The header by which a trainer's page load says which it is."""
    return {"X-Flipover-Page": b64(page)}


@dataclass
class Lent:
    """A share with a recording in it."""

    share: bytes
    coach: Secret
    trainer: Secret
    #: the sealed recording, and its name
    sealed: bytes
    blob: bytes


async def takes_part(http: Http, guest: Secret, kind: str = "board") -> None:
    """Let a guest put something into the log."""
    (result,) = await http.append(guest, record(guest, os.urandom(8), 0, kind))
    assert "seq" in result


async def lend(http: Http, coach: Secret, *guests: Secret, until_ms: int = IN_A_MONTH) -> Lent:
    """Ask, grant, make and fill a share."""
    share = await ask(http, coach, until_ms)
    for guest in guests:
        assert (await say(http, guest, share, "granted")).status == 200
    answer, own, trainer = await make(http, coach, share)
    assert answer.status == 201, answer.json
    sealed = os.urandom(5_000)
    blob = hashlib.sha256(sealed).digest()
    assert (await http.register(own)).status == 201
    assert (await http.register(trainer)).status == 201
    put = await http.ask("PUT", f"./blobs/{b64(blob)}", own, data=sealed)
    assert put.status == 201, put.json
    (result,) = await http.append(own, record(own, os.urandom(8), 0, "recording", blobs=(blob,)))
    assert result.get("seq") == 1, result
    return Lent(share, own, trainer, sealed, blob)


async def read(http: Http, lent: Lent, page: bytes) -> tuple[Answer, Answer]:
    """Open a share by its trainer's link: the entries, and the recording."""
    headers = reading(lent.trainer, page)
    entries = await http.ask("GET", "./entries", lent.trainer, headers=headers)
    blob = await http.ask("GET", f"./blobs/{b64(lent.blob)}", lent.trainer, headers=headers)
    return entries, blob


# --- asking and answering ---------------------------------------------------------------------


async def test_a_share_is_lent_read_and_listed(live: Live, room: Room) -> None:
    """Asked, granted, made; the trainer reads what was put there, both sides are told when."""
    await takes_part(live.http, room.guest)
    share = await ask(live.http, room.coach)
    asked = await state(live.http, room.guest, share)
    live.clock.move(seconds=5)
    assert (await say(live.http, room.guest, share, "granted")).status == 200
    granted = await state(live.http, room.coach, share)
    answer, own, trainer = await make(live.http, room.coach, share)
    made = await state(live.http, room.coach, share)

    assert asked == {
        "share": b64(share),
        "state": "asked",
        "until": IN_A_MONTH,
        "asked_at": START_MS,
        "ended_at": None,
        "grants": [{"link": room.guest.link, "at": None}],
        "openings": [],
    }
    assert granted["state"] == "granted"
    assert granted["grants"] == [{"link": room.guest.link, "at": START_MS + 5_000}]
    assert answer.status == 201
    assert made["state"] == "made"
    for who in (own, trainer):
        assert (await live.http.register(who)).json["settings"]["until"] == IN_A_MONTH


async def test_without_a_grant_there_is_no_share(live: Live, room: Room) -> None:
    """Neither unasked nor asked but unanswered, which is what "later" comes to."""
    await takes_part(live.http, room.guest)
    unasked, _, _ = await make(live.http, room.coach, os.urandom(16))
    share = await ask(live.http, room.coach)
    unanswered, own, trainer = await make(live.http, room.coach, share)

    assert (unasked.status, unasked.error) == (404, "not_found")
    assert (unanswered.status, unanswered.error) == (403, "not_allowed")
    for who in (own, trainer):
        assert (await live.http.register(who)).error == "unknown_link"
    assert (await state(live.http, room.guest, share))["state"] == "asked"


async def test_a_refusal_is_the_end_of_that_asking(live: Live, room: Room) -> None:
    """No share, no yes after it; the coach may ask anew, and nothing else changed."""
    await takes_part(live.http, room.guest)
    before = (await live.http.ask("GET", ".", room.guest)).json
    share = await ask(live.http, room.coach)
    assert (await say(live.http, room.guest, share, "refused")).status == 200
    made, _, _ = await make(live.http, room.coach, share)
    after = await say(live.http, room.guest, share, "granted")

    assert (made.error, after.error) == ("ended", "ended")
    row = await state(live.http, room.coach, share)
    assert (row["state"], row["grants"]) == (
        "refused",
        [{"link": room.guest.link, "at": None}],
    )
    assert (await live.http.ask("GET", ".", room.guest)).json == before
    await lend(live.http, room.coach, room.guest)


async def test_a_yes_can_be_taken_back_before_the_share_is_made(live: Live, room: Room) -> None:
    """Granted, then refused: nothing is made."""
    share = await ask(live.http, room.coach)
    await say(live.http, room.guest, share, "granted")
    assert (await say(live.http, room.guest, share, "refused")).status == 200
    made, _, _ = await make(live.http, room.coach, share)

    assert made.error == "ended"


async def test_everyone_who_took_part_is_asked_and_nobody_else(live: Live, room: Room) -> None:
    """One yes of two is not enough; who only came in and looked is not asked and may not answer."""
    guests = [Secret(room.coach.log, "guest") for _ in range(2)]
    for i, guest in enumerate(guests):
        body = {"role": "guest", "token_hash": hashed(guest.token)}
        link = (await live.http.ask("POST", "./links", room.coach, json=body)).json["link"]
        guests[i] = replace(guest, link=link)
        await live.http.register(guest)
    other, looker = guests
    await takes_part(live.http, room.guest, "talk")
    await takes_part(live.http, other, "board")
    await takes_part(live.http, looker, "member")
    share = await ask(live.http, room.coach)
    asked = {row["link"] for row in (await state(live.http, room.coach, share))["grants"]}
    await say(live.http, room.guest, share, "granted")
    too_early, _, _ = await make(live.http, room.coach, share)
    looked = await say(live.http, looker, share, "granted")
    await say(live.http, other, share, "granted")
    made, _, _ = await make(live.http, room.coach, share)

    assert asked == {room.guest.link, other.link}
    assert too_early.error == "not_allowed"
    assert looked.error == "not_allowed"
    assert made.status == 201
    assert (await say(live.http, looker, share, "ended")).error == "not_allowed"
    half = await ask(live.http, room.coach)
    await say(live.http, other, half, "granted")
    await live.http.ask("DELETE", f"./links/{other.link}", room.coach)
    await say(live.http, room.guest, half, "granted")
    assert (await make(live.http, room.coach, half))[0].error == "not_allowed"


async def test_a_device_before_the_door_grants_nothing(live: Live, make_room: MakeRoom) -> None:
    """Waiting or never registered: no list, no yes; let in, the same yes counts."""
    room = await make_room(knock="new")
    await live.http.register(room.guest)
    share = await ask(live.http, room.coach)
    waiting = await say(live.http, room.guest, share, "granted")
    elsewhere = await say(live.http, room.guest.on_another_device(), share, "granted")
    listed = await live.http.ask("GET", "./shares", room.guest)
    made, _, _ = await make(live.http, room.coach, share)

    assert {waiting.error, elsewhere.error, listed.error} == {"not_admitted"}
    assert made.error == "not_allowed"
    (device,) = [
        row["device"]
        for row in (await live.http.ask("GET", "./devices", room.coach)).json
        if row["role"] == "guest"
    ]
    await live.http.ask("POST", f"./devices/{device}/admit", room.coach, json={"yes": True})
    assert (await say(live.http, room.guest, share, "granted")).status == 200
    assert (await make(live.http, room.coach, share))[0].status == 201


async def test_another_rooms_people_have_no_say(
    live: Live, room: Room, make_room: MakeRoom
) -> None:
    """Neither by naming the share in their own room nor by their token in this one."""
    share = await ask(live.http, room.coach)
    others = await make_room()
    for who in (others.guest, others.coach):
        assert (await say(live.http, who, share, "ended")).error == "not_found"
        assert (await say(live.http, who, share, "granted")).error in ("not_found", "not_allowed")
        stranger = Secret(room.coach.log, who.role, who.token, who.device)
        assert (await say(live.http, stranger, share, "granted")).error == "unknown_link"
    assert (await make(live.http, others.coach, share))[0].error == "not_found"
    assert (await state(live.http, room.coach, share))["state"] == "asked"


async def test_only_guests_answer_and_only_a_coach_asks(live: Live, room: Room) -> None:
    """Each with the other's act hears ``not_allowed``; nor does a guest make a share's log."""
    share = await ask(live.http, room.coach)
    body = {"share": b64(os.urandom(16)), "until": IN_A_MONTH}

    assert (await say(live.http, room.coach, share, "granted")).error == "not_allowed"
    assert (await live.http.ask("POST", "./shares", room.guest, json=body)).error == "not_allowed"
    await say(live.http, room.guest, share, "granted")
    assert (await make(live.http, room.guest, share))[0].error == "not_allowed"
    assert (await make(live.http, room.owner, share))[0].error is not None


@pytest.mark.parametrize("what", ["link", "device"])
async def test_a_yes_of_one_who_was_withdrawn_does_not_count(
    live: Live, room: Room, what: str
) -> None:
    """Withdrawn between yes and making: no share; nor can the withdrawn say yes."""
    share = await ask(live.http, room.coach)
    other = await ask(live.http, room.coach)
    await say(live.http, room.guest, share, "granted")
    number = room.guest.link
    if what == "device":
        devices = (await live.http.ask("GET", "./devices", room.coach)).json
        (number,) = [row["device"] for row in devices if row["role"] == "guest"]
    gone = await live.http.ask("DELETE", f"./{what}s/{number}", room.coach)
    assert gone.status == 200
    made, _, _ = await make(live.http, room.coach, share)

    assert made.error == ("ended" if what == "link" else "not_allowed")
    assert (await say(live.http, room.guest, other, "granted")).error == "revoked"
    assert (await make(live.http, room.coach, other))[0].error == "not_allowed"


@pytest.mark.parametrize(
    ("days", "error"), [(0, "malformed"), (-1, "malformed"), (61, "malformed"), (60, None)]
)
async def test_a_share_ends_in_the_future_and_not_after_its_room(
    live: Live, make_room: MakeRoom, days: int, error: str | None
) -> None:
    """A date in the past, or after the room's, is refused."""
    room = await make_room(until=START_MS + 60 * DAY_MS)
    body = {"share": b64(os.urandom(16)), "until": START_MS + days * DAY_MS}
    answer = await live.http.ask("POST", "./shares", room.coach, json=body)

    assert answer.error == error


async def test_an_asking_is_made_once_and_not_without_end(live: Live, room: Room) -> None:
    """An id is used once, a share is made once, and only so many askings are open."""
    lent = await lend(live.http, room.coach, room.guest)
    for taken in (lent.share, room.coach.log):
        body = {"share": b64(taken), "until": IN_A_MONTH}
        assert (await live.http.ask("POST", "./shares", room.coach, json=body)).error == "exists"
    assert (await make(live.http, room.coach, lent.share))[0].error == "exists"
    for _ in range(MAX_OPEN_SHARES - 1):
        await ask(live.http, room.coach)
    body = {"share": b64(os.urandom(16)), "until": IN_A_MONTH}
    assert (await live.http.ask("POST", "./shares", room.coach, json=body)).error == "too_large"


async def test_where_no_guest_can_say_yes_nothing_can_be_asked(live: Live) -> None:
    """A room with a coach alone has nobody to ask."""
    owner = await live.workspace()
    _, (coach,) = await live.make_log(owner, "room", "coach")
    await live.http.register(coach)
    body = {"share": b64(os.urandom(16)), "until": IN_A_MONTH}

    assert (await live.http.ask("POST", "./shares", coach, json=body)).error == "not_allowed"


# --- reading ----------------------------------------------------------------------------------


async def test_each_page_load_by_which_a_trainer_reads_is_listed_once(
    live: Live, room: Room
) -> None:
    """Both sides see when; without saying which page it is, nothing is read."""
    lent = await lend(live.http, room.coach, room.guest)
    link = (await live.http.ask("GET", ".", lent.trainer)).json["link"]
    nameless = [
        (await live.http.ask("GET", path, lent.trainer)).error
        for path in ("./entries", f"./blobs/{b64(lent.blob)}", "./keyframe")
    ]
    none_yet = (await state(live.http, room.guest, lent.share))["openings"]
    first, second = os.urandom(8), os.urandom(8)
    entries, blob = await read(live.http, lent, first)
    live.clock.move(seconds=60)
    await read(live.http, lent, second)
    await read(live.http, lent, first)
    await live.http.entries(lent.coach)

    assert nameless == ["malformed"] * 3
    assert none_yet == []
    assert (entries.status, blob.status, blob.body) == (200, 200, lent.sealed)
    expected = [{"at": START_MS, "link": link}, {"at": START_MS + 60_000, "link": link}]
    for who in (room.coach, room.guest):
        assert (await state(live.http, who, lent.share))["openings"] == expected


async def test_a_trainer_reaches_the_share_alone(live: Live, room: Room) -> None:
    """The token opens nothing of the room, and the share lists no other shares."""
    lent = await lend(live.http, room.coach, room.guest)
    in_the_room = Secret(room.coach.log, "trainer", lent.trainer.token, lent.trainer.device)
    for path in (".", "./entries", "./greeting", "./shares", "./devices", "./keyframe"):
        assert (await live.http.ask("GET", path, in_the_room)).error == "unknown_link", path
    with pytest.raises(NotConnected, match="unknown_link"):
        await Peer(live.base, in_the_room).connect()
    assert (await live.http.ask("GET", "./shares", lent.trainer)).error == "not_found"
    assert (await live.http.ask("GET", "./links", lent.trainer)).error == "not_allowed"
    assert (await live.http.ask("DELETE", ".", lent.trainer)).error == "not_allowed"


async def test_a_trainer_appends_nothing_but_reviews(live: Live, room: Room) -> None:
    """Every other kind is refused over both ways, also under the coach's role."""
    lent = await lend(live.http, room.coach, room.guest)
    trainer = lent.trainer
    kinds = ("recording", "board", "base", "talk", "edit", "forget", "member", "item", "cleared")
    results = [
        (await live.http.append(trainer, record(trainer, os.urandom(8), 0, kind)))[0].get("error")
        for kind in kinds
    ]
    as_coach = record(trainer, os.urandom(8), 0, "review", role="coach")
    (posed,) = await live.http.append(trainer, as_coach)
    (taken,) = await live.http.append(trainer, record(trainer, os.urandom(8), 0, "review"))

    assert results == ["not_allowed"] * len(kinds)
    assert posed["error"] == "not_allowed"
    assert taken["seq"] == 2


async def test_a_recording_stands_first_and_alone(live: Live, room: Room) -> None:
    """No review before it, no second one after it, and nobody is let in beside the trainer."""
    share = await ask(live.http, room.coach)
    await say(live.http, room.guest, share, "granted")
    _, own, trainer = await make(live.http, room.coach, share)
    for who in (own, trainer):
        await live.http.register(who)
    (early,) = await live.http.append(trainer, record(trainer, os.urandom(8), 0, "review"))
    author = os.urandom(8)
    first = record(own, author, 0, "recording")
    (taken,) = await live.http.append(own, first)
    (again,) = await live.http.append(own, first)
    (second,) = await live.http.append(own, record(own, author, 1, "recording"))
    (review,) = await live.http.append(own, record(own, author, 1, "review"))
    body = {"role": "trainer", "token_hash": hashed(os.urandom(32))}

    assert early["error"] == second["error"] == "not_allowed"
    assert (taken["seq"], again["seq"], review["seq"]) == (1, 1, 2)
    assert (await live.http.ask("POST", "./links", own, json=body)).error == "not_allowed"
    longer = {"until": IN_A_MONTH + DAY_MS}
    assert (await live.http.ask("PATCH", ".", own, json=longer)).error == "malformed"


# --- ending -----------------------------------------------------------------------------------


@pytest.mark.parametrize("by", ["coach", "guest"])
async def test_either_side_ends_it_and_nothing_is_left_to_read(
    live: Live, room: Room, peer: MakePeer, by: str
) -> None:
    """Open players hear ``ended``, no route reads, no byte of the recording is on the disk."""
    lent = await lend(live.http, room.coach, room.guest)
    page, said = os.urandom(8), os.urandom(400)
    player = await peer(lent.trainer, page)
    await read(live.http, lent, page)
    review = record(lent.trainer, os.urandom(8), 0, "review", body=said)
    await live.http.append(lent.trainer, review)
    assert lent.sealed[1_000:1_200] in on_disk(live.data)
    assert said in on_disk(live.data)
    who = room.coach if by == "coach" else room.guest
    assert (await say(live.http, who, lent.share, "ended")).status == 200

    assert await player.next("closed") == {"error": "ended"}
    entries, blob = await read(live.http, lent, page)
    assert {entries.error, blob.error} == {"ended"}
    assert (await live.http.ask("GET", "./entries", lent.coach)).error == "ended"
    assert lent.sealed[1_000:1_200] not in on_disk(live.data)
    assert said not in on_disk(live.data)
    with pytest.raises(NotConnected, match="ended"):
        await peer(lent.trainer)
    row = await state(live.http, room.guest, lent.share)
    assert (row["state"], row["ended_at"], len(row["openings"])) == ("ended", START_MS, 1)
    assert (await say(live.http, room.guest, lent.share, "ended")).status == 200
    assert (await make(live.http, room.coach, lent.share))[0].error == "ended"


async def test_a_connected_player_gets_nothing_after_the_end(
    live: Live, room: Room, peer: MakePeer
) -> None:
    """A review reaches it before; after the end nothing does, and what it sends is not kept."""
    lent = await lend(live.http, room.coach, room.guest)
    player = await peer(lent.trainer)
    author = os.urandom(8)
    await live.http.append(lent.coach, record(lent.coach, author, 0, "review"))
    await until("the review came", lambda: len(player.records()) == 1)
    await say(live.http, room.guest, lent.share, "ended")
    late = await live.http.ask(
        "POST", "./entries", lent.coach, data=record(lent.coach, author, 1, "review")
    )
    await until("the player is gone", lambda: player.ended)

    assert late.error == "ended"
    assert len(player.records()) == 1


async def test_withdrawing_who_granted_ends_what_they_lent(
    live: Live, room: Room, peer: MakePeer
) -> None:
    """Who cannot come in any more could not take the yes back: it ends with their link."""
    lent = await lend(live.http, room.coach, room.guest)
    player = await peer(lent.trainer)
    await live.http.ask("DELETE", f"./links/{room.guest.link}", room.coach)

    assert await player.next("closed") == {"error": "ended"}
    assert (await state(live.http, room.coach, lent.share))["state"] == "ended"
    assert lent.sealed[1_000:1_200] not in on_disk(live.data)


async def test_a_share_that_is_not_made_can_be_called_off(live: Live, room: Room) -> None:
    """The coach ends an asking, and a yes to it comes too late."""
    share = await ask(live.http, room.coach)
    assert (await say(live.http, room.coach, share, "ended")).status == 200

    assert (await say(live.http, room.guest, share, "granted")).error == "ended"
    assert (await state(live.http, room.guest, share))["state"] == "ended"


async def test_it_expires_by_the_servers_clock(live: Live, room: Room, peer: MakePeer) -> None:
    """At its date unreadable at once; players are told, and the next look drops what it held."""
    lent = await lend(live.http, room.coach, room.guest, until_ms=START_MS + DAY_MS)
    unanswered = await ask(live.http, room.coach, START_MS + DAY_MS)
    page = os.urandom(8)
    player = await peer(lent.trainer, page)
    live.clock.move(ms=DAY_MS - 1)
    still, _ = await read(live.http, lent, page)
    live.clock.move(ms=1)
    over = await read(live.http, lent, page)
    row = await state(live.http, room.guest, lent.share)
    await live.app.end_due()
    assert await player.next("closed") == {"error": "ended"}
    assert lent.sealed[1_000:1_200] in on_disk(live.data)
    await live.app.sweep()

    assert still.status == 200
    assert {answer.error for answer in over} == {"ended"}
    assert (row["state"], row["ended_at"]) == ("ended", START_MS + DAY_MS)
    assert lent.sealed[1_000:1_200] not in on_disk(live.data)
    assert (await say(live.http, room.guest, unanswered, "granted")).error == "ended"
    assert (await make(live.http, room.coach, unanswered))[0].error == "ended"


def test_players_of_a_past_share_are_told_within_five_seconds() -> None:
    """The server looks often enough."""
    assert server_app.DUE_EVERY_S <= 4


async def test_it_expires_while_the_server_is_down(
    start: Callable[..., Awaitable[Live]],
) -> None:
    """The first thing a server does is to drop what ended meanwhile."""
    first = await start()
    owner = await first.workspace()
    _, (coach, guest) = await first.make_log(owner, "room", "coach", "guest", knock="never")
    for who in (coach, guest):
        await first.http.register(who)
    lent = await lend(first.http, coach, guest, until_ms=START_MS + DAY_MS // 2)
    await first.app.sweep()
    await first.app.close()
    assert lent.sealed[1_000:1_200] in on_disk(first.data)
    first.clock.move(ms=DAY_MS // 2)
    second = await start()

    assert lent.sealed[1_000:1_200] not in on_disk(second.data)
    assert (await second.http.ask("GET", ".", lent.trainer)).error == "ended"
    assert (await state(second.http, coach, lent.share))["state"] == "ended"


async def test_a_share_ends_with_its_room(live: Live, room: Room, peer: MakePeer) -> None:
    """A room's earlier date is the share's too; erased, the share is gone in every table."""
    lent = await lend(live.http, room.coach, room.guest)
    sooner = {"until": START_MS + DAY_MS}
    assert (await live.http.ask("PATCH", ".", room.coach, json=sooner)).status == 200
    row = await state(live.http, room.guest, lent.share)
    later = {"until": START_MS + 90 * DAY_MS}
    await live.http.ask("PATCH", ".", room.coach, json=later)
    after = await state(live.http, room.guest, lent.share)
    player = await peer(lent.trainer)
    await read(live.http, lent, os.urandom(8))
    await live.http.ask("DELETE", ".", room.coach)

    assert row["until"] == after["until"] == START_MS + DAY_MS
    assert await player.next("closed") == {"error": "ended"}
    assert (await live.http.ask("GET", ".", lent.trainer)).error == "unknown_link"
    with contextlib.closing(sqlite3.connect(live.data / "flipover.db")) as db:
        for table in ("shares", "share_askings", "grants", "openings", "blobs"):
            assert db.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,), table
    assert lent.share not in on_disk(live.data)


async def test_an_ended_share_is_erased_a_week_later_and_stays_listed(
    live: Live, room: Room
) -> None:
    """Its log goes, the line that says it was there stays until the room goes."""
    lent = await lend(live.http, room.coach, room.guest)
    await read(live.http, lent, os.urandom(8))
    await say(live.http, room.guest, lent.share, "ended")
    for _ in range(8):
        live.clock.move(days=1)
        await live.app.sweep()

    assert (await live.http.ask("GET", ".", lent.trainer)).error == "unknown_link"
    row = await state(live.http, room.coach, lent.share)
    assert (row["state"], len(row["openings"])) == ("ended", 1)


# --- restarts and the disk --------------------------------------------------------------------


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[RunningServer]:
    """A server in a process of its own."""
    running = RunningServer(tmp_path / "data")
    running.host = "127.0.0.1"
    await running.start()
    yield running
    await running.stop()
    assert "Traceback" not in running.output


async def found_room(http: Http, invitation: str) -> tuple[Secret, Secret]:
    """Make a workspace and a room in it; return coach and guest, both let in."""
    owner, log = Secret(os.urandom(16), "owner"), os.urandom(16)
    coach, guest = Secret(log, "coach"), Secret(log, "guest")
    body = {
        "code": invitation.split("#i")[1],
        "workspace": b64(owner.log),
        "token_hash": hashed(owner.token),
    }
    assert (await http.ask("POST", "/api/invitations", json=body)).status == 201
    await http.register(owner)
    room = {
        "log": b64(log),
        "kind": "room",
        "owner": b64(owner.log),
        "knock": "never",
        "links": [{"role": s.role, "token_hash": hashed(s.token)} for s in (coach, guest)],
    }
    assert (await http.ask("POST", "/api/logs", owner, json=room)).status == 201
    for who in (coach, guest):
        await http.register(who)
    return coach, guest


async def test_a_yes_outlives_sigkill(server: RunningServer) -> None:
    """Killed between grant and making: the yes counts afterwards; killed after it: made once."""
    async with aiohttp.ClientSession() as session:
        http = Http(server.url, session)
        coach, guest = await found_room(http, server.invitation)
        now = int((await http.ask("GET", ".", coach)).json["settings"]["until"])
        share = await ask(http, coach, now)
        assert (await say(http, guest, share, "granted")).status == 200
        await server.kill()
        await server.start()
        assert (await state(http, coach, share))["state"] == "granted"
        made, own, _ = await make(http, coach, share)
        await server.kill()
        await server.start()
        again, _, _ = await make(http, coach, share)

        assert made.status == 201
        assert again.error == "exists"
        assert (await http.register(own)).status == 201


async def test_a_players_socket_closes_within_five_seconds_of_the_end(
    server: RunningServer,
) -> None:
    """Measured by the wall clock, in a server as it is started."""
    async with aiohttp.ClientSession() as session:
        http = Http(server.url, session)
        coach, guest = await found_room(http, server.invitation)
        end = int((await http.ask("GET", ".", coach)).json["settings"]["until"])
        lent = await lend(http, coach, guest, until_ms=end)
        player = Peer(server.url, lent.trainer)
        await player.connect()
        await player.next("head")
        loop = asyncio.get_running_loop()
        before = loop.time()
        await say(http, guest, lent.share, "ended")
        assert await player.next("closed") == {"error": "ended"}
        await until("the socket closed", lambda: player.ended)

        assert loop.time() - before < 5
        await player.close()
