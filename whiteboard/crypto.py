"""
The two primitives everything here is sealed with: HKDF-SHA-256 and AES-256-GCM.

The one home of the library ``cryptography``. Knows nothing of logs, links or entries; makes
up no primitive of its own.
"""

from __future__ import annotations

import hashlib

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from whiteboard.errors import WrongSeal

KEY_BYTES = 32
NONCE_BYTES = 12
TAG_BYTES = 16


def derive(secret: bytes, *, salt: bytes, info: bytes, length: int) -> bytes:
    """
    Return *length* bytes derived from *secret*.

    Source: RFC 5869.
    """
    return HKDF(algorithm=SHA256(), length=length, salt=salt, info=info).derive(secret)


def encrypt(key: bytes, nonce: bytes, plain: bytes, additional: bytes) -> bytes:
    """Return ``nonce ‖ ciphertext ‖ tag``. A nonce must never be used twice with one key."""
    return nonce + AESGCM(key).encrypt(nonce, plain, additional)


def decrypt(key: bytes, sealed: bytes, additional: bytes) -> bytes:
    """
    Return what ``encrypt`` was given.

    Raises:
        WrongSeal: too short, another key, other additional data, or a changed bit; which
            of them it was cannot be told.
    """
    if len(sealed) < NONCE_BYTES + TAG_BYTES:
        raise WrongSeal("not sealed with this key, or changed since")
    try:
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], additional)
    except InvalidTag:
        raise WrongSeal("not sealed with this key, or changed since") from None


def sha256(data: bytes) -> bytes:
    """Return the 32 bytes of SHA-256."""
    return hashlib.sha256(data).digest()
