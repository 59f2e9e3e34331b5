"""Faults are shown on the same real servers and browsers as the journeys."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.conftest import (
    all_processes,
    browsers,
    client_mark,
    clocked,
    coach_mark,
    pair,
    processes,
    server,
)

__all__ = [
    "all_processes",
    "browsers",
    "client_mark",
    "clocked",
    "coach_mark",
    "pair",
    "processes",
    "server",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Faults take time; who asks for browsers drives one."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.slow)
        if "browsers" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
