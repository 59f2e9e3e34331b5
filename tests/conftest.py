"""What every test may use: where things lie, and a reason to skip what lacks its program."""

from __future__ import annotations

import asyncio
import importlib.util
import inspect
import os
import shutil
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent
BROWSERS = ("chromium", "firefox-esr")


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


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """
    Let no task outlive its test; skip browser tests on a machine without browsers.

    All tests live on one loop, so that browsers can be kept from one to the next.
    """
    for item in items:
        if isinstance(item, pytest.Function) and inspect.iscoroutinefunction(item.function):
            # The driver of the browsers outlives the test: it starts before.
            first = ["processes"] if "processes" in item.fixturenames else []
            item.fixturenames[:0] = [*first, "ends_with_the_test"]
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


@pytest.fixture
async def ends_with_the_test() -> AsyncIterator[None]:
    """End the tasks that a test left running: the next one lives on the same loop."""
    before = asyncio.all_tasks()
    yield
    current = asyncio.current_task()
    left = [task for task in asyncio.all_tasks() - before if task is not current]
    for task in left:
        task.cancel()
    await asyncio.gather(*left, return_exceptions=True)
