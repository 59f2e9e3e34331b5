"""
The store: everything that lasts, behind an asynchronous API.

SQLite is the embedded default: one writing thread with group commit (``writer``), a few reading
connections in threads of their own. No cursor is open across an await. Another database would
bring another ``Store`` with the same methods; nobody outside this module knows SQL's dialect
but the modules of functions it runs: ``registry``, ``ledger``, ``holdings``, ``held``, ``shares``,
``partaking``, ``erasure``.
"""

from __future__ import annotations

import asyncio
import os
import sqlite3
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import SystemRandom
from typing import Any, Final, TypeVar

import sqlite_utils

from server import erasure, held, holdings, partaking, registry, shares
from server.access import LogFacts, Visitor
from server.clock import Clock
from server.errors import Busy, StoreClosed
from server.ledger import Appender
from server.migrations import migrate
from server.protocol import ERASE_AFTER_MS, Knock, Role, ShareStateRow, Writers
from server.records import Record
from server.writer import AppendJob, OnCommitted, ReleaseJob, WriteJob, Writer

T = TypeVar("T")
FILE: Final = "flipover.db"
READERS: Final = 2
#: records that may wait for the disk; a page that hears ``busy`` keeps its own and comes again
MAX_WAITING: Final = 50_000
BUSY_TIMEOUT_S: Final = 5.0


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(
        path, timeout=BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False
    )
    db = sqlite_utils.Database(connection)
    db.enable_wal()
    for setting in (
        "synchronous = FULL",
        "secure_delete = ON",
        "foreign_keys = ON",
        "temp_store = MEMORY",
        "journal_size_limit = 67108864",
    ):
        connection.execute(f"PRAGMA {setting}")
    return connection


class Store:
    """Open with ``Store.open``; every method may raise ``StoreClosed`` once closed."""

    def __init__(self, path: Path, clock: Clock, on_committed: OnCommitted) -> None:
        self._path = path
        self._clock = clock
        self._on_committed = on_committed
        self._waiting = 0
        self._closed = False
        writing = _connect(path)
        try:
            #: the copy that was made before the schema changed, if it did
            self.copied_to = migrate(writing, path, clock.now_ms())
        except BaseException:
            writing.close()
            raise
        self._local = threading.local()
        self._connections: list[sqlite3.Connection] = []
        self._readers = ThreadPoolExecutor(READERS, "reader")
        self._loop = asyncio.get_running_loop()
        self._writer = Writer(writing, clock, self._loop, self._committed)

    @classmethod
    def open(cls, folder: Path, clock: Clock, on_committed: OnCommitted) -> Store:
        """
        Open the database in *folder*, made if missing, readable by its owner only.

        Raises:
            OSError, sqlite3.Error, NewerDatabase: it cannot be used; nothing was changed.
        """
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = folder / FILE
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        return cls(path, clock, on_committed)

    async def close(self) -> None:
        """Commit what is queued, empty the journal, close all connections."""
        if self._closed:
            return
        self._closed = True
        self._readers.shutdown(wait=True)
        for connection in self._connections:
            connection.close()
        await self._writer.close()

    # --- appending ----------------------------------------------------------------------------

    def append(self, by: Appender, records: list[Record], source: object) -> None:
        """
        Queue records and return at once; *on_committed* gets the outcomes.

        Raises:
            Busy: too much is waiting for the disk. Nothing was queued.
        """
        if self._closed:
            raise StoreClosed()
        if self._waiting + len(records) > MAX_WAITING:
            raise Busy()
        self._waiting += len(records)
        self._writer.submit(AppendJob(by, records, source))

    def _committed(self, jobs: list[AppendJob], heads: dict[int, tuple[int, bytes]]) -> None:
        for job in jobs:
            if job.queued:
                self._waiting -= len(job.records)
        if jobs:
            self._on_committed(jobs, heads)

    async def hold(self, by: Appender, record: Record) -> None:
        """Hold an anonymous act; see ``held``."""
        await self._write(held.hold, by, record)

    async def withdraw(self, log: int, link: int | None) -> None:
        """Drop the anonymous act that a link has waiting; with None those of all."""
        await self._write(held.withdraw, log, link)

    async def release(self, log: int) -> int:
        """Append all that is held in a log, shuffled, in one transaction; return how many."""
        if self._closed:
            raise StoreClosed()
        answer: asyncio.Future[int] = self._loop.create_future()
        self._writer.submit(ReleaseJob(log, SystemRandom().shuffle, answer))
        return await answer

    # --- how a call becomes a job -------------------------------------------------------------

    async def _write(self, change: Callable[..., T], *values: Any, purge: bool = False) -> T:
        if self._closed:
            raise StoreClosed()
        answer: asyncio.Future[Any] = self._loop.create_future()
        self._writer.submit(WriteJob(lambda db: change(db, *values), answer, purge))
        result: T = await answer
        return result

    async def _read(self, query: Callable[..., T], *values: Any) -> T:
        if self._closed:
            raise StoreClosed()
        return await self._loop.run_in_executor(self._readers, self._query, query, values)

    def _query(self, query: Callable[..., T], values: tuple[Any, ...]) -> T:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._local.connection = _connect(self._path)
            connection.execute("PRAGMA query_only = ON")
            self._connections.append(connection)
        connection.execute("BEGIN")
        try:
            return query(connection, *values)
        finally:
            connection.execute("ROLLBACK")

    # --- invitations and logs -----------------------------------------------------------------

    async def has_workspace(self) -> bool:
        """Whether any coach has come in yet."""
        return await self._read(registry.has_workspace)

    async def invite(self, code: bytes, expires_ms: int, *, only: bool) -> None:
        """Keep an invitation; with *only* those before it no longer count."""
        now = self._clock.now_ms()
        await self._write(
            lambda db: registry.replace_invitation(db, code, now, expires_ms, only=only)
        )

    async def use_invitation(self, code: bytes, workspace: bytes, token_hash: bytes) -> None:
        """Make a workspace of an invitation, once."""
        now = self._clock.now_ms()
        await self._write(registry.use_invitation, code, workspace, token_hash, now)

    async def make_log(self, new: registry.LogToMake) -> list[int]:
        """Make a log, a share only if it was granted; return its links' numbers in order."""
        make = shares.make if new.kind == "share" else registry.make_log
        return await self._write(make, new, self._clock.now_ms())

    async def change_settings(
        self, log: int, knock: Knock | None, writers: Writers | None, until: int | None
    ) -> LogFacts:
        """Change what is not None."""
        now = self._clock.now_ms()

        def change(db: sqlite3.Connection) -> LogFacts:
            if until is not None:
                shares.follow_room(db, log, until)
            return registry.change_settings(db, log, now, knock=knock, writers=writers, until=until)

        return await self._write(change)

    async def facts(self, log: int) -> LogFacts:
        """Return what is known of a log."""
        return await self._read(registry.facts_by_number, log)

    async def family_of(self, log: int) -> list[int]:
        """Return a log and what hangs on it."""
        return await self._read(erasure.family_of, log)

    async def erase(self, log: int) -> list[int]:
        """Erase a log and what hangs on it; returns once the journal is empty too."""
        return await self._write(erasure.erase_log, log, purge=True)

    async def purge(self) -> None:
        """Return once the journal is empty."""
        await self._write(lambda _db: None, purge=True)

    async def sweep(self) -> list[int] | None:
        """Erase what is due, see ``erasure.sweep``; returns once the journal is empty too."""
        return await self._write(erasure.sweep, self._clock.now_ms(), purge=True)

    # --- visitors, links, devices -------------------------------------------------------------

    async def recognise(
        self, log: bytes, token: bytes, device: bytes | None, *, although_ended: bool = False
    ) -> Visitor:
        """Return who presents this token and device."""
        now = 0 if although_ended else self._clock.now_ms()
        return await self._read(registry.recognise, log, token, device, now)

    async def register_device(self, log: bytes, token: bytes, device: bytes) -> Visitor:
        """Register this device of a link, or find it registered."""
        return await self._write(registry.register_device, log, token, device, self._clock.now_ms())

    async def add_link(self, log: int, link: registry.LinkToMake) -> int:
        """Add a link; return its number."""
        return await self._write(registry.add_link, log, link, self._clock.now_ms())

    async def links(
        self, log: int
    ) -> Sequence[tuple[int, Role, int, int | None, bool, int | None]]:
        """Return a log's links, oldest first; see ``partaking``."""
        return await self._read(partaking.list_links, log)

    async def revoke_link(self, log: int, link: int) -> list[int]:
        """
        Withdraw a link and its devices; return the logs of shares that end with it.

        What these held is out of the journal after ``purge``.
        """
        now = self._clock.now_ms()

        def change(db: sqlite3.Connection) -> list[int]:
            registry.revoke_link(db, log, link, now)
            return shares.end_of_link(db, link, now)

        return await self._write(change)

    async def greeting(self, link: int) -> bytes | None:
        """Return a link's sealed greeting."""
        return await self._read(registry.greeting_of, link)

    async def put_greeting(self, log: int, link: int, greeting: bytes) -> None:
        """Replace a link's greeting."""
        await self._write(registry.put_greeting, log, link, greeting)

    async def devices(
        self, log: int
    ) -> Sequence[tuple[int, int, Role, int, int | None, int | None]]:
        """Return (device, link, role, registered, admitted, revoked), oldest first."""
        return await self._read(registry.list_devices, log)

    async def admit(self, log: int, device: int, page: bytes | None, *, yes: bool) -> None:
        """Answer a knock."""
        now = self._clock.now_ms()
        await self._write(lambda db: registry.admit_device(db, log, device, page, now, yes=yes))

    async def revoke_device(self, log: int, device: int) -> None:
        """Withdraw a device."""
        await self._write(registry.revoke_device, log, device, self._clock.now_ms())

    async def put_alarm(self, log: int, to_role: Role, at: int | None) -> None:
        """Set, move or clear when something is due."""
        await self._write(registry.put_alarm, log, to_role, at)

    async def head_row(self, log: int, role: Role) -> tuple[int, int | None, int | None, int]:
        """Return (head, last guest at, alarm, waiting devices)."""
        return await self._read(registry.head_row, log, role)

    # --- shares -------------------------------------------------------------------------------

    async def ask_share(self, room: int, share: bytes, until: int) -> None:
        """Keep an asking for a share."""
        await self._write(shares.ask, room, share, until, self._clock.now_ms())

    async def answer_share(
        self, room: int, share: bytes, link: int, device: int, *, yes: bool
    ) -> None:
        """Keep a guest's yes or no to a share."""
        now = self._clock.now_ms()
        await self._write(lambda db: shares.answer(db, room, share, link, device, now, yes=yes))

    async def end_share(self, room: int, share: bytes, guest: tuple[int, int] | None) -> int | None:
        """End a share; return its log, if it had one; out of the journal after ``purge``."""
        now = self._clock.now_ms()
        return await self._write(shares.end, room, share, guest, now)

    async def shares(self, room: int) -> list[ShareStateRow]:
        """Return a room's shares, oldest first."""
        return await self._read(shares.list_shares, room, self._clock.now_ms())

    async def note_opening(self, log: int, link: int, page: bytes) -> None:
        """List a page load by which a trainer reads a share."""
        await self._write(shares.note_opening, log, link, page, self._clock.now_ms())

    # --- what is read in pages or whole -------------------------------------------------------

    async def entries(
        self, log: int, after: int, until: int, *, skip_board: bool
    ) -> holdings.EntriesPage:
        """Return a page of entries."""
        return await self._read(
            lambda db: holdings.read_entries(db, log, after, until, skip_board=skip_board)
        )

    async def put_blob(self, log: int, digest: bytes, sealed: bytes) -> None:
        """Keep a blob."""
        await self._write(holdings.put_blob, log, digest, sealed, self._clock.now_ms())

    async def blob(self, log: int, digest: bytes) -> bytes:
        """Return a blob."""
        return await self._read(holdings.get_blob, log, digest)

    async def put_keyframe(self, log: int, k: int, sealed: bytes) -> None:
        """Keep a keyframe."""
        await self._write(holdings.put_keyframe, log, k, sealed)

    async def keyframe(self, log: int) -> tuple[int, bytes] | None:
        """Return (k, sealed) of the newest keyframe; None where there is none."""
        return await self._read(holdings.newest_keyframe, log)

    @property
    def waiting(self) -> int:
        """Records on their way to the disk."""
        return self._waiting

    def drop_old_copies(self) -> None:
        """Delete copies made before an update: what is erased since would live on in them."""
        for copy in self._path.parent.glob(f"{FILE}.before-*"):
            if copy.stat().st_mtime_ns // 1_000_000 < self._clock.now_ms() - ERASE_AFTER_MS:
                copy.unlink()

    async def check_writable(self) -> None:
        """Return once something was written, which says that more can be."""
        now = self._clock.now_ms()
        await self._write(
            lambda db: db.execute(
                "INSERT INTO facts VALUES ('checked', ?)"
                " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                (now,),
            )
        )
