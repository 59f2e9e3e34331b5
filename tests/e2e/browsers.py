"""
Browsers as people have them, and what every one of them is watched for.

A page that asks a foreign host for anything, writes an error to its console or throws fails its
test, whatever else the test proves; what a test provokes on purpose it must name.
"""

from __future__ import annotations

import contextlib
import re
import socket
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.async_api import Browser, BrowserContext, Page, Playwright, expect
from playwright.async_api import Error as PlaywrightError

from tests.e2e.media import Mark
from tests.e2e.processes import Launch, Processes, Way

CHROMIUM = "/usr/bin/chromium"
FIREFOX = "/usr/bin/firefox-esr"
#: what Playwright leaves out of Chromium (1.64): the last flag that leaves out counts alone
LEFT_OUT_BY_PLAYWRIGHT = [
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "DialMediaRouteProvider",
    "GlobalMediaControls",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "PaintHolding",
    "ThirdPartyStoragePartitioning",
    "BlockOriginHeaderModificationOnRedirect",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "Translate",
    "AutoDeElevate",
    "OptimizationHints",
    "NetworkTimeServiceQuerying",
    "AimEnabled",
    "msForceBrowserSignIn",
    "msEdgeUpdateLaunchServicesPreferredVersion",
]
#: two pages of Chromium's own for what drops down from the address bar, made anew for each window
#: whether it is seen or not: half a second of a core for each person
ADDRESS_BAR_PAGES = ["WebUIOmniboxPopup", "WebUIOmniboxAimPopup"]
#: whoever is asked for a camera or microphone says yes
GRANTING_FLAG = "--use-fake-ui-for-media-stream"
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--disable-features={','.join([*LEFT_OUT_BY_PLAYWRIGHT, *ADDRESS_BAR_PAGES])}",
    "--use-fake-device-for-media-stream",
    GRANTING_FLAG,
]
#: Hz; what Firefox's fake microphone hums
FIREFOX_TONE_HZ = 880
FIREFOX_SETTINGS: dict[str, str | float | bool] = {
    "media.navigator.streams.fake": True,
    "media.navigator.permission.disabled": True,
    "media.peerconnection.ice.obfuscate_host_addresses": False,
    "media.navigator.audio.fake_frequency": FIREFOX_TONE_HZ,
    "media.autoplay.default": 0,
}
DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
LOCAL_HOSTS = {"localhost", "127.0.0.1", "[::1]", "::1"}
#: where there is only loopback, that is what calls go over
ONLY_LOOPBACK_FLAG = "--allow-loopback-in-peer-connection"
#: a young room has no keyframe; browsers write every 404 to the console
NO_KEYFRAME_YET = re.compile(r"status of 404 .*/keyframe\)$")
FETCHED = {"http", "https", "ws", "wss"}


#: a busy machine is slow, not wrong
PATIENCE_MS = 30_000
expect.set_options(timeout=PATIENCE_MS)


@dataclass
class Watch:
    """What one browser context did that a person would not want: empty is good."""

    local_hosts: set[str] = field(default_factory=lambda: set(LOCAL_HOSTS))
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    allowed: list[re.Pattern[str]] = field(default_factory=lambda: [NO_KEYFRAME_YET])
    #: everything written to the console, for whoever looks at a failure
    console: list[str] = field(default_factory=list)

    def allow(self, pattern: str) -> None:
        """Let errors pass that match *pattern*: the test provokes them and says why."""
        self.allowed.append(re.compile(pattern))

    def allow_outage(self) -> None:
        """The test takes the server away; browsers write each failed request to the console."""
        self.allow(r"ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE")
        self.allow(r"WebSocket connection to .* failed|can.t establish a connection")
        self.allow(r"ERR_INCOMPLETE_CHUNKED_ENCODING|NS_ERROR_CONNECTION_REFUSED|status of 50[0-9]")

    def follow(self, context: BrowserContext) -> None:
        """Watch every page of *context*, those it opens later included."""
        context.on("request", lambda request: self.requests.append(request.url))
        context.on("page", self._follow_page)
        context.on("weberror", lambda error: self.errors.append(f"thrown: {error.error}"))

    def _follow_page(self, page: Page) -> None:
        page.on("websocket", lambda opened: self.requests.append(opened.url))
        page.on("console", self._hear)
        page.on("crash", lambda _: self.errors.append("the page crashed"))

    def _hear(self, message: Any) -> None:
        self.console.append(f"{message.type}: {message.text}")
        if message.type == "error":
            where = (message.location or {}).get("url", "")
            self.errors.append(f"console: {message.text} ({where})")

    def foreign(self) -> list[str]:
        """Return the addresses asked for that are not this machine's."""
        parts = [(url, urlsplit(url)) for url in self.requests]
        return [
            url
            for url, part in parts
            if part.scheme in FETCHED and part.hostname not in self.local_hosts
        ]

    def unexpected(self) -> list[str]:
        """Return the errors that the test did not allow."""
        return [e for e in self.errors if not any(p.search(e) for p in self.allowed)]

    def check(self) -> None:
        """Fail if the page asked a foreign host or had an error nobody provoked."""
        assert self.foreign() == [], f"asked a foreign host: {self.foreign()}"
        assert self.unexpected() == [], f"errors in the browser: {self.unexpected()}"


@dataclass
class Person:
    """One browser context and its watch."""

    context: BrowserContext
    watch: Watch

    async def page(self, url: str | None = None) -> Page:
        """Open a tab."""
        page = await self.context.new_page()
        if url is not None:
            await page.goto(url)
        return page


class Browsers:
    """
    Hands out browsers to one test and takes them back after it.

    Each call gives a process of its own; Chromium's fake camera file belongs to the process. With
    *processes* it may have served an earlier test, else it is started here and ended here.
    """

    def __init__(self, playwright: Playwright, processes: Processes | None = None) -> None:
        self._playwright = playwright
        self._processes = processes
        self._open: list[tuple[Way, Browser]] = []
        self._persons: list[Person] = []

    async def chromium(
        self,
        mark: Mark | None = None,
        flags: list[str] | None = None,
        executable: str = CHROMIUM,
    ) -> Browser:
        """Give a Chromium whose camera and microphone are *mark*'s, or its built-in ones."""
        arguments = [*CHROMIUM_FLAGS, *(flags or [])]
        if [name for _, name in socket.if_nameindex()] == ["lo"]:
            arguments.append(ONLY_LOOPBACK_FLAG)
        if mark is not None:
            arguments.append(f"--use-file-for-fake-video-capture={mark.video}")
            arguments.append(f"--use-file-for-fake-audio-capture={mark.audio}")
        return await self._chromium(executable, arguments)

    async def refusing(self) -> Browser:
        """Give a Chromium in which whoever is asked for a camera or microphone says no."""
        arguments = [flag for flag in CHROMIUM_FLAGS if flag != GRANTING_FLAG]
        arguments.append("--deny-permission-prompts")
        return await self._chromium(CHROMIUM, arguments)

    async def firefox(self) -> Browser:
        """Give a Firefox ESR; its fake camera and microphone are its own."""
        return await self._begin(
            (FIREFOX,),
            lambda playwright: playwright.firefox.launch(
                executable_path=FIREFOX,
                channel="moz-firefox",
                firefox_user_prefs=FIREFOX_SETTINGS,
            ),
        )

    async def _chromium(self, executable: str, arguments: list[str]) -> Browser:
        return await self._begin(
            (executable, *arguments),
            lambda playwright: playwright.chromium.launch(
                executable_path=executable, args=arguments
            ),
        )

    async def _begin(self, way: Way, launch: Launch) -> Browser:
        if self._processes is not None:
            browser = await self._processes.take(way, launch)
        else:
            browser = await launch(self._playwright)
        self._open.append((way, browser))
        return browser

    async def person(self, browser: Browser, **options: Any) -> Person:
        """A new context in *browser*: Dutch, desktop size unless *options* say otherwise."""
        settings: dict[str, Any] = {
            "viewport": DESKTOP,
            "locale": "nl-NL",
            "ignore_https_errors": True,
            **options,
        }
        context = await browser.new_context(**settings)
        context.set_default_timeout(PATIENCE_MS)
        person = Person(context, Watch())
        person.watch.follow(context)
        self._persons.append(person)
        return person

    async def tell(self, folder: Path) -> None:
        """Photograph every open page into *folder*; print where, and what consoles said."""
        pages = [(page, person) for person in self._persons for page in person.context.pages]
        for number, (page, person) in enumerate(pages):
            picture = folder / f"page-{number}.png"
            print(f"--- {page.url}: {picture}", *person.watch.console[-40:], sep="\n")
            with contextlib.suppress(PlaywrightError):
                # caret: hiding it would put a style into the page that its CSP refuses
                await page.screenshot(path=picture, caret="initial")

    async def close(self, *, keep: bool = True) -> None:
        """Close all, or *keep* them for the next test; fail if one did what it should not."""
        for way, browser in self._open:
            if keep and self._processes is not None:
                await self._processes.give_back(way, browser)
            else:
                await browser.close()
        for person in self._persons:
            person.watch.check()
