"""
A room with 10,000 messages: opening its letters, opening the page to read again, finding a word.

Opening: from the click to the second frame in which the newest message is shown; the room is open
already. Searching: from the last letter typed to the second frame with what was found.
"""

from __future__ import annotations

import asyncio

from playwright.async_api import Page, expect

from tests.bench.figures import Figure, spread, tell
from tests.bench.filled import fill_letters
from tests.bench.people import coach_in_a_room
from tests.e2e.pages import RoomPage, Threshold

LETTERS, TIMES = 10_000, 5
#: does something, and resolves with the ms until the second frame in which all of it is there
TIMED = """([act, there]) => new Promise((done) => {
    const began = performance.now();
    act();
    const look = () => {
        if (!there()) return requestAnimationFrame(look);
        requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - began)));
    };
    look();
})"""
NEWEST = f"Bericht {LETTERS}."
#: inside its column, and its words among those that are laid out
SHOWN = f"""() => [...document.querySelectorAll('.letters .letter .text')].some((text) => {{
    const {{ top, bottom }} = text.getBoundingClientRect();
    return text.innerText.startsWith('{NEWEST}') && bottom > top && top < innerHeight;
}})"""
LETTERS_THERE = "() => document.querySelector('.pages .told') !== null"
PAGE = (
    "() => document.querySelector('.pages .told') !== null && !document.querySelector('progress')"
)
SEARCH = """() => {
    const field = document.querySelector('.reading-search input');
    field.value = 'duizend';
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
}"""
FOUND = "() => document.querySelectorAll('.found-place').length === 100"


def clicking(selector: str) -> str:
    """As a function in the page."""
    return f"() => document.querySelector(`{selector}`).click()"


async def timed(page: Page, act: str, there: str) -> float:
    """Return ms from *act* until *there* holds in a frame that is shown."""
    return float(await page.evaluate(f"({TIMED})([{act}, {there}])"))


async def measure() -> dict[str, list[float]]:
    """Return ms of each act."""
    found: dict[str, list[float]] = {
        "in": [],
        "letters": [],
        "again": [],
        "whole": [],
        "search": [],
    }
    async with coach_in_a_room("Schrijven") as place:
        await asyncio.to_thread(fill_letters, place.server, place.link, LETTERS)
        await place.people[0].context.close()
        for _ in range(TIMES):
            page = await place.newcomer()
            await page.set_viewport_size({"width": 390, "height": 844})
            await page.goto(place.link)
            await Threshold(page).arrive("Sam", "Schrijven")
            arrived = await page.evaluate(f"({TIMED})([() => undefined, {SHOWN}])")
            found["in"].append(float(arrived))
            write = "[aria-keyshortcuts='w']"
            await page.locator(write).click()
            await expect(page.locator(".letters")).to_have_count(0)
            found["letters"].append(await timed(page, clicking(write), SHOWN))
            await page.locator(write).click()
            room = RoomPage(page)
            await room.page.get_by_role("button", name="Meer", exact=True).click()
            await page.get_by_role("button", name="Tot nu toe").click()
            again = page.get_by_role("button", name="Alles teruglezen")
            await again.evaluate("button => button.setAttribute('data-again', '')")
            found["again"].append(await timed(page, clicking("[data-again]"), LETTERS_THERE))
            rest = await timed(page, "() => undefined", PAGE)
            found["whole"].append(found["again"][-1] + rest)
            found["search"].append(await timed(page, SEARCH, FOUND))
            await page.context.close()
    return found


def main() -> None:
    """Fill one room, and open it five times."""
    found = asyncio.run(measure())
    many = f"{LETTERS:,} messages"
    tell(
        "many_letters",
        [
            Figure(
                f"{many}: room open, click to the newest letter",
                spread(found["letters"]),
                "goal 1,000",
            ),
            Figure(
                f"{many}: click to the letters on the page to read again",
                spread(found["again"]),
                "goal 1,000",
            ),
            Figure(f"{many}: click to that page, sheets too", spread(found["whole"]), "goal 1,000"),
            Figure(
                f"{many}: a word, until 100 places are found", spread(found["search"]), "goal 100"
            ),
            Figure(
                f"{many}: coming in, to the newest letter, n = {TIMES}", spread(found["in"]), "–"
            ),
        ],
    )


if __name__ == "__main__":
    main()
