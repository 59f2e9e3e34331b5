"""The Python side's vectors of the safety words: both sides of a call, and what they derive."""

from __future__ import annotations

from typing import Any

from tests.wire.spelling import b64, fixed
from whiteboard.safety import SafetySide, safety_words

#: page ids of two pages: far apart, alike but for one bit, and pairs whose base64url stands in
#: another order than their bytes ("-" is 62 and comes before "A" in ASCII)
PAGES = {
    "two pages": (fixed("page", 8), fixed("other page", 8)),
    "one bit apart": (bytes(8), bytes(7) + b"\1"),
    "base64url in another order": (b"\xf8" + bytes(7), bytes(8)),
    "letters in another order": (b"\x00" + bytes(7), b"\xd0" + bytes(7)),
}


def side_row(side: SafetySide) -> dict[str, str]:
    """Return one side field by field."""
    return {
        "page": b64(side.page),
        "fingerprint": b64(side.fingerprint),
        "nonce": b64(side.nonce),
        "commitment": b64(side.commitment),
    }


def row(name: str, call: bytes, one: SafetySide, other: SafetySide) -> dict[str, Any]:
    """Return both sides and their words."""
    return {
        "name": name,
        "call": b64(call),
        "one": side_row(one),
        "other": side_row(other),
        "words": list(safety_words(call, one, other)),
    }


def safety_vectors() -> dict[str, Any]:
    """Return pairs of pages, and the first of them with one thing changed each time."""
    call = fixed("call key")
    rows = []
    for name, (page, other_page) in PAGES.items():
        one = SafetySide(page, fixed(f"{name} fingerprint"), fixed(f"{name} nonce"))
        other = SafetySide(other_page, fixed(f"{name} far print"), fixed(f"{name} far nonce"))
        rows.append(row(name, call, one, other))
    one = SafetySide(fixed("page", 8), fixed("fingerprint"), fixed("nonce"))
    other = SafetySide(fixed("other page", 8), fixed("far print"), fixed("far nonce"))
    changed = [
        ("nothing", call, other),
        ("call key", fixed("another key"), other),
        ("page", call, SafetySide(fixed("third page", 8), other.fingerprint, other.nonce)),
        ("fingerprint", call, SafetySide(other.page, fixed("middle print"), other.nonce)),
        ("nonce", call, SafetySide(other.page, other.fingerprint, fixed("another nonce"))),
    ]
    return {
        "pairs": rows,
        "one_thing_changed": [row(name, key, one, o) for name, key, o in changed],
    }
