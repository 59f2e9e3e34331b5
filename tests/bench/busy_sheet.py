"""
Drawing on a sheet that 2,000 strokes lie on, and opening it; beside Excalidraw with the same.

The same strokes in the same place, the same pointer script (60 moves of a mouse, 8 ms apart, not
waiting for the page) and the same measure for both: main-thread time from Chromium's trace, from
one pointer event that reaches the page to the next, and the time between frames from pen-down to
200 ms after pen-up. Opening is from a click to the frame after all strokes are drawn; in both
pages the click also fetches the code, and ours asks the server for the strokes. The control adds
6 ms of work to every pointer event.
"""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random

from playwright.async_api import Browser, Page, async_playwright

from tests.bench.busy_thread import CATEGORIES, Busy, read_trace
from tests.bench.excalidraw import NAME, excalidraw_served, give_strokes
from tests.bench.figures import Figure, spread, tell
from tests.bench.filled import fill, some_stroke
from tests.bench.opened import come_in_and_time, filled_by, forget_keyframes, painted
from tests.bench.people import VIEWPORT, coach_in_a_room
from tests.e2e.browsers import Browsers
from tests.e2e.pages import RoomPage
from tests.until import until

STROKES, DRAWN, MOVES, PACE_S, STEP_PX = 2000, 12, 60, 0.008, 4.0
#: times that each is opened
TIMES = 3
#: how far and where our sheet lies at 1280 x 800, so that Excalidraw shows the strokes alike
SCALE, LEFT, TOP = 0.45, 400.0, 60.0
CONTROL_MS = 6
SLOWED = f"""for (const type of ['pointerdown', 'pointermove']) addEventListener(type, () => {{
    for (const until = performance.now() + {CONTROL_MS}; performance.now() < until;);
}}, true)"""
#: in Excalidraw's page: when it was asked for, and how many strokes it has
CLICKED = "() => performance.timeOrigin + performance.getEntriesByName('open')[0].startTime"
SCENE = "() => globalThis.excalidraw?.getSceneElements().length ?? -1"
FRAMES = """() => {
    const frames = globalThis.frameTimes = [];
    const frame = (at) => {
        frames.push(at);
        if (globalThis.frameTimes === frames) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
}"""
TAKE_FRAMES = """() => {
    const frames = globalThis.frameTimes;
    globalThis.frameTimes = null;
    return frames;
}"""


@dataclass
class Seen:
    """What one page showed, in ms."""

    #: from the click until all is painted; with a keyframe, where there is such a thing
    opened: list[float] = field(default_factory=list)
    #: the same out of the log alone
    folded: list[float] = field(default_factory=list)
    frames: list[float] = field(default_factory=list)
    busy: Busy = field(default_factory=Busy)


async def throttle(page: Page, rate: int) -> None:
    """Slow the page's processor down *rate* times, from before it loads."""
    cdp = await page.context.new_cdp_session(page)
    await cdp.send("Emulation.setCPUThrottlingRate", {"rate": rate})


async def draw(browser: Browser, page: Page, start: tuple[float, float], seen: Seen) -> None:
    """Draw twelve strokes to the right, each below the other, in the upper part of the sheet."""
    cdp = await page.context.new_cdp_session(page)
    left = start[0]

    async def mouse(kind: str, x: float, y: float, pressed: int) -> None:
        button = "none" if kind == "mouseMoved" and not pressed else "left"
        how = {"type": kind, "x": x, "y": y, "button": button, "buttons": pressed, "clickCount": 1}
        await cdp.send("Input.dispatchMouseEvent", how)

    await browser.start_tracing(page=page, categories=CATEGORIES)
    for row in range(DRAWN):
        y = start[1] + 12 * row
        await mouse("mouseMoved", left, y, 0)
        await page.evaluate(FRAMES)
        await mouse("mousePressed", left, y, 1)
        sent = []
        begun = time.perf_counter()
        for move in range(1, MOVES + 1):
            sent.append(
                asyncio.create_task(mouse("mouseMoved", left + move * STEP_PX, y + move % 5, 1))
            )
            await asyncio.sleep(max(0, begun + move * PACE_S - time.perf_counter()))
        await asyncio.gather(*sent)
        await mouse("mouseReleased", left + MOVES * STEP_PX, y, 0)
        await asyncio.sleep(0.25)
        times = await page.evaluate(TAKE_FRAMES)
        seen.frames += [b - a for a, b in itertools.pairwise(times)]
    found = read_trace(await browser.stop_tracing())
    seen.busy.per_event += found.per_event
    seen.busy.per_end += found.per_end


async def ours(strokes: int, rate: int = 1, script: str = "") -> Seen:
    """Open a room with *strokes* on its sheet, alone, and draw."""
    seen = Seen()
    async with coach_in_a_room("Schrijven") as place:
        if strokes:
            await filled_by(place, partial(fill, place.server, place.link, strokes))
        else:
            await place.people[0].context.close()

        async def come_in() -> tuple[Page, float]:
            page = await place.newcomer()
            if script:
                await page.add_init_script(script)
            await throttle(page, rate)
            return page, await come_in_and_time(page, place.link, strokes)

        for _ in range(TIMES):
            page, opened = await come_in()
            seen.opened.append(opened)
            await page.context.close()
        if strokes:
            forget_keyframes(place)
        for _ in range(TIMES):
            page, folded = await come_in()
            seen.folded.append(folded)
            if len(seen.folded) < TIMES:
                await page.context.close()
        room, browser = RoomPage(page), page.context.browser
        assert browser is not None
        await room.strokes_are(strokes)
        await room.tool("Pen")
        await draw(browser, page, await room.at((0.08, 0.05)), seen)
        await room.strokes_are(strokes + DRAWN)
    return seen


async def excalidraw(address: str, static: Path, strokes: int, rate: int = 1) -> Seen:
    """Open Excalidraw's page with *strokes* on it, and draw."""
    seen, rng = Seen(), Random(1)
    placed = [
        [(LEFT + SCALE * x, TOP + SCALE * y) for x, y, *_ in some_stroke(rng)]
        for _ in range(strokes)
    ]
    give_strokes(static, placed)
    async with async_playwright() as playwright:
        browsers = Browsers(playwright)
        for turn in range(TIMES):
            browser = await browsers.chromium()
            person = await browsers.person(browser, viewport=VIEWPORT)
            page = await person.page()
            await throttle(page, rate)
            await page.goto(address)
            await page.click("#open")
            seen.opened.append(await painted(page, CLICKED, SCENE, strokes))
            if turn < TIMES - 1:
                await browser.close()
        await page.evaluate("excalidraw.setActiveTool({ type: 'freedraw' })")
        await draw(browser, page, (LEFT + 36, TOP + 32), seen)

        async def all_drawn() -> bool:
            return bool(await page.evaluate(f"({SCENE})()") == strokes + DRAWN)

        await until("every stroke", all_drawn, seconds=60)
        await browsers.close()
    return seen


def percent(values: Sequence[float], share: float) -> float:
    """Return the value below which *share* of *values* lie."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(len(ranked) * share))]


def of_frames(seen: Seen) -> str:
    """Return p50, p95, p99 and worst of the time between frames."""
    shares = [f"p{share} {percent(seen.frames, share / 100):.1f}" for share in (50, 95, 99)]
    return ", ".join([*shares, f"max {max(seen.frames):.0f}"])


def main() -> None:
    """Measure an empty and a full sheet, both throttled too, Excalidraw, and the control."""
    figures = []
    plans = [
        ("empty sheet", 0, 1, "goal 4"),
        ("2,000 strokes", STROKES, 1, "goal 4, and 1.5 times an empty sheet"),
        ("2,000 strokes, CPU 4x slower", STROKES, 4, "goal 16"),
    ]
    with excalidraw_served() as (address, static):
        for name, strokes, rate, goal in plans:
            here = asyncio.run(ours(strokes, rate))
            beside = asyncio.run(excalidraw(address, static, strokes, rate))
            figures += [
                Figure(
                    f"{name}: main thread per pointer event, n = {len(here.busy.per_event)}",
                    spread(here.busy.per_event, 1),
                    f"{goal}; {NAME} {spread(beside.busy.per_event, 1)}",
                ),
                Figure(
                    f"{name}: main thread in the 200 ms after pen-up",
                    spread(here.busy.per_end, 1),
                    f"{NAME} {spread(beside.busy.per_end, 1)}",
                ),
                Figure(
                    f"{name}: between frames",
                    of_frames(here),
                    f"goal p95 16.8, p99 33; {NAME} {of_frames(beside)}",
                ),
            ]
            opened = f"goal {600 * rate}; {NAME} {spread(beside.opened)}"
            figures.append(Figure(f"{name}: click to all painted", spread(here.opened), opened))
            if strokes:
                what = f"{name}: the same without a keyframe"
                figures.append(Figure(what, spread(here.folded), opened))
            tell("busy_sheet", figures)
    slow = asyncio.run(ours(0, 1, SLOWED))
    figures.append(
        Figure(
            f"control, {CONTROL_MS} ms of work added to each pointer event",
            spread(slow.busy.per_event, 1),
            f"p50 must be over {CONTROL_MS}",
        )
    )
    tell("busy_sheet", figures)


if __name__ == "__main__":
    main()
