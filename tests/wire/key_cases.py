"""Links of each role with all that is derived from them, and texts that are no links."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from tests.wire.sample_room import AUTHOR, OTHER, ROOM
from tests.wire.spelling import b64, fixed
from whiteboard.crypto import sha256
from whiteboard.keys import Link, new_member_link, workspace_link


def link_row(link: Link, pages: Iterable[bytes] = (AUTHOR, OTHER)) -> dict[str, Any]:
    """Return a link with all that is derived from it, for *pages* what each sends live."""
    keys = link.keys
    return {
        "role": link.role,
        "log": b64(link.log),
        "seed": b64(link.seed),
        "pass": b64(link.key),
        "fragment": link.fragment,
        "address": link.address("https://example.org"),
        "member": b64(link.member_seed),
        "token": b64(link.token),
        "token_hash": b64(sha256(link.token)),
        "entry": b64(keys.entry),
        "signal": b64(keys.signal),
        "call": b64(keys.call),
        "greeting": b64(keys.greeting),
        "live": {b64(page): b64(keys.live(page)) for page in pages},
    }


def keys_vectors() -> dict[str, Any]:
    """Return one link of each role, and texts that are no links."""
    coach = ROOM
    guest = replace(new_member_link(coach, "guest"), key=fixed("guest pass", 16))
    trainer = replace(new_member_link(coach, "trainer"), key=fixed("trainer pass", 16))
    broken = [
        ("no fragment", "https://example.org/r/" + coach.log_id),
        ("empty fragment", "https://example.org/r/" + coach.log_id + "#"),
        ("unknown letter", "#x" + coach.fragment[2:]),
        ("one character short", coach.fragment[:-1]),
        ("one character long", coach.fragment + "A"),
        ("padding", coach.fragment + "="),
        ("a character of plain base64", coach.fragment[:5] + "+" + coach.fragment[6:]),
        ("empty secret", "#g"),
        ("workspace with a pass", "#w" + coach.fragment[2:]),
        ("workspace, bits set after the last byte", "#w" + "A" * 42 + "B"),
        ("invitation with a slash", "#iabc/defgh"),
    ]
    return {
        "links": [link_row(link) for link in (coach, guest, trainer)],
        "workspace": link_row(workspace_link(fixed("workspace seed"))),
        "side": {"of": b64(coach.log), "coach_seed": b64(coach.seed), **link_row(coach.side())},
        "broken_fragments": [
            {"name": name, "fragment": text.partition("#")[2] and "#" + text.partition("#")[2]}
            for name, text in broken
        ],
    }
