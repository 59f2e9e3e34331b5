"""
What a coach and a client agree about answering letters: bodies of `agreement` entries.

The server knows nothing of it but an alarm time that a browser sets.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

Minutes = Annotated[int, "minutes"]
MinuteOfDay = Annotated[int, "minutes after midnight, in the coach's time zone"]
Day = Annotated[str, "yyyy-mm-dd"]

# A day's work is none, and a year is a promise to nobody.
MIN_ANSWER_MINUTES = 30
MAX_ANSWER_MINUTES = 60 * 100
MAX_AWAY = 40


@dataclass(frozen=True)
class AnswerTerms:
    """
    `agreement` of a coach: within how much working time letters are answered.

    *minutes* null takes it back. Time counts on *days* (ISO, 1 is Monday) between *opens* and
    *closes*, not on public holidays of *country* ('' for none) and not while *away*. Terms hold
    for letters that the log has after them.
    """

    type: Literal["answer"]
    minutes: Minutes | None
    days: tuple[int, ...]
    opens: MinuteOfDay
    closes: MinuteOfDay
    zone: Annotated[str, "IANA"]
    country: Annotated[str, "ISO 3166-1 alpha-2"]
    away: Annotated[tuple[tuple[Day, Day], ...], "first and last day"]


@dataclass(frozen=True)
class Answered:
    """`agreement` of a coach: letters up to *seq* were answered aloud."""

    type: Literal["answered"]
    seq: int
