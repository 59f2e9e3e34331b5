"""
Take a picture of every screen: both languages, phone and desktop, light and dark.

``./flipover shots DIR`` walks the journey once with two browsers; at each screen the page is
turned through all eight ways of looking at it. Files are named
``<screen>.<language>.<size>.<scheme>.png``.
"""

from __future__ import annotations

import argparse
import asyncio
import math
import tempfile
from pathlib import Path

from playwright.async_api import Page, async_playwright, expect

from tests.e2e.browsers import DESKTOP, PHONE, Browsers
from tests.e2e.coach_page import CoachPage
from tests.e2e.media import make_mark
from tests.e2e.meeting import TITLE
from tests.e2e.pages import Point, RoomPage, Threshold
from tests.serving import RunningServer
from whiteboard.schema import SHEET_HEIGHT, SHEET_WIDTH

SIZES = {"desktop": DESKTOP, "phone": PHONE}
SCHEMES = ("light", "dark")
LANGUAGES = ("en", "nl")  # Dutch last: the page objects speak it


class Camera:
    """Takes each screen in every way of looking at it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.taken = 0

    async def take(self, page: Page, screen: str) -> None:
        """Write eight pictures of what *page* shows, and leave it as it was."""
        for language in LANGUAGES:
            # At desktop size the switch stands on every page; a dialog over it does not hinder.
            await page.set_viewport_size(DESKTOP)
            switch = page.locator(f'.languages button[lang="{language}"]').first
            await switch.evaluate("button => button.click()")
            await expect(page.locator("html")).to_have_attribute("lang", language)
            for size, viewport in SIZES.items():
                await page.set_viewport_size(viewport)
                for scheme in SCHEMES:
                    await page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
                    await page.evaluate("document.fonts.ready")
                    name = f"{screen}.{language}.{size}.{scheme}.png"
                    await page.screenshot(path=self.folder / name, caret="initial")
                    self.taken += 1
        await page.emulate_media(color_scheme="light")
        await page.set_viewport_size(DESKTOP)


async def walk(server: RunningServer, browsers: Browsers, camera: Camera, marks: Path) -> None:
    """Go the whole way of two people, with the camera."""
    coach_mark = make_mark(marks, "coach", (176, 148, 120), 440)
    client_mark = make_mark(marks, "client", (120, 150, 170), 880)
    coach_person = await browsers.person(await browsers.chromium(coach_mark))
    client_person = await browsers.person(await browsers.chromium(client_mark))

    visitor = await client_person.page(server.url + "/")
    await expect(visitor.get_by_label("Plak je link")).to_be_visible()
    await camera.take(visitor, "01-home")
    await visitor.goto(server.url + "/r/AAAAAAAAAAAAAAAAAAAAAA")
    await expect(visitor.get_by_role("heading").first).to_be_visible()
    await camera.take(visitor, "02-no-secret")

    page = await coach_person.page(server.invitation)
    office = CoachPage(page)
    await expect(page.get_by_label("Je naam", exact=True)).to_be_visible()
    await camera.take(page, "03-coach-welcome")
    await office.make_workspace(server.invitation)
    await camera.take(page, "04-coach-empty")
    link = await office.make_room(TITLE, "Sam", at_step=lambda step: camera.take(page, step))
    await camera.take(page, "08-coach-rooms")

    threshold = await office.go_in(TITLE)
    await threshold.choose("Beeld")
    await camera.take(page, "09-coach-threshold")
    await threshold.arrive("Eva")
    coach = await RoomPage(page).entered()
    await camera.take(page, "10-coach-alone")

    await visitor.goto(link)
    threshold = Threshold(visitor)
    await expect(visitor.get_by_role("radio")).to_have_count(3)
    await camera.take(visitor, "11-client-threshold")
    await threshold.choose("Beeld")
    await expect(visitor.get_by_role("meter")).to_be_visible()
    await camera.take(visitor, "12-client-picture")
    await threshold.arrive("Sam")
    await expect(visitor.get_by_text("Eva ziet dat je er bent.")).to_be_visible()
    await camera.take(visitor, "13-client-waiting")
    await camera.take(page, "14-coach-at-the-door")
    await coach.let_in("Sam")
    client = await RoomPage(visitor).entered()
    await coach.sees_other()
    await client.sees_other()
    await coach.draw([(0.15, 0.15), (0.35, 0.13), (0.6, 0.16)])
    await coach.draw(circle((0.48, 0.5), 0.36), steps=2)
    await coach.draw(circle((0.48, 0.5), 0.17), steps=2)
    await client.stick_note((0.48, 0.5), "vijf uur achter elkaar slapen")
    await client.stick_note((0.72, 0.62), "een rustig ontbijt")
    await coach.say("Wat hielp daarbij?")
    await client.say("Telefoon uit om tien uur.")
    await client.tool("Kiezen")
    for name, room in (("coach", coach), ("client", client)):
        await camera.take(room.page, f"15-{name}-room")
    for room in (coach, client):
        await room.page.get_by_role("button", name="Sluiten").click()
    for name, room in (("coach", coach), ("client", client)):
        await camera.take(room.page, f"15-{name}-sheet")
    await open_and_take(camera, client, "Wie kan dit zien?", "16-who-can-see")
    await open_and_take(camera, client, "Meer", "17-more")
    await client.leave()
    await camera.take(visitor, "18-goodbye")


def circle(middle: Point, radius: float) -> list[Point]:
    """Return a round stroke on the sheet, *radius* in its widths, ends overlapping a little."""
    turns = [2 * math.pi * step / 40 for step in range(43)]
    width_by_height = SHEET_WIDTH / SHEET_HEIGHT
    return [
        (middle[0] + radius * math.sin(t), middle[1] - radius * math.cos(t) * width_by_height)
        for t in turns
    ]


async def open_and_take(camera: Camera, room: RoomPage, button: str, screen: str) -> None:
    """Open a panel by its button, take it, and close it."""
    await room.page.get_by_role("button", name=button, exact=True).first.click()
    await expect(room.page.get_by_role("dialog")).to_be_visible()
    await camera.take(room.page, screen)
    await room.page.keyboard.press("Escape")


async def shoot(folder: Path) -> int:
    """Take all pictures into *folder*; return how many."""
    folder.mkdir(parents=True, exist_ok=True)
    camera = Camera(folder)
    with tempfile.TemporaryDirectory() as scratch:
        server = RunningServer(Path(scratch) / "data")
        await server.start()
        try:
            async with async_playwright() as playwright:
                browsers = Browsers(playwright)
                try:
                    await walk(server, browsers, camera, Path(scratch))
                except BaseException:
                    await browsers.tell(folder)
                    raise
                await browsers.close()
        finally:
            await server.stop()
    return camera.taken


def main() -> None:
    """Take the pictures."""
    parser = argparse.ArgumentParser(prog="./flipover shots", description=__doc__)
    parser.add_argument("folder", type=Path, help="where the pictures go")
    folder: Path = parser.parse_args().folder
    print(f"{asyncio.run(shoot(folder))} pictures in {folder}")


if __name__ == "__main__":
    main()
