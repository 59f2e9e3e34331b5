"""
Who took part in a room, and who can answer for them when something of it is to be lent.

For a link that was withdrawn answers whoever shows to be the same person: a device of another guest
link that had put something into the room by the withdrawn one. Only that browser knows the bytes by
which a device is recognised, so a coach can make links but not such an answer. Where there is no
such device nobody can be asked, and nothing of the room is lent.

Functions over a connection, as those of ``shares``.
"""

from __future__ import annotations

import sqlite3
from typing import Final

from server import registry
from server.errors import NotAllowed
from server.protocol import KINDS, Role

#: who only said a name, was there or read has put nothing into what is shared
_NO_PART: Final = tuple(KINDS[kind] for kind in ("member", "session", "read"))


def took_part(db: sqlite3.Connection, room: int) -> list[int]:
    """Return the guest links with anything in the log that was not left before the door."""
    rows = db.execute(
        "SELECT DISTINCT links.id FROM authors"
        " JOIN links ON links.id = authors.link JOIN devices ON devices.id = authors.device"
        " WHERE authors.log = ? AND links.role = 'guest' AND devices.admitted_at IS NOT NULL"
        " AND EXISTS (SELECT 1 FROM entries WHERE entries.author = authors.id"
        f" AND entries.kind NOT IN ({','.join('?' * len(_NO_PART))}))",
        (room, *_NO_PART),
    )
    return [link for (link,) in rows.fetchall()]


def guest_links(db: sqlite3.Connection, room: int) -> list[int]:
    """Return the guest links that were not withdrawn."""
    rows = db.execute(
        "SELECT id FROM links WHERE log = ? AND role = 'guest' AND revoked_at IS NULL", (room,)
    )
    return [link for (link,) in rows.fetchall()]


#: the devices by which a guest link put something into its room
_TOOK_PART_BY: Final = (
    "SELECT took.device_hash FROM authors JOIN devices AS took ON took.id = authors.device"
    " WHERE authors.link = {link} AND took.admitted_at IS NOT NULL"
    " AND EXISTS (SELECT 1 FROM entries WHERE entries.author = authors.id"
    f" AND entries.kind NOT IN ({','.join(map(str, _NO_PART))}))"
)


def answering(db: sqlite3.Connection, link: int) -> int | None:
    """Return the guest link that can answer for *link*: itself, or the same person's later one."""
    row = db.execute(
        "SELECT id FROM links WHERE id = ?1 AND revoked_at IS NULL UNION ALL"
        " SELECT others.id FROM links JOIN links AS others ON others.log = links.log"
        " JOIN devices ON devices.link = others.id WHERE links.id = ?1"
        " AND others.role = 'guest' AND others.revoked_at IS NULL AND devices.revoked_at IS NULL"
        f" AND devices.device_hash IN ({_TOOK_PART_BY.format(link='?1')}) LIMIT 1",
        (link,),
    ).fetchone()
    return None if row is None else int(row[0])


def list_links(
    db: sqlite3.Connection, log: int
) -> list[tuple[int, Role, int, int | None, bool, int | None]]:
    """
    Return (link, role, made_at, revoked_at, took part, who answers for it) of a log, oldest first.

    What the last two say holds for guests.
    """
    partakers = set(took_part(db, log))
    return [
        (link, role, made_at, revoked_at, link in partakers, answering(db, link))
        for link, role, made_at, revoked_at in registry.list_links(db, log)
    ]


def asked_of(db: sqlite3.Connection, number: int, link: int, device: int) -> list[int]:
    """
    Return the links that were asked and for which this device of *link* answers.

    Raises:
        NotAllowed: none.
    """
    rows = db.execute(
        "SELECT share_askings.link FROM share_askings JOIN links ON links.id = share_askings.link"
        " WHERE share_askings.share = ?1 AND (links.id = ?2 OR (links.revoked_at IS NOT NULL"
        " AND (SELECT device_hash FROM devices WHERE devices.id = ?3)"
        f" IN ({_TOOK_PART_BY.format(link='links.id')})))",
        (number, link, device),
    ).fetchall()
    if not rows:
        raise NotAllowed("this link was not asked")
    return [asked for (asked,) in rows]
