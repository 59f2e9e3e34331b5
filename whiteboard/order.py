"""
Fractional indices: texts that sort as the things they order, with room between any two.

Only what appending needs; the browser's library writes the same texts between two others.

Source: fractional-indexing 3 (CC0), base 62.
"""

from __future__ import annotations

import string
from typing import Final

DIGITS: Final = string.digits + string.ascii_uppercase + string.ascii_lowercase
FIRST: Final = "a0"


class BadOrder(ValueError):
    """A text that is no fractional index, or the last there is."""


def order_after(last: str | None) -> str:
    """
    Return an index that sorts after *last*; the first of all when there is none.

    Raises:
        BadOrder: *last* is no index.
    """
    if last is None:
        return FIRST
    if not last or any(digit not in DIGITS for digit in last):
        raise BadOrder("not an index")
    head = last[0]
    if head.islower():
        length = ord(head) - ord("a") + 2
    elif head.isupper():
        length = ord("Z") - ord(head) + 2
    else:
        raise BadOrder("not an index")
    if len(last) < length:
        raise BadOrder("not an index")
    return _increment(head, list(last[1:length]))


def _increment(head: str, digits: list[str]) -> str:
    """Return the next whole index; *head* says how many digits follow it."""
    for at in range(len(digits) - 1, -1, -1):
        value = DIGITS.index(digits[at]) + 1
        if value < len(DIGITS):
            digits[at] = DIGITS[value]
            return head + "".join(digits)
        digits[at] = "0"
    if head == "Z":
        return "a0"
    if head == "z":
        raise BadOrder("the last index there is")
    next_head = chr(ord(head) + 1)
    return next_head + "".join([*digits, "0"] if next_head > "a" else digits[1:])
