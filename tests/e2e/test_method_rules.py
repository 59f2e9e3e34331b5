"""The rules of the method that no screen may break, one test for each, named after its rule."""

from __future__ import annotations

import re

from playwright.async_api import Locator, expect

from tests.e2e.exercise_page import LEVEL_LINE, drawn, place, until_now
from tests.e2e.meeting import Pair
from tests.e2e.pages import RoomPage

#: middles on the sheet: within the inner circle, in the ring, and beside both
INNER, RING, OUTSIDE = (0.5, 0.47), (0.5, 0.22), (0.16, 0.9)


def read_by(room: RoomPage, text: str) -> Locator:
    """The note that says *text*, as *room*'s screen reader has it."""
    return room.page.get_by_role("button", name=text).and_(room.notes)


async def asks_nothing(room: RoomPage) -> None:
    """Nothing stands over the sheet that wants an answer, and nothing is called wrong."""
    await expect(room.page.get_by_role("alertdialog")).to_have_count(0)
    await expect(room.page.get_by_role("alert")).to_have_count(0)


async def test_the_order_is_never_forced(writing_pair: Pair) -> None:
    """Beside, in the ring before there is a ring, inside last: each is taken as it comes."""
    coach, client = writing_pair.coach, writing_pair.client
    await place(coach, "Cirkels", "Slapen")
    await expect(drawn(client, "circles")).to_have_count(1)
    await client.stick_note(OUTSIDE, "verhuizen")
    await client.stick_note(RING, "doorslapen")
    await client.stick_note(INNER, "op tijd naar bed")
    for text, zone in (
        ("verhuizen", "naast de cirkels"),
        ("doorslapen", "wil ik nog"),
        ("op tijd naar bed", "lukt al"),
    ):
        await expect(read_by(coach, text)).to_have_accessible_name(re.compile(zone))
    await place(coach, "Tot slot")
    await place(coach, "Schaal", "Slapen")
    await expect(drawn(client, "scale")).to_have_count(1)
    for room in (coach, client):
        await asks_nothing(room)
        await expect(room.page.get_by_role("dialog")).to_have_count(0)


async def test_what_is_chosen_does_not_move(writing_pair: Pair) -> None:
    """The mark comes and goes on the other's screen, and the note stays where it lies."""
    coach, client = writing_pair.coach, writing_pair.client
    await place(coach, "Cirkels", "Slapen")
    await client.stick_note(RING, "doorslapen")
    theirs = read_by(coach, "doorslapen")
    before = await theirs.bounding_box()
    await client.tool("Kiezen")
    await client.page.mouse.click(*await client.at(RING))
    await client.page.get_by_role("button", name="Kies dit", exact=True).click()
    await expect(theirs).to_have_accessible_name(re.compile("^Gekozen, .*wil ik nog"))
    assert await theirs.bounding_box() == before
    await client.page.get_by_role("button", name="Niet meer gekozen", exact=True).click()
    await expect(theirs).to_have_accessible_name(re.compile("^(?!Gekozen).*wil ik nog"))
    assert await theirs.bounding_box() == before


async def test_zero_is_nothing_of_it_yet_and_ten_is_how_one_wants_it(writing_pair: Pair) -> None:
    """So the ends say until somebody says it in own words; never the worst and the best."""
    await place(writing_pair.coach, "Schaal", "Slapen")
    scale = drawn(writing_pair.client, "scale")
    await expect(scale).to_contain_text("nog niets van")
    await expect(scale).to_contain_text("zoals ik het wil")


async def test_a_note_may_lie_outside_the_circles(writing_pair: Pair) -> None:
    """It stays there, without a word beside it, and is read back as lying beside them."""
    coach, client = writing_pair.coach, writing_pair.client
    await place(coach, "Cirkels", "Slapen")
    await client.stick_note(OUTSIDE, "verhuizen")
    await expect(read_by(coach, "verhuizen")).to_have_accessible_name(
        re.compile("naast de cirkels")
    )
    await expect(drawn(coach, "circles")).not_to_contain_text("ernaast")
    await expect(await until_now(coach)).to_contain_text("ernaast")


async def test_nothing_asks_to_confirm_a_low_number(writing_pair: Pair) -> None:
    """Below zero, zero and no number stand there as soon as they are set, as any other does."""
    coach, client = writing_pair.coach, writing_pair.client
    await place(coach, "Schaal", "Slapen")
    await client.tool("Kiezen")
    await client.page.mouse.click(*await client.at((0.5, LEVEL_LINE)))
    await client.page.get_by_role("button", name="Streepjes").click()
    panel = client.page.get_by_role("dialog", name="Streepjes op de schaal")
    marks = coach.sheet.locator("[data-kind=now] text")
    fills = set()
    for count, typed in enumerate(("8", "0", "-2", ""), start=1):
        await panel.get_by_label("Waar?").fill(typed)
        await panel.get_by_role("button", name="Zet het streepje").click()
        await expect(marks).to_have_count(count)
        await asks_nothing(client)
        fills.add(await marks.last.evaluate("text => getComputedStyle(text).fill"))
    await expect(client.page.get_by_role("dialog")).to_have_count(1)
    assert len(fills) == 1, "a low number looks as a high one does"
