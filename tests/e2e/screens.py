"""
Every screen there is, in the order in which two people come by them.

``walk`` takes both the whole way; at each screen it tells a visitor, who may photograph it or
look for faults in it, and leaves it as it was.
"""

from __future__ import annotations

import math
import re
import shutil
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from playwright.async_api import Page, Route, expect

from tests.e2e.browsers import DESKTOP, PHONE, Browsers, Person
from tests.e2e.coach_page import CoachPage
from tests.e2e.media import Mark
from tests.e2e.meeting import TITLE
from tests.e2e.pages import Point, RoomPage, Threshold
from tests.e2e.safety_panel import SafetyPanel
from tests.serving import RunningServer
from whiteboard.schema import SHEET_HEIGHT, SHEET_WIDTH

SIZES = {"desktop": DESKTOP, "tablet": {"width": 820, "height": 1180}, "phone": PHONE}
#: pages outside the room are one column; a tablet shows nothing new
PAGE = ("desktop", "phone")
ROOM = ("desktop", "tablet", "phone")
LANGUAGES = ("nl", "en")
AWAY = "Geen verbinding met de server"
LIED = "De server liet iets anders zien dan eerst"


@dataclass(frozen=True)
class Look:
    """One way of looking at a screen."""

    language: str
    size: str
    scheme: Literal["light", "dark"]

    def __str__(self) -> str:
        return f"{self.language}.{self.size}.{self.scheme}"


class Visitor(Protocol):
    """Whoever is told at each screen."""

    async def visit(
        self,
        page: Page,
        screen: str,
        sizes: Sequence[str] = PAGE,
        languages: Sequence[str] = LANGUAGES,
    ) -> None:
        """Do something with what *page* shows, in each of its ways, and leave it as it was."""


async def show(page: Page, look: Look) -> None:
    """Turn *page* to *look*."""
    root = page.locator("html")
    if await root.get_attribute("lang") != look.language:
        # At desktop size the switch stands on every page; a dialog over it does not hinder.
        await page.set_viewport_size(DESKTOP)
        switch = page.locator(f'.languages button[lang="{look.language}"]').first
        await switch.evaluate("button => button.click()")
        await expect(root).to_have_attribute("lang", look.language)
    await page.set_viewport_size(SIZES[look.size])
    await page.emulate_media(color_scheme=look.scheme, reduced_motion="reduce")
    await page.evaluate("document.fonts.ready")


async def show_as_before(page: Page) -> None:
    """Back to Dutch, desktop and light, which page objects speak and expect."""
    await show(page, Look("nl", "desktop", "light"))


async def walk(
    server: RunningServer, browsers: Browsers, visitor: Visitor, marks: tuple[Mark, Mark]
) -> None:
    """Go the whole way of coach Eva and client Sam."""
    eva = await browsers.person(await browsers.chromium(marks[0]))
    sam = await browsers.person(await browsers.chromium(marks[1]), has_touch=True)
    page, other = await eva.page(), await sam.page()
    await _pages_without_a_room(server, sam, other, visitor)
    office = CoachPage(page)
    link = await _coach_pages(server, office, visitor)
    await _thresholds(other, link, visitor)
    coach, client = await _door(office, other, link, visitor)
    await _room(coach, client, visitor)
    await _sheets(coach, client, visitor)
    await _screen(coach, client, visitor)
    await _panels(coach, client, visitor)
    await _forms(client, visitor)
    await _phone(client, visitor)
    await (await client.leave()).page.bring_to_front()
    await visitor.visit(other, "50-goodbye")
    await other.goto(link)
    await Threshold(other).arrive("Sam")
    await client.entered()
    await client.reads_note("een rustig ontbijt")
    await client.sees_other()
    await _trouble(server, (eva, coach), (sam, client), visitor)
    await _closed_doors(sam, other, link, visitor)


async def _pages_without_a_room(
    server: RunningServer, person: Person, page: Page, visitor: Visitor
) -> None:
    await page.goto(server.url + "/")
    await expect(page.get_by_label("Plak je link")).to_be_visible()
    await visitor.visit(page, "01-home")
    await page.goto(server.url + "/r/AAAAAAAAAAAAAAAAAAAAAA")
    await expect(page.get_by_role("heading").first).to_be_visible()
    await visitor.visit(page, "02-no-secret")
    # A key that opens nothing: the server says so.
    person.watch.allow(r"status of 40[0-9]")
    await page.goto(server.url + "/coach#w" + "A" * 43)
    await expect(page.get_by_role("heading").first).to_be_visible()
    await visitor.visit(page, "03-wrong-key")


async def _coach_pages(server: RunningServer, office: CoachPage, visitor: Visitor) -> str:
    page = office.page
    await page.goto(server.invitation)
    await expect(page.get_by_label("Je naam", exact=True)).to_be_visible()
    await visitor.visit(page, "10-coach-welcome")
    await office.make_workspace(server.invitation)
    await visitor.visit(page, "11-coach-empty")
    link = await office.make_room(TITLE, "Sam", at_step=lambda step: visitor.visit(page, step))
    await visitor.visit(page, "15-coach-rooms")
    await page.get_by_label(f"Regelen: {TITLE}").click()
    await expect(page.get_by_role("heading", name="Uitnodigingen")).to_be_visible()
    await visitor.visit(page, "16-coach-arranges")
    await page.get_by_role("button", name="Naar je kamers").first.click()
    return link


async def _thresholds(page: Page, link: str, visitor: Visitor) -> None:
    await page.goto(link)
    threshold = Threshold(page)
    await expect(page.get_by_role("radio")).to_have_count(3)
    await visitor.visit(page, "20-client-threshold")
    await threshold.choose("Schrijven")
    await visitor.visit(page, "21-client-writing")
    for form, screen in (("Stem", "22-client-voice"), ("Beeld", "23-client-picture")):
        await threshold.choose(form)
        own = page.get_by_role(
            "region", name="Zo zie je eruit" if form == "Beeld" else "Zo klink je"
        )
        await expect(own.get_by_role("meter")).to_be_visible()
        await visitor.visit(page, screen)
    await page.get_by_role("button", name="Probeer beeld en geluid").click()
    line = page.get_by_role("region", name="Je verbinding")
    await line.get_by_role("button", name="Probeer je verbinding").click()
    await expect(line.get_by_role("button", name="Probeer nog een keer")).to_be_visible()
    await visitor.visit(page, "29-check")
    await threshold.arrive("Sam")
    await expect(page.get_by_text("Eva is er nu niet.")).to_be_visible()
    await visitor.visit(page, "24-client-waiting-alone")


async def _door(
    office: CoachPage, other: Page, link: str, visitor: Visitor
) -> tuple[RoomPage, RoomPage]:
    page = office.page
    threshold = await office.go_in(TITLE)
    await threshold.choose("Beeld")
    await expect(page.get_by_role("meter")).to_be_visible()
    await visitor.visit(page, "25-coach-threshold")
    await threshold.arrive("Eva")
    coach = await RoomPage(page).entered()
    await expect(other.get_by_text("Eva ziet dat je er bent.")).to_be_visible()
    await visitor.visit(other, "26-client-waiting")
    door = page.get_by_role("region", name="Voor de deur")
    await expect(door).to_contain_text("Sam")
    await visitor.visit(page, "27-coach-at-the-door", ROOM)
    await door.get_by_role("button", name="Nu niet").click()
    await expect(other.get_by_role("heading", name="Nu even niet")).to_be_visible()
    await visitor.visit(other, "28-client-refused")
    await other.goto(link)
    await Threshold(other).arrive("Sam")
    await coach.let_in("Sam")
    client = await RoomPage(other).entered()
    await coach.sees_other()
    await client.sees_other()
    return coach, client


async def _room(coach: RoomPage, client: RoomPage, visitor: Visitor) -> None:
    await visitor.visit(client.page, "30-client-empty-sheet", ROOM)
    await coach.draw([(0.15, 0.15), (0.35, 0.13), (0.6, 0.16)])
    await coach.draw(circle((0.48, 0.5), 0.36), steps=2)
    await coach.draw(circle((0.48, 0.5), 0.17), steps=2)
    await client.stick_note((0.48, 0.5), "vijf uur achter elkaar slapen")
    await client.stick_note((0.72, 0.62), "een rustig ontbijt")
    await client.tool("Kiezen")
    await visitor.visit(coach.page, "31-coach-room", ROOM)
    await visitor.visit(client.page, "31-client-room", ROOM)
    await coach.say("Wat hielp daarbij?")
    await client.say("Telefoon uit om tien uur.")
    await visitor.visit(coach.page, "32-coach-letters", ROOM)
    await visitor.visit(client.page, "32-client-letters", ROOM)
    for room in (coach, client):
        await room.writing.get_by_role("button", name="Sluit").click()
    await client.notes.first.focus()
    await visitor.visit(client.page, "33-note-selected", ROOM)
    await coach.page.get_by_role("button", name=re.compile("^Notities: open")).click()
    await coach.page.get_by_label("Jouw aantekeningen bij deze kamer").fill("Vraag naar gisteren.")
    await visitor.visit(coach.page, "34-coach-drawer", ROOM)
    await coach.page.get_by_role("button", name=re.compile("^Vragen: open")).click()
    await coach.page.get_by_text("Waar het over gaat").click()
    await visitor.visit(coach.page, "50-coach-questions", ROOM)
    await coach.page.get_by_role("button", name=re.compile("^Vragen: sluit")).click()


async def _sheets(coach: RoomPage, client: RoomPage, visitor: Visitor) -> None:
    """A lively second sheet with an exercise, and all sheets side by side."""
    page = coach.page
    strip = page.get_by_role("button", name="Oefening", exact=True)
    await strip.click()
    await expect(page.get_by_role("dialog", name="Een oefening op het vel")).to_be_visible()
    await page.get_by_label("Waar gaat het over?").fill("Beter slapen")
    await visitor.visit(page, "51-exercise", ("desktop", "tablet"))
    await page.get_by_role("button", name="Zet op het vel").click()
    await expect(client.sheet.locator("[data-type=circles]")).to_have_count(1)
    await coach.stick_note((0.48, 0.42), "telefoon uit om tien uur")
    await visitor.visit(page, "52-circles", ROOM)
    await visitor.visit(client.page, "52-circles-client", ROOM)
    await page.get_by_role("button", name="Alle vellen").click()
    await expect(page.get_by_role("dialog")).to_be_visible()
    await visitor.visit(page, "53-all-sheets", ("desktop", "tablet"))
    await page.keyboard.press("Escape")
    await page.locator(".sheet-tab").first.click()
    await client.reads_note("een rustig ontbijt")


async def _screen(coach: RoomPage, client: RoomPage, visitor: Visitor) -> None:
    await coach.page.get_by_role("button", name="Deel scherm").click()
    larger = client.page.get_by_role("button", name="Groter")
    await expect(larger).to_be_visible()
    await visitor.visit(client.page, "35-screen-beside", ROOM)
    await visitor.visit(coach.page, "36-sharing")
    await larger.click()
    await visitor.visit(client.page, "37-screen-large", ROOM)
    await client.page.get_by_role("button", name="Terug naast het vel").click()
    await coach.page.get_by_role("button", name="Stop delen").click()
    await expect(larger).to_have_count(0)


async def _panels(coach: RoomPage, client: RoomPage, visitor: Visitor) -> None:
    page = client.page
    await page.get_by_role("button", name="Meer", exact=True).click()
    await page.get_by_role("dialog").get_by_role("button", name="Beeld en geluid").click()
    await expect(page.get_by_label("Microfoon", exact=True)).to_be_visible()
    await visitor.visit(page, "38-devices")
    await page.keyboard.press("Escape")
    await page.keyboard.press("?")
    await expect(page.get_by_role("dialog", name="Sneltoetsen")).to_be_visible()
    await visitor.visit(page, "39-keys", ("desktop", "tablet"))
    await page.keyboard.press("Escape")
    await page.get_by_role("button", name="Wie kan dit zien?").click()
    await expect(page.get_by_role("dialog").get_by_role("listitem").first).to_be_visible()
    await visitor.visit(page, "40-who-can-see")
    await page.keyboard.press("Escape")
    await coach.page.get_by_role("button", name="Wie kan dit zien?").click()
    await coach.page.get_by_role("button", name="Haal weg: Sam, is er nu").click()
    await visitor.visit(coach.page, "49-take-a-device-away")
    await coach.page.keyboard.press("Escape")


async def _forms(client: RoomPage, visitor: Visitor) -> None:
    page = client.page
    safety = await SafetyPanel(client).open()
    await safety.read()
    await visitor.visit(page, "47-safety-words")
    await safety.different_button.click()
    await visitor.visit(page, "48-safety-words-differ")
    await safety.look_again()
    await safety.close()
    for form, screen in (("Stem", "41-voice-room"), ("Schrijven", "42-writing-room")):
        await change_form(client, form)
        await visitor.visit(page, screen, ROOM)
    await page.get_by_role("button", name="Meer", exact=True).click()
    await expect(page.get_by_role("dialog")).to_be_visible()
    await visitor.visit(page, "43-more")
    await page.keyboard.press("Escape")
    await change_form(client, "Beeld")


async def change_form(room: RoomPage, form: str) -> None:
    """Choose another form in the panel of seldom things."""
    await room.page.get_by_role("button", name="Meer", exact=True).click()
    panel = room.page.get_by_role("dialog")
    await panel.get_by_role("radio", name=form).check(force=True)
    await room.page.keyboard.press("Escape")
    await expect(panel).to_have_count(0)


async def _phone(client: RoomPage, visitor: Visitor) -> None:
    page = client.page
    await page.set_viewport_size(PHONE)
    box = await client.notes.first.bounding_box()
    assert box is not None
    await page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    await expect(page.locator(".note-lifted")).to_be_visible()
    await visitor.visit(page, "44-phone-note-lifted", ("phone",))
    await page.set_viewport_size(PHONE)
    await page.touchscreen.tap(8, 500)
    await page.get_by_role("button", name="Tekenen").tap()
    await expect(page.get_by_role("button", name="Klaar")).to_be_visible()
    await visitor.visit(page, "45-phone-draw", ("phone",))
    await page.set_viewport_size(PHONE)
    await page.get_by_role("button", name="Klaar").tap()
    await page.get_by_role("button", name="Gezichten groot").tap()
    await visitor.visit(page, "46-phone-faces", ("phone",))
    await page.set_viewport_size(PHONE)
    await page.get_by_role("button", name="Gezichten klein").tap()
    await page.set_viewport_size(DESKTOP)


async def _trouble(
    server: RunningServer,
    eva: tuple[Person, RoomPage],
    sam: tuple[Person, RoomPage],
    visitor: Visitor,
) -> None:
    coach, client = eva[1], sam[1]
    for person, _ in (eva, sam):
        person.watch.allow_outage()
    await server.stop()
    await expect(client.page.get_by_text(AWAY)).to_be_visible()
    await visitor.visit(client.page, "60-server-away", ROOM)
    earlier = server.data.with_name("earlier")
    shutil.copytree(server.data, earlier)
    await server.start()
    await expect(client.page.get_by_text(AWAY)).to_have_count(0)
    await coach.say("Tot donderdag.")
    await client.reads("Tot donderdag.")
    # A server that is put back to before does not have what both of them hold.
    await server.stop()
    _put_back(server.data, earlier)
    await server.start()
    await expect(coach.page.get_by_text(LIED)).to_be_visible()
    await visitor.visit(coach.page, "61-lie", ROOM)


def _put_back(data: Path, earlier: Path) -> None:
    shutil.rmtree(data)
    shutil.copytree(earlier, data)


async def _closed_doors(person: Person, page: Page, link: str, visitor: Visitor) -> None:
    person.watch.allow(r"status of 4[01][0-9]")
    for word, status in (("revoked", 403), ("ended", 410)):
        await page.route("**/greeting", _refusing(status, word))
        await page.goto("about:blank")
        await page.goto(link)
        await expect(page.get_by_role("heading").first).to_be_visible()
        await visitor.visit(page, f"70-{word}")
        await page.unroute("**/greeting")


def _refusing(status: int, word: str) -> Callable[[Route], Awaitable[None]]:
    async def refuse(route: Route) -> None:
        await route.fulfill(status=status, json={"error": word})

    return refuse


def circle(middle: Point, radius: float) -> list[Point]:
    """Return a round stroke on the sheet, *radius* in its widths, ends overlapping a little."""
    turns = [2 * math.pi * step / 40 for step in range(43)]
    width_by_height = SHEET_WIDTH / SHEET_HEIGHT
    return [
        (middle[0] + radius * math.sin(t), middle[1] - radius * math.cos(t) * width_by_height)
        for t in turns
    ]
