"""When letters are answered: agreed, counted over a weekend and a holiday, in two time zones."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.async_api import Locator, expect

from tests.e2e.browsers import Browsers, Person
from tests.e2e.meeting import TITLE, begin_room, come_in
from tests.e2e.pages import RoomPage, Threshold
from tests.serving import RunningServer

#: a Thursday, three in the afternoon in Amsterdam, nine in the morning in New York
BEFORE_CHRISTMAS = datetime(2026, 12, 24, 14, 0, tzinfo=UTC)
#: the Monday after, half an hour past what was promised
AFTER_IT = datetime(2026, 12, 28, 10, 30, tzinfo=UTC)
LETTER = "Het lukte twee keer om nee te zeggen, en daar ben ik blij mee."


def starting_at(moment: datetime) -> list[str]:
    """What to tell the server's starter for it to begin then."""
    return ["--at", str(round(moment.timestamp() * 1000))]


@pytest.fixture
async def in_december(built_pages: Path, tmp_path: Path) -> AsyncIterator[RunningServer]:
    """A server on the day before Christmas."""
    running = RunningServer(
        tmp_path / "data",
        options=starting_at(BEFORE_CHRISTMAS),
        module="tests.faults.clocked_server",
    )
    await running.start()
    yield running
    await running.stop()
    print(running.output)
    assert "Traceback" not in running.output


def said(room: RoomPage) -> Locator:
    """The line between the letters and what one writes."""
    return room.page.locator(".answering p")


async def living_in(browsers: Browsers, zone: str, *, locale: str = "nl-NL") -> Person:
    """Somebody whose device shows the time of *zone*, on the day before Christmas."""
    browser = await browsers.chromium()
    person = await browsers.person(browser, timezone_id=zone, locale=locale)
    await person.context.clock.install(time=BEFORE_CHRISTMAS)
    return person


async def test_an_answer_is_promised_over_a_holiday_and_seen_in_ones_own_time(
    in_december: RunningServer, browsers: Browsers
) -> None:
    """Agreed by the coach, said to both, listed, late said plainly, and over with an answer."""
    server = in_december
    eva = await living_in(browsers, "Europe/Amsterdam")
    sam = await living_in(browsers, "America/New_York")
    for person in (eva, sam):
        person.watch.allow_outage()
    office, coach, link = await begin_room(server.invitation, await eva.page())
    await coach.page.get_by_role("button", name="Antwoordtijd afspreken").click()
    panel = coach.page.get_by_role("dialog", name="Binnen welke tijd antwoord je?")
    await expect(panel.get_by_role("radio", name="4 uur")).to_be_checked()
    await expect(panel.get_by_label("Feestdagen van")).to_have_value("NL")
    await expect(panel.get_by_role("status")).to_have_text(
        "Schrijft je cliënt nu, dan antwoord je vóór maandag 28 december om 11:00."
    )
    await panel.get_by_role("button", name="Spreek dit af").click()
    await expect(said(coach)).to_have_text("Jij antwoordt binnen 4 uur op werkdagen.")
    # The coach goes; the client writes while nobody is there.
    workspace = f"{server.url}/coach"
    await coach.page.goto(workspace)
    await expect(coach.page.get_by_label(f"Ga naar binnen bij {TITLE}")).to_be_visible()
    client = await (await come_in(sam, link, "Sam", "Schrijven")).entered()
    await expect(said(client)).to_have_text("Eva antwoordt binnen 4 uur op werkdagen.")
    await expect(client.page.locator(".answering button")).to_have_count(0)
    await client.say(LETTER)
    await expect(said(client)).to_have_text(
        "Eva antwoordt vóór maandag 28 december om 05:00."
        " 25 december en 26 december zijn feestdagen."
    )
    # The workspace names the promise in the coach's time.
    await coach.page.reload()
    row = coach.page.locator(".room", has_text=TITLE)
    await expect(row.locator(".room-state")).to_have_text(
        "Antwoord vóór maandag 28 december om 11:00"
    )
    # Monday, half an hour late.
    server.options = starting_at(AFTER_IT)
    await server.restart()
    for person in (eva, sam):
        await person.context.clock.set_system_time(AFTER_IT)
    await coach.page.reload()
    await expect(row.locator(".room-state")).to_have_text("Je zou antwoorden vóór vandaag 11:00")
    await client.page.reload()
    await Threshold(client.page).arrive("Sam", "Schrijven")
    await client.entered()
    await expect(said(client)).to_have_text(
        "Eva zou antwoorden vóór vandaag 05:00. Dat is nog niet gebeurd. "
        "Wat jij schreef, is bewaard."
    )
    # And answered, which both see at once.
    await (await office.go_in(TITLE)).arrive("Eva", "Schrijven")
    await coach.entered()
    await expect(said(coach)).to_have_text(re.compile("^Je zou antwoorden vóór vandaag 11:00."))
    await coach.say("Twee keer, dat is mooi om te horen. Hoe deed je dat?")
    for room, whose in ((coach, "Jij"), (client, "Eva")):
        await expect(said(room)).to_have_text(f"{whose} antwoordt binnen 4 uur op werkdagen.")
    await coach.page.goto(workspace)
    await expect(row.locator(".room-state")).to_have_text(re.compile("van je cliënt"))


async def test_days_off_and_an_answer_given_aloud(
    in_december: RunningServer, browsers: Browsers
) -> None:
    """The coach is away until January, says so, and ticks off what was answered by telephone."""
    server = in_december
    eva = await living_in(browsers, "Europe/Amsterdam")
    sam = await living_in(browsers, "Europe/Amsterdam", locale="en-GB")
    office, coach, link = await begin_room(server.invitation, await eva.page())
    await coach.page.get_by_role("button", name="Antwoordtijd afspreken").click()
    panel = coach.page.get_by_role("dialog", name="Binnen welke tijd antwoord je?")
    await panel.get_by_role("radio", name="één werkdag").check(force=True)
    await panel.get_by_role("button", name="Voeg toe").click()
    await expect(panel.get_by_role("alert")).to_have_text(re.compile("^Kies twee dagen"))
    await panel.get_by_label("Van", exact=True).fill("2026-12-25")
    await panel.get_by_label("Tot en met").fill("2027-01-03")
    await panel.get_by_role("button", name="Voeg toe").click()
    await expect(panel.get_by_role("button", name="Haal weg: 25 dec – 3 jan")).to_be_visible()
    await panel.get_by_role("button", name="Spreek dit af").click()
    await expect(said(coach)).to_have_text("Jij antwoordt binnen één werkdag.")
    await coach.page.goto(f"{server.url}/coach")
    client_page = await sam.page(link)
    await client_page.get_by_role("radio", name=re.compile("^Writing")).check(force=True)
    await client_page.get_by_label("What should we call you?").fill("Sam")
    await client_page.get_by_role("button", name="Come in").click()
    await client_page.get_by_role("textbox", name=re.compile("^(Message|Write to)")).fill(LETTER)
    await client_page.get_by_role("button", name="Send", exact=True).click()
    line = client_page.locator(".answering p")
    await expect(line).to_have_text(
        "Eva answers by Monday, 4 January 2027 at 15:00. Eva is away for a while."
    )
    await (await office.go_in(TITLE)).arrive("Eva", "Schrijven")
    await coach.entered()
    await coach.page.get_by_role("button", name="Al beantwoord").click()
    await expect(line).to_have_text("Eva answers within one working day.")
