"""
A film's words: the line under the sheet, and what its chapters are called.

They are those of the player (``web/src/replay/player/words.ts`` and ``parties.ts``). Pure: how a
moment is spelled here is handed in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from whiteboard.bodies import Language
from whiteboard.recording import Recording
from whiteboard.replay import Act, sheets_at
from whiteboard.schema import Sheet
from whiteboard.timetable import RATE, Cut, Timetable
from whiteboard.turns import Turn

#: who did something is told a little longer than it took, frames
LINGER: Final = round(0.9 * RATE)
#: chapters that begin sooner after another are one with it, frames
LEAST_CHAPTER: Final = RATE
_SECOND: Final = 1000
_MINUTE: Final = 60 * _SECOND
_HOUR: Final = 60 * _MINUTE
_DAY: Final = 24 * _HOUR

_WORDS: Final = {
    "nl": {
        "coach": "de coach", "guest": "de cliënt", "somebody": "iemand",
        "still_s": "{} s stil", "still_min": "{} min stil", "still_h": "{} uur stil",
        "still_day": "1 dag stil", "still_d": "{} dagen stil",
        "session": "Gesprek {}", "sheet": "Vel {}", "named": "Vel {}: {}",
        "gone": "Een vel dat later is weggelegd", "kept": "Bewaard: {}", "round": "Een ronde",
    },
    "en": {
        "coach": "the coach", "guest": "the client", "somebody": "somebody",
        "still_s": "{} s still", "still_min": "{} min still", "still_h": "{} h still",
        "still_day": "1 day still", "still_d": "{} days still",
        "session": "Talk {}", "sheet": "Sheet {}", "named": "Sheet {}: {}",
        "gone": "A sheet that was put away later", "kept": "Kept: {}", "round": "A round",
    },
}  # fmt: skip

#: says day and time of a moment, ms
Spell = Callable[[int], str]


class Line(NamedTuple):
    """What stands under a frame, each part in a place of its own; empty for none."""

    #: day and time
    when: str
    #: how long the stillness was that is cut here
    still: str
    #: who is at work, or was a moment ago
    who: str


@dataclass(frozen=True)
class FilmChapter:
    """A part of a film, to the next one or the end."""

    #: its first frame
    frame: int
    title: str


class Names:
    """Who took part, as people and not as page loads."""

    def __init__(self, recording: Recording, language: Language) -> None:
        self._people, self._words = recording["people"], _WORDS[language]
        given = [(person["role"], person["name"].strip()) for person in self._people.values()]
        coaches = [name for role, name in given if role == "coach" and name]
        guests = {name for role, name in given if role == "guest" and name}
        self._coach = coaches[-1] if coaches else ""
        # Whoever gave no name and is the only client, is the one who did elsewhere.
        self._only = guests.pop() if len(guests) == 1 else ""

    def of(self, author: str) -> str:
        """Return an author's name, for the middle of a sentence; the role where none was given."""
        person = self._people.get(author)
        if person is None or person["role"] not in ("coach", "guest"):
            return self._words["somebody"]
        if person["role"] == "coach":
            return self._coach or self._words["coach"]
        return person["name"].strip() or self._only or self._words["guest"]


def lines_of(
    table: Timetable, acts: Iterable[Act], names: Names, language: Language, spell: Spell
) -> Iterator[Line]:
    """Yield the line under each frame."""
    begin: dict[int, list[str]] = {}
    end: dict[int, list[str]] = {}
    for act in acts:
        name = names.of(act.by)
        begin.setdefault(table.frame_of(act.start), []).append(name)
        end.setdefault(table.frame_of(act.at) + LINGER, []).append(name)
    cuts = {frame: cut for cut in table.cuts for frame in range(cut.first, cut.last)}
    at_work: Counter[str] = Counter()
    for frame in range(table.frames):
        at_work.update(begin.get(frame, ()))
        at_work.subtract(end.get(frame, ()))
        who = _joined(*sorted(name for name, count in at_work.items() if count > 0))
        cut = cuts.get(frame)
        if cut is None:
            yield Line(spell(table.moment(frame)), "", who)
        else:
            # One moment for all of it: a clock that races says less than how long it was.
            yield Line(spell(cut.start), still_words(cut, language), who)


def still_words(cut: Cut, language: Language) -> str:
    """Say how long it was still: 4 min stil."""
    ms, words = cut.end - cut.start, _WORDS[language]
    if ms < _MINUTE:
        return words["still_s"].format(_rounded(ms, _SECOND))
    if ms < 90 * _MINUTE:
        return words["still_min"].format(_rounded(ms, _MINUTE))
    if ms < 36 * _HOUR:
        return words["still_h"].format(_rounded(ms, _HOUR))
    days = _rounded(ms, _DAY)
    return words["still_day"] if days == 1 else words["still_d"].format(days)


def sheet_words(sheets: Sequence[Sheet], id_: str, language: Language) -> str:
    """Return what a sheet is called among *sheets*, as they are at some moment."""
    words = _WORDS[language]
    lying = [sheet.id for sheet in sheets if not sheet.gone]
    title = next((" ".join(sheet.title.split()) for sheet in sheets if sheet.id == id_), "")
    if id_ not in lying:
        return title or words["gone"]
    number = lying.index(id_) + 1
    return words["named"].format(number, title) if title else words["sheet"].format(number)


_Kind = Literal["session", "sheet", "step"]
#: as they stand in a title that several things have given
_KINDS: Final[tuple[_Kind, ...]] = ("session", "sheet", "step")


def chapters_of(
    recording: Recording, turns: Sequence[Turn], table: Timetable, language: Language
) -> list[FilmChapter]:
    """
    Return a film's chapters by time, the first at its first frame, no two within a second.

    Sessions, turns to another sheet, sheets that somebody kept and rounds begin one; of those that
    begin together each kind's last is in the title.
    """
    words = _WORDS[language]
    marks: list[tuple[int, _Kind, str]] = []
    for number, session in enumerate(recording["sessions"], 1):
        marks.append((session["start"], "session", words["session"].format(number)))
    for at, turn in enumerate(turns):
        until = turns[at + 1].at if at + 1 < len(turns) else recording["end"]
        # As it is called when it goes out of sight: a title often comes after its sheet.
        called = sheet_words(sheets_at(recording, until), turn.sheet, language)
        marks.append((turn.at, "sheet", called))
    for chapter in recording["chapters"]:
        if chapter["type"] == "snapshot" and not chapter["auto"] and chapter["title"].strip():
            title = " ".join(chapter["title"].split())
            marks.append((chapter["at"], "step", words["kept"].format(title)))
        elif chapter["type"] == "round" and chapter["do"] == "start":
            marks.append((chapter["at"], "step", words["round"]))
    begun: list[tuple[int, dict[_Kind, str]]] = []
    for moment, kind, title in sorted(marks, key=lambda mark: mark[0]):
        frame = table.frame_of(moment)
        if begun and frame - begun[-1][0] < LEAST_CHAPTER:
            begun[-1][1][kind] = title
        else:
            begun.append((frame if begun else 0, {kind: title}))
    return [
        FilmChapter(frame, _joined(*(titles[kind] for kind in _KINDS if kind in titles)))
        for frame, titles in begun
    ]


def _joined(*parts: str) -> str:
    return " · ".join(parts)


def _rounded(ms: int, unit: int) -> int:
    return (2 * ms + unit) // (2 * unit)
