"""
The shape of what people seal: bodies of entries, greetings, knocks, a coach's own items.

What is agreed about answering letters is in ``agreements.py``, what is said in looking back in
``reviews.py``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Final, Literal

from whiteboard.schema import AuthorMillis

#: the server's clock
ServerMillis = Annotated[int, "ms since the epoch, server's clock"]

BODY_VERSION: Final = 1
MAX_QUOTES: Final = 8
MAX_QUOTED_BYTES: Final = 262_144

Form = Literal["picture", "voice", "writing"]
Language = Literal["nl", "en"]


@dataclass(frozen=True)
class QuotedWords:
    """Words of a message as they were when they were quoted; *author* and *id* name it."""

    type: Literal["words"]
    author: str
    id: str
    text: str


@dataclass(frozen=True)
class QuotedNote:
    """A sticky as it was when it was quoted."""

    type: Literal["note"]
    sheet: str
    note: str
    colour: int
    text: str


@dataclass(frozen=True)
class QuotedSheet:
    """A sheet as it was when it was quoted; *picture* is a PNG of at most MAX_QUOTED_BYTES."""

    type: Literal["sheet"]
    sheet: str
    title: str
    picture: bytes


@dataclass(frozen=True)
class Talk:
    """
    `talk`: one message. `edit`: the same once more, as it reads from then on.

    *hand* tells devices of the link that wrote it, and nobody else, that it is their own. *name* is
    given where the author has no `member` to say it.
    """

    id: str
    text: str
    quotes: list[QuotedWords | QuotedNote | QuotedSheet] | None = None
    hand: Annotated[str | None, "8 bytes, base64url"] = None
    name: str | None = None


@dataclass(frozen=True)
class ReadTo:
    """`read`: all messages up to *seq* were read; only while both agreed to show it."""

    seq: int


@dataclass(frozen=True)
class ReadingShown:
    """`agreement`: may the other see what one has read? It takes both; either ends it."""

    type: Literal["reading"]
    on: bool
    hand: Annotated[str | None, "8 bytes, base64url"] = None


@dataclass(frozen=True)
class Member:
    """`member`: somebody came in, or changed name or form; *gone* when leaving."""

    name: str
    form: Form
    gone: bool | None = None


@dataclass(frozen=True)
class SessionMark:
    """`session`: two people are live, or no longer."""

    id: str
    do: Literal["start", "end"]
    at: AuthorMillis | None = None


@dataclass(frozen=True)
class SheetTurned:
    """`chapter`: the coach turned to *sheet*; while *together*, everybody sees it."""

    type: Literal["sheet"]
    sheet: str
    together: bool


@dataclass(frozen=True)
class Snapshot:
    """
    `chapter`: a sheet as the log has it at this entry's place is kept under *title*.

    *auto* when nobody asked for it. *mark* is 8 bytes of SHA-256 over the sheet's state as the
    browser that kept it spells it: the same mark means the same state, nothing else.
    """

    type: Literal["snapshot"]
    sheet: str
    title: str
    mark: Annotated[str, "8 bytes, base64url"]
    auto: bool = False


@dataclass(frozen=True)
class WritersSet:
    """`chapter` of a coach: who draws from here on. Readers skip a guest's `board` meanwhile."""

    type: Literal["writers"]
    writers: Literal["coach", "all"]


@dataclass(frozen=True)
class AgreedEnd:
    """`agreement`: until when this session is meant to last; null takes it back."""

    type: Literal["end"]
    at: ServerMillis | None


@dataclass(frozen=True)
class RoundAct:
    """
    `chapter`: a step of a round, in which everybody first writes or places by themselves.

    A coach's *start* says where (*on*: circles, a scale) and whether *names* stand by what comes.
    *stuck* is a *person*'s: theirs lies there now, or is ready. The other steps are a coach's.
    """

    type: Literal["round"]
    id: str
    do: Literal["start", "stuck", "choose", "reveal", "end"]
    sheet: str | None = None
    on: str | None = None
    zone: Literal["inner", "ring", "each"] | None = None
    names: bool | None = None
    person: str | None = None


@dataclass(frozen=True)
class Spotlight:
    """`chapter` of a coach: *note* is read out, large before everybody; none is any longer."""

    type: Literal["spotlight"]
    note: str | None


@dataclass(frozen=True)
class Item:
    """`item`: a value in a workspace or side log; the last one with the same type and id wins."""

    id: str
    type: str
    value: object


@dataclass(frozen=True)
class Base:
    """`base`: the whole *board* at *k*, one Yjs update; refs = [k]. Large ones lie in blobs."""

    k: int
    board: bytes


@dataclass(frozen=True)
class Cleared:
    """`cleared`: the coach confirms why the log looked rolled back."""

    reason: Literal["backup"]


@dataclass(frozen=True)
class Greeting:
    """What a link's threshold says before anybody was let in. At most 4 KiB sealed."""

    v: int
    coach: str
    lang: Language
    until: AuthorMillis
    agreed: str
    answer: str
    knock: Literal["every", "new", "never"]
    guest: str | None = None


@dataclass(frozen=True)
class KnockBody:
    """What a person says of themselves at the door."""

    v: int
    name: str
    form: Form


@dataclass(frozen=True)
class RoomLink:
    """One person's link in a room item; *pass_* is spelled `pass`."""

    id: int
    pass_: Annotated[str, "16 bytes, base64url"]
    name: str


@dataclass(frozen=True)
class RoomItem:
    """Workspace item of type `room`: everything the coach's browser needs to open it again."""

    log: str
    seed: Annotated[str, "the coach's seed, base64url"]
    pass_: Annotated[str, "pass of the coach's own link, base64url"]
    title: str
    made: AuthorMillis
    lang: Language
    until: AuthorMillis
    links: list[RoomLink]


@dataclass(frozen=True)
class MeItem:
    """Workspace item of type `me`: the coach."""

    name: str
    lang: Language
