"""
Sheets as PNG, SVG, PDF and the pictures of a film; the one home of skia-python.

Letters come from the very handwriting that the browser writes with, and from the machine's own
fonts for what it lacks, as in the browser. Everything is made in memory.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path as FilePath
from typing import Any, Final

import numpy
import skia

from whiteboard.drawing import draw_elements
from whiteboard.elements import Element
from whiteboard.lettering import letters_of
from whiteboard.marker import Surroundings
from whiteboard.paper import draw_paper, draw_ruling
from whiteboard.pen import Anchor, Path, Pen
from whiteboard.schema import HIGHLIGHTERS, SHEET_HEIGHT, SHEET_WIDTH, Sheet

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
    return _laid(text, size, _colour(colour, alpha), fonts, families, joined=joined)


def _laid(
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


# --- pictures that are kept -------------------------------------------------------------------

_EVERYWHERE: Final = skia.Rect.MakeLTRB(-1e4, -1e4, 1e4, 1e4)


def record(draw: Callable[[Pen], None]) -> Any:
    """Return what *draw* draws, worked out once, for a plate."""
    recorder = skia.PictureRecorder()
    draw(SkiaPen(recorder.beginRecording(_EVERYWHERE)))
    return recorder.finishRecordingAsPicture()


class Plate:
    """A picture that is drawn on again and again, in pixels."""

    def __init__(self, width: int, height: int) -> None:
        #: rows of red, green, blue, alpha; the same array throughout
        self.pixels = numpy.zeros((height, width, 4), numpy.uint8)
        self._surface = skia.Surface(self.pixels, colorType=skia.ColorType.kRGBA_8888_ColorType)

    def clear(self, colour: str) -> None:
        """Make all of it *colour*."""
        with self._surface as canvas:
            canvas.clear(_colour(colour, 1))

    def copy(self, other: Plate) -> None:
        """Take what is on a plate of the same size."""
        self.pixels[:] = other.pixels

    def shade(self, x: float, y: float, width: float, height: float, blur: float) -> None:
        """Draw the shadow of a box."""
        paint = _paint("#1E2B30", 0.2)
        paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.BlurStyle.kNormal_BlurStyle, blur))
        with self._surface as canvas:
            canvas.drawRect(skia.Rect.MakeXYWH(x, y, width, height), paint)

    def lay(self, recorded: Any, x: float, y: float, scale: float) -> None:
        """Draw what was recorded of a sheet with its corner at *x*, *y*, and cut at its edges."""
        with self._surface as canvas:
            canvas.save()
            canvas.translate(x, y)
            canvas.scale(scale, scale)
            canvas.clipRect(skia.Rect.MakeWH(SHEET_WIDTH, SHEET_HEIGHT))
            canvas.drawPicture(recorded)
            canvas.restore()

    def typeset(
        self, text: str, x: float, y: float, width: float, size: float, colour: str,
        anchor: Anchor = "start",
    ) -> None:  # fmt: skip
        """Write a line in plain letters, the foot of which is *y*; shortened to *width*."""
        fonts, families = _typefaces()
        letters = letters_of(text)
        line = _laid(text, size, _colour(colour, 1), fonts, families)
        while line.MaxIntrinsicWidth > width and letters:
            letters.pop()
            shorter = "".join(letters).rstrip() + "…"
            line = _laid(shorter, size, _colour(colour, 1), fonts, families)
        left = x + {"start": 0, "middle": 0.5, "end": 1}[anchor] * (width - line.MaxIntrinsicWidth)
        with self._surface as canvas:
            line.paint(canvas, left, y - line.AlphabeticBaseline)


@cache
def _typefaces() -> tuple[Any, list[str]]:
    """Return what is typeset with: the machine's own, or the handwriting where it has none."""
    if skia.FontMgr().countFamilies() == 0:
        return _hand()[:2]
    return _others()[0], ["sans-serif"]
