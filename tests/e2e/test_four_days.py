"""Four days of letters with hours between: what rests, what mail tells, and the order of all."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import socket
import sqlite3
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.e2e.browsers import PHONE, Browsers, Person
from tests.e2e.letter_page import come_again
from tests.e2e.meeting import TITLE, begin_room, come_in
from tests.e2e.pages import RoomPage
from tests.e2e.rest_page import NoticePanel, RestPage
from tests.mail_server import MailServer, mail_server
from tests.serving import RunningServer
from tests.until import until

#: ten in the morning in Amsterdam
MONDAY = datetime(2027, 2, 1, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
ADDRESS = "sam@mail.example.com"

FIRST = "Dag Sam, waaraan zou je merken dat deze weken nuttig waren?"
ANSWER = "Dat ik op vrijdag nog zin heb in het weekend."
DRAFT = "En op woensdag lukte het al eens, omdat"
TOO_SOON = "Dan moet je gewoon minder werken."
BETTER = "Wat doe je op vrijdagen waarop dat al een beetje lukt?"
BEST = "Op welke vrijdag lukte dat al een beetje? En wat deed je toen?"
SURE = "Toen ging ik om vier uur weg."
LAST = "Dank je. Dat briefje over vier uur neem ik mee naar donderdag."
BYE = "Tot donderdag."


class Days:
    """The time of the server and of all who are there, moved together."""

    def __init__(self, server: RunningServer) -> None:
        self.server = server
        self.now = MONDAY
        self.people: list[Person] = []

    async def living(self, browsers: Browsers, **options: object) -> Person:
        """Somebody in Amsterdam."""
        browser = await browsers.chromium()
        person = await browsers.person(browser, timezone_id="Europe/Amsterdam", **options)
        person.watch.allow_outage()
        await person.context.clock.install(time=self.now)
        self.people.append(person)
        return person

    async def hour(self) -> None:
        """Let an hour pass while the server runs."""
        passed = len(self.server.lines)
        os.kill(self.server.pid, signal.SIGUSR1)
        said = "an hour has passed"
        await until("an hour has passed", lambda: said in self.server.lines[passed:])
        self.now += HOUR
        await self._tell()

    async def morning(self, at: datetime) -> None:
        """Go on at *at*, as after a night in which the machine was off."""
        self.now = at
        self.server.options = [*self.server.options[:-1], str(ms_of(at))]
        await self.server.restart()
        await self._tell()

    def resting(self) -> int:
        """How many letters rest on the server."""
        with contextlib.closing(sqlite3.connect(self.server.data / "flipover.db")) as db:
            return int(db.execute("SELECT count(*) FROM held").fetchone()[0])

    async def _tell(self) -> None:
        for person in self.people:
            await person.context.clock.set_system_time(self.now)


def ms_of(moment: datetime) -> int:
    """As the server's starter takes it."""
    return round(moment.timestamp() * 1000)


@pytest.fixture
async def post() -> AsyncIterator[MailServer]:
    """A mail server."""
    async with mail_server() as running:
        yield running


@pytest.fixture
async def days(built_pages: Path, tmp_path: Path, post: MailServer) -> AsyncIterator[Days]:
    """A server on a Monday, that sends mail."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    mail = ["--mail-url", post.url, "--mail-from", "flipover@example.org"]
    running = RunningServer(
        tmp_path / "data",
        options=[*mail, "--public-url", f"http://localhost:{port}", "--at", str(ms_of(MONDAY))],
        module="tests.faults.clocked_server",
    )
    running.port = port
    await running.start()
    yield Days(running)
    await running.stop()
    print(running.output)
    assert "Traceback" not in running.output


async def test_four_days_of_letters(days: Days, browsers: Browsers, post: MailServer) -> None:
    """Agreed, quoted, thought over and told by mail; both read the same at the same times."""
    server = days.server
    eva, sam = await days.living(browsers), await days.living(browsers)

    # Monday: what is agreed, a first letter, an answer with a quote, an address, half a letter.
    office, room, link = await begin_room(server.invitation, await eva.page())
    coach = RestPage(room)
    await coach.page.get_by_role("button", name="Antwoordtijd afspreken").click()
    await coach.page.get_by_role("button", name="Spreek dit af").click()
    await coach.send(FIRST)
    workspace = f"{server.url}/coach"
    await coach.page.goto(workspace)
    client = RestPage(await (await come_in(sam, link, "Sam", "Schrijven")).entered())
    await client.act(client.sent.first, "Citeer")
    await client.send(ANSWER)
    await expect(client.sent.nth(1).locator(".quote")).to_contain_text(FIRST)
    notice = NoticePanel(client.page)
    await notice.open_from_letters()
    await notice.panel.get_by_label("Je e-mailadres").fill("sam@")
    await notice.press_ask()
    await expect(notice.panel.get_by_role("alert")).to_contain_text("lijkt geen e-mailadres")
    await notice.ask(ADDRESS)
    await notice.say_yes(sam, server, post)
    await notice.close()
    await expect(client.page.get_by_role("button", name="Je krijgt een mailtje")).to_be_focused()
    await client.write(DRAFT)
    await client.page.close()

    # Tuesday: a letter that its writer thought better of, and one that went while nobody was there.
    await days.morning(MONDAY + DAY)
    await coach.page.reload()
    await (await office.go_in(TITLE)).arrive("Eva", "Schrijven")
    coach = RestPage(await RoomPage(office.page).entered())
    await expect(coach.sent.nth(1).locator(".quote")).to_contain_text(FIRST)
    too_soon = await coach.let_rest(TOO_SOON, "60 min")
    await expect(too_soon).to_contain_text("rust tot 11:00")
    client = RestPage(await (await come_in(sam, link, "Sam", "Schrijven")).entered())
    await expect(client.area).to_have_value(DRAFT)
    await expect(client.sent).to_have_count(2)
    await coach.do(too_soon, "Haal terug")
    await expect(coach.area).to_have_value(TOO_SOON)
    await expect(coach.resting).to_have_count(0)
    better = await coach.let_rest(BETTER, "60 min")
    await coach.do(better, "Verander")
    await coach.page.get_by_label("Je bericht dat rust, om te veranderen").fill(BEST)
    await coach.page.get_by_role("button", name="Bewaar zo").click()
    await expect(coach.resting).to_have_count(1)
    await expect(coach.resting).to_contain_text(BEST)
    await coach.page.goto(workspace)
    await expect(client.page.get_by_role("banner")).to_contain_text("Eva")
    await client.page.close()
    await days.hour()
    await until("the letter went by itself", lambda: days.resting() == 0)
    await days.hour()
    await until("the notice came", lambda: len(post.mails) == 1)
    told = post.mails.pop()
    assert told.to == [ADDRESS]
    for secret in ("Eva", "Sam", TITLE, "vrijdag", "#g", link.split("/")[-1]):
        assert secret not in told.raw.decode()

    # Wednesday: it is there; a note is put on the sheet; the answer rests, and goes from the phone.
    await days.morning(MONDAY + 2 * DAY)
    client = RestPage(await (await come_in(sam, link, "Sam", "Schrijven")).entered())
    await client.room.reads(BEST)
    await expect(client.room.letter(TOO_SOON)).to_have_count(0)
    await expect(client.area).to_have_value(DRAFT)
    await client.room.stick_note((0.5, 0.3), "vier uur")
    await client.let_rest(SURE, "15 min")
    phone_person = await days.living(browsers, viewport=PHONE)
    phone = RestPage(await (await come_in(phone_person, link, "Sam", "Schrijven")).entered())
    await phone.room.open_writing()
    await expect(phone.resting).to_contain_text(SURE)
    await phone.do(phone.resting, "Stuur nu")
    for device in (phone, client):
        await expect(device.sent.filter(has_text=SURE)).to_have_attribute("data-keeping", "kept")
        await expect(device.resting).to_have_count(0)
    await phone.page.close()
    await client.page.close()

    # Thursday: the coach reads all of it in order, and answers.
    await days.morning(MONDAY + 3 * DAY)
    await coach.page.reload()
    await (await office.go_in(TITLE)).arrive("Eva", "Schrijven")
    coach = RestPage(await RoomPage(office.page).entered())
    await coach.room.reads_note("vier uur")
    await expect(coach.page.get_by_label("Laat rusten", exact=True)).to_have_value("60")
    await coach.page.get_by_label("Laat rusten", exact=True).select_option(label="niet")
    await coach.send(LAST)
    client = RestPage(await (await come_in(sam, link, "Sam", "Schrijven")).entered())
    await client.room.reads(LAST)
    read = await client.as_read()
    assert read == await coach.as_read()
    assert read == [
        f"2027-02-01T09:00, 10:00: {FIRST}",
        f"2027-02-01T09:00, 10:00: {ANSWER}",
        f"2027-02-02T10:00, 11:00: {BEST}",
        f"2027-02-03T09:00, 10:00: {SURE}",
        f"2027-02-04T09:00, 10:00: {LAST}",
    ]
    days_said = re.findall("maandag|dinsdag|gisteren|vandaag", (await client.headings()).lower())
    assert days_said == ["maandag", "dinsdag", "gisteren", "vandaag"]

    # A mail to the client is refused: the coach reads that, and that the letter waits.
    await client.page.close()
    await coach.send(BYE)
    post.to_recipient = ["550 no such mailbox"]
    tries = post.tries
    await days.hour()
    await until("the mail was refused", lambda: post.tries == tries + 1)
    await come_again(coach.page, "Eva")
    await expect(coach.page.get_by_text("Een mailtje aan Sam komt niet aan")).to_be_visible()
