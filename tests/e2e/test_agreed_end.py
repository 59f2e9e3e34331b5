"""Until when they talk: agreed by either, softly said to both, hidden by whoever wants."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from playwright.async_api import Locator, expect

from tests.e2e.browsers import PHONE, Browsers
from tests.e2e.meeting import meet_in_writing
from tests.e2e.pages import RoomPage
from tests.serving import RunningServer


def clock(room: RoomPage) -> Locator:
    """The quiet clock of one person's top line."""
    return room.page.get_by_role("banner").locator(".clock")


async def open_panel(room: RoomPage) -> Locator:
    """Ask until when, from the clock itself."""
    await clock(room).click()
    panel = room.page.get_by_role("dialog", name="Tot hoe laat?")
    await expect(panel).to_be_visible()
    return panel


async def test_both_see_the_same_end_and_each_may_hide_it(
    server: RunningServer, browsers: Browsers
) -> None:
    """The coach says an hour, the client a nearer time; nothing is read out or counts."""
    pair = await meet_in_writing(server, browsers)
    coach, client = pair.coach, pair.client
    panel = await open_panel(coach)
    hour = panel.get_by_role("button", name=re.compile("^Nog 60 minuten, tot "))
    until = (await hour.inner_text()).removeprefix("Nog 60 minuten, ")
    await hour.click()
    for room in (coach, client):
        await expect(clock(room)).to_contain_text(until)

    panel = await open_panel(client)
    await expect(panel).to_contain_text(f"Afgesproken {until}.")
    soon = datetime.now().astimezone() + timedelta(minutes=9)
    await panel.get_by_label("Of een andere tijd").fill(f"{soon:%H:%M}")
    await panel.get_by_role("button", name="Spreek deze tijd af").click()
    for room in (coach, client):
        await expect(clock(room)).to_contain_text("nog 10 minuten")
        # It is looked at, never called out.
        assert await clock(room).evaluate("e => e.closest('[aria-live], [role=status]')") is None

    panel = await open_panel(client)
    await panel.get_by_label("Laat mij de tijd zien").uncheck(force=True)
    await client.page.keyboard.press("Escape")
    await expect(clock(client)).to_have_count(0)
    await expect(clock(coach)).to_contain_text("nog 10 minuten")
    await client.page.get_by_role("banner").get_by_role("button", name="Meer", exact=True).click()
    await client.page.get_by_role("dialog").get_by_role("button", name="Tot hoe laat?").click()
    again = client.page.get_by_role("dialog", name="Tot hoe laat?")
    await again.get_by_label("Laat mij de tijd zien").check(force=True)
    await client.page.keyboard.press("Escape")
    await client.page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    await expect(clock(client)).to_have_text("nog 10 minuten")

    panel = await open_panel(coach)
    await panel.get_by_role("button", name="Zonder eindtijd").click()
    await expect(clock(client)).to_have_count(0)
    await expect(clock(coach)).not_to_contain_text("nog")
