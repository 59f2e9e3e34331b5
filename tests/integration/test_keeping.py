"""How long things are kept: dates, erasure, restarts, clocks that jump."""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
from collections.abc import Awaitable, Callable

import pytest

from server.store import Store
from tests.integration.conftest import Live, MakePeer, MakeRoom, Room
from tests.integration.raw import DROP, NotConnected, b64, hashed, record
from tests.movable_clock import START_MS
from tests.until import until

DAY_MS = 86_400_000


def rows(live: Live) -> dict[str, int]:
    """How many rows each table holds."""
    with contextlib.closing(sqlite3.connect(live.data / "flipover.db")) as db:
        tables = [
            name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type='table'")
        ]
        return {t: db.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in tables}


def on_disk(live: Live) -> bytes:
    """Every byte in the data folder."""
    return b"".join(path.read_bytes() for path in live.data.iterdir() if path.is_file())


async def test_a_room_past_its_date_is_unreadable_at_once(
    live: Live, make_room: MakeRoom, peer: MakePeer
) -> None:
    """Routes say ``ended``, sockets hear ``closed``, nobody comes in; its keeper may erase."""
    room = await make_room(until=START_MS + DAY_MS)
    guest = await peer(room.guest)
    live.clock.move(days=1)
    for method, path in (("GET", "./entries"), ("GET", "."), ("GET", "./greeting")):
        answer = await live.http.ask(method, path, room.guest)
        assert (answer.status, answer.error) == (410, "ended"), path
    later = {"until": START_MS + 9 * DAY_MS}
    assert (await live.http.ask("PATCH", ".", room.coach, json=later)).error == "ended"
    await guest.append(record(room.guest, os.urandom(8), 0))
    await guest.next("refused", lambda told: told["error"] == "ended")
    await live.app.tell_heads()
    assert await guest.next("closed") == {"error": "ended"}
    with pytest.raises(NotConnected, match="ended"):
        await peer(room.guest)
    heads = await live.http.ask(
        "POST",
        "/api/heads",
        json=[
            {
                "log": b64(room.coach.log),
                "token": b64(room.coach.token),
                "device": b64(room.coach.device),
            }
        ],
    )

    assert heads.json[0]["error"] == "ended"
    assert (await live.http.ask("DELETE", ".", room.guest)).error == "not_allowed"
    assert (await live.http.ask("DELETE", ".", room.coach)).status == 200


async def test_a_week_later_it_is_erased_with_all_that_hangs_on_it(
    live: Live, make_room: MakeRoom
) -> None:
    """Nothing of room or side log is left in any table or byte on the disk; others stay."""
    room = await make_room(until=START_MS + DAY_MS)
    stays = await make_room()
    answer, (side,) = await live.make_log(room.coach, "side", "owner")
    assert answer.status == 201
    await live.http.register(side)
    bodies = [os.urandom(300) for _ in range(3)]
    await live.http.append(room.guest, record(room.guest, os.urandom(8), 0, body=bodies[0]))
    await live.http.append(side, record(side, os.urandom(8), 0, "item", body=bodies[1]))
    await live.http.append(stays.guest, record(stays.guest, os.urandom(8), 0, body=bodies[2]))
    for _ in range(8):
        live.clock.move(days=1)
        await live.app.sweep()
    left = on_disk(live)

    assert [body[50:150] in left for body in bodies] == [False, False, True]
    assert room.guest.log not in left
    assert side.log not in left
    assert rows(live)["entries"] == 1
    assert rows(live)["logs"] == 3  # two workspaces and the other room
    assert (await live.http.ask("GET", ".", room.coach)).error == "unknown_link"


async def test_a_clock_that_jumped_erases_nothing(live: Live, make_room: MakeRoom) -> None:
    """A jump of more than a day, forwards or back, is not believed at once, also over a restart."""
    await make_room(until=START_MS + DAY_MS)
    await live.app.sweep()
    live.clock.move(days=400)
    before = rows(live)["logs"]
    await live.app.sweep()
    after_the_jump = rows(live)["logs"]
    live.clock.set_back(ms=400 * DAY_MS)
    await live.app.sweep()

    assert before == after_the_jump == rows(live)["logs"] == 2


async def test_a_jump_while_the_server_was_down_erases_nothing_either(
    start: Callable[..., Awaitable[Live]],
) -> None:
    """The newest time that was seen is kept with the rooms."""
    first = await start()
    owner = await first.workspace()
    await first.make_log(owner, "room", "coach", until=START_MS + DAY_MS)
    await first.app.sweep()
    await first.app.close()
    first.clock.move(days=30)
    second = await start()

    assert rows(second)["logs"] == 2


async def test_erased_is_said_when_it_is_true(live: Live, room: Room, peer: MakePeer) -> None:
    """After the answer nothing is on the disk, journal included; sockets heard ``closed``."""
    guest = await peer(room.guest)
    body = os.urandom(500)
    await live.http.append(room.coach, record(room.coach, os.urandom(8), 0, body=body))
    assert body[100:300] in on_disk(live)
    answer = await live.http.ask("DELETE", ".", room.coach)

    assert answer.status == 200
    assert body[100:300] not in on_disk(live)
    assert room.guest.log not in on_disk(live)
    assert await guest.next("closed") == {"error": "ended"}
    assert (await live.http.ask("DELETE", ".", room.coach)).error == "not_found"


async def test_a_reader_in_the_journal_keeps_erased_from_being_said(
    live: Live, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the journal cannot be emptied the answer is ``storage``, also when asked again."""
    body = os.urandom(500)
    await live.http.append(room.coach, record(room.coach, os.urandom(8), 0, body=body))
    monkeypatch.setattr("server.writer.CHECKPOINT_TRIES", 1)
    reader = sqlite3.connect(live.data / "flipover.db", isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM entries").fetchone()
    answer = await live.http.ask("DELETE", ".", room.coach)
    again = await live.http.ask("DELETE", ".", room.coach)
    reader.close()
    at_last = await live.http.ask("DELETE", ".", room.coach)

    assert (answer.status, answer.error) == (503, "storage")
    assert (again.status, again.error) == (503, "storage")
    assert at_last.error == "not_found"
    assert body[100:300] not in on_disk(live)


async def test_a_blob_nobody_names_goes_after_a_day(live: Live, room: Room) -> None:
    """Uploaded and forgotten: gone after 24 h; named by an entry: stays."""
    orphan, named = os.urandom(100), os.urandom(100)
    for blob in (orphan, named):
        path = f"./blobs/{hashed(blob)}"
        assert (await live.http.ask("PUT", path, room.coach, data=blob)).status == 201
    names = (hashlib.sha256(named).digest(),)
    await live.http.append(room.coach, record(room.coach, os.urandom(8), 0, blobs=names))
    for _ in range(25):
        live.clock.move(seconds=3_600)
        await live.app.sweep()

    assert (await live.http.ask("GET", f"./blobs/{hashed(orphan)}", room.coach)).status == 404
    assert (await live.http.ask("GET", f"./blobs/{hashed(named)}", room.coach)).body == named


async def test_a_picture_lasts_as_long_as_an_entry_of_the_room_names_it(
    live: Live, room: Room
) -> None:
    """A base that drops the past ends those of that past; erasing the room ends all."""
    pictures = [os.urandom(3_000), os.urandom(3_000)]
    author = os.urandom(8)
    for n, picture in enumerate(pictures):
        path = f"./blobs/{hashed(picture)}"
        assert (await live.http.ask("PUT", path, room.guest, data=picture)).status == 201
        names = (hashlib.sha256(picture).digest(),)
        apart = record(room.guest, os.urandom(8), 0, "board", blobs=names)
        assert (await live.http.append(room.guest, apart))[0]["seq"] == n + 1
    base = record(room.coach, author, 0, "base", refs=(1,), flags=DROP)
    await live.http.append(room.coach, base)
    await live.app.sweep()
    found = [await live.http.ask("GET", f"./blobs/{hashed(one)}", room.coach) for one in pictures]

    assert [answer.status for answer in found] == [404, 200]
    assert found[1].body == pictures[1]
    assert pictures[0][100:300] not in on_disk(live)
    assert (await live.http.ask("DELETE", ".", room.coach)).status == 200
    assert pictures[1][100:300] not in on_disk(live)


async def test_a_restart_keeps_rooms_links_devices_and_authors(
    start: Callable[..., Awaitable[Live]],
) -> None:
    """After a clean stop the journal is empty and everything goes on where it was."""
    first = await start()
    owner = await first.workspace()
    _, (coach,) = await first.make_log(owner, "room", "coach")
    await first.http.register(coach)
    author = os.urandom(8)
    await first.http.append(coach, record(coach, author, 0))
    await first.app.close()
    journal = first.data / "flipover.db-wal"
    assert not journal.exists() or journal.stat().st_size == 0
    second = await start()
    (result,) = await second.http.append(coach, record(coach, author, 1))

    assert result["seq"] == 2
    assert await second.app.invitations.first() is None


async def test_stopping_sends_pages_away_so_that_they_come_back(
    live: Live, room: Room, peer: MakePeer
) -> None:
    """A stop writes what is queued and ends sockets without ``closed``, which is for good."""
    guest = await peer(room.guest)
    await guest.append(*(record(room.guest, os.urandom(8), 0) for _ in range(1)))
    await guest.next("entry")
    await live.app.close()
    await until("ended", lambda: guest.ended)

    assert guest.told("closed") == []


async def test_the_oldest_schema_opens_again(live: Live) -> None:
    """A second store on the same folder changes nothing and copies nothing."""
    second = Store.open(live.data, live.clock, lambda *_: None)
    copied = second.copied_to
    await second.close()

    assert copied is None
    assert sorted(path.name for path in live.data.glob("*.before-*")) == []
