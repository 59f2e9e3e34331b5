"""A log in which three people do all that can be done, and what it shows at a hundred moments."""

from __future__ import annotations

from random import Random
from typing import Any

from tests.wire.recording_cases import EVA, LATE, NOW, SAM, Case, row_of
from tests.wire.shape_cases import by_hand
from tests.wire.spelling import b64, fixed, spelled
from whiteboard.elements import Element
from whiteboard.fields import element_fields, sheet_fields
from whiteboard.masking import mask
from whiteboard.recording import Recording, fold_recording
from whiteboard.replay import drawing_at, elements_at, sheets_at
from whiteboard.schema import FIRST_SHEET, Card, Ink, Note, Scale
from whiteboard.tally import tally

SEED = 20_261
ACTS = 320
MOMENTS = 100
#: as a coach ticked them, one of them before anything was there
STEPS = (("use", NOW - 5), ("topic", NOW + 90_000), ("wanted", NOW + 60_000))
WORDS = ("Wat lukt er", "é 🌱 ja", "נסה שוב", "nog niet\naltijd", "")
#: what is put on a sheet, and how often
KINDS = (
    "ink", "ink", "note", "note", "text", "shape", "picture", "circles", "scale", "card", "wheel",
    "sheet", "again",
)  # fmt: skip


class Doings:
    """Chance acts of three people on one log, one of them with a broken line at times."""

    def __init__(self, seed: int) -> None:
        self.rng = Random(seed)
        self.case = Case()
        self.when = 0
        self._ids = 0
        self._sheets = [FIRST_SHEET]
        self._erased: list[tuple[str, bytes]] = []
        self._waiting: list[tuple[int, list[list[Any]]]] = []

    def run(self, count: int) -> Case:
        """Do *count* things, in two sessions."""
        case = self.case
        for author, name in ((EVA, "Eva"), (SAM, "Sam"), (LATE, "Noor")):
            case.append(author, "member", {"name": name, "form": "picture"}, 10)
        for number in range(count):
            if number % (count // 2) == 10:
                self._say("session", {"id": f"session{number}", "do": "start"})
            if number % (count // 2) == count // 2 - 10:
                begun = number - number % (count // 2) + 10
                self._say("session", {"id": f"session{begun}", "do": "end"})
            self.when += self.rng.choice((0, 1, 40, 700, 4000, 9000))
            author = self.rng.choice((EVA, SAM, LATE))
            if self.rng.random() < 0.2:
                self._chapter(author)
            else:
                self._act(author)
        self._come_back()
        return case

    def _new(self) -> str:
        self._ids += 1
        return b64(fixed(f"moment {self._ids}", 8))

    def _say(self, kind: str, data: Any, author: bytes = EVA) -> None:
        self.case.append(author, kind, data, self.when)

    def _chapter(self, author: bytes) -> None:
        sheet, note, round_ = self.rng.choice(self._sheets), self._new(), self._new()
        person = b64((7).to_bytes(4, "big") + bytes(4))
        self._say(
            "chapter",
            self.rng.choice(
                (
                    {"type": "sheet", "sheet": sheet, "together": self.rng.random() < 0.5},
                    {"type": "snapshot", "sheet": sheet, "title": "Tussenstand", "auto": True},
                    {"type": "zone", "note": note, "from": "ring", "to": "inner"},
                    {"type": "round", "id": round_, "do": "start", "sheet": sheet},
                    {"type": "round", "id": round_, "do": "stuck", "person": person},
                    {"type": "spotlight", "note": note},
                    {"type": "of another program", "words": "iets"},
                )
            ),
            author,
        )

    def _act(self, author: bytes) -> None:
        board, rng = self.case.boards[author], self.rng
        there = board.elements()
        made = self._add(author) if len(there) < 6 or rng.random() < 0.4 else None
        acts = made or self._change(author, rng.choice(there))
        acts = [act for act in acts if act[1]]
        if not acts:
            return
        if author == LATE and (self._waiting or rng.random() < 0.3):
            # Nobody sees it yet, and its author sees what the others do.
            self._waiting.append((self.when, acts))
        else:
            self.case.act(author, acts, self.when)
        if rng.random() < 0.1:
            self._come_back()

    def _come_back(self) -> None:
        for at, kept in self._waiting:
            self.case.act(LATE, kept, at, late=self.when - at + 41)
        self._waiting = []

    def _add(self, author: bytes) -> list[list[Any]]:
        board, rng, id_ = self.case.boards[author], self.rng, self._new()
        sheet = rng.choice(self._sheets)
        x, y = float(rng.randrange(700)), float(rng.randrange(1100))
        frame = (x, y, 240.0, 160.0, float(rng.choice((0, 0, 12))))
        labels = {"topic": "Grenzen", "inner": "lukt al", "ring": "wil ik nog"}
        kind = rng.choice(KINDS)
        if kind == "ink":
            _, way = by_hand(rng.randrange(700))
            points = [(px, py, rng.randrange(60, 200), rng.randrange(40)) for px, py in way]
            highlighter = rng.random() < 0.2
            return [[0, board.add_ink(id_, points, sheet=sheet, highlighter=highlighter)]]
        if kind == "note":
            text = rng.choice(WORDS)
            return [[0, board.add_note(id_, x, y, text, sheet=sheet, colour=rng.randrange(4))]]
        if kind == "text":
            return [[0, board.add_text(id_, frame, rng.choice(WORDS), sheet=sheet)]]
        if kind == "shape":
            shape = rng.choice(("line", "arrow", "rectangle", "ellipse"))
            return [[0, board.add_shape(id_, shape, frame, sheet=sheet)]]  # type: ignore[arg-type]
        if kind == "picture":
            blob = b64(fixed("moment picture", 32))
            return [[0, board.add_picture(id_, frame, blob, sheet=sheet, alt="Een brug")]]
        if kind == "card":
            card = {
                "kind": rng.choice(("eigen", "closing")),
                "title": "Stapje",
                "labels": ["wat", "wanneer"],
            }
            card |= {"cell0": "", "cell1": "morgen", "columns": 2}
            return [[0, board.add_exercise(id_, "card", frame, card, sheet=sheet)]]
        if kind == "scale":
            ends = {"topic": "Rust", "low": "niets", "high": "alles", "upright": x < 300}
            return [[0, board.add_exercise(id_, "scale", frame, ends, sheet=sheet)]]
        if kind == "sheet" and author == EVA and len(self._sheets) < 5:
            self._sheets.append(id_)
            return [[0, board.add_sheet(id_, f"Vel {id_[:3]}", rng.choice(("plain", "lined")))]]
        if kind == "again" and self._erased:
            # Brought back, as undoing does it: the same id once more.
            back, packed = rng.choice(self._erased)
            more = {"marker": 1, "width": 1, "points": packed}
            return [[0, board.add_exercise(back, "ink", frame, more, sheet=sheet)]]
        fields = {"spokes": 7} if kind == "wheel" else labels
        type_ = "wheel" if kind == "wheel" else "circles"
        return [[0, board.add_exercise(id_, type_, frame, fields, sheet=sheet)]]

    def _change(self, author: bytes, element: Element) -> list[list[Any]]:
        board, rng, id_ = self.case.boards[author], self.rng, element.id
        person = b64((1 + rng.randrange(5)).to_bytes(4, "big") + bytes(4))
        do = rng.choice(("say", "say", "move", "delete", "field", "turn", "title"))
        if do == "say" and element.type in ("note", "text"):
            whole = rng.choice(WORDS) + " " + rng.choice(WORDS)
            texts = [whole[:end] for end in range(0, len(whole) + 1, 3)]
            return [[90 * at, board.type_text(id_, text)] for at, text in enumerate(texts)]
        if do == "say" and isinstance(element, Scale):
            mark = ["now", NOW + self.when, b64(author), "Sam", [rng.randrange(20) / 2]]
            return [[0, board.set_field(id_, f"mark:{self._new()}", mark)]]
        if do == "say" and isinstance(element, Card):
            return [[0, board.set_field(id_, "value", rng.randrange(11))]]
        if do == "move":
            x, y = float(rng.randrange(700)), float(rng.randrange(1100))
            return [[0, board.set_frame(id_, (x, y, 250.0, 170.0, 0.0))]]
        if do == "delete":
            if isinstance(element, Ink):
                self._erased.append((id_, element.points))
            return [[0, board.delete([id_])]]
        if do == "turn" and isinstance(element, Note):
            choice = [NOW + self.when, b64(author), ["Sam"]]
            return [[0, board.set_field(id_, f"chosen:{person}", choice)]]
        if do == "title":
            sheet = rng.choice([s.id for s in board.sheets()])
            key, value = rng.choice((("title", "Cirkels"), ("gone", True), ("gone", False)))
            return [[0, board.set_sheet(sheet, key, value)]]
        key = rng.choice(("colour", "locked", "signed", "marker", "sheet"))
        value = rng.choice(self._sheets) if key == "sheet" else rng.randrange(4)
        return [[0, board.set_field(id_, key, value if key != "locked" else True)]]


class Shown:
    """States in few words: each different row once, and where it stands."""

    def __init__(self) -> None:
        self.rows: list[Any] = []
        self._places: dict[str, int] = {}

    def place(self, row: Any) -> int:
        """Return where *row* stands."""
        at = self._places.setdefault(repr(row), len(self.rows))
        if at == len(self.rows):
            self.rows.append(row)
        return at

    def state(self, recording: Recording, at: int) -> dict[str, Any]:
        """Return all that a recording shows and tells at *at*."""
        sheets = [{"id": sheet.id, **sheet_fields(sheet)} for sheet in sheets_at(recording, at)]
        elements, drawing = (
            [{"id": e.id, **element_fields(e)} for e in found(recording, at)]
            for found in (elements_at, drawing_at)
        )
        during = [s["id"] for s in recording["sessions"] if s["start"] <= at]
        over = [s["id"] for s in recording["sessions"] if s["end"] is not None and s["end"] <= at]
        return {
            "at": at,
            "sheets": [self.place(row) for row in sheets],
            "elements": [self.place(row) for row in elements],
            "drawing": [self.place(row) for row in drawing],
            "chapters": [one["seq"] for one in recording["chapters"] if one["at"] <= at],
            "sessions": [during, over],
        }


def moments_of(recording: Recording, seed: int, count: int = MOMENTS) -> list[int]:
    """Return moments: half of them anywhere, half of them just when something happened."""
    rng = Random(seed)
    told = sorted(
        {row[0] for life in recording["elements"] for row in (life["born"], *life["changes"])}
    )
    anywhere = [rng.randrange(recording["start"], recording["end"] + 1) for _ in range(count // 2)]
    return sorted(anywhere + [rng.choice(told) - rng.randrange(3) for _ in range(count // 2)])


def moment_vectors() -> dict[str, Any]:
    """Return a log and what it shows at random moments, plainly and masked."""
    entries = Doings(SEED).run(ACTS).entries
    recording = fold_recording(entries)
    masked = mask(recording)
    shown = Shown()
    moments = moments_of(recording, SEED)
    return spelled(
        {
            "entries": [row_of(entry) for entry in entries],
            "moments": [shown.state(recording, at) for at in moments],
            "masked": [shown.state(masked, at) for at in moments[::5]],
            "shown": shown.rows,
            "steps": [list(step) for step in STEPS],
            "tally": tally(recording, steps=STEPS),
            "tally_masked": tally(masked, bin_ms=7000, still_ms=8000),
        }
    )
