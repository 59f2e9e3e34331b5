"""The shapes that cross HTTP, read by the server: the good taken, the broken refused in a word."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import server.bodies
import server.protocol
from server.errors import Refusal
from server.records import decode_id
from server.shapes import (
    link_to_make,
    parse_json,
    read_alarm,
    read_ask_notice,
    read_change_of_share,
    read_heads,
    read_invitation,
    read_link,
    read_log,
    read_new_share,
)

CASES: list[dict[str, Any]] = json.loads(
    (Path(__file__).resolve().parent / "protocol.py.json").read_text()
)["cases"]


def invitation(value: object) -> None:
    """Read as ``POST /api/invitations`` does."""
    found = read_invitation(value)
    decode_id(found.workspace, 16)
    decode_id(found.token_hash, 32)


def log(value: object) -> None:
    """Read as ``POST /api/logs`` does."""
    found = read_log(value)
    decode_id(found.log, 16)
    decode_id(found.owner, 16)
    for link in found.links:
        link_to_make(link, found.kind)


def new_share(value: object) -> None:
    """Read as ``POST …/shares`` does."""
    decode_id(read_new_share(value).share, 16)


def change_of_share(value: object) -> None:
    """Read as ``PATCH …/shares`` does."""
    decode_id(read_change_of_share(value).share, 16)


READERS: dict[str, Callable[[object], object]] = {
    "UseInvitation": invitation,
    "NewLog": log,
    "NewLink": lambda value: link_to_make(read_link(value), "room"),
    "Alarm": read_alarm,
    "AskNotice": read_ask_notice,
    "NewShare": new_share,
    "ChangeShare": change_of_share,
    "HeadsQuery": lambda value: read_heads([value]),
}


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, id=f"{case['shape']}-{case['why']}-{index}")
        for index, case in enumerate(CASES)
        if case["shape"] in READERS
    ],
)
def test_http_bodies_are_read_or_refused(case: dict[str, Any]) -> None:
    """Extra keys are passed over; a bool, NaN, 1e400 or a short id never passes for a value."""
    read = READERS[case["shape"]]
    if case["good"]:
        read(parse_json(case["text"].encode()))
        return
    with pytest.raises(Refusal):
        read(parse_json(case["text"].encode()))


def test_every_shape_of_the_protocol_has_its_cases() -> None:
    """No dataclass of the wire is left without a good and a broken example."""
    shapes = {
        name
        for module in (server.protocol, server.bodies)
        for name, thing in vars(module).items()
        if dataclasses.is_dataclass(thing) and isinstance(thing, type)
    }
    parts = {"Peer", "Waiting"}
    for good in (True, False):
        shown = {case["shape"] for case in CASES if case["good"] is good}
        assert shapes - parts - shown == set()
        assert shown <= shapes
