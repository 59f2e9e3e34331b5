"""
What happens in a practice room: a topic, two circles and a scale, a sheet with a step, a chat.

Pure: randomness and time are handed in, and the same ones give the same room. Only says what
was done, by whom and when; ``demo`` seals it and sends it to a server, benches use it as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Final, Literal

from whiteboard.handwriting import Stroke, draw_circle, draw_line, word_width, write_word
from whiteboard.practice_words import WORDS, PracticeWords, Told
from whiteboard.schema import Form, Frame, Language, ShapeKind

Person = Literal["coach", "guest"]

CIRCLES_AT: Final = (500.0, 662.0)
INNER_RADIUS: Final = 250.0
OUTER_RADIUS: Final = 455.0
SCALE_Y: Final = 1270.0
SCALE_FROM: Final = 130.0
SCALE_TO: Final = 870.0
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
class Wrote:
    """Somebody wrote straight on a sheet."""

    sheet: int
    frame: Frame
    text: str
    marker: int
    size: int


@dataclass(frozen=True)
class Shaped:
    """Somebody drew a shape."""

    sheet: int
    shape: ShapeKind
    frame: Frame
    marker: int
    width: int


@dataclass(frozen=True)
class Stuck:
    """Somebody stuck a note; *index* counts the notes of the room."""

    index: int
    x: float
    y: float
    colour: int


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


OnBoard = Drew | Titled | Wrote | Shaped | Stuck | Typed | Moved
Deed = Came | Said | Met | OnBoard


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

    def draw(self, strokes: list[Stroke], marker: int, width: int) -> None:
        for stroke in strokes:
            self.do("coach", Drew(stroke, marker, width), 250, 600)
            self.now_ms += sum(point[3] for point in stroke)


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
    _draw_topic(story, words)
    story.draw([draw_circle(*CIRCLES_AT, INNER_RADIUS, rng)], 1, 1)
    story.draw([draw_circle(*CIRCLES_AT, OUTER_RADIUS, rng)], 1, 1)
    _tell(story, words.about_achieved)
    for index, text in enumerate(words.achieved):
        _stick(story, index, INNER_PLACES[index], 2, text)
    _tell(story, words.about_wanted)
    for index, text in enumerate(words.wanted, len(words.achieved)):
        _stick(story, index, RING_PLACES[index - len(words.achieved)], 0, text)
    _draw_scale(story, words)
    _tell(story, words.about_scale)
    chosen = len(words.achieved)
    x, y = RING_PLACES[0]
    story.do("guest", Moved(chosen, x - 60, y + 6), 5_000, 9_000)
    _tell(story, words.closing[:2])
    _write_step(story, words)
    _tell(story, words.closing[2:])
    story.do("coach", Met("end"), 60_000, 61_000)
    shift = now_ms - story.now_ms
    return [Act(act.who, act.at_ms + shift, act.deed) for act in story.acts]


def _tell(story: _Story, told: Told) -> None:
    for who, text in told:
        story.do(who, Said(text), 25_000 + 80 * len(text), 45_000 + 120 * len(text))


def _stick(story: _Story, index: int, place: tuple[float, float], colour: int, text: str) -> None:
    """Stick a note and type on it, with a stop half-way as people make."""
    x, y = (corner + story.rng.uniform(-8, 8) for corner in place)
    story.do("guest", Stuck(index, x, y, colour), 8_000, 15_000)
    middle = text.find(" ", len(text) // 2)
    if middle > 0:
        story.do("guest", Typed(index, text[:middle]), 1_500, 2_900)
    story.do("guest", Typed(index, text), 1_500, 2_900)


def _draw_topic(story: _Story, words: PracticeWords) -> None:
    height = 52.0
    left = (1000 - word_width(words.topic, height)) / 2
    story.draw(write_word(words.topic, left, 130, height, story.rng), 0, 1)
    right = left + word_width(words.topic, height)
    story.draw([draw_line(left - 6, 165, right, 161, story.rng)], 3, 0)


def _draw_scale(story: _Story, words: PracticeWords) -> None:
    rng, length = story.rng, SCALE_TO - SCALE_FROM
    story.draw([draw_line(SCALE_FROM, SCALE_Y, SCALE_TO, SCALE_Y, rng)], 2, 1)
    ticks = [SCALE_FROM + length * step / 10 for step in range(11)]
    story.draw([draw_line(x, SCALE_Y - 14, x, SCALE_Y + 14, rng) for x in ticks], 2, 0)
    story.draw(write_word("0", SCALE_FROM - 14, SCALE_Y + 64, 26, rng), 2, 0)
    story.draw(write_word("10", SCALE_TO - 20, SCALE_Y + 64, 26, rng), 2, 0)
    now = ticks[words.now]
    story.draw([draw_line(now, SCALE_Y - 48, now, SCALE_Y + 2, rng)], 3, 1)
    story.draw(write_word(words.now_word, now - 24, SCALE_Y - 62, 26, rng), 3, 0)


def _write_step(story: _Story, words: PracticeWords) -> None:
    """Put the step on a sheet of its own: what, when, what helps."""
    story.do("coach", Titled(1, words.step_title), 4_000, 6_000)
    rng, width = story.rng, 620.0
    title = Wrote(1, (120.0, 150.0, 760.0, 88.0, 0.0), words.step_title, 1, 2)
    story.do("coach", title, 3_000, 5_000)
    end = 120 + 32 * len(words.step_title)
    line = draw_line(116, 246, end, 240, rng)
    story.do("coach", Drew(line, 3, 0, sheet=1), 800, 1_200)
    for row, (label, text) in enumerate(words.step):
        y = 340.0 + 300.0 * row
        story.do("coach", Wrote(1, (120.0, y, 200.0, 60.0, 0.0), label, 2, 1), 6_000, 9_000)
        story.do("coach", Wrote(1, (330.0, y, width, 60.0, 0.0), text, 0, 1), 6_000, 9_000)
        if row > 0:
            arrow = Shaped(1, "arrow", (70.0, y - 110, 150.0, 0.0, 90.0), 1, 1)
            story.do("coach", arrow, 900, 1_500)
    marked = draw_line(330, 672, 330 + 19.5 * len(words.step[1][1]), 668, rng)
    story.do("coach", Drew(marked, 0, 1, sheet=1, highlighter=True), 2_000, 3_000)
    ring = Shaped(1, "ellipse", (96.0, 918.0, 214.0, 112.0, 0.0), 3, 0)
    story.do("guest", ring, 3_000, 5_000)
