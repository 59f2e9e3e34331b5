"""The board in one piece: how a `base` is read, whoever wrote it, and what it names."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.whiteboard.rooms import EVA, NOW, Scribe
from tests.wire.spelling import fixed
from whiteboard.base import pictures_on, seal_base
from whiteboard.crypto import sha256
from whiteboard.document import BoardDocument
from whiteboard.entry import FLAGS, KINDS, MAX_BLOBS, ROLES, Body, Header, seal_blob
from whiteboard.export import Export
from whiteboard.keys import to_base64url
from whiteboard.room import Room, open_room

BOX = (10.0, 10.0, 100.0, 100.0, 0.0)


@pytest.fixture
def eva() -> BoardDocument:
    """Eva's document with one note."""
    board = BoardDocument(EVA)
    board.add_note(to_base64url(fixed("a note", 8)), 0, 0, "een")
    return board


def read(room: Scribe) -> Room:
    """Open what *room* holds."""
    return open_room(Export(room.link.log, tuple(room.records), room.blobs), room.link)


def place_base(room: Scribe, board: BoardDocument, data: dict[str, Any], *more: bytes) -> None:
    """Append a base as a browser does: the board in a blob of its own, *more* blobs behind it."""
    sealed = seal_blob(room.link.keys.entry, room.link.log, board.encode())
    room.blobs[sha256(sealed)] = sealed
    room.append(EVA, "base", data, blobs=(sha256(sealed), *more))


@pytest.mark.parametrize(
    ("data", "more"), [({"k": 0}, ()), ({"k": 0, "parts": 1}, (fixed("a picture"),))]
)
def test_a_board_in_blobs_of_its_own_is_read(
    eva: BoardDocument, data: dict[str, Any], more: tuple[bytes, ...]
) -> None:
    """As a browser gives it back, with pictures named behind it or without."""
    room = Scribe()
    place_base(room, eva, data, *more)
    opened = read(room)

    assert (opened.findings, opened.refused) == ([], [])
    assert opened.board.elements() == eva.elements()


@pytest.mark.parametrize("parts", [-1, 2, 1.5, "1", True, None])
def test_a_base_that_counts_wrongly_is_unreadable(eva: BoardDocument, parts: object) -> None:
    """Nothing is guessed of where the board lies."""
    room = Scribe()
    place_base(room, eva, {"k": 0, "parts": parts})
    opened = read(room)

    assert [finding.word for finding in opened.findings] == ["unreadable"]
    assert opened.board.elements() == []


def test_every_picture_is_named_however_many_there_are(eva: BoardDocument) -> None:
    """The last entry holds the board and drops the past; those before it only name pictures."""
    blobs = [sha256(bytes([number])) for number in range(MAX_BLOBS + 1)]
    for blob in blobs:
        eva.add_picture(to_base64url(blob[:8]), BOX, to_base64url(blob))
    room = Scribe()
    start = Header(room.link.log, KINDS["base"], ROLES["coach"], EVA, 0)
    made = seal_base(room.link.keys.entry, start, Body(NOW, room.seen), 1, eva)
    for sealed in made:
        room.place(sealed.record)
        room.blobs.update(sealed.blobs)
    opened = read(room)
    headers = [sealed.record.header for sealed in made]

    assert [(header.n, header.refs) for header in headers] == [(0, (1,)), (1, (1,))]
    assert [header.flags & FLAGS["drop"] for header in headers] == [0, FLAGS["drop"]]
    named = {blob for header in headers for blob in header.blobs}
    assert named == {*blobs, *made[-1].blobs}
    assert pictures_on(eva) == pictures_on(opened.board)
    assert (opened.findings, opened.refused) == ([], [])
    assert opened.board.elements() == eva.elements()
