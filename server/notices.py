"""
Addresses for notices by e-mail, one per link, and what is to be sent to them.

Functions over a connection, run by ``store`` and, for ``ring``, by ``ledger`` inside the
transaction that holds the message. A notice says that there is something to read, nothing else:
here are addresses and times.

- An address is told of nothing until its holder said yes to it.
- One mail waits at a time. It is sent a minute after the message, not sooner than
  ``NOTICE_EVERY_MS`` after the one before, and called off when its link is in the room by then.
- The next try is settled before a try begins, so that a crash costs a pause and no mail.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Final, Literal

from server.bodies import NoticeRow, NoticeState
from server.protocol import CONFIRM_WITHIN_MS, NOTICE_EVERY_MS, MailLanguage

#: whoever has the room open, or was only just cut off, needs no mail
SEND_AFTER_MS: Final = 60_000
_MINUTE: Final = 60_000
#: until the next try after each that failed; when all are used the mail is given up
PAUSES_MS: Final = (
    _MINUTE,
    5 * _MINUTE,
    15 * _MINUTE,
    60 * _MINUTE,
    240 * _MINUTE,
    720 * _MINUTE,
)
#: a server that takes no mail from strangers at once is no failure: told after this many tries
TRIES_BEFORE_TOLD: Final = 3

Outcome = Literal["sent", "later", "never"]


@dataclass(frozen=True)
class Waiting:
    """A mail that is to be sent."""

    notice: int
    log: int
    link: int
    due_at: int
    confirmed: bool


@dataclass(frozen=True)
class Letter:
    """What one mail needs."""

    address: str
    language: MailLanguage
    #: in its own links, to say yes and to stop
    code: bytes
    #: the same at every try
    mail: bytes
    #: a notice; else the question whether the address is right
    confirmed: bool


# --- giving and taking back an address --------------------------------------------------------


def ask(
    db: sqlite3.Connection,
    log: int,
    link: int,
    address: str,
    language: MailLanguage,
    code: bytes,
    now_ms: int,
) -> None:
    """
    Keep a link's address and have its holder asked; one that said yes is not asked again.

    Args:
        code: 16 bytes for a new address; one that was given before keeps its own.
    """
    same = (link, address)
    known = db.execute(
        "UPDATE notices SET language = ? WHERE link = ? AND address = ?", (language, *same)
    )
    if known.rowcount:
        db.execute(
            "UPDATE notices SET asked_at = ?1, due_at = ?1, mail = NULL, tries = 0"
            " WHERE link = ?2 AND address = ?3 AND confirmed_at IS NULL",
            (now_ms, *same),
        )
        return
    drop(db, link)
    db.execute(
        "INSERT INTO notices (log, link, address, language, code, asked_at, due_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (log, link, address, language, code, now_ms, now_ms),
    )


def drop(db: sqlite3.Connection, link: int) -> None:
    """Forget a link's address."""
    db.execute("DELETE FROM notices WHERE link = ?", (link,))


def confirm(db: sqlite3.Connection, code: bytes, now_ms: int) -> bool:
    """Take the yes of an address's holder; False where no address has this code."""
    done = db.execute(
        "UPDATE notices SET confirmed_at = coalesce(confirmed_at, ?1),"
        " due_at = iif(confirmed_at IS NULL, NULL, due_at),"
        " mail = iif(confirmed_at IS NULL, NULL, mail),"
        " tries = iif(confirmed_at IS NULL, 0, tries),"
        " failing_since = iif(confirmed_at IS NULL, NULL, failing_since)"
        " WHERE code = ?2",
        (now_ms, code),
    )
    return done.rowcount == 1


def stop(db: sqlite3.Connection, code: bytes) -> None:
    """Forget the address with this code, if one has it."""
    db.execute("DELETE FROM notices WHERE code = ?", (code,))


def drop_ended(db: sqlite3.Connection, now_ms: int) -> None:
    """Forget the addresses of rooms whose date has come, and those that nobody confirmed."""
    db.execute(
        "DELETE FROM notices WHERE (confirmed_at IS NULL AND asked_at <= ?)"
        " OR log IN (SELECT id FROM logs WHERE until > 0 AND until <= ?)",
        (now_ms - CONFIRM_WITHIN_MS, now_ms),
    )


def of_link(db: sqlite3.Connection, link: int) -> NoticeState:
    """Return the address that a link gave, and how it stands."""
    row = db.execute(
        "SELECT address, language, confirmed_at, due_at, tries, failing_since"
        " FROM notices WHERE link = ?",
        (link,),
    ).fetchone()
    if row is None:
        return NoticeState(available=True)
    address, language, confirmed_at, *state = row
    return NoticeState(True, address, language, confirmed_at is not None, _failing_since(*state))


def of_log(db: sqlite3.Connection, log: int) -> list[NoticeRow]:
    """Return which links of a log are told by e-mail, and whether that works."""
    rows = db.execute(
        "SELECT link, due_at, tries, failing_since FROM notices"
        " WHERE log = ? AND confirmed_at NOTNULL ORDER BY link",
        (log,),
    ).fetchall()
    found = [(link, _failing_since(*state)) for link, *state in rows]
    return [NoticeRow(link, "ok" if since is None else "failing", since) for link, since in found]


def _failing_since(due_at: int | None, tries: int, failing_since: int | None) -> int | None:
    given_up = due_at is None
    return failing_since if given_up or tries >= TRIES_BEFORE_TOLD else None


# --- what is to be sent -----------------------------------------------------------------------


def ring(db: sqlite3.Connection, log: int, link: int, at: int) -> None:
    """Have the others of a log told that *link* wrote something; who waits for a mail gets one."""
    db.execute(
        "UPDATE notices SET due_at = max(?1 + ?2, coalesce(sent_at + ?3, 0)), tries = 0"
        " WHERE log = ?4 AND link <> ?5 AND confirmed_at NOTNULL AND due_at IS NULL",
        (at, SEND_AFTER_MS, NOTICE_EVERY_MS, log, link),
    )


def waiting(db: sqlite3.Connection) -> list[Waiting]:
    """Return all that is to be sent, soonest due first."""
    rows = db.execute(
        "SELECT id, log, link, due_at, confirmed_at NOTNULL FROM notices"
        " WHERE due_at IS NOT NULL ORDER BY due_at, id"
    ).fetchall()
    return [
        Waiting(notice, log, link, due_at, bool(confirmed))
        for notice, log, link, due_at, confirmed in rows
    ]


def call_off(db: sqlite3.Connection, notice: int) -> None:
    """Drop what is to be sent; the address stays."""
    db.execute("UPDATE notices SET due_at = NULL, mail = NULL, tries = 0 WHERE id = ?", (notice,))


def begin(db: sqlite3.Connection, notice: int, mail: bytes, now_ms: int) -> Letter | None:
    """
    Return a mail that is due, its next try settled; None when it is not due (any more).

    Args:
        mail: 16 bytes, the mail's id if it has none yet.
    """
    row = db.execute(
        "SELECT address, language, code, coalesce(mail, ?), confirmed_at NOTNULL, tries"
        " FROM notices JOIN logs ON logs.id = notices.log JOIN links ON links.id = notices.link"
        " WHERE notices.id = ? AND due_at <= ? AND (until = 0 OR until > ?)"
        " AND links.revoked_at IS NULL",
        (mail, notice, now_ms, now_ms),
    ).fetchone()
    if row is None:
        return None
    address, language, code, kept_mail, confirmed, tries = row
    letter = Letter(address, language, code, kept_mail, bool(confirmed))
    pause = PAUSES_MS[min(tries, len(PAUSES_MS) - 1)]
    db.execute(
        "UPDATE notices SET mail = ?, tries = ?, due_at = ? WHERE id = ?",
        (letter.mail, tries + 1, now_ms + pause, notice),
    )
    return letter


def end(db: sqlite3.Connection, notice: int, mail: bytes, outcome: Outcome, now_ms: int) -> None:
    """Note what became of a try, unless the mail was called off meanwhile."""
    this = "id = ? AND mail = ?"
    if outcome == "sent":
        db.execute(
            "UPDATE notices SET due_at = NULL, mail = NULL, tries = 0, failing_since = NULL,"
            f" sent_at = iif(confirmed_at NOTNULL, ?, sent_at) WHERE {this}",
            (now_ms, notice, mail),
        )
        return
    db.execute(
        f"UPDATE notices SET failing_since = coalesce(failing_since, ?) WHERE {this}",
        (now_ms, notice, mail),
    )
    db.execute(
        f"UPDATE notices SET due_at = NULL, mail = NULL WHERE {this} AND (? OR tries > ?)",
        (notice, mail, outcome == "never", len(PAUSES_MS)),
    )
