"""
A page in a photo, laid flat: as tall and wide as the paper was, as far as the photo tells.
"""

from __future__ import annotations

import math
from typing import Any, Final

import cv2
import numpy as np

Image = np.ndarray[Any, Any]
Floats = np.ndarray[Any, Any]

#: px on the longer side of what comes out: A4 at 300 dots an inch
LONGEST_PX: Final = 3508
#: focal length over the longer side, as a phone's main camera has it: 26 mm of 36
LENS: Final = 0.74
#: what is believed of it when a photo itself tells: from very wide to a mild telephoto
LENSES: Final = (0.5, 2.2)
#: how much taller than wide paper of an A format is
A_FORMAT: Final = math.sqrt(2)
#: how far from it a page may seem and still be taken for it; Letter is 8.5 % off
A_FORMAT_SLACK: Final = 0.05


def straighten(image: Image, corners: Floats) -> Image:
    """
    Return the page between *corners* of *image*, flat, and at most LONGEST_PX long.

    Args:
        image: rows of blue, green, red bytes.
        corners: 4 x 2 px: top left, top right, bottom right, bottom left.
    """
    width, height = page_size(image.shape[1], image.shape[0], corners)
    own = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    flat = cv2.getPerspectiveTransform(np.asarray(corners, np.float32), own)
    return cv2.warpPerspective(
        image, flat, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )


def bounded(image: Image) -> Image:
    """Return all of *image*, at most LONGEST_PX long."""
    scale = LONGEST_PX / max(image.shape[:2])
    if scale >= 1:
        return image
    size = (max(1, round(image.shape[1] * scale)), max(1, round(image.shape[0] * scale)))
    return cv2.resize(image, size, interpolation=cv2.INTER_AREA)


def page_size(width: int, height: int, corners: Floats) -> tuple[int, int]:
    """Return the width and height in px that a page has whose corners lie so in a photo."""
    sides = np.hypot(*(np.roll(corners, -1, 0) - corners).T)
    across, down = max(sides[0], sides[2]), max(sides[1], sides[3])
    ratio = _true_ratio(width, height, corners)
    # What no photo of a page shows is no better than the sides.
    if not 0.55 < ratio / (down / across) < 1 / 0.55:
        ratio = down / across
    for format_ in (A_FORMAT, 1 / A_FORMAT):
        if abs(ratio / format_ - 1) < A_FORMAT_SLACK:
            ratio = format_
    # No px of the page is lost: the longer of what its sides ask for.
    across = max(across, down / ratio)
    shrink = min(1.0, LONGEST_PX / max(across, across * ratio))
    return max(1, round(across * shrink)), max(1, round(across * ratio * shrink))


def _true_ratio(width: int, height: int, corners: Floats) -> float:
    """
    Return a rectangle's height over its width.

    The camera's axis is taken to go through the middle of the photo.

    Source: Zhang and He, Whiteboard scanning and image enhancement (2007), section 3.
    """
    middle = np.array([width / 2, height / 2])
    points = [np.append(corner - middle, 1.0) for corner in np.asarray(corners, float)]
    m1, m2, m4, m3 = points
    k2 = np.dot(np.cross(m1, m4), m3) / np.dot(np.cross(m2, m4), m3)
    k3 = np.dot(np.cross(m1, m4), m2) / np.dot(np.cross(m3, m4), m2)
    n2, n3 = k2 * m2 - m1, k3 * m3 - m1
    square, long = n2[2] * n3[2], max(width, height)
    focal = -(n2[0] * n3[0] + n2[1] * n3[1]) / square if abs(square) > 1e-9 else 0.0
    # Straight from above a photo does not tell, and then it hardly matters.
    if not LENSES[0] ** 2 < focal / long**2 < LENSES[1] ** 2:
        focal = (LENS * long) ** 2
    lens = np.array([1 / focal, 1 / focal, 1.0])
    return float(math.sqrt((n3 * lens) @ n3 / ((n2 * lens) @ n2)))
