"""
What three pages made of one log, each in its own order of losses and repeats, is what Python makes.

The pages are the browser's own code (sealed log, outbox, board on Yjs), played by
``web/test/convergence.ts`` with pinned seeds; here the very same records are folded with pycrdt.
"""

from __future__ import annotations

import base64
import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, load_script
from tests.wire.board_cases import plain_elements, plain_sheets
from whiteboard.document import BoardDocument
from whiteboard.entry import Record, decode_records
from whiteboard.export import Export
from whiteboard.keys import Link, from_base64url, parse_link
from whiteboard.room import Room, open_room

pytestmark = pytest.mark.slow
PLAY_S = 240


@dataclass
class Played:
    """One seed's play: what the pages showed in the end, and the log they made."""

    seed: int
    link: Link
    records: list[Record]
    #: what each page shows, the last of them a fresh one
    peers: list[list[dict[str, Any]]]
    #: the sheets of each, in order
    sheets: list[list[dict[str, Any]]]
    #: author, n and seq of every act whose page was told that it is kept
    kept: list[tuple[bytes, int, int]]
    #: elements that were told to be kept and that nobody took away
    standing: list[str]
    #: the same of words on notes: (note, word)
    words: list[tuple[str, str]]

    def fold(self, records: list[Record]) -> Room:
        """Open *records* with the link, as a reader in Python does."""
        return open_room(Export(self.link.log, tuple(records), {}), self.link)


def read_played(row: dict[str, Any]) -> Played:
    """Return one play from the JSON that the driver wrote."""
    text = row["records"]
    raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    return Played(
        row["seed"],
        parse_link(row["link"]),
        list(decode_records(raw)),
        row["peers"],
        row["sheets"],
        [(from_base64url(kept["author"], 8), kept["n"], kept["seq"]) for kept in row["kept"]],
        row["standing"],
        [(note, word) for note, word in row["words"]],
    )


@pytest.fixture(scope="module")
def plays(built_pages: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Played]:
    """All plays of the pinned seeds, made by the browser's code under Node."""
    written = tmp_path_factory.mktemp("plays") / "plays.json"
    environment = load_script(ROOT / "deploy" / "build_web.py").node_environment()
    ended = subprocess.run(
        ["vitest", "run", "test/convergence.test.ts"],
        cwd=ROOT / "web",
        env={**environment, "FLIPOVER_CONVERGENCE": str(written)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=PLAY_S,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return [read_played(row) for row in json.loads(written.read_text())]


def by_id(elements: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return plain elements by their ids."""
    return {element["id"]: element for element in elements}


def test_yjs_and_pycrdt_end_equal(plays: list[Played]) -> None:
    """Three pages, a fresh one and Python show the same elements, field by field, in one order."""
    assert len(plays) >= 6
    for play in plays:
        room = play.fold(play.records)
        shown = plain_elements(room.board)

        assert room.findings == [], play.seed
        assert room.refused == [], play.seed
        assert len(play.peers) == 4
        for sheets in play.sheets:
            assert sheets == plain_sheets(room.board), play.seed
        for peer in play.peers:
            assert [row["id"] for row in peer] == [row["id"] for row in shown], play.seed
            for theirs, ours in zip(peer, shown, strict=True):
                assert theirs == ours, play.seed


def test_what_a_page_was_told_is_kept_is_there_once(plays: list[Played]) -> None:
    """Each (author, n) stands at its one place; what it made stands unless it was taken away."""
    for play in plays:
        places: dict[tuple[bytes, int], list[int]] = {}
        for record in play.records:
            places.setdefault((record.header.author, record.header.n), []).append(record.seq)
        for author, n, seq in play.kept:
            assert places[author, n] == [seq], play.seed
        there = by_id(plain_elements(play.fold(play.records).board))
        for id_ in play.standing:
            assert id_ in there, play.seed
        for note, word in play.words:
            assert word in there[note]["text"].split(), play.seed


def makers(room: Room) -> dict[str, int]:
    """Return the seq of the act that first put each element on the board."""
    board, found = BoardDocument(), dict[str, int]()
    for entry in room.entries:
        if entry.kind == "board":
            board.apply_acts(entry.author, entry.data)
            for element in board.elements():
                found.setdefault(element.id, entry.seq)
    return found


def test_one_kept_act_less_is_seen(plays: list[Played]) -> None:
    """The control: with any one kept stroke left out, Python does not show the same."""
    for play in plays:
        made_by = makers(play.fold(play.records))
        assert play.standing
        for id_ in play.standing:
            rest = play.fold([record for record in play.records if record.seq != made_by[id_]])

            assert id_ not in by_id(plain_elements(rest.board)), play.seed
            assert plain_elements(rest.board) != play.peers[0], play.seed
