"""What a page is told of the relay: every address, and credentials that end."""

from __future__ import annotations

import base64
import hashlib
import hmac

from server.config import Config
from server.ice import LIFETIME_S, ice_servers

URLS = (
    "turn:turn.example.org:3478?transport=udp",
    "turn:turn.example.org:3478?transport=tcp",
    "turns:turn.example.org:443?transport=tcp",
)
CONFIG = Config(turn_url=URLS, turn_secret="a secret that both ends know")


def test_every_way_in_is_told_with_credentials_that_end() -> None:
    """UDP, TCP and TLS as configured; the name begins with the second at which it ends."""
    [told] = ice_servers(CONFIG, 1_000_000_000)
    ends, _, name = told.username.partition(":")
    digest = hmac.new(b"a secret that both ends know", told.username.encode(), hashlib.sha1)

    assert tuple(told.urls) == URLS
    assert int(ends) == 1_000_000 + LIFETIME_S
    assert name
    assert told.credential == base64.b64encode(digest.digest()).decode()


def test_each_asking_gets_credentials_of_its_own() -> None:
    """So that a relay's log does not join two visits of one person."""
    [one], [other] = ice_servers(CONFIG, 0), ice_servers(CONFIG, 0)

    assert one.username != other.username


def test_without_a_relay_nothing_is_told() -> None:
    """An empty list, by which the page knows that there is none."""
    assert ice_servers(Config(), 0) == []
