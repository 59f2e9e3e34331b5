"""Remarks beside a recording that was lent: what counts, whose it is, and how many there may be."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.wire.remark_cases import TRAINER, answer, key, remark, rows_of
from whiteboard.remarks import fold_remarks
from whiteboard.reviews import MAX_REMARK_ANSWERS, MAX_REMARK_CHARS, MAX_REMARKS

HERE = Path(__file__).resolve().parents[2] / "wire"


def by_trainer(*said: Any) -> list[tuple[str, str, bytes, Any]]:
    """Return entries of the trainer's."""
    return [("review", "trainer", TRAINER, data) for data in said]


def test_the_order_is_that_of_their_moments() -> None:
    """Whenever something was written, it stands where it is about."""
    entries = rows_of(by_trainer(remark("b", at=20), remark("a", at=10), remark("c", at=20)))

    assert [one.id for one in fold_remarks(entries)] == [key("a"), key("b"), key("c")]


def test_no_more_is_kept_than_anybody_reads() -> None:
    """Of a flood the first are there, of one thread the first answers, of a text its beginning."""
    flood = by_trainer(*(remark(str(nth), at=nth) for nth in range(MAX_REMARKS + 3)))
    thread = by_trainer(*(answer(f"a{nth}", "0") for nth in range(MAX_REMARK_ANSWERS + 3)))
    found = fold_remarks(rows_of(flood + thread))

    assert len(found) == MAX_REMARKS
    assert len(found[0].answers) == MAX_REMARK_ANSWERS
    [long] = fold_remarks(rows_of(by_trainer(remark("long", text="a" * 9_000))))
    assert len(long.text) == MAX_REMARK_CHARS


def test_what_the_vectors_hold_is_what_is_folded_here() -> None:
    """Broken ones among them change nothing: only these four are there."""
    file: dict[str, Any] = json.loads((HERE / "remarks.py.json").read_text())

    assert [row["withdrawn"] for row in file["remarks"]] == [False, False, True, False]
    assert len(file["entries"]) > 50
