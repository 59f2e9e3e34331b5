"""
Run every bench, or those named, one after another, and print what each prints.

``./flipover bench [minutes] [name …]``: *minutes* is for those that run over time. A bench is a
module of this folder that says in its docstring what it measures and has a ``main``; each runs
in a process of its own, so that none warms the next one's caches.
"""

from __future__ import annotations

import argparse
import ast
import os
import subprocess
import sys
from pathlib import Path

from tests.bench.figures import conditions

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]


def benches() -> dict[str, str]:
    """Return the name and first sentence of each module here that measures something."""
    found = {}
    for path in sorted(HERE.glob("*.py")):
        tree = ast.parse(path.read_text())
        has_main = any(
            isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.name == "main"
            for node in tree.body
        )
        if has_main and path.stem not in {"__main__", "soak"}:
            found[path.stem] = (ast.get_docstring(tree) or "").split("\n\n")[0].replace("\n", " ")
    return found


def main() -> int:
    """Run them; 1 if one failed."""
    known = benches()
    parser = argparse.ArgumentParser(
        prog="./flipover bench",
        description="\n".join(f"{name}: {what}" for name, what in known.items()),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("words", nargs="*", metavar="minutes | name")
    words: list[str] = parser.parse_args().words
    minutes = [word for word in words if word.replace(".", "", 1).isdigit()]
    names = [word for word in words if word not in minutes]
    unknown = [name for name in names if name not in known]
    if unknown or len(minutes) > 1:
        parser.error(f"one number of minutes, and names among: {', '.join(known)}")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    if minutes:
        environment["BENCH_MINUTES"] = minutes[0]
    print(conditions(), flush=True)
    failed = []
    for name in names or known:
        print(f"\n== {name}: {known[name]}", flush=True)
        command = [sys.executable, "-P", "-m", f"tests.bench.{name}"]
        if subprocess.run(command, env=environment).returncode != 0:
            failed.append(name)
    if failed:
        print(f"\nfailed: {', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
