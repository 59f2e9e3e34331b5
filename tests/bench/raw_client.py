"""
A bare Socket.IO client for load: Engine.IO 4 over one WebSocket, MessagePack packets, no keys.

Bodies are random bytes: the server cannot tell them from sealed ones, and sealing would measure
the generator. Knows the record layout only as far as a load needs it.
"""

from __future__ import annotations

import base64
import hashlib
import os
import struct
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import aiohttp
import msgpack

from server.protocol import KINDS, PROTOCOL_VERSION, ROLES

HEADER = struct.Struct(">B16sBB8sIBHB")
LENGTH = struct.Struct(">I")
TAIL = struct.Struct(">QQB")


def b64(raw: bytes) -> str:
    """Return base64url without padding."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def hashed(token: bytes) -> str:
    """Return what the server keeps of a token."""
    return b64(hashlib.sha256(token).digest())


def record(log: bytes, author: bytes, n: int, body: bytes, role: str, kind: str = "board") -> bytes:
    """Return one record as a page appends it: seq and at zero, sealed form."""
    header = HEADER.pack(
        PROTOCOL_VERSION, log, KINDS[kind], ROLES[role], author, n, 0, 0, 0
    )  # no refs, no blobs
    content = header + TAIL.pack(0, 0, 1) + body
    return LENGTH.pack(len(content)) + content


def numbers(records: bytes) -> list[tuple[bytes, int, int]]:
    """Return (author, n, form) of each record in *records*."""
    found = []
    at = 0
    while at < len(records):
        (length,) = LENGTH.unpack_from(records, at)
        _, _, _, _, author, n, _, refs, blobs_or = HEADER.unpack_from(records, at + 4)
        # the count of blobs follows the refs
        blobs = blobs_or if refs == 0 else records[at + 4 + HEADER.size - 1 + 8 * refs]
        form = records[at + 4 + HEADER.size + 8 * refs + 32 * blobs + 16]
        found.append((author, n, form))
        at += 4 + length
    return found


@dataclass
class Room:
    """One room on the server, with the secrets a load needs."""

    log: bytes
    coach: bytes
    guest: bytes


async def make_workspace(http: aiohttp.ClientSession, base: str, code: str) -> tuple[str, bytes]:
    """Use an invitation; return the workspace's id and its token."""
    workspace, token = b64(os.urandom(16)), os.urandom(32)
    body = {"code": code, "workspace": workspace, "token_hash": hashed(token)}
    async with http.post(f"{base}/api/invitations", json=body) as answer:
        assert answer.status == 201, await answer.text()
    await register(http, base, workspace, token, bytes(16))
    return workspace, token


async def register(
    http: aiohttp.ClientSession, base: str, log: str, token: bytes, device: bytes
) -> None:
    """Register a device of a link."""
    async with http.post(f"{base}/api/logs/{log}/devices", headers=auth(token, device)) as answer:
        assert answer.status in (200, 201), await answer.text()


def auth(token: bytes, device: bytes) -> dict[str, str]:
    """Return the headers that say who asks."""
    return {"Authorization": f"Bearer {b64(token)}", "X-Flipover-Device": b64(device)}


async def make_room(
    http: aiohttp.ClientSession, base: str, workspace: str, workspace_token: bytes
) -> Room:
    """Make a room without knocking, one coach link and one guest link."""
    room = Room(os.urandom(16), os.urandom(32), os.urandom(32))
    body = {
        "log": b64(room.log),
        "kind": "room",
        "owner": workspace,
        "knock": "never",
        "links": [
            {"role": "coach", "token_hash": hashed(room.coach)},
            {"role": "guest", "token_hash": hashed(room.guest)},
        ],
    }
    headers = auth(workspace_token, bytes(16))
    async with http.post(f"{base}/api/logs", json=body, headers=headers) as answer:
        assert answer.status == 201, await answer.text()
    for token in (room.coach, room.guest):
        await register(http, base, b64(room.log), token, token[:16])
    return room


Handler = Callable[[str, dict[str, object]], Awaitable[None] | None]


@dataclass
class RawSocket:
    """One page's socket; `on_event` is called with every event's name and payload."""

    socket: aiohttp.ClientWebSocketResponse
    on_event: Handler
    page: bytes = field(default_factory=lambda: os.urandom(8))
    connected: bool = False

    @classmethod
    async def open(
        cls,
        http: aiohttp.ClientSession,
        base: str,
        log: bytes,
        token: bytes,
        on_event: Handler,
        device: bytes | None = None,
    ) -> RawSocket:
        """Connect and wait for the server's yes."""
        url = base.replace("http", "ws", 1) + "/socket.io/?EIO=4&transport=websocket"
        socket = await http.ws_connect(url, max_msg_size=0, compress=0, autoping=True)
        self = cls(socket, on_event)
        await socket.receive()  # Engine.IO "open"
        who = {
            "v": PROTOCOL_VERSION,
            "log": b64(log),
            "token": b64(token),
            "device": b64(device or token[:16]),
            "page": b64(self.page),
        }
        await socket.send_bytes(msgpack.packb({"type": 0, "nsp": "/", "data": who}))
        while not self.connected:
            await self._take(await socket.receive())
        return self

    async def _take(self, message: aiohttp.WSMessage) -> None:
        if message.type is aiohttp.WSMsgType.TEXT:
            if message.data == "2":
                await self.socket.send_str("3")
            return
        if message.type is not aiohttp.WSMsgType.BINARY:
            raise ConnectionError(f"socket ended: {message.type!r} {message.data!r}")
        packet = msgpack.unpackb(message.data)
        if packet["type"] == 0:
            self.connected = True
        elif packet["type"] == 2:
            name, *rest = packet["data"]
            done = self.on_event(name, rest[0] if rest else {})
            if done is not None:
                await done
        elif packet["type"] == 4:
            raise ConnectionError(f"refused: {packet['data']!r}")

    async def listen(self) -> None:
        """Hand on events until the socket is closed."""
        async for message in self.socket:
            await self._take(message)

    async def emit(self, event: str, payload: dict[str, object]) -> None:
        """Send one event."""
        await self.socket.send_bytes(
            msgpack.packb({"type": 2, "nsp": "/", "data": [event, payload]})
        )
