"""
A log, folded: each record checked against all before it, each body opened.

An honest server numbers, stamps and hands on; what it could do wrong or on purpose shows here
as a *finding*, in one word:

- `dropped`: a place, or one of an author's own numbers, is missing
- `repeated`: the same entry once more
- `reordered`: an entry, or a time, after a later one
- `forked`: an author saw another past than this one, or used one number twice
- `rolled_back`: an author saw more than the log held then
- `foreign`: a seal that does not fit: moved here from another log, author or place, or changed
- `forgot`: a body or blob is gone and nobody asked for that
- `not_allowed`: a role appended what it may not
- `unreadable`: rightly sealed, but no body; its author's program is at fault, not the server

`rolled_back` and `forked` are *cleared* where the coach said afterwards that a backup was
restored. Knows no network, no clock and no flipchart; nothing stops the fold.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, Literal

from whiteboard.base import with_board
from whiteboard.chain import chain_next, chain_start
from whiteboard.entry import FLAGS, SEEN_BYTES, Body, Record, Seen, open_entry
from whiteboard.errors import BadBody, BadPadding, WrongBlob, WrongSeal
from whiteboard.keys import LogKeys

LogKind = Literal["room", "side", "workspace", "share"]
Word = Literal[
    "dropped", "repeated", "reordered", "forked", "rolled_back", "foreign", "forgot",
    "not_allowed", "unreadable",
]  # fmt: skip

#: who may append what; the server enforces the same table, a test holds them equal
MAY_APPEND: Final[dict[str, dict[str, list[str]]]] = {
    "room": {
        "coach": [
            "board", "talk", "member", "session", "chapter", "score", "agreement", "read",
            "edit", "forget", "base", "cleared",
        ],
        "guest": [
            "board", "talk", "member", "session", "chapter", "score", "agreement", "read",
            "edit", "forget",
        ],
    },
    "side": {"owner": ["item", "forget"]},
    "workspace": {"owner": ["item", "forget"]},
    "share": {"coach": ["recording", "review"], "trainer": ["review"]},
}  # fmt: skip


@dataclass(frozen=True)
class Finding:
    """Something that an honest server, or author, does not do."""

    word: Word
    #: where it showed
    seq: int
    #: the coach said that a backup was restored
    cleared: bool = False


@dataclass(frozen=True)
class Entry:
    """One entry in its place, opened."""

    seq: int
    #: ms, the server's clock
    at: int
    kind: str
    role: str
    author: bytes
    n: int
    flags: int
    refs: tuple[int, ...]
    #: None once its body was forgotten, or where it cannot be read
    body: Body | None = field(repr=False)

    @property
    def data(self) -> Any:
        """What the kind says; None when there is no body."""
        return None if self.body is None else self.body.data


@dataclass
class _Author:
    role: int
    next_n: int
    digests: dict[int, bytes]


class LogFold:
    """Folds records one by one, in the order the server gave them."""

    def __init__(self, keys: LogKeys, kind: LogKind = "room") -> None:
        self._key = keys.entry
        self._log = keys.log
        self._may = MAY_APPEND[kind]
        self._authors: dict[bytes, _Author] = {}
        #: H at each place, from 0, up to the first gap: behind it no H can be known
        self._chain: list[bytes] = [chain_start(keys.log)]
        self._seq = 0
        self._at = 0
        self._missing: dict[int, str] = {}
        self._excused: set[int] = set()
        self._board_dropped_to = 0
        self.entries: list[Entry] = []
        self.findings: list[Finding] = []

    @property
    def seq(self) -> int:
        """The newest place folded; 0 at the start."""
        return self._seq

    @property
    def h(self) -> bytes | None:
        """H at ``seq``; None when something before it is missing."""
        return self._h_at(self._seq)

    def add(self, record: Record, blobs: Mapping[bytes, bytes] | None = None) -> Entry | None:
        """
        Fold the next record; return its entry, or None where there is none to be had.

        Whatever is wrong is added to ``findings``.
        """
        if record.seq <= self.seq:
            self._find("repeated" if self._is_known(record) else "reordered", record.seq)
            return None
        if record.seq > self.seq + 1:
            self._find("dropped", record.seq)
        elif len(self._chain) == record.seq:
            self._chain.append(chain_next(self._chain[-1], record))
        self._seq = record.seq
        if record.at < self._at:
            self._find("reordered", record.seq)
        self._at = max(self._at, record.at)
        if not self._take_number(record):
            return None
        return self._open(record, blobs or {})

    def compare(self, seq: int, h: bytes) -> None:
        """Check the log against a head that somebody kept: place *seq*, whole or shortened H."""
        if seq > self.seq:
            self._find("rolled_back", self.seq)
            return
        known = self._h_at(seq)
        if known is not None and known[: len(h)] != h:
            self._find("forked", seq)

    def finish(self) -> None:
        """Say which bodies are gone without anybody having asked; call once, at the end."""
        for seq, kind in self._missing.items():
            dropped = kind == "board" and seq <= self._board_dropped_to
            if seq not in self._excused and not dropped:
                self._find("forgot", seq)
        self._missing = {}
        self.findings.sort(key=lambda finding: finding.seq)

    def _h_at(self, seq: int) -> bytes | None:
        return self._chain[seq] if seq < len(self._chain) else None

    def _find(self, word: Word, seq: int) -> None:
        self.findings.append(Finding(word, seq))

    def _is_known(self, record: Record) -> bool:
        author = self._authors.get(record.header.author)
        return author is not None and author.digests.get(record.header.n) == record.digest

    def _take_number(self, record: Record) -> bool:
        """Check the author's own numbering; say whether the entry counts."""
        header = record.header
        if header.log != self._log:
            self._find("foreign", record.seq)
            return False
        author = self._authors.setdefault(header.author, _Author(header.role, 0, {}))
        if header.role != author.role:
            self._find("foreign", record.seq)
            return False
        if header.n < author.next_n:
            self._find("repeated" if self._is_known(record) else "forked", record.seq)
            return False
        if header.n > author.next_n:
            self._find("dropped", record.seq)
        author.next_n = header.n + 1
        author.digests[header.n] = record.digest
        return True

    def _open(self, record: Record, blobs: Mapping[bytes, bytes]) -> Entry | None:
        header = record.header
        kind, role = header.kind_name, header.role_name
        if kind is None:
            return None
        if role is None or kind not in self._may.get(role, []):
            self._find("not_allowed", record.seq)
            return None
        entry = Entry(
            record.seq, record.at, kind, role, header.author, header.n, header.flags,
            header.refs, None,
        )  # fmt: skip
        if record.sealed is None:
            self._missing[record.seq] = kind
        else:
            body = self._open_body(record, record.sealed, kind, blobs)
            entry = replace(entry, body=body)
        self._note(entry)
        self.entries.append(entry)
        return entry

    def _open_body(
        self, record: Record, sealed: bytes, kind: str, blobs: Mapping[bytes, bytes]
    ) -> Body | None:
        try:
            body = open_entry(self._key, record.header, sealed, blobs)
            body = with_board(self._key, record.header, body, blobs)
        except WrongBlob:
            self._missing[record.seq] = kind
            return None
        except WrongSeal:
            self._find("foreign", record.seq)
            return None
        except (BadPadding, BadBody):
            self._find("unreadable", record.seq)
            return None
        self._check_seen(record.seq, body.seen)
        return body

    def _check_seen(self, seq: int, seen: Seen) -> None:
        if seen.seq >= seq:
            self._find("rolled_back", seq)
            return
        if seen.seq == 0:
            # one who was not admitted yet has seen nothing, and says so with zeros
            return
        known = self._h_at(seen.seq)
        if known is not None and known[:SEEN_BYTES] != seen.h:
            self._find("forked", seq)

    def _note(self, entry: Entry) -> None:
        """Take up what an entry says of other entries."""
        if entry.kind == "forget":
            self._excused.update(self._may_forget(entry))
        elif entry.kind == "base" and entry.flags & FLAGS["drop"] and entry.refs:
            self._board_dropped_to = max(self._board_dropped_to, min(entry.refs[0], entry.seq))
        elif entry.kind == "cleared" and entry.body is not None:
            words = ("rolled_back", "forked")
            self.findings = [
                replace(f, cleared=True) if f.word in words and f.seq <= entry.seq else f
                for f in self.findings
            ]

    def _may_forget(self, entry: Entry) -> Iterable[int]:
        """Return the refs that *entry*'s role may forget: all for a coach, else its own role's."""
        if entry.role in ("coach", "owner"):
            return entry.refs
        own = {other.seq for other in self.entries if other.role == entry.role}
        return [ref for ref in entry.refs if ref in own]


def fold_log(
    keys: LogKeys,
    records: Iterable[Record],
    blobs: Mapping[bytes, bytes],
    kind: LogKind = "room",
) -> LogFold:
    """Return the whole log, folded and finished."""
    fold = LogFold(keys, kind)
    for record in records:
        fold.add(record, blobs)
    fold.finish()
    return fold
