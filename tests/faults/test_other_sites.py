"""Pages of others, and what gets into one's own: they reach nothing and tell nobody."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
from aiohttp import web
from playwright.async_api import expect

from tests.e2e.browsers import Browsers
from tests.faults.empty_room import Room, empty_room
from tests.serving import RunningServer
from whiteboard.keys import parse_link, to_base64url


@pytest.fixture
async def room(server: RunningServer, browsers: Browsers) -> Room:
    """Made by the coach's page; a second person to try links with."""
    return await empty_room(server, browsers)


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
