"""Lending a recording: links, what is asked and answered, the sealed recording, and broken ones."""

from __future__ import annotations

from typing import Any

from tests.wire.spelling import b64, fixed, spelled
from whiteboard.entry import Body, Seen
from whiteboard.keys import Link
from whiteboard.lending import Lent, answer_data, end_data, fold_lent, seal_recording
from whiteboard.log import Entry

ROOM = Link("coach", fixed("room", 16), fixed("coach seed"), fixed("coach pass", 16))
SHARE, OTHER = fixed("share", 16), fixed("other share", 16)
AUTHOR = fixed("share author", 8)
GUEST, GUEST_LATER, COACH = (fixed(f"{who} page", 8) for who in ("guest", "guest later", "coach"))
NOW = 1_790_000_000_123
ASKING: dict[str, Any] = {
    "type": "share",
    "share": b64(SHARE),
    "whom": "mijn supervisor, Noor “de Wit” 🌱",
    "sessions": [b64(fixed("session", 8))],
    "sheets": ["een", "twee"],
    "chapters": True,
    "masked": False,
    "seq": 40,
    "until": NOW + 30 * 86_400_000,
}


def askings() -> list[tuple[str, Any, bool]]:
    """Return askings, good and broken by one thing each."""
    without = {name: value for name, value in ASKING.items() if name != "seq"}
    return [
        ("as it should be", ASKING, True),
        ("what a later program adds", {**ASKING, "later": [1]}, True),
        ("nothing chosen", {**ASKING, "sessions": [], "sheets": [], "chapters": False}, True),
        ("nothing", None, False),
        ("a list", [ASKING], False),
        ("another type", {**ASKING, "type": "end"}, False),
        ("a short id", {**ASKING, "share": b64(bytes(15))}, False),
        ("bytes as id", {**ASKING, "share": SHARE}, False),
        ("nobody", {**ASKING, "whom": None}, False),
        ("a sheet that is no text", {**ASKING, "sheets": ["een", 2]}, False),
        ("sessions that are no list", {**ASKING, "sessions": "all"}, False),
        ("chapters by number", {**ASKING, "chapters": 1}, False),
        ("masked without a word", {**ASKING, "masked": None}, False),
        ("no place", without, False),
        ("a negative place", {**ASKING, "seq": -1}, False),
        ("a date that is a bool", {**ASKING, "until": True}, False),
        ("half a millisecond", {**ASKING, "until": 0.5}, False),
    ]


def told() -> list[tuple[str, str, bytes, Any]]:
    """Return kind, role, author and data of entries in which things are asked and answered."""
    other = {**ASKING, "share": b64(OTHER), "whom": "opleiding"}
    return [
        ("agreement", "guest", GUEST, ASKING),  # a guest asks nothing
        ("agreement", "guest", GUEST, answer_data(b64(SHARE), "yes")),  # not asked yet
        ("talk", "coach", COACH, ASKING),
        ("agreement", "coach", COACH, ASKING),
        ("agreement", "coach", COACH, {**ASKING, "sheets": ["drie"]}),  # the first one counts
        ("agreement", "coach", COACH, answer_data(b64(SHARE), "yes")),  # no coach answers
        ("agreement", "guest", GUEST, answer_data(b64(SHARE), "later")),
        ("agreement", "coach", COACH, {"type": "fallback", "text": "bellen"}),
        ("agreement", "guest", GUEST, {"type": "share_answer", "share": b64(SHARE), "answer": "?"}),
        ("agreement", "guest", GUEST, answer_data(b64(SHARE), "yes")),
        ("agreement", "coach", COACH, other),
        ("agreement", "guest", GUEST, answer_data(b64(OTHER), "no")),
        ("agreement", "guest", GUEST, answer_data(b64(OTHER), "yes")),  # nothing after no
        ("agreement", "guest", GUEST_LATER, answer_data(b64(OTHER), "later")),
        ("agreement", "guest", GUEST_LATER, end_data(b64(SHARE))),
        ("agreement", "guest", GUEST, answer_data(b64(SHARE), "no")),  # nothing after the end
        ("agreement", "coach", COACH, end_data(b64(SHARE))),
    ]


def entry_rows() -> list[Entry]:
    """Return ``told`` as entries of a log."""
    return [
        Entry(seq, NOW + seq, kind, role, author, 0, 0, (), Body(NOW, Seen(0, bytes(16)), data))
        for seq, (kind, role, author, data) in enumerate(told(), start=1)
    ]


def lent_row(lent: Lent) -> dict[str, Any]:
    """Return how one asking stands."""
    ended = None if lent.ended is None else {"by": b64(lent.ended[0]), "at": lent.ended[1]}
    answers = {b64(author): answer for author, answer in lent.answers.items()}
    return {"asking": lent.asking.data, "at": lent.at, "answers": answers, "ended": ended}


def recording_row(word: str, recording: bytes) -> dict[str, Any]:
    """Return a recording, sealed."""
    nonces = [fixed(f"nonce {word} {i}", 12) for i in range(2)]
    sealed = seal_recording(ROOM.share(SHARE), AUTHOR, recording, NOW, nonces=nonces)
    return {
        "name": word,
        "recording": b64(recording),
        "nonces": [b64(nonce) for nonce in nonces],
        "record": b64(sealed.record.encode()),
        "blobs": {b64(blob): b64(inner) for blob, inner in sealed.blobs.items()},
    }


def share_vectors() -> dict[str, Any]:
    """Return everything that both languages must say alike of a share."""
    coach = ROOM.share(SHARE)
    trainer = coach.trainer()
    return {
        "coach_seed": b64(ROOM.seed),
        "share": b64(SHARE),
        "author": b64(AUTHOR),
        "clock": NOW,
        "links": {
            link.role: {
                "seed": b64(link.seed),
                "pass": b64(link.key),
                "token": b64(link.token),
                "address": link.address("https://example.org"),
            }
            for link in (coach, trainer)
        },
        "recordings": [
            recording_row("nothing", b""),
            recording_row("small", b"een gesprek"),
            recording_row("larger", fixed("larger", 3_000)),
        ],
        "askings": [
            {"name": name, "data": spelled(data), "good": good} for name, data, good in askings()
        ],
        "entries": [
            {
                "kind": entry.kind,
                "role": entry.role,
                "author": b64(entry.author),
                "at": entry.at,
                "data": spelled(entry.data),
            }
            for entry in entry_rows()
        ],
        "lent": [lent_row(lent) for lent in fold_lent(entry_rows()).values()],
    }
