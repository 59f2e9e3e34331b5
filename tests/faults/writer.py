"""A device that writes into a room over HTTP without a pause, and keeps its own books."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Callable

import aiohttp

from tests.faults.heard import Act
from whiteboard.entry import KINDS, NOTHING_SEEN, ROLES, Body, Header, Record, seal_entry
from whiteboard.keys import AUTHOR_BYTES, ID_BYTES, Link, from_base64url, to_base64url

#: sealed entries in one request
AT_ONCE = 16


class Writer:
    """Appends scores, which nobody sees on a page, until the server is gone; then goes on."""

    def __init__(self, server: str, link: Link) -> None:
        self._path = f"{server}/api/logs/{to_base64url(link.log)}"
        self._headers = {
            "Authorization": f"Bearer {to_base64url(link.token)}",
            "X-Flipover-Device": to_base64url(os.urandom(ID_BYTES)),
        }
        self._link = link
        self._key = link.keys.entry
        self._author = os.urandom(AUTHOR_BYTES)
        self._next = 0
        #: sent and not answered; sent again, the same bytes, when there is a server again
        self._under_way: list[Record] = []
        #: everything that the server said it holds
        self.kept: set[Act] = set()
        #: called when a request has gone out
        self.on_sent: Callable[[], None] = lambda: None

    @property
    def unanswered(self) -> set[Act]:
        """What was sent and not answered."""
        return {(record.header.author, record.header.n) for record in self._under_way}

    async def register(self) -> None:
        """Make the device known, as coming in does."""
        async with (
            aiohttp.ClientSession(headers=self._headers) as http,
            http.post(f"{self._path}/devices") as answer,
        ):
            assert answer.status == 201, await answer.text()

    async def write(self) -> None:
        """Append without a pause until the server no longer answers."""
        try:
            async with aiohttp.ClientSession(headers=self._headers) as http:
                while True:
                    await self._send(http)
        except aiohttp.ClientError:
            pass

    async def finish(self) -> None:
        """Send what was not answered once more, to a server that runs."""
        async with aiohttp.ClientSession(headers=self._headers) as http:
            while self._under_way:
                await self._send(http)

    async def _send(self, http: aiohttp.ClientSession) -> None:
        if not self._under_way:
            self._under_way = [self._score() for _ in range(AT_ONCE)]
        data = b"".join(record.encode() for record in self._under_way)
        asking = asyncio.ensure_future(http.post(f"{self._path}/entries", data=data))
        # One turn of the loop, so that the request is on its way before anybody looks.
        await asyncio.sleep(0)
        self.on_sent()
        async with await asking as answer:
            assert answer.status == 200, await answer.text()
            for result in (await answer.json())["results"]:
                assert "error" not in result, result
                self.kept.add((from_base64url(result["author"], AUTHOR_BYTES), result["n"]))
        self._under_way = [
            r for r in self._under_way if (r.header.author, r.header.n) not in self.kept
        ]

    def _score(self) -> Record:
        role = ROLES[self._link.role]
        header = Header(self._link.log, KINDS["score"], role, self._author, self._next)
        self._next += 1
        body = Body(time.time_ns() // 1_000_000, NOTHING_SEEN, {"value": self._next % 11, "at": 0})
        return seal_entry(self._key, header, body).record
