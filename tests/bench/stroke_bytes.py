"""
Bytes that one stroke of 40 points sends: through the server, and straight to the other page.

Through the server: payload of the page's WebSocket frames, pings left out; cursors go there
only while there is no direct way. Straight:
what is handed to the data channel, cursors and the pulse left out. In the log: header, digest and
sealed body, as the server keeps them. Measured over ten strokes with 10, then with 200 strokes on
the sheet.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import sqlite3
from typing import Any

import msgpack

from tests.bench.figures import Figure, spread, tell
from tests.bench.filled import fill
from tests.bench.pen import MOVES, STEP_PX, meet
from tests.bench.people import Place, coach_in_a_room
from tests.e2e.pages import RoomPage

STROKES = 10


class Frames:
    """Counts payload bytes of what a page sends over its WebSocket, by the event's name."""

    def __init__(self) -> None:
        self.sent: dict[str, int] = {}

    def hear(self, event: dict[str, Any]) -> None:
        """Take one `Network.webSocketFrameSent`."""
        frame = event["response"]
        if frame["opcode"] != 2:
            return  # Engine.IO's own pings are text
        payload = base64.b64decode(frame["payloadData"])
        packet = msgpack.unpackb(payload)
        name = packet["data"][0] if packet["type"] == 2 else "connect"
        self.sent[name] = self.sent.get(name, 0) + len(payload)


async def one_stroke(room: RoomPage, row: int) -> None:
    """Draw 40 points to the right and wait until they are on the sheet."""
    before = await room.strokes.count()
    x, y = await room.at((0.08, 0.05 + 0.03 * row))
    mouse = room.page.mouse
    await mouse.move(x, y)
    await mouse.down()
    for move in range(1, MOVES):
        await mouse.move(x + move * STEP_PX, y + (move % 5))
    await mouse.up()
    await room.strokes_are(before + 1)


def log_bytes(place: Place) -> int:
    """Return what the server keeps of all board entries; there is one room."""
    with contextlib.closing(sqlite3.connect(place.server.data / "flipover.db")) as db:
        kept = "length(header) + length(digest) + length(sealed)"
        (total,) = db.execute(f"SELECT sum({kept}) FROM entries WHERE kind = 1").fetchone()
    return int(total or 0)


async def measure(strokes_before: int) -> tuple[list[float], list[float], list[float]]:
    """Return bytes through the server, straight to the other and in the log, of each stroke."""
    through, straight, logged = [], [], []
    frames = Frames()
    async with coach_in_a_room("Schrijven") as place:
        await asyncio.to_thread(fill, place.server, place.link, strokes_before)
        client = await meet(place, "Schrijven")
        page = place.coach.page
        await place.coach.tool("Pen")
        cdp = await page.context.new_cdp_session(page)
        cdp.on("Network.webSocketFrameSent", frames.hear)
        await cdp.send("Network.enable")
        for row in range(STROKES):
            frames.sent.clear()
            await page.evaluate("probe.sent = {}")
            before = log_bytes(place)
            await one_stroke(place.coach, row)
            # The other has it out of the log: so the frame was sent and the preview is over.
            await client.strokes_are(strokes_before + row + 1)
            sent: dict[str, int] = await page.evaluate("probe.sent")
            through.append(sum(frames.sent.values()))
            straight.append(sum(sent.get(name, 0) for name in "ipx"))
            logged.append(log_bytes(place) - before)
    return (
        [float(one) for one in through],
        [float(one) for one in straight],
        [float(one) for one in logged],
    )


def main() -> None:
    """Measure with few and with many strokes on the sheet."""
    figures = []
    for before, wbo, mirotalk in ((10, "4.5 kB", "20.9 kB"), (200, "4.6 kB (2,000)", "767 kB")):
        through, straight, logged = asyncio.run(measure(before))
        name = f"with {before} strokes on the sheet"
        beside = f"limit 1,000; WBO {wbo}, MiroTalk {mirotalk}"
        figures.append(Figure(f"{name}, through the server, bytes", spread(through), beside))
        figures.append(Figure(f"{name}, straight to the other, bytes", spread(straight), "–"))
        figures.append(Figure(f"{name}, in the log, bytes", spread(logged), "–"))
    tell("stroke_bytes", figures)


if __name__ == "__main__":
    main()
