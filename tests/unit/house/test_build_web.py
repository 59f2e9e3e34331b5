"""The front end is built when its sources changed, and only then; a wheel carries it."""

from __future__ import annotations

import gzip
import subprocess
import sys
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

from tests.conftest import load_script

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def build_web(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """``deploy/build_web.py`` working on a small front end of its own."""
    module = load_script(ROOT / "deploy" / "build_web.py")
    web = tmp_path / "web"
    (web / "src").mkdir(parents=True)
    (web / "src" / "main.tsx").write_text("one")
    (tmp_path / "server" / "static").mkdir(parents=True)
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "WEB", web)
    monkeypatch.setattr(module, "STATIC", tmp_path / "server" / "static")
    monkeypatch.setattr(module, "__file__", str(web / "src" / "main.tsx"))
    return module


def built(build_web: ModuleType) -> None:
    """Leave the folder as a build that just succeeded would."""
    stamp = build_web.STATIC / build_web.BUILT_FROM
    stamp.write_text(build_web.digest(build_web.sources()))


def test_pages_are_current_after_a_build(build_web: ModuleType) -> None:
    """What was just built is not built again."""
    assert not build_web.is_current()

    built(build_web)

    assert build_web.is_current()


@pytest.mark.parametrize("name", ["src/main.tsx", "package.json", "public/assets/icon.svg"])
def test_any_changed_source_asks_for_a_build(build_web: ModuleType, name: str) -> None:
    """A changed, a new and a static file all count."""
    built(build_web)
    path = build_web.WEB / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("two")

    assert not build_web.is_current()


@pytest.mark.parametrize("name", ["src/main.test.tsx", "test/wire.test.ts", "node_modules/x.js"])
def test_tests_and_installed_packages_ask_for_none(build_web: ModuleType, name: str) -> None:
    """Who edits a test does not wait for a build."""
    built(build_web)
    path = build_web.WEB / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("two")

    assert build_web.is_current()


def test_a_failed_build_leaves_the_former_pages(
    build_web: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The running server goes on serving whole pages, and no half build lies about."""
    (build_web.STATIC / "index.html").write_text("former")

    def fail(command: list[str], environment: dict[str, str]) -> None:
        raise build_web.BuildFailed("no")

    monkeypatch.setattr(build_web, "run", fail)
    monkeypatch.setattr(build_web, "node_environment", dict)
    monkeypatch.setattr(build_web, "install_packages", lambda environment: None)
    with pytest.raises(build_web.BuildFailed):
        build_web.build()

    assert (build_web.STATIC / "index.html").read_text() == "former"
    assert [path.name for path in build_web.STATIC.parent.iterdir()] == ["static"]


def test_what_is_sent_compressed_is_compressed_once(build_web: ModuleType) -> None:
    """Text gets a .gz with the same content; fonts and pictures do not."""
    (build_web.STATIC / "index.html").write_text("page " * 100)
    (build_web.STATIC / "font.woff2").write_bytes(b"packed")

    build_web.compress(build_web.STATIC)

    packed = build_web.STATIC / "index.html.gz"
    assert gzip.decompress(packed.read_bytes()) == b"page " * 100
    assert not (build_web.STATIC / "font.woff2.gz").exists()


@pytest.mark.slow
def test_a_wheel_carries_the_pages(built_pages: Path, tmp_path: Path) -> None:
    """Who installs the wheel has a server with its pages, compressed ones too."""
    done = subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", str(tmp_path), str(ROOT)],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    (wheel,) = tmp_path.glob("flipover-*-py3-none-any.whl")
    names = set(zipfile.ZipFile(wheel).namelist())

    assert {"server/static/index.html", "server/static/index.html.gz"} <= names
    assert {"server/protocol.py", "whiteboard/schema.py"} <= names
    assert not [name for name in names if name.startswith(("tests/", "web/", "deploy/"))]
