"""
How handwriting lies on notes, cards and the sheet: broken into lines, stepping down until it fits.

The same as ``web/src/canvas/noteText.ts``; widths come from a `Measure`, so that no font is known
here. Pure.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Final, NamedTuple

#: board units of a text at one board unit per em
Measure = Callable[[str], float]

#: board units; nothing handwritten is smaller than 28
NOTE_SIZES: Final = (44, 40, 36, 32, 28)
NOTE_PADDING: Final = 18
NOTE_LINE: Final = 1.15
NAME_SIZE: Final = 28
#: what the name at the foot of a signed note takes of its height
NOTE_FOOT: Final = 34
_WORD: Final = re.compile(r"\S+\s*|\s+")
_DASHES: Final = "-\u2010\u2013\u2014\u2026?"


class Line(NamedTuple):
    """One line with the space it was broken at; *rtl* where it is read from the right."""

    text: str
    rtl: bool


class Layout(NamedTuple):
    """Lines of letters *size* board units high; *height* of what they stand on."""

    size: float
    lines: list[Line]
    height: float


def layout_note(
    text: str, width: float, height: float, measure: Measure, foot: float = 0
) -> Layout:
    """Return how *text* lies on a note that leaves *foot* free; the note may have grown."""
    inner = max(1, width - 2 * NOTE_PADDING)
    layout = Layout(NOTE_SIZES[0], [Line("", rtl=False)], height)
    for size in NOTE_SIZES:
        lines = break_text(text, inner / size, measure)
        needed = len(lines) * size * NOTE_LINE + 2 * NOTE_PADDING + foot
        layout = Layout(size, lines, max(height, needed))
        wide = any(measure(word) > inner / size for word in text.split())
        if needed <= height and not wide:
            break
    return layout


def layout_text(text: str, width: float, size: float, measure: Measure) -> Layout:
    """Return how free text lies: it keeps its size, and grows downwards."""
    lines = break_text(text, max(1, width / size), measure)
    return Layout(size, lines, len(lines) * size * NOTE_LINE)


def break_text(text: str, width: float, measure: Measure) -> list[Line]:
    """Return *text* in lines no wider than *width* ems, if anyhow possible."""
    lines: list[Line] = []
    for paragraph in text.split("\n"):
        broken: list[str] = []
        line = ""
        for piece in _pieces(paragraph):
            if line and measure((line + piece).rstrip()) > width:
                broken.append(line)
                line = ""
            line += piece
            while measure(line.rstrip()) > width:
                fits = longest_fitting(line, width, measure)
                if fits >= len(line.rstrip()):
                    break
                broken.append(line[:fits])
                line = line[fits:]
        rtl = _is_rtl(paragraph)
        lines += [Line(one, rtl) for one in (*broken, line)]
    return lines


def letters_of(text: str) -> list[str]:
    """Return what one sees as letters: marks, skin tones and joined emoji stay with their base."""
    found: list[str] = []
    joined = False
    for char in text:
        flags = bool(found) and _is_flag(char) and len(found[-1]) == 1 and _is_flag(found[-1])
        if found and (joined or flags or _clings(char)):
            found[-1] += char
        else:
            found.append(char)
        joined = char == "\u200d"
    return found


def longest_fitting(line: str, width: float, measure: Measure) -> int:
    """Return how much of a word that is too wide fits, never parting what is one letter."""
    end = 0
    for letter in letters_of(line):
        if end > 0 and measure(line[: end + len(letter)]) > width:
            break
        end += len(letter)
    return end


def _pieces(paragraph: str) -> list[str]:
    """Return the least that is kept on one line: words, parted where browsers may part them."""
    found: list[str] = []
    for word in _WORD.findall(paragraph):
        piece = ""
        for letter in letters_of(word):
            if piece and _may_part(piece, letter):
                found.append(piece)
                piece = ""
            piece += letter
        found.append(piece)
    return found


def _may_part(piece: str, following: str) -> bool:
    first, last = following[0], piece[-1]
    kind = unicodedata.category(first)
    closes = kind in ("Pe", "Pf", "Po") or kind.startswith("M") or first in "\u30fc\u3005"
    if first.isspace() or closes or unicodedata.category(last) in ("Ps", "Pi"):
        return False
    if last in _DASHES:
        number = kind.startswith("N")
        return not (last == "-" and number) and (number or kind.startswith("L"))
    return first == "\u2014" or _is_alone(first) or _is_alone(letters_of(piece)[-1][0])


def _clings(char: str) -> bool:
    code = ord(char)
    return (
        unicodedata.category(char).startswith("M")
        or 0x1F3FB <= code <= 0x1F3FF
        or 0xE0020 <= code <= 0xE007F
        or char == "\u200d"
    )


def _is_flag(char: str) -> bool:
    return 0x1F1E6 <= ord(char) <= 0x1F1FF


def _is_alone(char: str) -> bool:
    """Say whether a line may end on either side: scripts without spaces, and emoji."""
    code = ord(char)
    return (
        0x2E80 <= code <= 0x9FFF
        or 0xAC00 <= code <= 0xD7AF
        or 0xF900 <= code <= 0xFAFF
        or 0x20000 <= code <= 0x3FFFF
        or 0x1F1E6 <= code <= 0x1FAFF
        or 0x2600 <= code <= 0x27BF
    )


def _is_rtl(paragraph: str) -> bool:
    """Say whether the first letter is read from the right (UAX 9, P2)."""
    for char in paragraph:
        if unicodedata.category(char).startswith("L"):
            return unicodedata.bidirectional(char) in ("R", "AL")
    return False
