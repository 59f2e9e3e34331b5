"""What a commit means for one room, and how packets wait for one page."""

from __future__ import annotations

import asyncio
import os
from dataclasses import dataclass

from server.access import LogFacts, Visitor
from server.delivery import in_parts, plan
from server.engine import Outbox
from server.ledger import Appender, Outcome
from server.presence import Page
from server.protocol import PAGE_BYTES
from server.records import frame_digest, frame_sealed, parse_records
from server.writer import AppendJob
from tests.integration.raw import Secret, record
from tests.movable_clock import MovableClock

FACTS = LogFacts(1, bytes(16), "room", None, "new", "all", 0, 0, bytes(32))
BY = Appender(1, 1, "coach", 1, True)
COACH = Secret(bytes(16), "coach")


class NoLine:
    """Leads nowhere."""

    def send(self, packet: object, *, droppable: bool) -> bool:
        return True

    def hang_up(self) -> None: ...


def a_page(*, admitted: bool = True) -> Page:
    """Return a page of somebody."""
    return Page(Visitor(FACTS, 1, "coach", 1, admitted), os.urandom(8), NoLine(), MovableClock())


def a_job(source: object, *outcomes: Outcome) -> AppendJob:
    """Return a job of as many records as outcomes."""
    author = os.urandom(8)
    records = parse_records(b"".join(record(COACH, author, n) for n in range(len(outcomes))))
    return AppendJob(BY, records, source, list(outcomes))


def test_each_gets_all_in_log_order_and_its_own_as_digests() -> None:
    """Two pages whose jobs lie between each other see the same seqs, with other forms."""
    one, two = a_page(), a_page()
    jobs = [
        a_job(one, Outcome(1, 10), Outcome(2, 10)),
        a_job(two, Outcome(3, 11)),
        a_job(one, Outcome(4, 12)),
    ]
    out = plan(jobs)
    whole = [
        frame_sealed(r.header, o.seq, o.at, r.sealed)
        for job in jobs
        for r, o in zip(job.records, job.outcomes, strict=True)
    ]
    short = [
        frame_digest(r.header, o.seq, o.at, r.digest)
        for job in jobs
        for r, o in zip(job.records, job.outcomes, strict=True)
    ]

    assert [frame for _, frame in out.new] == whole
    assert out.view_of(one) == [short[0], short[1], whole[2], short[3]]
    assert out.view_of(two) == [whole[0], whole[1], short[2], whole[3]]


def test_what_was_there_before_is_acknowledged_to_its_sender_alone() -> None:
    """Nothing is handed on a second time."""
    page = a_page()
    out = plan([a_job(page, Outcome(5, 10, again=True), Outcome(6, 11))])

    assert len(out.new) == 1
    assert len(out.view_of(page)) == 2


def test_before_the_door_a_page_gets_its_own_digests_alone() -> None:
    """Others' records of the same group are not for it."""
    waiting, inside = a_page(admitted=False), a_page()
    out = plan([a_job(inside, Outcome(1, 1)), a_job(waiting, Outcome(2, 2))])

    assert len(out.view_of(waiting)) == 1
    assert len(out.view_of(inside)) == 2


def test_refusals_are_named_and_counted_off() -> None:
    """Each refused record with its word; what was in flight is not any more."""
    page = a_page()
    page.in_flight = 2
    job = a_job(page, Outcome(1, 1), Outcome(error="gap"))
    out = plan([job])

    assert out.refused == [(page, job.records[1], "gap")]
    assert page.in_flight == 0


async def test_a_waiting_request_is_answered() -> None:
    """Over HTTP the outcomes themselves are the answer; others get the record whole."""
    answer: asyncio.Future[list[Outcome]] = asyncio.get_running_loop().create_future()
    out = plan([a_job(answer, Outcome(1, 1))])

    assert answer.result() == [Outcome(1, 1)]
    assert out.own == {}
    assert len(out.new) == 1


def test_parts_stay_about_a_page() -> None:
    """Nothing is lost or moved, and only a single large frame makes a larger part."""
    frames = [os.urandom(PAGE_BYTES // 3) for _ in range(10)] + [os.urandom(PAGE_BYTES + 5)]
    parts = list(in_parts(frames))

    assert b"".join(parts) == b"".join(frames)
    assert all(len(part) <= PAGE_BYTES or part == frames[-1] for part in parts)
    assert list(in_parts([])) == []


@dataclass
class Packet:
    """As much of an Engine.IO packet as an outbox looks at."""

    data: bytes


async def test_an_outbox_counts_until_it_is_sent() -> None:
    """What its writer holds still waits; order is kept; who joins waits for the last."""
    outbox = Outbox()
    packets = [Packet(bytes(100)), Packet(bytes(50))]
    for packet in packets:
        outbox.put_nowait(packet)
    full = outbox.waiting_bytes
    taken = await outbox.take()
    joined = asyncio.create_task(outbox.join())
    await asyncio.sleep(0)
    held = outbox.waiting_bytes
    outbox.sent(taken[0])
    await asyncio.sleep(0)
    half_way = joined.done()
    outbox.sent(taken[1])
    await asyncio.wait_for(joined, 5)

    assert taken == packets
    assert held == full >= 150
    assert not half_way
    assert outbox.waiting_bytes == 0


async def test_an_outbox_wakes_its_writer_and_forgets_when_told() -> None:
    """A writer that waits gets what comes; forgetting frees whoever waits for the end."""
    outbox = Outbox()
    writer = asyncio.create_task(outbox.take())
    await asyncio.sleep(0)
    outbox.put_nowait(None)
    assert await asyncio.wait_for(writer, 5) == [None]
    joined = asyncio.create_task(outbox.join())
    await asyncio.sleep(0)
    outbox.clear()
    await asyncio.wait_for(joined, 5)

    assert outbox.waiting_bytes == 0
