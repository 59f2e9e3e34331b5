"""
The HTTP routes under ``/api``: one method per route, described in ``server/README.md``.

Each asks ``visits`` who it is, ``shapes`` what was said, the store to do it, and tells
``rooms`` what changed.
"""

from __future__ import annotations

import asyncio
import dataclasses
import hashlib
from typing import Any, Final

from aiohttp import web

from server.access import Visitor
from server.bodies import DeviceState, HeadsQuery, HeadsRow, LinkState, LogState
from server.clock import Clock
from server.config import Config
from server.errors import Ended, Malformed, NotAllowed, NotFound, Refusal, UnknownLink
from server.ice import ice_servers
from server.intake import take_in
from server.ledger import Appender, Outcome
from server.protocol import (
    MAX_BLOB_BYTES,
    MAX_GREETING_BYTES,
    MAX_KEYFRAME_BYTES,
    PAGE_BYTES,
    PAGE_RECORDS,
)
from server.records import MAX_NUMBER, decode_bytes, decode_id, encode_id, parse_records
from server.registry import LogToMake
from server.rooms import Rooms
from server.shapes import (
    KNOCKS,
    LINK_ROLES,
    WRITERS,
    as_map,
    link_to_make,
    millis,
    one_of,
    parse_json,
    read_alarm,
    read_heads,
    read_invitation,
    read_link,
    read_log,
)
from server.store import Store
from server.visits import (
    MAX_JSON_BYTES,
    Visits,
    device_of,
    json_answer,
    number,
    number_of,
    read_body,
)

CODE_BYTES: Final = 16
DAY_MS: Final = 24 * 3600 * 1000
BYTES: Final = "application/octet-stream"
LOG: Final = "/api/logs/{log}"


class Routes:
    """All of ``/api``."""

    def __init__(
        self, config: Config, clock: Clock, store: Store, rooms: Rooms, visits: Visits
    ) -> None:
        self._config = config
        self._clock = clock
        self._store = store
        self._rooms = rooms
        self._visits = visits

    def attach(self, app: web.Application) -> None:
        """Add the routes."""
        app.add_routes(
            [
                web.post("/api/invitations", self.use_invitation),
                web.post("/api/heads", self.heads),
                web.post("/api/logs", self.make_log),
                web.get(LOG, self.state),
                web.patch(LOG, self.change),
                web.delete(LOG, self.erase),
                web.get(LOG + "/greeting", self.greeting),
                web.get(LOG + "/links", self.links),
                web.post(LOG + "/links", self.add_link),
                web.put(LOG + "/links/{link}/greeting", self.put_greeting),
                web.delete(LOG + "/links/{link}", self.revoke_link),
                web.get(LOG + "/devices", self.devices),
                web.post(LOG + "/devices", self.register),
                web.post(LOG + "/devices/{device}/admit", self.admit),
                web.delete(LOG + "/devices/{device}", self.revoke_device),
                web.get(LOG + "/entries", self.entries),
                web.post(LOG + "/entries", self.append),
                web.get(LOG + "/keyframe", self.keyframe),
                web.put(LOG + "/keyframes/{k}", self.put_keyframe),
                web.get(LOG + "/blobs/{blob}", self.blob),
                web.put(LOG + "/blobs/{blob}", self.put_blob),
                web.get(LOG + "/ice", self.ice),
                web.get(LOG + "/alarm", self.alarms),
                web.put(LOG + "/alarm", self.put_alarm),
            ]
        )

    # --- invitations and logs -----------------------------------------------------------------

    async def use_invitation(self, request: web.Request) -> web.Response:
        self._visits.check_failures(request)
        asked = read_invitation(await _json(request))
        await self._store.use_invitation(
            decode_id(asked.code, CODE_BYTES),
            decode_id(asked.workspace, 16),
            decode_id(asked.token_hash, 32),
        )
        return web.json_response({}, status=201)

    async def make_log(self, request: web.Request) -> web.Response:
        asked = read_log(await _json(request))
        owner = await self._visits.keeper(request, log=decode_id(asked.owner, 16))
        parent = owner.facts
        if (asked.kind, parent.kind) == ("room", "workspace"):
            default = self._clock.now_ms() + self._config.retention_days * DAY_MS
            until = default if asked.until is None else asked.until
            if until <= self._clock.now_ms():
                raise Malformed("until lies in the past")
        elif asked.kind in ("side", "share") and parent.kind == "room":
            until = parent.until  # a share's is the date that was granted, see ``shares``
        else:
            raise NotFound()  # workspaces come by invitation
        links = [link_to_make(link, asked.kind) for link in asked.links]
        new = LogToMake(
            decode_id(asked.log, 16),
            asked.kind,
            parent.number,
            asked.knock,
            asked.writers,
            until,
            links,
        )
        return web.json_response({"links": await self._store.make_log(new)}, status=201)

    async def state(self, request: web.Request) -> web.Response:
        return json_answer(_state_of(await self._visits.recognise(request)))

    async def change(self, request: web.Request) -> web.Response:
        visitor, said = await self._visits.told(request, await self._visits.keeper(request))
        asked = as_map(said)
        knock, writers, until = (asked.get(name) for name in ("knock", "writers", "until"))
        if until is not None and (visitor.facts.kind != "room" or until == 0):
            raise Malformed("rooms have an end, and their side logs end with them")
        facts = await self._store.change_settings(
            visitor.facts.number,
            None if knock is None else one_of(KNOCKS, knock),
            None if writers is None else one_of(WRITERS, writers),
            None if until is None else millis(until),
        )
        for log in await self._store.family_of(facts.number):
            self._rooms.settings_changed(await self._store.facts(log))
        return json_answer(facts.settings)

    async def erase(self, request: web.Request) -> web.Response:
        try:
            visitor = await self._visits.eraser(request)
        except NotFound:
            # Perhaps asked again after ``storage``: what was deleted then must leave the journal.
            await self._store.purge()
            raise
        number_of_log = visitor.facts.number
        for log in await self._store.family_of(number_of_log):
            self._rooms.end(log, "ended")
        for log in await self._store.erase(number_of_log):
            self._rooms.end(log, "ended")
        return web.json_response({})

    async def heads(self, request: web.Request) -> web.Response:
        rows = [await self._head(request, query) for query in read_heads(await _json(request))]
        return web.json_response([dataclasses.asdict(row) for row in rows])

    async def _head(self, request: web.Request, query: HeadsQuery) -> HeadsRow:
        try:
            log, token = decode_id(query.log, 16), decode_id(query.token, 32)
            visitor = await self._store.recognise(log, token, decode_id(query.device, 16))
            self._visits.check_requests(visitor)
            visitor.check_admitted()
            seq, last_guest_at, waiting, alarms = await self._store.head_row(
                visitor.facts.number, visitor.role
            )
        except UnknownLink:
            self._visits.check_failures(request)
            # A coach's own list names logs that were there: this one was erased.
            return HeadsRow(query.log, error=NotFound.word)
        except Refusal as error:
            return HeadsRow(query.log, error=error.word)
        until = visitor.facts.until
        soonest = alarms[0].at if alarms else None
        return HeadsRow(query.log, None, seq, last_guest_at, soonest, waiting, until, alarms)

    async def alarms(self, request: web.Request) -> web.Response:
        visitor = await self._visits.admitted(request)
        return json_answer(await self._store.alarms_of(visitor.facts.number))

    async def put_alarm(self, request: web.Request) -> web.Response:
        visitor, said = await self._visits.told(request, await self._visits.admitted(request))
        alarm = read_alarm(said)
        if alarm.to_role not in LINK_ROLES[visitor.facts.kind]:
            raise Malformed("no such role in such a log")
        await self._store.put_alarm(visitor.facts.number, alarm)
        return web.json_response({})

    # --- links and devices --------------------------------------------------------------------

    async def greeting(self, request: web.Request) -> web.Response:
        visitor = await self._visits.recognise(request)
        greeting = await self._store.greeting(visitor.link)
        return web.json_response({"greeting": None if greeting is None else encode_id(greeting)})

    async def put_greeting(self, request: web.Request) -> web.Response:
        visitor, said = await self._visits.told(request, await self._visits.keeper(request))
        sealed = as_map(said).get("greeting")
        await self._store.put_greeting(
            visitor.facts.number,
            number_of(request, "link"),
            decode_bytes(sealed, MAX_GREETING_BYTES),
        )
        return web.json_response({})

    async def links(self, request: web.Request) -> web.Response:
        visitor = await self._visits.keeper(request)
        return json_answer(
            [LinkState(*row) for row in await self._store.links(visitor.facts.number)]
        )

    async def add_link(self, request: web.Request) -> web.Response:
        visitor = await self._visits.keeper(request)
        if visitor.facts.kind == "share":
            raise NotAllowed("who reads a share was settled when it was granted")
        visitor, said = await self._visits.told(request, visitor)
        link = link_to_make(read_link(said), visitor.facts.kind)
        made = await self._store.add_link(visitor.facts.number, link)
        return web.json_response({"link": made}, status=201)

    async def revoke_link(self, request: web.Request) -> web.Response:
        visitor = await self._visits.keeper(request)
        link = number_of(request, "link")
        ended = await self._store.revoke_link(visitor.facts.number, link)
        self._rooms.revoke(visitor.facts.number, link=link)
        for share in ended:
            self._rooms.end(share, Ended.word)
        await self._store.purge()
        return web.json_response({})

    async def devices(self, request: web.Request) -> web.Response:
        visitor = await self._visits.admitted(request)
        log = visitor.facts.number
        here = self._rooms.devices_here(log)
        rows = await self._store.devices(log)
        return json_answer([DeviceState(*row, here=row[0] in here) for row in rows])

    async def register(self, request: web.Request) -> web.Response:
        visitor = await self._visits.register(request)
        return json_answer(_state_of(visitor), status=201)

    async def admit(self, request: web.Request) -> web.Response:
        visitor, said = await self._visits.told(request, await self._visits.keeper(request))
        yes = as_map(said).get("yes")
        if type(yes) is not bool:
            raise Malformed("yes is true or false")
        log, device = visitor.facts.number, number_of(request, "device")
        await self._store.admit(log, device, self._rooms.knocking_page(log, device), yes=yes)
        self._rooms.answered(log, device, yes=yes)
        return web.json_response({})

    async def revoke_device(self, request: web.Request) -> web.Response:
        visitor = await self._visits.keeper(request)
        device = number_of(request, "device")
        await self._store.revoke_device(visitor.facts.number, device)
        self._rooms.revoke(visitor.facts.number, device=device)
        await self._store.purge()
        return web.json_response({})

    # --- entries, keyframes, blobs ------------------------------------------------------------

    async def entries(self, request: web.Request) -> web.Response:
        visitor = await self._visits.reader(request)
        skip = request.query.get("skip")
        if skip not in (None, "board"):
            raise Malformed("skip is board")
        page = await self._store.entries(
            visitor.facts.number,
            number(request.query.get("after", "0")),
            number(request.query.get("until", str(MAX_NUMBER))),
            skip_board=skip is not None,
        )
        headers = {"X-Flipover-Head": str(page.head), "X-Flipover-Next": str(page.next_seq)}
        return web.Response(body=page.records, content_type=BYTES, headers=headers)

    async def append(self, request: web.Request) -> web.Response:
        visitor = await self._visits.recognise(request)
        device = device_of(visitor)
        visitor, body = await self._visits.upload(request, visitor, PAGE_BYTES)
        records = parse_records(body, PAGE_RECORDS, one_author=False)
        facts = visitor.facts
        by = Appender(facts.number, visitor.link, visitor.role, device, visitor.admitted)
        outcomes: asyncio.Future[list[Outcome]] = asyncio.get_running_loop().create_future()
        room = self._rooms.room(facts.number)
        refused = take_in(
            self._store,
            room,
            facts if room is None else room.facts,
            by,
            records,
            outcomes,
            self._clock.now_ms(),
        )
        words = {id(record): word for record, word in refused}
        taken = [record for record in records if id(record) not in words]
        answers = dict(zip(map(id, taken), await outcomes if taken else [], strict=True))
        results: list[dict[str, Any]] = []
        for record in records:
            named = {"author": encode_id(record.author), "n": record.n}
            outcome = answers.get(id(record))
            error = words[id(record)] if outcome is None else outcome.error
            if outcome is None or error is not None:
                results.append(named | {"error": error})
            else:
                results.append(named | {"seq": outcome.seq})
        return web.json_response({"results": results})

    async def keyframe(self, request: web.Request) -> web.Response:
        visitor = await self._visits.reader(request)
        newest = await self._store.keyframe(visitor.facts.number)
        if newest is None:
            return web.Response(status=204)
        k, sealed = newest
        return web.Response(body=sealed, content_type=BYTES, headers={"X-Flipover-K": str(k)})

    async def put_keyframe(self, request: web.Request) -> web.Response:
        visitor = await self._visits.keeper(request)
        k = number_of(request, "k")
        visitor, sealed = await self._visits.upload(request, visitor, MAX_KEYFRAME_BYTES)
        if not sealed:
            raise Malformed("nothing came")
        await self._store.put_keyframe(visitor.facts.number, k, sealed)
        return web.json_response({}, status=201)

    async def blob(self, request: web.Request) -> web.Response:
        visitor = await self._visits.reader(request)
        digest = decode_id(request.match_info["blob"], 32)
        sealed = await self._store.blob(visitor.facts.number, digest)
        return web.Response(body=sealed, content_type=BYTES)

    async def put_blob(self, request: web.Request) -> web.Response:
        visitor = await self._visits.admitted(request)
        digest = decode_id(request.match_info["blob"], 32)
        visitor, sealed = await self._visits.upload(request, visitor, MAX_BLOB_BYTES)
        if hashlib.sha256(sealed).digest() != digest:
            raise Malformed("not the bytes that the path names")
        await self._store.put_blob(visitor.facts.number, digest, sealed)
        return web.json_response({}, status=201)

    # --- the rest -----------------------------------------------------------------------------

    async def ice(self, request: web.Request) -> web.Response:
        visitor = await self._visits.admitted(request)
        return json_answer(ice_servers(self._config, self._clock.now_ms(), visitor.link))


async def _json(request: web.Request) -> Any:
    return parse_json(await read_body(request, MAX_JSON_BYTES))


def _state_of(visitor: Visitor) -> LogState:
    settings = visitor.facts.settings if visitor.admitted else None
    return LogState(visitor.role, visitor.link, visitor.device is not None, visitor.state, settings)
