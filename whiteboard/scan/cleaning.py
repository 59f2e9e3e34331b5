"""
Ink on white: a flat page without the light that fell on it.

The paper itself tells how it was lit, place by place and colour by colour; divided by that, a
shadow is gone and the paper is white, in whatever light the photo was taken. Ink keeps its colour,
pencil stays grey and a highlighter pale.
"""

from __future__ import annotations

from typing import Any, Final

import cv2
import numpy as np

Image = np.ndarray[Any, Any]
Floats = np.ndarray[Any, Any]

#: px on the longer side of what the light is read from
LIGHT_PX: Final = 440
#: of the longer side: ink is narrower, an arm's shadow wider
INK: Final = 0.05
#: how much of another colour than the paper something large is that is no paper, as a log: in any
#: light, and where it is this much of what makes it darker. Of sky light in a sun's shadow a fifth
#: is, of a pale sticky note more than half.
COLOURED: Final = 0.22
PALE: Final = 0.045
TINT: Final = 0.35
#: rows at a time, so that a large page needs little more than its own bytes
BAND: Final = 256


def clean(image: Image) -> Image:
    """
    Return *image* as ink on white, of the same size.

    Args:
        image: rows of blue, green, red bytes, a page or all of a photo.
    """
    light = _light(image)
    grain = _grain(image, light)
    soft = _soft(image, grain)
    full = _fullest(image, light)
    out = np.empty_like(image)
    height, width = image.shape[:2]
    for top in range(0, height, BAND):
        # Sharpening looks a few rows beyond.
        low, high = max(0, top - 8), min(height, top + BAND + 8)
        lit = _rows(light, low, high, height, width)
        page = _sharper(soft[low:high].astype(np.float32) / lit, grain)
        done = _ink_on_white(page, grain, full)
        out[top : top + BAND] = done[top - low : top - low + BAND]
    return out


# --- light ---------------------------------------------------------------------------------------


def _light(image: Image) -> Floats:
    """Return the paper as it would be without anything on it; a small picture, 1..255."""
    scale = min(1.0, LIGHT_PX / max(image.shape[:2]))
    size = (max(2, round(image.shape[1] * scale)), max(2, round(image.shape[0] * scale)))
    small = cv2.resize(image, size, interpolation=cv2.INTER_AREA).astype(np.float32) + 1
    reach = int(INK * max(size)) | 1
    wide = cv2.copyMakeBorder(small, reach, reach, reach, reach, cv2.BORDER_REFLECT)
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach))
    paper = cv2.morphologyEx(cv2.medianBlur(wide, 3), cv2.MORPH_CLOSE, disc)
    paper = paper[reach:-reach, reach:-reach]
    paper = _filled(paper, _is_paper(paper))
    paper = cv2.GaussianBlur(paper, (0, 0), 2)
    return np.maximum(paper, 8)


def _is_paper(paper: Floats) -> Floats:
    """Say where paper is, and no large patch of another colour."""
    colour = np.log(paper[..., (0, 2)]) - np.log(paper[..., 1:2])
    grey = np.log(paper.mean(-1))
    away = np.abs(colour - _smooth(colour)).max(-1)
    wide = max(grey.shape) // 3
    rimmed = cv2.copyMakeBorder(grey, wide, wide, wide, wide, cv2.BORDER_REFLECT)
    around = cv2.morphologyEx(rimmed, cv2.MORPH_CLOSE, np.ones((wide, wide), np.uint8))
    darker = around[wide:-wide, wide:-wide] - grey
    # A shadow has a tint of its own, but more shade than tint.
    coloured = (away > COLOURED) | ((away > PALE) & (away > TINT * darker))
    patches = cv2.morphologyEx(coloured.astype(np.uint8), cv2.MORPH_OPEN, np.ones((9, 9), np.uint8))
    # Where most is coloured the photo shows no page, and nothing is known of its light.
    if patches.mean() > 0.4:
        return np.ones(grey.shape, bool)
    return np.asarray(cv2.dilate(patches, np.ones((9, 9), np.uint8)) == 0)


def _smooth(colour: Floats) -> Floats:
    """Return the colour of the light, which changes slowly from a window to a lamp."""
    height, width = colour.shape[:2]
    y, x = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j]
    terms = np.stack([np.ones_like(x), x, y, x * x, x * y, y * y], -1).reshape(-1, 6)
    seen = colour.reshape(-1, 2)
    spots = np.arange(0, len(seen), 7)
    kept = np.ones(len(spots), bool)
    for _ in range(8):
        fit = np.linalg.lstsq(terms[spots][kept], seen[spots][kept], rcond=None)[0]
        off = np.abs(seen[spots] - terms[spots] @ fit).max(-1)
        # Most of a page is paper.
        kept = off <= max(0.015, float(np.quantile(off, 0.6)))
    smooth: Floats = (terms @ fit).reshape(colour.shape)
    return smooth


def _filled(paper: Floats, known: Floats) -> Floats:
    """Return *paper* with what is not *known* as what lies around it."""
    if known.all() or not known.any():
        return paper
    weight = known.astype(np.float32)
    total, sure = paper * weight[..., None], weight.copy()
    filled, left = paper.copy(), ~known
    reach = 4.0
    while left.any():
        near = cv2.GaussianBlur(sure, (0, 0), reach)
        sums = cv2.GaussianBlur(total, (0, 0), reach)
        told = left & (near > 0.02)
        filled[told] = sums[told] / near[told][:, None]
        left &= ~told
        reach *= 2
    return filled


def _rows(light: Floats, low: int, high: int, height: int, width: int) -> Floats:
    """Return the light on the rows from *low* to *high* of the page."""
    x = (np.arange(width, dtype=np.float32) + 0.5) * (light.shape[1] / width) - 0.5
    y = (np.arange(low, high, dtype=np.float32) + 0.5) * (light.shape[0] / height) - 0.5
    across, down = np.meshgrid(x, y)
    lit: Floats = cv2.remap(light, across, down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return lit


# --- ink -----------------------------------------------------------------------------------------


def _sample(image: Image, light: Floats) -> Floats:
    """Return a tenth of the page's rows, as parts of the light on them."""
    height, width = image.shape[:2]
    rows = range(0, height, max(1, height // 120))
    return np.concatenate(
        [image[row : row + 1] / _rows(light, row, row + 1, height, width) for row in rows]
    )


def _grain(image: Image, light: Floats) -> float:
    """Return how much the camera's noise makes one pixel of paper differ, as a part of white."""
    page = _sample(image, light).mean(-1)
    step = np.abs(np.diff(page, axis=1))
    return float(np.median(step[page[:, 1:] > 0.85]) / 0.95) if (page > 0.85).any() else 0.01


def _fullest(image: Image, light: Floats) -> float:
    """Return how dark the darkest ink is, 0..1; of a dark or blurred photo less than it was."""
    dark = 1 - _sample(image, light).min(-1)
    ink = dark[dark > 0.25]
    return float(np.clip(np.quantile(ink, 0.93), 0.45, 0.9)) if ink.size > 50 else 0.8


def _soft(image: Image, grain: float) -> Image:
    """Return *image* with less grain, its strokes as sharp as they were."""
    if grain < 0.012:
        return image
    return cv2.bilateralFilter(image, 5 if grain < 0.03 else 9, 255 * min(0.3, 5 * grain), 2.5)


def _sharper(page: Floats, grain: float) -> Floats:
    strength = 0.9 if grain < 0.03 else 0.5
    sharp: Floats = page + strength * (page - cv2.GaussianBlur(page, (0, 0), 1.6))
    return sharp


def _ink_on_white(page: Floats, grain: float, full: float) -> Image:
    """Return bytes of which paper is 255, ink as dark as *full* is dark, and colours are clean."""
    dark = 1 - page.min(-1)
    spare = 1 - page
    # What a colour takes away, as a part of what the darkest takes away: 0..1 each.
    share = np.clip(spare / np.maximum(dark, 1e-3)[..., None], 0, 1)
    # Black ink is grey in a photo with a tint that is not the ink's.
    tint = 1 - share.min(-1)
    kept = np.clip((tint - 0.12) / 0.18, 0, 1)[..., None]
    share = 1 - (1 - share) * kept
    floor = float(np.clip(0.05 + 1.6 * grain, 0.06, 0.17))
    ink = np.clip((dark - floor) / (full - floor), 0, 1)
    # Gone at the foot, full at the head, and in between as it was.
    ink = ink * np.clip(dark / (2 * floor), 0, 1)
    return np.asarray(np.clip(255 * (1 - ink[..., None] * share), 0, 255) + 0.5, np.uint8)
