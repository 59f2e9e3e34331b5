"""Shapes as strokes, frames and distances, and the order of elements, as Python computes them."""

from __future__ import annotations

import math
from itertools import pairwise
from random import Random
from typing import Any

from tests.wire.spelling import b64, fixed
from whiteboard.geometry import Point, frame_bounds, from_polylines
from whiteboard.order import order_after
from whiteboard.recognise import recognise
from whiteboard.schema import Frame, ShapeKind
from whiteboard.seed import seeded_unit
from whiteboard.shapes import shape_strokes

KINDS: tuple[ShapeKind, ...] = ("line", "arrow", "rectangle", "ellipse")
FRAMES: dict[str, Frame] = {
    "usual": (120, 240.5, 380, 260, 0),
    "turned": (300, 500, 240, 90, -37.5),
    "flat": (100, 700, 420, 0, 12),
    "upright": (500, 100, 0, 300, 0),
    "a point": (500, 500, 0, 0, 45),
    "small": (10, 10, 9, 7, 0),
    "huge": (-100_000, -100_000, 100_000, 100_000, 100_000),
}
#: a way, and strokes it passes at some distance
WAYS: list[tuple[str, Point, Point, list[list[Point]]]] = [
    ("crosses", (0, -10), (0, 10), [[(-5, 0), (5, 0)]]),
    ("passes the end", (10, 4), (10, 20), [[(-5, 0), (5, 0)]]),
    ("a tap beside a dot", (3, 4), (3, 4), [[(0, 0)]]),
    ("runs along", (0, 2.5), (100, 2.5), [[(-50, 0), (20, 0), (50, 1)]]),
    ("the nearer of two", (0, 0), (1, 0), [[(9, 9), (10, 10)], [(0, 3), (-4, 3)], []]),
]
ORDERS = ["a0", "a9", "aZ", "az", "b00", "bzz", "a0V", "Zz", "Zy", "Y00", "c123"]


def by_hand(seed: int) -> tuple[str, list[Point]]:
    """
    Return what a hand draws, and what it is: shaking, at an uneven speed, resting at the end.

    Every seventh is no shape at all.
    """
    random = Random(seed)
    kind = ("line", "arrow", "ellipse", "rectangle", "word", "zigzag", "dot")[seed % 7]
    x, y = random.uniform(200, 700), random.uniform(200, 1000)
    size, turn = random.uniform(80, 400), random.uniform(0, 2 * math.pi)
    cos, sin = math.cos(turn), math.sin(turn)
    lean = random.uniform(0.35, 0.7)
    head = [(1 - 0.2 * math.cos(lean * side), 0.2 * math.sin(lean * side)) for side in (-1, 1)]
    ways: dict[str, list[Point]] = {
        "line": [(0, 0), (1, 0)],
        "arrow": [(0, 0), (1, 0), head[0], (1, 0), head[1]],
        "ellipse": [
            (0.5 * math.cos(at / 12), random.uniform(0.49, 0.51) * 0.8 * math.sin(at / 12))
            for at in range(79)
        ],
        "rectangle": [(0, 0), (1, 0), (1, 0.6), (0, 0.6), (0, 0)],
        "word": [(0.05 * at, 0.2 * math.sin(at) * (at % 3)) for at in range(20)],
        "zigzag": [(0.1 * at, 0.5 * (at % 2)) for at in range(10)],
        "dot": [(0, 0), (0.01, 0.01), (0, 0.02)],
    }
    points = []
    for (ax, ay), (bx, by) in pairwise(ways[kind]):
        steps = max(1, round(math.dist((ax, ay), (bx, by)) * random.uniform(30, 60)))
        for step in range(steps + 1):
            u, v = ax + (bx - ax) * step / steps, ay + (by - ay) * step / steps
            at_x, at_y = x + size * (u * cos - v * sin), y + size * (u * sin + v * cos)
            points.append(
                (round(at_x + random.gauss(0, 1), 2), round(at_y + random.gauss(0, 1), 2))
            )
    return kind, points


def _recognised(seed: int) -> dict[str, Any]:
    drawn, points = by_hand(seed)
    meant = recognise(points)
    return {
        "drawn": drawn,
        "points": points,
        "meant": None if meant is None else {"shape": meant.shape, "frame": list(meant.frame)},
    }


def shape_vectors() -> dict[str, Any]:
    """Return seeds, strokes, bounds, distances and orders."""
    ids = [b64(fixed(f"shape {i}", 8)) for i in range(3)]
    cases = [
        (ids[0], kind, name, frame, width)
        for kind in KINDS
        for width, (name, frame) in enumerate(FRAMES.items())
    ] + [(id_, kind, "usual", FRAMES["usual"], 1) for id_ in ids[1:] for kind in KINDS]
    elements = [{"id": id_, "order": order} for order in ORDERS[:4] for id_ in ids]
    shuffled = Random(7).sample(elements, len(elements))
    return {
        "seeds": [
            {"id": id_, "salt": salt, "unit": seeded_unit(id_, salt)}
            for id_ in (ids[0], "ë", "")
            for salt in ("tilt", "", "upper bow")
        ],
        "shapes": [
            {
                "name": f"{kind}, {name}",
                "id": id_,
                "shape": kind,
                "frame": list(frame),
                "width": width % 3,
                "strokes": [spelled_points(s) for s in shape_strokes(id_, kind, frame, width % 3)],
            }
            for id_, kind, name, frame, width in cases
        ],
        "bounds": [
            {"name": name, "frame": list(frame), "bounds": list(frame_bounds(frame))}
            for name, frame in FRAMES.items()
        ],
        "distances": [
            {"name": name, "from": a, "to": b, "strokes": ls, "apart": from_polylines(a, b, ls)}
            for name, a, b, ls in WAYS
        ],
        "recognised": [_recognised(seed) for seed in range(42)],
        "above": [{"last": last, "next": order_after(last)} for last in (None, *ORDERS)],
        "shuffled": shuffled,
        "sorted": sorted(shuffled, key=lambda element: (element["order"], element["id"])),
    }  # fmt: skip


def spelled_points(points: list[Point]) -> str:
    """Return "x,y x,y …" to a ten-thousandth of a board unit."""
    return " ".join(f"{x + 0.0:.4f},{y + 0.0:.4f}" for x, y in points)
