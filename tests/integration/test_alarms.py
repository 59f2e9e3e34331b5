"""When something is due: set, moved and cleared by a browser, without a word of what it is."""

from __future__ import annotations

import contextlib
import sqlite3
from typing import Any

import pytest

from server.protocol import MAX_ALARM_SLOTS
from server.shapes import MAX_MILLIS
from tests.integration.conftest import Live, Room
from tests.integration.raw import Answer, Secret, b64
from tests.movable_clock import START_MS

HOUR_MS = 3_600_000


async def put(live: Live, who: Secret, at: object, to_role: object, **more: object) -> Answer:
    """Set, move or clear one."""
    return await live.http.ask("PUT", "./alarm", who, json={"at": at, "to_role": to_role, **more})


async def head(live: Live, who: Secret) -> dict[str, Any]:
    """One's row in the coach's list."""
    query = {"log": b64(who.log), "token": b64(who.token), "device": b64(who.device)}
    answer = await live.http.ask("POST", "/api/heads", json=[query])
    (row,) = answer.json
    found: dict[str, Any] = row
    return found


async def test_each_role_reads_its_own_soonest_first(live: Live, room: Room) -> None:
    """Set by either side, moved by setting again, cleared by a null; the others stay."""
    await put(live, room.guest, START_MS + 3 * HOUR_MS, "coach")
    await put(live, room.coach, START_MS + HOUR_MS, "coach", slot=1)
    await put(live, room.coach, START_MS + 2 * HOUR_MS, "guest")
    row = await head(live, room.coach)
    assert row["alarm"] == START_MS + HOUR_MS
    assert row["alarms"] == [
        {"slot": 1, "at": START_MS + HOUR_MS},
        {"slot": 0, "at": START_MS + 3 * HOUR_MS},
    ]
    assert (await head(live, room.guest))["alarm"] == START_MS + 2 * HOUR_MS
    live.clock.move(ms=9 * HOUR_MS)
    assert (await head(live, room.coach))["alarm"] == START_MS + HOUR_MS, "what has passed stands"
    await put(live, room.guest, START_MS + 4 * HOUR_MS, "coach", slot=1)
    assert (await head(live, room.coach))["alarm"] == START_MS + 3 * HOUR_MS
    await put(live, room.coach, None, "coach")
    for _ in range(2):
        await put(live, room.coach, None, "coach", slot=1)
    row = await head(live, room.coach)
    assert (row["alarm"], row["alarms"]) == (None, [])
    answer = await live.http.ask("GET", "./alarm", room.coach)
    assert answer.json == [{"at": START_MS + 2 * HOUR_MS, "to_role": "guest", "slot": 0}]


@pytest.mark.parametrize(
    "broken",
    [
        {"at": START_MS, "to_role": "trainer"},
        {"at": START_MS, "to_role": "owner"},
        {"at": START_MS, "to_role": "answer due to Sam"},
        {"at": START_MS, "to_role": "coach", "slot": MAX_ALARM_SLOTS},
        {"at": START_MS, "to_role": "coach", "slot": -1},
        {"at": START_MS, "to_role": "coach", "slot": "appointment"},
        {"at": "tomorrow", "to_role": "coach"},
        {"at": -1, "to_role": "coach"},
        {"at": MAX_MILLIS + 1, "to_role": "coach"},
        {"at": 1.5, "to_role": "coach"},
    ],
)
async def test_a_log_has_a_bounded_number_and_no_word_of_any(
    live: Live, room: Room, broken: dict[str, object]
) -> None:
    """Roles that a room does not know, other slots and texts are refused, and nothing is kept."""
    assert (await live.http.ask("PUT", "./alarm", room.coach, json=broken)).error == "malformed"
    assert (await live.http.ask("GET", "./alarm", room.coach)).json == []


async def test_it_is_a_time_and_goes_with_the_room(live: Live, room: Room) -> None:
    """What came along beside it is not kept; erased with the room, not readable past its date."""
    answer = await put(live, room.guest, START_MS + 5, "coach", text="call Sam", v=[1])
    assert answer.status == 200
    with contextlib.closing(sqlite3.connect(live.data / "flipover.db")) as db:
        columns = [row[1] for row in db.execute("PRAGMA table_info(alarms)")]
        assert columns == ["id", "log", "to_role", "slot", "at"]
        assert db.execute("SELECT to_role, slot, at FROM alarms").fetchall() == [
            ("coach", 0, START_MS + 5)
        ]
    assert b"call Sam" not in b"".join(path.read_bytes() for path in live.data.iterdir())
    ends = {"until": START_MS + HOUR_MS}
    await live.http.ask("PATCH", ".", room.coach, json=ends)
    live.clock.move(ms=HOUR_MS)
    assert (await head(live, room.coach))["alarm"] is None
    assert (await live.http.ask("DELETE", ".", room.coach)).status == 200
    with contextlib.closing(sqlite3.connect(live.data / "flipover.db")) as db:
        assert db.execute("SELECT count(*) FROM alarms").fetchone() == (0,)
