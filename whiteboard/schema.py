"""
The shape of what is sealed: bodies of entries, the flipchart document, what passes by live.

Source of ``web/src/wire/schema.gen.ts``. Knows nothing of keys, Yjs or the network.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Final, Literal

AuthorMillis = Annotated[int, "ms since the Unix epoch, the author's own clock"]
#: the server's clock
ServerMillis = Annotated[int, "ms since the epoch, server's clock"]
BoardUnits = Annotated[float, "board units; a sheet is 1000 × 1414"]

BODY_VERSION: Final = 1
SHEET_WIDTH: Final = 1000
SHEET_HEIGHT: Final = 1414
#: the sheet that every room has before anybody wrote one
FIRST_SHEET: Final = "AAAAAAAAAAA"
MAX_ELEMENTS: Final = 100_000
MAX_STROKE_POINTS: Final = 20_000
MAX_TEXT_CHARS: Final = 20_000
MAX_QUOTES: Final = 8
MAX_QUOTED_BYTES: Final = 262_144
MAX_COORDINATE: Final = 100_000
#: ink is packed in steps of 1/8 board unit
INK_STEPS_PER_UNIT: Final = 8
MARKERS: Final = ["#222222", "#1F4E9E", "#156638", "#B02A24"]
NOTE_COLOURS: Final = ["#FBE98A", "#C4E2F2", "#CFE8BE", "#F6CBD6"]
INK_WIDTHS: Final = [4, 8, 14]
#: a highlighter's own tones: yellow, blue, green, pink; laid over by multiplying
HIGHLIGHTERS: Final = ["#FFE45C", "#9CD2F5", "#AEE59A", "#FFB0CC"]
HIGHLIGHTER_WIDTHS: Final = [20, 32, 46]
#: letter heights of free text, board units
TEXT_SIZES: Final = [36, 52, 76]
MAX_ALT_CHARS: Final = 500
#: a label of an exercise, such as “what works already”
MAX_LABEL_CHARS: Final = 200
MAX_CARD_CELLS: Final = 12
#: of the outer circle's radius
INNER_CIRCLE: Final = 0.55
MAX_MARKS: Final = 200
MAX_CHOICES: Final = 100
MAX_CHOOSERS: Final = 2
#: of what coach or trainer writes at a place of a share's recording, or answers there
MAX_REMARK_CHARS: Final = 2_000
#: in one share, and to one remark; what comes after is passed over
MAX_REMARKS: Final = 1_000
#: moments in all buckets together
MAX_BUCKETED: Final = 1_000
#: of a progress-focused talk, in the usual order; see web/src/coaching/README.md
TALK_STEPS: Final = ("use", "topic", "wanted", "achieved", "worked", "ahead", "useful")
MAX_REMARK_ANSWERS: Final = 200
#: how far across from a scale's line notes belong to it, board units
SCALE_REACH: Final = 320

Form = Literal["picture", "voice", "writing"]
Language = Literal["nl", "en"]
Paper = Literal["plain", "squared", "lined"]
Tip = Literal["pen", "highlighter"]
ShapeKind = Literal["line", "arrow", "rectangle", "ellipse"]
MarkKind = Literal["now", "highest", "wanted", "step", "own"]


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
class ShareAsked:
    """
    `agreement` of a coach: may somebody look back at this? Said once for each *share*.

    Nothing behind *seq* is shared, so that what is drawn later stays out.
    """

    type: Literal["share"]
    share: Annotated[str, "16 bytes, base64url"]
    whom: str
    #: ids; no session stands for all that was, whenever it was
    sessions: list[str]
    sheets: list[str]
    chapters: bool
    #: letters as bars, pictures as grey cards, strokes as a scribble
    masked: bool
    seq: int
    until: ServerMillis


@dataclass(frozen=True)
class ShareAnswered:
    """`agreement` of a guest: yes, no or later; the last of an author counts, nothing after no."""

    type: Literal["share_answer"]
    share: Annotated[str, "16 bytes, base64url"]
    answer: Literal["yes", "no", "later"]


@dataclass(frozen=True)
class ShareEnded:
    """`agreement` of coach or guest: from here on the share is over."""

    type: Literal["share_end"]
    share: Annotated[str, "16 bytes, base64url"]


@dataclass(frozen=True)
class Remarked:
    """`review`: coach or trainer writes at a place of a sheet and a moment of what is played."""

    type: Literal["remark"]
    id: Annotated[str, "8 bytes, base64url"]
    #: of the recording
    at: ServerMillis
    sheet: str
    #: 0..SHEET_WIDTH and 0..SHEET_HEIGHT
    x: BoardUnits
    y: BoardUnits
    text: str


@dataclass(frozen=True)
class RemarkAnswered:
    """`review`: an answer to a remark; the answers of one remark are one thread."""

    type: Literal["remark_answer"]
    id: Annotated[str, "8 bytes, base64url"]
    to: Annotated[str, "the remark's id"]
    text: str


@dataclass(frozen=True)
class RemarkEdited:
    """`review`: other words for one's own remark or answer; null withdraws it."""

    type: Literal["remark_edit"]
    id: Annotated[str, "of a remark or an answer"]
    text: str | None


@dataclass(frozen=True)
class Bucketed:
    """`review`: coach or trainer puts a moment with the step of a talk that it belongs to."""

    type: Literal["bucket"]
    id: Annotated[str, "8 bytes, base64url"]
    #: of the recording
    at: ServerMillis
    step: Annotated[str, "one of TALK_STEPS"]


@dataclass(frozen=True)
class BucketTaken:
    """`review`: one's own moment is taken out of its bucket again."""

    type: Literal["bucket_taken"]
    id: Annotated[str, "of what was put"]


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


# --- the flipchart's document ------------------------------------------------------------------

#: x, y of the corner, width, height in board units; degrees clockwise
Frame = tuple[BoardUnits, BoardUnits, BoardUnits, BoardUnits, float]


@dataclass(frozen=True)
class Sheet:
    """
    One page of the flipchart; in the root map `sheets` under its id.

    One that is *gone* was taken away and may be brought back.
    """

    id: str
    title: str
    order: str
    paper: Paper
    gone: bool = False


@dataclass(frozen=True)
class _Element:
    """What all that lies on a sheet has in common; *locked* against accidents, not people."""

    type: str
    id: str
    sheet: str
    order: str
    by: str
    frame: Frame
    locked: bool = field(default=False, kw_only=True)


@dataclass(frozen=True)
class Ink(_Element):
    """A stroke; in the root map `elements` under its id. *points* as whiteboard/ink.py packs."""

    type: Literal["ink"]
    marker: int
    width: int
    points: bytes
    tip: Tip = "pen"


@dataclass(frozen=True)
class Shape(_Element):
    """
    A shape that was meant, drawn with a marker's hand.

    A line or arrow has height 0 and its length as width, turned by the frame's angle about its
    middle; an arrow's head is at the right-hand end of the unturned frame.
    """

    type: Literal["shape"]
    shape: ShapeKind
    marker: int
    width: int


@dataclass(frozen=True)
class Text(_Element):
    """Handwriting straight on the sheet; a Y.Text that wraps at the frame's width."""

    type: Literal["text"]
    marker: int
    size: int
    text: str


@dataclass(frozen=True)
class Choice:
    """
    One person, or two together, chose this note; `chosen:` and its id → [at, by, names].

    The id is the two links of those who chose, 4 bytes each, the smaller first; 0 for nobody else.
    """

    id: str
    at: AuthorMillis
    by: str
    #: as they were then, 1..MAX_CHOOSERS
    names: list[str]


@dataclass(frozen=True)
class Note(_Element):
    """
    A sticky note; its text is a Y.Text.

    *signed* shows whose it is; *chosen* marks the one to begin with, *choices* (oldest first) those
    of persons and duos; neither moves it. *source* is the message that its words were taken from,
    `author/id`.
    """

    type: Literal["note"]
    colour: int
    text: str
    signed: bool = False
    chosen: bool = False
    source: str = ""
    choices: list[Choice] = field(default_factory=list)


@dataclass(frozen=True)
class Picture(_Element):
    """A picture; *blob* names its sealed blob, *alt* is what somebody wrote of what is on it."""

    type: Literal["picture"]
    blob: Annotated[str, "32 bytes, base64url"]
    alt: str = ""


# --- exercises -------------------------------------------------------------------------------
# Their labels are data in the room's language, so that both people and Python read the same words.


@dataclass(frozen=True)
class Circles(_Element):
    """
    Two circles around one middle, of the width of the frame.

    A note's zone is where the middle of its frame lies; nothing stores it twice. *drawn* is how
    far the coach has come: 1 the inner circle, 2 the ring as well.
    """

    type: Literal["circles"]
    topic: str
    inner: str
    ring: str
    outside: str = ""
    drawn: int = 2


@dataclass(frozen=True)
class Mark:
    """
    A place on a scale, with its day; under the key `mark:` and its id, packed as
    [kind, at, by, name, value].

    *value* is one number, two for a stretch, none for “no number”; any number counts, halves and
    those below 0 as well. *name* is what an own mark, or a person among several, is called.
    """

    id: str
    kind: MarkKind
    value: list[float]
    at: AuthorMillis
    by: str
    name: str = ""


@dataclass(frozen=True)
class Scale(_Element):
    """
    A line from *low* (0) to *high* (10); along the frame's middle, *upright* from its foot up.

    0 is that nothing of it is there yet, 10 how one wants it. Its marks are its own, so that they
    go where it goes; oldest first.
    """

    type: Literal["scale"]
    topic: str
    low: str
    high: str
    marks: list[Mark]
    upright: bool = False


@dataclass(frozen=True)
class Card(_Element):
    """
    Labelled fields to write in, side by side in *columns*; each field is a Y.Text, `cell0` and on.

    *kind* names the template: `step`, `closing`, or one of a coach's own. *value* is the number
    of a closing card, 0..10, for whom gave one.
    """

    type: Literal["card"]
    kind: str
    title: str
    labels: list[str]
    cells: list[str]
    columns: int = 1
    value: float | None = None
