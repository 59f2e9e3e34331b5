"""
When something is due, set by browsers without text; and a log's row in the coach's list.

Functions over a connection, run by ``store``. What an alarm is for stands sealed in the log, and
which slot means what is the browsers' to agree: here are times.
"""

from __future__ import annotations

import sqlite3

from server.bodies import Alarm, AlarmRow
from server.protocol import Role


def put(db: sqlite3.Connection, number: int, alarm: Alarm) -> None:
    """Set, move or, without a time, clear one alarm."""
    place = (number, alarm.to_role, alarm.slot)
    db.execute("DELETE FROM alarms WHERE log = ? AND to_role = ? AND slot = ?", place)
    if alarm.at is not None:
        db.execute(
            "INSERT INTO alarms (log, to_role, slot, at) VALUES (?, ?, ?, ?)", (*place, alarm.at)
        )


def of_log(db: sqlite3.Connection, number: int) -> list[Alarm]:
    """Return all alarms of a log, soonest first."""
    rows = db.execute(
        "SELECT at, to_role, slot FROM alarms WHERE log = ? ORDER BY at, id", (number,)
    ).fetchall()
    return [Alarm(*row) for row in rows]


def head_row(
    db: sqlite3.Connection, number: int, role: Role
) -> tuple[int, int | None, int, list[AlarmRow]]:
    """Return (head, last guest entry at, devices before the door, alarms for *role*) of a log."""
    head, last_guest_at, waiting = db.execute(
        "SELECT head, last_guest_at,"
        " (SELECT count(*) FROM devices JOIN links ON links.id = devices.link"
        "  WHERE devices.log = logs.id AND admitted_at IS NULL AND refused_page IS NULL"
        "  AND devices.revoked_at IS NULL AND links.revoked_at IS NULL)"
        " FROM logs WHERE id = ?",
        (number,),
    ).fetchone()
    alarms = [AlarmRow(a.slot, a.at or 0) for a in of_log(db, number) if a.to_role == role]
    return head, last_guest_at, waiting, alarms
