"""How the vectors spell bytes, and what JSON cannot: read alike by ``spelling.ts``'s readers."""

from __future__ import annotations

import hashlib
from typing import Any

from whiteboard.keys import to_base64url


def b64(data: bytes) -> str:
    """Return base64url without padding."""
    return to_base64url(data)


def fixed(word: str, length: int = 32) -> bytes:
    """Return *length* bytes that look random and are the same in every run."""
    return b"".join(
        hashlib.sha256(f"{word}/{i}".encode()).digest() for i in range(length // 32 + 1)
    )[:length]


def spelled(value: Any) -> Any:
    """Return *value* with each bytes object as ``{"$bytes": base64url}``."""
    if isinstance(value, bytes):
        return {"$bytes": b64(value)}
    if isinstance(value, dict):
        return {spelled_key(key): spelled(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [spelled(inner) for inner in value]
    return value


def spelled_key(key: Any) -> str:
    """Return a map's key; bytes become base64url."""
    return b64(key) if isinstance(key, bytes) else str(key)
