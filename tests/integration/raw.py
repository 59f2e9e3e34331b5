"""Clients without keys: HTTP and Socket.IO as the wire has them, bodies of random bytes."""

from __future__ import annotations

import base64
import hashlib
import os
import struct
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import socketio

from server.protocol import FLAGS, KINDS, PROTOCOL_VERSION, ROLES
from tests.until import until

FIXED = struct.Struct(">B16sBB8sIBH")
TAIL = struct.Struct(">QQB")


def b64(raw: bytes) -> str:
    """Return base64url without padding."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def hashed(raw: bytes) -> str:
    """Return what the server is told of a token."""
    return b64(hashlib.sha256(raw).digest())


@dataclass(frozen=True)
class Secret:
    """One link of one log, on one device."""

    log: bytes
    role: str
    token: bytes = field(default_factory=lambda: os.urandom(32))
    device: bytes = field(default_factory=lambda: os.urandom(16))
    link: int = 0

    @property
    def headers(self) -> dict[str, str]:
        """Who asks, over HTTP."""
        return {"Authorization": f"Bearer {b64(self.token)}", "X-Flipover-Device": b64(self.device)}

    def on_another_device(self) -> Secret:
        """The same link, opened elsewhere."""
        return Secret(self.log, self.role, self.token, link=self.link)


def record(
    secret: Secret,
    author: bytes,
    n: int,
    kind: str = "talk",
    *,
    body: bytes | None = None,
    refs: tuple[int, ...] = (),
    blobs: tuple[bytes, ...] = (),
    flags: int = 0,
    **header: Any,
) -> bytes:
    """Return one record as a page appends it; *header* overrides log, role or kind number."""
    fixed = FIXED.pack(
        header.get("version", PROTOCOL_VERSION),
        header.get("log", secret.log),
        header.get("kind_number", KINDS[kind]),
        ROLES[header.get("role", secret.role)],
        author,
        n,
        flags,
        len(refs),
    )
    clear = fixed + struct.pack(f">{len(refs)}Q", *refs) + bytes([len(blobs)]) + b"".join(blobs)
    content = clear + TAIL.pack(0, 0, 1) + (os.urandom(92) if body is None else body)
    return len(content).to_bytes(4, "big") + content


DROP = FLAGS["drop"]


@dataclass(frozen=True)
class Got:
    """One record as it came back."""

    header: bytes
    kind: int
    author: bytes
    n: int
    seq: int
    at: int
    #: None where only the digest came
    sealed: bytes | None
    digest: bytes


def got(data: bytes) -> list[Got]:
    """Return the records of a page or event."""
    found = []
    at = 0
    while at < len(data):
        (length,) = struct.unpack_from(">I", data, at)
        rest = data[at + 4 : at + 4 + length]
        assert len(rest) == length
        _, _, kind, _, author, n, _, refs = FIXED.unpack_from(rest)
        end = FIXED.size + 8 * refs
        end += 1 + 32 * rest[end]
        seq, stamped, form = TAIL.unpack_from(rest, end)
        body = rest[end + TAIL.size :]
        digest = hashlib.sha256(body).digest() if form else body
        found.append(Got(rest[:end], kind, author, n, seq, stamped, body if form else None, digest))
        at += 4 + length
    return found


@dataclass
class Answer:
    """An HTTP answer, read whole."""

    status: int
    headers: Any
    body: bytes
    json: Any

    @property
    def error(self) -> str | None:
        """The error word, if it is one."""
        return self.json.get("error") if isinstance(self.json, dict) else None


class Http:
    """Asks one server."""

    def __init__(self, base: str, session: aiohttp.ClientSession) -> None:
        self.base = base
        self.session = session

    async def ask(
        self,
        method: str,
        path: str,
        who: Secret | None = None,
        *,
        json: Any = None,
        data: bytes | None = None,
        headers: dict[str, str] | None = None,
    ) -> Answer:
        """Send one request; *path* is taken from the log of *who* where it begins with a dot."""
        if path.startswith("."):
            assert who is not None
            path = f"/api/logs/{b64(who.log)}{path[1:]}"
        known = {} if who is None else who.headers
        async with self.session.request(
            method, self.base + path, json=json, data=data, headers={**known, **(headers or {})}
        ) as response:
            body = await response.read()
            parsed = await response.json() if response.content_type == "application/json" else None
            return Answer(response.status, response.headers, body, parsed)

    async def entries(self, who: Secret, query: str = "") -> list[Got]:
        """Return one page of entries."""
        answer = await self.ask("GET", f"./entries{query}", who)
        assert answer.status == 200, answer.json
        return got(answer.body)

    async def append(self, who: Secret, *records: bytes) -> list[dict[str, Any]]:
        """Append over HTTP; return the results."""
        answer = await self.ask("POST", "./entries", who, data=b"".join(records))
        assert answer.status == 200, answer.json
        results: list[dict[str, Any]] = answer.json["results"]
        return results

    async def register(self, who: Secret) -> Answer:
        """Register the device."""
        return await self.ask("POST", "./devices", who)


#: what the server says to an event that it does not know
UNKNOWN_EVENT = ("refused", {"author": b64(bytes(8)), "n": 0, "error": "malformed"})


class NotConnected(Exception):
    """The server's answer to a connection was a word."""


class Peer:
    """A scripted page: what it was told stands in *events*, in order."""

    def __init__(self, base: str, secret: Secret, page: bytes | None = None) -> None:
        self.base = base
        self.secret = secret
        self.page = page or os.urandom(8)
        self.events: list[tuple[str, dict[str, Any]]] = []
        self.client: Any = socketio.AsyncClient(serializer="msgpack", reconnection=False)
        self.client.on("*", self._on)
        self.ended = False
        self.client.on("disconnect", self._on_end)
        self.client.on("connect_error", self._on_refusal)
        self.refusal: str | None = None

    async def _on(self, event: str, payload: dict[str, Any]) -> None:
        self.events.append((event, payload))

    async def _on_end(self, *_reason: object) -> None:
        self.ended = True

    async def _on_refusal(self, answer: Any) -> None:
        self.refusal = answer["message"] if isinstance(answer, dict) else str(answer)

    async def connect(self, **changed: Any) -> None:
        """
        Connect.

        Raises:
            NotConnected: with the server's word.
        """
        auth = {
            "v": PROTOCOL_VERSION,
            "log": b64(self.secret.log),
            "token": b64(self.secret.token),
            "device": b64(self.secret.device),
            "page": b64(self.page),
        }
        try:
            await self.client.connect(
                self.base, transports=["websocket"], auth={**auth, **changed}, wait_timeout=10
            )
        except socketio.exceptions.ConnectionError as error:
            raise NotConnected(self.refusal or str(error)) from None

    async def emit(self, event: str, payload: Any) -> None:
        """Send one event."""
        await self.client.emit(event, payload)

    async def append(self, *records: bytes) -> None:
        """Send records."""
        await self.emit("append", {"records": b"".join(records)})

    def told(self, event: str) -> list[dict[str, Any]]:
        """Return the payloads of one event so far."""
        return [payload for name, payload in self.events if name == event]

    async def next(
        self, event: str, wanted: Callable[[dict[str, Any]], bool] = lambda _: True
    ) -> dict[str, Any]:
        """Wait for an event that was not waited for yet; it and what came before are used up."""

        def look() -> bool:
            return any(name == event and wanted(payload) for name, payload in self.events)

        await until(f"{event} at {self.secret.role}", look)
        place = next(i for i, (name, p) in enumerate(self.events) if name == event and wanted(p))
        payload = self.events[place][1]
        del self.events[: place + 1]
        return payload

    async def sync(self) -> None:
        """Return when the server has handled everything sent before; uses up nothing else."""
        before = self.events.count(UNKNOWN_EVENT)
        await self.emit("no such event", {})
        await until("an answer", lambda: self.events.count(UNKNOWN_EVENT) > before)
        self.events.remove(UNKNOWN_EVENT)

    def records(self) -> list[Got]:
        """Return all records told so far."""
        return [one for payload in self.told("entry") for one in got(payload["records"])]

    async def close(self) -> None:
        """Leave."""
        await self.client.disconnect()
