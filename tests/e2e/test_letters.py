"""A written session: nothing is lost, sent by itself or dated wrongly, and one may think again."""

from __future__ import annotations

import re
import sqlite3
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.e2e.browsers import PHONE, Browsers
from tests.e2e.coach_page import CoachPage
from tests.e2e.earlier_session import a_week_ago, spelled
from tests.e2e.letter_page import LetterPage, come_again, kept_on_device, outage, second_device
from tests.e2e.meeting import NO_KNOCK, TITLE, Pair, come_in, meet_in_writing
from tests.e2e.pages import RoomPage
from tests.e2e.written_sheets import Hand
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


async def test_two_devices_of_one_person_are_the_same_writer(
    writing_pair: Pair, browsers: Browsers
) -> None:
    """Own letters are own on each; what is being written stays where it is written."""
    coach, first = LetterPage(writing_pair.coach), LetterPage(writing_pair.client)
    _, room = await second_device(browsers, writing_pair)
    second = LetterPage(room)
    await first.send("van mijn telefoon")
    await second.room.reads("van mijn telefoon")
    await first.write("een begin")
    await second.send("van mijn computer")
    await first.room.reads("van mijn computer")
    await expect(first.area).to_have_value("een begin")
    await coach.room.reads("van mijn computer")
    for side in (first, second):
        await expect(side.column.locator(".letter.own")).to_have_count(2)
    await expect(coach.column.locator(".letter.own")).to_have_count(0)
    # And on another day, on the device that did not write it: it can be changed there.
    second = LetterPage(await come_again(second.page, "Sam"))
    letter = second.room.letter("van mijn telefoon")
    await expect(letter).to_have_class(re.compile("own"))
    await second.act(letter, "Pas aan")
    await second.page.get_by_role("textbox", name="Je bericht, om aan te passen").fill(
        "zo bedoel ik het"
    )
    await second.page.get_by_role("button", name="Bewaar zo").click()
    await coach.room.reads("zo bedoel ik het")
    await expect(coach.room.letters.first).to_contain_text(
        re.compile("aangepast om .*telefoon", re.S)
    )


def bodies(server: RunningServer) -> int:
    """How many entries still have their sealed body on the server's disk."""
    with sqlite3.connect(server.data / "flipover.db") as database:
        return int(database.execute("SELECT count(sealed) FROM entries").fetchone()[0])


async def test_a_letter_is_taken_back_with_every_word_it_ever_had(
    writing_pair: Pair, server: RunningServer
) -> None:
    """It can be called off for a moment; then it is gone for both, and from the server."""
    coach, client = LetterPage(writing_pair.coach), LetterPage(writing_pair.client)
    letter = await client.send("dit zeg ik liever niet")
    await client.act(letter, "Pas aan")
    await client.page.get_by_role("textbox", name="om aan te passen").fill("dit toch ook niet")
    await client.page.keyboard.press("Control+Enter")
    theirs = coach.room.letters.first
    await expect(theirs).to_contain_text("dit toch ook niet")
    await client.act(letter, "Neem terug")
    await expect(letter).to_contain_text("Wie het al las of bewaarde kan het nog hebben")
    await letter.get_by_role("button", name="Laat toch staan").click()
    await expect(letter).to_contain_text("dit toch ook niet")
    before = bodies(server)
    await client.act(letter, "Neem terug")
    await expect(theirs).to_contain_text("Teruggenomen om", timeout=20_000)
    await expect(letter).to_contain_text("Teruggenomen om")
    await expect(theirs).not_to_contain_text("niet")
    # The letter and its edit went, what says so came.
    assert bodies(server) == before - 2 + 1
    again = LetterPage(await come_again(coach.page, "Eva"))
    await expect(again.room.letters.first).to_contain_text("Teruggenomen om")
    await expect(again.room.letters.first).not_to_contain_text("niet")
    # A coach may have a client's letter forgotten; a client is offered no such thing.
    await client.send("nog een")
    await again.room.reads("nog een")
    await again.send("van Eva")
    await client.room.reads("van Eva")
    await expect(
        client.room.letter("van Eva").get_by_role(
            "button", name=re.compile("^(Neem terug|Laat vergeten)")
        )
    ).to_have_count(0)
    await again.act(again.room.letter("nog een"), "Laat vergeten")
    await expect(client.room.letters.nth(1)).to_contain_text(
        re.compile("Door Eva weggehaald om"), timeout=20_000
    )


async def test_what_is_quoted_leads_back_to_where_it_is(writing_pair: Pair) -> None:
    """Words of a letter, a sticky, a sheet; a sticky made of words leads back to its letter."""
    coach, client = LetterPage(writing_pair.coach), LetterPage(writing_pair.client)
    await client.send("Ik wil elke dag wandelen")
    await coach.room.reads("Ik wil elke dag wandelen")
    await coach.act(coach.room.letters.first, "Citeer")
    await coach.room.stick_note((0.3, 0.3), "rust")
    await coach.page.get_by_role("button", name="Citeer dit vel").click()
    await expect(
        coach.page.get_by_role("list", name="Geciteerd in je bericht").get_by_role("listitem")
    ).to_have_count(2)
    await coach.send("Wat zou er dan anders zijn?")
    answer = client.room.letters.nth(1)
    await expect(answer.locator("q")).to_have_text("Ik wil elke dag wandelen")
    picture = answer.get_by_role("img", name="Vel 1")
    await expect(picture).to_be_visible()
    assert await picture.evaluate("image => image.decode().then(() => image.naturalWidth)") == 400
    # What was noted is on it, as it was.
    await client.page.get_by_role("button", name="Nieuw vel").click()
    await expect(client.page.get_by_role("group", name=re.compile("^Vel 2"))).to_be_visible()
    await answer.get_by_role("button", name=re.compile("^Ga naar .*: Vel 1")).click()
    await expect(client.page.get_by_role("group", name=re.compile("^Vel 1"))).to_be_visible()
    await answer.get_by_role("button", name=re.compile("^Ga naar .*: Ik wil elke dag")).click()
    await expect(client.room.letters.first).to_be_focused()
    # A sentence onto a sticky; from the sticky back to the letter, on the other's screen.
    await client.act(client.room.letters.first, "Op een briefje")
    note = coach.page.get_by_role("button", name="Ik wil elke dag wandelen").and_(coach.room.notes)
    await expect(note).to_have_count(1)
    await note.focus()
    await coach.page.keyboard.press("Shift+F10")
    bar = coach.page.get_by_role("group", name="Wat je hebt gekozen")
    await bar.get_by_role("button", name="Naar het bericht").click()
    await expect(coach.room.letters.first).to_be_focused()
    # The sticky in a letter, until it is taken away.
    await note.focus()
    await coach.page.keyboard.press("Shift+F10")
    await bar.get_by_role("button", name="Meer", exact=True).click()
    await bar.get_by_role("button", name="Citeer in een bericht").click()
    await coach.send("Dit briefje")
    newest = client.room.letters.nth(2)
    await expect(
        newest.get_by_role("img", name="Briefje: Ik wil elke dag wandelen")
    ).to_be_visible()
    await newest.get_by_role("button", name=re.compile("^Ga naar")).click()
    quoted = client.room.thing("Geel briefje van Sam: Ik wil elke dag wandelen")
    await expect(quoted).to_have_attribute("aria-pressed", "true")
    await quoted.focus()
    await client.page.keyboard.press("Delete")
    await expect(client.room.notes).to_have_count(1)
    await newest.get_by_role("button", name=re.compile("^Ga naar")).click()
    await expect(client.page.get_by_text("Dit briefje ligt er niet meer.")).to_be_visible()


async def test_thinking_and_reading_show_only_what_one_says_oneself(writing_pair: Pair) -> None:
    """Typing shows nothing; thinking is set by hand and ends on sending; read takes two yeses."""
    coach, client = LetterPage(writing_pair.coach), LetterPage(writing_pair.client)
    await client.area.press_sequentially("ik typ")
    think = client.page.get_by_role("button", name="Ik denk na")
    told = coach.page.get_by_text("Sam denkt na")
    await think.click()
    await expect(told).to_be_visible()
    await think.click()
    await expect(told).to_have_count(0)
    await think.click()
    await expect(told).to_be_visible()
    await client.send("klaar")
    await expect(told).to_have_count(0)
    await coach.room.reads("klaar")

    letter = client.room.letters.first
    await expect(letter).to_contain_text("bewaard")
    await may_show(coach.page)
    await coach.send("dit las je")
    await client.room.reads("dit las je")
    await expect(client.page.get_by_text("gelezen", exact=True)).to_have_count(0)
    await expect(coach.page.get_by_text("gelezen", exact=True)).to_have_count(0)
    await may_show(client.page)
    await expect(coach.room.letters.nth(1)).to_contain_text("gelezen")
    await expect(letter).to_contain_text("gelezen")
    await may_show(coach.page, on=False)
    for side in (coach, client):
        await expect(side.page.get_by_text("gelezen", exact=True)).to_have_count(0)
        await expect(
            side.room.letters.first if side is client else side.room.letters.nth(1)
        ).to_contain_text("bewaard")


async def may_show(page: Page, *, on: bool = True) -> None:
    """Say whether one's reading may be shown."""
    await page.get_by_role("button", name="Meer", exact=True).click()
    box = page.get_by_role("dialog").get_by_label("Laat zien wat ik gelezen heb")
    await box.set_checked(on)
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_have_count(0)


async def test_letters_between_two_visits_stand_under_their_days_and_what_is_new_is_marked(
    server: RunningServer, browsers: Browsers
) -> None:
    """A room read again hours later; on a phone the letters are one tap from the sheet."""
    browser = await browsers.chromium()
    coach_person, client_person = await browsers.person(browser), await browsers.person(browser)
    office = CoachPage(await coach_person.page())
    await office.make_workspace(server.invitation)
    link = await office.make_room(TITLE, "Sam", knock=NO_KNOCK)
    hand, began = Hand(server.url, link), a_week_ago()
    hand.tell("member", {"name": "Sam", "form": "writing"})
    hand.tell("session", {"id": "earlier", "do": "start", "at": began})
    hand.tell("session", {"id": "earlier", "do": "end", "at": began + 3_600_000})
    hand.tell("talk", {"id": "m1", "text": "van tussendoor"})
    await (await office.go_in(TITLE)).arrive("Eva", "Schrijven")
    coach = LetterPage(await RoomPage(office.page).entered())
    await expect(coach.column.locator("h3").first).to_contain_text("tussen jullie gesprekken")
    await coach.send("gelezen, dank je")
    await (await coach.room.leave()).page.goto("about:blank")
    # Two letters while the coach is away; the coach was never told that somebody typed.
    client = LetterPage(await (await come_in(client_person, link, "Sam", "Schrijven")).entered())
    await client.send("nieuw een")
    await client.send("nieuw twee")
    await office.page.goto(f"{server.url}/coach")
    await (await office.go_in(TITLE)).arrive("Eva", "Schrijven")
    coach = LetterPage(await RoomPage(office.page).entered())
    line = coach.column.get_by_text("Nieuw sinds je hier was")
    await expect(line).to_have_count(1)
    after: Any = await line.evaluate(
        "line => line.nextElementSibling.querySelector('.text').innerText"
    )
    assert after == "nieuw een"
    assert spelled(began) not in await coach.column.inner_text()
    # What comes while it is being read is no news.
    await client.send("nieuw drie")
    await coach.room.reads("nieuw drie")
    await expect(line).to_have_count(1)
    await coach.page.set_viewport_size(PHONE)
    await coach.page.get_by_role("button", name="Vel", exact=True).click()
    await expect(coach.room.writing).to_have_count(0)
    await coach.room.open_writing()
    await expect(coach.column.get_by_text("Nieuw sinds")).to_have_count(0)


async def test_a_long_letter_is_welcome_and_a_far_too_long_one_is_refused_kindly(
    writing_pair: Pair,
) -> None:
    """20,000 characters arrive; a megabyte is not pasted, and what was written stays."""
    coach, client = LetterPage(writing_pair.coach), LetterPage(writing_pair.client)
    long = ("woord " * 3_333).strip()
    await client.write(long)
    await expect(client.page.get_by_text(re.compile("^Nog plaats voor ongeveer"))).to_be_visible()
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
