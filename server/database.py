"""
The database file: its connections, the queue to the thread that writes, copies before an update.

SQLite is the embedded default: one writing thread with group commit (``writer``), a few reading
connections in threads of their own. No cursor is open across an await. What is asked of it stands
in ``store``.
"""

from __future__ import annotations

import asyncio
import os
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final, Self, TypeVar

import sqlite_utils

from server.clock import Clock
from server.errors import Busy, StoreClosed
from server.ledger import Appender
from server.migrations import migrate
from server.protocol import ERASE_AFTER_MS
from server.records import Record
from server.writer import AppendJob, OnCommitted, WriteJob, Writer

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


class Database:
    """Open with ``open``; every method may raise ``StoreClosed`` once closed."""

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
    def open(cls, folder: Path, clock: Clock, on_committed: OnCommitted) -> Self:
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
