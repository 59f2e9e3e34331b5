"""
A stroke's points, packed.

    u8 version 1 ‖ varint count ‖ per point: zigzag varint dx, zigzag varint dy, u8 pressure,
    varint dt

x and y are steps of 1/8 board unit from the point before, the first from the frame's corner;
pressure is 0..255 (128 where the device reports none); dt is ms since the point before. A
varint is little-endian base 128, as in Protocol Buffers, at most 5 bytes long.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from whiteboard.errors import MalformedInk
from whiteboard.geometry import frame_middle, turned
from whiteboard.schema import INK_STEPS_PER_UNIT, MAX_COORDINATE, MAX_STROKE_POINTS, Frame

VERSION: Final = 1
NO_PRESSURE: Final = 128
#: the longest pause inside a stroke that is told; u32, as in the browser
MAX_DT_MS: Final = 0xFFFFFFFF
_MAX_STEPS: Final = MAX_COORDINATE * INK_STEPS_PER_UNIT
_MAX_VARINT_BYTES: Final = 5
#: board units by which a frame may differ from what is in it and still be its own
_FRAME_SLACK: Final = 0.25


class InkPoint(NamedTuple):
    """One point: board units from the frame's corner, pressure 0..255, ms since the last."""

    x: float
    y: float
    pressure: int = NO_PRESSURE
    dt: int = 0


def encode_points(points: Sequence[InkPoint]) -> bytes:
    """
    Return *points* packed; x and y are rounded to 1/8 board unit.

    Raises:
        MalformedInk: none, too many, or one outside the limits.
    """
    if not 1 <= len(points) <= MAX_STROKE_POINTS:
        raise MalformedInk("a stroke has 1 to 20,000 points")
    out = bytearray([VERSION])
    _put_varint(out, len(points))
    last_x = last_y = 0
    for x, y, pressure, dt in points:
        if not (abs(x) <= MAX_COORDINATE and abs(y) <= MAX_COORDINATE):
            raise MalformedInk("a point lies outside any sheet")
        if not 0 <= pressure <= 255 or not 0 <= dt <= MAX_DT_MS:
            raise MalformedInk("a pressure or a time is out of range")
        step_x, step_y = _to_steps(x), _to_steps(y)
        _put_varint(out, _zigzag(step_x - last_x))
        _put_varint(out, _zigzag(step_y - last_y))
        out.append(pressure)
        _put_varint(out, dt)
        last_x, last_y = step_x, step_y
    return bytes(out)


def decode_points(packed: bytes) -> list[InkPoint]:
    """
    Return the points that *packed* spells.

    Raises:
        MalformedInk: of another version, cut off, followed by bytes, or over a limit.
    """
    if not packed or packed[0] != VERSION:
        raise MalformedInk("of another version")
    count, at = _take_varint(packed, 1)
    if not 1 <= count <= MAX_STROKE_POINTS:
        raise MalformedInk("a stroke has 1 to 20,000 points")
    points = []
    step_x = step_y = 0
    for _ in range(count):
        dx, at = _take_varint(packed, at)
        dy, at = _take_varint(packed, at)
        if at >= len(packed):
            raise MalformedInk("cut off")
        pressure = packed[at]
        dt, at = _take_varint(packed, at + 1)
        step_x += _unzigzag(dx)
        step_y += _unzigzag(dy)
        if abs(step_x) > _MAX_STEPS or abs(step_y) > _MAX_STEPS:
            raise MalformedInk("a point lies outside any sheet")
        if dt > MAX_DT_MS:
            raise MalformedInk("a time is out of range")
        points.append(
            InkPoint(step_x / INK_STEPS_PER_UNIT, step_y / INK_STEPS_PER_UNIT, pressure, dt)
        )
    if at != len(packed):
        raise MalformedInk("bytes follow the last point")
    return points


@lru_cache(maxsize=32_768)
def time_taken(packed: bytes) -> int:
    """
    Return how long a stroke took, ms; asked of the same strokes at every moment of a replay.

    Raises:
        MalformedInk: as ``decode_points``.
    """
    return sum(point.dt for point in decode_points(packed))


def place_points(points: Sequence[InkPoint], frame: Frame) -> list[InkPoint]:
    """
    Return *points* as they lie on the sheet, in board units.

    A frame that was made wider or taller stretches them; one that is flat in a direction has
    nothing to stretch there. Then they are turned with the frame about its middle.
    """
    x, y, w, h, angle = frame
    across = _stretch([point.x for point in points], w)
    down = _stretch([point.y for point in points], h)
    middle = frame_middle(frame)
    placed = []
    for (_, _, pressure, dt), left, top in zip(points, across, down, strict=True):
        at = turned((x + left, y + top), middle, angle)
        placed.append(InkPoint(at[0], at[1], pressure, dt))
    return placed


def _stretch(values: Sequence[float], length: float) -> list[float]:
    low = min(values)
    extent = max(values) - low
    if extent == 0 or abs(extent - length) <= _FRAME_SLACK:
        return list(values)
    return [low + (value - low) * (length / extent) for value in values]


def _to_steps(value: float) -> int:
    """Round half up, as Math.round does; Python's round goes to even."""
    return int((value * INK_STEPS_PER_UNIT + 0.5) // 1)


def _zigzag(value: int) -> int:
    return value * 2 if value >= 0 else -value * 2 - 1


def _unzigzag(value: int) -> int:
    return value // 2 if value % 2 == 0 else -(value + 1) // 2


def _put_varint(out: bytearray, value: int) -> None:
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)


def _take_varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for shift in range(_MAX_VARINT_BYTES):
        if at >= len(data):
            raise MalformedInk("cut off")
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << (7 * shift)
        if byte < 0x80:
            if value > MAX_DT_MS:
                raise MalformedInk("a number is too large")
            return value, at
    raise MalformedInk("a number is too long")
