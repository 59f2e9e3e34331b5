"""A step in somebody's pocket: the files are opened as anybody would, away from the room."""

from __future__ import annotations

import base64
import json
import re
import struct
from pathlib import Path

from playwright.async_api import Download, Locator, Page, expect

from tests.e2e.browsers import Browsers
from tests.e2e.calendar_file import read_event
from tests.e2e.earlier_session import a_week_ago, come_a_week_later
from tests.e2e.exercise_page import until_now
from tests.e2e.pages import RoomPage
from tests.serving import RunningServer
from whiteboard.keys import parse_address
from whiteboard.plain import room_facts
from whiteboard.room import open_room
from whiteboard.source import read_log

STEP = "Eén keer nee zeggen; op werk"
WHEN = "woensdag na het werk"
#: how many points of each tone a picture that the browser opens has
TONES = """async data => {
    const bytes = Uint8Array.from(atob(data), letter => letter.charCodeAt(0));
    const picture = await createImageBitmap(new Blob([bytes], {type: 'image/png'}));
    const canvas = new OffscreenCanvas(picture.width, picture.height);
    const paint = canvas.getContext('2d');
    paint.drawImage(picture, 0, 0);
    const {data: points} = paint.getImageData(0, 0, picture.width, picture.height);
    let paper = 0, ink = 0, blue = 0;
    for (let at = 0; at < points.length; at += 4) {
        const [r, g, b, a] = points.subarray(at, at + 4);
        if (a === 255 && r > 250 && g > 250) paper++;
        else if (r < 60 && g < 60 && b < 60) ink++;
        else if (b > 120 && r < 60) blue++;
    }
    return [picture.width, picture.height, paper, ink, blue];
}"""


async def step_dialog(room: RoomPage) -> Locator:
    """Select the step on its sheet and ask to take it along."""
    await room.page.locator(".sheet-tab", has_text="Stapje").click()
    await expect(room.sheet.locator("[data-type=card]")).to_have_count(1)
    await room.tool("Kiezen")
    await room.page.mouse.click(*await room.at((0.5, 0.3)))
    await room.page.get_by_role("button", name="Neem mee", exact=True).click()
    return room.page.get_by_role("dialog", name="Neem mee: Mijn stapje")


async def saved(page: Page, panel: Locator, how: str) -> tuple[Path, Download]:
    """Choose a form, save, and return where the file is."""
    await panel.get_by_role("radio", name=re.compile(f"^{how}")).check(force=True)
    async with page.expect_download() as coming:
        await panel.get_by_role("button", name="Bewaar", exact=True).click()
    download = await coming.value
    return Path(await download.path()), download


async def test_a_client_takes_the_step_as_picture_text_and_into_a_calendar(
    server: RunningServer, browsers: Browsers
) -> None:
    """From the card: each file says what the card says, and its name nothing of whose it is."""
    pair = await come_a_week_later(server, browsers, a_week_ago())
    client = pair.client
    panel = await step_dialog(client)
    path, download = await saved(client.page, panel, "Als plaatje")
    assert re.fullmatch(r"flipover-stapje-\d{4}-\d\d-\d\d\.png", download.suggested_filename)
    png = path.read_bytes()
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    # Twice the board's units, with 40 of paper on each side.
    assert struct.unpack(">II", png[16:24]) == (2 * (780 + 80), 2 * (760 + 80))
    _, _, paper, ink, blue = await client.page.evaluate(TONES, base64.b64encode(png).decode())
    assert paper > 1_000_000 > ink > 20_000
    assert blue > 2_000

    path, download = await saved(client.page, panel, "Als tekst")
    assert download.suggested_filename.endswith(".txt")
    assert path.read_text() == (f"Mijn stapje\n\nwat ga ik doen: {STEP}\nwanneer en waar: {WHEN}\n")

    await panel.get_by_role("radio", name=re.compile("^In je agenda")).check(force=True)
    # “woensdag na het werk” is no day: the person picks one.
    await expect(panel.get_by_label("Op welke dag?")).to_have_value("")
    await panel.get_by_role("button", name="Bewaar", exact=True).click()
    await expect(panel.get_by_role("alert")).to_contain_text("Kies een dag.")
    await panel.get_by_label("Op welke dag?").fill("2027-01-13")
    path, download = await saved(client.page, panel, "In je agenda")
    assert download.suggested_filename.endswith(".ics")
    event = read_event(path)
    assert event["DTSTART;VALUE=DATE"] == "20270113"
    assert event["SUMMARY"] == STEP
    assert event["DESCRIPTION"].endswith(f"wanneer en waar: {WHEN}")
    assert "VALARM" not in path.read_text()
    for name in ("Eva", "Sam"):
        assert name not in path.read_text()
    await panel.get_by_label(re.compile("Hoe laat")).fill("17:30")
    path, _ = await saved(client.page, panel, "In je agenda")
    again = read_event(path)
    assert again["DTSTART"] == "20270113T173000"
    assert again["UID"] != event["UID"]


async def test_the_step_goes_along_where_only_the_coach_draws_and_from_until_now(
    server: RunningServer, browsers: Browsers
) -> None:
    """Reading is enough; a day that stands on the card is filled in already."""
    pair = await come_a_week_later(server, browsers, a_week_ago())
    coach, client = pair.coach, pair.client
    await coach.page.locator(".sheet-tab", has_text="Stapje").click()
    for room in (coach, client):
        await expect(room.sheet.locator("[data-type=card]")).to_have_count(1)
    await coach.tool("Kiezen")
    await coach.page.mouse.click(*await coach.at((0.5, 0.3)))
    await coach.page.get_by_role("button", name="Schrijf", exact=True).click()
    first = coach.page.get_by_role("textbox", name="wat ga ik doen")
    await first.fill("\n".join(f"stap {number}" for number in range(1, 15)))
    field = coach.page.get_by_role("textbox", name="wanneer en waar")
    await field.fill("wo 13 januari 2027, 17:30 uur")
    await coach.page.get_by_role("button", name="Neem deze kaart mee").click()
    taking = coach.page.get_by_role("dialog", name="Neem mee: Mijn stapje")
    path, _ = await saved(coach.page, taking, "Als plaatje")
    # More was written than the card shows on the sheet: the picture has all of it.
    assert struct.unpack(">I", path.read_bytes()[20:24])[0] > 2 * (760 + 80)
    path, _ = await saved(coach.page, taking, "Als tekst")
    assert path.read_text().endswith("wanneer en waar: wo 13 januari 2027, 17:30 uur\n")
    await coach.page.keyboard.press("Escape")
    await expect(client.sheet).to_contain_text("13 januari 2027")
    await coach.page.get_by_role("button", name="Alle vellen").click()
    await coach.page.get_by_label(re.compile("Alleen ik teken")).check(force=True)
    await expect(client.page.get_by_text("Eva tekent nu, jij kijkt mee.")).to_be_visible()
    panel = await until_now(client)
    await panel.get_by_role("button", name="Neem mee: Mijn stapje").click()
    dialog = client.page.get_by_role("dialog", name="Neem mee: Mijn stapje")
    await dialog.get_by_role("radio", name=re.compile("^In je agenda")).check(force=True)
    await expect(dialog.get_by_label("Op welke dag?")).to_have_value("2027-01-13")
    path, _ = await saved(client.page, dialog, "In je agenda")
    assert read_event(path)["DTSTART"] == "20270113T173000"


async def test_what_is_taken_from_the_goodbye_page_says_the_same_as_an_export(
    server: RunningServer, browsers: Browsers
) -> None:
    """Coach and client get the step, the page and the data there; the data is Python's own."""
    pair = await come_a_week_later(server, browsers, a_week_ago())
    for room in (pair.client, pair.coach):
        await room.reads_note("nee zeggen")
        await room.leave()
        page = room.page
        await page.get_by_role("button", name="Bewaar: Mijn stapje").click()
        dialog = page.get_by_role("dialog", name="Neem mee: Mijn stapje")
        path, _ = await saved(page, dialog, "Als tekst")
        assert STEP in path.read_text()
        await page.keyboard.press("Escape")
        async with page.expect_download() as coming:
            await page.get_by_role("button", name="Bewaar tot nu toe als tekst").click()
        assert STEP in Path(await (await coming.value).path()).read_text()
        async with page.expect_download() as coming:
            await page.get_by_role("button", name="Of als gegevens").click()
        taken = json.loads(Path(await (await coming.value).path()).read_text())
        link = parse_address(pair.link)
        own = room_facts(open_room(read_log(server.data / "flipover.db", link.log), link))
        assert taken["sheets"] == own["sheets"]
        assert taken["format"] == own["format"]
        assert taken["sessions"][0] == own["sessions"][0]
