"""axe-core finds nothing wrong on any screen: names, roles, contrast, order, size of targets."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page

from tests.e2e.between_screens import walk_between
from tests.e2e.browsers import Browsers
from tests.e2e.later_screens import walk_later
from tests.e2e.lend_screens import walk_lending
from tests.e2e.letter_screens import walk_letters
from tests.e2e.portraits import EVA, SAM, make_portrait
from tests.e2e.screens import LANGUAGES, PAGE, Look, show, show_as_before, walk
from tests.e2e.settling import settle
from tests.serving import ROOT, RunningServer

AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
FAULTS = """async () => {
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const found = await axe.run(document, {runOnly: tags, resultTypes: ['violations']});
    return found.violations.flatMap(({id, nodes}) =>
        nodes.map(({target, failureSummary}) => `${id} at ${target}: ${failureSummary}`));
}"""
#: an unlabelled button, as a page might forget one
NAMELESS = """() => {
    const button = document.createElement('button');
    button.className = 'button';
    document.querySelector('main').append(button);
}"""
#: a page on its way up, half seen through, held there until it is let go
COMING_UP = """() => {
    window.comingUp = document.body.animate([{opacity: .6}, {opacity: .6}], 200);
    window.comingUp.pause();
}"""
LET_GO = "() => window.comingUp.play()"


async def faults(page: Page) -> list[str]:
    """Return what axe-core finds wrong with *page* once what moves on it stands still."""
    await settle(page)
    if not await page.evaluate("'axe' in window"):
        # Past the content policy: the driver's own scripts are not the page's.
        await page.evaluate(AXE.read_text())
    found: Any = await page.evaluate(FAULTS)
    return list(found)


class Inspector:
    """Looks for faults at each screen, and remembers them all."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self.screens: set[str] = set()

    async def visit(
        self,
        page: Page,
        screen: str,
        sizes: Sequence[str] = PAGE,
        languages: Sequence[str] = LANGUAGES,
    ) -> None:
        """Look at each size in the first language, at the first in dark and the others too."""
        first = sizes[0]
        looks = [Look(languages[0], size, "light") for size in sizes]
        looks += [Look(languages[0], first, "dark")]
        looks += [Look(language, first, "light") for language in languages[1:]]
        for look in looks:
            await show(page, look)
            self.found += [f"{screen}.{look}: {fault}" for fault in await faults(page)]
        await show_as_before(page)
        self.screens.add(screen)


@pytest.mark.timeout(900)
async def test_axe_finds_nothing_on_any_screen(
    server: RunningServer, browsers: Browsers, tmp_path: Path
) -> None:
    """On every screen of both people's way, at every size, dark and in both languages."""
    inspector = Inspector()
    marks = (make_portrait(tmp_path, EVA), make_portrait(tmp_path, SAM))
    await walk(server, browsers, inspector, marks)
    assert inspector.found == []
    assert len(inspector.screens) >= 35


@pytest.mark.timeout(600)
async def test_axe_finds_nothing_a_week_later(server: RunningServer, browsers: Browsers) -> None:
    """What moved, reading back, taking along, an agreed end, own sheets."""
    inspector = Inspector()
    await walk_later(server, browsers, inspector)
    assert inspector.found == []
    assert len(inspector.screens) == 12


@pytest.mark.timeout(600)
async def test_axe_finds_nothing_in_lending(server: RunningServer, browsers: Browsers) -> None:
    """Asking, the question, answering, the list on both sides."""
    inspector = Inspector()
    await walk_lending(server, browsers, inspector)
    assert inspector.found == []
    assert len(inspector.screens) == 8


@pytest.mark.timeout(600)
async def test_axe_finds_nothing_in_a_written_session(
    server: RunningServer, browsers: Browsers
) -> None:
    """Letters, quotes, reading over, changing, taking back, writing large, need."""
    inspector = Inspector()
    await walk_letters(server, browsers, inspector)
    assert inspector.found == []
    assert len(inspector.screens) == 8


@pytest.mark.timeout(600)
async def test_axe_finds_nothing_between_sessions(
    server: RunningServer, browsers: Browsers
) -> None:
    """Letters that rest, a mail asked for, who sees an address, a past forgotten."""
    inspector = Inspector()
    await walk_between(server, browsers, inspector)
    assert inspector.found == []
    assert len(inspector.screens) == 9


async def test_axe_finds_a_button_without_a_name(server: RunningServer, browsers: Browsers) -> None:
    """Control: the same look finds one nameless button, put into a page that had no fault."""
    page = await (await browsers.person(await browsers.chromium())).page(server.url + "/")
    await page.get_by_role("heading").first.wait_for()
    assert await faults(page) == []
    await page.evaluate(NAMELESS)
    assert [fault.split(" at ")[0] for fault in await faults(page)] == ["button-name"]


async def test_axe_waits_for_what_comes_up(server: RunningServer, browsers: Browsers) -> None:
    """A page half faded in has too little contrast for axe, but not for whoever reads it."""
    page = await (await browsers.person(await browsers.chromium())).page(server.url + "/")
    await page.get_by_role("heading").first.wait_for()
    assert await faults(page) == []
    await page.evaluate(COMING_UP)
    found: Any = await page.evaluate(FAULTS)
    assert {fault.split(" at ")[0] for fault in found} == {"color-contrast"}
    await page.evaluate(LET_GO)
    assert await faults(page) == []
