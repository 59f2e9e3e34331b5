"""Who is let in to what: devices before the door, knocks, revocation, links of other rooms."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import Any

import pytest

from server.protocol import KINDS
from tests.integration.conftest import Live, MakePeer, MakeRoom, Room
from tests.integration.raw import NotConnected, Secret, b64, record
from tests.until import until

#: every route that gives something of a room, or changes it
INSIDE = [
    ("GET", "./entries"),
    ("GET", "./keyframe"),
    ("GET", f"./blobs/{b64(bytes(32))}"),
    ("PUT", f"./blobs/{b64(bytes(32))}"),
    ("PUT", "./keyframes/1"),
    ("GET", "./ice"),
    ("GET", "./devices"),
    ("GET", "./links"),
    ("POST", "./links"),
    ("DELETE", "./links/1"),
    ("PUT", "./links/1/greeting"),
    ("DELETE", "./devices/1"),
    ("POST", "./devices/1/admit"),
    ("PUT", "./alarm"),
    ("GET", "./alarm"),
    ("GET", "./held"),
    ("PUT", "./held"),
    ("PUT", "./held?rest_ms=60000"),
    ("DELETE", "./held"),
    ("DELETE", f"./held/{b64(bytes(8))}"),
    ("GET", "./notice"),
    ("PUT", "./notice"),
    ("DELETE", "./notice"),
    ("GET", "./notices"),
    ("GET", "./shares"),
    ("PATCH", "."),
    ("DELETE", "."),
]


@pytest.fixture
async def knocking(make_room: MakeRoom) -> Room:
    """A room where new devices knock."""
    return await make_room("new")


async def test_before_the_door_a_device_gets_its_greeting_and_nothing_else(
    live: Live, knocking: Room, peer: MakePeer
) -> None:
    """By bare HTTP with a valid link: every route but greeting, state and registering refuses."""
    await live.http.append(knocking.coach, record(knocking.coach, os.urandom(8), 0))
    greeting = b64(os.urandom(300))
    path = f"./links/{knocking.guest.link}/greeting"
    await live.http.ask("PUT", path, knocking.coach, json={"greeting": greeting})
    await peer(knocking.coach)
    for registered in (False, True):
        if registered:
            await live.http.register(knocking.guest)
        for method, inside in INSIDE:
            answer = await live.http.ask(method, inside, knocking.guest)
            assert (answer.status, answer.error) == (403, "not_admitted"), (method, inside)
        read = await live.http.ask("GET", "./greeting", knocking.guest)
        assert read.json == {"greeting": greeting}
        state = await live.http.ask("GET", ".", knocking.guest)
        assert state.json == {
            "role": "guest",
            "link": knocking.guest.link,
            "registered": registered,
            "knock": "waiting",
            "settings": None,
        }


async def test_before_the_door_a_socket_hears_of_its_knock_and_nothing_else(
    live: Live, knocking: Room, peer: MakePeer
) -> None:
    """By bare socket: no entry, head, peer, live, signal or settings, whatever it sends."""
    coach = await peer(knocking.coach)
    await live.http.register(knocking.guest)
    guest = await peer(knocking.guest)
    await coach.append(record(knocking.coach, os.urandom(8), 0))
    await coach.emit("live", {"sealed": b"live"})
    await coach.emit("signal", {"to": b64(guest.page), "counter": 1, "sealed": b"signal"})
    await coach.sync()
    await guest.emit("live", {"sealed": b"live"})
    await guest.emit("signal", {"to": b64(coach.page), "counter": 1, "sealed": b"signal"})
    await guest.emit("admit", {"device": 1, "yes": True})
    await live.app.tell_heads()
    await guest.sync()

    assert {event for event, _ in guest.events} <= {"knock", "refused"}
    assert coach.told("live") == coach.told("signal") == []
    assert [p["page"] for p in coach.told("peers")[-1]["peers"]] == [b64(coach.page)]


async def test_nobody_connects_without_registering(knocking: Room, peer: MakePeer) -> None:
    """Registering takes a human click; a socket cannot do it."""
    with pytest.raises(NotConnected, match="not_admitted"):
        await peer(knocking.guest)


async def test_the_first_message_arrives_and_is_all_that_can_be_left(
    live: Live, knocking: Room, peer: MakePeer
) -> None:
    """``member`` then ``talk``, once each, of one author; the coach reads them."""
    await live.http.register(knocking.guest)
    guest, coach = await peer(knocking.guest), await peer(knocking.coach)
    author = os.urandom(8)
    await guest.append(record(knocking.guest, author, 0))
    await guest.append(record(knocking.guest, author, 0, "member"))
    await guest.append(record(knocking.guest, author, 1, "board"))
    await guest.append(record(knocking.guest, author, 1))
    await guest.append(record(knocking.guest, author, 2))
    await guest.append(record(knocking.guest, os.urandom(8), 0, "member"))
    await until("all answered", lambda: len(guest.told("refused")) == 4)
    await until("acknowledged", lambda: len(guest.records()) == 2)
    await until("the coach has it", lambda: len(coach.records()) == 2)

    assert [told["error"] for told in guest.told("refused")] == ["not_allowed"] * 4
    assert [one.sealed for one in guest.records()] == [None, None]
    assert [one.kind for one in coach.records()] == [KINDS["member"], KINDS["talk"]]


async def test_a_knock_is_shown_and_answered(live: Live, knocking: Room, peer: MakePeer) -> None:
    """The same socket becomes live on yes, and is told settings, head and peers."""
    await live.http.register(knocking.guest)
    guest = await peer(knocking.guest)
    assert await guest.next("knock") == {"state": "waiting", "coach_here": False}
    coach = await peer(knocking.coach)
    await guest.next("knock", lambda told: told["coach_here"])
    await guest.emit("knock", {"sealed": b"sealed name"})
    shown = await coach.next("knocks", lambda told: told["waiting"][0]["sealed"] is not None)
    (waiting,) = shown["waiting"]
    await coach.emit("admit", {"device": waiting["device"], "yes": True})
    await guest.next("knock", lambda told: told["state"] == "admitted")
    await guest.next("settings")
    await guest.next("head")
    peers = await guest.next("peers")
    await coach.next("knocks", lambda told: told["waiting"] == [])

    assert waiting["sealed"] == b"sealed name"
    assert waiting["page"] == b64(guest.page)
    assert {p["page"] for p in peers["peers"]} == {b64(guest.page), b64(coach.page)}
    assert (await live.http.ask("GET", "./entries", knocking.guest)).status == 200


async def test_a_page_told_no_stays_out_and_another_may_knock(
    live: Live, knocking: Room, peer: MakePeer
) -> None:
    """No is for this page load, also when it reconnects; it gives nothing."""
    await live.http.register(knocking.guest)
    coach, guest = await peer(knocking.coach), await peer(knocking.guest)
    await guest.emit("knock", {"sealed": b"name"})
    shown = await coach.next("knocks", lambda told: bool(told["waiting"]))
    await coach.emit("admit", {"device": shown["waiting"][0]["device"], "yes": False})
    await guest.next("knock", lambda told: told["state"] == "refused")
    await guest.close()
    again = await peer(knocking.guest, guest.page)
    anew = await peer(knocking.guest)

    assert (await again.next("knock"))["state"] == "refused"
    assert (await anew.next("knock"))["state"] == "waiting"
    assert again.told("entry") == again.told("peers") == []


async def test_where_every_call_knocks_a_known_device_reads_and_waits(
    live: Live, make_room: MakeRoom, peer: MakePeer
) -> None:
    """The knock gates what is live alone, and holds for one page load however often it drops."""
    room = await make_room("every")
    await live.http.register(room.guest)
    coach, guest = await peer(room.coach), await peer(room.guest)
    (device,) = [
        row["device"]
        for row in (await live.http.ask("GET", "./devices", room.coach)).json
        if row["role"] == "guest"
    ]
    await coach.emit("admit", {"device": device, "yes": True})
    await guest.next("peers")
    await guest.close()
    same_page = await peer(room.guest, guest.page)
    await same_page.next("peers")
    await same_page.close()
    next_call = await peer(room.guest)
    await next_call.next("settings")
    assert (await next_call.next("knock"))["state"] == "waiting"
    await coach.append(record(room.coach, os.urandom(8), 0))
    await next_call.next("entry")
    await coach.emit("live", {"sealed": b"live"})
    await coach.sync()
    await next_call.sync()

    assert next_call.told("peers") == next_call.told("live") == []


async def test_switching_knocking_off_opens_the_door(
    live: Live, knocking: Room, peer: MakePeer
) -> None:
    """Who waits is let in, now and at the next visit."""
    await live.http.register(knocking.guest)
    guest = await peer(knocking.guest)
    await live.http.ask("PATCH", ".", knocking.coach, json={"knock": "never"})
    await guest.next("knock", lambda told: told["state"] == "admitted")
    assert (await guest.next("settings"))["knock"] == "never"
    again = await peer(knocking.guest)
    await again.next("settings")


@pytest.mark.parametrize("what", ["links", "devices"])
async def test_what_is_revoked_is_out_at_once(
    live: Live, room: Room, peer: MakePeer, what: str
) -> None:
    """Sockets hear ``closed`` and are hung up; after it neither socket nor HTTP gets anything."""
    coach, guest = await peer(room.coach), await peer(room.guest)
    rows = (await live.http.ask("GET", f"./{what}", room.coach)).json
    (number,) = [row[what[:-1]] for row in rows if row["role"] == "guest"]
    assert (await live.http.ask("DELETE", f"./{what}/{number}", room.coach)).status == 200
    assert await guest.next("closed") == {"error": "revoked"}
    await until("hung up", lambda: guest.ended)
    told = len(guest.events)
    await coach.append(record(room.coach, os.urandom(8), 0))
    await coach.sync()

    assert len(guest.events) == told
    with pytest.raises(NotConnected, match="revoked"):
        await peer(room.guest)
    for method, path in [*INSIDE, ("GET", "."), ("GET", "./greeting"), ("POST", "./devices")]:
        answer = await live.http.ask(method, path, room.guest)
        assert (answer.status, answer.error) == (401, "revoked"), (method, path)
    await until("gone from the list", lambda: len(coach.told("peers")[-1]["peers"]) == 1)


async def test_who_is_revoked_while_connecting_does_not_come_in(
    live: Live, room: Room, peer: MakePeer
) -> None:
    """Recognised a moment before the link was withdrawn, a page hears nothing and is hung up."""
    handlers = live.app.sockets._server.handlers["/"]
    connect = handlers["connect"]

    async def revoked_right_after(sid: str, environ: dict[str, Any], auth: object) -> None:
        await connect(sid, environ, auth)
        live.app.rooms.revoke(1, link=room.guest.link)

    handlers["connect"] = revoked_right_after
    guest = await peer(room.guest)
    handlers["connect"] = connect
    await until("hung up", lambda: guest.client.eio.state == "disconnected")

    assert guest.events == []
    await (await peer(room.guest)).next("head")


async def test_another_rooms_token_opens_nothing(
    live: Live, room: Room, make_room: MakeRoom, peer: MakePeer
) -> None:
    """A valid token of one room is no link in another, by HTTP and by socket."""
    other = await make_room()
    stranger = replace(other.coach, log=room.coach.log)
    for method, path in [("GET", "."), ("GET", "./greeting"), ("POST", "./devices"), *INSIDE[:-1]]:
        answer = await live.http.ask(method, path, stranger)
        assert (answer.status, answer.error) == (401, "unknown_link"), (method, path)
    assert (await live.http.ask("DELETE", ".", stranger)).error == "not_found"

    with pytest.raises(NotConnected, match="unknown_link"):
        await peer(stranger)


async def test_numbers_of_another_room_are_not_there(
    live: Live, room: Room, make_room: MakeRoom
) -> None:
    """A coach cannot revoke, greet or admit what belongs to another room."""
    other = await make_room()
    (device,) = [
        row["device"]
        for row in (await live.http.ask("GET", "./devices", other.coach)).json
        if row["role"] == "guest"
    ]
    for method, path, body in (
        ("DELETE", f"./links/{other.guest.link}", None),
        ("DELETE", f"./devices/{device}", None),
        ("POST", f"./devices/{device}/admit", {"yes": True}),
        ("PUT", f"./links/{other.guest.link}/greeting", {"greeting": "AAAA"}),
    ):
        answer = await live.http.ask(method, path, room.coach, json=body)
        assert answer.error == "not_found", path


async def test_guests_manage_nothing(live: Live, room: Room) -> None:
    """Links, settings, keyframes and erasure are the coach's."""
    for method, path in (
        ("GET", "./links"),
        ("POST", "./links"),
        ("DELETE", f"./links/{room.coach.link}"),
        ("PATCH", "."),
        ("DELETE", "."),
        ("PUT", "./keyframes/1"),
        ("DELETE", "./devices/1"),
        ("POST", "./devices/1/admit"),
    ):
        answer = await live.http.ask(method, path, room.guest, json={})
        assert answer.error == "not_allowed", (method, path)


async def test_a_page_id_belongs_to_one_device(room: Room, peer: MakePeer) -> None:
    """Nobody takes over another's page, whose id everybody in the room knows."""
    coach = await peer(room.coach)

    with pytest.raises(NotConnected, match="exists"):
        await peer(room.guest, coach.page)


async def test_a_page_that_comes_back_replaces_its_dead_connection(
    room: Room, peer: MakePeer
) -> None:
    """One page, one row among the peers, and the old connection is ended."""
    coach = await peer(room.coach)
    guest = await peer(room.guest)
    again = await peer(room.guest, guest.page)
    await until("the old one is ended", lambda: guest.ended)
    peers = coach.told("peers")[-1]["peers"]

    assert not again.ended
    assert sorted(p["page"] for p in peers) == sorted([b64(coach.page), b64(guest.page)])


async def test_live_and_signals_reach_whom_they_are_for(room: Room, peer: MakePeer) -> None:
    """Live goes to all others, a signal to one page, both with their sender's page."""
    coach, one, two = await peer(room.coach), await peer(room.guest), await peer(room.guest)
    await coach.emit("live", {"sealed": b"cursor"})
    await coach.emit("signal", {"to": b64(one.page), "counter": 7, "sealed": b"offer"})
    for guest in (one, two):
        assert await guest.next("live") == {"page": b64(coach.page), "sealed": b"cursor"}
    assert await one.next("signal") == {
        "from_page": b64(coach.page),
        "counter": 7,
        "sealed": b"offer",
    }
    await coach.sync()
    await two.sync()

    assert two.told("signal") == coach.told("live") == []


async def test_an_invitation_works_once_and_not_for_long(live: Live) -> None:
    """Used, replaced, expired or invented: ``used``."""
    replaced = await live.app.invitations.first()
    first = await live.app.invitations.first()
    assert first is not None
    assert replaced is not None

    async def use(code: str) -> int:
        owner = Secret(os.urandom(16), "owner")
        body = {"code": code, "workspace": b64(owner.log), "token_hash": b64(os.urandom(32))}
        return (await live.http.ask("POST", "/api/invitations", json=body)).status

    late = await live.app.invitations.another()
    assert await use(replaced) == 409
    assert await use(first) == 201
    assert await use(first) == 409
    assert await use(b64(os.urandom(16))) == 409
    live.clock.move(days=7.1)
    assert await use(late) == 409
    assert await live.app.invitations.first() is None


async def test_who_asks_whether_the_server_is_there_is_answered(
    live: Live, knocking: Room, peer: MakePeer
) -> None:
    """With the head, or before the door with the knock; and not more often than is of use."""
    await live.http.register(knocking.guest)
    coach = await peer(knocking.coach)
    guest = await peer(knocking.guest)
    for one, answer in ((coach, "head"), (guest, "knock")):
        before = len(one.told(answer))
        await one.emit("head", {})
        await one.sync()
        assert len(one.told(answer)) == before + 1
    for _ in range(20):
        await coach.emit("head", {})
    await coach.sync()
    assert [told for told in coach.told("refused") if told["error"] == "too_fast"]
