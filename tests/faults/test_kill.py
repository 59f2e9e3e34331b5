"""
A server that is killed in the middle of a call loses nothing that it had acknowledged.

Coach and client talk with picture, draw and write; the server dies of SIGKILL five times, each time
while entries are under way. What was acknowledged is read from the wire, not from the pages.
"""

from __future__ import annotations

import asyncio
import os
import signal
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest
from playwright.async_api import expect

from tests.e2e.browsers import Browsers, Person
from tests.e2e.coach_page import CoachPage
from tests.e2e.media import Mark
from tests.e2e.meeting import NO_KNOCK, TITLE, come_in
from tests.e2e.pages import SHOWN_FRAMES, RoomPage
from tests.faults.heard import Act, Heard, outbox_of
from tests.faults.writer import Writer
from tests.serving import RunningServer
from tests.until import until
from whiteboard.client import ServerClient
from whiteboard.entry import Record
from whiteboard.export import Export
from whiteboard.keys import Link, parse_link
from whiteboard.room import open_room
from whiteboard.source import read_log

pytestmark = pytest.mark.lone  # frames of a call are counted while the server dies

KILLS = 5
#: letters of one burst: more than can be under way at once
BURST = 24
#: how many acknowledgements a load must have had before it is killed
WARM = 4
PATIENCE_S = 60.0

#: write so many letters one after another with the composer that people use
WRITE_LETTERS = """async ([word, count]) => {
    const form = document.querySelector('form.composer');
    const area = form.querySelector('textarea');
    for (let i = 0; i < count; i++) {
        area.value = `${word} ${i}`;
        area.dispatchEvent(new InputEvent('input', { bubbles: true }));
        form.requestSubmit();
        await new Promise((next) => requestAnimationFrame(next));
    }
}"""

#: note ten times a second how many frames of the other were shown
START_COUNTING = f"""video => {{
    const shown = {SHOWN_FRAMES};
    const counts = [];
    const timer = setInterval(() => counts.push([performance.now(), shown(video)]), 100);
    window.countedFrames = {{ counts, timer }};
}}"""
STOP_COUNTING = """() => {
    clearInterval(window.countedFrames.timer);
    return window.countedFrames.counts;
}"""


@dataclass
class Side:
    """One person in the room, and what their sockets carried."""

    name: str
    room: RoomPage
    person: Person
    heard: Heard


@dataclass
class Meeting:
    """Coach and client in a picture call, and the server that is to die."""

    server: RunningServer
    coach: Side
    client: Side
    link: Link
    #: a third device of the room, that writes without a pause
    writer: Writer
    #: what was under way at each kill and never acknowledged by the server that died
    under_way: list[set[Act]] = field(default_factory=list)

    @property
    def sides(self) -> tuple[Side, Side]:
        """Both."""
        return self.coach, self.client

    @property
    def acknowledged(self) -> set[Act]:
        """All that anybody was ever told is kept."""
        return self.coach.heard.kept | self.client.heard.kept | self.writer.kept


async def meet_in_picture(
    server: RunningServer, browsers: Browsers, coach_mark: Mark, client_mark: Mark
) -> Meeting:
    """Let both come in by the way that people take, their sockets listened to from the start."""
    heard = Heard(), Heard()
    people = []
    for mark, one in zip((coach_mark, client_mark), heard, strict=True):
        person = await browsers.person(await browsers.chromium(mark))
        person.watch.allow_outage()
        one.follow(person.context)
        people.append(person)
    office = CoachPage(await people[0].page())
    await office.make_workspace(server.invitation)
    link = await office.make_room(TITLE, "Sam", knock=NO_KNOCK)
    for one in heard:
        one.log = parse_link(link).log
    await (await office.go_in(TITLE)).arrive("Eva")
    coach = await RoomPage(office.page).entered()
    client = await (await come_in(people[1], link, "Sam")).entered()
    await coach.sees_other(PATIENCE_S)
    await client.sees_other(PATIENCE_S)
    for room in (coach, client):
        await room.open_writing()
    writer = Writer(server.url, parse_link(link))
    await writer.register()
    return Meeting(
        server,
        Side("coach", coach, people[0], heard[0]),
        Side("client", client, people[1], heard[1]),
        parse_link(link),
        writer,
    )


async def kill_under_load(meeting: Meeting, turn: int) -> None:
    """Write and draw until the server dies with entries under way; return when it is dead."""
    pid, writer = meeting.server.pid, meeting.writer
    at_kill: list[set[Act]] = []

    def kill_when_under_way() -> None:
        lines = [side.heard.line for side in meeting.sides]
        busy = all(line.answered >= WARM and not line.closed for line in lines)
        if not at_kill and busy and writer.unanswered and any(line.unanswered for line in lines):
            at_kill.append(writer.unanswered.union(*(line.unanswered for line in lines)))
            os.kill(pid, signal.SIGKILL)

    for side in meeting.sides:
        side.heard.on_change = kill_when_under_way
    writer.on_sent = kill_when_under_way
    writing = asyncio.create_task(writer.write())
    burst = 0
    while not at_kill:
        burst += 1
        y = 0.05 + 0.1 * turn + 0.01 * burst
        # A stroke is on one's own sheet whether the server lives or not.
        await asyncio.gather(
            *(
                side.room.page.evaluate(WRITE_LETTERS, [f"{side.name} {turn} {burst}", BURST])
                for side in meeting.sides
            ),
            meeting.client.room.draw([(0.1, y), (0.9, y + 0.05)]),
        )
    await meeting.server.kill()
    await writing
    # A socket's end is told after everything that came by it.
    await until("both lost the server", lambda: all(s.heard.line.closed for s in meeting.sides))
    for side in meeting.sides:
        side.heard.on_change = lambda: None
    never_told = set(writer.unanswered)
    for side in meeting.sides:
        never_told |= side.heard.line.unanswered & await outbox_of(side.room.page)
    meeting.under_way.append(at_kill[0] & never_told)


def places(records: Sequence[Record]) -> Counter[Act]:
    """Count how often each (author, n) stands in a log."""
    return Counter((record.header.author, record.header.n) for record in records)


def check_log(meeting: Meeting, export: Export, acknowledged: set[Act]) -> None:
    """Assert that a log opens without a fault and holds all of *acknowledged* exactly once."""
    room = open_room(export, meeting.link)
    assert room.findings == []
    assert room.refused == []
    counted = places(export.records)
    assert {act: counted[act] for act in acknowledged if counted[act] != 1} == {}
    assert set(counted.values()) == {1}


async def read_as_newcomer(meeting: Meeting) -> Export:
    """Read the room over HTTP on a device that was never there before."""
    client = ServerClient(meeting.server.url, meeting.link, os.urandom(16))

    def read() -> tuple[Record, ...]:
        client.register()
        return tuple(client.read_new())

    return Export(meeting.link.log, await asyncio.to_thread(read), {})


def read_database(meeting: Meeting) -> Export:
    """Read the room from the server's database file."""
    return read_log(meeting.server.data / "flipover.db", meeting.link.log)


async def start_counting(meeting: Meeting) -> None:
    """Count the frames of the other on both pages."""
    for side in meeting.sides:
        await side.room.other_face.first.evaluate(START_COUNTING)


async def check_frames(meeting: Meeting) -> None:
    """Assert that both pages showed more frames in each second since the count began."""
    for side in meeting.sides:
        counts: list[tuple[float, int]] = await side.room.page.evaluate(STOP_COUNTING)
        shown = frames_by_second(counts)
        assert len(shown) >= 2, "the outage was too short to be seen"
        assert min(shown) > 0, f"{side.name} saw the other stand still: {shown}"


def frames_by_second(counts: Sequence[tuple[float, int]]) -> list[int]:
    """
    Return how many frames were shown in each second of *counts* (ms, frames so far).

    A second ends with the first look after it, for a busy page may look late.
    """
    found = []
    start, before = counts[0]
    for at, now in counts:
        if at - start >= 1000:
            found.append(now - before)
            start, before = at, now
    return found


async def quiet(meeting: Meeting) -> None:
    """Wait until neither device holds anything that is not in the log."""

    async def nothing_left() -> bool:
        return not any([await outbox_of(side.room.page) for side in meeting.sides])

    await until("all is kept", nothing_left, seconds=PATIENCE_S)


async def outlive(meeting: Meeting, turn: int) -> None:
    """One kill and one restart, with all that must hold before, between and after."""
    coach, client = meeting.coach.room, meeting.client.room
    await kill_under_load(meeting, turn)
    await start_counting(meeting)
    told = set(meeting.acknowledged)
    # What is on the disk of a server that was given no time for anything.
    check_log(meeting, read_database(meeting), told)

    previews = await coach.previews.count()
    logged = await coach.strokes.count()
    await client.draw([(0.2, 0.75 + 0.03 * turn), (0.8, 0.75 + 0.03 * turn)])
    await expect(coach.previews).to_have_count(previews + 1)
    assert await coach.strokes.count() == logged
    drawn = await client.strokes.count()

    await two_seconds_without_server(meeting)
    await meeting.server.start()
    await check_frames(meeting)
    await meeting.writer.finish()
    await quiet(meeting)
    await coach.strokes_are(drawn)
    await expect(coach.previews).to_have_count(0)
    check_log(meeting, await read_as_newcomer(meeting), meeting.acknowledged)
    check_log(meeting, read_database(meeting), meeting.acknowledged)


async def two_seconds_without_server(meeting: Meeting) -> None:
    """Wait until the outage is long enough to look at."""
    counted = "() => window.countedFrames.counts.at(-1)[0] - window.countedFrames.counts[0][0]"

    async def two_seconds() -> bool:
        lengths: list[float] = [await side.room.page.evaluate(counted) for side in meeting.sides]
        return min(lengths) >= 2000

    await until("two seconds of outage were counted", two_seconds, seconds=PATIENCE_S)


@pytest.mark.slow
@pytest.mark.timeout(600)
async def test_five_kills_under_load_lose_nothing_acknowledged(
    server: RunningServer, browsers: Browsers, coach_mark: Mark, client_mark: Mark
) -> None:
    """
    Each kill meets entries under way; the dead database, a newcomer over HTTP and a Python fold
    hold every acknowledged entry exactly once; the picture moves on in every second without a
    server; what is drawn meanwhile is shown to the other at once and is in the log afterwards.
    """
    meeting = await meet_in_picture(server, browsers, coach_mark, client_mark)
    turn = 0
    while sum(1 for lost in meeting.under_way if lost) < KILLS:
        await outlive(meeting, turn % KILLS)
        turn += 1

    assert len(meeting.acknowledged) > KILLS * 2 * WARM
    room = open_room(read_database(meeting), meeting.link)
    ink = [element for element in room.board.elements() if element.type == "ink"]
    letters = [entry for entry in room.entries if entry.kind == "talk"]
    for side in meeting.sides:
        await side.room.strokes_are(len(ink))
        await side.room.letters_are(len(letters))
        await expect(side.room.page.get_by_role("alert")).to_have_count(0)


def test_a_picture_that_stands_still_is_seen() -> None:
    """The control: one second without a new frame shows among seconds with some."""
    moving = [(100.0 * step, 3 * step) for step in range(31)]
    still = [(at, 30 if 1000 <= at < 2100 else frames) for at, frames in moving]

    assert frames_by_second(moving) == [30, 30, 30]
    assert frames_by_second(still) == [30, 0, 60]
