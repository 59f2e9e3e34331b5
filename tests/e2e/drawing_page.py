"""The drawing tools as a person uses them; what the other sees is read from the other's page."""

from __future__ import annotations

import math
from collections.abc import Sequence
from random import Random
from typing import Any

from playwright.async_api import CDPSession, Locator, expect

from tests.e2e.pages import Point, RoomPage

#: a sheet's width by its height
SHEET = 1000 / 1414


class Easel:
    """One person's tools and pointer on the sheet."""

    def __init__(self, room: RoomPage) -> None:
        self.room = room
        self.page = room.page
        self.tools = self.page.get_by_role("navigation", name="Gereedschap")
        #: lies on the sheet through the log
        self.shapes = room.sheet.locator('[data-type="shape"]:not([data-preview])')
        #: what somebody else draws right now
        self.others = self.page.locator('.sheet-live [data-live="other"]')
        self.own_shape = self.page.locator('.sheet-live [data-live="own"][data-shape]')
        self.lasers = self.page.locator('.sheet-live [data-live="laser"]')
        self.stage = self.page.locator(".sheet-stage")
        self.said = self.stage.locator("p[aria-live]")

    def shape(self, kind: str) -> Locator:
        """Return the shapes of one kind that lie on the sheet."""
        return self.room.sheet.locator(f'[data-shape="{kind}"]:not([data-preview])')

    async def take_shape(self, word: str) -> None:
        """Take Lijn, Pijl, Rechthoek or Cirkel in hand, out of the one button for all of them."""
        await (
            self.tools.locator(".flyout-button", has_text="")
            .and_(self.tools.get_by_role("button", name="Vormen"))
            .click()
        )
        await (
            self.tools.get_by_role("group", name="Vormen")
            .get_by_role("button", name=word, exact=True)
            .click()
        )
        await expect(self.tools.get_by_role("button", name=f"{word}, Vormen")).to_be_visible()

    async def down(self, point: Point) -> None:
        """Put the mouse down at a point of the sheet."""
        await self.page.mouse.move(*await self.room.at(point))
        await self.page.mouse.down()

    async def along(self, points: Sequence[Point], steps: int = 2) -> None:
        """Move through *points*."""
        box = await self.room.sheet.bounding_box()
        assert box is not None, "the sheet is not on screen"
        for x, y in points:
            await self.page.mouse.move(
                box["x"] + x * box["width"], box["y"] + y * box["height"], steps=steps
            )

    async def drag(self, points: Sequence[Point], steps: int = 6) -> None:
        """Put the mouse down, move it through *points*, lift it."""
        await self.down(points[0])
        await self.along(points[1:], steps)
        await self.page.mouse.up()

    async def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        for key in keys:
            await self.page.keyboard.press(key)


class Glass:
    """A touch screen with a pen, as Chromium's own protocol drives it."""

    def __init__(self, session: CDPSession, room: RoomPage) -> None:
        self.session = session
        self.room = room

    async def touch(self, kind: str, *fingers: tuple[int, float, float]) -> None:
        """Send touchStart, touchMove or touchEnd with *fingers* (id, x, y in CSS px) down."""
        points = [{"id": id_, "x": x, "y": y} for id_, x, y in fingers]
        await self.session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    async def finger(self, points: Sequence[Point]) -> None:
        """Draw one finger through *points* of the sheet."""
        places = [await self.room.at(point) for point in points]
        await self.touch("touchStart", (1, *places[0]))
        for place in places[1:]:
            await self.touch("touchMove", (1, *place))
        await self.touch("touchEnd")

    async def pen(self, kind: str, point: Point, force: float = 0.5) -> None:
        """Send mousePressed, mouseMoved or mouseReleased of a pen at a point of the sheet."""
        x, y = await self.room.at(point)
        event: dict[str, Any] = {
            "type": kind,
            "x": x,
            "y": y,
            "button": "left",
            "buttons": 0 if kind == "mouseReleased" else 1,
            "clickCount": 1,
            "pointerType": "pen",
            "force": force,
        }
        await self.session.send("Input.dispatchMouseEvent", event)

    async def write(self, points: Sequence[Point], force: float = 0.5) -> None:
        """Draw the pen through *points*."""
        await self.pen("mousePressed", points[0], force)
        for point in points[1:]:
            await self.pen("mouseMoved", point, force)
        await self.pen("mouseReleased", points[-1], force)


def wobbly_ring(middle: Point, radius: float, seed: int, turn: float = 1.04) -> list[Point]:
    """Return a circle as a hand draws it, in widths of the sheet: uneven, its ends overlapping."""
    rng = Random(seed)
    start, swell, at = rng.uniform(0, 6), rng.uniform(0.02, 0.04), rng.uniform(0, 6)
    points = []
    for step in range(56):
        angle = start - step / 55 * turn * 2 * math.pi
        reach = radius * (1 + swell * math.sin(2 * angle + at) + 0.012 * math.sin(5 * angle))
        points.append(
            (middle[0] + reach * math.cos(angle), middle[1] + reach * math.sin(angle) * SHEET)
        )
    return points
