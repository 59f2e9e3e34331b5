"""
Whose turn it is: a few at once, the others in a queue, nobody for long.

Pure: time comes in as an argument, in seconds that never go back; ids come in too.

- A link holds one place. Who asks again, after a reload or on another device, gives up the older.
- A place lives as long as its page asks for it, and a turn ends by itself.
- Places are handed on in the order in which they were asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from server.errors import Busy, NotFound

#: one check costs about a quarter of a core (measured: server/README.md, "The connection check")
MOST_AT_ONCE: Final = 2
#: the last of them would wait three minutes; who comes later is told to try again
MOST_WAITING: Final = 18
#: a turn, from the moment it is given until the server ends it
TURN_S: Final = 20.0
#: a page asks every second, every other second where its tab lies behind others
GONE_AFTER_S: Final = 5.0


@dataclass(eq=False)
class Place:
    """One page's place, waiting or having its turn."""

    id: bytes
    link: int
    #: when its page last asked
    seen: float
    #: when its turn began; None while it waits
    began: float | None = None
    #: how many its page made, those that were refused included
    offers: int = 0

    def over(self, now: float) -> bool:
        """Whether its page is gone, or its time is up."""
        gone = now - self.seen > GONE_AFTER_S
        return gone or (self.began is not None and now - self.began >= TURN_S)


class Turns:
    """All places, oldest first."""

    def __init__(self) -> None:
        self._places: list[Place] = []

    def __len__(self) -> int:
        return len(self._places)

    def ask(self, place_id: bytes, link: int, now: float) -> tuple[Place, list[Place]]:
        """
        Give *link* a place; return it, and the places that ended.

        Raises:
            Busy: the queue is full; nothing is changed but for what ended by itself.
        """
        ended = self.pass_on(now)
        older = [place for place in self._places if place.link == link]
        if not older and len(self._places) >= MOST_AT_ONCE + MOST_WAITING:
            raise Busy("many are waiting for a check")
        for place in older:
            self._places.remove(place)
        made = Place(place_id, link, now)
        self._places.append(made)
        return made, ended + older + self.pass_on(now)

    def find(self, place_id: bytes, link: int, now: float) -> Place:
        """
        Return a link's place, kept for as long again.

        Raises:
            NotFound: it ended, or is another link's.
        """
        for place in self._places:
            if place.id == place_id and place.link == link and not place.over(now):
                place.seen = now
                return place
        raise NotFound()

    def leave(self, place: Place, now: float) -> list[Place]:
        """Give up a place; return all that ended."""
        if place in self._places:
            self._places.remove(place)
        return [place, *self.pass_on(now)]

    def holds(self, place: Place) -> bool:
        """Whether *place* was not given up or ended."""
        return place in self._places

    def ahead(self, place: Place) -> int:
        """Return how many come before *place* has its turn; 0 when it has it."""
        waiting = [other for other in self._places if other.began is None]
        return 0 if place.began is not None else waiting.index(place) + 1

    def pass_on(self, now: float) -> list[Place]:
        """End what is over and give free turns to who waits longest; return what ended."""
        ended = [place for place in self._places if place.over(now)]
        self._places = [place for place in self._places if not place.over(now)]
        free = MOST_AT_ONCE - sum(place.began is not None for place in self._places)
        for place in [place for place in self._places if place.began is None][: max(free, 0)]:
            place.began = now
        return ended
