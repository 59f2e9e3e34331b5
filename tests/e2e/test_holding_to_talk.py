"""Who talks by holding is heard while holding, and at no other time."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.e2e.browsers import Browsers
from tests.e2e.device_call import Call, browser_of_many_devices, call_with_plugs
from tests.e2e.pages import Threshold
from tests.e2e.test_axe import faults
from tests.faults.arriving import SILENCE, arrived, listen
from tests.serving import RunningServer

pytestmark = pytest.mark.lone  # what a microphone gives is measured


@pytest.fixture
async def call(server: RunningServer, browsers: Browsers, tmp_path: Path) -> Call:
    """Both in the room with picture, Sam seen and heard."""
    browser = await browser_of_many_devices(browsers, tmp_path)
    return await call_with_plugs(server, browsers, browser)


async def test_holding_talks_and_letting_go_does_not(call: Call) -> None:
    """
    Held down, the space bar, m and the button open the microphone; released, or with the window
    left, it is closed. On a button the space bar presses, in a field it types.
    """
    page = call.page
    panel = await call.open_panel()
    await panel.get_by_role("checkbox", name=re.compile("^Alleen praten zolang")).click()
    await page.keyboard.press("Escape")
    button = page.get_by_role("button", name="Houd ingedrukt om te praten")
    talking = page.get_by_role("button", name="Je praat")
    await expect(button).to_be_visible()
    await call.is_silent()

    await page.locator("body").evaluate("() => document.activeElement.blur()")
    await page.keyboard.down("Space")
    await expect(talking).to_be_visible()
    await call.comes_over()
    await page.keyboard.up("Space")
    await expect(button).to_be_visible()
    await call.is_silent()

    await page.keyboard.down("m")
    await expect(talking).to_be_visible()
    await page.evaluate("window.dispatchEvent(new Event('blur'))")
    await expect(button).to_be_visible()
    await page.keyboard.up("m")

    box = await button.bounding_box()
    assert box is not None
    await page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    await page.mouse.down()
    await expect(talking).to_be_visible()
    await page.mouse.move(5, 5)
    await expect(talking).to_be_visible()
    await page.mouse.up()
    await expect(button).to_be_visible()

    await page.get_by_role("button", name="Schrijven", exact=True).focus()
    await page.keyboard.press("Space")
    field = page.get_by_role("textbox", name="Schrijf aan Eva")
    await expect(field).to_be_focused()
    await page.keyboard.down("m")
    await page.keyboard.down("Space")
    await expect(field).to_have_value("m ")
    await expect(button).to_be_visible()
    assert not (await call.own())["audio"]["enabled"]
    assert await faults(page) == []


async def test_holding_is_remembered_and_nobody_comes_in_open(call: Call) -> None:
    """Who talks by holding comes back closed, however often."""
    panel = await call.open_panel()
    await panel.get_by_role("checkbox", name=re.compile("^Alleen praten zolang")).click()
    await call.is_silent()
    before = await arrived(call.coach.page)

    await call.page.reload()
    await Threshold(call.page).arrive("Sam", "Beeld")
    await call.client.entered()
    await expect(
        call.page.get_by_role("button", name="Houd ingedrukt om te praten")
    ).to_be_visible()
    await call.client.sees_other()
    await listen(call.coach.page)

    assert (await arrived(call.coach.page)).energy - before.energy < SILENCE
    assert not (await call.own())["audio"]["enabled"]
