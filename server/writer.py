"""
The one thread that writes: a queue, one transaction for all that waits in it, one answer.

- What is appended is answered only after the transaction that holds it is on the disk
  (WAL, ``synchronous=FULL``).
- Answers go back to the event loop group by group, in the order of commits.
- A refusal inside a job undoes that job alone; a failing disk undoes the group.
"""

from __future__ import annotations

import asyncio
import contextlib
import queue
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any, Final

from server import held
from server.clock import Clock
from server.errors import Refusal, Storage
from server.ledger import Appender, Ledger, Outcome
from server.records import Record

#: records in one transaction; more would make the first of them wait too long
MAX_GROUP: Final = 2_048
#: how long emptying the journal may hold up appends while somebody reads: tries × busy time
CHECKPOINT_TRIES: Final = 8
CHECKPOINT_BUSY_MS: Final = 250


@dataclass
class AppendJob:
    """Records of one page on their way into the log; *source* is whom to answer."""

    by: Appender
    records: list[Record]
    source: object
    outcomes: list[Outcome] = field(default_factory=list)
    #: it was queued as an append; what is released was not
    queued: bool = True


@dataclass
class WriteJob:
    """Any other change; *purge* empties the journal before it is answered."""

    change: Callable[[sqlite3.Connection], Any]
    answer: asyncio.Future[Any]
    purge: bool = False
    result: Any = None
    error: Exception | None = None


@dataclass
class ReleaseJob:
    """What *take* removes from what is held goes into its logs, all or nothing."""

    take: Callable[[sqlite3.Connection], held.Waiting]
    answer: asyncio.Future[Any]
    purge: bool = False
    appended: list[AppendJob] = field(default_factory=list)
    error: Exception | None = None

    @property
    def result(self) -> int:
        """How many of them were taken."""
        return sum(job.outcomes[0].error is None for job in self.appended)


Job = AppendJob | WriteJob | ReleaseJob
#: newest seq and chain value of the logs that a group changed
Heads = dict[int, tuple[int, bytes]]
OnCommitted = Callable[[list[AppendJob], Heads], None]


class Writer:
    """Owns the writing connection; started once, closed once."""

    def __init__(
        self,
        db: sqlite3.Connection,
        clock: Clock,
        loop: asyncio.AbstractEventLoop,
        on_committed: OnCommitted,
    ) -> None:
        self._db = db
        self._clock = clock
        self._loop = loop
        self._on_committed = on_committed
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._ledger = Ledger(db)
        self._ended: Future[None] = Future()
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
        self._thread.start()

    def submit(self, job: Job) -> None:
        """Queue a job; its answer comes on the event loop."""
        self._jobs.put(job)

    async def close(self) -> None:
        """Finish what is queued, empty the journal, close the connection."""
        self._jobs.put(None)
        await asyncio.wrap_future(self._ended)

    def _run(self) -> None:
        going = True
        while going:
            group: list[Job] = []
            records = 0
            job = self._jobs.get()
            while True:
                if job is None:
                    going = False
                    break
                group.append(job)
                records += len(job.records) if isinstance(job, AppendJob) else 1
                if records >= MAX_GROUP:
                    break
                try:
                    job = self._jobs.get_nowait()
                except queue.Empty:
                    break
            if group:
                self._write(group)
        # A reader may still be at it; then the journal is emptied after the next start.
        with contextlib.suppress(sqlite3.Error, Refusal):
            self._purge()
        self._db.close()
        self._ended.set_result(None)

    def _write(self, group: list[Job]) -> None:
        heads: Heads = {}
        try:
            self._db.execute("BEGIN IMMEDIATE")
            for job in group:
                if isinstance(job, AppendJob):
                    self._append(job, self._clock.now_ms())
                elif isinstance(job, ReleaseJob):
                    self._release(job)
                else:
                    self._change(job)
            for append in _appends(group):
                head = self._ledger.head_of(append.by.log)
                if head is not None:
                    heads[append.by.log] = head
            self._ledger.flush()
            self._db.execute("COMMIT")
        except Exception as error:
            self._undo()
            self._fail(group, error)
            heads = {}
        else:
            self._after_commit(group)
        self._loop.call_soon_threadsafe(self._answer, group, heads)

    def _append(self, job: AppendJob, now_ms: int) -> None:
        job.outcomes = self._ledger.append(job.by, job.records, now_ms)

    def _release(self, job: ReleaseJob) -> None:
        self._ledger.flush()
        # One time for all: who came first is nobody's to know.
        now_ms = self._clock.now_ms()
        for by, record in job.take(self._db):
            append = AppendJob(by, [record], None, queued=False)
            self._append(append, now_ms)
            job.appended.append(append)

    def _change(self, job: WriteJob) -> None:
        self._ledger.flush()
        self._db.execute("SAVEPOINT change")
        try:
            job.result = job.change(self._db)
        except Refusal as error:
            job.error = error
            self._db.execute("ROLLBACK TO change")
        self._db.execute("RELEASE change")
        self._ledger.forget_all()

    def _undo(self) -> None:
        self._ledger.forget_all()
        if self._db.in_transaction:
            with contextlib.suppress(sqlite3.Error):  # SQLite may have rolled back by itself
                self._db.execute("ROLLBACK")

    @staticmethod
    def _fail(group: list[Job], error: Exception) -> None:
        for job in group:
            if isinstance(job, AppendJob):
                job.outcomes = [Outcome(error=Storage.word) for _ in job.records]
            else:
                if isinstance(job, ReleaseJob):
                    job.appended = []
                job.error = Storage() if isinstance(error, sqlite3.Error) else error

    def _after_commit(self, group: list[Job]) -> None:
        wanted = [job for job in group if not isinstance(job, AppendJob) and job.purge]
        if not wanted and not self._ledger.dropped:
            return
        self._ledger.dropped = False
        try:
            self._purge()
        except (sqlite3.Error, Refusal):
            # What was forgotten by an entry leaves the journal at the next sweep; whoever asked
            # for erasure is told that it is not done yet.
            for job in wanted:
                if isinstance(job, WriteJob):
                    job.error = Storage("deleted, but not yet out of the journal")

    def _purge(self) -> None:
        """
        Empty the journal: until then it still holds what was overwritten in the database.

        Raises:
            Storage: readers kept it busy.
        """
        (usual_ms,) = self._db.execute("PRAGMA busy_timeout").fetchone()
        self._db.execute(f"PRAGMA busy_timeout = {CHECKPOINT_BUSY_MS}")
        try:
            for _ in range(CHECKPOINT_TRIES):
                busy, _, _ = self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
                if not busy:
                    return
            raise Storage("the journal is busy")
        finally:
            self._db.execute(f"PRAGMA busy_timeout = {usual_ms}")

    def _answer(self, group: list[Job], heads: Heads) -> None:
        """On the event loop: first what was appended goes out, then the other answers."""
        self._on_committed(_appends(group), heads)
        for job in group:
            if not isinstance(job, AppendJob) and not job.answer.done():
                if job.error is not None:
                    job.answer.set_exception(job.error)
                else:
                    job.answer.set_result(job.result)


def _appends(group: list[Job]) -> list[AppendJob]:
    """Return what was appended, what was released among it, in the order of the log."""
    found: list[AppendJob] = []
    for job in group:
        if isinstance(job, AppendJob):
            found.append(job)
        elif isinstance(job, ReleaseJob):
            found += job.appended
    return found
