"""All that was said and made, on one page: in place, found again, and taken along."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pypdf
from playwright.async_api import Locator, expect

from tests.e2e.browsers import Browsers
from tests.e2e.earlier_session import a_week_ago, come_a_week_later, spelled
from tests.e2e.pages import RoomPage
from tests.serving import RunningServer

WROTE = "Het café was vol, en toch zei ik nee.\nDat deed ik rustig.\nΕυχαριστώ"


async def reading(room: RoomPage) -> Locator:
    """Open the page to read again."""
    await room.page.get_by_role("button", name="Meer", exact=True).click()
    await room.page.get_by_role("button", name="Tot nu toe").click()
    await room.page.get_by_role("button", name="Alles teruglezen").click()
    return room.page.get_by_role("dialog", name="Wat jullie zeiden en maakten")


async def test_a_room_is_one_page_to_read_again(
    server: RunningServer, browsers: Browsers, tmp_path: Path
) -> None:
    """Sessions and letters in order, sheets and steps in place; a word is found without accents."""
    began = a_week_ago()
    pair = await come_a_week_later(server, browsers, began)
    coach, client = pair.coach, pair.client
    await client.say(WROTE)
    await coach.reads("Dat deed ik rustig")
    page = await reading(coach)
    await expect(page.get_by_role("heading", level=3)).to_have_text(
        [re.compile(f"^Gesprek op {spelled(began)}"), re.compile("^Gesprek op .* vanaf")]
    )
    await expect(page.get_by_role("img")).to_have_count(3)
    await expect(page.locator(".summary-item", has_text="Eén keer nee zeggen")).to_have_count(1)
    letter = page.get_by_role("article")
    await expect(letter).to_have_text(re.compile("^Sam .*Het café was vol, en toch zei ik nee"))
    # Found without its accent, and gone to, with the focus.
    await page.get_by_role("searchbox").fill("cafe NEE")
    await expect(page.get_by_role("status").first).to_have_text("Eén keer gevonden")
    await expect(page.locator("mark")).to_have_text(["café", "nee"])
    await page.locator(".found-place").click()
    await expect(letter).to_be_focused()
    await page.get_by_role("searchbox").fill("rustig blijven")
    await expect(page.locator(".found-place")).to_have_text(re.compile("^Op “Vel 1”"))
    await page.get_by_role("searchbox").fill("")
    # Taken along: nothing in it runs or is fetched.
    files: dict[str, bytes] = {}
    await page.get_by_text("Neem mee").click()
    for form in ("Als tekst", "Als webpagina", "Als pdf"):
        async with coach.page.expect_download() as download:
            await page.get_by_role("button", name=form).click()
        target = tmp_path / (await download.value).suggested_filename
        await (await download.value).save_as(target)
        files[target.suffix] = target.read_bytes()
    text = files[".txt"].decode()
    assert "    Het café was vol, en toch zei ik nee.\n    Dat deed ik rustig." in text
    taken = await pair.client_person.context.new_page()
    await taken.set_content(files[".html"].decode())
    await expect(taken.get_by_role("article")).to_have_text(re.compile("Dat deed ik rustig"))
    drawn = await taken.locator("img").evaluate_all("all => all.map(one => one.naturalWidth)")
    assert len(drawn) == 3
    assert all(width > 0 for width in drawn)
    assert b"<script" not in files[".html"]
    pages = pypdf.PdfReader(io.BytesIO(files[".pdf"])).pages
    words = "\n".join(one.extract_text() for one in pages)
    assert "Het café was vol, en toch zei ik nee." in words
    assert "zeggen" in words, "the sheet is drawn, its words are words"
    # Letters that the page's own font lacks are pictures of themselves, and nothing is lost.
    assert len(pages[-1].images) == 1
