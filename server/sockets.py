"""
The events of the wire: the only home of Socket.IO.

Checks shapes, asks ``rooms`` and ``store``, and turns refusals into words. No handler awaits a
commit: ``append`` validates, queues and returns, or ``live`` would wait behind it.
"""

from __future__ import annotations

import asyncio
import dataclasses
import logging
from collections.abc import Callable
from typing import Any, Final

import socketio
from aiohttp import web
from socketio.async_manager import eio_packet
from socketio.msgpack_packet import MsgPackPacket

from server.access import LogFacts
from server.clock import Clock
from server.engine import MAX_FRAME_BYTES, Outbox, background_starter, websocket_driver
from server.errors import (
    Exists,
    Internal,
    Malformed,
    NotAdmitted,
    NotAllowed,
    Refusal,
    TooFast,
)
from server.events import count, read_append, read_connect, sealed_bytes
from server.intake import parse_batch, take_in
from server.ledger import Appender
from server.limits import ARRIVALS, Buckets
from server.metrics import Metrics
from server.presence import Page
from server.protocol import (
    MAX_KNOCK_BYTES,
    MAX_LIVE_BYTES,
    MAX_SIGNAL_BYTES,
    Admit,
    KnockIn,
    LiveIn,
    SignalIn,
)
from server.records import decode_id
from server.rooms import Rooms
from server.store import Store
from server.visits import network_of

logger = logging.getLogger("flipover.sockets")
#: what the library has to say concerns single connections: nobody's business
_silent = logging.getLogger("flipover.silent")
_silent.setLevel(logging.CRITICAL + 1)

#: bytes before a socket from which ``live`` is dropped, and from which it is hung up: the page
#: comes back and catches up, which costs less than keeping it all
LIVE_LAG_BYTES: Final = 65_536
MAX_LAG_BYTES: Final = 8 * 1024 * 1024
#: packets that stand for those bytes where they cannot be counted (polling)
LIVE_LAG_PACKETS: Final = 32
MAX_LAG_PACKETS: Final = 512
#: records of one page between queue and answer; pages keep to MAX_IN_FLIGHT
MAX_PENDING: Final = 256
PING_INTERVAL_S: Final = 20
PING_TIMEOUT_S: Final = 20
#: for what is queued to go out before the end
HANG_UP_WITHIN_S: Final = 2.0
NOBODY: Final = bytes(8)
EVENT: Final = 2
MALFORMED_EVENT: Final = "malformed packet"
_NESTED: Final = frozenset({"peers", "knocks"})


class CheckedPacket(MsgPackPacket):  # type: ignore[misc]
    """A Socket.IO packet whose shape is looked at before the library trusts it."""

    def decode(self, encoded_packet: object) -> None:
        """Read a packet; one that is none of ours becomes an event that is answered."""
        try:
            super().decode(encoded_packet)
            right = self._is_right()
        except Exception:  # whatever MessagePack or the library may say to random bytes
            right = False
        if not right:
            self.packet_type, self.namespace, self.id = EVENT, "/", None
            self.data = [MALFORMED_EVENT]

    def _is_right(self) -> bool:
        kind, data = self.packet_type, self.data
        if type(kind) is not int or self.namespace != "/":
            return False
        if self.id is not None and type(self.id) is not int:
            return False
        if kind == EVENT:
            return isinstance(data, list) and bool(data) and isinstance(data[0], str)
        return kind in (0, 1)  # CONNECT, DISCONNECT; we ask for no acks and send no parts


class SocketLine:
    """The way to one page through its Engine.IO session."""

    __slots__ = ("_hang_up", "_socket")

    def __init__(self, socket: Any, hang_up: Callable[[str], None]) -> None:
        self._socket = socket
        self._hang_up = hang_up

    def send(self, packet: Any, *, droppable: bool) -> bool:
        """Queue *packet*; see ``rooms.Line``."""
        socket = self._socket
        if socket.closed or socket.closing:
            return True
        queue = socket.queue
        if isinstance(queue, Outbox):
            lag, live_lag, most = queue.waiting_bytes, LIVE_LAG_BYTES, MAX_LAG_BYTES
        else:
            lag, live_lag, most = queue.qsize(), LIVE_LAG_PACKETS, MAX_LAG_PACKETS
            # A packet remembers how it was encoded first, and polling has another way.
            packet = eio_packet.Packet(eio_packet.MESSAGE, packet.data)
        if droppable and lag > live_lag:
            return False
        if lag > most:
            self.hang_up()
            return False
        queue.put_nowait(packet)
        return True

    def hang_up(self) -> None:
        """End the session; what is queued goes out first."""
        self._hang_up(self._socket.sid)


def encode_event(event: str, payload: Any) -> Any:
    """Return the packet of one event with one map as its argument."""
    fields = dataclasses.asdict(payload) if event in _NESTED else vars(payload)
    encoded = CheckedPacket(EVENT, data=[event, fields], namespace="/").encode()
    return eio_packet.Packet(eio_packet.MESSAGE, encoded)


class Sockets:
    """Owns the Socket.IO server; ``attach`` gives it its route."""

    def __init__(self, store: Store, rooms: Rooms, clock: Clock, metrics: Metrics) -> None:
        self._store = store
        self._rooms = rooms
        self._clock = clock
        self._metrics = metrics
        self._pages: dict[str, Page] = {}
        self._here: set[str] = set()
        #: what was known of the log at ``connect``, and ``rooms.withdrawals`` then
        self._facts_at_connect: dict[str, tuple[LogFacts, int]] = {}
        self._arrivals = Buckets(ARRIVALS)
        self._tasks: set[asyncio.Task[Any]] = set()
        self._server: Any = socketio.AsyncServer(
            async_mode="aiohttp",
            serializer=CheckedPacket,
            async_handlers=False,
            logger=_silent,
            engineio_logger=_silent,
            cors_allowed_origins=[],  # ours is the check in app, for HTTP and sockets alike
            max_http_buffer_size=MAX_FRAME_BYTES,
            ping_interval=PING_INTERVAL_S,
            ping_timeout=PING_TIMEOUT_S,
            http_compression=False,
        )
        driver = websocket_driver(self._here.__contains__, eio_packet.Packet)
        eio = self._server.eio
        eio._async = {**eio._async, "websocket": driver}
        eio.start_background_task = background_starter(
            eio.start_background_task, PING_INTERVAL_S, eio_packet.Packet(eio_packet.PING)
        )
        self._server.on("connect", self._connect)
        self._server.on("disconnect", self._disconnect)
        for event, handler in {
            "append": self._append,
            "live": self._live,
            "signal": self._signal,
            "knock": self._knock,
            "admit": self._admit,
            "head": self._head,
        }.items():
            self._server.on(event, self._guarded(handler))
        self._server.on("*", self._unknown)

    def __len__(self) -> int:
        return len(self._pages)

    def attach(self, app: web.Application) -> None:
        """Add the route ``/socket.io/``."""
        self._server.attach(app)

    async def close(self) -> None:
        """Close every session so that pages come back by themselves, and stop."""
        eio = self._server.eio
        closing = [self._close(sid) for sid in list(eio.sockets)]
        await asyncio.gather(*closing, *self._tasks, return_exceptions=True)
        await self._server.shutdown()

    async def _close(self, eio_sid: str) -> None:
        try:
            async with asyncio.timeout(HANG_UP_WITHIN_S):
                await self._server.eio.disconnect(eio_sid)
        except TimeoutError:
            pass

    def _spawn(self, work: Any) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    # --- coming and going ---------------------------------------------------------------------

    async def _connect(self, sid: str, environ: dict[str, Any], auth: object) -> None:
        try:
            page = await self._recognise(sid, environ, auth)
        except Refusal as error:
            self._metrics.refused[error.word] += 1
            raise socketio.exceptions.ConnectionRefusedError(error.word) from None
        except Exception:
            logger.exception("a connection could not be made")
            raise socketio.exceptions.ConnectionRefusedError(Internal.word) from None
        self._pages[sid] = page
        # The library says yes only after this returns; nothing may reach the page before it.
        asyncio.get_running_loop().call_soon(self._arrive, sid)

    async def _recognise(self, sid: str, environ: dict[str, Any], auth: object) -> Page:
        if not self._arrivals.take(network_of(environ["aiohttp.request"]), self._clock.seconds()):
            raise TooFast()
        who = read_connect(auth)
        log, page = decode_id(who.log, 16), decode_id(who.page, 8)
        token, device = decode_id(who.token, 32), decode_id(who.device, 16)
        while True:
            before = self._rooms.changes
            visitor = await self._store.recognise(log, token, device)
            if visitor.device is None:
                raise NotAdmitted("register this device first")
            if await self._store.is_anothers(visitor.facts.number, page, visitor.device):
                raise Exists("this page is somebody else's")
            if before == self._rooms.changes:
                break
        self._rooms.check_page(visitor, page)
        self._facts_at_connect[sid] = visitor.facts, self._rooms.withdrawals
        eio_sid = self._server.manager.eio_sid_from_sid(sid, "/")
        socket = self._server.eio.sockets[eio_sid]
        # The request would be kept for as long as the session lasts.
        self._server.environ[eio_sid] = {}
        line = SocketLine(socket, lambda which: self._spawn(self._close(which)))
        return Page(visitor, page, line, self._clock)

    def _arrive(self, sid: str) -> None:
        page, known = self._pages.get(sid), self._facts_at_connect.pop(sid, None)
        eio_sid = self._server.manager.eio_sid_from_sid(sid, "/")
        if page is None or known is None or eio_sid is None:
            return
        facts, withdrawals = known
        self._here.add(eio_sid)
        if withdrawals != self._rooms.withdrawals:
            # Perhaps its own, since it was recognised: let it come back and be looked at anew.
            page.line.hang_up()
            return
        self._rooms.enter(page, facts)

    async def _disconnect(self, sid: str, _reason: object = None) -> None:
        self._facts_at_connect.pop(sid, None)
        self._here.discard(self._server.manager.eio_sid_from_sid(sid, "/") or "")
        page = self._pages.pop(sid, None)
        if page is not None:
            self._rooms.leave(page)

    # --- events -------------------------------------------------------------------------------

    def _guarded(self, handler: Callable[[Page, Any], None]) -> Callable[..., None]:
        """Return a handler that gives *handler* the page and a map, and words to its errors."""

        def guarded(sid: str, *values: object) -> None:
            page = self._pages.get(sid)
            if page is None:
                return
            try:
                if len(values) != 1 or not isinstance(values[0], dict):
                    raise Malformed("one map is due")
                handler(page, values[0])
            except Refusal as error:
                self._refuse(page, NOBODY, 0, error.word)
            except Exception:
                logger.exception("an event could not be handled")
                self._refuse(page, NOBODY, 0, Internal.word)

        return guarded

    def _unknown(self, _event: str, sid: str, *_values: object) -> None:
        page = self._pages.get(sid)
        if page is not None:
            self._refuse(page, NOBODY, 0, Malformed.word)

    def _refuse(self, page: Page, author: bytes, n: int, word: str) -> None:
        self._metrics.refused[word] += 1
        self._rooms.refuse(page, author, n, word)

    def _append(self, page: Page, payload: dict[str, Any]) -> None:
        append = read_append(payload)
        records = parse_batch(append.records)
        room = self._rooms.room(page.log)
        if room is None:
            return
        if append.rest_ms is not None:
            refused = [(record, NotAllowed.word) for record in records]
        elif not self._is_within_limits(page, len(records), len(append.records)):
            refused = [(record, TooFast.word) for record in records]
        else:
            by = Appender(page.log, page.link, page.role, page.device, page.reads)
            now = self._clock.now_ms()
            refused = take_in(self._store, room, room.facts, by, records, page, now)
            page.in_flight += len(records) - len(refused)
        for record, word in refused:
            self._refuse(page, record.author, record.n, word)

    def _is_within_limits(self, page: Page, records: int, size: int) -> bool:
        now = self._clock.seconds()
        return (
            page.in_flight + records <= MAX_PENDING
            and page.append_records.take(now, records)
            and page.append_bytes.take(now, size)
        )

    def _live(self, page: Page, payload: dict[str, Any]) -> None:
        live = LiveIn(sealed_bytes(payload.get("sealed"), MAX_LIVE_BYTES))
        self._check_open(page)
        self._rooms.live(page, live.sealed)

    def _signal(self, page: Page, payload: dict[str, Any]) -> None:
        signal = SignalIn(
            payload.get("to", ""),
            count(payload.get("counter")),
            sealed_bytes(payload.get("sealed"), MAX_SIGNAL_BYTES),
        )
        to = decode_id(signal.to, 8)
        if not page.live:
            raise NotAdmitted()
        self._check_open(page)
        if not page.signal_rate.take(self._clock.seconds()):
            raise TooFast()
        self._rooms.signal(page, to, signal.counter, signal.sealed)

    def _knock(self, page: Page, payload: dict[str, Any]) -> None:
        knock = KnockIn(sealed_bytes(payload.get("sealed"), MAX_KNOCK_BYTES))
        if not page.knock_rate.take(self._clock.seconds()):
            raise TooFast()
        self._rooms.knock(page, knock.sealed)

    def _admit(self, page: Page, payload: dict[str, Any]) -> None:
        yes = payload.get("yes")
        if type(yes) is not bool:
            raise Malformed("yes is true or false")
        admit = Admit(count(payload.get("device")), yes)
        if not page.live:
            raise NotAdmitted()
        if page.role != "coach":
            raise NotAllowed()
        self._spawn(self._answer_knock(page, admit))

    def _head(self, page: Page, _payload: dict[str, Any]) -> None:
        if not page.head_rate.take(self._clock.seconds()):
            raise TooFast()
        self._rooms.tell_again(page)

    async def _answer_knock(self, page: Page, admit: Admit) -> None:
        try:
            knocking = self._rooms.knocking_page(page.log, admit.device)
            await self._store.admit(page.log, admit.device, knocking, yes=admit.yes)
            self._rooms.answered(page.log, admit.device, yes=admit.yes)
        except Refusal as error:
            self._refuse(page, NOBODY, 0, error.word)
        except Exception:
            logger.exception("a knock could not be answered")
            self._refuse(page, NOBODY, 0, Internal.word)

    def _check_open(self, page: Page) -> None:
        room = self._rooms.room(page.log)
        if room is not None:
            room.facts.check_open(self._clock.now_ms())
