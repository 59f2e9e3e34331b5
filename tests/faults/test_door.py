"""
Who was never let in, or is no longer, gets a greeting or nothing: with real keys and valid links.

A practice room full of life; routes and events are walked as the running server has them.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from typing import Any

import pytest

from server.app import App
from server.protocol import KnockOut
from tests.faults.practice import Practice, routes_of, unb64
from tests.integration.raw import Answer, Got, NotConnected, Secret, b64, record
from tests.until import until
from whiteboard.chain import chain_start
from whiteboard.entry import KINDS, ROLES, Body, Header, Seen, open_body, read_header, seal_entry
from whiteboard.sealing import open_greeting, open_knock, seal_knock

#: asked with a valid link, these answer, each with as much as a test below says
ANSWERED = {
    ("GET", "/api/logs/{log}"),
    ("GET", "/api/logs/{log}/greeting"),
    ("POST", "/api/logs/{log}/devices"),
    ("POST", "/api/logs/{log}/entries"),
    ("POST", "/api/heads"),
}
#: lends the relay for two minutes, which is tested below; a check not one's own is not there
ASK_ECHO = ("POST", "/api/logs/{log}/echo")
CHECKED = {(method, ASK_ECHO[1] + "/{check}") for method in ("GET", "PUT", "DELETE")}
REGISTER = ("POST", "/api/logs/{log}/devices")
#: for everybody, whatever link they hold
OPEN_TO_ALL = {
    ("GET", "/"),
    ("GET", "/coach"),
    ("GET", "/r/{log}"),
    ("GET", "/replay/{log}"),
    ("GET", "/{file}"),
    ("GET", "/healthz"),
    ("GET", "/metrics"),
    ("GET", "/socket.io/"),
    ("POST", "/socket.io/"),
    ("POST", "/api/invitations"),
    # what a mail's own code is good for: it opens nothing of a room, whatever it is
    *(
        (method, f"/notices/{word}/{{code}}")
        for method in ("GET", "POST")
        for word in ("yes", "no")
    ),
}


async def ask_everything(room: Practice, who: Secret) -> dict[tuple[str, str], Answer]:
    """Ask every route of the server as *who*, with bodies that would be right from a coach."""
    coachs = await room.http.ask("GET", "./links", room.coach)
    (blob,) = [secret for name, secret in room.treasure.items() if name == "blob"]
    filled = {
        "log": b64(who.log),
        "link": str(coachs.json[0]["link"]),
        "device": "1",
        "k": "1",
        "blob": b64(hashlib.sha256(blob).digest()),
        "check": b64(os.urandom(16)),
        "author": b64(os.urandom(8)),
        "code": b64(os.urandom(16)),
        "file": "index.html",
    }
    bodies: dict[str, Any] = {
        "/api/logs": {
            "log": b64(os.urandom(16)),
            "kind": "side",
            "owner": b64(who.log),
            "links": [{"role": "owner", "token_hash": b64(os.urandom(32))}],
        },
        "/api/heads": [{"log": b64(who.log), "token": b64(who.token), "device": b64(who.device)}],
        "/api/invitations": {"code": b64(os.urandom(16))},
        "/api/logs/{log}/links": {"role": "guest", "token_hash": b64(os.urandom(32))},
        "/api/logs/{log}/links/{link}/greeting": {"greeting": "AAAA"},
        "/api/logs/{log}/devices/{device}/admit": {"yes": True},
        "/api/logs/{log}/alarm": {"to": "coach", "at": 0},
        "/api/logs/{log}": {"knock": "never"},
    }
    answers = {}
    # What registers comes last: before it the device is not even known.
    ordered = sorted(routes_of(room.app), key=lambda r: (r == REGISTER, r))
    for method, path in ordered:
        given: dict[str, Any] = {}
        if path.endswith("/entries") and method == "POST":
            given["data"] = record(who, os.urandom(8), 0, "board")
        elif "/blobs/" in path or "/keyframes/" in path:
            given["data"] = blob if method == "PUT" else None
        elif method != "GET":
            given["json"] = bodies.get(path, {})
        answers[method, path] = await room.http.ask(method, path.format(**filled), who, **given)
    return answers


async def test_before_the_door_no_route_gives_anything_of_the_room(practice: Practice) -> None:
    """Every route there is, asked twice by a device with a valid link: its greeting, no more."""
    guest = practice.guest()
    coach = await practice.peer(practice.coach)
    before = await practice.http.ask("GET", "./entries", practice.coach)
    for registered in (False, True):
        answers = await ask_everything(practice, guest)
        assert set(answers) >= ANSWERED | OPEN_TO_ALL | CHECKED | {ASK_ECHO}
        for route, answer in answers.items():
            found = practice.found_in(answer.body + repr(answer.headers).encode())
            assert found == (["relay"] if route == ASK_ECHO else []), route
            assert b64(coach.page).encode() not in answer.body, route
            if route in CHECKED:
                assert (answer.status, answer.error) == (404, "not_found"), route
            elif route not in ANSWERED | OPEN_TO_ALL | {ASK_ECHO}:
                assert (answer.status, answer.error) == (403, "not_admitted"), route
        greeting = answers["GET", "/api/logs/{log}/greeting"].json["greeting"]
        state = answers["GET", "/api/logs/{log}"].json
        told = answers["POST", "/api/logs/{log}/entries"]
        (head,) = answers["POST", "/api/heads"].json
        (relay,) = answers[ASK_ECHO].json["ice"]
        assert int(relay["username"].split(":")[0]) * 1000 <= practice.app.clock.now_ms() + 120_000
        assert open_greeting(practice.guest_link.keys, unb64(greeting))["coach"]
        assert (state["registered"], state["settings"]) == (registered, None)
        assert told.error == "not_admitted" or told.json["results"][0]["error"] == "not_allowed"
        assert (head["error"], head["seq"], head["alarm"]) == ("not_admitted", 0, None)
    after = await practice.http.ask("GET", "./entries", practice.coach)

    assert after.body == before.body


async def test_the_coach_gets_what_was_looked_for(practice: Practice) -> None:
    """The control: asked by a device that is in, the same search finds every treasure."""
    told = b""
    for path in ("./greeting", "./entries", "./keyframe", "./ice"):
        told += (await practice.http.ask("GET", path, practice.coach)).body
    blob = b64(hashlib.sha256(practice.treasure["blob"]).digest())
    told += (await practice.http.ask("GET", f"./blobs/{blob}", practice.coach)).body

    assert set(practice.found_in(told)) == set(practice.treasure)


def events_of(app: App) -> set[str]:
    """Every event that the running server listens to, but coming and going."""
    handlers: dict[str, Any] = app.sockets._server.handlers["/"]
    return set(handlers) - {"connect", "disconnect", "*"}


async def test_before_the_door_no_event_gives_anything_of_the_room(practice: Practice) -> None:
    """Every event there is, sent by a device that waits: it hears of its knock, no more."""
    guest = practice.guest()
    await practice.http.register(guest)
    coach, waiting = await practice.peer(practice.coach), await practice.peer(guest)
    payloads: dict[str, dict[str, Any]] = {
        "append": {"records": record(guest, os.urandom(8), 0, "board")},
        "live": {"sealed": os.urandom(40)},
        "signal": {"to": b64(coach.page), "counter": 1, "sealed": os.urandom(40)},
        "knock": {"sealed": seal_knock(practice.guest_link.keys, waiting.page, {"name": "Sam"})},
        "admit": {"device": 1, "yes": True},
        "head": {},
    }
    assert set(payloads) == events_of(practice.app)
    for event, payload in payloads.items():
        await waiting.emit(event, payload)
    await coach.append(record(practice.coach, os.urandom(8), 0))
    await coach.emit("live", {"sealed": os.urandom(40)})
    await coach.emit("signal", {"to": b64(waiting.page), "counter": 1, "sealed": os.urandom(40)})
    await coach.sync()
    await practice.app.tell_heads()
    await waiting.sync()

    assert {event for event, _ in waiting.events} == {"knock", "refused"}
    assert waiting.told("knock")[-1] == vars(KnockOut("waiting", coach_here=True))
    assert {told["error"] for told in waiting.told("refused")} == {"not_allowed", "not_admitted"}
    assert coach.told("live") == coach.told("signal") == []
    assert [p["page"] for p in coach.told("peers")[-1]["peers"]] == [b64(coach.page)]
    (shown,) = coach.told("knocks")[-1]["waiting"]
    assert open_knock(practice.guest_link.keys, waiting.page, shown["sealed"])["name"] == "Sam"


def sealed_record(room: Practice, author: bytes, n: int, kind: str, data: Any) -> bytes:
    """Return a guest's record as its page would seal it."""
    log = room.guest_link.log
    header = Header(log, KINDS[kind], ROLES["guest"], author, n)
    body = Body(0, Seen(0, chain_start(log)[:16]), data)
    return seal_entry(room.guest_link.keys.entry, header, body).record.encode()


def data_of(room: Practice, one: Got) -> Any:
    """Open what came to the coach."""
    assert one.sealed is not None
    header, _ = read_header(one.header)
    return open_body(room.coach_link.keys.entry, header, one.sealed).data


async def test_the_first_message_arrives_and_no_second(practice: Practice) -> None:
    """By socket, then once more by HTTP: one name and one message, readable by the coach."""
    guest, author = practice.guest(), os.urandom(8)
    await practice.http.register(guest)
    coach, waiting = await practice.peer(practice.coach), await practice.peer(guest)
    letter = sealed_record(practice, author, 1, "talk", {"id": "AAAAAAAAAAA", "text": "Ik ben er"})
    await waiting.append(sealed_record(practice, author, 0, "member", {"name": "Sam"}), letter)
    await until("kept", lambda: len(waiting.records()) == 2)
    await until("the coach has it", lambda: len(coach.records()) == 2)
    member, talk = (data_of(practice, one) for one in coach.records())
    more = [
        sealed_record(practice, author, 2, "talk", {"text": "En nog iets"}),
        sealed_record(practice, os.urandom(8), 0, "member", {"name": "Sam"}),
        sealed_record(practice, os.urandom(8), 1, "talk", {"text": "En nog iets"}),
    ]
    for one in more:
        await waiting.append(one)
        (result,) = await practice.http.append(guest, one)
        assert result["error"] in ("not_allowed", "gap")
    await until("refused", lambda: len(waiting.told("refused")) == len(more))

    assert (member["name"], talk["text"]) == ("Sam", "Ik ben er")
    assert all(one.sealed is None for one in waiting.records())
    assert len(coach.records()) == 2


@pytest.mark.parametrize("what", ["links", "devices"])
async def test_after_revoking_neither_route_nor_socket_gives_anything(
    practice: Practice, what: str
) -> None:
    """An open socket is closed; every route with a log in it refuses, every socket too."""
    guest = practice.guest()
    await practice.knocks("never")
    await practice.http.register(guest)
    inside = await practice.peer(guest)
    assert await inside.next("head")
    (row,) = [
        row
        for row in (await practice.http.ask("GET", f"./{what}", practice.coach)).json
        if row["role"] == "guest" and row.get("here", True)
    ]
    path = f"./{what}/{row[what[:-1]]}"
    assert (await practice.http.ask("DELETE", path, practice.coach)).status == 200
    assert await inside.next("closed") == {"error": "revoked"}
    await until("hung up", lambda: inside.ended)

    await refused_everywhere(practice, guest, (401, "revoked"))


async def refused_everywhere(
    room: Practice, who: Secret, how: tuple[int, str], *, but: frozenset[str] = frozenset()
) -> None:
    """Ask all routes and the socket as *who*: nothing but *how*, greeting and state included."""
    for route, answer in (await ask_everything(room, who)).items():
        assert room.found_in(answer.body) == [], route
        if route in OPEN_TO_ALL or route[0] in but:
            continue
        if route == ("POST", "/api/heads"):
            (head,) = answer.json
            assert head["error"] in (how[1], "not_found"), head
        else:
            assert (answer.status, answer.error) == how, route
    with pytest.raises(NotConnected, match=how[1]):
        await room.peer(who)


async def test_past_its_date_a_room_gives_nothing_to_anybody(practice: Practice) -> None:
    """Who was in is put out, who comes is refused, the coach too; erasing is all that is left."""
    guest = practice.guest()
    await practice.knocks("never")
    await practice.http.register(guest)
    inside = await practice.peer(guest)
    now = practice.app.clock.now_ms()
    await practice.http.ask("PATCH", ".", practice.coach, json={"until": now - 1})
    assert await inside.next("closed") == {"error": "ended"}
    await until("hung up", lambda: inside.ended)

    for who in (guest, practice.guest(), practice.coach):
        for route in sorted(routes_of(practice.app)):
            if route[1].startswith("/api/logs/{log}") and route[0] != "DELETE":
                ids = {
                    "link": 1,
                    "device": 1,
                    "k": 1,
                    "check": b64(bytes(16)),
                    "author": b64(bytes(8)),
                }
                path = route[1].format(log=b64(who.log), blob=b64(bytes(32)), **ids)
                answer = await practice.http.ask(route[0], path, who)
                assert (answer.status, answer.error) == (410, "ended"), route
        with pytest.raises(NotConnected, match="ended"):
            await practice.peer(who)


async def test_another_rooms_link_opens_nothing(practice: Practice) -> None:
    """A coach's valid token of another room, with the id of this one, is no link here."""
    link = replace(practice.coach_link, log=os.urandom(16), seed=os.urandom(32))
    stranger = replace(practice.coach, token=link.token)

    answers = await ask_everything(practice, stranger)

    for route, answer in answers.items():
        assert practice.found_in(answer.body) == [], route
        if "{log}" in route[1] and route not in OPEN_TO_ALL:
            assert answer.error in ("unknown_link", "not_found"), route
    with pytest.raises(NotConnected, match="unknown_link"):
        await practice.peer(stranger)
