"""
Lending a recording to a trainer: what was asked and answered, and the recording itself, sealed.

What is asked stands in the room's log, the recording in a log of its own (a *share*). Here a
recording is bytes; ``whiteboard/README.md`` has the bodies. Read by the browser by the same rules
(``web/src/share``), held equal by ``tests/wire/shares.*.json``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, Literal, TypeGuard

from whiteboard.crypto import sha256
from whiteboard.entry import (
    KINDS,
    MAX_BLOB_BYTES,
    MAX_BLOBS,
    MAX_NUMBER,
    NOTHING_SEEN,
    ROLES,
    Body,
    Header,
    Sealed,
    make_record,
    seal_blob,
    seal_body,
)
from whiteboard.keys import ID_BYTES, Link, from_base64url
from whiteboard.log import Entry
from whiteboard.packing import pack

Answer = Literal["yes", "no", "later"]
ANSWERS: Final[tuple[Answer, ...]] = ("yes", "no", "later")
#: what a sealed blob holds besides what was sealed
_OVERHEAD: Final = 28


class RecordingTooLarge(ValueError):
    """A recording does not fit the blobs that one entry may name."""


@dataclass(frozen=True)
class Asking:
    """What a coach asks to lend."""

    share: str
    whom: str
    #: ids; no session stands for all that was, whenever it was
    sessions: tuple[str, ...]
    sheets: tuple[str, ...]
    chapters: bool
    #: nothing in it can be read
    masked: bool
    #: nothing behind this place is shared
    seq: int
    #: ms, server clock
    until: int

    @property
    def data(self) -> dict[str, Any]:
        """What the entry says."""
        return {
            "type": "share",
            "share": self.share,
            "whom": self.whom,
            "sessions": list(self.sessions),
            "sheets": list(self.sheets),
            "chapters": self.chapters,
            "masked": self.masked,
            "seq": self.seq,
            "until": self.until,
        }


@dataclass(frozen=True)
class Lent:
    """One asking with what was said to it."""

    asking: Asking
    #: ms, when it was asked
    at: int
    #: the last answer of each author who gave one, by the author
    answers: dict[bytes, Answer] = field(default_factory=dict)
    #: who ended it, and when (ms)
    ended: tuple[bytes, int] | None = None


def answer_data(share: str, answer: Answer) -> dict[str, Any]:
    """Return what a guest's answer says."""
    return {"type": "share_answer", "share": share, "answer": answer}


def end_data(share: str) -> dict[str, Any]:
    """Return what ending a share says."""
    return {"type": "share_end", "share": share}


def read_asking(data: object) -> Asking | None:
    """Return the asking that an `agreement` spells, None where it is none."""
    if not isinstance(data, dict) or data.get("type") != "share":
        return None
    share, whom = data.get("share"), data.get("whom")
    chapters, masked = data.get("chapters"), data.get("masked")
    sessions, sheets = _texts(data.get("sessions")), _texts(data.get("sheets"))
    seq, until = data.get("seq"), data.get("until")
    if not _is_id(share) or not isinstance(whom, str):
        return None
    if type(chapters) is not bool or type(masked) is not bool:
        return None
    if sessions is None or sheets is None or not _is_number(seq) or not _is_number(until):
        return None
    return Asking(share, whom, sessions, sheets, chapters, masked, seq, until)


def fold_lent(entries: Iterable[Entry]) -> dict[str, Lent]:
    """Return what was asked in a room, by share, in the order of asking."""
    lent: dict[str, Lent] = {}
    for entry in entries:
        data = entry.data
        if entry.kind != "agreement" or not isinstance(data, dict):
            continue
        share = data.get("share")
        before = lent.get(share) if isinstance(share, str) else None
        if before is None:
            asking = read_asking(data)
            if asking is not None and entry.role == "coach":
                lent[asking.share] = Lent(asking, entry.at)
            continue
        lent[before.asking.share] = _told(before, entry, data)
    return lent


def _told(before: Lent, entry: Entry, data: dict[str, Any]) -> Lent:
    if before.ended is not None:
        return before
    if data.get("type") == "share_end":
        return replace(before, ended=(entry.author, entry.at))
    answer = data.get("answer")
    if data.get("type") != "share_answer" or entry.role != "guest" or answer not in ANSWERS:
        return before
    if before.answers.get(entry.author) == "no":
        return before
    return replace(before, answers={**before.answers, entry.author: answer})


def seal_recording(
    share: Link,
    author: bytes,
    recording: bytes,
    clock: int,
    *,
    nonces: Sequence[bytes] | None = None,
) -> Sealed:
    """
    Seal *recording* as a share's first entry; *share* is its coach's link, *clock* in ms.

    *nonces* are fresh randomness unless a vector fixes them: one for each blob, then the body's.

    Raises:
        RecordingTooLarge: it needs more blobs than an entry may name.
    """
    data, size = pack(recording), MAX_BLOB_BYTES - _OVERHEAD
    parts = [data[at : at + size] for at in range(0, len(data), size)]
    if len(parts) > MAX_BLOBS:
        raise RecordingTooLarge("the recording is larger than a share may be")
    key = share.keys.entry
    fixed: Sequence[bytes | None] = nonces or [None] * (len(parts) + 1)
    sealed_parts = [
        seal_blob(key, share.log, part, nonce=nonce)
        for part, nonce in zip(parts, fixed, strict=False)
    ]
    blobs = {sha256(sealed): sealed for sealed in sealed_parts}
    header = Header(share.log, KINDS["recording"], ROLES["coach"], author, n=0, blobs=tuple(blobs))
    body = Body(clock, NOTHING_SEEN, in_blobs=True)
    return Sealed(make_record(header, seal_body(key, header, body, nonce=fixed[-1])), blobs)


def recording_of(entries: Sequence[Entry]) -> bytes | None:
    """Return the recording that a share's *entries* begin with; None where they do not."""
    first = next(iter(entries), None)
    if first is None or first.seq != 1 or (first.kind, first.role) != ("recording", "coach"):
        return None
    return first.data if isinstance(first.data, bytes) else None


def _is_id(value: object) -> TypeGuard[str]:
    try:
        return isinstance(value, str) and len(from_base64url(value, ID_BYTES)) == ID_BYTES
    except ValueError:
        return False


def _is_number(value: object) -> TypeGuard[int]:
    return type(value) is int and 0 <= value <= MAX_NUMBER


def _texts(value: object) -> tuple[str, ...] | None:
    if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
        return None
    return tuple(value)
