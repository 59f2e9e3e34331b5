"""Board acts as Python writes them, what stands on the board after each, and updates to refuse."""

from __future__ import annotations

from dataclasses import MISSING, asdict, fields
from typing import Any

from tests.wire.spelling import b64, fixed
from whiteboard.document import BoardDocument
from whiteboard.elements import UnknownElement
from whiteboard.entry import Body
from whiteboard.log import Entry
from whiteboard.room import fold_board
from whiteboard.schema import FIRST_SHEET

EVA, SAM = fixed("board eva", 8), fixed("board sam", 8)
OTHER_GUEST, LATE_GUEST = fixed("board other guest", 8), fixed("board late guest", 8)
STROKE, NOTE, OTHER = (b64(fixed(word, 8)) for word in ("stroke", "note", "other"))
ARROW, TEXT, PICTURE, YELLOW = (
    b64(fixed(word, 8)) for word in ("arrow", "text", "picture", "highlighter")
)
SHEET = b64(fixed("second sheet", 8))
CIRCLES, SCALE, CARD = (b64(fixed(word, 8)) for word in ("circles", "scale", "card"))
LINE = [(10.0, 20.0, 128, 0), (30.5, 25.25, 200, 16), (33.0, 20.125, 90, 17)]


def plain_elements(board: BoardDocument) -> list[dict[str, Any]]:
    """Return all elements as JSON; bytes as base64url."""
    rows = []
    for element in board.elements():
        assert not isinstance(element, UnknownElement)
        row = asdict(element)
        row["frame"] = list(row["frame"])
        # what a field is without anybody's saying is written by neither language
        defaults = {
            field.name: field.default
            if field.default_factory is MISSING
            else field.default_factory()
            for field in fields(element)
        }
        row = {key: value for key, value in row.items() if value != defaults[key]}
        if "points" in row:
            row["points"] = b64(row["points"])
        rows.append(row)
    return rows


def plain_sheets(board: BoardDocument) -> list[dict[str, Any]]:
    """Return the sheets as JSON, those that are gone too."""
    rows = [asdict(sheet) for sheet in board.sheets()]
    return [{k: v for k, v in row.items() if v is not False} for row in rows]


def writers_vectors() -> dict[str, Any]:
    """
    Return entries of a coach and a guest with "only I draw" between them, and what counts of them.

    Places are counted from 1, as seqs are.
    """
    eva, sam = BoardDocument(EVA), BoardDocument(SAM)

    def note(writer: BoardDocument, word: str) -> list[Any]:
        return [[0, writer.add_note(b64(fixed(word, 8)), 0, 0, word)]]

    said: list[tuple[str, str, bytes, Any]] = [
        ("guest", "board", SAM, note(sam, "before")),
        ("guest", "chapter", SAM, {"type": "writers", "writers": "coach"}),
        ("guest", "board", SAM, note(sam, "a guest closes nothing")),
        ("coach", "chapter", EVA, {"type": "writers", "writers": "nobody"}),
        ("coach", "chapter", EVA, {"type": "sheet", "writers": "coach"}),
        ("coach", "chapter", EVA, "writers"),
        ("guest", "board", SAM, note(sam, "nor does another shape")),
        ("coach", "chapter", EVA, {"type": "writers", "writers": "coach"}),
        ("guest", "board", OTHER_GUEST, note(BoardDocument(OTHER_GUEST), "meanwhile")),
        ("guest", "chapter", SAM, {"type": "writers", "writers": "all"}),
        ("guest", "board", LATE_GUEST, note(BoardDocument(LATE_GUEST), "a guest opens nothing")),
        ("coach", "board", EVA, note(eva, "by the coach")),
        ("coach", "chapter", EVA, {"type": "writers", "writers": "all"}),
        ("guest", "board", SAM, note(sam, "after")),
    ]
    entries = [
        Entry(seq, 0, kind, role, author, 0, 0, (), Body(0, (0, bytes(16)), data))
        for seq, (role, kind, author, data) in enumerate(said, 1)
    ]
    board, refused = fold_board(entries)
    return {
        "entries": [
            {
                "role": role,
                "kind": kind,
                "author": b64(author),
                "data": [[dt, b64(update)] for dt, update in data] if kind == "board" else data,
            }
            for role, kind, author, data in said
        ],
        "refused": refused,
        "texts": sorted(row["text"] for row in plain_elements(board)),
    }


def board_vectors() -> dict[str, Any]:
    """Return acts of two people in order, and updates that a reader refuses from Eva."""
    eva, sam = BoardDocument(EVA), BoardDocument(SAM)
    steps: list[dict[str, Any]] = []

    def act(what: str, writer: BoardDocument, author: bytes, update: bytes) -> None:
        other = sam if writer is eva else eva
        other.apply_acts(author, [[0, update]])
        steps.append(
            {
                "what": what,
                "author": b64(author),
                "client": int.from_bytes(author[:6], "big"),
                "update": b64(update),
                "elements": plain_elements(writer),
                "sheets": plain_sheets(writer),
            }
        )

    act("a stroke", eva, EVA, eva.add_ink(STROKE, LINE, marker=3, width=2))
    act("a note", sam, SAM, sam.add_note(NOTE, 100, 200.5, colour=2))
    act("typing", sam, SAM, sam.type_text(NOTE, "Wat lukt er al? 🌱"))
    act("typing by the other", eva, EVA, eva.type_text(NOTE, "Wat lukt er al wél? 🌱"))
    act("moving", eva, EVA, eva.set_frame(NOTE, (300, 400, 220, 220, 0)))
    act("a second note", eva, EVA, eva.add_note(OTHER, 0, 0, "kort"))
    act("erasing the other's", sam, SAM, sam.delete([STROKE, OTHER]))
    act("an arrow", eva, EVA, eva.add_shape(ARROW, "arrow", (90, 80, 120.5, 0, 30), marker=1))
    act("a text", sam, SAM, sam.add_text(TEXT, (50, 60, 400, 60, 0), "Wat wil je?", size=2))
    act("a highlighter", eva, EVA, eva.add_ink(YELLOW, LINE, width=0, highlighter=True))
    blob = b64(fixed("a sealed picture", 32))
    act(
        "a picture", sam, SAM, sam.add_picture(PICTURE, (10, 20, 300, 200, 0), blob, alt="Een brug")
    )
    act("locking", eva, EVA, eva.set_field(ARROW, "locked", True))
    act("signing", sam, SAM, sam.set_field(NOTE, "signed", True))
    act("a second sheet", eva, EVA, eva.add_sheet(SHEET, "Werk", "squared"))
    act("naming the first", sam, SAM, sam.set_sheet(FIRST_SHEET, "title", "Begin"))
    act("taking a sheet away", eva, EVA, eva.set_sheet(SHEET, "gone", True))
    circles = {"topic": "Grenzen", "inner": "lukt al", "ring": "wil ik nog", "drawn": 1}
    act(
        "circles",
        eva,
        EVA,
        eva.add_exercise(CIRCLES, "circles", (45, 207, 910, 910, 0), circles),
    )
    act("the ring", eva, EVA, eva.set_field(CIRCLES, "drawn", 2))
    act("choosing", sam, SAM, sam.set_field(NOTE, "chosen", True))
    sams = b64((2).to_bytes(4, "big") + bytes(4))
    choice = [1_790_000_000_000, b64(SAM), ["Sam"]]
    act("Sam's own choice", sam, SAM, sam.set_field(NOTE, f"chosen:{sams}", choice))
    scale = {"topic": "Grenzen", "low": "nog niets", "high": "zoals ik het wil"}
    act("a scale", eva, EVA, eva.add_exercise(SCALE, "scale", (110, 640, 780, 120, 0), scale))
    for id_, kind, value in ((b64(fixed("m1", 8)), "now", [4.5]), (b64(fixed("m2", 8)), "own", [])):
        mark = [kind, 1_790_000_000_000, b64(SAM), "Sam", value]
        act(f"a mark, {kind}", sam, SAM, sam.set_field(SCALE, f"mark:{id_}", mark))
    card = {
        "kind": "step",
        "title": "Stapje",
        "labels": ["wat", "wanneer"],
        "cell0": "",
        "cell1": "",
    }
    act("a card", sam, SAM, sam.add_exercise(CARD, "card", (100, 100, 800, 500, 0), card))
    good = BoardDocument(EVA).add_note(NOTE, 0, 0, "x")
    foreign = BoardDocument(SAM).add_note(NOTE, 0, 0, "x")
    both = BoardDocument(EVA)
    both.apply_acts(SAM, [[0, foreign]])
    both.type_text(NOTE, "xy")
    broken = [
        ("of another author", foreign, "foreign"),
        ("of two authors", both.encode(), "foreign"),
        ("empty", b"", "broken"),
        ("one byte", b"\0", "broken"),
        ("cut off", good[:-1], "broken"),
        ("a byte follows", good + b"\0", "broken"),
        ("endless structs", b"\1\xff\xff\xff\xff\x7f" + good[2:], "broken"),
        ("a number that never ends", b"\xff" * 40, "broken"),
        ("text that is no update", b"geen tekening", "broken"),
    ]
    return {
        "first_sheet": FIRST_SHEET,
        "steps": steps,
        "whole": b64(eva.encode()),
        "refused": [
            {"name": name, "author": b64(EVA), "update": b64(update), "word": word}
            for name, update, word in broken
        ],
        "writers": writers_vectors(),
    }
