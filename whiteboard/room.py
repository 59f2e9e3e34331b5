"""
A room as its link opens it: entries, findings, people, and the board they made together.

Composes the other modules; knows neither files nor databases (see ``source``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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


def open_room(export: Export, link: Link) -> Room:
    """
    Open a whole log.

    Raises:
        WrongPath: the link opens another log than the one in the file.
    """
    if export.log != link.log:
        raise WrongPath("this link belongs to another room than this file")
    fold = fold_log(link.keys, export.records, export.blobs, KIND_OF_ROLE[link.role])
    board, refused = fold_board(fold.entries)
    return Room(fold.entries, fold.findings, fold.seq, fold.h, board, refused)


def fold_board(entries: Sequence[Entry]) -> tuple[BoardDocument, list[int]]:
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
