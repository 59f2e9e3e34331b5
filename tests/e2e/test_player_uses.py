"""The player without a mouse, on a phone, by a trainer's link, and after the link has ended."""

from __future__ import annotations

import re
import time
from typing import Any

from playwright.async_api import expect

from tests.e2e.browsers import PHONE, Browsers
from tests.e2e.earlier_session import a_week_ago, come_a_week_later
from tests.e2e.easel import Easel
from tests.e2e.lend_page import Asking, answer, lent, link_of, question
from tests.e2e.player_page import PlayerPage
from tests.e2e.test_axe import faults
from tests.e2e.test_keyboard import Keys
from tests.serving import RunningServer

#: an open player loses what was lent within this
LOSES_WITHIN_S = 5.0
LEAST_TARGET_PX = 44
SMALL = """least => [...document.querySelectorAll('.player button, .player select, .player-line')]
    .filter(one => one.checkVisibility())
    .map(one => [one.ariaLabel ?? one.textContent, one.getBoundingClientRect()])
    .filter(([, box]) => box.height < least || box.width < least)
    .map(([name, box]) => `${name}: ${box.width} x ${box.height}`)"""


async def test_every_act_of_the_player_has_a_key(server: RunningServer, browsers: Browsers) -> None:
    """Opened, played, stepped, sped up, sought and closed with keys; each step is told in words."""
    pair = await come_a_week_later(server, browsers, a_week_ago())
    await pair.client.reads_note("nee zeggen")
    await Easel(pair.client).keep("Voor de pauze")
    player = await PlayerPage.in_room(pair.client)
    page = player.page
    keys = Keys(page)
    assert await faults(page) == []
    await expect(player.list).to_contain_text("Sam bewaart het vel: Voor de pauze")
    await expect(player.line.locator(".player-kept")).to_have_count(1)

    said = await player.step(3)
    assert re.search(r"^\d\d:\d\d:\d\d, ", said[0]), said
    assert any("tekent de cirkels" in one for one in said), said
    await expect(player.stage).to_have_attribute("aria-label", re.compile("Vel 1"))
    here = await player.now()
    await player.press(",")
    assert await player.now() < here
    await player.press("End", ">", ">")
    end = await player.now()
    await expect(page.get_by_label("Snelheid")).to_have_value("4")
    await player.press("<", "Home", "k")
    await expect(player.named("Pauze")).to_be_visible()
    await player.press("k")
    await expect(player.named("Speel af")).to_be_visible()
    await player.press("5")
    middle = await player.now()
    await player.press("j")
    assert await player.now() < middle < end
    await keys.to(player.line)
    await player.press("End")
    value = await player.line.get_attribute("aria-valuetext")
    assert re.match(r"\d\d:\d\d, (Sam|Eva) ", value or ""), value
    await player.press("?")
    help_ = page.get_by_role("dialog", name="Toetsen")
    await expect(help_).to_contain_text("de weg ertussen is ingevuld")
    assert await faults(page) == []
    await player.press("Escape")
    await expect(help_).to_be_hidden()
    await player.press("Escape")
    await expect(player.root).to_have_count(0)
    await expect(page.get_by_role("banner").get_by_role("button", name="Meer")).to_be_focused()


async def test_a_caret_that_a_click_left_is_nowhere_behind_a_full_sheet(
    server: RunningServer, browsers: Browsers
) -> None:
    """Where one draws and in the player there is none; words that were chosen stay chosen."""
    pair = await come_a_week_later(server, browsers, a_week_ago())
    room, page = pair.client, pair.client.page
    words = page.get_by_role("banner").get_by_text("Eva", exact=False).last

    async def left() -> str:
        return str(await page.evaluate("getSelection().type"))

    await words.click()
    assert await left() == "Caret", "the control: a click leaves one"
    await room.draw([(0.2, 0.85), (0.35, 0.88), (0.5, 0.85)])
    assert await left() == "None"
    await words.dblclick()
    await room.draw([(0.2, 0.9), (0.35, 0.93), (0.5, 0.9)])
    assert await left() == "Range"

    await words.click()
    player = await PlayerPage.in_room(room)
    assert await left() == "None"
    await player.named("Speel af").click()
    await player.named("Pauze").click()
    assert await left() == "None"


async def test_the_player_fits_a_phone(server: RunningServer, browsers: Browsers) -> None:
    """Upright and on its side: nothing is cut off, all can be hit with a thumb."""
    pair = await come_a_week_later(server, browsers, a_week_ago())
    await pair.client.reads_note("nee zeggen")
    player = await PlayerPage.in_room(pair.client)
    page = player.page
    for size in (PHONE, {"width": PHONE["height"], "height": PHONE["width"]}):
        await page.set_viewport_size({"width": size["width"], "height": size["height"]})
        await expect(player.line).to_be_in_viewport(ratio=1)
        await expect(player.named("Speel af")).to_be_in_viewport(ratio=1)
        await expect(player.stage).to_be_in_viewport(ratio=0.97)
        small: Any = await page.evaluate(SMALL, LEAST_TARGET_PX)
        assert small == []
        await page.get_by_role("button", name="Wat er gebeurde").click()
        await expect(player.list.get_by_role("button").first).to_be_visible()
        assert await faults(page) == []
        await page.get_by_role("button", name="Wat er gebeurde").click()
        await expect(player.list).to_be_hidden()


async def test_a_trainer_sees_what_was_lent_until_somebody_ends_it(
    server: RunningServer, browsers: Browsers
) -> None:
    """Words before the click, the sheets after it, a moment's link without its key, and the end."""
    pair = await come_a_week_later(server, browsers, a_week_ago())
    coach, client = pair.coach, pair.client
    await client.reads_note("nee zeggen")
    asking = await Asking.open(coach)
    await asking.only_session(1)
    await asking.ask("Noor")
    await answer(await question(client), "Ja, dat mag")
    link = await link_of(await lent(coach), "Noor")

    person = await browsers.person(await browsers.chromium())
    page = await person.page(link)
    await expect(page.get_by_role("heading")).to_have_text("Terugkijken met Eva")
    await expect(page.get_by_role("main")).to_contain_text("Elk van beiden kan het op elk moment")
    theirs = await lent(client)
    await expect(theirs.locator("li li")).to_have_count(0)
    assert await faults(page) == []
    await page.get_by_role("button", name="Bekijk de opname").click()
    player = PlayerPage(page)
    await expect(player.line).to_be_visible()
    await expect(theirs.locator("li li")).to_have_count(1)
    assert await faults(page) == []
    await player.step(4)
    await expect(player.sheet).to_contain_text("nee zeggen")
    await expect(player.list).to_contain_text("Sam")

    # A moment has an address, which opens nothing without the whole link.
    await page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    await player.named("Kopieer link naar dit moment").click()
    await expect(player.root).to_contain_text("werkt voor wie de hele link al heeft")
    address: str = await page.evaluate("navigator.clipboard.readText()")
    assert link.split("#")[1] not in address
    assert re.search(r"\?t=\d+$", address)
    moment = await player.now()
    await page.goto(address)
    await page.get_by_role("button", name="Bekijk de opname").click()
    await expect(player.line).to_be_visible()
    assert await player.now() == moment

    await theirs.get_by_role("button", name="Stop het terugkijken: Noor").click()
    await theirs.get_by_role("button", name="Ja, stop").click()
    stopped = time.monotonic()
    heading = page.get_by_role("heading", name="Dit is voorbij")
    await expect(heading).to_be_visible(timeout=LOSES_WITHIN_S * 1000)
    assert time.monotonic() - stopped < LOSES_WITHIN_S
    await expect(player.root).to_have_count(0)
    await expect(page.get_by_role("main")).not_to_contain_text("nee zeggen")
    assert await faults(page) == []
    person.watch.allow(r"status of 4\d\d")
    await page.reload()
    await expect(page.get_by_role("heading", name="Dit is voorbij")).to_be_visible()
    await page.goto("about:blank")
    await page.goto(link[:-3] + "AAA")
    await expect(page.get_by_role("heading", name="Deze link opent niets")).to_be_visible()
