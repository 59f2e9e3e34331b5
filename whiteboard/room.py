"""
A room as its link opens it: entries, findings, people, and the board they made together.

Composes the other modules; knows neither files nor databases (see ``source``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from whiteboard.clock import Stamp, clock_errors, replay_time
from whiteboard.document import BoardDocument
from whiteboard.errors import BadUpdate
from whiteboard.export import Export
from whiteboard.keys import Link, WrongPath
from whiteboard.log import Entry, Finding, LogKind, fold_log

#: the kind of log that a link of each role opens
KIND_OF_ROLE: dict[str, LogKind] = {
    "coach": "room",
    "guest": "room",
    "owner": "workspace",
    "trainer": "share",
}


@dataclass(frozen=True)
class Room:
    """One log, folded to its end."""

    entries: Sequence[Entry]
    findings: Sequence[Finding]
    seq: int
    #: H at *seq*; None when something before it is missing
    h: bytes | None
    board: BoardDocument
    #: seqs of board entries that were refused and skipped
    refused: Sequence[int]

    def names(self) -> dict[bytes, str]:
        """Return the last name that each author gave."""
        named = {}
        for entry in self.entries:
            data = entry.data
            if entry.kind == "member" and isinstance(data, dict):
                name = data.get("name")
                if isinstance(name, str):
                    named[entry.author] = name
        return named

    def replay_times(self) -> dict[int, int]:
        """Return when each entry with a body really happened (ms), by seq."""
        stamps = {
            entry.seq: Stamp(entry.author, entry.body.clock, entry.at)
            for entry in self.entries
            if entry.body is not None
        }
        errors = clock_errors(stamps.values())
        return {seq: replay_time(stamp, errors) for seq, stamp in stamps.items()}


T = TypeVar("T")
#: told how much is done, of how much
Progress = Callable[[int, int], None]


def _silent(done: int, of: int) -> None:
    """Tell nobody."""


def open_room(export: Export, link: Link, progress: Progress = _silent) -> Room:
    """
    Open a whole log.

    Raises:
        WrongPath: the link opens another log than the one in the file, or nothing in it.
    """
    if export.log != link.log:
        raise WrongPath("this link belongs to another room than this file")
    count = len(export.records)
    records = _told(export.records, lambda done: progress(done, 2 * count))
    fold = fold_log(link.keys, records, export.blobs, KIND_OF_ROLE[link.role])
    sealed = [record.seq for record in export.records if record.sealed is not None]
    foreign = {finding.seq for finding in fold.findings if finding.word == "foreign"}
    if sealed and foreign.issuperset(sealed):
        raise WrongPath("nothing in this file opens with this link")
    entries = _told(fold.entries, lambda done: progress(count + done, 2 * count))
    board, refused = fold_board(entries)
    progress(2 * count, 2 * count)
    return Room(fold.entries, fold.findings, fold.seq, fold.h, board, refused)


def _told(rows: Sequence[T], tell: Callable[[int], None]) -> Iterator[T]:
    for done, row in enumerate(rows):
        tell(done)
        yield row


def fold_board(entries: Iterable[Entry]) -> tuple[BoardDocument, list[int]]:
    """Return the board that *entries* made, and the seqs of those that were refused."""
    board, refused, only_coach = BoardDocument(), [], False
    for entry in entries:
        only_coach = only_coach_draws(only_coach, entry)
        if entry.body is None or entry.kind not in ("board", "base"):
            continue
        if entry.kind == "board" and entry.role == "guest" and only_coach:
            refused.append(entry.seq)
            continue
        try:
            if entry.kind == "board":
                board.apply_acts(entry.author, entry.data)
            elif not isinstance(entry.data, dict) or entry.data.get("parts") != 0:
                board.apply_base(entry.data.get("board") if isinstance(entry.data, dict) else None)
        except BadUpdate:
            refused.append(entry.seq)
    return board, refused


def only_coach_draws(before: bool, entry: Entry) -> bool:
    """Return whether only the coach draws after *entry*; most entries change nothing."""
    data = entry.data
    if entry.kind != "chapter":
        return before
    if entry.role != "coach" or not isinstance(data, dict) or data.get("type") != "writers":
        return before
    writers = data.get("writers")
    return before if writers not in ("coach", "all") else writers == "coach"
