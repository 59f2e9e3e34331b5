"""
What is held back from the log: anonymous acts until the coach's word, messages until they rested.

Functions over the writer's connection. Each held record is by an author of its own, and nobody
hears of it before it is released. The server knows whose each is: authors are bound to a link and
a device, like all. Release is one transaction: after a crash all of it waits, or all stands in the
log.

- Anonymous acts: one per link waits at a time, a later one takes its place; those of one release
  come with one time, shuffled.
- Resting messages: each is due after a duration by the server's clock, and released once, whether
  or not its sender is there; until then its link may read, replace or withdraw it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from server.bodies import HeldState
from server.errors import Conflict, Ended, NotAllowed, NotFound, TooLarge
from server.ledger import LOG_SPAN, Appender
from server.protocol import FLAGS, MAX_REST_MS, MAX_RESTING, MAX_RESTING_BYTES, Role
from server.records import Record, encode_id, frame_sealed, parse_records

#: `due_at` of what waits for the coach's word, not for a time
AT_THE_COACHS_WORD: Final = 0
#: more people are in no room
MAX_HELD: Final = 64

Waiting = list[tuple[Appender, Record]]


def hold(db: sqlite3.Connection, by: Appender, record: Record) -> None:
    """
    Hold an act in place of the one that this link had waiting.

    Raises:
        NotAllowed: it is no act of a one-off author that stands alone.
        Conflict: its author has written already.
        TooLarge: as many wait as may.
    """
    if record.kind != "board" or record.n != 0 or record.refs or record.blobs or record.flags:
        raise NotAllowed("one act on the board, by an author of its own")
    if _has_written(db, by.log, record.author):
        raise Conflict()
    withdraw(db, by.log, by.link)
    (waiting,) = db.execute(
        "SELECT count(*) FROM held WHERE log = ? AND due_at = ?", (by.log, AT_THE_COACHS_WORD)
    ).fetchone()
    if waiting >= MAX_HELD:
        raise TooLarge("too many acts are waiting")
    db.execute(
        "INSERT INTO held (log, link, device, due_at, header, sealed) VALUES (?, ?, ?, ?, ?, ?)",
        (by.log, by.link, by.device, AT_THE_COACHS_WORD, record.header, record.sealed),
    )


def withdraw(db: sqlite3.Connection, log: int, link: int | None) -> None:
    """Drop what this link has waiting; with None all that waits in the log."""
    db.execute(
        "DELETE FROM held WHERE log = ?1 AND due_at = ?2 AND (?3 IS NULL OR link = ?3)",
        (log, AT_THE_COACHS_WORD, link),
    )


def take(db: sqlite3.Connection, log: int, shuffle: Callable[[Waiting], None]) -> Waiting:
    """Return what waits in *log*, shuffled, and drop it; of withdrawn links and devices nothing."""
    taken = _take(db, "held.log = ?1 AND held.due_at = ?2", (log, AT_THE_COACHS_WORD))
    shuffle(taken)
    return taken


def drop_of(db: sqlite3.Connection, *, link: int | None = None, device: int | None = None) -> None:
    """Drop all that a link or device that is withdrawn has waiting."""
    db.execute("DELETE FROM held WHERE link = ? OR device = ?", (link, device))


# --- resting messages -------------------------------------------------------------------------


def rest(
    db: sqlite3.Connection,
    by: Appender,
    record: Record,
    now_ms: int,
    rest_ms: int,
    in_place_of: bytes | None,
) -> HeldState:
    """
    Hold a message for *rest_ms*, if asked in place of one that rests; the same again changes
    nothing and is answered with its time, or with its place in the log.

    Raises:
        NotAllowed: it is no message of a one-off author that stands alone.
        Conflict: its author wrote something else, or what it was to replace has been released.
        NotFound: what it was to replace was withdrawn.
        Ended: the log ends before the message has rested.
        TooLarge: as much of this link rests as may.
    """
    alone = record.kind == "talk" and record.n == 0 and not record.blobs
    if not alone or record.flags & FLAGS["drop"]:
        raise NotAllowed("one message without blobs, by an author of its own")
    waiting = _resting_of(db, by.log, by.link)
    known = waiting.get(record.author)
    if known is not None:
        if known[2].digest != record.digest or known[2].header != record.header:
            raise Conflict()
        return _state_of(known[2], known[1], now_ms)
    released = _released(db, by, record)
    if released is not None:
        return released
    if in_place_of is not None:
        replaced = waiting.pop(in_place_of, None)
        if replaced is None:
            raise Conflict() if _has_written(db, by.log, in_place_of) else NotFound()
        db.execute("DELETE FROM held WHERE id = ?", (replaced[0],))
    size = len(record.sealed) + sum(len(one.sealed) for _, _, one in waiting.values())
    if len(waiting) >= MAX_RESTING or size > MAX_RESTING_BYTES:
        raise TooLarge("too many messages rest")
    due_at = now_ms + rest_ms
    (until,) = db.execute("SELECT until FROM logs WHERE id = ?", (by.log,)).fetchone()
    if until and until <= due_at:
        raise Ended("the room ends before it has rested")
    db.execute(
        "INSERT INTO held (log, link, device, due_at, header, sealed) VALUES (?, ?, ?, ?, ?, ?)",
        (by.log, by.link, by.device, due_at, record.header, record.sealed),
    )
    return _state_of(record, due_at, now_ms)


def resting(db: sqlite3.Connection, log: int, link: int, now_ms: int) -> list[HeldState]:
    """Return the messages of a link that rest, with their records, soonest due first."""
    rows = sorted(_resting_of(db, log, link).values(), key=lambda row: (row[1], row[0]))
    return [
        replace(
            _state_of(record, due_at, now_ms),
            record=encode_id(frame_sealed(record.header, 0, 0, record.sealed)),
        )
        for _, due_at, record in rows
    ]


def withdraw_resting(db: sqlite3.Connection, log: int, link: int, author: bytes) -> None:
    """
    Drop a resting message; one that is not there any more stays so.

    Raises:
        Conflict: it has been released.
    """
    row = _resting_of(db, log, link).get(author)
    if row is not None:
        db.execute("DELETE FROM held WHERE id = ?", (row[0],))
    elif _has_written(db, log, author):
        raise Conflict()


def anything_due(db: sqlite3.Connection, now_ms: int) -> bool:
    """Whether ``take_due`` has something to do."""
    row = db.execute(
        "SELECT 1 FROM held WHERE due_at BETWEEN 1 AND ?1 OR due_at > ?2 LIMIT 1",
        (now_ms, now_ms + MAX_REST_MS),
    ).fetchone()
    return row is not None


def take_due(db: sqlite3.Connection, now_ms: int) -> Waiting:
    """
    Return what has rested long enough, first due first, and drop it.

    Nothing rests longer than it may, though the clock was turned back. What was due in a room
    whose date has come is dropped and not returned.
    """
    latest = now_ms + MAX_REST_MS
    db.execute("UPDATE held SET due_at = ?1 WHERE due_at > ?1", (latest,))
    drop_ended(db, now_ms)
    return _take(db, "held.due_at BETWEEN 1 AND ?1", (now_ms,))


def drop_ended(db: sqlite3.Connection, now_ms: int) -> None:
    """Drop what waits in logs whose date has come."""
    db.execute(
        "DELETE FROM held WHERE log IN (SELECT id FROM logs WHERE until > 0 AND until <= ?)",
        (now_ms,),
    )


def _take(db: sqlite3.Connection, chosen: str, values: tuple[int, ...]) -> Waiting:
    rows: list[tuple[int, int, int, Role, bytes, bytes]] = db.execute(
        "SELECT held.log, held.link, held.device, links.role, held.header, held.sealed FROM held"
        " JOIN links ON links.id = held.link JOIN devices ON devices.id = held.device"
        f" WHERE {chosen} AND links.revoked_at IS NULL AND devices.revoked_at IS NULL"
        " ORDER BY held.due_at, held.id",
        values,
    ).fetchall()
    db.execute(f"DELETE FROM held WHERE {chosen}", values)
    return [
        (Appender(log, link, role, device, admitted=True), _record_of(header, sealed))
        for log, link, device, role, header, sealed in rows
    ]


def _record_of(header: bytes, sealed: bytes) -> Record:
    (record,) = parse_records(frame_sealed(header, 0, 0, sealed))
    return record


def _resting_of(
    db: sqlite3.Connection, log: int, link: int
) -> dict[bytes, tuple[int, int, Record]]:
    """Return (number, due at, record) of what rests, by author."""
    rows = db.execute(
        "SELECT id, due_at, header, sealed FROM held WHERE log = ? AND link = ? AND due_at > 0",
        (log, link),
    ).fetchall()
    found = [
        (number, due_at, _record_of(header, sealed)) for number, due_at, header, sealed in rows
    ]
    return {row[2].author: row for row in found}


def _state_of(record: Record, due_at: int, now_ms: int) -> HeldState:
    return HeldState(encode_id(record.author), due_at, max(0, due_at - now_ms))


def _has_written(db: sqlite3.Connection, log: int, author: bytes) -> bool:
    known = "SELECT 1 FROM authors WHERE log = ? AND author = ?"
    return db.execute(known, (log, author)).fetchone() is not None


def _released(db: sqlite3.Connection, by: Appender, record: Record) -> HeldState | None:
    """
    Return where this very message stands in the log; None where its author has not written.

    Raises:
        Conflict: its author wrote something else.
    """
    if not _has_written(db, by.log, record.author):
        return None
    row = db.execute(
        "SELECT entries.id, entries.at FROM entries JOIN authors ON authors.id = entries.author"
        " WHERE authors.log = ? AND authors.author = ? AND authors.link = ? AND entries.n = 0"
        " AND entries.header = ? AND entries.digest = ?",
        (by.log, record.author, by.link, record.header, record.digest),
    ).fetchone()
    if row is None:
        raise Conflict()
    entry, at = row
    return HeldState(encode_id(record.author), at, 0, entry % LOG_SPAN)
