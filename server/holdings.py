"""
What is read in pages or kept whole: entries, blobs, keyframes.

Functions over a connection, run by ``store``. Nothing here is ever opened.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Final

from server.errors import NotFound, TooLarge
from server.ledger import LOG_SPAN, MAX_SEQ
from server.protocol import KINDS, PAGE_BYTES, PAGE_RECORDS
from server.records import frame_digest, frame_sealed

KEYFRAMES_KEPT: Final = 2
#: blobs of one log that no entry names yet
MAX_ORPHAN_BYTES: Final = 512 * 1024 * 1024


@dataclass(frozen=True)
class EntriesPage:
    """Records in log order; *next_seq* is the last seq looked at, *head* the newest there is."""

    records: bytes
    head: int
    next_seq: int


def read_entries(
    db: sqlite3.Connection, number: int, after: int, until: int, *, skip_board: bool
) -> EntriesPage:
    """
    Return up to a page of the entries after *after* and not after *until*.

    Raises:
        NotFound: the log was erased.
    """
    row = db.execute("SELECT head FROM logs WHERE id = ?", (number,)).fetchone()
    if row is None:
        raise NotFound()
    head: int = row[0]
    until = min(until, head)
    first = number * LOG_SPAN
    # Through the small index, or else every drawn stroke would be looked at and passed over.
    source = "entries INDEXED BY entries_not_board" if skip_board else "entries"
    chosen = f" AND kind <> {KINDS['board']}" if skip_board else ""
    rows = db.execute(
        f"SELECT id, at, header, digest, sealed FROM {source}"
        f" WHERE id > ? AND id <= ?{chosen} ORDER BY id LIMIT ?",
        (first + min(after, MAX_SEQ), first + until, PAGE_RECORDS),
    )
    parts: list[bytes] = []
    size = 0
    looked_at = after
    whole = True
    for entry, at, header, digest, sealed in rows:
        seq = entry - first
        frame = (
            frame_digest(header, seq, at, digest)
            if sealed is None
            else frame_sealed(header, seq, at, sealed)
        )
        if parts and size + len(frame) > PAGE_BYTES:
            whole = False
            break
        parts.append(frame)
        size += len(frame)
        looked_at = seq
    rows.close()
    if whole and len(parts) < PAGE_RECORDS:
        looked_at = max(after, until)
    return EntriesPage(b"".join(parts), head, looked_at)


def put_blob(
    db: sqlite3.Connection, number: int, digest: bytes, sealed: bytes, now_ms: int
) -> None:
    """
    Keep a blob; putting it again only renews its time.

    Raises:
        TooLarge: this log has too much that no entry names.
    """
    known = db.execute(
        "UPDATE blobs SET put_at = ? WHERE log = ? AND hash = ?", (now_ms, number, digest)
    )
    if known.rowcount:
        return
    (orphans,) = db.execute(
        "SELECT coalesce(sum(size), 0) FROM blobs WHERE log = ?"
        " AND NOT EXISTS (SELECT 1 FROM blob_uses WHERE blob = blobs.id)",
        (number,),
    ).fetchone()
    if orphans + len(sealed) > MAX_ORPHAN_BYTES:
        raise TooLarge("too many blobs that no entry names")
    db.execute(
        "INSERT INTO blobs (log, hash, put_at, size, sealed) VALUES (?, ?, ?, ?, ?)",
        (number, digest, now_ms, len(sealed), sealed),
    )


def get_blob(db: sqlite3.Connection, number: int, digest: bytes) -> bytes:
    """
    Return a blob of this log.

    Raises:
        NotFound: not there.
    """
    row: tuple[bytes] | None = db.execute(
        "SELECT sealed FROM blobs WHERE log = ? AND hash = ?", (number, digest)
    ).fetchone()
    if row is None:
        raise NotFound()
    return row[0]


def put_keyframe(db: sqlite3.Connection, number: int, k: int, sealed: bytes) -> None:
    """
    Keep a keyframe; the newest two remain.

    Raises:
        NotFound: the log has no entry *k*.
    """
    row = db.execute("SELECT head FROM logs WHERE id = ?", (number,)).fetchone()
    if row is None or not 0 < k <= row[0]:
        raise NotFound()
    db.execute(
        "INSERT INTO keyframes (log, k, sealed) VALUES (?, ?, ?)"
        " ON CONFLICT (log, k) DO UPDATE SET sealed = excluded.sealed",
        (number, k, sealed),
    )
    db.execute(
        "DELETE FROM keyframes WHERE log = ?1 AND k NOT IN"
        " (SELECT k FROM keyframes WHERE log = ?1 ORDER BY k DESC LIMIT ?2)",
        (number, KEYFRAMES_KEPT),
    )


def newest_keyframe(db: sqlite3.Connection, number: int) -> tuple[int, bytes] | None:
    """Return (k, sealed) of the newest keyframe; None where there is none."""
    row: tuple[int, bytes] | None = db.execute(
        "SELECT k, sealed FROM keyframes WHERE log = ? ORDER BY k DESC LIMIT 1", (number,)
    ).fetchone()
    return row
