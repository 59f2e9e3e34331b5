"""
Apart and together: two hundred acts on each side while cut off, then merged, nothing lost.

The server is killed, and the direct way between the pages loses all that is sent over it.
"""

from __future__ import annotations

import asyncio
from random import Random

from playwright.async_api import expect

from tests.e2e.browsers import Browsers
from tests.e2e.meeting import NO_KNOCK, Pair, meet
from tests.e2e.pages import RoomPage
from tests.faults.test_return import all_show, folded
from tests.serving import RunningServer
from whiteboard.elements import Element
from whiteboard.schema import Note

STROKES, NOTES = 184, 8
#: from now on nothing that this page says straight to the other arrives
GO_APART = """() => { RTCDataChannel.prototype.send = () => undefined; }"""
WORDS = {"coach": "van Eva", "client": "van Sam"}


async def cut_off(pair: Pair, server: RunningServer) -> None:
    """Leave each of them alone."""
    for person, room in ((pair.coach_person, pair.coach), (pair.client_person, pair.client)):
        person.watch.allow_outage()
        await room.page.evaluate(GO_APART)
    await server.kill()


async def work_alone(room: RoomPage, who: str, rng: Random) -> None:
    """Draw and stick notes: 184 strokes, and 8 notes that are put there and written on."""
    mouse = room.page.mouse
    left = 0.02 if who == "coach" else 0.52
    for number in range(NOTES):
        # Beside one another: a click on a note would write on it.
        at = (left + 0.11 + 0.24 * (number % 2), 0.1 + 0.165 * (number // 2))
        await room.stick_note(at, f"{WORDS[who]} {number}.")
    await room.tool("Pen")
    before = await room.strokes.count()
    for _ in range(STROKES):
        x, y = await room.at((left + rng.uniform(0.02, 0.36), rng.uniform(0.74, 0.93)))
        await mouse.move(x, y)
        await mouse.down()
        await mouse.move(x + 20, y + 6)
        await mouse.move(x + 34, y - 4)
        await mouse.up()
    await room.strokes_are(before + STROKES)


async def test_two_hundred_acts_of_each_while_apart(
    server: RunningServer, browsers: Browsers
) -> None:
    """Both screens show every stroke and every note of both, and so does Python."""
    one, other = await browsers.chromium(), await browsers.chromium()
    pair = await meet(server, browsers, one, other, form="Schrijven", knock=NO_KNOCK)
    await pair.coach.draw([(0.1, 0.95), (0.9, 0.95)])
    await pair.client.strokes_are(1)
    await cut_off(pair, server)

    await asyncio.gather(
        work_alone(pair.coach, "coach", Random(1)), work_alone(pair.client, "client", Random(2))
    )
    # The control: they were apart.
    for room, others in ((pair.coach, WORDS["client"]), (pair.client, WORDS["coach"])):
        await expect(room.notes.and_(room.page.get_by_role("button", name=others))).to_have_count(0)
    await server.start()

    await all_show([pair.coach, pair.client], strokes=1 + 2 * STROKES, letters=0)
    for room in (pair.coach, pair.client):
        await expect(room.notes).to_have_count(2 * NOTES)
        for words in WORDS.values():
            for number in range(NOTES):
                await room.reads_note(f"{words} {number}.")
    read = await asyncio.to_thread(folded, server, pair.link)
    elements: list[Element] = read.board.elements()
    texts = sorted(element.text for element in elements if isinstance(element, Note))
    assert read.refused == []
    assert len(elements) == 1 + 2 * (STROKES + NOTES)
    wanted = [f"{words} {number}." for words in WORDS.values() for number in range(NOTES)]
    assert texts == sorted(wanted)
