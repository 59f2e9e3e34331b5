"""
What a bench found, printed and kept in README.md: one row per figure, with its conditions.

A run replaces its own rows and leaves the others; a figure without its conditions is none.
"""

from __future__ import annotations

import os
import re
import shutil
import statistics
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

README = Path(__file__).with_name("README.md")
BEGIN, END = "<!-- figures -->", "<!-- end of figures -->"
COLUMNS = ("bench", "what", "here", "beside", "when", "load", "machine")
HEAD = f"| {' | '.join(COLUMNS)} |\n|{' --- |' * len(COLUMNS)}"
#: of the machine when this process began, before the bench added its own
LOAD = os.getloadavg()[0]


@dataclass(frozen=True)
class Figure:
    """One figure; *beside* is a peer's, measured on the same machine, or a limit set beforehand."""

    what: str
    here: str
    beside: str


def machine() -> str:
    """Return what a figure must be read with: processor, cores, Chromium."""
    model = "unknown processor"
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        found = re.search(r"^model name\s*:\s*(.+)$", cpuinfo.read_text(), re.MULTILINE)
        model = found[1] if found else model
    parts = [model, f"{os.cpu_count()} cores"]
    chromium = shutil.which("chromium")
    if chromium is not None:
        said = subprocess.run([chromium, "--version"], capture_output=True, text=True).stdout
        version = re.search(r"[\d.]+", said)
        parts.append(f"Chromium {version[0]}" if version else said.strip())
    return ", ".join(parts)


def conditions() -> str:
    """Return the machine, and how busy it was before this process began."""
    return f"{machine()}, load {LOAD:.1f} at the start"


def spread(values: Sequence[float], digits: int = 0) -> str:
    """Return p50, p95 and worst of *values*."""
    ranked = sorted(values)
    p95 = ranked[min(len(ranked) - 1, int(len(ranked) * 0.95))]
    p50 = statistics.median(ranked)
    return f"p50 {p50:.{digits}f}, p95 {p95:.{digits}f}, max {ranked[-1]:.{digits}f}"


def tell(bench: str, figures: Sequence[Figure]) -> None:
    """Print *figures* and put them in the place of this bench's rows in README.md."""
    when = time.strftime("%Y-%m-%d %H:%M", time.gmtime())
    rows = []
    for figure in figures:
        print(f"{figure.what}: {figure.here}  (beside: {figure.beside})", flush=True)
        cells = [bench, figure.what, figure.here, figure.beside, when, f"{LOAD:.1f}", machine()]
        rows.append("| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |")
    before, rest = README.read_text().split(BEGIN)
    table, after = rest.split(END)
    kept = [row for row in table.strip().splitlines()[2:] if not row.startswith(f"| {bench} |")]
    body = "\n".join([HEAD, *sorted([*kept, *rows], key=lambda row: row.split(" | ")[0])])
    README.write_text(f"{before}{BEGIN}\n{body}\n{END}{after}")
