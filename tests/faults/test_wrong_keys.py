"""Keys that do not fit open nothing, and nothing looks safe then."""

from __future__ import annotations

import secrets

import pytest
from aiohttp import web
from playwright.async_api import expect

from tests.e2e.browsers import Browsers
from tests.faults.empty_room import Room, empty_room
from tests.faults.liar import Liar
from tests.serving import RunningServer
from whiteboard.keys import to_base64url


@pytest.fixture
async def room(server: RunningServer, browsers: Browsers) -> Room:
    """Made by the coach's page; a second person to try links with."""
    return await empty_room(server, browsers)


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
    """It says that the key does not fit, not that the rooms are safe; another can be pasted."""
    room.person.watch.allow(r"status of 401")
    key = to_base64url(secrets.token_bytes(32))
    page = await room.person.page(f"{room.server.url}/coach#w{key}")

    title = page.get_by_role("heading", name="Deze sleutel past niet")
    await expect(title).to_be_visible()
    await expect(page.get_by_text("past op geen werkplek")).to_be_visible()
    assert "veilig" not in await page.inner_text("body")
    await page.get_by_label("Plak je link").fill(room.link)
    await page.get_by_role("button", name="Open de link").click()
    await expect(page.get_by_text("Je gaat praten met Eva")).to_be_visible()


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
