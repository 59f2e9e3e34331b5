"""A camera or microphone that is refused, missing or silent has words, and a way on."""

from __future__ import annotations

from pathlib import Path

from playwright.async_api import expect

from tests.e2e.browsers import Browsers
from tests.e2e.device_call import make_room
from tests.e2e.media import ffmpeg
from tests.e2e.pages import RoomPage, Threshold
from tests.e2e.test_axe import faults
from tests.faults.arriving import WATCH_MEDIA
from tests.serving import RunningServer

#: Chromium makes as many cameras as it is told
NO_CAMERA = "--use-fake-device-for-media-stream=device-count=0"


async def test_a_refused_permission_has_words_and_a_way_on(
    server: RunningServer, browsers: Browsers
) -> None:
    """On the threshold and in the room: what is the matter, where it is allowed, no raw error."""
    granting = await browsers.chromium()
    _, link = await make_room(server, await browsers.person(granting))
    refusing = await browsers.refusing()
    page = await (await browsers.person(refusing)).page(link)
    await Threshold(page).choose("Beeld")
    await expect(page.get_by_text("Je browser houdt je camera en microfoon tegen.")).to_be_visible()
    await expect(page.get_by_text("Klik op het teken links van het adres")).to_be_visible()
    assert await faults(page) == []
    await page.get_by_label("Hoe mogen we je noemen?").fill("Sam")
    await page.get_by_role("button", name="Kom binnen").click()
    await RoomPage(page).entered()
    await expect(page.get_by_text("De ander hoort en ziet je nu niet")).to_be_visible()
    await expect(page.get_by_text("Klik op het teken links van het adres")).to_be_visible()
    await expect(page.get_by_role("button", name="Geen microfoon")).to_be_visible()
    await expect(page.get_by_role("button", name="Geen camera")).to_be_visible()
    assert "NotAllowed" not in await page.inner_text("body")
    assert await faults(page) == []


async def test_without_a_camera_one_comes_in_by_voice(
    server: RunningServer, browsers: Browsers
) -> None:
    """Who has no camera is told, and is heard."""
    _, link = await make_room(server, await browsers.person(await browsers.chromium()))
    person = await browsers.person(await browsers.chromium(flags=[NO_CAMERA]))
    await person.context.add_init_script(WATCH_MEDIA)
    page = await person.page(link)
    await Threshold(page).choose("Beeld")
    await expect(page.get_by_text("Er is geen camera gevonden.")).to_be_visible()
    await Threshold(page).arrive("Sam", "Beeld")
    await RoomPage(page).entered()
    await expect(
        page.get_by_text("Er is geen camera gevonden. De ander hoort je wel.")
    ).to_be_visible()
    await expect(page.get_by_role("button", name="Geen camera")).to_be_visible()
    await expect(page.get_by_role("button", name="Microfoon aan")).to_be_visible()


async def test_an_open_microphone_that_gives_nothing_is_announced(
    server: RunningServer, browsers: Browsers, tmp_path: Path
) -> None:
    """Digital silence behind an open microphone is told; a closed one and a working one are not."""
    silence = tmp_path / "silence.wav"
    ffmpeg("-f", "lavfi", "-i", "anullsrc=r=48000:cl=mono", "-t", "4", str(silence))
    coach, link = await make_room(server, await browsers.person(await browsers.chromium()), "Stem")
    flag = f"--use-file-for-fake-audio-capture={silence}"
    page = await (await browsers.person(await browsers.chromium(flags=[flag]))).page(link)
    await Threshold(page).choose("Stem")
    await page.get_by_label("Hoe mogen we je noemen?").fill("Sam")
    await page.get_by_role("button", name="Kom binnen").click()
    await RoomPage(page).entered()

    told = page.get_by_text("er komt geen geluid uit")
    await expect(told).to_be_visible()
    await page.get_by_role("button", name="Microfoon aan").click()
    await expect(told).to_have_count(0)
    await page.get_by_role("button", name="Microfoon uit").click()
    await expect(told).to_be_visible()
    await page.get_by_role("button", name="Kies een andere").click()
    await expect(page.get_by_role("dialog", name="Geluid")).to_be_visible()
    # Eva's microphone beeps, and has been open for longer.
    await expect(coach.get_by_text("er komt geen geluid uit")).to_have_count(0)
