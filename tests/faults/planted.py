"""Look for words wherever they may lie, in every dress they may wear."""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be")
#: where a zlib or gzip stream may begin
STREAM = re.compile(rb"\x78[\x01\x5e\x9c\xda]|\x1f\x8b\x08")
#: streams within streams; more than one inside another is nobody's accident
DEEPEST = 3
MAX_INFLATED = 8 * 1024 * 1024


def forms_of(word: str) -> dict[str, bytes]:
    """Return *word* in each form, by the form's name."""
    forms: dict[str, bytes] = {}
    for encoding in ENCODINGS:
        plain = word.encode(encoding)
        forms[encoding] = plain
        forms[f"{encoding}, hex"] = plain.hex().encode()
        forms[f"{encoding}, HEX"] = plain.hex().upper().encode()
        for shift in range(3):
            for name, encode in (("std", base64.b64encode), ("url", base64.urlsafe_b64encode)):
                # Only the characters that depend on the word alone.
                whole = encode(bytes(shift) + plain)
                first, end = (0, 2, 3)[shift], (shift + len(plain)) * 8 // 6
                forms[f"{encoding}, base64 {name}, shifted by {shift}"] = whole[first:end]
    return forms


def inflated(data: bytes, depth: int = 0) -> Iterator[bytes]:
    """Yield *data*, and what every compressed stream in it holds."""
    yield data
    if depth == DEEPEST:
        return
    for begin in STREAM.finditer(data):
        try:
            # 32: zlib or gzip, as its header says
            inside = zlib.decompressobj(zlib.MAX_WBITS | 32).decompress(
                data[begin.start() :], MAX_INFLATED
            )
        except zlib.error:
            continue
        if inside:
            yield from inflated(inside, depth + 1)


def words_in(parts: Iterable[bytes], words: Mapping[str, str]) -> dict[str, str]:
    """Return which of the named *words* lie in *parts*, each with the form it was found in."""
    wanted = {name: forms_of(word) for name, word in words.items()}
    found: dict[str, str] = {}
    for part in parts:
        for data in inflated(part):
            for name, forms in wanted.items():
                for form, look in forms.items():
                    if name not in found and look in data:
                        found[name] = form
    return found


def files_under(*folders: Path) -> list[bytes]:
    """Return the name and content of every file under *folders*."""
    found = []
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                found += [str(path.relative_to(folder)).encode(), path.read_bytes()]
    return found


def open_files(pid: int) -> list[bytes]:
    """Return the content of what a process has open, also where its name is gone already."""
    found = []
    for handle in Path(f"/proc/{pid}/fd").iterdir():
        try:
            if handle.is_file():
                found.append(handle.read_bytes())
        except OSError:
            continue  # closed since, or not ours to read
    return found
