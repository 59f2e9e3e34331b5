"""Drawing: each tool is used with a real pointer or real keys, and read from the other's screen."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from functools import partial

import pytest
from playwright.async_api import Browser, Locator, expect

from tests.e2e.browsers import PHONE, Browsers
from tests.e2e.drawing_page import Easel, Glass, wobbly_ring
from tests.e2e.meeting import NO_KNOCK, Pair, meet
from tests.e2e.pages import RoomPage, ticks
from tests.e2e.pixels import darkest, seen
from tests.serving import RunningServer
from tests.until import until
from whiteboard.keys import parse_link
from whiteboard.source import read_log

#: sums of red, green and blue
DARK, LIGHT = 240, 600
LEAST_TARGET_PX = 44


@dataclass
class Drawing:
    """Eva draws, Sam looks; both write, so that there is no call to wait for."""

    eva: Easel
    sam: Easel
    pair: Pair


async def together(server: RunningServer, browsers: Browsers, drawer: Browser) -> Drawing:
    """Bring two people to one sheet; the first draws in *drawer*."""
    pair = await meet(
        server, browsers, drawer, await browsers.chromium(), form="Schrijven", knock=NO_KNOCK
    )
    return Drawing(Easel(pair.coach), Easel(pair.client), pair)


@pytest.fixture
async def drawing(server: RunningServer, browsers: Browsers) -> Drawing:
    """Two Chromiums on one sheet."""
    return await together(server, browsers, await browsers.chromium())


async def size(shape: Locator) -> tuple[float, float]:
    """Return how large a shape is on screen, CSS px."""
    box = await shape.bounding_box()
    assert box is not None, "nothing is on screen"
    return box["width"], box["height"]


def kept(server: RunningServer, drawing: Drawing) -> int:
    """How many acts of drawing the server keeps."""
    log = read_log(server.data / "flipover.db", parse_link(drawing.pair.link).log)
    return sum(1 for record in log.records if record.header.kind_name == "board")


async def test_shapes_are_dragged_out_and_look_alike_to_the_other(drawing: Drawing) -> None:
    """Each of the four; with Shift even; by a mere click of a usual size."""
    eva, sam = drawing.eva, drawing.sam
    await eva.take_shape("Cirkel")
    await eva.drag([(0.1, 0.1), (0.5, 0.3)])
    await expect(sam.shape("ellipse")).to_have_count(1)
    await eva.take_shape("Rechthoek")
    await eva.page.keyboard.down("Shift")
    await eva.drag([(0.6, 0.1), (0.8, 0.3)])
    await eva.page.keyboard.up("Shift")
    await eva.take_shape("Lijn")
    await eva.drag([(0.1, 0.5), (0.9, 0.5)])
    await eva.take_shape("Pijl")
    await eva.drag([(0.5, 0.8), (0.5, 0.6)])
    await expect(sam.shapes).to_have_count(4)

    picture = await seen(sam.room)
    for drawn in ((0.3, 0.1), (0.1, 0.2), (0.5, 0.2), (0.6, 0.2), (0.3, 0.5), (0.5, 0.7)):
        assert darkest(picture, drawn) < DARK, f"nothing is seen at {drawn}"
    # An arrow's head lies beside its shaft, at the end to which it was dragged.
    assert darkest(picture, (0.485, 0.617), 0.008) < DARK
    assert darkest(picture, (0.485, 0.783), 0.008) > LIGHT
    for empty in ((0.3, 0.2), (0.7, 0.2), (0.3, 0.45)):
        assert darkest(picture, empty) > LIGHT, f"something is seen at {empty}"
    width, height = await size(sam.shape("rectangle"))
    assert abs(width - height) < 0.06 * width
    width, height = await size(sam.shape("line"))
    assert height < 0.06 * width

    await eva.take_shape("Cirkel")
    await eva.page.mouse.click(*await eva.room.at((0.5, 0.9)))
    await expect(sam.shape("ellipse")).to_have_count(2)
    width, height = await size(sam.shape("ellipse").last)
    assert abs(width - height) < 0.06 * width


async def hold(easel: Easel) -> None:
    """Leave the pen where it is until it counts as held twice over, by the page's own clock."""
    since = await easel.page.evaluate("performance.now()")
    await easel.page.wait_for_function("since => performance.now() > since + 900", arg=since)


async def test_what_tests_draw_stays_a_stroke_wherever_the_pen_is_late(drawing: Drawing) -> None:
    """Held halfway and at its end; the same way without its first ticks becomes a line."""
    eva = drawing.eva
    start, middle, end = (0.2, 0.5), (0.4, 0.5), (0.6, 0.5)
    await eva.room.tool("Pen")
    await eva.down(start)
    await eva.along([*ticks(start, end), middle])
    await hold(eva)
    await eva.along([end])
    await hold(eva)
    await eva.page.mouse.up()
    await drawing.sam.room.strokes_are(1)
    await expect(drawing.sam.shapes).to_have_count(0)

    await eva.down(start)
    await eva.along([middle])
    await expect(eva.own_shape).to_have_attribute("data-shape", "line")
    await eva.page.mouse.up()
    await expect(drawing.sam.shapes).to_have_count(1)


@pytest.mark.parametrize("browser", ["chromium", "firefox"])
async def test_a_circle_held_at_its_end_becomes_one(
    server: RunningServer, browsers: Browsers, browser: str
) -> None:
    """
    Seen live by the other, sized by dragging on, one act that one undo takes back.

    The same stroke without the rest stays ink: that is the control.
    """
    drawer = await (browsers.firefox() if browser == "firefox" else browsers.chromium())
    drawing = await together(server, browsers, drawer)
    eva, sam = drawing.eva, drawing.sam
    await eva.room.tool("Pen")
    ring = wobbly_ring((0.5, 0.4), 0.25, 5)
    await eva.down(ring[0])
    await eva.along(ring[1:])
    await eva.page.mouse.up()
    await sam.room.strokes_are(1)
    await expect(sam.shapes).to_have_count(0)
    await eva.room.undo()
    await sam.room.strokes_are(0)

    await eva.down(ring[0])
    await eva.along(ring[1:])
    await expect(eva.own_shape).to_have_attribute("data-shape", "ellipse")
    live = sam.others.and_(sam.page.locator('[data-shape="ellipse"]'))
    await expect(live).to_have_count(1)
    width, height = await size(live)
    assert abs(width - height) < 0.06 * width, "a wobbly circle is a true one"
    x, y = ring[-1]
    await eva.along([(0.5 + (x - 0.5) * 1.3, 0.4 + (y - 0.4) * 1.3)], steps=8)

    async def grown() -> bool:
        return (await size(live))[0] > 1.15 * width

    await until("the circle grows on the other's screen", grown)
    await eva.page.mouse.up()
    await expect(sam.shape("ellipse")).to_have_count(1)
    await sam.room.strokes_are(0)
    picture = await seen(sam.room)
    assert darkest(picture, (0.5 + 0.25 * 1.3, 0.4), 0.02) < DARK
    assert darkest(picture, (0.5, 0.4)) > LIGHT
    await eva.room.undo()
    await expect(sam.shapes).to_have_count(0)
    await sam.room.strokes_are(0)
    await expect(eva.tools.get_by_role("button", name="Weer")).not_to_have_attribute(
        "aria-disabled", "true"
    )


async def test_a_line_and_an_arrow_are_meant_too(drawing: Drawing) -> None:
    """A crooked line becomes level; an arrow drawn in one go points where its head is."""
    eva, sam = drawing.eva, drawing.sam
    await eva.room.tool("Pen")
    await eva.down((0.1, 0.2))
    await eva.along([(0.3, 0.205), (0.5, 0.198), (0.7, 0.21)], steps=8)
    await expect(eva.own_shape).to_have_attribute("data-shape", "line")
    await eva.page.mouse.up()
    await expect(sam.shape("line")).to_have_count(1)
    width, height = await size(sam.shape("line"))
    assert height < 0.06 * width

    await eva.down((0.2, 0.8))
    await eva.along([(0.6, 0.6), (0.53, 0.605), (0.6, 0.6), (0.57, 0.64)], steps=8)
    await expect(eva.own_shape).to_have_attribute("data-shape", "arrow")
    await eva.page.mouse.up()
    await expect(sam.shape("arrow")).to_have_count(1)
    await sam.room.strokes_are(0)
    picture = await seen(sam.room)
    assert darkest(picture, (0.57, 0.602), 0.015) < DARK, "a head at its end"
    assert darkest(picture, (0.23, 0.805), 0.005) > LIGHT, "none at its beginning"


async def test_a_highlighter_colours_and_leaves_writing_readable(drawing: Drawing) -> None:
    """Where it crosses ink the ink stays dark; beside it the paper is yellow, not black."""
    eva, sam = drawing.eva, drawing.sam
    await eva.room.draw([(0.5, 0.2), (0.5, 0.6)])
    await eva.press("Shift+P")
    await eva.down((0.2, 0.4))
    await eva.along([(0.8, 0.4)], steps=8)
    # Seen so while it is drawn as well: nothing changes when it is lifted.
    await expect(sam.others).to_have_count(1)
    for room in (eva.room, sam.room):
        await until("it is drawn as far as the pointer", partial(highlights, room))
        assert darkest(await seen(room), (0.5, 0.4), 0.004) < DARK
    await eva.page.mouse.up()
    await sam.room.strokes_are(2)
    assert await highlights(sam.room)
    assert darkest(await seen(sam.room), (0.5, 0.4), 0.004) < DARK


async def highlights(room: RoomPage) -> bool:
    """Whether the paper left and right of the ink is yellow."""
    picture = await seen(room)
    colours = [picture.at(x, 0.4) for x in (0.35, 0.75)]
    return all(red > 200 and blue < 160 for red, _, blue in colours)


async def test_the_eraser_takes_ink_and_shapes_and_spares_notes(drawing: Drawing) -> None:
    """One sweep over all three; Sam sees only the note left."""
    eva, sam = drawing.eva, drawing.sam
    await eva.room.draw([(0.2, 0.3), (0.2, 0.5)])
    await eva.press("a")
    await eva.drag([(0.4, 0.5), (0.4, 0.3)])
    await eva.room.stick_note((0.7, 0.4), "blijft")
    await eva.press("e")
    await eva.drag([(0.1, 0.4), (0.9, 0.4)])
    await sam.room.strokes_are(0)
    await expect(sam.shapes).to_have_count(0)
    await sam.room.reads_note("blijft")
    picture = await seen(sam.room)
    assert darkest(picture, (0.2, 0.4), 0.02) > LIGHT
    assert darkest(picture, (0.4, 0.4), 0.02) > LIGHT


async def test_a_laser_is_seen_fades_and_is_nowhere_kept(
    server: RunningServer, drawing: Drawing
) -> None:
    """The stroke after it is kept: so the look at what the server keeps would have found it."""
    eva, sam = drawing.eva, drawing.sam
    await eva.room.draw([(0.1, 0.9), (0.3, 0.9)])
    await sam.room.strokes_are(1)
    before = await until("the stroke is kept", lambda: kept(server, drawing))
    await eva.press("k")
    await eva.down((0.3, 0.3))
    await eva.along([(0.5, 0.35), (0.6, 0.3)], steps=10)

    async def shines() -> bool:
        red, green, blue = (await seen(sam.room)).at(0.6, 0.3)
        return red > 200 and red - blue > 100 and green < 190

    await until("the laser shines on the other's screen", shines, seconds=20)
    await eva.page.mouse.up()
    await expect(sam.lasers).to_have_count(0)
    # Where somebody points is shown as well: out of the way with it.
    await eva.along([(0.2, 0.7)])

    async def faded() -> bool:
        return darkest(await seen(sam.room), (0.6, 0.3)) > LIGHT

    await until("nothing is left of the laser", faded)
    await eva.room.draw([(0.1, 0.95), (0.3, 0.95)])
    await sam.room.strokes_are(2)
    await until("the next stroke is kept", lambda: kept(server, drawing) > before)
    assert kept(server, drawing) == before + 1


async def test_once_a_pen_was_used_fingers_move_the_sheet(
    server: RunningServer, browsers: Browsers
) -> None:
    """A finger draws until a pen does; a hand on the glass before its pen leaves nothing."""
    person = browsers.person

    async def touching(browser: Browser, **options: object) -> object:
        return await person(browser, has_touch=True, **options)

    browsers.person = touching  # type: ignore[method-assign, assignment]
    drawing = await together(server, browsers, await browsers.chromium())
    eva, sam = drawing.eva, drawing.sam
    glass = Glass(await drawing.pair.coach_person.context.new_cdp_session(eva.page), eva.room)
    await eva.room.tool("Pen")
    await glass.finger([(0.2, 0.2), (0.3, 0.2), (0.5, 0.2)])
    await sam.room.strokes_are(1)

    await glass.touch("touchStart", (1, *await eva.room.at((0.7, 0.7))))
    await glass.touch("touchMove", (1, *await eva.room.at((0.72, 0.75))))
    await glass.write([(0.2, 0.3), (0.3, 0.3), (0.5, 0.3)], force=0.9)
    await glass.touch("touchEnd")
    await sam.room.strokes_are(2)
    assert darkest(await seen(sam.room), (0.7, 0.7), 0.03) > LIGHT
    assert darkest(await seen(sam.room), (0.4, 0.3)) < DARK

    # Two fingers come nearer, one moves the sheet: neither draws.
    near = [await eva.room.at((x, 0.5)) for x in (0.45, 0.55)]
    far = [await eva.room.at((x, 0.5)) for x in (0.2, 0.8)]
    await glass.touch("touchStart", (1, *near[0]), (2, *near[1]))
    await glass.touch("touchMove", (1, *far[0]), (2, *far[1]))
    await glass.touch("touchEnd")
    whole = eva.page.get_by_role("button", name="Hele vel")
    await expect(whole).to_be_visible()
    left, _ = await eva.room.at((0, 0))
    await glass.finger([(0.5, 0.5), (0.53, 0.5), (0.6, 0.5)])

    async def moved() -> bool:
        return (await eva.room.at((0, 0)))[0] > left + 5

    await until("the sheet moved under the finger", moved)
    await whole.click()
    await glass.write([(0.2, 0.9), (0.4, 0.9)])
    await sam.room.strokes_are(3)


async def test_everything_is_drawn_with_keys_alone(drawing: Drawing) -> None:
    """A crosshair draws, erases and shines; it is said in words, and seen by Sam."""
    eva, sam = drawing.eva, drawing.sam
    await eva.stage.focus()
    await eva.press("p", "Shift+ArrowLeft", "Shift+ArrowUp", "Enter")
    await expect(eva.said).to_contain_text("Pen op het papier")
    await eva.press(*["Shift+ArrowRight"] * 4)
    # It is seen as it is drawn.
    await expect(sam.others).to_have_count(1)
    await eva.press("Enter")
    await expect(eva.said).to_contain_text("Lijn getekend")
    await sam.room.strokes_are(1)
    width, height = await size(sam.room.strokes)
    assert width > 4 * height

    await eva.press("o", *["Shift+ArrowDown"] * 3, "Enter", *["Shift+ArrowRight"] * 3)
    await eva.press(*["Shift+ArrowDown"] * 3)
    await eva.press("Enter")
    await expect(eva.said).to_contain_text("Cirkel getekend")
    await expect(sam.shape("ellipse")).to_have_count(1)

    await eva.press("a", "Enter", "Shift+ArrowUp", "Escape")
    await expect(eva.said).to_contain_text("Er is niets getekend")
    await expect(sam.others).to_have_count(0)
    await expect(sam.shapes).to_have_count(1)

    await eva.press("k", "Enter", "ArrowRight")
    await expect(sam.lasers).not_to_have_count(0)
    await eva.press("Enter")
    await expect(eva.said).to_contain_text("Laser uit")
    await expect(sam.lasers).to_have_count(0)

    # The crosshair stays where it is when another tool is taken: now in the circle, below the line.
    await eva.press("e", "Shift+ArrowLeft", "Enter")
    await expect(eva.said).to_contain_text("Hier ligt niets om te gummen")
    await eva.press(*["Shift+ArrowUp"] * 5, *["Shift+ArrowLeft"] * 3, "Enter")
    await expect(eva.said).to_contain_text("1 lijn gewist")
    await sam.room.strokes_are(0)
    await expect(sam.shapes).to_have_count(1)
    await expect(eva.stage).to_be_focused()


async def test_all_tools_have_room_on_small_screens(drawing: Drawing) -> None:
    """1024 × 640 without scrolling; a phone of 320; every button 44 px, in both languages."""
    eva = drawing.eva
    page = eva.page
    await page.set_viewport_size({"width": 1024, "height": 640})
    for language in ("English", "Nederlands"):
        await page.get_by_role("button", name=language).click()
        tools = page.locator(".room-tools")
        fits = await tools.evaluate("e => e.scrollHeight <= e.clientHeight")
        assert fits, f"the column of tools has to be scrolled in {language}"
        await all_large(tools)
    await page.set_viewport_size({"width": 320, "height": 640})
    await page.get_by_role("button", name="Tekenen").click()
    bar = page.locator(".room-bar")
    await all_large(bar)
    await page.get_by_role("button", name="Vormen").click()
    await all_large(page.locator(".flyout"))
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("button", name="Vormen")).to_be_focused()
    await page.set_viewport_size(PHONE)
    await all_large(bar)


async def all_large(place: Locator) -> None:
    """Fail unless all buttons of *place* are targets of 44 px, and within the screen."""
    window = place.page.viewport_size
    assert window is not None
    buttons = [button for button in await place.get_by_role("button").all()]
    boxes = await asyncio.gather(*(button.bounding_box() for button in buttons))
    assert len(boxes) >= 3
    for button, box in zip(buttons, boxes, strict=True):
        name = await button.text_content()
        assert box is not None, f"{name} is not on screen"
        assert min(box["width"], box["height"]) >= LEAST_TARGET_PX - 0.5, f"{name}: {box}"
        assert box["x"] >= -0.5, f"{name}: {box}"
        assert box["x"] + box["width"] <= window["width"] + 0.5, f"{name}: {box}"
        assert box["y"] + box["height"] <= window["height"] + 0.5, f"{name}: {box}"
