"""A room in memory for tests: people who append to a log as an honest server would."""

from __future__ import annotations

from typing import Any

from tests.wire.spelling import fixed
from whiteboard.chain import chain_next, chain_start
from whiteboard.entry import KINDS, ROLES, Body, Header, Record, Seen, seal_entry
from whiteboard.keys import Link

ROOM = Link("coach", fixed("room", 16), fixed("coach seed"), fixed("coach pass", 16))
EVA, SAM = fixed("eva", 8), fixed("sam", 8)
ROLE_OF = {EVA: "coach", SAM: "guest"}
NOW = 1_790_000_000_000


class Scribe:
    """Appends sealed entries and keeps what an honest server would hand on."""

    def __init__(self, link: Link = ROOM) -> None:
        self.link = link
        self.records: list[Record] = []
        self.blobs: dict[bytes, bytes] = {}
        self.chain = [chain_start(link.log)]
        self.next_n: dict[bytes, int] = {}

    @property
    def seen(self) -> Seen:
        """What somebody has seen who has seen everything."""
        return Seen(len(self.records), self.chain[-1][:16])

    def sealed(
        self, author: bytes, kind: str, data: Any, *, seen: Seen | None = None, **header: Any
    ) -> Record:
        """Return a record as its author sends it, taking its number."""
        n = header.pop("n", self.next_n.get(author, 0))
        self.next_n[author] = n + 1
        role = ROLES[header.pop("role", ROLE_OF.get(author, "guest"))]
        head = Header(self.link.log, KINDS[kind], role, author, n, **header)
        body = Body(NOW + 1000 * len(self.records), seen or self.seen, data)
        sealed = seal_entry(self.link.keys.entry, head, body)
        self.blobs.update(sealed.blobs)
        return sealed.record

    def place(self, record: Record) -> Record:
        """Number and stamp a record, as the server does."""
        seq = len(self.records) + 1
        placed = Record(record.header, record.digest, record.sealed, seq, NOW + 1000 * seq)
        self.records.append(placed)
        self.chain.append(chain_next(self.chain[-1], placed))
        return placed

    def append(self, author: bytes, kind: str, data: Any, **header: Any) -> Record:
        """Seal and place."""
        return self.place(self.sealed(author, kind, data, **header))

    def talk(self, count: int) -> None:
        """Let both talk in turn."""
        for index in range(count):
            author = (EVA, SAM)[index % 2]
            self.append(author, "talk", {"id": f"m{index}", "text": f"zin {index}"})
