"""The board's past forgotten by the coach, as the client meets it: there at the time, and away."""

from __future__ import annotations

from playwright.async_api import expect

from tests.e2e.letter_page import outage
from tests.e2e.meeting import Pair, come_in
from tests.e2e.pages import RoomPage, Threshold
from tests.e2e.player_page import PlayerPage
from tests.serving import RunningServer

FORM = "Schrijven"
STAYS, GONE = "Dit blijft liggen", "Dit was er even"
MEANWHILE = "Geschreven zonder netwerk"


async def take_away(room: RoomPage, text: str) -> None:
    """Take a note off the sheet."""
    note = room.page.get_by_role("button", name=text).and_(room.notes)
    await note.focus()
    await room.page.keyboard.press("Delete")
    await expect(note).to_have_count(0)


async def forget(room: RoomPage) -> None:
    """Have the past forgotten, and read that it is."""
    page = room.page
    await page.get_by_role("button", name="Alle vellen").click()
    await page.get_by_role("button", name="Laat vergeten hoe de vellen ontstonden").click()
    await page.get_by_role("button", name="Vergeet het verleden").click()
    await expect(page.get_by_text("Het is vergeten.")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("heading", name="Alle vellen")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_have_count(0)


async def replayed(room: RoomPage) -> str:
    """Return all that the player's list of acts says."""
    player = await PlayerPage.in_room(room)
    said = await player.list.inner_text()
    await room.page.keyboard.press("Escape")
    await expect(player.line).to_have_count(0)
    return said


async def begin(pair: Pair) -> None:
    """Both write; one note is taken off again, and replay still knows of it."""
    coach, client = pair.coach, pair.client
    await coach.stick_note((0.3, 0.2), STAYS)
    await coach.stick_note((0.6, 0.4), GONE)
    await client.reads_note(GONE)
    await take_away(coach, GONE)
    await client.say("Ik lees het nog eens.")
    await coach.reads("Ik lees het nog eens.")
    assert GONE in await replayed(client)


async def test_what_lies_there_stays_and_how_it_came_is_gone(writers: Pair) -> None:
    """The client's page goes on as it was; opened anew it shows the same, and replays nothing."""
    coach, client = writers.coach, writers.client
    await begin(writers)
    await forget(coach)
    await client.stick_note((0.3, 0.6), "Hierna geschreven")
    await coach.reads_note("Hierna geschreven")
    await client.page.reload()
    await Threshold(client.page).arrive("Sam", FORM)
    again = await RoomPage(client.page).entered()
    await again.reads_note(STAYS)
    await again.reads_note("Hierna geschreven")
    await expect(again.notes).to_have_count(2)
    await again.reads("Ik lees het nog eens.")
    said = await replayed(again)
    assert GONE not in said
    assert "Hierna geschreven" in said


async def test_who_was_away_loses_nothing_of_what_was_done_meanwhile(
    server: RunningServer, writers: Pair
) -> None:
    """A note written without a server, and carried by a device that was off, joins the rest."""
    coach, client = writers.coach, writers.client
    await begin(writers)
    await outage(server, writers)
    await client.stick_note((0.3, 0.6), MEANWHILE)
    await client.page.close()
    await server.start()
    await forget(coach)
    again = await (await come_in(writers.client_person, writers.link, "Sam", FORM)).entered()
    await coach.reads_note(MEANWHILE)
    for room in (coach, again):
        await room.reads_note(STAYS)
        await expect(room.notes).to_have_count(2)
    assert GONE not in await replayed(again)
