"""
The composition root: what is made, in which order, and how it ends.

Takes settings and a clock; tests compose it with a clock that they move by hand.
"""

from __future__ import annotations

import asyncio
import logging
import ssl
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Final

from aiohttp import web

from server.bodies import ErrorBody
from server.checks import Checks
from server.clock import Clock
from server.config import Config
from server.errors import FlipoverError, Internal, Malformed, NotFound, TooLarge, refusal_of
from server.holding import Holding
from server.invitations import Invitations
from server.lending import Lending
from server.mail import Mail
from server.metrics import Metrics
from server.notifying import Notifying
from server.pages import Pages, security_headers
from server.postman import Postman
from server.protocol import HEAD_EVERY_MS
from server.rooms import Rooms
from server.routes import Routes
from server.sockets import Sockets, encode_event
from server.store import Store
from server.visits import Visits, check_origin
from server.writer import OnCommitted

logger = logging.getLogger("flipover")
SWEEP_EVERY_S: Final = 600.0
TURNS_EVERY_S: Final = 1.0
#: a message that has rested is handed on within this
RELEASE_EVERY_S: Final = 1.0
#: whoever comes into the room for longer than this needs no mail
MAIL_EVERY_S: Final = 2.0
#: who looks at a share loses it within five seconds of its date
DUE_EVERY_S: Final = 2.0
#: what aiohttp itself refuses
HTTP_WORDS: Final = {404: NotFound.word, 405: NotFound.word, 413: TooLarge.word}
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
OpenStore = Callable[[Path, Clock, OnCommitted], Store]


class App:
    """One running server: ``await App.start(…)``, then ``listen``, at the end ``close``."""

    def __init__(self, config: Config, clock: Clock, open_store: OpenStore = Store.open) -> None:
        self.config = config
        self.clock = clock
        self.metrics = Metrics()
        self.rooms = Rooms(clock, encode_event, self.metrics)
        self.store = open_store(config.data, clock, self.rooms.deliver)
        self.invitations = Invitations(self.store, clock)
        self.sockets = Sockets(self.store, self.rooms, clock, self.metrics)
        self.visits = Visits(self.store, self.rooms, clock)
        self.checks = Checks(config, clock, self.visits)
        self.pages = Pages()
        if config.help_text is not None:
            self.pages.tell_help(config.help_text)
        self.postman: Postman | None = None
        if config.mail_url is not None:
            mail = Mail(config)
            self.postman = Postman(self.store, self.rooms, clock, self.metrics, mail)
        self._runner: web.AppRunner | None = None
        self._tasks: list[asyncio.Task[None]] = []

    @classmethod
    async def start(cls, config: Config, clock: Clock, open_store: OpenStore = Store.open) -> App:
        """
        Open the store and make everything ready to listen.

        Raises:
            OSError, sqlite3.Error, NewerDatabase: the data folder cannot be used.
        """
        app = cls(config, clock, open_store)
        await app._prepare()
        return app

    async def _prepare(self) -> None:
        web_app = web.Application(middlewares=[self._middleware])
        web_app.on_response_prepare.append(self._add_headers)
        self.sockets.attach(web_app)
        Holding(self.store, self.visits).attach(web_app)
        available = self.postman is not None
        Notifying(self.store, self.visits, self.clock, available=available).attach(web_app)
        Lending(self.store, self.rooms, self.visits).attach(web_app)
        Routes(self.config, self.clock, self.store, self.rooms, self.visits).attach(web_app)
        self.checks.attach(web_app)
        web_app.router.add_get("/healthz", self._health)
        web_app.router.add_get("/metrics", self._metrics)
        self.pages.attach(web_app)
        # No access log: who was here when is nobody's business.
        self._runner = web.AppRunner(web_app, access_log=None, shutdown_timeout=3.0)
        await self._runner.setup()
        await self.release_due()
        await self.sweep()
        self._tasks = [
            asyncio.create_task(self._every(RELEASE_EVERY_S, self.release_due)),
            asyncio.create_task(self._every(HEAD_EVERY_MS / 1000, self.tell_heads)),
            asyncio.create_task(self._every(SWEEP_EVERY_S, self.sweep)),
            asyncio.create_task(self._every(DUE_EVERY_S, self.end_due)),
            asyncio.create_task(self._every(MAIL_EVERY_S, self.send_mail)),
            asyncio.create_task(self._every(TURNS_EVERY_S, self.checks.pass_on)),
        ]

    async def listen(self, host: str, port: int, context: ssl.SSLContext | None = None) -> int:
        """
        Listen at one more address; return the port.

        Raises:
            OSError: the address is not ours, or the port is taken.
        """
        assert self._runner is not None
        site = web.TCPSite(self._runner, host, port, ssl_context=context, backlog=512)
        await site.start()
        assert site._server is not None
        sockets: Any = site._server
        return int(sockets.sockets[0].getsockname()[1])

    async def close(self) -> None:
        """Take no more, tell the sockets, write what is queued, empty the journal."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        runner, self._runner = self._runner, None
        if runner is None:
            return
        for site in list(runner.sites):
            await site.stop()
        await self.checks.close()
        await self.sockets.close()
        await self.store.close()
        await runner.cleanup()

    # --- from time to time --------------------------------------------------------------------

    async def _every(self, seconds: float, work: Callable[[], Awaitable[None]]) -> None:
        while True:
            await asyncio.sleep(seconds)
            try:
                await work()
            except FlipoverError as error:
                logger.warning("put off until the next time: %s", error)
            except Exception:
                logger.exception("periodic work failed")

    async def tell_heads(self) -> None:
        """Say the head in every room, so that a silent loss is noticed."""
        self.rooms.tell_heads()

    async def release_due(self) -> None:
        """Let go the messages that have rested, those too that fell due while nothing ran."""
        await self.store.release_due()

    async def send_mail(self) -> None:
        """Send the notices that are due, where there is a mail server."""
        if self.postman is not None:
            await self.postman.go_round()

    async def end_due(self) -> None:
        """Close the rooms whose date has come."""
        self.rooms.end_due()

    async def sweep(self) -> None:
        """Erase what is due."""
        self.store.drop_old_copies()
        erased = await self.store.sweep()
        if erased is None:
            logger.warning("the clock moved by more than a day: nothing is erased this time")
        for log in erased or ():
            self.rooms.end(log, "ended")

    # --- every request ------------------------------------------------------------------------

    @web.middleware
    async def _middleware(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.path.startswith("/api/"):
            self.metrics.requests += 1
        try:
            check_origin(request, self.config.public_url)
            return await handler(request)
        except web.HTTPException as error:
            return error_answer(HTTP_WORDS.get(error.status, Malformed.word), error.status)
        except (asyncio.CancelledError, ConnectionError):
            raise
        except Exception as error:
            refusal = refusal_of(error)
            if isinstance(refusal, Internal):
                # The route's pattern, not its path: paths name rooms.
                resource = request.match_info.route.resource
                where = resource.canonical if resource is not None else "?"
                logger.exception("%s %s failed", request.method, where)
            self.metrics.refused[refusal.word] += 1
            return error_answer(refusal.word, refusal.status, refusal.detail)

    async def _add_headers(self, request: web.Request, response: web.StreamResponse) -> None:
        if isinstance(response, web.WebSocketResponse):
            return  # no page, and its headers stay in memory with the socket
        for name, value in security_headers(request.host, response.content_type).items():
            response.headers.setdefault(name, value)
        if request.path.startswith(("/api/", "/metrics", "/healthz")):
            response.headers["Cache-Control"] = "no-store"
        if "Server" in response.headers:
            del response.headers["Server"]

    async def _health(self, request: web.Request) -> web.Response:
        """200 while the server can write."""
        await self.store.check_writable()
        return web.json_response({"ok": True})

    async def _metrics(self, request: web.Request) -> web.Response:
        """Counts; nothing of any one room."""
        text = self.metrics.render(
            rooms=len(self.rooms), sockets=len(self.sockets), waiting=self.store.waiting
        )
        return web.Response(text=text)


def error_answer(word: str, status: int, detail: str | None = None) -> web.Response:
    """Return an answer that is not 2xx."""
    body = ErrorBody(word, detail)
    return web.json_response({"error": body.error} if detail is None else vars(body), status=status)
