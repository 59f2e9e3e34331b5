"""The flipchart's document: what is written is read, what is hostile changes nothing."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pycrdt import Array, Doc, Map, Text

from tests.unit.whiteboard.rooms import EVA, SAM, Scribe
from tests.wire.board_cases import writers_vectors
from tests.wire.spelling import b64, fixed
from whiteboard.document import BoardDocument
from whiteboard.elements import UnknownElement, cut_text, read_element, read_frame
from whiteboard.errors import BadUpdate
from whiteboard.export import Export
from whiteboard.ink import InkPoint, decode_points
from whiteboard.log import fold_log
from whiteboard.order import BadOrder, order_after
from whiteboard.room import fold_board, open_room
from whiteboard.schema import FIRST_SHEET, MAX_TEXT_CHARS, Ink, Note
from whiteboard.update import check_update, client_of, clients_in

STROKE, NOTE, OTHER = (b64(fixed(word, 8)) for word in ("stroke", "note", "other"))
LINE = [(10.0, 20.0, 128, 0), (30.5, 25.25, 200, 16)]


@pytest.fixture
def eva() -> BoardDocument:
    """Where Eva writes."""
    return BoardDocument(EVA)


#: fields of a note in which nothing is wrong, as somebody else's program writes them
SOUND_NOTE = {
    "type": "note", "sheet": FIRST_SHEET, "order": "a0", "by": b64(EVA),
    "frame": [0, 0, 10, 10, 0], "colour": 0, "text": "x",
}  # fmt: skip


def foreign_update(client: int, fields: dict[str, Any], id_: str = NOTE) -> bytes:
    """Return an update that puts *fields* into the map of elements, as *client*."""
    doc: Doc[Any] = Doc(client_id=client)
    doc.get("elements", type=Map)[id_] = Map(fields)
    return doc.get_update()


def test_what_one_writes_the_other_reads(eva: BoardDocument) -> None:
    """Ink, notes, typing, moving and erasing arrive, act by act, at a reader."""
    reader = BoardDocument()
    for update in (
        eva.add_ink(STROKE, LINE, marker=3, width=2),
        eva.add_note(NOTE, 100, 200, "Wat lukt er al?", colour=1),
        eva.type_text(NOTE, "Wat lukt er al een beetje?"),
        eva.set_frame(NOTE, (5, 6, 70, 80, 0)),
    ):
        reader.apply_acts(EVA, [[0, update]])
    ink, note = reader.elements(FIRST_SHEET)
    assert isinstance(ink, Ink)
    assert (ink.by, ink.frame, ink.marker, ink.width) == (b64(EVA), (10, 20, 20.5, 5.25, 0), 3, 2)
    assert decode_points(ink.points) == [InkPoint(0, 0, 128, 0), InkPoint(20.5, 5.25, 200, 16)]
    assert isinstance(note, Note)
    assert (note.text, note.frame[:2], note.colour) == ("Wat lukt er al een beetje?", (5, 6), 1)
    assert ink.order < note.order
    reader.apply_acts(EVA, [[0, eva.delete([STROKE])]])
    assert reader.elements() == [note]


def test_somebody_elses_note_may_be_erased(eva: BoardDocument) -> None:
    """A deletion names another's structs and is nobody's forgery."""
    sam = BoardDocument(SAM)
    sam.apply_acts(EVA, [[0, eva.add_note(NOTE, 0, 0, "weg")]])
    update = sam.delete([NOTE])
    check_update(update, client_of(SAM))
    eva.apply_acts(SAM, [[0, update]])
    assert eva.elements() == []


def test_an_update_that_writes_as_somebody_else_is_refused_whole(eva: BoardDocument) -> None:
    """One forged act among good ones takes its whole entry with it."""
    reader = BoardDocument()
    good, forged = eva.add_note(NOTE, 0, 0), BoardDocument(SAM).add_note(OTHER, 0, 0)
    with pytest.raises(BadUpdate) as refused:
        reader.apply_acts(EVA, [[0, good], [5, forged]])
    assert refused.value.word == "foreign"
    assert reader.elements() == []
    reader.apply_acts(EVA, [[0, good]])
    assert len(reader.elements()) == 1


@pytest.mark.parametrize(
    "acts",
    [None, {}, "x", [1], [[0]], [[0, "x"]], [[0, b"", 1]], [[0, b"\xff" * 9]], [[0, b"\0\0\0"]]],
)
def test_acts_of_another_shape_are_refused(acts: object) -> None:
    """Whatever an author sealed, the reader raises one error and goes on."""
    reader = BoardDocument()
    with pytest.raises(BadUpdate):
        reader.apply_acts(EVA, acts)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200))
def test_random_bytes_are_read_or_refused(data: bytes) -> None:
    """No bytes whatever bring anything but a `BadUpdate`."""
    reader = BoardDocument()
    try:
        reader.apply_acts(EVA, [[0, data]])
    except BadUpdate:
        assert reader.elements() == []


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_a_damaged_update_is_read_or_refused(data: st.DataObject) -> None:
    """Any byte of a real update changed, cut or doubled: still nothing but a `BadUpdate`."""
    eva = BoardDocument(EVA)
    eva.add_note(NOTE, 1, 2, "een briefje")
    eva.add_ink(STROKE, LINE)
    whole = bytearray(eva.encode())
    at = data.draw(st.integers(0, len(whole) - 1))
    whole[at] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(at, len(whole)))
    reader = BoardDocument()
    try:
        reader.apply_base(bytes(whole[:cut]))
    except BadUpdate:
        return
    reader.elements()
    reader.sheets()


def test_clients_of_an_update_are_those_yjs_wrote(eva: BoardDocument) -> None:
    """The walk over the bytes finds each client once per run of its structs."""
    eva.add_note(NOTE, 0, 0, "a")
    sam = BoardDocument(SAM)
    sam.apply_base(eva.encode())
    sam.type_text(NOTE, "ab")
    assert set(clients_in(sam.encode())) == {client_of(EVA), client_of(SAM)}
    assert clients_in(b"\0\0") == []


@pytest.mark.parametrize("overwritten", [False, True])
def test_maps_in_maps_are_taken_eight_deep(overwritten: bool) -> None:
    """What lies deeper no browser could delete again; told by parent, or by what it replaced."""

    def nested(depth: int) -> bytes:
        doc: Doc[Any] = Doc(client_id=client_of(EVA))
        inner: Map[Any] = doc.get("elements", type=Map)
        for _ in range(depth):
            if overwritten:
                inner["inner"] = "first"
            inner["inner"] = Map()
            inner = inner["inner"]
        return doc.get_update()

    reader = BoardDocument()
    reader.apply_acts(EVA, [[0, nested(8)]])
    for depth in (9, 5000):
        with pytest.raises(BadUpdate, match="too deep"):
            BoardDocument().apply_acts(EVA, [[0, nested(depth)]])


def test_a_claim_of_endless_structs_ends_with_the_bytes() -> None:
    """A count of 2^40 structs costs no more than the bytes that are there."""
    with pytest.raises(BadUpdate):
        clients_in(b"\x01" + b"\xff" * 5 + b"\x7f" + b"\x01\x00" + b"\x04\x01\x01a")


@pytest.mark.parametrize(
    "change",
    [
        {"frame": [0, 0, 10, 10]},
        {"frame": [0, 0, -1, 10, 0]},
        {"frame": [0, 0, float("nan"), 10, 0]},
        {"frame": [0, 0, float("inf"), 10, 0]},
        {"frame": [1e6, 0, 10, 10, 0]},
        {"frame": [True, 0, 10, 10, 0]},
        {"frame": "0,0"},
        {"sheet": "short"},
        {"order": ""},
        {"order": "a b"},
        {"by": None},
        {"type": 3},
    ],
)
def test_an_element_without_a_sound_place_is_left_out(change: dict[str, Any]) -> None:
    """Hostile values hide their own element and disturb no other."""
    reader = BoardDocument()
    reader.apply_base(foreign_update(5, {**SOUND_NOTE, **change}))
    reader.apply_base(foreign_update(6, {**SOUND_NOTE, "text": Text("heel")}, OTHER))
    [element] = reader.elements()
    assert isinstance(element, Note)
    assert (element.id, element.text) == (OTHER, "heel")


@pytest.mark.parametrize(
    "change", [{"colour": 4}, {"colour": 0.5}, {"colour": True}, {"text": 7}, {"text": None}]
)
def test_an_element_with_unsound_fields_keeps_its_place(change: dict[str, Any]) -> None:
    """What its own type cannot be read from stands there as one of an unknown type does."""
    reader = BoardDocument()
    reader.apply_base(foreign_update(5, {**SOUND_NOTE, **change}))
    [element] = reader.elements()
    assert isinstance(element, UnknownElement)
    assert (element.type, element.frame) == ("note", (0, 0, 10, 10, 0))


def test_a_type_of_a_later_version_is_kept() -> None:
    """An unknown element keeps its fields and its place."""
    fields = {
        "type": "wheel", "sheet": FIRST_SHEET, "order": "a0", "by": b64(EVA),
        "frame": [0, 0, 10, 10, 0], "marks": [1, 2], "shared": Array([1]),
    }  # fmt: skip
    reader = BoardDocument()
    reader.apply_base(foreign_update(5, fields))
    [element] = reader.elements()
    assert isinstance(element, UnknownElement)
    assert (element.type, element.fields["marks"]) == ("wheel", [1.0, 2.0])


def test_the_roots_may_hold_anything() -> None:
    """Numbers, texts and lists where maps are due are passed over."""
    doc: Doc[Any] = Doc(client_id=5)
    doc.get("elements", type=Map).update({NOTE: 7, "": "x", OTHER: [1]})
    doc.get("sheets", type=Map).update({NOTE: None, OTHER: Map({"title": 5, "order": "a0"})})
    reader = BoardDocument()
    reader.apply_base(doc.get_update())
    assert reader.elements() == []
    assert [sheet.id for sheet in reader.sheets()] == [FIRST_SHEET]


def test_the_first_sheet_is_there_beside_written_ones(eva: BoardDocument) -> None:
    """A second sheet comes after the first, which nobody wrote."""
    eva.add_sheet(OTHER, "Vel twee", "lined")
    assert [(s.id, s.title, s.paper) for s in eva.sheets()] == [
        (FIRST_SHEET, "", "plain"),
        (OTHER, "Vel twee", "lined"),
    ]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=12), max_size=6))
@settings(max_examples=50, deadline=None)
def test_typing_any_text_over_any_other_gives_that_text(texts: list[str]) -> None:
    """Emoji, combining marks and empty texts replace one another exactly, at every reader."""
    eva, reader = BoardDocument(EVA), BoardDocument()
    reader.apply_acts(EVA, [[0, eva.add_note(NOTE, 0, 0)]])
    for text in texts:
        update = eva.type_text(NOTE, text)
        if update:
            reader.apply_acts(EVA, [[0, update]])
        element = reader.element(NOTE)
        assert isinstance(element, Note)
        assert element.text == text


@given(
    st.text(max_size=40),
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=4),
        lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=4), inner),
        max_leaves=8,
    ),
)
def test_no_value_makes_the_reader_raise(id_: str, value: Any) -> None:
    """Whatever stands in a field, reading gives an element or None."""
    for field in ("type", "sheet", "order", "by", "frame", "colour", "text", "points", "marker"):
        fields = {
            "type": "note", "sheet": FIRST_SHEET, "order": "a0", "by": b64(EVA),
            "frame": [0, 0, 1, 1, 0], "colour": 0, "text": "", field: value,
        }  # fmt: skip
        read_element(id_, fields)
        read_element(NOTE, fields)
    read_frame(value)


def test_texts_are_cut_between_characters() -> None:
    """A limit in UTF-16 units never leaves half an emoji."""
    assert cut_text("a" * MAX_TEXT_CHARS + "b") == "a" * MAX_TEXT_CHARS
    assert cut_text("a" * (MAX_TEXT_CHARS - 1) + "🌱") == "a" * (MAX_TEXT_CHARS - 1)
    assert cut_text("🌱" * MAX_TEXT_CHARS) == "🌱" * (MAX_TEXT_CHARS // 2)


def test_orders_sort_as_they_were_made() -> None:
    """Thousands of appended indices rise, and no index is refused that the browser makes."""
    orders = [order_after(None)]
    for _ in range(5000):
        orders.append(order_after(orders[-1]))
    assert orders == sorted(orders)
    assert orders[:2] == ["a0", "a1"]
    assert (order_after("az"), order_after("Zz"), order_after("a0V")) == ("b00", "a0", "a1")
    for broken in ("", "a", "!", "0a"):
        with pytest.raises(BadOrder):
            order_after(broken)


def test_an_order_that_no_library_makes_stops_nobody_from_adding(eva: BoardDocument) -> None:
    """Somebody's odd order lies under what is added next."""
    odd = {**SOUND_NOTE, "order": "zz9", "by": b64(SAM)}
    eva.apply_base(foreign_update(5, odd, OTHER))
    eva.add_note(NOTE, 0, 0)
    eva.add_ink(STROKE, LINE)
    assert [element.id for element in eva.elements()] == [OTHER, NOTE, STROKE]


def test_a_document_without_author_is_for_reading() -> None:
    """Writing needs an author, for its client id."""
    with pytest.raises(ValueError, match="author"):
        BoardDocument().add_note(NOTE, 0, 0)


def test_a_bad_act_is_skipped_and_the_fold_goes_on(eva: BoardDocument) -> None:
    """A refused entry is listed by its place; what comes after it is drawn."""
    room = Scribe()
    room.append(EVA, "board", [[0, eva.add_note(NOTE, 0, 0, "een")]])
    room.append(SAM, "board", [[0, eva.add_note(OTHER, 0, 0, "vals")]])
    room.append(EVA, "board", "geen tekening")
    room.append(EVA, "board", [[0, eva.type_text(NOTE, "een twee")]])
    board, refused = fold_board(fold_log(room.link.keys, room.records, {}).entries)
    assert refused == [2, 3]
    assert [e.text for e in board.elements() if isinstance(e, Note)] == ["een twee"]


def test_while_only_the_coach_draws_a_guest_s_acts_are_skipped() -> None:
    """What a coach closed no guest's entry gets past, and no guest's word closes or opens it."""
    made = writers_vectors()
    assert made["refused"] == [9, 11]
    assert made["texts"] == [
        "a guest closes nothing", "after", "before", "by the coach", "nor does another shape",
    ]  # fmt: skip


def test_a_base_stands_for_the_drawing_before_it(eva: BoardDocument) -> None:
    """With the `board` bodies gone, the board from `base` on is the same."""
    room = Scribe()
    room.append(EVA, "board", [[0, eva.add_note(NOTE, 0, 0, "een")]])
    room.append(EVA, "base", {"k": 1, "board": eva.encode()}, refs=(1,), flags=2)
    room.append(EVA, "board", [[0, eva.type_text(NOTE, "een twee")]])
    records = [room.records[0].forgotten(), *room.records[1:]]
    opened = open_room(Export(room.link.log, tuple(records), {}), room.link)
    assert (opened.findings, opened.refused) == ([], [])
    assert opened.board.elements() == eva.elements()
