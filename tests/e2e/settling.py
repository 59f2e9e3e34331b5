"""When a page stands still: what comes up or fades is there."""

from __future__ import annotations

from playwright.async_api import Locator, Page

#: a lamp that pulses for ever is no movement to wait for
SETTLED = """() => Promise.allSettled(document.getAnimations()
    .filter(one => Number.isFinite(one.effect?.getComputedTiming().endTime ?? Infinity))
    .map(one => one.finished)).then(() => null)"""


async def settle(there: Page | Locator) -> None:
    """Wait for the movements under way on the page of *there* to end."""
    await there.evaluate(SETTLED)
