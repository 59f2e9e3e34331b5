"""Where notes and marks lie in exercises, as Python reads it; the browser reads the same."""

from __future__ import annotations

from datetime import UTC, datetime
from random import Random
from typing import Any

from tests.wire.spelling import b64, fixed
from whiteboard.document import BoardDocument
from whiteboard.elements import people_of, read_element
from whiteboard.entry import Body, Seen
from whiteboard.exercises import (
    along,
    choices_of,
    read_exercises,
    read_zone_change,
    stretch_of,
    zone_of,
)
from whiteboard.facts import plain_facts
from whiteboard.log import Entry
from whiteboard.schema import FIRST_SHEET, Frame, Note, Scale
from whiteboard.sessions import sessions_of, what_was_left
from whiteboard.summary import write_summary

CIRCLES: Frame = (45.0, 207.0, 910.0, 910.0, 0.0)
LEVEL: Frame = (110.0, 640.0, 780.0, 120.0, 0.0)
UPRIGHT: Frame = (440.0, 180.0, 120.0, 1000.0, 0.0)
ID = "AAAAAAAAAAA"
CHANGES: list[Any] = [
    {"type": "zone", "note": "AAAAAAAAAAE", "from": "ring", "to": "inner"},
    {"type": "zone", "note": "AAAAAAAAAAE", "from": "ring", "to": "ring"},
    {"type": "zone", "note": "short", "from": "ring", "to": "inner"},
    {"type": "zone", "note": "AAAAAAAAAAE", "from": "ring", "to": "elsewhere"},
    {"type": "sheet", "note": "AAAAAAAAAAE", "from": "ring", "to": "inner"},
    None,
    [1],
]


def _scale(*, upright: bool) -> Scale:
    frame = UPRIGHT if upright else LEVEL
    return Scale("scale", ID, ID, "a0", ID, frame, "", "", "", [], upright=upright)


NOW = 1_790_000_000_000
DAY = 24 * 3600 * 1000


def _day(ms: int) -> str:
    return datetime.fromtimestamp(ms / 1000, UTC).strftime("%Y-%m-%d")


def _talk() -> tuple[BoardDocument, list[dict[str, Any]]]:
    """Return the board after a talk and a week, and the chapters of what moved."""
    author = fixed("exercise author", 8)
    board = BoardDocument(author)

    def new(word: str) -> str:
        return b64(fixed(f"exercise {word}", 8))

    labels = {"topic": "Grenzen  aangeven", "inner": "lukt al", "ring": "", "outside": ""}
    board.add_exercise(new("circles"), "circles", CIRCLES, labels)
    places = {"agenda": (400, 600), "morgen": (560, 610), "nee": (430, 250), "nu niet": (20, 1240)}
    for text, (x, y) in places.items():
        board.add_note(new(text), x, y, text, size=160)
    board.add_note(new("empty"), 600, 300, " ", size=160)
    board.set_field(new("nee"), "chosen", True)
    sam, noor, eva = (2, 0), (2, 3), (1, 0)
    for word, who, at, names in (
        ("nee", sam, NOW, ["Sam"]),
        ("nee", eva, NOW + 1, ["Eva  de Wit"]),
        ("morgen", noor, NOW + 2, ["Sam", "Noor"]),
    ):
        board.set_field(new(word), f"chosen:{_people(*who)}", [at, b64(author), names])
    board.set_sheet(FIRST_SHEET, "title", "Cirkels")
    second = new("second")
    board.add_sheet(second, "")
    ends = {"topic": "", "low": "nog niets van", "high": "zoals ik het wil"}
    board.add_exercise(new("scale"), "scale", LEVEL, ends, sheet=second)
    marks = [
        ("now", NOW, "", [4.0]),
        ("now", NOW + 7 * DAY, "", [4.5, 5.0]),
        ("own", NOW, "zoals mijn zus het ziet", [-0.5]),
        ("highest", NOW, "Sam", []),
    ]
    for row, (kind, at, name, value) in enumerate(marks):
        packed = [kind, at, b64(author), name, value]
        board.set_field(new("scale"), f"mark:{new(f'mark {row}')}", packed)
    board.add_note(new("there"), 150, 470, "gewoon\ngedaan", sheet=second, size=160)
    board.add_note(new("ahead"), 640, 470, "een dag wachten", sheet=second, size=160)
    third = new("third")
    board.add_sheet(third, "Stapje")
    card = {"kind": "step", "title": "Mijn stapje", "labels": ["wat", "wanneer", ""]}
    card |= {"cell0": "een dag bedenktijd", "cell1": "", "cell2": "met Eva", "value": 7.5}
    board.add_exercise(new("card"), "card", (110, 180, 780, 760, 0), card, sheet=third)
    moved = {"type": "zone", "note": new("morgen"), "from": "ring", "to": "inner"}
    return board, [{"data": moved, "at": NOW + 7 * DAY}]


def _people(first: int, second: int = 0) -> str:
    return b64(first.to_bytes(4, "big") + second.to_bytes(4, "big"))


#: notes, each with who chose it, and when
CHOSEN: list[list[tuple[tuple[int, int], int]]] = [
    # each has one; a duo's counts for both
    [((1, 0), 5), ((2, 3), 5)],
    # Sam chose again later; the duo's older one no longer holds
    [((2, 0), 9)],
    # on two machines at one moment
    [((7, 0), 5)],
    [((7, 0), 5), ((8, 9), 4)],
    [],
]
#: keys and values of which nothing is read
UNSOUND: list[tuple[str, Any]] = [
    ("chosen:AAAAAAAAAAA", [5, ID, ["niemand"]]),
    ("chosen:short", [5, ID, ["Sam"]]),
    ("chosen:AAAAAQAAAAF", [5, ID, ["bits over"]]),
    (f"chosen:{_people(3, 2)}", [5, ID, ["the larger first"]]),
    (f"chosen:{_people(1)}", [5, ID, []]),
    (f"chosen:{_people(2)}", [5, ID, ["a", "b", "c"]]),
    (f"chosen:{_people(3)}", [5.5, ID, ["Sam"]]),
    (f"chosen:{_people(4)}", [5, "nobody", ["Sam"]]),
    (f"chosen:{_people(5)}", [5, ID, [1]]),
    (f"chosen:{_people(6)}", "Sam"),
]


def _choices() -> dict[str, Any]:
    """Return notes as they are kept, and which of their choices hold."""
    notes = []
    for row, chosen in enumerate(CHOSEN):
        kept = {f"chosen:{_people(*who)}": [at, ID, [f"{who}"]] for who, at in chosen}
        notes.append((b64(fixed(f"chosen {row}", 8)), kept))
    notes.append((b64(fixed("chosen badly", 8)), dict(UNSOUND)))
    common = {"type": "note", "sheet": ID, "order": "a0", "by": ID, "frame": [0, 0, 9, 9, 0]}
    read = [read_element(id_, {**common, "colour": 0, "text": "", **kept}) for id_, kept in notes]
    holding = choices_of([note for note in read if isinstance(note, Note)])
    ids = [_people(1), _people(2, 3), _people(3, 2), _people(0, 4), "AAAAAQAAAAF", "short"]
    return {
        "notes": [{"id": id_, "fields": kept} for id_, kept in notes],
        "hold": {note: [choice.id for choice in some] for note, some in holding.items()},
        "people": [{"id": id_, "links": sorted(people_of(id_))} for id_ in ids],
    }


#: seq, at and data of `session` entries, sound and otherwise
SESSIONS: list[tuple[int, int, Any]] = [
    (3, NOW, {"id": "one", "do": "start"}),
    (5, NOW + 1000, {"id": "two", "do": "start"}),
    (6, NOW + 2000, {"id": "two", "do": "end"}),
    (9, NOW + DAY, {"id": "one", "do": "end", "at": NOW + 3_600_000}),
    (10, NOW + DAY, {"id": "one", "do": "end"}),
    (11, NOW + 7 * DAY, {"id": "three", "do": "start"}),
    (12, NOW + 7 * DAY + 9, {"id": 7, "do": "end"}),
    (14, NOW + 8 * DAY, {"id": "three", "do": "end", "at": NOW}),
    (15, NOW + 9 * DAY, None),
    (16, NOW + 10 * DAY, {"id": "four", "do": "start", "at": NOW + 9 * DAY}),
    (17, NOW + 10 * DAY, {"id": "four", "do": "end", "at": NOW + 20 * DAY}),
    (18, NOW + 11 * DAY, {"id": "five", "do": "start", "at": NOW}),
]


def _entries() -> list[Entry]:
    author = fixed("exercise author", 8)
    return [
        Entry(seq, at, "session", "coach", author, 0, 0, (), Body(at, Seen(0, b""), data))
        for seq, at, data in SESSIONS
    ]


def _left() -> dict[str, Any]:
    """Return the board of the talk, and what a second one made of it."""
    board, _ = _talk()
    before, was = board.encode(), list(board.elements())

    def id_of(word: str) -> str:
        return b64(fixed(f"exercise {word}", 8))

    board.set_field(id_of("agenda"), "frame", [400.0, 320.0, 160.0, 160.0, 0.0])
    board.set_field(id_of("nee"), "frame", [430.0, 255.0, 160.0, 160.0, 0.0])
    board.set_field(id_of("nu niet"), "frame", [430.0, 980.0, 160.0, 160.0, 0.0])
    for text, (x, y) in {"later": (600, 900), "nieuw": (200, 880), "  ": (500, 500)}.items():
        board.add_note(id_of(f"second {text}"), x, y, text, size=160)
    author = b64(fixed("exercise author", 8))
    for row, value in (("mark 0", [5.0]), ("mark 9", [6.0])):
        packed = ["now", NOW + 9 * DAY, author, "", value]
        board.set_field(id_of("scale"), f"mark:{id_of(row)}", packed)
    board.set_field(id_of("card"), "value", 8.0)
    card = {"kind": "keep", "title": "Behouden", "labels": ["wat"], "cell0": "  "}
    board.add_exercise(id_of("blank card"), "card", (110, 180, 780, 760, 0), card)
    board.add_exercise(
        id_of("card two"), "card", (110, 180, 780, 760, 0), {**card, "cell0": "rust"}
    )
    away = id_of("away")
    board.add_sheet(away, "")
    board.add_note(id_of("unseen"), 200, 200, "weg", sheet=away, size=160)
    board.set_sheet(away, "gone", True)
    left = what_was_left(board.sheets(), was, board.elements())
    return {
        "before": b64(before),
        "after": b64(board.encode()),
        "moved": [[one.note, one.from_, one.to] for one in left.moved],
        "new": left.new,
        "marks": left.marks,
        "cards": left.cards,
    }


def _summaries() -> dict[str, Any]:
    board, chapters = _talk()
    read = [read_zone_change(chapter["data"], chapter["at"]) for chapter in chapters]
    changes = [change for change in read if change is not None]
    facts = read_exercises(board.sheets(), board.elements(), changes)
    empty = read_exercises([], [])
    return {
        "board": b64(board.encode()),
        "chapters": chapters,
        "nl": write_summary(facts, board.sheets(), "nl", _day),
        "en": write_summary(facts, board.sheets(), "en", _day),
        "nothing": write_summary(empty, [], "nl", _day),
        "sessions": [
            {"entry": {"seq": seq, "at": at, "data": data}, "then": _spelled(count)}
            for count, (seq, at, data) in enumerate(SESSIONS, 1)
        ],
        "plain": plain_facts(facts, board.sheets(), sessions_of(_entries())),
    }


def _spelled(count: int) -> list[list[Any]]:
    found = sessions_of(_entries()[:count])
    return [[one.id, one.start, one.end, one.from_seq, one.to_seq] for one in found]


def exercise_vectors() -> dict[str, Any]:
    """Return notes with their zones and stretches, values with their points, chapters read."""
    rng = Random(5)
    corners = [(rng.uniform(-100, 1000), rng.uniform(-100, 1400)) for _ in range(60)]
    notes: list[Frame] = [(round(x, 3), round(y, 3), 168.0, 168.0, 0.0) for x, y in corners]
    # exactly on the inner border, and on the outer one
    notes += [(500.0 + 250.25, 662.0, 0.0, 0.0, 0.0), (955.0, 662.0, 0.0, 0.0, 0.0)]
    values = [-40.0, -1.0, -0.5, 0.0, 0.5, 5.0, 7.5, 10.0, 11.0, 60.0]
    return {
        "circles": list(CIRCLES),
        "zones": [{"note": list(note), "zone": zone_of(note, CIRCLES)} for note in notes],
        "scales": [
            {
                "upright": upright,
                "frame": list(_scale(upright=upright).frame),
                "points": [
                    {"value": value, "at": list(along(_scale(upright=upright), value))}
                    for value in values
                ],
                "stretches": [
                    {
                        "note": list(note),
                        "now": now,
                        "stretch": stretch_of(note, _scale(upright=upright), now),
                    }
                    for note in notes
                    for now in (None, -2.0, 4.5)
                ],
            }
            for upright in (False, True)
        ],
        "summary": _summaries(),
        "left": _left(),
        "choices": _choices(),
        "changes": [
            {"data": data, "read": read_zone_change(data, 7) is not None} for data in CHANGES
        ],
    }
