"""Remarks beside the player, as the two who write them have it."""

from __future__ import annotations

import re

from playwright.async_api import Locator, Page, expect

from tests.e2e.lend_page import Asking, answer, lent, link_of, question
from tests.e2e.meeting import Pair
from tests.e2e.pixels import read_png


class RemarksPage:
    """The player of what was lent, as one of the two has it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.list = page.get_by_role("region", name="Notities")
        self.words = self.list.locator(".remark-words")
        self.pins = page.get_by_role("button", name=re.compile("^Notitie \\d+ van"))
        self.ticks = page.locator(".player-remark-tick")

    async def there(self) -> RemarksPage:
        """Wait until the player is there."""
        await expect(self.page.get_by_role("slider", name="Moment in het gesprek")).to_be_visible()
        return self

    async def write(self, text: str) -> None:
        """Write at the middle of the sheet and this moment, by keys alone."""
        await self.page.get_by_role("slider", name="Moment in het gesprek").focus()
        await self.page.keyboard.press("m")
        await self.page.keyboard.press("ArrowUp")
        await self.page.keyboard.press("Enter")
        await self.fill(re.compile("^Notitie bij"), text)

    async def answer(self, number: int, text: str) -> None:
        """Answer a remark."""
        await self.page.get_by_role("button", name=f"Antwoord op notitie {number}").click()
        await self.fill(re.compile("^Antwoord op notitie"), text)

    async def fill(self, label: re.Pattern[str], text: str) -> None:
        """Write *text* where one writes now, and keep it."""
        field = self.page.get_by_role("textbox", name=label)
        await expect(field).to_be_focused()
        await field.fill(text)
        await self.page.keyboard.press("Control+Enter")
        await expect(field).to_have_count(0)

    async def blue_at(self, pin: Locator) -> int:
        """How much more blue than red is the most coloured point of a pin as it is seen."""
        box = await pin.bounding_box()
        assert box is not None, "the pin is not on screen"
        x, y, width, height = (round(box[key]) for key in ("x", "y", "width", "height"))
        clip = {"x": x, "y": y, "width": width, "height": height}
        picture = read_png(await self.page.screenshot(clip=clip, caret="initial"))  # type: ignore[arg-type]
        points = [picture.at(at / 20, 0.5) for at in range(20)]
        return max(blue - red for red, _, blue in points)


async def lend_to_noor(pair: Pair) -> str:
    """Ask, be told yes, and return the trainer's link."""
    asking = await Asking.open(pair.coach)
    await asking.only_sheets("Vel 1")
    await asking.ask("Noor")
    panel = await question(pair.client)
    await expect(panel).to_contain_text("Noor en Eva kunnen er notities bij schrijven")
    await answer(panel, "Ja, dat mag")
    return await link_of(await lent(pair.coach), "Noor")
