"""
A photo as light and dark: what edges of paper are read from.
"""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

Image = np.ndarray[Any, Any]
Floats = np.ndarray[Any, Any]


def resized(image: Image, scale: float) -> Image:
    """Return *image* smaller; each px the mean of those it stands for."""
    size = (max(1, round(image.shape[1] * scale)), max(1, round(image.shape[0] * scale)))
    return cv2.resize(image, size, interpolation=cv2.INTER_AREA)


def paperness(image: Image) -> Floats:
    """Return how light and how little coloured each place is: a log, so that light falls out."""
    lab = cv2.cvtColor(image, cv2.COLOR_BGR2LAB).astype(np.float32)
    light = np.log(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY).astype(np.float32) + 6)
    # The light's own colour is that of what is lightest.
    bright = light >= np.quantile(light, 0.85)
    own = [float(np.median(lab[..., c][bright])) for c in (1, 2)]
    colour = np.hypot(lab[..., 1] - own[0], lab[..., 2] - own[1])
    return np.asarray(light - 0.012 * colour, np.float32)
