"""A log that the browser wrote is, in Python, the recording that the browser made of it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.wire.test_browser_vectors import raw, unspelled, vectors
from whiteboard.elements import Element
from whiteboard.entry import Body
from whiteboard.fields import element_fields, sheet_fields
from whiteboard.log import Entry
from whiteboard.masking import mask
from whiteboard.recording import Recording, fold_recording
from whiteboard.replay import drawing_at, elements_at, sheets_at


@pytest.fixture(scope="module")
def browsers() -> Any:
    """What three people did by chance: entries, recording, masked, a hundred moments."""
    return unspelled(vectors("recording.ts.json"))


@pytest.fixture(scope="module")
def recording(browsers: Any) -> Recording:
    """The same log, folded here."""
    return fold_recording([_entry(row) for row in browsers["entries"]])


def _entry(row: dict[str, Any]) -> Entry:
    told = row["body"]
    body = None if told is None else Body(row["clock"], (0, bytes(16)), told["data"])
    return Entry(
        row["seq"], row["at"], row["kind"], row["role"], raw(row["author"]), row["n"], 0,
        tuple(row["refs"]), body,
    )  # fmt: skip


def test_it_is_the_same_recording(browsers: Any, recording: Recording) -> None:
    """Every life, every change, every time and person."""
    assert recording == browsers["recording"]
    assert len(recording["elements"]) > 30
    assert any(life["died"] is not None for life in recording["elements"])


def test_it_shows_the_same_at_a_hundred_moments(browsers: Any, recording: Recording) -> None:
    """Each sheet and element with all its fields, and each stroke as far as it had come."""
    assert len(browsers["moments"]) == 100

    def fields(elements: list[Element]) -> list[dict[str, Any]]:
        return [{"id": element.id, **element_fields(element)} for element in elements]

    for moment in browsers["moments"]:
        at = moment["at"]
        sheets = [{"id": sheet.id, **sheet_fields(sheet)} for sheet in sheets_at(recording, at)]
        assert sheets == moment["sheets"]
        assert fields(elements_at(recording, at)) == moment["elements"]
        assert fields(drawing_at(recording, at)) == moment["drawing"]
    assert sum(len(moment["elements"]) for moment in browsers["moments"]) > 1000


def test_it_is_masked_alike(browsers: Any, recording: Recording) -> None:
    """Bars, grey cards and plain shapes are the same ones."""
    assert mask(recording) == browsers["masked"]
