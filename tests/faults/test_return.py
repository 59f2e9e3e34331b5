"""
Who comes back, from a closed tab, a second device or sleep, finds what all the others see.

And what had not been sent is sent by whoever comes next from the same device.
"""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Sequence
from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.e2e.browsers import Browsers
from tests.e2e.meeting import NO_KNOCK, begin_room, come_in, meet, meet_in_writing
from tests.e2e.pages import RoomPage, Threshold
from tests.faults.clocked_server import HOUR_MS
from tests.faults.heard import outbox_of
from tests.faults.sleeping import Sleeper
from tests.serving import RunningServer
from tests.until import until
from whiteboard.keys import parse_link
from whiteboard.room import Room, open_room
from whiteboard.source import read_log

pytestmark = pytest.mark.lone  # seconds of sleep and of silence are counted

PATIENCE_S = 60.0

#: every element in its order, as it is drawn, without what belongs to one's own view of it
DRAWN = """() => [...document.querySelectorAll('svg.sheet [data-id]')].map((element) => [
    element.dataset.id,
    element.dataset.preview === undefined,
    element.getAttribute('d'),
    element.getAttribute('style'),
    element.textContent,
])"""
#: keep every track that the page was ever given, to look at later; a blank tab has no devices
KEEP_TRACKS = """
    if (globalThis.MediaDevices !== undefined) {
        window.ownTracks = [];
        const given = MediaDevices.prototype.getUserMedia;
        MediaDevices.prototype.getUserMedia = async function (...asked) {
            const stream = await given.apply(this, asked);
            window.ownTracks.push(...stream.getTracks());
            return stream;
        };
    }
"""
#: kinds of the tracks that take something up now
TAKING_UP = """() => window.ownTracks
    .filter((track) => track.readyState === 'live' && track.enabled)
    .map((track) => track.kind)"""


async def shown(room: RoomPage) -> tuple[Any, list[str]]:
    """Return what stands on the sheet, and the letters in their order."""
    drawn = await room.page.evaluate(DRAWN)
    return drawn, await room.letters.locator("p.text").all_inner_texts()


async def all_show(rooms: Sequence[RoomPage], strokes: int, letters: int) -> None:
    """Wait until each shows so many strokes and letters, all the same in the same order."""
    for room in rooms:
        await room.strokes_are(strokes)
        await expect(room.previews).to_have_count(0)
        await room.open_writing()
        await expect(room.letters).to_have_count(letters)

    async def alike() -> bool:
        seen = [await shown(room) for room in rooms]
        return all(one == seen[0] for one in seen)

    await until("all pages show the same", alike, seconds=PATIENCE_S)
    for room in rooms:
        await expect(room.page.get_by_role("alert")).to_have_count(0)


async def write_down(room: RoomPage, text: str) -> None:
    """Write a letter that cannot be sent now, and see that it waits on this device."""
    await room.open_writing()
    await room.page.get_by_role("textbox", name=re.compile("^(Bericht|Schrijf aan)")).fill(text)
    await room.page.get_by_role("button", name="Verstuur", exact=True).click()
    letter = room.letter(text)
    await expect(letter).to_have_attribute("data-keeping", "here")


def folded(server: RunningServer, link: str) -> Room:
    """Read the room from the server's database."""
    opened = parse_link(link)
    return open_room(read_log(server.data / "flipover.db", opened.log), opened)


async def test_what_a_closed_tab_had_not_sent_the_next_one_sends(
    server: RunningServer, browsers: Browsers
) -> None:
    """
    Letters and strokes made without a server outlive their tab: nobody has them until the device
    comes back, then all have them once, under their first author.
    """
    pair = await meet_in_writing(server, browsers)
    for person in (pair.coach_person, pair.client_person):
        person.watch.allow_outage()
    await pair.client.say("dit is er al")
    await all_show([pair.coach, pair.client], strokes=0, letters=1)

    await server.kill()
    for number in range(3):
        await write_down(pair.client, f"nog niet verstuurd {number}")
        await pair.client.draw([(0.2, 0.2 + 0.1 * number), (0.7, 0.2 + 0.1 * number)])
    left = await outbox_of(pair.client.page)
    await pair.client.page.close()
    await server.start()
    await pair.coach.say("ben je er nog?")
    assert len(left) >= 6
    kept = {(entry.author, entry.n) for entry in folded(server, pair.link).entries}
    assert kept & left == set()

    again = await (await come_in(pair.client_person, pair.link, "Sam", "Schrijven")).entered()
    await all_show([pair.coach, again], strokes=3, letters=5)
    await until("nothing is left", lambda: nothing_left(again.page), seconds=PATIENCE_S)
    room = folded(server, pair.link)
    assert room.findings == []
    places = [(entry.author, entry.n) for entry in room.entries]
    assert [places.count(act) for act in sorted(left)] == [1] * len(left)


async def nothing_left(page: Page) -> bool:
    """Say whether the device of *page* holds nothing unsent."""
    return not await outbox_of(page)


async def test_two_tabs_and_two_devices_of_one_person_come_back_equal(
    server: RunningServer, browsers: Browsers
) -> None:
    """Each wrote and drew before and without the server; all end with the same, a reload too."""
    browser = await browsers.chromium()
    pair = await meet(server, browsers, browser, browser, form="Schrijven", knock=NO_KNOCK)
    phone = await browsers.person(browser)
    for person in (pair.coach_person, pair.client_person, phone):
        person.watch.allow_outage()
    tab = await (await come_in(pair.client_person, pair.link, "Sam", "Schrijven")).entered()
    other = await (await come_in(phone, pair.link, "Sam", "Schrijven")).entered()
    rooms = [pair.coach, pair.client, tab, other]
    for number, room in enumerate(rooms):
        await room.say(f"voor {number}")
        await room.strokes_are(number)
        await room.draw([(0.1, 0.1 + 0.05 * number), (0.6, 0.1 + 0.05 * number)])
    await all_show(rooms, strokes=4, letters=4)

    await server.kill()
    for number, room in enumerate(rooms):
        await write_down(room, f"tijdens {number}")
        await room.draw([(0.1, 0.5 + 0.05 * number), (0.6, 0.5 + 0.05 * number)])
    await server.start()
    await all_show(rooms, strokes=8, letters=8)

    await tab.page.reload()
    await Threshold(tab.page).arrive("Sam", "Schrijven")
    await all_show(rooms, strokes=8, letters=8)
    kept = folded(server, pair.link)
    assert kept.findings == []
    assert len(kept.board.elements()) == 8


@pytest.mark.slow
async def test_a_device_that_slept_an_hour_comes_back_equal(
    clocked: RunningServer, browsers: Browsers
) -> None:
    """
    It was lost to the others, missed what they did, and wakes to the same sheet and letters: no
    alarm, its microphone still off, its camera still off.
    """
    lid = Sleeper()
    coach_person = await browsers.person(await browsers.chromium())
    client_person = await browsers.person(await browsers.chromium(flags=[lid.flag]))
    await client_person.context.add_init_script(KEEP_TRACKS)
    client_person.watch.allow_outage()
    _, coach, link = await begin_room(clocked.invitation, await coach_person.page())
    client = await (await come_in(client_person, link, "Sam", "Beeld")).entered()
    assert sorted(set(await client.page.evaluate(TAKING_UP))) == ["audio", "video"]
    for device in ("Microfoon", "Camera"):
        await client.page.get_by_role("button", name=f"{device} aan").click()
    await is_off(client)
    await client.say("ik doe de klep even dicht")
    await coach.reads("ik doe de klep even dicht")

    assert lid.sleep() > 3
    try:
        assert lid.is_asleep()
        os.kill(clocked.pid, signal.SIGUSR1)
        await until("the clock moved", lambda: "an hour has passed" in clocked.output)
        await expect(coach.page.get_by_role("banner")).to_contain_text(
            "Sam is even weg", timeout=PATIENCE_S * 2000
        )
        await coach.say("rust goed uit")
        await coach.draw([(0.2, 0.3), (0.8, 0.3)])
        await coach.stick_note((0.5, 0.6), "een uur later")
        assert lid.is_asleep()
    finally:
        lid.wake()

    await client.reads_note("een uur later")
    await all_show([coach, client], strokes=1, letters=2)
    await expect(coach.page.get_by_role("banner")).to_contain_text("Sam is er weer")
    await is_off(client)
    await client.say("ik ben er weer")
    await all_show([coach, client], strokes=1, letters=3)
    await is_off(client)
    room = folded(clocked, link)
    assert room.findings == []
    times = [entry.at for entry in room.entries if entry.kind == "talk"]
    assert times[1] - times[0] >= HOUR_MS


async def is_off(client: RoomPage) -> None:
    """Assert that microphone and camera are off, in words and in what the page takes up."""
    for device in ("Microfoon", "Camera"):
        button = client.page.get_by_role("button", name=f"{device} uit")
        await expect(button).to_have_attribute("aria-pressed", "false")
    assert await client.page.evaluate(TAKING_UP) == []
