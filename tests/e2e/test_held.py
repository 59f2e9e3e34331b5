"""What the other has selected and is moving, live and never stored; and moving one's own view."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.async_api import CDPSession, expect

from tests.e2e.browsers import PHONE, Browsers
from tests.e2e.meeting import NO_KNOCK, come_in, meet, meet_in_writing
from tests.e2e.pages import Point, RoomPage
from tests.e2e.sheet_page import Box, Sheet, Two
from tests.serving import RunningServer
from tests.until import until

HELD = ".held-frame"


@pytest.fixture
async def two(server: RunningServer, browsers: Browsers) -> Two:
    """Coach and client, writing, so that nothing but the sheet moves."""
    pair = await meet_in_writing(server, browsers)
    return Two(Sheet(pair.coach), Sheet(pair.client))


async def test_the_other_sees_what_i_hold_while_i_move_it(
    two: Two,
) -> None:
    """A frame with a name, things that move along; back at Escape; gone with the selection."""
    eva, sam = two.eva, two.sam
    stroke = await eva.stroke((0.2, 0.2), (0.4, 0.25))
    note = await eva.note((0.5, 0.5), "rust")
    before = {id_: await sam.box(id_) for id_ in (stroke, note)}
    held = sam.page.locator(HELD)
    await eva.key("v", "Control+a")
    await expect(held).to_have_count(2)
    await expect(sam.page.locator(".sheet-held")).to_contain_text("Eva")

    await eva.press_at((0.5, 0.5))
    await eva.carry_to((0.6, 0.6))
    for id_ in (stroke, note):
        await sam.sees(id_, before[id_].moved(0.1, 0.1), near=0.01)
    await eva.key("Escape")
    for id_ in (stroke, note):
        await sam.sees(id_, before[id_])
    await eva.page.mouse.up()
    for id_ in (stroke, note):
        await eva.sees(id_, before[id_])

    await eva.drag((0.5, 0.5), (0.55, 0.55))
    for id_ in (stroke, note):
        await sam.sees(id_, before[id_].moved(0.05, 0.05))
    await eva.key("Escape")
    await expect(held).to_have_count(0)


async def test_what_a_page_held_is_let_go_when_the_page_is_gone(
    two: Two, browsers: Browsers
) -> None:
    """No frame stays behind, and what was half moved lies where the log has it."""
    eva, sam = two.eva, two.sam
    box = await sam.shape("r", (0.3, 0.3), (0.5, 0.4))
    await expect(eva.drawn(box)).to_have_count(1)
    before = await eva.box(box)
    await sam.key("v")
    await sam.press_at((0.3, 0.35))
    await sam.carry_to((0.5, 0.65))
    await eva.sees(box, before.moved(0.2, 0.3), near=0.01)
    await expect(eva.page.locator(HELD)).to_have_count(1)
    await sam.page.close()
    await expect(eva.page.locator(HELD)).to_have_count(0)
    await eva.sees(box, before)


async def test_the_hand_and_the_space_bar_move_the_view_and_nothing_else(two: Two) -> None:
    """Wheel zooms, space or the hand pans, Shift+1 shows the whole sheet; the other's stays."""
    eva, sam = two.eva, two.sam
    box = await eva.shape("r", (0.3, 0.3), (0.6, 0.5))
    await expect(sam.drawn(box)).to_have_count(1)
    there = await sam.box(box)
    whole = await screen_of(eva, box)
    x, y = await eva.room.at((0.45, 0.4))
    await eva.page.mouse.move(x, y)
    await eva.page.keyboard.down("Control")
    await eva.page.mouse.wheel(0, -100)
    await eva.page.keyboard.up("Control")
    await until("it is nearer", lambda: wider(eva, box, whole.width * 1.5))
    await expect(eva.page.get_by_role("button", name="Hele vel")).to_contain_text("%")

    near = await screen_of(eva, box)
    await eva.key("v")
    await eva.page.keyboard.down(" ")
    await pull(eva, (x, y), (x - 60, y - 90))
    await eva.page.keyboard.up(" ")
    moved = await screen_of(eva, box)
    assert abs(moved.x - (near.x - 60)) < 3
    assert abs(moved.y - (near.y - 90)) < 3
    await eva.key("h")
    await pull(eva, (x, y), (x + 30, y + 40))
    back = await screen_of(eva, box)
    assert abs(back.x - (moved.x + 30)) < 3
    await eva.page.keyboard.press("Shift+Digit1")
    await until("the whole sheet is there", lambda: as_before(eva, box, whole))
    await sam.sees(box, there)


async def pull(sheet: Sheet, start: Point, end: Point) -> None:
    """Drag between two places on screen, CSS px."""
    await sheet.page.mouse.move(*start)
    await sheet.page.mouse.down()
    await sheet.page.mouse.move(*end, steps=5)
    await sheet.page.mouse.up()


async def screen_of(sheet: Sheet, id_: str) -> Box:
    """Return where something is on screen, CSS px."""
    box: Any = await sheet.drawn(id_).bounding_box()
    return Box(box["x"], box["y"], box["width"], box["height"])


async def wider(sheet: Sheet, id_: str, least: float) -> bool:
    return (await screen_of(sheet, id_)).width > least


async def as_before(sheet: Sheet, id_: str, before: Box) -> bool:
    return (await screen_of(sheet, id_)).like(before, 2)


class Finger:
    """One finger on a phone's glass."""

    def __init__(self, room: RoomPage, cdp: CDPSession) -> None:
        self.room = room
        self.cdp = cdp

    async def _send(self, kind: str, *points: Point) -> None:
        spots = [{"x": x, "y": y} for x, y in points]
        await self.cdp.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": spots})

    async def down(self, point: Point) -> None:
        """Put it down on a point of the sheet."""
        await self._send("touchStart", await self.room.at(point))

    async def to(self, point: Point) -> None:
        """Move it there, and a little on the way."""
        await self._send("touchMove", await self.room.at(point))

    async def up(self) -> None:
        """Lift it."""
        await self._send("touchEnd")

    async def tap(self, point: Point) -> None:
        """Touch and lift."""
        await self.down(point)
        await self.up()


async def test_on_a_phone_a_tap_lifts_a_long_press_selects_and_a_finger_moves(
    server: RunningServer, browsers: Browsers
) -> None:
    """The buttons are large enough for a thumb; what a finger drags moves for the other."""
    browser = await browsers.chromium()
    pair = await meet(server, browsers, browser, browser, form="Schrijven", knock=NO_KNOCK)
    eva = Sheet(pair.coach)
    note = await eva.note((0.4, 0.4), "rust")
    person = await browsers.person(browser, viewport=PHONE, has_touch=True, is_mobile=True)
    phone = Sheet(await come_in(person, pair.link, "Sam", "Schrijven"))
    await phone.page.get_by_role("button", name="Vel", exact=True).click()
    await expect(phone.drawn(note)).to_have_count(1)
    finger = Finger(phone.room, await person.context.new_cdp_session(phone.page))

    await finger.tap((0.4, 0.4))
    lifted = phone.page.locator(".note-lifted")
    await expect(lifted).to_be_visible()
    await finger.tap((0.1, 0.9))
    await expect(lifted).to_have_count(0)
    await finger.tap((0.1, 0.9))
    await expect(phone.bar).to_have_count(0)

    await finger.down((0.4, 0.4))
    await expect(phone.frames).to_be_visible()
    await finger.up()
    await expect(lifted).to_have_count(0)
    await expect(phone.bar).to_be_visible()
    for button in await phone.bar.get_by_role("button").all():
        box: Any = await button.bounding_box()
        assert box["width"] >= 44
        assert box["height"] >= 44
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= PHONE["width"]

    before = await eva.box(note)
    await finger.down((0.4, 0.4))
    for step in range(1, 6):
        await finger.to((0.4 + step * 0.04, 0.4 + step * 0.06))
    await finger.up()
    await eva.sees(note, before.moved(0.2, 0.3), near=0.012)
    await phone.bar.get_by_role("button", name="Maak roze").click()
    await expect(eva.page.get_by_role("button", name="Roze briefje")).to_have_count(1)

    # What is copied by a button is pasted by one: a finger rests on empty paper.
    await phone.bar.get_by_role("button", name="Meer", exact=True).click()
    await phone.bar.get_by_role("button", name="Kopieer").click()
    await finger.tap((0.1, 0.2))
    await expect(phone.bar).to_have_count(0)
    await finger.down((0.1, 0.2))
    await expect(phone.bar.get_by_role("button", name="Plak")).to_be_visible()
    await finger.up()
    await phone.bar.get_by_role("button", name="Plak").click()
    await expect(eva.all("note")).to_have_count(2)
