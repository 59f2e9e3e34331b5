"""Writing letters: nothing is lost, sent by itself or dated wrongly, and all of it arrives."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.e2e.browsers import PHONE, Browsers
from tests.e2e.letter_page import LetterPage, come_again, kept_on_device, outage
from tests.e2e.meeting import Pair, come_in, meet_in_writing
from tests.serving import RunningServer
from tests.until import until

LETTER = """Dag Eva,

Wat al lukte:
- twee keer *nee* gezegd
- op tijd naar huis

1. eerst wachten
2. dan pas antwoorden"""


async def test_a_letter_arrives_as_it_was_read_over(writing_pair: Pair) -> None:
    """Enter is a new line; it is read before it is sent; the other reads the same."""
    coach, client = LetterPage(writing_pair.coach), LetterPage(writing_pair.client)
    await client.room.open_writing()
    await client.area.focus()
    await client.page.keyboard.type("Dag Eva,")
    await client.page.keyboard.press("Enter")
    await expect(client.area).to_have_value("Dag Eva,\n")
    await expect(coach.room.letters).to_have_count(0)
    await client.area.fill(LETTER)
    await client.page.get_by_role("button", name="Lees eerst over").click()
    shown = client.page.get_by_role("region", name=re.compile("^Zo komt je bericht aan"))
    read_over = await shown.locator(".text").inner_html()
    await expect(coach.room.letters).to_have_count(0)
    await client.send_button.click()
    arrived = coach.room.letters.locator(".text")
    await expect(arrived).to_have_count(1)
    assert await arrived.inner_html() == read_over
    await expect(arrived.get_by_role("listitem")).to_have_count(4)
    await expect(arrived.locator("em")).to_have_text("nee")
    await expect(client.area).to_be_focused()
    await client.page.keyboard.type("En nog iets")
    await client.page.keyboard.press("Control+Enter")
    await coach.room.reads("En nog iets")


async def test_a_draft_outlives_reload_and_closing_and_is_sent_by_nobody(
    writing_pair: Pair, server: RunningServer
) -> None:
    """Sealed on the device; gone with the room when it is erased there, or once it was sent."""
    client, coach = LetterPage(writing_pair.client), writing_pair.coach
    words = "dit weet nog niemand"
    await client.write(words)
    await expect(client.page.get_by_text("Bewaard op dit apparaat")).to_be_visible()
    client = LetterPage(await come_again(client.page, "Sam"))
    await expect(client.area).to_have_value(words)
    await expect(
        client.page.get_by_text("Dit lag hier nog. Het is niet verstuurd.")
    ).to_be_visible()
    await client.page.close(run_before_unload=False)
    reopened = await come_in(writing_pair.client_person, writing_pair.link, "Sam", "Schrijven")
    client = LetterPage(await reopened.entered())
    await expect(client.area).to_have_value(words)
    assert words not in await kept_on_device(client.page)
    await expect(coach.letters).to_have_count(0)
    # The same device by another link: nothing opens.
    goodbye = await client.room.leave()
    await goodbye.page.get_by_role("button", name="Wis deze kamer van dit apparaat").click()
    await goodbye.page.get_by_role("button", name="Ja, wis het hier").click()
    await expect(goodbye.page.get_by_text("weet niets meer van deze kamer")).to_be_visible()
    await goodbye.page.goto("about:blank")
    again = await come_in(writing_pair.client_person, writing_pair.link, "Sam", "Schrijven")
    client = LetterPage(await again.entered())
    await expect(client.area).to_have_value("")
    await client.send("nu wel")
    client = LetterPage(await come_again(client.page, "Sam"))
    await client.room.reads("nu wel")
    await expect(client.area).to_have_value("")
    await expect(coach.letters).to_have_count(1)


@pytest.mark.parametrize("off", [timedelta(days=1), timedelta(days=-1)])
async def test_a_clock_wrong_by_a_day_changes_no_order_and_no_date(
    server: RunningServer, browsers: Browsers, off: timedelta
) -> None:
    """Also of what was written while the server was away; today is today on both screens."""
    pair = await meet_in_writing(server, browsers)
    await pair.client_person.context.clock.install(time=datetime.now(UTC) + off)
    pair.client = await come_again(pair.client.page, "Sam")
    coach, client = LetterPage(pair.coach), LetterPage(pair.client)
    await coach.send("een")
    await client.room.reads("een")
    await client.send("twee")
    await coach.room.reads("twee")
    await outage(server, pair)
    await client.write("drie")
    await client.send_button.click()
    third = client.room.letters.nth(2)
    await expect(third).to_contain_text("op dit apparaat")
    await server.start()
    await coach.room.reads("drie")
    await expect(third).to_contain_text("bewaard")
    await coach.send("vier")
    await client.room.reads("vier")
    for side in (coach, client):
        assert await side.order() == ["een", "twee", "drie", "vier"]
        days = side.column.locator("h3")
        texts = " ".join(await days.all_inner_texts())
        assert "Vandaag" in texts
        assert "Gisteren" not in texts
    shown: Any = await client.column.locator("time").evaluate_all(
        "times => times.map(time => Date.parse(time.dateTime))"
    )
    now = datetime.now(UTC).timestamp() * 1000
    assert all(abs(at - now) < 300_000 for at in shown)


async def test_a_long_letter_is_welcome_and_a_far_too_long_one_is_refused_kindly(
    writing_pair: Pair,
) -> None:
    """20,000 characters arrive; a megabyte is not pasted, and what was written stays."""
    coach, client = LetterPage(writing_pair.coach), LetterPage(writing_pair.client)
    long = ("woord " * 3_333).strip()
    await client.write(long)
    await expect(client.page.get_by_text("Hier is bijna geen plaats meer.")).to_be_visible()
    await client.send_button.click()
    await expect(coach.room.letters.locator(".text")).to_have_text(long)
    await client.write("dit blijft")
    await paste(client.page, "x" * 1_048_576)
    await expect(client.page.get_by_text("Er is niets veranderd")).to_be_visible()
    await expect(client.area).to_have_value("dit blijft")
    await client.area.press_sequentially("!")
    await expect(client.page.get_by_text("Er is niets veranderd")).to_have_count(0)
    await client.write("woord " * 3_400)
    await client.page.keyboard.press("Control+Enter")
    await expect(client.page.get_by_text("Ongeveer 67 woorden te veel")).to_be_visible()
    await expect(client.area).to_have_value("woord " * 3_400)
    await expect(coach.room.letters).to_have_count(1)


async def paste(page: Page, text: str) -> None:
    """Paste *text* where the focus is."""
    await page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    await page.evaluate("text => navigator.clipboard.writeText(text)", text)
    await page.keyboard.press("Control+v")


async def test_a_phone_gives_writing_the_whole_screen(writing_pair: Pair) -> None:
    """Nothing but the page one writes on; Escape or a press leads back, the words stay."""
    client = LetterPage(writing_pair.client)
    page = client.page
    await page.set_viewport_size(PHONE)
    await client.room.open_writing()
    await page.get_by_role("button", name="Ruim schrijven").click()
    await client.area.fill("een begin")
    box: Any = await client.area.bounding_box()
    assert box["height"] > 0.7 * PHONE["height"]
    for hidden in ("Wie kan dit zien?", "Tekenen"):
        covered = await page.get_by_role("button", name=hidden).evaluate(
            """button => {
                const {left, top, width, height} = button.getBoundingClientRect();
                const over = document.elementFromPoint(left + width / 2, top + height / 2);
                return !button.contains(over);
            }"""
        )
        assert covered, hidden
    await client.area.focus()
    await page.keyboard.press("Escape")
    await expect(client.column).to_be_visible()
    await expect(client.area).to_have_value("een begin")

    async def fits() -> bool:
        width: Any = await page.evaluate("document.documentElement.scrollWidth")
        return int(width) <= PHONE["width"]

    await until("nothing is wider than the phone", fits)
