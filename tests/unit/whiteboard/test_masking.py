"""Of what people wrote no word is left in a masked recording, wherever they wrote it."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.wire.recording_cases import EVA, FIRST, SAM, Case, _id
from tests.wire.shape_cases import by_hand
from tests.wire.spelling import b64, fixed, spelled
from whiteboard import masking
from whiteboard.geometry import frame_middle, from_segment
from whiteboard.ink import InkPoint, decode_points, place_points
from whiteboard.masking import mask
from whiteboard.packing import pack, unpack
from whiteboard.recognise import recognise
from whiteboard.recording import Recording, fold_recording
from whiteboard.replay import elements_at
from whiteboard.schema import Ink

SECRET = "geheim"
PERSON = b64((7).to_bytes(4, "big") + bytes(4))
TYPES = ("ink", "shape", "text", "note", "picture", "circles", "scale", "card", "wheel", SECRET)
#: every key that any kind knows, and some that none does
KEYS = (
    "text", "alt", "blob", "topic", "inner", "ring", "outside", "low", "high", "title", "kind",
    "labels", "cell0", "cell1", "colour", "marker", "width", "shape", "size", "points", "signed",
    "chosen", "drawn", "upright", "columns", "value", "tip", "locked", "type", "spokes",
    "mark:" + PERSON, "chosen:" + PERSON, "mark:geheim", SECRET, "cell07", "cellgeheim",
)  # fmt: skip
#: what a program that means well writes into each, and what one that does not
SOUND: Mapping[str, Any] = {
    "colour": 1, "marker": 1, "width": 1, "size": 1, "labels": ["geheim a", "geheim b"],
    "mark:" + PERSON: ["own", 5, b64(SAM), "geheim merk", [4.5]], "drawn": 1,
    "chosen:" + PERSON: [5, b64(SAM), ["geheim naam"]], "shape": "line", "columns": 2,
    "blob": b64(fixed("masked picture", 32)), "points": b"\x01\x01\x00\x00\x80\x00",
}  # fmt: skip
unsound = st.sampled_from(
    [
        "geheim", "een geheim 🌱", ["geheim"], ["geheim", 5, "geheim", ["geheim"], "x"], 3, True,
        None, {"geheim": "geheim"}, b"geheim", [0, 0, "geheim"], 4.5,
    ]
)  # fmt: skip
fields = st.dictionaries(st.sampled_from(KEYS), st.tuples(st.booleans(), unsound), max_size=14)
doings = st.lists(st.tuples(st.sampled_from(TYPES), fields, fields), min_size=1, max_size=4)


def written(kinds: list[Any]) -> Case:
    """Return a log in which somebody put *kinds* on a sheet, and then changed fields of each."""
    case = Case()
    board = case.boards[SAM]
    case.append(SAM, "member", {"name": "geheim Sam", "form": "picture"}, 10)
    case.append(SAM, "session", {"id": "geheim gesprek", "do": "start"}, 20)
    case.append(SAM, "talk", {"id": "geheim", "text": "geheim bericht"}, 25)
    snapshot = {"type": "snapshot", "sheet": FIRST, "title": "geheim vel", "mark": SECRET}
    case.append(EVA, "chapter", snapshot, 30)
    case.append(EVA, "chapter", {"type": SECRET, "words": "geheim"}, 31)
    round_ = {"type": "round", "id": _id("masked"), "do": "start", "sheet": FIRST, "zone": SECRET}
    case.append(EVA, "chapter", {**round_, "on": SECRET, "names": SECRET}, 32)
    case.act(EVA, [[0, case.boards[EVA].set_sheet(FIRST, "title", "geheim vel")]], 40)
    for number, (type_, put, changed) in enumerate(kinds):
        id_ = _id(f"masked {number}")
        first = {**_basis(type_), **{key: _value(key, one) for key, one in put.items()}}
        frame = (10.0, 10.0, 200.0, 100.0, 0.0)
        first.pop("type", None)
        case.act(SAM, [[0, board.add_exercise(id_, type_, frame, first)]], 1000 * number + 100)
        for key, one in changed.items():
            update = board.set_field(id_, key, _value(key, one))
            case.act(SAM, [[0, update]], 1000 * number + 200)
    return case


def _basis(type_: str) -> dict[str, Any]:
    """Return what an element of a type needs to be one."""
    keys = ("colour", "marker", "width", "size", "shape", "blob", "points", "labels", "columns")
    texts = {key: f"geheim {key}" for key in ("text", "topic", "inner", "low", "title", "alt")}
    return {**{key: SOUND[key] for key in keys}, **texts, "kind": "geheim soort", "cell0": "geheim"}


def _value(key: str, one: tuple[bool, Any]) -> Any:
    well, other = one
    if key.startswith("cell") and not isinstance(other, str):
        # The document makes a text of it.
        other = "geheim"
    return SOUND.get(key, "geheim " + key) if well else other


def secrets_in(recording: Recording) -> bool:
    """Say whether a word of theirs is anywhere in it: as text, or as bytes."""
    text = json.dumps(spelled(recording), ensure_ascii=False)
    return SECRET in text.lower() or SECRET.encode() in pack(recording).lower()


@settings(max_examples=150, deadline=None)
@given(doings)
def test_no_word_is_left_wherever_it_was_written(kinds: list[Any]) -> None:
    """Names of people, chapters and sessions, every field of every kind, before and after."""
    recording = fold_recording(written(kinds).entries, talk=True)
    assert secrets_in(recording)
    assert not secrets_in(mask(recording))


@settings(max_examples=150, deadline=None)
@given(
    st.dictionaries(st.sampled_from(KEYS), unsound, max_size=12),
    st.lists(st.tuples(st.sampled_from(KEYS), unsound), max_size=6),
)
def test_nor_in_a_recording_that_no_log_gives(
    put: dict[str, Any], changed: list[tuple[str, Any]]
) -> None:
    """Fields that no reader of a log lets through are not let through here either."""
    recording = fold_recording(written([("note", {}, {})]).entries)
    [life] = recording["elements"]
    life["fields"] |= put
    life["changes"] = [[life["born"][0] + 1, 9, b64(SAM), key, value] for key, value in changed]
    assert not secrets_in(mask(recording))


@pytest.mark.parametrize("kept", ["_KEPT", "_LABELS"])
def test_the_control_sees_what_a_mask_forgets(kept: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mask that lets one key more through as it is lets a word through."""
    recording = fold_recording(written([("picture", {}, {}), ("circles", {}, {})]).entries)
    assert not secrets_in(mask(recording))
    if kept == "_KEPT":
        monkeypatch.setattr(masking, "_PLACE", (*masking._PLACE, "alt"))
        monkeypatch.setattr(masking, "_bared", lambda value: value)
    else:
        monkeypatch.setattr(masking, "bars", lambda text: text)
    assert secrets_in(mask(recording))


# --- strokes ----------------------------------------------------------------------------------


def masked_stroke(seed: int) -> tuple[str, Ink, Ink]:
    """Return what a hand drew, its stroke, and what a mask leaves of it."""
    kind, way = by_hand(seed)
    case = Case()
    points = [(x, y, 128, 7) for x, y in way]
    case.act(EVA, [[0, case.boards[EVA].add_ink(_id(f"hand {seed}"), points)]], 100_000)
    recording = fold_recording(case.entries)
    [plain] = elements_at(recording, 2**50)
    [masked] = elements_at(mask(recording), 2**50)
    assert isinstance(plain, Ink)
    assert isinstance(masked, Ink)
    return kind, plain, masked


@pytest.mark.parametrize("seed", range(70))
def test_what_was_meant_as_a_shape_stays_that_shape(seed: int) -> None:
    """In its place, as long in the making; what was no shape is none afterwards."""
    _, plain, masked = masked_stroke(seed)
    before, after = (placed(ink) for ink in (plain, masked))
    meant = recognise([(point.x, point.y) for point in before])
    found = recognise([(point.x, point.y) for point in after])
    assert plain.frame == masked.frame
    taken = sum(point.dt for point in decode_points(plain.points))
    assert sum(point.dt for point in decode_points(masked.points)) == taken
    if meant is None:
        assert found is None
        return
    assert found is not None
    assert found.shape == meant.shape
    size = max(plain.frame[2:4])
    (x, y), (other_x, other_y) = frame_middle(meant.frame), frame_middle(found.frame)
    assert math.hypot(x - other_x, y - other_y) < 0.06 * size


def placed(ink: Ink) -> list[InkPoint]:
    """Return a stroke's points as they lie on the sheet."""
    return place_points(decode_points(ink.points), ink.frame)


def test_of_the_hand_nothing_is_left() -> None:
    """A masked line is straight, whoever drew it, and most shapes are known as what they are."""
    kinds = []
    for seed in range(70):
        kind, plain, masked = masked_stroke(seed)
        meant = recognise([(point.x, point.y) for point in placed(plain)])
        kinds.append((kind, None if meant is None else meant.shape))
        if meant is not None and meant.shape == "line":
            way = [(point.x, point.y) for point in placed(masked)]
            assert max(from_segment(point, way[0], way[-1]) for point in way) < 0.2
    for shape in ("line", "arrow", "ellipse", "rectangle"):
        assert kinds.count((shape, shape)) >= 6, kinds
    assert {meant for kind, meant in kinds if kind in ("word", "zigzag", "dot")} == {None}


@given(st.binary(max_size=40))
def test_unsound_points_are_masked_too(points: bytes) -> None:
    """Whatever the bytes, a masked recording is made, and goes through MessagePack."""
    case = Case()
    board = case.boards[SAM]
    frame = (5.0, 5.0, 90.0, 70.0, 30.0)
    more = {"marker": 1, "width": 1, "points": points}
    case.act(SAM, [[0, board.add_exercise(_id("odd ink"), "ink", frame, more)]], 100)
    recording = mask(fold_recording(case.entries))
    assert unpack(pack(recording)) == recording
