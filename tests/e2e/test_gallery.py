"""Sheets of then and now: by session, large, two beside each other, and taken along."""

from __future__ import annotations

import io
import re
import zipfile

import pypdf
import pytest
from playwright.async_api import expect

from tests.e2e.browsers import PHONE, Browsers
from tests.e2e.earlier_session import a_week_ago, come_a_week_later, spelled
from tests.e2e.easel import Easel
from tests.e2e.gallery_page import GalleryPage
from tests.e2e.meeting import Pair
from tests.e2e.pages import RoomPage
from tests.e2e.pixels import Picture, read_png
from tests.e2e.settling import settle
from tests.e2e.test_axe import faults
from tests.e2e.written_sheets import Hand
from tests.serving import RunningServer

NOTE = (251, 233, 138)
#: in the note “nee zeggen” as it lay a week ago, beside its words
THEN_NOTE = (0.565, 0.275)


HERE = """() => ['Gallery', 'SheetPanels'].every((part) =>
    performance.getEntriesByType('resource').some(({name, responseEnd}) =>
        name.includes(part) && responseEnd > 0))"""


def far(picture: Picture, place: tuple[float, float], colour: tuple[int, int, int]) -> int:
    """How far a point is from a colour, 0..765."""
    return sum(abs(a - b) for a, b in zip(picture.at(*place), colour, strict=True))


async def work_on(client: RoomPage) -> None:
    """The client brings one note into the inner circle, and writes two more."""
    await client.reads_note("nee zeggen")
    await client.page.get_by_role("button", name="nee zeggen").and_(client.notes).focus()
    for _ in range(8):
        await client.page.keyboard.press("Shift+ArrowDown")
    await client.page.keyboard.press("Escape")
    await client.stick_note((0.78, 0.42), "hulp vragen")
    await client.stick_note((0.25, 0.92), "buiten lopen")


@pytest.fixture
def began() -> int:
    """When the earlier session began."""
    return a_week_ago()


@pytest.fixture
async def pair(server: RunningServer, browsers: Browsers, began: int) -> Pair:
    """Both in a room a week later, in which the client has worked on."""
    pair = await come_a_week_later(server, browsers, began)
    await work_on(pair.client)
    await pair.coach.reads_note("buiten lopen")
    return pair


async def test_each_session_has_its_sheets_and_what_was_kept_in_it(pair: Pair, began: int) -> None:
    """Both see both sessions: when, how long, with whom, what changed apart from what did not."""
    coach, client = pair.coach, pair.client
    await Easel(coach).keep("Voor de pauze")
    await coach.stick_note((0.75, 0.92), "later")
    await client.reads_note("later")
    for room, other in ((coach, "Sam"), (client, "Eva")):
        gallery = await GalleryPage(room).open()
        await expect(gallery.parts).to_have_count(2)
        first, second = gallery.parts.nth(0), gallery.parts.nth(1)
        await expect(first.get_by_role("heading")).to_have_text(f"Gesprek op {spelled(began)}")
        await expect(first).to_contain_text("1 uur, met Sam")
        await expect(first.locator(".sheet-caption-words")).to_have_text(
            [re.compile(f"^{name}") for name in ("Vel 1", "2 Schaal", "3 Stapje")]
        )
        await expect(second).to_contain_text(f"nu bezig, met {other}")
        names = ["Voor de pauze", "Vel 1", "2 Schaal", "3 Stapje"]
        await expect(second.locator(".sheet-caption-words")).to_have_text(
            [re.compile(f"^{name}") for name in names]
        )
        await expect(second.get_by_text("Zoals het al was (2)")).to_be_visible()
        # Drawn when in sight.
        await expect(first.locator(".thumbnail [data-type=note]")).to_have_count(2)
        await expect(second.locator(".thumbnail [data-type=note]")).to_have_count(4 + 5)


async def test_then_and_now_tell_exactly_what_is_different(pair: Pair, began: int) -> None:
    """What the client did is marked on the coach's screen, in words and in what one sees."""
    gallery = await GalleryPage(pair.coach).open()
    await gallery.choose(f"Vel 1, {spelled(began)}")
    await gallery.press("Naast nu")
    await expect(gallery.sum).to_have_text(
        "2 nieuwe briefjes, 1 verplaatst van “wil ik nog” naar “lukt al”"
    )
    await expect(gallery.lines).to_have_text(
        [
            re.compile("^nieuw.*briefje “hulp vragen”, in “wil ik nog”$"),
            re.compile("^verplaatst.*briefje “nee zeggen”: van “wil ik nog” naar “lukt al”$"),
            re.compile("^nieuw.*briefje “buiten lopen”, buiten de cirkels$"),
        ]
    )
    then, now = gallery.side(f"Vel 1, {spelled(began)}"), gallery.side("Vel 1, zoals het nu is")
    before, after = await gallery.seen(then), await gallery.seen(now)
    assert far(before, THEN_NOTE, NOTE) < 30
    paper = far(before, (0.5, 0.95), NOTE)
    # A pale trace: neither the note nor bare paper.
    assert 0.1 * paper < far(after, THEN_NOTE, NOTE) < 0.9 * paper
    await expect(now.locator(".compared-frame.new")).to_have_count(2)
    await expect(now.locator(".compared-arrow")).to_have_count(1)
    await expect(then.locator(".compared-frame")).to_have_count(1)
    await expect(now.locator(".compared-word")).to_have_text(["1 nieuw", "2 verplaatst", "3 nieuw"])
    await gallery.panel.get_by_label("Laat zien wat er anders is").uncheck(force=True)
    await expect(now.locator(".compared-frame")).to_have_count(0)
    bare = await gallery.seen(now)
    assert far(bare, THEN_NOTE, NOTE) > 0.9 * paper
    # The words stay.
    await expect(gallery.lines).to_have_count(3)


async def test_any_two_sheets_can_be_laid_beside_each_other(pair: Pair, began: int) -> None:
    """Two of a day, two of one sheet; the same twice has nothing that is different."""
    gallery = await GalleryPage(pair.client).open()
    await gallery.choose(f"Vel 1, {spelled(began)}")
    await gallery.choose(f"3 Stapje, {spelled(began)}")
    await gallery.press("Naast elkaar")
    await expect(gallery.panel.get_by_role("heading", level=2)).to_have_text(
        "Twee vellen naast elkaar"
    )
    await expect(gallery.sum).to_have_text("1 ding nieuw, 3 weg")
    await gallery.press("Sluit")
    # A third one takes the place of the first.
    await gallery.panel.get_by_text("Zoals het al was (2)").click()
    await gallery.choose("3 Stapje, zoals het nu is")
    await gallery.press("Naast elkaar")
    await expect(gallery.sum).to_have_text("Er is niets anders.")
    await expect(gallery.lines).to_have_count(0)


async def test_what_was_done_between_sessions_stands_by_itself(
    server: RunningServer, browsers: Browsers, began: int
) -> None:
    """A note that somebody wrote alone has its own heading, between the two sessions."""

    def write_alone(hand: Hand) -> None:
        hand.append(hand.board.add_note(hand.new_id(), 416, 1180, "gelukt op maandag", size=168))

    pair = await come_a_week_later(server, browsers, began, write_alone)
    await pair.coach.reads_note("gelukt op maandag")
    gallery = await GalleryPage(pair.coach).open()
    await expect(gallery.heads).to_have_text(
        [re.compile("^Gesprek op"), "Tussendoor", re.compile("^Gesprek op")]
    )
    between = gallery.parts.nth(1)
    await expect(between.locator(".sheet-caption-words")).to_have_text([re.compile("^Vel 1")])
    await expect(between).to_contain_text("door Sam")
    await expect(gallery.parts.nth(2)).to_contain_text("Op de vellen veranderde niets.")


async def test_all_of_it_is_taken_along(pair: Pair, began: int) -> None:
    """A comparison, one sheet and a session, as files that anybody can open."""
    gallery = await GalleryPage(pair.client).open()
    await gallery.choose(f"Vel 1, {spelled(began)}")
    await gallery.press("Naast nu")
    await gallery.press("Neem mee")
    name, content = await gallery.take("PDF")
    assert re.fullmatch(r"flipover-toen-en-nu-\d{4}-\d\d-\d\d\.pdf", name)
    sheets, words = pypdf.PdfReader(io.BytesIO(content)).pages
    assert sheets.mediabox.width > sheets.mediabox.height
    for word in ("vragen", "1 nieuw", "2 verplaatst"):
        assert word in sheets.extract_text()
    assert "2 nieuwe briefjes, 1 verplaatst van “wil ik nog” naar “lukt al”" in words.extract_text()
    assert "3. nieuw: briefje “buiten lopen”, buiten de cirkels" in words.extract_text()
    name, content = await gallery.take("Afbeelding")
    picture = read_png(content)
    assert name.endswith(".png")
    assert picture.width > picture.height > 1414
    # The note of then on the left sheet, as it lies in the file.
    x, y = 30 + 1000 * THEN_NOTE[0], 66 + 1414 * THEN_NOTE[1]
    assert far(picture, (x / picture.width, y / picture.height), NOTE) < 30
    await gallery.page.keyboard.press("Escape")
    await gallery.press("Sluit")
    await gallery.parts.first.get_by_role("button", name=re.compile("^Neem de vellen")).click()
    _, content = await gallery.take("Tekening")
    with zipfile.ZipFile(io.BytesIO(content)) as files:
        assert [re.sub(r"\d{4}.*", "", one) for one in files.namelist()] == [
            "flipover-vel-1-", "flipover-vel-2-", "flipover-vel-3-",
        ]  # fmt: skip
        assert "nee" in files.read(files.namelist()[0]).decode()
    await gallery.page.keyboard.press("Escape")
    await gallery.sheet(f"3 Stapje, {spelled(began)}").click()
    await gallery.press("Neem dit vel mee")
    name, content = await gallery.take("PDF")
    assert name.startswith("flipover-vel-3-")
    assert "woensdag na het werk" in pypdf.PdfReader(io.BytesIO(content)).pages[0].extract_text()


async def test_by_keyboard_alone(pair: Pair, began: int) -> None:
    """Open, turn to a neighbour, come nearer, choose two, and back to where one was."""
    gallery = await GalleryPage(pair.client).open()
    keys = pair.client.page.keyboard
    await gallery.sheet(f"Vel 1, {spelled(began)}").focus()
    await keys.press("Enter")
    heading = gallery.panel.get_by_role("heading", level=2)
    await expect(heading).to_be_focused()
    await expect(heading).to_have_text("Vel 1")
    on_it = gallery.panel.get_by_role("list", name="Wat erop staat").get_by_role("listitem")
    await expect(on_it).to_have_count(3)
    await expect(on_it.nth(1)).to_have_text(re.compile("briefje van Sam: nee zeggen, wil ik nog"))
    await keys.press("ArrowRight")
    await expect(heading).to_have_text("2 Schaal")
    await expect(on_it).to_have_text([re.compile("^Schaal")] + [re.compile("^Streepje nu")] * 3)
    await keys.press("ArrowRight")
    await keys.press("ArrowLeft")
    await expect(heading).to_have_text("2 Schaal")
    picture = gallery.panel.get_by_role("img")
    # The panel that came up still moves for a moment.
    await settle(picture)
    small = await picture.bounding_box()
    await keys.press("+")
    large = await picture.bounding_box()
    assert small is not None
    assert large is not None
    assert large["width"] > 1.4 * small["width"]
    await keys.press("0")
    assert await picture.bounding_box() == small
    await keys.press("Escape")
    await expect(gallery.sheet(f"2 Schaal, {spelled(began)}")).to_be_focused()
    await keys.press("Tab")
    await keys.press("Space")
    await expect(gallery.panel.get_by_role("status")).to_contain_text(f"2 Schaal, {spelled(began)}")
    with_now = gallery.panel.get_by_role("button", name="Naast nu", exact=True)
    await with_now.focus()
    await keys.press("Enter")
    await expect(gallery.sum).to_have_text("Er is niets anders.")
    await keys.press("Escape")
    await expect(gallery.heads.first).to_be_visible()
    await keys.press("Escape")
    await expect(gallery.panel).to_have_count(0)


async def test_on_a_phone_one_lies_over_the_other(pair: Pair, began: int) -> None:
    """A slider, by hand or keys, shows the earlier sheet, the later, or some of both."""
    page = pair.coach.page
    gallery = await GalleryPage(pair.coach).open()
    await page.set_viewport_size(PHONE)
    await gallery.choose(f"Vel 1, {spelled(began)}")
    await gallery.press("Naast nu")
    slider = gallery.panel.get_by_role("slider", name="Van toen naar nu")
    place = gallery.side(f"Vel 1, {spelled(began)}")
    await expect(slider).to_have_value("100")
    after = await gallery.seen(place)
    assert far(after, THEN_NOTE, NOTE) > 60
    await gallery.press("Toen")
    await expect(slider).to_have_value("0")
    before = await gallery.seen(place)
    assert far(before, THEN_NOTE, NOTE) < 30
    await slider.focus()
    await page.keyboard.press("ArrowRight")
    await expect(slider).to_have_attribute("aria-valuetext", re.compile("^5 procent"))
    assert await faults(page) == []


async def test_what_was_read_is_there_without_a_line(
    pair: Pair, server: RunningServer, began: int
) -> None:
    """Read once it opens again; where nothing was read there is what lies here, and words."""
    # What is seldom opened comes soon after coming in, so that it opens without a line.
    await pair.client.page.wait_for_function(HERE)
    read = await GalleryPage(pair.coach).open()
    await Easel(pair.coach).close()
    for person in (pair.coach_person, pair.client_person):
        person.watch.allow_outage()
    await server.stop()
    await read.open()
    await expect(read.parts).to_have_count(2)
    await read.choose(f"Vel 1, {spelled(began)}")
    await read.press("Naast nu")
    await expect(read.sum).to_contain_text("2 nieuwe briefjes")
    fresh = await GalleryPage(pair.client).open()
    await expect(fresh.panel.get_by_role("alert")).to_contain_text("is nu niet te bereiken")
    await expect(fresh.heads).to_have_text(["Zoals het nu is"])
    await expect(fresh.sheet("Vel 1, zoals het nu is")).to_be_visible()
    await server.start()
