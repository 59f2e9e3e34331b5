"""
A hand on the sheet: pointers and keys of one person, and what another sees drawn.

What lies on a sheet is read as it is drawn there: boxes on screen, put back into shares of the
sheet (0..1 of its width and of its height), so that two screens can be compared.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import Any

from playwright.async_api import FloatRect, Locator, expect

from tests.e2e.pages import Point, RoomPage
from tests.until import until

#: shares of the sheet; two screens round to whole pixels
NEAR = 0.006

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
        sheet = await self.room.sheet.bounding_box()
        box = await self.drawn(id_).bounding_box()
        assert sheet is not None, "the sheet is not on screen"
        assert box is not None, f"{id_} is not on screen"
        w, h = sheet["width"], sheet["height"]
        return Box(
            (box["x"] - sheet["x"]) / w,
            (box["y"] - sheet["y"]) / h,
            box["width"] / w,
            box["height"] / h,
        )

    async def sees(self, id_: str, wanted: Box, near: float = NEAR) -> None:
        """Wait until *id_* is drawn in *wanted*."""
        seen: list[Box] = []

        async def there() -> bool:
            # What is drawn anew has another node: one that went meanwhile has no place.
            if await self.drawn(id_).count() != 1 or await self.drawn(id_).bounding_box() is None:
                return False
            try:
                seen.append(await self.box(id_))
            except AssertionError:
                return False
            return seen[-1].like(wanted, near)

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
        sheet = await self.room.sheet.bounding_box()
        box = await self.handles.nth(index).bounding_box()
        assert sheet is not None, "the sheet is not on screen"
        assert box is not None, "no such handle"
        return (
            (box["x"] + box["width"] / 2 - sheet["x"]) / sheet["width"],
            (box["y"] + box["height"] / 2 - sheet["y"]) / sheet["height"],
        )

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
