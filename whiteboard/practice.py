"""
What happens in a practice room: a sheet with circles, one with a scale, one with a step; a chat.

Pure: randomness and time are handed in, and the same ones give the same room. Only says what
was done, by whom and when; ``demo`` seals it and sends it to a server, benches use it as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Any, Final, Literal

from whiteboard.bodies import Form, Language
from whiteboard.handwriting import Stroke, draw_line
from whiteboard.practice_words import WORDS, PracticeWords, Told
from whiteboard.schema import Frame, MarkKind

Person = Literal["coach", "guest"]

CIRCLES_FRAME: Final[Frame] = (45.0, 207.0, 910.0, 910.0, 0.0)
SCALE_FRAME: Final[Frame] = (120.0, 720.0, 760.0, 120.0, 0.0)
CARD_FRAME: Final[Frame] = (110.0, 180.0, 780.0, 760.0, 0.0)
NOTE_SIZE: Final = 168.0
#: corners of the notes in the inner circle, then of those in the ring
INNER_PLACES: Final = ((330.0, 492.0), (512.0, 522.0), (416.0, 694.0))
RING_PLACES: Final = ((415.0, 226.0), (60.0, 582.0), (768.0, 606.0))


@dataclass(frozen=True)
class Came:
    """Somebody came in."""

    name: str
    form: Form


@dataclass(frozen=True)
class Said:
    """Somebody sent a message."""

    text: str


@dataclass(frozen=True)
class Drew:
    """Somebody drew one stroke; *sheet* counts the sheets of the room."""

    stroke: Stroke
    marker: int
    width: int
    sheet: int = 0
    highlighter: bool = False


@dataclass(frozen=True)
class Titled:
    """Somebody gave a sheet its title; a new one comes after the last."""

    sheet: int
    title: str


@dataclass(frozen=True)
class Placed:
    """Somebody put an exercise on a sheet; it is known by its *name* from then on."""

    sheet: int
    name: str
    type: Literal["circles", "scale", "card"]
    frame: Frame
    fields: dict[str, Any]


@dataclass(frozen=True)
class Changed:
    """Somebody changed one field of an exercise, or of the note with that number."""

    of: str | int
    key: str
    value: object


@dataclass(frozen=True)
class Marked:
    """Somebody set a mark on a scale."""

    scale: str
    kind: MarkKind
    value: list[float]


@dataclass(frozen=True)
class Carried:
    """Somebody carried a note from one zone of the circles to another."""

    index: int
    from_: str
    to: str


@dataclass(frozen=True)
class Stuck:
    """Somebody stuck a note; *index* counts the notes of the room."""

    index: int
    x: float
    y: float
    colour: int
    sheet: int = 0


@dataclass(frozen=True)
class Typed:
    """Somebody typed on a note until it read *text*."""

    index: int
    text: str


@dataclass(frozen=True)
class Moved:
    """Somebody moved a note."""

    index: int
    x: float
    y: float


@dataclass(frozen=True)
class Met:
    """The conversation began, or ended."""

    do: Literal["start", "end"]


OnBoard = Drew | Titled | Placed | Changed | Marked | Stuck | Typed | Moved
Deed = Came | Said | Met | Carried | OnBoard


@dataclass(frozen=True)
class Act:
    """One deed of one person at one time (ms since the epoch)."""

    who: Person
    at_ms: int
    deed: Deed


class _Story:
    """Collects acts while its own time goes on."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.now_ms = 0
        self.acts: list[Act] = []

    def do(self, who: Person, deed: Deed, least_ms: int, most_ms: int) -> None:
        self.now_ms += self.rng.randint(least_ms, most_ms)
        self.acts.append(Act(who, self.now_ms, deed))


def practice_room(rng: Random, now_ms: int, language: Language = "nl") -> list[Act]:
    """
    Return what happened in the half hour or so that ended at *now_ms*, oldest first.

    Coach and client are the only authors; every note is stuck before it is typed on.
    """
    words = WORDS[language]
    story = _Story(rng)
    story.do("coach", Came(words.coach, "picture"), 0, 0)
    story.do("guest", Came(words.guest, "picture"), 4_000, 9_000)
    story.do("coach", Met("start"), 200, 400)
    _tell(story, words.opening)
    story.do("coach", Titled(0, words.topic), 2_000, 3_000)
    labels = {"topic": words.topic, "inner": words.inner, "ring": words.ring, "drawn": 1}
    story.do("coach", Placed(0, "circles", "circles", CIRCLES_FRAME, labels), 2_000, 3_000)
    _tell(story, words.about_achieved)
    for index, text in enumerate(words.achieved):
        _stick(story, index, INNER_PLACES[index], 2, text)
    story.do("coach", Changed("circles", "drawn", 2), 1_000, 2_000)
    _tell(story, words.about_wanted)
    for index, text in enumerate(words.wanted, len(words.achieved)):
        _stick(story, index, RING_PLACES[index - len(words.achieved)], 0, text)
    _place_scale(story, words)
    _tell(story, words.about_scale)
    chosen = len(words.achieved)
    story.do("guest", Changed(chosen, "chosen", value=True), 5_000, 9_000)
    _tell(story, words.closing[:2])
    _place_step(story, words)
    _tell(story, words.closing[2:])
    story.do("coach", Met("end"), 60_000, 61_000)
    shift = now_ms - story.now_ms
    return [Act(act.who, act.at_ms + shift, act.deed) for act in story.acts]


def _tell(story: _Story, told: Told) -> None:
    for who, text in told:
        story.do(who, Said(text), 25_000 + 80 * len(text), 45_000 + 120 * len(text))


def _stick(
    story: _Story,
    index: int,
    place: tuple[float, float],
    colour: int,
    text: str,
    *,
    sheet: int = 0,
) -> None:
    """Stick a note and type on it, with a stop half-way as people make."""
    x, y = (corner + story.rng.uniform(-8, 8) for corner in place)
    story.do("guest", Stuck(index, x, y, colour, sheet), 8_000, 15_000)
    middle = text.find(" ", len(text) // 2)
    if middle > 0:
        story.do("guest", Typed(index, text[:middle]), 1_500, 2_900)
    story.do("guest", Typed(index, text), 1_500, 2_900)


def _place_scale(story: _Story, words: PracticeWords) -> None:
    """Give the scale a sheet of its own, with the place of now and what is there already."""
    story.do("coach", Titled(1, words.scale_title), 4_000, 6_000)
    labels = {"topic": words.topic, "low": words.low, "high": words.high}
    story.do("coach", Placed(1, "scale", "scale", SCALE_FRAME, labels), 2_000, 3_000)
    story.do("guest", Marked("scale", "now", [words.now]), 9_000, 15_000)
    for row, text in enumerate(words.there, len(words.achieved) + len(words.wanted)):
        _stick(story, row, (150.0 + 190 * (row % 2), 440.0), 2, text, sheet=1)
    story.do("guest", Marked("scale", "step", [words.now + 1]), 20_000, 30_000)
    line = draw_line(160, 575, 300, 570, story.rng)
    story.do("coach", Drew(line, 0, 0, sheet=1, highlighter=True), 2_000, 3_000)


def _place_step(story: _Story, words: PracticeWords) -> None:
    """Put the step on a card: what, when, what helps."""
    story.do("coach", Titled(2, words.step_title), 4_000, 6_000)
    fields: dict[str, Any] = {"kind": "step", "title": words.step_title}
    fields["labels"] = [label for label, _ in words.step]
    fields |= {f"cell{row}": text for row, (_, text) in enumerate(words.step)}
    story.do("coach", Placed(2, "step", "card", CARD_FRAME, fields), 12_000, 15_000)
    line = draw_line(132, 590, 560, 584, story.rng)
    story.do("coach", Drew(line, 0, 1, sheet=2, highlighter=True), 2_000, 3_000)
