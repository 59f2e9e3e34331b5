"""Who may import whom, in both languages; read from the sources, not from what happens to load."""

from __future__ import annotations

import ast
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).resolve().parents[3]
WEB = ROOT / "web" / "src"
#: aiohttp is what the server is written in; the others come with it and have no life apart.
FREE_IN_PYTHON = {"server": {"aiohttp"}, "whiteboard": {"numpy"}}
#: OpenCV is at home in all of scan/, and nowhere else.
PYTHON_FOLDER_HOMES = {"cv2": "whiteboard/scan/"}
#: Preact and its signals are what the pages are written in.
FREE_IN_TYPESCRIPT = {"preact", "@preact/signals"}
#: Yjs types are at home in all of board/, and nowhere else.
FOLDER_HOMES = {"yjs": "board"}

STATIC_IMPORT = re.compile(
    r"""^\s*(?:import|export)\s(?!type\b)(?:[^'";]*?\sfrom\s+)?['"]([^'"]+)['"]""", re.MULTILINE
)
TYPE_IMPORT = re.compile(r"""^\s*(?:import|export)\s+type\b[^'";]*?from\s+['"]([^'"]+)['"]""", re.M)
LAZY_IMPORT = re.compile(r"""\bimport\(\s*['"]([^'"]+)['"]\s*\)""")
CSS_IMPORT = re.compile(r"""(?:@import\s+|url\()\s*['"]([^'")]+)['"]""")


# --- Python ----------------------------------------------------------------------------------


def python_imports(path: Path) -> Iterator[str]:
    """Yield the full names that a module imports, inside functions too."""
    for node in ast.walk(ast.parse(path.read_text(), str(path))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import; write the full name"
            yield node.module or ""


def python_homes(tree: str) -> dict[str, set[str]]:
    """Return, for each third-party library, the modules of *tree* that import it."""
    homes: dict[str, set[str]] = defaultdict(set)
    for path in sorted((ROOT / tree).rglob("*.py")):
        for name in python_imports(path):
            library = name.split(".")[0]
            own = {"server", "whiteboard", "tests", "deploy"}
            if library not in sys.stdlib_module_names and library not in own:
                place = path.relative_to(ROOT).as_posix()
                folder = PYTHON_FOLDER_HOMES.get(library)
                homes[library].add(folder if folder and place.startswith(folder) else place)
    return homes


@pytest.mark.parametrize(("tree", "other"), [("server", "whiteboard"), ("whiteboard", "server")])
def test_the_blind_half_and_the_seeing_half_do_not_import_each_other(tree: str, other: str) -> None:
    """The server cannot open an entry because the code that could is not reachable from it."""
    strays = {
        str(path.relative_to(ROOT)): name
        for path in (ROOT / tree).rglob("*.py")
        for name in python_imports(path)
        if name.split(".")[0] == other
    }

    assert strays == {}


@pytest.mark.parametrize("tree", ["server", "whiteboard"])
def test_product_code_imports_neither_tests_nor_build_steps(tree: str) -> None:
    """What is installed runs without the folders that are not."""
    strays = {
        str(path.relative_to(ROOT)): name
        for path in (ROOT / tree).rglob("*.py")
        for name in python_imports(path)
        if name.split(".")[0] in {"tests", "deploy", "pytest"}
    }

    assert strays == {}


@pytest.mark.parametrize("tree", ["server", "whiteboard"])
def test_a_python_library_has_one_home_in_each_tree(tree: str) -> None:
    """A library can be replaced by rewriting one module."""
    shared = {
        library: sorted(modules)
        for library, modules in python_homes(tree).items()
        if len(modules) > 1 and library not in FREE_IN_PYTHON[tree]
    }

    assert shared == {}


def test_every_python_library_that_is_imported_is_asked_for() -> None:
    """pyproject.toml names what the product imports: nothing arrives by accident."""
    spelled = {
        "cv2": "opencv-python-headless",
        "perfect_freehand": "perfect-freehand",
        "socketio": "python-socketio",
        "sqlite_utils": "sqlite-utils",
    }
    asked = (ROOT / "pyproject.toml").read_text()
    imported = {library for tree in ("server", "whiteboard") for library in python_homes(tree)}
    unasked = {library for library in imported if f'"{spelled.get(library, library)}' not in asked}

    assert unasked == set()


def test_the_walk_sees_imports_at_all() -> None:
    """The rules above are not true because the walk is blind."""
    assert "tests" in {name.split(".")[0] for name in python_imports(ROOT / "tests/serving.py")}
    assert python_homes("deploy") != {}


# --- TypeScript ------------------------------------------------------------------------------


def product_sources() -> list[Path]:
    """Every TypeScript and CSS file of the front end that is no test."""
    return [
        path
        for path in sorted(WEB.rglob("*"))
        if path.suffix in {".ts", ".tsx", ".css"} and ".test." not in path.name
    ]


def uncommented(text: str) -> str:
    """Return *text* without comments, so that an example in prose is no import."""
    return re.sub(r"^\s*//.*$", "", re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL), flags=re.M)


def web_imports(path: Path, *, types: bool = True, lazy: bool = True) -> Iterator[str]:
    """Yield the specifiers that a file imports."""
    text = uncommented(path.read_text())
    if path.suffix == ".css":
        yield from CSS_IMPORT.findall(text)
        return
    yield from STATIC_IMPORT.findall(text)
    if types:
        yield from TYPE_IMPORT.findall(text)
    if lazy:
        yield from LAZY_IMPORT.findall(text)


def package_of(specifier: str) -> str | None:
    """Return the npm package of a specifier, None for a file of ours."""
    if specifier.startswith((".", "/")):
        return None
    parts = specifier.split("/")
    return "/".join(parts[:2]) if specifier.startswith("@") else parts[0]


def test_a_web_library_has_one_home() -> None:
    """Each npm package is imported by one file, Yjs by one folder."""
    homes: dict[str, set[str]] = defaultdict(set)
    for path in product_sources():
        # Fakes for tests know the library that runs them, as tests do.
        if "testing" in path.parts:
            continue
        for specifier in web_imports(path):
            package = package_of(specifier)
            if package is not None and package not in FREE_IN_TYPESCRIPT:
                place = path.relative_to(WEB)
                folder = FOLDER_HOMES.get(package)
                home = folder if folder is not None and place.parts[0] == folder else str(place)
                homes[package].add(home)

    assert {package: sorted(h) for package, h in homes.items() if len(h) > 1} == {}
    assert homes.get("yjs", {"board"}) == {"board"}


#: folder -> folders of web/src it may import from, itself always among them
WEB_LAYERS = {
    "wire": set(),
    "crypto": {"wire"},
    "board": {"wire", "crypto"},  # ids are spelled in base64url
    "log": {"wire", "crypto"},
    "call": {"wire", "crypto"},
    "talk": {"wire", "log", "crypto"},  # drafts are sealed
    "canvas": {"wire", "board", "i18n"},
    "i18n": {"wire"},
}


def test_the_lower_folders_of_the_web_do_not_know_the_upper_ones() -> None:
    """Crypto, log, board, call and talk can be read, tested and reused without the pages.

    Types may be shared in all directions: they are gone when the code runs. A ``.tsx`` file is a
    page's part that lies beside what it shows.
    """
    strays = []
    for path in product_sources():
        folder = path.relative_to(WEB).parts[0]
        if folder not in WEB_LAYERS or path.suffix == ".tsx":
            continue
        for specifier in web_imports(path, types=False):
            if specifier.startswith("."):
                target = (path.parent / specifier).resolve().relative_to(WEB).parts[0]
                if target != folder and target not in WEB_LAYERS[folder]:
                    strays.append(f"{path.relative_to(WEB)} imports {specifier}")

    assert strays == []


def resolve(path: Path, specifier: str) -> Path | None:
    """Return the file that a relative specifier means, if it is TypeScript."""
    base = (path.parent / PurePosixPath(specifier.split("?")[0])).resolve()
    candidates = [base.with_name(base.name + end) for end in (".ts", ".tsx")]
    candidates += [base / "index.ts", base / "index.tsx", base]
    return next((c for c in candidates if c.is_file() and c.suffix in {".ts", ".tsx"}), None)


def eager_closure(entry: Path) -> dict[Path, Iterable[str]]:
    """Return what loading *entry* loads with it, and which packages each file brings."""
    seen: dict[Path, Iterable[str]] = {}
    waiting = [entry]
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        specifiers = list(web_imports(path, types=False, lazy=False))
        seen[path] = {p for p in map(package_of, specifiers) if p is not None}
        files = [resolve(path, s) for s in specifiers if s.startswith(".")]
        waiting += [file for file in files if file is not None]
    return seen


@pytest.mark.parametrize("entry", ["main.tsx", "ui/ThresholdPage.tsx"])
def test_the_flipchart_loads_after_the_threshold(entry: str) -> None:
    """Nobody waits for Yjs, the canvas or the socket in order to be greeted."""
    heavy = {
        f"{path.relative_to(WEB)}: {package}"
        for path, packages in eager_closure(WEB / entry).items()
        for package in packages
        if package in {"yjs", "perfect-freehand", "fractional-indexing"}
    }

    assert heavy == set()


@pytest.mark.parametrize("entry", ["main.tsx", "ui/ThresholdPage.tsx", "ui/OwnCheck.tsx"])
def test_trying_out_loads_when_it_is_asked_for(entry: str) -> None:
    """Nobody who does not try picture, sound and connection loads what that takes."""
    tried = {"ui/check", "call/EchoCheck.ts", "log/echoApi.ts", "i18n/check.ts"}
    loaded = {str(path.relative_to(WEB)) for path in eager_closure(WEB / entry)}

    assert {path for path in loaded if path.startswith(tuple(tried))} == set()
    # The control: they are what the part itself loads.
    own = {str(path.relative_to(WEB)) for path in eager_closure(WEB / "ui/check/TryOut.tsx")}
    assert {"ui/check/ConnectionCheck.tsx", "call/EchoCheck.ts", "i18n/check.ts"} <= own
