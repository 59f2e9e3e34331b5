"""
Who asks over HTTP: token and device from the headers, address from the connection.

Addresses are kept in memory for limits alone and written nowhere.
"""

from __future__ import annotations

import dataclasses
import ipaddress
from typing import Any, Final
from urllib.parse import urlsplit

from aiohttp import web

from server.access import Visitor
from server.clock import Clock
from server.errors import (
    Malformed,
    NotAdmitted,
    NotAllowed,
    NotFound,
    TooFast,
    TooLarge,
    UnknownLink,
    WrongOrigin,
)
from server.limits import ARRIVALS, FAILURES, REQUESTS, UPLOAD_BYTES, Buckets
from server.records import decode_id
from server.rooms import Rooms
from server.shapes import parse_json
from server.store import Store

DEVICE_HEADER: Final = "X-Flipover-Device"
#: which page load reads a share, 8 bytes
PAGE_HEADER: Final = "X-Flipover-Page"
READ_ONLY: Final = frozenset({"GET", "HEAD", "OPTIONS"})
MAX_JSON_BYTES: Final = 256 * 1024


def network_of(request: web.BaseRequest) -> str:
    """
    Return whose limits a request counts against; a proxy on this machine is believed about it.

    An address of version 4 stands for itself. One of version 6 stands for its /64: whoever has one
    has all 2⁶⁴ of them (RFC 4291, section 2.5.4).
    """
    address = request.remote or ""
    forwarded = request.headers.get("X-Forwarded-For")
    if forwarded and _is_loopback(address):
        address = forwarded.rsplit(",", 1)[-1].strip()[:64]
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv4Address):
        return str(parsed)
    if parsed.ipv4_mapped is not None:
        return str(parsed.ipv4_mapped)
    return str(ipaddress.IPv6Network((parsed.packed[:8] + bytes(8), 64)))


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return address == ""


def check_origin(request: web.BaseRequest, public_url: str | None) -> None:
    """
    Let a page of another site neither open a socket nor change anything.

    Raises:
        WrongOrigin: the browser says that the request comes from elsewhere.
    """
    origin = request.headers.get("Origin")
    if origin is None:
        return  # no browser, or a read of one's own page
    if request.method in READ_ONLY and not request.path.startswith("/socket.io/"):
        return
    try:
        asked_by = urlsplit(origin).netloc.lower()
    except ValueError:
        asked_by = ""
    own = {request.host.lower()}
    if public_url is not None:
        own.add(urlsplit(public_url).netloc.lower())
    if not asked_by or asked_by not in own:
        raise WrongOrigin()


async def read_body(request: web.Request, most: int) -> bytes:
    """
    Return the body. It may come slowly: who sent it is looked at again then, see ``Visits``.

    Raises:
        TooLarge: more than *most* bytes; the rest is not read.
    """
    if request.content_length is not None and request.content_length > most:
        raise TooLarge()
    parts, size = [], 0
    async for part in request.content.iter_any():
        size += len(part)
        if size > most:
            raise TooLarge()
        parts.append(part)
    return b"".join(parts)


def json_answer(value: Any, status: int = 200) -> web.Response:
    """Return a dataclass, or a list of them, as JSON."""
    if isinstance(value, list):
        return web.json_response([dataclasses.asdict(row) for row in value], status=status)
    return web.json_response(dataclasses.asdict(value), status=status)


class Visits:
    """Recognises who asks, within limits."""

    def __init__(self, store: Store, rooms: Rooms, clock: Clock) -> None:
        self._store = store
        self._rooms = rooms
        self._clock = clock
        self._failures = Buckets(FAILURES)
        self._arrivals = Buckets(ARRIVALS)
        self._requests = Buckets(REQUESTS)
        self._uploads = Buckets(UPLOAD_BYTES)

    async def recognise(self, request: web.Request, *, log: bytes | None = None) -> Visitor:
        """
        Return who asks for the log in the path, or for *log*.

        Raises:
            Malformed: a header is missing or broken.
            UnknownLink, Revoked, Ended, TooFast: see ``registry.recognise``.
        """
        token = _token_of(request)
        device = _device_of(request)
        try:
            visitor = await self._store.recognise(log or log_of(request), token, device)
        except UnknownLink:
            self.check_failures(request)
            raise
        self.check_requests(visitor)
        return visitor

    async def admitted(self, request: web.Request, *, log: bytes | None = None) -> Visitor:
        """
        Return who asks, if let in.

        Raises:
            NotAdmitted: the device is not registered or before the door.
        """
        visitor = await self.recognise(request, log=log)
        visitor.check_admitted()
        return visitor

    async def reader(self, request: web.Request) -> Visitor:
        """
        Return who reads entries or blobs, if let in; a trainer's page load is listed first.

        Raises:
            NotAdmitted: the device is not registered or before the door.
            Malformed: a trainer's page does not say which it is.
        """
        visitor = await self.admitted(request)
        if visitor.role == "trainer":
            page = request.headers.get(PAGE_HEADER)
            if page is None:
                raise Malformed(f"{PAGE_HEADER} is missing")
            await self._store.note_opening(visitor.facts.number, visitor.link, decode_id(page, 8))
        return visitor

    async def keeper(self, request: web.Request, *, log: bytes | None = None) -> Visitor:
        """
        Return who asks, if coach or owner.

        Raises:
            NotAdmitted, NotAllowed: anybody else.
        """
        visitor = await self.recognise(request, log=log)
        visitor.check_keeper()
        return visitor

    async def eraser(self, request: web.Request) -> Visitor:
        """
        Return who asks, if coach or owner; also after the log's date, when only erasing is left.

        Raises:
            NotFound: erased already, or never there.
            NotAdmitted, NotAllowed: anybody else, and for a share, which its room ends.
        """
        device = _device_of(request)
        try:
            visitor = await self._store.recognise(
                log_of(request), _token_of(request), device, although_ended=True
            )
        except UnknownLink:
            self.check_failures(request)
            raise NotFound() from None
        visitor.check_keeper()
        if visitor.facts.kind == "share":
            raise NotAllowed("a share is ended in its room, which lists it")
        return visitor

    async def register(self, request: web.Request) -> Visitor:
        """
        Register the device in the header; return the visitor as it is then.

        Raises:
            Malformed: no device in the header.
            TooLarge: the link has as many devices as it may.
        """
        self.check_arrivals(request)
        device = _device_of(request)
        if device is None:
            raise Malformed(f"{DEVICE_HEADER} is missing")
        try:
            visitor = await self._store.register_device(log_of(request), _token_of(request), device)
        except UnknownLink:
            self.check_failures(request)
            raise
        self._rooms.changes += 1
        return visitor

    async def upload(
        self, request: web.Request, visitor: Visitor, most: int
    ) -> tuple[Visitor, bytes]:
        """
        Return an uploaded body, and *visitor* as it is once all of it is there.

        Raises:
            TooLarge, TooFast: over *most* bytes, or too many for one link in a while.
            Revoked, Ended: since the body began to come.
        """
        body = await read_body(request, most)
        if not self._uploads.take(visitor.link, self._clock.seconds(), len(body)):
            raise TooFast()
        return await self._again(request), body

    async def told(self, request: web.Request, visitor: Visitor) -> tuple[Visitor, Any]:
        """
        Return the JSON that a body spells, and *visitor* as it is once all of it is there.

        Raises:
            TooLarge, Malformed: too much, or no JSON.
            Revoked, Ended: since the body began to come.
        """
        said = parse_json(await read_body(request, MAX_JSON_BYTES))
        return await self._again(request), said

    async def _again(self, request: web.Request) -> Visitor:
        """A body may take as long as its sender likes: who was withdrawn meanwhile is nobody."""
        log, token, device = log_of(request), _token_of(request), _device_of(request)
        return await self._store.recognise(log, token, device)

    def check_requests(self, visitor: Visitor) -> None:
        """
        Count what a link asks.

        Raises:
            TooFast: too much in a while.
        """
        if not self._requests.take(visitor.link, self._clock.seconds()):
            raise TooFast()

    def check_failures(self, request: web.Request) -> None:
        """
        Count a request without a valid secret.

        Raises:
            TooFast: too many of them from one address.
        """
        if not self._failures.take(network_of(request), self._clock.seconds()):
            raise TooFast()

    def check_arrivals(self, request: web.Request) -> None:
        """
        Count somebody who comes in.

        Raises:
            TooFast: too many from one address.
        """
        if not self._arrivals.take(network_of(request), self._clock.seconds()):
            raise TooFast()


def log_of(request: web.Request) -> bytes:
    """
    Return the log in the path.

    Raises:
        Malformed: no id.
    """
    return decode_id(request.match_info["log"], 16)


def number_of(request: web.Request, name: str) -> int:
    """
    Return a number in the path.

    Raises:
        Malformed: no number.
    """
    return number(request.match_info[name])


def number(text: str) -> int:
    """
    Return a whole number from 0, as the wire writes it.

    Raises:
        Malformed: anything else.
    """
    if not text.isascii() or not text.isdigit() or len(text) > 16:
        raise Malformed("a number is due")
    return min(int(text), 2**53 - 1)


def _token_of(request: web.Request) -> bytes:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        raise UnknownLink("Authorization: Bearer is missing")
    return decode_id(token.strip(), 32)


def _device_of(request: web.Request) -> bytes | None:
    text = request.headers.get(DEVICE_HEADER)
    return None if text is None else decode_id(text, 16)


def device_of(visitor: Visitor) -> int:
    """
    Return the visitor's device.

    Raises:
        NotAdmitted: it is not registered.
    """
    if visitor.device is None:
        raise NotAdmitted("register this device first")
    return visitor.device
