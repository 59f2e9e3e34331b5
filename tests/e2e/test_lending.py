"""Asking whether somebody may look back, answering, lending, and its end; two browsers, one server."""

from __future__ import annotations

from playwright.async_api import expect

from tests.e2e.browsers import Browsers
from tests.e2e.earlier_session import a_week_ago, come_a_week_later
from tests.e2e.lend_page import Asking, answer, lent, link_of, question
from tests.serving import RunningServer


async def test_what_was_granted_is_lent_and_nothing_follows_from_no(
    server: RunningServer, browsers: Browsers
) -> None:
    """Refused, asked again, granted, made by the coach's browser."""
    pair = await come_a_week_later(server, browsers, a_week_ago())
    coach, client = pair.coach, pair.client
    await client.reads_note("nee zeggen")
    asking = await Asking.open(coach)
    await asking.only_session(1)
    await asking.only_sheets("Vel 1")
    await asking.ask("Noor, mijn supervisor")
    await answer(await question(client), "Nee")
    await expect(coach.page.get_by_text("Sam zei nee tegen terugkijken")).to_be_visible()

    asking = await Asking.open(coach)
    await asking.only_session(1)
    await asking.only_sheets("Vel 1")
    await asking.ask("Noor")
    panel = await question(client)
    await expect(panel.get_by_role("img")).to_have_count(1)
    await answer(panel, "Ja, dat mag")
    list_ = await lent(coach)
    link = await link_of(list_, "Noor")
    assert "/replay/" in link
