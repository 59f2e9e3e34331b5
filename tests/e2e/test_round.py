"""A team's round with four browsers: first in silence, then together; read from others' screens."""

from __future__ import annotations

import asyncio
import re
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import expect

from tests.e2e.browsers import Browsers, Person
from tests.e2e.coach_page import CoachPage
from tests.e2e.leaving import Leaving
from tests.e2e.meeting import NO_KNOCK, TITLE, come_in
from tests.e2e.pages import RoomPage, Threshold
from tests.e2e.round_page import RoundPage
from tests.e2e.test_axe import faults
from tests.e2e.test_exercises import drawn, place, until_now
from tests.serving import RunningServer
from tests.until import until

NAMES = ("Eva", "Sam", "Noor", "Youssef")


@dataclass
class Team:
    """Coach Eva and three others, each in a browser of their own."""

    rooms: list[RoomPage]
    rounds: list[RoundPage]
    persons: list[Person]
    leaving: list[Leaving]
    links: list[str]


async def gather(server: RunningServer, browsers: Browsers) -> Team:
    """Bring four people together in writing."""
    persons = [await browsers.person(await browsers.chromium()) for _ in NAMES]
    leaving = [await Leaving.of(person.context) for person in persons]
    office = CoachPage(await persons[0].page())
    await office.make_workspace(server.invitation)
    links = [await office.make_room(TITLE, NAMES[1], knock=NO_KNOCK)]
    links += [await office.invite(TITLE, name) for name in NAMES[2:]]
    await (await office.go_in(TITLE)).arrive(NAMES[0], "Schrijven")
    rooms = [await RoomPage(office.page).entered()]
    for person, name, link in zip(persons[1:], NAMES[1:], links, strict=True):
        rooms.append(await (await come_in(person, link, name, "Schrijven")).entered())
    return Team(rooms, [RoundPage(room) for room in rooms], persons, leaving, links)


def entries(data: Path) -> int:
    """How many entries the server holds, of all logs."""
    with sqlite3.connect(f"file:{data / 'flipover.db'}?mode=ro", uri=True) as db:
        (count,) = db.execute("SELECT count(*) FROM entries").fetchone()
    return int(count)


async def test_nobody_sees_a_note_before_its_writer_sticks_it_up(
    server: RunningServer, browsers: Browsers, tmp_path: Path
) -> None:
    """Until “stick up” nothing leaves the device; then it lies on every screen, in its circle."""
    team = await gather(server, browsers)
    eva, sam, noor, _ = team.rounds
    await place(team.rooms[0], "Cirkels", "Samenwerken")
    for room in team.rooms:
        await expect(drawn(room, "circles")).to_have_count(1)
    await eva.begin("Alleen “lukt al”", "Met naam")
    for one in team.rounds:
        await one.says(
            "Niemand ziet jouw briefjes tot je ze opplakt. Jouw naam komt erbij te staan."
        )
        await one.says("0 van de 4 hebben geplakt")

    page = sam.page
    await sam.open_pile()
    before = entries(tmp_path / "data")
    sheets = [await room.sheet.inner_html() for room in team.rooms]
    await team.leaving[1].forget(page)
    await page.keyboard.type("we helpen elkaar bij drukte")
    await page.keyboard.press("Enter")
    await page.keyboard.type("de maandagstart")
    await page.keyboard.press("Enter")
    await page.keyboard.type("half af")
    await expect(sam.written).to_have_count(2)
    assert await team.leaving[1].all(page) == []
    assert entries(tmp_path / "data") == before
    assert [await room.sheet.inner_html() for room in team.rooms] == sheets
    kept: list[str] = await page.evaluate("Object.values({...localStorage, ...sessionStorage})")
    assert not any("maandag" in value or "drukte" in value for value in kept)

    # What was written survives a reload, the half-typed note too.
    await page.reload()
    await Threshold(page).arrive("Sam", "Schrijven")
    await sam.open_pile()
    await expect(sam.written).to_have_count(2)
    await expect(sam.field).to_have_value("half af")
    await sam.pile.get_by_role("button", name="Haal weg: de maandagstart").click()
    await sam.pile.get_by_role("button", name="Verander: we helpen").click()
    await expect(sam.pile.get_by_label("Verander dit briefje")).to_be_focused()
    await page.keyboard.press("Control+a")
    await page.keyboard.type("we helpen elkaar")
    await page.keyboard.press("Enter")
    await expect(sam.written).to_have_text([re.compile("we helpen elkaar")])

    await team.leaving[1].forget(page)
    await sam.stick()
    for room in team.rooms:
        for text in ("we helpen elkaar", "half af"):
            note = room.page.get_by_role("button", name=text).and_(room.notes)
            await expect(note).to_have_accessible_name(re.compile(f"van Sam: {text}, lukt al"))
    for one in team.rounds:
        await one.says("1 van de 4 heeft geplakt")
    # The same look would have noticed.
    assert len(await team.leaving[1].all(page)) > 1
    assert entries(tmp_path / "data") >= before + 2
    await noor.write("we lachen veel")
    await eva.write("afspraken staan op tijd klaar")
    await noor.stick()
    await eva.stick()
    await expect(team.rooms[3].notes).to_have_count(4)
    await team.rounds[3].says("3 van de 4 hebben geplakt")


async def overlaps(room: RoomPage) -> list[str]:
    """Which notes lie over one another on this screen."""
    found: list[str] = await room.sheet.evaluate(
        """sheet => {
            const boxes = [...sheet.querySelectorAll('[data-type=note] .note-paper')]
                .map((paper) => paper.getBoundingClientRect());
            return boxes.flatMap((a, at) => boxes.slice(at + 1)
                .filter((b) => a.left < b.right && b.left < a.right && a.top < b.bottom
                    && b.top < a.bottom)
                .map((b) => `${a.left},${a.top} over ${b.left},${b.top}`));
        }"""
    )
    return found


async def test_notes_are_read_out_and_each_chooses_one(
    server: RunningServer, browsers: Browsers
) -> None:
    """All stick at one moment; one note is read out to all; a person and a duo choose."""
    team = await gather(server, browsers)
    eva, sam, noor, youssef = team.rounds
    await place(team.rooms[0], "Cirkels", "Samenwerken")
    await expect(drawn(team.rooms[3], "circles")).to_have_count(1)
    await eva.begin("Alleen “wil ik nog”", "Zonder naam")
    for one, texts in zip(
        team.rounds,
        (
            ("elkaar vragen",),
            ("sneller beslissen", "korter"),
            ("inwerken",),
            ("rust", "samen eten"),
        ),
        strict=True,
    ):
        await one.says("Er komt geen naam bij te staan.")
        await one.write(*texts)
    assert await faults(sam.page) == []
    await asyncio.gather(*(one.stick() for one in team.rounds))
    for one in team.rounds:
        await expect(one.room.notes).to_have_count(6)
        await one.says("4 van de 4 hebben geplakt")

        async def apart(room: RoomPage = one.room) -> bool:
            return await overlaps(room) == []

        await until("no note lies over another", apart)
    # Nobody is named, not even to who listens.
    await expect(noor.note("rust")).to_have_accessible_name(
        re.compile("^Blauw briefje van iemand: rust, wil ik nog")
    )

    await eva.go("Lees voor: wil ik nog")
    for one in (sam, noor, youssef):
        await expect(one.light).to_be_visible()
    first = await sam.light.locator(".light-text").inner_text()
    await expect(sam.light).to_contain_text("Briefje 1 van 6")
    await expect(noor.light).to_match_aria_snapshot(
        f"""
        - paragraph: {first}
        - paragraph: Briefje 1 van 6
        - button "Kijk even weg"
        """
    )
    heard = noor.page.locator(
        "[aria-live=polite]", has_text=f"Eva leest voor: “{first}”. Briefje 1 van 6"
    )
    await expect(heard).to_have_count(1)
    assert await faults(noor.page) == []
    assert await faults(eva.page) == []
    # Sam is not held there; the others stay.
    await sam.page.keyboard.press("Escape")
    await expect(sam.light).to_have_count(0)
    await expect(noor.light).to_be_visible()
    await expect(eva.page.get_by_role("button", name="Volgende")).to_be_focused()
    await eva.page.keyboard.press("Enter")
    await expect(noor.light).to_contain_text("Briefje 2 van 6")
    await expect(sam.light).to_have_count(0)
    await sam.page.get_by_role("button", name="Terug naar het briefje").click()
    await expect(sam.light).to_contain_text("Briefje 2 van 6")
    # Who comes late sees what is read.
    await youssef.page.reload()
    await Threshold(youssef.page).arrive("Youssef", "Schrijven")
    await expect(youssef.light).to_contain_text("Briefje 2 van 6")
    await eva.page.keyboard.press("Escape")
    for one in team.rounds:
        await expect(one.light).to_have_count(0)
    # Any one, from where it lies.
    await eva.note("inwerken").focus()
    await eva.page.get_by_role("button", name="Lees voor", exact=True).click()
    await expect(noor.light.locator(".light-text")).to_have_text("inwerken")
    await eva.page.get_by_role("button", name="Stop met voorlezen").click()
    await expect(noor.light).to_have_count(0)

    await eva.go("Laat iedereen een briefje kiezen")
    before = await noor.room.sheet.locator("[data-type=note]").evaluate_all(
        "notes => notes.map((note) => note.style.transform).sort()"
    )
    await youssef.choose("rust")
    await sam.choose("sneller beslissen")
    await expect(noor.note("sneller beslissen")).to_have_accessible_name(
        re.compile("gekozen door Sam,")
    )
    await noor.choose("inwerken", "Sam")
    duo = re.compile("gekozen door (Noor en Sam|Sam en Noor),")
    for one in team.rounds:
        await expect(one.note("inwerken")).to_have_accessible_name(duo)
        await expect(one.note("rust")).to_have_accessible_name(re.compile("gekozen door Youssef,"))
        # Sam has one choice, and that is the one they made together.
        await expect(one.note("sneller")).not_to_have_accessible_name(re.compile("gekozen"))
    assert before == await noor.room.sheet.locator("[data-type=note]").evaluate_all(
        "notes => notes.map((note) => note.style.transform).sort()"
    )
    read = await until_now(team.rooms[3])
    await expect(read).to_contain_text("rust (gekozen door Youssef)")


async def scale_of(room: RoomPage, *said: str) -> str:
    """What a screen reader says of the scale, once each of *said*, a pattern, is in it."""
    scale = room.page.get_by_role("button", name=re.compile("^Schaal")).first
    for pattern in said:
        # The list comes a moment after what is drawn.
        await expect(scale).to_have_accessible_name(re.compile(pattern))
    name = await scale.get_attribute("aria-label")
    assert name is not None
    return name


async def test_each_places_a_mark_alone_and_all_are_shown_together(
    server: RunningServer, browsers: Browsers, tmp_path: Path
) -> None:
    """Nothing of a place leaves the device before all are shown; who is not ready keeps theirs."""
    team = await gather(server, browsers)
    eva, sam, noor, youssef = team.rounds
    await place(team.rooms[0], "Schaal", "Samenwerken")
    await expect(drawn(team.rooms[3], "scale")).to_have_count(1)
    await eva.begin("Met naam")
    await sam.says("Niemand ziet die van jou, tot Eva ze laat zien. Jouw naam komt erbij te staan.")
    marks = [room.sheet.locator("[data-mark]") for room in team.rooms]
    await sam.banner.get_by_role("button", name="Kies mijn plek").click()
    await expect(sam.page.get_by_label("Waar sta je nu?")).to_be_focused()
    before = entries(tmp_path / "data")
    await team.leaving[1].forget(sam.page)
    await sam.page.keyboard.type("6,5")
    await expect(sam.page.get_by_label("Waar sta je nu?")).to_have_value("6,5")
    assert await team.leaving[1].all(sam.page) == []
    assert entries(tmp_path / "data") == before
    await sam.page.get_by_role("button", name="Klaar, mag erbij").click()
    await noor.place("-1")
    await eva.place("4")
    # Youssef is in doubt, and closes it again.
    await youssef.banner.get_by_role("button", name="Kies mijn plek").click()
    await expect(youssef.page.get_by_label("Waar sta je nu?")).to_be_focused()
    await youssef.page.keyboard.type("2")
    await youssef.page.keyboard.press("Escape")
    for one in team.rounds:
        await one.says("3 van de 4 zijn klaar")
    for mark in marks:
        await expect(mark).to_have_count(0)
    await eva.go("Laat de streepjes zien")
    for room, mark in zip(team.rooms, marks, strict=True):
        await expect(mark).to_have_count(3)
        await scale_of(room, "Sam 6,5", "Noor −1", "Eva 4")
    # Nobody has to: it is still his, and he may.
    await youssef.says("Dat van jou ligt nog hier; je hoeft het niet te laten zien.")
    await youssef.banner.get_by_role("button", name="Kies mijn plek").click()
    await youssef.page.get_by_role("button", name="Laat mijn streepje zien").click()
    await expect(marks[1]).to_have_count(4)
    await scale_of(team.rooms[1], "Youssef 2")


async def test_marks_without_names_come_together_and_say_nobody(
    server: RunningServer, browsers: Browsers, tmp_path: Path
) -> None:
    """The server holds them sealed; they come without a name, at one time, in nobody's order."""
    team = await gather(server, browsers)
    eva, *guests = team.rounds
    await place(team.rooms[0], "Schaal", "Werkdruk")
    await expect(drawn(team.rooms[3], "scale")).to_have_count(1)
    await eva.begin("Zonder naam")
    await eva.says("Jij ziet ze pas als je ze laat zien.")
    await expect(eva.banner.get_by_role("button", name="Kies mijn plek")).to_have_count(0)
    for one, typed in zip(guests, ("3", "3", "8"), strict=True):
        await one.says("Er komt geen naam bij te staan.")
        await one.place(typed)
    for one in team.rounds:
        await one.says("3 van de 3 zijn klaar")
        await expect(one.room.sheet.locator("[data-mark]")).to_have_count(0)
    # Looked at once more and left as it was: it still counts once.
    await guests[2].place("")
    with sqlite3.connect(f"file:{tmp_path / 'data' / 'flipover.db'}?mode=ro", uri=True) as db:
        assert db.execute("SELECT count(*) FROM held").fetchone() == (3,)
    await eva.go("Laat de streepjes zien")
    for room in team.rooms:
        await expect(room.sheet.locator("[data-mark]")).to_have_count(3)
        said = await scale_of(room, r"(streepje \d.*){3}")
        assert not any(name in said for name in NAMES), said
        assert sorted(re.findall(r"streepje (\d)", said)) == ["3", "3", "8"], said
    with sqlite3.connect(f"file:{tmp_path / 'data' / 'flipover.db'}?mode=ro", uri=True) as db:
        assert db.execute("SELECT count(*) FROM held").fetchone() == (0,)
        last = db.execute("SELECT at, header FROM entries WHERE kind = 1 ORDER BY id DESC LIMIT 3")
        times = {at for at, _ in last.fetchall()}
    assert len(times) == 1
