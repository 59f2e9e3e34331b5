"""What the coach has at hand, and that it is the coach's alone."""

from __future__ import annotations

from playwright.async_api import expect

from tests.e2e.browsers import Browsers
from tests.e2e.meeting import meet_in_writing
from tests.e2e.pages import RoomPage, Threshold
from tests.serving import RunningServer
from tests.until import until
from whiteboard.keys import parse_address
from whiteboard.log import Entry
from whiteboard.room import open_room
from whiteboard.source import read_log

TICKED = ("Een stapje vooruit", "Nut vooraf", "Wat er al is")
QUESTION = "Waarin wil je vooruitkomen?"
FOR_LETTER = "Wat is er al een beetje gelukt?"


async def open_part(room: RoomPage, part: str) -> None:
    """Open one part of what only the coach sees."""
    await room.page.get_by_role("button", name=f"{part}: open").click()


async def come_again(room: RoomPage, name: str) -> None:
    """Load the page anew and go in, in writing."""
    await room.page.reload()
    await Threshold(room.page).arrive(name, "Schrijven")
    await room.entered()


async def link_of(room: RoomPage, server: RunningServer) -> str:
    """Return the address with the secret that this tab holds."""
    secret = await room.page.evaluate(
        "() => sessionStorage.getItem('flipover:secret:' + location.pathname)"
    )
    path = await room.page.evaluate("() => location.pathname")
    return f"{server.url}{path}#{secret}"


def entries_of(server: RunningServer, link: str, *, side: bool = False) -> list[Entry]:
    """Return all that a link opens of the room's log, or of its side log, from the disk."""
    key = parse_address(link)
    opened = key.side() if side else key
    return list(open_room(read_log(server.data / "flipover.db", opened.log), opened).entries)


async def test_steps_are_ticked_in_any_order_and_stay_the_coachs(
    server: RunningServer, browsers: Browsers
) -> None:
    """Ticks come back after a reload; nothing of them reaches the client's device."""
    pair = await meet_in_writing(server, browsers)
    coach, client = pair.coach, pair.client
    got: list[bytes] = []

    def keep(frame: str | bytes) -> None:
        got.append(frame if isinstance(frame, bytes) else frame.encode())

    client.page.on("websocket", lambda socket: socket.on("framereceived", keep))
    await come_again(client, "Sam")
    await open_part(coach, "Stappen")
    for step in TICKED:
        await coach.page.get_by_label(step).check(force=True)
    coach_link = await link_of(coach, server)
    client_link = await link_of(client, server)
    side = parse_address(coach_link).side()

    async def all_kept() -> bool:
        kept = entries_of(server, coach_link, side=True)
        return sum(entry.kind == "item" for entry in kept) == len(TICKED)

    await until("the side log has the ticks", all_kept)
    await coach.say("Dag Sam")
    await client.reads("Dag Sam")
    assert got, "nothing was seen of what the client's page receives"
    assert all(side.log not in frame for frame in got)
    assert side.log_id not in "".join(pair.client_person.watch.requests)
    assert {entry.kind for entry in entries_of(server, client_link)}.isdisjoint({"item"})

    await come_again(coach, "Eva")
    for step in TICKED:
        await expect(coach.page.get_by_label(step)).to_be_checked()
    await expect(coach.page.get_by_label("Hoe je het wilt")).not_to_be_checked()


async def test_a_question_goes_on_the_sheet_or_waits_in_the_letter(
    server: RunningServer, browsers: Browsers
) -> None:
    """The client sees it on the sheet; in the letter it waits until the coach sends it."""
    pair = await meet_in_writing(server, browsers)
    coach, client = pair.coach, pair.client
    await open_part(coach, "Vragen")
    await coach.page.get_by_text("Waar het over gaat").click()
    await coach.page.get_by_role("button", name=f"Zet op het vel: {QUESTION}").click()
    await expect(client.sheet.locator("[data-type=text]")).to_have_text(QUESTION)
    await coach.page.get_by_text("Wat er al is").click()
    await coach.page.get_by_role("button", name=f"Zet in je bericht: {FOR_LETTER}").click()
    composer = coach.page.get_by_role("textbox", name="Schrijf aan Sam")
    await expect(composer).to_have_value(FOR_LETTER)
    await coach.draw([(0.2, 0.5), (0.4, 0.5)])
    await client.strokes_are(1)
    await expect(client.letters).to_have_count(0)
    await coach.page.get_by_role("button", name="Verstuur", exact=True).click()
    await client.reads(FOR_LETTER)


async def test_own_questions_and_favourites_are_there_in_every_room(
    server: RunningServer, browsers: Browsers
) -> None:
    """Written in one room, found in the next."""
    pair = await meet_in_writing(server, browsers)
    page = pair.coach.page
    await open_part(pair.coach, "Vragen")
    await page.get_by_text("Eigen vragen").click()
    await page.get_by_label("Je eigen vraag").fill("Wat geeft je lucht?")
    await page.get_by_role("button", name="Bewaar deze vraag").click()
    await page.get_by_role("button", name="Maak favoriet: Wat geeft je lucht?").click()
    star = page.get_by_role("button", name="Niet meer favoriet: Wat geeft je lucht?")
    await expect(star.first).to_be_visible()
    await come_again(pair.coach, "Eva")
    favourites = page.locator("details", has_text="Favorieten")
    await expect(favourites).to_contain_text("Wat geeft je lucht?")
