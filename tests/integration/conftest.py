"""The real app on a free port of loopback, in this process, with a clock that tests move."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from server.app import App
from server.config import Config
from tests.integration.raw import Answer, Http, Peer, Secret, b64, hashed
from tests.movable_clock import MovableClock
from tests.serving import RunningServer


@dataclass
class Live:
    """A running app, and the ways to it."""

    app: App
    clock: MovableClock
    http: Http
    base: str
    data: Path

    async def workspace(self) -> Secret:
        """A coach's workspace, founded with an invitation."""
        code = await self.app.invitations.another()
        owner = Secret(os.urandom(16), "owner")
        body = {
            "code": code,
            "workspace": b64(owner.log),
            "token_hash": hashed(owner.token),
        }
        answer = await self.http.ask("POST", "/api/invitations", json=body)
        assert answer.status == 201, answer.json
        assert (await self.http.register(owner)).status == 201
        return owner

    async def make_log(
        self, owner: Secret, kind: str, *roles: str, log: bytes | None = None, **more: Any
    ) -> tuple[Answer, list[Secret]]:
        """Make a log with one link per role; devices are not registered yet."""
        log = log or os.urandom(16)
        secrets = [Secret(log, role) for role in roles]
        body = {
            "log": b64(log),
            "kind": kind,
            "owner": b64(owner.log),
            "links": [{"role": s.role, "token_hash": hashed(s.token)} for s in secrets],
            **more,
        }
        answer = await self.http.ask("POST", "/api/logs", owner, json=body)
        if answer.status == 201:
            links = answer.json["links"]
            secrets = [replace(s, link=n) for s, n in zip(secrets, links, strict=True)]
        return answer, secrets


@dataclass
class Room:
    """One room with a coach who is registered, and a guest's link."""

    owner: Secret
    coach: Secret
    guest: Secret


@pytest.fixture
def clock() -> MovableClock:
    """Stands still until it is moved."""
    return MovableClock()


@pytest.fixture
async def start(
    tmp_path: Path, clock: MovableClock
) -> AsyncIterator[Callable[..., Awaitable[Live]]]:
    """Starts apps on the same data folder; all are closed at the end."""
    running: list[Live] = []

    async def begin(**settings: Any) -> Live:
        config = Config(port=0, data=tmp_path / "data", **settings)
        app = await App.start(config, clock)
        port = await app.listen("127.0.0.1", 0)
        base = f"http://127.0.0.1:{port}"
        session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0))
        live = Live(app, clock, Http(base, session), base, tmp_path / "data")
        running.append(live)
        return live

    yield begin
    for live in running:
        await live.http.session.close()
        await live.app.close()


@pytest.fixture
async def live(start: Callable[..., Awaitable[Live]]) -> Live:
    """One running app."""
    return await start()


MakeRoom = Callable[..., Awaitable[Room]]
MakePeer = Callable[..., Awaitable[Peer]]


@pytest.fixture
def make_room(live: Live) -> MakeRoom:
    """Makes rooms: coach registered; guest too where knocking is off."""

    async def make(knock: str = "never", **more: Any) -> Room:
        owner = await live.workspace()
        answer, (coach, guest) = await live.make_log(
            owner, "room", "coach", "guest", knock=knock, **more
        )
        assert answer.status == 201, answer.json
        assert (await live.http.register(coach)).status == 201
        if knock == "never":
            assert (await live.http.register(guest)).status == 201
        return Room(owner, coach, guest)

    return make


@pytest.fixture
async def room(make_room: MakeRoom) -> Room:
    """A room without knocking, both registered."""
    return await make_room()


@pytest.fixture
async def peer(live: Live) -> AsyncIterator[MakePeer]:
    """Connects scripted pages; all leave at the end."""
    peers: list[Peer] = []

    async def connect(secret: Secret, page: bytes | None = None) -> Peer:
        one = Peer(live.base, secret, page)
        peers.append(one)
        await one.connect()
        return one

    yield connect
    for one in peers:
        await one.close()


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[RunningServer]:
    """A server in a process of its own."""
    running = RunningServer(tmp_path / "data")
    running.host = "127.0.0.1"
    await running.start()
    yield running
    await running.stop()
    assert "Traceback" not in running.output
