"""Excalidraw beside us: the least page that shows it, built from npm and served for one bench."""

from __future__ import annotations

import contextlib
import functools
import http.server
import json
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.conftest import ROOT, load_script

PAGE = Path(__file__).with_name("excalidraw_page")
NPMRC = "omit-lockfile-registry-resolved=true\nfund=false\naudit=false\n"
NAME = "Excalidraw 0.18.1"


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files and prints nothing."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def built(folder: Path) -> Path:
    """Install and build the page in *folder*; return what is to be served."""
    build_web = load_script(ROOT / "deploy" / "build_web.py")
    environment = build_web.node_environment()
    shutil.copytree(PAGE, folder, dirs_exist_ok=True)
    (folder / ".npmrc").write_text(NPMRC)
    vite = str(folder / "node_modules" / "vite" / "bin" / "vite.js")
    for command in (
        [*build_web.npm_command(), "install", "--ignore-scripts"],
        ["node", vite, "build"],
    ):
        program = shutil.which(command[0], path=environment["PATH"]) or command[0]
        subprocess.run(
            [program, *command[1:]], cwd=folder, env=environment, check=True, capture_output=True
        )
    return folder / "dist"


@contextlib.contextmanager
def excalidraw_served() -> Iterator[tuple[str, Path]]:
    """Yield the address of the page, and the folder that its ``strokes.json`` belongs in."""
    with tempfile.TemporaryDirectory() as scratch:
        static = built(Path(scratch))
        handler = functools.partial(Quiet, directory=str(static))
        server = http.server.ThreadingHTTPServer(("localhost", 0), handler)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://localhost:{server.server_address[1]}/", static
        finally:
            server.shutdown()
            thread.join()
            server.server_close()


def give_strokes(static: Path, strokes: Sequence[Sequence[tuple[float, float]]]) -> None:
    """Let the page find *strokes*, for each its points in px of the page."""
    (static / "strokes.json").write_text(json.dumps(strokes))
