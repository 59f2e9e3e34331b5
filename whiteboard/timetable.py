"""
The timetable of a film: which moment of the talk each of its frames shows.

Stillness is cut by the player's rule (``web/src/replay/player/axis.ts``): no stretch in which
nothing happened lasts longer than a second of film. A talk that is still too long for a film goes
faster, evenly and by no more than it must; a stillness that lasts no second at that speed is not
cut, but goes by like everything else. Pure. Times are ms: of the talk on the recording's scale, of
the film from 0.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

#: frames in a second of film
RATE: Final = 30
#: four minutes
MOST_FRAMES: Final = 240 * RATE
#: how it is in the end stays in sight for two seconds
HELD_FRAMES: Final = 2 * RATE
#: a cut lasts long enough to be noticed, and no longer; as in the player
CUT_MS: Final = 1000
#: what sums of floats may be wrong by
_NOTHING_MS: Final = 1e-4
_MOST_MS: Final = (MOST_FRAMES - HELD_FRAMES) * 1000 / RATE
#: halvings, after which a speed is as exact as a float is
_HALVINGS: Final = 60


class Cut(NamedTuple):
    """A stillness that is shown shorter than it was."""

    #: of the talk
    start: int
    end: int
    #: frames that stand for it, the last not among them
    first: int
    last: int


class Timetable:
    """Moments of a talk by frame, never falling; the last one shown is the end."""

    def __init__(self, start: int, end: int, still: Iterable[tuple[int, int]]) -> None:
        """
        Plan a film from *start* to *end*.

        Args:
            still: stretches [from, to) in which nothing happened, oldest first, apart; one that
                reaches beyond the talk counts for none.
        """
        self.start, self.end = start, max(start, end)
        stretches: list[tuple[int, int]] = []
        for from_, to in still:
            after = stretches[-1][1] if stretches else start
            if after <= from_ < to <= self.end:
                stretches.append((from_, to))
        lengths = [to - from_ for from_, to in stretches]
        busy = self.end - start - sum(lengths)
        #: of the film against the talk, outside its cuts; 1 or more
        self.speed = _speed(busy, lengths)
        # What is between is found from these, in ms since the talk's and the film's beginning.
        self._talk, self._film = [0.0], [0.0]
        cut = [pair for pair in stretches if pair[1] - pair[0] > CUT_MS * self.speed]
        for from_, to in cut:
            self._reach(from_ - start, (from_ - start - self._talk[-1]) / self.speed)
            self._reach(to - start, CUT_MS)
        self._reach(self.end - start, (self.end - start - self._talk[-1]) / self.speed)
        told = _frames(self._film[-1]) + 1
        #: frames that show something else than the end
        self._last = min(told, MOST_FRAMES - HELD_FRAMES + 1) - 1
        #: of the whole film
        self.frames = self._last + HELD_FRAMES
        self.cuts = [
            Cut(from_, to, self._frame(self._film[at]), self._frame(self._film[at + 1]))
            for at, (from_, to) in zip(range(1, len(self._film), 2), cut, strict=False)
        ]

    def moment(self, frame: int) -> int:
        """Return when in the talk *frame*, 0..frames − 1, is."""
        if frame >= self._last:
            return self.end
        at = frame * 1000 / RATE
        place = min(bisect_right(self._film, at + _NOTHING_MS), len(self._film) - 1)
        (a, b), (x, y) = self._film[place - 1 : place + 1], self._talk[place - 1 : place + 1]
        share = max(0.0, (at - a) / (b - a)) if b > a else 1.0
        return min(self.end, self.start + math.floor(x + share * (y - x) + _NOTHING_MS))

    def frame_of(self, moment: int) -> int:
        """Return the first frame in which what happened at *moment* has happened."""
        return min(bisect_left(range(self._last + 1), moment, key=self.moment), self._last)

    def _reach(self, moment: int, ms: float) -> None:
        self._talk.append(float(moment))
        self._film.append(self._film[-1] + ms)

    def _frame(self, ms: float) -> int:
        return min(_frames(ms), self._last)


def _frames(ms: float) -> int:
    """Return how many frames begin before *ms* of film."""
    return math.ceil((ms - _NOTHING_MS) * RATE / 1000)


def _speed(busy: int, still: Sequence[int]) -> float:
    """Return the least speed, of 1 or more, at which all of it goes into a film."""

    def lasts(speed: float) -> float:
        return busy / speed + sum(min(CUT_MS, length / speed) for length in still)

    low = high = 1.0
    while lasts(high) > _MOST_MS:
        low, high = high, high * 2
    for _ in range(_HALVINGS if high > 1 else 0):
        middle = (low + high) / 2
        low, high = (middle, high) if lasts(middle) > _MOST_MS else (low, middle)
    return high
