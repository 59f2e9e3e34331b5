"""One room, three forms, a shared screen, several people: what each has on their own screen."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.e2e.browsers import Browsers
from tests.e2e.coach_page import CoachPage
from tests.e2e.media import Mark, make_mark
from tests.e2e.meeting import NO_KNOCK, TITLE, Pair, come_in
from tests.e2e.pages import SHOWN_FRAMES, RoomPage, other_voice_levels
from tests.serving import RunningServer
from tests.until import until

pytestmark = pytest.mark.lone  # up to four browsers in one call

AUDIBLE_DB = -60.0


async def take_part(room: RoomPage, form: str) -> None:
    """Change how one takes part, by the menu."""
    await room.page.get_by_role("button", name="Meer", exact=True).click()
    menu = room.page.get_by_role("dialog")
    await menu.get_by_role("radio", name=form).check(force=True)
    await menu.get_by_role("button", name="Sluit").click()
    await expect(menu).to_have_count(0)


async def hears(room: RoomPage, tone_hz: int) -> None:
    """Wait until the other's tone is heard."""

    async def loud() -> bool:
        (level,) = await other_voice_levels(room, [tone_hz])
        return level > AUDIBLE_DB

    await until(f"{tone_hz} Hz is heard", loud, seconds=40)


@pytest.mark.slow
async def test_a_form_changes_without_a_new_link_and_nothing_else_changes(
    pair: Pair, client_mark: Mark
) -> None:
    """
    Picture, voice, writing and picture again: the sheet and the letters stay where they are, the
    other sees and hears what one chose.
    """
    coach, client = pair.coach, pair.client
    await coach.sees_other()
    await client.draw([(0.2, 0.2), (0.6, 0.3)])
    await client.say("zonder nieuwe link")

    await take_part(client, "Stem")
    await expect(client.own_face).to_have_count(0)
    await expect(coach.other_face).to_be_hidden()
    await expect(coach.page.get_by_text("camera uit")).to_have_count(0)
    await hears(coach, client_mark.tone_hz)

    await take_part(client, "Schrijven")
    await expect(client.page.get_by_role("group", name=re.compile("^Microfoon"))).to_have_count(0)
    await expect(coach.page.get_by_text("Sam schrijft mee")).to_be_visible()
    for room in (coach, client):
        await room.strokes_are(1)
        await room.reads("zonder nieuwe link")

    await take_part(client, "Beeld")
    await coach.sees_other()
    await hears(coach, client_mark.tone_hz)
    await coach.strokes_are(1)


@pytest.mark.slow
async def test_a_shared_screen_is_seen_beside_the_face_and_hides_what_only_the_coach_sees(
    pair: Pair,
) -> None:
    """
    The coach shares: the client sees the screen's picture and still the face; the coach's own
    drawer is gone until the sharing ends.
    """
    coach, client = pair.coach, pair.client
    await client.sees_other()
    drawer = coach.page.get_by_role("complementary", name="Alleen voor jou")
    await expect(drawer).to_be_visible()
    shown = client.page.locator('video[data-screen="other"]')
    await expect(shown).to_have_count(0)

    await coach.page.get_by_role("button", name="Deel scherm").click()
    await expect(shown).to_be_visible()
    await expect(drawer).to_have_count(0)
    await expect(coach.page.get_by_text("Wat alleen jij ziet is zolang verborgen")).to_be_visible()

    async def moves() -> bool:
        # The browser's stand-in for a screen is wider than any of the fake cameras.
        wide = await shown.evaluate("video => video.videoWidth / video.videoHeight > 1.7")
        return bool(wide) and int(await shown.evaluate(SHOWN_FRAMES)) > 5

    await until("the screen is seen", moves, seconds=40)
    await client.sees_other()
    await client.page.get_by_role("button", name="Groter").click()
    await expect(client.page.get_by_role("button", name="Terug naast het vel")).to_be_visible()

    await coach.page.get_by_role("button", name="Stop delen").click()
    await expect(shown).to_have_count(0)
    await expect(drawer).to_be_visible()
    await client.draw([(0.2, 0.4), (0.6, 0.5)])


@pytest.mark.slow
async def test_a_device_that_the_coach_takes_away_is_out_at_once(pair: Pair) -> None:
    """Both see who may come in; the one taken away hears why, and the coach's list is shorter."""
    coach, client = pair.coach, pair.client
    await coach.sees_other()
    who = coach.page.get_by_role("button", name="Wie kan dit zien?")
    await client.page.get_by_role("button", name="Wie kan dit zien?").click()
    seen = client.page.get_by_role("dialog").get_by_role("listitem")
    await expect(seen).to_have_text(["Eva, is er nu", "Sam, dit apparaat"])
    await client.page.get_by_role("button", name="Sluit").click()

    await who.click()
    listed = coach.page.get_by_role("dialog").get_by_role("listitem")
    await expect(listed).to_have_count(2)
    await coach.page.get_by_role("button", name="Haal weg: Sam, is er nu").click()
    await coach.page.get_by_role("button", name="Ja, haal dit apparaat weg").click()

    await expect(client.page.get_by_role("heading", name="ingetrokken")).to_be_visible()
    await expect(listed).to_have_count(1)
    await coach.page.get_by_role("button", name="Sluit").click()
    await expect(coach.other_face).to_have_count(0)


@pytest.mark.slow
async def test_what_was_agreed_for_a_lost_call_is_with_both(pair: Pair) -> None:
    """One writes down whom to ring; the other finds the same in the menu."""
    await pair.coach.page.get_by_role("button", name="Meer", exact=True).click()
    agreed = pair.coach.page.get_by_label("Als de verbinding wegvalt")
    await agreed.fill("dan belt Eva naar 06 12 34 56 78")
    await pair.coach.page.get_by_role("button", name="Sluit").click()

    await pair.client.page.get_by_role("button", name="Meer", exact=True).click()
    await expect(pair.client.page.get_by_label("Als de verbinding wegvalt")).to_have_value(
        "dan belt Eva naar 06 12 34 56 78"
    )


@pytest.mark.slow
async def test_the_other_fits_in_a_window_of_its_own(pair: Pair) -> None:
    """From the menu into a floating window and back; the call goes on in the room."""
    client = pair.client
    await client.sees_other()
    out = "document.pictureInPictureElement?.dataset.face === 'other'"
    back = "document.pictureInPictureElement === null"
    for word, wanted in (("Gezicht in een los venster", out), ("Gezicht terug in de kamer", back)):
        await client.page.get_by_role("button", name="Meer", exact=True).click()
        await client.page.get_by_role("button", name=word).click()
        await until(word, partial(client.page.evaluate, wanted))
        await client.page.get_by_role("button", name="Sluit").click()
    await client.sees_other()


@pytest.mark.slow
async def test_four_hear_each_other(
    server: RunningServer, browsers: Browsers, tmp_path: Path
) -> None:
    """Each of four browsers, with a tone of its own, hears the three others and not itself."""
    names = ["Eva", "Sam", "Noor", "Youssef"]
    tones = [440, 880, 1320, 1760]
    marks = [
        make_mark(tmp_path, name, (40 * i, 90, 90), tone)
        for i, (name, tone) in enumerate(zip(names, tones, strict=True))
    ]
    persons = [await browsers.person(await browsers.chromium(mark)) for mark in marks]
    office = CoachPage(await persons[0].page())
    await office.make_workspace(server.invitation)
    links = [await office.make_room(TITLE, names[1], knock=NO_KNOCK)]
    links += [await office.invite(TITLE, name) for name in names[2:]]
    await (await office.go_in(TITLE)).arrive(names[0], "Stem")
    rooms = [await RoomPage(office.page).entered()]
    for person, name, link in zip(persons[1:], names[1:], links, strict=True):
        rooms.append(await (await come_in(person, link, name, "Stem")).entered())

    async def hears_all_others(room: RoomPage, own: int) -> bool:
        heard = [await other_voice_levels(room, tones, face) for face in range(3)]
        loudest = {tones[levels.index(max(levels))] for levels in heard}
        return loudest == set(tones) - {own} and all(max(one) > AUDIBLE_DB for one in heard)

    for room, own in zip(rooms, tones, strict=True):
        await expect(room.other_face).to_have_count(3)
        look = partial(hears_all_others, room, own)
        await until(f"three others, not {own} Hz", look, seconds=60)
    # One after another, each once the faces of who left are gone: below them lies what one presses.
    while len(rooms) > 1:
        await rooms.pop().leave()
        for room in rooms:
            await expect(room.other_face).to_have_count(len(rooms) - 1)
