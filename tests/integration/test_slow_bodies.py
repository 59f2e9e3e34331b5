"""Bodies that come slowly: who is withdrawn before the end brings nothing."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from tests.integration.conftest import Live, Room
from tests.integration.raw import b64, hashed, record


@dataclass(frozen=True)
class Slowly:
    """What is begun by whom, before that device is withdrawn."""

    role: str
    method: str
    path: str
    body: bytes


def bodies(room: Room) -> list[Slowly]:
    """One for each way in which a body comes in: records, what is held, blobs, JSON."""
    letter = record(room.guest, os.urandom(8), 0)
    act = record(room.guest, os.urandom(8), 0, "board")
    blob = os.urandom(64)
    link = {"role": "coach", "token_hash": hashed(os.urandom(32))}
    alarm = {"at": 1, "to_role": "coach"}
    return [
        Slowly("guest", "POST", "/entries", letter),
        Slowly("guest", "PUT", "/held", act),
        Slowly("guest", "PUT", f"/blobs/{hashed(blob)}", blob),
        Slowly("guest", "PUT", "/alarm", json.dumps(alarm).encode()),
        Slowly("coach", "POST", "/links", json.dumps(link).encode()),
        Slowly("coach", "PATCH", "", json.dumps({"knock": "never"}).encode()),
        Slowly("coach", "PUT", "/keyframes/1", os.urandom(64)),
    ]


@pytest.mark.parametrize("which", range(7))
async def test_who_is_withdrawn_while_a_body_comes_brings_nothing(
    live: Live, room: Room, which: int
) -> None:
    """A lost laptop that began to make a coach's link has made none once it was taken away."""
    await live.http.append(room.coach, record(room.coach, os.urandom(8), 0))
    slow = bodies(room)[which]
    who = room.coach if slow.role == "coach" else room.guest
    coach = room.coach.on_another_device()
    assert (await live.http.register(coach)).status == 201
    read, withdrawn = asyncio.Event(), asyncio.Event()

    async def parts() -> AsyncIterator[bytes]:
        yield slow.body[:1]
        read.set()
        await withdrawn.wait()
        yield slow.body[1:]

    async def send() -> tuple[int, dict[str, object]]:
        path = f"/api/logs/{b64(who.log)}{slow.path}"
        async with live.http.session.request(
            slow.method, live.base + path, data=parts(), headers=who.headers
        ) as answer:
            return answer.status, await answer.json()

    sending = asyncio.create_task(send())
    await read.wait()
    assert (await live.http.ask("GET", ".", who)).status == 200  # what was begun is at the server
    devices = (await live.http.ask("GET", "./devices", coach)).json
    first = next(row["device"] for row in devices if row["link"] == who.link)
    assert (await live.http.ask("DELETE", f"./devices/{first}", coach)).status == 200
    withdrawn.set()
    status, answered = await sending
    assert (status, answered["error"]) == (401, "revoked")
