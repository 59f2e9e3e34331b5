"""
What a page's main thread does while one draws, read from Chromium's own trace.

The same for any page: nothing of the page is asked. Time is the processor time of all tasks that
the renderer's main thread runs, whatever they do (script, style, layout, paint, garbage); the
time in which other threads or programs had the processor is left out, so that a busy machine
does not make a page look slow. What it makes of the frames is measured apart.
"""

from __future__ import annotations

import bisect
import json
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import Any

CATEGORIES = ["toplevel", "devtools.timeline"]
#: what the main thread's scheduler calls one turn
TASK = "ThreadControllerImpl::RunTask"
POINTER = {"pointerdown", "pointermove", "pointerup"}
#: after pen-up; what the page does with a finished stroke is done by then
AFTER_US = 200_000


@dataclass
class Busy:
    """Main-thread time in ms."""

    #: from each event of the pressed pen until the next one reaches the page
    per_event: list[float] = field(default_factory=list)
    #: from each pen-up on
    per_end: list[float] = field(default_factory=list)


class Tasks:
    """The tasks of one thread, in order."""

    def __init__(self, events: list[dict[str, Any]]) -> None:
        ran = sorted((int(event["ts"]), int(event.get("tdur", 0))) for event in events)
        self._begins = [begin for begin, _ in ran]
        self._until = [0, *accumulate(used for _, used in ran)]

    def holding(self, at: int) -> int:
        """Return which task ran at *at*."""
        return max(0, bisect.bisect_right(self._begins, at) - 1)

    def used_ms(self, first: int, beyond: int) -> float:
        """Return the processor time of the tasks from *first* until before *beyond*."""
        return (self._until[beyond] - self._until[first]) / 1000


def read_trace(trace: bytes) -> Busy:
    """
    Return how busy the main thread of the page was whose pointer moves in *trace*.

    Raises:
        ValueError: no pen was pressed and moved, or the trace tells of no tasks.
    """
    events: list[dict[str, Any]] = json.loads(trace)["traceEvents"]
    pointer = [event for event in events if kind_of(event) in POINTER]
    if not pointer:
        raise ValueError("no pointer moved")
    thread = (pointer[0]["pid"], pointer[0]["tid"])
    ran = [e for e in events if e.get("name") == TASK and (e["pid"], e["tid"]) == thread]
    # Chromium nests a task in another only while a dialog is open.
    tasks = Tasks(ran)
    if not sum(int(event.get("tdur", 0)) for event in ran):
        raise ValueError("the trace tells of no tasks")
    # A page may listen in several places, and the tracer notes each: one task is one event.
    kinds: dict[int, str] = {}
    for event in pointer:
        kinds[tasks.holding(int(event["ts"]))] = kind_of(event)
    busy, pressed = Busy(), False
    for (task, kind), (following, _) in pairwise(sorted(kinds.items())):
        pressed = kind == "pointerdown" or (pressed and kind == "pointermove")
        if pressed:
            busy.per_event.append(tasks.used_ms(task, following))
    for event in pointer:
        if kind_of(event) == "pointerup":
            at = int(event["ts"])
            busy.per_end.append(tasks.used_ms(tasks.holding(at), tasks.holding(at + AFTER_US)))
    return busy


def kind_of(event: dict[str, Any]) -> str:
    """Return the type of the event that reached the page; empty for all else in a trace."""
    if event.get("name") != "EventDispatch":
        return ""
    return str(event.get("args", {}).get("data", {}).get("type", ""))
