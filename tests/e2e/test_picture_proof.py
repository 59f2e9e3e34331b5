"""
The program's picture against the browser's, thing by thing.

Compared at the size of a board unit a pixel, each within the box of what it draws and 8 pixels
around it: there both must look alike, and their ink must fall together.
"""

from __future__ import annotations

import io
import zipfile

from playwright.async_api import expect

from tests.e2e.browsers import Browsers
from tests.e2e.easel import Easel
from tests.e2e.meeting import meet_in_writing
from tests.e2e.proof_sheets import fill_with_all
from tests.e2e.test_taking_sheets import TakePanel
from tests.e2e.written_sheets import Hand
from tests.likeness import changed_box, likeness, open_pixels
from tests.serving import RunningServer
from whiteboard.album import surroundings_of
from whiteboard.elements import Element
from whiteboard.keys import parse_link
from whiteboard.render import PIXELS, sheet_png
from whiteboard.room import open_room
from whiteboard.schema import Circles, Ink, Note, Scale
from whiteboard.source import read_log

SIMILAR, OVERLAPPING = 0.90, 0.85
PAD = 8
KINDS = {"ink", "shape", "text", "note", "picture", "circles", "scale", "card", "wheel"}


def dress(element: Element) -> str:
    """Say which thing it is, so that one that is unlike can be found."""
    parts = [element.type, *(str(int(side)) for side in element.frame)]
    if isinstance(element, Ink):
        parts.append(element.tip)
    elif isinstance(element, Note):
        parts.append(f"{element.colour} {element.signed=} {element.chosen=}")
    elif isinstance(element, Scale):
        parts.append(f"{len(element.marks)} marks")
    elif isinstance(element, Circles):
        parts.append(f"{element.drawn} drawn")
    return " ".join(parts)


async def test_each_thing_is_drawn_as_the_browser_draws_it(
    server: RunningServer, browsers: Browsers
) -> None:
    """
    Of every kind, in every colour and size, on plain, squared and lined paper; and each that is
    left out of the program's picture is missed.
    """
    pair = await meet_in_writing(server, browsers)
    # One picture's bytes are gone: it is drawn as that, by both.
    for person in (pair.coach_person, pair.client_person):
        person.watch.allow(r"status of 404.*/blobs/")
    hand = Hand(server.url, pair.link)
    hand.tell("member", {"name": "Noor", "form": "writing"})
    count = fill_with_all(hand)
    await expect(Easel(pair.coach).tabs).to_have_count(count)
    panel = TakePanel(pair.coach.page)
    await panel.open()
    await panel.choose("Alle vellen")
    await panel.choose("Afbeelding")
    _, packed = await panel.keep()
    with zipfile.ZipFile(io.BytesIO(packed)) as files:
        pictures = [open_pixels(files.read(name), PIXELS) for name in files.namelist()]

    link = parse_link(pair.link)
    export = read_log(server.data / "flipover.db", link.log)
    room = open_room(export, link)
    around = surroundings_of(room, export, link, "nl")
    unlike, unmissed, seen, kinds = [], [], 0, set()
    for sheet, browsers_own in zip(room.board.sheets(), pictures, strict=True):
        elements = room.board.elements(sheet.id)
        whole, paper = (
            open_pixels(sheet_png(sheet, some, around), PIXELS) for some in (elements, [])
        )
        for element in elements:
            others = [other for other in elements if other is not element]
            without = open_pixels(sheet_png(sheet, others, around), PIXELS)
            box = changed_box(whole, without, PAD)
            assert box is not None, f"nothing is drawn of {dress(element)}"
            found = likeness(browsers_own, whole, paper, box)
            missed = likeness(browsers_own, without, paper, box)
            line = (
                f"{found[0]:.3f} {found[1]:.3f} | {missed[0]:.3f} {missed[1]:.3f} {dress(element)}"
            )
            print(line)
            if found.similarity < SIMILAR or found.overlap < OVERLAPPING:
                unlike.append(line)
            if missed.similarity >= SIMILAR and missed.overlap >= OVERLAPPING:
                unmissed.append(line)
            seen += 1
            kinds.add(element.type)
    assert kinds == KINDS
    assert seen > 40
    assert unlike == []
    assert unmissed == []
