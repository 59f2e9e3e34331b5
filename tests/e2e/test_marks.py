"""Marks taken by hand and by keys along their scale, read from the other's screen."""

from __future__ import annotations

import re
import time

from playwright.async_api import Locator, expect

from tests.e2e.browsers import PHONE, Browsers
from tests.e2e.earlier_session import a_week_ago, come_a_week_later, spelled
from tests.e2e.exercise_page import LEVEL_LINE, drawn, place
from tests.e2e.meeting import Pair, come_in
from tests.e2e.pages import Point, RoomPage
from tests.e2e.test_held import Finger
from tests.serving import RunningServer
from tests.until import until


def at_value(value: float, line: float = LEVEL_LINE) -> Point:
    """Return where a value lies on a level scale."""
    return (120 + 76 * value) / 1000, line


def mark(room: RoomPage, name: str) -> Locator:
    """Return the one mark that is called so aloud."""
    return room.things.and_(room.page.get_by_role("button", name=re.compile(name)))


async def choose_scale(room: RoomPage) -> None:
    """Draw a frame around the line."""
    await room.tool("Kiezen")
    left, right = at_value(-0.5, LEVEL_LINE - 0.04), at_value(10.5, LEVEL_LINE + 0.04)
    await room.page.mouse.move(*await room.at(left))
    await room.page.mouse.down()
    await room.page.mouse.move(*await room.at(right), steps=5)
    await room.page.mouse.up()


async def carry(room: RoomPage, start: Point, end: Point) -> None:
    """Take what lies at *start* to *end*, and keep holding it."""
    await room.page.mouse.move(*await room.at(start))
    await room.page.mouse.down()
    await room.page.mouse.move(*await room.at(end), steps=8)


async def shows_stroke(room: RoomPage, value: float) -> None:
    """Wait until the only mark's stroke is drawn at *value*."""
    stroke = room.sheet.locator("[data-mark] .ink")
    wanted = (await room.at(at_value(value)))[0]

    async def there() -> bool:
        box = await stroke.bounding_box()
        return box is not None and abs(box["x"] + box["width"] / 2 - wanted) < 4

    await until(f"the mark is drawn at {value}", there)


async def test_a_mark_is_set_on_the_line_and_taken_along_it(writing_pair: Pair) -> None:
    """The other sees it on its way, and where it was when it is given up; each is one act."""
    coach, client = writing_pair.coach, writing_pair.client
    await place(coach, "Schaal", "Grenzen aangeven")
    await expect(drawn(client, "scale")).to_have_count(1)
    await choose_scale(client)
    await client.page.mouse.click(*await client.at(at_value(4.55)))
    choices = client.page.get_by_role("group", name=re.compile("^Hier, bij 4,5:"))
    await choices.get_by_role("button", name="nu", exact=True).click()
    day = spelled(round(time.time() * 1000), weekday=False)
    await expect(mark(coach, "^Streepje")).to_have_accessible_name(f"Streepje nu, Sam, 4,5, {day}")

    await carry(client, at_value(4.5), at_value(7))
    await shows_stroke(coach, 7)
    await client.page.keyboard.press("Escape")
    await shows_stroke(coach, 4.5)
    await client.page.mouse.up()
    await expect(mark(coach, "^Streepje nu, Sam, 4,5,")).to_have_count(1)

    # By its words, softly onto a half, and beyond the end.
    await carry(client, at_value(4.7, LEVEL_LINE + 50 / 1414), at_value(6.28, LEVEL_LINE + 0.03))
    await client.page.mouse.up()
    await expect(mark(coach, "^Streepje nu, Sam, 6,")).to_have_count(1)
    await carry(client, at_value(6), at_value(-0.95))
    await client.page.mouse.up()
    await expect(mark(coach, "^Streepje nu, Sam, −1,")).to_have_count(1)
    await shows_stroke(coach, -1)
    await client.undo()
    await expect(mark(coach, "^Streepje nu, Sam, 6,")).to_have_count(1)


async def test_keys_move_and_remove_a_mark(writing_pair: Pair) -> None:
    """From the sheet's list: a half, with Shift a whole one; Delete takes away; all undone."""
    coach, client = writing_pair.coach, writing_pair.client
    await place(coach, "Schaal", "Slapen")
    await choose_scale(coach)
    await coach.page.mouse.click(*await coach.at(at_value(3)))
    await coach.page.get_by_role("button", name="zo wil ik het", exact=True).click()
    await expect(mark(client, "^Streepje zo wil ik het, Eva, 3,")).to_have_count(1)
    own = mark(coach, "^Streepje zo wil ik het")
    await own.focus()
    for key in ("ArrowRight", "Shift+ArrowRight", "ArrowUp"):
        await coach.page.keyboard.press(key)
    await expect(mark(client, "^Streepje zo wil ik het, Eva, 5,")).to_have_count(1)
    await expect(own).to_be_focused()
    await coach.page.keyboard.press("F2")
    panel = coach.page.get_by_role("dialog", name="Streepjes op de schaal")
    await expect(panel).to_contain_text("zo wil ik het: 5,")
    await coach.page.keyboard.press("Escape")
    await own.focus()
    await coach.page.keyboard.press("Delete")
    await expect(client.sheet.locator("[data-mark]")).to_have_count(0)
    await expect(drawn(client, "scale")).to_have_count(1)
    await coach.undo()
    await expect(mark(client, "^Streepje zo wil ik het, Eva, 5,")).to_have_count(1)


async def test_a_finger_takes_a_mark(
    server: RunningServer, browsers: Browsers, writing_pair: Pair
) -> None:
    """By a long press; then at once, beside its stroke as well. It stays whose it was."""
    coach = writing_pair.coach
    await place(coach, "Schaal", "Slapen")
    await choose_scale(coach)
    await coach.page.mouse.click(*await coach.at(at_value(5)))
    await coach.page.get_by_role("button", name="nu", exact=True).click()
    browser = await browsers.chromium()
    person = await browsers.person(browser, viewport=PHONE, has_touch=True, is_mobile=True)
    phone = await come_in(person, writing_pair.link, "Sam", "Schrijven")
    await phone.page.get_by_role("button", name="Vel", exact=True).click()
    await expect(phone.sheet.locator("[data-mark]")).to_have_count(1)
    finger = Finger(phone, await person.context.new_cdp_session(phone.page))
    for start, value, end in ((5.0, 7, 7.04), (7.3, 3, 3.3)):
        await finger.down(at_value(start))
        await expect(phone.page.locator("[data-mark-chosen]")).to_be_visible()
        for share in (0.25, 0.5, 0.75, 1):
            await finger.to(at_value(start + (end - start) * share, LEVEL_LINE + 0.02 * share))
        await shows_stroke(coach, value)
        await finger.up()
        await expect(mark(coach, f"^Streepje nu, Eva, {value},")).to_have_count(1)
    bar = phone.page.get_by_role("group", name="Wat je hebt gekozen")
    for button in await bar.get_by_role("button").all():
        box = await button.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 44
    await bar.get_by_role("button", name="Haal weg").click()
    await expect(coach.sheet.locator("[data-mark]")).to_have_count(0)
    await expect(drawn(coach, "scale")).to_have_count(1)


async def test_a_mark_of_an_earlier_day_stays(server: RunningServer, browsers: Browsers) -> None:
    """Taken along today it stays with its day, and today has one of its own; said softly."""
    began = a_week_ago()
    pair = await come_a_week_later(server, browsers, began)
    coach, client = pair.coach, pair.client
    for room in (coach, client):
        await room.page.locator(".sheet-tab", has_text="Schaal").click()
        await expect(room.sheet.locator("[data-mark]")).to_have_count(3)
    line = 780 / 1414
    await client.tool("Kiezen")
    await carry(client, at_value(4, line), at_value(7.06, line))
    await expect(coach.sheet.locator("[data-mark]")).to_have_count(4)
    await client.page.mouse.up()
    day = spelled(began, weekday=False)
    bar = client.page.get_by_role("group", name="Wat je hebt gekozen")
    await expect(bar).to_contain_text(f"Het streepje van {day} blijft staan.")
    await expect(mark(coach, f"^Streepje nu, .*4, {day}$")).to_have_count(1)
    day = spelled(round(time.time() * 1000), weekday=False)
    await expect(mark(coach, f"^Streepje nu, .*7, {day}$")).to_have_count(1)
    await expect(coach.sheet.locator("[data-mark]")).to_have_count(4)
    await client.undo()
    await expect(coach.sheet.locator("[data-mark]")).to_have_count(3)
