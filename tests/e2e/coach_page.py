"""The coach's page as a coach meets it: first minute, rooms, invitations."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable

from playwright.async_api import Page, expect

from tests.e2e.pages import Threshold

#: told at each screen on the way, with its name
AtStep = Callable[[str], Awaitable[None]]


async def pass_by(screen: str) -> None:
    """Stop at no screen."""


class CoachPage:
    """`/coach`, from the one-time invitation on."""

    def __init__(self, page: Page) -> None:
        self.page = page

    async def make_workspace(self, invitation: str, name: str = "Eva") -> None:
        """Use the one-time invitation: give a name, and have a workspace made."""
        await self.page.goto(invitation)
        await self.page.get_by_label("Je naam", exact=True).fill(name)
        await self.page.get_by_role("button", name="Maak mijn werkplek").click()
        await expect(self.page.get_by_role("button", name="Maak je eerste kamer")).to_be_visible()

    async def make_room(
        self,
        title: str,
        guest: str = "",
        *,
        knock: str | None = None,
        language: str | None = None,
        first: bool = True,
        at_step: AtStep = pass_by,
    ) -> str:
        """
        Make a room and return the client's link.

        Args:
            knock: the label of another choice than the one that is made for you.
            language: of the sheets, likewise.
            at_step: called at each screen on the way, with its name.
        """
        button = "Maak je eerste kamer" if first else "Maak een kamer"
        await self.page.get_by_role("button", name=button).click()
        await self.page.get_by_label("Naam van de kamer").fill(title)
        await self.page.get_by_label(re.compile("^Voornaam van je cliënt")).fill(guest)
        if language is not None:
            await self.page.get_by_role("radio", name=language).check(force=True)
        if knock is not None:
            await self.page.get_by_text("Meer afspraken").click()
            await self.page.get_by_role("radio", name=re.compile(f"^{knock}")).check(force=True)
        await at_step("12-coach-new-room")
        await self.page.get_by_role("button", name="Maak de kamer").click()
        field = self.page.get_by_label("De link", exact=True)
        await expect(field).to_have_value(re.compile(r"/r/[\w-]{22}#g[\w-]{64}$"))
        link = await field.input_value()
        await at_step("13-coach-invitation")
        await self.page.get_by_role("button", name=re.compile("^(Verder|Naar je kamers)$")).click()
        if first:
            await at_step("14-coach-key")
            await self.page.get_by_role("button", name="Ik heb hem bewaard").click()
        return link

    async def invite(self, title: str, guest: str) -> str:
        """Make one more client's link of a room and return it."""
        await self.page.get_by_role("button", name=f"Regelen: {title}").click()
        await self.page.get_by_label("Nog iemand uitnodigen").fill(guest)
        await self.page.get_by_role("button", name="Maak de link").click()
        field = self.page.get_by_label("De link", exact=True)
        await expect(field).to_have_value(re.compile(r"/r/[\w-]{22}#g[\w-]{64}$"))
        link = await field.input_value()
        await self.page.get_by_role("button", name=re.compile("^(Verder|Naar je kamers)$")).click()
        return link

    async def go_in(self, title: str) -> Threshold:
        """Go to the threshold of one's own room."""
        await self.page.get_by_label(f"Ga naar binnen bij {title}").click()
        return Threshold(self.page)
