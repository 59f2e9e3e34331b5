"""The front end's own tests and types, run with everything else."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def web_tool(*command: str) -> subprocess.CompletedProcess[str]:
    """Run a tool of web/node_modules, with the Node that builds the pages."""
    return subprocess.run(
        [sys.executable, str(ROOT / "deploy/build_web.py"), "exec", *command],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )


def test_vitest_passes() -> None:
    """Every test of web/ passes; its output is shown when one does not."""
    done = web_tool("vitest", "run", "--no-color")

    assert done.returncode == 0, done.stdout


def test_the_front_end_type_checks() -> None:
    """TypeScript, as strict as it goes, has nothing to say."""
    done = web_tool("tsc", "--noEmit")

    assert done.returncode == 0, done.stdout
