"""
A network that is cut for 10 and for 30 seconds: until people are told, until they hear and see.

Two browsers in network namespaces of their own, joined by a bridge; the client's cable is cut and
mended, nobody presses anything. Counted from the mending, for the slower of the two directions:
until the other's tone is heard, and until the third new frame of the other's picture is decoded.
"Told": from the cut until the page says so in words, for the slower of the two.
"""

from __future__ import annotations

import asyncio
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from playwright.async_api import async_playwright

from tests.bench.figures import Figure, spread, tell
from tests.e2e.media import make_mark
from tests.faults.arriving import arrived
from tests.faults.namespaces import Together, together
from tests.faults.networked_call import NetworkedBrowsers, NetworkedCall, come_together, serve_in
from tests.faults.tone_meter import now_ms
from tests.serving import RunningServer
from tests.until import until

TIMES = 5
CUTS_S = (10, 30)
TOLD = "horen elkaar nu even niet"
BESIDE = {
    10: "goal 1,500; MiroTalk p50 2,200, audio p50 700",
    30: "goal 3,000; MiroTalk 6,400 and 6,800",
}


@dataclass
class Found:
    """What was measured after cuts of one length, in ms."""

    told: list[float] = field(default_factory=list)
    sound: list[float] = field(default_factory=list)
    picture: list[float] = field(default_factory=list)


async def passes(seconds: float) -> None:
    """Let time pass: the network is away for as long as the figure says."""
    end = now_ms() + seconds * 1000
    await until("the cut has lasted", lambda: now_ms() >= end, seconds=seconds + 5)


async def cut(call: NetworkedCall, networks: Together, seconds: int, into: Found) -> None:
    """Cut, mend, and note what happened on both sides."""
    sides = (call.coach, call.client)
    networks.cut("client")
    began = now_ms()

    async def is_told() -> bool:
        return all([await side.page.get_by_text(TOLD).first.is_visible() for side in sides])

    await until("both are told", is_told, seconds=seconds)
    into.told.append(now_ms() - began)
    await passes(seconds - (now_ms() - began) / 1000)
    counts = [(await arrived(side.page)).frames for side in sides]
    new = [0, 0]
    networks.mend()
    mended = now_ms()

    async def moves() -> bool:
        for i, side in enumerate(sides):
            count = (await arrived(side.page)).frames
            # A connection that was given up takes its count with it: what falls begins anew.
            new[i] += max(0, count - counts[i])
            counts[i] = count
        return min(new) > 2

    await until("both see", moves, seconds=60)
    into.picture.append(now_ms() - mended)
    heard = [await side.meter.next_after(mended) for side in sides]
    into.sound.append(max(heard))
    print(f"{seconds} s: told {into.told[-1]:.0f}, sound {into.sound[-1]:.0f}, ", end="")
    print(f"picture {into.picture[-1]:.0f} ms", flush=True)
    await passes(8)  # what the cut left behind has settled before the next


async def measure() -> dict[int, Found]:
    """Cut the same call again and again."""
    found = {seconds: Found() for seconds in CUTS_S}
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        marks = [make_mark(place, n, c, hz) for n, c, hz in _MARKS]
        networks = together(place)
        server = RunningServer(place / "data")
        serve_in(networks, server)
        try:
            await server.start()
            async with async_playwright() as playwright:
                browsers = NetworkedBrowsers(playwright, networks)
                call = await come_together(networks, server, browsers, *marks)
                for side, other in ((call.coach, call.client), (call.client, call.coach)):
                    await side.hears_and_sees()
                    await side.meter.start(other.tone_hz)
                for seconds, into in found.items():
                    for _ in range(TIMES):
                        await cut(call, networks, seconds, into)
                await browsers.close()
        finally:
            await server.stop()
            networks.close()
    return found


_MARKS = (("coach", (200, 40, 40), 440), ("client", (40, 60, 200), 880))


def main() -> None:
    """Cut ten times."""
    found = asyncio.run(measure())
    figures = []
    for seconds, one in found.items():
        figures += [
            Figure(f"{seconds} s cut: to sound, n = {TIMES}", spread(one.sound), BESIDE[seconds]),
            Figure(f"{seconds} s cut: to picture", spread(one.picture), BESIDE[seconds]),
            Figure(
                f"{seconds} s cut: until both are told",
                spread(one.told),
                "goal 3,000; MiroTalk never, in 7 of 7",
            ),
        ]
    tell("coming_back", figures)


if __name__ == "__main__":
    main()
