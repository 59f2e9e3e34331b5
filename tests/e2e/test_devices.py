"""
Microphone, camera and speaker: chosen, changed, lost and found again during a call that does not
notice, and never a way by which somebody is heard or seen who had switched off.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.e2e.browsers import Browsers
from tests.e2e.device_call import (
    CONNECTIONS,
    Call,
    browser_of_many_devices,
    call_with_plugs,
    make_room,
)
from tests.e2e.pages import RoomPage, Threshold
from tests.e2e.plugs import add_plugs, plug_in, pull_out
from tests.e2e.test_axe import faults
from tests.faults.arriving import SILENCE, WATCH_MEDIA, arrived, listen
from tests.serving import RunningServer
from tests.until import until

pytestmark = pytest.mark.lone  # what a camera and a microphone give is measured


@pytest.fixture
async def browser(browsers: Browsers, tmp_path: Path) -> Browser:
    """One browser for both, with many devices."""
    return await browser_of_many_devices(browsers, tmp_path)


@pytest.fixture
async def call(server: RunningServer, browsers: Browsers, browser: Browser) -> Call:
    """Both in the room with picture, Sam seen and heard."""
    return await call_with_plugs(server, browsers, browser)


async def test_changing_devices_is_seen_and_heard_over_the_same_connection(call: Call) -> None:
    """Another camera, microphone and speaker: frames and sound go on, nothing is negotiated."""
    before = await call.page.evaluate(CONNECTIONS)
    assert len(before) == 1
    panel = await call.open_panel()
    await panel.get_by_label("Microfoon", exact=True).select_option(label="Fake Audio Input 2")
    await call.uses("audio", "Fake Audio Input 2")
    await panel.get_by_label("Camera", exact=True).select_option(label="fake_device_2")
    await call.uses("video", "fake_device_2")
    await panel.get_by_label("Luidspreker", exact=True).select_option(label="Fake Audio Output 1")
    await panel.get_by_role("button", name="Test geluid").click()
    await expect(panel.get_by_text("Je hoort nu twee zachte tonen")).to_be_visible()
    await expect(panel.get_by_text("Je hoort nu twee zachte tonen")).to_have_count(0)
    await call.comes_over()

    assert await call.page.evaluate(CONNECTIONS) == before
    chosen = await panel.get_by_label("Luidspreker", exact=True).input_value()
    assert await call.client.other_face.evaluate("face => face.sinkId") == chosen != ""

    # The next visit begins with what was chosen.
    await call.page.reload()
    await Threshold(call.page).arrive("Sam", "Beeld")
    await call.client.entered()
    await call.uses("audio", "Fake Audio Input 2")
    await call.uses("video", "fake_device_2")


async def test_how_the_voice_is_treated_changes_without_a_new_connection(call: Call) -> None:
    """Each of the three switches holds for the track that is sent, and for it alone."""
    before = await call.page.evaluate(CONNECTIONS)
    panel = await call.open_panel()
    expected = {"echo": True, "noise": True, "gain": True}
    for part, word in (
        ("noise", "Ruis dempen"),
        ("echo", "Echo weghalen"),
        ("gain", "Volume gelijk houden"),
        ("echo", "Echo weghalen"),
    ):
        await panel.get_by_role("checkbox", name=word).click()
        expected[part] = not expected[part]

        async def treated() -> bool:
            voice = (await call.own()).get("audio", {})
            return {key: voice.get(key) for key in expected} == expected

        await until(f"{word} is switched", treated)
    await call.comes_over()
    assert await call.page.evaluate(CONNECTIONS) == before


async def test_no_change_of_device_opens_what_was_switched_off(call: Call) -> None:
    """
    Muted and with the camera off, Sam changes, loses and gets back devices: not a sound and not a
    frame of him arrives, and no camera is even opened; then he opens both and is there again.
    """
    await call.mute()
    await call.page.get_by_role("button", name="Camera aan").click()
    await expect(call.page.get_by_role("button", name="Camera uit")).to_be_visible()
    await call.is_silent()
    before = await arrived(call.coach.page)

    panel = await call.open_panel()
    await panel.get_by_label("Microfoon", exact=True).select_option(label="Fake Audio Input 2")
    await call.uses("audio", "Fake Audio Input 2")
    await listen(call.coach.page)
    await panel.get_by_label("Camera", exact=True).select_option(label="fake_device_2")
    await panel.get_by_role("checkbox", name="Ruis dempen").click()

    async def softened() -> bool:
        return (await call.own()).get("audio", {}).get("noise") is False

    await until("noise is no longer softened", softened)
    await call.page.keyboard.press("Escape")
    await pull_out(call.page, "Fake Audio Input 2")
    await expect(call.page.get_by_text("Je microfoon is weg.")).to_contain_text(
        "staat nog steeds uit"
    )
    await call.uses("audio", "Fake Default Audio Input")
    await listen(call.coach.page)
    await plug_in(call.page, "Fake Audio Input 2")
    await call.uses("audio", "Fake Audio Input 2")
    await pull_out(call.page, "fake_device_2")
    await plug_in(call.page, "fake_device_2")
    await listen(call.coach.page)

    after = await arrived(call.coach.page)
    assert after.heard > before.heard + 5, "the connection carried silence"
    assert after.energy - before.energy < SILENCE
    assert after.frames == before.frames
    own = await call.own()
    assert set(own) == {"audio"}
    assert not own["audio"]["enabled"]

    for word in ("Microfoon", "Camera"):
        await call.page.get_by_role("button", name=f"{word} uit").click()
    await call.comes_over()
    await call.uses("video", "fake_device_2")


async def test_what_is_plugged_in_and_out_is_told_and_left_to_the_person(call: Call) -> None:
    """
    A microphone gives way to the next and comes back; another camera waits for a word; what is
    new is offered and, once passed over, not again.
    """
    page = call.page
    panel = await call.open_panel()
    await panel.get_by_label("Microfoon", exact=True).select_option(label="Fake Audio Input 1")
    await call.uses("audio", "Fake Audio Input 1")
    await page.keyboard.press("Escape")

    await pull_out(page, "Fake Audio Input 1")
    await expect(page.get_by_text("Je microfoon is weg.")).to_be_visible()
    await call.comes_over()
    await plug_in(page, "Fake Audio Input 1")
    await expect(page.get_by_text("Je eigen keuze is er weer")).to_contain_text(
        "Fake Audio Input 1"
    )
    await call.uses("audio", "Fake Audio Input 1")
    await page.get_by_role("button", name="Verberg").click()

    camera = (await call.own())["video"]["label"]
    await pull_out(page, camera)
    await expect(page.get_by_text("Je camera is weg.")).to_be_visible()
    assert set(await call.own()) == {"audio"}
    await expect(page.get_by_role("button", name="Geen camera")).to_be_visible()
    await page.get_by_role("button", name=re.compile("^Gebruik fake_device")).click()
    await call.comes_over()

    await plug_in(page, camera)
    offer = page.get_by_text(f"Er is iets aangesloten: {camera}")
    await expect(offer).to_be_visible()
    assert (await call.own())["video"]["label"] != camera
    await page.get_by_role("button", name="Nu niet").click()
    await expect(offer).to_have_count(0)
    assert await faults(page) == []


async def test_panel_and_keys_by_keyboard_alone(call: Call) -> None:
    """Opened, walked through and closed with keys; the focus is never lost and comes back."""
    page = call.page
    more = page.get_by_role("button", name="Meer", exact=True)
    await more.focus()
    await page.keyboard.press("Enter")
    await page.get_by_role("dialog").get_by_role("button", name="Beeld en geluid").focus()
    await page.keyboard.press("Enter")
    panel = page.get_by_role("dialog", name="Beeld en geluid")
    await expect(panel.get_by_role("heading", name="Beeld en geluid")).to_be_focused()
    assert await faults(page) == []
    microphone = panel.get_by_label("Microfoon", exact=True)
    await page.keyboard.press("Tab")
    await page.keyboard.press("Tab")
    await expect(microphone).to_be_focused()
    for _ in range(2):
        await page.keyboard.press("ArrowDown")
    await call.uses("audio", "Fake Audio Input 2")
    await page.keyboard.press("Escape")
    await expect(panel).to_have_count(0)
    await expect(more).to_be_focused()

    await page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Sneltoetsen")
    await expect(keys.get_by_role("heading", name="Sneltoetsen")).to_be_focused()
    assert await faults(page) == []
    await page.keyboard.press("Escape")
    await expect(more).to_be_focused()


async def test_a_new_device_is_there_for_whoever_wants_it(
    server: RunningServer, browsers: Browsers, browser: Browser
) -> None:
    """A headset plugged in during the call is offered, and used at a word; muted stays muted."""
    eva, sam = [await browsers.person(browser) for _ in range(2)]
    for person in (eva, sam):
        await person.context.add_init_script(WATCH_MEDIA)
    await add_plugs(sam.context, "Fake Audio Input 2")
    coach, link = await make_room(server, eva, "Stem")
    page = await sam.page(link)
    await Threshold(page).arrive("Sam", "Stem")
    call = Call(RoomPage(coach), await RoomPage(page).entered(), sam)
    await call.mute()

    await plug_in(page, "Fake Audio Input 2")
    await expect(page.get_by_text("Er is iets aangesloten: Fake Audio Input 2")).to_be_visible()
    await call.uses("audio", "Fake Default Audio Input")
    await page.get_by_role("button", name="Gebruik Fake Audio Input 2").click()

    await call.uses("audio", "Fake Audio Input 2")
    assert not (await call.own())["audio"]["enabled"]
    await expect(page.get_by_role("button", name="Microfoon uit")).to_be_visible()
