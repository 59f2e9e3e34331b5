"""
Photos of paper that never was: pages, how they lie, light and camera, each from a seed.

Gives the page's true ink and where its corners truly are, so that what is found and cleaned can be
measured. Colours are red, green, blue in 0..1 until the camera makes them bytes, blue first.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any, Literal

import cv2
import numpy as np
import skia

from whiteboard.render import FONTS

Array = np.ndarray[Any, Any]
Place = Literal[
    "desk", "cloth", "pale desk", "clutter", "stand", "pale wall", "white wall", "light table"
]
Paper = Literal["plain", "lined", "squared", "flipchart"]

#: what a coach writes with: black, blue, green, red, pencil
INKS = ((0.06, 0.06, 0.07), (0.06, 0.15, 0.5), (0.05, 0.36, 0.16), (0.66, 0.08, 0.1))
PENCIL = (0.42, 0.42, 0.43)
YELLOW, PINK = (1.0, 0.95, 0.32), (1.0, 0.62, 0.78)
WORDS = (
    "Wat lukt er al een beetje", "op maandag rustig begonnen", "een 6 op de schaal, was een 4",
    "hulp gevraagd aan Noor", "eerst de mail, dan bellen", "wanneer was het iets beter",
    "kleine stap: tien minuten", "een keer nee gezegd", "zo wil ik het graag", "buiten gelopen",
)  # fmt: skip
#: photos are of this many pixels on the longer side
LONG, SHORT = 2000, 1500
#: focal length over a photo's longer side: a phone's main camera
LENS = 0.74


@dataclass(frozen=True)
class Circumstance:
    """How a photo came about; what is not said is as good as it gets."""

    place: Place = "desk"
    paper: Paper = "plain"
    #: of the frame's height or width, whichever the page meets first
    size: float = 0.85
    #: largest turn, and a quarter of the largest pitch and yaw, in radians
    tilt: float = 0.06
    #: how dark the darkest of a light gradient is
    gradient: float = 0.8
    #: how dark an arm's shadow is; 1 for none
    hand: float = 1.0
    #: px
    blur: float = 0.7
    motion: float = 0.0
    noise: float = 0.006
    #: of all light; what a camera's gain does not win back
    exposure: float = 0.92
    #: of red and blue
    warmth: float = 1.08
    quality: int = 88
    #: how far the middle of the lower edge hangs down, of the page's height
    curl: float = 0.0


@dataclass(frozen=True)
class Photo:
    """A photo, blue first, and what is true of it."""

    image: Array
    #: top left, top right, bottom right, bottom left, px; none without a page
    corners: Array | None
    #: the page as it was written, 0..1; its corners lie at the photo's `corners`
    page: Array = field(default_factory=lambda: np.zeros((0, 0, 3)))


# --- the page -----------------------------------------------------------------------------------


def write_page(seed: int, paper: Paper) -> Array:
    """Return a written page of 1240 x 1754 px, of a flipchart 1240 x 1786; 0..1, red first."""
    rng = np.random.default_rng(seed)
    width, height = 1240, 1786 if paper == "flipchart" else 1754
    large = paper == "flipchart"
    surface = skia.Surface(width, height)
    with surface as canvas:
        canvas.clear(skia.ColorWHITE)
        _rule(canvas, paper, width, height)
        _write(canvas, rng, width, height, large=large)
    rows: Array = surface.toarray(colorType=skia.kRGBA_8888_ColorType)[:, :, :3]
    return rows.astype(np.float32) / 255


def _paint(colour: tuple[float, float, float], width: float = 0, multiply: bool = False) -> Any:
    paint = skia.Paint(AntiAlias=True, Color4f=skia.Color4f(*colour, 1))
    if width:
        paint.setStyle(skia.Paint.kStroke_Style)
        paint.setStrokeWidth(width)
        paint.setStrokeCap(skia.Paint.kRound_Cap)
    if multiply:
        paint.setBlendMode(skia.BlendMode.kMultiply)
    return paint


def _rule(canvas: Any, paper: Paper, width: int, height: int) -> None:
    pale = _paint((0.72, 0.8, 0.9), 2)
    step = 30 if paper == "squared" else 47
    if paper in ("lined", "squared"):
        for y in range(110 if paper == "lined" else step, height, step):
            canvas.drawLine(0, y, width, y, pale)
    if paper == "squared":
        for x in range(step, width, step):
            canvas.drawLine(x, 0, x, height, pale)
    if paper == "lined":
        canvas.drawLine(130, 0, 130, height, _paint((0.92, 0.7, 0.72), 2))


def _write(canvas: Any, rng: Any, width: int, height: int, *, large: bool) -> None:
    face = skia.Typeface.MakeFromData(
        skia.Data.MakeWithCopy((FONTS / "patrick-hand-latin-400-normal.woff").read_bytes())
    )
    size = 92.0 if large else 44.0
    font = skia.Font(face, size)
    y, row = 190.0, 0
    while y < height * (0.62 if large else 0.68):
        words = WORDS[int(rng.integers(len(WORDS)))]
        colour = PENCIL if row % 5 == 4 and not large else INKS[row % 4]
        x = 160 + float(rng.uniform(0, 60))
        if row % 4 == 1:
            mark = YELLOW if row % 8 == 1 else PINK
            line = _paint(mark, size * 0.62, multiply=True)
            canvas.drawLine(
                x, y - size * 0.25, x + font.measureText(words) * 0.6, y - size * 0.25, line
            )
        canvas.drawString(words, x, y, font, _paint(colour))
        y += size * 1.5
        row += 1
    pen = 15 if large else 6
    middle, radius = (width * 0.36, height * 0.82), height * 0.115
    for colour, part in ((INKS[1], 1.0), (INKS[2], 0.55)):
        canvas.drawCircle(*middle, radius * part, _paint(colour, pen))
    frame = skia.Rect.MakeXYWH(width * 0.6, height * 0.74, width * 0.27, height * 0.13)
    canvas.drawRect(frame, _paint(INKS[3], pen))
    small = skia.Font(face, size * 0.62)
    for line, word in enumerate(("morgen", "na de koffie")):
        canvas.drawString(
            word, width * 0.63, height * 0.79 + line * size * 0.8, small, _paint(INKS[0])
        )


# --- where it lies --------------------------------------------------------------------------------


def _clouds(rng: Any, height: int, width: int, cells: int) -> Array:
    """Return soft noise of mean 0, about -1..1."""
    small = rng.normal(0, 0.5, (cells, max(2, cells * width // height))).astype(np.float32)
    return cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC)


def _ground(rng: Any, place: Place, height: int, width: int) -> Array:
    colours = {
        "desk": (0.5, 0.36, 0.24), "cloth": (0.2, 0.25, 0.33), "pale desk": (0.8, 0.72, 0.6),
        "clutter": (0.42, 0.35, 0.3), "stand": (0.62, 0.6, 0.56),
        "pale wall": (0.76, 0.75, 0.72), "white wall": (0.84, 0.83, 0.8),
        "light table": (1.0, 1.0, 0.98),
    }  # fmt: skip
    ground = np.empty((height, width, 3), np.float32)
    ground[:] = np.array(colours[place], np.float32) * rng.uniform(0.92, 1.05)
    if place in ("desk", "pale desk", "clutter"):
        grain = rng.normal(0, 1, (height, max(2, width // 160))).astype(np.float32)
        grain = cv2.GaussianBlur(cv2.resize(grain, (width, height)), (0, 0), 2)
        ground *= 1 + 0.13 * grain[..., None] + 0.08 * _clouds(rng, height, width, 5)[..., None]
        board = int(rng.integers(height // 3, height))
        ground[board : board + 5] *= 0.6
    elif place == "cloth":
        ground *= 1 + 0.25 * rng.normal(0, 0.6, (height, width, 1)).astype(np.float32)
        ground *= 1 + 0.25 * _clouds(rng, height, width, 4)[..., None]
    else:
        ground *= 1 + 0.015 * _clouds(rng, height, width, 6)[..., None]
    return ground


def _litter(rng: Any, ground: Array) -> None:
    """Put what lies about on *ground*: books, pens, a mug, a screen, another sheet."""
    height, width = ground.shape[:2]
    for _ in range(int(rng.integers(6, 11))):
        middle = rng.uniform((0, 0), (width, height))
        size = rng.uniform((0.12, 0.08), (0.4, 0.3)) * height
        box = cv2.boxPoints((tuple(middle), tuple(size), float(rng.uniform(0, 180))))
        cv2.fillPoly(ground, [box.astype(np.int32)], rng.uniform(0.04, 0.75, 3).tolist())
    for _ in range(5):
        ends = rng.uniform((0, 0), (width, height), (2, 2)).astype(int)
        reach = np.clip(ends[1] - ends[0], -height // 3, height // 3)
        cv2.line(ground, ends[0], ends[0] + reach, rng.uniform(0, 0.8, 3).tolist(), 16, cv2.LINE_AA)
    mug = rng.uniform((0, 0), (width, height)).astype(int)
    cv2.circle(ground, mug, height // 9, (0.9, 0.9, 0.88), -1, cv2.LINE_AA)
    cv2.circle(ground, mug, height // 11, (0.16, 0.09, 0.05), -1, cv2.LINE_AA)


def _stand(ground: Array, corners: Array) -> None:
    """Put a flipchart's board, its bar and two legs behind the page."""
    left, right = corners[[0, 3], 0].min(), corners[[1, 2], 0].max()
    top, bottom = corners[:2, 1].min(), corners[2:, 1].max()
    wide = right - left
    for x in (left + wide * 0.1, right - wide * 0.1):
        cv2.line(ground, (int(x), int(bottom)), (int(x), ground.shape[0]), (0.3, 0.3, 0.32), 22)
    rail = np.array(
        [corners[0] - (8, 45), corners[1] + (8, -45), corners[1] + (8, 0), corners[0] - (8, 0)]
    )
    cv2.fillPoly(ground, [rail.astype(np.int32)], (0.2, 0.21, 0.23))
    cv2.line(
        ground,
        (0, int(top + (bottom - top) * 0.93)),
        (ground.shape[1], int(top + (bottom - top) * 0.95)),
        (0.45, 0.43, 0.4),
        9,
    )


def _lay(rng: Any, how: Circumstance, page: Array, height: int, width: int) -> Array:
    """Return where the page's corners come to lie, clockwise from top left."""
    tall, wide = page.shape[:2]
    half = np.array([wide, tall]) / tall
    flat = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * half
    spin, pitch, yaw = rng.uniform(-1, 1, 3) * how.tilt * np.array([1, 4, 4])
    points = np.column_stack([flat, np.zeros(4)])
    for (a, b), turn in (((0, 1), spin), ((1, 2), pitch), ((0, 2), yaw)):
        turned = points.copy()
        turned[:, a] = points[:, a] * math.cos(turn) - points[:, b] * math.sin(turn)
        turned[:, b] = points[:, a] * math.sin(turn) + points[:, b] * math.cos(turn)
        points = turned
    frame = np.array([width, height])
    # Nearer and nearer, until the page is as large in the frame as it should be; drifted to a side
    # of it, for nobody aims exactly.
    aim = rng.uniform(-0.3, 0.3, 2)
    for distance in np.arange(8, 1.2, -0.02):
        away = points + np.array([0, 0, distance])
        seen = LENS * LONG * away[:, :2] / away[:, 2:]
        extent = seen.max(0) - seen.min(0)
        if (extent / frame).max() >= how.size:
            break
    spare = np.maximum(frame - extent, 0) * aim
    # Moved before the lens, not in the picture, so that the picture stays one that a lens makes.
    points[:, :2] += (spare - (seen.max(0) + seen.min(0)) / 2) / (LENS * LONG) * distance
    away = points + np.array([0, 0, distance])
    return (LENS * LONG * away[:, :2] / away[:, 2:] + frame / 2).astype(np.float32)


def _warped(page: Array, corners: Array, height: int, width: int) -> tuple[Array, Array]:
    """Return the page as it lies and where it is, 0..1."""
    tall, wide = page.shape[:2]
    own = np.array([[0, 0], [wide, 0], [wide, tall], [0, tall]], np.float32)
    lie = cv2.getPerspectiveTransform(own, corners)
    # Twice the size and back: what is small in the photo was averaged by the lens, not sampled.
    twice = np.diag([2.0, 2.0, 1.0]) @ lie
    sheet = cv2.warpPerspective(page, twice, (width * 2, height * 2), flags=cv2.INTER_AREA)
    cover = cv2.warpPerspective(np.ones((tall, wide), np.float32), twice, (width * 2, height * 2))
    small = (width, height)
    return (
        cv2.resize(sheet, small, interpolation=cv2.INTER_AREA),
        cv2.resize(cover, small, interpolation=cv2.INTER_AREA)[..., None],
    )


# --- light and camera ----------------------------------------------------------------------------


def _light(rng: Any, how: Circumstance, height: int, width: int) -> Array:
    angle = rng.uniform(0, 2 * math.pi)
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    along = (x / width - 0.5) * math.cos(angle) + (y / height - 0.5) * math.sin(angle)
    light = 1 - (1 - how.gradient) * np.clip(along + 0.5, 0, 1)
    if how.hand < 1:
        shade = np.zeros((height, width), np.float32)
        tip = np.array([width, height]) * rng.uniform(0.35, 0.65, 2)
        elbow = np.array([width * (0 if rng.random() < 0.5 else 1), height * 1.1])
        cv2.line(shade, elbow.astype(int), tip.astype(int), 1, int(height * 0.16))
        for finger in (-0.5, -0.2, 0.1, 0.4):
            way = math.atan2(*(tip - elbow)[::-1]) + finger
            end = tip + np.array([math.cos(way), math.sin(way)]) * height * 0.16
            cv2.line(shade, tip.astype(int), end.astype(int), 1, int(height * 0.035))
        light *= 1 - (1 - how.hand) * cv2.GaussianBlur(shade, (0, 0), height * 0.012)
    return light[..., None].astype(np.float32)


def _shoot(rng: Any, how: Circumstance, scene: Array) -> Array:
    """Return what a camera makes of light: lens, sensor, sRGB, JPEG; blue first."""
    scene = scene * np.array([how.warmth, 1, 2 - how.warmth], np.float32) * how.exposure
    if how.blur:
        scene = cv2.GaussianBlur(scene, (0, 0), how.blur)
    if how.motion >= 1:
        reach = int(how.motion) // 2 + 1
        kernel = np.zeros((2 * reach + 1, 2 * reach + 1), np.float32)
        way = rng.uniform(0, math.pi)
        step = np.array([math.cos(way), math.sin(way)]) * how.motion / 2
        ends = [tuple(int(v) for v in np.round(reach + sign * step)) for sign in (-1, 1)]
        cv2.line(kernel, ends[0], ends[1], 1)
        scene = cv2.filter2D(scene, -1, kernel / kernel.sum())
    grain = rng.normal(0, 1, scene.shape).astype(np.float32)
    scene = scene + grain * how.noise * np.sqrt(np.clip(scene, 0.02, 1))
    shown = np.clip(scene, 0, 1) ** (1 / 2.2) * 255
    image = cv2.cvtColor(shown.astype(np.uint8), cv2.COLOR_RGB2BGR)
    packed = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, how.quality])[1]
    return cv2.imdecode(packed, cv2.IMREAD_COLOR)


def take_photo(seed: int, how: Circumstance) -> Photo:
    """Return a photo of a page."""
    rng = np.random.default_rng(seed)
    page = write_page(seed, how.paper)
    upright = how.paper == "flipchart" or rng.random() < 0.7
    height, width = (LONG, SHORT) if upright else (SHORT, LONG)
    corners = _lay(rng, how, page, height, width)
    ground = _ground(rng, how.place, height, width)
    if how.place == "clutter":
        _litter(rng, ground)
    if how.place == "stand":
        _stand(ground, corners)
    sheet, cover = _warped(page, corners, height, width)
    # Paper is not quite white, but for one that light shines through.
    sheet = sheet * np.array((0.86, 0.86, 0.84), np.float32)
    thrown = cv2.GaussianBlur(cover, (0, 0), 9)[..., None]
    shift = np.float32([[1, 0, 5], [0, 1, 7]])
    thrown = cv2.warpAffine(thrown, shift, (width, height))[..., None]
    if how.place != "light table":
        ground *= 1 - 0.35 * thrown
    scene = ground * (1 - cover) + sheet * (cover > 0)
    if how.curl:
        scene, corners = _hang(scene, corners, how.curl)
    return Photo(_shoot(rng, how, scene * _light(rng, how, height, width)), corners, page)


def _hang(scene: Array, corners: Array, curl: float) -> tuple[Array, Array]:
    """Bend the scene so that horizontals hang through in the middle; corners stay."""
    height, width = scene.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    left, right = corners[:, 0].min(), corners[:, 0].max()
    top, bottom = corners[:, 1].min(), corners[:, 1].max()
    along = np.clip((x - left) / (right - left), 0, 1)
    down = np.clip((y - top) / (bottom - top), 0, 1.2)
    bow = 4 * along * (1 - along) * down * curl * (bottom - top)
    return cv2.remap(scene, x, y - bow.astype(np.float32), cv2.INTER_LINEAR), corners


def take_photo_without_page(seed: int, place: Place, *, hand: float = 1.0) -> Photo:
    """Return a photo of where a page might have lain."""
    rng = np.random.default_rng(seed)
    how = Circumstance(place, hand=hand)
    height, width = (LONG, SHORT) if rng.random() < 0.5 else (SHORT, LONG)
    ground = _ground(rng, place, height, width)
    if place == "clutter":
        _litter(rng, ground)
    return Photo(_shoot(rng, how, ground * _light(rng, how, height, width)), None)


def fill_frame(seed: int, how: Circumstance) -> Photo:
    """Return a photo in which the page reaches beyond the frame on all sides."""
    rng = np.random.default_rng(seed)
    page = write_page(seed, how.paper)
    corners = np.array([[-90, -80], [SHORT + 70, -60], [SHORT + 90, LONG + 80], [-60, LONG + 70]])
    sheet, _ = _warped(page, corners.astype(np.float32), LONG, SHORT)
    scene = sheet * 0.86 * _light(rng, how, LONG, SHORT)
    return Photo(_shoot(rng, how, scene), None, page)
