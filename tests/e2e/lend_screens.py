"""
The screens of lending: asking, the question, answering, what was lent on both sides.

``walk_lending`` tells a visitor at each, as ``walk`` does for the first visit.
"""

from __future__ import annotations

import re

from playwright.async_api import expect

from tests.e2e.browsers import PHONE, Browsers
from tests.e2e.earlier_session import a_week_ago, come_a_week_later
from tests.e2e.lend_page import Asking, answer, lent, link_of, question
from tests.e2e.screens import PAGE, ROOM, Visitor
from tests.serving import RunningServer


async def walk_lending(server: RunningServer, browsers: Browsers, visitor: Visitor) -> None:
    """Ask, look, answer, and see on both sides what came of it."""
    pair = await come_a_week_later(server, browsers, a_week_ago())
    client, coach = pair.client, pair.coach
    await client.reads_note("nee zeggen")
    asking = await Asking.open(coach)
    await asking.only_session(1)
    await asking.whom.fill("Noor, supervisor van Eva")
    await visitor.visit(coach.page, "110-ask-to-look-back", PAGE)
    await asking.panel.get_by_text("Dit is precies wat").scroll_into_view_if_needed()
    await visitor.visit(coach.page, "111-ask-to-look-back-preview", PAGE)
    await asking.ask("Noor, supervisor van Eva")
    notice = client.page.get_by_role("button", name="Bekijk de vraag")
    await expect(notice).to_be_visible()
    await visitor.visit(client.page, "112-a-question", ROOM)
    panel = await question(client)
    await visitor.visit(client.page, "113-answer", PAGE)
    await client.page.set_viewport_size(PHONE)
    await panel.get_by_role("group", name="Wat zeg je?").scroll_into_view_if_needed()
    # Another language or size would show another place of it.
    await visitor.visit(client.page, "114-answer-at-the-end", ("phone",), ("nl",))
    await answer(panel, "Ja, dat mag")
    await coach.page.get_by_role("button", name="Bekijk", exact=True).click()
    list_ = coach.page.get_by_role("dialog", name="Wie mag terugkijken?")
    await link_of(list_, "Noor, supervisor van Eva")
    await visitor.visit(coach.page, "115-lent-coach", PAGE)
    list_ = await lent(client)
    await list_.get_by_role("button", name=re.compile("^Stop het terugkijken")).click()
    await visitor.visit(client.page, "116-lent-client-stopping", PAGE)
    await list_.get_by_role("button", name="Ja, stop").click()
    await expect(list_).to_contain_text("De opname is van de server gewist")
    await visitor.visit(client.page, "117-lent-stopped", PAGE)
