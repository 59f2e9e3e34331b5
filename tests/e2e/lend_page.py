"""Asking, answering and the list of what was lent, as a person meets them."""

from __future__ import annotations

import re

from playwright.async_api import Locator, Page, expect

from tests.e2e.pages import RoomPage


async def from_more(room: RoomPage, verb: str) -> None:
    """Open "more" and press *verb*."""
    await room.page.get_by_role("banner").get_by_role("button", name="Meer", exact=True).click()
    await room.page.get_by_role("dialog", name="Meer").get_by_role("button", name=verb).click()


class Asking:
    """The coach's panel."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.panel = page.get_by_role("dialog", name="Vraag of iemand mag terugkijken")
        self.whom = self.panel.get_by_label("Wie zou er terugkijken?")
        self.sheets = self.panel.get_by_role("group", name="Welke vellen?").get_by_role("checkbox")

    @classmethod
    async def open(cls, room: RoomPage) -> Asking:
        """Open it, and wait until the sheets are looked up."""
        await from_more(room, "Vraag of iemand mag terugkijken")
        asking = cls(room.page)
        await expect(asking.whom).to_be_visible()
        return asking

    async def session(self, nth: int, *, wanted: bool = True) -> None:
        """Choose the *nth* session, newest first, or leave it out."""
        group = self.panel.get_by_role("group", name="Welke gesprekken?")
        await group.get_by_role("checkbox").nth(nth).set_checked(wanted)

    async def only_session(self, nth: int) -> None:
        """Choose the *nth* session, newest first, and no other."""
        boxes = self.panel.get_by_role("group", name="Welke gesprekken?").get_by_role("checkbox")
        for at in range(await boxes.count()):
            await boxes.nth(at).set_checked(at == nth)

    async def only_sheets(self, *names: str) -> None:
        """Choose these sheets and no others."""
        for box in await self.sheets.all():
            name = await box.get_attribute("aria-label")
            await box.set_checked(name in names)

    async def ask(self, whom: str) -> None:
        """Say for whom, and ask."""
        await self.whom.fill(whom)
        await self.panel.get_by_role("button", name=re.compile("^Vraag het aan")).click()
        await expect(self.panel).to_be_hidden()


async def question(room: RoomPage) -> Locator:
    """Open the question by the notice that tells of it; return its panel, drawn."""
    await room.page.get_by_role("button", name="Bekijk de vraag").click()
    panel = room.page.get_by_role("dialog", name=re.compile("^Mag .* terugkijken"))
    await expect(panel.get_by_role("group", name="Wat zeg je?")).to_be_visible()
    return panel


async def answer(panel: Locator, word: str) -> None:
    """Say yes, no or later, and see that it was taken."""
    await panel.get_by_role("button", name=word, exact=True).click()
    await expect(panel).to_be_hidden()


async def lent(room: RoomPage) -> Locator:
    """Open the list of what was asked and lent."""
    await from_more(room, "Wie mag terugkijken?")
    panel = room.page.get_by_role("dialog", name="Wie mag terugkijken?")
    await expect(panel).to_be_visible()
    return panel


async def link_of(panel: Locator, whom: str) -> str:
    """Return the trainer's link, once what was granted is made."""
    field = panel.get_by_label(f"De link voor {whom}")
    await expect(field).to_be_visible()
    return await field.input_value()
