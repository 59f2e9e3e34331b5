"""The outline of a stroke is the browser's."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from whiteboard.ink import InkPoint
from whiteboard.outline import ink_outline, outline_path

FILE = Path(__file__).resolve().parents[2] / "wire" / "outline.ts.json"
ROWS: list[dict[str, Any]] = json.loads(FILE.read_text())["outlines"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['name']}, {row['tip']}")
def test_is_what_the_browser_draws(row: dict[str, Any]) -> None:
    """Every corner within a ten-thousandth of a board unit, and the same path."""
    points = [InkPoint(x, y, pressure) for x, y, pressure in row["points"]]
    outline = ink_outline(points, row["width"], row["tip"])
    assert len(outline) == len(row["outline"])
    for (x, y), (there_x, there_y) in zip(outline, row["outline"], strict=True):
        assert abs(x - there_x) < 1e-4
        assert abs(y - there_y) < 1e-4
    assert outline_path(outline) == row["path"]


def test_pressure_thins_a_stroke_and_not_a_dot() -> None:
    """A pen that presses less draws thinner; a dot is as large as the marker."""
    heavy = [InkPoint(x * 10.0, 0, 250) for x in range(20)]
    light = [InkPoint(x * 10.0, 0, 40) for x in range(20)]
    assert max(y for _, y in ink_outline(light, 2)) < max(y for _, y in ink_outline(heavy, 2)) - 1
    assert ink_outline([InkPoint(5, 5, 10)], 1) == ink_outline([InkPoint(5, 5)], 1)


def test_nothing_has_no_outline() -> None:
    """No points, no path."""
    assert ink_outline([], 1) == []
    assert outline_path([]) == ""
