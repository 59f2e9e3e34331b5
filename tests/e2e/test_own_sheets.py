"""A coach's own sheets: kept in one room, put down in the next, taken away on the coach's page."""

from __future__ import annotations

import re

from playwright.async_api import expect

from tests.e2e.browsers import Browsers
from tests.e2e.coach_page import CoachPage
from tests.e2e.exercise_page import place
from tests.e2e.meeting import NO_KNOCK, come_in, meet
from tests.e2e.pages import RoomPage
from tests.serving import RunningServer

FIELDS = ("waar ik energie van krijg", "wat ik laat liggen", "wie mij helpt")


async def test_own_words_are_there_in_every_room_and_nowhere_at_the_clients(
    server: RunningServer, browsers: Browsers
) -> None:
    """Circles kept from a sheet, a grid made new; the client sees them when they lie there."""
    browser = await browsers.chromium()
    pair = await meet(server, browsers, browser, browser, form="Schrijven", knock=NO_KNOCK)
    coach, client = pair.coach, pair.client
    await place(coach, "Cirkels", "Werk en thuis")
    await expect(client.sheet).to_contain_text("Werk en thuis")
    # A client is offered none of it.
    await client.page.get_by_role("button", name="Oefening", exact=True).click()
    theirs = client.page.get_by_role("dialog", name="Een oefening op het vel")
    await expect(theirs.get_by_role("radio", name=re.compile("^Schaal"))).to_have_count(1)
    await expect(theirs.get_by_role("button", name="Nieuw eigen vel")).to_have_count(0)
    await client.page.keyboard.press("Escape")

    await coach.tool("Kiezen")
    await coach.page.mouse.click(*await coach.at((0.5, 912 / 1414)))
    bar = coach.page.get_by_role("group", name="Wat je hebt gekozen")
    await bar.get_by_role("button", name="Meer", exact=True).click()
    await bar.get_by_role("button", name="Bewaar bij mijn vellen").click()
    panel = coach.page.get_by_role("dialog", name="Een eigen vel")
    await panel.get_by_role("button", name="Bewaar bij mijn vellen").click()
    await expect(panel.get_by_role("alert")).to_contain_text("Geef het een naam")
    await panel.get_by_label("Hoe noem je het?").fill("Balans")
    await panel.get_by_label("In de ring").fill("mag er nog bij")
    await panel.get_by_role("button", name="Bewaar bij mijn vellen").click()
    await expect(panel.get_by_role("status")).to_have_text("Balans staat bij jouw vellen.")
    await panel.get_by_role("button", name="Klaar").click()

    await coach.page.get_by_role("button", name="Oefening", exact=True).click()
    menu = coach.page.get_by_role("dialog", name="Een oefening op het vel")
    await menu.get_by_role("button", name="Nieuw eigen vel").click()
    await panel.get_by_label("Hoe noem je het?").fill("Energie")
    await panel.get_by_role("button", name="Nog een vak").click()
    for number, label in enumerate(FIELDS, 1):
        await panel.get_by_label(f"Woord bij vak {number}").fill(label)
    await panel.get_by_role("button", name="Bewaar bij mijn vellen").click()
    await panel.get_by_role("button", name="Klaar").click()
    await expect(menu.get_by_role("radio", name=re.compile("^Energie"))).to_have_count(1)

    # The next room, and another client.
    await coach.page.goto(f"{server.url}/coach")
    office = CoachPage(coach.page)
    link = await office.make_room("Vrijdag", "Kim", knock=NO_KNOCK, first=False)
    await (await office.go_in("Vrijdag")).arrive("Eva", "Schrijven")
    second = await RoomPage(coach.page).entered()
    kim = await (await come_in(await browsers.person(browser), link, "Kim", "Schrijven")).entered()
    await place(second, "Balans")
    await second.page.get_by_role("button", name="Teken de ring").click()
    for word in ("lukt al", "mag er nog bij"):
        await expect(kim.sheet).to_contain_text(word)
    # What it was about stays with the first client.
    await expect(kim.sheet).not_to_contain_text("Werk en thuis")
    await place(second, "Energie")
    for word in FIELDS:
        await expect(kim.sheet).to_contain_text(word)

    await coach.page.goto(f"{server.url}/coach")
    await coach.page.get_by_role("button", name="Mijn vragen en vellen").click()
    await coach.page.get_by_role("button", name="Haal weg: Balans").click()
    await expect(coach.page.get_by_text("Weggehaald: Balans")).to_be_attached()
    await expect(coach.page.get_by_role("listitem")).to_have_count(1)
    await coach.page.get_by_role("button", name="Naar je kamers").click()
    await (await office.go_in("Vrijdag")).arrive("Eva", "Schrijven")
    await second.entered()
    await coach.page.get_by_role("button", name="Oefening", exact=True).click()
    await expect(menu.get_by_role("radio", name=re.compile("^Energie"))).to_have_count(1)
    await expect(menu.get_by_role("radio", name=re.compile("^Balans"))).to_have_count(0)
