"""
The chain that ties every record to all before it.

    H(0) = SHA-256("flipover/1/chain" ‖ log)
    H(s) = SHA-256(H(s−1) ‖ header ‖ seq u64 ‖ at u64 ‖ SHA-256(sealed))

Headers and digests outlive erased bodies, so the chain holds across what was forgotten.
"""

from __future__ import annotations

import struct

from whiteboard.crypto import sha256
from whiteboard.entry import Record


def chain_start(log: bytes) -> bytes:
    """Return H(0) of *log*."""
    return sha256(b"flipover/1/chain" + log)


def chain_next(previous: bytes, record: Record) -> bytes:
    """Return H(s) from H(s−1) and the record at s."""
    place = struct.pack(">QQ", record.seq, record.at)
    return sha256(previous + record.header.encode() + place + record.digest)
