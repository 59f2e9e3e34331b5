"""Anonymous acts: held back, released together and shuffled, all or none of them."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sqlite3
from dataclasses import dataclass, replace
from pathlib import Path

import aiohttp

from tests.integration.conftest import Live, MakePeer, MakeRoom
from tests.integration.raw import DROP, Http, Secret, b64, hashed, record
from tests.integration.test_process import code_of, found
from tests.serving import RunningServer
from tests.until import until

PEOPLE = 8


@dataclass
class Team:
    """A coach's link and those of several guests, all registered."""

    owner: Secret
    coach: Secret
    guests: list[Secret]


async def team_of(http: Http, owner: Secret, people: int = PEOPLE) -> Team:
    """Make a room with a link for each, without knocking."""
    log = os.urandom(16)
    secrets = [Secret(log, "coach"), *(Secret(log, "guest") for _ in range(people))]
    links = [{"role": s.role, "token_hash": hashed(s.token)} for s in secrets]
    body = {"log": b64(log), "kind": "room", "owner": b64(owner.log), "knock": "never"}
    answer = await http.ask("POST", "/api/logs", owner, json=body | {"links": links})
    assert answer.status == 201, answer.json
    for secret in secrets:
        assert (await http.register(secret)).status == 201
    numbers: list[int] = answer.json["links"]
    linked = [replace(s, link=n) for s, n in zip(secrets, numbers, strict=True)]
    return Team(owner, linked[0], linked[1:])


async def hold(http: Http, who: Secret, author: bytes | None = None) -> bytes:
    """Hold an act by an author of its own; return the author."""
    author = author or os.urandom(8)
    answer = await http.ask("PUT", "./held", who, data=record(who, author, 0, "board"))
    assert answer.status == 201, answer.json
    return author


async def release(http: Http, who: Secret) -> int:
    """Release what is held; return how many."""
    answer = await http.ask("POST", "./held/release", who)
    assert answer.status == 200, answer.json
    return int(answer.json["released"])


def counts(data: Path) -> tuple[int, int]:
    """How many acts wait, and how many entries there are."""
    with contextlib.closing(sqlite3.connect(data / "flipover.db")) as db:
        (held,) = db.execute("SELECT count(*) FROM held").fetchone()
        (entries,) = db.execute("SELECT count(*) FROM entries").fetchone()
    return held, entries


async def test_nobody_hears_of_a_held_act_before_all_are_released(
    live: Live, peer: MakePeer
) -> None:
    """Then they come to all at one time, to their own writers too, and never in the order held."""
    team = await team_of(live.http, await live.workspace())
    coach, guest = await peer(team.coach), await peer(team.guests[0])
    orders = []
    for _ in range(4):
        before = len(await live.http.entries(team.coach))
        seen = len(guest.records())
        authors = [await hold(live.http, who) for who in team.guests]
        await coach.sync()
        await guest.sync()
        assert len(await live.http.entries(team.coach)) == before
        assert len(guest.records()) == seen
        live.clock.move(seconds=60)
        live.clock.passing_ms = 1
        assert await release(live.http, team.coach) == PEOPLE
        live.clock.passing_ms = 0
        entries = (await live.http.entries(team.coach))[before:]
        assert {one.author for one in entries} == set(authors)
        assert len({one.at for one in entries}) == 1
        assert all(one.sealed is not None for one in entries)
        await until("the guest has them", lambda: len(guest.records()) >= seen + PEOPLE)  # noqa: B023
        assert [one.author for one in guest.records()[seen:]] == [one.author for one in entries]
        orders.append([authors.index(one.author) for one in entries])

    # that four times the order is the one in which they came is one in 10^18
    assert any(order != sorted(order) for order in orders)
    assert counts(live.data)[0] == 0


async def test_an_act_is_replaced_by_a_later_one_and_can_be_withdrawn(live: Live) -> None:
    """What was held first never comes; what was withdrawn neither."""
    team = await team_of(live.http, await live.workspace(), 2)
    sam, noor = team.guests
    await hold(live.http, sam)
    later = await hold(live.http, sam)
    await hold(live.http, noor)
    assert (await live.http.ask("DELETE", "./held", noor)).status == 200
    assert await release(live.http, team.coach) == 1
    assert [one.author for one in await live.http.entries(sam)] == [later]
    assert await release(live.http, team.coach) == 0
    # What was begun and never shown does not come with the next.
    for who in team.guests:
        await hold(live.http, who)
    assert (await live.http.ask("DELETE", "./held", team.coach)).status == 200
    assert await release(live.http, team.coach) == 0


async def test_what_may_not_be_held_or_released(live: Live, make_room: MakeRoom) -> None:
    """Acts that would tell who, or may not be appended; and who does not lead the room."""
    team = await team_of(live.http, await live.workspace(), 2)
    sam, noor = team.guests

    async def error(data: bytes, who: Secret = sam) -> str | None:
        return (await live.http.ask("PUT", "./held", who, data=data)).error

    known = os.urandom(8)
    await live.http.append(sam, record(sam, known, 0))
    one = os.urandom(8)
    assert await error(record(sam, one, 0, "talk")) == "not_allowed"
    assert await error(record(sam, one, 1, "board")) == "not_allowed"
    assert await error(record(sam, one, 0, "board", refs=(1,))) == "not_allowed"
    assert await error(record(sam, one, 0, "board", blobs=(bytes(32),))) == "not_allowed"
    assert await error(record(sam, one, 0, "board", flags=DROP)) == "not_allowed"
    assert await error(record(sam, one, 0, "board", role="coach")) == "not_allowed"
    assert await error(record(sam, known, 0, "board")) == "conflict"
    assert await error(b"") == "malformed"
    two = record(sam, one, 0, "board") + record(sam, one, 1, "board")
    assert await error(two) == "too_large"
    elsewhere = await make_room()
    assert await error(record(elsewhere.guest, one, 0, "board")) == "not_allowed"
    assert counts(live.data)[0] == 0

    assert (await live.http.ask("POST", "./held/release", sam)).error == "not_allowed"
    await hold(live.http, sam)
    kept = await hold(live.http, noor)
    await live.http.ask("DELETE", f"./links/{sam.link}", team.coach)
    closed = await live.http.ask("PATCH", ".", team.coach, json={"writers": "coach"})
    assert closed.status == 200
    assert await error(record(noor, os.urandom(8), 0, "board"), noor) == "not_allowed"
    assert await release(live.http, team.coach) == 1
    assert [one.author for one in await live.http.entries(noor)][-1] == kept


async def test_a_disk_that_fails_midway_releases_none(live: Live) -> None:
    """All of them still wait, and come the next time."""
    team = await team_of(live.http, await live.workspace())
    for who in team.guests:
        await hold(live.http, who)
    with contextlib.closing(sqlite3.connect(live.data / "flipover.db")) as db:
        db.execute(
            "CREATE TRIGGER full BEFORE INSERT ON entries"
            " WHEN (SELECT count(*) FROM entries) >= 3 BEGIN SELECT RAISE(ABORT, 'full'); END"
        )
        db.commit()
        answer = await live.http.ask("POST", "./held/release", team.coach)
        assert answer.error == "storage"
        assert counts(live.data) == (PEOPLE, 0)
        db.execute("DROP TRIGGER full")
        db.commit()
    assert await release(live.http, team.coach) == PEOPLE
    assert counts(live.data) == (0, PEOPLE)


async def test_erasing_a_room_takes_what_is_held_along(live: Live) -> None:
    """Nothing of it is left on the disk."""
    team = await team_of(live.http, await live.workspace(), 1)
    author = await hold(live.http, team.guests[0])
    assert (await live.http.ask("DELETE", ".", team.coach)).status == 200
    assert counts(live.data)[0] == 0
    assert author not in b"".join(path.read_bytes() for path in live.data.iterdir())


async def test_killed_around_a_release_all_wait_or_all_stand_in_the_log(
    server: RunningServer,
) -> None:
    """SIGKILL at eight moments, from before the request is read until after its answer."""
    async with aiohttp.ClientSession() as session:
        http = Http(server.url, session)
        team = await team_of(http, await found(http, code_of(server.invitation)))
        stood = 0
        for moment in range(8):
            if counts(server.data)[0] == 0:
                for who in team.guests:
                    await hold(http, who)
            before = counts(server.data)[1]
            asking = asyncio.create_task(http.ask("POST", "./held/release", team.coach))
            for _ in range(moment * 3):
                await asyncio.sleep(0)
            if moment == 7:
                await asking
            await server.kill()
            answered = (await asyncio.gather(asking, return_exceptions=True))[0]
            after = counts(server.data)
            assert after in ((PEOPLE, before), (0, before + PEOPLE)), moment
            if not isinstance(answered, BaseException):
                assert after[0] == 0, "what was answered is kept"
            stood += after[0] == 0
            await server.start()
        assert stood >= 1
        assert len({one.author for one in await http.entries(team.coach)}) == stood * PEOPLE
