"""
How like two pictures are: structural similarity, and how far their ink falls together.

Pictures are arrays of rows × columns × red, green, blue. Pure; numpy comes with skia-python.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import skia

Pixels = np.ndarray[Any, Any]
#: left, top, right, bottom in pixels
Box = tuple[int, int, int, int]

#: a pixel that differs from the bare paper by so much in one colour holds ink, 0..255
INK_TONE = 24
#: standard deviation and reach of the window, and the two constants for 8 bits a colour.
#: Source: Wang, Bovik, Sheikh, Simoncelli, "Image quality assessment", 2004
_SIGMA, _REACH = 1.5, 5
_C1, _C2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2


class Likeness(NamedTuple):
    """Of one box of two pictures; both 1 where they are the same."""

    similarity: float
    #: ink that both have, as a share of the ink that either has
    overlap: float


def open_pixels(png: bytes, shrink: int = 1) -> Pixels:
    """Return a picture's pixels, each the mean of *shrink* × *shrink* of them."""
    image = skia.Image.MakeFromEncoded(skia.Data.MakeWithCopy(png))
    rows = image.toarray(colorType=skia.ColorType.kRGBA_8888_ColorType)[:, :, :3].astype(float)
    height, width = rows.shape[0] // shrink, rows.shape[1] // shrink
    cut = rows[: height * shrink, : width * shrink]
    mean: Pixels = cut.reshape(height, shrink, width, shrink, 3).mean(axis=(1, 3))
    return mean


def likeness(one: Pixels, other: Pixels, paper: Pixels, box: Box) -> Likeness:
    """Compare two pictures within *box*; what differs from *paper* is ink."""
    left, top, right, bottom = box
    a, b, bare = (picture[top:bottom, left:right] for picture in (one, other, paper))
    inks = [np.abs(picture - bare).max(axis=2) > INK_TONE for picture in (a, b)]
    both, either = np.logical_and(*inks).sum(), np.logical_or(*inks).sum()
    return Likeness(similarity(a, b), float(both / either) if either else 1.0)


def similarity(a: Pixels, b: Pixels) -> float:
    """Return the mean structural similarity of two arrays of one size."""
    mean_a, mean_b = _blurred(a), _blurred(b)
    var_a, var_b = _blurred(a * a) - mean_a**2, _blurred(b * b) - mean_b**2
    both = _blurred(a * b) - mean_a * mean_b
    found = (2 * mean_a * mean_b + _C1) * (2 * both + _C2)
    return float((found / ((mean_a**2 + mean_b**2 + _C1) * (var_a + var_b + _C2))).mean())


def changed_box(one: Pixels, other: Pixels, pad: int) -> Box | None:
    """Return the box of all pixels that differ, *pad* larger on each side; None for none."""
    rows, columns = np.nonzero(np.abs(one - other).max(axis=2) > INK_TONE / 2)
    if len(rows) == 0:
        return None
    height, width = one.shape[:2]
    return (
        max(0, int(columns.min()) - pad),
        max(0, int(rows.min()) - pad),
        min(width, int(columns.max()) + 1 + pad),
        min(height, int(rows.max()) + 1 + pad),
    )


def _blurred(values: Pixels) -> Pixels:
    """Return the mean of each pixel's surroundings, by a bell curve; edges are continued."""
    steps = np.arange(-_REACH, _REACH + 1)
    weights = np.exp(-(steps**2) / (2 * _SIGMA**2))
    weights /= weights.sum()
    for axis in (0, 1):
        ends = [(_REACH, _REACH) if at == axis else (0, 0) for at in range(values.ndim)]
        wide = np.pad(values, ends, mode="edge")
        length = values.shape[axis]
        values = sum(
            weight * np.take(wide, range(at, at + length), axis=axis)
            for at, weight in enumerate(weights)
        )
    return values
