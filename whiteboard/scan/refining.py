"""
A page's corners, exact: its sides moved to where their edges really are.
"""

from __future__ import annotations

from typing import Any, Final

import cv2
import numpy as np

from whiteboard.scan.shades import paperness, resized

Image = np.ndarray[Any, Any]
Floats = np.ndarray[Any, Any]

#: px of the photo in which corners are made exact
FINE_PX: Final = 2400


def refine(image: Image, quad: Floats, sense: int) -> Floats:
    """Return *quad* moved to where its sides' edges really are."""
    scale = min(1.0, FINE_PX / max(image.shape[:2]))
    fine = sense * paperness(resized(image, scale) if scale < 1 else image)
    fine = cv2.GaussianBlur(fine, (0, 0), 1.2)
    corners = quad * scale
    for reach in (0.008, 0.004):
        corners = _moved(fine, corners, reach * max(fine.shape))
    exact: Floats = corners / scale
    return exact


def _moved(fine: Floats, quad: Floats, reach: float) -> Floats:
    lines = []
    for i in range(4):
        begin, end = quad[i], quad[(i + 1) % 4]
        lines.append(_edge(fine, begin, end, reach))
    corners = []
    for i in range(4):
        (p, d), (q, e) = lines[i - 1], lines[i]
        cross = d[0] * e[1] - d[1] * e[0]
        t = ((q - p)[0] * e[1] - (q - p)[1] * e[0]) / cross
        corners.append(p + t * d)
    moved = np.array(corners)
    # An edge that would run away is no better known than before.
    return moved if np.abs(moved - quad).max() < 4 * reach else quad


def _edge(fine: Floats, begin: Floats, end: Floats, reach: float) -> tuple[Floats, Floats]:
    """Return a point and a direction of the edge near the side from *begin* to *end*."""
    way = (end - begin) / np.hypot(*(end - begin))
    inwards = np.array([-way[1], way[0]])
    along = np.linspace(0.03, 0.97, 90)
    away = np.arange(-reach, reach + 0.5, 0.5)
    points = begin + along[:, None, None] * (end - begin) + away[None, :, None] * inwards
    seen = cv2.remap(
        fine,
        points[..., 0].astype(np.float32),
        points[..., 1].astype(np.float32),
        cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    )
    rise = cv2.blur(np.gradient(cv2.blur(seen, (1, 3)), axis=1).astype(np.float32), (3, 1))
    best = rise.argmax(1)
    strength = rise[np.arange(len(along)), best]
    there = strength > 0.4 * np.median(strength[strength > 0]) if (strength > 0).any() else []
    spots = points[np.arange(len(along)), best][there]
    if len(spots) < 20:
        return begin, way
    vx, vy, x, y = cv2.fitLine(spots.astype(np.float32), cv2.DIST_HUBER, 0, 0.01, 0.01).ravel()
    return np.array([x, y], float), np.array([vx, vy], float)
