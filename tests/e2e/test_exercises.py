"""Exercises as two people use them, read from the other's screen, and from what is kept."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.async_api import expect

from tests.e2e.browsers import Browsers
from tests.e2e.exercise_page import LEVEL_LINE, drawn, place, until_now
from tests.e2e.meeting import meet_in_writing
from tests.serving import RunningServer

TOPIC = "Grenzen aangeven"


async def test_a_note_is_chosen_and_later_carried_inside(
    server: RunningServer, browsers: Browsers
) -> None:
    """Chosen is not moved; carrying is told with its day; the client reads both back."""
    pair = await meet_in_writing(server, browsers)
    coach, client = pair.coach, pair.client
    await place(coach, "Cirkels", TOPIC)
    await expect(drawn(client, "circles").locator(".ink")).to_have_count(1)
    await expect(client.sheet).to_contain_text(TOPIC)
    await coach.page.get_by_role("button", name="Teken de ring").click()
    await expect(drawn(client, "circles").locator(".ink")).to_have_count(2)
    await client.stick_note((0.5, 0.47), "agenda eerst")
    await client.stick_note((0.5, 0.22), "nee zeggen")
    await coach.reads_note("nee zeggen")
    wanted = client.page.get_by_role("button", name="nee zeggen").and_(client.notes)
    await expect(wanted).to_have_accessible_name(re.compile("wil ik nog, 1 van 1$"))
    await client.tool("Kiezen")
    await client.page.mouse.click(*await client.at((0.5, 0.22)))
    await client.page.get_by_role("button", name="Kies dit", exact=True).click()
    theirs = coach.page.get_by_role("button", name="nee zeggen").and_(coach.notes)
    await expect(theirs).to_have_accessible_name(re.compile("^Gekozen, .*wil ik nog"))
    await wanted.focus()
    for _ in range(7):
        await client.page.keyboard.press("Shift+ArrowDown")
    await expect(theirs).to_have_accessible_name(re.compile("^Gekozen, .*lukt al, 2 van 2$"))
    panel = await until_now(coach)
    await expect(panel).to_contain_text("nee zeggen (gekozen)")
    await expect(panel).to_contain_text("van wil ik nog naar lukt al")


async def test_any_number_stands_on_the_scale_and_none_as_well(
    server: RunningServer, browsers: Browsers
) -> None:
    """Below zero, halves, stretches, no number: nothing is asked again, and older marks stay."""
    pair = await meet_in_writing(server, browsers)
    coach, client = pair.coach, pair.client
    await place(coach, "Schaal", TOPIC)
    await expect(drawn(client, "scale")).to_have_count(1)
    await coach.tool("Kiezen")
    await coach.page.mouse.click(*await coach.at((0.5, LEVEL_LINE)))
    await coach.page.get_by_role("button", name="Streepjes").click()
    panel = coach.page.get_by_role("dialog", name="Streepjes op de schaal")
    for typed in ("-1", "4,5", "3 – 5", ""):
        await panel.get_by_label("Waar?").fill(typed)
        await panel.get_by_role("button", name="Zet het streepje").click()
    await expect(client.sheet.locator("[data-kind=now]")).to_have_count(4)
    await panel.get_by_label("Waar?").fill("vijf")
    await panel.get_by_role("button", name="Zet het streepje").click()
    await expect(panel.get_by_role("alert")).to_have_text("Schrijf een getal, of laat het leeg.")
    await expect(panel.get_by_label("Waar?")).to_have_value("vijf")
    await coach.page.keyboard.press("Escape")
    read = await until_now(client)
    for said in ("nu: −1,", "nu: 4,5,", "nu: 3 – 5,", "nu: geen cijfer,"):
        await expect(read).to_contain_text(said)


async def test_a_step_is_written_together_and_taken_along(
    server: RunningServer, browsers: Browsers
) -> None:
    """Both write in fields of one card; the file that is kept says exactly that."""
    pair = await meet_in_writing(server, browsers)
    coach, client = pair.coach, pair.client
    await place(coach, "Stapje")
    for room in (coach, client):
        await expect(drawn(room, "card")).to_have_count(1)
        await room.tool("Kiezen")
        await room.page.mouse.click(*await room.at((0.5, 0.3)))
        await room.page.get_by_role("button", name="Schrijf", exact=True).click()
    mine = client.page.get_by_role("dialog", name="Schrijven op Mijn stapje")
    yours = coach.page.get_by_role("dialog", name="Schrijven op Mijn stapje")
    await mine.get_by_label("wat ga ik doen").press_sequentially("een dag bedenktijd")
    await yours.get_by_label("wanneer en waar").press_sequentially("donderdag")
    await expect(yours.get_by_label("wat ga ik doen")).to_have_value("een dag bedenktijd")
    await expect(mine.get_by_label("wanneer en waar")).to_have_value("donderdag")
    for room in (coach, client):
        await room.page.keyboard.press("Escape")
    panel = await until_now(client)
    async with client.page.expect_download() as coming:
        await panel.get_by_role("button", name="Bewaar als tekst").click()
    kept = Path(await (await coming.value).path()).read_text()
    assert kept == (
        "# Tot nu toe\n\n## Vel 1\n\n### Mijn stapje\n\n"
        "- wat ga ik doen: een dag bedenktijd\n- wanneer en waar: donderdag\n"
    )
