"""
The first steps of the write path, the same for sockets and HTTP: parse, sort, queue.

No await stands between validation and queueing, so that nothing changes in between.
"""

from __future__ import annotations

from server.access import LogFacts, refuse_append
from server.errors import NotAllowed, Refusal
from server.ledger import Appender
from server.presence import Room
from server.protocol import MAX_APPEND_RECORDS
from server.records import Record, parse_records
from server.store import Store

Refused = list[tuple[Record, str]]


def take_in(
    store: Store,
    room: Room | None,
    facts: LogFacts,
    by: Appender,
    records: list[Record],
    source: object,
    now_ms: int,
) -> Refused:
    """
    Queue what may be appended; return what may not, each with its error word.

    *room* is the log's, if somebody is in it; *facts* are what is known of the log by now.
    *source* is answered through the store's ``on_committed`` for what was queued.
    """
    taken: list[Record] = []
    refused: Refused = []
    try:
        facts.check_open(now_ms)
        for record in records:
            why = refuse_append(record, facts, by.role, admitted=by.admitted)
            if room is not None and room.is_anothers(record.author, by.device):
                why = NotAllowed  # everybody here can see by which author it will begin
            if why is None:
                taken.append(record)
            else:
                refused.append((record, why.word))
        if taken:
            store.append(by, taken, source)
    except Refusal as error:
        refused = [(record, error.word) for record in records]
    return refused


def parse_batch(data: object) -> list[Record]:
    """
    Return the records of one ``append``.

    Raises:
        Malformed, TooLarge: none is taken.
    """
    return parse_records(data, MAX_APPEND_RECORDS, one_author=True)
