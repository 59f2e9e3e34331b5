"""
Words that people type are nowhere but with them: not on the server's disk, not on the wire.

The same journey with pages that do not seal shows that the search would find them there.
"""

from __future__ import annotations

import base64
import gzip
import os
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.e2e.browsers import Browsers
from tests.e2e.coach_page import CoachPage
from tests.e2e.pages import RoomPage, Threshold, Waiting
from tests.faults.other_pages import build_other_pages, serving
from tests.faults.planted import files_under, inflated, open_files, words_in
from tests.faults.wiretap import Wiretap
from tests.serving import RunningServer

#: one word for each place where somebody types, none within another
WORDS = {
    "coach's name": "Zilverbrink",
    "room title": "kwartelspoor",
    "client's name in the invitation": "Morgenwei",
    "what was agreed": "hazelwortelpad",
    "answer time": "tussentijdsvuur",
    "client's own name": "Duinviooltje",
    "first message": "appelbloesemnacht",
    "note": "waterlelievijver",
    "coach's letter": "sterrenmuurtje",
    "client's letter": "regenboogzolder",
    "coach's own notes": "eekhoornklavecimbel",
}


@dataclass
class Seen:
    """All that the server had and that went by."""

    wire: list[bytes] = field(default_factory=list)
    disk: list[bytes] = field(default_factory=list)
    printed: list[bytes] = field(default_factory=list)
    frames: dict[str, int] = field(default_factory=dict)


@pytest.fixture(scope="session")
def unsealed_pages(built_pages: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages with sealing replaced by none; in a folder that no server of ours serves."""
    folder = tmp_path_factory.mktemp("unsealed")
    return build_other_pages(folder, "crypto/seal.ts", "unsealed.ts")


async def whole_journey(browsers: Browsers, tmp_path: Path, prefix: list[str]) -> Seen:
    """
    Coach and client from invitation to goodbye, everything typed that can be typed.

    Args:
        prefix: what stands before the server's own command.
    """
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    server = RunningServer(tmp_path / "data")
    server.prefix = ["env", f"TMPDIR={temporary}", *prefix]
    await server.start()
    tap = Wiretap(server.url)
    await tap.start()
    seen = Seen(wire=tap.passed, frames=tap.frames)
    try:
        browser = await browsers.chromium()
        coach_person, client_person = await browsers.person(browser), await browsers.person(browser)

        office = CoachPage(await coach_person.page())
        await office.make_workspace(tap.instead_of(server.invitation), WORDS["coach's name"])
        link = await make_room(office)
        client = RoomPage(await client_person.page(link))
        await Threshold(client.page).arrive(WORDS["client's own name"], "Schrijven")
        await Waiting(client.page).leave_first_message(WORDS["first message"])
        await (await office.go_in(WORDS["room title"])).arrive(WORDS["coach's name"], "Schrijven")
        coach = await RoomPage(office.page).entered()
        await coach.let_in(WORDS["client's own name"])
        await client.entered()
        await meet_and_write(coach, client)
        seen.disk += files_under(server.data, temporary) + open_files(server.pid)
        await client.leave()
        await coach.leave()
        seen.disk += files_under(server.data, temporary)
        await coach_person.context.close()
        await client_person.context.close()
    finally:
        await tap.stop()
        await server.stop()
    seen.disk += files_under(server.data, temporary)
    seen.printed.append(server.output.encode())
    return seen


async def make_room(office: CoachPage) -> str:
    """Make the room, with all that can be agreed, and return the client's link."""
    page = office.page

    async def agree(screen: str) -> None:
        if screen.endswith("coach-new-room"):
            await page.get_by_label("Wat spraken jullie af?").fill(WORDS["what was agreed"])
            await page.get_by_label("Wanneer antwoord je").fill(WORDS["answer time"])

    title, guest = WORDS["room title"], WORDS["client's name in the invitation"]
    return await office.make_room(
        title, guest, knock="Alleen met een nieuw apparaat", at_step=agree
    )


async def meet_and_write(coach: RoomPage, client: RoomPage) -> None:
    """Draw, stick a note, write to each other, and take notes for oneself."""
    await coach.draw([(0.2, 0.2), (0.4, 0.25), (0.6, 0.2)])
    await client.strokes_are(1)
    await client.tool("Briefje")
    await client.page.mouse.click(*await client.at((0.5, 0.6)))
    await expect(client.notes).to_have_count(1)
    await client.page.keyboard.insert_text(WORDS["note"])
    await client.page.keyboard.press("Escape")
    await coach.reads_note(WORDS["note"])
    await coach.reads(WORDS["first message"])
    await coach.say(WORDS["coach's letter"])
    await client.reads(WORDS["coach's letter"])
    await client.say(WORDS["client's letter"])
    await coach.reads(WORDS["client's letter"])
    notepad = coach.page.get_by_label("Jouw aantekeningen bij deze kamer")
    rail = coach.page.get_by_role("complementary", name="Alleen voor jou")
    if not await notepad.is_visible():
        await coach.page.get_by_role("button", name="Notities: open").click()
    await notepad.fill(WORDS["coach's own notes"])
    await notepad.blur()
    await expect(rail.get_by_role("status")).to_have_text("Bewaard")


async def test_planted_words_are_nowhere(
    built_pages: Path, browsers: Browsers, tmp_path: Path
) -> None:
    """Not in database, journal, temporary or open files, not printed, not in any frame or body."""
    seen = await whole_journey(browsers, tmp_path, [])

    assert len(b"".join(seen.disk)) > 10_000
    assert min(seen.frames.values()) > 20, "the wire was listened to"
    assert words_in(seen.disk, WORDS) == {}
    assert words_in(seen.printed, WORDS) == {}
    assert words_in(seen.wire, WORDS) == {}


async def test_without_sealing_the_same_search_finds_every_word(
    unsealed_pages: Path, browsers: Browsers, tmp_path: Path
) -> None:
    """The control: on the disk and on the wire, each of them."""
    seen = await whole_journey(browsers, tmp_path, serving(unsealed_pages))

    assert set(words_in(seen.disk, WORDS)) == set(WORDS)
    assert set(words_in(seen.wire, WORDS)) == set(WORDS)


DRESSES: dict[str, Callable[[bytes], bytes]] = {
    "as it is": bytes,
    "base64": base64.b64encode,
    "base64url": base64.urlsafe_b64encode,
    "hex": lambda plain: plain.hex().encode(),
    "HEX": lambda plain: plain.hex().upper().encode(),
    "zlib": zlib.compress,
    "gzip": gzip.compress,
    "gzip of base64 of zlib": lambda plain: gzip.compress(base64.b64encode(plain)),
}


@pytest.mark.parametrize("dress", DRESSES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_the_search_knows_every_dress(dress: str, encoding: str) -> None:
    """Whatever stands before and after it, a word is found; where it is not, nothing is."""
    word = {"word": "kwartelspoor"}
    for before in range(7):
        plain = os.urandom(before) + word["word"].encode(encoding) + os.urandom(9)
        noise = os.urandom(500)
        hidden = noise + DRESSES[dress](plain) + noise

        assert words_in([noise, hidden], word), (dress, before)
    assert words_in([os.urandom(5000), gzip.compress(b"something else" * 100)], word) == {}


def test_compressed_answers_of_the_server_are_looked_into(built_pages: Path) -> None:
    """The control for what the pages are sent as: a gzip file of the build reads as its text."""
    page = built_pages / "index.html"

    assert page.read_bytes() in list(inflated(gzip.compress(page.read_bytes())))
