"""
The bodies of HTTP requests and answers.

Shapes alone; their words, limits and units stand in ``protocol``, the reading of what was sent in
``shapes``. ``deploy/generate.py`` writes both into ``web/src/wire/protocol.gen.ts``.
"""

from __future__ import annotations

from dataclasses import dataclass

from server.protocol import (
    Hash32,
    Id8,
    Id16,
    Knock,
    KnockState,
    LogKind,
    MailLanguage,
    MailState,
    Millis,
    Role,
    Seq,
    Settings,
    ShareState,
    Token,
    Writers,
)


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
class AlarmRow:
    """One alarm for one's own role, in a row of ``POST /api/heads``."""

    slot: int
    at: Millis


@dataclass(frozen=True)
class HeadsRow:
    """One answer of ``POST /api/heads``; *error* instead of the rest when the link fails."""

    log: Id16
    error: str | None = None
    seq: Seq = 0
    last_guest_at: Millis | None = None
    alarm: Millis | None = None  # the soonest of *alarms*, passed or not
    waiting: int = 0
    until: Millis | None = None
    alarms: list[AlarmRow] | None = None  # for one's own role, soonest first


@dataclass(frozen=True)
class Alarm:
    """
    ``PUT /api/logs/{log}/alarm``: when something is due, set by a browser, without text.

    One row of ``GET``. Null clears it.
    """

    at: Millis | None
    to_role: Role
    slot: int = 0  # 0..MAX_ALARM_SLOTS - 1; which means what is the browsers' to agree


@dataclass(frozen=True)
class HeldState:
    """An own resting message: answer of ``PUT``, one row of ``GET /api/logs/{log}/held``."""

    author: Id8
    due_at: Millis
    left_ms: int  # until then, by the server's clock
    seq: Seq = 0  # its place in the log, where it was released before the same ``PUT`` came again
    record: str | None = None  # base64url of the record as it was sent, in ``GET`` alone


@dataclass(frozen=True)
class AskNotice:
    """``PUT /api/logs/{log}/notice``: to be told by e-mail that there is a message."""

    address: str
    language: MailLanguage


@dataclass(frozen=True)
class NoticeState:
    """``GET /api/logs/{log}/notice``: the address given by one's own link, and how it stands."""

    available: bool  # whether this server sends mail
    address: str | None = None
    language: MailLanguage | None = None
    confirmed: bool = False  # its holder said yes
    failing_since: Millis | None = None


@dataclass(frozen=True)
class NoticeRow:
    """One row of ``GET /api/logs/{log}/notices`` (coach): a link that is told by e-mail."""

    link: int
    state: MailState
    since: Millis | None  # of `failing`


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
    """A guest link whose yes a share needs, or that answers for one; *at* is null until it came."""

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
