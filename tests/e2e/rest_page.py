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

    async def column(self) -> list[str]:
        """Return headings and letters as they stand: day, or time and words."""
        told: list[str] = await self.column_rows().evaluate_all(
            "rows => rows.map(row => row.matches('h3') ? row.innerText.trim()"
            " : `${row.querySelector('time').innerText} ${row.querySelector('.text').innerText}`)"
        )
        return told

    def column_rows(self) -> Locator:
        """Headings and letters, in the order in which they stand."""
        return self.page.locator(".letters :is(h3, article.letter[data-letter])")


def path_in(mail: Kept, word: str) -> str:
    """Return the path of the mail's link to say yes or no."""
    found = re.search(rf"(/notices/{word}/[\w-]{{22}})\s", mail.text)
    assert found is not None, mail.text
    return found[1]
