"""Payloads of the socket's events into the dataclasses of ``protocol``, or an error word."""

from __future__ import annotations

from typing import Any

from server.errors import ClientTooOld, Malformed, ServerTooOld, TooLarge
from server.protocol import PROTOCOL_VERSION, Append, Connect
from server.records import MAX_NUMBER


def read_connect(auth: object) -> Connect:
    """
    Read the ``auth`` of a connection.

    Raises:
        ClientTooOld, ServerTooOld, Malformed: it speaks another version, or is none.
    """
    if not isinstance(auth, dict):
        raise Malformed("auth is a map")
    version = auth.get("v")
    if type(version) is not int:
        raise Malformed("v is a number")
    if version < PROTOCOL_VERSION:
        raise ClientTooOld()
    if version > PROTOCOL_VERSION:
        raise ServerTooOld()
    words = [auth.get(name) for name in ("log", "token", "device", "page")]
    if not all(isinstance(word, str) for word in words):
        raise Malformed("log, token, device and page are text")
    log, token, device, page = (str(word) for word in words)
    return Connect(version, log, token, device, page)


def read_append(payload: dict[str, Any]) -> Append:
    """Read ``append``; the records themselves are not looked into."""
    records, rest_ms = payload.get("records"), payload.get("rest_ms")
    if not isinstance(records, bytes):
        raise Malformed("records are bytes")
    if rest_ms is not None and type(rest_ms) is not int:
        raise Malformed("rest_ms is a number")
    return Append(records, rest_ms)


def sealed_bytes(value: object, most: int) -> bytes:
    """
    Return 1..*most* bytes.

    Raises:
        Malformed, TooLarge: nothing, something else, or too much.
    """
    if not isinstance(value, bytes) or not value:
        raise Malformed("sealed is bytes")
    if len(value) > most:
        raise TooLarge()
    return value


def count(value: object) -> int:
    """Return a whole number from 0 that both languages hold exactly."""
    if type(value) is not int or not 0 <= value <= MAX_NUMBER:
        raise Malformed("a count is due")
    return value
