"""
Every exercise there is, with something written in it, in the language of its sheet.

``walk_exercises`` makes a room in each language and tells a visitor at each exercise; the pages
themselves are worked in Dutch.
"""

from __future__ import annotations

from dataclasses import dataclass

from playwright.async_api import expect

from tests.e2e.browsers import Browsers
from tests.e2e.coach_page import CoachPage
from tests.e2e.exercise_page import LEVEL_LINE, drawn, place, write_card
from tests.e2e.pages import Point, RoomPage
from tests.e2e.screens import PAGE, Visitor
from tests.serving import RunningServer

ROOM_LANGUAGES = {"nl": "Nederlands", "en": "Engels"}


@dataclass(frozen=True)
class Told:
    """What a person says in one language of the exercises."""

    topic: str
    inner: tuple[tuple[str, Point], ...]
    ring: tuple[tuple[str, Point], ...]
    there: tuple[tuple[str, Point], ...]
    #: what is written into the fields of each card, by its kind
    cards: dict[str, tuple[str, ...]]


#: how each card is called where one is chosen
CARDS = {
    "step": "Stapje",
    "closing": "Tot slot",
    "better": "Wat gaat er al beter",
    "keep": "Behouden",
    "instead": "In plaats van",
    "success": "Wat werkte",
    "reflection": "Terug en vooruit",
    "roles": "Vier manieren om te helpen",
}
TOLD = {
    "nl": Told(
        topic="Grenzen aangeven",
        inner=(
            ("thuis zeg ik het al", (0.37, 0.435)),
            ("eerst in mijn agenda kijken", (0.62, 0.455)),
            ("rustig blijven praten", (0.49, 0.58)),
        ),
        ring=(
            ("bedenktijd vragen", (0.5, 0.235)),
            ("nee zeggen tegen Jan", (0.16, 0.46)),
            ("op tijd naar huis", (0.84, 0.47)),
        ),
        there=(
            ("dinsdag gewoon gedaan", (0.2, 0.27)),
            ("niemand deed moeilijk", (0.43, 0.27)),
        ),
        cards={
            "step": (
                "Jan om een dag bedenktijd vragen",
                "donderdag, bij de koffie",
                "als hij aandringt, dan bel ik hem vrijdag terug",
            ),
            "closing": ("dat ik het al vaker kan dan ik dacht",),
            "better": ("ik slaap door", "telefoon ligt beneden", "pauze", "samen wandelen"),
            "keep": ("de wandeling met Noor\nvrijdag thuis werken",),
            "instead": ("overal ja op zeggen", "eerst ademhalen, dan antwoorden"),
            "success": (
                "vorige week in het overleg",
                "ik zei: daar kom ik op terug",
                "een briefje op mijn scherm",
                "dat ene zinnetje",
            ),
            "reflection": ("op tijd gestopt", "de wandeling", "slapen", "de vakantie"),
            "roles": ("een training", "een afspraak", "een vraag", "een doel"),
        },
    ),
    "en": Told(
        topic="Setting limits",
        inner=(
            ("I say it at home already", (0.37, 0.435)),
            ("looking at my diary first", (0.62, 0.455)),
            ("staying calm", (0.49, 0.58)),
        ),
        ring=(
            ("asking for time to think", (0.5, 0.235)),
            ("saying no to Jan", (0.16, 0.46)),
            ("home on time", (0.84, 0.47)),
        ),
        there=(("just did it on Tuesday", (0.2, 0.27)), ("nobody minded", (0.43, 0.27))),
        cards={
            "step": (
                "ask Jan for a day to think",
                "Thursday, over coffee",
                "if he insists, then I call him back on Friday",
            ),
            "closing": ("that I can do it more often than I thought",),
            "better": ("I sleep through", "phone stays downstairs", "breaks", "walking together"),
            "keep": ("the walk with Noor\nworking from home on Friday",),
            "instead": ("saying yes to everything", "breathe first, then answer"),
            "success": (
                "last week in the meeting",
                "I said: let me come back to that",
                "a note on my screen",
                "that one sentence",
            ),
            "reflection": ("stopped on time", "the walk", "sleep", "the holiday"),
            "roles": ("a training", "an agreement", "a question", "a goal"),
        },
    ),
}


async def walk_exercises(server: RunningServer, browsers: Browsers, visitor: Visitor) -> None:
    """Make a room in each language, put every exercise on a sheet of its own, write in it."""
    eva = await browsers.person(await browsers.chromium())
    page = await eva.page()
    office = CoachPage(page)
    await office.make_workspace(server.invitation)
    for language, told in TOLD.items():
        title = f"Oefeningen {language}"
        await office.make_room(title, language=ROOM_LANGUAGES[language], first=language == "nl")
        await (await office.go_in(title)).arrive("Eva", "Stem")
        room = await RoomPage(page).entered()
        looks = (language,)
        await _circles(room, told)
        await visitor.visit(page, "80-circles", PAGE, looks)
        for lie, screen in (("Liggend", "81-scale"), ("Rechtop", "82-upright-scale")):
            await _scale(room, told, lie)
            await visitor.visit(page, screen, PAGE, looks)
        for number, kind in enumerate(CARDS, start=83):
            await _card(room, kind, told.cards[kind])
            await visitor.visit(page, f"{number}-{kind}", PAGE, looks)
        await page.goto(f"{server.url}/coach")


async def _circles(room: RoomPage, told: Told) -> None:
    await place(room, "Cirkels", told.topic)
    await room.page.get_by_role("button", name="Teken de ring").click()
    await expect(drawn(room, "circles").locator(".ink")).to_have_count(2)
    for text, at in told.inner + told.ring:
        await room.stick_note(at, text)
    await room.tool("Kiezen")
    await room.page.mouse.click(*await room.at(told.ring[0][1]))
    await room.page.get_by_role("button", name="Kies dit", exact=True).click()
    await room.page.keyboard.press("Escape")


async def _scale(room: RoomPage, told: Told, lie: str) -> None:
    await place(room, "Schaal", told.topic, lie=lie)
    await expect(drawn(room, "scale")).to_have_count(1)
    await room.tool("Kiezen")
    middle = (0.5, LEVEL_LINE) if lie == "Liggend" else (0.36, 730 / 1414)
    await room.page.mouse.click(*await room.at(middle))
    await room.page.get_by_role("button", name="Streepjes").click()
    panel = room.page.get_by_role("dialog", name="Streepjes op de schaal")
    for kind, value in (("nu", "5"), ("hoogste tot nu toe", "6,5"), ("zo wil ik het", "9")):
        await panel.get_by_role("radio", name=kind, exact=True).check(force=True)
        await panel.get_by_label("Waar?").fill(value)
        await panel.get_by_role("button", name="Zet het streepje").click()
    await room.page.keyboard.press("Escape")
    if lie == "Liggend":
        for text, at in told.there:
            await room.stick_note(at, text)
    else:
        await room.page.keyboard.press("Escape")


async def _card(room: RoomPage, kind: str, cells: tuple[str, ...]) -> None:
    await place(room, CARDS[kind])
    await write_card(room, cells, number=7 if kind == "closing" else None)
    await expect(drawn(room, "card")).to_contain_text(cells[0].split("\n")[0].split()[0])
    await room.page.keyboard.press("Escape")
