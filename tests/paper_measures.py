"""
How well a page was found and cleaned, against the page as it was written.

A page is compared where it truly lay: its own pixels are carried through the photo into what came
out, so that a corner found amiss does not count against cleaning.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from tests.paper_photos import Array, Photo

#: of white: darker is ink, in the page and in what came out; a highlighter is lighter, pencil not
INK = 0.66
#: px that ink may be off its place
NEAR_PX = 2


def corner_error(photo: Photo, corners: Array) -> float:
    """Return how far the worst corner is off, as a part of the photo's diagonal."""
    assert photo.corners is not None
    away = np.hypot(*(corners - photo.corners).T).max()
    return float(away / np.hypot(*photo.image.shape[:2]))


@dataclass(frozen=True)
class Legibility:
    """What of the ink came through; each 0..1, 1 at best."""

    #: of the ink that was written, the part that is there
    recall: float
    #: of the ink that is there, the part that was written
    precision: float
    #: of the gaps between strokes of one word, the part that is paper
    apart: float
    #: how much lighter gaps are than strokes
    contrast: float

    @property
    def is_legible(self) -> bool:
        """Say whether small handwriting can be read, and nothing was added that looks like it."""
        return min(self.recall, self.precision, self.apart) > 0.93 and self.contrast > 0.45


def legibility(photo: Photo, corners: Array, sheet: Array) -> Legibility:
    """Return what came through of *photo*'s page in *sheet*, which was cut out at *corners*."""
    assert photo.corners is not None
    tall, wide = photo.page.shape[:2]
    height, width = sheet.shape[:2]
    own = np.array([[0, 0], [wide, 0], [wide, tall], [0, tall]], np.float32)
    cut = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    lie = cv2.getPerspectiveTransform(own, photo.corners.astype(np.float32))
    way = cv2.getPerspectiveTransform(corners.astype(np.float32), cut) @ lie
    twice = np.diag([2.0, 2.0, 1.0]) @ way
    page = cv2.warpPerspective(
        photo.page, twice, (width * 2, height * 2), borderValue=(1, 1, 1), flags=cv2.INTER_LINEAR
    )
    page = cv2.resize(page, (width, height), interpolation=cv2.INTER_AREA)
    true = cv2.cvtColor(page, cv2.COLOR_RGB2GRAY)
    seen = cv2.cvtColor(sheet, cv2.COLOR_BGR2GRAY).astype(np.float32) / 255
    # The sheet's very rim is where a corner's last pixel is lost, and no writing.
    rim = slice(height // 50, -height // 50), slice(width // 50, -width // 50)
    true, seen = true[rim], seen[rim]
    core = true < INK - 0.1
    written = (true < 0.85).astype(np.uint8)
    near = cv2.dilate(written, np.ones((2 * NEAR_PX + 1,) * 2, np.uint8)) > 0
    found = seen < INK
    around = cv2.dilate(found.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    ring = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (13, 13))
    word = cv2.morphologyEx(written, cv2.MORPH_CLOSE, ring) > 0
    gaps = word & (cv2.dilate(written, np.ones((3, 3), np.uint8)) == 0) & (true > 0.95)
    return Legibility(
        recall=float(around[core].mean()),
        precision=float(near[found].mean()) if found.any() else 0.0,
        apart=float((seen[gaps] > INK).mean()),
        contrast=float(seen[gaps].mean() - seen[core].mean()),
    )
