"""Messages that rest: read again, changed or withdrawn until they are due, released once."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sqlite3
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import pytest

from server.protocol import MAX_REST_MS, MAX_RESTING, MAX_RESTING_BYTES, MIN_REST_MS
from tests.integration.conftest import Live, MakePeer
from tests.integration.raw import DROP, Answer, Http, Secret, b64, got, record
from tests.integration.test_held import Team, team_of
from tests.movable_clock import START_MS
from tests.until import until

NOTIFY = 1


@dataclass(frozen=True)
class Letter:
    """One record that is to rest, and who wrote it."""

    author: bytes
    data: bytes

    @property
    def name(self) -> str:
        """Its author as the wire writes it."""
        return b64(self.author)


def letter(who: Secret, **more: Any) -> Letter:
    """Return a message by an author of its own."""
    author = os.urandom(8)
    return Letter(author, record(who, author, 0, **more))


async def rest(
    http: Http, who: Secret, one: Letter, ms: int = MIN_REST_MS, in_place_of: Letter | None = None
) -> Answer:
    """Ask that a message rests."""
    instead = "" if in_place_of is None else f"&in_place_of={in_place_of.name}"
    return await http.ask("PUT", f"./held?rest_ms={ms}{instead}", who, data=one.data)


async def withdraw(http: Http, who: Secret, one: Letter) -> Answer:
    """Take a message back."""
    return await http.ask("DELETE", f"./held/{one.name}", who)


async def authors(http: Http, who: Secret) -> list[bytes]:
    """Return who wrote what the log holds, in its order."""
    return [one.author for one in await http.entries(who)]


def on_disk(live: Live) -> bytes:
    """Every byte in the data folder."""
    return b"".join(path.read_bytes() for path in live.data.iterdir() if path.is_file())


@pytest.fixture
async def team(live: Live) -> Team:
    """A coach and two guests, without knocking."""
    return await team_of(live.http, await live.workspace(), 2)


async def test_a_message_is_released_when_it_has_rested(
    live: Live, team: Team, peer: MakePeer
) -> None:
    """Nobody hears of it before; then it has its place and time, and reaches all, once."""
    sam, noor = team.guests
    pages = [await peer(who) for who in (team.coach, sam, noor)]
    one = letter(sam, flags=NOTIFY)
    answer = await rest(live.http, sam, one, 5 * 60_000)
    assert (answer.status, answer.json["due_at"]) == (201, START_MS + 5 * 60_000)
    live.clock.move(ms=5 * 60_000 - 1)
    await live.app.release_due()
    for page in pages:
        await page.sync()
    assert await authors(live.http, noor) == []
    assert [page.records() for page in pages] == [[], [], []]
    live.clock.move(ms=1)
    await asyncio.gather(*(live.app.release_due() for _ in range(5)))

    for page in pages:
        await until("it came", page.records)
        await page.sync()
        assert [(r.author, r.at) for r in page.records()] == [(one.author, START_MS + 300_000)]
    assert await authors(live.http, noor) == [one.author]
    assert (await live.http.ask("GET", "./held", sam)).json == []


async def test_the_server_releases_by_itself(live: Live, team: Team, peer: MakePeer) -> None:
    """Nobody has to ask, and the sender need not be there."""
    page = await peer(team.coach)
    one = letter(team.guests[0])
    await rest(live.http, team.guests[0], one)
    live.clock.move(ms=MIN_REST_MS)

    await until("it came", lambda: [r.author for r in page.records()] == [one.author])


async def test_until_then_its_link_reads_changes_and_withdraws_it(live: Live, team: Team) -> None:
    """From any device of the link; nobody else sees that it is there."""
    sam, noor = team.guests
    phone = sam.on_another_device()
    await live.http.register(phone)
    first, second, third = letter(sam), letter(sam), letter(sam)
    await rest(live.http, sam, first, 2 * MIN_REST_MS)
    await rest(live.http, sam, second, MIN_REST_MS)
    live.clock.move(seconds=10)
    rows = (await live.http.ask("GET", "./held", phone)).json
    assert [(row["author"], row["left_ms"]) for row in rows] == [
        (second.name, 50_000),
        (first.name, 110_000),
    ]
    assert [row["record"] for row in rows] == [b64(second.data), b64(first.data)]
    for other in (noor, team.coach):
        assert (await live.http.ask("GET", "./held", other)).json == []
        assert (await withdraw(live.http, other, first)).status == 200
        assert (await rest(live.http, other, letter(other), in_place_of=first)).error == "not_found"
    changed = await rest(live.http, phone, third, 3 * MIN_REST_MS, in_place_of=first)
    assert changed.json["due_at"] == START_MS + 10_000 + 3 * MIN_REST_MS
    assert (await withdraw(live.http, phone, second)).status == 200
    live.clock.move(ms=MAX_REST_MS)
    await live.app.release_due()

    assert await authors(live.http, noor) == [third.author]


async def test_what_was_withdrawn_or_replaced_is_nowhere_on_the_disk(
    live: Live, team: Team
) -> None:
    """When the answer comes, the journal has nothing of it either."""
    sam = team.guests[0]
    bodies = [os.urandom(300) for _ in range(3)]
    first, second, third = (letter(sam, body=body) for body in bodies)
    await rest(live.http, sam, first)
    await rest(live.http, sam, second)
    assert all(body[50:150] in on_disk(live) for body in bodies[:2])
    await withdraw(live.http, sam, first)
    await rest(live.http, sam, third, in_place_of=second)

    assert [body[50:150] in on_disk(live) for body in bodies] == [False, False, True]
    assert first.author not in on_disk(live)


async def test_what_was_sent_twice_rests_once_and_is_answered_again(live: Live, team: Team) -> None:
    """A lost answer costs nothing: the same request is answered by how things stand."""
    sam = team.guests[0]
    first, second = letter(sam), letter(sam)
    before = await rest(live.http, sam, first)
    live.clock.move(seconds=20)
    again = await rest(live.http, sam, first)
    assert (again.json["due_at"], again.json["left_ms"]) == (before.json["due_at"], 40_000)
    for _ in range(2):
        assert (await rest(live.http, sam, second, in_place_of=first)).status == 201
    live.clock.move(ms=MAX_REST_MS)
    await live.app.release_due()
    released = await rest(live.http, sam, second, in_place_of=first)
    assert (released.status, released.json["seq"]) == (201, 1)
    await live.app.release_due()

    assert await authors(live.http, sam) == [second.author]
    other = record(sam, second.author, 0)
    assert (await rest(live.http, sam, Letter(second.author, other))).error == "conflict"


async def test_what_has_been_released_can_neither_be_changed_nor_withdrawn(
    live: Live, team: Team
) -> None:
    """Both say so, and the log stays as it is."""
    sam = team.guests[0]
    one = letter(sam)
    await rest(live.http, sam, one)
    live.clock.move(ms=MIN_REST_MS)
    await live.app.release_due()

    assert (await withdraw(live.http, sam, one)).error == "conflict"
    assert (await rest(live.http, sam, letter(sam), in_place_of=one)).error == "conflict"
    live.clock.move(ms=MAX_REST_MS)
    await live.app.release_due()
    assert await authors(live.http, sam) == [one.author]


async def test_a_change_that_races_the_release_gives_one_of_both(live: Live, team: Team) -> None:
    """The old one or the new one, never both and never none, whoever is first."""
    sam = team.guests[0]
    won = set()
    for turn in range(40):
        before = len(await live.http.entries(sam))
        old, new = letter(sam), letter(sam)
        await rest(live.http, sam, old)
        live.clock.move(ms=MIN_REST_MS)

        async def release(turns: int = turn % 20) -> None:
            for _ in range(turns * 4):
                await asyncio.sleep(0)
            await live.app.release_due()

        changed, _ = await asyncio.gather(
            rest(live.http, sam, new, in_place_of=old),
            release(),
        )
        live.clock.move(ms=MIN_REST_MS)
        await live.app.release_due()
        (came,) = (await authors(live.http, sam))[before:]
        assert came == (new.author if changed.status == 201 else old.author)
        assert changed.error in (None, "conflict")
        won.add(came == new.author)

    assert won == {True, False}, "both were seen first"


async def test_what_may_not_rest(live: Live, team: Team) -> None:
    """Not too short, too long, in parts, or as an author that wrote before."""
    sam = team.guests[0]
    for ms in (0, MIN_REST_MS - 1, MAX_REST_MS + 1):
        assert (await rest(live.http, sam, letter(sam), ms)).error == "malformed"
    for more in ({"kind": "board"}, {"blobs": (bytes(32),)}, {"flags": DROP}, {"role": "coach"}):
        assert (await rest(live.http, sam, letter(sam, **more))).error == "not_allowed", more
    known = os.urandom(8)
    await live.http.append(sam, record(sam, known, 0))
    assert (await rest(live.http, sam, Letter(known, record(sam, known, 0)))).error == "conflict"
    one = os.urandom(8)
    assert (await rest(live.http, sam, Letter(one, record(sam, one, 1)))).error == "not_allowed"
    assert (await live.http.ask("DELETE", "./held/short", sam)).error == "malformed"
    assert (await live.http.ask("GET", "./held", sam)).json == []


async def test_a_link_has_only_so_much_resting(live: Live, team: Team) -> None:
    """In count and in bytes; another link is not touched, and what is changed counts once."""
    sam, noor = team.guests
    ones = [letter(sam) for _ in range(MAX_RESTING)]
    for one in ones:
        assert (await rest(live.http, sam, one)).status == 201
    assert (await rest(live.http, sam, letter(sam))).error == "too_large"
    assert (await rest(live.http, sam, letter(sam), in_place_of=ones[0])).status == 201
    body = os.urandom(60_000)
    many = [letter(noor, body=body) for _ in range(MAX_RESTING_BYTES // 60_000)]
    for one in many:
        assert (await rest(live.http, noor, one)).status == 201
    assert (await rest(live.http, noor, letter(noor, body=body))).error == "too_large"


async def test_with_its_link_device_or_room_it_goes(live: Live, team: Team) -> None:
    """Withdrawn, erased or past its date: nothing is released, nothing is left on the disk."""
    sam, noor = team.guests
    bodies = [os.urandom(300) for _ in range(4)]
    for who, body in zip((sam, noor, team.coach), bodies, strict=False):
        await rest(live.http, who, letter(who, body=body))
    await live.http.ask("DELETE", f"./links/{sam.link}", team.coach)
    devices = (await live.http.ask("GET", "./devices", team.coach)).json
    (of_noor,) = (row["device"] for row in devices if row["link"] == noor.link)
    await live.http.ask("DELETE", f"./devices/{of_noor}", team.coach)
    assert [body[50:150] in on_disk(live) for body in bodies[:3]] == [False, False, True]
    ends = {"until": live.clock.now_ms() + MIN_REST_MS}
    assert (await live.http.ask("PATCH", ".", team.coach, json=ends)).status == 200
    assert (await rest(live.http, team.coach, letter(team.coach))).error == "ended"
    live.clock.move(ms=MIN_REST_MS)
    await live.app.sweep()
    await live.app.release_due()

    assert not any(body[50:150] in on_disk(live) for body in bodies)
    with contextlib.closing(sqlite3.connect(live.data / "flipover.db")) as db:
        assert db.execute("SELECT count(*) FROM entries").fetchone() == (0,)


async def test_a_disk_that_fails_releases_nothing_and_later_all(live: Live, team: Team) -> None:
    """Either all stand in the log, or all still rest."""
    sam, noor = team.guests
    ones = [letter(sam), letter(noor)]
    for who, one in zip((sam, noor), ones, strict=True):
        await rest(live.http, who, one)
    with contextlib.closing(sqlite3.connect(live.data / "flipover.db")) as db:
        db.execute(
            "CREATE TRIGGER full BEFORE INSERT ON entries"
            " WHEN (SELECT count(*) FROM entries) >= 1 BEGIN SELECT RAISE(ABORT, 'full'); END"
        )
        db.commit()
        live.clock.move(ms=MIN_REST_MS)
        with pytest.raises(Exception, match="storage"):
            await live.app.release_due()
        assert await authors(live.http, sam) == []
        db.execute("DROP TRIGGER full")
        db.commit()
    await live.app.release_due()

    assert await authors(live.http, sam) == [one.author for one in ones]


async def test_a_clock_turned_back_makes_nobody_wait_for_long(live: Live, team: Team) -> None:
    """A rest is a duration: never shortened, and never longer than the longest."""
    sam = team.guests[0]
    one = letter(sam)
    await rest(live.http, sam, one, MAX_REST_MS)
    live.clock.set_back(ms=30 * 86_400_000)
    await live.app.release_due()
    assert await authors(live.http, sam) == []
    live.clock.move(ms=MAX_REST_MS)
    await live.app.release_due()

    assert await authors(live.http, sam) == [one.author]


async def test_what_fell_due_while_nothing_ran_is_released_at_the_start(
    start: Callable[..., Awaitable[Live]],
) -> None:
    """Once, and before anybody can come in."""
    first = await start()
    team = await team_of(first.http, await first.workspace(), 1)
    sam = team.guests[0]
    due, later = letter(sam), letter(sam)
    await rest(first.http, sam, due)
    await rest(first.http, sam, later, MAX_REST_MS)
    await first.app.close()
    first.clock.move(ms=MIN_REST_MS)
    second = await start()
    assert await authors(second.http, sam) == [due.author]
    await second.app.close()
    second.clock.move(ms=MAX_REST_MS)
    third = await start()

    assert await authors(third.http, sam) == [due.author, later.author]
    assert got((await third.http.ask("GET", "./entries", sam)).body)[1].seq == 2
