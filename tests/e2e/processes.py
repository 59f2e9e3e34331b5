"""
Browser processes that outlive one test: what starts slowly is started once.

A person's storage, cache and permissions belong to a context, and contexts are new for each test;
of the process itself nothing can be told by a page.
"""

from __future__ import annotations

import contextlib
from collections.abc import Awaitable, Callable

from playwright.async_api import Browser, Playwright, async_playwright
from playwright.async_api import Error as PlaywrightError

#: of all ways of starting together; an idle one takes no time, but 150 MB
MOST_IDLE = 4

Launch = Callable[[Playwright], Awaitable[Browser]]
#: program and arguments: two browsers of one way of starting cannot be told apart
Way = tuple[str, ...]


class Processes:
    """The driver and the browsers that no test has at the moment, the longest idle one first."""

    def __init__(self) -> None:
        self._playwright: Playwright | None = None
        self._idle: list[tuple[Way, Browser]] = []

    @property
    def playwright(self) -> Playwright:
        """The driver; it was started."""
        assert self._playwright is not None, "not started"
        return self._playwright

    async def start(self) -> None:
        """Start the driver if it does not run."""
        if self._playwright is None:
            self._playwright = await async_playwright().start()

    async def stop(self) -> None:
        """End all idle browsers and the driver, which takes along what it started."""
        idle, self._idle = self._idle, []
        playwright, self._playwright = self._playwright, None
        with contextlib.suppress(PlaywrightError):  # the driver itself may be what broke
            for _, browser in idle:
                await browser.close()
            if playwright is not None:
                await playwright.stop()

    async def take(self, way: Way, launch: Launch) -> Browser:
        """Return a browser started that *way* which nobody else has; a new one if none is idle."""
        for place, (known, browser) in enumerate(self._idle):
            if known == way and browser.is_connected():
                del self._idle[place]
                return browser
        return await launch(self.playwright)

    async def give_back(self, way: Way, browser: Browser) -> None:
        """Close all that was open in *browser* and keep it; one that broke is gone."""
        if not browser.is_connected():
            return
        for context in browser.contexts:
            await context.close()
        assert browser.contexts == [], "a context stayed open"
        self._idle.append((way, browser))
        while len(self._idle) > MOST_IDLE:
            _, longest = self._idle.pop(0)
            await longest.close()
