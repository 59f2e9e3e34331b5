"""
Looking back: bodies by which a share is asked for, answered and ended, and what is said in one.

Remarks and buckets are folded in ``remarks.py`` and ``buckets.py``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Final, Literal

from whiteboard.bodies import ServerMillis
from whiteboard.schema import BoardUnits

#: of what coach or trainer writes at a place of a share's recording, or answers there
MAX_REMARK_CHARS: Final = 2_000
#: in one share, and to one remark; what comes after is passed over
MAX_REMARKS: Final = 1_000
MAX_REMARK_ANSWERS: Final = 200
#: moments in all buckets together
MAX_BUCKETED: Final = 1_000
#: of a progress-focused talk, in the usual order; see web/src/coaching/README.md
TALK_STEPS: Final = ("use", "topic", "wanted", "achieved", "worked", "ahead", "useful")


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
