"""
A room in which there was a session a week ago, and two people who come into it today.

The past is written through the log by one more hand, dated as the room was then.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from typing import Final

from tests.e2e.browsers import Browsers
from tests.e2e.coach_page import CoachPage
from tests.e2e.meeting import NO_KNOCK, TITLE, Pair, come_in
from tests.e2e.pages import RoomPage
from tests.e2e.written_sheets import SECOND, Hand
from tests.serving import RunningServer
from whiteboard.schema import Frame

HOUR_MS: Final = 3_600_000
DAY_MS: Final = 24 * HOUR_MS
STEP: Final = "AAAAAAAAAAI"
CIRCLES_FRAME: Final[Frame] = (45.0, 207.0, 910.0, 910.0, 0.0)
SCALE_FRAME: Final[Frame] = (120.0, 720.0, 760.0, 120.0, 0.0)
CARD_FRAME: Final[Frame] = (110.0, 180.0, 780.0, 760.0, 0.0)
WEEKDAYS: Final = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MONTHS: Final = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
    "oktober", "november", "december",
)  # fmt: skip


def a_week_ago() -> int:
    """Return ms since the epoch, seven days before now."""
    return int(time.time() * 1000) - 7 * DAY_MS


def spelled(ms: int, *, weekday: bool = True) -> str:
    """Spell a day as the Dutch pages do, without its year."""
    day = datetime.fromtimestamp(ms / 1000).astimezone()
    date = f"{day.day} {MONTHS[day.month - 1]}"
    return f"{WEEKDAYS[day.weekday()]} {date}" if weekday else date


def write_earlier(hand: Hand, began: int) -> None:
    """A session of an hour: circles with two notes, a scale with a mark, a step."""
    board, fresh = hand.board, hand.new_id
    hand.tell("member", {"name": "Sam", "form": "writing"})
    hand.tell("session", {"id": "earlier", "do": "start", "at": began})
    labels = {"topic": "Grenzen aangeven", "inner": "lukt al", "ring": "wil ik nog", "drawn": 2}
    hand.append(board.add_exercise(fresh(), "circles", CIRCLES_FRAME, labels))
    hand.append(board.add_note(fresh(), 416, 640, "rustig blijven", colour=2, size=168))
    hand.append(board.add_note(fresh(), 416, 240, "nee zeggen", size=168))
    hand.append(board.add_sheet(SECOND, "Schaal"))
    ends = {"topic": "Grenzen aangeven", "low": "nog niets van", "high": "zoals ik het wil"}
    scale = fresh()
    hand.append(board.add_exercise(scale, "scale", SCALE_FRAME, ends, sheet=SECOND))
    for late, value in ((0, [4.0]), (9, [4.5, 5.0]), (20, [])):
        mark = ["now", float(began + late * 60_000), hand.author_id, "", value]
        hand.append(board.set_field(scale, f"mark:{fresh()}", mark))
    hand.append(board.add_sheet(STEP, "Stapje"))
    card = {"kind": "step", "title": "Mijn stapje", "labels": ["wat ga ik doen", "wanneer en waar"]}
    card |= {"cell0": "Eén keer nee zeggen; op werk", "cell1": "woensdag na het werk"}
    hand.append(board.add_exercise(fresh(), "card", CARD_FRAME, card, sheet=STEP))
    hand.tell("session", {"id": "earlier", "do": "end", "at": began + HOUR_MS})


async def come_a_week_later(
    server: RunningServer,
    browsers: Browsers,
    began: int,
    between: Callable[[Hand], None] | None = None,
) -> Pair:
    """Bring both into a room that has the earlier session; *between* writes after it."""
    browser = await browsers.chromium()
    coach_person = await browsers.person(browser)
    client_person = await browsers.person(browser)
    office = CoachPage(await coach_person.page())
    await office.make_workspace(server.invitation)
    link = await office.make_room(TITLE, "Sam", knock=NO_KNOCK)
    hand = Hand(server.url, link)
    write_earlier(hand, began)
    if between is not None:
        between(hand)
    await (await office.go_in(TITLE)).arrive("Eva", "Schrijven")
    coach = await RoomPage(office.page).entered()
    client = await (await come_in(client_person, link, "Sam", "Schrijven")).entered()
    return Pair(coach, client, coach_person, client_person, link)
