"""
Token buckets: how much of something is too fast.

Pure: time comes in as an argument, in seconds that never go back.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Rate:
    """*per_second* for long, *burst* at once."""

    per_second: float
    burst: float


#: records appended by one page: what one page alone can get through in a closed loop (measured
#: 6,000/s), with room; bytes and what may be in flight are the limits that guard the disk
APPEND_RECORDS: Final = Rate(20_000, 40_000)
APPEND_BYTES: Final = Rate(8e6, 32e6)
LIVE: Final = Rate(20, 40)
#: trickle ICE with five others, and restarts
SIGNAL: Final = Rate(60, 600)
KNOCK: Final = Rate(0.5, 6)
#: asking whether the line still holds
HEAD: Final = Rate(1, 10)
ADMIT: Final = Rate(5, 32)
#: connection checks asked for by one link
CHECKS: Final = Rate(0.1, 8)
#: addresses for notices given by one link: each is a mail to somebody who may not want it
NOTICES_ASKED: Final = Rate(4 / 86_400, 6)
#: questions to one letterbox, whoever gives its address, though it said no
MAILS_TO_ADDRESS: Final = Rate(1 / 86_400, 3)
#: HTTP requests of one link
REQUESTS: Final = Rate(60, 600)
#: requests of one address that carried no valid token: guessing 32 bytes is hopeless anyway
FAILURES: Final = Rate(5, 200)
#: new connections and registrations of one address; an institute may share one
ARRIVALS: Final = Rate(40, 800)
#: blob and keyframe bytes of one link
UPLOAD_BYTES: Final = Rate(16e6, 256e6)


class TokenBucket:
    """Holds up to *rate.burst* tokens, filled by *rate.per_second*."""

    __slots__ = ("_level", "_rate", "_seen")

    def __init__(self, rate: Rate, now: float) -> None:
        self._rate = rate
        self._level = rate.burst
        self._seen = now

    def take(self, now: float, amount: float = 1.0) -> bool:
        """Take *amount* if it is there; nothing is taken otherwise."""
        rate = self._rate
        level = self._level + (now - self._seen) * rate.per_second
        if level > rate.burst:
            level = rate.burst
        self._seen = now
        if level < amount:
            self._level = level
            return False
        self._level = level - amount
        return True


class Buckets:
    """One bucket per key for the *most_keys* last seen; who is pushed out starts full again."""

    def __init__(self, rate: Rate, most_keys: int = 10_000) -> None:
        self._rate = rate
        self._most_keys = most_keys
        self._buckets: OrderedDict[Hashable, TokenBucket] = OrderedDict()

    def take(self, key: Hashable, now: float, amount: float = 1.0) -> bool:
        """Take *amount* from the bucket of *key*."""
        bucket = self._buckets.get(key)
        if bucket is None:
            bucket = self._buckets[key] = TokenBucket(self._rate, now)
            if len(self._buckets) > self._most_keys:
                self._buckets.popitem(last=False)
        else:
            self._buckets.move_to_end(key)
        return bucket.take(now, amount)
