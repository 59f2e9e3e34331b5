"""
What can be counted in a recording: who drew and wrote when and how much, and when nobody did.

Counts and times only, side by side in the order of the talk. Nothing is compared, divided or
judged; what a number means is for those who look at it. Pure; the same as
``web/src/replay/tally.ts``, held equal by tests/wire. A masked recording gives the same counts,
but for names and the length of ink.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final, TypedDict

from whiteboard.errors import MalformedInk
from whiteboard.fields import PlainFields, change_field, is_typed
from whiteboard.ink import decode_points, place_points
from whiteboard.recording import NOBODY, Life, Recording
from whiteboard.replay import STILL_MS, brought_back, stillness

#: of time, unless another is wanted
BIN_MS: Final = 60_000
#: letters between spaces and ends of lines, as a mask leaves them
_WORD: Final = re.compile(r"[^ \n]+")


class Done(TypedDict):
    """What somebody did, of each kind how much."""

    strokes: int
    #: length of all strokes, board units
    ink: int
    #: begun, whether they stayed or not
    words: int
    #: notes, shapes, pictures and exercises that were put on a sheet
    things: int
    #: acts of moving or resizing, each with all that went along
    moves: int


class Bin(Done):
    """What somebody did in one stretch of time; *at* is when it begins."""

    at: int


class Tallied(TypedDict):
    """One person in one role, in however many browsers."""

    role: str
    name: str
    total: Done
    #: by time; stretches in which nothing was done are left out
    bins: list[Bin]


class StepTime(TypedDict):
    """How long it was after a step had come up until the next one did."""

    step: str
    start: int
    end: int


class Useful(TypedDict):
    """The number that a client gave on a closing card; None when it was taken back."""

    at: int
    by: str
    card: str
    value: float | None


class Tally(TypedDict):
    """All of it; times in ms, on the recording's scale."""

    start: int
    end: int
    bin: int
    #: by role and name
    people: list[Tallied]
    #: [from, to] in which nothing happened, oldest first
    still: list[list[int]]
    steps: list[StepTime]
    #: oldest first; empty where nobody gave one
    useful: list[Useful]


def tally(
    recording: Recording,
    *,
    bin_ms: int = BIN_MS,
    still_ms: int = STILL_MS,
    steps: Iterable[tuple[str, int]] = (),
) -> Tally:
    """
    Count what is in *recording*.

    Args:
        bin_ms: length of a stretch of time, from the recording's start on.
        still_ms: shorter pauses are no stillness.
        steps: names of steps with when each came up, from whoever ticked them: a recording of a
            room has none.
    """
    found: dict[tuple[str, str], dict[int, Done]] = {}
    for at, by, kind, count in _doings(recording):
        person = recording["people"].get(by)
        if by == NOBODY or person is None:
            continue
        bins = found.setdefault((person["role"], person["name"]), {})
        place = recording["start"] + (at - recording["start"]) // bin_ms * bin_ms
        done = bins.setdefault(place, _nothing())
        done[kind] += count  # type: ignore[literal-required]
    return {
        "start": recording["start"],
        "end": recording["end"],
        "bin": bin_ms,
        "people": [
            {
                "role": role,
                "name": name,
                "total": _sum(bins.values()),
                "bins": [{"at": at, **bins[at]} for at in sorted(bins)],
            }
            for (role, name), bins in sorted(found.items())
        ],
        "still": [list(span) for span in stillness(recording, still_ms)],
        "steps": _step_times(recording, sorted(steps, key=lambda step: step[1])),
        "useful": _useful(recording),
    }


def _nothing() -> Done:
    return {"strokes": 0, "ink": 0, "words": 0, "things": 0, "moves": 0}


def _sum(rows: Iterable[Done]) -> Done:
    total = _nothing()
    for row in rows:
        for kind in total:
            total[kind] += row[kind]  # type: ignore[literal-required]
    return total


def _doings(recording: Recording) -> Iterator[tuple[int, str, str, int]]:
    """Yield when, by whom, what and how much; a count of 0 is nothing done."""
    back = brought_back(recording)
    moved: set[tuple[int, str]] = set()
    for life in recording["elements"]:
        at, seq, by = life["born"]
        if (life["id"], seq) not in back:
            if life["fields"].get("type") == "ink":
                yield at, by, "strokes", 1
                yield at, by, "ink", _ink_length(life["fields"])
            else:
                yield at, by, "things", 1
            words = sum(_words(text) for key, text in life["fields"].items() if is_typed(key))
            if words > 0:
                yield at, by, "words", words
        yield from _written(life)
        for when, entry, who, key, _ in life["changes"]:
            if key == "frame" and (entry, who) not in moved:
                moved.add((entry, who))
                yield when, who, "moves", 1


def _written(life: Life) -> Iterator[tuple[int, str, str, int]]:
    """Yield the words that came as somebody typed."""
    now = {key: text for key, text in life["fields"].items() if is_typed(key)}
    for at, _, by, key, value in life["changes"]:
        if not is_typed(key):
            continue
        before = _words(now.get(key))
        change_field(now, key, value)
        more = _words(now.get(key)) - before
        if more > 0:
            yield at, by, "words", more


def _words(text: object) -> int:
    return len(_WORD.findall(text)) if isinstance(text, str) else 0


def _ink_length(fields: PlainFields) -> int:
    """Return how long a stroke was when it was drawn, in whole board units."""
    try:
        points = place_points(decode_points(fields["points"]), fields["frame"])
    except (MalformedInk, KeyError):
        return 0
    length = sum(math.hypot(b.x - a.x, b.y - a.y) for a, b in pairwise(points))
    return math.floor(length + 0.5)


def _step_times(recording: Recording, steps: Sequence[tuple[str, int]]) -> list[StepTime]:
    """Return each step until the next came up; what came up outside the recording is left out."""
    inside = [(s, at) for s, at in steps if recording["start"] <= at <= recording["end"]]
    following = [*(at for _, at in inside[1:]), recording["end"]]
    return [
        {"step": step, "start": at, "end": following[number]}
        for number, (step, at) in enumerate(inside)
    ]


def _useful(recording: Recording) -> list[Useful]:
    found: list[Useful] = []
    for life in recording["elements"]:
        if (life["fields"].get("type"), life["fields"].get("kind")) != ("card", "closing"):
            continue
        rows = [[*life["born"], "value", life["fields"].get("value")], *life["changes"]]
        said = None
        for at, _, by, key, value in rows:
            if key == "value" and value != said:
                found.append({"at": at, "by": by, "card": life["id"], "value": value})
                said = value
    return sorted(found, key=lambda one: (one["at"], one["card"]))
