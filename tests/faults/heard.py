"""
What a page sent and what it was told, read from the frames of its socket.

No word of the page itself is believed here: an entry is acknowledged when its own header came back
on the wire. Also reads what a page still holds to be unsent, from its database.
"""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import msgpack
from playwright.async_api import BrowserContext, Page, WebSocket

from whiteboard.entry import decode_records

#: author and its own number: what names an entry before it has a place
Act = tuple[bytes, int]
EVENT = 2

#: [author, n] of every entry that this device has not seen in the log yet
OUTBOX = """async () => {
    const db = await new Promise((done, failed) => {
        const asked = indexedDB.open('flipover-log');
        asked.onsuccess = () => done(asked.result);
        asked.onerror = () => failed(asked.error);
    });
    try {
        const rows = await new Promise((done, failed) => {
            const asked = db.transaction('outbox').objectStore('outbox').getAll();
            asked.onsuccess = () => done(asked.result);
            asked.onerror = () => failed(asked.error);
        });
        return rows.map(({ author, n }) => [author, n]);
    } finally {
        db.close();
    }
}"""


async def outbox_of(page: Page) -> set[Act]:
    """Return what the device of *page* holds to be unacknowledged."""
    rows: list[tuple[str, int]] = await page.evaluate(OUTBOX)
    return {(base64.urlsafe_b64decode(author + "="), n) for author, n in rows}


@dataclass
class Line:
    """One socket, from its opening to its end."""

    #: sent by it, and not acknowledged by it
    unanswered: set[Act] = field(default_factory=set)
    answered: int = 0
    closed: bool = False


class Heard:
    """The acts of one person's pages in one room, as their sockets carry them."""

    def __init__(self) -> None:
        #: only this room's entries count; a coach's page has other logs open as well
        self.log = b""
        #: everything ever acknowledged
        self.kept: set[Act] = set()
        #: the one that carried the newest of the room's entries
        self.line = Line()
        #: called whenever something was heard
        self.on_change: Callable[[], None] = lambda: None

    def follow(self, context: BrowserContext) -> None:
        """Listen to every page of *context* that is opened from now on."""
        context.on("page", lambda page: page.on("websocket", self._begin))

    def _begin(self, socket: WebSocket) -> None:
        line = Line()
        socket.on("framesent", lambda frame: self._on_sent(line, frame))
        socket.on("framereceived", lambda frame: self._on_received(line, frame))
        socket.on("close", lambda _: self._on_close(line))

    def _on_close(self, line: Line) -> None:
        line.closed = True

    def _on_sent(self, line: Line, frame: str | bytes) -> None:
        if sent := self._acts_in(frame, "append"):
            line.unanswered |= sent - self.kept
            self._change(line)

    def _on_received(self, line: Line, frame: str | bytes) -> None:
        # What others did comes the same way, but was not asked for here.
        if mine := self._acts_in(frame, "entry") & line.unanswered:
            line.unanswered -= mine
            line.answered += len(mine)
            self.kept |= mine
            self._change(line)

    def _change(self, line: Line) -> None:
        self.line = line
        self.on_change()

    def _acts_in(self, frame: str | bytes, event: str) -> set[Act]:
        """Return the room's entries that a frame carries, if it is an *event*."""
        if isinstance(frame, str):
            return set()
        packet: Any = msgpack.unpackb(frame)
        if packet.get("type") != EVENT or packet["data"][0] != event:
            return set()
        headers = [record.header for record in decode_records(packet["data"][1]["records"])]
        return {(header.author, header.n) for header in headers if header.log == self.log}
