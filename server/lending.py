"""
The HTTP routes of shares: asking, answering, ending, listing.

A room's coach asks, its guests answer, both may end and see every opening. The share's log
itself is made by ``POST /api/logs``.
"""

from __future__ import annotations

from typing import Final

from aiohttp import web

from server.access import Visitor
from server.errors import Ended, NotAllowed, NotFound
from server.records import decode_id
from server.rooms import Rooms
from server.shapes import read_change_of_share, read_new_share
from server.store import Store
from server.visits import Visits, device_of, json_answer

SHARES: Final = "/api/logs/{log}/shares"


class Lending:
    """Asking for shares and granting them."""

    def __init__(self, store: Store, rooms: Rooms, visits: Visits) -> None:
        self._store = store
        self._rooms = rooms
        self._visits = visits

    def attach(self, app: web.Application) -> None:
        """Add the routes."""
        app.add_routes(
            [
                web.get(SHARES, self.shares),
                web.post(SHARES, self.ask),
                web.patch(SHARES, self.change),
            ]
        )

    async def shares(self, request: web.Request) -> web.Response:
        visitor = _in_a_room(await self._visits.admitted(request))
        return json_answer(await self._store.shares(visitor.facts.number))

    async def ask(self, request: web.Request) -> web.Response:
        visitor = _in_a_room(await self._visits.keeper(request))
        visitor, said = await self._visits.told(request, visitor)
        asked = read_new_share(said)
        share = decode_id(asked.share, 16)
        await self._store.ask_share(visitor.facts.number, share, asked.until)
        return web.json_response({}, status=201)

    async def change(self, request: web.Request) -> web.Response:
        visitor = _in_a_room(await self._visits.admitted(request))
        visitor, said = await self._visits.told(request, visitor)
        asked = read_change_of_share(said)
        room, share = visitor.facts.number, decode_id(asked.share, 16)
        if asked.state == "ended":
            guest = (visitor.link, device_of(visitor)) if visitor.role == "guest" else None
            log = await self._store.end_share(room, share, guest)
            if log is not None:
                self._rooms.end(log, Ended.word)
            await self._store.purge()
            return web.json_response({})
        if visitor.role != "guest":
            raise NotAllowed("a guest answers")
        yes = asked.state == "granted"
        device = device_of(visitor)
        await self._store.answer_share(room, share, visitor.link, device, yes=yes)
        return web.json_response({})


def _in_a_room(visitor: Visitor) -> Visitor:
    if visitor.facts.kind != "room":
        raise NotFound()
    return visitor
