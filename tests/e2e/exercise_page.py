"""Exercises as a person puts them on a sheet and reads them back."""

from __future__ import annotations

import re
from collections.abc import Sequence

from playwright.async_api import Locator, expect

from tests.e2e.pages import Point, RoomPage

#: height of a level scale's line, as it is put on an empty sheet; a share of the sheet's
LEVEL_LINE = 590 / 1414


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


async def open_card(room: RoomPage, at: Point = (0.3, 0.3)) -> Locator:
    """Click twice on a field of the sheet's card; return where one writes."""
    await expect(drawn(room, "card")).to_have_count(1)
    await room.tool("Kiezen")
    await room.page.mouse.dblclick(*await room.at(at))
    field = field_in_hand(room)
    await expect(field).to_be_focused()
    return field


def field_in_hand(room: RoomPage) -> Locator:
    """Return the field over the sheet in which one writes."""
    return room.page.locator("textarea.note-editor")


async def write_card(room: RoomPage, cells: Sequence[str], number: int | None = None) -> None:
    """Write into the empty fields of the sheet's card, by Tab from one to the next."""
    field = await open_card(room)
    for at, text in enumerate(cells):
        if at > 0:
            await room.page.keyboard.press("Tab")
        await expect(field).to_have_value("")
        await field.press_sequentially(text)
    if number is not None:
        await room.page.keyboard.press("Tab")
        await useful(room).get_by_role("button", name=str(number), exact=True).click()
    await room.page.keyboard.press("Escape")
    await expect(field).to_have_count(0)


def useful(room: RoomPage) -> Locator:
    """Return the numbers of a closing card, as they are pressed."""
    return room.page.get_by_role("group", name=re.compile("^Hoe nuttig was dit gesprek"))


async def until_now(room: RoomPage) -> Locator:
    """Open what the exercises say."""
    await room.page.get_by_role("banner").get_by_role("button", name="Meer", exact=True).click()
    await room.page.get_by_role("dialog").get_by_role("button", name="Tot nu toe").click()
    panel = room.page.get_by_role("dialog", name="Tot nu toe")
    await expect(panel).to_be_visible()
    return panel
