"""Two honest people read the same four words, and nothing is called compared before they did."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import expect

from tests.e2e.browsers import PHONE, Browsers
from tests.e2e.meeting import NO_KNOCK, come_in, meet, meet_in_writing
from tests.e2e.pages import RoomPage, Threshold
from tests.e2e.safety_panel import SafetyPanel
from tests.serving import RunningServer


async def read_by(room: RoomPage) -> list[str]:
    """Open the panel, read the words, close it."""
    panel = await SafetyPanel(room).open()
    words = await panel.read()
    await panel.close()
    return words


async def test_two_chromiums_show_the_same_words(server: RunningServer, browsers: Browsers) -> None:
    """The words are alike on both screens, and are others, alike again, after one reloads."""
    browser = await browsers.chromium()
    pair = await meet(server, browsers, browser, browser, form="Stem", knock=NO_KNOCK)
    words = await read_by(pair.coach)
    assert await read_by(pair.client) == words

    await pair.client.page.reload()
    await Threshold(pair.client.page).arrive("Sam", "Stem")
    await pair.client.entered()
    panel = await SafetyPanel(pair.client).open()
    again = await panel.read()

    assert again != words
    coach_panel = await SafetyPanel(pair.coach).open()
    await expect(coach_panel.words).to_have_text(again)


@pytest.mark.slow
async def test_chromium_and_firefox_show_the_same_words(
    server: RunningServer, browsers: Browsers
) -> None:
    """Both engines name the certificates that DTLS uses, and name them alike."""
    coach_browser, client_browser = await browsers.chromium(), await browsers.firefox()
    pair = await meet(server, browsers, coach_browser, client_browser, knock=NO_KNOCK)

    assert await read_by(pair.coach) == await read_by(pair.client)


async def test_nothing_is_called_compared_before_a_person_said_so(
    server: RunningServer, browsers: Browsers
) -> None:
    """Not compared, then compared; for this page load only, and for this side alone."""
    pair = await meet_in_writing(server, browsers)
    panel = SafetyPanel(pair.coach)
    who = await panel.open_who()
    await expect(who).to_contain_text("Met Sam: nog niet vergeleken.")
    await expect(who).not_to_contain_text("vergeleken, de woorden waren hetzelfde")
    await who.get_by_role("button", name="Vergelijk vier woorden").click()
    await panel.read()
    await expect(panel.dialog).to_contain_text("Bel elkaar hiervoor even")

    await panel.same_button.click()
    row = panel.dialog.get_by_role("region", name="Woorden met Sam")
    await expect(row).to_be_focused()
    await expect(row).to_contain_text("Ze waren hetzelfde.")
    await panel.close()
    who = await panel.open_who()
    await expect(who).to_contain_text("Met Sam: vergeleken, de woorden waren hetzelfde.")
    await expect(await SafetyPanel(pair.client).open_who()).to_contain_text("nog niet vergeleken")


async def test_who_reads_other_words_is_told_what_to_do(
    server: RunningServer, browsers: Browsers
) -> None:
    """On a phone, from "more": advice, no encrypted sign any more, and the way out."""
    browser = await browsers.chromium()
    pair = await meet(server, browsers, browser, browser, form="Stem", knock=NO_KNOCK)
    await pair.client.leave()
    phone = await browsers.person(browser, viewport=PHONE, has_touch=True)
    client = await come_in(phone, pair.link, "Sam", "Stem")
    await client.entered()
    await client.page.get_by_role("button", name="Meer", exact=True).click()
    await client.page.get_by_role("button", name="Vergelijk vier woorden").click()
    panel = SafetyPanel(client)
    await panel.read()

    await panel.different_button.click()
    advice = panel.dialog.get_by_role("alert")
    await expect(advice).to_contain_text("misschien iemand tussen")
    await expect(advice).to_contain_text("per telefoon")
    await panel.close()
    await expect(client.page.get_by_role("alert")).to_contain_text("misschien iemand tussen")
    who = await panel.open_who()
    await expect(who).to_contain_text("meekijkt en meeluistert")
    await expect(who).not_to_contain_text(re.compile("versleuteld", re.I))
    await who.get_by_role("button", name="Sluit").click()

    await client.page.get_by_role("alert").get_by_role("button", name="Weggaan").click()
    await expect(client.page.get_by_role("heading", name="Tot de volgende keer")).to_be_visible()
