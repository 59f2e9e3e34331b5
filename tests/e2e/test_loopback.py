"""The product needs nobody: a whole journey where there is no network but loopback."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LONELY = ["unshare", "-n"]


def can_be_lonely() -> bool:
    """Say whether this machine lets us make a network namespace."""
    if shutil.which("unshare") is None or shutil.which("ip") is None:
        return False
    return subprocess.run([*LONELY, "true"], capture_output=True).returncode == 0


@pytest.mark.slow
@pytest.mark.skipif(not can_be_lonely(), reason="network namespaces need root, unshare and ip")
def test_a_whole_journey_needs_no_network(built_pages: Path) -> None:
    """Invitation, room, call, drawing, writing, goodbye: with loopback only, all of it works."""
    journey = f"{sys.executable} -m pytest -q tests/e2e/test_journey.py -p no:cacheprovider"
    done = subprocess.run(
        [*LONELY, "sh", "-c", f"ip link set lo up && ip route && exec {journey}"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={k: v for k, v in os.environ.items() if not k.startswith("PYTEST_")},
    )

    assert done.returncode == 0, done.stdout
    assert " passed" in done.stdout, done.stdout
