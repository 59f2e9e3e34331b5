"""
Sheets as PNG, SVG, PDF and the pictures of a film; the one home of skia-python.

Letters come from the very handwriting that the browser writes with, and from the machine's own
fonts for what it lacks, as in the browser. Everything is made in memory.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path as FilePath
from typing import Any, Final

import numpy
import skia

from whiteboard.drawing import draw_element, draw_elements
from whiteboard.elements import Element
from whiteboard.exercises import choices_of
from whiteboard.lettering import letters_of
from whiteboard.marker import Surroundings
from whiteboard.paper import draw_paper, draw_ruling
from whiteboard.pen import Anchor, Path
from whiteboard.schema import (
    HIGHLIGHTERS,
    SHEET_HEIGHT,
    SHEET_WIDTH,
    Choice,
    Ink,
    Note,
    Paper,
    Sheet,
)

FONTS: Final = FilePath(__file__).parent / "fonts"
HAND: Final = "Patrick Hand"
#: sharp on a screen of double density, and in print at A5; as in the browser
PIXELS: Final = 2
#: points of 1/72 inch: A4 is 210 mm wide
_A4: Final = (595.28, 841.89)
#: Skia writes no way of blending into an SVG; these tones are a highlighter's alone
_MULTIPLIED: Final = re.compile(f'<path fill="({"|".join(HIGHLIGHTERS)})"'.encode())
_MEASURED_AT: Final = 100.0
_ENDLESS: Final = 1e6


class SkiaPen:
    """A `Pen` on one of Skia's canvases."""

    def __init__(self, canvas: Any, *, searchable: bool = False) -> None:
        """Draw on *canvas*; *searchable* letters are not joined, so that each can be found."""
        self._canvas = canvas
        self._searchable = searchable

    def fill(
        self, path: Path, colour: str, *, alpha: float = 1, even_odd: bool = False,
        multiply: bool = False,
    ) -> None:  # fmt: skip
        paint = _paint(colour, alpha)
        if multiply:
            paint.setBlendMode(skia.BlendMode.kMultiply)
        self._canvas.drawPath(_path(path, even_odd=even_odd), paint)

    def stroke(
        self, path: Path, colour: str, width: float, *, alpha: float = 1, round_ends: bool = False,
        round_corners: bool = False, dash: Sequence[float] = (),
    ) -> None:  # fmt: skip
        paint = _paint(colour, alpha)
        paint.setStyle(skia.Paint.kStroke_Style)
        paint.setStrokeWidth(width)
        if round_ends:
            paint.setStrokeCap(skia.Paint.kRound_Cap)
        if round_corners:
            paint.setStrokeJoin(skia.Paint.kRound_Join)
        if dash:
            paint.setPathEffect(skia.DashPathEffect.Make(list(dash), 0))
        self._canvas.drawPath(_path(path), paint)

    def write(
        self, text: str, x: float, y: float, size: float, colour: str, *, anchor: Anchor = "start",
        rtl: bool = False, alpha: float = 1,
    ) -> None:  # fmt: skip
        if not text:
            return
        left = x - {"start": 0, "middle": 0.5, "end": 1}[anchor] * self.measure(text) * size
        for run, by_hand in _runs(text, rtl=rtl):
            line = _line(run, size, colour, alpha, by_hand=by_hand, joined=not self._searchable)
            line.paint(self._canvas, left, y - line.AlphabeticBaseline)
            left += line.MaxIntrinsicWidth

    def measure(self, text: str) -> float:
        return _width(text)

    def picture(self, data: bytes, x: float, y: float, width: float, height: float) -> bool:
        image = skia.Image.MakeFromEncoded(skia.Data.MakeWithCopy(data))
        if image is None or image.width() == 0 or image.height() == 0:
            return False
        scale = min(width / image.width(), height / image.height())
        w, h = image.width() * scale, image.height() * scale
        place = skia.Rect.MakeXYWH(x + (width - w) / 2, y + (height - h) / 2, w, h)
        smooth = skia.SamplingOptions(skia.FilterMode.kLinear, skia.MipmapMode.kLinear)
        self._canvas.drawImageRect(image, place, smooth)
        return True

    @contextlib.contextmanager
    def within(self, path: Path) -> Iterator[None]:
        self._canvas.save()
        self._canvas.clipPath(_path(path, even_odd=True), doAntiAlias=True)
        yield
        self._canvas.restore()

    @contextlib.contextmanager
    def turned(self, x: float, y: float, degrees: float) -> Iterator[None]:
        self._canvas.save()
        if degrees != 0:
            self._canvas.rotate(degrees, x, y)
        yield
        self._canvas.restore()


def sheet_png(
    sheet: Sheet, elements: Iterable[Element], around: Surroundings, *, white: bool = False
) -> bytes:
    """Return one sheet as pixels, 2000 × 2828."""
    surface = skia.Surface(SHEET_WIDTH * PIXELS, SHEET_HEIGHT * PIXELS)
    with surface as canvas:
        canvas.scale(PIXELS, PIXELS)
        _draw(SkiaPen(canvas), sheet, elements, around, white=white)
    return bytes(surface.makeImageSnapshot().encodeToData(skia.EncodedImageFormat.kPNG, 100))


def sheet_svg(
    sheet: Sheet, elements: Iterable[Element], around: Surroundings, *, white: bool = False
) -> bytes:
    """Return one sheet as curves, its words too."""
    stream = skia.DynamicMemoryWStream()
    bounds = skia.Rect.MakeWH(SHEET_WIDTH, SHEET_HEIGHT)
    canvas = skia.SVGCanvas.Make(bounds, stream, skia.SVGCanvas.kConvertTextToPaths_Flag)
    _draw(SkiaPen(canvas), sheet, elements, around, white=white)
    # The file is whole once nobody draws on it any more.
    del canvas
    return _MULTIPLIED.sub(
        rb'<path style="mix-blend-mode:multiply" fill="\1"', bytes(stream.detachAsData())
    )


def sheets_pdf(
    sheets: Iterable[tuple[Sheet, Sequence[Element]]], around: Surroundings, *, white: bool = False
) -> bytes:
    """Return sheets as pages of A4; ink as curves, words as words."""
    stream = skia.DynamicMemoryWStream()
    metadata = skia.PDF.Metadata()
    metadata.fTitle = metadata.fCreator = "Flipover"
    document = skia.PDF.MakeDocument(stream, metadata)
    width, height = _A4
    scale = min(width / SHEET_WIDTH, height / SHEET_HEIGHT)
    for sheet, elements in sheets:
        canvas = document.beginPage(width, height)
        canvas.translate((width - SHEET_WIDTH * scale) / 2, (height - SHEET_HEIGHT * scale) / 2)
        canvas.scale(scale, scale)
        _draw(SkiaPen(canvas, searchable=True), sheet, elements, around, white=white)
        document.endPage()
    document.close()
    return bytes(stream.detachAsData())


def _draw(
    pen: SkiaPen, sheet: Sheet, elements: Iterable[Element], around: Surroundings, *, white: bool
) -> None:
    ground: Path = [
        ("M", 0, 0), ("L", SHEET_WIDTH, 0), ("L", SHEET_WIDTH, SHEET_HEIGHT),
        ("L", 0, SHEET_HEIGHT), ("Z",),
    ]  # fmt: skip
    pen.fill(ground, "#FFFFFF")
    if white:
        draw_ruling(pen, sheet.paper)
    else:
        draw_paper(pen, sheet.paper)
    draw_elements(pen, elements, around)


def _paint(colour: str, alpha: float) -> Any:
    return skia.Paint(AntiAlias=True, Color=_colour(colour, alpha))


def _colour(colour: str, alpha: float) -> int:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return int(skia.ColorSetARGB(round(alpha * 255), red, green, blue))


def _path(commands: Path, *, even_odd: bool = False) -> Any:
    path = skia.Path()
    for word, *numbers in commands:
        if word == "M":
            path.moveTo(*numbers)
        elif word == "L":
            path.lineTo(*numbers)
        elif word == "Q":
            path.quadTo(*numbers)
        else:
            path.close()
    if even_odd:
        path.setFillType(skia.PathFillType.kEvenOdd)
    return path


# --- letters ----------------------------------------------------------------------------------


@cache
def _hand() -> tuple[Any, list[str], list[Any]]:
    """Return the handwriting: as fonts, its families in the order they are tried, its faces."""
    provider = skia.textlayout.TypefaceFontProvider()
    families, faces = [], []
    for number, file in enumerate(sorted(FONTS.glob("*.woff"))):
        face = skia.Typeface.MakeFromData(skia.Data.MakeWithCopy(file.read_bytes()))
        families.append(f"{HAND} {number}")
        faces.append(face)
        provider.registerTypeface(face, families[-1])
    fonts = skia.textlayout.FontCollection()
    fonts.setDefaultFontManager(provider)
    return fonts, families, faces


@cache
def _others() -> tuple[Any, list[str]]:
    """Return the machine's own fonts, for letters that the handwriting lacks."""
    fonts = skia.textlayout.FontCollection()
    fonts.setDefaultFontManager(skia.FontMgr())
    return fonts, ["cursive"]


@cache
def _is_handwritten(letter: str) -> bool:
    return any(all(face.unicharToGlyph(ord(char)) for char in letter) for face in _hand()[2])


def _runs(text: str, *, rtl: bool = False) -> list[tuple[str, bool]]:
    """Return *text* in runs that the handwriting has, or has not; from the right in one."""
    if rtl:
        return [(text, False)]
    letters = groupby(letters_of(text), key=_is_handwritten)
    return [("".join(run), by_hand) for by_hand, run in letters]


def _line(
    text: str, size: float, colour: str, alpha: float, *, by_hand: bool, joined: bool = True
) -> Any:
    fonts, families = _hand()[:2] if by_hand else _others()
    return _typeset(text, size, _colour(colour, alpha), fonts, families, joined=joined)


def _typeset(
    text: str, size: float, colour: int, fonts: Any, families: list[str], *, joined: bool = True
) -> Any:
    look = skia.textlayout.TextStyle()
    look.setFontFamilies(families)
    look.setFontSize(size)
    look.setColor(colour)
    if not joined:
        # Any spacing at all parts ligatures, whose glyphs a PDF cannot name.
        look.setLetterSpacing(0.001)
    style = skia.textlayout.ParagraphStyle()
    style.setTextStyle(look)
    builder = skia.textlayout.ParagraphBuilder.make(style, fonts, skia.Unicodes.ICU.Make())
    builder.pushStyle(look)
    builder.addText(text)
    line = builder.Build()
    line.layout(_ENDLESS)
    return line


@cache
def _width(text: str) -> float:
    lines = [
        _line(run, _MEASURED_AT, "#000000", 1, by_hand=by_hand) for run, by_hand in _runs(text)
    ]
    return sum(float(line.MaxIntrinsicWidth) for line in lines) / _MEASURED_AT


# --- a film -----------------------------------------------------------------------------------

#: of a film's picture, pixels
FILM_WIDTH: Final = 1920
FILM_HEIGHT: Final = 1080
#: the sheet in it: top, height, width; and where the line under it stands
_SHEET_TOP: Final = 28
_SHEET_TALL: Final = 976
_SCALE: Final = _SHEET_TALL / SHEET_HEIGHT
_SHEET_LEFT: Final = round((FILM_WIDTH - SHEET_WIDTH * _SCALE) / 2)
_LINE_AT: Final = 1052
_LINE_SIZE: Final = 24
_EVERYWHERE: Final = skia.Rect.MakeLTRB(-1e4, -1e4, 1e4, 1e4)
_WALL: Final = "#E8ECEA"
_SOFT_INK: Final = "#51626A"


class Stage:
    """
    A sheet on a quiet ground with a line under it, one picture after another.

    What lies there is kept: each element's strokes and letters for as long as it stays as it is,
    and the sheet as a whole while nothing but more on top of it comes.
    """

    #: width and height of a picture, pixels
    size: Final = (FILM_WIDTH, FILM_HEIGHT)

    def __init__(self, around: Surroundings) -> None:
        self._around = around
        #: how often a sheet was drawn from its paper up, and how many elements were worked out
        self.sheets_drawn = self.elements_drawn = 0
        self._kept: dict[str, tuple[Element, Sequence[Choice], Any]] = {}
        self._papers: dict[Paper, Any] = {}
        self._lying: list[Any] = []
        self._settled = skia.Surface(FILM_WIDTH, FILM_HEIGHT)
        #: rows of red, green, blue, alpha; the same array throughout
        self.pixels = numpy.zeros((FILM_HEIGHT, FILM_WIDTH, 4), numpy.uint8)
        self._surface = skia.Surface(self.pixels, colorType=skia.ColorType.kRGBA_8888_ColorType)

    def show(
        self, sheet: Sheet | None, elements: Sequence[Element], growing: Sequence[Ink], line: str
    ) -> None:
        """Draw a picture into `pixels`; nothing but the ground where there is no sheet."""
        self._settle([] if sheet is None else [self._paper(sheet.paper), *self._pictures(elements)])
        with self._surface as canvas:
            canvas.drawImage(self._settled.makeImageSnapshot(), 0, 0)
            if sheet is not None:
                with _on_sheet(canvas, cut=True):
                    draw_elements(SkiaPen(canvas), growing, self._around)
            _write_line(canvas, line)

    def _settle(self, pictures: list[Any]) -> None:
        """Bring what lies there up to *pictures*, the paper and what is on it."""
        kept = len(self._lying)
        more = kept > 0 and all(a is b for a, b in zip(self._lying, pictures, strict=False))
        with self._settled as canvas:
            if not more or kept > len(pictures):
                canvas.clear(_colour(_WALL, 1))
                self.sheets_drawn += 1
                kept = 0
            for place in range(kept, len(pictures)):
                # What is drawn over the edge of a sheet is cut there; its shadow is not.
                with _on_sheet(canvas, cut=place > 0):
                    canvas.drawPicture(pictures[place])
        self._lying = pictures

    def _pictures(self, elements: Sequence[Element]) -> Iterator[Any]:
        choices = choices_of(one for one in elements if isinstance(one, Note))
        for element in elements:
            held = choices.get(element.id, ())
            kept = self._kept.get(element.id)
            if kept is None or kept[0] is not element or list(kept[1]) != list(held):
                self.elements_drawn += 1
                recorder = skia.PictureRecorder()
                pen = SkiaPen(recorder.beginRecording(_EVERYWHERE))
                draw_element(pen, element, self._around, held)
                kept = element, held, recorder.finishRecordingAsPicture()
                self._kept[element.id] = kept
            yield kept[2]

    def _paper(self, paper: Paper) -> Any:
        if paper not in self._papers:
            recorder = skia.PictureRecorder()
            canvas = recorder.beginRecording(_EVERYWHERE)
            shadow = _paint("#1E2B30", 0.2)
            shadow.setMaskFilter(skia.MaskFilter.MakeBlur(skia.BlurStyle.kNormal_BlurStyle, 12))
            canvas.drawRect(skia.Rect.MakeXYWH(4, 10, SHEET_WIDTH - 8, SHEET_HEIGHT - 6), shadow)
            draw_paper(SkiaPen(canvas), paper)
            self._papers[paper] = recorder.finishRecordingAsPicture()
        return self._papers[paper]


@contextlib.contextmanager
def _on_sheet(canvas: Any, *, cut: bool) -> Iterator[None]:
    """Draw in board units where the sheet lies."""
    canvas.save()
    canvas.translate(_SHEET_LEFT, _SHEET_TOP)
    canvas.scale(_SCALE, _SCALE)
    if cut:
        canvas.clipRect(skia.Rect.MakeWH(SHEET_WIDTH, SHEET_HEIGHT))
    yield
    canvas.restore()


def _write_line(canvas: Any, text: str) -> None:
    """Write the line under the sheet, typeset: nothing but what is on a sheet is handwritten."""
    fonts, families = (
        (_others()[0], ["sans-serif"]) if skia.FontMgr().countFamilies() else _hand()[:2]
    )
    line = _typeset(text, _LINE_SIZE, _colour(_SOFT_INK, 1), fonts, families)
    line.paint(
        canvas, (FILM_WIDTH - line.MaxIntrinsicWidth) / 2, _LINE_AT - line.AlphabeticBaseline
    )
