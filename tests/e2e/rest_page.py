"""Letters that rest, and mail that tells of letters, as a person meets them in a room."""

from __future__ import annotations

import re

from playwright.async_api import Locator, Page, expect

from tests.e2e.browsers import Person
from tests.e2e.letter_page import LetterPage
from tests.mail_server import Kept, MailServer
from tests.serving import RunningServer
from tests.until import until


class RestPage(LetterPage):
    """The letters of one person's room, with those that rest."""

    @property
    def resting(self) -> Locator:
        """Own letters that rest."""
        return self.page.get_by_role("article", name=re.compile("^Bericht dat rust tot "))

    @property
    def sent(self) -> Locator:
        """Letters that are in the log."""
        return self.page.locator("article.letter[data-letter]")

    async def let_rest(self, text: str, choice: str) -> Locator:
        """Have *text* rest for as long as *choice* says, and return it as it rests."""
        await self.write(text)
        await self.page.get_by_label("Laat rusten", exact=True).select_option(label=choice)
        before = await self.resting.count()
        await self.page.get_by_role("button", name="Laat rusten", exact=True).click()
        await expect(self.resting).to_have_count(before + 1)
        await expect(self.area).to_have_value("")
        return self.resting.filter(has_text=text.split("\n")[0])

    async def do(self, letter: Locator, word: str) -> None:
        """Do with a letter that rests what its button *word* does."""
        await letter.get_by_role("button", name=re.compile(f"^{word}: ")).click()

    async def as_read(self) -> list[str]:
        """Return all letters in order: when by the log, the time that is shown, the words."""
        told: list[str] = await self.sent.evaluate_all(
            "letters => letters.map(letter => { const time = letter.querySelector('time');"
            " const words = letter.querySelector('.text').innerText;"
            " return `${time.dateTime.slice(0, 16)}, ${time.innerText}: ${words}`; })"
        )
        return told

    async def headings(self) -> str:
        """Return the headings between the letters."""
        return " / ".join(await self.page.locator(".letters h3").all_inner_texts())


class NoticePanel:
    """Being told by mail that there is a message."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.panel = page.get_by_role("dialog", name="Een mailtje als er een bericht is")

    async def open_from_letters(self) -> None:
        """Open it by the button under the letters."""
        word = "Laat me weten als er een bericht is"
        await self.page.get_by_role("button", name=word).click()
        await expect(self.panel).to_be_visible()

    async def ask(self, address: str) -> None:
        """Give *address*, and see that a question goes there."""
        await self.panel.get_by_label("Je e-mailadres").fill(address)
        await self.press_ask()
        await expect(self.panel.get_by_text(f"Er gaat een mailtje naar {address}")).to_be_visible()

    async def press_ask(self) -> None:
        """Press the button that asks."""
        word = "Stuur me een mailtje om te bevestigen"
        await self.panel.get_by_role("button", name=word).click()

    async def say_yes(self, person: Person, server: RunningServer, post: MailServer) -> None:
        """Open the link in the question, press its button, and see it here."""
        await until("the question came", lambda: len(post.mails) == 1)
        question = post.mails.pop()
        page = await person.page(f"{server.url}{path_in(question, 'yes')}")
        await page.get_by_role("button").click()
        await expect(page.get_by_role("button")).to_have_count(0)
        await page.close()
        await expect(self.panel.get_by_text("Mailtjes gaan naar")).to_be_visible()

    async def close(self) -> None:
        """Close it by its key."""
        await self.page.keyboard.press("Escape")
        await expect(self.panel).to_have_count(0)


def path_in(mail: Kept, word: str) -> str:
    """Return the path of the mail's link to say yes or no."""
    found = re.search(rf"(/notices/{word}/[\w-]{{22}})\s", mail.text)
    assert found is not None, mail.text
    return found[1]
