"""
Microphone, camera and speaker: chosen, changed, lost and found again during a call that does not
notice, and never a way by which somebody is heard or seen who had switched off.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from tests.e2e.browsers import Browsers, Person
from tests.e2e.coach_page import CoachPage
from tests.e2e.media import ffmpeg, make_tone
from tests.e2e.meeting import NO_KNOCK, TITLE
from tests.e2e.pages import RoomPage, Threshold
from tests.e2e.plugs import add_plugs, plug_in, pull_out
from tests.e2e.test_axe import faults
from tests.faults.arriving import SILENCE, WATCH_MEDIA, arrived, listen
from tests.serving import RunningServer
from tests.until import until

#: Chromium makes as many cameras as it is told, three microphones and three speakers
THREE_CAMERAS = "--use-fake-device-for-media-stream=device-count=3,fps=20"
#: Chromium gives its second camera depths for colours, which no call can carry
DEPTH_CAMERA = "fake_device_1"
NO_CAMERA = "--use-fake-device-for-media-stream=device-count=0"

#: the labels of the tracks of one's own that are live, and whether the voice's is open
OWN = """() => watchedTracks.filter((track) => track.readyState === 'live').map((track) => ({
    kind: track.kind, label: track.label, enabled: track.enabled,
    echo: track.getSettings().echoCancellation,
    noise: track.getSettings().noiseSuppression,
    gain: track.getSettings().autoGainControl,
}))"""
#: how many connections the page ever made, and who they are to DTLS
CONNECTIONS = """() => watchedConnections.map((one) =>
    one.currentRemoteDescription?.sdp.match(/a=ice-ufrag:(\\S+)/)?.[1])"""


@dataclass
class Call:
    """Eva and Sam in a call; Sam has plugs."""

    coach: RoomPage
    client: RoomPage
    client_person: Person

    @property
    def page(self) -> Page:
        """The page whose devices change."""
        return self.client.page

    async def comes_over(self) -> None:
        """Wait until frames of Sam arrive at Eva's, and sound."""

        async def moving() -> bool:
            heard = await listen(self.coach.page)
            return heard.frames > 5 and heard.energy > SILENCE

        await until("Sam is seen and heard", moving, seconds=60)

    async def is_silent(self) -> None:
        """Wait until a stretch of what arrives of Sam is silent."""

        async def silent() -> bool:
            return (await listen(self.coach.page)).energy < SILENCE

        await until("Sam is silent", silent, seconds=60)

    async def own(self) -> dict[str, Any]:
        """Return Sam's live tracks by kind; there is at most one of each."""
        tracks: list[dict[str, Any]] = await self.page.evaluate(OWN)
        by_kind = {track["kind"]: track for track in tracks}
        assert len(by_kind) == len(tracks), "a device was left open"
        return by_kind

    async def uses(self, kind: str, label: str) -> None:
        """Wait until Sam's only live track of *kind* is that of the device *label*."""

        async def there() -> bool:
            found: list[dict[str, Any]] = await self.page.evaluate(OWN)
            return [one["label"] for one in found if one["kind"] == kind] == [label]

        await until(f"{label} is used", there)

    async def open_panel(self) -> Locator:
        """Open the panel of devices, by way of "Meer"."""
        await self.page.get_by_role("button", name="Meer", exact=True).click()
        await self.page.get_by_role("dialog").get_by_role("button", name="Beeld en geluid").click()
        panel = self.page.get_by_role("dialog", name="Beeld en geluid")
        await expect(panel.get_by_label("Microfoon", exact=True)).to_be_visible()
        return panel

    async def mute(self) -> None:
        """Switch Sam's microphone off."""
        await self.page.get_by_role("button", name="Microfoon aan").click()
        await expect(self.page.get_by_role("button", name="Microfoon uit")).to_be_visible()


async def make_room(server: RunningServer, person: Person, form: str = "Beeld") -> tuple[Page, str]:
    """Let Eva make a room and go in; return her page and Sam's link."""
    office = CoachPage(await person.page())
    await office.make_workspace(server.invitation)
    link = await office.make_room(TITLE, "Sam", knock=NO_KNOCK)
    await (await office.go_in(TITLE)).arrive("Eva", form)
    await RoomPage(office.page).entered()
    return office.page, link


@pytest.fixture
async def browser(browsers: Browsers, tmp_path: Path) -> Browser:
    """One browser for both, with three cameras, and two microphones beside the usual one."""
    # By themselves all microphones of Chromium beep as its cameras' clocks say.
    tone = tmp_path / "tone.wav"
    make_tone(tone, 440)
    sound = f"--use-file-for-fake-audio-capture={tone}"
    return await browsers.chromium(flags=[THREE_CAMERAS, sound])


@pytest.fixture
async def call(server: RunningServer, browsers: Browsers, browser: Browser) -> Call:
    """Both in the room with picture, Sam seen and heard."""
    eva, sam = [await browsers.person(browser) for _ in range(2)]
    for person in (eva, sam):
        await person.context.add_init_script(WATCH_MEDIA)
    await add_plugs(sam.context, DEPTH_CAMERA)
    coach, link = await make_room(server, eva)
    page = await sam.page(link)
    await Threshold(page).arrive("Sam", "Beeld")
    meeting = Call(RoomPage(coach), await RoomPage(page).entered(), sam)
    await meeting.comes_over()
    return meeting


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


async def test_the_screen_is_kept_awake_in_a_call_only(
    server: RunningServer, browsers: Browsers, browser: Browser
) -> None:
    """In voice and picture the page holds the screen, in writing and after leaving it does not."""
    person = await browsers.person(browser)
    await person.context.add_init_script("""(() => {
        globalThis.awake = new Set();
        const lock = navigator.wakeLock;
        if (lock === undefined) return;
        const request = lock.request.bind(lock);
        lock.request = async (kind) => {
            const held = await request(kind);
            awake.add(held);
            held.addEventListener('release', () => awake.delete(held));
            return held;
        };
    })()""")
    page, _ = await make_room(server, person, "Stem")
    title: Any = await page.evaluate("navigator.mediaSession.metadata?.title")
    assert title == "Flipover"

    async def holds(count: int) -> None:
        async def held() -> bool:
            return bool(await page.evaluate("awake.size") == count)

        await until(f"{count} locks", held)

    await holds(1)
    await take_part(page, "Schrijven")
    await holds(0)
    await take_part(page, "Beeld")
    await holds(1)
    await RoomPage(page).leave()
    await holds(0)


async def take_part(page: Page, form: str) -> None:
    """Choose another form under "Meer"."""
    await page.get_by_role("button", name="Meer", exact=True).click()
    panel = page.get_by_role("dialog")
    await panel.get_by_role("radio", name=form).check(force=True)
    await page.keyboard.press("Escape")
    await expect(panel).to_have_count(0)
