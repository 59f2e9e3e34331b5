"""What is really to be seen: colours of a screenshot, read from its PNG."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass

from playwright.async_api import FloatRect

from tests.e2e.pages import Point, RoomPage

Colour = tuple[int, int, int]


@dataclass(frozen=True)
class Picture:
    """Rows of bytes, *depth* bytes a pixel, red first."""

    width: int
    height: int
    depth: int
    rows: list[bytes]

    def at(self, x: float, y: float) -> Colour:
        """Return the colour at a place, 0..1 of width and height."""
        column = min(self.width - 1, int(x * self.width)) * self.depth
        red, green, blue = self.rows[min(self.height - 1, int(y * self.height))][
            column : column + 3
        ]
        return red, green, blue


async def seen(room: RoomPage) -> Picture:
    """Return the sheet as this person sees it."""
    box = await room.sheet.bounding_box()
    assert box is not None, "the sheet is not on screen"
    # caret: hiding it would put a style into the page that its CSP refuses
    x, y, width, height = (round(box[key]) for key in ("x", "y", "width", "height"))
    clip: FloatRect = {"x": x, "y": y, "width": width, "height": height}
    return read_png(await room.page.screenshot(clip=clip, caret="initial"))


def darkest(picture: Picture, middle: Point, around: float = 0.012) -> int:
    """Return how dark the darkest place near *middle* is: 0 black, 765 white."""
    steps = [around * step / 6 for step in range(-6, 7)]
    return min(sum(picture.at(middle[0] + dx, middle[1] + dy)) for dx in steps for dy in steps)


def read_png(data: bytes) -> Picture:
    """
    Return the picture of an 8-bit RGB or RGBA file without interlacing, as browsers write it.

    Source: W3C PNG, sections 9 and 10.
    """
    at, packed, width, height, depth = 8, b"", 0, 0, 0
    while at < len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        body = data[at + 8 : at + 8 + length]
        if kind == b"IHDR":
            width, height, bits, colour = struct.unpack_from(">IIBB", body)
            assert bits == 8, "not 8 bits a colour"
            depth = {2: 3, 6: 4}[colour]
        elif kind == b"IDAT":
            packed += body
        at += 12 + length
    raw = zlib.decompress(packed)
    line = width * depth
    rows: list[bytes] = []
    above = bytes(line)
    for row in range(height):
        start = row * (line + 1)
        above = _unfiltered(raw[start], raw[start + 1 : start + 1 + line], above, depth)
        rows.append(above)
    return Picture(width, height, depth, rows)


def _unfiltered(kind: int, line: bytes, above: bytes, depth: int) -> bytes:
    out = bytearray(line)
    for i, value in enumerate(line):
        left = out[i - depth] if i >= depth else 0
        corner = above[i - depth] if i >= depth else 0
        if kind == 1:
            out[i] = (value + left) & 255
        elif kind == 2:
            out[i] = (value + above[i]) & 255
        elif kind == 3:
            out[i] = (value + (left + above[i]) // 2) & 255
        elif kind == 4:
            out[i] = (value + _paeth(left, above[i], corner)) & 255
    return bytes(out)


def _paeth(left: int, above: int, corner: int) -> int:
    guess = left + above - corner
    return min((left, above, corner), key=lambda near: abs(guess - near))


def unlike(one: Picture, other: Picture, tone: int) -> float:
    """Return how many of a hundred points differ by more than *tone* of 255 in some colour."""
    assert (one.width, one.height) == (other.width, other.height), "not of one size"
    differing = 0
    for mine, theirs in zip(one.rows, other.rows, strict=True):
        if one.depth == other.depth and mine == theirs:
            continue
        for column in range(one.width):
            a = mine[column * one.depth : column * one.depth + 3]
            b = theirs[column * other.depth : column * other.depth + 3]
            differing += max(abs(x - y) for x, y in zip(a, b, strict=True)) > tone
    return differing / (one.width * one.height) * 100
