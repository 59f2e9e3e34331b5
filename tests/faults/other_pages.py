"""Pages with one module replaced, for controls: what a test proves of ours must fail with these."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT

HERE = Path(__file__).parent


def build_other_pages(folder: Path, module: str, replacement: str) -> Path:
    """
    Build the pages into *folder*; return it.

    Args:
        module: what is replaced, from ``web/src`` on.
        replacement: the file beside this one that takes its place.
    """
    command = [sys.executable, str(ROOT / "deploy/build_web.py"), "exec"]
    command += ["node", str(HERE / "build_other_pages.mjs"), str(folder), module, replacement]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def serving(folder: Path) -> list[str]:
    """Return what stands before the server's own command so that it serves *folder*."""
    return [sys.executable, "-m", "tests.faults.serve_other_pages", str(folder)]
