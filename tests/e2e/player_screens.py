"""
The screens of looking back: the player in a room, what it tells, and a trainer's page to its end.

``walk_player`` tells a visitor at each, as ``walk`` does for the first visit.
"""

from __future__ import annotations

import re

from playwright.async_api import expect

from tests.e2e.browsers import PHONE, Browsers
from tests.e2e.drawing_page import wobbly_ring
from tests.e2e.earlier_session import a_week_ago, come_a_week_later
from tests.e2e.easel import Easel
from tests.e2e.lend_page import Asking, answer, lent, link_of, question
from tests.e2e.player_page import PlayerPage
from tests.e2e.remarks_page import RemarksPage
from tests.e2e.screens import PAGE, ROOM, Visitor
from tests.serving import RunningServer


async def walk_player(server: RunningServer, browsers: Browsers, visitor: Visitor) -> None:
    """Play a talk in the room, then by a trainer's link, until it ends."""
    pair = await come_a_week_later(server, browsers, a_week_ago())
    client, coach = pair.client, pair.coach
    await client.reads_note("nee zeggen")
    await coach.draw(wobbly_ring((0.52, 0.24), 0.1, 3), steps=2)
    await client.stick_note((0.75, 0.45), "hulp vragen")
    await client.draw([(0.2, 0.85), (0.35, 0.88), (0.5, 0.85)])
    await coach.reads_note("hulp vragen")
    await coach.strokes_are(2)
    await Easel(client).keep("Voor de pauze")
    player = await PlayerPage.in_room(client)
    page = player.page
    await visitor.visit(page, "120-player-begin", ROOM)
    await player.press("End", ",")
    await visitor.visit(page, "121-player", ROOM)
    await player.press("?")
    await visitor.visit(page, "122-player-keys", PAGE)
    await player.press("Escape")
    await page.set_viewport_size(PHONE)
    await page.get_by_role("button", name="Wat er gebeurde").click()
    await visitor.visit(page, "123-player-happened", ("phone", "tablet"))
    await page.set_viewport_size(PHONE)
    await page.get_by_role("button", name="Vellen", exact=True).click()
    await visitor.visit(page, "124-player-sheets", ("phone",))
    await player.press("Escape")

    asking = await Asking.open(coach)
    await asking.ask("Noor, supervisor van Eva")
    await answer(await question(client), "Ja, dat mag")
    await coach.page.get_by_role("button", name="Bekijk", exact=True).click()
    mine = coach.page.get_by_role("dialog", name="Wie mag terugkijken?")
    link = await link_of(mine, "Noor, supervisor van Eva")
    person = await browsers.person(await browsers.chromium())
    page = await person.page(link)
    await expect(page.get_by_role("button", name="Bekijk de opname")).to_be_visible()
    await visitor.visit(page, "125-replay-before", PAGE)
    await page.get_by_role("button", name="Bekijk de opname").click()
    player = PlayerPage(page)
    await expect(player.line).to_be_visible()
    await player.press("5")
    await visitor.visit(page, "126-replay", ROOM)
    remarks = RemarksPage(page)
    await remarks.write("Wat zag je hier gebeuren?")
    await remarks.answer(1, "Het werd stil, en toen kwam het briefje.")
    await visitor.visit(page, "126-replay-remarks", ROOM)
    await page.get_by_text("Zeven emmertjes").click()
    await page.get_by_text("Wie deed wat, en wanneer").click()
    await visitor.visit(page, "126-replay-beside", PAGE)
    theirs = await lent(client)
    await theirs.get_by_role("button", name=re.compile("^Stop het terugkijken")).click()
    await theirs.get_by_role("button", name="Ja, stop").click()
    await expect(page.get_by_role("heading", name="Dit is voorbij")).to_be_visible()
    await visitor.visit(page, "127-replay-ended", PAGE)
