"""
Wait for a condition: the one place where a test may let time pass.

A fixed sleep is either too short on a busy machine or too long on every other; a condition with
a limit is neither, and says what was missing when the limit is reached.
"""

from __future__ import annotations

import asyncio
import inspect
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

T = TypeVar("T")
LOOK_EVERY_S = 0.05


class NeverCame(AssertionError):
    """The condition did not hold within its limit."""


async def until(what: str, look: Callable[[], T | Awaitable[T]], *, seconds: float = 10.0) -> T:
    """
    Return the first truthy answer of *look*, asked again and again.

    Raises:
        NeverCame: none within *seconds*; the message names *what* and the last answer.
    """
    limit = time.monotonic() + seconds
    while True:
        answer = look()
        if inspect.isawaitable(answer):
            answer = await answer
        if answer:
            return answer  # type: ignore[return-value]
        if time.monotonic() > limit:
            raise NeverCame(f"{what}: not within {seconds} s; last answer {answer!r}")
        await asyncio.sleep(LOOK_EVERY_S)
