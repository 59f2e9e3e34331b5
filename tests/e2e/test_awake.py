"""The screen of who talks stays lit, and of nobody else."""

from __future__ import annotations

from typing import Any

from playwright.async_api import Page, expect

from tests.e2e.browsers import Browsers
from tests.e2e.device_call import make_room
from tests.e2e.pages import RoomPage
from tests.serving import RunningServer
from tests.until import until


async def test_the_screen_is_kept_awake_in_a_call_only(
    server: RunningServer, browsers: Browsers
) -> None:
    """In voice and picture the page holds the screen, in writing and after leaving it does not."""
    person = await browsers.person(await browsers.chromium())
    await person.context.add_init_script("""(() => {
        globalThis.awake = new Set();
        const lock = navigator.wakeLock;
        if (lock === undefined) return;
        const request = lock.request.bind(lock);
        lock.request = async (kind) => {
            const held = await request(kind);
            awake.add(held);
            held.addEventListener('release', () => awake.delete(held));
            return held;
        };
    })()""")
    page, _ = await make_room(server, person, "Stem")
    title: Any = await page.evaluate("navigator.mediaSession.metadata?.title")
    assert title == "Flipover"

    async def holds(count: int) -> None:
        async def held() -> bool:
            return bool(await page.evaluate("awake.size") == count)

        await until(f"{count} locks", held)

    await holds(1)
    await take_part(page, "Schrijven")
    await holds(0)
    await take_part(page, "Beeld")
    await holds(1)
    await RoomPage(page).leave()
    await holds(0)


async def take_part(page: Page, form: str) -> None:
    """Choose another form under "Meer"."""
    await page.get_by_role("button", name="Meer", exact=True).click()
    panel = page.get_by_role("dialog")
    await panel.get_by_role("radio", name=form).check(force=True)
    await page.keyboard.press("Escape")
    await expect(panel).to_have_count(0)
