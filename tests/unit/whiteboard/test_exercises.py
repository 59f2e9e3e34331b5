"""Exercises as facts, named after the method's rules."""

from __future__ import annotations

from dataclasses import replace

import pytest

from whiteboard.elements import Element, UnknownElement, read_element
from whiteboard.exercises import ZoneChange, now_of, read_exercises
from whiteboard.schema import FIRST_SHEET, Card, Circles, Frame, Mark, Note, Scale, Sheet

ID = "AAAAAAAAAA"
CIRCLES = Circles(
    "circles", ID + "A", FIRST_SHEET, "a0", ID + "A", (45, 207, 910, 910, 0), "Werk", "al", "nog"
)
SCALE = Scale(
    "scale", ID + "E", FIRST_SHEET, "a1", ID + "A", (110, 640, 780, 120, 0), "Werk", "0", "10", []
)
SHEET = Sheet(FIRST_SHEET, "", "a0", "plain")


def note(letter: str, x: float, y: float, text: str = "", *, chosen: bool = False) -> Note:
    """Return a note with its middle at a point."""
    frame: Frame = (x - 50, y - 50, 100, 100, 0)
    return Note("note", ID + letter, FIRST_SHEET, "a2", ID + "A", frame, 0, text, chosen=chosen)


def mark(value: list[float], at: int, kind: str = "now") -> Mark:
    """Return a mark of one day."""
    packed = [kind, float(at), ID + "A", "", value]
    scale = {"type": "scale", "sheet": FIRST_SHEET, "order": "a0", "by": ID + "A"}
    whole = {**scale, "frame": [0, 0, 10, 10, 0], f"mark:{ID}I": packed}
    element = read_element(ID + "E", whole)
    assert isinstance(element, Scale)
    return element.marks[0]


def zones(*notes: Element) -> list[tuple[str, str]]:
    """Return text and zone of the notes within the circles."""
    (circles,) = read_exercises([SHEET], [CIRCLES, *notes]).circles
    return [(fact.text, fact.place) for fact in circles.notes]


def test_order_is_never_forced() -> None:
    """A ring filled before the inner circle, and an inner circle that stays empty, are fine."""
    assert zones(note("E", 500, 270, "later")) == [("later", "ring")]


def test_outside_is_allowed() -> None:
    """What lies beside the circles is told as it lies there."""
    assert zones(note("E", 60, 1350, "nu niet")) == [("nu niet", "outside")]


def test_chosen_is_not_moved() -> None:
    """A chosen note is where it was, and one that moved is not chosen by moving."""
    ring = note("E", 500, 270, chosen=True)
    (circles,) = read_exercises([SHEET], [CIRCLES, ring]).circles
    assert [(fact.chosen, fact.place) for fact in circles.notes] == [(True, "ring")]
    moved = ZoneChange(ring.id, "ring", "inner", 9)
    (circles,) = read_exercises([SHEET], [CIRCLES, note("E", 500, 662)], [moved]).circles
    assert [(fact.chosen, fact.place) for fact in circles.notes] == [(False, "inner")]
    assert circles.notes[0].changes == [moved]


@pytest.mark.parametrize("value", [[-2.0], [-0.5], [0.0], [4.5], [11.0], [3.0, 5.0], []])
def test_any_number_is_accepted_and_none_as_well(value: list[float]) -> None:
    """Below zero, halves, stretches, above ten, and a mark without a number."""
    assert mark(value, 5).value == value


def test_zero_is_nothing_yet() -> None:
    """At 0 no note is there already; without a number everything is ahead."""
    there = note("E", 115, 500)
    for marks in ([mark([0], 1)], [mark([], 1)], []):
        scale = replace(SCALE, marks=marks)
        (fact,) = read_exercises([SHEET], [scale, there]).scales
        assert [n.place for n in fact.notes] == ["ahead"]
    (fact,) = read_exercises([SHEET], [replace(SCALE, marks=[mark([5], 1)]), there]).scales
    assert [n.place for n in fact.notes] == ["there"]


def test_the_newest_mark_counts_and_the_older_ones_stay() -> None:
    """A second session adds a mark; nothing is averaged and nothing taken away."""
    marks = [mark([4], 1), mark([6], 9), mark([8], 20, "highest")]
    assert now_of(marks) == 6
    (fact,) = read_exercises([SHEET], [replace(SCALE, marks=marks)]).scales
    assert [m.value for m in fact.marks] == [[4], [6], [8]]


def test_a_card_says_what_was_written_and_no_more() -> None:
    """Fields left empty stay empty, and a number nobody gave is none."""
    fields = ("wat", "wanneer")
    card = Card(
        "card", ID + "M", FIRST_SHEET, "a0", ID + "A", (0, 0, 9, 9, 0), "step", "Stapje",
        list(fields), ["bellen", ""],
    )  # fmt: skip
    (fact,) = read_exercises([SHEET], [card]).cards
    assert fact.fields == [("wat", "bellen"), ("wanneer", "")]
    assert fact.value is None


def test_a_sheet_that_was_taken_away_is_left_out() -> None:
    """It can be brought back, and is then there again."""
    assert read_exercises([replace(SHEET, gone=True)], [CIRCLES, SCALE]).circles == []


@pytest.mark.parametrize(
    "fields",
    [
        {"type": "card", "kind": "step", "labels": "wat"},
        {"type": "card", "kind": "step", "labels": []},
        {"type": "card", "kind": 7, "labels": ["wat"]},
    ],
)
def test_unsound_exercises_are_grey_cards(fields: dict[str, object]) -> None:
    """Nothing raises on a hostile value; it is kept, and shown as what cannot be read."""
    common = {"sheet": FIRST_SHEET, "order": "a0", "by": ID + "A", "frame": [0, 0, 1, 1, 0]}
    assert isinstance(read_element(ID + "E", {**common, **fields}), UnknownElement)


def test_unsound_marks_are_left_out_and_the_scale_stays() -> None:
    """A mark of somebody's making harms nobody."""
    common = {"sheet": FIRST_SHEET, "order": "a0", "by": ID + "A", "frame": [0, 0, 1, 1, 0]}
    good = ["now", 5.0, ID + "A", "", [1.0]]
    bad = [["worst", *good[1:]], [*good[:4], [1.0, 2.0, 3.0]], ["now", -1, *good[2:]], 7]
    marks = {f"mark:{ID}{letter}": mark for letter, mark in zip("EIMQ", bad, strict=True)}
    scale = read_element(ID + "E", {**common, "type": "scale", **marks, f"mark:{ID}U": good})
    assert isinstance(scale, Scale)
    assert [mark.id for mark in scale.marks] == [f"{ID}U"]
