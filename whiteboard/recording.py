"""
A recording: what happened on the flipchart, as plain data that needs neither log nor Yjs.

Folded once from a log's entries into an index of *lives*: of each element and sheet when it was
born, what changed of it and when it died, with time and person. It holds nothing that was undone
of a text before it was ever kept, no keys, and no updates; it goes through MessagePack as it is.

Each act has the time at which it happened, so that whoever drew on while the line was down is
shown drawing then: author's clock + min over that author of (at − clock), never after `at`. What
is typed carries its own times within an entry. One thing's own history is the log's: of two who
changed it apart, the later in the log is not shown before the other.

The same as ``web/src/replay/foldRecording.ts``, held equal by tests/wire. Reading: ``replay``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, TypedDict

from whiteboard.chapters import read_chapters
from whiteboard.clock import Stamp, clock_errors, replay_time
from whiteboard.document import BoardDocument, read_acts, read_base
from whiteboard.elements import cut_text
from whiteboard.errors import BadUpdate
from whiteboard.fields import PlainFields, changed_fields, element_fields, sheet_fields
from whiteboard.keys import to_base64url
from whiteboard.log import Entry
from whiteboard.room import only_coach_draws

VERSION: Final = 1
#: a longer pause within one act is no pause of somebody who is typing
MOST_LAG_MS: Final = 60_000
MAX_NAME_CHARS: Final = 60
#: whoever did what a recording does not tell of
NOBODY: Final = ""

#: [ms, the entry's seq, author]
When = list[Any]
#: [ms, seq, author, key, value], see ``fields``
Change = list[Any]


class Life(TypedDict):
    """An element or sheet from its birth to its death; brought back, it has a second life."""

    id: str
    born: When
    #: as it was born
    fields: PlainFields
    #: oldest first
    changes: list[Change]
    died: When | None


class Chapter(TypedDict, total=False):
    """A sound `chapter`, with the fields of its type beside these."""

    at: int
    seq: int
    by: str
    type: str


class Session(TypedDict):
    """From when two people were live until they no longer were; *end* is None while they are."""

    id: str
    start: int
    end: int | None


class Message(TypedDict):
    """One message, in its last wording."""

    at: int
    seq: int
    by: str
    text: str


class Person(TypedDict):
    """Whom an author belongs to, as far as the log says."""

    role: str
    name: str


class Recording(TypedDict):
    """All of it; times in ms since the epoch, the server's scale."""

    v: int
    start: int
    end: int
    people: dict[str, Person]
    #: by birth
    sheets: list[Life]
    elements: list[Life]
    #: by time
    chapters: list[dict[str, Any]]
    sessions: list[Session]
    #: None when messages were not wanted
    talk: list[Message] | None
    #: [ms, seq] of drawing acts whose body is gone, and that no later base stands for
    forgotten: list[list[int]]
    #: seqs of drawing acts that no reader draws
    refused: list[int]


#: nothing happened longer than this before the log's first entry came
MOST_BEFORE_MS: Final = 24 * 3600 * 1000


def fold_recording(entries: Sequence[Entry], *, talk: bool = False) -> Recording:
    """Return the recording of a log's *entries*, in log order; with messages if *talk*."""
    times = _Times(entries)
    lives = _Lives(times)
    lives.fold(entries)
    chapters = read_chapters(entries, times.of)
    messages = _messages(entries, times)
    sessions = _sessions(entries, times)
    moments = lives.moments + [chapter["at"] for chapter in chapters]
    moments += [message["at"] for message in messages] if talk else []
    moments += [at for one in sessions for at in (one["start"], one["end"]) if at is not None]
    return {
        "v": VERSION,
        "start": min(moments, default=0),
        "end": max(moments, default=0),
        "people": _people(entries),
        "sheets": lives.sheets.by_birth(),
        "elements": lives.elements.by_birth(),
        "chapters": sorted(chapters, key=_order),
        "sessions": sessions,
        "talk": sorted(messages, key=_order) if talk else None,
        "forgotten": lives.forgotten,
        "refused": lives.refused,
    }


class _Times:
    """When each entry happened."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._stamps = {
            entry.seq: Stamp(entry.author, entry.body.clock, entry.at)
            for entry in entries
            if entry.body is not None
        }
        self._errors = clock_errors(self._stamps.values())
        # One absurd clock among an author's would put all their acts ages before the room was made.
        self._earliest = entries[0].at - MOST_BEFORE_MS if entries else 0

    def of(self, entry: Entry) -> int:
        stamp = self._stamps.get(entry.seq)
        if stamp is None:
            return entry.at
        return max(replay_time(stamp, self._errors), self._earliest)

    def told(self, entry: Entry, clock: int) -> int:
        """Return when *entry*'s author meant by *clock*, never after the entry itself."""
        then = max(clock + self._errors.get(entry.author, 0), self._earliest)
        return min(then, self.of(entry))


class _Index:
    """Lives as they grow."""

    def __init__(self) -> None:
        self._ended: list[Life] = []
        self._open: dict[str, Life] = {}
        self._now: dict[str, PlainFields] = {}
        self._last: dict[str, int] = {}

    def note(self, id_: str, fields: PlainFields | None, when: When) -> None:
        """Take up what *id_* is from *when* on; None when it is gone."""
        before = self._now.get(id_)
        if before == fields:
            return
        at = self._last[id_] = max(when[0], self._last.get(id_, 0))
        when = [at, *when[1:]]
        if fields is None:
            self._open[id_]["died"] = when
            self._ended.append(self._open.pop(id_))
            del self._now[id_]
            return
        if before is None:
            self._open[id_] = {
                "id": id_, "born": when, "fields": dict(fields), "changes": [], "died": None,
            }  # fmt: skip
        else:
            changes = self._open[id_]["changes"]
            changes.extend([*when, key, value] for key, value in changed_fields(before, fields))
        self._now[id_] = fields

    def ids(self) -> Iterable[str]:
        """Return what lives now."""
        return self._open.keys()

    def by_birth(self) -> list[Life]:
        """Return all lives, oldest first."""
        lives = [*self._ended, *self._open.values()]
        return sorted(lives, key=lambda life: (life["born"][0], life["born"][1], life["id"]))


class _Lives:
    """The document on its way through the log, and what it showed."""

    def __init__(self, times: _Times) -> None:
        self._times = times
        self._document = BoardDocument()
        self.elements = _Index()
        self.sheets = _Index()
        self.moments: list[int] = []
        self.forgotten: list[list[int]] = []
        self.refused: list[int] = []
        self._note_sheets([0, 0, NOBODY])

    def fold(self, entries: Iterable[Entry]) -> None:
        """Take up all acts; those that no reader draws are ``refused``."""
        only_coach = False
        for entry in entries:
            only_coach = only_coach_draws(only_coach, entry)
            if entry.kind not in ("board", "base"):
                continue
            if entry.body is None:
                self.forgotten += [[entry.at, entry.seq]] if entry.kind == "board" else []
                continue
            if entry.kind == "board" and entry.role == "guest" and only_coach:
                self.refused.append(entry.seq)
                continue
            try:
                if entry.kind == "board":
                    self._take_acts(entry)
                else:
                    self._take_base(entry)
            except BadUpdate:
                self.refused.append(entry.seq)

    def _take_acts(self, entry: Entry) -> None:
        acts = read_acts(entry.author, entry.data)
        until, by = self._times.of(entry), to_base64url(entry.author)
        for dt, update in acts:
            lag = min(MOST_LAG_MS, max(0, acts[-1][0] - dt))
            self._apply(update, [until - lag, entry.seq, by])

    def _take_base(self, entry: Entry) -> None:
        data = entry.data if isinstance(entry.data, dict) else {}
        if data.get("parts") == 0:
            # It only names pictures that stay.
            return
        board = data.get("board")
        # Who made what it brings, and when, went with the past that it stands for.
        self._apply(read_base(board), [entry.at, entry.seq, NOBODY])
        self.forgotten = []

    def _apply(self, update: bytes, when: When) -> None:
        touched = self._document.watch(update)
        self.moments.append(when[0])
        for id_ in sorted(touched.elements):
            element = self._document.element(id_)
            self.elements.note(id_, None if element is None else element_fields(element), when)
        if touched.sheets:
            self._note_sheets(when)

    def _note_sheets(self, when: When) -> None:
        sheets = {sheet.id: sheet_fields(sheet) for sheet in self._document.sheets()}
        for id_ in sorted({*sheets, *self.sheets.ids()}):
            self.sheets.note(id_, sheets.get(id_), when)


# --- what is not drawn ------------------------------------------------------------------------


def _order(row: Mapping[str, Any]) -> tuple[int, int]:
    return row["at"], row["seq"]


def _people(entries: Iterable[Entry]) -> dict[str, Person]:
    people: dict[str, Person] = {}
    for entry in entries:
        person = people.setdefault(to_base64url(entry.author), {"role": entry.role, "name": ""})
        if entry.kind == "member" and isinstance(entry.data, dict):
            name = entry.data.get("name")
            if isinstance(name, str):
                person["name"] = cut_text(name, MAX_NAME_CHARS)
    return people


def _sessions(entries: Iterable[Entry], times: _Times) -> list[Session]:
    """Return the sessions; one that nobody ended lasts until the next begins."""
    sessions: list[Session] = []
    for entry in entries:
        if entry.kind != "session" or not isinstance(entry.data, dict):
            continue
        id_, do, told = (entry.data.get(key) for key in ("id", "do", "at"))
        if not isinstance(id_, str):
            continue
        sound = isinstance(told, int) and not isinstance(told, bool)
        at = times.told(entry, told) if isinstance(told, int) and sound else times.of(entry)
        open_ = sessions[-1] if sessions and sessions[-1]["end"] is None else None
        if do == "start":
            if open_ is not None:
                open_["end"] = max(at, open_["start"])
            sessions.append({"id": id_, "start": at, "end": None})
        elif do == "end" and open_ is not None and open_["id"] == id_:
            open_["end"] = max(at, open_["start"])
    return sessions


def _messages(entries: Iterable[Entry], times: _Times) -> list[Message]:
    """Return each message once; what its author replaced is not told."""
    found: dict[int, Message] = {}
    seen: set[tuple[bytes, str]] = set()
    for entry in entries:
        data = entry.data
        if entry.kind not in ("talk", "edit") or not isinstance(data, dict):
            continue
        id_, text = data.get("id"), data.get("text")
        if not isinstance(id_, str) or not isinstance(text, str):
            continue
        if cut_text(text) != text:
            continue
        if entry.kind == "edit":
            edited = found.get(entry.refs[0]) if entry.refs else None
            if edited is not None:
                edited["text"] = text
        elif (entry.author, id_) not in seen:
            seen.add((entry.author, id_))
            by = to_base64url(entry.author)
            at = times.of(entry)
            found[entry.seq] = {"at": at, "seq": entry.seq, "by": by, "text": text}
    return list(found.values())
