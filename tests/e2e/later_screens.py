"""
The screens of a room a week later: what moved, reading back, taking along, an end, own sheets.

``walk_later`` tells a visitor at each, as ``walk`` does for the first visit.
"""

from __future__ import annotations

import re

from playwright.async_api import expect

from tests.e2e.browsers import Browsers
from tests.e2e.earlier_session import a_week_ago, come_a_week_later
from tests.e2e.exercise_page import until_now
from tests.e2e.gallery_page import GalleryPage
from tests.e2e.screens import PAGE, Visitor
from tests.serving import RunningServer


async def walk_later(server: RunningServer, browsers: Browsers, visitor: Visitor) -> None:
    """Take both into the second session and past each of its screens."""
    pair = await come_a_week_later(server, browsers, a_week_ago())
    client, coach = pair.client, pair.coach
    page = client.page
    await client.reads_note("nee zeggen")
    await page.get_by_role("button", name="nee zeggen").and_(client.notes).focus()
    for _ in range(8):
        await page.keyboard.press("Shift+ArrowDown")
    await page.keyboard.press("Escape")
    await client.stick_note((0.75, 0.45), "hulp vragen")
    await page.get_by_role("button", name="Sinds vorige keer").click()
    await expect(page.locator("[data-since]")).to_have_count(2)
    # On a phone the letters lie over the sheet.
    await visitor.visit(page, "95-since-last-time", ("desktop", "tablet"))
    read = await until_now(client)
    await visitor.visit(page, "96-until-now", PAGE)
    await read.get_by_role("radio", name="Gesprek voor gesprek").check(force=True)
    await expect(read.get_by_role("listitem")).to_have_count(2)
    await visitor.visit(page, "97-session-by-session", PAGE)
    await page.keyboard.press("Escape")
    gallery = await GalleryPage(client).open()
    await gallery.choose("Vel 1, \\w+dag")
    await visitor.visit(page, "103-then-and-now", PAGE)
    await gallery.sheet("Vel 1, \\w+dag").click()
    await visitor.visit(page, "104-sheet-of-then", PAGE)
    await gallery.press("Leg naast hoe het nu is")
    await expect(gallery.lines).to_have_count(2)
    await visitor.visit(page, "105-then-beside-now", PAGE)
    await gallery.press("Neem mee")
    await visitor.visit(page, "106-take-both", PAGE)
    # What is taken, the two, the gallery: three times Escape in a row would leave the room.
    await page.keyboard.press("Escape")
    await gallery.press("Sluit")
    await page.keyboard.press("Escape")
    await expect(gallery.panel).to_have_count(0)
    read = await until_now(client)
    await read.get_by_role("button", name="Neem mee: Mijn stapje").click()
    taking = page.get_by_role("dialog", name="Neem mee: Mijn stapje")
    await taking.get_by_role("radio", name=re.compile("^In je agenda")).check(force=True)
    await visitor.visit(page, "98-take-a-step", PAGE)
    await page.keyboard.press("Escape")

    page = coach.page
    await page.get_by_role("banner").locator(".clock").click()
    await visitor.visit(page, "99-agreed-end", PAGE)
    await page.keyboard.press("Escape")
    await page.get_by_role("button", name="Oefening", exact=True).click()
    await page.get_by_role("button", name="Nieuw eigen vel").click()
    panel = page.get_by_role("dialog", name="Een eigen vel")
    await panel.get_by_label("Hoe noem je het?").fill("Energie")
    await panel.get_by_label("Woord bij vak 1").fill("waar ik energie van krijg")
    await panel.get_by_label("Woord bij vak 2").fill("wat ik laat liggen")
    await visitor.visit(page, "100-own-sheet", PAGE)
    await panel.get_by_role("button", name="Bewaar bij mijn vellen").click()
    await panel.get_by_role("button", name="Klaar").click()
    await page.get_by_role("radio", name=re.compile("^Energie")).check(force=True)
    await visitor.visit(page, "101-my-sheets", PAGE)
    await page.goto(f"{server.url}/coach")
    await page.get_by_role("button", name="Mijn vragen en vellen").click()
    await expect(page.get_by_role("listitem")).to_have_count(1)
    await visitor.visit(page, "102-my-questions-and-sheets", PAGE)
