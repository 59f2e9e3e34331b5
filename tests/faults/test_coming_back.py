"""
Coming back: after every kind of lost network the voice is heard again, nobody presses anything,
and nobody is heard or seen who had microphone and camera off.
"""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from playwright.async_api import async_playwright, expect

from tests.e2e.conftest import FAILED
from tests.e2e.media import Mark
from tests.faults.namespaces import CLIENT_MOVED, Together, together, why_not
from tests.faults.networked_call import (
    NetworkedBrowsers,
    NetworkedCall,
    Side,
    come_together,
    serve_in,
)
from tests.faults.other_pages import build_other_pages, serving
from tests.faults.tone_meter import now_ms
from tests.serving import RunningServer
from tests.until import NeverCame, until

pytestmark = [
    pytest.mark.lone,  # seconds of silence are counted
    pytest.mark.skipif(why_not() is not None, reason=why_not() or ""),
]

#: a hang, not a goal: figures are printed, and kept by the bench
HANG_S = 30
#: a receiver plays on for a moment what had arrived
ECHO_MS = 500
#: how long a control is given to fail
CONTROL_S = 20


@pytest.fixture
def networks(tmp_path: Path) -> Iterator[Together]:
    """Coach and client with a direct path between them."""
    made = together(tmp_path)
    yield made
    made.close()


@pytest.fixture
async def server(
    request: pytest.FixtureRequest, built_pages: Path, networks: Together, tmp_path: Path
) -> AsyncIterator[RunningServer]:
    """A server in its namespace; with other pages where a test names their folder."""
    running = RunningServer(tmp_path / "data")
    module = getattr(request, "param", None)
    if module is not None:
        running.prefix = serving(build_other_pages(tmp_path / "pages", "call/recovery.ts", module))
    serve_in(networks, running)
    await running.start()
    yield running
    await running.stop()
    print(running.output)
    assert "Traceback" not in running.output, "the server had a traceback"


@pytest.fixture
async def browsers(
    request: pytest.FixtureRequest, networks: Together, tmp_path: Path
) -> AsyncIterator[NetworkedBrowsers]:
    """Browsers in their namespaces."""
    async with async_playwright() as playwright:
        started = NetworkedBrowsers(playwright, networks)
        yield started
        if request.node.stash.get(FAILED, False):
            await started.tell(tmp_path)
        await started.close()


@pytest.fixture
async def call(
    request: pytest.FixtureRequest,
    networks: Together,
    server: RunningServer,
    browsers: NetworkedBrowsers,
    coach_mark: Mark,
    client_mark: Mark,
) -> AsyncIterator[NetworkedCall]:
    """Both in the room, seen and heard."""
    made = await come_together(networks, server, browsers, coach_mark, client_mark)
    for side in (made.coach, made.client):
        await side.hears_and_sees()
    yield made
    if request.node.stash.get(FAILED, False):
        await made.tell()


class Absence:
    """One way of being lost, with what must hold before, during and after it."""

    def __init__(self, call: NetworkedCall, silent: Side) -> None:
        self.call = call
        #: has microphone and camera off, and listens
        self.silent = silent
        self.speaker = call.client if silent is call.coach else call.coach
        self._pages: list[set[tuple[str, str]]] = []

    async def begin(self) -> None:
        """Let one fall silent and listen to the other."""
        await self.silent.hide()

        async def nothing() -> bool:
            try:
                await self.speaker.hears_nothing(0.5)
            except AssertionError:
                return False
            return True

        await until("silent and unseen", nothing, seconds=30)
        await self.silent.meter.start(self.speaker.tone_hz)
        self._pages = [side.wire.pages() for side in (self.silent, self.speaker)]
        for side in (self.silent, self.speaker):
            await side.page.evaluate("globalThis.neverLoadedAgain = true")

    async def last(self, seconds: float) -> None:
        """Let an absence last, and see that nothing is heard at its end."""
        began = time.monotonic()
        await until(
            "the network has been away",
            lambda: time.monotonic() - began >= seconds,
            seconds=seconds + 5,
        )
        ended = now_ms()
        assert await self.silent.meter.between(ended - 3000, ended) == []

    async def is_over(self, since_ms: float, seconds: float = HANG_S, echo_ms: float = 0) -> float:
        """
        Wait until the voice is back; return after how many ms, and see that all is as before.

        For *echo_ms* after *since_ms* what is heard had arrived before.
        """
        took = echo_ms + await self.silent.meter.next_after(since_ms + echo_ms, seconds)
        await self.silent.is_hidden()
        await self.speaker.hears_nothing(5)
        for side, pages in zip((self.silent, self.speaker), self._pages, strict=True):
            assert await side.page.evaluate("globalThis.neverLoadedAgain === true")
            assert side.wire.pages() == pages
        return took

    async def ends_in_speech(self) -> None:
        """Let the silent one speak again, and be heard and seen."""
        await self.silent.show()
        await self.speaker.hears_and_sees()


async def test_a_cut_of_ten_seconds(call: NetworkedCall, networks: Together) -> None:
    """Case A: what is away so short comes back by its own path; both are told meanwhile."""
    absence = Absence(call, silent=call.client)
    await absence.begin()
    networks.cut("client")
    for side, name in ((call.coach, "Sam"), (call.client, "Eva")):
        interrupted = side.page.get_by_text(f"{name} en jij horen elkaar nu even niet")
        await expect(interrupted.first).to_be_visible(timeout=8_000)
    await absence.last(7)
    networks.mend()
    print(f"10 s cut: {await absence.is_over(now_ms()):.0f} ms")
    await absence.ends_in_speech()


async def was_lost_for_45_s(absence: Absence, networks: Together) -> None:
    """Cut the client off until its connection has failed and the coach was told of it."""
    call = absence.call
    networks.cut("client")
    await absence.last(45)
    for side in (call.client, call.coach):
        assert await side.has_failed()
    networks.mend()


async def test_a_cut_of_45_seconds(call: NetworkedCall, networks: Together) -> None:
    """Case B: the connection failed, the coach reads that Sam is gone, then that he is back."""
    absence = Absence(call, silent=call.coach)
    await absence.begin()
    await was_lost_for_45_s(absence, networks)
    mended = now_ms()
    banner = call.coach.page.get_by_role("banner")
    await expect(banner).to_contain_text("Sam is er weer")
    print(f"45 s cut: {await absence.is_over(mended):.0f} ms")
    await absence.ends_in_speech()


async def test_another_address(call: NetworkedCall, networks: Together) -> None:
    """Case C: from one network to another."""
    absence = Absence(call, silent=call.client)
    await absence.begin()
    networks.move("client", CLIENT_MOVED)
    moved = now_ms()
    print(f"another address: {await absence.is_over(moved, echo_ms=ECHO_MS):.0f} ms")
    await absence.ends_in_speech()


async def test_a_server_that_dies_and_comes_back(
    call: NetworkedCall, networks: Together, server: RunningServer
) -> None:
    """Case D: the call goes on without it; afterwards it carries strokes, states and new paths."""
    absence = Absence(call, silent=call.coach)
    await absence.begin()
    began = now_ms()
    await server.kill()
    await expect(call.coach.page.get_by_text("Geen verbinding met de server").first).to_be_visible()
    await server.start()
    await expect(call.coach.page.get_by_text("Geen verbinding met de server")).to_have_count(0)
    print(f"longest gap: {await absence.silent.meter.longest_gap(began, now_ms()):.0f} ms")
    assert [len(await side.connections()) for side in (call.coach, call.client)] == [1, 1]

    await call.client.room.draw([(0.2, 0.2), (0.6, 0.4)])
    await call.coach.room.strokes_are(1)
    networks.move("client", CLIENT_MOVED)
    moved = now_ms()
    print(f"a new path after it: {await absence.is_over(moved, echo_ms=ECHO_MS):.0f} ms")
    await absence.ends_in_speech()


# --- controls -----------------------------------------------------------------------------------


@pytest.mark.parametrize("server", ["without_recovery.ts"], indirect=True)
@pytest.mark.parametrize("how", ["cut until it failed", "another address"])
async def test_without_recovery_nobody_comes_back(
    call: NetworkedCall, networks: Together, how: str
) -> None:
    """The control of B and C: with neither restart nor rejoin the voice stays away."""
    absence = Absence(call, silent=call.coach)
    await absence.begin()
    if how == "another address":
        networks.move("client", CLIENT_MOVED)
        lost = now_ms()
    else:
        networks.cut("client")
        for side in (call.client, call.coach):
            await until("the connection failed", side.has_failed, seconds=45)
        networks.mend()
        lost = now_ms()
    with pytest.raises(NeverCame):
        await absence.is_over(lost, CONTROL_S, echo_ms=ECHO_MS)


@pytest.mark.parametrize("server", ["without_restart.ts"], indirect=True)
async def test_without_restart_a_new_connection_is_made(
    call: NetworkedCall, networks: Together
) -> None:
    """The control of C: with restart alone away the rejoin is seen, as one more connection."""
    absence = Absence(call, silent=call.coach)
    await absence.begin()
    networks.move("client", CLIENT_MOVED)
    moved = now_ms()
    print(f"rejoin alone: {await absence.is_over(moved, echo_ms=ECHO_MS):.0f} ms")
    for side in (call.coach, call.client):
        assert len(await side.connections()) > 1
