"""What arrives of the other at a page, counted in its connections: energy of sound, frames."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.async_api import Page

from tests.until import until

#: keeps what the page has of connections and own tracks, for tests to look at
WATCH_MEDIA = """(() => {
    const connections = globalThis.watchedConnections = [];
    const Connection = globalThis.RTCPeerConnection;
    globalThis.RTCPeerConnection = class extends Connection {
        states = [];
        constructor(...how) {
            super(...how);
            connections.push(this);
            this.addEventListener('connectionstatechange', () => {
                this.states.push(this.connectionState);
            });
        }
    };
    const tracks = globalThis.watchedTracks = [];
    if (navigator.mediaDevices === undefined) return; // about:blank
    const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (what) => {
        const stream = await ask(what);
        tracks.push(...stream.getTracks());
        return stream;
    };
})()"""
#: what arrived from the other so far, over all connections of this page
ARRIVED = """async () => {
    const sum = {energy: 0, heard: 0, frames: 0};
    for (const connection of globalThis.watchedConnections) {
        for (const row of (await connection.getStats()).values()) {
            if (row.type !== 'inbound-rtp') continue;
            if (row.kind === 'audio') {
                sum.energy += row.totalAudioEnergy ?? 0;
                sum.heard += row.totalSamplesDuration ?? 0;
            } else sum.frames += row.framesDecoded ?? 0;
        }
    }
    return sum;
}"""
#: seconds of sound, silent or not, that are listened to
LISTEN_S = 2.0
#: of full scale squared, over that time; a whisper is a thousand times more
SILENCE = 1e-7


@dataclass(frozen=True)
class Arrived:
    """What came from the other: energy of sound, seconds of it, frames of picture."""

    energy: float
    heard: float
    frames: int


async def arrived(page: Page) -> Arrived:
    """Return what arrived at *page* so far."""
    return Arrived(**await page.evaluate(ARRIVED))


async def listen(page: Page, seconds: float = LISTEN_S) -> Arrived:
    """Return what arrives during the next *seconds* of sound."""
    before = await arrived(page)

    async def enough() -> bool:
        return (await arrived(page)).heard - before.heard >= seconds

    await until("sound goes on, silent or not", enough, seconds=60)
    after = await arrived(page)
    return Arrived(
        after.energy - before.energy, after.heard - before.heard, after.frames - before.frames
    )


async def comes_over(whom: str, page: Page) -> None:
    """Wait until *page* is reached by frames of *whom*, and by sound."""

    async def moving() -> bool:
        heard = await listen(page)
        return heard.frames > 5 and heard.energy > SILENCE

    await until(f"{whom} is seen and heard", moving, seconds=60)
