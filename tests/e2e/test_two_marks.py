"""Each sees and hears the other, and not themselves: by the pixels and the spectrum received."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.async_api import Browser

from tests.e2e.browsers import FIREFOX_TONE_HZ, Browsers, Person
from tests.e2e.media import Mark
from tests.e2e.meeting import Pair, meet
from tests.e2e.pages import RoomPage, other_face_colour, other_voice_levels
from tests.serving import RunningServer

#: a lossy picture of one colour is still far nearer to it than to the other mark's
NEAR = 60.0
AUDIBLE_DB = -60.0
#: dB by which the other's tone must stand out over one's own
CLEARLY_LOUDER_DB = 20.0


def distance(a: tuple[float, float, float], b: tuple[float, float, float]) -> float:
    """How far apart two colours are, 0..442."""
    return sum((x - y) ** 2 for x, y in zip(a, b, strict=True)) ** 0.5


async def sees(room: RoomPage, other: Mark, own: Mark) -> None:
    """Assert that what comes from the other has *other*'s colour, and not one's *own*."""
    await room.sees_other()
    colour = await other_face_colour(room)

    assert distance(colour, other.colour) < NEAR
    assert distance(colour, own.colour) > 2 * NEAR


async def hears(room: RoomPage, other: Mark, own: Mark) -> None:
    """Assert that *other*'s tone is heard, and one's *own* is not."""
    others, owns = await other_voice_levels(room, [other.tone_hz, own.tone_hz])

    assert others > AUDIBLE_DB
    assert others - owns > CLEARLY_LOUDER_DB


async def test_two_chromiums_show_and_sound_each_other(
    pair: Pair, coach_mark: Mark, client_mark: Mark
) -> None:
    """Red and 440 Hz arrive at the client, blue and 880 Hz at the coach; not the other way."""
    await sees(pair.coach, client_mark, coach_mark)
    await sees(pair.client, coach_mark, client_mark)
    await hears(pair.coach, client_mark, coach_mark)
    await hears(pair.client, coach_mark, client_mark)


#: the page with the larger id makes the first offer; ids are eight random bytes
FIRST_BYTE = """first => {
    const random = crypto.getRandomValues.bind(crypto);
    crypto.getRandomValues = (bytes) => {
        random(bytes);
        if (bytes.length === 8) bytes[0] = first;
        return bytes;
    };
}"""


@pytest.mark.slow
@pytest.mark.parametrize(("first_byte", "offers"), [(0, "Chromium"), (255, "Firefox")])
async def test_chromium_and_firefox_show_each_other(
    server: RunningServer, browsers: Browsers, coach_mark: Mark, first_byte: int, offers: str
) -> None:
    """
    The coach's marked picture arrives in Firefox, its own fake one and its tone in Chromium,
    whichever of the two makes the offer.

    What Firefox hears is not measured: without a loudspeaker its AudioContext does not run.
    """
    coach_browser, client_browser = await browsers.chromium(coach_mark), await browsers.firefox()
    person = browsers.person

    async def with_an_id(browser: Browser, **options: Any) -> Person:
        made = await person(browser, **options)
        if browser is client_browser:
            await made.context.add_init_script(f"({FIRST_BYTE})({first_byte})")
        return made

    browsers.person = with_an_id  # type: ignore[method-assign]
    pair = await meet(server, browsers, coach_browser, client_browser)

    await pair.coach.sees_other()
    await pair.client.sees_other()
    assert distance(await other_face_colour(pair.client), coach_mark.colour) < NEAR
    assert distance(await other_face_colour(pair.coach), coach_mark.colour) > NEAR
    firefox, own = await other_voice_levels(pair.coach, [FIREFOX_TONE_HZ, coach_mark.tone_hz])
    assert firefox > AUDIBLE_DB
    assert firefox - own > CLEARLY_LOUDER_DB
