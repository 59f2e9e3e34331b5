"""The sheets of then and now, as a person goes through them and lays two beside each other."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.async_api import FloatRect, Locator, expect

from tests.e2e.pages import RoomPage
from tests.e2e.pixels import Picture, read_png
from tests.e2e.settling import settle


class GalleryPage:
    """The gallery in one person's room."""

    def __init__(self, room: RoomPage) -> None:
        self.room = room
        self.page = room.page
        self.panel = self.page.get_by_role("dialog")
        #: one for each session, and for what was done outside of them
        self.parts = self.panel.locator(".gallery-part")
        self.heads = self.panel.get_by_role("heading", level=3)
        #: of two beside each other, what is different: together, and thing by thing
        told = self.panel.get_by_role("region", name="Wat er anders is")
        self.sum = told.locator(".compared-sum")
        self.lines = told.get_by_role("listitem")

    async def open(self) -> GalleryPage:
        """Open it by way of all sheets."""
        await self.page.get_by_role("button", name="Alle vellen").click()
        await self.panel.get_by_role("button", name="Vellen van toen en nu").click()
        await expect(self.heads.first).to_be_visible()
        return self

    def sheet(self, name: str) -> Locator:
        """Return the small sheet that is called so."""
        return self.panel.get_by_role("button", name=re.compile(f"^Bekijk {name}"))

    async def choose(self, name: str) -> None:
        """Tick the sheet that is called so."""
        await self.panel.get_by_role("checkbox", name=re.compile(f"^Kies {name}")).check(force=True)

    async def press(self, name: str) -> None:
        """Press the button that says *name*."""
        await self.panel.get_by_role("button", name=name, exact=True).click()

    async def seen(self, picture: Locator) -> Picture:
        """Return a sheet of the panel as it is on this screen, once the panel has come up."""
        await settle(picture)
        box = await picture.bounding_box()
        assert box is not None, "the sheet is not on screen"
        x, y, width, height = (round(box[key]) for key in ("x", "y", "width", "height"))
        clip: FloatRect = {"x": x, "y": y, "width": width, "height": height}
        # caret: hiding it would put a style into the page that its CSP refuses
        return read_png(await self.page.screenshot(clip=clip, caret="initial"))

    def side(self, name: str) -> Locator:
        """Return the picture of one of two sheets that is called so."""
        return self.panel.get_by_role("img", name=re.compile(f"^{name}"))

    async def take(self, how: str) -> tuple[str, bytes]:
        """Choose a form and keep; return the name and content of what was downloaded."""
        await self.panel.get_by_role("radio", name=re.compile(f"^{how}")).check(force=True)
        async with self.page.expect_download() as coming:
            await self.press("Bewaar")
        download = await coming.value
        path = await download.path()
        await expect(self.panel.get_by_role("status")).to_contain_text("Klaar")
        return download.suggested_filename, Path(path).read_bytes()
