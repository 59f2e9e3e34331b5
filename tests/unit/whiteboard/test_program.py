"""The verbs export and verify, and where they read from."""

from __future__ import annotations

import io
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from server.migrations import migrate
from tests.unit.whiteboard.rooms import EVA, NOW, ROOM, SAM, Scribe
from tests.wire.spelling import b64, fixed
from whiteboard.__main__ import main
from whiteboard.demo import PracticeWriter
from whiteboard.document import BoardDocument
from whiteboard.exercises import read_exercises
from whiteboard.export import decode_export, encode_export
from whiteboard.keys import Link
from whiteboard.practice import Came, Drew, Marked, Met, Placed, Said, Stuck, Titled, practice_room
from whiteboard.schema import Frame, Note
from whiteboard.source import SourceError, read_log

LINK = ROOM.address("https://example.org")
NOTE = b64(fixed("note", 8))


@pytest.fixture
def room() -> Scribe:
    """A room with names, a note and a message too large for a record."""
    scribe, board = Scribe(), BoardDocument(EVA)
    scribe.append(EVA, "member", {"name": "Eva", "form": "voice"})
    scribe.append(SAM, "member", {"name": "Sam", "form": "voice"})
    scribe.append(EVA, "board", [[0, board.add_note(NOTE, 10, 20, "Wat lukt al?")]])
    scribe.append(SAM, "talk", {"id": "a", "text": "Heel veel. " * 8000})
    scribe.append(SAM, "talk", {"id": "b", "text": "Tot donderdag"})
    return scribe


@pytest.fixture
def export(room: Scribe, tmp_path: Path) -> Path:
    """The room as a sealed export."""
    path = tmp_path / "sam.flipover"
    path.write_bytes(encode_export(ROOM.log, room.records, room.blobs))
    return path


@pytest.fixture
def database(room: Scribe, tmp_path: Path) -> Path:
    """The room in tables as the server makes them, beside another room."""
    path = tmp_path / "flipover.db"
    db = sqlite3.connect(path, isolation_level=None)
    migrate(db, path, NOW)
    for number, log in ((1, fixed("another room", 16)), (2, ROOM.log)):
        db.execute(
            "INSERT INTO logs (id, log, kind, knock, writers, until, made_at, h)"
            " VALUES (?, ?, 'room', 'new', 'all', 0, ?, ?)",
            (number, log, NOW, bytes(32)),
        )
        db.execute(
            "INSERT INTO links (id, log, role, token_hash, made_at) VALUES (?, ?, 'guest', ?, ?)",
            (number, number, bytes(32), NOW),
        )
        db.execute(
            "INSERT INTO devices (id, log, link, device_hash, registered_at)"
            " VALUES (?, ?, ?, ?, ?)",
            (number, number, number, bytes(32), NOW),
        )
    authors: dict[bytes, int] = {}
    for record in room.records:
        header = record.header
        if header.author not in authors:
            authors[header.author] = len(authors) + 1
            db.execute(
                "INSERT INTO authors VALUES (?, 2, ?, 2, 2, 0)",
                (authors[header.author], header.author),
            )
        db.execute(
            "INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                2 * 2**32 + record.seq, record.at, header.kind, authors[header.author], header.n,
                header.encode(), record.digest, record.sealed,
            ),
        )  # fmt: skip
    for blob, sealed in room.blobs.items():
        db.execute(
            "INSERT INTO blobs (log, hash, put_at, size, sealed) VALUES (2, ?, ?, ?, ?)",
            (blob, NOW, len(sealed), sealed),
        )
    db.close()
    return path


@pytest.fixture
def say(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Put a text on standard input."""
    return lambda text: monkeypatch.setattr("sys.stdin", io.StringIO(text + "\n"))


def test_database_and_export_hold_the_same_room(room: Scribe, database: Path, export: Path) -> None:
    """A room reads alike from the server's tables and from a file, record by record."""
    found = read_log(database, ROOM.log)
    assert found == read_log(export, ROOM.log)
    assert found.records == tuple(room.records)
    assert found.blobs == room.blobs


def test_reading_leaves_the_database_as_it_was(database: Path, say: Callable[[str], None]) -> None:
    """Verify writes nothing into the server's folder."""
    before = {path.name: path.read_bytes() for path in database.parent.iterdir()}
    say(LINK)
    assert main(["verify", str(database)]) == 0
    assert {path.name: path.read_bytes() for path in database.parent.iterdir()} == before


def test_a_good_room_is_told_to_be_good(
    export: Path, say: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    """Verify says how much there is and that nothing is wrong, and repeats no secret."""
    say(LINK)
    assert main(["verify", str(export)]) == 0
    out = capsys.readouterr().out
    assert "5 places, 2 authors, 1 things drawn" in out
    assert "every seal fits" in out
    assert ROOM.fragment[2:] not in out


def test_a_changed_room_is_told_where(
    room: Scribe, tmp_path: Path, say: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    """Verify names the place and the lie, and its exit status is 1."""
    path = tmp_path / "changed.flipover"
    path.write_bytes(encode_export(ROOM.log, room.records[:2] + room.records[3:], room.blobs))
    say(LINK)
    assert main(["verify", str(path)]) == 1
    err = capsys.readouterr().err
    assert "at 4 (talk of a guest, " in err
    assert "): dropped: something before this place is missing" in err


def test_an_opened_export_is_readable(
    database: Path, tmp_path: Path, say: Callable[[str], None]
) -> None:
    """The JSON holds names, messages, times and the board as it stands, for its owner alone."""
    out = tmp_path / "sam.json"
    say(LINK)
    assert main(["export", str(database), str(out)]) == 0
    assert out.stat().st_mode & 0o777 == 0o600
    plain = json.loads(out.read_text())
    assert [entry["kind"] for entry in plain["entries"]] == ["member", "member", "talk", "talk"]
    assert plain["entries"][3]["data"]["text"] == "Tot donderdag"
    assert plain["entries"][3]["name"] == "Sam"
    assert plain["entries"][0]["at"].startswith("2026-09-21T")
    assert plain["board"]["elements"][0]["text"] == "Wat lukt al?"
    assert plain["findings"] == []


def test_the_summary_as_data_holds_the_exercises_and_no_message(
    room: Scribe, tmp_path: Path, say: Callable[[str], None]
) -> None:
    """`summary.json` has sessions, zones and moves as plain types, and nothing that was said."""
    board = BoardDocument(SAM)
    circles: Frame = (45.0, 207.0, 910.0, 910.0, 0.0)
    labels = {"topic": "Grenzen", "inner": "lukt al", "ring": "wil ik nog"}
    ids = [b64(fixed(f"facts {letter}", 8)) for letter in "abc"]
    room.append(EVA, "session", {"id": "s1", "do": "start"})
    room.append(SAM, "board", [[0, board.add_exercise(ids[0], "circles", circles, labels)]])
    room.append(SAM, "board", [[0, board.add_note(ids[1], 430, 600, "nee zeggen")]])
    room.append(EVA, "chapter", {"type": "zone", "note": ids[1], "from": "ring", "to": "inner"})
    path = tmp_path / "room.flipover"
    path.write_bytes(encode_export(ROOM.log, room.records, room.blobs))
    out = tmp_path / "sam-summary.json"
    say(LINK)
    assert main(["export", str(path), str(out)]) == 0
    facts = json.loads(out.read_text())
    assert facts["format"] == "flipover-summary 1"
    assert [(one["id"], one["end"]) for one in facts["sessions"]] == [("s1", None)]
    notes = facts["sheets"][0]["circles"][0]["notes"]
    [note] = [one for one in notes if one["changes"]]
    assert (note["text"], note["zone"]) == ("nee zeggen", "inner")
    assert note["changes"][0]["at"].startswith("2026-09-21T")
    assert "Tot donderdag" not in out.read_text()
    whole = tmp_path / "sam.json"
    say(LINK)
    assert main(["export", str(path), str(whole)]) == 0
    plain = json.loads(whole.read_text())
    assert plain["exercises"] == facts
    # What was there before the session is not what it left.
    assert [(one["id"], one["notes"]) for one in plain["sessions"]] == [("s1", [ids[1]])]


def test_a_sealed_export_holds_no_word_of_the_room(
    room: Scribe, database: Path, tmp_path: Path, say: Callable[[str], None]
) -> None:
    """The take-along from a database is ciphertext, and reads back to the same room."""
    out = tmp_path / "sam.flipover"
    say(LINK)
    assert main(["export", str(database), str(out)]) == 0
    data = out.read_bytes()
    assert b"donderdag" not in data
    assert ROOM.seed not in data
    assert decode_export(data).records == tuple(room.records)


@pytest.mark.parametrize(
    ("arguments", "typed", "said"),
    [
        (["verify", "nowhere.flipover"], LINK, "nowhere.flipover cannot be read: No such file"),
        (["verify", "{export}"], "https://example.org/r/x", "the part after # is missing"),
        (["verify", "{export}"], "#i12345678", "this is an invitation for a coach"),
        (["verify", "{export}"], "", "the room's link is needed"),
        (["verify", "{other}"], LINK, "is neither an export of a room nor a server's database"),
        (["export", "{export}", "out.txt"], LINK, "should end in .pdf, .png, .svg, .mp4, .md"),
        (["export", "{export}", "nowhere/out.pdf"], LINK, "nowhere is no folder to write in"),
        (["export", "{export}", "out.md", "--sheet", "1"], LINK, "are for pictures"),
        (["export", "{other}", "out.pdf"], LINK, "is neither an export of a room nor a server"),
        (
            ["export", "{export}", "out.pdf", "--sheet", "7"],
            LINK,
            "one sheet; no number 7",
        ),
        (["export", "{cut}", "out.pdf"], LINK, "cut is damaged: "),
        (["export", "{export}", "{export}"], LINK, "exists already"),
        (["demo", "--server", "localhost"], "x", "is no address of a server"),
    ],
)
def test_mistakes_are_one_plain_line(
    arguments: list[str],
    typed: str,
    said: str,
    export: Path,
    say: Callable[[str], None],
    capsys: pytest.CaptureFixture[str],
) -> None:
    """What a person gets wrong is said in a line, without a traceback and without the link."""
    other = export.with_name("other")
    other.write_text("iets anders")
    cut = export.with_name("cut")
    cut.write_bytes(export.read_bytes()[:-9])
    say(typed)
    places = {"export": str(export), "other": str(other), "cut": str(cut)}
    assert main([argument.format(**places) for argument in arguments]) == 2
    err = capsys.readouterr().err
    assert said in err
    assert err.count("\n") == 1
    assert ROOM.fragment[2:] not in err


def test_another_rooms_link_opens_nothing(
    export: Path, database: Path, say: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    """The link of a room that is not in the file is told so."""
    stranger = Link("coach", fixed("third room", 16), ROOM.seed, ROOM.key)
    say(stranger.address("https://example.org"))
    assert main(["verify", str(export)]) == 2
    assert "belongs to another room" in capsys.readouterr().err
    with pytest.raises(SourceError, match="is not in"):
        read_log(database, stranger.log)


# --- the practice room ------------------------------------------------------------------------


def test_a_practice_room_is_the_same_each_time() -> None:
    """Randomness and clock are all it depends on, and its last act is now."""
    one, two = (practice_room(Random(7), NOW) for _ in range(2))
    assert one == two
    assert practice_room(Random(8), NOW) != one
    assert one[-1].at_ms == NOW
    assert [act.at_ms for act in one] == sorted(act.at_ms for act in one)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_practice_room_folds_to_a_lively_sheet(language: str) -> None:
    """Both people come, talk, draw and stick notes, and every act is taken by a reader."""
    acts = practice_room(Random(7), NOW, "nl" if language == "nl" else "en")
    deeds = [act.deed for act in acts]
    talked = ((Came, 2), (Said, 15), (Met, 2))
    for kind, least in (*talked, (Drew, 2), (Stuck, 8), (Titled, 3), (Placed, 3), (Marked, 2)):
        assert sum(isinstance(deed, kind) for deed in deeds) >= least, kind
    writer, reader = PracticeWriter(Random(3)), BoardDocument()
    for act in acts:
        kind, data = writer.write(act)
        if kind == "board":
            reader.apply_acts(writer.authors[act.who], data)
    elements = reader.elements()
    assert len(elements) > 12
    for element in elements:
        x, y, w, h, _ = element.frame
        assert x >= 0, element
        assert y >= 0, element
        assert x + w <= 1000, element
        assert y + h <= 1414, element
    assert all(element.text for element in elements if isinstance(element, Note))
    assert all(sheet.title for sheet in reader.sheets())
    facts = read_exercises(reader.sheets(), elements)
    (circles,), (scale,), (card,) = facts.circles, facts.scales, facts.cards
    assert [note.place for note in circles.notes].count("inner") == 3
    assert [note.place for note in circles.notes].count("ring") == 3
    assert sum(note.chosen for note in circles.notes) == 1
    assert [mark.value for mark in scale.marks] == [[5], [6]]
    assert [note.place for note in scale.notes] == ["there", "there"]
    assert all(text for _, text in card.fields)
