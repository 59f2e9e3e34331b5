"""What every test may use: where things lie, and a reason to skip what lacks its program."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent
BROWSERS = ("chromium", "firefox-esr")
TESTS = ROOT / "tests"
#: what runs one after another though two tests run at a time: networks, relays and calls, which
#: take the machine's ports and most of a core; and what builds and installs
ONE_BY_ONE = {
    "networks and calls": (
        "faults/*.py",
        *(
            f"e2e/test_{name}.py"
            for name in ("call", "check", "copies", "devices", "journey", "loopback")
        ),
        "e2e/test_safety_words.py",
        "e2e/test_two_marks.py",
    ),
    "building": ("unit/house/*.py",),
}


def load_script(path: Path) -> ModuleType:
    """Import a file of ``deploy/``, which is no package."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules.setdefault(path.stem, module)
    spec.loader.exec_module(module)
    return module


def pytest_configure(config: pytest.Config) -> None:
    """Keep settings of the person who runs the tests out of the servers that tests start."""
    for name in [name for name in os.environ if name.startswith("FLIPOVER_")]:
        del os.environ[name]
    # turnserver, ip and nft live there; not on everybody's PATH
    os.environ["PATH"] += os.pathsep + "/usr/sbin" + os.pathsep + "/sbin"


@pytest.hookimpl(tryfirst=True)  # before it is settled what runs where
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Say what runs one by one; skip browser tests, with the reason, where there is no browser."""
    for item in items:
        path = item.path.relative_to(TESTS)
        for name, patterns in ONE_BY_ONE.items():
            if any(path.match(pattern) for pattern in patterns):
                item.add_marker(pytest.mark.xdist_group(name))
    missing = [name for name in BROWSERS if shutil.which(name) is None]
    if not missing:
        return
    skip = pytest.mark.skip(reason=f"not installed: {', '.join(missing)}; see ./flipover test")
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(skip)


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository's root."""
    return ROOT


@pytest.fixture(scope="session")
def built_pages() -> Path:
    """``server/static``, built from the sources as they are now."""
    build_web = load_script(ROOT / "deploy" / "build_web.py")
    build_web.build()
    return ROOT / "server" / "static"
