"""Opening a share in a browser page as the player does: by the trainer's link, held open."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

from playwright.async_api import Page

from tests.conftest import ROOT
from tests.e2e.browsers import Person
from tests.until import until
from whiteboard.keys import Link, parse_link, to_base64url

HERE = Path(__file__).parent
OPEN = """async ([share, seed, pass]) => {
    const secret = {seed: Uint8Array.from(seed), pass: Uint8Array.from(pass)};
    globalThis.opened = await opener.openShare('', share, secret);
}"""
SHOWN = """() => {
    const {state, parcel, greeting} = opened;
    const held = parcel.value;
    return {
        state: state.value,
        greeting,
        texts: JSON.stringify(held?.recording ?? null),
        pictures: held === null ? 0 : held.pictures.size,
    };
}"""


def build_opener(folder: Path) -> str:
    """Return the script."""
    file = folder / "opener.js"
    command = [sys.executable, str(ROOT / "deploy/build_web.py"), "exec"]
    command += ["node", str(HERE / "build_opener.mjs"), str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return file.read_text()


class Trainer:
    """Whoever was given a link to look back with, in a browser."""

    def __init__(self, page: Page, link: Link) -> None:
        self.page = page
        self.link = link

    @classmethod
    async def open(cls, person: Person, server: str, address: str, script: str) -> Trainer:
        """Open the share; wait until what was lent is there."""
        page = await person.page(server + "/")
        trainer = cls(page, parse_link(address))
        # Past the content policy: the driver's own scripts are not the page's.
        await page.evaluate(script)
        link = trainer.link
        await page.evaluate(OPEN, [to_base64url(link.log), [*link.seed], [*link.key]])
        await trainer.is_("open")
        return trainer

    async def shown(self) -> dict[str, Any]:
        """What the page holds."""
        found: Any = await self.page.evaluate(SHOWN)
        return dict(found)

    async def is_(self, state: str, *, seconds: float = 20) -> None:
        """Wait until it stands so."""

        async def right() -> bool:
            return bool((await self.shown())["state"] == state)

        await until(f"the share is {state}", right, seconds=seconds)
