"""
Somebody in the middle of the call is shown by the words.

He holds the guest's link and runs the server, so nothing that is sealed with the link's keys keeps
him out: the call comes up, through him, and he hears all of it. Only the words tell.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import expect

from tests.e2e.browsers import Browsers
from tests.e2e.coach_page import CoachPage
from tests.e2e.media import Mark
from tests.e2e.meeting import NO_KNOCK, TITLE, come_in
from tests.e2e.pages import RoomPage, other_voice_levels
from tests.e2e.safety_panel import SafetyPanel
from tests.serving import RunningServer
from tests.until import until

pytestmark = pytest.mark.lone  # two calls and a man in the middle at once

ROOT = Path(__file__).resolve().parents[2]
WORDS = (ROOT / "web/src/call/words/nl.txt").read_text().splitlines()
#: dB by which the other's tone must stand out over one's own
CLEARLY_LOUDER_DB = 20.0


class Middle:
    """The middleman's process, and what it has printed."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self.told: list[dict[str, Any]] = []
        self._reading = asyncio.create_task(self._read())

    async def _read(self) -> None:
        assert self.process.stdout is not None
        async for line in self.process.stdout:
            self.told.append(json.loads(line))

    async def tells(self, what: str, count: int = 1) -> list[dict[str, Any]]:
        """Wait until *what* was told *count* times by different pages, and return it."""

        def enough() -> bool:
            return len({one.get("page") for one in self.told if one["what"] == what}) >= count

        await until(f"the one in the middle tells: {what}", enough, seconds=40)
        return [one for one in self.told if one["what"] == what]

    async def give(self, link: str) -> None:
        """Let him have the link."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{link}\n".encode())
        await self.tells("holds the link")

    async def stop(self) -> None:
        """End him, and fail if he did not end well."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        assert await asyncio.wait_for(self.process.wait(), 20) == 0, self.told
        await self._reading


@pytest.fixture
async def middle(server: RunningServer, request: pytest.FixtureRequest) -> AsyncIterator[Middle]:
    """Somebody between the client and the server, who does not hold the link yet."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.faults.middleman",
        server.url,
        getattr(request, "param", "keep"),
        cwd=ROOT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    started = Middle(process)
    yield started
    await started.stop()


async def talk_through(
    middle: Middle,
    server: RunningServer,
    browsers: Browsers,
    marks: tuple[Mark, Mark],
    *,
    link: bool,
) -> tuple[RoomPage, RoomPage]:
    """Bring coach and client together, the client by way of the middle; with voice."""
    (listens,) = await middle.tells("listens")
    coach_person = await browsers.person(await browsers.chromium(marks[0]))
    client_person = await browsers.person(await browsers.chromium(marks[1]))
    office = CoachPage(await coach_person.page())
    await office.make_workspace(server.invitation)
    guest_link = await office.make_room(TITLE, "Sam", knock=NO_KNOCK)
    if link:
        await middle.give(guest_link)
    await (await office.go_in(TITLE)).arrive("Eva", "Stem")
    coach = await RoomPage(office.page).entered()
    through = guest_link.replace(server.url, listens["url"])
    client = await come_in(client_person, through, "Sam", "Stem")
    await client.entered()
    for room in (coach, client):
        await expect(room.page.locator(".face.other")).to_have_attribute("data-state", "connected")
    return coach, client


async def test_who_passes_all_on_leaves_the_words_alike(
    middle: Middle,
    server: RunningServer,
    browsers: Browsers,
    coach_mark: Mark,
    client_mark: Mark,
) -> None:
    """The control: the same way, without the link, changes no word."""
    marks = (coach_mark, client_mark)
    coach, client = await talk_through(middle, server, browsers, marks, link=False)

    words = await (await SafetyPanel(coach).open()).read()
    assert await (await SafetyPanel(client).open()).read() == words


async def test_who_is_in_the_middle_of_the_call_leaves_other_words_on_both_screens(
    middle: Middle,
    server: RunningServer,
    browsers: Browsers,
    coach_mark: Mark,
    client_mark: Mark,
) -> None:
    """The call comes up and sounds, he reads along, and each screen shows words of its own."""
    marks = (coach_mark, client_mark)
    coach, client = await talk_through(middle, server, browsers, marks, link=True)
    heard = await middle.tells("heard", count=2)
    assert all("'form': 'voice'" in one["said"] for one in heard)
    others, owns = await other_voice_levels(coach, [client_mark.tone_hz, coach_mark.tone_hz])
    assert others - owns > CLEARLY_LOUDER_DB

    coach_words = await (await SafetyPanel(coach).open()).read()
    client_words = await (await SafetyPanel(client).open()).read()
    assert coach_words != client_words
    # What they read is what he, who kept to all rules, made with each of them; nothing else.
    made = {one["page"]: one["places"] for one in await middle.tells("words", count=2)}
    assert {tuple(WORDS[place] for place in places) for places in made.values()} == {
        tuple(coach_words),
        tuple(client_words),
    }


@pytest.mark.parametrize("middle", ["pass"], indirect=True)
async def test_who_passes_the_words_on_is_told_of_by_his_certificate(
    middle: Middle,
    server: RunningServer,
    browsers: Browsers,
    coach_mark: Mark,
    client_mark: Mark,
) -> None:
    """What each committed to is not the certificate in use: no words, and both are told."""
    marks = (coach_mark, client_mark)
    coach, client = await talk_through(middle, server, browsers, marks, link=True)
    await middle.tells("heard", count=2)

    for room in (coach, client):
        alert = room.page.get_by_role("alert")
        await expect(alert).to_contain_text("Er klopt iets niet aan de verbinding")
        await alert.get_by_role("button", name="Wat je kunt doen").click()
        await expect(SafetyPanel(room).dialog).to_contain_text("per telefoon")
        await expect(SafetyPanel(room).words).to_have_count(0)
