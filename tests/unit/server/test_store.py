"""The schema and the one who writes: migrations, group commit, a failing disk."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import itertools
import os
import re
import sqlite3
import stat
from pathlib import Path

import pytest

from server.errors import Busy, Storage, StoreClosed
from server.ledger import Appender
from server.migrations import FIRST, MIGRATIONS, NewerDatabase, migrate, run_script
from server.records import Record, parse_records
from server.registry import LinkToMake, LogToMake
from server.store import Store
from server.writer import AppendJob, Heads
from tests.integration.raw import Secret, record
from tests.movable_clock import MovableClock

ROOM = Secret(bytes(range(16)), "coach")


def add_a_table(db: sqlite3.Connection) -> None:
    """A step of a later version."""
    db.execute("CREATE TABLE later (id INTEGER PRIMARY KEY)")


def break_off(db: sqlite3.Connection) -> None:
    """A step that fails half-way."""
    db.execute("CREATE TABLE half (id INTEGER PRIMARY KEY)")
    raise sqlite3.OperationalError("the disk is full")


@pytest.fixture
def db(tmp_path: Path) -> contextlib.closing[sqlite3.Connection]:
    """A database file with the first schema and one row."""
    connection = sqlite3.connect(tmp_path / "old.db", isolation_level=None)
    migrate(connection, tmp_path / "old.db", 1)
    connection.execute("INSERT INTO facts VALUES ('kept', 7)")
    return contextlib.closing(connection)


def names(connection: sqlite3.Connection) -> set[str]:
    """The tables of a database."""
    return {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}


def test_a_step_is_taken_once_after_a_copy(
    db: contextlib.closing[sqlite3.Connection], tmp_path: Path
) -> None:
    """The copy is the database as it was, for its owner's eyes; the step and its record are in."""
    steps = (*MIGRATIONS, ("9999 later", add_a_table))
    with db as connection:
        copy = migrate(connection, tmp_path / "old.db", 2, steps)
        again = migrate(connection, tmp_path / "old.db", 3, steps)
        assert "later" in names(connection)
        assert connection.execute("SELECT value FROM facts").fetchone() == (7,)
    assert copy is not None
    assert again is None
    with contextlib.closing(sqlite3.connect(copy)) as old:
        assert "later" not in names(old)
        assert old.execute("SELECT value FROM facts").fetchone() == (7,)
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600


def test_a_step_that_fails_leaves_no_trace(
    db: contextlib.closing[sqlite3.Connection], tmp_path: Path
) -> None:
    """What it had done is undone, and it is not recorded as taken."""
    with db as connection:
        with pytest.raises(sqlite3.OperationalError):
            migrate(connection, tmp_path / "old.db", 2, (*MIGRATIONS, ("9999 half", break_off)))
        assert "half" not in names(connection)
        assert connection.execute("SELECT count(*) FROM migrations").fetchone() == (
            len(MIGRATIONS),
        )


def test_a_newer_database_is_left_alone(
    db: contextlib.closing[sqlite3.Connection], tmp_path: Path
) -> None:
    """An older program says so instead of guessing."""
    with db as connection:
        connection.execute("INSERT INTO migrations VALUES ('9999 from the future', 1)")
        with pytest.raises(NewerDatabase, match="update Flipover"):
            migrate(connection, tmp_path / "old.db", 2)


def test_the_schema_can_be_read_alone() -> None:
    """Each table says what it is for, each time its unit; the tables of later are there."""
    lines = FIRST.splitlines()
    bare = [
        line
        for above, line in itertools.pairwise(lines)
        if line.startswith("CREATE TABLE") and not above.startswith("--")
    ]
    times = [line for line in lines if re.match(r"    \w*(at|until)\s+INTEGER", line)]

    assert bare == []
    assert len(times) > 10
    assert [line for line in times if "-- ms" not in line] == []
    assert "WITHOUT ROWID" not in FIRST
    memory = sqlite3.connect(":memory:")
    run_script(memory, FIRST)
    assert {"entries", "held", "shares", "grants", "openings"} <= names(memory)
    memory.close()


class Committed:
    """Keeps what the store says was committed."""

    def __init__(self) -> None:
        self.groups: list[list[AppendJob]] = []
        self.heads: Heads = {}
        self.changed = asyncio.Event()

    def __call__(self, jobs: list[AppendJob], heads: Heads) -> None:
        self.groups.append(jobs)
        self.heads |= heads
        self.changed.set()

    async def jobs(self, count: int) -> list[AppendJob]:
        """Wait for *count* jobs in all."""
        async with asyncio.timeout(20):
            while sum(map(len, self.groups)) < count:
                self.changed.clear()
                await self.changed.wait()
        return [job for group in self.groups for job in group]


async def room_in(store: Store) -> Appender:
    """Make a room with one registered coach."""
    link = LinkToMake("coach", hashlib.sha256(ROOM.token).digest(), None)
    (number,) = await store.make_log(LogToMake(ROOM.log, "room", None, "new", "all", 0, [link]))
    visitor = await store.register_device(ROOM.log, ROOM.token, ROOM.device)
    assert visitor.device is not None
    return Appender(visitor.facts.number, number, "coach", visitor.device, True)


def batch(author: bytes, start: int, count: int = 8) -> list[Record]:
    """Return records of one author."""
    return parse_records(b"".join(record(ROOM, author, n) for n in range(start, start + count)))


async def test_what_waits_together_is_committed_together(tmp_path: Path) -> None:
    """Jobs queued while the disk is busy share transactions, and each is answered in order."""
    committed = Committed()
    store = Store.open(tmp_path, MovableClock(), committed)
    by = await room_in(store)
    author = os.urandom(8)
    for start in range(0, 800, 8):
        store.append(by, batch(author, start), start)
    jobs = await committed.jobs(100)
    await store.close()

    assert [job.source for job in jobs] == list(range(0, 800, 8))
    assert [o.seq for job in jobs for o in job.outcomes] == list(range(1, 801))
    assert len([group for group in committed.groups if group]) < 100
    assert committed.heads[by.log][0] == 800


async def test_a_failing_disk_refuses_the_group_and_the_next_goes_on(tmp_path: Path) -> None:
    """``storage`` for what was not committed; numbers are given again, nothing is remembered."""
    committed = Committed()
    store = Store.open(tmp_path, MovableClock(), committed)
    by = await room_in(store)
    author = os.urandom(8)
    real = store._writer._ledger.flush

    def full() -> None:
        raise sqlite3.OperationalError("database or disk is full")

    store._writer._ledger.flush = full  # type: ignore[method-assign]
    store.append(by, batch(author, 0), "lost")
    (lost,) = await committed.jobs(1)
    store._writer._ledger.flush = real  # type: ignore[method-assign]
    store.append(by, batch(author, 0), "kept")
    _, kept = await committed.jobs(2)
    await store.close()

    assert {outcome.error for outcome in lost.outcomes} == {"storage"}
    assert [outcome.seq for outcome in kept.outcomes] == list(range(1, 9))


async def test_too_much_waiting_is_busy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of what is refused is queued."""
    monkeypatch.setattr("server.database.MAX_WAITING", 8)
    committed = Committed()
    store = Store.open(tmp_path, MovableClock(), committed)
    by = await room_in(store)
    author = os.urandom(8)
    store.append(by, batch(author, 0), "first")
    with pytest.raises(Busy):
        store.append(by, batch(author, 8), "second")
    await committed.jobs(1)
    store.append(by, batch(author, 8), "second")
    jobs = await committed.jobs(2)
    await store.close()

    assert [job.source for job in jobs] == ["first", "second"]


async def test_closing_writes_what_is_queued(tmp_path: Path) -> None:
    """Queued, closed at once: all of it is in the file, and the journal is empty."""
    committed = Committed()
    store = Store.open(tmp_path, MovableClock(), committed)
    by = await room_in(store)
    for _ in range(20):
        store.append(by, batch(os.urandom(8), 0), None)
    await store.close()
    with contextlib.closing(sqlite3.connect(tmp_path / "flipover.db")) as db:
        (count,) = db.execute("SELECT count(*) FROM entries").fetchone()

    assert count == 160
    with pytest.raises(StoreClosed):
        store.append(by, batch(os.urandom(8), 0), None)
    with pytest.raises(StoreClosed):
        await store.has_workspace()


async def test_the_folder_is_its_owners(tmp_path: Path) -> None:
    """Nobody else on the machine reads it."""
    store = Store.open(tmp_path / "data", MovableClock(), Committed())
    await store.close()

    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "data" / "flipover.db").stat().st_mode) == 0o600


async def test_a_broken_write_says_storage(tmp_path: Path) -> None:
    """SQLite's own errors become a word, and the store goes on."""
    store = Store.open(tmp_path, MovableClock(), Committed())

    def broken(db: sqlite3.Connection) -> None:
        db.execute("INSERT INTO nowhere VALUES (1)")

    with pytest.raises(Storage):
        await store._write(broken)
    assert await store.has_workspace() is False
    await store.close()
