"""
The words that cross the wire: constants, records' clear header, socket events.

Owns names, limits and shapes; knows nothing of sockets, storage or keys. What HTTP carries stands
in ``bodies``. ``deploy/generate.py`` turns the constants and dataclasses of both into
``web/src/wire/protocol.gen.ts``; the byte layout of a record is written here once and once in
``whiteboard/entry.py``, held equal by the vectors in ``tests/wire``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Final, Literal

PROTOCOL_VERSION: Final = 1

Millis = Annotated[int, "ms since the Unix epoch, server clock"]
Seq = Annotated[int, "position in the log, from 1; 0 means none"]
Id16 = Annotated[str, "16 bytes, base64url without padding (22 characters)"]
Id8 = Annotated[str, "8 bytes, base64url without padding (11 characters)"]
Hash32 = Annotated[str, "SHA-256, 32 bytes, base64url without padding (43 characters)"]
Token = Annotated[str, "32 bytes, base64url without padding (43 characters)"]

# --- numbers in the clear header of a record --------------------------------------------------

KINDS: Final[dict[str, int]] = {
    "board": 1,
    "base": 2,
    "talk": 3,
    "edit": 4,
    "forget": 5,
    "member": 6,
    "session": 7,
    "chapter": 8,
    "score": 9,
    "agreement": 10,
    "read": 11,
    "review": 12,
    "item": 13,
    "cleared": 14,
    "recording": 15,
}
ROLES: Final[dict[str, int]] = {"coach": 1, "guest": 2, "trainer": 3, "owner": 4}
FLAGS: Final[dict[str, int]] = {"notify": 1, "drop": 2}

# Who may append what. Read by both languages; the server enforces it, readers check it again.
# Further conditions stand beside the rule that has them (server/access.py): a guest's `board`
# only while `writers` is "all"; a guest's `edit` and `forget` only for refs of the same link; a
# share's `recording` only as its first entry, and nothing before it (server/ledger.py).
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

LogKind = Literal["room", "side", "workspace", "share"]
Role = Literal["coach", "guest", "trainer", "owner"]
Kind = Literal[
    "board", "base", "talk", "edit", "forget", "member", "session", "chapter", "score",
    "agreement", "read", "review", "item", "cleared", "recording",
]  # fmt: skip
Knock = Literal["every", "new", "never"]
Writers = Literal["coach", "all"]
KnockState = Literal["waiting", "admitted", "refused"]
MailLanguage = Literal["nl", "en"]
MailState = Literal["ok", "failing"]
ShareState = Literal["asked", "granted", "refused", "made", "ended"]

# --- limits -----------------------------------------------------------------------------------

#: largest sealed body inside a record; a larger one goes as blobs over HTTP
MAX_SEALED_BYTES: Final = 65_536 + 28 + 256
MAX_BLOB_BYTES: Final = 8 * 1024 * 1024
MAX_REFS: Final = 256
MAX_BLOBS: Final = 64
MAX_GREETING_BYTES: Final = 4_096
MAX_KNOCK_BYTES: Final = 1_024
MAX_LIVE_BYTES: Final = 8_192
MAX_SIGNAL_BYTES: Final = 65_536
MAX_APPEND_RECORDS: Final = 8
MAX_IN_FLIGHT: Final = 8
#: relayed `live` messages per page and second; more are dropped
MAX_LIVE_PER_SECOND: Final = 20
PAGE_RECORDS: Final = 512
PAGE_BYTES: Final = 1_048_576
MAX_KEYFRAME_BYTES: Final = 64 * 1024 * 1024
MAX_LINKS: Final = 32
MAX_DEVICES_PER_LINK: Final = 32
#: askings of one room that are neither refused nor ended
MAX_OPEN_SHARES: Final = 32
#: page loads by which one share may be opened; each is listed
MAX_OPENINGS: Final = 1_000
#: the head is told this often even when nothing happens, so that a silent loss is noticed
HEAD_EVERY_MS: Final = 15_000
ERASE_AFTER_MS: Final = 7 * 24 * 3600 * 1000
BLOB_ORPHAN_MS: Final = 24 * 3600 * 1000
MIN_REST_MS: Final = 60_000
MAX_REST_MS: Final = 3_600_000
#: alarms for one role of one log
MAX_ALARM_SLOTS: Final = 8
#: who was told by e-mail is not told again within this
NOTICE_EVERY_MS: Final = 4 * 3600 * 1000
#: an address that nobody confirmed is forgotten after this
CONFIRM_WITHIN_MS: Final = 7 * 24 * 3600 * 1000
#: resting messages of one link, and their sealed bytes
MAX_RESTING: Final = 16
MAX_RESTING_BYTES: Final = 524_288

# --- error words ------------------------------------------------------------------------------

#: keep what was refused and try again
LATER: Final[list[str]] = ["gap", "busy", "too_fast", "blob_missing", "storage"]
#: what was refused will never be taken; the author ends
NEVER: Final[list[str]] = [
    "conflict", "not_allowed", "too_large", "malformed", "revoked", "ended", "client_too_old",
]  # fmt: skip
#: answers of HTTP and connect that concern no entry
OTHER: Final[list[str]] = [
    "not_found", "unknown_link", "not_admitted", "exists", "used", "server_too_old",
    "origin", "no_echo", "internal",
]  # fmt: skip

# --- socket: in -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Connect:
    """Socket.IO ``auth``: who comes in, by which link, on which device."""

    v: int
    log: Id16
    token: Token
    device: Id16
    page: Id8


@dataclass(frozen=True)
class Append:
    """``append``: 1..8 records of one author, their seq and at zero."""

    records: bytes
    rest_ms: int | None = None


@dataclass(frozen=True)
class LiveIn:
    """``live``: something that does not last, sealed, for all other live pages. No answer."""

    sealed: bytes


@dataclass(frozen=True)
class SignalIn:
    """``signal``: sealed SDP or candidate for one page."""

    to: Id8
    counter: int
    sealed: bytes


@dataclass(frozen=True)
class KnockIn:
    """``knock``: sealed name and form, shown to the coach beside "let in"."""

    sealed: bytes


@dataclass(frozen=True)
class Admit:
    """``admit``: the coach's yes or no to a waiting device."""

    device: int
    yes: bool


# --- socket: out ------------------------------------------------------------------------------


@dataclass(frozen=True)
class EntryOut:
    """``entry``: records in log order; to their own author with a digest in place of the body."""

    records: bytes


@dataclass(frozen=True)
class Head:
    """``head``: the log's newest seq and its chain value."""

    seq: Seq
    h: bytes


@dataclass(frozen=True)
class Refused:
    """``refused``: one record was not taken, and why."""

    author: Id8
    n: int
    error: str


@dataclass(frozen=True)
class LiveOut:
    """``live``: as sent by *page*."""

    page: Id8
    sealed: bytes


@dataclass(frozen=True)
class SignalOut:
    """``signal``: as sent by page *from_page*."""

    from_page: Id8
    counter: int
    sealed: bytes


@dataclass(frozen=True)
class Peer:
    """One live page of this room."""

    page: Id8
    role: Role
    link: int
    device: int


@dataclass(frozen=True)
class Peers:
    """``peers``: all live pages, oneself included; sent whole at every change."""

    peers: list[Peer]


@dataclass(frozen=True)
class KnockOut:
    """``knock``: the state of one's own knock; *coach_here* says whether anyone can answer it."""

    state: KnockState
    coach_here: bool


@dataclass(frozen=True)
class Waiting:
    """One device before the door, as the coach is told of it."""

    device: int
    link: int
    page: Id8
    sealed: bytes | None
    at: Millis


@dataclass(frozen=True)
class Knocks:
    """``knocks``: everybody before the door; to coaches only, whole at every change."""

    waiting: list[Waiting]


@dataclass(frozen=True)
class Settings:
    """``settings``, and part of ``GET /api/logs/{log}``: what the server must know of a log."""

    kind: LogKind
    knock: Knock
    writers: Writers
    until: Millis


@dataclass(frozen=True)
class Closed:
    """``closed``: the server ends this socket for good, and why (an error word)."""

    error: str
