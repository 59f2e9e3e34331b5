"""Letters that arrived: whose they are, taken back, quoted, read, and found again by their day."""

from __future__ import annotations

import re
import sqlite3
from typing import Any

from playwright.async_api import Page, expect

from tests.e2e.browsers import PHONE, Browsers
from tests.e2e.coach_page import CoachPage
from tests.e2e.earlier_session import a_week_ago, spelled
from tests.e2e.letter_page import LetterPage, come_again, second_device
from tests.e2e.meeting import NO_KNOCK, TITLE, Pair, come_in
from tests.e2e.pages import RoomPage
from tests.e2e.written_sheets import Hand
from tests.serving import RunningServer


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
