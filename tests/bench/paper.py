"""
Photos of paper made into sheets: pages found, missed and found wrongly, and what can be read.

The photos are made from seeds, at 3 Mpx and so harder than a phone's, see tests/paper_photos.py.
A corner's error is the worst corner's, in px and as a part of the photo's diagonal. Legible:
over 93 % of the ink is there, and of the ink that is there was written, and of the gaps between
strokes is paper. "As shot": the same page straightened and not cleaned.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import get_args

import cv2
import numpy as np

from tests.bench.figures import Figure, spread, tell
from tests.paper_measures import Legibility, corner_error, legibility
from tests.paper_photos import (
    Circumstance,
    Paper,
    Place,
    fill_frame,
    take_photo,
    take_photo_without_page,
)
from whiteboard.scan import clean, find_page, straighten

ROOT = Path(__file__).parents[2]
#: in each place and weather; another for every three minutes that were asked for
PHOTOS = max(1, int(float(os.environ.get("BENCH_MINUTES", "3")) / 3))
#: of the diagonal: further off is a wrong page
WRONG = 0.02

WEATHERS = {
    "in even light": Circumstance(),
    "under a hand's shadow": Circumstance(hand=0.5, gradient=0.6),
    "moved by 6 px": Circumstance(motion=6, blur=1.2),
    "out of focus by 1.6 px": Circumstance(blur=1.6),
    "out of focus by 2.2 px": Circumstance(blur=2.2),
    "in little light, JPEG at 60": Circumstance(exposure=0.25, noise=0.025, warmth=1.2, quality=60),
    "steep and bent": Circumstance(tilt=0.13, size=0.7, curl=0.008),
}


def main() -> None:
    """Measure, and say."""
    figures = []
    took_ms: list[float] = []
    for name, weather in WEATHERS.items():
        figures += measure(name, weather, took_ms)
    figures += [without_a_page(), white_wall(), Figure("3 Mpx: find", spread(took_ms), "–")]
    figures.append(largest())
    tell("paper", figures)


def measure(name: str, weather: Circumstance, took_ms: list[float]) -> list[Figure]:
    """Return how pages are found and cleaned in one weather, in all places but the white wall."""
    errors: list[float] = []
    pixels: list[float] = []
    missed = tried = 0
    cleaned: list[Legibility] = []
    shot: list[Legibility] = []
    papers: tuple[Paper, ...] = ("plain", "lined", "squared")
    for index, place in enumerate(get_args(Place)):
        if place == "white wall":
            continue
        for seed in range(PHOTOS):
            wall = place in ("stand", "pale wall")
            paper: Paper = "flipchart" if wall else papers[(index + seed) % 3]
            photo = take_photo(1000 + seed, replace(weather, place=place, paper=paper))
            began = time.perf_counter()
            corners = find_page(photo.image)
            took_ms.append((time.perf_counter() - began) * 1000)
            tried += 1
            if corners is None:
                missed += 1
                continue
            errors.append(corner_error(photo, corners) * 100)
            pixels.append(errors[-1] / 100 * float(np.hypot(*photo.image.shape[:2])))
            if not weather.curl:
                flat = straighten(photo.image, corners)
                cleaned.append(legibility(photo, corners, clean(flat)))
                shot.append(legibility(photo, corners, flat))
    wrong = sum(error > WRONG * 100 for error in errors)
    found = f"found {tried - missed} of {tried}, wrongly {wrong}"
    limit = f"limit {WRONG:.0%}, none wrongly"
    figures = [
        Figure(f"{name}: {found}; corner, % of the diagonal", spread(errors, 2), limit),
        Figure(f"{name}: corner, px", spread(pixels, 1), "–"),
    ]
    if cleaned:
        figures.append(Figure(f"{name}: legible", said(cleaned), f"as shot: {said(shot)}"))
    return figures


def said(all_: list[Legibility]) -> str:
    """Return how many are legible, and the least of each measure."""
    least = ", ".join(
        f"{name} {min(getattr(one, name) for one in all_):.2f}"
        for name in ("recall", "precision", "apart", "contrast")
    )
    return f"{sum(one.is_legible for one in all_)} of {len(all_)}; least {least}"


def without_a_page() -> Figure:
    """Return how often a page is found where none is, or where its edges are outside the photo."""
    found = tried = 0
    for place in get_args(Place):
        for seed in range(2 * PHOTOS):
            photo = take_photo_without_page(seed, place, hand=0.5 if seed % 2 else 1)
            found += find_page(photo.image) is not None
            tried += 1
    for paper in get_args(Paper):
        for seed in range(2 * PHOTOS):
            how = Circumstance(paper=paper, hand=0.5 if seed % 2 else 1, gradient=0.6)
            found += find_page(fill_frame(seed, how).image) is not None
            tried += 1
    return Figure("no page, or one that fills the frame", f"found {found} of {tried}", "limit 0")


def white_wall() -> Figure:
    """Return how a page is found before a wall of its own shade."""
    wrong = right = 0
    for seed in range(2 * PHOTOS):
        photo = take_photo(seed, Circumstance("white wall", "flipchart", hand=1 - seed % 2 / 2))
        corners = find_page(photo.image)
        if corners is not None:
            off = corner_error(photo, corners) > WRONG
            wrong, right = wrong + off, right + (not off)
    tried = 2 * PHOTOS
    here = f"rightly {right}, wrongly {wrong}, not {tried - right - wrong} of {tried}"
    return Figure("flipchart before a wall of its own shade: found", here, "limit 0 wrongly")


def largest() -> Figure:
    """Return what a photo of 50 Mpx takes, from start to written sheet."""
    photo = cv2.resize(take_photo(3, Circumstance("cloth", "lined")).image, (8160, 6120))
    with tempfile.TemporaryDirectory() as folder:
        file, out = Path(folder, "photo.jpg"), Path(folder, "sheet.png")
        file.write_bytes(bytes(cv2.imencode(".jpg", photo)[1]))
        code = (
            "from whiteboard.__main__ import main;"
            f"assert main(['scan', {str(file)!r}, {str(out)!r}]) == 0;"
            "print(open('/proc/self/status').read().split('VmHWM:')[1].split()[0])"
        )
        began = time.perf_counter()
        command = [sys.executable, "-c", code]
        done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
        took = time.perf_counter() - began
    memory = int(done.stdout.split()[-1]) // 1024
    return Figure("50 Mpx: start to sheet", f"{took:.1f} s, {memory} MiB", "limit 400 MiB")


if __name__ == "__main__":
    main()
