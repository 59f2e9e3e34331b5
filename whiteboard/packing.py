"""
MessagePack within bounds, and the padding that hides a body's exact size.

The one home of the library ``msgpack``. What comes in was written by somebody else: depth,
counts and sizes are bounded by the library's own checks, and anything it refuses is one error.
"""

from __future__ import annotations

from typing import Any, Final

import msgpack

from whiteboard.errors import BadBody, BadPadding

#: a body is padded to the next power of two from here on
SMALLEST_PADDED_BYTES: Final = 64


def pack(value: object) -> bytes:
    """Return *value* as MessagePack, maps in the order given."""
    packed: bytes = msgpack.packb(value, use_bin_type=True)
    return packed


def unpack(data: bytes) -> Any:
    """
    Return the one value that *data* holds; maps with other keys than text are refused.

    Raises:
        BadBody: no MessagePack, more than one value, too deep, or text that is not UTF-8.
    """
    try:
        return msgpack.unpackb(data, raw=False, strict_map_key=True)
    except (ValueError, TypeError, msgpack.exceptions.UnpackException) as error:
        raise BadBody("not one MessagePack value") from error
    except RecursionError:
        raise BadBody("nested too deep") from None


def padded_size(size: int) -> int:
    """Return the size to which a body of *size* bytes is padded: 64, 128, 256 and so on."""
    target = SMALLEST_PADDED_BYTES
    while target < size + 1:
        target *= 2
    return target


def pad(plain: bytes) -> bytes:
    """Return *plain* ‖ 0x80 ‖ 00… up to ``padded_size``."""
    return plain + b"\x80" + bytes(padded_size(len(plain)) - len(plain) - 1)


def unpad(padded: bytes) -> bytes:
    """
    Return what ``pad`` was given.

    Raises:
        BadPadding: there is no 0x80 before the zeros, or the size is not the one ``pad`` makes.
    """
    end = len(padded.rstrip(b"\x00")) - 1
    if end < 0 or padded[end] != 0x80 or len(padded) != padded_size(end):
        raise BadPadding("not padded as a body is")
    return padded[:end]
