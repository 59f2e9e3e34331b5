"""A server of one's own in another process, for benches: pinned to a core, read by its output."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
INVITATION = re.compile(r"(https?://[^/\s]+)/coach#i(\S+)")


@dataclass
class Served:
    """A running server, where it listens and its first invitation."""

    process: subprocess.Popen[str]
    base: str
    code: str
    data: Path

    def memory_kb(self) -> int:
        """Return the resident set in kB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        found = re.search(r"VmRSS:\s+(\d+) kB", status)
        assert found is not None
        return int(found[1])

    def cpu_seconds(self) -> float:
        """Return the CPU time used so far, user and system."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(") ", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextlib.contextmanager
def served(core: int | None = None, *options: str) -> Iterator[Served]:
    """Run a server on a free port with a fresh data folder, pinned to *core* if given."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "server", "serve", "--port", "0", "--data", folder]
        pin = ["taskset", "-c", str(core)] if core is not None else []
        process = subprocess.Popen(
            [*pin, *command, *options],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=os.environ | {"PYTHONUNBUFFERED": "1"},
        )
        try:
            assert process.stdout is not None
            said = []
            for line in process.stdout:
                said.append(line)
                found = INVITATION.search(line)
                if found:
                    yield Served(process, found[1], found[2], Path(folder))
                    break
            else:
                raise RuntimeError("the server did not start:\n" + "".join(said))
        finally:
            process.terminate()
            process.wait(20)
