"""Out of sight at once, and help at hand without being asked for."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.e2e.browsers import PHONE, Browsers
from tests.e2e.coach_page import CoachPage
from tests.e2e.letter_page import LetterPage
from tests.e2e.meeting import NO_KNOCK, TITLE, Pair, meet_in_writing
from tests.e2e.pages import RoomPage, Threshold
from tests.serving import RunningServer

SECRET = "niemand mag dit zien"


@pytest.fixture
async def writers(server: RunningServer, browsers: Browsers) -> Pair:
    """Coach and client in one room, in writing; what the client wrote stands there."""
    pair = await meet_in_writing(server, browsers)
    await pair.client.say(SECRET)
    return pair


async def is_neutral(page: Page, server: RunningServer) -> None:
    """Nothing of the room: on screen, in the title, in the address, in the tab's own memory."""
    await expect(page.get_by_role("heading", name="Pannenkoeken", exact=True)).to_be_visible()
    await expect(page).to_have_title("Pannenkoeken")
    await expect(page).to_have_url(f"{server.url}/recept.html")
    html = (await page.content()).lower()
    for word in (SECRET, "flipover", "eva", "sam", "coach", "briefje"):
        assert word not in html, word
    assert await page.evaluate("Object.keys(sessionStorage)") == []
    icon: Any = await page.locator('link[rel="icon"]').get_attribute("href")
    assert icon == "data:,"


async def test_three_times_escape_leaves_nothing_on_screen_title_or_history(
    writers: Pair, server: RunningServer
) -> None:
    """Also out of a dialog; the way back leads past the room, and forward neither."""
    page = writers.client.page
    await page.get_by_role("button", name="Meer", exact=True).click()
    await expect(page.get_by_role("dialog")).to_be_visible()
    length = await page.evaluate("history.length")
    async with page.expect_event("domcontentloaded"):
        for _ in range(3):
            await page.keyboard.press("Escape")
    await is_neutral(page, server)
    assert await page.evaluate("history.length") == length
    await expect(writers.coach.page.get_by_role("banner")).to_contain_text(
        re.compile("Sam is (even weg|weggegaan)")
    )
    await page.go_back()
    assert SECRET not in await page.content()
    assert "/r/" not in page.url
    await page.go_forward()
    await is_neutral(page, server)
    # The address alone opens nothing: the key went with the tab.
    await page.goto(writers.link.split("#")[0])
    await expect(page.get_by_role("heading").first).to_be_visible()
    await expect(page.get_by_role("button", name="Kom binnen")).to_have_count(0)


async def test_the_button_does_the_same_on_a_phone_and_without_a_network(
    writers: Pair, server: RunningServer
) -> None:
    """The neutral page was there before it was needed."""
    page = writers.client.page
    await page.set_viewport_size(PHONE)
    writers.client_person.watch.allow(r"ERR_INTERNET_DISCONNECTED|WebSocket")
    await writers.client_person.context.set_offline(True)
    await page.get_by_role("banner").get_by_role("button", name="Snel weg").click()
    await is_neutral(page, server)
    await writers.client_person.context.set_offline(False)
    await page.reload()
    await is_neutral(page, server)


async def test_it_hangs_up_a_call(pair: Pair, server: RunningServer) -> None:
    """Camera and microphone are off, and the other sees that one is gone."""
    await pair.coach.sees_other()
    page = pair.client.page
    await page.evaluate(
        "window.tracks = document.querySelector('video[data-face=self]').srcObject.getTracks()"
    )
    await page.route("**/recept.html", lambda route: route.abort())
    pair.client_person.watch.allow("ERR_FAILED")
    await page.get_by_role("banner").get_by_role("button", name="Snel weg").click()
    await is_neutral(page, server)
    assert await page.evaluate("window.tracks.every(track => track.readyState === 'ended')")
    await expect(pair.coach.other_face).to_have_count(0)


async def test_help_is_at_hand_on_the_threshold_and_while_writing(
    server: RunningServer, browsers: Browsers
) -> None:
    """The coach's words first, then the numbers, to be called with one press."""
    browser = await browsers.chromium()
    coach_person, client_person = await browsers.person(browser), await browsers.person(browser)
    office = CoachPage(await coach_person.page())
    await office.make_workspace(server.invitation)
    link = await office.make_room(TITLE, "Sam", knock=NO_KNOCK)
    await office.page.get_by_label(f"Regelen: {TITLE}").click()
    field = office.page.get_by_label("Wat kan iemand doen als het nu nodig is?")
    await field.fill("Bel je huisarts: 010 123 45 67.")
    await office.page.get_by_role("button", name="Bewaar de afspraken").click()
    await expect(office.page.get_by_text("De afspraken zijn bewaard.")).to_be_visible()
    page = await client_person.page(link)
    await asks_for_help(page)
    await Threshold(page).arrive("Sam", "Schrijven")
    await RoomPage(page).entered()
    await asks_for_help(page)


async def asks_for_help(page: Page) -> None:
    """Open what is said for need, read it, and close it again."""
    await page.get_by_role("button", name="Hulp nodig?").click()
    panel = page.get_by_role("dialog", name="Als je nu hulp nodig hebt")
    await expect(panel.get_by_role("heading", name="Van Eva")).to_be_visible()
    links = panel.get_by_role("link")
    calls = [await links.nth(at).get_attribute("href") for at in range(await links.count())]
    assert calls == ["tel:0101234567", "tel:113", "tel:112", "tel:1813", "tel:112"]
    await page.keyboard.press("Escape")
    await expect(panel).to_have_count(0)


async def test_the_operator_says_what_to_do_in_place_of_the_numbers(
    built_pages: object, browsers: Browsers, tmp_path: Any
) -> None:
    """A text file of the operator's, shown as words."""
    file = tmp_path / "help.txt"
    file.write_text("Nood? Bel 999 <b>nu</b>.\n")
    server = RunningServer(tmp_path / "data", options=["--help-text", str(file)])
    await server.start()
    pair = await meet_in_writing(server, browsers)
    await LetterPage(pair.client).page.get_by_role("button", name="Hulp nodig?").click()
    panel = pair.client.page.get_by_role("dialog", name="Als je nu hulp nodig hebt")
    await expect(panel).to_contain_text("Nood? Bel 999 <b>nu</b>.")
    await expect(panel.get_by_role("link")).to_have_attribute("href", "tel:999")
    for person in (pair.coach_person, pair.client_person):
        person.watch.allow_outage()
    await server.stop()
