"""Shapes as strokes, frames and distances, and the order of elements, as Python computes them."""

from __future__ import annotations

from random import Random
from typing import Any

from tests.wire.spelling import b64, fixed
from whiteboard.geometry import Point, frame_bounds, from_polylines
from whiteboard.order import order_after
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
        "above": [{"last": last, "next": order_after(last)} for last in (None, *ORDERS)],
        "shuffled": shuffled,
        "sorted": sorted(shuffled, key=lambda element: (element["order"], element["id"])),
    }  # fmt: skip


def spelled_points(points: list[Point]) -> str:
    """Return "x,y x,y …" to a ten-thousandth of a board unit."""
    return " ".join(f"{x + 0.0:.4f},{y + 0.0:.4f}" for x, y in points)
