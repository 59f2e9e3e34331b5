"""How long a room takes to open: from the click on "come in" to the frame after all is drawn."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
from collections.abc import Callable

from playwright.async_api import Page, Response

from tests.bench.people import Place
from tests.e2e.pages import Threshold

#: the coach's page waits for hands to rest before it makes one
KEYFRAME_S = 60.0
#: resolves with the ms since *from* at the frame after as many things are drawn as wanted
PAINTED = """([from, drawn, wanted]) => new Promise((done) => {
    const now = () => performance.timeOrigin + performance.now();
    const look = () => {
        if (drawn() < wanted) return requestAnimationFrame(look);
        requestAnimationFrame(() => requestAnimationFrame(() => done(now() - from())));
    };
    look();
})"""
DRAWN = """() => {
    const sheet = document.querySelector('svg.sheet');
    if (sheet === null) return -1;
    return sheet.querySelectorAll('[data-type]:not([data-preview])').length;
}"""


async def painted(page: Page, since: str, drawn: str, wanted: int) -> float:
    """Return ms from *since* until *wanted* things are painted; both are functions in the page."""
    return float(await page.evaluate(f"({PAINTED})([{since}, {drawn}, {wanted}])"))


async def come_in_and_time(page: Page, link: str, wanted: int) -> float:
    """Follow *link*, come in to write, and return ms until *wanted* elements are painted."""
    await page.goto(link)
    await Threshold(page).arrive("Sam", "Schrijven")
    return await painted(page, "() => probe.clicked", DRAWN, wanted)


async def filled_by(place: Place, fill: Callable[[], None]) -> None:
    """Let *fill* write while the coach is there, wait for the keyframe, and send the coach away."""
    put = asyncio.get_running_loop().create_future()

    def hear(answer: Response) -> None:
        # Those of a pause during the filling are followed by one that holds all.
        if answer.request.method == "PUT" and "/keyframe" in answer.url and filling.done():
            with contextlib.suppress(asyncio.InvalidStateError):
                put.set_result(answer.status)

    place.coach.page.on("response", hear)
    filling = asyncio.ensure_future(asyncio.to_thread(fill))
    await filling
    status = await asyncio.wait_for(put, KEYFRAME_S)
    assert status < 300, f"the keyframe was refused: {status}"
    await place.people[0].context.close()


def forget_keyframes(place: Place) -> None:
    """Take the keyframes out of the server's database: the log alone must do."""
    with contextlib.closing(sqlite3.connect(place.server.data / "flipover.db")) as db, db:
        gone = db.execute("DELETE FROM keyframes").rowcount
    assert gone > 0, "there was no keyframe"
