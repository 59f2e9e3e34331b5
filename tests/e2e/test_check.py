"""Trying picture, sound and connection on the threshold: with real browsers and a real relay."""

from __future__ import annotations

import os
import re
import signal
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from playwright.async_api import Page, Response, Route, expect

from tests.e2e.browsers import Browsers, Person
from tests.e2e.coach_page import CoachPage
from tests.e2e.media import Mark
from tests.e2e.meeting import TITLE
from tests.e2e.pages import Threshold
from tests.e2e.relay import RunningRelay
from tests.e2e.test_axe import faults
from tests.e2e.test_two_marks import NEAR, distance
from tests.integration.raw import Http, Secret
from tests.serving import RunningServer
from tests.until import until
from whiteboard.keys import parse_link

pytestmark = pytest.mark.lone  # what the line carries is measured

PAPER = (255, 254, 250)
VERDICT = re.compile("Goed voor beeld|Met je stem gaat het beter|Schrijven gaat nu het best")
FLOWS = "Tekening en toon gaan heen en weer"
STILL = "Er komt nu niets terug"
BLOCKED = "Er kwam niets door"
#: Chromium then sends media over TCP to a relay or not at all, as behind a firewall
NO_UDP = ["--webrtc-ip-handling-policy=disable_non_proxied_udp"]
#: what a betraying page would do: in place of the drawing, what the camera shows
SEND_THE_CAMERA = """() => {
    HTMLCanvasElement.prototype.captureStream = () =>
        document.querySelector('video.own-picture').srcObject;
}"""
#: when words were first on screen, ms since the epoch
NOTE_WHEN_SEEN = """words => {
    globalThis.seenAt = null;
    const look = () => {
        if (globalThis.seenAt === null && document.body.innerText.includes(words))
            globalThis.seenAt = Date.now();
    };
    new MutationObserver(look).observe(document.body,
        { subtree: true, childList: true, characterData: true });
}"""


class Trying:
    """The threshold, with what tries it out opened."""

    def __init__(self, person: Person, page: Page) -> None:
        self.page = page
        self.watch = person.watch
        self.threshold = Threshold(page)
        self.line = page.get_by_role("region", name="Je verbinding")
        #: what the server said of this check, oldest first
        self.told: list[dict[str, Any]] = []
        page.on("response", self._hear)

    async def _hear(self, response: Response) -> None:
        if "/echo/" in response.url and response.request.method == "GET" and response.ok:
            self.told.append(await response.json())

    async def open(self, form: str = "Beeld") -> Trying:
        """Choose a form, wait for oneself, and open what tries it out."""
        await self.threshold.choose(form)
        await expect(self.page.get_by_role("meter")).to_be_visible()
        await self.page.get_by_role("button", name=re.compile("^Probeer (beeld|je geluid)")).click()
        await expect(self.line).to_be_visible()
        return self

    async def start(self) -> None:
        """Try the connection."""
        await self.line.get_by_role("button", name="Probeer").click()

    async def says(self, words: str | re.Pattern[str]) -> None:
        """Wait until *words* are read out."""
        await expect(self.line.get_by_role("status")).to_contain_text(words)

    async def figure(self, name: str) -> str:
        """Return one figure from the disclosure."""
        await self.line.locator("details").evaluate("details => { details.open = true; }")
        row = self.line.locator("dl > div", has=self.page.get_by_text(name, exact=True))
        return await row.locator("dd").inner_text()


async def room_link(server: RunningServer, browsers: Browsers) -> str:
    """Make a workspace and a room; return the client's link."""
    coach = await browsers.person(await browsers.chromium())
    office = CoachPage(await coach.page())
    await office.make_workspace(server.invitation)
    return await office.make_room(TITLE, "Sam")


async def at_threshold(
    server: RunningServer,
    browsers: Browsers,
    mark: Mark | None = None,
    flags: list[str] | None = None,
) -> Trying:
    """Open a client's threshold."""
    link = await room_link(server, browsers)
    sam = await browsers.person(await browsers.chromium(mark, flags))
    return Trying(sam, await sam.page(link))


@pytest.fixture
async def keeping(built_pages: Path, tmp_path: Path) -> AsyncIterator[tuple[RunningServer, Path]]:
    """A server that keeps the last picture it got, and where."""
    running = RunningServer(tmp_path / "data")
    running.prefix = [sys.executable, "-m", "tests.e2e.serve_keeping_frames", str(tmp_path)]
    await running.start()
    yield running, tmp_path / "frame.ppm"
    await running.stop()
    print(running.output)


@pytest.fixture
async def relayed(built_pages: Path, tmp_path: Path) -> AsyncIterator[RunningServer]:
    """A server with a relay that takes TCP; asked for before browsers, so that they close first."""
    relay = RunningRelay(tmp_path)
    await relay.start()
    running = RunningServer(tmp_path / "data", options=relay.options("tcp"))
    await running.start()
    yield running
    await running.stop()
    await relay.stop()
    print(running.output)


def mean_colour(ppm: Path) -> tuple[float, float, float]:
    """Return the mean of a picture's pixels, red-green-blue."""
    head, pixels = ppm.read_bytes().split(b"\n", 1)
    assert head.startswith(b"P6 ")
    red, green, blue = (sum(pixels[at::3]) / (len(pixels) / 3) for at in range(3))
    return red, green, blue


async def test_the_server_gets_the_drawing_and_never_the_camera(
    keeping: tuple[RunningServer, Path], browsers: Browsers, client_mark: Mark
) -> None:
    """What it decoded is paper, not a blue camera; it counted; the page says how it went."""
    server, frame = keeping
    trying = await (await at_threshold(server, browsers, client_mark)).open()
    await trying.start()
    await trying.says(FLOWS)
    await trying.says(VERDICT)
    colour = mean_colour(frame)
    received = [state["received"] for state in trying.told if state["received"]]

    assert distance(colour, PAPER) < NEAR
    assert distance(colour, client_mark.colour) > 2 * NEAR
    assert received[-1]["audio_packets"] > 100
    assert received[-1]["video_packets"] >= received[-1]["frames"] > 20
    assert (await trying.figure("Weg")).startswith("rechtstreeks (UDP)")
    assert re.fullmatch(r"\d+ ms", await trying.figure("Heen en terug"))
    assert await faults(trying.page) == []


async def test_a_page_that_sent_the_camera_would_be_seen(
    keeping: tuple[RunningServer, Path], browsers: Browsers, client_mark: Mark
) -> None:
    """The control: the same look at the same file finds the camera of a page that betrays."""
    server, frame = keeping
    trying = await (await at_threshold(server, browsers, client_mark)).open()
    await trying.page.evaluate(SEND_THE_CAMERA)
    await trying.start()
    await until("a picture came", frame.exists, seconds=30)

    async def blue() -> bool:
        return distance(mean_colour(frame), client_mark.colour) < NEAR

    await until("it is the camera's", blue)


async def test_a_server_that_stands_still_is_noticed_within_a_second(
    server: RunningServer, browsers: Browsers
) -> None:
    """Words within a second of SIGSTOP; when the server goes on, they go."""
    trying = await (await at_threshold(server, browsers)).open()
    await trying.page.evaluate(NOTE_WHEN_SEEN, STILL)
    await trying.start()
    await trying.says(FLOWS)
    await until("the server counts", lambda: any(state["received"] for state in trying.told))
    assert await trying.page.evaluate("seenAt") is None
    os.kill(server.pid, signal.SIGSTOP)
    stopped = time.time()
    try:
        await trying.says(STILL)
    finally:
        os.kill(server.pid, signal.SIGCONT)
    seen_s = await trying.page.evaluate("seenAt") / 1000

    assert seen_s - stopped < 1.0
    await trying.says(re.compile(f"{FLOWS}|{VERDICT.pattern}"))


async def test_the_third_waits_and_gets_the_turn_by_itself(
    server: RunningServer, browsers: Browsers
) -> None:
    """Two others have theirs; when one leaves, nobody presses anything. Coming in ends it."""
    coach = await browsers.person(await browsers.chromium())
    office = CoachPage(await coach.page())
    await office.make_workspace(server.invitation)
    links = [await office.make_room(f"{TITLE} {n}", "Sam", first=n == 0) for n in range(3)]
    trying = await Trying(coach, await coach.page(links[2])).open("Stem")
    async with aiohttp.ClientSession() as session:
        http = Http(server.url, session)
        others = [Secret(one.log, "guest", one.token) for one in map(parse_link, links[:2])]
        places = [(await http.ask("POST", "./echo", who)).json["check"] for who in others]

        async def both_stay() -> None:
            for who, place in zip(others, places, strict=True):
                assert (await http.ask("GET", f"./echo/{place}", who)).status == 200

        await trying.start()
        await trying.says("Nog één iemand voor je")
        await both_stay()
        await http.ask("DELETE", f"./echo/{places[0]}", others[0])
        await trying.says(FLOWS)
    async with trying.page.expect_request(
        lambda request: request.method == "DELETE" and "/echo/" in request.url
    ):
        await trying.page.get_by_label("Hoe mogen we je noemen?").fill("Sam")
        await trying.threshold.come_in_button.click()


async def test_without_udp_and_relay_the_page_says_that_nothing_came_through(
    server: RunningServer, browsers: Browsers
) -> None:
    """By its own time-out, with what to try; nothing is left running, and trying again is there."""
    trying = await (await at_threshold(server, browsers, flags=NO_UDP)).open()
    await trying.start()
    await trying.says(BLOCKED)

    await trying.says("Schrijven werkt altijd.")
    assert await trying.figure("Weg") == "geen gevonden"
    assert await trying.figure("Doorgeefpunt op deze server") == "nee"
    await expect(trying.line.get_by_role("button", name="Probeer nog een keer")).to_be_visible()


async def test_without_udp_the_relay_is_the_way(relayed: RunningServer, browsers: Browsers) -> None:
    """Over TCP to coturn, with credentials that the turn brought; the page says so."""
    trying = await (await at_threshold(relayed, browsers, flags=NO_UDP)).open()
    await trying.start()
    await trying.says(VERDICT)
    await trying.says("De weg liep via een doorgeefpunt.")
    assert await trying.figure("Weg") == "doorgeefpunt (TCP)"


@pytest.mark.slow
async def test_firefox_is_told_as_well(server: RunningServer, browsers: Browsers) -> None:
    """It names the pair in use in another way, and does not say how much goes out."""
    link = await room_link(server, browsers)
    sam = await browsers.person(await browsers.firefox())
    trying = await Trying(sam, await sam.page(link)).open()
    await trying.start()
    await trying.says(VERDICT)

    assert (await trying.figure("Weg")).startswith("rechtstreeks (UDP)")
    assert float((await trying.figure("Beelden terug per seconde")).replace(",", ".")) > 3


async def test_where_the_server_cannot_check_one_can_still_hear_oneself(
    server: RunningServer, browsers: Browsers
) -> None:
    """The word for it, and the five seconds recorded and played without a request."""
    trying = await at_threshold(server, browsers)

    async def refuse(route: Route) -> None:
        await route.fulfill(status=501, json={"error": "no_echo"})

    await trying.page.route("**/echo", refuse)
    watch = trying.watch
    watch.allow("status of 501")
    await trying.open()
    await trying.start()
    await trying.says("Deze server kan je verbinding niet proberen.")
    asked = len(watch.requests)
    own = trying.page.get_by_role("region", name="Jezelf terugzien")
    await own.get_by_role("button", name="Neem vijf tellen op").click()
    await expect(own.get_by_text("Zo zien en horen anderen je")).to_be_visible()
    played = own.locator("video.played")
    await until("it plays", lambda: played.evaluate("video => video.currentTime > 0"))

    assert [url for url in watch.requests[asked:] if not url.startswith("blob:")] == []
