"""Selecting, moving, resizing, copying and locking, as the other's screen shows it."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.e2e.browsers import Browsers
from tests.e2e.meeting import meet_in_writing
from tests.e2e.sheet_page import Box, Sheet, Two
from tests.serving import RunningServer
from tests.until import until


@pytest.fixture
async def two(server: RunningServer, browsers: Browsers) -> Two:
    """Coach and client, writing, so that nothing but the sheet moves."""
    pair = await meet_in_writing(server, browsers)
    return Two(Sheet(pair.coach), Sheet(pair.client))


async def test_a_thing_is_taken_by_its_line_and_moved_on_both_screens(two: Two) -> None:
    """Ink and outlines are caught near their line, not by the paper they go around; one undo."""
    eva, sam = two.eva, two.sam
    stroke = await eva.stroke((0.2, 0.2), (0.4, 0.2), (0.4, 0.3))
    box = await eva.shape("r", (0.55, 0.15), (0.8, 0.35))
    before = {id_: await sam.box(id_) for id_ in (stroke, box)}
    await eva.key("v")

    await eva.click((0.675, 0.25))
    await expect(eva.bar).to_have_count(0)
    await eva.click((0.3, 0.205))
    await expect(eva.bar).to_be_visible()
    await eva.drag((0.3, 0.2), (0.35, 0.5))
    await sam.sees(stroke, before[stroke].moved(0.05, 0.3))
    await eva.drag((0.55, 0.25), (0.45, 0.65))
    await sam.sees(box, before[box].moved(-0.1, 0.4))

    await eva.key("Control+z")
    await sam.sees(box, before[box])
    await eva.key("Control+z")
    await sam.sees(stroke, before[stroke])


async def test_what_lies_mostly_in_a_frame_moves_together_as_one_act(two: Two) -> None:
    """A drawn frame takes three things and leaves the circle around them; Shift adds it."""
    eva, sam = two.eva, two.sam
    ring = await eva.shape("o", (0.1, 0.1), (0.9, 0.6))
    stroke = await eva.stroke((0.3, 0.25), (0.4, 0.28))
    arrow = await eva.shape("a", (0.45, 0.3), (0.6, 0.25))
    note = await eva.note((0.4, 0.42), "rust")
    everything = (ring, stroke, arrow, note)
    before = {id_: await sam.box(id_) for id_ in everything}
    await eva.key("v")

    await eva.drag((0.22, 0.2), (0.65, 0.53))
    await expect(eva.page.get_by_text("3 dingen gekozen")).to_be_attached()
    await eva.drag((0.4, 0.42), (0.45, 0.52))
    for id_ in (stroke, arrow, note):
        await sam.sees(id_, before[id_].moved(0.05, 0.1))
    await sam.sees(ring, before[ring])

    await eva.key("Control+z")
    for id_ in everything:
        await sam.sees(id_, before[id_])

    # Shift takes one away and adds another; Delete is about what is left.
    await eva.click((0.4, 0.42), "Shift")
    await expect(eva.page.get_by_text("2 dingen gekozen")).to_be_attached()
    ring_left = before[ring].x + 0.004, before[ring].middle[1]
    await eva.click(ring_left, "Shift")
    await eva.key("Delete")
    for id_ in (stroke, arrow, ring):
        await expect(sam.drawn(id_)).to_have_count(0)
    await sam.sees(note, before[note])


async def test_keys_select_all_move_and_make_wider(two: Two) -> None:
    """Ctrl+A, arrows, Ctrl+arrows; presses without a rest are one act; Escape selects none."""
    eva, sam = two.eva, two.sam
    box = await eva.shape("r", (0.2, 0.2), (0.4, 0.3))
    line = await eva.shape("l", (0.2, 0.5), (0.6, 0.5))
    before = {id_: await sam.box(id_) for id_ in (box, line)}
    await eva.key("v", "Control+a")
    await expect(eva.page.get_by_text("2 dingen gekozen")).to_be_attached()
    # A rest of the machine between them would end the act as one of the hand does.
    await eva.arrows("Shift+ArrowRight", "Shift+ArrowRight", "ArrowDown")
    for id_ in (box, line):
        await sam.sees(id_, before[id_].moved(112 / 1000, 8 / 1414))
    await eva.key("Control+z")
    for id_ in (box, line):
        await sam.sees(id_, before[id_])

    await eva.key("Escape")
    await expect(eva.bar).to_have_count(0)
    await eva.key("ArrowRight")
    await eva.click((0.2, 0.25))
    await eva.key("Control+ArrowRight", "Control+Shift+ArrowDown")
    wider = before[box]
    await sam.sees(
        box, Box(wider.x, wider.y, wider.width + 8 / 1000, wider.height + 56 / 1414), near=0.01
    )
    await sam.sees(line, before[line])


async def test_handles_stretch_ink_notes_and_lines_and_widths_stay(two: Two) -> None:
    """A corner stretches ink but not its width, an end turns an arrow, several go together."""
    eva, sam = two.eva, two.sam
    stroke = await eva.stroke((0.2, 0.2), (0.4, 0.2), (0.4, 0.3), (0.2, 0.3), (0.2, 0.2))
    before = await sam.box(stroke)
    await eva.key("v")
    await eva.click((0.3, 0.2))
    await expect(eva.handles).to_have_count(4)
    corner = await eva.handle(2)
    await eva.drag(corner, (corner[0] + 0.2, corner[1] + 0.1))
    await sam.sees(stroke, Box(before.x, before.y, before.width + 0.2, before.height + 0.1), 0.012)
    # The pen is eight units wide, as it was: seven beside the middle of its line is paper.
    assert dark(await sam.colour_at((0.4, 0.2)))
    assert not dark(await sam.colour_at((0.4, 0.2 + 7 / 1414)))
    assert not dark(await sam.colour_at((0.4, 0.2 - 7 / 1414)))

    line = await eva.shape("a", (0.2, 0.6), (0.5, 0.6))
    await eva.key("v")
    await eva.click((0.35, 0.6))
    await expect(eva.handles).to_have_count(2)
    await eva.drag(await eva.handle(1), (0.5, 0.8))
    await until("the arrow points down on the other screen", lambda: tall(sam, line))

    async def turned() -> bool:
        return dark(await sam.colour_at((0.35, 0.7)))

    await until("the arrow's middle is where it was turned to", turned)

    note = await eva.note((0.75, 0.7), "ja")
    was = await sam.box(note)
    await eva.key("v")
    await eva.click((0.75, 0.7))
    await expect(eva.handles).to_have_count(4)
    corner = await eva.handle(2)
    await eva.drag(corner, (corner[0] + 0.1, corner[1]))
    await sam.sees(note, Box(was.x, was.y, was.width + 0.1, was.height), near=0.015)

    await eva.key("Control+a")
    await expect(eva.page.get_by_text("3 dingen gekozen")).to_be_attached()
    sizes = {id_: await sam.box(id_) for id_ in (stroke, note)}
    corner = await eva.handle(0)
    await eva.drag(corner, (corner[0] + 0.15, corner[1] + 0.15))
    # Where they lie once Eva let go: on the way there Sam sees them in between.
    for id_ in sizes:
        await sam.sees(id_, await eva.box(id_))
    shrunk = [await ratio(sam, id_, size) for id_, size in sizes.items()]
    assert max(shrunk) < 0.9
    assert max(shrunk) - min(shrunk) < 0.1


def dark(colour: tuple[int, int, int]) -> bool:
    """Say whether this is ink, not paper."""
    return sum(colour) < 330


async def tall(sheet: Sheet, id_: str) -> bool:
    return (await sheet.box(id_)).height > 0.15


async def ratio(sheet: Sheet, id_: str, before: Box) -> float:
    return (await sheet.box(id_)).width / before.width
