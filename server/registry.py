"""
Invitations, logs, links and devices: what is in the database besides entries.

Functions over a connection, run by ``store`` inside a transaction (those that write) or on a
reading connection. They decide nothing about roles; ``access`` does.
"""

from __future__ import annotations

import hashlib
import hmac
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from server.access import LogFacts, Visitor, admitted_on_registering
from server.errors import Exists, NotFound, Revoked, TooLarge, UnknownLink, Used
from server.protocol import (
    MAX_DEVICES_PER_LINK,
    MAX_LINKS,
    Knock,
    LogKind,
    Role,
    Writers,
)
from server.records import first_link

_FACTS = "id, log, kind, parent, knock, writers, until, head, h"


@dataclass(frozen=True)
class LinkToMake:
    """A link as it is stored: the server never sees a token that is not presented."""

    role: Role
    token_hash: bytes
    greeting: bytes | None


@dataclass(frozen=True)
class LogToMake:
    """A log as it is stored."""

    log: bytes
    kind: LogKind
    parent: int | None
    knock: Knock
    writers: Writers
    until: int
    links: Sequence[LinkToMake]


def hashed(secret: bytes) -> bytes:
    """Return what is kept of a token, device or invitation."""
    return hashlib.sha256(secret).digest()


# --- invitations ------------------------------------------------------------------------------


def replace_invitation(
    db: sqlite3.Connection, code: bytes, now_ms: int, expires_ms: int, *, only: bool
) -> None:
    """Keep a new invitation; with *only*, unused ones before it no longer count."""
    if only:
        db.execute("DELETE FROM invitations WHERE used_at IS NULL")
    db.execute(
        "INSERT INTO invitations (code_hash, made_at, expires_at) VALUES (?, ?, ?)",
        (hashed(code), now_ms, expires_ms),
    )


def has_workspace(db: sqlite3.Connection) -> bool:
    """Whether any coach has come in yet."""
    return db.execute("SELECT 1 FROM logs WHERE kind = 'workspace' LIMIT 1").fetchone() is not None


def use_invitation(
    db: sqlite3.Connection, code: bytes, workspace: bytes, token_hash: bytes, now_ms: int
) -> None:
    """
    Make a workspace of an invitation, once.

    Raises:
        Used: used, expired or never made.
        Exists: the workspace is there already; the invitation stays unused.
    """
    taken = db.execute(
        "UPDATE invitations SET used_at = ?"
        " WHERE code_hash = ? AND used_at IS NULL AND expires_at > ?",
        (now_ms, hashed(code), now_ms),
    )
    if taken.rowcount != 1:
        raise Used()
    owner = LinkToMake("owner", token_hash, None)
    make_log(db, LogToMake(workspace, "workspace", None, "never", "all", 0, [owner]), now_ms)


# --- logs -------------------------------------------------------------------------------------


def facts_of(db: sqlite3.Connection, log: bytes) -> LogFacts | None:
    """Return what is known of a log by its id of the wire."""
    row = db.execute(f"SELECT {_FACTS} FROM logs WHERE log = ?", (log,)).fetchone()
    return None if row is None else LogFacts(*row)


def facts_by_number(db: sqlite3.Connection, number: int) -> LogFacts:
    """
    Return what is known of a log by its number.

    Raises:
        NotFound: it was erased.
    """
    row = db.execute(f"SELECT {_FACTS} FROM logs WHERE id = ?", (number,)).fetchone()
    if row is None:
        raise NotFound()
    return LogFacts(*row)


def make_log(db: sqlite3.Connection, new: LogToMake, now_ms: int) -> list[int]:
    """
    Make a log with its links; return the links' numbers in their order.

    Raises:
        Exists: the id is taken.
        TooLarge: more links than a log may have.
    """
    if len(new.links) > MAX_LINKS:
        raise TooLarge("too many links")
    if facts_of(db, new.log) is not None:
        raise Exists()
    made = db.execute(
        "INSERT INTO logs (log, kind, parent, knock, writers, until, made_at, h)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            new.log,
            new.kind,
            new.parent,
            new.knock,
            new.writers,
            new.until,
            now_ms,
            first_link(new.log),
        ),
    )
    assert made.lastrowid is not None
    return [_insert_link(db, made.lastrowid, link, now_ms) for link in new.links]


def change_settings(
    db: sqlite3.Connection,
    number: int,
    now_ms: int,
    *,
    knock: Knock | None,
    writers: Writers | None,
    until: int | None,
) -> LogFacts:
    """Change what is not None; return the log as it is now. Side logs share the date."""
    facts = facts_by_number(db, number)
    db.execute(
        "UPDATE logs SET knock = ?, writers = ? WHERE id = ?",
        (knock or facts.knock, writers or facts.writers, number),
    )
    if until is not None:
        db.execute(
            "UPDATE logs SET until = ? WHERE id = ? OR (parent = ? AND kind = 'side')",
            (until, number, number),
        )
    if knock == "never":
        db.execute(
            "UPDATE devices SET admitted_at = ? WHERE log = ? AND admitted_at IS NULL"
            " AND refused_page IS NULL",
            (now_ms, number),
        )
    return facts_by_number(db, number)


# --- links ------------------------------------------------------------------------------------


def _insert_link(db: sqlite3.Connection, number: int, link: LinkToMake, now_ms: int) -> int:
    made = db.execute(
        "INSERT INTO links (log, role, token_hash, greeting, made_at) VALUES (?, ?, ?, ?, ?)",
        (number, link.role, link.token_hash, link.greeting, now_ms),
    )
    assert made.lastrowid is not None
    return made.lastrowid


def add_link(db: sqlite3.Connection, number: int, link: LinkToMake, now_ms: int) -> int:
    """
    Add a link; return its number.

    Raises:
        TooLarge: as many as a log may have are there.
    """
    (count,) = db.execute(
        "SELECT count(*) FROM links WHERE log = ? AND revoked_at IS NULL", (number,)
    ).fetchone()
    if count >= MAX_LINKS:
        raise TooLarge("too many links")
    return _insert_link(db, number, link, now_ms)


def list_links(db: sqlite3.Connection, number: int) -> list[tuple[int, Role, int, int | None]]:
    """Return (link, role, made_at, revoked_at) of a log, oldest first."""
    return db.execute(
        "SELECT id, role, made_at, revoked_at FROM links WHERE log = ? ORDER BY id", (number,)
    ).fetchall()


def put_greeting(db: sqlite3.Connection, number: int, link: int, greeting: bytes) -> None:
    """
    Replace a link's greeting.

    Raises:
        NotFound: no such link in this log.
    """
    done = db.execute(
        "UPDATE links SET greeting = ? WHERE id = ? AND log = ?", (greeting, link, number)
    )
    if done.rowcount != 1:
        raise NotFound()


def greeting_of(db: sqlite3.Connection, link: int) -> bytes | None:
    """Return a link's sealed greeting."""
    row: tuple[bytes | None] | None = db.execute(
        "SELECT greeting FROM links WHERE id = ?", (link,)
    ).fetchone()
    return None if row is None else row[0]


def revoke_link(db: sqlite3.Connection, number: int, link: int, now_ms: int) -> None:
    """
    Withdraw a link and with it its devices.

    Raises:
        NotFound: no such link in this log.
    """
    done = db.execute(
        "UPDATE links SET revoked_at = coalesce(revoked_at, ?), greeting = NULL"
        " WHERE id = ? AND log = ?",
        (now_ms, link, number),
    )
    if done.rowcount != 1:
        raise NotFound()


# --- visitors and devices ---------------------------------------------------------------------


def recognise(
    db: sqlite3.Connection, log: bytes, token: bytes, device: bytes | None, now_ms: int
) -> Visitor:
    """
    Return who presents this token and device.

    Raises:
        UnknownLink: no such log, or no link of it has this token.
        Revoked: the link or this device of it was withdrawn.
        Ended: the log's date has come.
    """
    facts = facts_of(db, log)
    if facts is None:
        raise UnknownLink()
    presented = hashed(token)
    found: tuple[int, Role, int | None] | None = None
    for link, role, token_hash, revoked_at in db.execute(
        "SELECT id, role, token_hash, revoked_at FROM links WHERE log = ?", (facts.number,)
    ).fetchall():
        if hmac.compare_digest(token_hash, presented):
            found = (link, role, revoked_at)
    if found is None:
        raise UnknownLink()
    link, role, revoked_at = found
    if revoked_at is not None:
        raise Revoked()
    facts.check_open(now_ms)
    row: Any = None
    if device is not None:
        row = db.execute(
            "SELECT id, admitted_at, revoked_at, refused_page, page_let_in FROM devices"
            " WHERE link = ? AND device_hash = ?",
            (link, hashed(device)),
        ).fetchone()
    if row is None:
        return Visitor(facts, link, role, None, admitted=False)
    number, admitted_at, device_revoked_at, refused_page, page_let_in = row
    if device_revoked_at is not None:
        raise Revoked()
    return Visitor(facts, link, role, number, admitted_at is not None, refused_page, page_let_in)


def register_device(
    db: sqlite3.Connection, log: bytes, token: bytes, device: bytes, now_ms: int
) -> Visitor:
    """
    Register this device of a link, or find it registered; return the visitor as it is now.

    Raises:
        UnknownLink, Revoked, Ended: see ``recognise``.
        TooLarge: as many devices as a link may have are there.
    """
    visitor = recognise(db, log, token, device, now_ms)
    if visitor.device is not None:
        return visitor
    (count,) = db.execute(
        "SELECT count(*) FROM devices WHERE link = ? AND revoked_at IS NULL", (visitor.link,)
    ).fetchone()
    if count >= MAX_DEVICES_PER_LINK:
        raise TooLarge("too many devices")
    admitted = admitted_on_registering(visitor.role, visitor.facts.knock)
    db.execute(
        "INSERT INTO devices (log, link, device_hash, registered_at, admitted_at)"
        " VALUES (?, ?, ?, ?, ?)",
        (visitor.facts.number, visitor.link, hashed(device), now_ms, now_ms if admitted else None),
    )
    return recognise(db, log, token, device, now_ms)


def is_anothers(db: sqlite3.Connection, number: int, author: bytes, device: int) -> bool:
    """Whether something was appended to a log by this author on another device."""
    row = db.execute(
        "SELECT 1 FROM authors WHERE log = ? AND author = ? AND device <> ?",
        (number, author, device),
    ).fetchone()
    return row is not None


def list_devices(
    db: sqlite3.Connection, number: int
) -> list[tuple[int, int, Role, int, int | None, int | None]]:
    """Return (device, link, role, registered, admitted, revoked) of a log, oldest first."""
    return db.execute(
        "SELECT devices.id, link, role, registered_at, admitted_at,"
        " coalesce(devices.revoked_at, links.revoked_at)"
        " FROM devices JOIN links ON links.id = devices.link"
        " WHERE devices.log = ? ORDER BY devices.id",
        (number,),
    ).fetchall()


def admit_device(
    db: sqlite3.Connection, number: int, device: int, page: bytes | None, now_ms: int, *, yes: bool
) -> None:
    """
    Answer a knock: of a device, and of the page that knocks, if one does.

    Raises:
        NotFound: no such device in this log.
    """
    if yes:
        done = db.execute(
            "UPDATE devices SET admitted_at = coalesce(admitted_at, ?), refused_page = NULL,"
            " page_let_in = coalesce(?, page_let_in)"
            " WHERE id = ? AND log = ? AND revoked_at IS NULL",
            (now_ms, page, device, number),
        )
    else:
        done = db.execute(
            "UPDATE devices SET refused_page = ? WHERE id = ? AND log = ?",
            (page or b"", device, number),
        )
    if done.rowcount != 1:
        raise NotFound()


def revoke_device(db: sqlite3.Connection, number: int, device: int, now_ms: int) -> None:
    """
    Withdraw a device.

    Raises:
        NotFound: no such device in this log.
    """
    done = db.execute(
        "UPDATE devices SET revoked_at = coalesce(revoked_at, ?) WHERE id = ? AND log = ?",
        (now_ms, device, number),
    )
    if done.rowcount != 1:
        raise NotFound()
