"""Generated files are in step with what they come from."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def test_the_typescript_types_are_in_step_with_python() -> None:
    """web/src/wire/*.gen.ts are what ./flipover generate would write now."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "deploy/generate.py"), "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )

    assert done.returncode == 0, done.stdout
