"""
Which sheet is in sight when: the one the coach turned to, else the one where somebody acts. Pure.

While somebody is still at work on the sheet in sight, an act elsewhere waits until that rests; a
turn does not, for everybody saw it. The same as ``web/src/replay/player/turns.ts``.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Final, NamedTuple

from whiteboard.recording import Recording
from whiteboard.replay import Act, sheets_at

#: somebody who acted so lately is still at work
AT_WORK_MS: Final = 2000


class Turn(NamedTuple):
    """From when on a sheet is in sight; ms of the talk."""

    at: int
    sheet: str


class _Cue(NamedTuple):
    at: int
    until: int
    sheet: str
    turned: bool


def turns_of(recording: Recording, acts: Iterable[Act]) -> list[Turn]:
    """Return the turns by time, the first at the recording's start; *acts* are all of it."""
    start = recording["start"]
    known = [sheet.id for sheet in sheets_at(recording, recording["end"])]
    lain = (_sheets_of(life["fields"], life["changes"]) for life in recording["elements"])
    sheets = dict.fromkeys([*known, *(id_ for ids in lain for id_ in ids)])
    cues = [
        _Cue(chapter["at"], chapter["at"], chapter["sheet"], True)
        for chapter in recording["chapters"]
        if chapter["type"] == "sheet" and chapter["together"]
    ]
    cues += [_Cue(act.start, act.at, act.sheet, False) for act in acts]
    cues = sorted(
        (cue for cue in cues if cue.sheet in sheets), key=lambda cue: (cue.at, not cue.turned)
    )
    first = cues[0].sheet if cues else next(iter(sheets), None)
    return [] if first is None else _turned(start, first, cues)


def _turned(start: int, first: str, cues: Iterable[_Cue]) -> list[Turn]:
    turns = [Turn(start, first)]
    busy_until = -math.inf
    # Where somebody acted meanwhile: in sight once the work here rests.
    waiting: str | None = None
    for at, until, sheet, turned in cues:
        if waiting is not None and at > busy_until:
            turns.append(Turn(max(start, int(busy_until)), waiting))
            busy_until, waiting = -math.inf, None
        shown = turns[-1].sheet
        if sheet != shown and (turned or at > busy_until):
            turns.append(Turn(max(start, at), sheet))
            shown, busy_until, waiting = sheet, -math.inf, None
        elif sheet != shown:
            waiting = sheet
        if sheet == shown:
            busy_until = max(busy_until, until + AT_WORK_MS)
    if waiting is not None:
        turns.append(Turn(max(start, int(busy_until)), waiting))
    return turns


def _sheets_of(fields: dict[str, object], changes: list[list[object]]) -> list[str]:
    on = [fields.get("sheet"), *(change[4] for change in changes if change[3] == "sheet")]
    return [sheet for sheet in on if isinstance(sheet, str)]
