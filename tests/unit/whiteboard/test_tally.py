"""What is counted in a recording is what was done, by whom and when, and nothing more."""

from __future__ import annotations

import re
from pathlib import Path

from tests.wire.moment_cases import ACTS, SEED, STEPS, Doings
from tests.wire.recording_cases import EVA, FIRST, LATE, NOW, SAM, Case, _id
from whiteboard import tally as module
from whiteboard.masking import mask
from whiteboard.recording import Recording, fold_recording
from whiteboard.replay import acts_of
from whiteboard.tally import Done, Tally, tally


def talk() -> Recording:
    """Eva draws a stroke and erases it; Sam writes in two browsers and drags two notes at once."""
    case = Case()
    eva, sam, late = (case.boards[author] for author in (EVA, SAM, LATE))
    for author, name in ((EVA, "Eva"), (SAM, "Sam"), (LATE, "Sam")):
        case.append(author, "member", {"name": name, "form": "picture"}, 0)
    line = [(100.0, 100.0, 128, 0), (103.0, 104.0, 128, 300), (103.0, 204.0, 90, 500)]
    case.act(EVA, [[0, eva.add_ink(_id("line"), line)]], 5000)
    case.act(EVA, [[0, eva.delete([_id("line")])]], 6000)
    case.act(EVA, [[0, eva.add_ink(_id("line"), line)]], 7000)
    case.act(SAM, [[0, sam.add_note(_id("first"), 0, 0, "al geschreven")]], 65_000)
    words = ["W", "Wat", "Wat l", "Wat lukt", "Wat", "Wat lukt\ner"]
    typed = [[100 * at, sam.type_text(_id("first"), text)] for at, text in enumerate(words)]
    case.act(SAM, typed, 66_000)
    case.act(LATE, [[0, late.add_note(_id("second"), 0, 0, "")]], 70_000)
    moved = [[0, sam.set_frame(_id(id_), (5.0, 5.0, 9.0, 9.0, 0.0))] for id_ in ("first", "second")]
    case.act(SAM, moved, 200_000)
    closing = {"kind": "closing", "title": "Nuttig", "labels": ["wat"], "cell0": ""}
    place = (0.0, 0.0, 300.0, 100.0, 0.0)
    case.act(EVA, [[0, eva.add_exercise(_id("card"), "card", place, closing)]], 201_000)
    case.act(SAM, [[0, sam.set_field(_id("card"), "value", 7)]], 202_000)
    case.act(SAM, [[0, sam.set_field(_id("card"), "value", 8)]], 203_000)
    case.append(EVA, "chapter", {"type": "sheet", "sheet": FIRST, "together": True}, 204_000)
    return fold_recording(case.entries)


def total(found: Tally, name: str) -> Done:
    """Return what one person did in all."""
    [one] = [person for person in found["people"] if person["name"] == name]
    return one["total"]


def test_each_did_what_they_did() -> None:
    """What came back is not done again; two browsers are one person; a drag of two is one."""
    found = tally(talk())
    assert [(one["role"], one["name"]) for one in found["people"]] == [
        ("coach", "Eva"),
        ("guest", "Sam"),
    ]
    assert total(found, "Eva") == {"strokes": 1, "ink": 105, "words": 0, "things": 1, "moves": 0}
    # Two words, and then Wat, l, lukt once more, er: what was taken back had been written.
    assert total(found, "Sam") == {"strokes": 0, "ink": 0, "words": 5, "things": 2, "moves": 1}
    start = found["start"]
    sams = next(one["bins"] for one in found["people"] if one["name"] == "Sam")
    assert [(one["at"] - start) // 60_000 for one in sams] == [1, 3]


def test_stillness_and_usefulness_are_told_as_they_are() -> None:
    """Nobody did a thing for two minutes; the client gave 7, and then 8."""
    found = tally(talk(), still_ms=60_000)
    assert [round((end - start) / 1000) for start, end in found["still"]] == [130]
    assert [one["value"] for one in found["useful"]] == [7, 8]


def test_bins_add_up_whatever_their_length() -> None:
    """To the total, and everything that was done is in one of them."""
    recording = fold_recording(Doings(SEED).run(ACTS).entries)
    totals = [
        [one["total"] for one in tally(recording, bin_ms=length)["people"]]
        for length in (1, 999, 60_000, 10**9)
    ]
    assert all(one == totals[0] for one in totals)
    drawn = sum(one["strokes"] for one in totals[0])
    assert drawn == sum(len(act.ids) for act in acts_of(recording) if act.do == "draw")


def test_a_step_lasts_until_the_next_came_up() -> None:
    """In the order in which they came up; the last to the end."""
    recording = fold_recording(Doings(SEED).run(ACTS).entries)
    steps = tally(recording, steps=STEPS)["steps"]
    assert [(one["step"], one["end"]) for one in steps] == [
        ("wanted", NOW + 90_000),
        ("topic", recording["end"]),
    ]


def test_a_mask_changes_no_count() -> None:
    """But for names, and how long the scribbles are that stand for strokes."""
    recording = fold_recording(Doings(SEED).run(ACTS).entries)

    def counts(found: Tally) -> list[list[int]]:
        rows = [one["total"] for one in found["people"]]
        kinds = ("strokes", "words", "things", "moves")
        return [[sum(row[kind] for row in rows)] for kind in kinds]  # type: ignore[literal-required]

    plain, masked = tally(recording), tally(mask(recording))
    assert counts(plain) == counts(masked)
    assert (plain["still"], plain["useful"]) == (masked["still"], masked["useful"])


def test_nothing_is_judged() -> None:
    """No share, no average, no score is worked out."""
    source = Path(module.__file__).read_text()
    code = re.sub(r'""".*?"""|#.*', "", source, flags=re.DOTALL)
    assert not re.search(r"(?<!/)/(?!/)|ratio|average|mean\(|percent|score", code)
