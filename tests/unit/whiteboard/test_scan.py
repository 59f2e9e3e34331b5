"""Photos of paper become sheets: the page is found or not, never a wrong one, and can be read."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from typing import get_args

import cv2
import numpy as np
import pytest

from tests.paper_measures import corner_error, legibility
from tests.paper_photos import (
    Array,
    Circumstance,
    Photo,
    Place,
    fill_frame,
    take_photo,
    take_photo_without_page,
)
from whiteboard.scan import bounded, clean, find_page, straighten
from whiteboard.scan.straightening import LENS, LONGEST_PX, page_size

#: of the diagonal: a margin of one millimetre on A4 is 0.27 %
CLOSE, WORST = 0.0015, 0.006
#: of the diagonal: a page found further off than this is a wrong one
WRONG = 0.02

PAGES = {
    "desk": Circumstance(),
    "hand over lined paper": Circumstance("cloth", "lined", hand=0.5),
    "hand over squared paper": Circumstance("pale desk", "squared", hand=0.55, gradient=0.6),
    "among other things": Circumstance("clutter", tilt=0.1),
    "flipchart stand": Circumstance("stand", "flipchart", gradient=0.6),
    "pale wall": Circumstance("pale wall", "flipchart"),
    "light table": Circumstance("light table", tilt=0.05),
    "moved": Circumstance(motion=6, blur=1.2),
    "out of focus": Circumstance("cloth", blur=1.6),
    "little light": Circumstance(exposure=0.25, noise=0.025, warmth=1.2, quality=60),
    "strongly packed": Circumstance("clutter", "lined", quality=60),
}
#: the same, where it is hard
STEEP = Circumstance("cloth", "squared", tilt=0.13, size=0.7, curl=0.008)


@pytest.fixture(scope="module", params=PAGES)
def photo(request: pytest.FixtureRequest) -> Photo:
    """A photo in each of the circumstances."""
    return take_photo(list(PAGES).index(request.param) + 20, PAGES[request.param])


@pytest.fixture(scope="module")
def corners(photo: Photo) -> Array:
    """Where its page was found."""
    found = find_page(photo.image)
    assert found is not None
    return found


def test_a_page_is_found_to_the_millimetre(photo: Photo, corners: Array) -> None:
    """On a table, a stand or a wall, in shadow, moved or in little light."""
    assert corner_error(photo, corners) < CLOSE


def test_a_sheet_has_the_proportions_of_its_paper(photo: Photo, corners: Array) -> None:
    """However it was held before the lens; A4 and a flipchart are both of an A format, nearly."""
    width, height = page_size(photo.image.shape[1], photo.image.shape[0], corners)
    tall, wide = photo.page.shape[:2]

    assert height / width == pytest.approx(tall / wide, rel=0.03)


def test_a_measure_of_corners_can_fail(photo: Photo, corners: Array) -> None:
    """The control: one corner moved by 3 % of the diagonal is more than any of them may be off."""
    moved = corners.copy()
    moved[2] += 0.03 * np.hypot(*photo.image.shape[:2]) * np.array([0.6, 0.8])

    assert corner_error(photo, moved) > WRONG > WORST


def test_small_handwriting_can_be_read(photo: Photo, corners: Array) -> None:
    """Strokes are there, lie apart, and nothing is there that was not written."""
    flat = straighten(photo.image, corners)
    cleaned = legibility(photo, corners, clean(flat))

    assert cleaned.is_legible, cleaned
    # The control: as it came out of the camera it would not do.
    assert not legibility(photo, corners, flat).is_legible


def test_a_steep_photo_of_bent_paper_is_found_nearly() -> None:
    """A sheet whose edge hangs through has no straight side; its corners are still told."""
    for seed in (5, 6):
        photo = take_photo(seed, STEEP)
        found = find_page(photo.image)

        assert found is not None
        assert corner_error(photo, found) < WORST


@pytest.mark.parametrize("place", get_args(Place))
@pytest.mark.parametrize("hand", [1.0, 0.5])
def test_no_page_is_found_where_there_is_none(place: Place, hand: float) -> None:
    """Not a book, not a screen, not the shadow of a hand."""
    for seed in range(2):
        assert find_page(take_photo_without_page(seed, place, hand=hand).image) is None


@pytest.mark.parametrize("hand", [1.0, 0.5])
def test_a_page_that_fills_the_frame_has_no_corners(hand: float) -> None:
    """Neither its ruling nor a frame drawn on it is taken for its edge."""
    for seed, paper in enumerate(("plain", "lined", "squared", "flipchart")):
        photo = fill_frame(seed, Circumstance(paper=paper, hand=hand, gradient=0.6))  # type: ignore[arg-type]
        assert find_page(photo.image) is None


def test_a_page_before_a_wall_of_its_own_shade_is_found_rightly_or_not_at_all() -> None:
    """A wrong page is worse than none."""
    for seed, how in enumerate([{}, {"hand": 0.5}, {"motion": 8, "blur": 1.6}, {"tilt": 0.13}]):
        photo = take_photo(seed + 1, replace(Circumstance("white wall", "flipchart"), **how))
        found = find_page(photo.image)

        assert found is None or corner_error(photo, found) < WRONG


def test_an_empty_photo_has_no_page() -> None:
    """Nothing but one shade, and nothing but noise."""
    rng = np.random.default_rng(1)

    assert find_page(np.full((600, 800, 3), 240, np.uint8)) is None
    assert find_page(rng.integers(0, 256, (600, 800, 3), dtype=np.uint8)) is None


# --- laid flat ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ratio", "expected"),
    [(1.38, 2**0.5), (1.45, 2**0.5), (0.72, 2**-0.5), (11 / 8.5, 11 / 8.5), (1.0, 1.0)],
)
def test_a_page_is_as_tall_as_its_paper(ratio: float, expected: float) -> None:
    """What is close to an A format is one; Letter and a square are left as they are."""
    wide, tall = 1000.0, 1000.0 * ratio
    corners = np.array([[50, 50], [50 + wide, 50], [50 + wide, 50 + tall], [50, 50 + tall]])
    width, height = page_size(1500, 2000, corners)

    assert height / width == pytest.approx(expected, rel=0.01)


def test_a_page_seen_from_below_is_as_tall_as_its_paper() -> None:
    """The photo itself tells how steeply it was taken."""
    f, middle = 2000 * LENS, np.array([750.0, 1000.0])
    turn = 0.6
    own = np.array([[-1, -1.3], [1, -1.3], [1, 1.3], [-1, 1.3]])
    seen = [f * np.array([x, y * np.cos(turn)]) / (4 + y * np.sin(turn)) + middle for x, y in own]
    width, height = page_size(1500, 2000, np.array(seen))

    assert height / width == pytest.approx(1.3, rel=0.01)
    # The control: its sides alone would tell otherwise.
    sides = np.hypot(*(np.roll(seen, -1, 0) - seen).T)
    assert max(sides[1], sides[3]) / max(sides[0], sides[2]) < 1.1


def test_no_sheet_is_larger_than_print_needs() -> None:
    """However many pixels a camera has."""
    large = np.zeros((4000, 6000, 3), np.uint8)
    corners = np.array([[10, 10], [5990, 10], [5990, 3990], [10, 3990]])

    assert max(straighten(large, corners).shape) == LONGEST_PX
    assert max(bounded(large).shape) == LONGEST_PX


# --- colours --------------------------------------------------------------------------------------


def lit_page(*patches: tuple[tuple[int, int, int, int], tuple[int, int, int]]) -> Array:
    """Return paper in warm, uneven light, with patches: x, y, width, height; blue, green, red."""
    page = np.full((1000, 700, 3), 255, np.float32)
    for (x, y, width, height), colour in patches:
        page[y : y + height, x : x + width] = colour
    light = np.linspace(0.9, 0.45, 700)[None, :, None] * np.array([0.75, 0.95, 1.0])
    return np.asarray(page * light, np.uint8)


@pytest.mark.parametrize(
    ("ink", "strong"),
    [((150, 60, 20), 0), ((50, 110, 20), 1), ((30, 20, 190), 2)],
    ids=["blue", "green", "red"],
)
def test_a_marker_keeps_its_colour(ink: tuple[int, int, int], strong: int) -> None:
    """Blue is blue on the light side of the page and on the dark one."""
    cleaned = clean(lit_page(((100, 300, 9, 300), ink), ((600, 300, 9, 300), ink)))

    for x in (104, 604):
        seen = cleaned[450, x].astype(int)
        assert seen.argmax() == strong
        assert seen[strong] - np.delete(seen, strong).max() > 40


def test_black_is_grey_pencil_is_paler_and_paper_is_white() -> None:
    """The light's tint is nowhere."""
    cleaned = clean(lit_page(((300, 200, 8, 600), (25, 25, 25)), ((400, 200, 8, 600), (150,) * 3)))
    black, pencil, paper = (cleaned[500, x].astype(int) for x in (304, 404, 550))

    assert np.ptp(black) < 12
    assert black.max() < 60
    assert 60 < pencil.mean() < 200
    assert np.ptp(pencil) < 25
    assert paper.min() == 255


#: sticky notes, and where blue and red stand to one another on each
NOTES = {
    "yellow": ((110, 230, 250), -1),
    "blue": ((242, 226, 196), 1),
    "green": ((190, 232, 207), -1),
    "pink": ((214, 203, 246), -1),
}


@pytest.mark.parametrize("note", NOTES)
def test_a_sticky_note_keeps_its_colour(note: str) -> None:
    """What is large and pale is no shadow."""
    colour, warm = NOTES[note]
    seen = clean(lit_page(((200, 500, 250, 250), colour)))[625, 325].astype(int)

    assert seen.min() < 245
    assert (seen[0] - seen[2]) * warm > 8


def test_a_highlighter_stays_pale_and_yellow() -> None:
    """As a colour, neither gone nor dark."""
    blue, green, red = clean(lit_page(((100, 100, 400, 26), (90, 245, 255))))[113, 300].astype(int)

    assert min(green, red) > 200
    assert blue < 170


def test_a_shadow_with_a_tint_is_no_sticky_note() -> None:
    """The sky lights what the sun does not reach, and it is blue."""
    page = lit_page(((600, 300, 9, 300), (25, 25, 25))).astype(np.float32)
    shade = np.zeros(page.shape[:2], np.float32)
    cv2.circle(shade, (300, 500), 180, 1, -1)
    shade = cv2.GaussianBlur(shade, (0, 0), 12)[..., None]
    cleaned = clean((page * (1 - shade * np.array([0.32, 0.38, 0.42]))).astype(np.uint8))

    assert cleaned[320:680, 120:480].min() > 235


def test_a_page_in_pieces_is_the_page() -> None:
    """Rows are cleaned a band at a time, and no band shows."""
    page = lit_page(((50, 0, 600, 1000), (200, 200, 200)))
    cleaned = clean(page).astype(int)

    assert np.abs(np.diff(cleaned[:, 350], axis=0)).max() <= 4


# --- the program around it ------------------------------------------------------------------------


def test_opencv_is_loaded_by_who_scans_alone() -> None:
    """No other verb waits for it, or needs it installed."""
    code = "import sys, whiteboard.__main__; print('cv2' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)

    assert done.stdout.strip() == "False", done.stderr


def test_the_photos_here_are_what_a_camera_gives() -> None:
    """One seed, one photo: figures can be compared."""
    one, other = (take_photo(3, PAGES["little light"]).image for _ in range(2))

    assert (one == other).all()
    assert cv2.cvtColor(one, cv2.COLOR_BGR2GRAY).mean() < 140
