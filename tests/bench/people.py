"""A server and two people with browsers, for benches: a process each, cold, watched by a probe."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Page, async_playwright

from tests.e2e.browsers import Browsers, Person
from tests.e2e.coach_page import CoachPage
from tests.e2e.meeting import NO_KNOCK, TITLE
from tests.e2e.pages import RoomPage
from tests.serving import RunningServer

#: as the peers were measured
VIEWPORT = {"width": 1280, "height": 800}
PROBE = Path(__file__).with_name("probe.js").read_text()


@dataclass
class Place:
    """A server with one room; the coach is in it."""

    server: RunningServer
    browsers: Browsers
    coach: RoomPage
    #: the client's link
    link: str
    #: everybody who came, the coach first
    people: list[Person]

    async def newcomer(self) -> Page:
        """A tab in a browser process of its own, which measures what happens in it."""
        person = await self.browsers.person(await self.browsers.chromium(), viewport=VIEWPORT)
        self.people.append(person)
        return await probed(person)


async def probed(person: Person) -> Page:
    """A tab that measures what happens in it; see probe.js."""
    await person.context.add_init_script(PROBE)
    return await person.page()


@contextlib.asynccontextmanager
async def coach_in_a_room(form: str, script: str = "") -> AsyncIterator[Place]:
    """
    Serve, make a room where nobody has to knock, and let the coach go in.

    *script* runs in the coach's page before its own.
    """
    with tempfile.TemporaryDirectory() as folder:
        server = RunningServer(Path(folder) / "data")
        await server.start()
        try:
            async with async_playwright() as playwright:
                browsers = Browsers(playwright)
                coach = await browsers.person(await browsers.chromium(), viewport=VIEWPORT)
                if script:
                    await coach.context.add_init_script(script)
                office = CoachPage(await probed(coach))
                await office.make_workspace(server.invitation)
                link = await office.make_room(TITLE, "Sam", knock=NO_KNOCK)
                await (await office.go_in(TITLE)).arrive("Eva", form)
                room = await RoomPage(office.page).entered()
                yield Place(server, browsers, room, link, [coach])
                await browsers.close()
        finally:
            await server.stop()
