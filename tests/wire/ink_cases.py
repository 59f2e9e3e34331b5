"""Strokes as they are packed and placed, and bytes that are none."""

from __future__ import annotations

from typing import Any

from tests.wire.spelling import b64
from whiteboard.ink import InkPoint, encode_points, place_points
from whiteboard.schema import Frame


def ink_vectors() -> dict[str, Any]:
    """Return packed strokes and bytes that are none."""
    strokes = {
        "one dot": [InkPoint(0, 0)],
        "a line": [InkPoint(0, 0, 128, 0), InkPoint(10.5, -3.25, 130, 16), InkPoint(20, 7, 0, 17)],
        "far out": [InkPoint(100_000, -100_000, 255, 0), InkPoint(-100_000, 100_000, 0, 2**32 - 1)],
        "eighths": [InkPoint(i / 8, -i / 8, i, i) for i in range(200)],
    }
    line = encode_points(strokes["a line"])
    broken = {
        "empty": b"",
        "version 2": b"\2" + line[1:],
        "no points": b"\1\0",
        "cut off": line[:-1],
        "a byte follows": line + b"\0",
        "claims 20,001 points": b"\1\xa1\x9c\1" + line[2:],
        "a number of six bytes": b"\1\1" + b"\x80" * 5 + b"\1\0\x80\0",
        "off any sheet": b"\1\1\x82\xd4\x61\0\x80\0",
        "a time over u32": b"\1\1\0\0\x80\xff\xff\xff\xff\x1f",
    }
    bent = [InkPoint(0, 12), InkPoint(30.5, 0, 200, 8), InkPoint(80, 40, 60, 9)]
    level = [InkPoint(0, 0), InkPoint(50, 0, 128, 7)]
    frames: dict[str, tuple[list[InkPoint], Frame]] = {
        "as drawn": (bent, (100, 200, 80, 40, 0)),
        "a frame off by a rounding": (bent, (100, 200, 80.25, 39.75, 0)),
        "made wider": (bent, (100, 200, 160, 40, 0)),
        "made smaller and turned": (bent, (100.5, 200.25, 20, 10, 30)),
        "pressed flat": (bent, (100, 200, 80, 0, 0)),
        "level, made longer": (level, (10, 20, 125, 0, 0)),
        "level, in a frame that is not": (level, (10, 20, 50, 60, 90)),
        "a dot": ([InkPoint(0, 0)], (500, 700, 30, 30, 45)),
        "not from the corner": ([InkPoint(10, 10), InkPoint(20, 30)], (0, 0, 20, 40, 0)),
    }
    return {
        "placed": [
            {
                "name": name,
                "points": [list(point) for point in points],
                "frame": list(frame),
                "placed": [[round(p.x, 9), round(p.y, 9)] for p in place_points(points, frame)],
            }
            for name, (points, frame) in frames.items()
        ],
        "strokes": [
            {
                "name": name,
                "points": [list(point) for point in points],
                "packed": b64(encode_points(points)),
            }
            for name, points in strokes.items()
        ],
        "broken": [{"name": name, "packed": b64(data)} for name, data in broken.items()],
    }  # fmt: skip
