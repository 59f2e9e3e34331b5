"""Writing to each other as a person does: what stands in a letter, what is done with one."""

from __future__ import annotations

import re

from playwright.async_api import Locator, Page, expect

from tests.e2e.browsers import Browsers, Person
from tests.e2e.meeting import Pair, come_in
from tests.e2e.pages import RoomPage, Threshold
from tests.serving import RunningServer

#: what lies in every database of this page's origin, as text, bytes as Latin letters
KEPT_ON_DEVICE = """async () => {
    const said = [];
    const spell = value => {
        if (value instanceof Uint8Array || value instanceof ArrayBuffer)
            said.push(new TextDecoder('latin1').decode(value), new TextDecoder().decode(value));
        else if (Array.isArray(value)) value.forEach(spell);
        else if (value !== null && typeof value === 'object') Object.values(value).forEach(spell);
        else said.push(String(value));
    };
    const done = request => new Promise((yes, no) => {
        request.onsuccess = () => yes(request.result);
        request.onerror = () => no(request.error);
    });
    for (const {name} of await indexedDB.databases()) {
        const database = await done(indexedDB.open(name));
        for (const store of database.objectStoreNames)
            spell(await done(database.transaction(store).objectStore(store).getAll()));
        database.close();
    }
    spell({...localStorage});
    spell({...sessionStorage});
    return said.join('\\n');
}"""


class LetterPage:
    """The letters of one person's room."""

    def __init__(self, room: RoomPage) -> None:
        self.room = room
        self.page = room.page
        self.column = room.page.get_by_role("log", name="Berichten")
        self.area = room.page.get_by_role("textbox", name=re.compile("^(Bericht|Schrijf aan)"))
        self.send_button = room.page.get_by_role("button", name="Verstuur", exact=True)

    async def write(self, text: str) -> None:
        """Have *text* in the composer, not sent."""
        await self.room.open_writing()
        await self.area.fill(text)

    async def send(self, text: str) -> Locator:
        """Send *text*, and return the newest letter once it is kept."""
        await self.write(text)
        before = await self.room.letters.count()
        await self.send_button.click()
        letter = self.room.letters.nth(before)
        await expect(letter).to_have_attribute("data-keeping", "kept")
        return letter

    async def act(self, letter: Locator, word: str) -> None:
        """Do with *letter* what its button *word* does."""
        button = letter.get_by_role("button", name=re.compile(f"^{word}: "))
        await button.focus()
        await self.page.keyboard.press("Enter")

    async def order(self) -> list[str]:
        """Return the words of all letters, from the first to the newest."""
        return await self.room.letters.locator(":scope > .text").all_inner_texts()


async def kept_on_device(page: Page) -> str:
    """Return all that this page's origin keeps on the device, as text."""
    return str(await page.evaluate(KEPT_ON_DEVICE))


async def second_device(
    browsers: Browsers, pair: Pair, name: str = "Sam"
) -> tuple[Person, RoomPage]:
    """The client's link once more, in another browser context."""
    person = await browsers.person(pair.client_person.context.browser or await browsers.chromium())
    return person, await (await come_in(person, pair.link, name, "Schrijven")).entered()


async def come_again(page: Page, name: str) -> RoomPage:
    """Load the page anew and go in, in writing."""
    await page.reload()
    await Threshold(page).arrive(name, "Schrijven")
    return await RoomPage(page).entered()


async def outage(server: RunningServer, pair: Pair) -> None:
    """Take the server away, and see that both know."""
    for person in (pair.coach_person, pair.client_person):
        person.watch.allow_outage()
    await server.stop()
    for room in (pair.coach, pair.client):
        await expect(room.page.get_by_text("Geen verbinding met de server")).to_be_visible()
