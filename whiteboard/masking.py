"""
All of a recording, unreadable: when, where and how much, and not a word of what.

Only what is known to say nothing stays as it is; whatever else somebody put into a field comes out
as bars, or not at all. Pure; the same as ``web/src/replay/masking.ts``, held equal by tests/wire.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from itertools import pairwise
from typing import Any, Final

from whiteboard.elements import is_id
from whiteboard.errors import MalformedInk
from whiteboard.fields import PlainFields, is_typed
from whiteboard.geometry import Point, turned
from whiteboard.ink import MAX_DT_MS, InkPoint, decode_points, encode_points, place_points
from whiteboard.recognise import Meant, recognise
from whiteboard.recording import Life, Recording
from whiteboard.schema import INK_WIDTHS
from whiteboard.shapes import head_length

#: stands for a letter
BAR: Final = "█"
_LETTER: Final = re.compile(r"[^ \n]")
#: all that is left of a picture, and of what is of an unknown kind
_PLACE: Final = ("sheet", "order", "by", "frame", "locked")
#: what says nothing of what people wrote; a text in these is an id, an order or one of `_OURS`
_KEPT: Final = frozenset(
    (
        *_PLACE, "type", "marker", "width", "tip", "shape", "size", "colour", "signed", "chosen",
        "drawn", "upright", "columns", "value", "kind", "paper", "gone",
    )
)  # fmt: skip
#: what people wrote, beside what is typed
_LABELS: Final = frozenset(("topic", "inner", "ring", "outside", "low", "high", "title", "labels"))
#: words of ours; a coach's own card is named by its kind
_OURS: Final[Mapping[str, frozenset[str]]] = {
    "type": frozenset(("ink", "shape", "text", "note", "picture", "circles", "scale", "card"))
    | {"unknown"},
    "tip": frozenset(("pen", "highlighter")),
    "shape": frozenset(("line", "arrow", "rectangle", "ellipse")),
    "kind": frozenset(("step", "closing")),
    "paper": frozenset(("plain", "squared", "lined")),
}
_MARKS: Final = ("now", "highest", "wanted", "step", "own")
_ORDER: Final = re.compile(r"[0-9A-Za-z]{1,256}")
#: as programs make them
_SESSION: Final = re.compile(r"[A-Za-z0-9_-]{11}|[A-Za-z0-9_-]{22}")
#: of a scribble, board units between two turns; of a line, between two points
_TURN: Final = 18
_MOST_TURNS: Final = 60
#: points on a round
_ROUND: Final = 48
_LEAN: Final = math.radians(27)


def mask(recording: Recording) -> Recording:
    """
    Return the recording with nothing in it that can be read or recognised.

    Letters become bars, pictures grey cards, strokes a scribble over the place they took; strokes
    that were meant as lines, arrows, ellipses or rectangles become just that, and shapes stay, and
    so do zones, marks and times. Messages go.
    """
    return {
        **recording,
        "people": {by: {**one, "name": ""} for by, one in recording["people"].items()},
        "sheets": [_masked(life) for life in recording["sheets"]],
        "elements": [_masked(life) for life in recording["elements"]],
        "chapters": [
            {**chapter, "title": bars(chapter["title"])} if "title" in chapter else chapter
            for chapter in recording["chapters"]
        ],
        "sessions": [
            {**one, "id": one["id"] if _SESSION.fullmatch(one["id"]) else str(number)}
            for number, one in enumerate(recording["sessions"], 1)
        ],
        "talk": None,
    }


def bars(text: str) -> str:
    """Return a bar for each character that is no space and no end of line."""
    return _LETTER.sub(BAR, text)


def _masked(life: Life) -> Life:
    fields, changes = life["fields"], life["changes"]
    grey = fields.get("type") in ("picture", "unknown")
    masked = {
        key: _masked_value(fields, key, value) for key, value in fields.items() if _stays(key, grey)
    }
    if grey:
        masked = {"type": "unknown", **masked}
    told = [
        [*change[:4], _masked_value(fields, change[3], change[4])]
        for change in changes
        if _stays(change[3], grey)
    ]
    return {**life, "fields": masked, "changes": told}


def _stays(key: str, grey: bool) -> bool:
    """Say whether a field is there at all; of one that nobody knows, not even its name is."""
    if grey:
        return key in _PLACE
    prefix, _, id_ = key.partition(":")
    if id_ and prefix in ("mark", "chosen"):
        return is_id(id_)
    return key in _KEPT or key in _LABELS or key == "points" or is_typed(key)


def _masked_value(fields: PlainFields, key: str, value: Any) -> Any:
    if key == "points":
        return _masked_points(fields, value)
    if key.startswith("mark:") and isinstance(value, (list, tuple)) and len(value) == 5:
        kind, at, by, name, places = value
        return [kind if kind in _MARKS else "own", at, _kept_id(by), *_bared([name, places])]
    if key.startswith("chosen:") and isinstance(value, (list, tuple)) and len(value) == 3:
        at, by, names = value
        return [at, _kept_id(by), _bared(names)]
    if isinstance(value, str) and _says_nothing(key, value):
        return value
    return _bared(value)


def _kept_id(value: Any) -> Any:
    return value if is_id(value) else _bared(value)


def _says_nothing(key: str, value: str) -> bool:
    if key in ("sheet", "by"):
        return is_id(value)
    if key == "order":
        return _ORDER.fullmatch(value) is not None
    return value in _OURS.get(key, ())


def _bared(value: Any) -> Any:
    """Return *value* with bars for all that can be read in it, however deep."""
    if isinstance(value, str):
        return bars(value)
    if isinstance(value, (list, tuple)):
        return [_bared(inner) for inner in value]
    return value if value is None or isinstance(value, (bool, int, float)) else None


# --- strokes ----------------------------------------------------------------------------------


def _masked_points(fields: PlainFields, packed: Any) -> bytes:
    """Return what takes a stroke's place, and as long as it did."""
    width, height = fields["frame"][2], fields["frame"][3]
    try:
        points = decode_points(packed if isinstance(packed, bytes) else b"")
    except MalformedInk:
        return _packed(_scribble(width, height), 0)
    frame = (0.0, 0.0, width, height, 0.0)
    meant = recognise([(point.x, point.y) for point in place_points(points, frame)])
    way = _scribble(width, height) if meant is None else _plainly(meant)
    # A frame stretches what is in it from its own corner on, so it must fill it.
    across = _filling([x for x, _ in way], width)
    down = _filling([y for _, y in way], height)
    inside = list(zip(across, down, strict=True))
    return _packed(inside, min(sum(point.dt for point in points), MAX_DT_MS))


def _filling(values: list[float], length: float) -> list[float]:
    """Return *values* stretched over 0..length; what is flat stays where it is, within it."""
    low, high = min(values), max(values)
    if high - low < 1:
        return [min(max(value, 0.0), length) for value in values]
    return [(value - low) * length / (high - low) for value in values]


def _packed(way: list[Point], whole: int) -> bytes:
    points, told = [], 0
    for at, (x, y) in enumerate(way):
        until = whole * at // max(1, len(way) - 1)
        points.append(InkPoint(x, y, dt=until - told))
        told = until
    return encode_points(points)


def _scribble(width: float, height: float) -> list[Point]:
    """Return a zigzag over a place."""
    turns = max(1, min(_MOST_TURNS, int(max(width, height) // _TURN)))
    wide = width >= height
    way = []
    for turn in range(turns + 1):
        along, across = turn / turns, turn % 2
        way.append((width * along, height * across) if wide else (width * across, height * along))
    return way


def _plainly(meant: Meant) -> list[Point]:
    """Return a shape as nobody's hand draws it, begun where anybody would."""
    x, y, w, h, angle = meant.frame
    middle = (x + w / 2, y + h / 2)
    if meant.shape == "ellipse":
        turns = [(at / _ROUND) * 2 * math.pi - math.pi / 2 for at in range(_ROUND + 1)]
        level = [(middle[0] + w / 2 * math.cos(t), middle[1] + h / 2 * math.sin(t)) for t in turns]
        return [turned(point, middle, angle) for point in level]
    if meant.shape == "rectangle":
        corners = [(x, y), (x + w, y), (x + w, y + h), (x, y + h), (x, y)]
    else:
        tip = (x + w, middle[1])
        corners = [(x, middle[1]), tip]
        if meant.shape == "arrow":
            head = head_length(w, INK_WIDTHS[1])
            back, aside = head * math.cos(_LEAN), head * math.sin(_LEAN)
            corners += [(tip[0] - back, tip[1] - aside), tip, (tip[0] - back, tip[1] + aside)]
    return _stepped([turned(corner, middle, angle) for corner in corners])


def _stepped(corners: list[Point]) -> list[Point]:
    """Return a way through *corners* with points between them, so that it is drawn on the way."""
    way = corners[:1]
    for (ax, ay), (bx, by) in pairwise(corners):
        steps = max(1, min(_MOST_TURNS, int(math.hypot(bx - ax, by - ay) // _TURN)))
        way += [
            (ax + (bx - ax) * at / steps, ay + (by - ay) * at / steps) for at in range(1, steps + 1)
        ]
    return way
