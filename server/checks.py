"""
The connection check over HTTP: a place, a turn, an offer answered, what came.

Asked with the link alone, because the threshold comes before a device is registered. Hands out
credentials for the relay with the turn only, for two minutes: without them nobody before the
door could learn whether the relay works for them (see ``server/README.md``, "The door").
"""

from __future__ import annotations

import asyncio
import importlib
import logging
import secrets
from typing import Any, Final

from aiohttp import web

from server.bodies import EchoState
from server.clock import Clock
from server.config import Config
from server.errors import Conflict, Malformed, NoEcho, TooFast
from server.ice import CHECK_LIFETIME_S, ice_servers
from server.limits import CHECKS, Buckets
from server.records import decode_id, encode_id
from server.shapes import as_map, parse_json
from server.turns import Place, Turns
from server.visits import Visits, json_answer, read_body

logger = logging.getLogger("flipover")
ECHO: Final = "/api/logs/{log}/echo"
CHECK: Final = ECHO + "/{check}"
ID_BYTES: Final = 16
#: an offer of two tracks is about 6 kB in Chromium and 5 kB in Firefox. To read one of 64 kB held
#: up everybody for 0.3 s, one of 16 kB for 0.05 s (measured with those that take longest).
MAX_OFFER_BYTES: Final = 16 * 1024
#: one and its repetition; none of ours is refused
MOST_OFFERS: Final = 3


class Checks:
    """Who checks, who waits, and the server's end of each check."""

    def __init__(self, config: Config, clock: Clock, visits: Visits) -> None:
        self._config = config
        self._clock = clock
        self._visits = visits
        self._rates = Buckets(CHECKS)
        self._turns = Turns()
        #: server.echo.Echo, which is not imported before somebody checks
        self._echoes: dict[Place, Any] = {}
        self._answering: set[Place] = set()
        self._closing: set[asyncio.Task[None]] = set()

    def __len__(self) -> int:
        return len(self._turns)

    @property
    def open_echoes(self) -> int:
        """How many connections are held, those on their way out included."""
        return len(self._echoes) + len(self._answering) + len(self._closing)

    def attach(self, app: web.Application) -> None:
        """Add the routes."""
        app.add_routes(
            [
                web.post(ECHO, self.ask),
                web.get(CHECK, self.look),
                web.put(CHECK, self.offer),
                web.delete(CHECK, self.leave),
            ]
        )

    # --- routes -------------------------------------------------------------------------------

    async def ask(self, request: web.Request) -> web.Response:
        visitor = await self._visits.recognise(request)
        now = self._clock.seconds()
        if not self._rates.take(visitor.link, now):
            raise TooFast()
        await _echo_class()
        place, ended = self._turns.ask(secrets.token_bytes(ID_BYTES), visitor.link, now)
        self._end(ended)
        return json_answer(await self._state(place), status=201)

    async def look(self, request: web.Request) -> web.Response:
        return json_answer(await self._state(await self._place(request)))

    async def offer(self, request: web.Request) -> web.Response:
        place = await self._place(request)
        body = await read_body(request, MAX_OFFER_BYTES)
        sdp = as_map(parse_json(body)).get("sdp")
        if not isinstance(sdp, str):
            raise Malformed("sdp is text")
        if place.began is None or place in self._echoes or place in self._answering:
            raise Conflict("not your turn yet, or answered already")
        place.offers += 1
        if place.offers > MOST_OFFERS:
            raise TooFast()
        self._answering.add(place)
        try:
            echo = await (await _echo_class()).answer(sdp)
        finally:
            self._answering.discard(place)
        self._echoes[place] = echo
        # Left, over, or asked for anew meanwhile: then nobody else would ever end it.
        if not self._turns.holds(place) or place.over(self._clock.seconds()):
            self._end([place])
        return web.json_response({"sdp": echo.sdp})

    async def leave(self, request: web.Request) -> web.Response:
        place = await self._place(request)
        self._end(self._turns.leave(place, self._clock.seconds()))
        return web.json_response({})

    async def _place(self, request: web.Request) -> Place:
        visitor = await self._visits.recognise(request)
        check = decode_id(request.match_info["check"], ID_BYTES)
        now = self._clock.seconds()
        self._end(self._turns.pass_on(now))
        return self._turns.find(check, visitor.link, now)

    async def _state(self, place: Place) -> EchoState:
        ahead = self._turns.ahead(place)
        echo = self._echoes.get(place)
        ice = None
        if ahead == 0 and echo is None:
            ice = ice_servers(self._config, self._clock.now_ms(), place.link, CHECK_LIFETIME_S)
        received = None if echo is None else await echo.received()
        return EchoState(encode_id(place.id), ahead, ice, received)

    # --- endings ------------------------------------------------------------------------------

    async def pass_on(self) -> None:
        """End what is over, and let the next begin."""
        self._end(self._turns.pass_on(self._clock.seconds()))

    async def close(self) -> None:
        """End all of them."""
        self._end(list(self._echoes))
        await asyncio.gather(*self._closing)

    def _end(self, places: list[Place]) -> None:
        for place in places:
            echo = self._echoes.pop(place, None)
            if echo is not None:
                task = asyncio.create_task(_close(echo))
                self._closing.add(task)
                task.add_done_callback(self._closing.discard)


async def _close(echo: Any) -> None:
    try:
        await echo.close()
    except Exception:
        logger.exception("a connection check did not close")


async def _echo_class() -> Any:
    """
    Return ``server.echo.Echo``, imported beside the loop: it takes a third of a second.

    Raises:
        NoEcho: aiortc is not installed, or not for this machine.
    """
    try:
        return (await asyncio.to_thread(importlib.import_module, "server.echo")).Echo
    except (ImportError, OSError):
        raise NoEcho() from None
