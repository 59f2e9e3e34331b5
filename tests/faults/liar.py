"""
A server that lies to one person: a proxy that passes all on to an honest one, except its lie.

It holds no key, as no operator does. It is a careful liar: it shows a *false log*, made from the
true one by a function, with seqs and chain values of its own that fit each other; only what the
sealed bodies say of themselves can give it away.
"""

from __future__ import annotations

import asyncio
import base64
import dataclasses
from collections.abc import Callable, Sequence
from typing import Any

import aiohttp
import msgpack
from aiohttp import web

from whiteboard.chain import chain_next, chain_start
from whiteboard.entry import Record, decode_records

EVENT = 2
#: what a proxy must not pass on
HOP_HEADERS = {"host", "content-length", "transfer-encoding", "connection", "content-encoding"}

#: from the true log to the one that is shown
Twist = Callable[[Sequence[Record]], Sequence[Record]]
#: from one true signal to those that are handed on
SignalTwist = Callable[[dict[str, Any]], list[dict[str, Any]]]


def numbered(records: Sequence[Record]) -> list[Record]:
    """Give every record the seq of its place, so that no hole shows."""
    return [dataclasses.replace(record, seq=place) for place, record in enumerate(records, 1)]


def as_it_is(records: Sequence[Record]) -> Sequence[Record]:
    """Tell the truth."""
    return records


class Liar:
    """The proxy. `twist` and `twist_signal` are the lie; both tell the truth until they are set."""

    def __init__(self, honest: str) -> None:
        self.honest = honest
        self.port = 0
        self.twist: Twist = as_it_is
        self.twist_signal: SignalTwist = lambda signal: [signal]
        self.signals: list[dict[str, Any]] = []
        self._auth: dict[str, str] = {}
        self._log = b""
        self._shown = 0
        #: the newest socket to the one who is lied to, and to the honest server
        self.near: web.WebSocketResponse | None = None
        self.far: aiohttp.ClientWebSocketResponse | None = None
        self._runner: web.AppRunner | None = None
        self._http: aiohttp.ClientSession | None = None

    @property
    def url(self) -> str:
        """Where the one who is lied to finds it."""
        return f"http://localhost:{self.port}"

    def instead_of(self, link: str) -> str:
        """Return *link* leading through the liar."""
        return link.replace(self.honest, self.url)

    async def start(self) -> None:
        """Listen on a free port of loopback."""
        self._http = aiohttp.ClientSession(auto_decompress=False)
        app = web.Application(client_max_size=2**26)
        app.router.add_route("*", "/{path:.*}", self._handle)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "localhost", 0)
        await site.start()
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        """Let go of everything."""
        if self._http is not None:
            await self._http.close()
        if self._runner is not None:
            await self._runner.cleanup()

    # --- the false log ----------------------------------------------------------------------

    async def true_log(self) -> list[Record]:
        assert self._http is not None
        path = f"{self.honest}/api/logs/{self._auth['log']}/entries"
        found: list[Record] = []
        after = 0
        while True:
            async with self._http.get(f"{path}?after={after}", headers=self._headers()) as answer:
                page = list(decode_records(await answer.read()))
                head = int(answer.headers["X-Flipover-Head"])
            found += page
            if not page or page[-1].seq >= head:
                return found
            after = page[-1].seq

    def _headers(self) -> dict[str, str]:
        return {
            "Authorization": f"Bearer {self._auth['token']}",
            "X-Flipover-Device": self._auth["device"],
        }

    async def _false_log(self) -> tuple[list[Record], bytes]:
        records = list(self.twist(await self.true_log()))
        h = chain_start(self._log)
        for record in records:
            h = chain_next(h, record)
        return records, h

    # --- HTTP -------------------------------------------------------------------------------

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        if request.headers.get("Upgrade", "").lower() == "websocket":
            return await self._bridge(request)
        if request.path.endswith("/entries") and self.twist is not as_it_is:
            return await self._false_page(request)
        if request.path.endswith("/keyframe") and self.twist is not as_it_is:
            return web.Response(status=204)
        return await self._pass_on(request)

    async def _pass_on(self, request: web.Request) -> web.Response:
        assert self._http is not None
        headers = {k: v for k, v in request.headers.items() if k.lower() not in HOP_HEADERS}
        headers.pop("Origin", None)
        async with self._http.request(
            request.method,
            self.honest + request.raw_path,
            headers=headers,
            data=await request.read(),
        ) as answer:
            kept = {k: v for k, v in answer.headers.items() if k.lower() not in HOP_HEADERS}
            if "Content-Encoding" in answer.headers:
                kept["Content-Encoding"] = answer.headers["Content-Encoding"]
            kept.pop("Date", None)
            kept.pop("Server", None)
            return web.Response(body=await answer.read(), status=answer.status, headers=kept)

    async def _false_page(self, request: web.Request) -> web.Response:
        records, _ = await self._false_log()
        after = int(request.query.get("after", 0))
        until = int(request.query.get("until", 2**50))
        page = [record for record in records if after < record.seq <= until]
        head = max((record.seq for record in records), default=0)
        return web.Response(
            body=b"".join(record.encode() for record in page),
            content_type="application/octet-stream",
            headers={"X-Flipover-Head": str(head), "X-Flipover-Next": str(min(head, until))},
        )

    # --- socket -----------------------------------------------------------------------------

    async def _bridge(self, request: web.Request) -> web.WebSocketResponse:
        assert self._http is not None
        near = web.WebSocketResponse(max_msg_size=0, compress=False)
        await near.prepare(request)
        address = self.honest.replace("http", "ws", 1) + request.raw_path
        async with self._http.ws_connect(address, max_msg_size=0, autoping=False) as far:
            self.near, self.far = near, far

            async def upwards() -> None:
                async for message in near:
                    if message.type is aiohttp.WSMsgType.TEXT:
                        await far.send_str(message.data)
                    elif message.type is aiohttp.WSMsgType.BINARY:
                        self._hear_connect(message.data)
                        for data in await self._raised(message.data):
                            await far.send_bytes(data)
                await far.close()

            up = asyncio.create_task(upwards())
            try:
                async for message in far:
                    if message.type is aiohttp.WSMsgType.TEXT:
                        await near.send_str(message.data)
                    elif message.type is aiohttp.WSMsgType.BINARY:
                        for packet in await self._twisted(msgpack.unpackb(message.data)):
                            await near.send_bytes(msgpack.packb(packet))
            finally:
                up.cancel()
                await near.close()
        return near

    def _hear_connect(self, data: bytes) -> None:
        packet = msgpack.unpackb(data)
        if packet.get("type") == 0 and isinstance(packet.get("data"), dict):
            self._auth = packet["data"]
            self._log = urlsafe(self._auth["log"])

    async def _raised(self, data: bytes) -> list[bytes]:
        """Return what is sent to the honest server in place of one packet of the page."""
        return [data]

    async def _twisted(self, packet: dict[str, Any]) -> list[dict[str, Any]]:
        if packet.get("type") != EVENT:
            return [packet]
        event, payload = packet["data"][0], packet["data"][1]
        if event == "signal":
            self.signals.append(payload)
            return [{**packet, "data": [event, said]} for said in self.twist_signal(payload)]
        if event == "entry" and self.twist is as_it_is:
            self._shown = max(record.seq for record in decode_records(payload["records"]))
        elif event == "entry":
            records, h = await self._false_log()
            news = [record for record in records if record.seq > self._shown]
            self._shown = max((record.seq for record in records), default=0)
            joined = b"".join(record.encode() for record in news)
            told = [{**packet, "data": [event, {"records": joined}]}] if news else []
            # An honest server tells its head now and then; the liar's fits what it shows.
            return [*told, {**packet, "data": ["head", {"seq": self._shown, "h": h}]}]
        elif event == "head" and self.twist is not as_it_is:
            records, h = await self._false_log()
            seq = max((record.seq for record in records), default=0)
            self._shown = seq
            return [{**packet, "data": [event, {"seq": seq, "h": h}]}]
        return [packet]


def urlsafe(text: str) -> bytes:
    """Return the bytes of a base64url id."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
