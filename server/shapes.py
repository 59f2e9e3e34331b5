"""
JSON bodies of HTTP requests into the dataclasses of ``bodies``, or an error word.

Unknown fields are passed over. ``bool`` is no number here, though Python says so.
"""

from __future__ import annotations

import json
from typing import Any, Final, TypeVar, get_args

from server.bodies import (
    Alarm,
    AskNotice,
    ChangeShare,
    HeadsQuery,
    NewLink,
    NewLog,
    NewShare,
    UseInvitation,
)
from server.errors import Malformed
from server.mail_address import parse_address
from server.protocol import (
    MAX_ALARM_SLOTS,
    MAX_GREETING_BYTES,
    MAX_LINKS,
    Knock,
    LogKind,
    MailLanguage,
    Role,
    ShareState,
    Writers,
)
from server.records import decode_bytes, decode_id
from server.registry import LinkToMake

T = TypeVar("T")
MAX_HEADS: Final = 500
#: the last of the year 9999; a browser throws at what lies beyond its calendar
MAX_MILLIS: Final = 253_402_300_799_999
KNOCKS: Final[tuple[Knock, ...]] = get_args(Knock)
WRITERS: Final[tuple[Writers, ...]] = get_args(Writers)
ROLES: Final[tuple[Role, ...]] = get_args(Role)
MAIL_LANGUAGES: Final[tuple[MailLanguage, ...]] = get_args(MailLanguage)
#: what may be said of a share; the other states follow from who says what
SHARE_CHANGES: Final[tuple[ShareState, ...]] = ("granted", "refused", "ended")
LOG_KINDS: Final[tuple[LogKind, ...]] = get_args(LogKind)
#: who may be given a link in which kind of log
LINK_ROLES: Final[dict[str, frozenset[str]]] = {
    "room": frozenset({"coach", "guest"}),
    "side": frozenset({"owner"}),
    "workspace": frozenset({"owner"}),
    "share": frozenset({"coach", "trainer"}),
}


def parse_json(body: bytes) -> Any:
    """
    Return what *body* spells.

    Raises:
        Malformed: no JSON, or numbers that are none.
    """
    try:
        return json.loads(body, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise Malformed("no JSON") from None


def _no_constant(name: str) -> None:
    raise ValueError(name)


def as_map(value: object) -> dict[str, Any]:
    """Return *value* if it is an object."""
    if not isinstance(value, dict):
        raise Malformed("an object is due")
    return value


def one_of(words: tuple[T, ...], value: object) -> T:
    """Return *value* if it is one of *words*."""
    for word in words:
        if isinstance(value, str) and value == word:
            return word
    raise Malformed("an unknown word")


def millis(value: object) -> int:
    """Return a time in ms, which others' browsers can say."""
    if type(value) is not int or not 0 <= value <= MAX_MILLIS:
        raise Malformed("a time in ms is due")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise Malformed("text is due")
    return value


def read_invitation(value: object) -> UseInvitation:
    """Read ``POST /api/invitations``."""
    found = as_map(value)
    return UseInvitation(
        _text(found.get("code")), _text(found.get("workspace")), _text(found.get("token_hash"))
    )


def read_link(value: object) -> NewLink:
    """Read one link to be made."""
    found = as_map(value)
    greeting = found.get("greeting")
    return NewLink(
        one_of(ROLES, found.get("role")),
        _text(found.get("token_hash")),
        None if greeting is None else _text(greeting),
    )


def link_to_make(link: NewLink, kind: LogKind) -> LinkToMake:
    """
    Return *link* as it is stored.

    Raises:
        Malformed, TooLarge: a role that logs of this kind do not know, a broken hash or greeting.
    """
    if link.role not in LINK_ROLES[kind]:
        raise Malformed("no such role in such a log")
    greeting = None if link.greeting is None else decode_bytes(link.greeting, MAX_GREETING_BYTES)
    return LinkToMake(link.role, decode_id(link.token_hash, 32), greeting)


def read_log(value: object) -> NewLog:
    """Read ``POST /api/logs``."""
    found = as_map(value)
    links = found.get("links")
    if not isinstance(links, list) or not 1 <= len(links) <= MAX_LINKS:
        raise Malformed("links are missing or too many")
    until = found.get("until")
    return NewLog(
        log=_text(found.get("log")),
        kind=one_of(LOG_KINDS, found.get("kind")),
        owner=_text(found.get("owner")),
        links=[read_link(link) for link in links],
        knock=one_of(KNOCKS, found.get("knock", "new")),
        writers=one_of(WRITERS, found.get("writers", "all")),
        until=None if until is None else millis(until),
    )


def read_heads(value: object) -> list[HeadsQuery]:
    """Read ``POST /api/heads``."""
    if not isinstance(value, list) or len(value) > MAX_HEADS:
        raise Malformed("a list of at most 500 is due")
    rows = [as_map(row) for row in value]
    return [
        HeadsQuery(_text(row.get("log")), _text(row.get("token")), _text(row.get("device")))
        for row in rows
    ]


def read_alarm(value: object) -> Alarm:
    """Read ``PUT …/alarm``."""
    found = as_map(value)
    at, slot = found.get("at"), found.get("slot", 0)
    if type(slot) is not int or not 0 <= slot < MAX_ALARM_SLOTS:
        raise Malformed("no such slot")
    return Alarm(None if at is None else millis(at), one_of(ROLES, found.get("to_role")), slot)


def read_ask_notice(value: object) -> AskNotice:
    """Read ``PUT …/notice``."""
    found = as_map(value)
    address = parse_address(_text(found.get("address")))
    return AskNotice(address, one_of(MAIL_LANGUAGES, found.get("language")))


def read_new_share(value: object) -> NewShare:
    """Read ``POST …/shares``."""
    found = as_map(value)
    return NewShare(_text(found.get("share")), millis(found.get("until")))


def read_change_of_share(value: object) -> ChangeShare:
    """Read ``PATCH …/shares``."""
    found = as_map(value)
    return ChangeShare(_text(found.get("share")), one_of(SHARE_CHANGES, found.get("state")))
