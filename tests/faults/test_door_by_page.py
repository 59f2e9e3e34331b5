"""What the page says to whoever stands at the door, and what it is told meanwhile."""

from __future__ import annotations

import os
from typing import Any

import msgpack
from playwright.async_api import Page, WebSocket, expect

from tests.e2e.browsers import Browsers
from tests.e2e.meeting import begin_room
from tests.e2e.pages import RoomPage, Threshold, Waiting
from tests.faults.practice import Practice, unb64
from tests.integration.raw import Answer, Peer, b64, record
from tests.serving import RunningServer
from tests.until import until
from whiteboard.sealing import open_knock


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
    _, coach, link = await begin_room(server.invitation, await coach_person.page(), knock=None)
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


async def let_in_once(practice: Practice, browsers: Browsers) -> tuple[Peer, RoomPage]:
    """Let a new device into a room where every call knocks; return the coach and its page."""
    coach = await practice.peer(practice.coach)
    await practice.knocks("every")
    person = await browsers.person(await browsers.chromium())
    page = await person.page(practice.guest_address)
    await Threshold(page).arrive("Sam", "Schrijven")
    await answer_knock(coach, yes=True)
    return coach, await RoomPage(page).entered()


async def arrive_again(client: RoomPage) -> None:
    """Reload a page that is known by now, which knocks once more."""
    await client.page.reload()
    await Threshold(client.page).arrive("Sam", "Schrijven")
    await client.entered()


async def test_where_every_call_knocks_a_known_device_is_told_what_it_waits_for(
    practice: Practice, browsers: Browsers
) -> None:
    """
    It reads and writes, is told in words that the coach has not opened yet, is not in the call;
    after yes the words are gone and it is.
    """
    coach, client = await let_in_once(practice, browsers)
    page = client.page
    await until("in the call", lambda: len(coach.told("peers")[-1]["peers"]) == 2)
    await arrive_again(client)

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
    coach, client = await let_in_once(practice, browsers)
    page = client.page
    await arrive_again(client)
    await answer_knock(coach, yes=False)

    refused = page.get_by_role("status").filter(has_text="laat je op dit moment niet binnen")
    await expect(refused).to_have_count(1)
    await client.say("Dan schrijf ik")
    devices = (await practice.http.ask("GET", "./devices", practice.coach)).json
    assert [device["role"] for device in devices if device["here"]] == ["coach"]


async def in_at_once(practice: Practice, browsers: Browsers, allowed: str) -> RoomPage:
    """Bring a new device into a room where nobody knocks; its console may say *allowed*."""
    await practice.knocks("never")
    person = await browsers.person(await browsers.chromium())
    person.watch.allow(allowed)
    page = await person.page(practice.guest_address)
    await Threshold(page).arrive("Sam", "Schrijven")
    return await RoomPage(page).entered()


async def test_where_nobody_knocks_a_new_device_is_in_at_once(
    practice: Practice, browsers: Browsers
) -> None:
    """No door, no waiting; when its link is revoked, the open page is shut and says so."""
    client = await in_at_once(practice, browsers, r"status of 401")
    page = client.page
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
    client = await in_at_once(practice, browsers, r"status of 410")
    page = client.page
    past = practice.app.clock.now_ms() - 1
    await practice.http.ask("PATCH", ".", practice.coach, json={"until": past})

    await expect(page.get_by_role("heading", name="Deze kamer is gesloten")).to_be_visible()
    await expect(client.sheet).to_have_count(0)
    await page.reload()
    title = page.get_by_role("heading", name="De einddatum van deze kamer is voorbij")
    await expect(title).to_be_visible()
