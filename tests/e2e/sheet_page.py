"""
A hand on the sheet: pointers and keys of one person, and what another sees drawn.

What lies on a sheet is read as it is drawn there: boxes on screen, put back into shares of the
sheet (0..1 of its width and of its height), so that two screens can be compared.
"""

from __future__ import annotations

import asyncio
import base64
from dataclasses import dataclass
from typing import Any

from playwright.async_api import FloatRect, Locator, expect

from tests.e2e.pages import Point, RoomPage
from tests.until import until

#: shares of the sheet; two screens round to whole pixels
NEAR = 0.006

#: where something is drawn and how large, in shares of the sheet; both are read at the same moment
PLACE = """thing => {
    const sheet = thing.ownerDocument.querySelector('svg.sheet').getBoundingClientRect();
    const box = thing.getBoundingClientRect();
    const [x, y] = [(box.x - sheet.x) / sheet.width, (box.y - sheet.y) / sheet.height];
    return [x, y, box.width / sheet.width, box.height / sheet.height];
}"""
#: of keys held along: what the browser's debugger counts them as
MODIFIERS = {"Alt": 1, "Control": 2, "Meta": 4, "Shift": 8}
ARROWS = {"ArrowLeft": 37, "ArrowUp": 38, "ArrowRight": 39, "ArrowDown": 40}

#: of a small PNG in base64; the page decodes it, and asks nobody for it
MIDDLE_PIXEL = """async png => {
    const bytes = Uint8Array.from(atob(png), letter => letter.charCodeAt(0));
    const picture = await createImageBitmap(new Blob([bytes], {type: 'image/png'}));
    const canvas = new OffscreenCanvas(picture.width, picture.height);
    const paint = canvas.getContext('2d');
    paint.drawImage(picture, 0, 0);
    return [...paint.getImageData(picture.width >> 1, picture.height >> 1, 1, 1).data];
}"""


@dataclass(frozen=True)
class Box:
    """Where something is drawn: shares of the sheet's width and height."""

    x: float
    y: float
    width: float
    height: float

    def like(self, other: Box, near: float = NEAR) -> bool:
        """Say whether both lie in the same place, but for a pixel."""
        pairs = (
            (self.x, other.x),
            (self.y, other.y),
            (self.width, other.width),
            (self.height, other.height),
        )
        return all(abs(a - b) <= near for a, b in pairs)

    def moved(self, dx: float, dy: float) -> Box:
        """Return the same box elsewhere."""
        return Box(self.x + dx, self.y + dy, self.width, self.height)

    @property
    def middle(self) -> Point:
        """Return its middle."""
        return self.x + self.width / 2, self.y + self.height / 2


class Sheet:
    """One person's sheet."""

    def __init__(self, room: RoomPage) -> None:
        self.room = room
        self.page = room.page
        self.bar = self.page.get_by_role("group", name="Wat je hebt gekozen")
        self.frames = self.page.locator(".selection-frame")
        self.handles = self.page.locator(".selection > i")

    def all(self, kind: str) -> Locator:
        """Return all of one kind that lie on the sheet through the log."""
        return self.room.sheet.locator(f'[data-type="{kind}"]:not([data-preview])')

    async def ids(self, kind: str) -> list[str]:
        """Return the ids of all of one kind, in drawing order."""
        found: Any = await self.all(kind).evaluate_all("all => all.map(e => e.dataset.id)")
        return [str(one) for one in found]

    def drawn(self, id_: str) -> Locator:
        """Return the one with this id."""
        return self.room.sheet.locator(f'[data-id="{id_}"]')

    async def box(self, id_: str) -> Box:
        """Return where *id_* is drawn."""
        return Box(*await self.drawn(id_).evaluate(PLACE))

    async def sees(self, id_: str, wanted: Box, near: float = NEAR) -> None:
        """Wait until *id_* is drawn in *wanted*."""
        seen: list[Box] = []

        async def there() -> bool:
            # What is drawn anew has another node: one that went meanwhile has no place.
            found = await self.drawn(id_).evaluate_all(f"all => all.map({PLACE})")
            seen.extend(Box(*box) for box in found)
            return len(found) == 1 and seen[-1].like(wanted, near)

        await until(f"{id_} is drawn at {wanted}, not at {seen[-1:]}", there)

    # --- hand -------------------------------------------------------------------------------

    async def press_at(self, point: Point) -> None:
        """Put the pointer down at a point of the sheet."""
        await self.page.mouse.move(*await self.room.at(point))
        await self.page.mouse.down()

    async def carry_to(self, point: Point) -> None:
        """Move the pointer that is down."""
        await self.page.mouse.move(*await self.room.at(point), steps=6)

    async def drag(self, start: Point, end: Point) -> None:
        """Put the pointer down, move it, and lift it."""
        await self.press_at(start)
        await self.carry_to(end)
        await self.page.mouse.up()

    async def click(self, point: Point, *keys: str) -> None:
        """Click on a point of the sheet with *keys* held."""
        for key in keys:
            await self.page.keyboard.down(key)
        await self.page.mouse.click(*await self.room.at(point))
        for key in keys:
            await self.page.keyboard.up(key)

    async def key(self, *keys: str) -> None:
        """Press keys one after the other."""
        for key in keys:
            await self.page.keyboard.press(key)

    async def arrows(self, *keys: str) -> None:
        """Press arrows, each with the keys that it names, without a rest between them."""
        cdp = await self.page.context.new_cdp_session(self.page)
        sent = []
        for key in keys:
            *held, arrow = key.split("+")
            how = {"key": arrow, "code": arrow, "windowsVirtualKeyCode": ARROWS[arrow]}
            modifiers = sum(MODIFIERS[one] for one in held)
            for kind in ("rawKeyDown", "keyUp"):
                event = {"type": kind, "modifiers": modifiers, **how}
                sent.append(asyncio.create_task(cdp.send("Input.dispatchKeyEvent", event)))
        await asyncio.gather(*sent)
        await cdp.detach()

    async def shape(self, key: str, start: Point, end: Point) -> str:
        """Draw a shape with the tool of *key*; return its id, once all of it is kept."""
        before = set(await self.ids("shape"))
        await self.key(key)
        await self.drag(start, end)
        await expect(self.all("shape")).to_have_count(len(before) + 1)
        [made] = set(await self.ids("shape")) - before
        return made

    async def stroke(self, *points: Point) -> str:
        """Draw a stroke; return its id."""
        before = set(await self.ids("ink"))
        await self.room.draw(list(points))
        [made] = set(await self.ids("ink")) - before
        return made

    async def note(self, point: Point, text: str) -> str:
        """Stick a note; return its id."""
        before = set(await self.ids("note"))
        await self.room.stick_note(point, text)
        [made] = set(await self.ids("note")) - before
        return made

    async def handle(self, index: int) -> Point:
        """Return where a handle of the selection is, in shares of the sheet."""
        return Box(*await self.handles.nth(index).evaluate(PLACE)).middle

    async def colour_at(self, point: Point) -> tuple[int, int, int]:
        """Return the colour that this screen shows at a point of the sheet."""
        x, y = await self.room.at(point)
        clip: FloatRect = {"x": x - 1, "y": y - 1, "width": 3, "height": 3}
        # caret: hiding it would put a style into the page that its CSP refuses
        shot = await self.page.screenshot(clip=clip, caret="initial")
        pixel: Any = await self.page.evaluate(MIDDLE_PIXEL, base64.b64encode(shot).decode())
        return (pixel[0], pixel[1], pixel[2])


@dataclass
class Two:
    """Both at one sheet: *eva* handles, *sam* looks."""

    eva: Sheet
    sam: Sheet
