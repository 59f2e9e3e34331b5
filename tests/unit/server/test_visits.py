"""Whose limits a request counts against."""

from __future__ import annotations

from unittest.mock import Mock

import pytest
from aiohttp.test_utils import make_mocked_request

from server.visits import network_of


def asked_from(address: str, forwarded: str | None = None) -> str:
    """Return the network of a request that comes from *address*."""
    headers = {} if forwarded is None else {"X-Forwarded-For": forwarded}
    transport = Mock()
    transport.get_extra_info = lambda name, _=None: (address, 1) if name == "peername" else None
    return network_of(make_mocked_request("GET", "/", headers=headers, transport=transport))


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::9", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::9", "2001:db8:1:3::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("nobody", "nobody"),
    ],
)
def test_an_address_of_version_6_stands_for_its_network(address: str, network: str) -> None:
    """Who has one of them has all of it; one of version 4 is one's own."""
    assert asked_from(address) == network


def test_a_proxy_is_believed_on_this_machine_alone() -> None:
    """The last it added counts; elsewhere anybody could write what they like."""
    assert asked_from("127.0.0.1", "198.51.100.1, 2001:db8::5") == "2001:db8::/64"
    assert asked_from("::1", "192.0.2.7") == "192.0.2.7"
    assert asked_from("192.0.2.9", "192.0.2.7") == "192.0.2.9"
