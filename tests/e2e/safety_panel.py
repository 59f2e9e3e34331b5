"""The four safety words as a person meets them: opened from "who can see this?", read, judged."""

from __future__ import annotations

import re

from playwright.async_api import Locator, expect

from tests.e2e.pages import RoomPage

WORD = re.compile("^[a-z]{3,8}$")


class SafetyPanel:
    """The panel with the four words, in Dutch."""

    def __init__(self, room: RoomPage) -> None:
        self.room = room
        self.page = room.page
        self.dialog = self.page.get_by_role("dialog", name="Vier woorden")
        self.words = self.dialog.locator("ol.safety-words li")
        self.same_button = self.dialog.get_by_role("button", name="Ze zijn hetzelfde")
        self.different_button = self.dialog.get_by_role("button", name="Ze zijn anders")

    async def open(self) -> SafetyPanel:
        """Open it by way of "who can see this?"."""
        who = await self.open_who()
        await who.get_by_role("button", name="Vergelijk vier woorden").click()
        await expect(self.dialog).to_be_visible()
        return self

    async def open_who(self) -> Locator:
        """Open "who can see this?"."""
        await self.page.get_by_role("button", name="Wie kan dit zien?").click()
        return self.page.get_by_role("dialog", name="Wie kan dit zien?")

    async def read(self) -> list[str]:
        """Wait for the four words, and return them in order."""
        await expect(self.words).to_have_text([WORD] * 4)
        return await self.words.all_text_contents()

    async def look_again(self) -> None:
        """Take back that they differ."""
        await self.dialog.get_by_role("button", name="Bekijk de woorden opnieuw").click()
        await self.read()

    async def close(self) -> None:
        """Close it."""
        await self.dialog.get_by_role("button", name="Sluit").click()
        await expect(self.dialog).to_have_count(0)
