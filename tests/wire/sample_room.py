"""The room, the authors and the fixed nonces of the vectors about what is sealed."""

from __future__ import annotations

from typing import Any

from tests.wire.spelling import fixed
from whiteboard.entry import KINDS, ROLES, Header
from whiteboard.keys import Link

ROOM = Link("coach", fixed("room", 16), fixed("coach seed"), fixed("coach pass", 16))
KEYS = ROOM.keys
AUTHOR = fixed("author", 8)
OTHER = fixed("other author", 8)
NOW = 1_790_000_000_123
UNICODE = "Lukt het je al een beetje? “Ja” – één ding: 🌱 naïef ﷽ e\u0301"


def nonce(word: str) -> bytes:
    """Return the fixed nonce of one vector."""
    return fixed(f"nonce {word}", 12)


def header_of(kind: str, role: str = "coach", **fields: Any) -> Header:
    """Return a header of the sample room."""
    start: dict[str, Any] = {"log": ROOM.log, "author": AUTHOR, "n": 0, **fields}
    return Header(kind=KINDS[kind], role=ROLES[role], **start)
