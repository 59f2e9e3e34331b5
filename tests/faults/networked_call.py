"""Coach and client in a call, each in a network namespace of their own, and all they say on it."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any

import msgpack
from playwright.async_api import Browser, BrowserContext, Page, Playwright, WebSocket, expect

from tests.e2e.browsers import Browsers, Person
from tests.e2e.coach_page import CoachPage
from tests.e2e.media import Mark
from tests.e2e.meeting import NO_KNOCK, TITLE
from tests.e2e.pages import RoomPage, Threshold
from tests.faults.arriving import SILENCE, WATCH_MEDIA, arrived, listen
from tests.faults.namespaces import SERVER_ADDRESS, Networks
from tests.faults.tone_meter import ToneMeter
from tests.serving import RunningServer
from tests.until import until
from whiteboard.keys import Link, from_base64url, parse_link
from whiteboard.sealing import open_signal

PORT = 8080
ORIGIN = f"http://{SERVER_ADDRESS}:{PORT}"
#: Socket.IO packet types
CONNECT, EVENT = 0, 2
BUTTONS = "Microfoon, camera, scherm en weggaan"


@dataclass
class Wire:
    """What one page says to the server and hears of it, frame by frame."""

    sent: list[dict[str, Any]] = field(default_factory=list)
    received: list[dict[str, Any]] = field(default_factory=list)
    #: when, and what was said to and heard from the server, in short
    story: list[tuple[float, str]] = field(default_factory=list)

    def follow(self, context: BrowserContext) -> None:
        """Listen at every socket that pages of *context* open."""
        context.on("page", lambda page: page.on("websocket", self._follow_socket))

    def _follow_socket(self, socket: WebSocket) -> None:
        self._tell("socket opens")
        socket.on("close", lambda _: self._tell("socket closed"))
        socket.on("framesent", lambda frame: self._note(self.sent, frame))
        socket.on("framereceived", lambda frame: self._note(self.received, frame))

    def _tell(self, what: str) -> None:
        self.story.append((time.monotonic(), what))

    def _note(self, into: list[dict[str, Any]], frame: bytes | str) -> None:
        if not isinstance(frame, bytes):
            return
        said = msgpack.unpackb(frame)
        into.append(said)
        event = said["data"][0] if said["type"] == EVENT else f"type {said['type']}"
        if event != "live":
            self._tell(f"{'>' if into is self.sent else '<'} {event}")

    def pages(self) -> set[tuple[str, str]]:
        """Return the logs to which this browser came, each with the page id it came under."""
        came = [said["data"] for said in self.sent if said["type"] == CONNECT]
        return {(connect["log"], connect["page"]) for connect in came}

    def signals(self, link: Link) -> list[dict[str, Any]]:
        """Return the call's signals that arrived here, opened with what *link* holds."""
        (page,) = {page for log, page in self.pages() if log == link.log_id}
        to = from_base64url(page, 8)
        return [
            open_signal(
                link.keys,
                from_base64url(heard["from_page"], 8),
                to,
                heard["counter"],
                heard["sealed"],
            )
            for heard in self.heard("signal")
        ]

    def heard(self, event: str) -> list[dict[str, Any]]:
        """Return what the server said under this name."""
        return [
            said["data"][1]
            for said in self.received
            if said["type"] == EVENT and said["data"][0] == event
        ]


class NetworkedBrowsers(Browsers):
    """Browsers that each live in a namespace and whose media and wire are watched."""

    def __init__(self, playwright: Playwright, networks: Networks) -> None:
        super().__init__(playwright)
        self._networks = networks
        self.wires: dict[BrowserContext, Wire] = {}

    async def at(self, who: str, mark: Mark) -> Browser:
        """Start a Chromium in the namespace of *who*."""
        # Camera and microphone are given to https and to this machine only; here the wire is ours.
        # A relay's certificate is vouched for by nobody there.
        secure = f"--unsafely-treat-insecure-origin-as-secure={ORIGIN}"
        flags = [secure, "--ignore-certificate-errors"]
        return await self.chromium(mark, flags, self._networks.browser(who))

    async def person(self, browser: Browser, **options: Any) -> Person:
        """A person as ever, watched."""
        person = await super().person(browser, **options)
        person.watch.local_hosts.add(SERVER_ADDRESS)
        person.watch.allow_outage()
        person.watch.allow("ERR_(TIMED_OUT|ADDRESS_UNREACHABLE|NETWORK_CHANGED|CONNECTION_ABORTED)")
        person.watch.allow("ERR_INTERNET_DISCONNECTED")
        await person.context.add_init_script(WATCH_MEDIA)
        self.wires[person.context] = wire = Wire()
        wire.follow(person.context)
        return person


#: of the newest connection: the pair in use, and all candidates of the other that are known
CANDIDATES = """async () => {
    const rows = [...(await watchedConnections.at(-1).getStats()).values()];
    const row = (id) => rows.find((one) => one.id === id) ?? {};
    const used = rows.find((one) => one.type === 'transport')?.selectedCandidatePairId;
    return {
        local: row(row(used).localCandidateId),
        remote: row(row(used).remoteCandidateId),
        others: rows.filter((one) => one.type === 'remote-candidate'),
    };
}"""


@dataclass(frozen=True)
class Candidates:
    """Rows of getStats: the pair in use, empty while there is none, and all of the other's."""

    local: dict[str, Any]
    remote: dict[str, Any]
    others: list[dict[str, Any]]


@dataclass
class Side:
    """One of the two: page, person, wire, and the tone of the microphone."""

    room: RoomPage
    person: Person
    wire: Wire
    tone_hz: int
    meter: ToneMeter

    @property
    def page(self) -> Page:
        """The page in the room."""
        return self.room.page

    async def press(self, word: str) -> None:
        """Press the microphone's or the camera's button by its name."""
        group = self.page.get_by_role("group", name=BUTTONS)
        await group.get_by_role("button", name=word).click()

    async def hide(self) -> None:
        """Switch microphone and camera off."""
        for what in ("Microfoon", "Camera"):
            await self.press(f"{what} aan")

    async def show(self) -> None:
        """Switch them on again."""
        for what in ("Microfoon", "Camera"):
            await self.press(f"{what} uit")

    async def is_hidden(self) -> None:
        """Assert that this page still has both off."""
        group = self.page.get_by_role("group", name=BUTTONS)
        for what in ("Microfoon", "Camera"):
            await expect(group.get_by_role("button", name=f"{what} uit")).to_be_visible()

    async def hears_nothing(self, seconds: float) -> None:
        """Assert that during *seconds* of sound neither energy nor a frame arrives here."""
        came = await listen(self.page, seconds)
        assert (came.energy < SILENCE, came.frames) == (True, 0), came

    async def hears_and_sees(self) -> None:
        """Wait until sound and frames arrive here."""
        before = await arrived(self.page)

        async def rose() -> bool:
            now = await arrived(self.page)
            return now.energy - before.energy > SILENCE and now.frames > before.frames

        await until("sound and picture arrive", rose, seconds=60)

    async def candidates(self) -> Candidates:
        """Return what the newest connection of this page knows of both ends."""
        return Candidates(**await self.page.evaluate(CANDIDATES))

    async def connections(self) -> list[list[str]]:
        """Return the states that each connection of this page went through, oldest first."""
        states = await self.page.evaluate("watchedConnections.map(({states}) => states)")
        return [list(of_one) for of_one in states]

    async def has_failed(self) -> bool:
        """Say whether the first connection of this page was ever given up."""
        return "failed" in (await self.connections())[0]


@dataclass
class NetworkedCall:
    """The two, and what is between them."""

    coach: Side
    client: Side
    networks: Networks
    server: RunningServer
    link: str

    def signals_to(self, side: Side) -> list[dict[str, Any]]:
        """Return what *side* was told by the other of how to connect, opened."""
        return side.wire.signals(parse_link(self.link))

    async def tell(self) -> None:
        """Print what each heard and said, for whoever looks at a failure."""
        for name, side in (("coach", self.coach), ("client", self.client)):
            print(f"--- {name}: {await side.connections()}")
            print(*(f"{at:.2f} {what}" for at, what in side.wire.story[-60:]), sep="\n")
            for signal in self.signals_to(side)[-25:]:
                print({k: v for k, v in signal.items() if k != "sdp"})


def serve_in(networks: Networks, server: RunningServer) -> None:
    """Let *server*, not started yet, live in the server's namespace."""
    server.prefix = [*networks.prefix("server"), *server.prefix]
    server.host, server.port = SERVER_ADDRESS, PORT
    server.options += ["--host", SERVER_ADDRESS, "--public-url", ORIGIN]


async def come_together(
    networks: Networks,
    server: RunningServer,
    browsers: NetworkedBrowsers,
    coach_mark: Mark,
    client_mark: Mark,
    *,
    client_hides: bool = False,
) -> NetworkedCall:
    """
    Bring both into one room; whether they see one another is not waited for.

    Args:
        client_hides: the client chooses on the threshold to hide the network address.
    """
    coach_browser = await browsers.at("coach", coach_mark)
    client_browser = await browsers.at("client", client_mark)
    coach_person = await browsers.person(coach_browser)
    client_person = await browsers.person(client_browser)
    office = CoachPage(await coach_person.page())
    await office.make_workspace(server.invitation)
    link = await office.make_room(TITLE, "Sam", knock=NO_KNOCK)
    await (await office.go_in(TITLE)).arrive("Eva")
    coach = await RoomPage(office.page).entered()
    threshold = Threshold(await client_person.page(link))
    if client_hides:
        await threshold.choose("Beeld")
        await threshold.page.get_by_text("Je internetadres").click()
        await threshold.page.get_by_label("Verberg mijn internetadres").check()
    await threshold.arrive("Sam")
    client = await RoomPage(threshold.page).entered()

    def side(room: RoomPage, person: Person, mark: Mark) -> Side:
        wire = browsers.wires[person.context]
        return Side(room, person, wire, mark.tone_hz, ToneMeter(room.page))

    return NetworkedCall(
        side(coach, coach_person, coach_mark),
        side(client, client_person, client_mark),
        networks,
        server,
        link,
    )
