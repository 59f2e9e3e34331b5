"""
Hostile documents: the sound part shows, the rest is a grey card or left out, the room stays usable.

A member with the room's real keys writes what no page of ours would. Each time the browser is
compared with what Python reads out of the same log, and somebody draws afterwards.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.async_api import expect
from pycrdt import Map, Text

from tests.e2e.browsers import Browsers
from tests.e2e.meeting import NO_KNOCK, Pair, meet
from tests.e2e.pages import RoomPage
from tests.faults.hostile_board import SCRIPT, Hostile, long_stroke, new_id, sink, sound, spoilt
from tests.serving import RunningServer
from whiteboard.elements import UnknownElement, read_element
from whiteboard.keys import parse_link
from whiteboard.room import Room, open_room
from whiteboard.schema import FIRST_SHEET
from whiteboard.source import read_log

DEEP_ONE = "DEEPDEEPDEE"
ON_SHEET = """sheet => [...sheet.querySelectorAll('[data-id]')].map((one) => one.dataset.id)"""


@dataclass
class Attacked:
    """Two honest people in a room, and a third with its keys."""

    server: RunningServer
    pair: Pair
    hostile: Hostile

    def read(self) -> Room:
        """Open the log as a reader in Python does."""
        link = parse_link(self.pair.link)
        return open_room(read_log(Path(self.server.data) / "flipover.db", link.log), link)

    async def shows_the_same_as_python(self) -> Room:
        """Wait until both sheets show exactly the elements that Python finds on the first sheet."""
        room = await asyncio.to_thread(self.read)
        wanted = {element.id for element in room.board.elements(FIRST_SHEET)}
        for one in (self.pair.coach, self.pair.client):
            await expect(one.sheet.locator("[data-id]")).to_have_count(len(wanted))
            assert set(await one.sheet.evaluate(ON_SHEET)) == wanted
        return room

    async def stays_usable(self) -> None:
        """Each draws, and the other sees it."""
        for drawer, other in (
            (self.pair.coach, self.pair.client),
            (self.pair.client, self.pair.coach),
        ):
            before = await drawer.strokes.count()
            await drawer.draw([(0.2, 0.2), (0.6, 0.3)])
            await other.strokes_are(before + 1)
        for room in (self.pair.coach, self.pair.client):
            assert await room.page.title() != "taken"


@pytest.fixture
async def attacked(server: RunningServer, browsers: Browsers) -> Attacked:
    """Coach and client writing, a stroke of theirs on the sheet."""
    one, other = await browsers.chromium(), await browsers.chromium()
    pair = await meet(server, browsers, one, other, form="Schrijven", knock=NO_KNOCK)
    # A picture whose blob nobody has, or nobody could have: the page asks, and shows a card.
    for person in (pair.coach_person, pair.client_person):
        person.watch.allow(r"status of 40[04].*/blobs/")
    await pair.coach.draw([(0.2, 0.1), (0.6, 0.1)])
    await pair.client.strokes_are(1)
    return Attacked(server, pair, Hostile(server.url, parse_link(pair.link)))


async def hears_of_skipped(room: RoomPage, words: str) -> None:
    """Wait until the page says how many acts were skipped."""
    await expect(room.page.get_by_text(words)).to_be_visible()


async def test_every_field_of_every_type_wrong_in_every_way(attacked: Attacked) -> None:
    """Cards stand where a place is known, the sound ones show, nothing is thrown."""
    hostile = attacked.hostile
    everything = list(spoilt(hostile.author))
    assert len(everything) > 600
    for first in range(0, len(everything), 50):
        part = everything[first : first + 50]
        await asyncio.to_thread(hostile.put, part)
    await asyncio.to_thread(hostile.put, [sound("note", hostile.author)])

    room = await attacked.shows_the_same_as_python()
    cards = sum(isinstance(e, UnknownElement) for e in room.board.elements(FIRST_SHEET))
    assert cards > 100
    assert await attacked.pair.coach.sheet.locator('[data-type="unknown"]').count() == cards
    left_out = sum(read_element(new_id(), fields) is None for fields in everything)
    await hears_of_skipped(
        attacked.pair.client, f"{left_out} tekenhandelingen klopten niet en zijn overgeslagen"
    )
    await attacked.stays_usable()


async def test_shapes_of_documents_that_nobody_makes(attacked: Attacked) -> None:
    """Strange keys, missing sheets, orders all alike, later types, endless strokes, script."""
    hostile, author = attacked.hostile, attacked.hostile.author

    def strange() -> None:
        elements, sheets = hostile.elements, hostile.sheets
        for key in ("__proto__", "constructor", "toString", "a" * 5000, "", FIRST_SHEET):
            elements[key] = Map(sound("note", author))
            sheets[key] = Map({"title": SCRIPT, "order": "a0", "paper": "plain", "more": 1})
        for field in ("title", "order", "paper", "gone"):
            sheets[f"{FIRST_SHEET}.{field}"] = {"not": ["a", field]}
        sheets[new_id()] = Map({"title": "x" * 50_000, "order": "a1", "paper": 3})
        for _ in range(20):
            elements[new_id()] = Map({**sound("shape", author), "order": "zz"})
        for key in ("text", "more"):
            note = new_id()
            elements[note] = Map(sound("note", author))
            sink(elements[note], key, 5)
        elements[new_id()] = Map({**sound("note", author), "sheet": new_id()})
        elements[new_id()] = Map({**sound("hologram", author), "depth": 3})
        elements[new_id()] = Map({**sound("ink", author), "points": long_stroke(100_000)})
        elements[new_id()] = Map({**sound("ink", author), "points": b"\1\5cut"})
        elements[new_id()] = Map({**sound("note", author), "text": Text(SCRIPT)})
        elements[new_id()] = Map({**sound("text", author), "text": Text(SCRIPT)})

    await asyncio.to_thread(hostile.act, strange)
    await attacked.shows_the_same_as_python()
    await attacked.stays_usable()


async def test_maps_in_maps_without_end(attacked: Attacked) -> None:
    """What could not be deleted again is not taken: deleting it would end the flipchart."""
    hostile = attacked.hostile
    await asyncio.to_thread(hostile.act, lambda: sink(hostile.elements, DEEP_ONE))
    await asyncio.to_thread(hostile.act, lambda: hostile.elements.__delitem__(DEEP_ONE))
    await asyncio.to_thread(hostile.act, lambda: sink(hostile.sheets, DEEP_ONE))
    room = await attacked.shows_the_same_as_python()
    assert len(room.refused) == 2
    await attacked.stays_usable()
    await hears_of_skipped(attacked.pair.coach, "2 tekenhandelingen klopten niet")


async def test_entries_that_are_no_acts(attacked: Attacked) -> None:
    """Each is skipped, counted, and said in words; Python refuses exactly as many."""
    hostile = attacked.hostile
    good = [0, b"\0\0"]
    bad = [
        None,
        7,
        SCRIPT,
        [[0]],
        [[0, "text"]],
        [[0, b""]],
        [[0, b"\xff" * 100]],
        [good, [0, b"\1\1\1"]],
        # a string cut in half of a surrogate pair, which is no UTF-8
        [[0, surrogate(hostile)]],
    ]
    await asyncio.to_thread(hostile.send, bad)
    room = await attacked.shows_the_same_as_python()

    assert len(room.refused) == len(bad)
    for one in (attacked.pair.coach, attacked.pair.client):
        await hears_of_skipped(one, f"{len(bad)} tekenhandelingen klopten niet")
    await attacked.stays_usable()


def surrogate(hostile: Hostile) -> bytes:
    """Return an update that sets a key to half a surrogate pair, by the bytes of lib0."""
    client = bytearray()
    number = int.from_bytes(hostile.author[:6], "big")
    while number > 0x7F:
        client.append(number & 0x7F | 0x80)
        number >>= 7
    client.append(number)
    root, key, half = b"\x08elements", b"\x0bAAAAAAAAAAB", b"\x77\3\xed\xa0\x80"
    return b"\1\1" + bytes(client) + b"\0" + b"\x28\1" + root + key + b"\1" + half + b"\0"


async def test_a_megabyte_of_text_and_thousands_of_notes_without_size(attacked: Attacked) -> None:
    """Long and many cost time, not the room."""
    hostile, author = attacked.hostile, attacked.hostile.author
    long = {**sound("note", author), "text": Text("kwartel " * 125_000)}
    await asyncio.to_thread(hostile.put, [long])
    await attacked.shows_the_same_as_python()
    await attacked.stays_usable()
    for _ in range(10):
        none = [{**sound("note", author), "frame": [500, 700, 0, 0, 0], "text": Text("")}] * 500
        fresh = [{**one, "text": Text("")} for one in none]
        await asyncio.to_thread(hostile.put, fresh)
    await attacked.shows_the_same_as_python()
    await attacked.stays_usable()


#: catches the page's own channel, to say anything over it
CATCH = """(() => {
    const send = RTCDataChannel.prototype.send;
    RTCDataChannel.prototype.send = function (...what) {
        globalThis.caught = this;
        globalThis.rawSend = (bytes) => send.call(this, bytes);
        return send.apply(this, what);
    };
})()"""
#: ten seconds of as much as the channel takes, half of it words of ours with anything in them
FLOOD = """([page]) => new Promise((done) => {
    const until = performance.now() + 10_000;
    let said = 0;
    const id = () => [...crypto.getRandomValues(new Uint8Array(11))]
        .map((byte) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdef'[byte & 31]).join('');
    const text = (words) => [0xa0 + words.length, ...new TextEncoder().encode(words)];
    const ink = () => Uint8Array.from([
        0x87, ...text('t'), ...text('i'), ...text('id'), ...text(id()),
        ...text('s'), ...text('AAAAAAAAAAA'), ...text('m'), 1, ...text('w'), 1, ...text('f'), 0,
        ...text('p'), 0xdc, 0x03, 0xe8, ...Array.from({ length: 1000 }, () => 5)]);
    const noise = () => crypto.getRandomValues(new Uint8Array(200));
    const more = () => {
        for (let turn = 0; turn < 200 && globalThis.caught.bufferedAmount < 1_000_000; turn++) {
            try { globalThis.rawSend(turn % 2 ? ink() : noise()); said += 1; } catch { break; }
        }
        if (performance.now() < until) setTimeout(more, 4);
        else done(said);
    };
    more();
})"""


async def test_a_flood_over_the_channel(server: RunningServer, browsers: Browsers) -> None:
    """Garbage and strokes without end leave the other page able to draw and to be drawn for."""
    one, other = await browsers.chromium(), await browsers.chromium()
    pair = await meet(server, browsers, one, other, form="Schrijven", knock=NO_KNOCK)
    await pair.client.page.evaluate(CATCH)
    await pair.client.draw([(0.2, 0.1), (0.6, 0.1)])
    await pair.coach.strokes_are(1)
    await pair.client.page.wait_for_function("globalThis.caught !== undefined")
    flooding = asyncio.ensure_future(pair.client.page.evaluate(FLOOD, [0]))
    before = await pair.coach.strokes.count()
    await pair.coach.draw([(0.2, 0.4), (0.6, 0.5)])
    await pair.coach.draw([(0.2, 0.5), (0.6, 0.6)])
    said = await flooding

    assert said > 5000, "it was no flood"
    await pair.client.strokes_are(before + 2)
    # A page lets go of strokes that never end.
    await expect(pair.coach.page.locator('[data-live="other"]')).to_have_count(0, timeout=30_000)


def test_the_wrong_values_are_wrong() -> None:
    """The control: of what is written nearly all is unsound, by Python's own reading."""
    author = bytes(8)
    read = [read_element(new_id(), fields) for fields in spoilt(author)]
    left_out = sum(one is None for one in read)
    cards = sum(isinstance(one, UnknownElement) for one in read)

    assert left_out > 200
    assert cards > 150
