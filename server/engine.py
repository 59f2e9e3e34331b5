"""
How packets travel over one WebSocket: our own loops under python-socketio's sessions.

The library's driver makes three tasks per message, compresses what cannot be compressed and lets
a slow reader pile up packets without bound. These loops make none, negotiate no compression and
count what waits. Polling, the fallback where WebSockets are blocked, is left to the library.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from typing import Any, Final

from aiohttp import WSMsgType, web

logger = logging.getLogger("flipover.engine")

#: one frame: eight records with the largest bodies, or a signal
MAX_FRAME_BYTES: Final = 1_048_576
#: a connection that is not in a room by then is of no use to anybody
ARRIVE_WITHIN_S: Final = 20.0
CLOSE: Final = 1
#: Engine.IO packets that come as text: close, pong; ping and upgrade only while upgrading
_SESSION_PACKETS: Final = frozenset("13")
_UPGRADE_PACKETS: Final = frozenset("1235")


class Outbox:
    """
    Engine.IO packets on their way to one page, in the library's queue's place.

    Counts the bytes of all that is not sent yet, what its writer holds included. Smaller than
    ``asyncio.Queue``, of which every idle socket would have one.
    """

    __slots__ = ("_idle", "_packets", "_unsent", "_waiter", "waiting_bytes")

    def __init__(self) -> None:
        self._packets: list[Any] = []
        self._unsent = 0
        self._waiter: asyncio.Future[None] | None = None
        self._idle: asyncio.Future[None] | None = None
        #: of packets that are not sent yet
        self.waiting_bytes = 0

    def put_nowait(self, packet: Any) -> None:
        """Queue a packet; None ends the writer."""
        self._packets.append(packet)
        self._unsent += 1
        self.waiting_bytes += _size(packet)
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)

    async def put(self, packet: Any) -> None:
        """Queue a packet, as the library does it."""
        self.put_nowait(packet)

    async def take(self) -> list[Any]:
        """Wait for packets; return all that wait. Each is to be ``sent`` later."""
        while not self._packets:
            self._waiter = asyncio.get_running_loop().create_future()
            try:
                await self._waiter
            finally:
                self._waiter = None
        taken, self._packets = self._packets, []
        return taken

    def sent(self, packet: Any) -> None:
        """Count a taken packet as sent."""
        self._unsent -= 1
        self.waiting_bytes -= _size(packet)
        if not self._unsent:
            self._tell_idle()

    def clear(self) -> None:
        """Forget all that waits: nobody listens any more."""
        self._packets.clear()
        self._unsent = self.waiting_bytes = 0
        self._tell_idle()

    async def join(self) -> None:
        """Wait until everything is sent or forgotten."""
        if self._unsent:
            if self._idle is None:
                self._idle = asyncio.get_running_loop().create_future()
            await asyncio.shield(self._idle)

    def _tell_idle(self) -> None:
        if self._idle is not None and not self._idle.done():
            self._idle.set_result(None)
        self._idle = None


def _size(packet: Any) -> int:
    data = None if packet is None else packet.data
    return 64 + (len(data) if isinstance(data, (bytes, str)) else 0)


def websocket_driver(
    has_arrived: Callable[[str], bool], make_packet: Callable[..., Any]
) -> Callable[..., Any]:
    """Return what stands in for the library's ``async_drivers.aiohttp.WebSocket``."""

    class Driver:
        """One WebSocket; *handler* is the library's own loop, used for upgrades from polling."""

        def __init__(self, handler: Any, server: Any) -> None:
            self._handler = handler
            self._server = server
            self._ws = web.WebSocketResponse(
                max_msg_size=MAX_FRAME_BYTES, compress=False, timeout=2.0
            )

        async def __call__(self, environ: dict[str, Any]) -> web.StreamResponse:
            request: web.Request = environ["aiohttp.request"]
            # The library holds on to this for as long as the socket lasts.
            environ.clear()
            environ["aiohttp.request"] = request
            await self._ws.prepare(request)
            socket = self._handler.__self__
            if socket.connected:
                await self._handler(self)
            else:
                await self._run(request, socket)
            return self._ws

        async def _run(self, request: web.Request, socket: Any) -> None:
            socket.connected = socket.upgraded = True
            outbox = Outbox()
            while not socket.queue.empty():
                outbox.put_nowait(socket.queue.get_nowait())
            socket.queue = outbox
            writer = asyncio.create_task(self._write(outbox))
            try:
                await self._read(socket)
            finally:
                writer.cancel()
                outbox.clear()
                await socket.close(
                    wait=False, abort=True, reason=self._server.reason.TRANSPORT_CLOSE
                )
                if not self._ws.closed and request.transport is not None:
                    request.transport.abort()

        async def _read(self, socket: Any) -> None:
            ws, sid = self._ws, socket.sid
            silence_s = self._server.ping_interval + self._server.ping_timeout
            arrive_by = asyncio.get_running_loop().time() + ARRIVE_WITHIN_S
            arrived = False
            while True:
                if not arrived:
                    arrived = has_arrived(sid)
                    if not arrived and asyncio.get_running_loop().time() > arrive_by:
                        return
                try:
                    message = await ws.receive(silence_s if arrived else ARRIVE_WITHIN_S)
                except TimeoutError:
                    return
                if message.type is WSMsgType.BINARY:
                    packet = make_packet(encoded_packet=message.data)
                elif message.type is WSMsgType.TEXT and message.data[:1] in _SESSION_PACKETS:
                    packet = make_packet(int(message.data[0]), data=message.data[1:])
                elif message.type is WSMsgType.TEXT and message.data[:1] == "4":
                    # Every packet of ours is binary; the session answers this one's error.
                    packet = make_packet(encoded_packet=b"")
                else:
                    return
                try:
                    await socket.receive(packet)
                except asyncio.CancelledError:
                    raise
                except Exception as error:
                    if not socket.closed:
                        logger.error("a packet could not be handled: %s", type(error).__name__)
                    return
                if socket.closed:
                    return

        async def _write(self, outbox: Outbox) -> None:
            try:
                while True:
                    for packet in await outbox.take():
                        if packet is None or not await self._send(packet):
                            return
                        outbox.sent(packet)
            except ConnectionError:
                pass
            finally:
                outbox.clear()
                await self._ws.close()

        async def _send(self, packet: Any) -> bool:
            data = packet.encode()
            if isinstance(data, bytes):
                await self._ws.send_bytes(data)
            else:
                await self._ws.send_str(data)
            return bool(packet.packet_type != CLOSE)

        async def close(self) -> None:
            """For the library's loop."""
            await self._ws.close()

        async def send(self, message: str | bytes) -> None:
            """For the library's loop."""
            if isinstance(message, bytes):
                await self._ws.send_bytes(message)
            else:
                await self._ws.send_str(message)

        async def wait(self) -> str | bytes | None:
            """For the library's loop; None ends it."""
            message = await self._ws.receive()
            if message.type is WSMsgType.BINARY and isinstance(message.data, bytes):
                return message.data
            if message.type is WSMsgType.TEXT and message.data[:1] in _UPGRADE_PACKETS:
                return str(message.data)
            return None

    return Driver


def background_starter(
    start: Callable[..., Any], interval_s: float, ping: Any
) -> Callable[..., Any]:
    """
    Return what stands in for the library's ``start_background_task``.

    A ping is a timer instead of a task that sleeps: every idle socket would have one.
    """

    def ping_now(socket: Any) -> None:
        if not socket.closing and not socket.closed:
            socket.last_ping = time.time()
            socket.queue.put_nowait(ping)

    def begin(target: Callable[..., Any], *values: Any, **named: Any) -> Any:
        if getattr(target, "__name__", "") == "_send_ping":
            socket = target.__self__  # type: ignore[attr-defined]
            return asyncio.get_running_loop().call_later(interval_s, ping_now, socket)
        return start(target, *values, **named)

    return begin
