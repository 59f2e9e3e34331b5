"""A narrow, lossy network for one page, and what the other page receives through it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from playwright.async_api import CDPSession, Page

from tests.e2e.browsers import Person

#: bytes/s, ms, percent; the wide one has to stand before the page makes a connection
WIDE = (6_250_000, 0, 0)
NARROW = (25_000, 80, 5)

#: keeps the page's connections, and notes every 10 ms whether anything is heard of the other
WATCH = """(() => {
    const connections = globalThis.watchedConnections = [];
    const Connection = globalThis.RTCPeerConnection;
    globalThis.RTCPeerConnection = class extends Connection {
        constructor(...how) { super(...how); connections.push(this); }
    };
})()"""
RECEIVED = """async () => {
    const found = {played: 0, made_up: 0, frames: 0, width: 0};
    for (const connection of globalThis.watchedConnections) {
        if (connection.connectionState !== 'connected') continue;
        for (const row of (await connection.getStats()).values()) {
            if (row.type !== 'inbound-rtp') continue;
            if (row.kind === 'audio') {
                found.played += row.totalSamplesReceived ?? 0;
                found.made_up += (row.concealedSamples ?? 0) - (row.silentConcealedSamples ?? 0);
            } else if (row.framesDecoded) {
                found.frames += row.framesDecoded;
                found.width = row.frameWidth ?? 0;
            }
        }
    }
    return found;
}"""
#: the longest silence, ms, in what comes from the other over some seconds
LONGEST_SILENCE = """async (video, seconds) => {
    const context = new AudioContext();
    await context.resume();
    const analyser = new AnalyserNode(context, {fftSize: 512});
    context.createMediaStreamSource(video.srcObject).connect(analyser);
    const samples = new Float32Array(512);
    const end = performance.now() + seconds * 1000;
    let heardAt = performance.now();
    let longest = 0;
    let loudest = 0;
    while (performance.now() < end) {
        await new Promise((next) => setTimeout(next, 10));
        analyser.getFloatTimeDomainData(samples);
        const level = Math.sqrt(samples.reduce((sum, s) => sum + s * s, 0) / samples.length);
        loudest = Math.max(loudest, level);
        const now = performance.now();
        if (level > loudest * 0.02) heardAt = now;
        longest = Math.max(longest, now - heardAt);
    }
    await context.close();
    return longest;
}"""


@dataclass(frozen=True)
class Received:
    """What came from the other so far; the width is that of the newest picture."""

    #: samples of sound, and those of them that were made up for what had not come
    played: float
    made_up: float
    frames: int
    width: int


async def received(page: Page) -> Received:
    """Return what arrived at *page* so far."""
    return Received(**await page.evaluate(RECEIVED))


class Network:
    """The network of one page, to be made narrow and wide again."""

    def __init__(self, session: CDPSession) -> None:
        self._session = session

    async def become(self, conditions: tuple[int, int, int]) -> None:
        """Change throughput both ways, delay and loss; what is under way goes on."""
        throughput, latency, loss = conditions
        wanted: dict[str, Any] = {
            "offline": False,
            "latency": latency,
            "downloadThroughput": throughput,
            "uploadThroughput": throughput,
            "packetLoss": loss,
            "packetQueueLength": 50,
            "packetReordering": False,
        }
        await self._session.send("Network.emulateNetworkConditions", wanted)


async def page_with_network(person: Person) -> tuple[Page, Network]:
    """Open a tab whose network can be changed: wide for now, before any connection is made."""
    page = await person.page()
    session = await person.context.new_cdp_session(page)
    await session.send("Network.enable")
    network = Network(session)
    await network.become(WIDE)
    return page, network
