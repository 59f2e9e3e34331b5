"""Put the processes of one browser to sleep, as a closed lid does, and wake them up again."""

from __future__ import annotations

import os
import secrets
import signal
from pathlib import Path


class Sleeper:
    """One browser, known by a flag that it was started with and that means nothing to it."""

    def __init__(self) -> None:
        self.flag = f"--flipover-test-device={secrets.token_hex(8)}"

    def sleep(self) -> int:
        """Stop the browser and all that it started; return how many processes that are."""
        return self._send(signal.SIGSTOP)

    def wake(self) -> int:
        """Let them go on."""
        return self._send(signal.SIGCONT)

    def is_asleep(self) -> bool:
        """Say whether every process of the browser stands still."""
        states = [stat_of(pid)[0] for pid in self._processes()]
        return bool(states) and all(state == "T" for state in states)

    def _send(self, number: signal.Signals) -> int:
        pids = self._processes()
        for pid in pids:
            os.kill(pid, number)
        return len(pids)

    def _processes(self) -> list[int]:
        """Return the browser's processes, the first of them first."""
        everybody = {int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()}
        children: dict[int, list[int]] = {}
        first = None
        for pid in sorted(everybody):
            try:
                children.setdefault(stat_of(pid)[1], []).append(pid)
                words = Path(f"/proc/{pid}/cmdline").read_text().split("\0")
            except OSError:
                continue  # it has just ended
            if self.flag in words and not any(word.startswith("--type=") for word in words):
                first = pid if first is None else first
        found = [] if first is None else [first]
        for pid in found:
            found += children.get(pid, [])
        return found


def stat_of(pid: int) -> tuple[str, int]:
    """Return a process's state and its parent."""
    after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return after_name[0], int(after_name[1])
