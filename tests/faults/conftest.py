"""Faults are shown on the same real servers and browsers as the journeys."""

from __future__ import annotations

from collections.abc import AsyncIterator
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
from tests.faults.practice import Practice, practising

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


@pytest.fixture
async def practice(built_pages: Path, tmp_path: Path) -> AsyncIterator[Practice]:
    """The practice room on a server in this process; new devices knock."""
    async with practising(tmp_path / "data") as room:
        yield room
