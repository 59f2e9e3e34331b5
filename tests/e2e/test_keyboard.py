"""Without a mouse: every step of a client's way is done with keys, and the focus is always seen."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.async_api import Locator, Page, expect

from tests.e2e.browsers import Browsers
from tests.e2e.coach_page import CoachPage
from tests.e2e.meeting import TITLE, begin_room
from tests.e2e.pages import RoomPage
from tests.serving import RunningServer
from tests.until import until

#: no place on any page is further away than this
MOST_TABS = 40
LEAST_RING_PX = 2

#: A ring may be drawn on what has the focus, or on the label's part that stands for it.
RING = """() => {
    const has = document.activeElement;
    const drawn = [has, has.nextElementSibling].filter((e) => e !== null);
    return Math.max(...drawn.map((element) => {
        const {outlineStyle, outlineWidth} = getComputedStyle(element);
        return outlineStyle === 'none' ? 0 : parseFloat(outlineWidth);
    }));
}"""
RINGS_AWAY = """() => {
    const none = new CSSStyleSheet();
    none.replaceSync('* { outline: none !important }');
    document.adoptedStyleSheets.push(none);
}"""
WHERE = """() => {
    const {tagName, className, ariaLabel, textContent} = document.activeElement;
    return `${tagName}.${className} ${ariaLabel ?? textContent.slice(0, 40)}`;
}"""


class Keys:
    """A person who has a keyboard and no mouse."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.path: list[str] = []

    async def press(self, key: str) -> None:
        """Press *key*; the focus may move, but is not lost."""
        await self.page.keyboard.press(key)
        self.path.append(f"{key}: {await self.page.evaluate(WHERE)}")

    async def to(self, wanted: Locator, key: str = "Tab") -> None:
        """Press *key* until *wanted* has the focus; whatever has it on the way is seen to."""
        await expect(wanted).to_be_attached()  # who has nothing before them presses nothing
        for _ in range(MOST_TABS):
            await self.press(key)
            has: Any = await self.page.evaluate("document.activeElement !== document.body")
            assert has, f"the focus was lost: {self.path}"
            await self.sees_focus()
            if await wanted.evaluate("element => element === document.activeElement"):
                return
        raise AssertionError(f"{wanted} is not on the way: {self.path}")

    async def sees_focus(self) -> None:
        """Fail unless what has the focus has a ring that can be seen."""
        width: Any = await self.page.evaluate(RING)
        assert width >= LEAST_RING_PX, f"no ring: {self.path}"


async def test_a_client_comes_in_draws_writes_and_leaves_by_keys_alone(
    server: RunningServer, browsers: Browsers
) -> None:
    """From the link to the goodbye with keys; each view takes the focus where it begins."""
    browser = await browsers.chromium()
    _, coach, link = await begin_room(
        server.invitation, await (await browsers.person(browser)).page()
    )

    page = await (await browsers.person(browser)).page(link)
    # Nobody presses keys before there is something to see.
    await expect(page.get_by_role("heading", name="Je gaat praten met Eva.")).to_be_visible()
    keys = Keys(page)
    await keys.to(page.get_by_role("radio", name=re.compile("^Beeld")))
    await keys.press("ArrowDown")
    await keys.press("ArrowDown")
    await expect(page.get_by_role("radio", name=re.compile("^Schrijven"))).to_be_checked()
    await expect(page.get_by_role("radio", name=re.compile("^Schrijven"))).to_be_focused()
    await keys.to(page.get_by_role("textbox", name="Hoe mogen we je noemen?"))
    await page.keyboard.type("Sam")
    await keys.to(page.get_by_role("button", name="Kom binnen"))
    await keys.press("Enter")

    # The room begins at its title; the sheet is one of its stops.
    client = await RoomPage(page).entered()
    await expect(page.get_by_role("heading", name="met Eva")).to_be_focused()
    who = page.get_by_role("button", name="Wie kan dit zien?")
    await keys.to(who)
    await keys.press("Enter")
    await expect(page.get_by_role("dialog")).to_be_visible()
    within: Any = await page.evaluate("document.activeElement.closest('dialog') !== null")
    assert within, "the focus is in the panel"
    await keys.press("Escape")
    await expect(who).to_be_focused()

    stage = page.get_by_role("group", name=re.compile("^Vel 1"))
    await keys.to(stage)
    await keys.press("n")
    field = page.get_by_role("textbox", name="Tekst op het briefje")
    await expect(field).to_be_focused()
    await keys.sees_focus()
    await page.keyboard.type("een rustig ontbijt")
    await keys.press("Escape")
    note = client.notes.and_(page.get_by_role("button", name=re.compile("een rustig ontbijt$")))
    await expect(note).to_be_focused()
    await keys.sees_focus()
    await coach.reads_note("een rustig ontbijt")
    before = await left_of(coach)
    for _ in range(3):
        await keys.press("Shift+ArrowRight")
    await expect(note).to_be_focused()

    async def moved() -> bool:
        return await left_of(coach) > before

    await until("the note moved on the coach's screen", moved)
    await keys.press("Escape")
    await expect(stage).to_be_focused()

    # Beside the sheet the letters are open in writing.
    await keys.to(page.get_by_role("textbox", name="Schrijf aan Eva"))
    await page.keyboard.type("Telefoon uit om tien uur.")
    await keys.to(page.get_by_role("button", name="Verstuur", exact=True))
    await keys.press("Enter")
    await expect(page.get_by_role("textbox", name="Schrijf aan Eva")).to_be_focused()
    await coach.reads("Telefoon uit om tien uur.")

    await keys.to(page.get_by_role("button", name="Weggaan"), "Shift+Tab")
    await keys.press("Enter")
    await expect(page.get_by_role("heading", name="Tot de volgende keer")).to_be_focused()
    await keys.to(page.get_by_role("button", name="Kom terug in de kamer"))


async def left_of(room: RoomPage) -> float:
    """How far from the sheet's left its one note stands, in widths of the sheet."""
    left: Any = await room.notes.evaluate("note => parseFloat(note.style.left) / 100")
    return float(left)


async def test_one_key_opens_the_letters_and_one_puts_them_away(
    server: RunningServer, browsers: Browsers
) -> None:
    """In a room with voice, w goes to the letters and Escape back to where one came from."""
    browser = await browsers.chromium()
    office = CoachPage(await (await browsers.person(browser)).page())
    page = office.page
    await office.make_workspace(server.invitation)
    await office.make_room(TITLE, "Sam")
    await (await office.go_in(TITLE)).arrive("Eva", "Stem")
    await RoomPage(page).entered()
    keys = Keys(page)
    await expect(page.get_by_role("heading", name=TITLE)).to_be_focused()
    await keys.press("w")
    await expect(page.get_by_role("textbox", name="Schrijf aan Sam")).to_be_focused()
    await page.keyboard.type("we")
    await keys.press("Escape")
    await expect(page.get_by_role("button", name="Schrijven", exact=True)).to_be_focused()
    await keys.press("Enter")
    composer = page.get_by_role("textbox", name="Schrijf aan Sam")
    await expect(composer).to_be_focused()
    await expect(composer).to_have_value("we")


async def test_a_page_without_rings_is_noticed(server: RunningServer, browsers: Browsers) -> None:
    """Control: with every ring taken away, the same look at the focus fails."""
    page = await (await browsers.person(await browsers.chromium())).page(server.url + "/")
    keys = Keys(page)
    link = page.get_by_role("textbox", name="Plak je link")
    await keys.to(link)
    await page.evaluate(RINGS_AWAY)
    with pytest.raises(AssertionError, match="no ring"):
        await keys.sees_focus()
