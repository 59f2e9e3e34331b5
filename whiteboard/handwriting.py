"""
Short words as pen strokes, for practice rooms: a few letters, drawn as a hand draws them.

Pure: the same randomness gives the same strokes. Not the sheet's font (that is Patrick Hand);
this is what somebody writes with the pen tool.
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
#: width of a character without a drawing, in heights of an x
_SPACE: Final = 0.6

#: character, its width, its strokes ("|" between two) as x,y: hundredths of the height of an x,
#: y 0 on the base line, -100 on top of an x
_DRAWN: Final = """
0 95  50,-150 12,-100 20,-20 50,0 80,-40 80,-115 50,-150 40,-147
1 55  8,-115 32,-150 | 32,-150 32,0
G 125  100,-140 60,-165 12,-110 20,-30 60,0 100,-30 102,-75 | 65,-78 115,-78
S 100  88,-140 50,-165 15,-130 50,-88 85,-40 50,0 8,-25
a 95  75,-85 40,-100 10,-60 15,-15 45,0 75,-40 78,-90 78,-20 95,0
b 85  15,-170 15,-10 20,-60 50,-95 78,-55 50,-2 15,-15
d 95  75,-80 40,-100 10,-50 40,0 72,-35 78,-170 78,-15 95,0
e 80  10,-50 65,-60 45,-100 10,-60 20,-10 50,0 80,-25
g 95  75,-85 40,-100 10,-55 40,-5 75,-50 78,-95 75,30 40,65 10,40
i 40  20,-95 18,-20 38,0 | 20,-140 23,-136
k 80  15,-170 15,0 | 70,-95 20,-45 75,0
l 40  20,-170 18,-25 38,0
m 130  10,-95 12,0 20,-70 45,-98 60,-60 60,0 70,-75 95,-98 110,-60 110,-15 128,0
n 90  10,-95 12,0 20,-65 50,-98 70,-60 70,-15 88,0
o 85  50,-100 12,-65 20,-10 55,-2 80,-50 50,-100 40,-97
r 65  10,-95 12,0 20,-65 40,-95 62,-90
s 65  58,-85 30,-100 12,-75 55,-40 50,-2 8,-12
t 60  28,-145 26,-20 50,0 | 2,-98 55,-102
u 90  10,-95 12,-30 40,0 70,-35 74,-95 74,-15 90,0
v 75  5,-95 35,0 70,-95
w 110  5,-95 28,0 52,-80 78,0 102,-95
y 80  8,-95 38,-10 | 74,-95 30,35 5,60
z 75  8,-95 65,-95 | 65,-95 6,-2 | 6,-2 72,-4
"""


def _read_glyphs(drawn: str) -> dict[str, tuple[float, list[_Path]]]:
    """Return width and strokes of each character, in heights of an x."""
    glyphs = {}
    for line in drawn.strip().splitlines():
        character, width, *_ = line.split()
        strokes = line.split(maxsplit=2)[2].split("|")
        paths: list[_Path] = [
            [
                (int(x) / 100, int(y) / 100)
                for x, y in (point.split(",") for point in stroke.split())
            ]
            for stroke in strokes
        ]
        glyphs[character] = (int(width) / 100, paths)
    return glyphs


_GLYPHS: Final = _read_glyphs(_DRAWN)


def write_word(text: str, x: float, y: float, height: float, rng: Random) -> list[Stroke]:
    """
    Return the strokes of *text* from *x* on the base line *y*; *height* is that of an "x".

    Characters without a drawing leave a space.
    """
    strokes = []
    for character in text:
        width, paths = _GLYPHS.get(character, (_SPACE, []))
        lean = rng.uniform(-0.04, 0.04)
        for path in paths:
            placed = [(x + (px - lean * py) * height, y + py * height) for px, py in path]
            strokes.append(trace(placed, rng))
        x += (width + 0.12) * height
    return strokes


def word_width(text: str, height: float) -> float:
    """Return how wide ``write_word`` makes *text*."""
    return sum((_GLYPHS.get(c, (_SPACE, []))[0] + 0.12) * height for c in text)


def draw_circle(x: float, y: float, radius: float, rng: Random) -> Stroke:
    """Return a circle as a hand closes it: not quite round, its ends overlapping a little."""
    start = rng.uniform(-2.2, -1.6)
    phase, sway = rng.uniform(0, math.tau), radius * 0.012
    path = []
    for step in range(49):
        angle = start + math.tau * 1.03 * step / 48
        r = radius + sway * math.sin(2 * angle + phase) + radius * 0.0006 * step
        path.append((x + r * math.cos(angle), y + r * math.sin(angle)))
    return trace(path, rng)


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
