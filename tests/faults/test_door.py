"""
Who was never let in, or is no longer, gets a greeting or nothing: with real keys and valid links.

A practice room full of life; routes and events are walked as the running server has them.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import os
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import aiohttp
import msgpack
import pytest
from aiohttp import web
from playwright.async_api import Page, WebSocket, expect

from server.app import App
from server.clock import SystemClock
from server.config import Config
from server.protocol import KnockOut
from tests.e2e.browsers import Browsers
from tests.e2e.coach_page import CoachPage
from tests.e2e.meeting import TITLE
from tests.e2e.pages import RoomPage, Threshold, Waiting
from tests.integration.raw import Answer, Got, Http, NotConnected, Peer, Secret, b64, record
from tests.serving import RunningServer
from tests.until import until
from whiteboard.chain import chain_start
from whiteboard.demo import make_practice_room
from whiteboard.entry import KINDS, ROLES, Body, Header, Seen, open_body, read_header, seal_entry
from whiteboard.keys import Invitation, Link, parse_link
from whiteboard.sealing import open_greeting, open_knock, seal_knock

RELAY = "turn:relay.example.org:3478"
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
}


@dataclass
class Practice:
    """A room with content, its links, and a coach's device that is in."""

    app: App
    url: str
    http: Http
    coach_link: Link
    guest_link: Link
    guest_address: str
    coach: Secret
    #: what nobody may get who was not let in, by name
    treasure: dict[str, bytes]
    peers: list[Peer] = field(default_factory=list)

    def guest(self) -> Secret:
        """A device that holds the guest's link and was never here."""
        return Secret(self.guest_link.log, "guest", self.guest_link.token)

    async def peer(self, secret: Secret, page: bytes | None = None) -> Peer:
        """Connect a scripted page."""
        one = Peer(self.url, secret, page)
        self.peers.append(one)
        await one.connect()
        return one

    async def knocks(self, knock: str) -> None:
        """Set who has to knock."""
        answer = await self.http.ask("PATCH", ".", self.coach, json={"knock": knock})
        assert answer.status == 200

    def found_in(self, told: bytes) -> list[str]:
        """Name the treasures that lie in *told*, as they are or as JSON has them."""
        return [
            name
            for name, secret in self.treasure.items()
            if secret in told or b64(secret).encode() in told
        ]


@pytest.fixture
async def practice(built_pages: Path, tmp_path: Path) -> AsyncIterator[Practice]:
    """The practice room on a server in this process; new devices knock."""
    config = Config(port=0, data=tmp_path / "data", turn_url=(RELAY,), turn_secret="shared")
    app = await App.start(config, SystemClock())
    url = f"http://localhost:{await app.listen('127.0.0.1', 0)}"
    code = await app.invitations.first()
    assert code is not None
    links = await asyncio.to_thread(
        make_practice_room, url, Invitation(code), app.clock.now_ms(), "nl"
    )
    coach_link, guest_link = parse_link(links.coach), parse_link(links.guest)
    session = aiohttp.ClientSession()
    http = Http(url, session)
    coach = Secret(coach_link.log, "coach", coach_link.token)
    assert (await http.register(coach)).status == 201
    treasure = await fill(http, coach)
    room = Practice(app, url, http, coach_link, guest_link, links.guest, coach, treasure)
    yield room
    for peer in room.peers:
        await peer.close()
    await session.close()
    await app.close()


async def fill(http: Http, coach: Secret) -> dict[str, bytes]:
    """Put a blob, a keyframe and another link's greeting into the room; return all of worth."""
    blob, keyframe, greeting = (os.urandom(200) for _ in range(3))
    name = b64(hashlib.sha256(blob).digest())
    assert (await http.ask("PUT", f"./blobs/{name}", coach, data=blob)).status == 201
    entries = await http.entries(coach)
    assert len(entries) > 5
    k = entries[-1].seq
    assert (await http.ask("PUT", f"./keyframes/{k}", coach, data=keyframe)).status == 201
    links = (await http.ask("GET", "./links", coach)).json
    (coachs,) = [link["link"] for link in links if link["role"] == "coach"]
    path = f"./links/{coachs}/greeting"
    assert (await http.ask("PUT", path, coach, json={"greeting": b64(greeting)})).status == 200
    sealed = {f"entry {one.seq}": one.sealed for one in entries if one.sealed is not None}
    return {
        **sealed,
        "blob": blob,
        "keyframe": keyframe,
        "another link's greeting": greeting,
        "relay": RELAY.encode(),
    }


def routes_of(app: App) -> set[tuple[str, str]]:
    """Every method and path that the running server answers."""
    runner = app._runner
    assert runner is not None
    assert isinstance(runner.app, web.Application)
    found = set()
    for route in runner.app.router.routes():
        assert route.resource is not None
        if route.method not in ("HEAD", "OPTIONS"):
            found.add((route.method, route.resource.canonical))
    return found


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


def unb64(text: str) -> bytes:
    """Return the bytes of a base64url text."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


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
                ids = {"link": 1, "device": 1, "k": 1, "check": b64(bytes(16))}
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


# --- by page ------------------------------------------------------------------------------------


class Heard:
    """What one page was told by the server."""

    def __init__(self, page: Page) -> None:
        self.events: list[str] = []
        self.paths: list[str] = []
        page.on("websocket", self._listen)
        page.on("response", lambda r: self.paths.append(r.url) if "/api/" in r.url else None)

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framereceived", self._hear)

    def _hear(self, frame: bytes | str) -> None:
        if isinstance(frame, bytes):
            packet = msgpack.unpackb(frame)
            if packet["type"] == 2:
                self.events.append(packet["data"][0])


async def test_by_page_the_first_message_is_left_and_read(
    server: RunningServer, browsers: Browsers
) -> None:
    """
    A new device at the door of an empty room is told of its knock alone, leaves one message and
    no second, and reads what was there only after the coach read that message and opened.
    """
    browser = await browsers.chromium()
    coach_person, client_person = await browsers.person(browser), await browsers.person(browser)
    office = CoachPage(await coach_person.page())
    await office.make_workspace(server.invitation)
    link = await office.make_room(TITLE, "Sam")
    await (await office.go_in(TITLE)).arrive("Eva", "Schrijven")
    coach = await RoomPage(office.page).entered()
    await coach.say("Dit stond er al")
    goodbye = await coach.leave()

    page = await client_person.page()
    heard = Heard(page)
    await page.goto(link)
    await Threshold(page).arrive("Sam", "Schrijven")
    await expect(page.get_by_role("heading", name="Eva is er nu niet")).to_be_visible()
    await Waiting(page).leave_first_message("Ik sta hier voor het eerst")
    await expect(page.get_by_role("textbox")).to_have_count(0)
    assert set(heard.events) == {"knock", "entry"}
    # greeting, registering; the socket alone told of knock and of one's own message
    assert {path.rsplit("/", 1)[1] for path in heard.paths} == {"greeting", "devices"}
    assert "Dit stond er al" not in await page.content()

    await (await goodbye.come_back()).arrive("Eva", "Schrijven")
    await coach.entered()
    await coach.reads("Ik sta hier voor het eerst")
    await coach.let_in("Sam")
    client = await RoomPage(page).entered()
    await client.reads("Dit stond er al")
    assert {"settings", "head", "peers"} <= set(heard.events)


async def test_a_page_that_is_told_no_hears_nothing_more(
    practice: Practice, browsers: Browsers
) -> None:
    """It says so in words, and goes on hearing nothing of the room."""
    coach = await practice.peer(practice.coach)
    person = await browsers.person(await browsers.chromium())
    page = await person.page()
    heard = Heard(page)
    await page.goto(practice.guest_address)
    await Threshold(page).arrive("Sam", "Schrijven")
    await answer_knock(coach, yes=False)
    await expect(page.get_by_role("heading", name="Nu even niet")).to_be_visible()
    await coach.append(record(practice.coach, os.urandom(8), 0))
    await coach.sync()

    assert set(heard.events) == {"knock"}


async def answer_knock(coach: Peer, *, yes: bool) -> dict[str, Any]:
    """Wait for one who knocks with a name, and answer."""
    told = await coach.next("knocks", lambda said: any(w["sealed"] for w in said["waiting"]))
    (waiting,) = told["waiting"]
    await coach.emit("admit", {"device": waiting["device"], "yes": yes})
    return dict(waiting)


async def test_where_every_call_knocks_a_known_device_is_told_what_it_waits_for(
    practice: Practice, browsers: Browsers
) -> None:
    """
    It reads and writes, is told in words that the coach has not opened yet, is not in the call;
    after yes the words are gone and it is.
    """
    coach = await practice.peer(practice.coach)
    await practice.knocks("every")
    person = await browsers.person(await browsers.chromium())
    page = await person.page(practice.guest_address)
    await Threshold(page).arrive("Sam", "Schrijven")
    await answer_knock(coach, yes=True)
    client = await RoomPage(page).entered()
    await until("in the call", lambda: len(coach.told("peers")[-1]["peers"]) == 2)
    await page.reload()
    await Threshold(page).arrive("Sam", "Schrijven")
    await client.entered()

    not_yet = page.get_by_role("status").filter(has_text="heeft de deur nog niet opengedaan")
    await expect(not_yet).to_have_count(1)
    await client.say("Ik schrijf alvast")
    assert [p["page"] for p in coach.told("peers")[-1]["peers"]] == [b64(coach.page)]
    waiting = await answer_knock(coach, yes=True)
    await expect(not_yet).to_have_count(0)
    peers = await coach.next("peers", lambda told: len(told["peers"]) == 2)
    knock = open_knock(practice.guest_link.keys, unb64(waiting["page"]), waiting["sealed"])
    assert knock["name"] == "Sam"
    assert waiting["page"] in {peer["page"] for peer in peers["peers"]}
    await expect(page.get_by_role("banner")).to_contain_text("is er")


async def test_where_every_call_knocks_a_known_device_may_be_told_no(
    practice: Practice, browsers: Browsers
) -> None:
    """No is said in words; what it may read and write stays, the call stays shut."""
    coach = await practice.peer(practice.coach)
    await practice.knocks("every")
    person = await browsers.person(await browsers.chromium())
    page = await person.page(practice.guest_address)
    await Threshold(page).arrive("Sam", "Schrijven")
    await answer_knock(coach, yes=True)
    client = await RoomPage(page).entered()
    await page.reload()
    await Threshold(page).arrive("Sam", "Schrijven")
    await client.entered()
    await answer_knock(coach, yes=False)

    refused = page.get_by_role("status").filter(has_text="laat je op dit moment niet binnen")
    await expect(refused).to_have_count(1)
    await client.say("Dan schrijf ik")
    devices = (await practice.http.ask("GET", "./devices", practice.coach)).json
    assert [device["role"] for device in devices if device["here"]] == ["coach"]


async def test_where_nobody_knocks_a_new_device_is_in_at_once(
    practice: Practice, browsers: Browsers
) -> None:
    """No door, no waiting; when its link is revoked, the open page is shut and says so."""
    await practice.knocks("never")
    person = await browsers.person(await browsers.chromium())
    person.watch.allow(r"status of 401")
    page = await person.page(practice.guest_address)
    await Threshold(page).arrive("Sam", "Schrijven")
    client = await RoomPage(page).entered()
    await client.say("Ik ben er meteen")
    link = practice_link(await practice.http.ask("GET", "./links", practice.coach))
    await practice.http.ask("DELETE", f"./links/{link}", practice.coach)

    await expect(page.get_by_role("heading", name="Deze link is ingetrokken")).to_be_visible()
    await expect(client.sheet).to_have_count(0)
    await page.reload()
    await expect(page.get_by_role("heading", name="Je link is ingetrokken")).to_be_visible()


def practice_link(links: Answer) -> int:
    """Return the number of the guest's link."""
    (number,) = [link["link"] for link in links.json if link["role"] == "guest"]
    return int(number)


async def test_by_page_a_room_past_its_date_shows_nothing(
    practice: Practice, browsers: Browsers
) -> None:
    """The open page is shut with words, and the threshold says that the date has passed."""
    await practice.knocks("never")
    person = await browsers.person(await browsers.chromium())
    person.watch.allow(r"status of 410")
    page = await person.page(practice.guest_address)
    await Threshold(page).arrive("Sam", "Schrijven")
    client = await RoomPage(page).entered()
    past = practice.app.clock.now_ms() - 1
    await practice.http.ask("PATCH", ".", practice.coach, json={"until": past})

    await expect(page.get_by_role("heading", name="Deze kamer is gesloten")).to_be_visible()
    await expect(client.sheet).to_have_count(0)
    await page.reload()
    title = page.get_by_role("heading", name="De einddatum van deze kamer is voorbij")
    await expect(title).to_be_visible()
