"""
Strokes as a hand draws them with the pen tool, for practice rooms.

Pure: the same randomness gives the same strokes.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from random import Random
from typing import Final

#: x, y on the sheet, pressure 0..255, ms since the point before
StrokePoint = tuple[float, float, int, int]
Stroke = list[StrokePoint]
_Path = Sequence[tuple[float, float]]

#: distance between two sampled points, board units; about what a pointer reports at 60 Hz
_STEP: Final = 7.0
_DT_MS: Final = 16


def draw_line(x1: float, y1: float, x2: float, y2: float, rng: Random) -> Stroke:
    """Return a line with a slight bow."""
    bow = math.dist((x1, y1), (x2, y2)) * rng.uniform(-0.006, 0.006)
    return trace([(x1, y1), ((x1 + x2) / 2 + bow, (y1 + y2) / 2 + bow), (x2, y2)], rng)


def trace(path: _Path, rng: Random) -> Stroke:
    """Return a smooth stroke through *path* (2 or more points), sampled as a pen samples."""
    points: Stroke = []
    for index in range(len(path) - 1):
        around = [path[min(max(index + offset, 0), len(path) - 1)] for offset in (-1, 0, 1, 2)]
        steps = max(2, round(math.dist(around[1], around[2]) / _STEP))
        for step in range(steps):
            points.append(_sample(around, step / steps, rng))
    last = path[-1]
    points.append((last[0], last[1], 118, _DT_MS))
    return [(x, y, pressure, 0 if i == 0 else dt) for i, (x, y, pressure, dt) in enumerate(points)]


def _sample(around: _Path, t: float, rng: Random) -> StrokePoint:
    """Return the point at *t* on the Catmull-Rom curve between the two middle points."""
    x, y = (
        0.5
        * (
            2 * b
            + (c - a) * t
            + (2 * a - 5 * b + 4 * c - d) * t * t
            + (3 * b - a - 3 * c + d) * t**3
        )
        for a, b, c, d in zip(*around, strict=True)
    )
    shake = rng.uniform(-0.35, 0.35)
    return x + shake, y - shake, rng.randint(120, 140), _DT_MS + rng.randint(-2, 3)
