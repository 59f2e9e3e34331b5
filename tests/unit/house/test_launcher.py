"""./flipover from a newcomer's hands: any folder, nothing prepared, nothing open to the network."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
LISTENING = "0A"  # state of a listening socket in /proc/net/tcp
LOOPBACK = {"0100007F", "00000000000000000000000001000000"}


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh clone in a folder with a space in its name."""
    folder = tmp_path_factory.mktemp("a newcomer's") / "flip over"
    subprocess.run(["git", "clone", "-q", str(ROOT), str(folder)], check=True)
    return folder


def spoken_until(process: subprocess.Popen[str], pattern: str) -> tuple[str, list[str]]:
    """Return the first match in what *process* prints, and all lines up to it."""
    assert process.stdout is not None
    lines = []
    for line in process.stdout:
        lines.append(line)
        found = re.search(pattern, line)
        if found:
            return found[0], lines
    raise AssertionError("ended without it:\n" + "".join(lines))


def listening_beyond_loopback(port: int) -> list[str]:
    """Return the addresses other than loopback on which *port* is listened to."""
    rows = []
    for table in (Path("/proc/net/tcp"), Path("/proc/net/tcp6")):
        if table.exists():
            rows += [line.split() for line in table.read_text().splitlines()[1:]]
    places = [row[1].split(":") for row in rows if row[3] == LISTENING]
    assert any(int(place[1], 16) == port for place in places), "nobody listens"
    return [p[0] for p in places if int(p[1], 16) == port and p[0] not in LOOPBACK]


@pytest.fixture
def started(clone: Path, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """./flipover, typed in another folder, with a home of its own."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("FLIPOVER_")}
    process = subprocess.Popen(
        [str(clone / "flipover"), "--port", "0"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**environment, "PYTHONUNBUFFERED": "1"},
    )
    yield process
    process.send_signal(signal.SIGTERM)
    process.wait(20)


@pytest.mark.slow
def test_a_fresh_clone_serves_on_loopback_alone(started: subprocess.Popen[str]) -> None:
    """One command makes the environment, builds, invites a coach, and opens nothing outwards."""
    link, lines = spoken_until(started, r"http://localhost:(\d+)/coach#i[\w-]+")
    found = re.search(r":(\d+)/", link)
    assert found is not None
    with urllib.request.urlopen(f"http://localhost:{found[1]}/", timeout=10) as answer:
        page = answer.read().decode()

    assert '<div id="app">' in page
    assert listening_beyond_loopback(int(found[1])) == []
    assert any("Making the environment" in line for line in lines)


@pytest.mark.slow
def test_a_second_start_prepares_nothing(clone: Path, started: subprocess.Popen[str]) -> None:
    """Nothing is installed or built again when nothing changed; rooms lie in ./data."""
    _, lines = spoken_until(started, r"http://localhost:\d+")

    assert not any(re.search("Making|Building|Installing", line) for line in lines), lines
    assert (clone / "data").is_dir()


@pytest.mark.slow
def test_a_demo_leaves_nothing_behind(clone: Path, tmp_path: Path) -> None:
    """A practice room on a server of its own: two links that open it, and no trace afterwards."""
    process = subprocess.Popen(
        [str(clone / "flipover"), "demo"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "TMPDIR": str(tmp_path), "PYTHONUNBUFFERED": "1"},
    )
    try:
        coach, _ = spoken_until(process, r"http://localhost:\d+/r/[\w-]{22}#c[\w-]{64}")
        guest, _ = spoken_until(process, r"http://localhost:\d+/r/[\w-]{22}#g[\w-]{64}")
        with urllib.request.urlopen(guest.split("#")[0], timeout=10) as answer:
            assert answer.status == 200
    finally:
        process.terminate()
        process.wait(20)

    assert coach.split("#")[0] == guest.split("#")[0]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("verb", ["--help", "-h", "help"])
def test_help_needs_no_environment(tmp_path: Path, verb: str) -> None:
    """Asking what there is installs nothing."""
    shutil.copy(ROOT / "flipover", tmp_path / "flipover")
    done = subprocess.run([str(tmp_path / "flipover"), verb], capture_output=True, text=True)

    assert done.returncode == 0
    assert done.stdout.startswith("Usage: ./flipover")
    assert [path.name for path in tmp_path.iterdir()] == ["flipover"]


def test_a_machine_without_python_is_told_the_one_line(tmp_path: Path) -> None:
    """No Python, no traceback: what to install, and how."""
    commands = tmp_path / "bin"
    commands.mkdir()
    for name in ("sh", "dirname", "cat", "rm"):
        found = shutil.which(name)
        assert found is not None
        (commands / name).symlink_to(found)
    shutil.copy(ROOT / "flipover", tmp_path / "flipover")
    done = subprocess.run(
        [str(tmp_path / "flipover")],
        capture_output=True,
        text=True,
        env={"PATH": str(commands)},
    )

    assert done.returncode == 1
    assert "apt-get install -y python3 python3-venv" in done.stderr


def test_the_launcher_is_plain_posix_shell() -> None:
    """A bare Debian's dash reads it."""
    shell = shutil.which("dash") or "sh"

    assert subprocess.run([shell, "-n", str(ROOT / "flipover")]).returncode == 0
    assert (ROOT / "flipover").read_text().startswith("#!/bin/sh\n")
    assert os.access(ROOT / "flipover", os.X_OK)
