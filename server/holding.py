"""
The HTTP routes of what is held back: anonymous acts, and messages that rest.

A release goes to the log and from there to everybody, see ``rooms``; here is who may hold what.
"""

from __future__ import annotations

from typing import Final

from aiohttp import web

from server.access import KEEPERS, Visitor, refuse_append
from server.errors import Malformed
from server.ledger import Appender
from server.protocol import MAX_REST_MS, MAX_SEALED_BYTES, MIN_REST_MS
from server.records import Record, decode_id, parse_records
from server.store import Store
from server.visits import Visits, device_of, json_answer, number

HELD: Final = "/api/logs/{log}/held"
AUTHOR_BYTES: Final = 8
#: one record; its refs are few beside its body
MAX_HELD_BYTES: Final = 2 * MAX_SEALED_BYTES


class Holding:
    """Holding, replacing, withdrawing, releasing."""

    def __init__(self, store: Store, visits: Visits) -> None:
        self._store = store
        self._visits = visits

    def attach(self, app: web.Application) -> None:
        """Add the routes."""
        app.add_routes(
            [
                web.get(HELD, self.resting),
                web.put(HELD, self.hold),
                web.delete(HELD, self.withdraw),
                web.delete(HELD + "/{author}", self.withdraw_resting),
                web.post(HELD + "/release", self.release),
            ]
        )

    async def resting(self, request: web.Request) -> web.Response:
        visitor = await self._visits.admitted(request)
        return json_answer(await self._store.resting(visitor.facts.number, visitor.link))

    async def hold(self, request: web.Request) -> web.Response:
        visitor, body = await self._visits.upload(
            request, await self._visits.admitted(request), MAX_HELD_BYTES
        )
        record = _record_of(body, visitor)
        facts = visitor.facts
        by = Appender(facts.number, visitor.link, visitor.role, device_of(visitor), admitted=True)
        rest_ms = request.query.get("rest_ms")
        if rest_ms is None:
            await self._store.hold(by, record)
            return web.json_response({}, status=201)
        replaced = request.query.get("in_place_of")
        in_place_of = None if replaced is None else decode_id(replaced, AUTHOR_BYTES)
        state = await self._store.rest(by, record, _rest_of(rest_ms), in_place_of)
        return json_answer(state, status=201)

    async def withdraw(self, request: web.Request) -> web.Response:
        visitor = await self._visits.admitted(request)
        own = None if visitor.role in KEEPERS else visitor.link
        await self._store.withdraw(visitor.facts.number, own)
        return web.json_response({})

    async def withdraw_resting(self, request: web.Request) -> web.Response:
        visitor = await self._visits.admitted(request)
        author = decode_id(request.match_info["author"], AUTHOR_BYTES)
        await self._store.withdraw_resting(visitor.facts.number, visitor.link, author)
        return web.json_response({})

    async def release(self, request: web.Request) -> web.Response:
        visitor = await self._visits.keeper(request)
        return web.json_response({"released": await self._store.release(visitor.facts.number)})


def _record_of(body: bytes, visitor: Visitor) -> Record:
    (record,) = parse_records(body, 1)
    why = refuse_append(record, visitor.facts, visitor.role, admitted=True)
    if why is not None:
        raise why()
    return record


def _rest_of(text: str) -> int:
    rest_ms = number(text)
    if not MIN_REST_MS <= rest_ms <= MAX_REST_MS:
        raise Malformed("a message rests 1 to 60 minutes")
    return rest_ms
