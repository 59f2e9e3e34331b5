"""
Safety words: what two pages derive from the certificates of their call.

They read the words to one another to know that nobody stands between them. Each says a
commitment first, and its nonce only when it has the other's commitment. Knows neither how these
travel nor the lists of words, which are the browser's (``web/src/call/words``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from whiteboard.crypto import derive, sha256

FINGERPRINT_BYTES: Final = 32
SAFETY_NONCE_BYTES: Final = 32
#: four of 2,048: 44 bits
WORD_COUNT: Final = 4
LIST_LENGTH: Final = 2_048
WORD_BITS: Final = 11
DERIVED_BYTES: Final = 6


@dataclass(frozen=True)
class SafetySide:
    """One of the two pages of a call."""

    #: 8 bytes
    page: bytes
    #: SHA-256 of the certificate that DTLS uses, 32 bytes
    fingerprint: bytes
    #: 32 random bytes, fresh for each other page
    nonce: bytes

    @property
    def commitment(self) -> bytes:
        """What this page says before it may know the other's nonce (32 bytes)."""
        return sha256(self.nonce + self.fingerprint)

    def encode(self) -> bytes:
        """Return ``page ‖ fingerprint ‖ nonce``."""
        return self.page + self.fingerprint + self.nonce


def safety_words(call: bytes, one: SafetySide, other: SafetySide) -> tuple[int, ...]:
    """
    Derive the places of the four words in a list; the same whichever side comes first.

    Args:
        call: the log's call key (``LogKeys.call``).

    Returns:
        4 numbers, 0..2,047.
    """
    salt = b"".join(sorted([one.encode(), other.encode()]))
    derived = derive(call, salt=salt, info=b"flipover/1/safety-words", length=DERIVED_BYTES)
    bits = int.from_bytes(derived, "big") >> (8 * DERIVED_BYTES - WORD_COUNT * WORD_BITS)
    return tuple(
        (bits >> (WORD_BITS * place)) % LIST_LENGTH for place in reversed(range(WORD_COUNT))
    )
