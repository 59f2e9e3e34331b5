"""The manuals say everything that can be typed, set, sent or refused."""

from __future__ import annotations

import dataclasses
import importlib
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
LAUNCHER = ROOT / "flipover"
#: modules of whiteboard that say the shape of what is sealed
SHAPES = ("schema", "bodies", "reviews")


def verbs() -> list[str]:
    """The words that ./flipover knows, read from its last ``case``."""
    cases = LAUNCHER.read_text().split("case $verb in", 1)[1]
    found = re.findall(r"^    ([a-z |]+)\)", cases, re.MULTILINE)
    return [verb.strip() for alternatives in found for verb in alternatives.split("|")]


def test_the_launcher_has_verbs_to_look_for() -> None:
    """The next tests do not pass because nothing was found."""
    assert {"serve", "coach", "demo", "test", "check", "shots"} <= set(verbs())


@pytest.mark.parametrize("verb", [verb for verb in verbs() if verb != "help"])
def test_every_verb_is_explained(verb: str) -> None:
    """--help explains each verb, and the README has a row for it."""
    spoken = subprocess.run(["sh", str(LAUNCHER), "--help"], capture_output=True, text=True).stdout
    readme = (ROOT / "README.md").read_text()

    assert re.search(rf"^  {verb}\b", spoken, re.MULTILINE)
    assert f"`./flipover {verb}" in readme or verb == "serve"


def test_an_unknown_verb_is_refused_with_the_help() -> None:
    """A typing error starts nothing."""
    done = subprocess.run(["sh", str(LAUNCHER), "sevre"], capture_output=True, text=True)

    assert done.returncode == 2
    assert 'does not know "sevre"' in done.stderr
    assert "Usage: ./flipover" in done.stderr


def test_every_setting_is_in_the_manual() -> None:
    """Each field of the server's settings has a row with its option and its variable."""
    config = importlib.import_module("server.config")
    manual = (ROOT / "deploy/README.md").read_text()
    rows = [line for line in manual.splitlines() if line.startswith("| `--")]
    documented = {match[1] for row in rows if (match := re.search(r"FLIPOVER_([A-Z_]+)", row))}
    fields = {field.name.upper() for field in dataclasses.fields(config.Config)}

    assert documented == fields


def test_every_event_has_a_heading() -> None:
    """server/README.md describes each word that crosses the socket."""
    protocol = importlib.import_module("server.protocol")
    manual = (ROOT / "server/README.md").read_text()
    events = {
        match[1]
        for thing in vars(protocol).values()
        if dataclasses.is_dataclass(thing)
        for match in [re.match(r"``([a-z]+)``", thing.__doc__ or "")]
        if match
    }
    assert {"append", "entry", "knock"} <= events
    headings = "\n".join(re.findall(r"^#+ .*$", manual, re.MULTILINE))

    assert {event for event in events if f"`{event}`" not in headings} == set()


def test_every_error_word_is_told_in_both_languages() -> None:
    """No page answers a refusal with a bare word."""
    protocol = importlib.import_module("server.protocol")
    words = [*protocol.LATER, *protocol.NEVER, *protocol.OTHER]
    for language in ("nl", "en"):
        texts = (ROOT / f"web/src/i18n/{language}.ts").read_text()
        assert [word for word in words if f"error_{word}:" not in texts] == []


def test_every_kind_and_field_of_the_flipchart_is_in_its_manual() -> None:
    """whiteboard/README.md names each field of the document and each kind of entry."""
    shapes = [importlib.import_module(f"whiteboard.{name}") for name in SHAPES]
    manual = (ROOT / "whiteboard/README.md").read_text()
    fields = {
        field.name
        for module in shapes
        for thing in vars(module).values()
        if dataclasses.is_dataclass(thing) and isinstance(thing, type)
        for field in dataclasses.fields(thing)
    }

    assert fields
    assert {name for name in fields if f"`{name}`" not in manual} == set()


def test_links_between_the_manuals_lead_somewhere() -> None:
    """A relative link in a README names a file that is there."""
    dead = []
    for manual in ROOT.glob("**/README.md"):
        if "node_modules" in manual.parts or ".venv" in manual.parts:
            continue
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", manual.read_text()):
            if not (manual.parent / target).exists():
                dead.append(f"{manual.relative_to(ROOT)}: {target}")

    assert dead == []


def test_the_licence_is_the_whole_text() -> None:
    """LICENSE is the AGPL's third version, word for word."""
    text = (ROOT / "LICENSE").read_text()

    assert "GNU AFFERO GENERAL PUBLIC LICENSE" in text
    assert len(text.encode()) == 34_523
