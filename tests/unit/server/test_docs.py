"""server/README.md names every event, route and error word."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest

from server import errors, holding, lending, notifying, protocol, routes

README = (Path(__file__).resolve().parents[3] / "server" / "README.md").read_text()
MODULES = (routes, lending, holding, notifying)
HEADINGS = "\n".join(re.findall(r"^#+ .*$", README, re.MULTILINE))


def documented_words() -> list[tuple[str, str]]:
    """Event or route, and where it was found: the docstrings of the wire's dataclasses."""
    found = []
    for thing in vars(protocol).values():
        if dataclasses.is_dataclass(thing) and isinstance(thing, type):
            event = re.match(r"``([a-z]+)``", thing.__doc__ or "")
            if event:
                found.append((event[1], thing.__name__))
    return found


@pytest.mark.parametrize(("event", "shape"), documented_words())
def test_every_event_has_its_heading(event: str, shape: str) -> None:
    """What crosses the socket is described under its own heading, with its fields."""
    section = README.split(f"`{event}`\n", 1)[1]
    thing = getattr(protocol, shape)

    assert f"`{event}`" in HEADINGS
    assert dataclasses.fields(thing)
    assert section


def test_every_field_of_an_event_is_named() -> None:
    """No field of an event is left to be guessed."""
    missing = [
        f"{shape}.{field.name}"
        for _, shape in documented_words()
        for field in dataclasses.fields(getattr(protocol, shape))
        if not re.search(rf"\b{field.name}\b", README)
    ]

    assert missing == []


def routes_in_code() -> list[tuple[str, str]]:
    """(method, path) of each route, read from the source."""
    source = "".join(Path(one.__file__).read_text() for one in MODULES)
    starts = {
        "LOG": routes.LOG,
        "SHARES": lending.SHARES,
        "HELD": holding.HELD,
        "NOTICE": notifying.NOTICE,
        "YES": notifying.YES,
        "NO": notifying.NO,
        "": "",
    }
    names = "|".join(filter(None, starts))
    found = re.findall(
        rf'web\.(get|post|put|patch|delete)\(\s*({names})?(?: \+ )?(?:"([^"]*)")?', source
    )
    return [
        (method.upper(), starts[start] + path) for method, start, path in found if start or path
    ]


def test_routes_are_found() -> None:
    """The next test does not pass because nothing was read."""
    assert ("PUT", "/api/logs/{log}/blobs/{blob}") in routes_in_code()
    assert len(routes_in_code()) >= 27


@pytest.mark.parametrize(("method", "path"), routes_in_code())
def test_every_route_has_its_heading(method: str, path: str) -> None:
    """Each HTTP route is described under its own heading."""
    headings = [line for line in HEADINGS.splitlines() if f"{path}`" in line]

    assert any(f"`{method}" in line for line in headings), headings


def test_every_error_word_is_in_the_tree_and_in_the_manual() -> None:
    """Protocol, tree of errors and manual agree on the words."""
    words = [*protocol.LATER, *protocol.NEVER, *protocol.OTHER]
    leaves = {leaf.word for leaf in errors.Refusal.__subclasses__()}

    assert set(words) == leaves
    assert [word for word in words if f"| `{word}` |" not in README] == []
    assert [word for word in words if f" {word} " not in (errors.__doc__ or "")] == []


def test_every_module_has_its_row() -> None:
    """The table of modules is whole."""
    folder = Path(routes.__file__).parent
    modules = {path.stem for path in folder.glob("*.py")} - {"__init__"}

    assert {name for name in modules if f"`{name}`" not in README} == set()
