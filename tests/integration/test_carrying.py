"""How packets get there: polling, slow readers, pages of entries, a restored backup."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import os
import socket
import sqlite3
from collections.abc import Awaitable, Callable

import msgpack

from server import protocol
from tests.integration.conftest import Live, MakePeer, Room
from tests.integration.raw import Http, Peer, b64, got, record
from tests.integration.test_hostile import MAX_GROWTH_KB, memory_kb
from tests.until import until


async def test_polling_works_where_websockets_are_blocked(
    live: Live, room: Room, peer: MakePeer
) -> None:
    """The fallback carries the same packets both ways."""
    coach = await peer(room.coach)
    guest = Peer(live.base, room.guest)
    guest.client.eio.transports = ["polling"]
    auth = {
        "v": 1,
        "log": b64(room.guest.log),
        "token": b64(room.guest.token),
        "device": b64(room.guest.device),
        "page": b64(guest.page),
    }
    await guest.client.connect(live.base, transports=["polling"], auth=auth)
    await guest.append(record(room.guest, os.urandom(8), 0))
    await until("acknowledged", lambda: len(guest.records()) == 1)
    await until("handed on", lambda: len(coach.records()) == 1)
    await guest.client.eio.disconnect(abort=True)


async def test_a_slow_reader_loses_live_first_and_is_then_hung_up(
    live: Live, room: Room, peer: MakePeer
) -> None:
    """It holds up nobody, memory stays bounded, and after coming back it can fetch everything."""
    coach = await peer(room.coach)
    slow = await _stalled(live.http, room)
    before = memory_kb()
    live_message = os.urandom(protocol.MAX_LIVE_BYTES)
    author = os.urandom(8)
    sent = 0
    for _ in range(60):
        live.clock.move(seconds=1)
        for _ in range(20):
            await coach.emit("live", {"sealed": live_message})
        await coach.sync()
    lagging_live = live.app.metrics.lagging
    assert len(live.app.sockets) == 2
    while len(live.app.sockets) == 2:
        live.clock.move(seconds=10)
        big = [record(room.coach, author, sent + i, body=os.urandom(65_000)) for i in range(8)]
        await coach.append(*big)
        sent += 8
        await until("acknowledged", lambda: len(coach.records()) >= sent)  # noqa: B023
        assert sent < 2_000, "it was never hung up"
    slow.close()

    assert lagging_live > 500
    assert memory_kb() - before < MAX_GROWTH_KB
    entries = 0
    while entries < sent:
        entries += len(await live.http.entries(room.guest, f"?after={entries}"))
    assert entries == sent


async def _stalled(http: Http, room: Room) -> socket.socket:
    """A page that came in and reads nothing more."""
    loop = asyncio.get_running_loop()
    raw = socket.socket()
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
    raw.setblocking(False)
    host, port = http.base.removeprefix("http://").split(":")
    await loop.sock_connect(raw, (host, int(port)))
    key = base64.b64encode(os.urandom(16)).decode()
    await loop.sock_sendall(
        raw,
        f"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: {host}:{port}\r\n"
        "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        f"Sec-WebSocket-Key: {key}\r\n\r\n".encode(),
    )
    auth = {
        "v": 1,
        "log": b64(room.guest.log),
        "token": b64(room.guest.token),
        "device": b64(room.guest.device),
        "page": b64(os.urandom(8)),
    }
    packet = msgpack.packb({"type": 0, "nsp": "/", "data": auth})
    masked = b"\x82" + bytes([0x80 | 126]) + len(packet).to_bytes(2, "big") + bytes(4) + packet
    await loop.sock_sendall(raw, masked)
    heard = b""
    while b"peers" not in heard:
        heard += await loop.sock_recv(raw, 4_096)
    return raw


async def test_pages_of_entries_are_short_and_skip_the_board(live: Live, room: Room) -> None:
    """No page over its limits; ``next`` leads through all of it; skip=board leaves board out."""
    author = os.urandom(8)
    kinds = ["board" if n % 3 else "talk" for n in range(700)]
    for start in range(0, 700, 350):
        await live.http.append(
            room.coach,
            *(record(room.coach, author, n, kinds[n]) for n in range(start, start + 350)),
        )

    async def all_of(skip: str) -> tuple[list[int], int]:
        seqs: list[int] = []
        pages, at = 0, 0
        while True:
            answer = await live.http.ask("GET", f"./entries?after={at}{skip}", room.guest)
            seqs += [one.seq for one in got(answer.body)]
            pages += 1
            at = int(answer.headers["X-Flipover-Next"])
            if at == int(answer.headers["X-Flipover-Head"]):
                return seqs, pages

    assert await all_of("") == (list(range(1, 701)), 2)
    talk = [n + 1 for n in range(700) if kinds[n] == "talk"]
    assert await all_of("&skip=board") == (talk, 1)
    some = await live.http.ask("GET", "./entries?after=5&until=9", room.guest)
    assert [one.seq for one in got(some.body)] == [6, 7, 8, 9]
    assert some.headers["X-Flipover-Next"] == "9"


async def test_a_restored_backup_simply_works(start: Callable[..., Awaitable[Live]]) -> None:
    """What came after it is gone, the head says so, and new authors go on from there."""
    first = await start()
    owner = await first.workspace()
    _, (coach,) = await first.make_log(owner, "room", "coach")
    await first.http.register(coach)
    author = os.urandom(8)
    await first.http.append(coach, record(coach, author, 0))
    backup = first.data.parent / "backup.db"
    with (
        contextlib.closing(sqlite3.connect(first.data / "flipover.db")) as live_db,
        contextlib.closing(sqlite3.connect(backup)) as copy,
    ):
        live_db.backup(copy)
    await first.http.append(coach, record(coach, author, 1))
    await first.app.close()
    for path in first.data.glob("flipover.db*"):
        path.unlink()
    (first.data / "flipover.db").write_bytes(backup.read_bytes())
    second = await start()
    page = Peer(second.base, coach)
    await page.connect()
    head = await page.next("head")
    ahead, anew = await second.http.append(
        coach, record(coach, author, 2), record(coach, os.urandom(8), 0, "base", refs=(1,))
    )
    await page.close()

    assert head["seq"] == 1
    assert ahead["error"] == "gap"
    assert anew["seq"] == 2
