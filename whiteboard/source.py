"""
Where a log is read from: an export file, or a server's database, which is never written to.

The one module that knows the server's tables by name. Opens nothing sealed.
"""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path
from typing import Final
from urllib.parse import quote

from whiteboard.entry import Record, read_header
from whiteboard.export import Export, decode_export, is_export

SQLITE_START: Final = b"SQLite format 3\0"
#: an entry's row id is the log's number times this, plus its seq
SEQ_ROOM: Final = 2**32
#: what is said when the file has neither beginning
NEITHER: Final = "is neither an export of a room nor a server's database"


class SourceError(Exception):
    """A file cannot be read as a log; the message is a sentence for people."""


def read_log(path: Path, log: bytes) -> Export:
    """
    Return *log* as it stands in the file at *path*.

    Raises:
        SourceError: no such file, another kind of file, or the log is not in it.
        SealError: it is an export, and damaged.
    """
    start = _first_bytes(path)
    if is_export(start):
        return decode_export(path.read_bytes())
    if start.startswith(SQLITE_START):
        return _read_database(path, log)
    raise SourceError(f"{path} {NEITHER}")


def _first_bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(len(SQLITE_START) + 16)
    except OSError as error:
        raise SourceError(f"{path} cannot be read: {error.strerror}") from None


def _read_database(path: Path, log: bytes) -> Export:
    """Read within one transaction, so that a running server's next entries do not show."""
    address = f"file:{quote(str(path.resolve()))}?mode=ro"
    try:
        with contextlib.closing(sqlite3.connect(address, uri=True)) as db:
            db.execute("BEGIN")
            row = db.execute("SELECT id FROM logs WHERE log = ?", (log,)).fetchone()
            if row is None:
                raise SourceError(f"this link's room is not in {path}")
            first = int(row[0]) * SEQ_ROOM
            rows = db.execute(
                "SELECT id, at, header, digest, sealed FROM entries "
                "WHERE id BETWEEN ? AND ? ORDER BY id",
                (first, first + SEQ_ROOM - 1),
            )
            records = tuple(
                Record(read_header(header)[0], digest, sealed, id_ - first, at)
                for id_, at, header, digest, sealed in rows
            )
            found = db.execute("SELECT hash, sealed FROM blobs WHERE log = ?", (row[0],))
            return Export(log, records, dict(found.fetchall()))
    except sqlite3.Error as error:
        raise SourceError(f"{path} cannot be read as a server's database: {error}") from None
