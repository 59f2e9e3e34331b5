"""A message that has rested comes exactly once, though the server dies while letting it go."""

from __future__ import annotations

import contextlib
import os
import signal
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from server.protocol import MIN_REST_MS
from tests.integration.raw import Http, Peer, Secret
from tests.integration.test_held import team_of
from tests.integration.test_process import code_of, found
from tests.integration.test_resting import authors, letter, rest
from tests.serving import RunningServer
from tests.until import until


@pytest.fixture
async def resting(tmp_path: Path) -> AsyncIterator[RunningServer]:
    """A server in a process of its own, whose clock a signal moves, and which dies when told."""
    running = RunningServer(tmp_path / "data", module="tests.faults.resting_server")
    running.host = "127.0.0.1"
    await running.start()
    yield running
    await running.stop()
    assert "Traceback" not in running.output


async def an_hour_passes(server: RunningServer) -> None:
    """Move the server's clock."""
    before = server.output.count("an hour has passed")
    os.kill(server.pid, signal.SIGUSR1)
    await until("it passed", lambda: server.output.count("an hour has passed") > before)


def kept(data: Path) -> tuple[int, int]:
    """How many messages rest, and how many entries there are, on the disk."""
    with contextlib.closing(sqlite3.connect(data / "flipover.db")) as db:
        (held,) = db.execute("SELECT count(*) FROM held").fetchone()
        (entries,) = db.execute("SELECT count(*) FROM entries").fetchone()
    return held, entries


async def reads_once(http: Http, reader: Secret, wanted: list[bytes]) -> None:
    """Assert that a third person, who counts, gets each of *wanted* once, live and by reading."""
    page = Peer(http.base, reader)
    await page.connect()
    await until("all are there", lambda: _holds(http, reader, wanted))
    await page.sync()
    assert sorted(await authors(http, reader)) == sorted(wanted)
    told = [one.author for one in page.records()]
    assert len(told) == len(set(told))
    await page.close()


async def _holds(http: Http, reader: Secret, wanted: list[bytes]) -> bool:
    return set(wanted) <= set(await authors(http, reader))


@pytest.mark.parametrize("moment", ["before", "after"])
async def test_killed_around_the_commit_it_comes_once(resting: RunningServer, moment: str) -> None:
    """Just before it all still rests, just after it all stands in the log; then each once."""
    async with aiohttp.ClientSession() as session:
        http = Http(resting.url, session)
        team = await team_of(http, await found(http, code_of(resting.invitation)), 3)
        *senders, reader = team.guests
        ones = [letter(who) for who in senders for _ in range(3)]
        resting.options = ["--die", moment]
        await resting.restart()
        for who, one in zip((who for who in senders for _ in range(3)), ones, strict=True):
            assert (await rest(http, who, one)).status == 201
        page = Peer(resting.url, reader)
        await page.connect()
        os.kill(resting.pid, signal.SIGUSR1)
        await until("it died", lambda: page.ended)
        await resting.kill()
        assert kept(resting.data) == ((len(ones), 0) if moment == "before" else (0, len(ones)))
        assert page.records() == []

        resting.options = []
        await resting.start()
        await an_hour_passes(resting)
        await reads_once(http, reader, [one.author for one in ones])
        await an_hour_passes(resting)
        await resting.restart()
        assert len(await http.entries(reader)) == len(ones)


async def test_what_fell_due_while_it_was_dead_comes_at_the_start(resting: RunningServer) -> None:
    """The sender is gone for good, and the message comes all the same, once."""
    async with aiohttp.ClientSession() as session:
        http = Http(resting.url, session)
        team = await team_of(http, await found(http, code_of(resting.invitation)), 2)
        sam, noor = team.guests
        one = letter(sam)
        await rest(http, sam, one)
        await resting.kill()
        with contextlib.closing(sqlite3.connect(resting.data / "flipover.db")) as db:
            db.execute("UPDATE held SET due_at = due_at - ?", (MIN_REST_MS,))
            db.commit()
        await resting.start()
        assert await authors(http, noor) == [one.author]
        await resting.restart()
        assert await authors(http, noor) == [one.author]


async def test_a_change_at_the_moment_of_release_gives_one_of_both(
    resting: RunningServer,
) -> None:
    """It comes later and later after the message fell due: the log has the old or the new one."""
    async with aiohttp.ClientSession() as session:
        http = Http(resting.url, session)
        team = await team_of(http, await found(http, code_of(resting.invitation)), 2)
        sam, noor = team.guests
        for turn in range(8):
            old, new = letter(sam), letter(sam)
            await rest(http, sam, old)
            await an_hour_passes(resting)
            for _ in range(turn * 8):
                await authors(http, noor)
            changed = await rest(http, sam, new, in_place_of=old)
            await an_hour_passes(resting)
            await until("it came", lambda: _count(http, noor, turn + 1))  # noqa: B023
            came = (await authors(http, noor))[-1]
            assert came == (new.author if changed.status == 201 else old.author)
            assert changed.error in (None, "conflict")
        await an_hour_passes(resting)
        await resting.restart()
        assert await _count(http, noor, 8)


async def _count(http: Http, reader: Secret, entries: int) -> bool:
    return len(await authors(http, reader)) == entries
