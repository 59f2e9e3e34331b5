"""Sheets outside the browser: what lies on them is there, in every format and at every time."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pypdf
import pytest
import skia

from tests.e2e.picture_files import plain_png
from tests.unit.whiteboard.rooms import EVA, NOW, ROOM, SAM, Scribe
from tests.unit.whiteboard.test_program import LINK
from tests.wire.recording_cases import build_case
from tests.wire.spelling import b64, fixed
from whiteboard.__main__ import main
from whiteboard.crypto import sha256
from whiteboard.document import BoardDocument
from whiteboard.elements import Element
from whiteboard.entry import seal_blob
from whiteboard.export import encode_export
from whiteboard.lettering import break_text, layout_note, letters_of
from whiteboard.marker import Surroundings
from whiteboard.recording import fold_recording
from whiteboard.render import FONTS, SkiaPen, sheet_png, sheet_svg, sheets_pdf
from whiteboard.replay import elements_at, sheets_at
from whiteboard.schema import FIRST_SHEET, NOTE_COLOURS, Note, Sheet

WEB_FONTS = Path(__file__).parents[3] / "web/node_modules/@fontsource/patrick-hand/files"
PLAIN = Sheet(FIRST_SHEET, "", "a0", "plain")
DUTCH = Surroundings("nl")
PICTURE, NOTE, SECOND = (b64(fixed(f"render {word}", 8)) for word in ("picture", "note", "second"))


class Pixels:
    """A picture as an array of rows of red, green, blue."""

    def __init__(self, png: bytes) -> None:
        image = skia.Image.MakeFromEncoded(skia.Data.MakeWithCopy(png))
        self.rows = image.toarray(colorType=skia.ColorType.kRGBA_8888_ColorType)[:, :, :3]

    def at(self, x: float, y: float) -> tuple[int, ...]:
        """Return the colour at a place in board units."""
        red, green, blue = self.rows[round(y * 2), round(x * 2)]
        return int(red), int(green), int(blue)


def drawn(elements: list[Element], *, white: bool = True) -> Pixels:
    """Return the pixels of a plain sheet."""
    return Pixels(sheet_png(PLAIN, elements, DUTCH, white=white))


def differing(one: Pixels, other: Pixels) -> float:
    """Return how many of a hundred pixels differ."""
    return float((one.rows != other.rows).any(axis=2).mean() * 100)


@pytest.fixture(scope="module")
def elements() -> list[Element]:
    """One of nearly each kind, on the first sheet."""
    recording = fold_recording(build_case().entries)
    return elements_at(recording, recording["end"], FIRST_SHEET)


def test_a_note_has_its_colour_where_it_lies(elements: list[Element]) -> None:
    """And a sheet without it is told apart from the one with it."""
    [note] = [e for e in elements if isinstance(e, Note) and e.colour == 2]
    x, y, width, height, _ = note.frame
    place = x + width / 2, y + height - 40
    picture, without = drawn(elements), drawn([e for e in elements if e is not note])
    assert bytes(picture.at(*place)).hex().upper() == NOTE_COLOURS[2][1:]
    assert without.at(*place) == (255, 255, 255)
    assert differing(picture, without) > 2
    assert differing(picture, drawn(elements)) == 0


def test_the_paper_is_torn_and_white_is_white() -> None:
    """On paper there is none above the tear; on white there is nothing at all."""
    paper, white = drawn([], white=False), drawn([])
    assert paper.rows.shape == (2828, 2000, 3)
    assert paper.at(300, 700)[2] < 255
    assert bool((white.rows == 255).all())


def test_a_highlighter_lets_shine_through(elements: list[Element]) -> None:
    """It multiplies, so that black under it stays black."""
    board = BoardDocument(EVA)
    bar = [(x, 500.0, 128, 5) for x in range(100, 400, 20)]
    board.add_shape(b64(fixed("render line", 8)), "line", (100, 500, 300, 0, 0), width=0)
    board.add_ink(b64(fixed("render bar", 8)), bar, width=2, highlighter=True)
    picture = drawn(board.elements())
    # A hand's line swerves: somewhere across it there is black.
    assert min(sum(picture.at(250, y)) for y in range(492, 509)) < 180
    assert picture.at(250, 515) == (0xFF, 0xE4, 0x5C)


def test_letters_that_the_handwriting_lacks_are_there_too() -> None:
    """Hebrew, emoji and Cyrillic leave ink, and Latin is measured as it is written."""
    for text in ("\u05de\u05d7\u05e8", "\u041f\u0440\u0438\u0432\u0435\u0442", "wél \u2192 7"):
        board = BoardDocument(EVA)
        board.add_text(NOTE, (100, 100, 800, 60, 0), text)
        assert differing(drawn(board.elements()), drawn([])) > 0.02, text
    measure = SkiaPen(None).measure
    assert 2 < measure("Wat lukt al?") / measure("Wat") < 5
    assert measure("") == 0


def test_the_handwriting_is_the_browsers_own() -> None:
    """The very files that the pages are written with."""
    for font in FONTS.glob("*.woff"):
        assert font.read_bytes() == (WEB_FONTS / font.name).read_bytes()
    assert len(list(FONTS.glob("*.woff"))) == 2


def test_words_are_broken_as_on_a_note() -> None:
    """Between words, within a word that is too long, never within what is seen as one letter."""

    def measure(text: str) -> float:
        return len(letters_of(text)) * 0.5

    assert [line.text for line in break_text("wat lukt er", 4, measure)] == ["wat lukt ", "er"]
    assert [line.text for line in break_text("abcdefgh", 2, measure)] == ["abcd", "efgh"]
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
    assert letters_of(f"e\u0301{family}x") == ["e\u0301", family, "x"]
    assert [line.rtl for line in break_text("\u05de\nja", 9, measure)] == [True, False]
    assert layout_note("a", 220, 220, measure).size == 44
    grown = layout_note("woord " * 80, 220, 220, measure)
    assert (grown.size, grown.height > 220) == (28, True)


def test_an_svg_stands_alone(elements: list[Element]) -> None:
    """No script, no address, no font that is not there."""
    svg = sheet_svg(PLAIN, elements, DUTCH)
    assert svg.startswith(b"<?xml")
    assert all(word not in svg for word in (b"<script", b"href=", b"font-family"))


def test_a_pdf_has_a_page_for_each_sheet_and_its_words_as_words(elements: list[Element]) -> None:
    """A4, named by nothing of what stands on it."""
    pdf = pypdf.PdfReader(io.BytesIO(sheets_pdf([(PLAIN, elements), (PLAIN, [])], DUTCH)))
    assert [round(float(side)) for side in pdf.pages[0].mediabox[2:]] == [595, 842]
    assert len(pdf.pages) == 2
    text = " ".join(pdf.pages[0].extract_text().split())
    assert "Grenzen lukt al wil ik nog" in text
    assert "Alleen thuis" in text  # the handwriting joins the two l
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Flipover"


def test_what_was_there_at_a_time_is_what_is_drawn() -> None:
    """Before the note was moved it lies elsewhere."""
    recording = fold_recording(build_case().entries)
    early, late = (elements_at(recording, at) for at in (recording["start"] + 20_000, 2**50))
    assert differing(drawn(early), drawn(late)) > 1
    assert len(sheets_at(recording, recording["start"])) == 1


# --- the program ------------------------------------------------------------------------------


@pytest.fixture
def take_along(tmp_path: Path) -> Path:
    """Two sheets, a picture on the first, kept as one file."""
    scribe, board = Scribe(), BoardDocument(EVA)
    sealed = seal_blob(ROOM.keys.entry, ROOM.log, plain_png(40, 30, (20, 90, 160, 255)))
    blob = sha256(sealed)
    scribe.blobs[blob] = sealed
    scribe.append(SAM, "member", {"name": "Sam", "form": "voice"})
    scribe.append(EVA, "board", [[0, board.add_note(NOTE, 100, 900, "Wat lukt al?")]])
    put = board.add_picture(PICTURE, (500, 100, 400, 300, 0), b64(blob))
    scribe.append(EVA, "board", [[0, put]], blobs=(blob,))
    scribe.append(EVA, "board", [[0, board.add_sheet(SECOND, "Tweede", "lined")]])
    path = tmp_path / "room.flipover"
    path.write_bytes(encode_export(ROOM.log, scribe.records, scribe.blobs))
    return path


@pytest.fixture
def say(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Type the link when it is asked for."""
    return lambda: monkeypatch.setattr("sys.stdin", io.StringIO(LINK + "\n"))


def test_a_take_along_is_drawn_with_its_pictures(
    take_along: Path, say: Callable[[], None], capsys: pytest.CaptureFixture[str]
) -> None:
    """One sheet as PNG, for its owner alone; nothing else is left lying about."""
    out = take_along.with_name("sheet.png")
    say()
    assert main(["export", str(take_along), str(out), "--sheet", "1", "--white"]) == 0
    picture = Pixels(out.read_bytes())
    assert picture.at(700, 250) == (20, 90, 160)
    assert out.stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in take_along.parent.iterdir()) == [
        "room.flipover",
        "sheet.png",
    ]
    assert "█" not in capsys.readouterr().err


def test_all_sheets_are_pages_of_a_pdf_and_one_picture_holds_one(
    take_along: Path, say: Callable[[], None], capsys: pytest.CaptureFixture[str]
) -> None:
    """Which of them must be said for a picture."""
    out = take_along.with_name("room.pdf")
    say()
    assert main(["export", str(take_along), str(out)]) == 0
    assert len(pypdf.PdfReader(out).pages) == 2
    say()
    assert main(["export", str(take_along), str(out.with_suffix(".svg"))]) == 2
    assert (
        "there are 2 sheets, and a .svg holds one; choose with --sheet" in capsys.readouterr().err
    )


def test_a_time_before_the_second_sheet_has_one(take_along: Path, say: Callable[[], None]) -> None:
    """Then neither the picture nor the sheet was there."""
    out = take_along.with_name("early.png")
    at = datetime.fromtimestamp((NOW + 2500) / 1000).isoformat()
    say()
    assert main(["export", str(take_along), str(out), "--at", at, "--white"]) == 0
    picture = Pixels(out.read_bytes())
    assert picture.at(700, 250) == (255, 255, 255)
    assert picture.at(200, 1080) != (255, 255, 255)
