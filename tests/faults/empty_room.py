"""A room that a coach made and nobody is in, for links and pages that should not get in."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from playwright.async_api import Page, expect

from tests.e2e.browsers import Browsers, Person
from tests.e2e.coach_page import CoachPage
from tests.e2e.meeting import NO_KNOCK, TITLE
from tests.serving import RunningServer
from tests.until import until


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


async def empty_room(server: RunningServer, browsers: Browsers) -> Room:
    """Have a coach's page make a room; a second person is there to try links with."""
    browser = await browsers.chromium()
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
