"""
Where networks let nothing through: the relay as shipped, words where there is none, and a network
address that stays hidden.
"""

from __future__ import annotations

import re
import subprocess
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from playwright.async_api import async_playwright, expect

from tests.e2e.conftest import FAILED
from tests.e2e.media import Mark
from tests.faults.namespaces import (
    CLIENT_TOGETHER,
    COACH_ADDRESS,
    SERVER_ADDRESS,
    Networks,
    apart,
    together,
    why_not,
)
from tests.faults.networked_call import (
    NetworkedBrowsers,
    NetworkedCall,
    Side,
    come_together,
    serve_in,
)
from tests.faults.relay import ADDRESSES, SECRET, Relay
from tests.serving import RunningServer
from tests.until import until

pytestmark = [
    pytest.mark.lone,  # seconds until a relay is given up are counted
    pytest.mark.skipif(why_not() is not None, reason=why_not() or ""),
]

#: within this a person reads that nothing gets through
TOLD_S = 20
ANY_ADDRESS = re.compile(r"\b\d{1,3}(?:\.\d{1,3}){3}\b")
#: what stands where an address is not told
BLANK = {"0.0.0.0", "127.0.0.1"}


class Place:
    """Networks, a relay, and a server that can be told of it; people come when a test says so."""

    def __init__(self, networks: Networks, folder: Path, browsers: NetworkedBrowsers) -> None:
        self.networks = networks
        self.relay = Relay(networks, folder)
        self.browsers = browsers
        self.call: NetworkedCall | None = None
        self._server = RunningServer(folder / "data")

    async def serve(self, *transports: str, secret: str = SECRET) -> None:
        """Start the server; it tells of the relay's addresses for *transports*, none if none."""
        if transports:
            addresses = ",".join(ADDRESSES[transport] for transport in transports)
            self._server.options += ["--turn-url", addresses, "--turn-secret", secret]
        serve_in(self.networks, self._server)
        await self._server.start()

    async def meet(self, marks: list[Mark], *, client_hides: bool = False) -> NetworkedCall:
        """Bring coach and client into one room."""
        self.call = await come_together(
            self.networks, self._server, self.browsers, *marks, client_hides=client_hides
        )
        return self.call

    async def close(self) -> None:
        """End server and relay."""
        await self._server.stop()
        await self.relay.stop()
        self.networks.close()
        assert "Traceback" not in self._server.output


@pytest.fixture
def networks(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Networks]:
    """Apart unless a test says otherwise."""
    made: Networks = getattr(request, "param", apart)(tmp_path)
    yield made
    made.close()


@pytest.fixture
async def place(
    request: pytest.FixtureRequest, built_pages: Path, networks: Networks, tmp_path: Path
) -> AsyncIterator[Place]:
    """Nothing runs yet but the browsers' driver."""
    async with async_playwright() as playwright:
        browsers = NetworkedBrowsers(playwright, networks)
        made = Place(networks, tmp_path, browsers)
        yield made
        if request.node.stash.get(FAILED, False):
            await browsers.tell(tmp_path)
            if made.call is not None:
                await made.call.tell()
        await browsers.close()
        await made.close()


@pytest.fixture
def marks(coach_mark: Mark, client_mark: Mark) -> list[Mark]:
    """What the coach's and the client's cameras show."""
    return [coach_mark, client_mark]


async def both_are_told(call: NetworkedCall, since: float) -> None:
    """Wait until both read that nothing gets through, and what is safe and what to try."""
    for side, name in ((call.coach, "Sam"), (call.client, "Eva")):
        words = side.page.get_by_text(f"Beeld en geluid van {name} komen er niet door")
        await expect(words).to_be_visible(timeout=(since + TOLD_S - time.monotonic()) * 1000)
        for more in ("Tekenen en schrijven gaan gewoon door", "hotspot van een telefoon"):
            await expect(side.page.get_by_text(more)).to_be_visible()
    print(f"both were told after {time.monotonic() - since:.1f} s")


@pytest.mark.parametrize("transport", ["udp", "tcp", "tls"])
async def test_a_relay_carries_the_call(place: Place, marks: list[Mark], transport: str) -> None:
    """Over each transport that coturn.conf offers; the side that owns the relay names it."""
    await place.relay.start()
    await place.serve(transport)
    call = await place.meet(marks)
    for side in (call.coach, call.client):
        await side.hears_and_sees()
    ends = [(await side.candidates()).local for side in (call.coach, call.client)]

    owned = [end for end in ends if end["candidateType"] == "relay"]
    assert owned, ends
    assert {end["relayProtocol"] for end in owned} == {transport}
    assert {end["url"] for end in owned} == {ADDRESSES[transport]}
    assert {end["address"] for end in owned} == {SERVER_ADDRESS}
    for side in (call.coach, call.client):
        await expect(side.page.get_by_text("komen er niet door")).to_have_count(0)


async def test_without_its_relay_both_are_told_and_it_is_tried_on(
    place: Place, marks: list[Mark]
) -> None:
    """Words within 20 s, and drawing goes on; once coturn runs, the call comes by itself."""
    await place.serve("udp", "tcp")
    call = await place.meet(marks)
    await both_are_told(call, time.monotonic())
    await call.client.room.draw([(0.2, 0.2), (0.6, 0.4)])
    await call.coach.room.strokes_are(1)

    await place.relay.start()
    for side in (call.coach, call.client):
        await side.hears_and_sees()
        await expect(side.page.get_by_text("komen er niet door")).to_have_count(0)


async def test_with_a_wrong_secret_both_are_told(place: Place, marks: list[Mark]) -> None:
    """A relay that lets nobody in is as none."""
    await place.relay.start()
    await place.serve("udp", "tcp", secret="another secret than the relay's")
    await both_are_told(await place.meet(marks), time.monotonic())


# --- a hidden address ---------------------------------------------------------------------------


class Capture:
    """tcpdump at the client's end of the cable."""

    def __init__(self, networks: Networks, file: Path) -> None:
        self._file = file
        command = ["tcpdump", "-nn", "--immediate-mode", "-U", "-i", "eth0", "-w", str(file), "ip"]
        self._process = subprocess.Popen(
            [*networks.prefix("client"), *command],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        assert self._process.stderr is not None
        assert b"listening on" in self._process.stderr.readline()

    def packets_with(self, other: str) -> int:
        """Stop, and return how many packets went between the client and *other*."""
        self._process.terminate()
        self._process.wait(10)
        between = ["host", CLIENT_TOGETHER, "and", "host", other]
        command = ["tcpdump", "-nn", "-r", str(self._file), *between]
        read = subprocess.run(command, capture_output=True, text=True, check=True)
        return len(read.stdout.splitlines())


def told_addresses(call: NetworkedCall, side: Side) -> set[str]:
    """Return every network address in what *side* was told by the other, opened."""
    told = call.signals_to(side)
    assert {"ice"} < {signal["t"] for signal in told}
    texts = [signal["sdp"] for signal in told if "sdp" in signal]
    texts += [signal["c"]["candidate"] for signal in told if signal["t"] == "ice" and signal["c"]]
    return {address for text in texts for address in ANY_ADDRESS.findall(text)} - BLANK


@pytest.mark.parametrize("networks", [together], indirect=True)
async def test_a_hidden_address_is_told_to_nobody(
    place: Place, marks: list[Mark], tmp_path: Path
) -> None:
    """Not in the signalling, opened; not to getStats; and no packet goes between the two."""
    await place.relay.start()
    await place.serve("udp", "tcp")
    capture = Capture(place.networks, tmp_path / "packets")
    call = await place.meet(marks, client_hides=True)
    for side in (call.coach, call.client):
        await side.hears_and_sees()

    assert told_addresses(call, call.coach) == {SERVER_ADDRESS}
    known = (await call.coach.candidates()).others
    assert known
    assert {candidate["candidateType"] for candidate in known} <= {"relay", "prflx"}
    assert {candidate["address"] for candidate in known} == {SERVER_ADDRESS}
    assert (await call.client.candidates()).local["candidateType"] == "relay"
    assert capture.packets_with(SERVER_ADDRESS) > 0, "the capture sees what goes by"
    assert capture.packets_with(COACH_ADDRESS) == 0


@pytest.mark.parametrize("networks", [together], indirect=True)
async def test_without_that_choice_the_same_search_finds_it_and_hiding_later_renews(
    place: Place, marks: list[Mark], tmp_path: Path
) -> None:
    """
    The control: a direct path is taken, told and seen. Chosen in the call, the next connection
    goes through the relay.
    """
    await place.relay.start()
    await place.serve("udp", "tcp")
    capture = Capture(place.networks, tmp_path / "packets")
    call = await place.meet(marks)
    for side in (call.coach, call.client):
        await side.hears_and_sees()

    assert CLIENT_TOGETHER in told_addresses(call, call.coach)
    known = (await call.coach.candidates()).others
    assert CLIENT_TOGETHER in {candidate["address"] for candidate in known}
    assert capture.packets_with(COACH_ADDRESS) > 0

    page = call.client.page
    await page.get_by_role("button", name="Meer", exact=True).click()
    await page.get_by_text("Je internetadres", exact=True).click()
    await page.get_by_label("Verberg mijn internetadres").check()

    async def relayed() -> bool:
        return (await call.client.candidates()).local.get("candidateType") == "relay"

    await until("the call goes through the relay", relayed, seconds=30)
    await call.coach.hears_and_sees()
    known = (await call.coach.candidates()).others
    assert {candidate["address"] for candidate in known} == {SERVER_ADDRESS}


async def test_where_there_is_no_relay_hiding_is_not_offered(
    place: Place, marks: list[Mark]
) -> None:
    """The room says so instead."""
    await place.serve()
    call = await place.meet(marks)
    page = call.client.page
    await page.get_by_role("button", name="Meer", exact=True).click()
    await page.get_by_text("Je internetadres", exact=True).click()

    await expect(page.get_by_text("er is geen doorgeefpunt ingesteld")).to_be_visible()
    await expect(page.get_by_label("Verberg mijn internetadres")).to_have_count(0)
