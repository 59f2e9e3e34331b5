"""
What a room's exercises say, as a page to read and keep: Markdown, in either language.

States what was done and nothing that was not; the browser writes the same page
(``web/src/exercises/summary.ts``), held equal by ``tests/wire/exercises.py.json``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Final

from whiteboard.bodies import Language
from whiteboard.exercises import (
    CardFact,
    CirclesFact,
    Exercises,
    NoteFact,
    ScaleFact,
    Zone,
)
from whiteboard.schema import Mark, MarkKind, Sheet

#: the words of the page; marks are called what they are called on the sheet
WORDS: Final[Mapping[Language, Mapping[str, str]]] = {
    "nl": {
        "point": ",",
        "title": "Tot nu toe",
        "nothing": "Er staan nog geen oefeningen op de vellen.",
        "sheet": "Vel {number}",
        "circles": "Cirkels",
        "scale": "Schaal",
        "inner": "binnenste cirkel",
        "ring": "ring",
        "outside": "ernaast",
        "chosen": "gekozen",
        "chosen_by": "gekozen door {names}",
        "and": " en ",
        "moved": "van {from} naar {to}, {day}",
        "now": "nu",
        "highest": "hoogste tot nu toe",
        "wanted": "zo wil ik het",
        "step": "één stapje hoger",
        "own": "streepje",
        "no_number": "geen cijfer",
        "there": "Wat er al is",
        "ahead": "Verderop",
        "number": "hoe nuttig",
    },
    "en": {
        "point": ".",
        "title": "Until now",
        "nothing": "There are no exercises on the sheets yet.",
        "sheet": "Sheet {number}",
        "circles": "Circles",
        "scale": "Scale",
        "inner": "inner circle",
        "ring": "ring",
        "outside": "beside them",
        "chosen": "chosen",
        "chosen_by": "chosen by {names}",
        "and": " and ",
        "moved": "from {from} to {to}, {day}",
        "now": "now",
        "highest": "highest so far",
        "wanted": "how I want it",
        "step": "one step up",
        "own": "mark",
        "no_number": "no number",
        "there": "What is there already",
        "ahead": "Further on",
        "number": "how useful",
    },
}
MONTHS: Final[Mapping[Language, str]] = {
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "en": "January February March April May June July August September October November December",
}
_KINDS: Final[Mapping[MarkKind, str]] = {
    "now": "now",
    "highest": "highest",
    "wanted": "wanted",
    "step": "step",
    "own": "own",
}
_ZONES: Final[tuple[Zone, ...]] = ("inner", "ring", "outside")


def write_summary(
    exercises: Exercises,
    sheets: Sequence[Sheet],
    language: Language,
    day: Callable[[int], str],
) -> str:
    """
    Return the page, sheet by sheet; sheets without an exercise are left out.

    Args:
        day: spells a time (ms since the epoch) as a date.
    """
    words = WORDS[language]
    parts = [f"# {words['title']}"]
    shown = [sheet for sheet in sheets if not sheet.gone]
    for number, sheet in enumerate(shown, 1):
        sections = [
            *(_circles(one, words, day) for one in exercises.circles if one.sheet == sheet.id),
            *(_scale(one, words, day) for one in exercises.scales if one.sheet == sheet.id),
            *(_card(one, words) for one in exercises.cards if one.sheet == sheet.id),
        ]
        if sections:
            title = sheet.title or words["sheet"].format(number=number)
            parts += [f"## {_line(title)}", *sections]
    if len(parts) == 1:
        parts.append(words["nothing"])
    return "\n\n".join(parts) + "\n"


def _circles(fact: CirclesFact, words: Mapping[str, str], day: Callable[[int], str]) -> str:
    labels = {
        "inner": fact.inner or words["inner"],
        "ring": fact.ring or words["ring"],
        "outside": fact.outside or words["outside"],
    }
    lines = [_heading(words["circles"], fact.topic)]
    for zone in _ZONES:
        notes = [note for note in fact.notes if note.place == zone and note.text.strip()]
        if notes:
            lines += ["", f"**{_line(labels[zone])}**", ""]
            lines += [line for note in notes for line in _note(note, labels, words, day)]
    return "\n".join(lines)


def _note(
    note: NoteFact,
    labels: Mapping[str, str],
    words: Mapping[str, str],
    day: Callable[[int], str],
) -> list[str]:
    chosen = f" ({words['chosen']})" if note.chosen else ""
    for choice in note.choices:
        names = words["and"].join(_line(name) for name in choice.names)
        chosen += f" ({words['chosen_by'].replace('{names}', names)})"
    moves = [
        "  - "
        + words["moved"].format_map(
            {"from": labels[change.from_], "to": labels[change.to], "day": day(change.at)}
        )
        for change in note.changes
    ]
    return [f"- {_line(note.text)}{chosen}", *moves]


def _scale(fact: ScaleFact, words: Mapping[str, str], day: Callable[[int], str]) -> str:
    lines = [_heading(words["scale"], fact.topic)]
    ends = [
        f"{end} = {_line(label)}" for end, label in (("0", fact.low), ("10", fact.high)) if label
    ]
    if ends:
        lines += ["", " · ".join(ends)]
    if fact.marks:
        lines += ["", *(f"- {_mark(mark, words)}, {day(mark.at)}" for mark in fact.marks)]
    for place in ("there", "ahead"):
        notes = [note for note in fact.notes if note.place == place and note.text.strip()]
        if notes:
            lines += ["", f"**{words[place]}**", "", *(f"- {_line(note.text)}" for note in notes)]
    return "\n".join(lines)


def _mark(mark: Mark, words: Mapping[str, str]) -> str:
    called = words[_KINDS[mark.kind]]
    if mark.name:
        called = mark.name if mark.kind == "own" else f"{called} ({mark.name})"
    number = (
        " – ".join(spell_number(value, words["point"]) for value in mark.value)
        or words["no_number"]
    )
    return f"{_line(called)}: {number}"


def _card(fact: CardFact, words: Mapping[str, str]) -> str:
    lines = [f"### {_line(fact.title)}", ""]
    lines += [
        f"- {_line(label)}: {_line(text)}" if label else f"- {_line(text)}"
        for label, text in fact.fields
        if text.strip()
    ]
    if fact.value is not None:
        lines.append(f"- {words['number']}: {spell_number(fact.value, words['point'])}")
    return "\n".join(lines).rstrip()


def spell_number(value: float, point: str) -> str:
    """Return a number as people write it: no zeros behind it, a real minus before it."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text.replace("-", "−").replace(".", point)


def spell_day(day: date, language: Language) -> str:
    """Return a day as the pages spell it: 24 november 2026."""
    return f"{day.day} {MONTHS[language].split()[day.month - 1]} {day.year}"


def _heading(word: str, topic: str) -> str:
    return f"### {word}: {_line(topic)}" if topic else f"### {word}"


def _line(text: str) -> str:
    """Return *text* on one line."""
    return " ".join(text.split())
