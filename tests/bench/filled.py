"""Things in a room before a bench begins: seeded, sealed and sent by one more client."""

from __future__ import annotations

import math
import secrets
import time
from collections.abc import Iterable, Iterator
from itertools import count, islice
from random import Random
from typing import Any

from tests.serving import RunningServer
from whiteboard.client import MAX_RECORDS, ServerClient
from whiteboard.document import BoardDocument
from whiteboard.entry import KINDS, ROLES, Body, Header, Record, seal_entry
from whiteboard.handwriting import Stroke
from whiteboard.keys import AUTHOR_BYTES, ID_BYTES, Link, parse_link, to_base64url
from whiteboard.schema import FIRST_SHEET

POINTS = 40
WORDS = ["wat", "wil", "je", "dat", "anders", "wordt", "en", "waar", "merk", "je", "het", "aan"]


class Filler:
    """One more client of a room, with an author and a document of its own."""

    def __init__(self, server: RunningServer, link: Link) -> None:
        self.link = link
        self.author = secrets.token_bytes(AUTHOR_BYTES)
        self.board = BoardDocument(self.author)
        self._client = ServerClient(server.url, link, secrets.token_bytes(ID_BYTES))
        self._client.register()
        self._client.read_new()
        self._numbers = count()

    def send(self, updates: Iterable[bytes]) -> None:
        """Append each of *updates* as an act, as many at once as the server takes."""
        self.send_dated((int(time.time() * 1000), update) for update in updates)

    def send_dated(self, acts: Iterable[tuple[int, bytes]]) -> None:
        """Append acts that happened by the author's clock at the times told with them, ms."""
        self._append("board", ((clock, [[0, update]]) for clock, update in acts))

    def write(self, texts: Iterable[str]) -> None:
        """Append each of *texts* as a message."""
        now = int(time.time() * 1000)
        self._append("talk", ((now, {"id": new_id(), "text": text}) for text in texts))

    def _append(self, kind: str, acts: Iterable[tuple[int, Any]]) -> None:
        coming = iter(acts)
        while records := [self._seal(kind, *act) for act in islice(coming, MAX_RECORDS)]:
            self._client.append(records)

    def _seal(self, kind: str, clock: int, data: Any) -> Record:
        role = ROLES[self.link.role]
        header = Header(self.link.log, KINDS[kind], role, self.author, next(self._numbers))
        body = Body(clock, self._client.seen, data)
        return seal_entry(self.link.keys.entry, header, body).record


def new_id() -> str:
    """Return an id as elements and sheets have it."""
    return to_base64url(secrets.token_bytes(8))


def some_stroke(rng: Random) -> Stroke:
    """A stroke of 40 points, in the lower half of the sheet: the upper one is for the bench."""
    x, y = rng.uniform(50, 850), rng.uniform(800, 1350)
    return [(x + 2.0 * i, y + 10 * math.sin(i / 5), 128, 12) for i in range(POINTS)]


def fill(server: RunningServer, address: str, number: int) -> None:
    """Append *number* strokes to the room of the link *address*."""
    filler, rng = Filler(server, parse_link(address)), Random(1)
    filler.send(
        filler.board.add_ink(new_id(), some_stroke(rng), marker=1, width=0) for _ in range(number)
    )


def fill_letters(server: RunningServer, address: str, number: int) -> None:
    """Append *number* messages of some 400 letters; one in a hundred says duizend."""
    filler, rng = Filler(server, parse_link(address)), Random(3)
    filler.write(
        f"Bericht {at}. "
        + " ".join(rng.choices(WORDS, k=90))
        + (" duizend" if at % 100 == 0 else "")
        for at in range(1, number + 1)
    )


def fill_talk(server: RunningServer, address: str, acts: int, lasts_ms: int) -> None:
    """Append a talk that ended now; see ``talk_acts``."""
    filler = Filler(server, parse_link(address))
    began = int(time.time() * 1000) - lasts_ms
    filler.send_dated((began + at, act) for at, act in talk_acts(filler.board, acts, lasts_ms))


def talk_acts(
    board: BoardDocument, acts: int, lasts_ms: int, seed: int = 3
) -> Iterator[tuple[int, bytes]]:
    """
    Yield when, ms from its beginning, and what is done in a talk of *acts* acts in *lasts_ms*.

    Each twentieth of it has a sheet of its own. Of ten acts seven are strokes, one is a note, one
    writes on the last note, and one carries it.
    """
    for at, update in enumerate(islice(_talk(board, Random(seed), acts // 20), acts)):
        yield lasts_ms * at // acts, update


def _talk(board: BoardDocument, rng: Random, each: int) -> Iterator[bytes]:
    sheet, note = FIRST_SHEET, ""
    for at in count():
        x, y = rng.uniform(20, 760), rng.uniform(20, 1180)
        if at % each == each - 1:
            sheet = new_id()
            yield board.add_sheet(sheet, f"Vel {at // each + 2}")
        elif at % 10 == 0 or note == "":
            note = new_id()
            yield board.add_note(note, x, y, "", sheet=sheet, colour=at // 10 % 4)
        elif at % 10 == 1:
            yield board.type_text(note, " ".join(rng.sample(WORDS, 6)))
        elif at % 10 == 2:
            yield board.set_frame(note, (x, y, 220.0, 220.0, 0.0))
        else:
            yield board.add_ink(new_id(), some_stroke(rng), sheet=sheet, marker=at % 4, width=0)


def fill_sheets(server: RunningServer, address: str, sheets: int, each: int) -> None:
    """Append *sheets* sheets, the first included; see ``lively_acts``."""
    filler, rng = Filler(server, parse_link(address)), Random(2)
    filler.send(lively_acts(filler.board, rng, sheets, each))


def lively_acts(board: BoardDocument, rng: Random, sheets: int, each: int) -> Iterator[bytes]:
    """
    Yield what puts *each* elements on every one of *sheets* sheets.

    Of twenty elements one is a note, one a text, one a shape; the others are strokes.
    """
    for number in range(sheets):
        sheet = new_id() if number else FIRST_SHEET
        if number:
            yield board.add_sheet(sheet, f"Vel {number + 1}")
        for place in range(each):
            x, y = rng.uniform(20, 760), rng.uniform(20, 1180)
            words = " ".join(rng.sample(WORDS, 6))
            if place % 20 == 0:
                yield board.add_note(new_id(), x, y, words, sheet=sheet, colour=place // 20 % 4)
            elif place % 20 == 7:
                yield board.add_text(new_id(), (x, y, 220, 60, 0), words, sheet=sheet)
            elif place % 20 == 13:
                yield board.add_shape(new_id(), "ellipse", (x, y, 180, 120, 0), sheet=sheet)
            else:
                stroke = some_stroke(rng)
                yield board.add_ink(new_id(), stroke, sheet=sheet, marker=place % 4, width=0)
