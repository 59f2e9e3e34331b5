"""Cards are written where they lie, by two people at once, and read on the other's screen."""

from __future__ import annotations

import re

from playwright.async_api import Locator, expect

from tests.e2e.browsers import PHONE, Browsers
from tests.e2e.exercise_page import drawn, field_in_hand, open_card, place, useful, write_card
from tests.e2e.meeting import NO_KNOCK, Pair, come_in, meet, meet_in_writing
from tests.e2e.pages import Point, RoomPage
from tests.serving import RunningServer

#: within the first and the second field of a step card, and on its title
WHAT: Point = (0.3, 0.3)
WHEN: Point = (0.3, 0.43)
WHEN_WORD: Point = (0.2, 0.393)
TITLE: Point = (0.8, 0.15)


def cell(room: RoomPage, at: int) -> Locator:
    """Return one field of the card as it is drawn: its label, then its words."""
    return drawn(room, "card").locator(f'[data-cell="{at}"]')


def listed(room: RoomPage, name: str) -> Locator:
    """Return the card as a screen reader has it, by how its name begins."""
    return room.things.and_(room.page.get_by_role("button", name=re.compile(f"^Kaart {name}: ")))


async def card_for_both(pair: Pair, kind: str) -> None:
    """Put a card on the sheet that both see, and take the hand that selects."""
    await place(pair.coach, kind)
    for room in (pair.coach, pair.client):
        await expect(drawn(room, "card")).to_have_count(1)
        await room.tool("Kiezen")


async def test_two_people_write_in_one_field_and_in_two(
    server: RunningServer, browsers: Browsers
) -> None:
    """Each letter comes to the other, also into the very field in which one writes."""
    pair = await meet_in_writing(server, browsers)
    coach, client = pair.coach, pair.client
    await card_for_both(pair, "Stapje")
    mine = await open_card(client, WHAT)
    await expect(mine).to_have_accessible_name("wat ga ik doen, op Mijn stapje")
    await mine.press_sequentially("bedenktijd vragen")
    yours = await open_card(coach, WHEN)
    await expect(yours).to_have_accessible_name("wanneer en waar, op Mijn stapje")
    await yours.press_sequentially("donderdag")
    await expect(cell(coach, 0)).to_contain_text("bedenktijd vragen")
    await expect(cell(client, 1)).to_contain_text("donderdag")
    # Into one field: the coach goes there, and writes at its beginning while the other writes on.
    await coach.page.keyboard.press("Shift+Tab")
    await expect(yours).to_have_value("bedenktijd vragen")
    await coach.page.keyboard.press("Home")
    for mine_letter, your_letter in zip(" aan Jan", "eerst.. ", strict=True):
        await client.page.keyboard.type(mine_letter)
        await coach.page.keyboard.type(your_letter)
    for room in (coach, client):
        await expect(field_in_hand(room)).to_have_value("eerst.. bedenktijd vragen aan Jan")
        await room.page.keyboard.press("Escape")
        await expect(field_in_hand(room)).to_have_count(0)
    for room in (coach, client):
        # Lines part between words, where a space is kept at the end.
        await expect(cell(room, 0)).to_contain_text(re.compile(r"eerst\.\..*bedenktijd.*aan Jan"))
        await expect(listed(room, "Mijn stapje")).to_have_accessible_name(
            "Kaart Mijn stapje: wat ga ik doen: eerst.. bedenktijd vragen aan Jan; "
            "wanneer en waar: donderdag; als … dan …: nog leeg"
        )


async def test_the_keyboard_goes_from_field_to_field_and_out_again(
    server: RunningServer, browsers: Browsers
) -> None:
    """Enter opens the first field, Tab the next and back to the card; undo is one row."""
    pair = await meet_in_writing(server, browsers)
    coach, client = pair.coach, pair.client
    await card_for_both(pair, "Tot slot")
    place_in_list = listed(client, "Tot slot")
    await expect(place_in_list).to_have_accessible_name("Kaart Tot slot: dit neem ik mee: nog leeg")
    await place_in_list.focus()
    keyboard = client.page.keyboard
    await keyboard.press("Enter")
    field = field_in_hand(client)
    await expect(field).to_be_focused()
    await keyboard.type("dat het kan\nen mag")
    await keyboard.press("Tab")
    numbers = useful(client).get_by_role("button")
    await expect(numbers).to_have_count(11)
    await expect(numbers.first).to_be_focused()
    await expect(field).to_have_count(0)
    for _ in range(7):
        await keyboard.press("ArrowRight")
    await keyboard.press("Enter")
    await expect(numbers.nth(7)).to_have_attribute("aria-pressed", "true")
    ringed = listed(coach, "Tot slot")
    said = "Kaart Tot slot: dit neem ik mee: dat het kan en mag"
    await expect(ringed).to_have_accessible_name(f"{said}; hoe nuttig: 7")
    await expect(drawn(coach, "card").locator(".card-ring")).to_have_count(1)
    await keyboard.press("Enter")
    await expect(ringed).to_have_accessible_name(said)
    await expect(drawn(coach, "card").locator(".card-ring")).to_have_count(0)
    await keyboard.press("Shift+Tab")
    await expect(field).to_have_value("dat het kan\nen mag")
    await keyboard.press("Tab")
    await keyboard.press("Tab")
    await expect(numbers).to_have_count(0)
    await expect(place_in_list).to_be_focused()
    # Taken back in the order in which it was done, whichever field it was.
    await client.undo()
    await expect(ringed).to_have_accessible_name(f"{said}; hoe nuttig: 7")
    await client.undo()
    await expect(ringed).to_have_accessible_name(said)
    await client.undo()
    await expect(ringed).to_have_accessible_name("Kaart Tot slot: dit neem ik mee: nog leeg")


async def test_a_number_is_clicked_on_the_card_and_agrees_with_the_panel(
    server: RunningServer, browsers: Browsers
) -> None:
    """A click rings it, another takes it away; the open panel of the other says the same."""
    pair = await meet_in_writing(server, browsers)
    coach, client = pair.coach, pair.client
    await card_for_both(pair, "Tot slot")
    await expect(drawn(coach, "card").locator("[data-value]")).to_contain_text("012345678910")
    await expect(drawn(coach, "card").locator(".card-ring")).to_have_count(0)
    await coach.page.mouse.click(*await coach.at(WHAT))
    await coach.page.get_by_role("button", name="Schrijf", exact=True).click()
    panel = coach.page.get_by_role("dialog", name="Schrijven op Tot slot")
    number = panel.get_by_label("Hoe nuttig was dit gesprek")
    await expect(number).to_have_value("")
    await client.page.mouse.click(*await on_number(client, "6"))
    await expect(number).to_have_value("6")
    await number.fill("6,5")
    ring = drawn(client, "card").locator('[data-value="6.5"]')
    await expect(ring).to_contain_text("6,5")
    await expect(ring.locator(".card-ring")).to_have_count(1)
    await coach.page.keyboard.press("Escape")
    await client.page.mouse.click(*await on_number(client, "9"))
    await expect(drawn(coach, "card").locator('[data-value="9"]')).to_have_count(1)
    # Straight away it would be one click of somebody who clicks twice at everything.
    await client.page.mouse.dblclick(*await on_number(client, "3"))
    await expect(drawn(coach, "card").locator('[data-value="3"]')).to_have_count(1)
    await client.page.mouse.click(*await on_number(client, "9"))
    await expect(drawn(coach, "card").locator('[data-value="9"]')).to_have_count(1)
    await client.page.mouse.click(*await client.at(TITLE))
    await client.page.mouse.click(*await on_number(client, "9"))
    await expect(drawn(coach, "card").locator('[data-value=""]')).to_have_count(1)
    await expect(listed(coach, "Tot slot")).to_have_accessible_name(
        "Kaart Tot slot: dit neem ik mee: nog leeg"
    )


async def on_number(room: RoomPage, number: str) -> Point:
    """Return where a drawn number is on screen."""
    written = drawn(room, "card").locator("[data-value] text").get_by_text(number, exact=True)
    box = await written.bounding_box()
    assert box is not None, "the number is not on screen"
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


async def test_a_selected_card_is_written_on_by_one_click_and_closed_by_escape(
    server: RunningServer, browsers: Browsers
) -> None:
    """The first click selects, the next writes where it falls; the field lies on its words."""
    pair = await meet_in_writing(server, browsers)
    coach, client = pair.coach, pair.client
    await card_for_both(pair, "Stapje")
    await write_card(client, ["een dag bedenktijd", "donderdag"])
    await expect(cell(coach, 1)).to_contain_text("donderdag")
    words = await coach.page.locator('[data-cell="1"] g.note-text').bounding_box()
    await coach.page.mouse.click(*await coach.at(TITLE))
    field = field_in_hand(coach)
    await expect(field).to_have_count(0)
    await coach.page.mouse.click(*await coach.at(WHEN))
    await expect(field).to_have_value("donderdag")
    box = await field.bounding_box()
    assert words is not None
    assert box is not None
    assert abs(box["x"] - words["x"]) < 4
    assert abs(box["y"] - words["y"]) < 8
    # What stands in the field is not drawn under it as well.
    await expect(cell(coach, 1)).not_to_contain_text("donderdag")
    await coach.page.mouse.click(*await coach.at(WHAT))
    await expect(field).to_have_value("een dag bedenktijd")
    await expect(cell(coach, 1)).to_contain_text("donderdag")
    await coach.page.keyboard.press("Escape")
    await expect(field).to_have_count(0)
    await expect(listed(coach, "Mijn stapje")).to_be_focused()
    # Two quick clicks choose no word that the next letter would take away.
    await coach.page.mouse.dblclick(*await coach.at(WHEN_WORD))
    await coach.page.keyboard.type(" om tien")
    await expect(field).to_have_value("donderdag om tien")


async def test_long_words_are_never_lost(server: RunningServer, browsers: Browsers) -> None:
    """They become smaller, then end in an ellipsis; field, list and panel have them all."""
    pair = await meet_in_writing(server, browsers)
    coach, client = pair.coach, pair.client
    await card_for_both(pair, "Stapje")
    await write_card(client, ["kort"])
    size = coach.page.locator('[data-cell="0"] g.note-text')
    await expect(cell(coach, 0)).to_contain_text("kort")
    await expect(size).to_have_attribute("font-size", "52")
    field = await open_card(client, WHAT)
    text = " ".join(f"woord{at}" for at in range(90))
    await field.fill(text)
    await client.page.keyboard.press("Escape")
    await expect(size).to_have_attribute("font-size", "28")
    await expect(size).to_contain_text("…")
    await expect(size).not_to_contain_text("woord89")
    field = await open_card(coach, WHAT)
    await expect(field).to_have_value(text)


async def test_on_a_phone_a_field_is_lifted_to_reading_size(
    server: RunningServer, browsers: Browsers
) -> None:
    """A tap selects, the next opens the field; numbers are as large as a finger."""
    browser = await browsers.chromium()
    pair = await meet(server, browsers, browser, browser, form="Schrijven", knock=NO_KNOCK)
    coach = pair.coach
    await place(coach, "Tot slot")
    person = await browsers.person(browser, viewport=PHONE, has_touch=True, is_mobile=True)
    client = await come_in(person, pair.link, "Sam", "Schrijven")
    await client.page.get_by_role("button", name="Vel", exact=True).click()
    await expect(drawn(client, "card")).to_have_count(1)
    touch = client.page.touchscreen
    await touch.tap(*await client.at(WHAT))
    await expect(client.page.get_by_role("button", name="Schrijf", exact=True)).to_be_visible()
    await touch.tap(*await client.at(WHAT))
    field = field_in_hand(client)
    await expect(field).to_be_focused()
    await field.press_sequentially("dat ik het al kan")
    shown = await field.evaluate("f => f.getBoundingClientRect().height / f.offsetHeight")
    size = await field.evaluate("f => parseFloat(getComputedStyle(f).fontSize)")
    assert shown * size >= 16
    await expect(cell(coach, 0)).to_contain_text("dat ik het al kan")
    await touch.tap(*await on_number(client, "8"))
    eight = useful(client).get_by_role("button", name="8", exact=True)
    box = await eight.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 44
    await eight.tap()
    await expect(listed(coach, "Tot slot")).to_have_accessible_name(re.compile("hoe nuttig: 8$"))
