"""Pictures: from a file onto both sheets, with nothing of the file but what one sees."""

from __future__ import annotations

import asyncio
import secrets
import sqlite3

import pytest
from playwright.async_api import Route, expect

from tests.e2e.browsers import Browsers
from tests.e2e.meeting import NO_KNOCK, Pair, come_in, meet
from tests.e2e.picture_files import CANARY, ODD_FILES, plain_png, png, with_place
from tests.e2e.picture_page import PicturePage
from tests.faults.planted import files_under, words_in
from tests.serving import RunningServer
from tests.until import until
from whiteboard.elements import Picture
from whiteboard.entry import open_blob
from whiteboard.keys import from_base64url, parse_link
from whiteboard.room import open_room
from whiteboard.source import read_log

PNG = ("plaatje.png", "image/png", plain_png(300, 200, (20, 90, 160, 255)))
BLOBS = "**/blobs/*"


def blob_count(server: RunningServer) -> int:
    """How many blobs the server holds."""
    with sqlite3.connect(f"file:{server.data / 'flipover.db'}?mode=ro", uri=True) as db:
        return int(db.execute("SELECT count(*) FROM blobs").fetchone()[0])


async def test_a_photo_is_seen_by_both_upright_and_without_where_it_was_taken(
    server: RunningServer, writing_pair: Pair
) -> None:
    """
    A phone's JPEG, lying on its side by EXIF, with GPS: what the server got, opened with the
    link, is a picture and nothing else; both see it upright, with its description.
    """
    coach, client = PicturePage(writing_pair.coach), PicturePage(writing_pair.client)
    jpeg = await coach.make_jpeg(2400, 1200)
    photo = with_place(jpeg, 6)
    assert CANARY.encode() in photo
    await coach.drop((0.5, 0.3), ("foto.jpg", "image/jpeg", photo))
    await coach.question.fill("een brug over een beek")
    await coach.page.get_by_role("button", name="Bewaar").click()
    await coach.are(1)
    await client.are(1)

    # Turned a quarter to the right: what was left is on top.
    top, bottom = await client.colour(0.5, 0.1), await client.colour(0.5, 0.9)
    assert top[0] > 150 > top[2]
    assert bottom[2] > 150 > bottom[0]

    link = parse_link(writing_pair.link)

    def stored() -> Picture | None:
        room = open_room(read_log(server.data / "flipover.db", link.log), link)
        found = [e for e in room.board.elements() if isinstance(e, Picture) and e.alt]
        return found[0] if found else None

    picture = await until("the description is in the log", stored)
    assert picture.alt == "een brug over een beek"
    export = read_log(server.data / "flipover.db", link.log)
    blob = from_base64url(picture.blob, 32)
    assert any(blob in record.header.blobs for record in export.records)
    plain = open_blob(link.keys.entry, link.log, blob, export.blobs[blob])
    assert plain[:4] == b"RIFF"
    assert plain[8:12] == b"WEBP"
    assert len(plain) <= 1_000_000
    assert b"EXIF" not in plain
    assert b"Exif" not in plain
    assert b"XMP" not in plain
    assert CANARY.encode() not in plain
    x, _, width, height, _ = picture.frame
    assert (width, height) == (300, 600)
    # In the middle, to a pixel or two of this screen.
    assert abs(x + width / 2 - 500) < 5
    # Neither the file nor the picture lies on the server's disk as anybody could read it.
    disk = b"".join(files_under(server.data))
    assert plain[200:300] not in disk
    assert jpeg[-200:-100] not in disk
    assert words_in([disk], {"place": CANARY, "description": "een brug over een beek"}) == {}


async def test_what_is_no_picture_gets_a_clear_word_and_leaves_the_sheet_alone(
    writing_pair: Pair,
) -> None:
    """Empty, a letter, a bomb, torn, with a script, of a phone, a PDF; and then a good one."""
    coach = PicturePage(writing_pair.coach)
    alert = coach.page.locator(".picture-news")
    for name, type_, data, words in ODD_FILES:
        await coach.paste((name, type_, data))
        await expect(alert).to_contain_text(words)
        await expect(alert).to_have_attribute("role", "alert")
        await alert.get_by_role("button", name="Sluiten").click()
        await expect(alert).to_have_count(0)
        assert await coach.placed.count() == 0
    assert await coach.page.evaluate("window.broken") is None
    await coach.paste(PNG)
    await coach.are(1)


async def test_a_transparent_picture_stays_legible(writing_pair: Pair) -> None:
    """Dark on nothing keeps nothing around it; white on nothing is laid on something dark."""
    coach = PicturePage(writing_pair.coach)

    def half_drawn(colour: tuple[int, int, int, int]) -> bytes:
        row = b"\0" + bytes(4) * 100 + bytes(colour) * 100
        return png(200, 100, row * 100)

    await coach.paste(("donker.png", "image/png", half_drawn((10, 20, 30, 255))))
    await coach.are(1)
    assert (await coach.colour(0.1, 0.5))[3] == 0
    await coach.paste(("licht.png", "image/png", half_drawn((255, 255, 255, 255))))
    await coach.are(2)
    ground, drawn = await coach.colour(0.1, 0.5, 1), await coach.colour(0.9, 0.5, 1)
    assert ground[3] == 255
    assert sum(drawn[:3]) - sum(ground[:3]) > 300


async def test_drawing_goes_on_while_a_picture_is_on_its_way_which_can_be_given_up(
    server: RunningServer, writing_pair: Pair
) -> None:
    """The other sees strokes made meanwhile; a picture that was given up never comes."""
    coach, client = PicturePage(writing_pair.coach), PicturePage(writing_pair.client)
    go = asyncio.Event()

    async def held(route: Route) -> None:
        await go.wait()
        await route.continue_()

    await coach.page.route(BLOBS, held)
    await coach.paste(PNG)
    await expect(coach.under_way).to_be_visible()
    await coach.room.draw([(0.2, 0.8), (0.4, 0.85)])
    await client.room.strokes_are(1)
    assert await client.placed.count() == 0
    await coach.page.get_by_role("button", name="Toch niet").click()
    await expect(coach.under_way).to_have_count(0)
    await expect(coach.question).to_have_count(0)
    go.set()
    await coach.paste(("rood.png", "image/png", plain_png(200, 200, (200, 20, 20, 255))))
    await coach.are(1)
    await client.are(1)
    assert (await client.colour(0.5, 0.5))[0] > 150
    assert blob_count(server) == 1


async def test_a_picture_put_down_without_a_network_comes_when_there_is_one_even_after_closing(
    server: RunningServer, writing_pair: Pair
) -> None:
    """The server is away; the picture waits, its page is closed, and the next visit brings it."""
    for person in (writing_pair.coach_person, writing_pair.client_person):
        person.watch.allow_outage()
    coach, client = PicturePage(writing_pair.coach), PicturePage(writing_pair.client)
    await client.paste(PNG)
    await client.are(1)
    await coach.are(1)
    await server.kill()
    await client.paste(("rood.png", "image/png", plain_png(200, 200, (200, 20, 20, 255))))
    await expect(client.under_way).to_be_visible()
    await expect(client.page.get_by_text("Gaat verder zodra er verbinding is.")).to_be_visible()
    await client.page.close()
    await server.start()
    again = await come_in(writing_pair.client_person, writing_pair.link, "Sam", "Schrijven")
    await PicturePage(await again.entered()).are(2)
    await coach.are(2)
    assert (await coach.colour(0.5, 0.5, 1))[0] > 150


async def test_a_picture_that_is_none_is_a_grey_card_and_the_room_goes_on(
    writing_pair: Pair,
) -> None:
    """One whose bytes are gone, seen by whoever comes later; drawing still works."""
    coach = PicturePage(writing_pair.coach)
    await coach.paste(PNG)
    await coach.are(1)
    person = writing_pair.client_person
    person.watch.allow("status of 404")
    junk = secrets.token_bytes(400)
    await person.context.route(BLOBS, lambda route: route.fulfill(body=junk))
    await writing_pair.client.page.close()
    client = PicturePage(await come_in(person, writing_pair.link, "Sam", "Schrijven"))
    await client.room.entered()
    await expect(client.placed).to_contain_text("Dit plaatje gaat niet open")
    await client.room.draw([(0.2, 0.8), (0.4, 0.85)])
    await coach.room.strokes_are(1)


async def test_a_picture_is_chosen_with_the_keyboard_alone(writing_pair: Pair) -> None:
    """From "Meer" to the file, its description and back to the sheet; focus is never lost."""
    coach = PicturePage(writing_pair.coach)
    page = coach.page
    await page.get_by_role("button", name="Meer", exact=True).press("Enter")
    await page.get_by_role("button", name="Zet een plaatje op het vel").press("Enter")
    panel = page.get_by_role("dialog", name="Een plaatje op het vel")
    async with page.expect_file_chooser() as coming:
        await panel.get_by_role("button", name="Kies een foto of plaatje").press("Enter")
    chooser = await coming.value
    name, type_, data = PNG
    await chooser.set_files({"name": name, "mimeType": type_, "buffer": data})
    await coach.are(1)
    await coach.question.fill("een blauw vlak")
    await coach.question.press("Enter")
    await expect(coach.question).to_have_count(0)
    await expect(page.locator(".sheet-stage")).to_be_focused()
    await PicturePage(writing_pair.client).are(1)


@pytest.mark.slow
async def test_firefox_brings_and_shows_pictures_too(
    server: RunningServer, browsers: Browsers
) -> None:
    """Upright and re-encoded there as well, and seen in Chromium."""
    firefox, chromium = await browsers.firefox(), await browsers.chromium()
    pair = await meet(server, browsers, firefox, chromium, form="Schrijven", knock=NO_KNOCK)
    coach, client = PicturePage(pair.coach), PicturePage(pair.client)
    photo = with_place(await coach.make_jpeg(2400, 1200), 6)
    await coach.drop((0.5, 0.3), ("foto.jpg", "image/jpeg", photo))
    await coach.are(1)
    await client.are(1)
    top, bottom = await client.colour(0.5, 0.1), await client.colour(0.5, 0.9)
    assert top[0] > 150 > top[2]
    assert bottom[2] > 150 > bottom[0]
    await coach.drop((0.5, 0.3), ("tekening.png", "image/png", ODD_FILES[4][2]))
    await expect(coach.page.locator(".picture-news")).to_contain_text("SVG")
