"""The end of a share: by either side, by its date, with its room, over restarts."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sqlite3
from collections.abc import Awaitable, Callable

import aiohttp
import pytest

from server import app as server_app
from tests.integration.conftest import Live, MakePeer, Room
from tests.integration.lent import (
    DAY_MS,
    ask,
    lend,
    make,
    on_disk,
    read,
    say,
    state,
)
from tests.integration.raw import Http, NotConnected, Peer, Secret, b64, hashed, record
from tests.movable_clock import START_MS
from tests.serving import RunningServer
from tests.until import until

# --- ending -----------------------------------------------------------------------------------


@pytest.mark.parametrize("by", ["coach", "guest"])
async def test_either_side_ends_it_and_nothing_is_left_to_read(
    live: Live, room: Room, peer: MakePeer, by: str
) -> None:
    """Open players hear ``ended``, no route reads, no byte of the recording is on the disk."""
    lent = await lend(live.http, room.coach, room.guest)
    page, said = os.urandom(8), os.urandom(400)
    player = await peer(lent.trainer, page)
    await read(live.http, lent, page)
    review = record(lent.trainer, os.urandom(8), 0, "review", body=said)
    await live.http.append(lent.trainer, review)
    assert lent.sealed[1_000:1_200] in on_disk(live.data)
    assert said in on_disk(live.data)
    who = room.coach if by == "coach" else room.guest
    assert (await say(live.http, who, lent.share, "ended")).status == 200

    assert await player.next("closed") == {"error": "ended"}
    entries, blob = await read(live.http, lent, page)
    assert {entries.error, blob.error} == {"ended"}
    assert (await live.http.ask("GET", "./entries", lent.coach)).error == "ended"
    assert lent.sealed[1_000:1_200] not in on_disk(live.data)
    assert said not in on_disk(live.data)
    with pytest.raises(NotConnected, match="ended"):
        await peer(lent.trainer)
    row = await state(live.http, room.guest, lent.share)
    assert (row["state"], row["ended_at"], len(row["openings"])) == ("ended", START_MS, 1)
    assert (await say(live.http, room.guest, lent.share, "ended")).status == 200
    assert (await make(live.http, room.coach, lent.share))[0].error == "ended"


async def test_a_connected_player_gets_nothing_after_the_end(
    live: Live, room: Room, peer: MakePeer
) -> None:
    """A review reaches it before; after the end nothing does, and what it sends is not kept."""
    lent = await lend(live.http, room.coach, room.guest)
    player = await peer(lent.trainer)
    author = os.urandom(8)
    await live.http.append(lent.coach, record(lent.coach, author, 0, "review"))
    await until("the review came", lambda: len(player.records()) == 1)
    await say(live.http, room.guest, lent.share, "ended")
    late = await live.http.ask(
        "POST", "./entries", lent.coach, data=record(lent.coach, author, 1, "review")
    )
    await until("the player is gone", lambda: player.ended)

    assert late.error == "ended"
    assert len(player.records()) == 1


async def test_withdrawing_who_granted_ends_what_they_lent(
    live: Live, room: Room, peer: MakePeer
) -> None:
    """Who cannot come in any more could not take the yes back: it ends with their link."""
    lent = await lend(live.http, room.coach, room.guest)
    player = await peer(lent.trainer)
    await live.http.ask("DELETE", f"./links/{room.guest.link}", room.coach)

    assert await player.next("closed") == {"error": "ended"}
    assert (await state(live.http, room.coach, lent.share))["state"] == "ended"
    assert lent.sealed[1_000:1_200] not in on_disk(live.data)


async def test_a_share_that_is_not_made_can_be_called_off(live: Live, room: Room) -> None:
    """The coach ends an asking, and a yes to it comes too late."""
    share = await ask(live.http, room.coach)
    assert (await say(live.http, room.coach, share, "ended")).status == 200

    assert (await say(live.http, room.guest, share, "granted")).error == "ended"
    assert (await state(live.http, room.guest, share))["state"] == "ended"


async def test_it_expires_by_the_servers_clock(live: Live, room: Room, peer: MakePeer) -> None:
    """At its date unreadable at once; players are told, and the next look drops what it held."""
    lent = await lend(live.http, room.coach, room.guest, until_ms=START_MS + DAY_MS)
    unanswered = await ask(live.http, room.coach, START_MS + DAY_MS)
    page = os.urandom(8)
    player = await peer(lent.trainer, page)
    live.clock.move(ms=DAY_MS - 1)
    still, _ = await read(live.http, lent, page)
    live.clock.move(ms=1)
    over = await read(live.http, lent, page)
    row = await state(live.http, room.guest, lent.share)
    await live.app.end_due()
    assert await player.next("closed") == {"error": "ended"}
    assert lent.sealed[1_000:1_200] in on_disk(live.data)
    await live.app.sweep()

    assert still.status == 200
    assert {answer.error for answer in over} == {"ended"}
    assert (row["state"], row["ended_at"]) == ("ended", START_MS + DAY_MS)
    assert lent.sealed[1_000:1_200] not in on_disk(live.data)
    assert (await say(live.http, room.guest, unanswered, "granted")).error == "ended"
    assert (await make(live.http, room.coach, unanswered))[0].error == "ended"


def test_players_of_a_past_share_are_told_within_five_seconds() -> None:
    """The server looks often enough."""
    assert server_app.DUE_EVERY_S <= 4


async def test_it_expires_while_the_server_is_down(
    start: Callable[..., Awaitable[Live]],
) -> None:
    """The first thing a server does is to drop what ended meanwhile."""
    first = await start()
    owner = await first.workspace()
    _, (coach, guest) = await first.make_log(owner, "room", "coach", "guest", knock="never")
    for who in (coach, guest):
        await first.http.register(who)
    lent = await lend(first.http, coach, guest, until_ms=START_MS + DAY_MS // 2)
    await first.app.sweep()
    await first.app.close()
    assert lent.sealed[1_000:1_200] in on_disk(first.data)
    first.clock.move(ms=DAY_MS // 2)
    second = await start()

    assert lent.sealed[1_000:1_200] not in on_disk(second.data)
    assert (await second.http.ask("GET", ".", lent.trainer)).error == "ended"
    assert (await state(second.http, coach, lent.share))["state"] == "ended"


async def test_a_share_ends_with_its_room(live: Live, room: Room, peer: MakePeer) -> None:
    """A room's earlier date is the share's too; erased, the share is gone in every table."""
    lent = await lend(live.http, room.coach, room.guest)
    sooner = {"until": START_MS + DAY_MS}
    assert (await live.http.ask("PATCH", ".", room.coach, json=sooner)).status == 200
    row = await state(live.http, room.guest, lent.share)
    later = {"until": START_MS + 90 * DAY_MS}
    await live.http.ask("PATCH", ".", room.coach, json=later)
    after = await state(live.http, room.guest, lent.share)
    player = await peer(lent.trainer)
    await read(live.http, lent, os.urandom(8))
    await live.http.ask("DELETE", ".", room.coach)

    assert row["until"] == after["until"] == START_MS + DAY_MS
    assert await player.next("closed") == {"error": "ended"}
    assert (await live.http.ask("GET", ".", lent.trainer)).error == "unknown_link"
    with contextlib.closing(sqlite3.connect(live.data / "flipover.db")) as db:
        for table in ("shares", "share_askings", "grants", "openings", "blobs"):
            assert db.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,), table
    assert lent.share not in on_disk(live.data)


async def test_an_ended_share_is_erased_a_week_later_and_stays_listed(
    live: Live, room: Room
) -> None:
    """Its log goes, the line that says it was there stays until the room goes."""
    lent = await lend(live.http, room.coach, room.guest)
    await read(live.http, lent, os.urandom(8))
    await say(live.http, room.guest, lent.share, "ended")
    for _ in range(8):
        live.clock.move(days=1)
        await live.app.sweep()

    assert (await live.http.ask("GET", ".", lent.trainer)).error == "unknown_link"
    row = await state(live.http, room.coach, lent.share)
    assert (row["state"], len(row["openings"])) == ("ended", 1)


# --- restarts and the disk --------------------------------------------------------------------


async def found_room(http: Http, invitation: str) -> tuple[Secret, Secret]:
    """Make a workspace and a room in it; return coach and guest, both let in."""
    owner, log = Secret(os.urandom(16), "owner"), os.urandom(16)
    coach, guest = Secret(log, "coach"), Secret(log, "guest")
    body = {
        "code": invitation.split("#i")[1],
        "workspace": b64(owner.log),
        "token_hash": hashed(owner.token),
    }
    assert (await http.ask("POST", "/api/invitations", json=body)).status == 201
    await http.register(owner)
    room = {
        "log": b64(log),
        "kind": "room",
        "owner": b64(owner.log),
        "knock": "never",
        "links": [{"role": s.role, "token_hash": hashed(s.token)} for s in (coach, guest)],
    }
    assert (await http.ask("POST", "/api/logs", owner, json=room)).status == 201
    for who in (coach, guest):
        await http.register(who)
    return coach, guest


async def test_a_yes_outlives_sigkill(server: RunningServer) -> None:
    """Killed between grant and making: the yes counts afterwards; killed after it: made once."""
    async with aiohttp.ClientSession() as session:
        http = Http(server.url, session)
        coach, guest = await found_room(http, server.invitation)
        now = int((await http.ask("GET", ".", coach)).json["settings"]["until"])
        share = await ask(http, coach, now)
        assert (await say(http, guest, share, "granted")).status == 200
        await server.kill()
        await server.start()
        assert (await state(http, coach, share))["state"] == "granted"
        made, own, _ = await make(http, coach, share)
        await server.kill()
        await server.start()
        again, _, _ = await make(http, coach, share)

        assert made.status == 201
        assert again.error == "exists"
        assert (await http.register(own)).status == 201


async def test_a_players_socket_closes_within_five_seconds_of_the_end(
    server: RunningServer,
) -> None:
    """Measured by the wall clock, in a server as it is started."""
    async with aiohttp.ClientSession() as session:
        http = Http(server.url, session)
        coach, guest = await found_room(http, server.invitation)
        end = int((await http.ask("GET", ".", coach)).json["settings"]["until"])
        lent = await lend(http, coach, guest, until_ms=end)
        player = Peer(server.url, lent.trainer)
        await player.connect()
        await player.next("head")
        loop = asyncio.get_running_loop()
        before = loop.time()
        await say(http, guest, lent.share, "ended")
        assert await player.next("closed") == {"error": "ended"}
        await until("the socket closed", lambda: player.ended)

        assert loop.time() - before < 5
        await player.close()
