"""
The sheet's paper: torn from its block, punched, faintly fibrous, plain or ruled.

The same as ``web/src/canvas/Paper.tsx``, whose colours stand in ``canvas.css``.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final

from whiteboard.pen import Path, Pen
from whiteboard.schema import SHEET_HEIGHT, SHEET_WIDTH, Paper
from whiteboard.seed import seeded_unit

PAPER: Final = "#FFFEFA"
_HOLES: Final = ((318, 46), (682, 46))
_HOLE: Final = 14
_TEAR: Final = 4.2
_FIBRES: Final = 460
#: where the block is glued; ruling begins below it
_FOLD: Final = 91
_STEPS: Final = {"plain": 0, "squared": 40, "lined": 80}


def draw_ruling(pen: Pen, paper: Paper) -> None:
    """Draw what is printed on a sheet."""
    step = _STEPS[paper]
    if step == 0:
        return
    path: Path = []
    for y in range(_FOLD + step, SHEET_HEIGHT, step):
        path += [("M", 0, y), ("L", SHEET_WIDTH, y)]
    if paper == "squared":
        for x in range(step, SHEET_WIDTH, step):
            path += [("M", x, _FOLD), ("L", x, SHEET_HEIGHT)]
    pen.stroke(path, "#6F93A8", 1.3, alpha=0.3)


def draw_paper(pen: Pen, paper: Paper) -> None:
    """Draw the sheet itself, on white."""
    sheet = _torn()
    whole = sheet + [command for x, y in _HOLES for command in _circle(x, y, _HOLE)]
    pen.fill(whole, PAPER, even_odd=True)
    with pen.within(whole):
        draw_ruling(pen, paper)
        pen.stroke(_fibres("dark"), "#7A6338", 1.1, alpha=0.06, round_ends=True)
        pen.stroke(_fibres("light"), "#C9A45C", 1.6, alpha=0.07, round_ends=True)
        for path, width, alpha in ((sheet, 22, 0.02), (sheet, 9, 0.035), (whole, 2.2, 0.2)):
            pen.stroke(path, "#6B5327", width, alpha=alpha, round_corners=True)
    fold: Path = [("M", 0, _FOLD), ("L", SHEET_WIDTH, _FOLD)]
    pen.stroke(fold, "#6B5327", 1.2, alpha=0.13, dash=(7, 5))


def _units(salt: str) -> Iterator[float]:
    index = 0
    while True:
        yield seeded_unit("sheet", f"{salt}{index}")
        index += 1


def _torn() -> Path:
    random = _units("tear")
    path: Path = [("M", 0, SHEET_HEIGHT), ("L", 0, _TEAR)]
    x = 0.0
    while x < SHEET_WIDTH:
        # A perforation tears in small bites, with a longer shred now and then.
        bite = 4 + next(random) * 9
        deep = next(random) ** 2 * _TEAR
        deep *= 1.8 if next(random) > 0.93 else 1
        x = min(float(SHEET_WIDTH), x + bite)
        path += [("L", _tenth(x - bite / 2), _tenth(deep)), ("L", _tenth(x), _tenth(_TEAR * 0.9))]
    return [*path, ("L", SHEET_WIDTH, SHEET_HEIGHT), ("Z",)]


def _circle(x: float, y: float, radius: float) -> Path:
    """Return a circle as eight curves, nowhere a hundredth of a unit beside it."""
    reach = radius / math.cos(math.pi / 8)
    path: Path = [("M", x + radius, y)]
    for eighth in range(1, 9):
        end, middle = eighth * math.pi / 4, (eighth - 0.5) * math.pi / 4
        path.append(
            ("Q", x + reach * math.cos(middle), y + reach * math.sin(middle),
             x + radius * math.cos(end), y + radius * math.sin(end))
        )  # fmt: skip
    return [*path, ("Z",)]


def _fibres(salt: str) -> Path:
    """Return short curved hairs, lying anyhow."""
    random = _units(salt)
    path: Path = []
    for _ in range(_FIBRES):
        angle = next(random) * math.pi * 2
        length = 5 + next(random) ** 3 * 34
        bend = (next(random) - 0.5) * length * 0.7
        dx, dy = math.cos(angle) * length, math.sin(angle) * length
        x, y = _tenth(next(random) * SHEET_WIDTH), _tenth(next(random) * SHEET_HEIGHT)
        across, down = dx / 2 - dy / length * bend, dy / 2 + dx / length * bend
        path += [
            ("M", x, y),
            ("Q", x + _tenth(across), y + _tenth(down), x + _tenth(dx), y + _tenth(dy)),
        ]
    return path


def _tenth(value: float) -> float:
    return math.floor(value * 10 + 0.5) / 10
