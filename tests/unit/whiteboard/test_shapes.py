"""Shapes as strokes: whatever frame a peer sends, few points come of it, and all are numbers."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whiteboard.geometry import frame_bounds, frame_corners, from_polylines
from whiteboard.schema import MAX_COORDINATE, Frame, ShapeKind
from whiteboard.shapes import shape_strokes

KINDS: list[ShapeKind] = ["line", "arrow", "rectangle", "ellipse"]
coordinate = st.floats(-MAX_COORDINATE, MAX_COORDINATE)
size = st.floats(0, MAX_COORDINATE)
frames = st.tuples(coordinate, coordinate, size, size, coordinate)


@given(st.sampled_from(KINDS), frames, st.integers(0, 2))
def test_any_sound_frame_gives_a_bounded_number_of_sound_points(
    kind: ShapeKind, frame: Frame, width: int
) -> None:
    """1 to 3 strokes of at most 721 points, none of them infinite."""
    strokes = shape_strokes("AAAAAAAAAAA", kind, frame, width)

    assert 1 <= len(strokes) <= 3
    assert all(1 <= len(stroke) <= 721 for stroke in strokes)
    assert all(math.isfinite(x) and math.isfinite(y) for stroke in strokes for x, y in stroke)


@given(frames)
def test_the_box_around_a_frame_holds_its_corners(frame: Frame) -> None:
    """However it is turned."""
    left, top, right, bottom = frame_bounds(frame)

    assert all(left <= x <= right and top <= y <= bottom for x, y in frame_corners(frame))


def test_a_shape_is_found_where_it_is_seen_and_nowhere_else() -> None:
    """A turned line is touched along its way; the middle of an ellipse is not on it."""
    line = shape_strokes("AAAAAAAAAAA", "line", (100, 200, 300, 0, 90), 0)
    ellipse = shape_strokes("AAAAAAAAAAA", "ellipse", (0, 0, 400, 300, 0), 0)

    assert from_polylines((200, 103), (300, 103), line) == 0
    assert from_polylines((100, 200), (120, 200), line) > 100
    assert from_polylines((200, 150), (200, 150), ellipse) > 100
    assert from_polylines((0, 0), (0, 0), []) == math.inf


@pytest.mark.parametrize("kind", KINDS)
def test_another_id_wavers_otherwise(kind: ShapeKind) -> None:
    """And the same id always alike."""
    frame = (100.0, 100.0, 300.0, 200.0, 0.0)

    assert shape_strokes("a", kind, frame, 0) == shape_strokes("a", kind, frame, 0)
    assert shape_strokes("a", kind, frame, 0) != shape_strokes("b", kind, frame, 0)
