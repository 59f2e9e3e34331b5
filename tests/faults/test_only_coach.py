"""
"Only I draw" is kept by every page by itself; and what was on its way is told as not kept.

The coach stands behind a proxy that swallows the server's flag: a server that lets everybody
draw. The guest who draws all the same is a program with the client's link, no page of ours.
"""

from __future__ import annotations

import os
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import msgpack
import pytest
from aiohttp import web
from playwright.async_api import expect

from tests.e2e.browsers import Browsers
from tests.e2e.coach_page import CoachPage
from tests.e2e.easel import Easel
from tests.e2e.meeting import NO_KNOCK, TITLE, come_in
from tests.e2e.pages import RoomPage, Threshold
from tests.faults.liar import EVENT, Liar
from tests.faults.other_pages import build_other_pages, serving
from tests.serving import RunningServer
from whiteboard.client import ServerClient
from whiteboard.document import BoardDocument
from whiteboard.entry import KINDS, ROLES, Body, Header, seal_entry
from whiteboard.keys import AUTHOR_BYTES, ID_BYTES, parse_link, to_base64url

LINE = [(300.0, 300.0, 128, 0), (600.0, 700.0, 128, 16)]
SAID = "Eva tekent nu, jij kijkt mee. Schrijven kan gewoon."
SKIPPED = "Eén tekenhandeling klopte niet en is overgeslagen."


class FlagSwallower(Liar):
    """Says yes to whoever changes a setting, and changes nothing."""

    async def _pass_on(self, request: web.Request) -> web.Response:
        if request.method == "PATCH":
            self.swallowed = True
            return web.json_response({})
        return await super()._pass_on(request)

    swallowed = False


class Holder(Liar):
    """Holds what the page sends into the log for as long as `holds` is set."""

    holds = False

    def __init__(self, honest: str) -> None:
        super().__init__(honest)
        self.held: list[bytes] = []

    async def _raised(self, data: bytes) -> list[bytes]:
        packet: dict[str, Any] = msgpack.unpackb(data)
        if self.holds and packet.get("type") == EVENT and packet["data"][0] == "append":
            self.held.append(data)
            return []
        return [data]

    async def let_go(self) -> None:
        """Hand on what was held, in its order."""
        self.holds = False
        assert self.far is not None
        for data in self.held:
            await self.far.send_bytes(data)


class Guest:
    """Holds the client's link and draws by program, whatever anybody says."""

    def __init__(self, server: str, link: str) -> None:
        self.link = parse_link(link)
        self.client = ServerClient(server, self.link, os.urandom(ID_BYTES))
        self.client.register()

    def draw(self) -> None:
        """Append one stroke by a new author. Raises if the server refuses it."""
        author = os.urandom(AUTHOR_BYTES)
        update = BoardDocument(author).add_ink(to_base64url(os.urandom(8)), LINE)
        self.client.read_new()
        header = Header(self.link.log, KINDS["board"], ROLES["guest"], author, 0)
        body = Body(time.time_ns() // 1_000_000, self.client.seen, [[0, update]])
        self.client.append([seal_entry(self.link.keys.entry, header, body).record])


@pytest.fixture
async def proxies(server: RunningServer) -> AsyncIterator[tuple[FlagSwallower, Holder]]:
    """One for the coach, one for the client."""
    both = FlagSwallower(server.url), Holder(server.url)
    for proxy in both:
        await proxy.start()
    yield both
    for proxy in both:
        await proxy.stop()


async def room_of(
    server: RunningServer, browsers: Browsers, *, coach_by: Liar | None, client_by: Liar | None
) -> tuple[RoomPage, RoomPage, str]:
    """Bring Eva and Sam into one room, each by a proxy or straight; return the link too."""
    browser = await browsers.chromium()
    coach_person, client_person = await browsers.person(browser), await browsers.person(browser)
    office = CoachPage(await coach_person.page())
    invitation = server.invitation if coach_by is None else coach_by.instead_of(server.invitation)
    await office.make_workspace(invitation)
    link = await office.make_room(TITLE, "Sam", knock=NO_KNOCK)
    straight = link if coach_by is None else link.replace(coach_by.url, server.url)
    await (await office.go_in(TITLE)).arrive("Eva", "Schrijven")
    coach = await RoomPage(office.page).entered()
    way = straight if client_by is None else client_by.instead_of(straight)
    client = await come_in(client_person, way, "Sam", "Schrijven")
    await client.entered()
    return coach, client, straight


async def close_while_the_server_lets_all(
    server: RunningServer, browsers: Browsers, swallower: FlagSwallower
) -> tuple[RoomPage, RoomPage, Guest]:
    """The coach closes the sheet; the server's flag stays open, and takes a guest's stroke."""
    coach, client, link = await room_of(server, browsers, coach_by=swallower, client_by=None)
    guest = Guest(server.url, link)
    # The control within: before the coach closes it, the same program's stroke is seen by both.
    guest.draw()
    for room in (coach, client):
        await room.strokes_are(1)
    await Easel(coach).only_coach(True)
    await coach.say("ik teken")
    await client.reads("ik teken")
    assert swallower.swallowed
    guest.draw()
    return coach, client, guest


async def test_pages_refuse_a_guest_s_stroke_that_the_server_took(
    server: RunningServer, proxies: tuple[FlagSwallower, Holder], browsers: Browsers
) -> None:
    """On neither sheet, told in words; and after the coach opens it again the guest draws."""
    coach, client, guest = await close_while_the_server_lets_all(server, browsers, proxies[0])
    await expect(client.page.get_by_text(SAID)).to_be_visible()
    for room in (coach, client):
        await expect(room.page.get_by_text(SKIPPED)).to_be_visible()
        await room.strokes_are(1)
    await Easel(coach).only_coach(False)
    await expect(client.page.get_by_text(SAID)).to_have_count(0)
    guest.draw()
    for room in (coach, client):
        await room.strokes_are(2)
    # Who comes in later skips the same.
    await client.page.reload()
    await Threshold(client.page).arrive("Sam", "Schrijven")
    await client.entered()
    await client.strokes_are(2)
    await expect(client.page.get_by_text(SKIPPED)).to_be_visible()


@pytest.fixture
async def trusting(
    built_pages: Path, tmp_path: Path
) -> AsyncIterator[tuple[RunningServer, FlagSwallower]]:
    """A server whose pages leave it to the server who draws, and the proxy before it."""
    server = RunningServer(tmp_path / "data")
    server.prefix = serving(
        build_other_pages(tmp_path / "pages", "board/writers.ts", "without_writers.ts")
    )
    await server.start()
    swallower = FlagSwallower(server.url)
    await swallower.start()
    yield server, swallower
    await swallower.stop()
    await server.stop()


async def test_without_the_pages_own_check_it_would_be_seen(
    trusting: tuple[RunningServer, FlagSwallower], browsers: Browsers
) -> None:
    """The control: pages that trust the server show the stroke it let through."""
    coach, client, _ = await close_while_the_server_lets_all(trusting[0], browsers, trusting[1])
    for room in (coach, client):
        await room.strokes_are(2)


async def test_what_was_on_its_way_is_told_as_not_kept(
    server: RunningServer, proxies: tuple[FlagSwallower, Holder], browsers: Browsers
) -> None:
    """The server refuses it, the client is told, it leaves the sheet; all else is as it was."""
    holder = proxies[1]
    coach, client, _ = await room_of(server, browsers, coach_by=None, client_by=holder)
    await client.draw([(0.2, 0.2), (0.4, 0.4)])
    await coach.strokes_are(1)
    holder.holds = True
    await client.draw([(0.6, 0.2), (0.4, 0.6)])
    await Easel(coach).only_coach(True)
    await expect(client.page.get_by_text(SAID)).to_be_visible()
    await holder.let_go()
    alert = client.page.get_by_role("alert")
    await expect(alert).to_contain_text("Dit is niet bewaard")
    await expect(alert).to_contain_text("Wat je het laatst tekende (1 keer).")
    await client.strokes_are(1)
    await coach.strokes_are(1)
    # A new page says who it is, and goes on: writing works, and drawing once it is allowed.
    await client.say("jammer, maar goed")
    await coach.reads("jammer, maar goed")
    await Easel(coach).only_coach(False)
    await expect(client.page.get_by_text(SAID)).to_have_count(0)
    await client.draw([(0.7, 0.7), (0.8, 0.8)])
    await coach.strokes_are(2)
