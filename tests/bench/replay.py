"""
A talk of two hours with 20,000 acts, played again: opening, seeking, playing at 32x, memory.

In the room, over the whole log: from the click until the player's first frame. A seek is a click on
the line of time, from the pointer event until after the frame that shows it, first to places never
seen and then to the same ones again. Memory is the heap after a garbage collection.
"""

from __future__ import annotations

import asyncio
import os
from functools import partial
from random import Random
from typing import Any

from playwright.async_api import CDPSession, Page, expect

from tests.bench.figures import Figure, spread, tell
from tests.bench.filled import fill_talk
from tests.bench.long_session import memory
from tests.bench.opened import come_in_and_time, filled_by
from tests.bench.people import coach_in_a_room
from tests.e2e.exercise_page import until_now
from tests.e2e.pages import RoomPage
from tests.e2e.player_page import PlayerPage

ACTS, LASTS_MS, SEEKS = int(os.environ.get("BENCH_ACTS", "20000")), 2 * 3_600_000, 40
SLOWER, PLAYED = 4, 4

#: ms from each press on the line until after the next frame is painted; listened for once
WATCH = """() => {
    const listening = window.seeks !== undefined;
    window.seeks = [];
    if (listening) return;
    document.querySelector('.player-line').addEventListener('pointerdown', (event) => {
        requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => window.seeks.push(performance.now() - event.timeStamp);
            port2.postMessage(null);
        });
    });
}"""
#: ms between the frames of five seconds
FRAMES = """() => new Promise((done) => {
    const gaps = [];
    let last = performance.now();
    const end = last + 5000;
    requestAnimationFrame(function next(now) {
        gaps.push(now - last);
        last = now;
        if (now < end) requestAnimationFrame(next);
        else done(gaps.slice(1));
    });
})"""
#: ms from the click on the button until the player is painted, and the longest the page stood still
OPENS = """() => new Promise((done) => addEventListener('click', ({ timeStamp: began }) => {
    let longest = 0;
    let last = began;
    requestAnimationFrame(function next(now) {
        longest = Math.max(longest, now - last);
        last = now;
        if (document.querySelector('.player-line svg') === null) return requestAnimationFrame(next);
        requestAnimationFrame(() => done([performance.now() - began, longest]));
    });
}, { capture: true, once: true }))"""


async def opened(room: RoomPage) -> tuple[float, float]:
    """Press the button; return ms until the player is painted, and the longest gap meanwhile."""
    panel = await until_now(room)
    watching = asyncio.ensure_future(room.page.evaluate(OPENS))
    await panel.get_by_role("button", name="Zie hoe de vellen ontstonden").click()
    took, longest = await watching
    return float(took), float(longest)


async def sought(player: PlayerPage, shares: list[float]) -> list[float]:
    """Click on the line at each of *shares*; return what each took."""
    box = await player.line.bounding_box()
    assert box is not None
    await player.page.evaluate(WATCH)
    for number, share in enumerate(shares):
        x, y = box["x"] + share * box["width"], box["y"] + box["height"] / 2
        await player.page.mouse.click(x, y)
        await player.page.wait_for_function("count => window.seeks.length > count", arg=number)
    found: list[float] = await player.page.evaluate("window.seeks")
    return found


async def played(player: PlayerPage, cdp: CDPSession) -> tuple[list[float], list[float]]:
    """Play at 32x; return ms between frames, and MB of heap after each five seconds."""
    await player.line.focus()
    await player.press("Home", *[">"] * 5, "k")
    gaps: list[float] = []
    heaps = []
    for _ in range(PLAYED):
        gaps += await player.page.evaluate(FRAMES)
        heaps.append((await memory(cdp)).heap_mb)
    await player.press("k")
    return gaps, heaps


async def measure() -> list[Figure]:
    """Fill a room, open the player in it, and use it."""
    async with coach_in_a_room("Schrijven") as place:
        await filled_by(place, partial(fill_talk, place.server, place.link, ACTS, LASTS_MS))
        page: Page = await place.newcomer()
        await come_in_and_time(page, place.link, 100)
        room = RoomPage(page)
        took, longest = await opened(room)
        player = PlayerPage(page)
        await expect(player.line).to_be_visible()
        cdp = await page.context.new_cdp_session(page)
        await cdp.send("Performance.enable")
        rng = Random(5)
        shares = [rng.random() for _ in range(SEEKS)]
        first = await sought(player, shares)
        again = await sought(player, shares)
        gaps, heaps = await played(player, cdp)
        rate: dict[str, Any] = {"rate": SLOWER}
        await cdp.send("Emulation.setCPUThrottlingRate", rate)
        slower = await sought(player, [rng.random() for _ in range(SEEKS)])
        return [
            Figure(f"{ACTS:,} acts: click to the player, in a room", f"{took:.0f}", "goal 2,000"),
            Figure("longest the page stood still meanwhile", f"{longest:.0f}", "goal 100"),
            Figure(f"seek, to places not yet seen, n = {SEEKS}", spread(first), "goal p95 100"),
            Figure("seek, to places seen before", spread(again), "goal p95 100"),
            Figure(f"seek, CPU {SLOWER}x slower", spread(slower), "goal p95 300"),
            Figure("32x: between frames", spread(gaps), "-"),
            Figure(
                "32x: heap after each 5 s of playing",
                ", ".join(f"{heap:.0f} MB" for heap in heaps),
                "flat",
            ),
        ]


def main() -> None:
    """Play a long talk."""
    tell("replay", asyncio.run(measure()))


if __name__ == "__main__":
    main()
