"""
From a tone at one page's microphone until it is heard at the other: mouth to ear.

The microphone of one page is an oscillator that a click of the bench opens for a moment; the other
page looks every few ms for that tone in what it plays. Both read one clock. Beside it the same
between two empty pages with nothing but a connection: what browser and machine need anyhow.
"""

from __future__ import annotations

import asyncio
from functools import partial

from playwright.async_api import Page

from tests.bench.figures import Figure, spread, tell
from tests.bench.people import VIEWPORT, coach_in_a_room
from tests.bench.plain import plain_call
from tests.e2e.pages import RoomPage, Threshold
from tests.until import until

TIMES = 20
#: an oscillator takes the microphone's place; `beep` opens it for 150 ms and says when
MOUTH = """(() => {
    if (navigator.mediaDevices === undefined) return;
    const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (what) => {
        const stream = await ask(what);
        if (stream.getAudioTracks().length === 0) return stream;
        const context = new AudioContext();
        await context.resume();
        const gate = new GainNode(context, {gain: 0});
        const out = context.createMediaStreamDestination();
        gate.connect(out);
        const tone = new OscillatorNode(context, {frequency: 1000});
        tone.connect(gate);
        tone.start();
        globalThis.beep = () => {
            const now = context.currentTime;
            gate.gain.setValueAtTime(0.5, now + 0.02);
            gate.gain.setValueAtTime(0, now + 0.17);
            return performance.timeOrigin + performance.now() + 20;
        };
        return new MediaStream([...out.stream.getAudioTracks(), ...stream.getVideoTracks()]);
    };
})()"""
EAR = """() => {
    const context = new AudioContext();
    void context.resume();
    const analyser = new AnalyserNode(context, {fftSize: 256});
    const stream = document.querySelector('[data-face="other"]').srcObject;
    context.createMediaStreamSource(stream).connect(analyser);
    const samples = new Float32Array(256);
    globalThis.heardAt = null;
    setInterval(() => {
        analyser.getFloatTimeDomainData(samples);
        const level = Math.max(...samples.map(Math.abs));
        if (level > 0.05) globalThis.heardAt ??= performance.timeOrigin + performance.now();
    }, 4);
}"""
#: no sound for so long before the next: the far side's buffers are as they were
PAUSE_MS = 1_500


async def listen(mouth: Page, ear: Page) -> list[float]:
    """Return ms from mouth to ear, each time."""
    await ear.evaluate(EAR)
    found = []
    for _ in range(TIMES):
        await ear.evaluate("(ms) => new Promise((next) => setTimeout(next, ms))", PAUSE_MS)
        await ear.evaluate("globalThis.heardAt = null")
        said = float(await mouth.evaluate("beep()"))
        heard = await until("the tone is heard", partial(ear.evaluate, "heardAt"), seconds=20)
        found.append(float(heard) - said)
    return found


async def measure() -> tuple[list[float], list[float]]:
    """Return what it takes in a room, and in an empty page."""
    async with coach_in_a_room("Beeld") as place:
        person = await place.browsers.person(await place.browsers.chromium(), viewport=VIEWPORT)
        await person.context.add_init_script(MOUTH)
        page = await person.page(place.link)
        await Threshold(page).arrive("Sam")
        client = await RoomPage(page).entered()
        await client.sees_other()
        await place.coach.sees_other()
        room = await listen(page, place.coach.page)
    async with plain_call(script=MOUTH) as (one, other):
        return room, await listen(one, other)


def main() -> None:
    """Say it twenty times in each."""
    room, plain = asyncio.run(measure())
    tell(
        "mouth_to_ear",
        [Figure(f"in a picture call, n = {TIMES}", spread(room), f"plain page: {spread(plain)}")],
    )


if __name__ == "__main__":
    main()
