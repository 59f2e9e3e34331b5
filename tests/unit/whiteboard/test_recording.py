"""A recording shows what the document showed, at every moment; and less of it holds less."""

from __future__ import annotations

import json
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.wire.recording_cases import FIRST, NOW, SAM, SECOND, WRONG, Case, _id, build_case
from tests.wire.spelling import b64, fixed, spelled
from whiteboard.clock import Stamp, clock_errors, replay_time
from whiteboard.document import BoardDocument, read_acts
from whiteboard.elements import read_element
from whiteboard.fields import (
    change_field,
    changed_fields,
    element_fields,
    sheet_fields,
    splice_of,
)
from whiteboard.ink import decode_points, place_points
from whiteboard.log import Entry
from whiteboard.masking import BAR, bars, mask
from whiteboard.narrowing import only_kinds, only_sessions, only_sheets
from whiteboard.packing import pack, unpack
from whiteboard.recording import MOST_BEFORE_MS, Recording, fold_recording
from whiteboard.replay import acts_of, drawing_at, elements_at, sheets_at, stillness
from whiteboard.room import fold_board
from whiteboard.schema import FIRST_SHEET, Ink, Note


def shown_by(document: BoardDocument) -> tuple[list[object], list[object]]:
    """Return what a document shows, as a recording spells it."""
    sheets = [{"id": sheet.id, **sheet_fields(sheet)} for sheet in document.sheets()]
    return sheets, [{"id": e.id, **element_fields(e)} for e in document.elements()]


def shown_at(recording: Recording, at: int) -> tuple[list[object], list[object]]:
    """Return what a recording shows at *at*."""
    sheets = [{"id": sheet.id, **sheet_fields(sheet)} for sheet in sheets_at(recording, at)]
    return sheets, [{"id": e.id, **element_fields(e)} for e in elements_at(recording, at)]


def histories(entries: list[Entry]) -> dict[str, list[tuple[int, object]]]:
    """Return what each element was from when on, told again from the design's rule alone."""
    stamps = {e.seq: Stamp(e.author, e.body.clock, e.at) for e in entries if e.body is not None}
    errors = clock_errors(stamps.values())
    document, found = BoardDocument(), dict[str, list[tuple[int, object]]]()
    for entry in entries:
        acts = read_acts(entry.author, entry.data)
        for dt, update in acts:
            document.watch(update)
            at = replay_time(stamps[entry.seq], errors) - (acts[-1][0] - dt)
            there = {e.id: element_fields(e) for e in document.elements()}
            for id_ in {*there, *found}:
                history = found.setdefault(id_, [(0, None)])
                if history[-1][1] != there.get(id_):
                    history.append((max(at, history[-1][0]), there.get(id_)))
    return found


@pytest.fixture(scope="module")
def entries() -> list[Entry]:
    """Two meetings, with a line that broke, a clock an hour slow, forgeries and a gap."""
    return build_case().entries


@pytest.fixture(scope="module")
def recording(entries: list[Entry]) -> Recording:
    """All of it."""
    return fold_recording(entries, talk=True)


def random_log(seed: int, count: int, *, offline: bool) -> Case:
    """Return a log of *count* random acts of three people, one of them offline for a while."""
    rng, case = Random(seed), Case()
    authors, ids, when = list(case.boards), [], 0
    waiting: list[tuple[int, bytes, list[list[object]]]] = []
    for number in range(count):
        when += rng.choice((0, 1, 40, 3000))
        author = rng.choice(authors)
        board = case.boards[author]
        there = [e.id for e in board.elements()]
        do = rng.choice(("note", "ink", "type", "move", "delete", "colour", "again", "sheet"))
        id_ = rng.choice(there) if there else ""
        notes = [e.id for e in board.elements() if isinstance(e, Note)]
        if do == "note" or not there:
            ids.append(_id(f"random {seed} {number}"))
            acts = [[0, board.add_note(ids[-1], rng.randrange(700), rng.randrange(900), "é")]]
        elif do == "ink":
            ids.append(_id(f"random {seed} {number}"))
            points = [(float(rng.randrange(900)), 5.0 * k, 128, 20 * (k > 0)) for k in range(4)]
            acts = [[0, board.add_ink(ids[-1], points)]]
        elif do == "type" and notes:
            id_ = rng.choice(notes)
            texts = [rng.choice("ab🌱é ") * rng.randrange(4) + "x" * k for k in range(3)]
            acts = [[300 * k, board.type_text(id_, text)] for k, text in enumerate(texts)]
            acts = [act for act in acts if act[1]] or [[0, board.set_field(id_, "signed", True)]]
        elif do == "move":
            acts = [[0, board.set_frame(id_, (rng.randrange(500), 1.0, 90.0, 90.0, 0.0))]]
        elif do == "delete":
            acts = [[0, board.delete([id_])]]
        elif do == "colour":
            acts = [[0, board.set_field(id_, rng.choice(("colour", "locked")), rng.randrange(3))]]
        elif do == "again":
            acts = [[0, board.add_note(rng.choice(ids), 3, 3, "weer")]]
        else:
            acts = [[0, board.add_sheet(_id(f"sheet {seed} {number}"), "Vel")]]
        if author == authors[2] and (waiting or (offline and rng.random() < 0.4)):
            # Nobody sees it yet, and its author sees what the others do.
            waiting.append((when, author, acts))
        else:
            case.act(author, acts, when)
        if waiting and rng.random() < 0.2:
            for at, who, kept in waiting:
                case.act(who, kept, at, late=when - at + 41)
            waiting = []
    for at, who, kept in waiting:
        case.act(who, kept, at, late=when - at + 41)
    return case


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9), st.integers(1, 40), st.booleans())
def test_the_end_is_the_document(seed: int, count: int, offline: bool) -> None:
    """However often something was drawn, changed, erased and brought back, by whomever."""
    entries = random_log(seed, count, offline=offline).entries
    folded = fold_recording(entries)
    document, refused = fold_board(entries)
    assert folded["refused"] == refused == []
    assert shown_at(folded, folded["end"]) == shown_by(document)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9), st.integers(1, 25), st.booleans())
def test_each_moment_shows_what_had_happened_of_each_thing(
    seed: int, count: int, offline: bool
) -> None:
    """At any time an element is what the log made of it until then; no more, and no less."""
    entries = random_log(seed, count, offline=offline).entries
    folded, told = fold_recording(entries), histories(entries)
    for at in {at for history in told.values() for at, _ in history}:
        last = {id_: [f for when, f in rows if when <= at][-1] for id_, rows in told.items()}
        shown = {e.id: element_fields(e) for e in elements_at(folded, at)}
        assert shown == {id_: fields for id_, fields in last.items() if fields is not None}


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**9), st.integers(1, 25))
def test_while_the_line_holds_the_time_of_an_entry_shows_the_log_up_to_it(
    seed: int, count: int
) -> None:
    """Without anybody offline, and with a rest between acts, seqs and times tell the same."""
    case = random_log(seed, count, offline=False)
    spaced = [
        Entry(e.seq, NOW + e.seq * 5000, e.kind, e.role, e.author, e.n, 0, (), e.body)
        for e in case.entries
    ]
    for entry in spaced:
        assert entry.body is not None
        object.__setattr__(entry.body, "clock", entry.at - 40 + WRONG[entry.author])
    folded = fold_recording(spaced)
    for k, entry in enumerate(spaced, 1):
        document, _ = fold_board(spaced[:k])
        assert shown_at(folded, entry.at) == shown_by(document)


def test_what_was_done_while_the_line_was_down_is_shown_when_it_was_done(
    recording: Recording,
) -> None:
    """It reached the log half a minute later, after acts that came after it."""
    [life] = [one for one in recording["elements"] if one["id"] == _id("offline")]
    [chosen] = [one for one in recording["elements"] if one["id"] == _id("note")]
    at = life["born"][0]
    assert at == NOW + 35_040
    assert any(
        row[3] == "chosen" and row[0] > at and row[1] < life["born"][1] for row in chosen["changes"]
    )


def test_an_absurd_clock_puts_nothing_ages_before_the_room(entries: list[Entry]) -> None:
    """One such entry would make a recording too long to be read, and a share that never opens."""
    place = next(n for n, entry in enumerate(entries) if entry.kind == "talk" and entry.body)
    entry = entries[place]
    assert entry.body is not None
    hostile = list(entries)
    hostile[place] = replace(entry, body=replace(entry.body, clock=2**53 - 1))
    recording = fold_recording(hostile, talk=True)
    assert recording["start"] >= entries[0].at - MOST_BEFORE_MS
    assert recording["end"] <= entries[-1].at


def test_a_wrong_clock_moves_nothing(recording: Recording) -> None:
    """Sam's clock is an hour slow; what he did lies among what Eva did."""
    [life] = [one for one in recording["elements"] if one["id"] == _id("note")]
    assert life["born"] == [NOW + 20_040, 8, b64(SAM)]


def test_typing_is_shown_letter_by_letter(recording: Recording) -> None:
    """One entry of five updates, at their own times."""
    texts = []
    for at in range(NOW + 20_400, NOW + 22_100, 400):
        texts += [e.text for e in elements_at(recording, at + 40) if isinstance(e, Note)]
    assert texts == ["W", "Wa", "Wat", "Wat 🌱", "Wat lukt 🌱"]


def test_a_stroke_is_drawn_as_it_was_drawn(recording: Recording) -> None:
    """From where the marker came down to where it was lifted, and then it lies there."""
    [life] = [one for one in recording["elements"] if one["id"] == _id("stroke")][:1]
    lifted = life["born"][0]
    so_far = [len(drawing_at(recording, lifted - ms)) for ms in (801, 800, 1, 0)]
    assert so_far == [0, 1, 1, 0]
    assert [e.id for e in elements_at(recording, lifted)] == [_id("stroke")]


def placed(ink: Ink) -> list[tuple[float, float]]:
    """Return where the points of a stroke lie on its sheet, to a thousandth of a unit."""
    points = place_points(decode_points(ink.points), ink.frame)
    return [(round(point.x, 3), round(point.y, 3)) for point in points]


def test_a_stroke_on_its_way_lies_where_its_hand_was(recording: Recording) -> None:
    """Each point lies where it lies in the whole: nothing is stretched to the frame."""
    life = next(one for one in recording["elements"] if one["id"] == _id("stroke"))
    lifted = life["born"][0]
    [whole] = [e for e in elements_at(recording, lifted) if isinstance(e, Ink)]
    come = [placed(drawing_at(recording, lifted - ms)[0]) for ms in (800, 500, 499, 1)]
    assert [len(points) for points in come] == [1, 2, 2, 2]
    assert all(points == placed(whole)[: len(points)] for points in come)


def test_what_comes_back_is_not_drawn_again(recording: Recording) -> None:
    """Undoing an erasure puts a stroke back at once; nobody's hand goes over it."""
    second = [one for one in recording["elements"] if one["id"] == _id("stroke")][1]
    back = second["born"][0]
    assert drawing_at(recording, back - 100) == []
    [act] = [act for act in acts_of(recording) if act.at == back]
    assert (act.start, act.do) == (back, "put")


def test_what_was_erased_and_brought_back_has_two_lives(recording: Recording) -> None:
    """In between it is not there."""
    first, second = [one for one in recording["elements"] if one["id"] == _id("stroke")]
    assert first["died"] is not None
    assert second["died"] is None
    between = elements_at(recording, second["born"][0] - 1)
    assert _id("stroke") not in {element.id for element in between}


def test_a_recording_is_plain(recording: Recording) -> None:
    """It goes through MessagePack as it is, and through JSON with its bytes spelled."""
    assert unpack(pack(recording)) == recording
    json.dumps(spelled(recording), allow_nan=False)


def test_what_no_reader_draws_is_told_and_not_shown(
    entries: list[Entry], recording: Recording
) -> None:
    """An unsound act, a forged one, and a guest's while only the coach draws; and a gap."""
    document, refused = fold_board(entries)
    assert recording["refused"] == refused
    assert len(refused) == 3
    assert [row[1] for row in recording["forgotten"]] == [entries[-1].seq]
    assert shown_at(recording, recording["end"]) == shown_by(document)


def test_writing_in_one_go_is_one_step(recording: Recording) -> None:
    """Two entries of typing, three seconds apart."""
    first = next(act for act in acts_of(recording) if act.do == "write")
    assert (first.ids, first.start, first.at) == ([_id("note")], NOW + 20_440, NOW + 24_540)
    assert [act.do for act in acts_of(recording)][:4] == ["draw", "put", "change", "put"]


def test_stillness_is_where_nothing_happened(recording: Recording) -> None:
    """The week between two meetings is one stretch but for what was written alone."""
    assert len(stillness(recording, 3600_000)) == 2
    busy = [(act.start, act.at) for act in acts_of(recording)]
    for a, b in stillness(recording):
        assert b - a >= 5000
        assert not any(a < at < b for span in busy for at in span)


def test_messages_are_told_once_in_their_last_wording(recording: Recording) -> None:
    """What its author replaced is nowhere in it."""
    assert recording["talk"] is not None
    assert [one["text"] for one in recording["talk"]] == ["ik ben er weer", "Hoe is dat voor je?"]


def test_another_sheets_words_are_nowhere_in_what_is_left(recording: Recording) -> None:
    """Not as values, not as chapters."""
    left = only_sheets(recording, [SECOND])
    spelled_out = json.dumps(spelled(left), ensure_ascii=False)
    assert "Wat lukt" not in json.dumps([c["changes"] for c in left["elements"]])
    for secret in ("Alleen thuis", "lukt al", _id("note"), "Einde"):
        assert secret not in spelled_out
    assert "zoals ik het wil" in spelled_out


def test_a_meeting_alone_begins_with_what_lay_there(recording: Recording) -> None:
    """As it was then, without how it came about; what came later is not in it."""
    [note] = [
        one for one in only_sessions(recording, ["two"])["elements"] if one["id"] == _id("note")
    ]
    assert note["fields"]["text"] == "Alleen thuis"
    assert "Wat lukt" not in json.dumps(note, ensure_ascii=False)
    first = json.dumps(spelled(only_sessions(recording, ["one"])), ensure_ascii=False)
    assert "Alleen thuis" not in first
    assert "Stapje" not in first


@pytest.mark.parametrize("session", ["one", "two"])
def test_a_meeting_shows_what_all_of_it_showed(recording: Recording, session: str) -> None:
    """At every moment within it."""
    narrowed = only_sessions(recording, [session])
    moments = [act.at for act in acts_of(narrowed)]
    assert len(moments) > 5
    for at in (narrowed["start"], *moments, narrowed["end"]):
        assert shown_at(narrowed, at) == shown_at(recording, at)


def test_between_two_meetings_only_what_came_of_it_is_told(recording: Recording) -> None:
    """What was changed alone is one change at the next meeting's start."""
    both = only_sessions(recording, ["one", "two"])
    [note] = [one for one in both["elements"] if one["id"] == _id("note")]
    start = recording["sessions"][1]["start"]
    assert {row[3] for row in note["changes"] if row[0] == start} == {"colour", "text"}
    assert all(row[2] == "" for row in note["changes"] if row[0] == start)
    assert shown_at(both, both["end"]) == shown_at(recording, both["end"])


def test_kinds_that_are_not_wanted_are_not_there(recording: Recording) -> None:
    """Neither pictures nor messages, unless they are asked for."""
    left = only_kinds(recording, ["note"])
    assert {one["fields"]["type"] for one in left["elements"]} == {"note"}
    assert left["talk"] is None
    assert only_kinds(recording, ["talk"])["talk"] == recording["talk"]


def test_a_mask_leaves_nothing_to_read(recording: Recording) -> None:
    """No word that anybody wrote, no picture, no name, no stroke's own points."""
    spelled_out = json.dumps(spelled(mask(recording)), ensure_ascii=False)
    blob = b64(fixed("recording picture", 32))
    words = (
        "Grenzen",
        "lukt",
        "thuis",
        "Eva",
        "Sam",
        "brug",
        "Stapje",
        "eigen",
        "Einde",
        "morgen",
        "ik ben",
        "Schaal",
        blob,
    )
    assert [word for word in words if word in spelled_out] == []
    plain = json.dumps(spelled(recording), ensure_ascii=False)
    assert [word for word in words if word not in plain] == []


def test_a_mask_keeps_when_where_and_how_long(recording: Recording) -> None:
    """The same acts at the same times; texts of the same length; strokes that take as long."""
    masked = mask(recording)
    assert acts_of(masked) == acts_of(recording)
    for at in (act.at for act in acts_of(recording)):
        for shown, plain in zip(elements_at(masked, at), elements_at(recording, at), strict=True):
            assert (shown.id, shown.frame) == (plain.id, plain.frame)
            if isinstance(plain, Note) and isinstance(shown, Note):
                assert shown.text == bars(plain.text)
                assert len(shown.text) == len(plain.text)


def test_a_bar_stands_for_each_letter() -> None:
    """Spaces and ends of lines stay, so that words keep their shape."""
    assert bars("Wat 🌱\nja") == f"{BAR * 3} {BAR}\n{BAR * 2}"


@given(st.text(max_size=30), st.text(max_size=30))
def test_a_splice_makes_one_text_of_another(before: str, after: str) -> None:
    """Whatever the two are."""
    fields = {"text": before}
    change_field(fields, "text", splice_of(before, after))
    assert fields["text"] == after


def test_fields_of_an_element_are_read_as_that_element(recording: Recording) -> None:
    """All kinds there are, each there and back."""
    there = elements_at(recording, recording["end"])
    for element in there:
        again = read_element(element.id, element_fields(element))
        assert again is not None
        assert element_fields(again) == element_fields(element)
        assert list(changed_fields(element_fields(element), element_fields(again))) == []
    assert len({element.type for element in there}) == 9


def test_an_empty_log_has_an_empty_recording() -> None:
    """One sheet, nothing on it, no time at all."""
    empty = fold_recording([])
    assert [sheet.id for sheet in sheets_at(empty, 0)] == [FIRST_SHEET]
    assert (elements_at(empty, 0), acts_of(empty), stillness(empty)) == ([], [], [])
    assert (empty["start"], empty["end"], FIRST) == (0, 0, FIRST_SHEET)
