"""Two people come together in a room, by the way that people take."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.async_api import Browser, Page

from tests.e2e.browsers import Browsers, Person
from tests.e2e.coach_page import CoachPage
from tests.e2e.pages import RoomPage, Threshold
from tests.serving import RunningServer

TITLE = "Donderdag tien uur"
NO_KNOCK = "Niemand hoeft te kloppen"


@dataclass
class Pair:
    """Coach Eva and client Sam, both in one room."""

    coach: RoomPage
    client: RoomPage
    coach_person: Person
    client_person: Person
    #: the client's link, with its secret
    link: str


async def come_in(person: Person, link: str, name: str, form: str = "Beeld") -> RoomPage:
    """Open *link* and press "come in"; the room may still have to be opened from inside."""
    page = await person.page(link)
    await Threshold(page).arrive(name, form)
    return RoomPage(page)


async def begin_room(
    invitation: str, page: Page, *, form: str = "Schrijven", knock: str | None = NO_KNOCK
) -> tuple[CoachPage, RoomPage, str]:
    """Take a coach from an invitation into a room; return workspace, room and client's link."""
    office = CoachPage(page)
    await office.make_workspace(invitation)
    link = await office.make_room(TITLE, "Sam", knock=knock)
    await (await office.go_in(TITLE)).arrive("Eva", form)
    return office, await RoomPage(office.page).entered(), link


async def meet(
    server: RunningServer,
    browsers: Browsers,
    coach_browser: Browser,
    client_browser: Browser,
    *,
    form: str = "Beeld",
    knock: str | None = None,
) -> Pair:
    """
    Take both from the printed invitation to the room: workspace, room, link, knock, let in.

    With *knock* `NO_KNOCK` the client is not let in, but is in at once.
    """
    coach_person = await browsers.person(coach_browser)
    client_person = await browsers.person(client_browser)
    page = await coach_person.page()
    _, coach, link = await begin_room(server.invitation, page, form=form, knock=knock)
    client = await come_in(client_person, link, "Sam", form)
    if knock != NO_KNOCK:
        await coach.let_in("Sam")
    await client.entered()
    return Pair(coach, client, coach_person, client_person, link)


async def meet_in_writing(server: RunningServer, browsers: Browsers) -> Pair:
    """Take both to the room, in writing and without a knock, from one browser process."""
    browser = await browsers.chromium()
    return await meet(server, browsers, browser, browser, form="Schrijven", knock=NO_KNOCK)
