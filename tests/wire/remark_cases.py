"""Remarks in a share as both languages fold them: good ones, broken ones, the other's."""

from __future__ import annotations

from typing import Any

from tests.wire.spelling import b64, fixed, spelled
from whiteboard.buckets import fold_buckets
from whiteboard.entry import Body, Seen
from whiteboard.log import Entry
from whiteboard.remarks import Remark, Saying, fold_remarks
from whiteboard.reviews import MAX_REMARK_ANSWERS, MAX_REMARK_CHARS, MAX_REMARKS

NOW = 1_790_000_000_123
COACH, COACH_LATER, TRAINER = (fixed(f"{who} of a share", 8) for who in ("coach", "later", "noor"))
SHEET = b64(fixed("sheet", 8))


def key(word: str) -> str:
    """Return an id that is the same in every run."""
    return b64(fixed(f"remark {word}", 8))


def remark(word: str, **fields: Any) -> dict[str, Any]:
    """Return what a remark says."""
    whole = {"type": "remark", "id": key(word), "at": NOW - 1_000_000, "sheet": SHEET}
    return {**whole, "x": 412.5, "y": 300, "text": f"over {word}", **fields}


def answer(word: str, to: str, text: object = "een antwoord") -> dict[str, Any]:
    """Return what an answer says."""
    return {"type": "remark_answer", "id": key(word), "to": key(to), "text": text}


def edit(word: str, text: object) -> dict[str, Any]:
    """Return what an edit says."""
    return {"type": "remark_edit", "id": key(word), "text": text}


def put(word: str, step: object = "wanted", at: object = NOW - 1_000_000) -> dict[str, Any]:
    """Return what a moment in a bucket says."""
    return {"type": "bucket", "id": key(word), "at": at, "step": step}


def take(word: str) -> dict[str, Any]:
    """Return what taking it out says."""
    return {"type": "bucket_taken", "id": key(word)}


def put_in() -> list[tuple[str, str, bytes, Any]]:
    """Return kind, role, author and data of what goes into buckets, and out of them."""
    broken: list[Any] = [
        None, [put("n")], put("n", "eighth"), put("n", 3), put("n", ["use"]), put("n", at=-1),
        put("n", at=True), put("n", at=0.5), put("n", at="nu"), {**put("n"), "id": "kort"},
        {**put("n"), "id": 7}, take("nobody"), {"type": "bucket_taken", "id": 7},
    ]  # fmt: skip
    return [
        *[("review", "trainer", TRAINER, data) for data in broken],
        ("talk", "trainer", TRAINER, put("n")),
        ("review", "trainer", TRAINER, put("first", "use", NOW - 5)),
        ("review", "coach", COACH, put("first", "ahead")),  # the first of an id counts
        ("review", "coach", COACH, put("second")),
        ("review", "trainer", TRAINER, put("third")),  # the same moment, the same step
        ("review", "trainer", TRAINER, take("second")),  # somebody else's
        ("review", "trainer", TRAINER, put("fourth")),
        ("review", "trainer", TRAINER, take("fourth")),
        ("review", "trainer", TRAINER, put("fourth")),  # it stays out
        ("review", "coach", COACH_LATER, put("fifth", "useful", 0)),
    ]


def told() -> list[tuple[str, str, bytes, Any]]:
    """Return kind, role, author and data of the entries of a share."""
    without = {name: value for name, value in remark("n").items() if name != "sheet"}
    broken: list[Any] = [
        None, 7, "remark", [remark("n")], {}, without,
        remark("n", id="kort"), remark("n", id=bytes(8)), remark("n", sheet=7),
        remark("n", at=-1), remark("n", at=True), remark("n", at=0.5), remark("n", at="nu"),
        remark("n", x="1"), remark("n", x=True), remark("n", y=None), remark("n", x=100_001),
        remark("n", text=""), remark("n", text=" \n\t"), remark("n", text=None),
        remark("n", text=b"bytes"), remark("n", type="remarks"),
        answer("m", "nobody"), answer("m", "one", ""), answer("m", "one", 7),
        {**answer("m", "one"), "to": 7}, {**answer("m", "one"), "id": "kort"},
        edit("nobody", "x"), edit("one", ""), edit("one", 7),
        {"type": "remark_edit", "id": key("one")}, {"type": "remark_edit", "id": 7, "text": "x"},
    ]  # fmt: skip
    return [
        ("review", "trainer", TRAINER, answer("early", "one")),  # to what is not there yet
        ("review", "trainer", TRAINER, remark("one", text="  Hier vroeg je door 🌱 \n")),
        ("talk", "coach", COACH, remark("n")),
        *[("review", "trainer", TRAINER, data) for data in broken],
        ("review", "coach", COACH, remark("one", text="dezelfde")),  # the first of an id counts
        ("review", "coach", COACH, answer("first answer", "one")),
        ("review", "coach", COACH, answer("one", "one")),  # an id that is taken
        ("review", "trainer", TRAINER, remark("first answer")),
        ("review", "trainer", TRAINER, answer("second answer", "one", "nog een vraag\nerbij")),
        ("review", "trainer", TRAINER, edit("first answer", "niet van mij")),
        ("review", "coach", COACH_LATER, edit("first answer", "mijn antwoord, beter gezegd")),
        ("review", "coach", COACH, remark("earlier", at=NOW - 2_000_000, x=-4, y=1500.25)),
        ("review", "coach", COACH, edit("earlier", "met andere woorden")),
        ("review", "coach", COACH, remark("gone")),
        ("review", "trainer", TRAINER, edit("gone", None)),  # somebody else's
        ("review", "coach", COACH, edit("gone", None)),
        ("review", "coach", COACH, edit("gone", "toch niet")),  # it stays withdrawn
        ("review", "trainer", TRAINER, remark("answered")),
        ("review", "coach", COACH, answer("third answer", "answered")),
        ("review", "trainer", TRAINER, edit("answered", None)),  # what was answered stays
        ("review", "coach", COACH, answer("fourth answer", "answered")),
        ("review", "coach", COACH, edit("fourth answer", None)),
        ("review", "coach", COACH, remark("long", text="é🙂" * MAX_REMARK_CHARS, later=[1])),
    ]


def rows_of(entries: list[tuple[str, str, bytes, Any]]) -> list[Entry]:
    """Return them as entries of a log."""
    return [
        Entry(seq, NOW + seq, kind, role, author, 0, 0, (), Body(NOW, Seen(0, bytes(16)), data))
        for seq, (kind, role, author, data) in enumerate(entries, start=1)
    ]


def saying_row(saying: Saying) -> dict[str, Any]:
    """Return one of them as both languages spell it."""
    names = ("id", "role", "said", "text", "edited", "withdrawn")
    row = {name: getattr(saying, name) for name in names} | {"author": b64(saying.author)}
    if isinstance(saying, Remark):
        row |= {name: getattr(saying, name) for name in ("at", "sheet", "x", "y")}
        row["answers"] = [saying_row(one) for one in saying.answers]
    return row


def entry_row(entry: Entry) -> dict[str, Any]:
    """Return an entry as both languages spell it."""
    row = {"kind": entry.kind, "role": entry.role, "at": entry.at, "data": spelled(entry.data)}
    return row | {"author": b64(entry.author)}


def remark_vectors() -> dict[str, Any]:
    """Return entries and what they are together."""
    entries, puts = rows_of(told()), rows_of(put_in())
    return {
        "entries": [entry_row(entry) for entry in entries],
        "put_in": [entry_row(entry) for entry in puts],
        "buckets": [one._asdict() for one in fold_buckets(puts)],
        "remarks": [saying_row(one) for one in fold_remarks(entries)],
        "limits": {"remarks": MAX_REMARKS, "answers": MAX_REMARK_ANSWERS},
    }
