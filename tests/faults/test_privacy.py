"""
What must hold whatever happens: nobody is heard or seen who did not choose it just now, nothing
looks safe that is not, leaving always works, and nothing secret stands where others read.
"""

from __future__ import annotations

import re
import secrets
import sqlite3
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
from aiohttp import web
from playwright.async_api import Browser, Page, expect
from playwright.async_api import Error as PlaywrightError

from tests.e2e.browsers import Browsers, Person
from tests.e2e.coach_page import CoachPage
from tests.e2e.meeting import NO_KNOCK, TITLE
from tests.e2e.pages import RoomPage, Threshold
from tests.faults.arriving import SILENCE, WATCH_MEDIA, arrived, listen
from tests.faults.liar import Liar
from tests.faults.planted import files_under
from tests.faults.wiretap import Wiretap
from tests.serving import RunningServer
from tests.until import until
from whiteboard.keys import Link, parse_link, to_base64url


async def tracks(page: Page) -> list[str]:
    """Return the state of every track of one's own camera and microphone, live or ended."""
    return list(await page.evaluate("() => watchedTracks.map((track) => track.readyState)"))


@dataclass
class Call:
    """Eva and Sam in a call, one browser, nobody had to knock."""

    coach: RoomPage
    client: RoomPage
    coach_person: Person
    client_person: Person
    link: str

    async def sees_client(self) -> None:
        """Wait until frames of the client arrive and its sound is not silent."""

        async def moving() -> bool:
            heard = await listen(self.coach.page)
            return heard.frames > 5 and heard.energy > SILENCE

        await until("seen and heard", moving, seconds=60)

    async def is_shut_out(self) -> None:
        """Wait until the coach's page neither hears nor sees anything of the client."""

        async def nothing() -> bool:
            before = await arrived(self.coach.page)
            await self.coach.page.evaluate(TEN_PAINTS)
            after = await arrived(self.coach.page)
            return (after.energy, after.frames) == (before.energy, before.frames)

        await until("nothing arrives", nothing, seconds=60)


TEN_PAINTS = """async () => {
    for (let i = 0; i < 10; i++) await new Promise((painted) => requestAnimationFrame(painted));
}"""


async def enter(person: Person, link: str, name: str) -> RoomPage:
    """Open *link* and come in with picture."""
    page = await person.page(link)
    await Threshold(page).arrive(name, "Beeld")
    return await RoomPage(page).entered()


@pytest.fixture
async def browser(browsers: Browsers) -> Browser:
    """One browser for both; its camera moves and its microphone beeps."""
    return await browsers.chromium()


@pytest.fixture
async def call(server: RunningServer, browsers: Browsers, browser: Browser) -> Call:
    """Both in the room with picture, seen and heard."""
    people = [await browsers.person(browser) for _ in range(2)]
    for person in people:
        await person.context.add_init_script(WATCH_MEDIA)
    office = CoachPage(await people[0].page())
    await office.make_workspace(server.invitation)
    link = await office.make_room(TITLE, "Sam", knock=NO_KNOCK)
    await (await office.go_in(TITLE)).arrive("Eva", "Beeld")
    coach = await RoomPage(office.page).entered()
    client = await enter(people[1], link, "Sam")
    meeting = Call(coach, client, people[0], people[1], link)
    await meeting.sees_client()
    return meeting


async def test_muted_and_unseen_outlive_a_restart_and_a_new_connection(
    call: Call, server: RunningServer
) -> None:
    """
    Over a killed server and a whole new connection no sound and no frame of who switched both
    off arrives, until that person switches them on again.
    """
    for person in (call.coach_person, call.client_person):
        person.watch.allow_outage()
    buttons = call.client.page.get_by_role("group", name="Microfoon, camera, scherm en weggaan")
    for word in ("Microfoon", "Camera"):
        await buttons.get_by_role("button", name=f"{word} aan").click()
        await expect(buttons.get_by_role("button", name=f"{word} uit")).to_be_visible()

    async def silent() -> bool:
        heard = await listen(call.coach.page)
        return heard.energy < SILENCE and heard.frames == 0

    await until("silent and unseen", silent, seconds=60)
    before = await arrived(call.coach.page)
    await server.restart()
    await call.coach.say("Ben je er nog?")
    await call.client.reads("Ben je er nog?")
    after = await arrived(call.coach.page)
    assert after.heard > before.heard, "the call went on"
    assert after.energy - before.energy < SILENCE
    assert after.frames == before.frames

    await call.coach.page.reload()
    await Threshold(call.coach.page).arrive("Eva", "Beeld")
    await call.coach.entered()
    anew = await listen(call.coach.page)
    assert (anew.energy < SILENCE, anew.frames) == (True, 0)

    for word in ("Microfoon", "Camera"):
        await buttons.get_by_role("button", name=f"{word} uit").click()
    await call.sees_client()


async def test_nothing_is_heard_or_seen_after_a_reload_or_crash_until_one_comes_in(
    call: Call,
) -> None:
    """
    The threshold asks for no camera by itself, sends nothing of the picture that it shows once
    one was chosen, and only "come in" is heard and seen; after a crash of the tab the same.
    """
    call.client_person.watch.allow("the page crashed")
    await call.client.page.reload()
    await stays_out_until_coming_in(call, call.client.page)

    with pytest.raises(PlaywrightError):
        await call.client.page.goto("chrome://crash")
    await stays_out_until_coming_in(call, await call.client_person.page(call.link))


async def stays_out_until_coming_in(call: Call, page: Page) -> None:
    """Prove of a fresh threshold that nothing goes out before "come in"."""
    threshold = Threshold(page)
    await expect(page.get_by_role("radio")).to_have_count(3)
    await call.is_shut_out()
    before = await arrived(call.coach.page)
    assert await tracks(page) == [], "no camera was asked for"
    await threshold.choose("Beeld")
    await page.get_by_label("Hoe mogen we je noemen?").fill("Sam")
    check = page.get_by_role("region", name="Zo zie je eruit")
    await expect(check.get_by_role("meter")).to_be_visible()
    assert set(await tracks(page)) == {"live"}
    await page.evaluate(TEN_PAINTS)
    after = await arrived(call.coach.page)
    assert (after.energy, after.frames) == (before.energy, before.frames)

    await threshold.come_in_button.click()
    await RoomPage(page).entered()
    await call.sees_client()


async def test_hanging_up_needs_nobody(call: Call, server: RunningServer) -> None:
    """With the server dead and the network gone, leaving switches off and says goodbye."""
    for person in (call.coach_person, call.client_person):
        person.watch.allow_outage()
        person.watch.allow("ERR_INTERNET_DISCONNECTED")
    assert set(await tracks(call.client.page)) == {"live"}
    await server.kill()
    await call.client_person.context.set_offline(True)

    await call.client.leave()

    assert set(await tracks(call.client.page)) == {"ended"}
    page = call.client.page
    await expect(page.get_by_text("Je camera en microfoon zijn uit")).to_be_visible()
    await expect(page.get_by_text("Nog niet alles is bij de server aangekomen")).to_be_visible()
    await call.is_shut_out()


# --- keys that do not fit -----------------------------------------------------------------------


@dataclass
class Room:
    """A room that a coach made in the browser; nobody is in it."""

    link: str
    person: Person
    server: RunningServer

    async def says_that_it_does_not_open(self, page: Page) -> None:
        """Assert that the page says so in words, and shows nothing as safe or as a way in."""
        title = page.get_by_role("heading", name="Deze kamer gaat niet open")
        await expect(title).to_be_visible()
        await expect(page.get_by_text("Deze link opent geen kamer")).to_be_visible()
        await expect(page.get_by_role("button", name="Kom binnen")).to_have_count(0)
        shown = (await page.inner_text("body")).lower()
        for sign in ("op slot", "versleuteld", "beheert niet", "veilig", "eva"):
            assert sign not in shown

    def entries(self) -> int:
        """How many entries all logs of the server hold."""
        with sqlite3.connect(f"file:{self.server.data}/flipover.db?mode=ro", uri=True) as database:
            return int(database.execute("select count(*) from entries").fetchone()[0])


#: the coach, the room, and that the room's key was shown
WORKSPACE_ITEMS = 3


@pytest.fixture
async def room(server: RunningServer, browsers: Browsers, browser: Browser) -> Room:
    """Made by the coach's page; a second person to try links with."""
    coach, other = await browsers.person(browser), await browsers.person(browser)
    office = CoachPage(await coach.page())
    await office.make_workspace(server.invitation)
    link = await office.make_room(TITLE, "Sam", knock=NO_KNOCK)
    made = Room(link, other, server)

    async def kept() -> bool:
        return made.entries() >= WORKSPACE_ITEMS

    await until("the server has what the coach's page kept", kept)
    await coach.context.close()
    return made


def with_one_other(link: str, place: int) -> str:
    """Return *link* with another character at *place* behind its letter."""
    at = link.index("#") + 2 + place
    return link[:at] + ("A" if link[at] != "A" else "B") + link[at + 1 :]


async def test_a_link_with_one_wrong_character_opens_nothing_and_says_so(room: Room) -> None:
    """In the seed, in the pass, or another role: no safe sign, no way in, nothing appended."""
    room.person.watch.allow(r"status of 401")
    before = room.entries()
    page = await room.person.page(room.link)
    await expect(page.get_by_role("radio")).to_have_count(3)
    await expect(page.get_by_text("Je gaat praten met Eva")).to_be_visible()
    assert "beheert niet" in await page.inner_text("body"), "the signs that are looked for below"

    wrong = [with_one_other(room.link, place) for place in (0, 20, 63)]
    for link in [*wrong, room.link.replace("#g", "#c")]:
        page = await room.person.page(link)
        await room.says_that_it_does_not_open(page)
        await page.close()
    assert room.entries() == before


async def test_a_key_that_fits_no_workspace_promises_nothing(room: Room) -> None:
    """It says that the key does not fit; that the rooms are safe it cannot know, nor says."""
    room.person.watch.allow(r"status of 401")
    key = to_base64url(secrets.token_bytes(32))
    page = await room.person.page(f"{room.server.url}/coach#w{key}")

    title = page.get_by_role("heading", name="Je werkplek gaat nu niet open")
    await expect(title).to_be_visible()
    await expect(page.get_by_text("past op geen werkplek")).to_be_visible()
    assert "veilig" not in await page.inner_text("body")


class KeySwapper(Liar):
    """An operator who lets any link in and shows it a greeting under a key of his own."""

    async def _pass_on(self, request: web.Request) -> web.Response:
        if request.path.endswith("/greeting"):
            return web.json_response({"greeting": "A" * 400})
        return await super()._pass_on(request)


async def test_a_greeting_under_another_key_opens_no_door(room: Room) -> None:
    """A server that vouches for a link whose key does not fit is not believed."""
    swapper = KeySwapper(room.server.url)
    await swapper.start()
    before = room.entries()
    page = await room.person.page(swapper.instead_of(room.link))
    await room.says_that_it_does_not_open(page)
    await room.person.context.close()
    await swapper.stop()

    assert room.entries() == before


# --- where secrets are not ----------------------------------------------------------------------

#: every address that a page could still tell or be asked for
ADDRESSES = """() => [
    location.href, document.referrer, document.URL, document.baseURI, JSON.stringify(history.state),
    ...performance.getEntriesByType('resource').map((entry) => entry.name),
    ...[...document.querySelectorAll('[href], [src]')].map((it) => it.href ?? it.src),
]"""


def secrets_of(link: Link) -> dict[str, str]:
    """What of a link nobody else may read, as text."""
    seed, token = to_base64url(link.seed), to_base64url(link.token)
    # The seed and the pass stand joined in a link, so their ends blur.
    return {"seed": seed[:42], "pass": link.fragment[-20:], "token": token}


async def test_no_secret_stands_in_an_address_or_log(
    server: RunningServer, browsers: Browsers, browser: Browser
) -> None:
    """
    Seeds, passes and tokens are in no address, no history, no resource timing, nothing printed;
    seeds and passes never pass the wire, and tokens never reach the disk.
    """
    tap = Wiretap(server.url)
    await tap.start()
    coach, client = await browsers.person(browser), await browsers.person(browser)
    office = CoachPage(await coach.page())
    await office.make_workspace(tap.instead_of(server.invitation))
    link = await office.make_room(TITLE, "Sam", knock=NO_KNOCK)
    page = await client.page(link)
    addresses = await page.evaluate(ADDRESSES)
    await Threshold(page).arrive("Sam", "Schrijven")
    room = await RoomPage(page).entered()
    await room.say("Hier ben ik")
    addresses += await page.evaluate(ADDRESSES)
    addresses += await office.page.evaluate(ADDRESSES)
    for person, shown in ((client, page), (coach, office.page)):
        devtools = await person.context.new_cdp_session(shown)
        history = await devtools.send("Page.getNavigationHistory")
        addresses += [entry["url"] for entry in history["entries"]]
    told = b"\n".join(tap.passed)
    asked = [
        part.split(b" ")[1] for part in tap.passed if re.match(rb"(GET|PUT|POST|PATCH) /", part)
    ]
    for person in (client, coach):
        await person.context.close()
    await tap.stop()
    disk = b"".join(files_under(server.data))

    assert any(re.search(r"/r/[\w-]{22}$", address) for address in addresses)
    assert len(asked) > 10
    hidden = secrets_of(parse_link(link))
    for name, secret in hidden.items():
        assert [address for address in addresses if secret in address] == [], name
        assert [path for path in asked if secret.encode() in path] == [], name
        assert secret not in server.output, name
    for address in addresses:
        assert not re.search(r"#[wcgti]", address)
    assert hidden["token"].encode() in told, "the tap heard what the server is told"
    for name in ("seed", "pass"):
        assert hidden[name].encode() not in told, name
    guest = parse_link(link)
    assert guest.seed not in told
    for kept_secret in (guest.seed, guest.token, *(s.encode() for s in hidden.values())):
        assert kept_secret not in disk


# --- pages of others ----------------------------------------------------------------------------


@dataclass
class Elsewhere:
    """A page of somebody else, on another port, and how often anything of it was asked for."""

    url: str = ""
    asked: int = 0


@pytest.fixture
async def elsewhere() -> AsyncIterator[Elsewhere]:
    """The other site, listening."""
    other = Elsewhere()

    async def page(_request: web.Request) -> web.Response:
        other.asked += 1
        return web.Response(text="<!doctype html><title>x</title>", content_type="text/html")

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", page)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "localhost", 0).start()
    other.url = f"http://localhost:{runner.addresses[0][1]}/"
    yield other
    await runner.cleanup()


REACH = """async ([server, log, token]) => {
    const headers = {'Content-Type': 'text/plain'}, bearer = {Authorization: 'Bearer ' + token};
    const asked = async (path, how) => {
        try { return (await fetch(server + path, how)).status; } catch { return 'kept out'; }
    };
    const opened = new Promise((done) => {
        const url = server.replace('http', 'ws') + '/socket.io/?EIO=4&transport=websocket';
        const socket = new WebSocket(url);
        socket.onopen = () => done('open');
        socket.onerror = () => done('kept out');
    });
    return {
        read: await asked(`/api/logs/${log}/greeting`, {headers: bearer}),
        written: await asked('/api/invitations', {method: 'POST', body: '{}', headers}),
        polled: await asked('/socket.io/?EIO=4&transport=polling', {}),
        socket: await opened,
    };
}"""


async def test_a_page_of_another_site_reaches_nothing(room: Room, elsewhere: Elsewhere) -> None:
    """Not even with a valid token: reading, writing, polling, the socket; one's own page does."""
    room.person.watch.allow("CORS policy|Failed to load resource|WebSocket connection to")
    link = parse_link(room.link)
    arguments = [room.server.url, link.log_id, to_base64url(link.token)]
    foreign, own = await room.person.page(elsewhere.url), await room.person.page(room.server.url)
    kept_out = await foreign.evaluate(REACH, arguments)
    reached = await own.evaluate(REACH, arguments)

    assert elsewhere.asked > 0
    assert set(kept_out.values()) == {"kept out"}
    assert reached == {"read": 200, "written": 400, "polled": 200, "socket": "open"}


INTRUDE = """async (elsewhere) => {
    const refused = [];
    document.addEventListener('securitypolicyviolation', (event) => {
        refused.push(event.effectiveDirective);
    });
    const add = (tag, parts) => {
        document.body.append(Object.assign(document.createElement(tag), parts));
    };
    add('script', {textContent: 'globalThis.ran = true'});
    add('script', {src: elsewhere});
    add('iframe', {src: elsewhere});
    add('img', {src: elsewhere});
    add('div', {}); document.body.lastElementChild.setAttribute('style', 'color: red');
    await fetch(elsewhere).catch(() => {});
    try { new WebSocket(elsewhere.replace('http', 'ws')); } catch {}
    for (let i = 0; i < 100 && new Set(refused).size < 6; i++) {
        await new Promise((painted) => requestAnimationFrame(painted));
    }
    return {ran: globalThis.ran === true, refused: [...new Set(refused)].sort()};
}"""


async def test_what_gets_into_a_page_runs_nothing_and_tells_nobody(
    room: Room, elsewhere: Elsewhere
) -> None:
    """Scripts in the page or from elsewhere, frames, pictures, styles and requests are refused."""
    room.person.watch.allow("Content Security Policy|security policy|Refused to")
    page = await room.person.page(room.link)
    await expect(page.get_by_role("radio")).to_have_count(3)
    intruded = await page.evaluate(INTRUDE, elsewhere.url)

    assert not intruded["ran"]
    assert {"connect-src", "frame-src", "img-src", "script-src-elem"} <= set(intruded["refused"])
    assert elsewhere.asked == 0
