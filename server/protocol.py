"""
The words that cross the wire: constants, records' clear header, socket events, HTTP bodies.

Owns names, limits and shapes; knows nothing of sockets, storage or keys.
``deploy/generate.py`` turns the constants and dataclasses below into
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


# --- HTTP -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class UseInvitation:
    """``POST /api/invitations``: turn a one-time code into a workspace."""

    code: str
    workspace: Id16
    token_hash: Hash32


@dataclass(frozen=True)
class NewLink:
    """One link of a new log, or ``POST /api/logs/{log}/links``."""

    role: Role
    token_hash: Hash32
    greeting: str | None = None  # base64url of the sealed greeting


@dataclass(frozen=True)
class NewLog:
    """``POST /api/logs``: authorised by the workspace's token (room) or the parent's (side)."""

    log: Id16
    kind: LogKind
    owner: Id16  # workspace for a room; parent room for side and share
    links: list[NewLink]
    knock: Knock = "new"
    writers: Writers = "all"
    until: Millis | None = None


@dataclass(frozen=True)
class LogState:
    """``GET /api/logs/{log}``: what this link and device may know. *settings* once admitted."""

    role: Role
    link: int
    registered: bool
    knock: KnockState
    settings: Settings | None


@dataclass(frozen=True)
class LinkState:
    """One row of ``GET /api/logs/{log}/links`` (coach, owner)."""

    link: int
    role: Role
    created_at: Millis
    revoked_at: Millis | None
    #: a guest's: put something into the room, so nothing is lent without its yes
    took_part: bool
    #: the link that can answer for it when something is to be lent; null where nobody can any more
    answers: int | None


@dataclass(frozen=True)
class DeviceState:
    """One row of ``GET /api/logs/{log}/devices`` (all admitted)."""

    device: int
    link: int
    role: Role
    registered_at: Millis
    admitted_at: Millis | None
    revoked_at: Millis | None
    here: bool


@dataclass(frozen=True)
class HeadsQuery:
    """One row of ``POST /api/heads``."""

    log: Id16
    token: Token
    device: Id16


@dataclass(frozen=True)
class HeadsRow:
    """One answer of ``POST /api/heads``; *error* instead of the rest when the link fails."""

    log: Id16
    error: str | None = None
    seq: Seq = 0
    last_guest_at: Millis | None = None
    alarm: Millis | None = None
    waiting: int = 0
    until: Millis | None = None


@dataclass(frozen=True)
class Alarm:
    """``PUT /api/logs/{log}/alarm``: when something is due, set by a browser, without text."""

    at: Millis | None
    to_role: Role


@dataclass(frozen=True)
class HeldState:
    """One row of ``GET /api/logs/{log}/held``: an own resting message."""

    author: Id8
    due_at: Millis


@dataclass(frozen=True)
class NewShare:
    """``POST /api/logs/{log}/shares``: a coach asks; what for is sealed in the log."""

    share: Id16  # id that the share's log will have
    until: Millis


@dataclass(frozen=True)
class ChangeShare:
    """``PATCH /api/logs/{log}/shares``: a guest's yes or no, or anybody's end."""

    share: Id16
    state: ShareState  # granted, refused or ended


@dataclass(frozen=True)
class ShareGrant:
    """A guest link whose yes a share needs; *at* is null until it came."""

    link: int
    at: Millis | None


@dataclass(frozen=True)
class ShareOpening:
    """One page load by which a share was read; *link* is the trainer's, in the share's log."""

    at: Millis
    link: int


@dataclass(frozen=True)
class ShareStateRow:
    """One row of ``GET /api/logs/{log}/shares``; past its date a share is ``ended``."""

    share: Id16
    state: ShareState
    until: Millis
    asked_at: Millis
    ended_at: Millis | None
    grants: list[ShareGrant]
    openings: list[ShareOpening]


@dataclass(frozen=True)
class IceServers:
    """``GET /api/logs/{log}/ice``: RTCIceServer rows, short-lived credentials included."""

    urls: list[str]
    username: str | None = None
    credential: str | None = None


@dataclass(frozen=True)
class EchoReceived:
    """What came to the server in one check; *lost* by the gaps in the packets' numbers."""

    audio_packets: int
    audio_lost: int
    video_packets: int
    video_lost: int
    frames: int  # pictures that were decoded and given back


@dataclass(frozen=True)
class EchoState:
    """``POST /api/logs/{log}/echo``, ``GET …/echo/{check}``: how a connection check stands."""

    check: Id16
    ahead: int  # how many come first; 0: it is one's turn
    ice: list[IceServers] | None = None  # with the turn, until the offer is answered
    received: EchoReceived | None = None  # once the offer was answered


@dataclass(frozen=True)
class ErrorBody:
    """Every HTTP answer that is not 2xx."""

    error: str
    detail: str | None = None
