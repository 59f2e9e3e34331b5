"""The player as a person uses it: its keys, its line of time, what it shows and says."""

from __future__ import annotations

import re
from datetime import datetime

from playwright.async_api import FloatRect, Locator, Page, expect

from tests.e2e.exercise_page import until_now
from tests.e2e.pages import RoomPage
from tests.e2e.pixels import Picture, read_png
from tests.until import until

#: a second of the talk on the line is many points: a click means a moment as near as this, ms
NEAR_MS = 60


class PlayerPage:
    """The player, in a dialog over the room or as a page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.root = page.locator(".player")
        self.stage = self.root.locator(".sheet-stage")
        self.sheet = self.stage.locator(".player-lying:not([data-away]) > svg")
        self.line = self.root.get_by_role("slider", name="Moment in het gesprek")
        self.time = self.root.locator("time")
        self.button = self.root.get_by_role("group", name="Bediening").get_by_role("button")
        self.list = self.root.get_by_role("region", name="Wat er gebeurde")
        self.hands = self.root.locator(".player-hand")
        self.said = page.locator(".player > p[aria-live]")

    @classmethod
    async def in_room(cls, room: RoomPage) -> PlayerPage:
        """Open it the way people do in a room, and wait until it is there."""
        panel = await until_now(room)
        await panel.get_by_role("button", name="Zie hoe de vellen ontstonden").click()
        player = cls(room.page)
        await expect(player.line).to_be_visible()
        return player

    def named(self, word: str) -> Locator:
        """Return the button of the bar that is called *word*."""
        return self.button.and_(self.page.get_by_role("button", name=word, exact=True))

    async def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        for key in keys:
            await self.page.keyboard.press(key)

    async def now(self) -> int:
        """Return the moment that is shown, ms since the epoch."""
        text = await self.time.get_attribute("datetime")
        assert text is not None
        return round(datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp() * 1000)

    async def uncut(self) -> None:
        """Let stillness last, so that the line is as long as the talk."""
        await self.page.get_by_role("checkbox", name="Stilte inkorten").uncheck(force=True)

    async def ends(self) -> tuple[int, int]:
        """Return when the recording begins and ends, ms since the epoch."""
        await self.line.focus()
        await self.press("End")
        end = await self.now()
        await self.press("Home")
        return await self.now(), end

    async def go(self, moment: int, ends: tuple[int, int]) -> None:
        """Click where *moment* is on the line of an uncut recording."""
        box = await self.line.bounding_box()
        assert box is not None
        share = (moment - ends[0]) / (ends[1] - ends[0])
        assert 0 <= share <= 1, f"{moment} lies outside of {ends}"
        at = (box["x"] + share * box["width"], box["y"] + box["height"] / 2)
        await self.page.mouse.click(*at)

        async def there() -> bool:
            return abs(await self.now() - moment) <= NEAR_MS

        await until(f"the player is at {moment}", there)

    async def seen(self) -> Picture:
        """Return the sheet as it is on this screen, without hands."""
        return await sheet_alone(self.page, self.sheet)

    async def step(self, times: int = 1) -> list[str]:
        """Step on, act by act; return what was said at each."""
        said = []
        for _ in range(times):
            before = await self.now()
            await self.press(".")

            async def further(before: int = before) -> bool:
                return await self.now() > before

            await until("the player is an act further", further)
            await expect(self.said).to_have_text(re.compile(r"\S"))
            said.append(str(await self.said.text_content()))
        return said


async def sheet_alone(page: Page, sheet: Locator) -> Picture:
    """Return what is on a sheet, without the hands over it."""
    for over in await page.locator(".sheet-cursors, .sheet-held").all():
        await over.evaluate("over => { over.style.visibility = 'hidden'; }")
    box = await sheet.bounding_box()
    assert box is not None, "the sheet is not on screen"
    x, y, width, height = (round(box[key]) for key in ("x", "y", "width", "height"))
    clip: FloatRect = {"x": x, "y": y, "width": width, "height": height}
    return read_png(await page.screenshot(clip=clip, caret="initial"))
