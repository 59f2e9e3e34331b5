"""
What a commit means for one room: who is acknowledged, who is refused, what is handed on.

Pure: takes jobs with their outcomes, returns frames. ``rooms`` sends them.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from server.presence import Page
from server.protocol import PAGE_BYTES
from server.records import Record, frame_digest, frame_sealed
from server.writer import AppendJob


@dataclass
class Delivery:
    """What goes out to whom, in log order."""

    #: (who sent it, the record with its body) of each new entry
    new: list[tuple[object, bytes]] = field(default_factory=list)
    #: per page the records it sent, with digests, each with its place among *new*
    own: dict[Page, list[tuple[int, bytes]]] = field(default_factory=dict)
    #: (page, record, error word)
    refused: list[tuple[Page, Record, str]] = field(default_factory=list)

    def view_of(self, page: Page) -> list[bytes]:
        """Return what a page that sent something gets: its own as digests, others' if it reads."""
        own = self.own[page]
        if not page.reads:
            return [frame for _, frame in own]
        return list(_merge(page, self.new, own))


def plan(jobs: Iterable[AppendJob]) -> Delivery:
    """Return what follows from the outcomes of one log's *jobs*; answers waiting requests."""
    out = Delivery()
    for job in jobs:
        source = job.source
        if isinstance(source, asyncio.Future) and not source.done():
            source.set_result(job.outcomes)
        page = source if isinstance(source, Page) else None
        if page is not None:
            page.in_flight -= len(job.records)
        for record, outcome in zip(job.records, job.outcomes, strict=True):
            if outcome.error is not None:
                if page is not None:
                    out.refused.append((page, record, outcome.error))
                continue
            if page is not None:
                frame = frame_digest(record.header, outcome.seq, outcome.at, record.digest)
                out.own.setdefault(page, []).append((len(out.new), frame))
            if not outcome.again:
                sealed = frame_sealed(record.header, outcome.seq, outcome.at, record.sealed)
                out.new.append((source, sealed))
    return out


def _merge(
    page: Page, new: list[tuple[object, bytes]], own: list[tuple[int, bytes]]
) -> Iterator[bytes]:
    """Yield others' records whole and one's own with digests."""
    mine = iter(own)
    due = next(mine, None)
    for place, (source, frame) in enumerate(new):
        while due is not None and due[0] <= place:
            yield due[1]
            due = next(mine, None)
        if source is not page:
            yield frame
    while due is not None:
        yield due[1]
        due = next(mine, None)


def in_parts(frames: Iterable[bytes]) -> Iterator[bytes]:
    """Yield *frames* joined into parts of about a page at most."""
    part: list[bytes] = []
    size = 0
    for frame in frames:
        if part and size + len(frame) > PAGE_BYTES:
            yield b"".join(part)
            part, size = [], 0
        part.append(frame)
        size += len(frame)
    if part:
        yield b"".join(part)
