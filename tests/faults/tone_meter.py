"""A meter in a page that notes when the other's tone is heard, for as long as the page lives."""

from __future__ import annotations

import itertools
import time

from playwright.async_api import Page

from tests.until import until

#: looks 25 times a second; follows the sound to new tracks, as a new connection brings them
METER = """tone => {
    const context = new AudioContext();
    const analyser = new AnalyserNode(context, {fftSize: 2048, smoothingTimeConstant: 0});
    const bins = new Float32Array(analyser.frequencyBinCount);
    const at = Math.round(tone / (context.sampleRate / analyser.fftSize));
    const heard = globalThis.toneHeard = [];
    let source = null, current = null;
    void context.resume();
    setInterval(() => {
        const stream = document.querySelector('[data-face="other"]')?.srcObject;
        const track = stream?.getAudioTracks()[0] ?? null;
        if (track !== current) {
            source?.disconnect();
            current = track;
            source = track && context.createMediaStreamSource(new MediaStream([track]));
            source?.connect(analyser);
        }
        if (track === null) return;
        analyser.getFloatFrequencyData(bins);
        if (Math.max(...bins.slice(at - 1, at + 2)) > -60) heard.push(Date.now());
    }, 40);
}"""


def now_ms() -> float:
    """Return the time as pages on this machine have it."""
    return time.time() * 1000


class ToneMeter:
    """What *page* hears of a tone of the other."""

    def __init__(self, page: Page) -> None:
        self._page = page

    async def start(self, tone_hz: int) -> None:
        """Begin to listen; return when the tone was heard."""
        await self._page.evaluate(METER, tone_hz)
        await self.next_after(now_ms())

    async def between(self, since_ms: float, until_ms: float) -> list[float]:
        """Return the moments when it was heard in a span of time."""
        heard = await self._page.evaluate("globalThis.toneHeard")
        return [at for at in heard if since_ms <= at < until_ms]

    async def next_after(self, since_ms: float, seconds: float = 60) -> float:
        """Return how many ms after *since_ms* it was first heard; wait for it."""

        async def first() -> list[float]:
            return await self.between(since_ms, float("inf"))

        return (await until("the other's tone is heard", first, seconds=seconds))[0] - since_ms

    async def longest_gap(self, since_ms: float, until_ms: float) -> float:
        """Return the longest time in a span without the tone, in ms."""
        moments = [since_ms, *await self.between(since_ms, until_ms), until_ms]
        return max(b - a for a, b in itertools.pairwise(moments))
