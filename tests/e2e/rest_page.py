"""Letters that rest, and mail that tells of letters, as a person meets them in a room."""

from __future__ import annotations

import re

from playwright.async_api import Locator, expect

from tests.e2e.letter_page import LetterPage
from tests.mail_server import Kept


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
        return self.resting.filter(has_text=text)

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


def path_in(mail: Kept, word: str) -> str:
    """Return the path of the mail's link to say yes or no."""
    found = re.search(rf"(/notices/{word}/[\w-]{{22}})\s", mail.text)
    assert found is not None, mail.text
    return found[1]
