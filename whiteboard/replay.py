"""
Reading a recording: a sheet at any time, its acts one by one, where nothing happened.

A seek is a binary search over births, a filter, and another search over each life's changes.
Times are ms on the recording's scale. Pure; the same as ``web/src/replay/reading.ts``, held equal
by tests/wire.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import Any, Final, NamedTuple

from whiteboard.elements import Element, read_element, read_sheet
from whiteboard.errors import MalformedInk
from whiteboard.fields import PlainFields, change_field, is_typed
from whiteboard.ink import InkPoint, decode_points, encode_points, place_points, time_taken
from whiteboard.recording import NOBODY, Life, Recording
from whiteboard.schema import Ink, Sheet

#: writing that goes on within this time is one act, however many entries it took
ONE_WRITING_MS: Final = 5000
#: a pause from which on a player says that nothing happened
STILL_MS: Final = 5000


class Act(NamedTuple):
    """One human act, as "step by step" goes through them."""

    #: when it began and was done
    start: int
    at: int
    seq: int
    by: str
    #: `draw`, `put`, `write`, `move`, `change`, `remove`, `sheet`
    do: str
    #: of the elements, or the sheets where *do* is `sheet`
    ids: list[str]
    #: on which it was; of several one
    sheet: str


def life_at(life: Life, at: int) -> PlainFields | None:
    """Return the fields that a life has at *at*; None before its birth and from its death on."""
    if life["born"][0] > at or (life["died"] is not None and life["died"][0] <= at):
        return None
    fields = dict(life["fields"])
    changes = life["changes"]
    for change in changes[: bisect_right(changes, at, key=_when)]:
        change_field(fields, change[3], change[4])
    return fields


def sheets_at(recording: Recording, at: int) -> list[Sheet]:
    """Return the sheets in order, those that are gone too."""
    found = []
    for life in _born(recording["sheets"], at):
        fields = life_at(life, at)
        sheet = None if fields is None else read_sheet(life["id"], fields)
        if sheet is not None:
            found.append(sheet)
    return sorted(found, key=lambda sheet: (sheet.order, sheet.id))


def elements_at(recording: Recording, at: int, sheet: str | None = None) -> list[Element]:
    """Return the elements of *sheet*, or of all, in drawing order."""
    found = []
    for life in _born(recording["elements"], at):
        if not _was_on(life, sheet):
            continue
        fields = life_at(life, at)
        if fields is None or sheet not in (None, fields.get("sheet")):
            continue
        element = read_element(life["id"], fields)
        if element is not None:
            found.append(element)
    return sorted(found, key=lambda element: (element.order, element.id))


def drawing_at(recording: Recording, at: int, sheet: str | None = None) -> list[Ink]:
    """
    Return the strokes that are being drawn at *at*, as far as they have come, oldest first.

    A stroke is born when the marker is lifted; its points say how long it took. One that was
    brought back is not drawn once more.
    """
    found = []
    lives = recording["elements"]
    back: set[tuple[str, int]] | None = None
    for life in lives[len(_born(lives, at)) :]:
        # Asked in this order because a stroke's points are many, and most lie on another sheet.
        if life["fields"].get("type") != "ink":
            continue
        if sheet not in (None, life["fields"].get("sheet")):
            continue
        began = drawn_from(life)
        if began > at:
            continue
        back = brought_back(recording) if back is None else back
        if (life["id"], life["born"][1]) in back:
            continue
        ink = read_element(life["id"], life["fields"])
        if isinstance(ink, Ink):
            found.append(so_far(ink, at - began))
    return found


def brought_back(recording: Recording) -> set[tuple[str, int]]:
    """Return id and seq of the births that are a second life, or a later one."""
    lived: set[str] = set()
    found = set()
    for life in recording["elements"]:
        if life["id"] in lived:
            found.add((life["id"], life["born"][1]))
        lived.add(life["id"])
    return found


def drawn_from(life: Life) -> int:
    """Return when a life came under somebody's hand: a stroke before its birth, all else then."""
    born = life["born"]
    packed = life["fields"].get("points")
    if life["fields"].get("type") != "ink" or not isinstance(packed, bytes):
        return int(born[0])
    try:
        return int(born[0]) - time_taken(packed)
    except MalformedInk:
        return int(born[0])


def so_far(ink: Ink, ms: int) -> Ink:
    """Return the part of *ink* that had come after *ms*, in a frame of its own."""
    points: list[InkPoint] = []
    # Placed first: a frame stretches what is in it to its own size.
    for point in place_points(decode_points(ink.points), ink.frame):
        ms -= point.dt
        if ms < 0 and points:
            break
        points.append(point)
    left, top = min(point.x for point in points), min(point.y for point in points)
    right, bottom = max(point.x for point in points), max(point.y for point in points)
    packed = encode_points([p._replace(x=p.x - left, y=p.y - top) for p in points])
    frame = (left, top, right - left, bottom - top, 0.0)
    return Ink(**{**vars(ink), "frame": frame, "points": packed})


def acts_of(recording: Recording) -> list[Act]:
    """Return the acts by time; what was written in one go is one."""
    gathered: dict[tuple[int, str], _Events] = {}

    def events(when: list[Any]) -> _Events:
        return gathered.setdefault((when[1], when[2]), _Events(when[0], when[0], when[1], when[2]))

    for life in recording["sheets"]:
        for when in _moments(life):
            events(when).note_sheet(life["id"], when[0])
    back = brought_back(recording)
    for life in recording["elements"]:
        sheet = str(life["fields"].get("sheet", ""))
        born, died = life["born"], life["died"]
        ink = life["fields"].get("type") == "ink"
        drawn = ink and (life["id"], born[1]) not in back
        events(born).note(life["id"], sheet, "draw" if drawn else "put", born[0])
        if drawn:
            events(born).start = min(events(born).start, drawn_from(life))
        for change in life["changes"]:
            do = "write" if is_typed(change[3]) else "move" if change[3] == "frame" else "change"
            events(change).note(life["id"], sheet, do, change[0])
        if died is not None:
            events(died).note(life["id"], sheet, "remove", died[0])
    told = [one for one in gathered.values() if one.by != NOBODY]
    acts: list[Act] = []
    for act in sorted((one.act() for one in told), key=lambda a: (a.at, a.seq)):
        if acts and _goes_on(acts[-1], act):
            acts[-1] = act._replace(start=acts[-1].start)
        else:
            acts.append(act)
    return acts


class _Events:
    """What one entry did."""

    #: what an act is called by, whatever else came with it
    FIRST: Final = ("sheet", "put", "draw", "remove", "change", "move", "write")

    def __init__(self, start: int, at: int, seq: int, by: str) -> None:
        self.start, self.at, self.seq, self.by = start, at, seq, by
        self._do: set[str] = set()
        self._ids: set[str] = set()
        self._sheets: set[str] = set()
        self._changed_sheets: set[str] = set()

    def note(self, id_: str, sheet: str, do: str, at: int) -> None:
        self.start, self.at = min(self.start, at), max(self.at, at)
        self._do.add(do)
        self._ids.add(id_)
        self._sheets.add(sheet)

    def note_sheet(self, id_: str, at: int) -> None:
        self.start, self.at = min(self.start, at), max(self.at, at)
        self._do.add("sheet")
        self._changed_sheets.add(id_)

    def act(self) -> Act:
        do = next(word for word in self.FIRST if word in self._do)
        ids = self._changed_sheets if do == "sheet" else self._ids
        sheet = min(self._changed_sheets or self._sheets)
        return Act(self.start, self.at, self.seq, self.by, do, sorted(ids), sheet)


def _goes_on(last: Act, act: Act) -> bool:
    return (
        last.do == act.do == "write"
        and (last.by, last.ids) == (act.by, act.ids)
        and act.start - last.at <= ONE_WRITING_MS
    )


def stillness(recording: Recording, least_ms: int = STILL_MS) -> list[tuple[int, int]]:
    """Return the stretches of at least *least_ms* in which nothing happened, oldest first."""
    busy = [(act.start, act.at) for act in acts_of(recording)]
    busy += [(row["at"], row["at"]) for row in (*recording["chapters"], *(recording["talk"] or ()))]
    still = []
    reached = recording["start"]
    for start, end in sorted([*busy, (recording["end"], recording["end"])]):
        if start - reached >= least_ms:
            still.append((reached, start))
        reached = max(reached, end)
    return still


def _was_on(life: Life, sheet: str | None) -> bool:
    """Say whether a life was ever on *sheet*, without working out all that it was."""
    if sheet in (None, life["fields"].get("sheet")):
        return True
    return any(change[3] == "sheet" for change in life["changes"])


def _born(lives: list[Life], at: int) -> list[Life]:
    return lives[: bisect_right(lives, at, key=lambda life: life["born"][0])]


def _moments(life: Life) -> Iterable[list[Any]]:
    yield life["born"]
    yield from life["changes"]
    if life["died"] is not None:
        yield life["died"]


def _when(row: list[Any]) -> int:
    return int(row[0])
