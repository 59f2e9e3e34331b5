"""Exercises as a person puts them on a sheet and reads them back."""

from __future__ import annotations

import re

from playwright.async_api import Locator, expect

from tests.e2e.pages import RoomPage

#: height of a level scale's line, as it is put on an empty sheet; a share of the sheet's
LEVEL_LINE = 600 / 1414


async def place(
    room: RoomPage, kind: str, topic: str | None = None, *, lie: str | None = None
) -> None:
    """Put an exercise on the sheet, or on a new one where something lies already."""
    await room.page.get_by_role("button", name="Oefening", exact=True).click()
    panel = room.page.get_by_role("dialog", name="Een oefening op het vel")
    await panel.get_by_role("radio", name=re.compile(f"^{kind}")).check(force=True)
    if topic is not None:
        await panel.get_by_label("Waar gaat het over?").fill(topic)
    if lie is not None:
        await panel.get_by_role("radio", name=lie).check(force=True)
    await panel.get_by_role("button", name="Zet op het vel").click()
    await expect(panel).to_have_count(0)


def drawn(room: RoomPage, kind: str) -> Locator:
    """Return what of a kind lies on the sheet that is shown."""
    return room.sheet.locator(f"[data-type={kind}]:not([data-preview])")


async def until_now(room: RoomPage) -> Locator:
    """Open what the exercises say."""
    await room.page.get_by_role("banner").get_by_role("button", name="Meer").click()
    await room.page.get_by_role("dialog").get_by_role("button", name="Tot nu toe").click()
    panel = room.page.get_by_role("dialog", name="Tot nu toe")
    await expect(panel).to_be_visible()
    return panel
