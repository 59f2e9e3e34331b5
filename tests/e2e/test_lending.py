"""Asking whether somebody may look back, answering, lending, and its end; in two browsers."""

from __future__ import annotations

import os
import re
import signal
import time
from dataclasses import replace

import pytest
from playwright.async_api import expect

from tests.e2e.browsers import Browsers
from tests.e2e.coach_page import CoachPage
from tests.e2e.earlier_session import a_week_ago, come_a_week_later
from tests.e2e.lend_page import Asking, answer, from_more, lent, link_of, question
from tests.e2e.meeting import TITLE, come_in
from tests.e2e.opener import Trainer, build_opener
from tests.e2e.outsider import (
    expected,
    in_a_thread,
    listens,
    newest_asking,
    opened_by,
    room_of,
    take,
    traces,
    tried,
)
from tests.e2e.pages import RoomPage
from tests.e2e.test_axe import faults
from tests.e2e.test_keyboard import Keys
from tests.serving import RunningServer
from tests.until import until
from whiteboard.client import ServerRefused
from whiteboard.keys import parse_link
from whiteboard.recording import Recording, fold_recording
from whiteboard.replay import elements_at

IN_IT = "nee zeggen"
ERASED = "rustig blijven"
OTHER_SESSION = "waterlelievijver"
OTHER_SHEET = ("woensdag na het werk", "zoals ik het wil")
LETTER = "regenboogzolder"
#: an open player loses what was lent within this
LOSES_WITHIN_S = 5.0


@pytest.fixture(scope="session")
def opener(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The script that opens a share in a page."""
    return build_opener(tmp_path_factory.mktemp("opener"))


async def erase(room: RoomPage, text: str) -> None:
    """Take a note away."""
    await room.page.get_by_role("button", name=text).and_(room.notes).focus()
    await room.page.keyboard.press("Delete")
    await expect(room.page.get_by_role("button", name=text).and_(room.notes)).to_have_count(0)


def words_of(recording: Recording) -> str:
    """All that was ever to be read in it: as written at once, as it stood, as it was said."""
    moments = sorted({row[0] for life in recording["elements"] for row in life["changes"]})
    stood = [elements_at(recording, at) for at in (*moments, recording["end"])]
    said = [one["text"] for one in recording["talk"] or []]
    return str([recording["elements"], stood, said])


async def test_what_was_granted_is_lent_and_nothing_else(
    server: RunningServer, browsers: Browsers, opener: str
) -> None:
    """Refused, asked anew, put off, granted, looked at, searched from outside, stopped: gone."""
    pair = await come_a_week_later(server, browsers, a_week_ago())
    coach, client = pair.coach, pair.client
    await client.reads_note(IN_IT)
    await client.stick_note((0.75, 0.45), OTHER_SESSION)
    await client.say(LETTER)
    await erase(client, ERASED)
    await coach.reads_note(OTHER_SESSION)
    await expect(coach.notes).to_have_count(2)

    # No: nothing follows, and the coach hears that it is no.
    asking = await Asking.open(coach)
    await asking.only_session(1)
    await asking.only_sheets("Vel 1")
    await asking.ask("Noor")
    await answer(await question(client), "Nee")
    await expect(coach.page.get_by_text("Sam zei nee tegen terugkijken door Noor")).to_be_visible()
    await expect(client.page.get_by_role("button", name="Bekijk de vraag")).to_have_count(0)
    await client.reads_note(IN_IT)

    # Asked anew; drawn after that, it is not in it; put off, it is found again.
    asking = await Asking.open(coach)
    await asking.only_session(1)
    await asking.only_sheets("Vel 1")
    preview = asking.panel.get_by_role("button", name=re.compile("groter bekijken"))
    await expect(preview).to_have_accessible_name(re.compile(IN_IT))
    await asking.ask("Noor")
    panel = await question(client)
    shown = panel.get_by_role("button", name=re.compile("groter bekijken"))
    await expect(shown).to_have_count(1)
    await expect(shown).to_have_accessible_name(re.compile(IN_IT))
    await expect(shown).not_to_have_accessible_name(re.compile(f"{ERASED}|{OTHER_SESSION}"))
    await answer(panel, "Later")
    await expect(client.page.get_by_role("button", name="Bekijk de vraag")).to_have_count(0)
    await (await lent(client)).get_by_role("button", name=re.compile("^Bekijk de vraag")).click()
    await answer(client.page.get_by_role("dialog", name="Mag Noor terugkijken?"), "Ja, dat mag")

    link = await link_of(await lent(coach), "Noor")
    trainer_person = await browsers.person(await browsers.chromium())
    trainer = await Trainer.open(trainer_person, server.url, link, opener)
    held = await trainer.shown()
    assert held["greeting"]["coach"] == "Eva"
    assert held["greeting"]["whom"] == "Noor"
    assert IN_IT in held["texts"]

    # From outside: exactly what the room's log says was asked, and no word beside it.
    had = await in_a_thread(take, server.url, link)
    entries, records = await in_a_thread(room_of, server.url, pair.link)
    assert had.parcel["recording"] == expected(entries, newest_asking(entries))
    assert IN_IT.encode() in had.plain
    whole = fold_recording(entries, talk=True)
    for word in (ERASED, OTHER_SESSION, LETTER, *OTHER_SHEET):
        assert word.encode() not in had.plain, word
        assert word in words_of(whole), "the search would find it"
    # Of all that ever lay on a sheet: the circles and one note, whatever was written in parts.
    lives = {life["id"] for life in whole["elements"] if life["id"].encode() in had.plain}
    kinds = sorted(life["fields"]["type"] for life in whole["elements"] if life["id"] in lives)
    assert kinds == ["circles", "note"]
    guest = parse_link(pair.link)
    room = guest.log_id
    answers = await in_a_thread(tried, server.url, room, trainer.link)
    assert set(answers.values()) <= {401, 403, 404}, answers
    assert "unknown_link" in await listens(server.url, room, trainer.link)
    assert opened_by(trainer.link, guest.log, records) == 0
    assert opened_by(guest, guest.log, records) == len(records), "they do open"

    # Both see each opening: the page's, and the program's.
    mine, theirs = coach.page.get_by_role("dialog"), await lent(client)
    for seen in (mine, theirs):
        await expect(seen.locator("li li")).to_have_count(2)

    # Stopped by the client: the player loses it, and the server has nothing of it.
    assert await in_a_thread(traces, had.sealed, server.data) > 0
    await theirs.get_by_role("button", name="Stop het terugkijken: Noor").click()
    await theirs.get_by_role("button", name="Ja, stop").click()
    stopped = time.monotonic()
    await trainer.is_("ended", seconds=LOSES_WITHIN_S)
    assert time.monotonic() - stopped < LOSES_WITHIN_S
    assert (await trainer.shown())["texts"] == "null"
    await expect(theirs).to_contain_text("De opname is van de server gewist")
    await expect(mine).to_contain_text("Voorbij. Niemand kan het nog openen.")
    assert await in_a_thread(traces, had.sealed, server.data) == 0
    with pytest.raises(ServerRefused, match="ended"):
        await in_a_thread(take, server.url, link)


async def test_nothing_can_be_read_in_what_is_lent_unreadable(
    server: RunningServer, browsers: Browsers
) -> None:
    """Masked: neither words nor names, nor any stroke as it was drawn."""
    pair = await come_a_week_later(server, browsers, a_week_ago())
    coach, client = pair.coach, pair.client
    await client.reads_note(IN_IT)
    await client.draw([(0.2, 0.85), (0.4, 0.9), (0.6, 0.85)])
    await coach.strokes_are(1)
    asking = await Asking.open(coach)
    await asking.session(1)
    await asking.panel.get_by_role("radio", name="Onleesbaar gemaakt").check(force=True)
    await asking.ask("Noor")
    # What came after the question is not in it, whoever draws it.
    await client.stick_note((0.75, 0.45), OTHER_SESSION)
    panel = await question(client)
    assert await faults(client.page) == []
    await answer(panel, "Ja, dat mag")
    link = await link_of(await lent(coach), "Noor")
    assert await faults(coach.page) == []
    had = await in_a_thread(take, server.url, link)
    entries, _ = await in_a_thread(room_of, server.url, pair.link)
    asked = newest_asking(entries)
    assert asked.masked
    assert had.parcel["recording"] == expected(entries, asked)
    for word in (IN_IT, ERASED, OTHER_SESSION, "Sam", "Eva", "Grenzen", *OTHER_SHEET):
        assert word.encode() not in had.plain, word
    plain = expected(entries, replace(asked, masked=False))
    (stroke,) = [life for life in plain["elements"] if life["fields"]["type"] == "ink"]
    assert stroke["fields"]["points"] not in had.plain
    assert stroke["id"].encode() in had.plain


async def test_it_ends_by_its_date_on_every_screen(
    clocked: RunningServer, browsers: Browsers, opener: str
) -> None:
    """The server's clock passes the date: the open player loses it, both lists say so."""
    pair = await come_a_week_later(clocked, browsers, a_week_ago())
    coach, client = pair.coach, pair.client
    await client.reads_note(IN_IT)
    asking = await Asking.open(coach)
    await asking.session(1)
    day = asking.panel.get_by_label("Tot en met wanneer?")
    first = await day.get_attribute("min")
    assert first is not None
    await day.fill(first)
    await asking.ask("Noor")
    await answer(await question(client), "Ja, dat mag")
    mine = await lent(coach)
    link = await link_of(mine, "Noor")
    trainer_person = await browsers.person(await browsers.chromium())
    trainer = await Trainer.open(trainer_person, clocked.url, link, opener)
    theirs = await lent(client)
    hours = 0

    async def over() -> bool:
        nonlocal hours
        os.kill(clocked.pid, signal.SIGUSR1)
        hours += 1
        await until("the clock moved", lambda: clocked.output.count("an hour has") == hours)
        return await trainer.page.evaluate("opened.ended.value") or hours >= 48

    await until("two days pass", over, seconds=30)
    await trainer.is_("ended", seconds=LOSES_WITHIN_S)
    assert (await trainer.shown())["texts"] == "null"
    for seen in (mine, theirs):
        await expect(seen).to_contain_text("Voorbij. Niemand kan het nog openen.")
    with pytest.raises(ServerRefused, match="ended"):
        await in_a_thread(take, clocked.url, link)


async def test_a_question_is_answered_by_keys_alone(
    server: RunningServer, browsers: Browsers
) -> None:
    """Asked and answered with keys; the focus is never lost, and the answers are equally large."""
    pair = await come_a_week_later(server, browsers, a_week_ago())
    coach, client = pair.coach, pair.client
    await client.reads_note(IN_IT)
    keys = Keys(coach.page)
    await from_more(coach, "Vraag of iemand mag terugkijken")
    asking = Asking(coach.page)
    await expect(asking.whom).to_be_visible()
    assert await faults(coach.page) == []
    await keys.to(asking.whom)
    await coach.page.keyboard.type("Noor")
    boxes = asking.panel.get_by_role("group", name="Welke gesprekken?").get_by_role("checkbox")
    await keys.to(boxes.nth(1))
    await keys.press("Space")
    await keys.to(asking.panel.get_by_label("Tot en met wanneer?"))
    # Day, month, year, and the calendar's button, at which the browser draws a ring of its own.
    for _ in range(4):
        await keys.press("Tab")
    await keys.to(asking.panel.get_by_role("button", name="Vraag het aan Sam"))
    await keys.press("Enter")
    await expect(asking.panel).to_be_hidden()
    more = coach.page.get_by_role("banner").get_by_role("button", name="Meer")
    await expect(more).to_be_focused()
    await keys.sees_focus()

    # Nothing opened by itself over what the client does.
    await expect(client.page.get_by_role("button", name="Bekijk de vraag")).to_be_visible()
    await expect(client.page.get_by_role("dialog")).to_have_count(0)
    keys = Keys(client.page)
    title = client.page.get_by_role("heading", name="met Eva")
    await title.focus()
    await keys.to(client.page.get_by_role("button", name="Bekijk de vraag"))
    await keys.press("Enter")
    panel = client.page.get_by_role("dialog", name="Mag Noor terugkijken?")
    answers = panel.get_by_role("group", name="Wat zeg je?").get_by_role("button")
    await expect(answers).to_have_text(["Ja, dat mag", "Nee", "Later"])
    boxes_px = [await answers.nth(at).bounding_box() for at in range(3)]
    sizes = {(round(box["width"]), round(box["height"])) for box in boxes_px if box is not None}
    assert len(sizes) == 1, sizes
    await keys.to(answers.nth(1))
    await keys.press("Enter")
    await expect(panel).to_be_hidden()
    # What it was opened from is gone: the room begins at its title again.
    await expect(title).to_be_focused()
    await keys.sees_focus()


async def test_nobody_is_got_round_by_withdrawing_their_link(
    server: RunningServer, browsers: Browsers
) -> None:
    """Withdrawn, a client cannot be asked, and the coach reads why; by a new link, again."""
    pair = await come_a_week_later(server, browsers, a_week_ago())
    coach, client = pair.coach, pair.client
    await client.stick_note((0.75, 0.45), OTHER_SESSION)
    await coach.reads_note(OTHER_SESSION)
    office = CoachPage(coach.page)
    await office.page.goto(f"{server.url}/coach")
    await office.page.get_by_role("button", name=f"Regelen: {TITLE}").click()
    await office.page.get_by_role("button", name="Trek in: de link voor Sam").click()
    await office.page.get_by_role("button", name=re.compile("^Ja")).click()
    await expect(
        client.page.get_by_role("heading", name="Deze link is ingetrokken")
    ).to_be_visible()
    await office.page.goto(f"{server.url}/coach")
    link = await office.invite(TITLE, "Sam")
    await (await office.go_in(TITLE)).arrive("Eva", "Schrijven")
    await coach.entered()
    await from_more(coach, "Vraag of iemand mag terugkijken")
    panel = coach.page.get_by_role("dialog", name="Vraag of iemand mag terugkijken")
    await expect(panel).to_contain_text("Dit kan in deze kamer niet meer")
    await expect(panel.get_by_role("button", name=re.compile("^Vraag het"))).to_have_count(0)
    await coach.page.keyboard.press("Escape")

    await client.page.close()
    again = await (await come_in(pair.client_person, link, "Sam", "Schrijven")).entered()
    await again.reads_note(OTHER_SESSION)
    asking = await Asking.open(coach)
    await asking.only_sheets("Vel 1")
    await asking.ask("Noor")
    await answer(await question(again), "Ja, dat mag")
    await link_of(await lent(coach), "Noor")
