"""
Take a picture of every screen: both languages, every size, light and dark.

``./flipover shots DIR`` walks the way of two people once; at each screen the page is turned
through all ways of looking at it. Files are named ``<screen>.<language>.<size>.<scheme>.png``.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
from collections.abc import Sequence
from contextlib import AsyncExitStack
from pathlib import Path

from playwright.async_api import Page, async_playwright

from tests.e2e.between_screens import walk_between
from tests.e2e.browsers import Browsers
from tests.e2e.exercise_screens import walk_exercises
from tests.e2e.later_screens import walk_later
from tests.e2e.lend_screens import walk_lending
from tests.e2e.letter_screens import walk_letters
from tests.e2e.player_screens import walk_player
from tests.e2e.portraits import EVA, SAM, make_portrait
from tests.e2e.screens import LANGUAGES, PAGE, Look, show, show_as_before, walk
from tests.serving import RunningServer


class Camera:
    """Takes each screen in every way of looking at it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.taken = 0

    async def visit(
        self,
        page: Page,
        screen: str,
        sizes: Sequence[str] = PAGE,
        languages: Sequence[str] = LANGUAGES,
    ) -> None:
        """Write a picture for each language, size and scheme."""
        for language in languages:
            for size in sizes:
                for scheme in ("light", "dark"):
                    look = Look(language, size, scheme)
                    await show(page, look)
                    path = self.folder / f"{screen}.{look}.png"
                    # caret: hiding it would put a style into the page that its CSP refuses
                    await page.screenshot(path=path, caret="initial")
                    self.taken += 1
        await show_as_before(page)


#: what comes after the first walk through a room
FURTHER = {
    "exercises": walk_exercises,
    "later": walk_later,
    "lending": walk_lending,
    "letters": walk_letters,
    "between": walk_between,
    "player": walk_player,
}


async def shoot(folder: Path, only: str | None = None) -> int:
    """Take all pictures into *folder*, or those of one walk; return how many."""
    folder.mkdir(parents=True, exist_ok=True)
    camera = Camera(folder)
    with tempfile.TemporaryDirectory() as scratch:
        marks = (make_portrait(Path(scratch), EVA), make_portrait(Path(scratch), SAM))
        walks = {name: walk_on for name, walk_on in FURTHER.items() if only in (None, name)}
        # Each walk has a server of its own: a fresh workspace, and its invitation unused.
        servers = {name: RunningServer(Path(scratch) / name) for name in ("first", *walks)}
        async with AsyncExitStack() as running:
            for server in servers.values():
                await server.start()
                running.push_async_callback(server.stop)
            async with async_playwright() as playwright:
                browsers = Browsers(playwright)
                try:
                    if only is None:
                        await walk(servers["first"], browsers, camera, marks)
                    for name, walk_on in walks.items():
                        await walk_on(servers[name], browsers, camera)
                except BaseException:
                    await browsers.tell(folder)
                    raise
                await browsers.close()
    return camera.taken


def main() -> None:
    """Take the pictures."""
    parser = argparse.ArgumentParser(prog="./flipover shots", description=__doc__)
    parser.add_argument("folder", type=Path, help="where the pictures go")
    parser.add_argument("--only", choices=FURTHER, help="one of the further walks alone")
    chosen = parser.parse_args()
    print(f"{asyncio.run(shoot(chosen.folder, chosen.only))} pictures in {chosen.folder}")


if __name__ == "__main__":
    main()
