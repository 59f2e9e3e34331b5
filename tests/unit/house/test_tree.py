"""What lies where, how long it is, and what may not be in it."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
TOP_LEVEL = {
    ".ci",
    ".gitignore",
    "LICENSE",
    "README.md",
    "deploy",
    "flipover",
    "pyproject.toml",
    "server",
    "tests",
    "web",
    "whiteboard",
}
MAX_LINES = 400
#: a test reads as a list; it may be longer than what it tests
MAX_TEST_LINES = 600
#: a longer file, and why it is right that it is
LONG_ON_PURPOSE = {
    "whiteboard/entry.py": "the byte layout of a record and its sealing, read side by side",
}
NAMES_THAT_SAY_NOTHING = re.compile(r"(^|[._/])(utils?|helpers?|managers?|misc|common)[._]", re.I)
WAITS = re.compile(r"time\.sleep\(|asyncio\.sleep\((?!0\))|wait_for_timeout|setTimeout\(r\b")
DOWNWARDS = re.compile(r":has\(")
ADDRESS = re.compile(r"""\b(?:https?|wss?)://[\w.$\{\[-]+[^\s'"`)]*""")
#: names of things that are written as addresses; nobody fetches them
NAMESPACES = ("http://www.w3.org/",)


def tracked(*ends: str) -> Iterator[Path]:
    """Yield the files that git knows or would add, by the end of their name."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    for name in listed:
        if (not ends or name.endswith(ends)) and (ROOT / name).is_file():
            yield ROOT / name


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_the_top_level_is_as_laid_down() -> None:
    """A newcomer sees eleven entries, each described in the README."""
    assert {relative(path).split("/")[0] for path in tracked()} == TOP_LEVEL


def test_no_module_is_too_long_to_be_read_in_one_go() -> None:
    """Code files stay under 400 lines, tests under 600, but for those that say why."""
    too_long = {}
    for path in tracked(".py", ".ts", ".tsx", ".css"):
        lines = len(path.read_text().splitlines())
        is_test = ".test." in path.name or relative(path).startswith("tests/")
        limit = MAX_TEST_LINES if is_test else MAX_LINES
        if lines > limit and ".gen." not in path.name:
            too_long[relative(path)] = lines

    assert set(too_long) <= set(LONG_ON_PURPOSE), too_long


def test_every_name_says_what_it_is() -> None:
    """No utils, helpers or managers: such files gather what nobody placed."""
    vague = [
        relative(path)
        for path in tracked(".py", ".ts", ".tsx")
        if NAMES_THAT_SAY_NOTHING.search(relative(path))
    ]

    assert vague == []


def test_journeys_wait_on_conditions_only() -> None:
    """A fixed delay in a browser test is too short on one machine and too long on all others."""
    waits = {
        f"{relative(path)}:{number}": line.strip()
        for folder in ("e2e", "faults", "integration")
        for path in tracked(".py")
        if relative(path).startswith(f"tests/{folder}/")
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if WAITS.search(line)
    }

    assert waits == {}


def test_the_pages_name_no_foreign_host() -> None:
    """Fonts, scripts, STUN servers: nothing in the front end points to somebody else's machine."""
    named = {}
    for path in tracked(".ts", ".tsx", ".css", ".html", ".js"):
        name = relative(path)
        if not name.startswith("web/") or ".test." in name or name.startswith("web/test/"):
            continue
        text = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)
        text = re.sub(r"^\s*(//|\*).*$", "", text, flags=re.MULTILINE)
        for address in ADDRESS.findall(text):
            host = address.split("://", 1)[1]
            if not address.startswith(NAMESPACES) and not host.startswith(("$", "{", "localhost")):
                named.setdefault(name, []).append(address)

    assert named == {}


def test_styles_do_not_look_downwards() -> None:
    """No ``:has()``: Firefox knows it from 121 on, and in Chromium each new node asks upwards."""
    assert DOWNWARDS.search("li:has(form) {"), "the control"
    found = [relative(path) for path in tracked(".css") if DOWNWARDS.search(path.read_text())]

    assert found == []


def test_the_lock_file_names_no_registry() -> None:
    """Whoever installs does so from the registry that they configured."""
    lock = json.loads((ROOT / "web/package-lock.json").read_text())

    assert [name for name, entry in lock["packages"].items() if "resolved" in entry] == []
    assert "://" not in json.dumps([entry.get("version") for entry in lock["packages"].values()])


def test_no_test_is_switched_off_for_good() -> None:
    """A skip needs a condition, and nothing is left focused by accident."""
    pattern = re.compile(
        r"@pytest\.mark\.skip\b|\b(?:it|test|describe)\.(?:only|skip|todo)\(|pytest\.mark\.xfail"
    )
    found = [
        f"{relative(path)}: {match[0]}"
        for path in tracked(".py", ".ts", ".tsx")
        if path != Path(__file__)
        for match in pattern.finditer(path.read_text())
    ]

    assert found == []
