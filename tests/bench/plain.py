"""The limit: a call of two with nothing around it, an RTCPeerConnection in an empty page each."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from functools import partial

from playwright.async_api import Page, Route, async_playwright

from tests.bench.people import VIEWPORT
from tests.e2e.browsers import Browsers
from tests.e2e.media import Mark
from tests.until import until

ADDRESS = "http://localhost:9/"
PAGE = '<!doctype html><title>plain</title><video data-face="other" autoplay playsinline></video>'
BEGIN = """async () => {
    const stream = await navigator.mediaDevices.getUserMedia({
        audio: true,
        video: {width: {ideal: 1280}, height: {ideal: 720}, frameRate: {ideal: 30}},
    });
    const pc = globalThis.plain = new RTCPeerConnection();
    const video = document.querySelector('video');
    pc.ontrack = ({streams: [far]}) => { video.srcObject = far; };
    for (const track of stream.getTracks()) pc.addTrack(track, stream);
}"""
#: descriptions with all candidates in them
OFFER = """async () => {
    await plain.setLocalDescription();
    while (plain.iceGatheringState !== 'complete') {
        await new Promise((next) => plain.addEventListener('icegatheringstatechange', next));
    }
    return plain.localDescription.toJSON();
}"""
PLAYS = "document.querySelector('video').currentTime > 0"
TAKE = "async (description) => { await plain.setRemoteDescription(description); }"


async def _serve_empty(route: Route) -> None:
    await route.fulfill(body=PAGE, content_type="text/html")


@contextlib.asynccontextmanager
async def plain_call(
    marks: tuple[Mark, Mark] | None = None, script: str = ""
) -> AsyncIterator[tuple[Page, Page]]:
    """Two pages in browser processes of their own, in a call; *script* runs before the pages."""
    async with async_playwright() as playwright:
        browsers = Browsers(playwright)
        pages = []
        for mark in marks or (None, None):
            browser = await browsers.chromium(mark)
            person = await browsers.person(browser, viewport=VIEWPORT)
            if script:
                await person.context.add_init_script(script)
            await person.context.route("**/*", _serve_empty)
            page = await person.page(ADDRESS)
            await page.evaluate(BEGIN)
            pages.append(page)
        one, other = pages
        await other.evaluate(TAKE, await one.evaluate(OFFER))
        await one.evaluate(TAKE, await other.evaluate(OFFER))
        for page in pages:
            await until("a plain call", partial(page.evaluate, PLAYS), seconds=60)
        yield one, other
        await browsers.close()
