"""The sheet without eyes and without a mouse: what lies there, what is done, what has the focus."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.async_api import Locator, expect

from tests.e2e.meeting import Pair
from tests.e2e.pages import RoomPage
from tests.e2e.screens import Look, show
from tests.e2e.test_axe import faults
from tests.until import until

#: what a reader aloud was given, in order
LISTEN = """() => {
    window.heard = [];
    const region = document.querySelector('[data-told]');
    let last = region.textContent;
    new MutationObserver(() => {
        const now = region.textContent;
        if (now !== last) window.heard.push(now.trim());
        last = now;
    }).observe(region, {childList: true, characterData: true, subtree: true});
}"""

LIVELY_NL = """
- group "Vel 1":
  - list "Op dit vel":
    - /children: equal
    - listitem:
      - 'button "Geel briefje van Eva: rust"'
    - listitem:
      - button "Tekening van Sam, zwart, 2 strepen, rechtsboven"
    - listitem:
      - 'button "Blauw briefje van Sam: een rustig ontbijt"'
    - listitem:
      - 'button "Tekst van Eva: waar sta je nu"'
    - listitem:
      - button "Blauwe pijl naar rechts, in het midden"
    - listitem:
      - button "Tekening van Eva, rood, 1 streep, linksonder"
    - listitem:
      - button "Markering van Eva, geel, 1 streep, rechtsonder"
"""
LIVELY_EN = """
- group "Sheet 1":
  - list "On this sheet":
    - /children: equal
    - listitem:
      - 'button "Yellow note by Eva: rust"'
    - listitem:
      - button "Drawing by Sam, black, 2 strokes, top right"
    - listitem:
      - 'button "Blue note by Sam: een rustig ontbijt"'
    - listitem:
      - 'button "Text by Eva: waar sta je nu"'
    - listitem:
      - button "Blue arrow to the right, in the middle"
    - listitem:
      - button "Drawing by Eva, red, 1 stroke, bottom left"
    - listitem:
      - button "Highlighting by Eva, yellow, 1 stroke, bottom right"
"""


def stage(room: RoomPage) -> Locator:
    """The sheet as one stop of the Tab key."""
    return room.page.get_by_role("group", name=re.compile("^(Vel|Sheet) 1"))


async def drag(room: RoomPage, *points: tuple[float, float]) -> None:
    """Draw with whatever is in hand."""
    mouse = room.page.mouse
    await mouse.move(*await room.at(points[0]))
    await mouse.down()
    for point in points[1:]:
        x, y = await room.at(point)
        await mouse.move(x, y, steps=6)
    await mouse.up()


async def make_lively(pair: Pair) -> None:
    """Both write, draw and mark, each with tools of their own."""
    coach, client = pair.coach, pair.client
    await coach.stick_note((0.2, 0.15), "rust")
    await client.draw([(0.7, 0.14), (0.8, 0.16)])
    await client.draw([(0.72, 0.2), (0.8, 0.2)])
    await client.tool("Briefje")
    await client.page.get_by_role("button", name="Blauw briefje").first.click()
    await client.page.mouse.click(*await client.at((0.2, 0.42)))
    await client.page.keyboard.type("een rustig ontbijt")
    await client.page.keyboard.press("Escape")
    await client.page.keyboard.press("Escape")
    await coach.tool("Tekst")
    await coach.page.mouse.click(*await coach.at((0.5, 0.4)))
    await coach.page.keyboard.type("waar sta je nu")
    await coach.page.keyboard.press("Escape")
    await coach.page.keyboard.press("Escape")
    await coach.page.keyboard.press("a")
    await coach.page.get_by_role("button", name="Blauwe stift").first.click()
    await drag(coach, (0.4, 0.55), (0.6, 0.55))
    await coach.tool("Pen")
    await coach.page.get_by_role("button", name="Rode stift").first.click()
    await drag(coach, (0.1, 0.8), (0.2, 0.82))
    await coach.page.keyboard.press("Shift+P")
    await drag(coach, (0.7, 0.9), (0.9, 0.9))
    await coach.page.keyboard.press("v")
    await expect(coach.things).to_have_count(7)
    await expect(client.things).to_have_count(7)


async def test_a_lively_sheet_is_read_in_order_in_both_languages(writers: Pair) -> None:
    """Each sees in the accessibility tree what both made; axe has nothing to say of it."""
    await make_lively(writers)
    await expect(stage(writers.client)).to_match_aria_snapshot(LIVELY_NL)
    await expect(stage(writers.coach)).to_match_aria_snapshot(LIVELY_NL)
    assert await faults(writers.client.page) == []
    await show(writers.client.page, Look("en", "desktop", "light"))
    await expect(stage(writers.client)).to_match_aria_snapshot(LIVELY_EN)


async def test_the_list_reads_wrong_when_the_sheet_is_another(writers: Pair) -> None:
    """Control: with one note more the same expected text does not match."""
    await make_lively(writers)
    await writers.coach.stick_note((0.6, 0.7), "meer")
    await writers.client.reads_note("meer")
    with pytest.raises(AssertionError):
        await expect(stage(writers.client)).to_match_aria_snapshot(LIVELY_NL, timeout=2000)


async def test_a_note_is_made_coloured_moved_resized_removed_and_brought_back_by_keys(
    writers: Pair,
) -> None:
    """Each step with keys alone, and read from the other's accessibility tree."""
    coach, client = writers.coach, writers.client
    keys = coach.page.keyboard
    await stage(coach).focus()
    await keys.press("n")
    await keys.type("een rustig ontbijt")
    await keys.press("Escape")
    mine = coach.thing("Geel briefje van Eva: een rustig ontbijt")
    await expect(mine).to_be_focused()
    theirs = client.thing("Geel briefje van Eva: een rustig ontbijt")
    await expect(theirs).to_have_count(1)

    await keys.press("Shift+F10")
    bar = coach.page.get_by_role("group", name="Wat je hebt gekozen")
    blue = bar.get_by_role("button", name="Maak blauw")
    for _ in range(4):
        await keys.press("Tab")
        if await blue.evaluate("button => button === document.activeElement"):
            break
    await keys.press("Enter")
    theirs = client.thing("Blauw briefje van Eva: een rustig ontbijt")
    await expect(theirs).to_have_count(1)

    before = await theirs.bounding_box()
    mine = coach.thing("Blauw briefje van Eva: een rustig ontbijt")
    await mine.focus()
    await keys.press("Shift+ArrowRight")
    await keys.press("Shift+ArrowDown")
    await keys.press("Control+Shift+ArrowRight")
    await expect(mine).to_be_focused()

    async def moved_and_wider() -> bool:
        now = await theirs.bounding_box()
        assert now is not None
        assert before is not None
        moved = now["x"] > before["x"] + 10 and now["y"] > before["y"] + 10
        return moved and now["width"] > before["width"] + 10

    await until("the note moved and grew on the other's screen", moved_and_wider)

    await keys.press("Delete")
    await expect(theirs).to_have_count(0)
    await expect(stage(coach)).to_be_focused()
    await keys.press("Control+z")
    await expect(theirs).to_have_count(1)


async def test_sixty_notes_are_left_with_two_keys(writers: Pair) -> None:
    """Arrows go in, Tab goes on, Escape goes back; from the sheet one Tab leaves it."""
    coach = writers.coach
    keys = coach.page.keyboard
    await coach.page.get_by_role("button", name="Meer", exact=True).click()
    await coach.page.get_by_role("button", name="Lijst plakken").click()
    panel = coach.page.get_by_role("dialog", name="Lijst plakken")
    await panel.get_by_role("textbox").fill("\n".join(f"punt {n}" for n in range(60)))
    await panel.get_by_role("button", name="Plak 60 briefjes").click()
    await expect(coach.things).to_have_count(60)
    await stage(coach).focus()
    await keys.press("Escape")
    await keys.press("v")
    await keys.press("ArrowDown")
    await expect(coach.thing("Geel briefje van Eva: punt 0")).to_be_focused()
    await keys.press("Tab")
    await expect(coach.thing("Geel briefje van Eva: punt 1")).to_be_focused()
    await keys.press("End")
    await expect(coach.thing("Geel briefje van Eva: punt 59")).to_be_focused()
    await keys.press("Shift+Tab")
    await expect(coach.thing("Geel briefje van Eva: punt 58")).to_be_focused()
    await keys.press("Escape")
    await expect(stage(coach)).to_be_focused()
    await keys.press("Tab")
    outside: Any = await coach.page.evaluate(
        "document.activeElement.closest('.sheet-stage') === null"
        " && document.activeElement !== document.body"
    )
    assert outside


async def test_the_focus_is_not_lost_when_the_other_takes_away_what_has_it(writers: Pair) -> None:
    """The neighbour takes it, after the last the sheet; a field's words are told."""
    coach, client = writers.coach, writers.client
    for index, text in enumerate(("een", "twee", "drie")):
        await coach.stick_note((0.2 + 0.3 * index, 0.2), text)
        await client.reads_note(text)
    await coach.thing("Geel briefje van Eva: twee").focus()
    await client.thing("Geel briefje van Eva: twee").focus()
    await client.page.keyboard.press("Delete")
    await expect(coach.thing("Geel briefje van Eva: drie")).to_be_focused()
    await coach.page.keyboard.press("F2")
    await coach.page.keyboard.type(" en vier")
    await client.thing("Geel briefje van Eva: drie en vier").focus()
    await client.page.keyboard.press("Delete")
    await expect(coach.page.get_by_text("Er stond: “drie en vier”")).to_be_visible()
    await expect(stage(coach)).to_be_focused()
    await coach.thing("Geel briefje van Eva: een").focus()
    await client.thing("Geel briefje van Eva: een").focus()
    await client.page.keyboard.press("Delete")
    await expect(stage(coach)).to_be_focused()


async def test_one_hears_what_the_other_does_and_nothing_of_ones_own(writers: Pair) -> None:
    """Few sentences: a note with its words, ten strokes as one; none when it is switched off."""
    coach, client = writers.coach, writers.client
    for room in (coach, client):
        await expect(room.page.locator("[data-told]")).to_be_attached()
        await room.page.evaluate(LISTEN)

    async def heard(room: RoomPage) -> list[str]:
        found: Any = await room.page.evaluate("window.heard")
        return [str(words) for words in found]

    await client.stick_note((0.3, 0.2), "rust")
    await coach.reads_note("rust")

    async def note_told() -> bool:
        return await heard(coach) == ["Sam plakte een briefje: rust"]

    await until("the note was told", note_told)
    await client.tool("Pen")
    for index in range(10):
        await drag(client, (0.3, 0.5 + index / 40), (0.5, 0.5 + index / 40))

    async def drawing_told() -> bool:
        return "Sam tekende" in await heard(coach)

    await until("the drawing was told", drawing_told)
    await coach.strokes_are(10)
    assert (await heard(coach)).count("Sam tekende") <= 2

    await coach.page.get_by_role("button", name="Meer", exact=True).click()
    await coach.page.get_by_label("Lees voor wat de ander op het vel doet").uncheck()
    await coach.page.keyboard.press("Escape")
    before = await heard(coach)
    await client.stick_note((0.7, 0.2), "stil")
    await coach.reads_note("stil")
    await coach.page.get_by_role("button", name="Meer", exact=True).click()
    await coach.page.get_by_label("Lees voor wat de ander op het vel doet").check()
    await coach.page.keyboard.press("Escape")
    await client.stick_note((0.7, 0.6), "weer")

    async def told_again() -> bool:
        return "Sam plakte een briefje: weer" in await heard(coach)

    await until("it is told again", told_again)
    assert not any("stil" in words for words in await heard(coach))
    assert (await heard(coach))[: len(before)] == before
    assert await heard(client) == []
