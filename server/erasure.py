"""
Deleting for good: a log with all that hangs on it, and blobs that nothing names.

Functions over the writer's connection. What is deleted is overwritten (``secure_delete``); the
caller empties the journal before it tells anybody that something is erased.
"""

from __future__ import annotations

import sqlite3
from typing import Final

from server import held, notices, shares
from server.ledger import LOG_SPAN
from server.protocol import BLOB_ORPHAN_MS, ERASE_AFTER_MS

#: a clock that moved further than this between two looks is not believed
MAX_CLOCK_STEP_MS: Final = 24 * 3600 * 1000
#: invitations that can no longer be used are of no interest after this
KEEP_INVITATIONS_MS: Final = 30 * 24 * 3600 * 1000


def family_of(db: sqlite3.Connection, number: int) -> list[int]:
    """Return a log and what hangs on it: a room's side log and shares; not a workspace's rooms."""
    children = db.execute(
        "SELECT id FROM logs WHERE parent = ? AND kind IN ('side', 'share')", (number,)
    ).fetchall()
    return [number, *(child for (child,) in children)]


def erase_log(db: sqlite3.Connection, number: int) -> list[int]:
    """Erase a log and what hangs on it; return their numbers."""
    family = family_of(db, number)
    for log in reversed(family):
        _erase_one(db, log)
    return family


def _erase_one(db: sqlite3.Connection, log: int) -> None:
    first, last = log * LOG_SPAN, (log + 1) * LOG_SPAN - 1
    of_shares = "share IN (SELECT id FROM shares WHERE parent = ?)"
    db.execute(f"DELETE FROM openings WHERE {of_shares}", (log,))
    db.execute(f"DELETE FROM grants WHERE {of_shares}", (log,))
    db.execute(f"DELETE FROM share_askings WHERE {of_shares}", (log,))
    db.execute("DELETE FROM shares WHERE parent = ?", (log,))
    db.execute("DELETE FROM blob_uses WHERE entry BETWEEN ? AND ?", (first, last))
    db.execute("DELETE FROM entries WHERE id BETWEEN ? AND ?", (first, last))
    for table in ("blobs", "keyframes", "alarms", "held", "notices", "authors", "devices", "links"):
        db.execute(f"DELETE FROM {table} WHERE log = ?", (log,))
    # A workspace's rooms outlive it: their coach links are their own.
    db.execute("UPDATE logs SET parent = NULL WHERE parent = ?", (log,))
    db.execute("DELETE FROM logs WHERE id = ?", (log,))


def sweep(db: sqlite3.Connection, now_ms: int) -> list[int] | None:
    """
    Erase what is a week past its date, what past shares held, and blobs nobody named for a day.

    Returns the numbers of erased logs; None when the clock moved by more than a day since the
    last look and nothing was erased. The new time is believed from the next look on, so that a
    server that slept for a month goes on after one interval.
    """
    row = db.execute("SELECT value FROM facts WHERE name = 'last_seen'").fetchone()
    db.execute(
        "INSERT INTO facts VALUES ('last_seen', ?)"
        " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (now_ms,),
    )
    if row is not None and abs(now_ms - row[0]) > MAX_CLOCK_STEP_MS:
        return None
    shares.end_due(db, now_ms)
    held.drop_ended(db, now_ms)
    notices.drop_ended(db, now_ms)
    erased: list[int] = []
    due = db.execute(
        "SELECT id FROM logs WHERE until > 0 AND until <= ?", (now_ms - ERASE_AFTER_MS,)
    ).fetchall()
    for (number,) in due:
        if number not in erased:
            erased += erase_log(db, number)
    db.execute(
        "DELETE FROM blobs WHERE put_at <= ?"
        " AND NOT EXISTS (SELECT 1 FROM blob_uses WHERE blob = blobs.id)",
        (now_ms - BLOB_ORPHAN_MS,),
    )
    db.execute("DELETE FROM invitations WHERE expires_at <= ?", (now_ms - KEEP_INVITATIONS_MS,))
    return erased
