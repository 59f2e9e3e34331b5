"""
Somebody on the wire: a proxy that changes nothing and writes down all that passes.

Stands where TLS has ended, as the operator does; sees every request, answer and frame in clear.
"""

from __future__ import annotations

import asyncio

import aiohttp
from aiohttp import web

from tests.faults.liar import Liar


class Wiretap(Liar):
    """A liar who never lies. `passed` is all that went by, in order."""

    def __init__(self, honest: str) -> None:
        super().__init__(honest)
        self.passed: list[bytes] = []
        #: how many frames of WebSockets are among it, from the pages and from the server
        self.frames = {"up": 0, "down": 0}

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        if request.headers.get("Upgrade", "").lower() == "websocket":
            self._note(request)
            return await self._bridge(request)
        self._note(request)
        self.passed.append(await request.read())
        answer = await self._pass_on(request)
        assert isinstance(answer.body, bytes)
        self.passed += [repr(answer.headers).encode(), answer.body]
        return answer

    def _note(self, request: web.Request) -> None:
        line = f"{request.method} {request.raw_path} {list(request.raw_headers)!r}"
        self.passed.append(line.encode())

    async def _bridge(self, request: web.Request) -> web.WebSocketResponse:
        assert self._http is not None
        near = web.WebSocketResponse(max_msg_size=0, compress=False)
        await near.prepare(request)
        address = self.honest.replace("http", "ws", 1) + request.raw_path
        async with self._http.ws_connect(address, max_msg_size=0, compress=0) as far:
            up = asyncio.create_task(self._carry(near, far, "up"))
            try:
                await self._carry(far, near, "down")
            finally:
                up.cancel()
        return near

    async def _carry(
        self,
        source: web.WebSocketResponse | aiohttp.ClientWebSocketResponse,
        target: web.WebSocketResponse | aiohttp.ClientWebSocketResponse,
        way: str,
    ) -> None:
        async for message in source:
            self.frames[way] += 1
            if message.type is aiohttp.WSMsgType.TEXT:
                self.passed.append(message.data.encode())
                await target.send_str(message.data)
            elif message.type is aiohttp.WSMsgType.BINARY:
                self.passed.append(message.data)
                await target.send_bytes(message.data)
        await target.close()
