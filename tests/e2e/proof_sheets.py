"""Sheets with every kind of thing in every dress, as the log brings them to any reader."""

from __future__ import annotations

import math
from typing import Any

from tests.e2e.picture_files import plain_png
from tests.e2e.written_sheets import Hand
from whiteboard.keys import to_base64url
from whiteboard.schema import HIGHLIGHTERS, INK_WIDTHS, MARKERS, NOTE_COLOURS, TEXT_SIZES

#: links that a choice of one person, and of two, is named by
_SAM, _BOTH = (to_base64url(bytes([0, 0, 0, 1, 0, 0, 0, last])) for last in (0, 2))
_DAY = 1_790_000_000_000


def fill_with_all(hand: Hand) -> int:
    """Fill four sheets; return how many there are. The last update is the last sheet's."""
    markers = _draw_markers(hand)
    notes, notes_sheet = _stick_notes(hand)
    exercises, exercise_sheet = _lay_exercises(hand)
    scales, scale_sheet = _lay_scales(hand)
    board = hand.board
    updates = [*markers, *notes, *exercises, *scales]
    for id_, title, paper in (
        (notes_sheet, "Briefjes", "squared"),
        (exercise_sheet, "Cirkels", "lined"),
        (scale_sheet, "Schalen", "plain"),
    ):
        updates.append(board.add_sheet(id_, title, paper))
    for update in updates:
        hand.append(update)
    return 4


def _wave(left: float, top: float, length: float, high: float = 14) -> list[tuple[Any, ...]]:
    """A stroke as a hand makes it: pressed more and less, faster and slower."""
    return [
        (left + x, top + high * math.sin(x / 23), 90 + int(60 * math.sin(x / 41)), 12 + x % 9)
        for x in range(0, int(length), 7)
    ]


def _draw_markers(hand: Hand) -> list[bytes]:
    """Pens, highlighters, shapes and texts, on the first sheet."""
    board, fresh = hand.board, hand.new_id
    updates = []
    for marker in range(len(MARKERS)):
        width = marker % len(INK_WIDTHS)
        y = 170 + 50 * marker
        updates.append(board.add_ink(fresh(), _wave(80, y, 360), marker=marker, width=width))
        size = marker % len(TEXT_SIZES)
        frame = (500.0, y - 30.0, 420.0, 60.0, 0.0)
        updates.append(
            board.add_text(fresh(), frame, f"Wat lukt al? {marker}", marker=marker, size=size)
        )
    dot = [(460.0, 150.0, 128, 0)]
    updates.append(board.add_ink(fresh(), dot, marker=1, width=2))
    top = 190 + 50 * len(MARKERS)
    for marker in range(len(HIGHLIGHTERS)):
        y = top + 60 * marker
        updates.append(board.add_text(fresh(), (90.0, y - 24.0, 300.0, 50.0, 0.0), "onderstreept"))
        bar = [(x, y, 128, 10) for x in range(80, 330, 15)]
        updates.append(board.add_ink(fresh(), bar, marker=marker, highlighter=True))
    turned = (560.0, top, 300.0, 60.0, 12.0)
    updates.append(board.add_text(fresh(), turned, "schuin geschreven, op twee regels", marker=2))
    top += 60 * len(HIGHLIGHTERS) + 40
    for at, shape in enumerate(("line", "arrow", "rectangle", "ellipse")):
        for width in range(len(INK_WIDTHS)):
            high = 0.0 if shape in ("line", "arrow") else 110.0
            place = (90 + 220.0 * at, top + 130.0 * width + (40 if high == 0 else 0), 170.0, high)
            angle = 9.0 * width - 9
            updates.append(
                board.add_shape(
                    fresh(), shape, (*place, angle), marker=(at + width) % 4, width=width
                )  # type: ignore[arg-type]
            )
    return updates


def _stick_notes(hand: Hand) -> tuple[list[bytes], str]:
    """Notes of each colour, signed, chosen, grown; pictures; what is of an unknown kind."""
    board, fresh, sheet = hand.board, hand.new_id, hand.new_id()
    texts = ("Weer met plezier", "Říct ne, Łódź", "zó één & <b>", "Rustig ademen " * 8, "", "kort")
    updates = []
    for colour in range(len(NOTE_COLOURS)):
        x, y = 70 + 300 * (colour % 3), 150 + 300 * (colour // 3)
        text = texts[colour % len(texts)] or "leeg"
        updates.append(board.add_note(fresh(), x, y, text, sheet=sheet, colour=colour))
    y = 150 + 300 * math.ceil(len(NOTE_COLOURS) / 3) + 40
    signed, chosen, wanted = fresh(), fresh(), fresh()
    for at, id_ in enumerate((signed, chosen, wanted)):
        updates.append(board.add_note(id_, 70 + 300 * at, y, "van Sam", sheet=sheet, colour=at))
    updates.append(board.set_field(signed, "signed", True))
    updates.append(board.set_field(chosen, "chosen", True))
    for id_, names in ((_SAM, ["Sam"]), (_BOTH, ["Sam", "Noor"])):
        choice = [_DAY, hand.author_id, names]
        updates.append(board.set_field(wanted, f"chosen:{id_}", choice))
    y += 340
    for at, angle in enumerate((0.0, 8.0)):
        png = plain_png(240 - 60 * at, 160, (20 + 120 * at, 90, 160, 255))
        frame = (70.0 + 300 * at, float(y), 240.0, 160.0, angle)
        hand.stick_picture(png, frame, sheet=sheet)
    odd = (690.0, float(y), 200.0, 140.0, 0.0)
    updates.append(board.add_exercise(fresh(), "wheel", odd, {"spokes": 7}, sheet=sheet))
    lost = (690.0, float(y + 170), 200.0, 140.0, 0.0)
    gone = to_base64url(bytes(range(32)))
    updates.append(board.add_picture(fresh(), lost, gone, sheet=sheet))
    return updates, sheet


def _lay_exercises(hand: Hand) -> tuple[list[bytes], str]:
    """Circles with notes in their zones, circles of which the inner is drawn, two cards."""
    board, fresh, sheet = hand.board, hand.new_id, hand.new_id()
    labels = {"topic": "Grenzen", "inner": "lukt al", "ring": "wil ik nog", "outside": "later"}
    step = {"kind": "step", "title": "Stapje", "labels": ["wat", "wanneer", "met wie"]}
    step |= {"cell0": "bellen met Jan", "cell1": "morgen om tien uur", "cell2": "", "columns": 3}
    closing: dict[str, Any] = {"kind": "closing", "title": "Afronding", "value": 7.5}
    closing |= {"labels": ["nuttig", "anders"], "cell0": "de kleine stapjes", "cell1": "niets"}
    updates = []
    for frame, fields in (
        ((50.0, 200.0, 560.0, 560.0, 0.0), labels),
        ((680.0, 220.0, 260.0, 260.0, 0.0), {**labels, "drawn": 1, "topic": "Rust"}),
    ):
        updates.append(board.add_exercise(fresh(), "circles", frame, fields, sheet=sheet))
    updates.append(board.add_note(fresh(), 280, 440, "rustig", sheet=sheet, size=110))
    updates.append(board.add_note(fresh(), 90, 470, "nee zeggen", sheet=sheet, colour=1, size=110))
    for frame, fields in (
        ((80.0, 860.0, 840.0, 200.0, 0.0), step),
        ((80.0, 1120.0, 840.0, 240.0, 0.0), closing),
    ):
        updates.append(board.add_exercise(fresh(), "card", frame, fields, sheet=sheet))
    return updates, sheet


def _lay_scales(hand: Hand) -> tuple[list[bytes], str]:
    """Scales that lie and stand, bare and with a mark of each kind, one without a number."""
    board, fresh, sheet = hand.board, hand.new_id, hand.new_id()
    ends = {"topic": "Rust", "low": "nog niets", "high": "zoals ik het wil"}
    lying, upright, bare = fresh(), fresh(), fresh()
    updates = [
        board.add_exercise(lying, "scale", (90.0, 330.0, 600.0, 120.0, 0.0), ends, sheet=sheet),
        board.add_exercise(
            upright, "scale", (780.0, 250.0, 120.0, 640.0, 0.0), {**ends, "upright": True},
            sheet=sheet,
        ),
        board.add_exercise(bare, "scale", (90.0, 1150.0, 700.0, 120.0, 0.0), ends, sheet=sheet),
    ]  # fmt: skip
    for on in (lying, upright):
        for kind, name, value in (
            ("now", "", [4.5]), ("highest", "", [6.0, 7.0]), ("wanted", "Sam", [8.0]),
            ("step", "", [5.0]), ("own", "zo zag Noor het", [2.0]), ("own", "geen getal", []),
        ):  # fmt: skip
            packed = [kind, _DAY, hand.author_id, name, value]
            updates.append(board.set_field(on, f"mark:{hand.new_id()}", packed))
    return updates, sheet
