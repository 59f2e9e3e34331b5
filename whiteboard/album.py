"""
A room's sheets as files: which sheets, as they were when, in which format.

Composes recording, drawing and rendering; knows neither links nor paths.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from whiteboard.bodies import Language
from whiteboard.elements import Element
from whiteboard.entry import open_blob
from whiteboard.errors import SealError
from whiteboard.export import Export
from whiteboard.keys import Link, from_base64url, to_base64url
from whiteboard.marker import Surroundings
from whiteboard.recording import fold_recording
from whiteboard.replay import elements_at, sheets_at
from whiteboard.room import Progress, Room
from whiteboard.schema import Picture, Sheet

Format = Literal["png", "svg", "pdf"]
FORMATS: Final[tuple[Format, ...]] = ("png", "svg", "pdf")


class NoSuchSheet(Exception):
    """The sheet asked for is not there then, or several are where one is due; a sentence."""


class NoSkia(Exception):
    """The library that draws is not installed; a sentence."""


@dataclass(frozen=True)
class Wish:
    """What is asked for."""

    format: Format
    #: number among the sheets, from 1; None for all
    sheet: int | None = None
    #: ms; None for how it is in the end
    at: int | None = None
    language: Language = "nl"
    #: white for print instead of the flipchart's paper
    white: bool = False


def draw_room(room: Room, export: Export, link: Link, wish: Wish, progress: Progress) -> bytes:
    """
    Return the file that *wish* asks for.

    Raises:
        NoSuchSheet: there is no such sheet, or a format of one sheet is asked for several.
        NoSkia: skia-python is not installed.
    """
    chosen = _chosen(room, wish)
    try:
        from whiteboard import render
    except ImportError:
        raise NoSkia("pictures need skia-python: pip install 'flipover[pictures]'") from None
    around = surroundings_of(room, export, link, wish.language)
    if wish.format == "pdf":
        told = _told(chosen, progress)
        return render.sheets_pdf(told, around, white=wish.white)
    sheet, elements = chosen[0]
    draw = render.sheet_png if wish.format == "png" else render.sheet_svg
    data = draw(sheet, elements, around, white=wish.white)
    progress(1, 1)
    return data


def surroundings_of(room: Room, export: Export, link: Link, language: Language) -> Surroundings:
    """Return what drawings of a room need that is not on its sheets: names, and its pictures."""
    names = {to_base64url(author): name for author, name in room.names().items()}
    return Surroundings(language, None, names, lambda blob: _picture(export, link, blob))


def _chosen(room: Room, wish: Wish) -> list[tuple[Sheet, list[Element]]]:
    if wish.at is None:
        sheets = [sheet for sheet in room.board.sheets() if not sheet.gone]
        shown = [(sheet, room.board.elements(sheet.id)) for sheet in sheets]
    else:
        at, recording = wish.at, fold_recording(room.entries)
        if at < recording["start"]:
            asked, begun = (_spelled(ms) for ms in (at, recording["start"]))
            raise NoSuchSheet(f"nothing was there yet at {asked}; this room begins at {begun}")
        sheets = [sheet for sheet in sheets_at(recording, at) if not sheet.gone]
        shown = [(sheet, elements_at(recording, at, sheet.id)) for sheet in sheets]
    count = "there is one sheet" if len(shown) == 1 else f"there are {len(shown)} sheets"
    if wish.sheet is not None:
        if not 1 <= wish.sheet <= len(shown):
            raise NoSuchSheet(f"{count}; no number {wish.sheet}")
        return [shown[wish.sheet - 1]]
    if wish.format != "pdf" and len(shown) > 1:
        raise NoSuchSheet(f"{count}, and a .{wish.format} holds one; choose with --sheet")
    return shown


def _spelled(ms: int) -> str:
    """Spell a moment as `--at` takes it, here."""
    try:
        return datetime.fromtimestamp(ms / 1000).isoformat(timespec="seconds")
    except (ValueError, OverflowError, OSError):
        return "?"


def _told(
    chosen: Sequence[tuple[Sheet, list[Element]]], progress: Progress
) -> Iterator[tuple[Sheet, list[Element]]]:
    for done, pair in enumerate(chosen):
        progress(done, len(chosen))
        yield pair
    progress(len(chosen), len(chosen))


def _picture(export: Export, link: Link, id_: str) -> bytes | None:
    """Return the bytes of a picture; None when they are gone, or not what they should be."""
    try:
        blob = from_base64url(id_, 32)
        return open_blob(link.keys.entry, link.log, blob, export.blobs[blob])
    except (KeyError, ValueError, SealError):
        return None


@dataclass(frozen=True)
class Pictures:
    """How the pictures of a room fared, by the ids of their blobs."""

    #: of those that lie on sheets
    sound: list[str]
    #: what the file holds under an id is not what was sealed, whether it is on a sheet or not
    changed: list[str]
    #: on a sheet, but not in the file
    gone: list[str]


def check_pictures(room: Room, export: Export, link: Link) -> Pictures:
    """Open the seal of everything that the file holds beside its entries."""
    held = {to_base64url(blob) for blob in export.blobs}
    changed = sorted(id_ for id_ in held if _picture(export, link, id_) is None)
    shown = dict.fromkeys(e.blob for e in room.board.elements() if isinstance(e, Picture))
    return Pictures(
        [id_ for id_ in shown if id_ in held and id_ not in changed],
        changed,
        [id_ for id_ in shown if id_ not in held],
    )
