"""Faults are shown on the same real servers and browsers as the journeys."""

from __future__ import annotations

import pytest

from tests.e2e.conftest import browsers, client_mark, coach_mark, pair, server

__all__ = ["browsers", "client_mark", "coach_mark", "pair", "server"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Who asks for browsers drives one."""
    for item in items:
        if "browsers" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
