"""
A practice room full of life, and what in it nobody may get who is not in.

Routes are those that the running server has.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import hashlib
import os
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
from aiohttp import web

from server.app import App
from server.clock import SystemClock
from server.config import Config
from tests.integration.raw import Http, Peer, Secret, b64
from whiteboard.demo import make_practice_room
from whiteboard.keys import Invitation, Link, parse_link

RELAY = "turn:relay.example.org:3478"


@dataclass
class Practice:
    """A room with content, its links, and a coach's device that is in."""

    app: App
    url: str
    http: Http
    coach_link: Link
    guest_link: Link
    guest_address: str
    coach: Secret
    #: what nobody may get who was not let in, by name
    treasure: dict[str, bytes]
    peers: list[Peer] = field(default_factory=list)

    def guest(self) -> Secret:
        """A device that holds the guest's link and was never here."""
        return Secret(self.guest_link.log, "guest", self.guest_link.token)

    async def peer(self, secret: Secret, page: bytes | None = None) -> Peer:
        """Connect a scripted page."""
        one = Peer(self.url, secret, page)
        self.peers.append(one)
        await one.connect()
        return one

    async def knocks(self, knock: str) -> None:
        """Set who has to knock."""
        answer = await self.http.ask("PATCH", ".", self.coach, json={"knock": knock})
        assert answer.status == 200

    def found_in(self, told: bytes) -> list[str]:
        """Name the treasures that lie in *told*, as they are or as JSON has them."""
        return [
            name
            for name, secret in self.treasure.items()
            if secret in told or b64(secret).encode() in told
        ]


@contextlib.asynccontextmanager
async def practising(data: Path) -> AsyncIterator[Practice]:
    """Serve the practice room, in this process, with its store in *data*; new devices knock."""
    config = Config(port=0, data=data, turn_url=(RELAY,), turn_secret="shared")
    app = await App.start(config, SystemClock())
    url = f"http://localhost:{await app.listen('127.0.0.1', 0)}"
    code = await app.invitations.first()
    assert code is not None
    links = await asyncio.to_thread(
        make_practice_room, url, Invitation(code), app.clock.now_ms(), "nl"
    )
    coach_link, guest_link = parse_link(links.coach), parse_link(links.guest)
    session = aiohttp.ClientSession()
    http = Http(url, session)
    coach = Secret(coach_link.log, "coach", coach_link.token)
    assert (await http.register(coach)).status == 201
    treasure = await fill(http, coach)
    room = Practice(app, url, http, coach_link, guest_link, links.guest, coach, treasure)
    yield room
    for peer in room.peers:
        await peer.close()
    await session.close()
    await app.close()


async def fill(http: Http, coach: Secret) -> dict[str, bytes]:
    """Put a blob, a keyframe and another link's greeting into the room; return all of worth."""
    blob, keyframe, greeting = (os.urandom(200) for _ in range(3))
    name = b64(hashlib.sha256(blob).digest())
    assert (await http.ask("PUT", f"./blobs/{name}", coach, data=blob)).status == 201
    entries = await http.entries(coach)
    assert len(entries) > 5
    k = entries[-1].seq
    assert (await http.ask("PUT", f"./keyframes/{k}", coach, data=keyframe)).status == 201
    links = (await http.ask("GET", "./links", coach)).json
    (coachs,) = [link["link"] for link in links if link["role"] == "coach"]
    path = f"./links/{coachs}/greeting"
    assert (await http.ask("PUT", path, coach, json={"greeting": b64(greeting)})).status == 200
    sealed = {f"entry {one.seq}": one.sealed for one in entries if one.sealed is not None}
    return {
        **sealed,
        "blob": blob,
        "keyframe": keyframe,
        "another link's greeting": greeting,
        "relay": RELAY.encode(),
    }


def routes_of(app: App) -> set[tuple[str, str]]:
    """Every method and path that the running server answers."""
    runner = app._runner
    assert runner is not None
    assert isinstance(runner.app, web.Application)
    found = set()
    for route in runner.app.router.routes():
        assert route.resource is not None
        if route.method not in ("HEAD", "OPTIONS"):
            found.add((route.method, route.resource.canonical))
    return found


def unb64(text: str) -> bytes:
    """Return the bytes of a base64url text."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
