"""
A lying server is noticed by the person it lies to, in words, whatever the lie.

The liar stands between the client's browser and an honest server, holds no key, and makes seqs
and chain values of its own that fit what it shows.
"""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass

import pytest
from playwright.async_api import expect

from tests.e2e.browsers import Browsers
from tests.e2e.meeting import begin_room, come_in
from tests.e2e.pages import RoomPage, Threshold
from tests.faults.liar import Liar, numbered
from tests.serving import RunningServer
from tests.until import until
from whiteboard.entry import Record

DROPPED = "De server laat iets weg wat bewaard was."
REPEATED = "De server gaf twee keer hetzelfde, op verschillende plekken."
REORDERED = "De server gaf dingen in een andere volgorde dan ze bewaard waren."
FORKED = "De server laat jullie niet hetzelfde zien."
ROLLED_BACK = "De server is teruggezet naar eerder."
FOREIGN = "De server gaf iets wat niet in deze kamer gemaakt is."
FORGOT = "De server zei dat iets bewaard was en heeft het nu niet meer."
REPLAYED_SIGNAL = "Iemand probeerde een oude verbinding opnieuw te gebruiken."
SWAPPED_SIGNAL = "Iemand probeerde zich tussen jullie verbinding te zetten."


#: true once this device has written down that it saw the log up to the given entry
REMEMBERED = """async (seq) => {
    for (const { name } of await indexedDB.databases()) {
        const db = await new Promise((done, failed) => {
            const asked = indexedDB.open(name);
            asked.onsuccess = () => done(asked.result);
            asked.onerror = () => failed(asked.error);
        });
        try {
            if (!db.objectStoreNames.contains('seen')) continue;
            const rows = await new Promise((done, failed) => {
                const asked = db.transaction('seen').objectStore('seen').getAll();
                asked.onsuccess = () => done(asked.result);
                asked.onerror = () => failed(asked.error);
            });
            if (rows.some((row) => row.seq >= seq)) return true;
        } finally {
            db.close();
        }
    }
    return false;
}"""


@dataclass
class LiedTo:
    """Coach at the honest server, client behind the liar, both writing."""

    coach: RoomPage
    client: RoomPage
    liar: Liar

    async def lie(self, twist: Callable[[Sequence[Record], int], Sequence[Record]]) -> None:
        """Show from now on what *twist* makes of the true log and of its length at this moment."""
        length = len(await self.liar.true_log())
        self.liar.twist = lambda records: twist(records, length)

    async def hears(self, words: str) -> None:
        """Wait until the client's page says *words*."""
        await expect(self.client.page.get_by_role("alert")).to_contain_text(words, timeout=20_000)


@pytest.fixture
async def lied_to(server: RunningServer, browsers: Browsers) -> AsyncIterator[LiedTo]:
    """Both in the room, one letter from each already there, and no lie told yet."""
    liar = Liar(server.url)
    await liar.start()
    browser = await browsers.chromium()
    coach_person, client_person = await browsers.person(browser), await browsers.person(browser)
    _, coach, link = await begin_room(server.invitation, await coach_person.page())
    client = await come_in(client_person, liar.instead_of(link), "Sam", "Schrijven")
    await client.entered()
    await coach.say("Fijn dat je er bent")
    await client.say("Dank je")
    await client.reads("Fijn dat je er bent")
    await coach.reads("Dank je")
    await expect(client.page.get_by_role("alert")).to_have_count(0)
    yield LiedTo(coach, client, liar)
    await client_person.context.close()
    await liar.stop()


def without(records: Sequence[Record], place: int) -> list[Record]:
    """Leave out the record at *place*, counted from 0."""
    return [*records[:place], *records[place + 1 :]]


async def test_the_liar_tells_the_truth_until_told_to_lie(lied_to: LiedTo) -> None:
    """The control: the same way, without a lie, raises no alarm."""
    await lied_to.lie(lambda records, _length: numbered(records))
    await lied_to.coach.say("een")
    await lied_to.coach.say("twee")
    await lied_to.client.reads("twee")

    await expect(lied_to.client.page.get_by_role("alert")).to_have_count(0)


async def test_dropped_behind_a_hole(lied_to: LiedTo) -> None:
    """What is left out, the rest keeping its places, is missed."""
    await lied_to.lie(lambda records, length: without(records, length))
    await lied_to.coach.say("een")
    await lied_to.coach.say("twee")

    await lied_to.hears(DROPPED)


async def test_dropped_and_numbered_anew(lied_to: LiedTo) -> None:
    """What is left out, the rest closing the hole, is missed by its author's count."""
    await lied_to.lie(lambda records, length: numbered(without(records, length)))
    await lied_to.coach.say("een")
    await lied_to.coach.say("twee")

    await lied_to.hears(DROPPED)


async def test_repeated(lied_to: LiedTo) -> None:
    """What is handed on twice, as if said twice, is shown once."""
    await lied_to.lie(
        lambda records, length: numbered(
            [*records[: length + 1], *records[length : length + 1], *records[length + 1 :]]
        )
    )
    await lied_to.coach.say("een")

    await lied_to.hears(REPEATED)
    await lied_to.client.reads("een")


async def test_reordered(lied_to: LiedTo) -> None:
    """Two entries that change places are noticed."""

    def swap(records: Sequence[Record], length: int) -> Sequence[Record]:
        news = list(records[length:])
        # Until there are two, nothing is shown that would have to be taken back.
        return numbered([*records[:length], *(reversed(news[:2]) if len(news) > 1 else [])])

    await lied_to.lie(swap)
    await lied_to.coach.say("een")
    await lied_to.coach.say("twee")

    await lied_to.hears(REORDERED)


async def test_forked(lied_to: LiedTo) -> None:
    """Another log than the coach's, even by a millisecond, is noticed when the coach goes on."""

    def later(records: Sequence[Record], length: int) -> Sequence[Record]:
        return [
            dataclasses.replace(record, at=record.at + 1) if place >= length else record
            for place, record in enumerate(records)
        ]

    await lied_to.lie(later)
    await lied_to.coach.say("een")
    await lied_to.coach.say("twee")

    await lied_to.hears(FORKED)


async def test_rolled_back(lied_to: LiedTo) -> None:
    """A tail that is gone after the page was loaded anew is missed."""
    page = lied_to.client.page
    # What the device has seen is written down within a second of having seen it.
    length = len(await lied_to.liar.true_log())
    await until("the device remembers", lambda: page.evaluate(REMEMBERED, length))
    await lied_to.lie(lambda records, _length: records[: length - 2])
    await page.reload()
    await come_in_again(lied_to)

    await lied_to.hears(ROLLED_BACK)


async def come_in_again(lied_to: LiedTo) -> None:
    """Pass the threshold of a page that was loaded anew."""
    await Threshold(lied_to.client.page).arrive("Sam", "Schrijven")


async def test_moved_to_another_author(lied_to: LiedTo) -> None:
    """The coach's words under another name are not shown, and noticed."""
    author = bytes(range(8))

    def under(records: Sequence[Record], length: int) -> Sequence[Record]:
        return [
            dataclasses.replace(r, header=dataclasses.replace(r.header, author=author, n=0))
            if place == length
            else r
            for place, r in enumerate(records)
        ]

    await lied_to.lie(under)
    await lied_to.coach.say("een")

    await lied_to.hears(FOREIGN)
    await expect(lied_to.client.letter("een")).to_have_count(0)


async def test_moved_from_another_room(lied_to: LiedTo) -> None:
    """An entry that was made for another room is not shown, and noticed."""

    def moved(records: Sequence[Record], length: int) -> Sequence[Record]:
        return [
            dataclasses.replace(r, header=dataclasses.replace(r.header, log=bytes(16)))
            if place == length
            else r
            for place, r in enumerate(records)
        ]

    await lied_to.lie(moved)
    await lied_to.coach.say("een")

    await lied_to.hears(FOREIGN)


async def test_acknowledged_and_forgotten(lied_to: LiedTo) -> None:
    """What was called kept and is gone when the log goes on is missed."""

    def forget(records: Sequence[Record], length: int) -> Sequence[Record]:
        gone_on = len(records) > length + 1
        return numbered(without(records, length)) if gone_on else records

    await lied_to.lie(forget)
    await lied_to.client.say("dit wil ik bewaren")
    await lied_to.coach.say("een")

    await lied_to.hears(FORGOT)


async def test_swapped_signal(lied_to: LiedTo) -> None:
    """A description of the connection that the other did not make is not taken."""
    signals = lied_to.liar.signals
    assert signals, "the pages negotiated through the liar"
    foreign = bytes(len(signals[0]["sealed"]))
    lied_to.liar.twist_signal = lambda signal: [{**signal, "sealed": foreign}]
    await negotiate_again(lied_to)

    await lied_to.hears(SWAPPED_SIGNAL)


async def test_replayed_signal(lied_to: LiedTo) -> None:
    """An old offer, sealed by the other long ago, is not taken a second time."""
    lied_to.liar.twist_signal = lambda signal: [signal, signal]
    await negotiate_again(lied_to)

    await lied_to.hears(REPLAYED_SIGNAL)


async def negotiate_again(lied_to: LiedTo) -> None:
    """Have the coach's page make its connection anew, by loading it anew."""
    await lied_to.coach.page.reload()
    await Threshold(lied_to.coach.page).arrive("Eva", "Schrijven")
    await asyncio.wait_for(lied_to.coach.entered(), 20)
