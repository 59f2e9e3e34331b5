"""A talk is recorded as it goes, and played again: what is seen is what the other saw then."""

from __future__ import annotations

import time
from dataclasses import dataclass

from playwright.async_api import expect

from tests.e2e.browsers import Browsers
from tests.e2e.meeting import Pair, meet_in_writing
from tests.e2e.pages import Point, RoomPage
from tests.e2e.pixels import Picture, unlike
from tests.e2e.player_page import PlayerPage, sheet_alone
from tests.e2e.sheet_page import Sheet
from tests.serving import RunningServer
from tests.until import until

#: of a hundred points so many may differ by more than a tone; a stroke that is missing is more
SAME, TONE = 0.02, 40
#: longer than the player lets a thing travel, for it knows only where it went
CARRY_S = 1.0
STROKE_OF: dict[str, list[Point]] = {
    "long": [(0.1, 0.15), (0.3, 0.25), (0.5, 0.14), (0.7, 0.26), (0.9, 0.15)],
    "steep": [(0.15, 0.4), (0.25, 0.6), (0.33, 0.4), (0.42, 0.62), (0.5, 0.4)],
    "flat": [(0.1, 0.75), (0.2, 0.9), (0.3, 0.75), (0.4, 0.91), (0.5, 0.75)],
}


#: how far to the right each stroke has come, board units
REACH = "all => all.map(one => one.getBBox()).map(box => box.x + box.width)"


@dataclass(frozen=True)
class Moment:
    """What the client saw at a moment of the talk."""

    what: str
    #: ms since the epoch
    at: int
    seen: Picture


class Talk:
    """The coach draws, sticks and moves; the client's screen is photographed."""

    def __init__(self, pair: Pair) -> None:
        self.coach, self.client = pair.coach, pair.client
        self.moments: list[Moment] = []

    async def remember(self, what: str, *, kept: bool = True) -> None:
        """Keep what the client sees now, once all of it is in the log if it is to be *kept*."""
        if kept:
            await expect(self.client.previews).to_have_count(0)
            await expect(self.client.sheet.locator(".note-held")).to_have_count(0)
        seen = await sheet_alone(self.client.page, self.client.sheet)
        self.moments.append(Moment(what, round(time.time() * 1000), seen))

    async def draw(self, name: str) -> None:
        """Draw a stroke, resting in the middle until the client was photographed."""
        points = STROKE_OF[name]
        await self.coach.page.bring_to_front()
        await self.coach.tool("Pen")
        strokes = await self.client.strokes.count()
        mouse = self.coach.page.mouse
        await mouse.move(*await self.coach.at(points[0]))
        await mouse.down()
        for point in points[1:3]:
            await mouse.move(*await self.coach.at(point), steps=10)
        await self.client_has_ink_at(points[2])
        await self.remember(f"half of {name}", kept=False)
        for point in points[3:]:
            await mouse.move(*await self.coach.at(point), steps=10)
        await mouse.up()
        await self.client.strokes_are(strokes + 1)
        await self.remember(f"all of {name}")

    async def client_has_ink_at(self, point: Point) -> None:
        """Wait until the stroke under the coach's hand has come so far on the client's screen."""
        live = self.client.page.locator('.sheet-live [data-live="other"]')

        async def there() -> bool:
            reach: list[float] = await live.evaluate_all(REACH)
            return any(abs(x - 1000 * point[0]) < 12 for x in reach)

        await until(f"the client sees ink at {point}", there)


async def talked(server: RunningServer, browsers: Browsers) -> tuple[Pair, Talk]:
    """Hold a short talk, and remember ten moments of it."""
    pair = await meet_in_writing(server, browsers)
    talk = Talk(pair)
    coach, client = pair.coach, pair.client
    await talk.draw("long")
    await coach.stick_note((0.7, 0.5), "rustig begin")
    await client.reads_note("rustig begin")
    await talk.remember("a note")
    await talk.draw("steep")
    hand = Sheet(coach)
    [note] = await hand.ids("note")
    await coach.tool("Kiezen")
    before = await hand.box(note)
    await carry(hand, before.middle, (0.75, 0.8))
    await coach.page.keyboard.press("Escape")
    await Sheet(client).sees(note, await hand.box(note))
    await talk.remember("the note elsewhere")
    await client.stick_note((0.25, 0.3), "wandelen")
    await coach.reads_note("wandelen")
    await talk.remember("the client's note")
    await talk.draw("flat")
    await coach.undo()
    await client.strokes_are(2)
    await talk.remember("taken back")
    for row in range(4):
        await coach.draw([(0.6, 0.9 + row / 50), (0.7, 0.91 + row / 50), (0.8, 0.9 + row / 50)])
    await client.strokes_are(6)
    return pair, talk


async def carry(hand: Sheet, start: Point, end: Point) -> None:
    """Carry what lies at *start* elsewhere, for as long as a person takes for it."""
    await hand.press_at(start)
    began = time.monotonic()
    while (share := (time.monotonic() - began) / CARRY_S) < 1:
        x, y = (a + (b - a) * share for a, b in zip(start, end, strict=True))
        await hand.page.mouse.move(*await hand.room.at((x, y)))
    await hand.carry_to(end)
    await hand.page.mouse.up()


async def as_large(player: PlayerPage, room: RoomPage) -> None:
    """Give the player's window the size in which its sheet is as large as it was in the room."""
    size = "place => [place.clientWidth, place.clientHeight]"
    wide, high = await room.page.locator(".sheet-view").evaluate(size)
    has_wide, has_high = await player.root.locator(".player-stage").evaluate(size)
    view = player.page.viewport_size
    assert view is not None
    await player.page.set_viewport_size(
        {"width": view["width"] + wide - has_wide, "height": view["height"] + high - has_high}
    )

    async def fits() -> bool:
        place = player.root.locator(".player-stage")
        return bool(await place.evaluate(size) == [wide, high])

    await until("the sheets are equally large", fits)


async def test_ten_moments_are_shown_as_the_other_saw_them(
    server: RunningServer, browsers: Browsers
) -> None:
    """Three of them in the middle of a stroke; as the control, a moment ten acts later is not."""
    pair, talk = await talked(server, browsers)
    player = await PlayerPage.in_room(pair.coach)
    await as_large(player, pair.client)
    await player.uncut()
    ends = await player.ends()
    differing = {}
    for moment in talk.moments:
        await player.go(moment.at, ends)
        differing[moment.what] = unlike(moment.seen, await player.seen(), TONE)
    print(differing)
    assert len(differing) == 10
    assert {what: share for what, share in differing.items() if share > SAME} == {}

    first = talk.moments[0]
    await player.go(first.at, ends)
    await player.step(10)
    assert unlike(first.seen, await player.seen(), TONE) > 10 * SAME
    await expect(player.root).to_be_visible()
