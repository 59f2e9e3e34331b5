"""
The screens of the time between two sessions: letters that rest, mail that tells, a past forgotten.

``walk_between`` tells a visitor at each, as ``walk`` does for a call.
"""

from __future__ import annotations

from playwright.async_api import expect

from tests.e2e.browsers import Browsers
from tests.e2e.meeting import TITLE, begin_room, come_in
from tests.e2e.pages import RoomPage
from tests.e2e.rest_page import NoticePanel, RestPage
from tests.e2e.screens import PAGE, ROOM, Visitor
from tests.mail_server import mail_server
from tests.serving import RunningServer

LETTER = """Dag Eva,

Ik las je brief twee keer. De eerste keer dacht ik vooral aan wat er niet lukte; de tweede keer \
zag ik dat ik woensdag al op tijd naar huis ging.

Groet,
Sam"""


async def walk_between(server: RunningServer, browsers: Browsers, visitor: Visitor) -> None:
    """Let one write while the other is away, past each screen of it."""
    async with mail_server() as post:
        mail = ["--mail-url", post.url, "--mail-from", "flipover@example.org"]
        server.options = [*server.options, *mail, "--public-url", server.url]
        await server.restart()
        browser = await browsers.chromium()
        eva, sam = await browsers.person(browser), await browsers.person(browser)
        office, room, link = await begin_room(server.invitation, await eva.page())
        coach = RestPage(room)
        await coach.send("Waaraan merkte je deze week dat het al een beetje beter ging?")
        await coach.page.goto(f"{server.url}/coach")
        client = RestPage(await (await come_in(sam, link, "Sam", "Schrijven")).entered())
        await client.act(client.sent.first, "Citeer")
        resting = await client.let_rest(LETTER, "60 min")
        await visitor.visit(client.page, "150-a-letter-rests", ROOM)
        await client.do(resting, "Verander")
        await visitor.visit(client.page, "151-changing-what-rests", PAGE)
        await client.page.get_by_role("button", name="Laat zoals het was").click()
        await client.do(client.resting, "Haal terug")
        await expect(client.page.get_by_text("Teruggehaald.")).to_be_visible()
        await visitor.visit(client.page, "152-fetched-back", PAGE)
        notice = NoticePanel(client.page)
        await notice.open_from_letters()
        await visitor.visit(client.page, "153-a-mail-when-there-is-a-message", PAGE)
        await notice.ask("sam@mail.example.com")
        await visitor.visit(client.page, "154-asked-for-a-yes", PAGE)
        await notice.say_yes(sam, server, post)
        await visitor.visit(client.page, "155-mails-go", PAGE)
        await notice.close()
        await client.page.get_by_role("button", name="Wie kan dit zien?").click()
        await client.page.get_by_role("heading", name="Je e-mailadres").scroll_into_view_if_needed()
        await visitor.visit(client.page, "156-who-sees-an-address", PAGE)
        await client.page.keyboard.press("Escape")
        await (await office.go_in(TITLE)).arrive("Eva", "Schrijven")
        coach = RestPage(await RoomPage(office.page).entered())
        await coach.page.get_by_role("button", name="Alle vellen").click()
        await coach.page.get_by_role("button", name="Laat vergeten hoe de vellen").click()
        await visitor.visit(coach.page, "157-a-past-to-forget", PAGE)
        await coach.page.get_by_role("button", name="Vergeet het verleden").click()
        await expect(coach.page.get_by_text("Het is vergeten.")).to_be_visible()
        await visitor.visit(coach.page, "158-a-past-forgotten", PAGE)
