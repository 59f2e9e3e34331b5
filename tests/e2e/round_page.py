"""A round as people meet it, in Dutch: beginning, one's own pile, reading out, choosing."""

from __future__ import annotations

import re

from playwright.async_api import Locator, expect

from tests.e2e.pages import RoomPage


class RoundPage:
    """What a room has of a round."""

    def __init__(self, room: RoomPage) -> None:
        self.room = room
        self.page = room.page
        self.banner = self.page.get_by_role("region", name="Ronde", exact=True)
        self.pile = self.page.get_by_role("dialog", name="Mijn briefjes")
        self.light = self.page.get_by_role("region", name="Voorgelezen briefje")
        self.field = self.pile.get_by_label("Eén ding per briefje")
        self.written = self.pile.get_by_role("list", name="Mijn briefjes tot nu toe").get_by_role(
            "listitem"
        )

    async def steps(self) -> Locator:
        """Open what the coach does with a round."""
        await self.page.get_by_role("banner").get_by_role("button", name="Meer", exact=True).click()
        more = self.page.get_by_role("dialog", name="Meer")
        await more.get_by_role("button", name="Samen een ronde").click()
        return self.page.get_by_role("dialog", name="Samen een ronde")

    async def begin(self, *choices: str) -> None:
        """Begin a round on the sheet that is shown, with these radio buttons chosen."""
        panel = await self.steps()
        again = panel.get_by_role("button", name="Nog een ronde")
        if await again.is_visible():
            await again.click()
        for choice in choices:
            await panel.get_by_role("radio", name=re.compile(f"^{choice}")).check(force=True)
        await panel.get_by_role("button", name="Begin de ronde").click()
        await expect(self.banner).to_be_visible()

    async def go(self, step: str) -> None:
        """Take a step of the round from its banner."""
        await self.banner.get_by_role("button", name="Verder met de ronde").click()
        panel = self.page.get_by_role("dialog", name="Samen een ronde")
        await panel.get_by_role("button", name=step).click()
        await expect(panel).to_have_count(0)

    async def write(self, *texts: str) -> None:
        """Open the pile and write a note for each text, with Enter between them, by keyboard."""
        await self.open_pile()
        for text in texts:
            before = await self.written.count()
            await self.page.keyboard.type(text)
            await self.page.keyboard.press("Enter")
            await expect(self.written).to_have_count(before + 1)
            await expect(self.field).to_be_focused()

    async def open_pile(self) -> None:
        """Open one's own pile; the field has the focus."""
        await self.banner.get_by_role("button", name=re.compile("[Mm]ijn briefjes")).click()
        await expect(self.field).to_be_focused()

    async def stick(self) -> None:
        """Stick the whole pile up; it must be open."""
        await self.pile.get_by_role("button", name=re.compile("^Plak .*op$")).click()
        await expect(self.pile).to_have_count(0)

    async def says(self, words: str) -> None:
        """Wait until the banner says *words*."""
        await expect(self.banner).to_contain_text(words)

    async def choose(self, text: str, partner: str | None = None) -> None:
        """Choose the note that says *text*, alone or together with *partner*."""
        await self.banner.get_by_role("button", name="Kies een briefje").click()
        panel = self.page.get_by_role("dialog", name="Kies een briefje")
        if partner is not None:
            await panel.get_by_role("radio", name=f"Samen met {partner}").check(force=True)
        await panel.get_by_role("radio", name=re.compile(f"^{text}")).check(force=True)
        await panel.get_by_role("button", name="Kies dit briefje").click()
        await expect(panel).to_have_count(0)

    def note(self, text: str) -> Locator:
        """The note that says *text*, as a screen reader has it."""
        return self.page.get_by_role("button", name=text).and_(self.room.notes)

    async def place(self, typed: str) -> None:
        """Choose one's own place on the scale, and call it ready."""
        await self.banner.get_by_role("button", name="Kies mijn plek").click()
        panel = self.page.get_by_role("dialog", name="Mijn plek op de schaal")
        await expect(panel.get_by_label("Waar sta je nu?")).to_be_focused()
        await self.page.keyboard.type(typed)
        await panel.get_by_role("button", name="Klaar, mag erbij").click()
        await expect(panel).to_have_count(0)
