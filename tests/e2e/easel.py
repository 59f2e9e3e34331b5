"""The sheets of a room as a person meets them: tabs, panels, bars; found by role and word."""

from __future__ import annotations

import re

from playwright.async_api import Locator, Page, expect

from tests.e2e.pages import RoomPage


class Easel:
    """The sheets in one person's room."""

    def __init__(self, room: RoomPage) -> None:
        self.room = room
        self.page: Page = room.page
        self.tabs = self.page.get_by_role("navigation", name="Vellen").locator("button.sheet-tab")
        self.current = self.tabs.and_(self.page.locator("[aria-current]"))
        self.dialog = self.page.get_by_role("dialog")
        #: one for each sheet in “all sheets”
        self.cards = self.dialog.get_by_role("button", name=re.compile("^Open vel"))
        #: the sheet as it lies there, with what is on it; read aloud by its name
        self.stage = self.page.locator(".sheet-stage")

    async def add(self) -> None:
        """Add a sheet behind the shown one, and see it lie there."""
        before = await self.tabs.count()
        await self.page.get_by_role("button", name="Nieuw vel").click()
        await expect(self.tabs).to_have_count(before + 1)

    async def name(self, title: str) -> None:
        """Name the current sheet in its tab."""
        await self.current.dblclick()
        await self.page.get_by_role("textbox", name="Naam van dit vel").fill(title)
        await self.page.keyboard.press("Enter")
        await expect(self.current).to_contain_text(title)

    async def keep(self, name: str) -> None:
        """Keep the sheet that lies there under a name."""
        await self.open_this()
        await self.page.get_by_role("button", name="Bewaar dit vel").click()
        await self.page.get_by_label("Onder welke naam?").fill(name)
        await self.page.get_by_role("button", name="Bewaar", exact=True).click()
        await expect(self.page.get_by_text("Bewaard als")).to_be_visible()
        await self.close()

    async def turn(self, title: str) -> None:
        """Turn to the sheet whose tab says *title*."""
        await self.tabs.filter(has_text=title).click()
        await self.lies(title)

    async def lies(self, title: str) -> None:
        """Wait until the sheet whose tab says *title* lies on top, and nothing turns any more."""
        await expect(self.current).to_contain_text(title)
        await expect(self.page.locator(".sheet-turning")).to_have_count(0)

    async def reads(self, *titles: str) -> None:
        """Wait until the tabs say *titles*, in this order."""
        await expect(self.tabs).to_have_text([re.compile(f"^{re.escape(t)}") for t in titles])

    async def open_all(self) -> Locator:
        """Open “all sheets”."""
        await self.page.get_by_role("button", name="Alle vellen").click()
        await expect(self.page.get_by_role("heading", name="Alle vellen")).to_be_visible()
        return self.dialog

    async def open_this(self) -> Locator:
        """Open the panel of the shown sheet."""
        await self.page.get_by_role("button", name=re.compile("^Dit vel")).click()
        await expect(self.page.get_by_role("heading", name=re.compile("^Vel"))).to_be_visible()
        return self.dialog

    async def close(self) -> None:
        """Close the panel that is open."""
        await self.dialog.get_by_role("button", name="Sluit").click()
        await expect(self.dialog).to_have_count(0)

    async def only_coach(self, on: bool) -> None:
        """Switch “only I draw”."""
        await self.open_all()
        box = self.dialog.get_by_role("checkbox", name=re.compile("^Alleen ik teken"))
        await expect(box).to_be_checked(checked=not on)
        await box.click(force=True)
        await self.close()
