"""
What must hold whatever happens: nobody is heard or seen who did not choose it just now, nothing
looks safe that is not, and leaving always works.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from playwright.async_api import Browser, Page, expect
from playwright.async_api import Error as PlaywrightError

from tests.e2e.browsers import Browsers, Person
from tests.e2e.meeting import begin_room
from tests.e2e.pages import RoomPage, Threshold
from tests.faults.arriving import SILENCE, WATCH_MEDIA, arrived, comes_over, listen
from tests.serving import RunningServer
from tests.until import until


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
        await comes_over("the client", self.coach.page)

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
    _, coach, link = await begin_room(server.invitation, await people[0].page(), form="Beeld")
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
