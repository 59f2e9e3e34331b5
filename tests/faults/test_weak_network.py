"""On a weak network the voice goes on, the picture yields and comes back, and both are told."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.e2e.browsers import Browsers
from tests.e2e.coach_page import CoachPage
from tests.e2e.media import Mark
from tests.e2e.meeting import NO_KNOCK, TITLE
from tests.e2e.pages import RoomPage, Threshold
from tests.faults.weak import LONGEST_SILENCE, NARROW, WATCH, WIDE, page_with_network, received
from tests.serving import RunningServer
from tests.until import until

pytestmark = pytest.mark.lone  # what the line carries is measured

#: s of sound that is listened to on the narrow network, after it has settled
LISTEN_S = 15
#: a syllable; longer silences are heard as a gap
SYLLABLE_MS = 400
#: share of the sound that may be made up and still be followed with ease
FOLLOWED = 0.1


@pytest.mark.slow
async def test_at_200_kbit_and_5_percent_loss_the_voice_goes_on_and_the_picture_returns(
    server: RunningServer, browsers: Browsers, coach_mark: Mark, client_mark: Mark
) -> None:
    """
    The client's network becomes narrow: the coach hears on without gaps while the picture gets
    smaller or stops, and reads so; when the network is wide the whole picture is back.
    """
    coach_person = await browsers.person(await browsers.chromium(coach_mark))
    client_person = await browsers.person(await browsers.chromium(client_mark))
    await coach_person.context.add_init_script(WATCH)
    office = CoachPage(await coach_person.page())
    await office.make_workspace(server.invitation)
    link = await office.make_room(TITLE, "Sam", knock=NO_KNOCK)
    await (await office.go_in(TITLE)).arrive("Eva")
    coach = await RoomPage(office.page).entered()
    page, network = await page_with_network(client_person)
    await page.goto(link)
    await Threshold(page).arrive("Sam")
    await RoomPage(page).entered()
    await coach.sees_other()

    async def width() -> int:
        return (await received(coach.page)).width

    async def is_whole() -> bool:
        return await width() >= 640

    await until("the whole picture", is_whole, seconds=60)

    await network.become(NARROW)

    async def is_small() -> bool:
        return await width() < 640

    await until("a smaller picture", is_small, seconds=60)
    before = await received(coach.page)
    silence = await coach.other_face.evaluate(LONGEST_SILENCE, LISTEN_S)
    after = await received(coach.page)
    made_up = (after.made_up - before.made_up) / (after.played - before.played)
    print(f"longest silence {silence:.0f} ms, {made_up:.1%} of the sound made up")
    assert silence < SYLLABLE_MS
    assert made_up < FOLLOWED

    await network.become(WIDE)
    await until("the whole picture again", is_whole, seconds=60)
    await expect(page.locator(".arrives")).to_have_count(0)

    # The ear that heard no gap does hear one.
    await page.get_by_role("button", name="Microfoon aan").click()
    await expect(coach.page.get_by_text("microfoon uit")).to_be_visible()
    assert await coach.other_face.evaluate(LONGEST_SILENCE, 2) > 2 * SYLLABLE_MS
