"""Somebody whose hand writes on sheets through the log: what no tool would make, included."""

from __future__ import annotations

import os
import urllib.request
from hashlib import sha256
from typing import Any

from whiteboard.client import ServerClient
from whiteboard.document import BoardDocument
from whiteboard.entry import KINDS, ROLES, Body, Header, seal_blob, seal_entry
from whiteboard.keys import AUTHOR_BYTES, ID_BYTES, parse_link, to_base64url
from whiteboard.schema import FIRST_SHEET

#: letters that the handwriting has, and some that it has not
HOSTILE = '<script>window.broken=1</script> & "\u0007" ]]> '
SECOND = "AAAAAAAAAAE"


class Hand:
    """One author with a device of its own in a room that nobody knocks at."""

    def __init__(self, server: str, address: str) -> None:
        self._server = server
        self._link = parse_link(address)
        self._device = os.urandom(ID_BYTES)
        self._client = ServerClient(server, self._link, self._device)
        self._client.register()
        self._author = os.urandom(AUTHOR_BYTES)
        self._next = 0
        #: as marks and notes name it
        self.author_id = to_base64url(self._author)
        self.board = BoardDocument(self._author)

    def new_id(self) -> str:
        """Return an id that nobody has."""
        return to_base64url(os.urandom(8))

    def append(self, update: bytes, blobs: tuple[bytes, ...] = ()) -> None:
        """Make *update*, just made on the board, one entry of the log."""
        self.tell("board", [[0, update]], blobs)

    def tell(self, kind: str, data: object, blobs: tuple[bytes, ...] = ()) -> None:
        """Append one entry of any kind that a client may append."""
        header = Header(
            self._link.log, KINDS[kind], ROLES["guest"], self._author, self._next, blobs=blobs
        )
        self._client.read_new()
        body = Body(1_790_000_000_000 + self._next, self._client.seen, data)
        self._client.append([seal_entry(self._link.keys.entry, header, body).record])
        self._next += 1

    def put_blob(self, plain: bytes) -> bytes:
        """Bring sealed bytes to the server, whatever they are; return their id."""
        sealed = seal_blob(self._link.keys.entry, self._link.log, plain)
        blob = sha256(sealed).digest()
        request = urllib.request.Request(
            f"{self._server}/api/logs/{self._link.log_id}/blobs/{to_base64url(blob)}",
            data=sealed,
            method="PUT",
            headers={
                "Authorization": f"Bearer {to_base64url(self._link.token)}",
                "X-Flipover-Device": to_base64url(self._device),
                "Content-Type": "application/octet-stream",
            },
        )
        with urllib.request.urlopen(request) as answer:
            assert answer.status == 201
        return blob

    def stick_picture(
        self, plain: bytes, frame: tuple[float, ...], *, sheet: str = FIRST_SHEET
    ) -> None:
        """Put bytes that are said to be a picture on a sheet."""
        blob = self.put_blob(plain)
        x, y, w, h, angle = frame
        place = (x, y, w, h, angle)
        update = self.board.add_picture(self.new_id(), place, to_base64url(blob), sheet=sheet)
        self.append(update, (blob,))

    def fill(self) -> None:
        """One of each kind on the first sheet, and a squared second one."""
        board, fresh = self.board, self.new_id
        wave = [(x, 1180 + 30 * ((x // 60) % 2), 128, 16) for x in range(120, 760, 20)]
        bar = [(x, 330, 128, 16) for x in range(90, 420, 15)]
        for update in (
            board.add_text(fresh(), (90, 280, 700, 60, 0), "Wat wil je bereiken?", size=2),
            board.add_ink(fresh(), bar, marker=0, highlighter=True),
            board.add_note(fresh(), 90, 420, "Weer met plezier naar mijn werk", colour=0),
            board.add_note(fresh(), 350, 420, HOSTILE + "zó één", colour=1),
            board.add_note(fresh(), 610, 420, "Říct ne, Łódź", colour=2),
            board.add_note(fresh(), 90, 690, "מחר ננסה שוב 🙂", colour=3),
            board.add_text(fresh(), (350, 720, 500, 50, 0), "Привет → 7", marker=1, size=1),
            board.add_shape(fresh(), "arrow", (360, 860, 300, 0, 20), marker=3, width=1),
            board.add_shape(fresh(), "rectangle", (90, 960, 260, 140, 0), marker=1, width=0),
            board.add_shape(fresh(), "ellipse", (430, 950, 320, 150, 0), marker=2, width=2),
            board.add_ink(fresh(), wave, marker=1, width=2),
            board.add_sheet(SECOND, "Stapje: bellen met Jan", "squared"),
            board.add_text(fresh(), (90, 280, 700, 60, 0), "Stapje", sheet=SECOND, size=2),
        ):
            self.append(update)

    def fill_with_exercises(self) -> None:
        """Circles, scales with marks, and cards on a third sheet, which is lined."""
        board, sheet = self.board, self.new_id()
        scale, upright, note = self.new_id(), self.new_id(), self.new_id()
        circles = {"topic": "Grenzen", "inner": "lukt al", "ring": "wil ik nog", "outside": "later"}
        ends = {"topic": "Rust", "low": "nog niets", "high": "zoals ik het wil"}
        closing: dict[str, Any] = {
            "kind": "closing",
            "title": "Afronding",
            "labels": ["nuttig", "anders"],
        }
        closing |= {"cell0": "de kleine stapjes van vorige week", "cell1": ""}
        closing |= {"labels": ["nuttig", "anders"], "value": 7.5}
        by, day = to_base64url(self._author), 1_790_000_000_000
        marks = [("now", "", [4.5]), ("highest", "", [6.0, 7.0]), ("own", "zo zag Sam het", [5.0])]
        updates = [
            board.add_exercise(
                self.new_id(), "circles", (40, 150, 460, 460, 0), circles, sheet=sheet
            ),
            board.add_exercise(scale, "scale", (110, 840, 560, 120, 0), ends, sheet=sheet),
            board.add_exercise(
                upright, "scale", (740, 200, 120, 700, 0), {**ends, "upright": True}, sheet=sheet
            ),
            board.add_exercise(
                self.new_id(),
                "card",
                (110, 1090, 760, 300, 0),
                {**closing, "value": 7.5},
                sheet=sheet,
            ),
            board.add_note(note, 180, 300, "gekozen", sheet=sheet, size=160),
            board.set_field(note, "chosen", True),
        ]
        for on in (scale, upright):
            for kind, name, value in marks:
                packed = [kind, day, by, name, value]
                updates.append(board.set_field(on, f"mark:{self.new_id()}", packed))
        # Last, so that who sees the sheet sees all that lies on it.
        updates.append(board.add_sheet(sheet, "Oefeningen", "lined"))
        for update in updates:
            self.append(update)
