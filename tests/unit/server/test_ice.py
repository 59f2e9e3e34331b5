"""What a page is told of the relay: every address, and credentials that end."""

from __future__ import annotations

import base64
import hashlib
import hmac

from server.config import Config
from server.ice import LIFETIME_S, NAME_S, ice_servers

URLS = (
    "turn:turn.example.org:3478?transport=udp",
    "turn:turn.example.org:3478?transport=tcp",
    "turns:turn.example.org:443?transport=tcp",
)
CONFIG = Config(turn_url=URLS, turn_secret="a secret that both ends know")


def test_every_way_in_is_told_with_credentials_that_end() -> None:
    """UDP, TCP and TLS as configured; the name begins with the second at which it ends."""
    [told] = ice_servers(CONFIG, 1_000_000_000, 7)
    ends, _, name = told.username.partition(":")
    digest = hmac.new(b"a secret that both ends know", told.username.encode(), hashlib.sha1)

    assert tuple(told.urls) == URLS
    assert int(ends) == 1_000_000 + LIFETIME_S
    assert name
    assert told.credential == base64.b64encode(digest.digest()).decode()


def name(now_s: int, link: int, lifetime_s: int = LIFETIME_S) -> str:
    """What coturn counts by: what follows the time."""
    [told] = ice_servers(CONFIG, now_s * 1000, link, lifetime_s)
    return str(told.username).partition(":")[2]


def test_a_link_has_one_name_however_often_it_asks() -> None:
    """Also in the connection check: else one link could take every place at the relay."""
    assert len({name(0, 7), name(9, 7), name(60, 7, 120)}) == 1
    assert name(0, 7) != name(0, 8)


def test_a_name_does_not_last() -> None:
    """So that a relay's log does not join two visits of one person."""
    assert name(0, 7) != name(NAME_S, 7)


def test_without_a_relay_nothing_is_told() -> None:
    """An empty list, by which the page knows that there is none."""
    assert ice_servers(Config(), 0, 7) == []
