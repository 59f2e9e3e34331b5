"""
What is sealed beside the log: greetings, knocks, signals, live messages, keyframes.

Each has its own additional data, so that none can be passed off as another. All bodies are
padded MessagePack. Knows nothing of when they are sent.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from whiteboard.crypto import decrypt, encrypt
from whiteboard.entry import DIGEST_BYTES, MAX_NUMBER, VERSION, fresh_nonce
from whiteboard.errors import BadBody
from whiteboard.keys import AUTHOR_BYTES, LogKeys, from_base64url, to_base64url
from whiteboard.packing import pack, pad, unpack, unpad

MAX_GREETING_BYTES: Final = 4_096


def _seal(key: bytes, additional: bytes, value: object, nonce: bytes | None) -> bytes:
    return encrypt(key, nonce or fresh_nonce(), pad(pack(value)), additional)


def _open(key: bytes, additional: bytes, sealed: bytes) -> dict[str, Any]:
    value = unpack(unpad(decrypt(key, sealed, additional)))
    if not isinstance(value, dict):
        raise BadBody("not a map")
    return value


def _prefix(keys: LogKeys, word: bytes) -> bytes:
    return bytes([VERSION]) + keys.log + word


def seal_greeting(keys: LogKeys, value: dict[str, Any], *, nonce: bytes | None = None) -> bytes:
    """Return the sealed greeting of a link."""
    return _seal(keys.greeting, _prefix(keys, b"greeting"), value, nonce)


def open_greeting(keys: LogKeys, sealed: bytes) -> dict[str, Any]:
    """
    Return a link's greeting.

    Raises:
        SealError: one of its kinds, here and in all that follow.
    """
    return _open(keys.greeting, _prefix(keys, b"greeting"), sealed)


def seal_knock(
    keys: LogKeys, page: bytes, value: dict[str, Any], *, nonce: bytes | None = None
) -> bytes:
    """Return the sealed name and form with which *page* knocks."""
    return _seal(keys.signal, _prefix(keys, b"knock") + page, value, nonce)


def open_knock(keys: LogKeys, page: bytes, sealed: bytes) -> dict[str, Any]:
    """Return the name and form with which *page* knocks."""
    return _open(keys.signal, _prefix(keys, b"knock") + page, sealed)


def _signal_additional(keys: LogKeys, sender: bytes, to: bytes, counter: int) -> bytes:
    return _prefix(keys, b"signal") + sender + to + counter.to_bytes(8, "big")


def seal_signal(
    keys: LogKeys,
    sender: bytes,
    to: bytes,
    counter: int,
    value: dict[str, Any],
    *,
    nonce: bytes | None = None,
) -> bytes:
    """Return a sealed signal; *counter* only rises from one page to one other."""
    return _seal(keys.signal, _signal_additional(keys, sender, to, counter), value, nonce)


def open_signal(
    keys: LogKeys, sender: bytes, to: bytes, counter: int, sealed: bytes
) -> dict[str, Any]:
    """Return a signal; the receiver refuses a *counter* it has had."""
    return _open(keys.signal, _signal_additional(keys, sender, to, counter), sealed)


def seal_live(
    keys: LogKeys, page: bytes, value: dict[str, Any], *, nonce: bytes | None = None
) -> bytes:
    """Return a live message that goes through the server."""
    return _seal(keys.live(page), _prefix(keys, b"live") + page, value, nonce)


def open_live(keys: LogKeys, page: bytes, sealed: bytes) -> dict[str, Any]:
    """Return a live message of *page*."""
    return _open(keys.live(page), _prefix(keys, b"live") + page, sealed)


@dataclass(frozen=True)
class Keyframe:
    """The board at *k*: a cache beside the log, from which a page may join."""

    k: int
    #: H(k), 32 bytes
    h: bytes
    #: each author's next n, by their 8 bytes
    next_n: dict[bytes, int]
    #: the whole document as one Yjs update
    board: bytes


def _keyframe_additional(keys: LogKeys, k: int) -> bytes:
    return _prefix(keys, b"keyframe") + k.to_bytes(8, "big")


def seal_keyframe(keys: LogKeys, frame: Keyframe, *, nonce: bytes | None = None) -> bytes:
    """Return the sealed keyframe."""
    value = {
        "v": 1,
        "k": frame.k,
        "h": frame.h,
        "next": {to_base64url(author): n for author, n in frame.next_n.items()},
        "board": frame.board,
    }
    return _seal(keys.entry, _keyframe_additional(keys, frame.k), value, nonce)


def open_keyframe(keys: LogKeys, k: int, sealed: bytes) -> Keyframe:
    """Return the keyframe that was sealed for position *k*."""
    value = _open(keys.entry, _keyframe_additional(keys, k), sealed)
    h, board, next_n = value.get("h"), value.get("board"), value.get("next")
    if value.get("v") != 1 or value.get("k") != k:
        raise BadBody("not the keyframe of this place")
    if not isinstance(h, bytes) or len(h) != DIGEST_BYTES or not isinstance(board, bytes):
        raise BadBody("no chain value or no board")
    if not isinstance(next_n, dict):
        raise BadBody("no authors")
    return Keyframe(k, h, {_author(a): _n(n) for a, n in next_n.items()}, board)


def _author(text: object) -> bytes:
    try:
        return from_base64url(str(text), AUTHOR_BYTES)
    except ValueError:
        raise BadBody("an author has 8 bytes") from None


def _n(value: object) -> int:
    if type(value) is not int or not 0 <= value <= MAX_NUMBER:
        raise BadBody("a count is no number")
    return value
