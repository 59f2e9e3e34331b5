"""
Bytes on the wire of a client's first visit: until the threshold is usable, until the first ink.

A cold browser follows the link, gives a name, comes in and draws. What is asked for before one
can choose how to talk counts for the first figure; all of it for the second.
"""

from __future__ import annotations

import asyncio
from typing import Any

from tests.bench.figures import Figure, tell
from tests.bench.people import coach_in_a_room
from tests.e2e.pages import RoomPage, Threshold


async def weigh() -> tuple[float, dict[str, tuple[str, float, int]]]:
    """Return when the threshold was usable; and of each request path, type, start and bytes."""
    asked: dict[str, dict[str, Any]] = {}
    sizes: dict[str, int] = {}
    async with coach_in_a_room("Beeld") as place:
        page = await place.newcomer()
        cdp = await page.context.new_cdp_session(page)

        def ask(event: dict[str, Any]) -> None:
            asked.setdefault(event["requestId"], event)

        def finish(event: dict[str, Any]) -> None:
            sizes[event["requestId"]] = int(event["encodedDataLength"])

        cdp.on("Network.requestWillBeSent", ask)
        cdp.on("Network.loadingFinished", finish)
        await cdp.send("Network.enable")
        await page.goto(place.link)
        await Threshold(page).arrive("Sam")
        room = await RoomPage(page).entered()
        await room.draw([(0.2, 0.2), (0.6, 0.3)])
        usable = await page.evaluate("probe.usable")
    found = {
        f"{key} {asked[key]['request']['url'].split('/', 3)[-1].split('#')[0]}": (
            str(asked[key]["type"]),
            float(asked[key]["wallTime"]) * 1000,
            size,
        )
        for key, size in sizes.items()
        if key in asked
    }
    return float(usable), found


def main() -> None:
    """Weigh one cold visit."""
    usable, found = asyncio.run(weigh())
    rows = [(name, start, size) for name, (kind, start, size) in found.items() if kind != "Font"]
    for name, start, size in rows:
        when = "threshold" if start < usable else "room"
        print(f"{size / 1000:8.1f} kB  {when:9}  {name.split(' ', 1)[1]}")
    first = sum(size for _, start, size in rows if start < usable) / 1000
    whole = sum(size for _, _, size in rows) / 1000
    fonts = sum(size for kind, _, size in found.values() if kind == "Font") / 1000
    tell(
        "page_weight",
        [
            Figure("until the threshold is usable", f"{first:.1f} kB", "limit 75 kB"),
            Figure(
                "until the first ink",
                f"{whole:.1f} kB, and {fonts:.0f} kB fonts",
                "limit 120 kB; MiroTalk 991 kB and 640 kB from other hosts; WBO 643 kB",
            ),
        ],
    )


if __name__ == "__main__":
    main()
