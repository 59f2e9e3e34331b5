"""Packed ink and padded bodies: every value comes back, no bytes do harm."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whiteboard.errors import BadPadding, MalformedInk
from whiteboard.ink import MAX_DT_MS, InkPoint, decode_points, encode_points
from whiteboard.keys import LinkError, from_base64url, parse_address, to_base64url
from whiteboard.packing import pad, padded_size, unpad
from whiteboard.schema import MAX_COORDINATE, MAX_STROKE_POINTS

STEPS = st.integers(-MAX_COORDINATE * 8, MAX_COORDINATE * 8).map(lambda step: step / 8)
POINTS = st.builds(InkPoint, STEPS, STEPS, st.integers(0, 255), st.integers(0, MAX_DT_MS))


@settings(max_examples=80)
@given(st.lists(POINTS, min_size=1, max_size=50))
def test_strokes_on_the_grid_come_back(points: list[InkPoint]) -> None:
    """Packing loses nothing of what lies on the grid of 1/8 unit."""
    assert decode_points(encode_points(points)) == points


@settings(max_examples=80)
@given(st.floats(-MAX_COORDINATE, MAX_COORDINATE), st.floats(-MAX_COORDINATE, MAX_COORDINATE))
def test_other_points_move_to_the_nearest_step(x: float, y: float) -> None:
    """Rounding moves a point by a sixteenth of a unit at most."""
    [point] = decode_points(encode_points([InkPoint(x, y)]))
    assert abs(point.x - x) <= 1 / 16 + 1e-9
    assert abs(point.y - y) <= 1 / 16 + 1e-9


@settings(max_examples=200)
@given(st.binary(max_size=80))
def test_random_bytes_are_ink_or_refused(data: bytes) -> None:
    """No bytes whatever bring anything but points within limits or `MalformedInk`."""
    try:
        points = decode_points(data)
    except MalformedInk:
        return
    assert all(abs(p.x) <= MAX_COORDINATE and abs(p.y) <= MAX_COORDINATE for p in points)


@pytest.mark.parametrize(
    "points",
    [
        [],
        [InkPoint(0, 0)] * (MAX_STROKE_POINTS + 1),
        [InkPoint(float("nan"), 0)],
        [InkPoint(float("inf"), 0)],
        [InkPoint(0, MAX_COORDINATE + 1)],
        [InkPoint(0, 0, 256)],
        [InkPoint(0, 0, 0, -1)],
    ],
)
def test_a_stroke_over_the_limits_is_not_written(points: list[InkPoint]) -> None:
    """What no reader takes is refused where it is made."""
    with pytest.raises(MalformedInk):
        encode_points(points)


@settings(max_examples=100)
@given(st.binary(max_size=600))
def test_padding_hides_the_size_and_nothing_else(plain: bytes) -> None:
    """Bodies come back whole, and only sizes 64, 128, 256 … are seen."""
    padded = pad(plain)
    assert unpad(padded) == plain
    assert len(padded) in (64, 128, 256, 512, 1024)
    assert len(padded) == padded_size(len(plain))


@settings(max_examples=200)
@given(st.binary(max_size=140))
def test_what_unpads_is_what_pad_makes(data: bytes) -> None:
    """There is one padded form of each body: nothing can be hidden in the padding."""
    try:
        plain = unpad(data)
    except BadPadding:
        return
    assert pad(plain) == data


@settings(max_examples=200)
@given(st.text(max_size=100))
def test_no_text_but_a_link_is_taken(text: str) -> None:
    """Whatever is pasted is a link or one kind of error."""
    try:
        parse_address(text)
    except LinkError:
        return
    assert "#" in text


@settings(max_examples=100)
@given(st.binary(min_size=1, max_size=48))
def test_bytes_have_one_spelling(data: bytes) -> None:
    """Another spelling of the same bytes (padding, last bits, alphabet) is refused."""
    text = to_base64url(data)
    assert from_base64url(text, len(data)) == data
    others = {text + "=", text[:-1] + chr(ord(text[-1]) ^ 1), text.replace("-", "+")} - {text}
    for other in others:
        try:
            assert from_base64url(other, len(data)) != data
        except LinkError:
            continue
