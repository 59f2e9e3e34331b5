"""
Anonymous acts: held back until the coach lets them go, then appended together, shuffled.

Functions over the writer's connection. Nobody hears of a held act before it is released, and those
of one release come with one time and in no order of their own. The server still knows whose each
was: their authors are bound to a link and a device, like all.

- one act per link waits at a time: a later one takes its place;
- release is one transaction: after a crash all of them wait, or all stand in the log.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Final

from server.errors import Conflict, NotAllowed, TooLarge
from server.ledger import Appender
from server.protocol import Role
from server.records import Record, frame_sealed, parse_records

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
    known = db.execute(
        "SELECT 1 FROM authors WHERE log = ? AND author = ?", (by.log, record.author)
    ).fetchone()
    if known is not None:
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
    rows: list[tuple[int, int, Role, bytes, bytes]] = db.execute(
        "SELECT held.link, held.device, links.role, held.header, held.sealed FROM held"
        " JOIN links ON links.id = held.link JOIN devices ON devices.id = held.device"
        " WHERE held.log = ? AND held.due_at = ?"
        " AND links.revoked_at IS NULL AND devices.revoked_at IS NULL",
        (log, AT_THE_COACHS_WORD),
    ).fetchall()
    db.execute("DELETE FROM held WHERE log = ? AND due_at = ?", (log, AT_THE_COACHS_WORD))
    taken = []
    for link, device, role, header, sealed in rows:
        (record,) = parse_records(frame_sealed(header, 0, 0, sealed))
        taken.append((Appender(log, link, role, device, admitted=True), record))
    shuffle(taken)
    return taken
