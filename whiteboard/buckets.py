"""
Seven buckets, one for each step of a talk, filled by hand with moments of a recording.

Filled by coach and trainer, in the share's log beside the remarks, sealed like them and gone with
them. The same fold as ``web/src/share/buckets.ts``, held equal by ``tests/wire/remarks.py.json``.
Nothing is counted up to a score. What is malformed, or beyond the limit, is passed over.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from whiteboard.elements import is_id
from whiteboard.entry import MAX_NUMBER
from whiteboard.log import Entry
from whiteboard.reviews import MAX_BUCKETED, TALK_STEPS


class Put(NamedTuple):
    """A moment in a bucket."""

    id: str
    #: ms of the recording
    at: int
    step: str
    role: str


def fold_buckets(entries: Iterable[Entry]) -> list[Put]:
    """Return what lies in the buckets of a share, in the order of its moments."""
    there: dict[str, Put] = {}
    known: set[str] = set()
    for entry in entries:
        data = entry.data
        if entry.kind != "review" or not isinstance(data, dict):
            continue
        id_ = data.get("id")
        if data.get("type") == "bucket_taken" and isinstance(id_, str):
            # One's own is what the same role put there: a share has one link for each.
            if id_ in there and there[id_].role == entry.role:
                del there[id_]
        elif data.get("type") == "bucket" and isinstance(id_, str) and is_id(id_):
            at, step = data.get("at"), data.get("step")
            if id_ in known or len(there) >= MAX_BUCKETED or step not in TALK_STEPS:
                continue
            if type(at) is int and 0 <= at <= MAX_NUMBER:
                known.add(id_)
                there[id_] = Put(id_, at, str(step), entry.role)
    return sorted(there.values(), key=lambda put: (put.at, put.id))
