"""Files as people hand them over, good ones and odd ones, written here byte by byte."""

from __future__ import annotations

import struct
import zlib

#: what a phone writes into a photo, and nobody may ever find again
CANARY = "Kerkstraat 12, Utrecht"
GPS_LATITUDE = (52, 5, 17)


def tiff_with_place(orientation: int) -> bytes:
    """Return an EXIF block: a description, an orientation, and where it was taken."""
    text = CANARY.encode() + b"\0"
    # Source: Exif 2.3, 4.6; offsets are from the first byte.
    ifd0, gps = 8, 8 + 2 + 3 * 12 + 4
    values = gps + 2 + 2 * 12 + 4
    description = struct.pack("<HHII", 0x010E, 2, len(text), values)
    turned = struct.pack("<HHIHH", 0x0112, 3, 1, orientation, 0)
    where = struct.pack("<HHII", 0x8825, 4, 1, gps)
    north = struct.pack("<HHI4s", 1, 2, 2, b"N\0\0\0")
    latitude = struct.pack("<HHII", 2, 5, 3, values + len(text))
    degrees = b"".join(struct.pack("<II", part, 1) for part in GPS_LATITUDE)
    return b"".join(
        (
            b"II*\0",
            struct.pack("<I", ifd0),
            struct.pack("<H", 3) + description + turned + where + bytes(4),
            struct.pack("<H", 2) + north + latitude + bytes(4),
            text,
            degrees,
        )
    )


def with_place(jpeg: bytes, orientation: int) -> bytes:
    """Return *jpeg* as a phone would have written it: EXIF with GPS, and XMP."""
    assert jpeg[:2] == b"\xff\xd8"
    exif = b"Exif\0\0" + tiff_with_place(orientation)
    xmp = b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta><place>" + CANARY.encode() + b"</place>"
    blocks = b"".join(
        b"\xff\xe1" + struct.pack(">H", len(block) + 2) + block for block in (exif, xmp)
    )
    return jpeg[:2] + blocks + jpeg[2:]


def png(width: int, height: int, rows: bytes) -> bytes:
    """Return a PNG of RGBA *rows*, each led by its filter byte; lies are possible."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        (
            chunk(b"IHDR", header),
            chunk(b"tEXt", b"Comment\0" + CANARY.encode()),
            chunk(b"IDAT", zlib.compress(rows, 9)),
            chunk(b"IEND", b""),
        )
    )


def plain_png(width: int, height: int, colour: tuple[int, int, int, int]) -> bytes:
    """Return a PNG of one colour."""
    return png(width, height, (b"\0" + bytes(colour) * width) * height)


def bomb() -> bytes:
    """Return a small PNG that would unfold to 3.6 GB."""
    return png(30_000, 30_000, bytes(1000))


SVG_WITH_SCRIPT = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" onload="window.broken=1">'
    b"<script>window.broken=1</script></svg>"
)

HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"

#: file name, MIME type as somebody says it, bytes, and the first words of what is said of it
ODD_FILES = [
    ("leeg.png", "image/png", b"", "In dit bestand zit niets"),
    ("brief.jpg", "image/jpeg", b"Beste Eva, dit is een brief.", "Dit bestand is geen plaatje"),
    ("bom.png", "image/png", bomb(), "Dit plaatje is te groot"),
    ("kapot.png", "image/png", plain_png(40, 40, (1, 2, 3, 255))[:60], "Dit plaatje is beschadigd"),
    ("tekening.png", "image/png", SVG_WITH_SCRIPT, "Een SVG kan meer bevatten"),
    ("foto.heic", "image/heic", HEIC, "Deze browser kan deze foto"),
    ("blad.pdf", "application/pdf", b"%PDF-1.7\n", "Een PDF past niet"),
]
