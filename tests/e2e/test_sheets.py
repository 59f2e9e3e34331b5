"""
The sheets on the easel, by two people; what one does is read from the other's screen.

Each capability by pointer, and by keys alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from playwright.async_api import expect

from tests.e2e.browsers import Browsers
from tests.e2e.easel import Easel
from tests.e2e.meeting import Pair, meet_in_writing
from tests.e2e.pages import RoomPage, Threshold
from tests.serving import RunningServer
from tests.until import until

DOWN = [(0.2, 0.2), (0.5, 0.5)]
UP = [(0.2, 0.7), (0.6, 0.4)]


@dataclass
class Both:
    """Coach Eva and client Sam at one easel, writing."""

    pair: Pair
    coach: RoomPage
    client: RoomPage
    eva: Easel
    sam: Easel


@pytest.fixture
async def both(server: RunningServer, browsers: Browsers) -> Both:
    """Both in the room; one sheet lies there."""
    pair = await meet_in_writing(server, browsers)
    return Both(pair, pair.coach, pair.client, Easel(pair.coach), Easel(pair.client))


async def test_a_sheet_is_added_named_and_turned_to(both: Both) -> None:
    """The client sees the coach's new sheet, its name, and the other one when she turns back."""
    await both.coach.draw(DOWN)
    await both.eva.add()
    await both.eva.name("Werk")
    await both.sam.reads("Vel 1", "2 Werk")
    await both.sam.lies("2 Werk")
    await both.client.strokes_are(0)
    await both.coach.draw(UP)
    await both.client.strokes_are(1)
    await both.eva.turn("Vel 1")
    await both.sam.lies("Vel 1")
    await both.client.strokes_are(1)
    # A sheet is added behind the one that lies there, not at the end.
    await both.eva.add()
    await both.sam.reads("Vel 1", "Vel 2", "3 Werk")
    await both.client.strokes_are(0)


async def test_drawing_begins_while_the_sheet_still_turns(both: Both) -> None:
    """A stroke begun at once after turning is whole, on the new sheet, for both."""
    await both.coach.draw(DOWN)
    await both.coach.tool("Pen")
    mouse, page = both.coach.page.mouse, both.coach.page
    start, end = await both.coach.at((0.3, 0.3)), await both.coach.at((0.7, 0.6))
    box = await page.get_by_role("button", name="Nieuw vel").bounding_box()
    assert box is not None
    await mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    await mouse.move(*start)
    await mouse.down()
    await mouse.move(*end, steps=12)
    await mouse.up()
    await both.coach.strokes_are(1)
    await both.sam.lies("Vel 2")
    await both.client.strokes_are(1)
    await expect(page.locator(".sheet-turning")).to_have_count(0)
    drawn = await both.client.strokes.bounding_box()
    whole = await both.client.sheet.bounding_box()
    assert drawn is not None
    assert whole is not None
    assert drawn["width"] == pytest.approx(0.4 * whole["width"], rel=0.1)


async def test_sheets_change_places_by_dragging(both: Both) -> None:
    """A tab carried before the first, and a card carried behind the last, lie there for both."""
    for title in ("Een", "Twee", "Drie"):
        if title != "Een":
            await both.eva.add()
        await both.eva.name(title)
    await both.sam.reads("1 Een", "2 Twee", "3 Drie")
    await both.eva.tabs.filter(has_text="Drie").drag_to(
        both.eva.tabs.filter(has_text="Een"), target_position={"x": 4, "y": 20}
    )
    await both.sam.reads("1 Drie", "2 Een", "3 Twee")
    await both.eva.open_all()
    last = both.eva.cards.last
    box = await last.bounding_box()
    assert box is not None
    await both.eva.cards.first.drag_to(last, target_position={"x": box["width"] - 6, "y": 60})
    await both.sam.reads("1 Een", "2 Twee", "3 Drie")
    # What was carried was not opened.
    await expect(both.eva.dialog).to_be_visible()


async def test_paper_and_name_are_chosen_in_the_panel(both: Both) -> None:
    """Squares and lines are printed on the client's sheet too, and are gone with plain paper."""
    panel = await both.eva.open_this()
    await panel.get_by_label("Naam").fill("Schaal")
    ruling = both.client.page.locator(".sheet-paper .paper-ruling")
    await expect(ruling).to_have_count(0)
    await panel.get_by_text("Ruitjes").click()
    await expect(ruling).to_have_count(1)
    squares = await ruling.get_attribute("d")
    await panel.get_by_text("Lijnen").click()
    await expect(ruling).not_to_have_attribute("d", squares or "")
    await panel.get_by_text("Effen").click()
    await expect(ruling).to_have_count(0)
    await both.eva.close()
    await both.sam.reads("1 Schaal")


async def test_a_sheet_is_copied_put_away_and_brought_back(both: Both) -> None:
    """The copy holds what the sheet holds; put away it comes back at once, or later, whole."""
    await both.coach.draw(DOWN)
    panel = await both.eva.open_this()
    # The last sheet stays, and the panel says so.
    await expect(panel.get_by_text("Dit is het laatste vel.")).to_be_visible()
    await expect(panel.get_by_role("button", name="Leg weg")).to_have_attribute(
        "aria-disabled", "true"
    )
    await panel.get_by_label("Naam").fill("Werk")
    await panel.get_by_role("button", name="Kopieer dit vel").click()
    await both.sam.reads("1 Werk", "2 Werk (kopie)")
    await both.sam.lies("2 Werk (kopie)")
    await both.client.strokes_are(1)

    panel = await both.eva.open_this()
    await panel.get_by_role("button", name="Leg weg").click()
    await both.sam.reads("1 Werk")
    await both.coach.page.get_by_role("button", name="Terugzetten").click()
    await both.sam.reads("1 Werk", "2 Werk (kopie)")
    # It comes back where it was, and turns nobody.
    await both.sam.lies("1 Werk")

    await both.eva.turn("2 Werk (kopie)")
    panel = await both.eva.open_this()
    await panel.get_by_role("button", name="Leg weg").click()
    await both.sam.reads("1 Werk")
    # The client brings it back, from “all sheets”.
    panel = await both.sam.open_all()
    await expect(panel.get_by_text("Werk (kopie)")).to_be_visible()
    await panel.get_by_role("button", name="Zet terug").click()
    await both.sam.close()
    await both.eva.reads("1 Werk", "2 Werk (kopie)")
    await both.eva.turn("2 Werk (kopie)")
    await both.client.strokes_are(1)


async def test_a_client_looks_back_and_comes_along_again(both: Both) -> None:
    """Who looks back stays there when the coach turns, is told where she is, and can go there."""
    await both.eva.add()
    await both.eva.add()
    await both.sam.lies("Vel 3")
    await both.sam.turn("Vel 1")
    bar = both.client.page.get_by_text("Eva is bij vel 3.")
    await expect(bar).to_be_visible()
    # The coach sees where the client is; her own sheet stays.
    await expect(both.eva.tabs.first).to_contain_text("Sam kijkt hier")
    await both.eva.lies("Vel 3")
    await both.eva.turn("Vel 2")
    await expect(both.client.page.get_by_text("Eva is bij vel 2.")).to_be_visible()
    await both.sam.lies("Vel 1")
    await both.client.page.get_by_role("button", name="Terug naar Eva").click()
    await both.sam.lies("Vel 2")
    await expect(both.eva.tabs.first).not_to_contain_text("Sam kijkt hier")
    await both.eva.turn("Vel 3")
    await both.sam.lies("Vel 3")


async def test_nobody_is_torn_from_a_note_being_written(both: Both) -> None:
    """The coach turns while the client types: field and focus stay, no word is lost."""
    await both.eva.add()
    await both.eva.turn("Vel 1")
    await both.sam.lies("Vel 1")
    page = both.client.page
    await both.client.tool("Briefje")
    await page.mouse.click(*await both.client.at((0.5, 0.5)))
    await page.keyboard.type("Eerst dit ")
    await both.eva.turn("Vel 2")
    await expect(page.get_by_text("Als je klaar bent, ga je mee.")).to_be_visible()
    await page.keyboard.type("helemaal af")
    await expect(page.locator("textarea:focus")).to_have_value("Eerst dit helemaal af")
    await page.keyboard.press("Escape")
    await both.sam.lies("Vel 2")
    await both.eva.turn("Vel 1")
    await both.coach.reads_note("Eerst dit helemaal af")


async def test_off_each_leafs_alone(both: Both) -> None:
    """Switched off, a turn is one's own; switched on again, both are at the coach's sheet."""
    panel = await both.eva.open_all()
    together = panel.get_by_role("checkbox", name=re.compile("^Samen kijken"))
    await together.uncheck(force=True)
    await both.eva.close()
    await both.eva.add()
    await both.sam.reads("Vel 1", "Vel 2")
    await expect(both.eva.tabs.first).to_contain_text("Sam kijkt hier")
    await both.sam.lies("Vel 1")
    await both.eva.open_all()
    await together.check(force=True)
    await both.sam.lies("Vel 2")


async def test_who_comes_later_finds_the_right_sheet(both: Both) -> None:
    """A page that comes in after the turn lies at the coach's sheet; so does her own, reloaded."""
    for title in ("Een", "Twee", "Drie"):
        if title != "Een":
            await both.eva.add()
        await both.eva.name(title)
    await both.eva.turn("2 Twee")
    await both.sam.lies("2 Twee")
    for room, easel, name in ((both.client, both.sam, "Sam"), (both.coach, both.eva, "Eva")):
        await room.page.reload()
        await Threshold(room.page).arrive(name, "Schrijven")
        await room.entered()
        await easel.lies("2 Twee")


async def test_a_kept_sheet_is_as_it_was_and_is_put_back(both: Both) -> None:
    """What is kept stays as it was, can be looked at by both, and comes back as a new sheet."""
    await both.coach.draw(DOWN)
    panel = await both.eva.open_this()
    await panel.get_by_label("Naam").fill("Werk")
    await panel.get_by_role("button", name="Bewaar dit vel").click()
    title = panel.get_by_label("Onder welke naam?")
    await expect(title).to_have_value(re.compile(r"^Werk, \d+ \w+ \d{4}$"))
    await title.fill("Na het eerste gesprek")
    await panel.get_by_role("button", name="Bewaar", exact=True).click()
    await expect(panel.get_by_text("Bewaard als “Na het eerste gesprek”.")).to_be_visible()
    await both.eva.close()
    await both.coach.draw(UP)
    await both.client.strokes_are(2)

    panel = await both.sam.open_all()
    await panel.get_by_role("button", name="Na het eerste gesprek").click()
    picture = both.sam.dialog.get_by_role(
        "img", name=re.compile("^Na het eerste gesprek: één ding")
    )
    await expect(picture).to_be_visible()
    await both.sam.dialog.get_by_role("button", name="Zet terug als nieuw vel").click()
    await both.eva.reads("1 Werk", "2 Na het eerste gesprek")
    await both.eva.turn("2 Na het eerste gesprek")
    await both.coach.strokes_are(1)
    await both.eva.turn("1 Werk")
    await both.coach.strokes_are(2)


async def test_a_changed_sheet_is_kept_in_silence_and_once(both: Both) -> None:
    """Turned away from, a changed sheet is kept; turned away from again unchanged, it is not."""
    await both.coach.draw(DOWN)
    await both.eva.add()
    await both.sam.lies("Vel 2")
    kept = both.sam.dialog.get_by_text(re.compile(r"^Vanzelf bewaard"))
    await both.sam.open_all()
    await expect(kept).to_have_text("Vanzelf bewaard (1)")
    await both.eva.turn("Vel 1")
    await both.eva.turn("Vel 2")
    await both.eva.turn("Vel 1")
    await both.coach.draw(UP)
    await both.eva.turn("Vel 2")
    # The second one is of the second stroke: leafing through in between kept nothing.
    await expect(kept).to_have_text("Vanzelf bewaard (2)")
    await both.sam.close()
    await both.coach.say("klaar")
    await both.client.reads("klaar")
    await both.sam.open_all()
    await expect(kept).to_have_text("Vanzelf bewaard (2)")


async def test_only_the_coach_draws(both: Both) -> None:
    """Said kindly and at once to the client, whose pen draws nothing; and taken back likewise."""
    await both.client.draw(DOWN)
    await both.eva.only_coach(True)
    words = both.client.page.get_by_text("Eva tekent nu, jij kijkt mee. Schrijven kan gewoon.")
    await expect(words).to_be_visible()
    await expect(both.coach.page.get_by_text("Alleen jij tekent nu.")).to_be_visible()
    mouse = both.client.page.mouse
    await mouse.move(*await both.client.at(UP[0]))
    await mouse.down()
    await mouse.move(*await both.client.at(UP[1]), steps=6)
    await mouse.up()
    # The coach's stroke comes after; had the client's pen drawn, there would be three.
    await both.coach.draw([(0.8, 0.2), (0.8, 0.8)])
    await both.client.strokes_are(2)
    await both.client.say("Ik kijk mee")
    await both.coach.reads("Ik kijk mee")
    for adding in ("Nieuw vel",):
        button = both.client.page.get_by_role("button", name=adding)
        await expect(button).to_have_attribute("aria-disabled", "true")
    await both.coach.page.get_by_role("button", name="Laat Sam ook tekenen").click()
    await expect(words).to_have_count(0)
    await both.client.draw(UP)
    await both.coach.strokes_are(3)


async def test_by_keys_alone(both: Both) -> None:
    """Add, name, move, turn, put away and bring back with keys; the focus is where one left it."""
    page = both.coach.page
    keys = page.keyboard
    await page.get_by_role("button", name="Nieuw vel").focus()
    await keys.press("Enter")
    await both.sam.reads("Vel 1", "Vel 2")
    await both.eva.current.focus()
    await keys.press("F2")
    await keys.type("Werk")
    await keys.press("Enter")
    await both.sam.reads("Vel 1", "2 Werk")
    await expect(both.eva.current).to_be_focused()
    await keys.press("Control+Shift+ArrowLeft")
    await both.sam.reads("1 Werk", "Vel 2")
    await expect(both.eva.tabs.first).to_be_focused()
    await both.eva.stage.focus()
    await keys.press("PageDown")
    await both.sam.lies("Vel 2")
    await keys.press("PageUp")
    await both.sam.lies("1 Werk")

    await page.get_by_role("button", name="Alle vellen").focus()
    await keys.press("Enter")
    await expect(both.eva.cards).to_have_count(2)
    await both.eva.cards.first.focus()
    await keys.press("Control+Shift+ArrowRight")
    await both.sam.reads("Vel 1", "2 Werk")
    await expect(both.eva.cards.last).to_be_focused()
    await keys.press("Tab")
    await keys.press("Enter")
    await expect(both.eva.dialog.get_by_role("heading", name="Vel 2")).to_be_focused()
    away = both.eva.dialog.get_by_role("button", name="Leg weg")
    await away.focus()
    await keys.press("Enter")
    await both.sam.reads("Vel 1")
    await both.eva.dialog.get_by_role("button", name="Zet terug").focus()
    await keys.press("Enter")
    await both.sam.reads("Vel 1", "2 Werk")
    await keys.press("Escape")
    await expect(both.eva.dialog).to_have_count(0)
    # Back where the first of the panels was opened, however many followed.
    await expect(page.get_by_role("button", name="Alle vellen")).to_be_focused()


async def test_many_sheets_and_the_shown_one_in_sight(both: Both) -> None:
    """With thirty sheets the tab of the one that lies there is in sight for both, always."""
    for count in range(2, 31):
        await both.eva.add()
        assert await both.eva.tabs.count() == count
    await both.sam.lies("Vel 30")
    for easel in (both.eva, both.sam):
        await expect(easel.current).to_be_in_viewport(ratio=1)
    await both.eva.stage.focus()
    await both.coach.page.keyboard.press("PageUp")
    await both.sam.lies("Vel 29")
    await expect(both.sam.current).to_be_in_viewport(ratio=1)

    async def drawn() -> bool:
        cards = await both.eva.cards.count()
        return cards == 30

    await both.eva.open_all()
    await until("thirty cards", drawn)
    await both.eva.cards.first.click()
    await both.sam.lies("Vel 1")
    await expect(both.sam.current).to_be_in_viewport(ratio=1)


async def test_on_a_phone_one_button_between_two(both: Both) -> None:
    """A phone has “2 van 2”, the way back and on, and a new sheet behind the last."""
    await both.client.page.set_viewport_size({"width": 390, "height": 844})
    strip = both.client.page.get_by_role("navigation", name="Vellen")
    await both.client.page.get_by_role("button", name="Vel", exact=True).click()
    await strip.get_by_role("button", name="Nieuw vel").click()
    await expect(strip).to_contain_text("2 van 2")
    await both.eva.reads("Vel 1", "Vel 2")
    await strip.get_by_role("button", name="Vorig vel").click()
    await expect(strip).to_contain_text("1 van 2")
    await strip.get_by_role("button", name="1 van 2").click()
    await expect(both.sam.cards).to_have_count(2)
    await both.sam.cards.last.click()
    await expect(strip).to_contain_text("2 van 2")


async def test_with_reduced_motion_a_sheet_is_cut_to(
    server: RunningServer, browsers: Browsers
) -> None:
    """Nothing turns for whoever asked for less motion; for whoever did not, it does."""
    pair = await meet_in_writing(server, browsers)
    watch = """() => {
        window.turned = 0;
        const place = document.querySelector('.sheet-place');
        new MutationObserver((changes) => {
            for (const { addedNodes } of changes)
                for (const node of addedNodes)
                    if (node.className === 'sheet-turning') window.turned += 1;
        }).observe(place, { childList: true });
    }"""
    await pair.client.page.emulate_media(reduced_motion="reduce")
    for room in (pair.coach, pair.client):
        await room.page.evaluate(watch)
    await Easel(pair.coach).add()
    await Easel(pair.client).lies("Vel 2")
    assert await pair.coach.page.evaluate("window.turned") == 1
    assert await pair.client.page.evaluate("window.turned") == 0
