"""A calendar's file read strictly, as RFC 5545 has it: line ends, folding, escapes, one event."""

from __future__ import annotations

import re
from pathlib import Path

LINE_OCTETS = 75
ESCAPES = {"\\n": "\n", "\\N": "\n", "\\,": ",", "\\;": ";", "\\\\": "\\"}


def read_event(path: Path) -> dict[str, str]:
    """
    Return the properties of the file's one event by name, texts unescaped.

    Raises:
        AssertionError: something in the file is not as the standard wants it.
    """
    data = path.read_bytes()
    assert data.endswith(b"\r\n")
    raw = data[:-2].split(b"\r\n")
    assert all(len(line) <= LINE_OCTETS and b"\r" not in line and b"\n" not in line for line in raw)
    lines = re.sub(r"\r\n[ \t]", "", data.decode("utf-8")).split("\r\n")[:-1]
    assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    assert lines[-2:] == ["END:VEVENT", "END:VCALENDAR"]
    assert [line for line in lines if line.startswith("BEGIN:")] == [*lines[:1], "BEGIN:VEVENT"]
    inside = lines[lines.index("BEGIN:VEVENT") + 1 : -2]
    event = {}
    for line in inside:
        name, _, value = line.partition(":")
        assert re.fullmatch(r"[A-Z-]+(;[A-Z-]+=[A-Z-]+)*", name), line
        assert name not in event
        event[name] = re.sub(r"\\[nN,;\\]", lambda found: ESCAPES[found[0]], value)
    assert {"UID", "DTSTAMP"} <= event.keys()
    assert re.fullmatch(r"\d{8}T\d{6}Z", event["DTSTAMP"])
    return event
