"""
A whole talk of two people and, a week later, the next one.

All that was done on the sheets is said back by "until now", by the page that is kept at the
goodbye and by ``export``: exactly that, and nothing that was not done.
"""

from __future__ import annotations

import json
import os
import re
import signal
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from playwright.async_api import Page, expect

from tests.e2e.browsers import Browsers
from tests.e2e.earlier_session import spelled
from tests.e2e.easel import Easel
from tests.e2e.exercise_page import drawn, place, until_now, write_card
from tests.e2e.meeting import NO_KNOCK, TITLE, Pair, meet
from tests.e2e.pages import Point, RoomPage, Threshold
from tests.serving import RunningServer, run_verb
from tests.until import until
from whiteboard.schema import SHEET_HEIGHT, SHEET_WIDTH

WEEK_H = 7 * 24
TOPIC = "Grenzen aangeven op het werk"
USEFUL = "Nuttig als ik weet wat ik donderdag zeg"
#: nine notes, each with whose it is and where its middle is stuck, board units
INNER = (
    ("client", "agenda eerst bekijken", (500, 470)),
    ("client", "thuis zeg ik het al", (380, 600)),
    ("coach", "rustig blijven praten", (620, 600)),
    ("client", "één keer nee tegen Jan", (500, 830)),
)
RING = (
    ("client", "bellen met mijn leidinggevende", (500, 290)),
    ("client", "om bedenktijd vragen", (160, 662)),
    ("coach", "hulp vragen aan Noor", (840, 662)),
    ("client", "op tijd naar huis", (500, 1040)),
)
OUTSIDE = (("client", "een andere baan", (160, 1270)),)
CHOSEN = "bellen met mijn leidinggevende"
#: a week later
MOVED = {"om bedenktijd vragen": ((160, 662), (290, 720)), CHOSEN: ((500, 290), (700, 700))}
MARKS = (("nu", "4"), ("hoogste tot nu toe", "6,5"), ("zo wil ik het", "8"))
BY_THE_SCALE = (
    ("client", "ik herken het moment", (200, 380)),
    ("client", "collega's helpen mee", (420, 380)),
    ("client", "het gaat vanzelf", (800, 380)),
)
STEP = {
    "wat ga ik doen": "mijn leidinggevende bellen",
    "wanneer en waar": "donderdag na de lunch",
    "als … dan …": "als hij niet opneemt, dan mail ik",
}
TAKES = "dat ik het al vaker kan dan ik dacht"

FIRST = """\
# Tot nu toe

## {topic}

### Cirkels: {topic}

**lukt al**

- agenda eerst bekijken
- thuis zeg ik het al
- rustig blijven praten
- één keer nee tegen Jan

**wil ik nog**

- bellen met mijn leidinggevende (gekozen)
- om bedenktijd vragen
- hulp vragen aan Noor
- op tijd naar huis

**ernaast**

- een andere baan

## {topic}

### Schaal: {topic}

0 = nog niets van · 10 = zoals ik het wil

- nu: 4, {first}
- hoogste tot nu toe: 6,5, {first}
- zo wil ik het: 8, {first}

**Wat er al is**

- ik herken het moment
- collega's helpen mee

**Verderop**

- het gaat vanzelf

## Mijn stapje

### Mijn stapje

- wat ga ik doen: mijn leidinggevende bellen
- wanneer en waar: donderdag na de lunch
- als … dan …: als hij niet opneemt, dan mail ik

## Tot slot

### Tot slot

- dit neem ik mee: dat ik het al vaker kan dan ik dacht
- hoe nuttig: 8
"""
CIRCLES_LATER = """\
**lukt al**

- agenda eerst bekijken
- thuis zeg ik het al
- rustig blijven praten
- om bedenktijd vragen
  - van wil ik nog naar lukt al, {second}
- bellen met mijn leidinggevende (gekozen)
  - van wil ik nog naar lukt al, {second}
- één keer nee tegen Jan

**wil ik nog**

- hulp vragen aan Noor
- op tijd naar huis
"""


def spot(place_at: tuple[int, int]) -> Point:
    """Return a place in board units as a share of the sheet."""
    return place_at[0] / SHEET_WIDTH, place_at[1] / SHEET_HEIGHT


async def stick(pair: Pair, notes: tuple[tuple[str, str, tuple[int, int]], ...]) -> None:
    """Let each note be stuck by whose it is, and be read by the other."""
    rooms = {"coach": pair.coach, "client": pair.client}
    for whose, text, at in notes:
        await rooms[whose].stick_note(spot(at), text)
    for room in rooms.values():
        for _, text, _ in notes:
            await room.reads_note(text)


async def set_marks(room: RoomPage, marks: tuple[tuple[str, str], ...]) -> None:
    """Write marks onto the sheet's scale."""
    await room.tool("Kiezen")
    await room.page.mouse.click(*await room.at(spot((500, 590))))
    await room.page.get_by_role("button", name="Streepjes").click()
    panel = room.page.get_by_role("dialog", name="Streepjes op de schaal")
    for kind, value in marks:
        await panel.get_by_role("radio", name=kind, exact=True).check(force=True)
        await panel.get_by_label("Waar?").fill(value)
        await panel.get_by_role("button", name="Zet het streepje").click()
    await room.page.keyboard.press("Escape")


async def carry(room: RoomPage, text: str, away: tuple[int, int], to: tuple[int, int]) -> None:
    """Take the note that says *text* by its middle and put it down elsewhere."""
    await room.tool("Kiezen")
    await room.page.mouse.move(*await room.at(spot(away)))
    await room.page.mouse.down()
    await room.page.mouse.move(*await room.at(spot(to)), steps=12)
    await room.page.mouse.up()
    await room.page.keyboard.press("Escape")
    mine = room.page.get_by_role("button", name=text).and_(room.notes)
    await expect(mine).to_have_accessible_name(re.compile("lukt al, "))


async def turn_both(pair: Pair, title: str) -> None:
    """The coach turns to a sheet, and the client's page follows."""
    await Easel(pair.coach).turn(title)
    await Easel(pair.client).lies(title)


async def summary_at_goodbye(room: RoomPage) -> str:
    """Leave, and keep the page that the goodbye offers."""
    goodbye = await room.leave()
    async with goodbye.page.expect_download() as coming:
        await goodbye.page.get_by_role("button", name="Bewaar tot nu toe als tekst").click()
    return Path(await (await coming.value).path()).read_text()


async def exported(server: RunningServer, link: str, out: Path) -> str:
    """Return what ``export`` writes of the room into *out*, from the database on the disk."""
    await run_verb("export", str(server.data / "flipover.db"), str(out), typed=f"{link}\n")
    return out.read_text()


async def let_a_week_pass(server: RunningServer, pair: Pair) -> datetime:
    """Move the server's clock and both browsers' by a week; return the new time."""
    for hour in range(WEEK_H):
        os.kill(server.pid, signal.SIGUSR1)

        def moved(hours: int = hour + 1) -> bool:
            return server.output.count("an hour has passed") == hours

        await until("the clock moved", moved)
    later = datetime.now(UTC) + timedelta(hours=WEEK_H)
    for person in (pair.coach_person, pair.client_person):
        await person.context.clock.install(time=later)
    return later


async def come_again(page: Page, name: str) -> RoomPage:
    """Load the page anew and go in, in writing."""
    await page.reload()
    await Threshold(page).arrive(name, "Schrijven")
    return await RoomPage(page).entered()


async def test_a_talk_and_the_next_one_a_week_later(
    clocked: RunningServer, browsers: Browsers, tmp_path: Path
) -> None:
    """Usefulness, topic, circles, choice, scale, step, closing; then what moved."""
    browser = await browsers.chromium()
    pair = await meet(clocked, browsers, browser, browser, form="Schrijven", knock=NO_KNOCK)
    coach, client = pair.coach, pair.client
    # Usefulness: the coach asks, the client says.
    await coach.page.get_by_role("button", name="Vragen: open").click()
    await coach.page.get_by_text("Nut vooraf").click()
    asked = coach.page.get_by_role("button", name=re.compile("^Zet op het vel: ")).first
    question = str(await asked.get_attribute("aria-label")).removeprefix("Zet op het vel: ")
    await asked.click()
    await expect(client.sheet.locator("[data-type=text]")).to_have_text(question)
    await client.say(USEFUL)
    await coach.reads(USEFUL)
    await coach.page.get_by_role("button", name="Vragen: sluit").click()
    # Circles with nine notes, one of them chosen.
    await place(coach, "Cirkels", TOPIC)
    await expect(client.sheet).to_contain_text(TOPIC)
    await coach.page.get_by_role("button", name="Teken de ring").click()
    await expect(drawn(client, "circles").locator(".ink")).to_have_count(2)
    await stick(pair, INNER + RING + OUTSIDE)
    await client.tool("Kiezen")
    await client.page.mouse.click(*await client.at(spot((500, 290))))
    await client.page.get_by_role("button", name="Kies dit", exact=True).click()
    theirs = coach.page.get_by_role("button", name=CHOSEN).and_(coach.notes)
    await expect(theirs).to_have_accessible_name(re.compile("^Gekozen, .*wil ik nog, 1 van 4$"))
    # A scale with three marks and its notes.
    await place(coach, "Schaal", TOPIC)
    await expect(drawn(client, "scale")).to_have_count(1)
    await set_marks(client, MARKS)
    await expect(coach.sheet.locator("[data-mark]")).to_have_count(3)
    await stick(pair, BY_THE_SCALE)
    # The step, and how it was.
    await place(coach, "Stapje")
    await write_card(client, list(STEP.values()))
    await place(coach, "Tot slot")
    await write_card(client, [TAKES], number=8)
    read = await until_now(coach)
    await expect(read).to_contain_text(TAKES)
    await expect(read).to_contain_text("hoe nuttig: 8")
    await coach.page.keyboard.press("Escape")

    days = {"topic": TOPIC, "first": day_of(datetime.now(UTC))}
    first = FIRST.format(**days)
    assert await summary_at_goodbye(client) == first
    assert await summary_at_goodbye(coach) == first

    later = await let_a_week_pass(clocked, pair)
    coach = pair.coach = await come_again(coach.page, "Eva")
    client = pair.client = await come_again(client.page, "Sam")
    await turn_both(pair, f"2 {TOPIC}")
    for text, (away, to) in MOVED.items():
        await carry(client, text, away, to)
    for text in MOVED:
        theirs = coach.page.get_by_role("button", name=text).and_(coach.notes)
        await expect(theirs).to_have_accessible_name(re.compile("lukt al, "))
    await turn_both(pair, f"3 {TOPIC}")
    await set_marks(client, (("nu", "6"),))
    await expect(coach.sheet.locator("[data-mark]")).to_have_count(4)

    days["second"] = day_of(later)
    assert days["second"] != days["first"]
    before, rest = first.split("**lukt al**", 1)
    _, after = rest.split("\n**ernaast**", 1)
    second = before + CIRCLES_LATER.format(**days) + "\n**ernaast**" + after
    highest = "- hoogste tot nu toe: 6,5"
    second = second.replace("zo wil ik het: 8, {first}".format(**days), "\0")
    second = second.replace("\0", "zo wil ik het: 8, {first}\n- nu: 6, {second}".format(**days))
    assert highest in second
    read = await until_now(coach)
    await expect(read).to_contain_text("nu: 6, {second}".format(**days))
    await coach.page.keyboard.press("Escape")
    assert await summary_at_goodbye(client) == second
    assert await exported(clocked, pair.link, tmp_path / "summary.md") == second
    assert TITLE not in second
    facts = json.loads(await exported(clocked, pair.link, tmp_path / "summary.json"))
    assert_facts(facts, later)


def assert_facts(facts: dict[str, Any], later: datetime) -> None:
    """The same as plain data: where each note lies, what was chosen and moved, each mark."""
    sheets = facts["sheets"]
    assert [len(sheet[kind]) for sheet in sheets for kind in ("circles", "scales", "cards")] == [
        1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1,
    ]  # fmt: skip
    [circles] = sheets[0]["circles"]
    zones = {note["text"]: note["zone"] for note in circles["notes"]}
    assert zones == {
        **dict.fromkeys((text for _, text, _ in INNER), "inner"),
        **dict.fromkeys((text for _, text, _ in RING), "ring"),
        **dict.fromkeys((text for _, text, _ in OUTSIDE), "outside"),
        **dict.fromkeys(MOVED, "inner"),
    }
    assert [note["text"] for note in circles["notes"] if note["chosen"]] == [CHOSEN]
    changes = {note["text"]: note["changes"] for note in circles["notes"] if note["changes"]}
    assert changes.keys() == MOVED.keys()
    for told in changes.values():
        [change] = told
        assert (change["from"], change["to"]) == ("ring", "inner")
        assert abs(datetime.fromisoformat(change["at"]) - later) < timedelta(hours=1)
    [scale] = sheets[1]["scales"]
    assert [(mark["kind"], mark["value"]) for mark in scale["marks"]] == [
        ("now", [4]),
        ("highest", [6.5]),
        ("wanted", [8]),
        ("now", [6]),
    ]
    days = [datetime.fromisoformat(mark["at"]) for mark in scale["marks"]]
    assert days[3] - days[0] > timedelta(days=6)
    assert {note["text"]: note["place"] for note in scale["notes"]} == {
        "ik herken het moment": "there",
        "collega's helpen mee": "there",
        "het gaat vanzelf": "ahead",
    }
    [step] = sheets[2]["cards"]
    assert {field["label"]: field["text"] for field in step["fields"]} == STEP
    [closing] = sheets[3]["cards"]
    assert closing["value"] == 8
    assert len(facts["sessions"]) == 2


def day_of(time: datetime) -> str:
    """Spell a day as the pages do, where this machine is."""
    ms = round(time.timestamp() * 1000)
    return f"{spelled(ms, weekday=False)} {time.astimezone().year}"
