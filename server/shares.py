"""
Lending a recording: who is asked, who said yes, the share's log, its openings, its end.

Functions over a connection, run by ``store`` inside a transaction (those that write) or on a
reading connection. What is shared, with whom and why is sealed in the room's log: here are ids,
states and times.

    asked ─ every link that took part says yes ─→ granted ─ the coach's browser ─→ made
      └─ anybody's no ─→ refused          any of them ─ either side, or its date ─→ ended
"""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from typing import Final

from server.bodies import ShareGrant, ShareOpening, ShareStateRow
from server.errors import Ended, Exists, Malformed, NotAllowed, NotFound, TooLarge
from server.ledger import LOG_SPAN
from server.partaking import answering, asked_of, guest_links, took_part
from server.protocol import MAX_OPEN_SHARES, MAX_OPENINGS, ShareState
from server.records import encode_id
from server.registry import LogToMake, facts_by_number, make_log

_GOING: Final = ("asked", "granted", "made")


def ask(db: sqlite3.Connection, room: int, share: bytes, until: int, now_ms: int) -> None:
    """
    Keep an asking, and which guest links must say yes: all that took part until now.

    Raises:
        Malformed: the date has passed, or lies after the room's.
        Exists: the id is taken.
        TooLarge: as many askings as a room may have are open.
        NotAllowed: there is nobody who could say yes, or one who took part cannot be asked.
    """
    facts = facts_by_number(db, room)
    if until <= now_ms or (facts.until and until > facts.until):
        raise Malformed("until lies in the past or after the room's end")
    taken = "SELECT 1 FROM logs WHERE log = ?1 UNION SELECT 1 FROM shares WHERE share = ?1"
    if db.execute(taken, (share,)).fetchone() is not None:
        raise Exists()
    (open_ones,) = db.execute(
        "SELECT count(*) FROM shares WHERE parent = ? AND until > ?"
        " AND state IN ('asked', 'granted', 'made')",
        (room, now_ms),
    ).fetchone()
    if open_ones >= MAX_OPEN_SHARES:
        raise TooLarge("too many shares are open")
    links = took_part(db, room) or guest_links(db, room)
    if not links:
        raise NotAllowed("nobody is there to ask")
    if any(answering(db, link) is None for link in links):
        raise NotAllowed("one who took part was withdrawn and cannot be asked")
    made = db.execute(
        "INSERT INTO shares (share, parent, state, until, asked_at) VALUES (?, ?, 'asked', ?, ?)",
        (share, room, until, now_ms),
    )
    db.executemany(
        "INSERT INTO share_askings (share, link) VALUES (?, ?)",
        [(made.lastrowid, link) for link in links],
    )


def _find(
    db: sqlite3.Connection, room: int, share: bytes, now_ms: int
) -> tuple[int, ShareState, int]:
    """Return (number, state, until) of a share that goes on."""
    row = db.execute(
        "SELECT id, state, until FROM shares WHERE share = ? AND parent = ?", (share, room)
    ).fetchone()
    if row is None:
        raise NotFound()
    number, state, until = row
    if state not in _GOING or until <= now_ms:
        raise Ended()
    return number, state, until


def answer(
    db: sqlite3.Connection,
    room: int,
    share: bytes,
    link: int,
    device: int,
    now_ms: int,
    *,
    yes: bool,
) -> None:
    """
    Keep a guest's yes or no; the same yes again changes nothing.

    Raises:
        NotFound: no such asking in this room.
        NotAllowed: this link was not asked, or the share is there already: it can be ended.
        Ended: it was refused or ended, or its date has passed.
    """
    number, state, _ = _find(db, room, share, now_ms)
    asked = asked_of(db, number, link, device)
    if state == "made":
        if yes:
            return
        raise NotAllowed("it is there already; it can be ended")
    if not yes:
        db.execute("DELETE FROM grants WHERE share = ?", (number,))
        db.execute(
            "UPDATE shares SET state = 'refused', ended_at = ? WHERE id = ?", (now_ms, number)
        )
        return
    db.executemany(
        "INSERT INTO grants (share, link, device, at) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (share, link) DO UPDATE SET device = excluded.device",
        [(number, one, device, now_ms) for one in asked],
    )
    if not _missing(db, number):
        db.execute("UPDATE shares SET state = 'granted' WHERE id = ?", (number,))


def _missing(db: sqlite3.Connection, number: int) -> bool:
    """Whether a link that was asked has not said yes from a device that may still come in."""
    row = db.execute(
        "SELECT 1 FROM share_askings WHERE share_askings.share = ? AND NOT EXISTS ("
        " SELECT 1 FROM grants JOIN devices ON devices.id = grants.device"
        " JOIN links ON links.id = devices.link"
        " WHERE grants.share = share_askings.share AND grants.link = share_askings.link"
        " AND devices.admitted_at IS NOT NULL AND devices.revoked_at IS NULL"
        " AND links.revoked_at IS NULL)",
        (number,),
    ).fetchone()
    return row is not None


def make(db: sqlite3.Connection, new: LogToMake, now_ms: int) -> list[int]:
    """
    Make a share's log with its links; return their numbers in their order.

    Raises:
        NotFound: nobody asked for it in this room.
        NotAllowed: not everybody said yes, or one who did was withdrawn since.
        Ended: it was refused or ended, or its date has passed.
        Exists: it was made before.
    """
    assert new.parent is not None
    number, state, until = _find(db, new.parent, new.log, now_ms)
    if state == "made":
        raise Exists()
    if _missing(db, number):
        raise NotAllowed("not everybody who took part has said yes")
    links = make_log(db, replace(new, until=until), now_ms)
    db.execute("UPDATE shares SET state = 'made' WHERE id = ?", (number,))
    return links


def end(
    db: sqlite3.Connection,
    room: int,
    share: bytes,
    guest: tuple[int, int] | None,
    now_ms: int,
) -> int | None:
    """
    End a share, by a coach or by a *guest*'s (link, device); one that has ended stays so.

    Returns the number of its log, if it had one.

    Raises:
        NotFound, NotAllowed: see ``answer``.
    """
    row = db.execute(
        "SELECT id, state FROM shares WHERE share = ? AND parent = ?", (share, room)
    ).fetchone()
    if row is None:
        raise NotFound()
    number, state = row
    if guest is not None:
        asked_of(db, number, *guest)
    if state not in _GOING:
        return _log_of(db, share)
    return _end(db, number, share, now_ms)


def end_of_link(db: sqlite3.Connection, link: int, now_ms: int) -> list[int]:
    """
    End what a guest link lent, since it can no longer take its yes back.

    Returns the numbers of the logs that are ended.
    """
    rows = db.execute(
        "SELECT id, share FROM shares WHERE state IN ('granted', 'made') AND ("
        " id IN (SELECT share FROM share_askings WHERE link = ?1)"
        " OR id IN (SELECT grants.share FROM grants JOIN devices ON devices.id = grants.device"
        "  WHERE devices.link = ?1))",
        (link,),
    ).fetchall()
    ended = [_end(db, number, share, now_ms) for number, share in rows]
    return [log for log in ended if log is not None]


def follow_room(db: sqlite3.Connection, room: int, until: int) -> None:
    """A share may end before its room, never after it."""
    db.execute(
        "UPDATE logs SET until = min(until, ?) WHERE parent = ? AND kind = 'share'", (until, room)
    )
    db.execute("UPDATE shares SET until = min(until, ?) WHERE parent = ?", (until, room))


def end_due(db: sqlite3.Connection, now_ms: int) -> None:
    """Drop what shares past their date hold; unreadable they are since that date."""
    due = db.execute(
        "SELECT id, share FROM shares WHERE until <= ? AND state IN ('asked', 'granted', 'made')",
        (now_ms,),
    ).fetchall()
    for number, share in due:
        _end(db, number, share, now_ms)


def _end(db: sqlite3.Connection, number: int, share: bytes, now_ms: int) -> int | None:
    db.execute(
        "UPDATE shares SET state = 'ended', ended_at = min(until, ?1) WHERE id = ?2",
        (now_ms, number),
    )
    log = _log_of(db, share)
    if log is None:
        return None
    db.execute("UPDATE logs SET until = min(until, ?) WHERE id = ?", (now_ms, log))
    first, last = log * LOG_SPAN, (log + 1) * LOG_SPAN - 1
    db.execute("DELETE FROM blob_uses WHERE entry BETWEEN ? AND ?", (first, last))
    db.execute("UPDATE entries SET sealed = NULL WHERE id BETWEEN ? AND ?", (first, last))
    for table in ("blobs", "keyframes", "held", "alarms"):
        db.execute(f"DELETE FROM {table} WHERE log = ?", (log,))
    db.execute("UPDATE links SET greeting = NULL WHERE log = ?", (log,))
    return log


def _log_of(db: sqlite3.Connection, share: bytes) -> int | None:
    row = db.execute("SELECT id FROM logs WHERE log = ? AND kind = 'share'", (share,)).fetchone()
    return None if row is None else int(row[0])


def note_opening(db: sqlite3.Connection, log: int, link: int, page: bytes, now_ms: int) -> None:
    """
    List a page load by which a trainer reads; once, however much it reads.

    Raises:
        NotFound: no share has this log.
        TooLarge: it was opened as often as a share may be.
    """
    row = db.execute(
        "SELECT shares.id FROM shares JOIN logs ON logs.log = shares.share WHERE logs.id = ?",
        (log,),
    ).fetchone()
    if row is None:
        raise NotFound()
    (number,) = row
    known = "SELECT 1 FROM openings WHERE share = ? AND link = ? AND page = ?"
    if db.execute(known, (number, link, page)).fetchone() is not None:
        return
    (count,) = db.execute("SELECT count(*) FROM openings WHERE share = ?", (number,)).fetchone()
    if count >= MAX_OPENINGS:
        raise TooLarge("opened too often")
    db.execute(
        "INSERT INTO openings (share, at, link, page) VALUES (?, ?, ?, ?)",
        (number, now_ms, link, page),
    )


def list_shares(db: sqlite3.Connection, room: int, now_ms: int) -> list[ShareStateRow]:
    """Return a room's shares, oldest first, with who must say yes and every opening."""
    rows = db.execute(
        "SELECT id, share, state, until, asked_at, ended_at FROM shares WHERE parent = ?"
        " ORDER BY id",
        (room,),
    ).fetchall()
    return [
        ShareStateRow(
            encode_id(share),
            "ended" if state in _GOING and until <= now_ms else state,
            until,
            asked_at,
            until if state in _GOING and until <= now_ms else ended_at,
            _grants_of(db, number),
            _openings_of(db, number),
        )
        for number, share, state, until, asked_at, ended_at in rows
    ]


def _grants_of(db: sqlite3.Connection, number: int) -> list[ShareGrant]:
    rows = db.execute(
        "SELECT share_askings.link, grants.at FROM share_askings LEFT JOIN grants"
        " ON grants.share = share_askings.share AND grants.link = share_askings.link"
        " WHERE share_askings.share = ? ORDER BY share_askings.id",
        (number,),
    )
    said: dict[int, int | None] = {}
    for link, at in rows.fetchall():
        # Who answers by a later link is told by that one that something is asked.
        by = answering(db, link) or link
        said[by] = at if by not in said or at is None else said[by]
    return [ShareGrant(link, at) for link, at in said.items()]


def _openings_of(db: sqlite3.Connection, number: int) -> list[ShareOpening]:
    rows = db.execute(
        "SELECT at, link FROM openings WHERE share = ? ORDER BY id LIMIT ?", (number, MAX_OPENINGS)
    )
    return [ShareOpening(at, link) for at, link in rows.fetchall()]
