"""Fixtures of the journeys: a real server, real browsers, marked cameras, two people in a room."""

from __future__ import annotations

from collections.abc import AsyncIterator, Generator
from pathlib import Path

import pytest

from tests.e2e.browsers import Browsers
from tests.e2e.media import Mark, make_mark
from tests.e2e.meeting import NO_KNOCK, Pair, meet, meet_in_writing
from tests.e2e.processes import Processes
from tests.serving import RunningServer


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All that lies in this folder drives a browser."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture
async def server(built_pages: Path, tmp_path: Path) -> AsyncIterator[RunningServer]:
    """A fresh server; what it printed is shown if the test fails, a traceback fails the test."""
    running = RunningServer(tmp_path / "data")
    await running.start()
    yield running
    await running.stop()
    print(running.output)
    assert "Traceback" not in running.output, "the server had a traceback"


@pytest.fixture
async def clocked(built_pages: Path, tmp_path: Path) -> AsyncIterator[RunningServer]:
    """A server whose clock moves one hour when it is told to."""
    running = RunningServer(tmp_path / "data", module="tests.faults.clocked_server")
    await running.start()
    yield running
    await running.stop()
    print(running.output)
    assert "Traceback" not in running.output


FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remember whether the test failed, for fixtures that then tell what they saw."""
    report = yield
    item.stash[FAILED] = item.stash.get(FAILED, False) or report.failed
    return report


@pytest.fixture(scope="session")
async def all_processes() -> AsyncIterator[Processes]:
    """The driver and the browsers, kept from test to test."""
    processes = Processes()
    yield processes
    await processes.stop()


@pytest.fixture
async def processes(all_processes: Processes) -> Processes:
    """The same, with a driver that runs."""
    await all_processes.start()
    return all_processes


@pytest.fixture
async def browsers(
    request: pytest.FixtureRequest, processes: Processes, tmp_path: Path
) -> AsyncIterator[Browsers]:
    """
    Hands out browsers; each is watched for foreign hosts and errors, and emptied at the end.

    After a failure every page is photographed, its errors are printed, and the next test begins
    with new processes: what broke one test cannot break another.
    """
    handed = Browsers(processes.playwright, processes)
    yield handed
    failed = request.node.stash.get(FAILED, False)
    if failed:
        await handed.tell(tmp_path)
    try:
        await handed.close(keep=not failed)
    finally:
        if failed:
            await processes.stop()


@pytest.fixture(scope="session")
def coach_mark(tmp_path_factory: pytest.TempPathFactory) -> Mark:
    """The coach's camera is red and hums 440 Hz."""
    return make_mark(tmp_path_factory.mktemp("marks"), "coach", (200, 40, 40), 440)


@pytest.fixture(scope="session")
def client_mark(tmp_path_factory: pytest.TempPathFactory) -> Mark:
    """The client's camera is blue and hums 880 Hz."""
    return make_mark(tmp_path_factory.mktemp("marks"), "client", (40, 60, 200), 880)


@pytest.fixture
async def pair(
    server: RunningServer, browsers: Browsers, coach_mark: Mark, client_mark: Mark
) -> Pair:
    """Coach and client in one room with picture, each in a browser process of their own."""
    coach_browser = await browsers.chromium(coach_mark)
    client_browser = await browsers.chromium(client_mark)
    return await meet(server, browsers, coach_browser, client_browser)


@pytest.fixture
async def writers(server: RunningServer, browsers: Browsers) -> Pair:
    """Coach and client in one room, in writing, each in a browser process of their own."""
    both = [await browsers.chromium(), await browsers.chromium()]
    return await meet(server, browsers, *both, form="Schrijven", knock=NO_KNOCK)


@pytest.fixture
async def writing_pair(server: RunningServer, browsers: Browsers) -> Pair:
    """Coach and client in one room, in writing, in one browser process."""
    return await meet_in_writing(server, browsers)
