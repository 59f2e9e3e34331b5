"""Two people's log with all that a recording tells of, and what is read from it in any language."""

from __future__ import annotations

from typing import Any

from tests.wire.spelling import b64, fixed, spelled
from whiteboard.document import BoardDocument
from whiteboard.entry import Body
from whiteboard.erased import without_erased
from whiteboard.fields import element_fields, sheet_fields
from whiteboard.granted import granted
from whiteboard.lending import Asking
from whiteboard.log import Entry
from whiteboard.masking import mask
from whiteboard.narrowing import only_kinds, only_sessions, only_sheets
from whiteboard.recording import Recording, fold_recording
from whiteboard.replay import acts_of, drawing_at, elements_at, sheets_at, stillness
from whiteboard.schema import FIRST_SHEET

EVA, SAM, LATE = (fixed(f"recording {word}", 8) for word in ("eva", "sam", "late"))
FIRST, SECOND = FIRST_SHEET, b64(fixed("recording sheet", 8))
NOW = 1_790_000_000_000
#: how wrong each clock is, ms
WRONG = {EVA: 0, SAM: -3_600_000, LATE: 250}


class Case:
    """A log that two people write, and a third that drew on while the line was down."""

    def __init__(self) -> None:
        self.boards = {author: BoardDocument(author) for author in (EVA, SAM, LATE)}
        self.entries: list[Entry] = []
        self._next = dict.fromkeys((EVA, SAM, LATE), 0)

    def append(
        self, author: bytes, kind: str, data: Any, when: int, *, late: int = 40, refs: Any = ()
    ) -> None:
        """Add an entry that happened *when* ms after the start and arrived *late* ms after."""
        body = Body(NOW + when + WRONG[author], (0, bytes(16)), data)
        role = "coach" if author == EVA else "guest"
        seq, n = len(self.entries) + 1, self._next[author]
        self._next[author] = n + 1
        entry = Entry(seq, NOW + when + late, kind, role, author, n, 0, tuple(refs), body)
        self.entries.append(entry)

    def act(self, author: bytes, acts: list[list[Any]], when: int, *, late: int = 40) -> None:
        """Add a `board` entry, and let the others see it."""
        for other, board in self.boards.items():
            if other != author:
                board.apply_acts(author, acts)
        self.append(author, "board", acts, when, late=late)

    def forget(self, seq: int) -> None:
        """Take away the body at *seq*."""
        old = self.entries[seq - 1]
        self.entries[seq - 1] = Entry(
            old.seq, old.at, old.kind, old.role, old.author, old.n, 0, old.refs, None
        )


def _id(word: str) -> str:
    return b64(fixed(f"recording {word}", 8))


def build_case() -> Case:
    """Return a meeting, a week of nothing, a second meeting; with all that can be odd about it."""
    case = Case()
    eva, sam, late = (case.boards[author] for author in (EVA, SAM, LATE))
    case.append(EVA, "member", {"name": "Eva", "form": "picture"}, 0)
    case.append(SAM, "member", {"name": "Sam", "form": "picture"}, 500)
    case.append(EVA, "session", {"id": "one", "do": "start"}, 1000)
    case.append(EVA, "chapter", {"type": "sheet", "sheet": FIRST, "together": True}, 1200)
    line = [(100.0, 100.0, 128, 0), (180.5, 140.25, 128, 300), (240.0, 120.0, 90, 500)]
    case.act(EVA, [[0, eva.add_ink(_id("stroke"), line, marker=1)]], 4000)
    labels = {"topic": "Grenzen", "inner": "lukt al", "ring": "wil ik nog", "drawn": 1}
    circles = eva.add_exercise(_id("circles"), "circles", (45.0, 207.0, 910.0, 910.0, 0.0), labels)
    case.act(EVA, [[0, circles]], 9000)
    case.act(EVA, [[0, eva.set_field(_id("circles"), "drawn", 2)]], 15_000)
    case.act(SAM, [[0, sam.add_note(_id("note"), 400, 300, colour=1)]], 20_000)
    words = ["W", "Wa", "Wat", "Wat 🌱", "Wat lukt 🌱"]
    typed = [[dt, sam.type_text(_id("note"), text)] for dt, text in enumerate(words)]
    case.act(SAM, [[dt * 400, update] for dt, update in typed], 22_000)
    case.act(SAM, [[0, sam.type_text(_id("note"), "Wat lukt er 🌱")]], 24_500)
    case.act(SAM, [[0, sam.set_frame(_id("note"), (480.0, 560.0, 220.0, 220.0, 0.0))]], 30_000)
    zone = {"type": "zone", "note": _id("note"), "from": "ring", "to": "inner"}
    case.append(SAM, "chapter", zone, 30_010)
    case.append(SAM, "chapter", {**zone, "to": "ring"}, 30_020)
    # Drawn while the line was down: it happened before what the log has before it.
    offline = late.add_note(_id("offline"), 20, 1000, "zonder lijn", colour=2)
    case.act(EVA, [[0, eva.set_field(_id("note"), "chosen", True)]], 40_000)
    case.append(LATE, "member", {"name": "Sam", "form": "writing"}, 33_000, late=30_000)
    case.act(LATE, [[0, offline]], 35_000, late=28_050)
    case.append(LATE, "talk", {"id": "m0", "text": "ik ben er weer"}, 63_100, late=40)
    case.act(EVA, [[0, eva.add_sheet(SECOND, "Schaal", "squared")]], 64_000)
    case.append(EVA, "chapter", {"type": "sheet", "sheet": SECOND, "together": True}, 64_100)
    ends = {"topic": "Grenzen", "low": "nog niets", "high": "zoals ik het wil"}
    frame = (110.0, 640.0, 780.0, 120.0, 0.0)
    case.act(EVA, [[0, eva.add_exercise(_id("scale"), "scale", frame, ends, sheet=SECOND)]], 66_000)
    mark = ["now", NOW + 70_000, b64(SAM), "Sam", [4.5]]
    key = f"mark:{_id('mark')}"
    case.act(SAM, [[0, sam.set_field(_id("scale"), key, mark)]], 70_000)
    case.act(SAM, [[0, sam.set_field(_id("scale"), key, [*mark[:4], [5.0, 6.0]])]], 72_000)
    person = b64((7).to_bytes(4, "big") + bytes(4))
    choice = [NOW + 74_000, b64(SAM), ["Sam"]]
    case.act(SAM, [[0, sam.set_field(_id("note"), f"chosen:{person}", choice)]], 74_000)
    case.append(EVA, "talk", {"id": "m1", "text": "Hoe is dat?"}, 75_000)
    case.append(EVA, "talk", {"id": "m1", "text": "Hoe is dat?"}, 75_100)
    case.append(EVA, "edit", {"id": "m1", "text": "Hoe is dat voor je?"}, 76_000, refs=[24])
    case.act(SAM, [[0, sam.delete([_id("stroke")])]], 80_000)
    case.append(EVA, "chapter", {"type": "snapshot", "sheet": FIRST, "title": "Einde"}, 85_000)
    _add_round(case)
    case.append(EVA, "session", {"id": "one", "do": "end", "at": NOW + 86_000}, 700_000)
    week = 7 * 24 * 3600 * 1000
    # In between, alone: belongs to no meeting.
    case.act(SAM, [[0, sam.set_field(_id("note"), "colour", 3)]], week // 2)
    case.act(SAM, [[0, sam.type_text(_id("note"), "Alleen thuis")]], week // 2 + 4000)
    case.append(SAM, "session", {"id": "two", "do": "start"}, week)
    case.act(SAM, [[0, sam.type_text(_id("note"), "Alleen thuis gelukt")]], week + 3000)
    # Brought back, as undoing does it: the same id once more.
    again = eva.add_ink(_id("stroke"), line, marker=2, highlighter=True, width=0)
    case.act(EVA, [[0, again]], week + 9000)
    blob = b64(fixed("recording picture", 32))
    picture = sam.add_picture(
        _id("picture"), (500.0, 30.0, 300.0, 150.0, 5.0), blob, alt="Een brug"
    )
    case.act(SAM, [[0, picture]], week + 12_000)
    card = {"kind": "eigen", "title": "Stapje", "labels": ["wat", "wanneer"]}
    card |= {"cell0": "", "cell1": "morgen", "columns": 2}
    place = (100.0, 800.0, 800.0, 300.0, 0.0)
    case.act(
        EVA, [[0, eva.add_exercise(_id("card"), "card", place, card, sheet=SECOND)]], week + 14_000
    )
    case.act(EVA, [[0, eva.set_field(_id("card"), "value", 7)]], week + 15_000)
    arrow = eva.add_shape(_id("arrow"), "arrow", (300.0, 900.0, 200.0, 0.0, 30.0), sheet=SECOND)
    case.act(EVA, [[0, arrow]], week + 16_000)
    case.act(
        SAM,
        [[0, sam.add_text(_id("text"), (50.0, 60.0, 400.0, 60.0, 0.0), "é\nja")]],
        week + 17_000,
    )
    odd = sam.add_exercise(_id("odd"), "wheel", (1.0, 2.0, 30.0, 40.0, 0.0), {"spokes": 7})
    case.act(SAM, [[0, odd]], week + 17_500)
    # Unsound, somebody else's, and a guest's while only the coach draws: no reader draws them.
    case.append(EVA, "board", [[0, b"geen tekening"]], week + 18_000)
    forged = BoardDocument(SAM).add_note(_id("forged"), 0, 0, "x")
    case.append(EVA, "board", [[0, forged]], week + 18_100)
    case.append(EVA, "chapter", {"type": "writers", "writers": "coach"}, week + 19_000)
    denied = BoardDocument(LATE).add_note(_id("denied"), 0, 0, "x")
    case.append(LATE, "board", [[0, denied]], week + 19_500)
    case.append(EVA, "chapter", {"type": "writers", "writers": "all"}, week + 20_000)
    case.act(EVA, [[0, eva.set_sheet(FIRST, "title", "Cirkels")]], week + 21_000)
    case.act(EVA, [[0, eva.set_sheet(SECOND, "gone", True)]], week + 22_000)
    # Forgotten: its body is gone, and what it drew with it.
    case.act(EVA, [[0, eva.add_note(_id("forgotten"), 5, 5, "weg")]], week + 23_000)
    case.forget(len(case.entries))
    return case


def _add_round(case: Case) -> None:
    """Append a round, what of it no reader counts, and a note that is read out."""
    start = {"type": "round", "id": _id("round"), "do": "start", "sheet": SECOND}
    person = b64((7).to_bytes(4, "big") + bytes(4))
    stuck = {"type": "round", "id": _id("round"), "do": "stuck", "person": person}
    case.append(SAM, "chapter", start, 85_100)
    case.append(SAM, "chapter", stuck, 85_110)
    case.append(EVA, "chapter", {**start, "on": _id("scale"), "zone": "each"}, 85_200)
    case.append(SAM, "chapter", stuck, 85_300)
    case.append(SAM, "chapter", {**stuck, "do": "end"}, 85_310)
    case.append(EVA, "chapter", {**stuck, "do": "wait"}, 85_320)
    case.append(EVA, "chapter", {**stuck, "do": "reveal"}, 85_400)
    case.append(EVA, "chapter", {**stuck, "do": "end"}, 85_500)
    other = {**start, "id": _id("other round"), "sheet": FIRST, "names": False}
    case.append(EVA, "chapter", other, 85_600)
    case.append(EVA, "chapter", {**stuck, "do": "choose"}, 85_610)
    case.append(EVA, "chapter", {**other, "do": "choose"}, 85_700)
    case.append(EVA, "chapter", {"type": "spotlight", "note": _id("note")}, 85_800)
    case.append(SAM, "chapter", {"type": "spotlight", "note": _id("note")}, 85_810)
    case.append(EVA, "chapter", {"type": "spotlight", "note": None}, 85_900)


def based_case() -> Case:
    """Return a log whose past was dropped for a base, with an act that goes on from there."""
    case = Case()
    eva = case.boards[EVA]
    case.act(EVA, [[0, eva.add_note(_id("based"), 10, 10, "oud")]], 1000)
    case.act(EVA, [[0, eva.add_note(_id("erased"), 10, 10, "weg")]], 2000)
    case.act(EVA, [[0, eva.delete([_id("erased")])]], 3000)
    case.append(EVA, "base", {"k": 3, "parts": 0}, 9_000, refs=[3])
    case.append(EVA, "base", {"k": 3, "board": case.boards[SAM].encode()}, 10_000, refs=[3])
    for seq in (1, 2, 3):
        case.forget(seq)
    case.act(EVA, [[0, eva.type_text(_id("based"), "oud en nieuw")]], 12_000)
    return case


def _state(recording: Recording, at: int) -> dict[str, Any]:
    return {
        "at": at,
        "sheets": [{"id": sheet.id, **sheet_fields(sheet)} for sheet in sheets_at(recording, at)],
        "elements": [{"id": e.id, **element_fields(e)} for e in elements_at(recording, at)],
        "drawing": [{"id": e.id, **element_fields(e)} for e in drawing_at(recording, at)],
    }


def row_of(entry: Entry) -> dict[str, Any]:
    """Return an entry field by field."""
    body = entry.body
    return {
        "seq": entry.seq,
        "at": entry.at,
        "kind": entry.kind,
        "role": entry.role,
        "author": b64(entry.author),
        "n": entry.n,
        "refs": list(entry.refs),
        "clock": entry.at if body is None else body.clock,
        "body": None if body is None else {"data": body.data},
    }


def written_over() -> Case:
    """Return a log in which words are put in the place of others, and things are taken away."""
    case = Case()
    eva, sam = case.boards[EVA], case.boards[SAM]
    case.append(EVA, "member", {"name": "Eva", "form": "picture"}, 0)
    case.append(SAM, "session", {"id": "one", "do": "start"}, 500)
    case.act(SAM, [[0, sam.add_note(_id("over"), 20, 20, "geheim is weg 🌱")]], 1000)
    case.act(SAM, [[0, sam.type_text(_id("over"), "dit is er")]], 2000)
    case.act(SAM, [[0, sam.type_text(_id("over"), "dit blijft er 🌱")]], 3000)
    case.act(SAM, [[0, sam.add_note(_id("gone"), 20, 400, "weg ermee")]], 4000)
    case.act(SAM, [[0, sam.delete([_id("gone")])]], 5000)
    ends = {"topic": "Ziek", "low": "niets", "high": "alles"}
    frame = (110.0, 640.0, 780.0, 120.0, 0.0)
    case.act(EVA, [[0, eva.add_exercise(_id("line"), "scale", frame, ends)]], 6000)
    for late, topic in ((0, "Zieker"), (500, "Beter")):
        case.act(EVA, [[0, eva.set_field(_id("line"), "topic", topic)]], 7000 + late)
    named = ("kept", "Sam van Zanten"), ("taken", "Sam"), ("kept", "S")
    for late, (word, name) in enumerate(named):
        mark = ["now", NOW + 8000, b64(SAM), name, [3.0 + late]]
        case.act(SAM, [[0, sam.set_field(_id("line"), f"mark:{_id(word)}", mark)]], 8000 + late)
    case.act(SAM, [[0, sam.set_field(_id("line"), f"mark:{_id('taken')}", None)]], 9000)
    card = {"kind": "eigen", "title": "Plan", "labels": ["vroeger", "wanneer"]}
    place = (100.0, 800.0, 800.0, 300.0, 0.0)
    case.act(EVA, [[0, eva.add_exercise(_id("plan"), "card", place, card)]], 10_000)
    case.act(EVA, [[0, eva.set_field(_id("plan"), "labels", ["later", "wanneer"])]], 11_000)
    case.act(SAM, [[0, sam.set_field(_id("plan"), "cell0", "met mijn broer")]], 12_000)
    case.act(SAM, [[0, sam.set_field(_id("plan"), "cell0", "met een vriend")]], 13_000)
    case.act(EVA, [[0, eva.add_sheet(SECOND, "Verkeerd vel")]], 14_000)
    case.act(EVA, [[0, eva.add_note(_id("below"), 20, 20, "op dat vel", sheet=SECOND)]], 15_000)
    case.append(EVA, "chapter", {"type": "sheet", "sheet": SECOND, "together": True}, 15_100)
    case.append(EVA, "session", {"id": "one", "do": "end", "at": NOW + 16_000}, 16_000)
    # After the meeting: what is taken away then is told of as little.
    case.act(SAM, [[0, sam.add_note(_id("later"), 20, 800, "pas later")]], 17_000)
    case.act(SAM, [[0, sam.type_text(_id("over"), "dit blijft er")]], 18_000)
    case.act(EVA, [[0, eva.set_sheet(SECOND, "gone", True)]], 19_000)
    return case


def _askings(seq: int) -> dict[str, Asking]:
    until = NOW + 86_400_000
    how = {"chapters": True, "masked": False}

    def asking(sessions: tuple[str, ...], *sheets: str, **other: bool) -> Asking:
        return Asking(b64(bytes(16)), "Noor", sessions, sheets, **how | other, seq=seq, until=until)

    return {
        "all": asking((), FIRST, SECOND),
        "one session": asking(("one",), FIRST),
        "masked": asking(("two",), FIRST, SECOND, chapters=False, masked=True),
        "nothing": asking(("two",)),
    }


def recording_vectors() -> dict[str, Any]:
    """Return logs, their recordings, states at many times, and what narrowing leaves."""
    case, based, over = build_case(), based_case(), written_over()
    recording = fold_recording(case.entries, talk=True)
    moments = sorted({row[0] for life in recording["elements"] for row in life["changes"]})
    between = [NOW, NOW + 3300, NOW + 3700, NOW + 4000, recording["end"], recording["end"] + 5]
    one, two = only_sessions(recording, ["one"]), only_sessions(recording, ["two"])
    return spelled(
        {
            "entries": [row_of(entry) for entry in case.entries],
            "recording": recording,
            "without_talk": fold_recording(case.entries)["end"],
            "states": [_state(recording, at) for at in sorted({*moments, *between})],
            "acts": [act._asdict() for act in acts_of(recording)],
            "still": [list(span) for span in stillness(recording)],
            "based": {
                "entries": [row_of(entry) for entry in based.entries],
                "recording": fold_recording(based.entries),
            },
            "narrowed": {
                "first": only_sheets(recording, [FIRST]),
                "second": only_sheets(recording, [SECOND]),
                "one": one,
                "two": two,
                "both": only_sessions(recording, ["one", "two"]),
                "ink": only_kinds(recording, ["ink", "talk"]),
                "notes": only_kinds(recording, ["note"]),
            },
            "written_over": {
                "entries": [row_of(entry) for entry in over.entries],
                "erased": without_erased(fold_recording(over.entries)),
                "granted": granted(over.entries, _askings(len(over.entries))["one session"]),
            },
            "erased": without_erased(recording),
            "granted": [
                {"name": name, "asking": asking.data, "recording": granted(case.entries, asking)}
                for name, asking in _askings(len(case.entries) - 1).items()
            ],
            "masked": mask(recording),
            "masked_two": mask(two),
        }
    )
