"""A call in which one side's devices can be chosen, pulled out and plugged in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, Locator, Page, expect

from tests.e2e.browsers import Browsers, Person
from tests.e2e.coach_page import CoachPage
from tests.e2e.media import make_tone
from tests.e2e.meeting import NO_KNOCK, TITLE
from tests.e2e.pages import RoomPage, Threshold
from tests.e2e.plugs import add_plugs
from tests.faults.arriving import SILENCE, WATCH_MEDIA, comes_over, listen
from tests.serving import RunningServer
from tests.until import until

#: Chromium makes as many cameras as it is told, three microphones and three speakers
THREE_CAMERAS = "--use-fake-device-for-media-stream=device-count=3,fps=20"
#: Chromium gives its second camera depths for colours, which no call can carry
DEPTH_CAMERA = "fake_device_1"

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
        await comes_over("Sam", self.coach.page)

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


async def browser_of_many_devices(browsers: Browsers, folder: Path) -> Browser:
    """Give a browser for both, with three cameras, and two microphones beside the usual one."""
    # By themselves all microphones of Chromium beep as its cameras' clocks say.
    tone = folder / "tone.wav"
    make_tone(tone, 440)
    sound = f"--use-file-for-fake-audio-capture={tone}"
    return await browsers.chromium(flags=[THREE_CAMERAS, sound])


async def call_with_plugs(server: RunningServer, browsers: Browsers, browser: Browser) -> Call:
    """Bring both into the room with picture, Sam seen and heard."""
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
