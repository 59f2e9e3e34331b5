"""Browsers kept from test to test: nothing of one test, and no crash, reaches the next."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from signal import SIGKILL

import pytest
from playwright.async_api import Browser, Page

from tests.e2e.browsers import Browsers
from tests.e2e.processes import Processes
from tests.serving import RunningServer
from tests.until import until

KEEP = """() => { localStorage.kept = 'yes'; document.cookie = 'kept=yes'; }"""
KEPT = """() => [localStorage.kept ?? '', document.cookie]"""


@pytest.fixture
async def processes() -> AsyncIterator[Processes]:
    """None are idle yet, whatever other tests left."""
    own = Processes()
    await own.start()
    yield own
    await own.stop()


async def a_test(processes: Processes, server: RunningServer) -> tuple[Browsers, Browser, Page]:
    """What a test does: take a browser, and open the front page in it."""
    browsers = Browsers(processes.playwright, processes)
    browser = await browsers.chromium()
    return browsers, browser, await (await browsers.person(browser)).page(server.url)


async def test_the_next_test_has_the_process_and_none_of_what_was_kept_in_it(
    processes: Processes, server: RunningServer
) -> None:
    """Storage and cookies end with the test, tabs and contexts too."""
    first, browser, page = await a_test(processes, server)
    await page.evaluate(KEEP)
    assert await page.evaluate(KEPT) == ["yes", "kept=yes"]
    await browser.new_context()
    await first.close()
    second, again, page = await a_test(processes, server)

    assert again is browser
    assert len(again.contexts) == 1
    assert await page.evaluate(KEPT) == ["", ""]
    await second.close()


async def test_two_in_one_test_have_two(processes: Processes, server: RunningServer) -> None:
    """Who is given a browser never shares it with another who asks for one."""
    browsers, one, _ = await a_test(processes, server)

    assert await browsers.chromium() is not one
    await browsers.close()


async def test_one_that_broke_is_not_given_to_the_next(
    processes: Processes, server: RunningServer
) -> None:
    """A browser that crashed is gone when its test ends."""
    first, browser, _ = await a_test(processes, server)
    cdp = await browser.new_browser_cdp_session()
    told = await cdp.send("SystemInfo.getProcessInfo")
    os.kill(next(one["id"] for one in told["processInfo"] if one["type"] == "browser"), SIGKILL)
    await until("the browser is gone", lambda: not browser.is_connected())
    await first.close()
    second, other, page = await a_test(processes, server)

    assert other is not browser
    assert await page.title() != ""
    await second.close()
