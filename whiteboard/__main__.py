"""
The program's seeing verbs: export, verify, scan, demo.

Links and invitations are asked for, never arguments: arguments stand in the process list and
in the shell's history. Everything that can go wrong on purpose is one plain line on stderr.
"""

from __future__ import annotations

import argparse
import getpass
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, TextIO

from whiteboard.album import (
    FORMATS,
    NoSkia,
    NoSuchSheet,
    Pictures,
    Wish,
    check_pictures,
    draw_room,
    surroundings_of,
)
from whiteboard.bar import Bar
from whiteboard.bodies import Language
from whiteboard.client import ServerRefused, parse_server
from whiteboard.demo import make_practice_room
from whiteboard.errors import SealError
from whiteboard.export import Export, encode_export
from whiteboard.film import NoFilm, make_film, write_script
from whiteboard.keep import keep_file
from whiteboard.keys import Link, LinkError, parse_address, parse_invitation, parse_link
from whiteboard.log import Entry
from whiteboard.plain import plain_room, room_exercises, room_facts
from whiteboard.recording import fold_recording
from whiteboard.room import Room, open_room
from whiteboard.scan.program import CannotScan, scan_file
from whiteboard.source import SourceError, read_log
from whiteboard.spoken import language_of, spoken
from whiteboard.summary import spell_day, write_summary

INVITATION_VARIABLE = "FLIPOVER_INVITATION"

ENDINGS = (".pdf", ".png", ".svg", ".mp4", ".md", ".json", ".flipover")

SAID_OF_FINDINGS = {
    "dropped": "something before this place is missing",
    "repeated": "the same entry was given twice",
    "reordered": "this comes after what is later",
    "forked": "its author saw another past than this one",
    "rolled_back": "its author saw more than the log held then",
    "foreign": "its seal does not fit: it was changed, or belongs elsewhere",
    "forgot": "its content is gone and nobody asked for that",
    "not_allowed": "its author may not append this",
    "unreadable": "its author sealed something that cannot be read",
}
SAID_OF_REFUSALS = {
    "unreachable": "the server does not answer; is it running?",
    "not_found": "the server does not know this invitation or link",
    "used": "this invitation was used already; ./flipover coach makes a new one",
    "unknown_link": "the server does not know this link",
    "revoked": "this link was withdrawn",
    "ended": "this room has ended",
}


class Refused(Exception):
    """The verb cannot go on; the message is the line to be shown."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb; return the exit status: 0 well, 1 something was found, 2 not possible."""
    arguments = _parser().parse_args(argv)
    try:
        status: int = arguments.run(arguments)
    except (LinkError, SealError, SourceError, CannotScan, Refused) as error:
        return _say_why(str(error))
    except (NoSuchSheet, NoSkia, NoFilm) as error:
        return _say_why(str(error))
    except MemoryError:
        return _say_why("this needs more memory than there is")
    except ServerRefused as error:
        return _say_why(SAID_OF_REFUSALS.get(error.word, f"the server said {error.word}"))
    except OSError as error:
        return _say_why(f"{error.filename or 'a file'}: {error.strerror}")
    except KeyboardInterrupt:
        return 130
    return status


def _say_why(reason: str) -> int:
    _print(f"flipover: {_spoken(reason)}", file=sys.stderr)
    return 2


def _spoken(sentence: str) -> str:
    return spoken(sentence, language_of(os.environ))


def _print(line: str, file: TextIO | None = None) -> None:
    """Print where a letter may be missing, such as in a pipe of ASCII."""
    to = sys.stdout if file is None else file
    encoding = getattr(to, "encoding", None) or "utf-8"
    print(line.encode(encoding, "replace").decode(encoding), file=to)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="flipover", description="Read and check sealed rooms.")
    verbs = parser.add_subparsers(required=True, metavar="verb")
    export = verbs.add_parser(
        "export",
        help="write a room to one file",
        description="Write a room to one file: OUT.pdf its sheets, OUT.png or OUT.svg one of them, "
        "OUT.mp4 how they came about, as a film of at most four minutes, "
        "OUT.md what its exercises say, summary.json the same as data, any other OUT.json all of "
        "it opened, OUT.flipover still sealed, for "
        "keeping. Asks for the room's link.",
    )
    export.add_argument("file", type=Path, help="a server's database, or a sealed export")
    export.add_argument("out", type=Path, help=f"name ends in {', '.join(ENDINGS)}")
    export.add_argument("--language", choices=("nl", "en"), default="nl", help="of words on it")
    export.add_argument("--sheet", type=int, metavar="N", help="only the sheet with this number")
    export.add_argument("--at", metavar="TIME", help="as it was then, such as 2026-11-25T14:05")
    export.add_argument("--white", action="store_true", help="on white, without the paper")
    export.set_defaults(run=_export)
    verify = verbs.add_parser(
        "verify",
        help="check a room's whole log",
        description="Check seals, order, gaps and forks of a whole log. Asks for the link.",
    )
    verify.add_argument("file", type=Path, help="a server's database, or a sealed export")
    verify.set_defaults(run=_verify)
    scan = verbs.add_parser(
        "scan",
        help="make a clean sheet of a photo of paper",
        description="Make a clean sheet of a photo of a paper flipchart or page: straight, ink on "
        "white. PHOTO is JPEG, PNG or WebP; OUT ends in .png, .jpg, .webp or .pdf. Nothing of "
        "where and when the photo was taken is kept.",
    )
    scan.add_argument("photo", type=Path)
    scan.add_argument("out", type=Path)
    scan.add_argument("--language", choices=("nl", "en"), default="nl", help="of what is said")
    scan.set_defaults(run=_scan)
    demo = verbs.add_parser(
        "demo",
        help="make a practice room on a running server",
        description="Make a practice room on a running server. Asks for a coach's invitation "
        f"or workspace link, or takes {INVITATION_VARIABLE}.",
    )
    demo.add_argument("--server", default="http://localhost:8080", help="default: %(default)s")
    demo.add_argument("--language", choices=("nl", "en"), default="nl")
    demo.set_defaults(run=_demo)
    return parser


def _ask(what: str) -> str:
    """Return a line that is not shown while typed; from a pipe, its first line."""
    if sys.stdin.isatty():
        return getpass.getpass(f"{_spoken(what)}: ")
    line = sys.stdin.readline()
    if not line.strip():
        raise Refused(f"{what} is needed; type it when asked, or send it on standard input")
    return line.strip()


# --- verbs ------------------------------------------------------------------------------------


def _export(arguments: argparse.Namespace) -> int:
    out: Path = arguments.out
    if out.suffix not in ENDINGS:
        raise Refused(f"{out} should end in {', '.join(ENDINGS)}")
    drawn = next((format_ for format_ in FORMATS if out.suffix == f".{format_}"), None)
    if drawn is None and (arguments.sheet, arguments.at, arguments.white) != (None, None, False):
        raise Refused(f"--sheet, --at and --white are for pictures, and {out} is none")
    at = None if arguments.at is None else _moment(arguments.at)
    if out.exists():
        raise Refused(f"{out} exists already; choose another name")
    if not out.parent.is_dir() or not os.access(out.parent, os.W_OK):
        raise Refused(f"{out} cannot be written: {out.parent} is no folder to write in")
    link = parse_link(_ask("the room's link"))
    export = _read(arguments.file, link)
    room = open_room(export, link, Bar(sys.stderr, time.monotonic))
    if drawn is not None:
        wish = Wish(drawn, arguments.sheet, at, arguments.language, arguments.white)
        data = draw_room(room, export, link, wish, Bar(sys.stderr, time.monotonic))
    elif out.suffix == ".mp4":
        data = _film(room, export, link, arguments.language)
    elif out.suffix == ".flipover":
        data = encode_export(export.log, export.records, export.blobs)
    elif out.suffix == ".md":
        sheets, exercises = room.board.sheets(), room_exercises(room)
        language: Language = arguments.language
        day = partial(_local_day, language)
        data = write_summary(exercises, sheets, language, day).encode()
    else:
        plain = room_facts(room) if out.name.endswith("summary.json") else plain_room(room)
        text = json.dumps(plain, indent=1, ensure_ascii=False) + "\n"
        # Half a letter, as somebody's program may have sealed it, is none that a file can hold.
        data = text.encode("utf-8", "replace")
    keep_file(out, data)
    _print(_spoken(f"{len(room.entries)} entries written to {out}"))
    return _report(room)


def _film(room: Room, export: Export, link: Link, language: Language) -> bytes:
    script = write_script(fold_recording(room.entries), language, partial(_local_minute, language))
    around = surroundings_of(room, export, link, language)
    return make_film(script, around, Bar(sys.stderr, time.monotonic))


def _read(path: Path, link: Link) -> Export:
    """Return the link's log; a file that cannot be read to its end is damaged, and said to be."""
    try:
        return read_log(path, link.log)
    except SealError as error:
        raise Refused(f"{path} is damaged: {error}") from None


def _moment(text: str) -> int:
    """Return a local time as ms since the epoch."""
    try:
        return int(datetime.fromisoformat(text).timestamp() * 1000)
    except (ValueError, OverflowError, OSError):
        raise Refused(f"{text} is no time such as 2026-11-25T14:05") from None


def _local_day(language: Language, ms: int) -> str:
    """Spell the day on which something was, here; a clock may claim one outside the calendar."""
    try:
        day = datetime.fromtimestamp(ms / 1000).astimezone().date()
    except (ValueError, OverflowError, OSError):
        return "?"
    return spell_day(day, language)


def _local_minute(language: Language, ms: int) -> str:
    """Spell when something was, here, to the minute."""
    try:
        then = datetime.fromtimestamp(ms / 1000).astimezone()
    except (ValueError, OverflowError, OSError):
        return "?"
    return f"{spell_day(then.date(), language)}, {then:%H:%M}"


def _verify(arguments: argparse.Namespace) -> int:
    link = parse_link(_ask("the room's link"))
    export = _read(arguments.file, link)
    room = open_room(export, link, Bar(sys.stderr, time.monotonic))
    _summary(room)
    pictures = _report_pictures(check_pictures(room, export, link))
    return max(pictures, _report(room))


def _report_pictures(pictures: Pictures) -> int:
    """Print what was found of pictures; return 1 when one is not as it was sealed."""
    for word, ids in (
        ("its seal does not fit: it was changed, or belongs elsewhere", pictures.changed),
        ("its content is gone and nobody asked for that", pictures.gone),
    ):
        for id_ in ids:
            _print(_spoken(f"picture {id_}: {word}"), sys.stderr)
    if pictures.changed or pictures.gone:
        return 1
    if pictures.sound:
        _print(_spoken(f"{len(pictures.sound)} pictures, each seal fits"))
    return 0


def _scan(arguments: argparse.Namespace) -> int:
    print(scan_file(arguments.photo, arguments.out, arguments.language, keep_file))
    return 0


def _demo(arguments: argparse.Namespace) -> int:
    try:
        server = parse_server(arguments.server)
    except ValueError as error:
        raise Refused(str(error)) from None
    given = os.environ.get(INVITATION_VARIABLE) or _ask("a coach's invitation or workspace link")
    key: Any = parse_address(given) if "#" in given else parse_invitation(given)
    if isinstance(key, Link) and key.role != "owner":
        raise Refused("this link opens one room; a coach's invitation or workspace is needed")
    links = make_practice_room(server, key, int(time.time() * 1000), arguments.language)
    if links.workspace is not None:
        print(f"workspace  {links.workspace}")
    print(f"coach      {links.coach}")
    print(f"client     {links.guest}")
    return 0


def _moment_of(entry: Entry) -> str:
    """Spell when the server took an entry, here."""
    try:
        return datetime.fromtimestamp(entry.at / 1000).astimezone().isoformat(" ", "minutes")[:16]
    except (ValueError, OverflowError, OSError):
        return "?"


def _summary(room: Room) -> None:
    kinds = Counter(entry.kind for entry in room.entries)
    authors = {entry.author for entry in room.entries}
    drawn = len(room.board.elements())
    _print(_spoken(f"{room.seq} places, {len(authors)} authors, {drawn} things drawn"))
    told = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))
    _print(told or _spoken("no entries"))
    if room.refused:
        places = ", ".join(map(str, room.refused))
        _print(_spoken(f"drawing acts that were refused, as every reader does: {places}"))
    if room.h is not None:
        print(f"head       {room.seq} {room.h.hex()[:32]}")


def _report(room: Room) -> int:
    """Print what was found; return 1 when anything is not explained by a restored backup."""
    findings, entries = room.findings, {entry.seq: entry for entry in room.entries}
    for finding in findings:
        explained = " (the coach said: a backup was restored)" if finding.cleared else ""
        said = _spoken(SAID_OF_FINDINGS[finding.word])
        entry = entries.get(finding.seq)
        where = "" if entry is None else f" ({entry.kind} of a {entry.role}, {_moment_of(entry)})"
        place = f"at {finding.seq}{where}"
        _print(f"{place}: {finding.word}: {said}{explained}", sys.stderr)
    unexplained = [finding for finding in findings if not finding.cleared]
    if not unexplained:
        _print(_spoken("every seal fits, and nothing is missing, repeated or out of order"))
    return 1 if unexplained else 0


if __name__ == "__main__":
    raise SystemExit(main())
