"""Sheets out of the browser: the files are opened as anybody would, away from the room."""

from __future__ import annotations

import base64
import io
import math
import re
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pypdf
import pytest
from playwright.async_api import Page, expect

from tests.e2e.browsers import Browsers
from tests.e2e.easel import Easel
from tests.e2e.meeting import NO_KNOCK, Pair, meet, meet_in_writing
from tests.e2e.pages import RoomPage
from tests.e2e.picture_files import plain_png
from tests.e2e.picture_page import PicturePage
from tests.e2e.written_sheets import Hand
from tests.serving import RunningServer
from tests.until import until
from whiteboard.album import Wish, draw_room
from whiteboard.keys import parse_link
from whiteboard.marker import Surroundings
from whiteboard.render import sheet_png
from whiteboard.room import open_room
from whiteboard.schema import FIRST_SHEET, SHEET_HEIGHT, SHEET_WIDTH, Note
from whiteboard.source import read_log

FILE_NAME = re.compile(r"flipover-(vel-\d+|vellen)-\d{4}-\d\d-\d\d\.(svg|png|pdf|zip)")
#: a point of one tone is as good as another to this much, 0..255
SAME_TONE = 48

#: how many of a hundred points may differ. Measured: 0.32 to 0.44 in both browsers, all on edges,
#: of letters above all, which a screen puts on its own points at a quarter of the size. One stroke
#: of a pen that is missing makes it 0.73 and more: the control of each of these tests.
SAME = 0.6

#: how many of a hundred points differ between a photograph of the screen and a picture of the
#: sheet, laid where the sheet is in the photograph, and their mean difference
DIFFERENCE = """async ([photograph, picture, size, [left, top, width, height], tone]) => {
    const opened = async (source) => {
        const image = new Image();
        image.src = source;
        await image.decode();
        return image;
    };
    const paper = (width, height) => {
        const canvas = document.createElement('canvas');
        [canvas.width, canvas.height] = [width, height];
        const pen = canvas.getContext('2d', { willReadFrequently: true });
        pen.imageSmoothingQuality = 'high';
        return [canvas, pen];
    };
    // Firefox looks at four points only of a picture that it makes smaller; at half that is all.
    const halved = (image, width) => {
        let made = image;
        for (let wide = made.naturalWidth; wide >= 2 * width; wide = made.width) {
            const [half, pen] = paper(wide / 2, (made.naturalHeight ?? made.height) / 2);
            pen.drawImage(made, 0, 0, half.width, half.height);
            made = half;
        }
        return made;
    };
    const seen = await opened(photograph);
    const [across, down] = size ?? [seen.naturalWidth, seen.naturalHeight];
    const laid = (image, x, y, wide, high) => {
        const [, pen] = paper(across, down);
        // What is seen through the holes.
        pen.fillStyle = getComputedStyle(document.body).backgroundColor;
        pen.fillRect(0, 0, across, down);
        pen.drawImage(halved(image, wide), x, y, wide, high);
        return pen;
    };
    const screen = laid(seen, 0, 0, across, down);
    const file = laid(await opened(picture), left, top, width, height);
    const [a, b] = [screen, file].map((pen) => pen.getImageData(0, 0, across, down).data);
    // Edges fall otherwise on the screen's points: the nearest of nine neighbours counts.
    const rows = [-across, 0, across];
    const near = rows.flatMap((row) => [row - 1, row, row + 1]).map((step) => step * 4);
    const away = (at, other) => Math.max(...[0, 1, 2].map(c => Math.abs(a[at + c] - b[other + c])));
    let differing = 0, sum = 0, count = 0;
    for (let y = 2; y < down - 2; y++) {
        for (let x = 2; x < across - 2; x++) {
            const at = 4 * (y * across + x);
            const least = Math.min(...near.map((step) => away(at, at + step)));
            if (least > tone) differing += 1;
            sum += least;
            count += 1;
        }
    }
    return [differing / count * 100, sum / count];
}"""


KEEP_MADE = """() => {
    const give = URL.createObjectURL.bind(URL);
    URL.createObjectURL = (file) => {
        window.made = file;
        return give(file);
    };
}"""

READ_MADE = """async () => {
    const bytes = new Uint8Array(await window.made.arrayBuffer());
    let text = '';
    for (const byte of bytes) text += String.fromCharCode(byte);
    return btoa(text);
}"""


class TakePanel:
    """The panel "Vellen meenemen", reached from "Meer"."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.panel = page.get_by_role("dialog", name="Vellen meenemen")

    async def open(self) -> None:
        """Open it the way people do."""
        await self.page.get_by_role("button", name="Meer", exact=True).click()
        await self.page.get_by_role("button", name="Vellen bewaren of afdrukken").click()
        await expect(self.panel).to_be_visible()

    async def choose(self, word: str) -> None:
        """Choose what or how."""
        await self.panel.get_by_role("radio", name=re.compile(f"^{word}")).check(force=True)

    async def keep(self) -> tuple[str, bytes]:
        """Press the button; return the name and content of what was downloaded."""
        async with self.page.expect_download() as coming:
            await self.panel.get_by_role("button", name="Bewaar").click()
        download = await coming.value
        path = await download.path()
        await expect(self.panel.get_by_role("status")).to_contain_text("Klaar")
        return download.suggested_filename, Path(path).read_bytes()


@pytest.fixture
async def pair(server: RunningServer, browsers: Browsers) -> Pair:
    """Two people in a room whose two sheets hold one of each kind, and two pictures."""
    pair = await meet_in_writing(server, browsers)
    hand = Hand(server.url, pair.link)
    hand.fill()
    pictures = PicturePage(pair.coach)
    await pictures.drop(
        (0.8, 0.85), ("a.png", "image/png", plain_png(240, 160, (20, 90, 160, 255)))
    )
    await pictures.are(1)
    await pair.coach.page.get_by_role("button", name="Nu niet").click()
    await expect(pair.coach.sheet.locator('[data-type="shape"]')).to_have_count(3)
    return pair


@pytest.fixture
async def room(pair: Pair) -> RoomPage:
    """The coach's page of it."""
    return pair.coach


def as_data(kind: str, content: bytes) -> str:
    """Return *content* as an address."""
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"


@dataclass(frozen=True)
class Photograph:
    """The sheet on a screen, a PNG, and where in it the sheet lies: not on whole points."""

    png: bytes
    sheet: tuple[float, float, float, float]
    #: at which it is compared, in points; as it is where that is not said
    size: tuple[int, int] | None = None


async def difference(page: Page, one: Photograph, other: bytes) -> tuple[float, float]:
    """How many of a hundred points differ from a picture, and by how much on average."""
    pair = [as_data("image/png", content) for content in (one.png, other)]
    share, mean = await page.evaluate(DIFFERENCE, [*pair, one.size, list(one.sheet), SAME_TONE])
    print(f"{share:.3f} % of the points differ, {mean:.2f} of 255 on average")
    return share, mean


def whole_sheet(png: bytes) -> Photograph:
    """Return a picture of nothing but a sheet, as large as it is on a large screen."""
    width, height = SHEET_WIDTH, SHEET_HEIGHT
    return Photograph(png, (0, 0, width, height), (width, height))


async def photograph(room: RoomPage) -> Photograph:
    """Return the sheet as it is on this screen."""
    box = await room.sheet.bounding_box()
    assert box is not None, "the sheet is not on screen"
    left, top = math.floor(box["x"]), math.floor(box["y"])
    width = math.ceil(box["x"] + box["width"]) - left
    height = math.ceil(box["y"] + box["height"]) - top
    # caret: hiding it would put a style into the page that its CSP refuses
    png = await room.page.screenshot(
        clip={"x": left, "y": top, "width": width, "height": height}, caret="initial"
    )
    return Photograph(png, (box["x"] - left, box["y"] - top, box["width"], box["height"]))


async def is_like(room: RoomPage, on_screen: Photograph, picture: bytes) -> None:
    """Check that *picture* is what was on screen, and would not be with a stroke missing there."""
    share, mean = await difference(room.page, on_screen, picture)
    assert share < SAME
    assert mean < 1.5
    await room.page.keyboard.press("Escape")
    await expect(TakePanel(room.page).panel).to_be_hidden()
    stroke = room.sheet.locator('[data-type="ink"]:not(.highlighter)')
    await expect(stroke).to_have_count(1)
    await stroke.evaluate("stroke => { stroke.style.visibility = 'hidden'; }")
    share, _ = await difference(room.page, await photograph(room), picture)
    assert share > SAME


async def seen_alone(page: Page, svg: bytes, folder: Path) -> bytes:
    """Return what somebody sees who opens the file in a browser."""
    path = folder / "sheet.svg"
    path.write_bytes(svg)
    await page.goto(path.as_uri())
    await page.evaluate("document.fonts.ready.then(() => undefined)")
    await page.set_viewport_size({"width": 1000, "height": 1414})
    return await page.screenshot(clip={"x": 0, "y": 0, "width": 1000, "height": 1414})


async def test_an_svg_stands_alone_and_looks_like_the_sheet(room: RoomPage, tmp_path: Path) -> None:
    """
    In a fresh page it equals the sheet on screen; it holds no script and asks for nothing; a
    sheet without its ink would not have passed.
    """
    on_screen = await photograph(room)
    panel = TakePanel(room.page)
    await panel.open()
    await panel.choose("Dit vel")
    await panel.choose("Tekening")
    name, svg = await panel.keep()

    assert FILE_NAME.fullmatch(name)
    root = ET.fromstring(svg)  # it is sound XML, whatever was written on the sheet
    kinds = {element.tag.rpartition("}")[2] for element in root.iter()}
    drawing = {"g", "rect", "path", "ellipse", "text", "tspan", "image", "clipPath"}
    assert kinds <= drawing | {"svg", "title", "style"}
    words = "".join(root.itertext())
    assert "<script>window.broken=1</script> &" in words.replace("\n", "")
    for element in root.iter():
        for key, value in element.attrib.items():
            assert not key.lower().startswith("on")
            if key.rpartition("}")[2] == "href":
                assert value.startswith(("data:image/png;base64,", "data:image/jpeg;base64,"))
    outside = re.findall(rb"url\(([^#)][^)]{0,20})", svg)
    assert all(found.startswith(b"data:font/woff2") for found in outside)

    fresh = await room.page.context.new_page()
    requests: list[str] = []
    fresh.on("request", lambda request: requests.append(request.url))
    opened = await seen_alone(fresh, svg, tmp_path)
    await is_like(room, on_screen, opened)
    # Control: the same without its strokes and words is told apart.
    without = re.sub(rb"<(text|path)\b.*?</\1>|<path\b[^>]*/>", b"", svg)
    assert without != svg
    share, _ = await difference(room.page, on_screen, await seen_alone(fresh, without, tmp_path))
    assert share > 2
    assert {url.partition(":")[0] for url in requests} <= {"data", "file"}
    assert await fresh.evaluate("window.broken") is None


async def test_a_png_has_ink_where_the_sheet_has(room: RoomPage) -> None:
    """Twice as large as board units, and like the screen; all sheets come as one zip."""
    on_screen = await photograph(room)
    panel = TakePanel(room.page)
    await panel.open()
    await panel.choose("Dit vel")
    await panel.choose("Afbeelding")
    name, png = await panel.keep()
    assert FILE_NAME.fullmatch(name)
    assert png[16:24] == (2000).to_bytes(4, "big") + (2828).to_bytes(4, "big")

    await panel.choose("Alle vellen")
    name, packed = await panel.keep()
    assert FILE_NAME.fullmatch(name)
    assert name.endswith(".zip")
    with zipfile.ZipFile(io.BytesIO(packed)) as files:
        assert files.testzip() is None
        assert all(FILE_NAME.fullmatch(one) for one in files.namelist())
        assert [one.split("-")[2] for one in files.namelist()] == ["1", "2"]
        assert files.read(files.namelist()[0]) == png
    await is_like(room, on_screen, png)


async def test_the_program_draws_what_the_browser_draws(
    pair: Pair, room: RoomPage, server: RunningServer
) -> None:
    """
    From the database alone, all kinds of things on three sheets, pictures and letters that the
    handwriting lacks included; a note less is noticed.
    """
    hand = Hand(server.url, pair.link)
    hand.fill_with_exercises()
    await expect(Easel(room).tabs).to_have_count(3)
    link = parse_link(pair.link)
    panel = TakePanel(room.page)
    await panel.open()
    await panel.choose("Alle vellen")
    await panel.choose("Afbeelding")
    _, packed = await panel.keep()
    with zipfile.ZipFile(io.BytesIO(packed)) as files:
        pictures = [files.read(name) for name in files.namelist()]
    assert len(pictures) == 3
    export = read_log(server.data / "flipover.db", link.log)
    opened = open_room(export, link)
    for number, png in enumerate(pictures, 1):
        wish = Wish("png", sheet=number)
        drawn = draw_room(opened, export, link, wish, lambda done, of: None)
        share, mean = await difference(room.page, whole_sheet(png), drawn)
        assert share < 0.8
        assert mean < 1.5
    elements = opened.board.elements(FIRST_SHEET)
    others = [e for e in elements if not (isinstance(e, Note) and e.colour == 0)]
    assert len(others) == len(elements) - 1
    without = sheet_png(opened.board.sheets()[0], others, Surroundings("nl"))
    share, _ = await difference(room.page, whole_sheet(pictures[0]), without)
    print(f"{share:.2f} % without a note")
    assert share > 2


async def test_a_pdf_has_a_page_for_each_sheet_and_its_words_as_words(room: RoomPage) -> None:
    """A4, two pages, words in the embedded handwriting; what it has no letters for is a picture."""
    panel = TakePanel(room.page)
    await panel.open()
    await panel.choose("Alle vellen")
    await panel.choose("PDF")
    name, content = await panel.keep()
    assert FILE_NAME.fullmatch(name)
    pdf = pypdf.PdfReader(io.BytesIO(content))

    assert len(pdf.pages) == 2
    for page in pdf.pages:
        assert [round(float(side)) for side in page.mediabox[2:]] == [595, 842]
    first, second = (" ".join(page.extract_text().split()) for page in pdf.pages)
    for words in ("Wat wil je bereiken?", "Weer met", "<script>", "zó één", "Łódź"):
        assert words in first, first
    assert "Stapje" in second
    assert "Jan" not in second  # a sheet's title stands on no sheet
    fonts = {str(font) for page in pdf.pages for font in page["/Resources"]["/Font"]}  # type: ignore[index]
    assert fonts
    assert not any(key in content for key in (b"/JavaScript", b"/JS", b"/Launch", b"/URI"))
    # The picture, and the lines in Hebrew, Cyrillic and emoji.
    assert len(pdf.pages[0].images) >= 3
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Flipover"


async def test_printing_shows_the_sheets_one_on_a_page_and_nothing_else(room: RoomPage) -> None:
    """What the browser would print, taken as a PDF at the moment its dialog would open."""
    panel = TakePanel(room.page)
    await panel.open()
    await panel.choose("Alle vellen")
    await panel.choose("Op papier")
    await room.page.evaluate("() => { window.print = () => { window.printing = true; }; }")
    await panel.panel.get_by_role("button", name="Druk af").click()
    asked = "() => window.printing === true"
    await until("the browser's dialog opens", lambda: room.page.evaluate(asked))
    printed = pypdf.PdfReader(io.BytesIO(await room.page.pdf(prefer_css_page_size=True)))
    assert len(printed.pages) == 2
    text = " ".join(page.extract_text() for page in printed.pages)
    assert "Stapje" in text
    for word in ("Vellen meenemen", "Sam is er", "Verstuur"):
        assert word not in text
    await room.page.evaluate("dispatchEvent(new Event('afterprint'))")
    await expect(panel.panel.get_by_role("status")).to_contain_text("Klaar")
    await expect(room.page.locator(".print-sheets")).to_have_count(0)


@pytest.mark.slow
async def test_firefox_makes_the_same_files(server: RunningServer, browsers: Browsers) -> None:
    """A PDF with its words, and a PNG that looks like Firefox's own screen."""
    browser = await browsers.firefox()
    pair = await meet(server, browsers, browser, browser, form="Schrijven", knock=NO_KNOCK)
    Hand(server.url, pair.link).fill()
    room = pair.coach
    # To photograph a page its driver puts "body {}" into it, of which this is the SHA-256.
    pair.coach_person.watch.allow(re.escape("YjaKGiklmzC6wjXA513HAMmzus8VE61XCOT+SmwNZWA="))
    await expect(room.sheet.locator('[data-type="shape"]')).to_have_count(3)
    on_screen = await photograph(room)
    panel = TakePanel(room.page)
    await panel.open()
    # Its driver tells of no download, so the file is taken at the moment it is handed over.
    await room.page.evaluate(KEEP_MADE)

    async def made(word: str) -> bytes:
        await panel.choose(word)
        await panel.panel.get_by_role("button", name="Bewaar").click()
        await expect(panel.panel.get_by_role("status")).to_contain_text("Klaar")
        return base64.b64decode(await room.page.evaluate(READ_MADE))

    png = await made("Afbeelding")
    content = await made("PDF")
    words = pypdf.PdfReader(io.BytesIO(content)).pages[0].extract_text()
    assert "Łódź" in words
    await is_like(room, on_screen, png)
