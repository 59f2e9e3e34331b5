"""
One page load, one room: what the server remembers of them while they are there.

Knows no sockets: a page is reached by what ``sockets`` gave it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from server.access import LogFacts, Visitor
from server.clock import Clock
from server.limits import APPEND_BYTES, APPEND_RECORDS, HEAD, KNOCK, LIVE, SIGNAL, TokenBucket
from server.protocol import KnockState, Role


class Packet(Protocol):
    """An event encoded once, to be sent to many."""


class Line(Protocol):
    """The way to one page."""

    def send(self, packet: Packet, *, droppable: bool) -> bool:
        """Queue *packet*; False if the page lags too far and it was dropped."""
        ...

    def hang_up(self) -> None:
        """End the connection once what is queued was sent."""
        ...


class Page:
    """One page load of somebody who came in, or waits before the door."""

    __slots__ = (
        "append_bytes", "append_records", "device", "head_rate", "id", "in_flight", "knock_rate",
        "knocked_at", "line", "link", "live_rate", "log", "reads", "role", "sealed", "signal_rate",
        "state",
    )  # fmt: skip

    def __init__(self, visitor: Visitor, page: bytes, line: Line, clock: Clock) -> None:
        assert visitor.device is not None
        now = clock.seconds()
        self.id = page
        self.log = visitor.facts.number
        self.link = visitor.link
        self.device = visitor.device
        self.role: Role = visitor.role
        #: its device was admitted: it gets entries, and may append what its role may
        self.reads = visitor.admitted
        #: admitted: live, in the call; else before the door
        self.state: KnockState = visitor.knock_state(page)
        self.line = line
        self.sealed: bytes | None = None
        self.knocked_at = clock.now_ms()
        #: records queued and not answered
        self.in_flight = 0
        self.append_records = TokenBucket(APPEND_RECORDS, now)
        self.append_bytes = TokenBucket(APPEND_BYTES, now)
        self.live_rate = TokenBucket(LIVE, now)
        self.signal_rate = TokenBucket(SIGNAL, now)
        self.knock_rate = TokenBucket(KNOCK, now)
        self.head_rate = TokenBucket(HEAD, now)

    @property
    def live(self) -> bool:
        """Whether it takes part in the call: peers, live, signal."""
        return self.state == "admitted"


class Room:
    """One log with pages at it."""

    __slots__ = ("facts", "h", "head", "pages")

    def __init__(self, facts: LogFacts) -> None:
        self.facts = facts
        self.head = facts.head
        self.h = facts.h
        self.pages: dict[bytes, Page] = {}

    def live(self) -> Iterator[Page]:
        return (page for page in self.pages.values() if page.live)

    def readers(self) -> Iterator[Page]:
        return (page for page in self.pages.values() if page.reads)

    def coaches(self) -> Iterator[Page]:
        return (page for page in self.live() if page.role == "coach")

    def is_anothers(self, author: bytes, device: int) -> bool:
        """Whether *author* is a page of another device, which may write nothing yet."""
        page = self.pages.get(author)
        return page is not None and page.device != device

    def at_the_door(self) -> Iterator[Page]:
        return (page for page in self.pages.values() if not page.live)
