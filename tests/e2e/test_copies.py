"""Copies, the clipboard, locks and the order of things, as the other's screen shows them."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.async_api import expect

from tests.e2e.browsers import Browsers
from tests.e2e.meeting import meet_in_writing
from tests.e2e.sheet_page import Sheet, Two
from tests.serving import RunningServer
from tests.until import until

OFFSET_X = 28 / 1000
OFFSET_Y = 28 / 1414
YELLOW = (251, 233, 138)
BLUE = (196, 226, 242)

CLIPBOARD = """async () => {
    const [item] = await navigator.clipboard.read();
    const text = async type => [type, await (await item.getType(type)).text()];
    return Promise.all(item.types.map(text));
}"""


@pytest.fixture
async def two(server: RunningServer, browsers: Browsers) -> Two:
    """Coach and client, writing, so that nothing but the sheet moves."""
    pair = await meet_in_writing(server, browsers)
    return Two(Sheet(pair.coach), Sheet(pair.client))


async def others(sheet: Sheet, kind: str, count: int, *known: str) -> list[str]:
    """Wait for *count* of a kind; return the ids that were not *known*."""
    await expect(sheet.all(kind)).to_have_count(count)
    return [id_ for id_ in await sheet.ids(kind) if id_ not in known]


async def test_things_are_duplicated_by_key_and_by_pulling_with_alt(two: Two) -> None:
    """A copy lies a little beside, or where it was pulled to; each is one act to take back."""
    eva, sam = two.eva, two.sam
    first = await eva.shape("r", (0.2, 0.2), (0.4, 0.3))
    await eva.key("v")
    await eva.click((0.2, 0.25))
    await eva.key("Control+d")
    [second] = await others(sam, "shape", 2, first)
    await sam.sees(second, (await sam.box(first)).moved(OFFSET_X, OFFSET_Y), near=0.012)

    await eva.page.keyboard.down("Alt")
    start = (0.2 + OFFSET_X, 0.28)
    await eva.press_at(start)
    await eva.carry_to((start[0] + 0.3, start[1] + 0.3))
    # Until it is put down, the copy is on one's own screen alone.
    await expect(eva.room.sheet.locator('[data-type="shape"]')).to_have_count(3)
    await expect(sam.all("shape")).to_have_count(2)
    await eva.page.mouse.up()
    await eva.page.keyboard.up("Alt")
    [third] = await others(sam, "shape", 3, first, second)
    await sam.sees(third, (await sam.box(second)).moved(0.3, 0.3), near=0.012)
    await eva.key("Control+z")
    await expect(sam.all("shape")).to_have_count(2)
    await eva.key("Control+z")
    await expect(sam.all("shape")).to_have_count(1)


async def test_what_is_copied_comes_back_with_its_words_and_nobody_else_reads_them(
    two: Two,
) -> None:
    """Copy, cut and paste; the system's clipboard holds nothing that another program shows."""
    eva, sam = two.eva, two.sam
    await eva.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    stroke = await eva.stroke((0.2, 0.2), (0.3, 0.25))
    note = await eva.note((0.4, 0.4), "geheim plan")
    await eva.key("v", "Control+a", "Control+c")
    clipboard: Any = await eva.page.evaluate(CLIPBOARD)
    kinds = [kind for kind, _ in clipboard]
    assert kinds == ["text/html"]
    shown: Any = await eva.page.evaluate(
        "html => new DOMParser().parseFromString(html, 'text/html').body.textContent",
        clipboard[0][1],
    )
    assert shown.strip() == ""
    assert "geheim" not in clipboard[0][1]

    await eva.key("Control+v")
    [copied] = await others(sam, "note", 2, note)
    await expect(sam.drawn(copied)).to_have_text("geheim plan")
    await sam.sees(copied, (await sam.box(note)).moved(OFFSET_X, OFFSET_Y), near=0.015)
    [line] = await others(sam, "ink", 2, stroke)
    await sam.sees(line, (await sam.box(stroke)).moved(OFFSET_X, OFFSET_Y))

    # The copies are selected: cut, they are gone, and come back where they were.
    was = await sam.box(copied)
    await eva.key("Control+x")
    await expect(sam.all("note")).to_have_count(1)
    await eva.key("Control+v")
    [pasted] = await others(sam, "note", 2, note)
    await sam.sees(pasted, was, near=0.015)
    await eva.key("Control+z", "Control+z", "Control+z")
    await expect(sam.all("note")).to_have_count(1)
    await expect(sam.all("ink")).to_have_count(1)


async def test_what_is_locked_stays_until_it_is_unlocked(two: Two) -> None:
    """Not dragged, nudged, erased, removed or taken by a frame; a click shows how to unlock it."""
    eva, sam = two.eva, two.sam
    locked = await eva.shape("r", (0.3, 0.3), (0.6, 0.5))
    free = await eva.stroke((0.35, 0.4), (0.55, 0.42))
    before = await sam.box(locked)
    await eva.key("v")
    await eva.click((0.3, 0.4))
    await eva.key("Control+Shift+L")
    await expect(eva.bar).to_contain_text("Staat vast")

    await eva.drag((0.3, 0.45), (0.2, 0.7))
    await eva.click((0.3, 0.4))
    await eva.key("ArrowDown", "Delete", "Backspace", "Control+x")
    await eva.key("e")
    await eva.drag((0.25, 0.34), (0.5, 0.34))
    # The eraser that passed over the locked line took the free one on the same way.
    await eva.drag((0.45, 0.35), (0.45, 0.47))
    await expect(sam.drawn(free)).to_have_count(0)
    await eva.key("v", "Control+a", "Delete")
    await sam.sees(locked, before)

    # The other may unlock it: a lock is against accidents, not against people.
    await sam.key("v")
    await sam.click((0.3, 0.4))
    await sam.bar.get_by_role("button", name="Maak los").click()
    await eva.click((0.3, 0.4))
    await expect(eva.bar.get_by_role("button", name="Haal weg")).to_be_visible()
    await eva.drag((0.3, 0.4), (0.4, 0.5))
    await sam.sees(locked, before.moved(0.1, 0.1))


async def test_things_come_to_the_front_and_go_to_the_back(two: Two) -> None:
    """What lies over what is seen in the other's pixels."""
    eva, sam = two.eva, two.sam
    yellow = await eva.note((0.4, 0.4), "eerst")
    blue = await eva.note((0.55, 0.5), "daarna")
    await eva.key("v")
    await eva.click((0.6, 0.55))
    await eva.bar.get_by_role("button", name="Maak blauw").click()
    await until_colour(sam, BLUE)
    await eva.click((0.33, 0.37))
    await eva.key("Control+]")
    await until_colour(sam, YELLOW)
    assert (await sam.ids("note"))[-1] == yellow
    await eva.key("Control+[")
    await until_colour(sam, BLUE)
    await eva.bar.get_by_role("button", name="Meer", exact=True).click()
    await eva.bar.get_by_role("button", name="Helemaal naar voren").click()
    await until_colour(sam, YELLOW)
    assert (await sam.ids("note"))[-2:] == [blue, yellow]


async def until_colour(sheet: Sheet, wanted: tuple[int, int, int]) -> None:
    """Wait until the place where both notes lie has this colour."""

    async def there() -> bool:
        seen = await sheet.colour_at((0.48, 0.469))
        return max(abs(a - b) for a, b in zip(seen, wanted, strict=True)) < 12

    await until(f"the notes show {wanted} where both lie", there)
