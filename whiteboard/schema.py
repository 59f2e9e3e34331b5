"""
The shape of the flipchart's document: its sheets, and what lies on them.

With ``bodies.py`` and ``reviews.py`` the source of ``web/src/wire/schema.gen.ts``. Knows nothing of
keys, Yjs or the network.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Final, Literal

AuthorMillis = Annotated[int, "ms since the Unix epoch, the author's own clock"]
BoardUnits = Annotated[float, "board units; a sheet is 1000 × 1414"]

SHEET_WIDTH: Final = 1000
SHEET_HEIGHT: Final = 1414
#: the sheet that every room has before anybody wrote one
FIRST_SHEET: Final = "AAAAAAAAAAA"
MAX_ELEMENTS: Final = 100_000
MAX_STROKE_POINTS: Final = 20_000
MAX_TEXT_CHARS: Final = 20_000
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
#: how far across from a scale's line notes belong to it, board units
SCALE_REACH: Final = 320

Paper = Literal["plain", "squared", "lined"]
Tip = Literal["pen", "highlighter"]
ShapeKind = Literal["line", "arrow", "rectangle", "ellipse"]
MarkKind = Literal["now", "highest", "wanted", "step", "own"]
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
