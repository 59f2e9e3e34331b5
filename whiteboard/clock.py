"""
When an act really happened, told by its author's clock and the server's.

An author's clock may be wrong by hours but runs evenly; the server's time is right but late,
by a whole outage if need be. The least delay ever seen between the two is taken as the
clock's error:

    replay time = clock + min over that author of (at − clock), never after at

Pure; what is due uses the server's time only.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Stamp(NamedTuple):
    """Two clocks' word on one entry."""

    author: bytes
    #: ms, the author's own clock
    clock: int
    #: ms, the server's
    at: int


def clock_errors(stamps: Iterable[Stamp]) -> dict[bytes, int]:
    """Return, per author, what must be added to its clock (ms)."""
    errors: dict[bytes, int] = {}
    for author, clock, at in stamps:
        errors[author] = min(errors.get(author, at - clock), at - clock)
    return errors


def replay_time(stamp: Stamp, errors: dict[bytes, int]) -> int:
    """Return when the act happened (ms, server's time scale)."""
    return min(stamp.clock + errors.get(stamp.author, 0), stamp.at)
