"""
The pages as a person meets them: found by role and word, in Dutch.

A method does one thing a person would do, and returns when the page shows that it was done.
"""

from __future__ import annotations

import math
import re
from typing import Any

from playwright.async_api import Locator, Page, expect

from tests.until import until
from whiteboard.schema import SHEET_HEIGHT, SHEET_WIDTH

Point = tuple[float, float]

#: shorter than whatever is taken for a shape, see web/src/board/recognise.ts
TICK_UNITS = 34

#: frames of the other that were shown; Firefox counts those of a call only under its own name
SHOWN_FRAMES = """video => video === null ? 0
    : video.mozPaintedFrames ?? video.getVideoPlaybackQuality().totalVideoFrames"""


def ticks(start: Point, end: Point) -> list[Point]:
    """Return where a hand goes first: five times a little way towards *end* and back."""
    x, y = (end[0] - start[0]) * SHEET_WIDTH, (end[1] - start[1]) * SHEET_HEIGHT
    share = TICK_UNITS / math.hypot(x, y)
    tip = start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])
    return [tip, start] * 5


class Threshold:
    """The ten seconds before going in."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.come_in_button = page.get_by_role("button", name="Kom binnen")

    async def arrive(self, name: str, form: str = "Beeld") -> None:
        """Choose how to talk, give *name*, and press "come in"."""
        await self.choose(form)
        await self.page.get_by_label("Hoe mogen we je noemen?").fill(name)
        if form != "Schrijven":
            # Own picture or level: the browser has given what was asked of it.
            check = self.page.get_by_role("region", name=re.compile("Zo zie je eruit|Zo klink je"))
            await expect(check.get_by_role("meter")).to_be_visible()
        await self.come_in_button.click()

    async def choose(self, form: str) -> None:
        """Choose picture, voice or writing."""
        await self.page.get_by_role("radio", name=re.compile(f"^{form}")).check(force=True)


class Waiting:
    """Before the door."""

    def __init__(self, page: Page) -> None:
        self.page = page

    async def leave_first_message(self, text: str) -> None:
        """Leave the one message that may be left, and see that it is kept."""
        await self.page.get_by_label(re.compile("^Je bericht aan")).fill(text)
        await self.page.get_by_role("button", name="Verstuur", exact=True).click()
        await expect(self.page.get_by_text("Je bericht is bewaard")).to_be_visible()


class RoomPage:
    """The room: people, sheet, writing."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.sheet = page.locator("svg.sheet")
        self.other_face = page.locator('[data-face="other"]')
        self.own_face = page.locator('video[data-face="self"]')
        #: what lies on the sheet through the log; a preview lies there only for now
        self.strokes = self.sheet.locator('[data-type="ink"]:not([data-preview])')
        self.previews = self.sheet.locator("[data-preview]")
        #: one button for each note, named by colour, person and text
        self.notes = page.locator("button.note-place")
        #: what lies on the sheet, as a screen reader has it
        sheet_list = page.get_by_role("list", name=re.compile("^(Op dit vel|On this sheet)$"))
        self.things = sheet_list.get_by_role("button")
        self.writing = page.get_by_role("region", name="Schrijven")
        self.letters = page.get_by_role("log", name="Berichten").get_by_role("article")

    async def entered(self) -> RoomPage:
        """Wait until the room and its sheet are there."""
        await expect(self.sheet).to_be_visible()
        return self

    # --- door -------------------------------------------------------------------------------

    async def let_in(self, name: str | None = None) -> None:
        """Open the door for *name*, or for whoever stands there."""
        door = self.page.get_by_role("region", name="Voor de deur")
        if name is not None:
            await expect(door).to_contain_text(name)
        await door.get_by_role("button", name="Laat binnen").first.click()

    # --- call -------------------------------------------------------------------------------

    async def sees_other(self, seconds: float = 40) -> None:
        """Wait until the other's picture moves: frames arrive, and go on arriving."""
        await expect(self.other_face.first).to_be_visible(timeout=seconds * 1000)
        first = await self.frames()

        async def more() -> bool:
            return await self.frames() >= first + 5

        await until("the other's picture moves", more, seconds=seconds)

    async def frames(self) -> int:
        """How many frames of the other were shown so far."""
        return int(await self.other_face.first.evaluate(SHOWN_FRAMES))

    async def other_is_gone(self, name: str) -> None:
        """Wait until the top line says that *name* left."""
        await expect(self.page.get_by_role("banner")).to_contain_text(f"{name} is weggegaan")

    async def leave(self) -> Goodbye:
        """Leave, and see the goodbye page."""
        await self.page.get_by_role("button", name="Weggaan").click()
        await expect(self.page.get_by_role("heading", name="Tot de volgende keer")).to_be_visible()
        return Goodbye(self.page)

    # --- sheet ------------------------------------------------------------------------------

    def thing(self, name: str) -> Locator:
        """One of the things on the sheet, by the whole name that a screen reader says."""
        return self.things.and_(self.page.get_by_role("button", name=name, exact=True))

    async def tool(self, word: str) -> None:
        """Take Kiezen, Pen, Briefje or Gum in hand."""
        button = self.page.get_by_role("navigation", name="Gereedschap").get_by_role(
            "button", name=word, exact=True
        )
        await button.click()
        await expect(button).to_have_attribute("aria-pressed", "true")

    async def at(self, point: Point) -> Point:
        """Return where a point of the sheet (0..1, 0..1 of its width and height) is on screen."""
        box = await self.sheet.bounding_box()
        assert box is not None, "the sheet is not on screen"
        return box["x"] + point[0] * box["width"], box["y"] + point[1] * box["height"]

    async def draw(self, points: list[Point], steps: int = 8) -> None:
        """Draw one stroke through *points* with the pen."""
        # Nobody draws in a tab that lies behind another.
        await self.page.bring_to_front()
        await self.tool("Pen")
        before = await self.strokes.count()
        mouse = self.page.mouse
        await mouse.move(*await self.at(points[0]))
        await mouse.down()
        # On a busy machine the pen comes late anywhere on its way, which counts as held; what is
        # straight until then becomes a line. No stroke that began with these is taken for one.
        for point in ticks(points[0], points[1]):
            await mouse.move(*await self.at(point))
        for point in points[1:]:
            x, y = await self.at(point)
            await mouse.move(x, y, steps=steps)
        await mouse.up()
        await expect(self.strokes).to_have_count(before + 1)

    async def stick_note(self, point: Point, text: str) -> None:
        """Stick a note at *point* and write *text* on it."""
        await self.tool("Briefje")
        before = await self.notes.count()
        await self.page.mouse.click(*await self.at(point))
        await expect(self.notes).to_have_count(before + 1)
        await self.page.keyboard.type(text)
        await self.page.keyboard.press("Escape")
        await self.reads_note(text)
        # Once more puts the selection away: its buttons would lie over what comes next.
        await self.page.keyboard.press("Escape")

    async def strokes_are(self, count: int) -> None:
        """Wait until *count* strokes stand on the sheet."""
        await expect(self.strokes).to_have_count(count)

    async def reads_note(self, text: str) -> None:
        """Wait until a note says *text*."""
        await expect(self.page.get_by_role("button", name=text).and_(self.notes)).to_have_count(1)

    async def note_places(self) -> list[Point]:
        """Return where the notes stand, left and top, in percent of the sheet, in reading order."""
        found: Any = await self.notes.evaluate_all(
            "notes => notes.map(({style}) => [parseFloat(style.left), parseFloat(style.top)])"
        )
        return [(float(left), float(top)) for left, top in found]

    async def undo(self) -> None:
        """Take back one's own last act."""
        await self.page.get_by_role("button", name="Terug", exact=True).click()

    # --- writing ----------------------------------------------------------------------------

    async def say(self, text: str) -> None:
        """Write *text* to the other, and see it kept."""
        await self.open_writing()
        await self.page.get_by_role("textbox", name=re.compile("^(Bericht|Schrijf aan)")).fill(text)
        await self.page.get_by_role("button", name="Verstuur", exact=True).click()
        letter = self.letter(text)
        await expect(letter).to_have_attribute("data-keeping", "kept")

    def letter(self, text: str) -> Locator:
        """Return the letters whose own words hold *text*, whatever their buttons say."""
        return self.letters.filter(has=self.page.locator(".text", has_text=text))

    async def reads(self, text: str) -> None:
        """Wait until *text* stands among the letters."""
        await self.open_writing()
        await expect(self.letter(text)).to_have_count(1)

    async def letters_are(self, count: int) -> None:
        """Wait until *count* letters are there, the earlier ones brought back as a reader does."""
        # Whoever goes to the first of those in sight has those before it laid out as well; the
        # button above them is gone as soon as it comes in sight.
        while (shown := await self.letters.count()) < count:
            await self.letters.first.evaluate("letter => letter.scrollIntoView({ block: 'start' })")
            await expect(self.letters.nth(shown)).to_be_attached()
        await expect(self.letters).to_have_count(count)

    async def open_writing(self) -> None:
        """Open the letters if they are not."""
        if not await self.writing.is_visible():
            await self.page.get_by_role("button", name=re.compile("^Schrijven(,|$)")).click()
            await expect(self.writing).to_be_visible()


class Goodbye:
    """After the room."""

    def __init__(self, page: Page) -> None:
        self.page = page

    async def come_back(self) -> Threshold:
        """Go back to the threshold of the same room."""
        await self.page.get_by_role("button", name="Kom terug in de kamer").click()
        return Threshold(self.page)


async def other_face_colour(room: RoomPage) -> tuple[float, float, float]:
    """Return the mean colour of the upper part of the other's picture, as it is decoded."""
    colour: Any = await room.other_face.first.evaluate(
        """video => {
            const canvas = new OffscreenCanvas(64, 48);
            const paint = canvas.getContext('2d');
            paint.drawImage(video, 0, 0, 64, 48);
            const {data} = paint.getImageData(0, 0, 64, 24);
            const sum = [0, 0, 0];
            for (let i = 0; i < data.length; i += 4) {
                for (let c = 0; c < 3; c++) sum[c] += data[i + c];
            }
            return sum.map((part) => part / (data.length / 4));
        }"""
    )
    return (colour[0], colour[1], colour[2])


async def other_voice_levels(room: RoomPage, tones_hz: list[int], face: int = 0) -> list[float]:
    """
    Return how loud each of *tones_hz* is in what comes from the other, in dB.

    Args:
        face: which of the others, in the order in which their faces stand.

    The loudest moment of sixty looks counts: the tones pulse.
    """
    levels: Any = await room.other_face.nth(face).evaluate(
        """async (video, tones) => {
            const context = new AudioContext();
            const soon = new Promise((_, no) => setTimeout(() => no(Error('no sound here')), 5000));
            await Promise.race([context.resume(), soon]);
            const analyser = new AnalyserNode(context, {fftSize: 8192, smoothingTimeConstant: 0});
            context.createMediaStreamSource(video.srcObject).connect(analyser);
            const bins = new Float32Array(analyser.frequencyBinCount);
            const best = tones.map(() => -Infinity);
            const width = context.sampleRate / analyser.fftSize;
            for (let look = 0; look < 60; look++) {
                await new Promise((next) => requestAnimationFrame(next));
                analyser.getFloatFrequencyData(bins);
                tones.forEach((tone, i) => {
                    const at = Math.round(tone / width);
                    best[i] = Math.max(best[i], ...bins.slice(at - 2, at + 3));
                });
            }
            await context.close();
            return best;
        }""",
        tones_hz,
    )
    return [float(level) for level in levels]
