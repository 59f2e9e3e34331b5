"""
Numbering: what happens to appended records inside the writer's transaction.

Each record is checked against what the log holds before anything of it is written, so that one
refusal leaves the others of its group untouched. Belongs to the writer thread alone; what it
remembers between groups is dropped whenever a transaction fails.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from typing import Any, Final

from server import notices
from server.access import needs_own_refs
from server.protocol import FLAGS, KINDS, Role
from server.records import Record, next_link

#: an entry's id is its log's number × LOG_SPAN + its seq
LOG_SPAN: Final = 2**32
MAX_SEQ: Final = LOG_SPAN - 1
MOST_LOGS_REMEMBERED: Final = 4_096
MOST_AUTHORS_REMEMBERED: Final = 64
#: kinds of which single bodies cannot be forgotten: a Yjs document needs every update
_BOARD_KINDS: Final = (KINDS["board"], KINDS["base"])


@dataclass(frozen=True)
class Appender:
    """Under which link and device records come in."""

    log: int
    link: int
    role: Role
    device: int
    admitted: bool


@dataclass(frozen=True)
class Outcome:
    """What became of one record: a place in the log, or an error word."""

    seq: int = 0
    at: int = 0
    #: it stood in the log already; nothing new is handed on
    again: bool = False
    error: str | None = None


@dataclass
class _Author:
    number: int
    link: int
    device: int
    next_n: int


@dataclass
class _Log:
    number: int
    head: int
    h: bytes
    last_at: int
    last_guest_at: int | None
    authors: dict[bytes, _Author] = field(default_factory=dict)


class Ledger:
    """Gives records their place; writes them when ``flush`` is called."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._logs: dict[int, _Log] = {}
        self._rows: list[tuple[Any, ...]] = []
        self._uses: list[tuple[int, int]] = []
        self._changed: dict[int, _Log] = {}
        self._moved: dict[int, _Author] = {}
        #: (log, link) by which something was written of which others may be told, and when
        self._told_of: dict[tuple[int, int], int] = {}
        #: bodies were dropped since this was last set to False: the journal still has them
        self.dropped = False

    def forget_all(self) -> None:
        """Drop what is remembered or not written: the transaction failed, or others changed it."""
        self._logs.clear()
        self._rows.clear()
        self._uses.clear()
        self._changed.clear()
        self._moved.clear()
        self._told_of.clear()

    def head_of(self, number: int) -> tuple[int, bytes] | None:
        """Return a log's newest seq and its chain value, as of this moment in the transaction."""
        log = self._log(number)
        return None if log is None else (log.head, log.h)

    def append(self, by: Appender, records: list[Record], now_ms: int) -> list[Outcome]:
        """Give each record its place, in order; one outcome each."""
        log = self._log(by.log)
        if log is None:
            return [Outcome(error="ended") for _ in records]
        return [self._append(log, by, record, now_ms) for record in records]

    def _append(self, log: _Log, by: Appender, record: Record, now_ms: int) -> Outcome:
        author = self._author(log, record.author)
        if author is not None:
            if author.link != by.link or author.device != by.device:
                return Outcome(error="not_allowed")
            if record.n < author.next_n:
                return self._repeat(author, record)
        if record.n != (0 if author is None else author.next_n):
            return Outcome(error="gap")
        error, uses = self._refusal(log, by, record, author)
        if error is not None:
            return Outcome(error=error)
        if author is None:
            author = self._new_author(log, by, record.author)
        seq = log.head + 1
        at = max(now_ms, log.last_at)
        entry = log.number * LOG_SPAN + seq
        kind = KINDS[record.kind]
        self._rows.append(
            (entry, at, kind, author.number, record.n, record.header, record.digest, record.sealed)
        )
        self._uses += [(blob, entry) for blob in uses]
        log.head, log.last_at = seq, at
        log.h = next_link(log.h, record.header, seq, at, record.digest)
        if by.role == "guest":
            log.last_guest_at = at
        if record.flags & FLAGS["notify"]:
            self._told_of[log.number, by.link] = at
        author.next_n = record.n + 1
        self._changed[log.number] = log
        self._moved[author.number] = author
        if record.kind == "forget":
            self.flush()
            self.dropped = True
            drop_bodies(self._db, log.number, record.refs)
        elif record.kind == "base" and record.flags & FLAGS["drop"]:
            self.flush()
            self.dropped = True
            drop_board(self._db, log.number, record.refs[0])
        return Outcome(seq, at)

    def _repeat(self, author: _Author, record: Record) -> Outcome:
        """A resent record: the same answer again, if it is the same record."""
        self.flush()
        row = self._db.execute(
            "SELECT id, at, header, digest FROM entries WHERE author = ? AND n = ?",
            (author.number, record.n),
        ).fetchone()
        if row is None or row[2] != record.header or row[3] != record.digest:
            return Outcome(error="conflict")
        return Outcome(row[0] % LOG_SPAN, row[1], again=True)

    def _refusal(
        self, log: _Log, by: Appender, record: Record, author: _Author | None
    ) -> tuple[str | None, list[int]]:
        """Return why not, or None; and the numbers of the blobs it names."""
        if log.head >= MAX_SEQ:
            return "too_large", []
        if not by.admitted and author is None and self._has_author(by.device):
            return "not_allowed", []
        kind = record.kind
        # What was lent stands first in a share and nothing can be added to it.
        if (kind == "recording" and log.head > 0) or (kind == "review" and log.head == 0):
            return "not_allowed", []
        if kind == "base" and record.flags & FLAGS["drop"] and len(record.refs) != 1:
            return "malformed", []
        if kind in ("edit", "forget") and record.refs:
            self.flush()
            own_link = by.link if needs_own_refs(kind, by.role) else None
            if not self._may_name(log, kind, record.refs, own_link):
                return "not_allowed", []
        uses = []
        for blob in record.blobs:
            row = self._db.execute(
                "SELECT id FROM blobs WHERE log = ? AND hash = ?", (log.number, blob)
            ).fetchone()
            if row is None:
                return "blob_missing", []
            uses.append(row[0])
        return None, uses

    def _may_name(self, log: _Log, kind: str, refs: tuple[int, ...], own_link: int | None) -> bool:
        for ref in refs:
            row = (
                self._db.execute(
                    "SELECT entries.kind, authors.link FROM entries"
                    " JOIN authors ON authors.id = entries.author WHERE entries.id = ?",
                    (log.number * LOG_SPAN + ref,),
                ).fetchone()
                if ref <= log.head
                else None
            )
            if row is None or (own_link is not None and row[1] != own_link):
                return False
            if kind == "forget" and row[0] in _BOARD_KINDS:
                return False
        return True

    def _has_author(self, device: int) -> bool:
        found = self._db.execute("SELECT 1 FROM authors WHERE device = ? LIMIT 1", (device,))
        return found.fetchone() is not None

    def _log(self, number: int) -> _Log | None:
        log = self._logs.get(number)
        if log is None:
            row = self._db.execute(
                "SELECT id, head, h, last_at, last_guest_at FROM logs WHERE id = ?", (number,)
            ).fetchone()
            if row is None:
                return None
            if len(self._logs) >= MOST_LOGS_REMEMBERED:
                self.flush()
                self._logs.clear()
            log = self._logs[number] = _Log(*row)
        return log

    def _author(self, log: _Log, raw: bytes) -> _Author | None:
        author = log.authors.get(raw)
        if author is None:
            row = self._db.execute(
                "SELECT id, link, device, next_n FROM authors WHERE log = ? AND author = ?",
                (log.number, raw),
            ).fetchone()
            if row is not None:
                author = self._remember(log, raw, _Author(*row))
        return author

    def _new_author(self, log: _Log, by: Appender, raw: bytes) -> _Author:
        made = self._db.execute(
            "INSERT INTO authors (log, author, link, device, next_n) VALUES (?, ?, ?, ?, 0)",
            (log.number, raw, by.link, by.device),
        )
        assert made.lastrowid is not None
        return self._remember(log, raw, _Author(made.lastrowid, by.link, by.device, 0))

    def _remember(self, log: _Log, raw: bytes, author: _Author) -> _Author:
        if len(log.authors) >= MOST_AUTHORS_REMEMBERED:
            self.flush()  # what is read again must be as it was
            log.authors.clear()
        log.authors[raw] = author
        return author

    def flush(self) -> None:
        """Write what was given a place since the last time; still inside the transaction."""
        if self._rows:
            self._db.executemany("INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?)", self._rows)
            self._rows.clear()
        if self._uses:
            self._db.executemany("INSERT INTO blob_uses VALUES (?, ?)", self._uses)
            self._uses.clear()
        if self._changed:
            self._db.executemany(
                "UPDATE logs SET head = ?, h = ?, last_at = ?, last_guest_at = ? WHERE id = ?",
                [
                    (log.head, log.h, log.last_at, log.last_guest_at, log.number)
                    for log in self._changed.values()
                ],
            )
            self._changed.clear()
        if self._moved:
            self._db.executemany(
                "UPDATE authors SET next_n = ? WHERE id = ?",
                [(author.next_n, author.number) for author in self._moved.values()],
            )
            self._moved.clear()
        for (log, link), at in self._told_of.items():
            notices.ring(self._db, log, link, at)
        self._told_of.clear()


# --- forgetting -------------------------------------------------------------------------------


def drop_bodies(db: sqlite3.Connection, number: int, refs: tuple[int, ...]) -> None:
    """Drop the bodies of these seqs, the blobs that only they named, and all keyframes."""
    for ref in refs:
        entry = number * LOG_SPAN + ref
        _drop_range(db, number, entry, entry, tuple(KINDS.values()))


def drop_board(db: sqlite3.Connection, number: int, k: int) -> None:
    """Drop the bodies of the board's whole past up to *k*, its blobs, and all keyframes."""
    first = number * LOG_SPAN
    _drop_range(db, number, first + 1, first + min(k, MAX_SEQ), _BOARD_KINDS)


def _drop_range(
    db: sqlite3.Connection, number: int, first: int, last: int, kinds: tuple[int, ...]
) -> None:
    chosen = f"id BETWEEN ? AND ? AND kind IN ({','.join('?' * len(kinds))})"
    values = (first, last, *kinds)
    of_them = f"entry IN (SELECT id FROM entries WHERE {chosen})"
    blobs = db.execute(f"SELECT DISTINCT blob FROM blob_uses WHERE {of_them}", values).fetchall()
    db.execute(f"DELETE FROM blob_uses WHERE {of_them}", values)
    db.execute(f"UPDATE entries SET sealed = NULL WHERE {chosen}", values)
    db.executemany(
        "DELETE FROM blobs WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM blob_uses WHERE blob = ?1)",
        blobs,
    )
    db.execute("DELETE FROM keyframes WHERE log = ?", (number,))
