"""A room a week later: what moved since, session by session, and the marks one after the other."""

from __future__ import annotations

import re

from playwright.async_api import expect

from tests.e2e.browsers import Browsers
from tests.e2e.earlier_session import a_week_ago, come_a_week_later, spelled
from tests.e2e.exercise_page import until_now
from tests.e2e.pages import RoomPage
from tests.serving import RunningServer


async def since(room: RoomPage) -> None:
    """Ask this screen what is otherwise than last time."""
    await room.page.get_by_role("button", name="Sinds vorige keer").click()


async def test_what_moved_since_last_time_shows_when_somebody_asks(
    server: RunningServer, browsers: Browsers
) -> None:
    """A trace and a word at what moved and came, for whoever asked, and no more than that."""
    began = a_week_ago()
    pair = await come_a_week_later(server, browsers, began)
    coach, client = pair.coach, pair.client
    for room in (coach, client):
        await room.reads_note("nee zeggen")
    told = coach.page.locator(".since-last").get_by_role("status")
    await since(coach)
    await expect(told).to_have_text(f"Sinds {spelled(began)}: niets anders op dit vel")
    wanted = client.page.get_by_role("button", name="nee zeggen").and_(client.notes)
    await wanted.focus()
    for _ in range(8):
        await client.page.keyboard.press("Shift+ArrowDown")
    await client.page.keyboard.press("Escape")
    await client.stick_note((0.75, 0.45), "hulp vragen")
    await expect(told).to_have_text(
        f"Sinds {spelled(began)}: 1 briefje verplaatst, 1 nieuw briefje"
    )
    theirs = coach.page.get_by_role("button", name="nee zeggen").and_(coach.notes)
    await expect(theirs).to_have_accessible_name(re.compile("lukt al, . van 2, was: wil ik nog$"))
    await expect(coach.page.locator("[data-since]")).to_have_text(
        ["was: wil ik nog", "nieuw"], use_inner_text=True
    )
    await expect(coach.page.locator(".since-trace")).to_have_count(1)
    await expect(client.page.locator("[data-since]")).to_have_count(0)
    await since(client)
    await expect(client.page.locator("[data-since]")).to_have_count(2)
    await since(coach)
    await expect(coach.page.locator("[data-since]")).to_have_count(0)
    await expect(client.page.locator("[data-since]")).to_have_count(2)


async def test_older_marks_are_lighter_beside_a_new_one(
    server: RunningServer, browsers: Browsers
) -> None:
    """On the scale what stood there last time steps back, and what is new is said in words."""
    pair = await come_a_week_later(server, browsers, a_week_ago())
    coach, client = pair.coach, pair.client
    await coach.page.locator(".sheet-tab", has_text="Schaal").click()
    for room in (coach, client):
        await expect(room.sheet.locator("[data-mark]")).to_have_count(3)
    await coach.tool("Kiezen")
    await coach.page.mouse.click(*await coach.at((0.5, 780 / 1414)))
    await coach.page.get_by_role("button", name="Streepjes").click()
    panel = coach.page.get_by_role("dialog", name="Streepjes op de schaal")
    await panel.get_by_label("Waar?").fill("6")
    await panel.get_by_role("button", name="Zet het streepje").click()
    await coach.page.keyboard.press("Escape")
    await expect(client.sheet.locator("[data-mark]")).to_have_count(4)
    await expect(client.sheet.locator("[data-mark][opacity]")).to_have_count(0)
    await since(client)
    await expect(client.sheet.locator("[data-mark][opacity]")).to_have_count(3)
    await expect(coach.sheet.locator("[data-mark][opacity]")).to_have_count(0)
    await expect(client.things.first).to_have_accessible_name(re.compile("nieuw: nu 6$"))


async def test_a_room_is_read_back_session_by_session(
    server: RunningServer, browsers: Browsers
) -> None:
    """Oldest first, with days and sheets; the marks of now stand in a row, without a verdict."""
    began = a_week_ago()
    pair = await come_a_week_later(server, browsers, began)
    coach, client = pair.coach, pair.client
    await client.reads_note("nee zeggen")
    await client.stick_note((0.75, 0.45), "hulp vragen")
    await coach.reads_note("hulp vragen")
    for room in (coach, client):
        panel = await until_now(room)
        line = panel.get_by_role("img", name=re.compile("^Streepjes “nu”, op volgorde: "))
        day = f"{spelled(began, weekday=False)} 20"
        await expect(line).to_have_accessible_name(
            re.compile(f": 4 op {day}.*; 4,5 – 5 op {day}.*; geen cijfer op {day}")
        )
        await expect(panel).to_contain_text("Zonder cijfer: ")
        await panel.get_by_role("radio", name="Gesprek voor gesprek").check(force=True)
        rows = panel.get_by_role("listitem")
        await expect(rows).to_have_count(2)
        first, second = rows.nth(0), rows.nth(1)
        await expect(first.get_by_role("heading").first).to_have_text(spelled(began).capitalize())
        await expect(first).to_contain_text("Nieuw in wil ik nog: nee zeggen")
        await expect(first).to_contain_text("nu: 4,5 – 5")
        await expect(first).to_contain_text("wanneer en waar: woensdag na het werk")
        facts = second.locator(".summary")
        await expect(facts).to_contain_text("hulp vragen")
        await expect(facts).not_to_contain_text("nee zeggen")
        for said in ("gemiddeld", "beter", "slechter", "hoger dan"):
            await expect(panel).not_to_contain_text(said)
