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

from tests.e2e.browsers import Browsers
from tests.e2e.exercise_screens import walk_exercises
from tests.e2e.later_screens import walk_later
from tests.e2e.lend_screens import walk_lending
from tests.e2e.letter_screens import walk_letters
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
FURTHER = (walk_exercises, walk_later, walk_lending, walk_letters)


async def shoot(folder: Path) -> int:
    """Take all pictures into *folder*; return how many."""
    folder.mkdir(parents=True, exist_ok=True)
    camera = Camera(folder)
    with tempfile.TemporaryDirectory() as scratch:
        marks = (make_portrait(Path(scratch), EVA), make_portrait(Path(scratch), SAM))
        # Each walk has a server of its own: a fresh workspace, and its invitation unused.
        servers = [RunningServer(Path(scratch) / "first")]
        servers += [RunningServer(Path(scratch) / walk_on.__name__) for walk_on in FURTHER]
        async with AsyncExitStack() as running:
            for server in servers:
                await server.start()
                running.push_async_callback(server.stop)
            async with async_playwright() as playwright:
                browsers = Browsers(playwright)
                try:
                    await walk(servers[0], browsers, camera, marks)
                    for walk_on, server in zip(FURTHER, servers[1:], strict=True):
                        await walk_on(server, browsers, camera)
                except BaseException:
                    await browsers.tell(folder)
                    raise
                await browsers.close()
    return camera.taken


def main() -> None:
    """Take the pictures."""
    parser = argparse.ArgumentParser(prog="./flipover shots", description=__doc__)
    parser.add_argument("folder", type=Path, help="where the pictures go")
    folder: Path = parser.parse_args().folder
    print(f"{asyncio.run(shoot(folder))} pictures in {folder}")


if __name__ == "__main__":
    main()
