"""
The schema, as ordered steps; each is applied together with its record in one transaction.

A database that already holds something is copied beside itself before it is changed. Never edit
a step that was released: add one.

All tables are rowid tables, because ``WITHOUT ROWID`` leaves remnants of deleted rows even with
``secure_delete``. Times are ms since the Unix epoch by the server's clock, ``at`` of entries
never falls within a log. Ids of the wire (logs, authors, devices) are raw bytes.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Final

from server.errors import FlipoverError

FIRST: Final = """
-- What the server remembers about itself.
CREATE TABLE facts (
    name   TEXT PRIMARY KEY,  -- 'last_seen': newest time the retention task saw, ms
    value  INTEGER NOT NULL
);

-- One-time coach invitations; the only thing the server ever makes.
CREATE TABLE invitations (
    id          INTEGER PRIMARY KEY,
    code_hash   BLOB NOT NULL UNIQUE,  -- SHA-256 of the code's 16 bytes
    made_at     INTEGER NOT NULL,      -- ms
    expires_at  INTEGER NOT NULL,      -- ms
    used_at     INTEGER                -- ms; NULL while it can be used
);

-- A log: room, side log, workspace or share.
CREATE TABLE logs (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,  -- never used again after erasure
    log            BLOB NOT NULL UNIQUE,  -- 16 bytes
    kind           TEXT NOT NULL CHECK (kind IN ('room', 'side', 'workspace', 'share')),
    parent         INTEGER REFERENCES logs (id),  -- a room's workspace, a side log's room
    knock          TEXT NOT NULL CHECK (knock IN ('every', 'new', 'never')),
    writers        TEXT NOT NULL CHECK (writers IN ('coach', 'all')),  -- who may draw
    until          INTEGER NOT NULL,      -- ms; unreadable from then on; 0 = no end
    made_at        INTEGER NOT NULL,      -- ms
    head           INTEGER NOT NULL DEFAULT 0,  -- newest seq, 0 while empty
    h              BLOB NOT NULL,         -- 32 bytes: chain value H(head)
    last_at        INTEGER NOT NULL DEFAULT 0,  -- ms: at of the newest entry
    last_guest_at  INTEGER                -- ms: at of the newest entry by a guest
);
CREATE INDEX logs_by_parent ON logs (parent);
CREATE INDEX logs_by_end ON logs (until) WHERE until > 0;

-- What one may do in a log: one row per link that was handed out.
CREATE TABLE links (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    log         INTEGER NOT NULL REFERENCES logs (id),
    role        TEXT NOT NULL CHECK (role IN ('coach', 'guest', 'trainer', 'owner')),
    token_hash  BLOB NOT NULL,      -- SHA-256 of the 32-byte token
    greeting    BLOB,               -- sealed, at most 4 KiB: what the threshold says
    made_at     INTEGER NOT NULL,   -- ms
    revoked_at  INTEGER             -- ms
);
CREATE INDEX links_by_log ON links (log);

-- Machines that came in by a link.
CREATE TABLE devices (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    log            INTEGER NOT NULL REFERENCES logs (id),
    link           INTEGER NOT NULL REFERENCES links (id),
    device_hash    BLOB NOT NULL,      -- SHA-256 of the browser's 16 random bytes
    registered_at  INTEGER NOT NULL,   -- ms
    admitted_at    INTEGER,            -- ms; NULL before the door
    revoked_at     INTEGER,            -- ms
    page_let_in    BLOB,               -- 8 bytes: page of the present call, where every call knocks
    refused_page   BLOB,               -- 8 bytes: page whose knock was answered no
    UNIQUE (link, device_hash)
);
CREATE INDEX devices_by_log ON devices (log);

-- Who wrote: bound to the link and device that used the author first.
CREATE TABLE authors (
    id      INTEGER PRIMARY KEY,
    log     INTEGER NOT NULL REFERENCES logs (id),
    author  BLOB NOT NULL,      -- 8 bytes
    link    INTEGER NOT NULL REFERENCES links (id),
    device  INTEGER NOT NULL REFERENCES devices (id),
    next_n  INTEGER NOT NULL,   -- the only n that is taken next
    UNIQUE (log, author)
);
CREATE INDEX authors_by_device ON authors (device);
CREATE INDEX authors_by_link ON authors (link);

-- The logs' entries, sealed.
CREATE TABLE entries (
    id      INTEGER PRIMARY KEY,  -- log number × 2^32 + seq: in log order without an index
    at      INTEGER NOT NULL,     -- ms
    kind    INTEGER NOT NULL,     -- number of the kind in the clear header
    author  INTEGER NOT NULL REFERENCES authors (id),
    n       INTEGER NOT NULL,     -- the author's own count, from 0
    header  BLOB NOT NULL,        -- the clear header as it came
    digest  BLOB NOT NULL,        -- SHA-256 of the body; outlives it, so that the chain holds
    sealed  BLOB                  -- NULL once forgotten
);
CREATE UNIQUE INDEX entries_by_author ON entries (author, n);
-- Joining reads the newest keyframe and then everything that is not board (kind 1).
CREATE INDEX entries_not_board ON entries (id) WHERE kind <> 1;

-- Sealed pictures, files and large bodies.
CREATE TABLE blobs (
    id        INTEGER PRIMARY KEY,
    log       INTEGER NOT NULL REFERENCES logs (id),
    hash      BLOB NOT NULL,      -- SHA-256 of *sealed*
    put_at    INTEGER NOT NULL,   -- ms; without an entry that names it, kept for 24 h from here
    size      INTEGER NOT NULL,   -- bytes
    sealed    BLOB NOT NULL,
    UNIQUE (log, hash)
);

-- Which entry names which blob.
CREATE TABLE blob_uses (
    blob   INTEGER NOT NULL REFERENCES blobs (id),
    entry  INTEGER NOT NULL REFERENCES entries (id)
);
CREATE INDEX blob_uses_by_blob ON blob_uses (blob);
CREATE INDEX blob_uses_by_entry ON blob_uses (entry);

-- The board at k, sealed: a cache beside the log, the newest two are kept.
CREATE TABLE keyframes (
    id      INTEGER PRIMARY KEY,
    log     INTEGER NOT NULL REFERENCES logs (id),
    k       INTEGER NOT NULL,  -- seq up to which it holds
    sealed  BLOB NOT NULL,
    UNIQUE (log, k)
);

-- When something is due, set by a browser, without text.
CREATE TABLE alarms (
    id       INTEGER PRIMARY KEY,
    log      INTEGER NOT NULL REFERENCES logs (id),
    to_role  TEXT NOT NULL,
    at       INTEGER NOT NULL,  -- ms
    UNIQUE (log, to_role)
);

-- Resting messages: appended when they are due, replaced or withdrawn until then.
CREATE TABLE held (
    id      INTEGER PRIMARY KEY,
    log     INTEGER NOT NULL REFERENCES logs (id),
    link    INTEGER NOT NULL REFERENCES links (id),
    device  INTEGER NOT NULL REFERENCES devices (id),
    due_at  INTEGER NOT NULL,  -- ms
    header  BLOB NOT NULL,
    sealed  BLOB NOT NULL
);
CREATE INDEX held_by_due ON held (due_at);

-- Recordings lent to a trainer.
CREATE TABLE shares (
    id      INTEGER PRIMARY KEY,
    share   BLOB NOT NULL UNIQUE,  -- 16 bytes: id of the log that holds the recording
    parent  INTEGER NOT NULL REFERENCES logs (id),
    state   TEXT NOT NULL CHECK (state IN ('asked', 'granted', 'refused', 'made', 'ended')),
    until   INTEGER                -- ms
);

-- Yes of one guest link to one share.
CREATE TABLE grants (
    id      INTEGER PRIMARY KEY,
    share   INTEGER NOT NULL REFERENCES shares (id),
    link    INTEGER NOT NULL REFERENCES links (id),
    device  INTEGER NOT NULL REFERENCES devices (id),
    at      INTEGER NOT NULL  -- ms
);

-- Every opening of a share, listed for both.
CREATE TABLE openings (
    id     INTEGER PRIMARY KEY,
    share  INTEGER NOT NULL REFERENCES shares (id),
    at     INTEGER NOT NULL  -- ms
);
"""


def make_first_schema(db: sqlite3.Connection) -> None:
    """Everything from the first version on."""
    run_script(db, FIRST)


SHARES: Final = """
ALTER TABLE shares ADD COLUMN asked_at INTEGER;  -- ms
ALTER TABLE shares ADD COLUMN ended_at INTEGER;  -- ms; NULL while it goes on
CREATE INDEX shares_by_parent ON shares (parent);

-- Guest links that had taken part when a share was asked for: each of them must say yes.
CREATE TABLE share_askings (
    id     INTEGER PRIMARY KEY,
    share  INTEGER NOT NULL REFERENCES shares (id),
    link   INTEGER NOT NULL REFERENCES links (id),
    UNIQUE (share, link)
);
CREATE UNIQUE INDEX grants_by_link ON grants (share, link);

-- By which link of the share's own log, and which page load; no reference, the log goes first.
ALTER TABLE openings ADD COLUMN link INTEGER;
ALTER TABLE openings ADD COLUMN page BLOB;  -- 8 bytes
CREATE UNIQUE INDEX openings_by_page ON openings (share, link, page);
"""


def extend_shares(db: sqlite3.Connection) -> None:
    """Who is asked for a share, when it was asked and ended, and by which page it was opened."""
    run_script(db, SHARES)


ALARMS: Final = """
-- Several alarms for one role: which is which is the browsers' to agree.
CREATE TABLE alarms_by_slot (
    id       INTEGER PRIMARY KEY,
    log      INTEGER NOT NULL REFERENCES logs (id),
    to_role  TEXT NOT NULL,
    slot     INTEGER NOT NULL,  -- from 0
    at       INTEGER NOT NULL,  -- ms
    UNIQUE (log, to_role, slot)
);
INSERT INTO alarms_by_slot (id, log, to_role, slot, at) SELECT id, log, to_role, 0, at FROM alarms;
DROP TABLE alarms;
ALTER TABLE alarms_by_slot RENAME TO alarms;
"""


def extend_alarms(db: sqlite3.Connection) -> None:
    """More than one alarm for a role."""
    run_script(db, ALARMS)


NOTICES: Final = """
-- E-mail addresses that people gave, to be told that there is a message: one per link.
CREATE TABLE notices (
    id             INTEGER PRIMARY KEY,
    log            INTEGER NOT NULL REFERENCES logs (id),
    link           INTEGER NOT NULL UNIQUE REFERENCES links (id),
    address        TEXT NOT NULL,     -- in clear, since mail needs it
    language       TEXT NOT NULL CHECK (language IN ('nl', 'en')),
    code           BLOB NOT NULL UNIQUE,  -- 16 bytes: in its mails, to say yes and to stop
    asked_at       INTEGER NOT NULL,  -- ms
    confirmed_at   INTEGER,           -- ms; NULL until the address's holder said yes
    due_at         INTEGER,           -- ms: when to send, or to try again; NULL while nothing waits
    mail           BLOB,              -- 16 bytes: id of the mail that waits, the same at every try
    tries          INTEGER NOT NULL DEFAULT 0,
    sent_at        INTEGER,           -- ms: newest notice that was sent
    failing_since  INTEGER            -- ms: first try that failed since the last that did not
);
CREATE INDEX notices_by_log ON notices (log);
CREATE INDEX notices_by_due ON notices (due_at) WHERE due_at IS NOT NULL;
"""


def keep_notices(db: sqlite3.Connection) -> None:
    """Addresses for notices by e-mail, and what is to be sent to them."""
    run_script(db, NOTICES)


MIGRATIONS: Final[tuple[tuple[str, Callable[[sqlite3.Connection], None]], ...]] = (
    ("0001 first schema", make_first_schema),
    ("0002 asking for shares", extend_shares),
    ("0003 several alarms", extend_alarms),
    ("0004 notices by e-mail", keep_notices),
)


class NewerDatabase(FlipoverError):
    """The database was made by a newer Flipover; nothing was changed."""


def run_script(db: sqlite3.Connection, script: str) -> None:
    """Run the statements of *script* one by one, so that the transaction around them stays."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            db.execute(statement)
            statement = ""


def migrate(
    db: sqlite3.Connection,
    path: Path,
    now_ms: int,
    migrations: tuple[tuple[str, Callable[[sqlite3.Connection], None]], ...] = MIGRATIONS,
) -> Path | None:
    """
    Bring *db* (in autocommit mode) up to date; return the copy made before, if one was.

    Raises:
        NewerDatabase: it holds a step that is not in *migrations*. Nothing is changed.
        sqlite3.Error: a step failed; the steps before it stay, this one left no trace.
    """
    db.execute(
        "CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY, applied_at INTEGER NOT NULL)"
    )
    applied = {name for (name,) in db.execute("SELECT name FROM migrations")}
    unknown = applied - {name for name, _ in migrations}
    if unknown:
        raise NewerDatabase(
            f"{path} was made by a newer Flipover ({max(unknown)}); update Flipover and start again"
        )
    due = [(name, step) for name, step in migrations if name not in applied]
    copy = None
    if due and applied:
        copy = path.with_name(f"{path.name}.before-{due[0][0].split()[0]}")
        with contextlib.closing(sqlite3.connect(copy)) as target:
            db.backup(target)
        copy.chmod(0o600)
    for name, step in due:
        db.execute("BEGIN IMMEDIATE")
        try:
            step(db)
            db.execute("INSERT INTO migrations VALUES (?, ?)", (name, now_ms))
        except BaseException:
            db.execute("ROLLBACK")
            raise
        db.execute("COMMIT")
    return copy
