"""
Photos as files: read within bounds, written without anything but the picture.

What a file says of itself is read before it is unfolded, so that no small file becomes a large
picture. Nothing of a photo's EXIF, place and time among it, reaches what is written.
"""

from __future__ import annotations

import struct
from typing import Any, Final, Literal

import cv2
import numpy as np

Image = np.ndarray[Any, Any]
Ending = Literal[".png", ".jpg", ".jpeg", ".webp", ".pdf"]

#: largest phones' photos are of 50 Mpx, with some to spare
MOST_PX: Final = 64_000_000
MOST_BYTES: Final = 64 * 2**20
#: px on the shorter side under which no handwriting can be read
LEAST_PX: Final = 320
#: px that are unfolded at most: what is more is halved while it is read, or right after
WORK_PX: Final = 16_000_000
#: of a PDF's page, in points of 1/72 inch: the longer side of A4
_A4_LONG: Final = 841.89

Reason = Literal["no picture", "heic", "damaged", "too small", "too large"]


class NoPhoto(Exception):
    """A file cannot be taken as a photo; *reason* says why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


def read_photo(data: bytes) -> Image:
    """
    Return a photo the right way up, of at most WORK_PX: rows of blue, green, red bytes.

    Raises:
        NoPhoto: it is none, or too small or large; nothing large was unfolded.
    """
    if len(data) > MOST_BYTES:
        raise NoPhoto("too large")
    width, height = _size(data)
    if width * height > MOST_PX:
        raise NoPhoto("too large")
    if min(width, height) < LEAST_PX:
        raise NoPhoto("too small")
    halved = width * height > WORK_PX
    # A JPEG is halved while it is unfolded. EXIF's turn is taken in both ways of reading.
    how = cv2.IMREAD_REDUCED_COLOR_2 if halved else cv2.IMREAD_COLOR
    try:
        image = cv2.imdecode(np.frombuffer(data, np.uint8), how)
    except cv2.error:
        image = None
    if image is None:
        raise NoPhoto("damaged")
    return image


def write_picture(image: Image, ending: Ending) -> bytes:
    """Return *image* as a file of the kind that *ending* names."""
    if ending == ".pdf":
        return _pdf(image)
    how = {
        ".png": [cv2.IMWRITE_PNG_COMPRESSION, 6],
        ".webp": [cv2.IMWRITE_WEBP_QUALITY, 90],
    }.get(ending, [cv2.IMWRITE_JPEG_QUALITY, 90])
    return bytes(cv2.imencode(ending, image, how)[1])


def _pdf(image: Image) -> bytes:
    """Return one page with *image* on it, as long as A4 is."""
    height, width = image.shape[:2]
    scale = _A4_LONG / max(width, height)
    box = f"{width * scale:.2f} {height * scale:.2f}"
    jpeg = write_picture(image, ".jpg")
    drawn = f"{box.replace(' ', ' 0 0 ')} 0 0 cm /I Do".encode()
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {box}] /Contents 4 0 R "
        "/Resources << /XObject << /I 5 0 R >> >> >>".encode(),
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(drawn), drawn),
        f"<< /Type /XObject /Subtype /Image /Width {width} /Height {height} "
        "/ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode "
        f"/Length {len(jpeg)} >>\nstream\n".encode()
        + jpeg
        + b"\nendstream",
    ]
    out, places = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"), []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = len(out)
    out += b"xref\n0 6\n0000000000 65535 f \n" + table
    out += b"trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % end
    return bytes(out)


# --- what a file says of itself ------------------------------------------------------------------


def _size(data: bytes) -> tuple[int, int]:
    """Return the width and height that a file claims."""
    try:
        if data.startswith(b"\x89PNG\r\n\x1a\n"):
            width, height = struct.unpack(">II", data[16:24])
        elif data.startswith(b"\xff\xd8\xff"):
            width, height = _jpeg_size(data)
        elif data[:4] == b"RIFF" and data[8:12] == b"WEBP":
            width, height = _webp_size(data)
        elif data[4:8] == b"ftyp" and _is_heic(data):
            raise NoPhoto("heic")
        else:
            raise NoPhoto("no picture")
    except (struct.error, IndexError):
        raise NoPhoto("damaged") from None
    return width, height


def _is_heic(data: bytes) -> bool:
    # Source: ISO/IEC 23008-12, 10: brands of a file with HEVC pictures.
    brands = data[8 : min(64, int.from_bytes(data[:4], "big"))]
    return any(brand in brands for brand in (b"heic", b"heix", b"hevc", b"heim", b"mif1", b"msf1"))


def _jpeg_size(data: bytes) -> tuple[int, int]:
    at = 2
    while True:
        while data[at] == 0xFF and data[at + 1] == 0xFF:
            at += 1
        marker, length = data[at + 1], struct.unpack(">H", data[at + 2 : at + 4])[0]
        if data[at] != 0xFF:
            raise NoPhoto("damaged")
        # Source: ITU T.81, B.1.1.3: frames of all kinds; C4, C8 and CC are other things.
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 2 + length


def _webp_size(data: bytes) -> tuple[int, int]:
    # Source: RFC 9649, 2.5 to 2.7.
    kind = data[12:16]
    if kind == b"VP8X":
        return (
            1 + int.from_bytes(data[24:27], "little"),
            1 + int.from_bytes(data[27:30], "little"),
        )
    if kind == b"VP8L":
        bits = struct.unpack("<I", data[21:25])[0]
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    width, height = struct.unpack("<HH", data[26:30])
    return width & 0x3FFF, height & 0x3FFF
