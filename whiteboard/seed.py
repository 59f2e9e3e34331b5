"""
Waver and tilt from an element's id, the same numbers as ``web/src/board/seed.ts``.

FNV-1a, 32 bits, over the UTF-8 bytes of salt, ":" and id.
"""

from __future__ import annotations

from typing import Final

_OFFSET: Final = 2166136261
_PRIME: Final = 16777619


def seeded_unit(id_: str, salt: str) -> float:
    """Return a number that is always the same for *id_* and *salt*: 0 ≤ value < 1."""
    hashed = _OFFSET
    for byte in f"{salt}:{id_}".encode():
        hashed = (hashed ^ byte) * _PRIME & 0xFFFFFFFF
    return hashed / 2**32


def seeded_swing(id_: str, salt: str) -> float:
    """Return such a number between −1 and 1."""
    return seeded_unit(id_, salt) * 2 - 1
