"""
The screens of a written session: letters, quotes, reading over, changing, taking back, need.

``walk_letters`` tells a visitor at each, as ``walk`` does for a call.
"""

from __future__ import annotations

from playwright.async_api import expect

from tests.e2e.browsers import Browsers
from tests.e2e.letter_page import LetterPage
from tests.e2e.meeting import meet_in_writing
from tests.e2e.screens import PAGE, ROOM, Visitor
from tests.serving import RunningServer

LETTER = """Dag Eva,

Ik heb er een paar dagen over nagedacht, en ik merk dat ik het lastig vind om te zeggen wat er \
nu eigenlijk *anders* is. Toch is er iets veranderd.

Wat al lukte deze week:
- twee keer nee gezegd op het werk
- woensdag op tijd naar huis
- een wandeling, zonder telefoon

Ik las dit: https://example.org/artikel/over-grenzen

Groet,
Sam"""
DRAFT = """Bij mij blijft vooral dit hangen.

- wat je woensdag deed
- wat de wandeling je *bracht*"""


async def walk_letters(server: RunningServer, browsers: Browsers, visitor: Visitor) -> None:
    """Let two people write to each other, past each screen of it."""
    pair = await meet_in_writing(server, browsers)
    coach, client = LetterPage(pair.coach), LetterPage(pair.client)
    await visitor.visit(client.page, "110-nothing-written", ROOM)
    await client.write(LETTER)
    await client.send_button.click()
    await coach.room.reads("Wat al lukte")
    await coach.room.stick_note((0.3, 0.3), "op tijd naar huis")
    await coach.act(coach.room.letters.first, "Citeer")
    await coach.page.get_by_role("button", name="Citeer dit vel").click()
    await expect(coach.page.locator(".composer .quote")).to_have_count(2)
    await coach.write(DRAFT)
    await visitor.visit(coach.page, "111-writing-with-quotes", ROOM)
    await coach.page.get_by_role("button", name="Lees eerst over").click()
    await visitor.visit(coach.page, "112-reading-over", ROOM)
    await coach.send_button.click()
    await client.room.reads("wat je woensdag deed")
    link = client.column.get_by_role(
        "button", name="https://example.org/artikel/over-grenzen", exact=True
    )
    await link.click()
    await visitor.visit(client.page, "113-a-link-asks", PAGE)
    await link.click()
    answer = await client.send("Dat ik het van tevoren bedacht.")
    await client.act(answer, "Pas aan")
    changing = client.page.get_by_role("textbox", name="om aan te passen")
    await changing.fill("Dat ik het opschreef.")
    # Turned through all sizes it keeps what was typed.
    await visitor.visit(client.page, "114-changing-a-letter", ROOM)
    await expect(changing).to_have_value("Dat ik het opschreef.")
    await changing.press("Control+Enter")
    await expect(answer).to_contain_text("aangepast om")
    await client.act(await client.send("Laat ook maar."), "Neem terug")
    await expect(client.room.letters.last).to_contain_text("Teruggenomen", timeout=20_000)
    await client.page.get_by_role("button", name="Ik denk na").click()
    await expect(coach.page.get_by_text("Sam denkt na")).to_be_visible()
    await visitor.visit(coach.page, "115-letters", ROOM)
    await client.page.get_by_role("button", name="Ruim schrijven").click()
    await client.write(DRAFT)
    await visitor.visit(client.page, "116-room-to-write", ROOM)
    await client.page.get_by_role("button", name="Naar de brieven").click()
    await client.page.get_by_role("button", name="Hulp nodig?").click()
    await expect(client.page.get_by_role("dialog")).to_be_visible()
    await visitor.visit(client.page, "117-help", PAGE)
    await client.page.keyboard.press("Escape")
    await client.page.get_by_role("banner").get_by_role("button", name="Snel weg").click()
    await expect(
        client.page.get_by_role("heading", name="Pannenkoeken", exact=True)
    ).to_be_visible()
