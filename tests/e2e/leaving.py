"""Everything that a page sends, by whatever way, as it leaves."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field

from playwright.async_api import BrowserContext, Page, Request, WebSocket

from whiteboard.packing import unpack

#: keeps what goes over data channels, which no devtools tell of
CHANNELS = """(() => {
    globalThis.sentOver = [];
    const send = RTCDataChannel.prototype.send;
    RTCDataChannel.prototype.send = function (data) {
        const bytes = data instanceof ArrayBuffer ? new Uint8Array(data) : data;
        globalThis.sentOver.push(btoa(String.fromCharCode(...bytes)));
        return send.call(this, data);
    };
})()"""
#: an answer to the server's “are you there?”
PONG = "3"
#: what goes on being said by itself: a call's devices and form, and how well it hears; and which
#: sheet one has before one
BY_ITSELF = ({"t", "muted", "cameraOff", "form", "sharing", "picture", "hears"}, {"t", "s", "n"})


@dataclass
class Leaving:
    """What left one page since it was last looked at."""

    #: bytes of each frame over a socket
    frames: list[int] = field(default_factory=list)
    #: address of each request, those for the page's own parts excepted
    requests: list[str] = field(default_factory=list)

    @classmethod
    async def of(cls, context: BrowserContext) -> Leaving:
        """Record all that leaves the pages of *context* from their first byte on."""
        leaving = cls()
        await context.add_init_script(CHANNELS)
        context.on("request", leaving._asked)
        context.on("page", lambda page: page.on("websocket", leaving._follow))
        return leaving

    def _asked(self, request: Request) -> None:
        # The page's own parts come when they are first needed, or a little before.
        if "/assets/" not in request.url:
            self.requests.append(request.url)

    def _follow(self, socket: WebSocket) -> None:
        socket.on("framesent", self._sent)

    def _sent(self, payload: str | bytes) -> None:
        if payload != PONG:
            self.frames.append(len(payload))

    async def forget(self, page: Page) -> None:
        """Begin anew."""
        self.frames.clear()
        self.requests.clear()
        await page.evaluate("sentOver.length = 0")

    async def all(self, page: Page) -> list[object]:
        """Return what left since `forget`, what is said by itself excepted."""
        over: list[str] = await page.evaluate("sentOver")
        said = [unpack(base64.b64decode(one)) for one in over]
        mine = [one for one in said if not isinstance(one, dict) or set(one) not in BY_ITSELF]
        return [*self.frames, *self.requests, *mine]
