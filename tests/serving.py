"""A real server in its own process, as ``./flipover serve`` runs it, to be killed and restarted."""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import signal
import sys
from pathlib import Path

from tests.until import until

ROOT = Path(__file__).resolve().parent.parent
INVITATION = re.compile(r"(https?)://([^/\s]+?):(\d+)/coach#i([A-Za-z0-9_-]+)")
START_S = 30.0
STOP_S = 15.0


class RunningServer:
    """
    ``python -m server serve`` on a free port of loopback, with a data folder of its own.

    After the first start the port stays the same, so that pages find a restarted server again.
    """

    def __init__(
        self, data: Path, *, options: list[str] | None = None, module: str = "server"
    ) -> None:
        self.data = data
        #: what is run; a starter of tests/ takes the same arguments
        self.module = module
        self.options = options or []
        self.port = 0
        self.scheme = "http"
        self.host = "localhost"
        #: every line printed, over all starts
        self.lines: list[str] = []
        self.prefix: list[str] = []
        self._process: asyncio.subprocess.Process | None = None
        self._reader: asyncio.Task[None] | None = None

    @property
    def url(self) -> str:
        """Where pages find it, without a slash at the end."""
        return f"{self.scheme}://{self.host}:{self.port}"

    @property
    def output(self) -> str:
        """All that was printed so far."""
        return "\n".join(self.lines)

    @property
    def pid(self) -> int:
        """The process id of the server as it runs now."""
        assert self._process is not None
        return self._process.pid

    @property
    def invitation(self) -> str:
        """The address of the last one-time coach invitation that was printed."""
        found = INVITATION.findall(self.output)
        assert found, f"no invitation printed:\n{self.output}"
        return f"{self.url}/coach#i{found[-1][3]}"

    async def start(self) -> None:
        """Start, and return when it answers."""
        assert self._process is None or self._process.returncode is not None
        environment = {k: v for k, v in os.environ.items() if not k.startswith("FLIPOVER_")}
        self._process = await asyncio.create_subprocess_exec(
            *self.prefix,
            sys.executable,
            "-m",
            self.module,
            "serve",
            "--port",
            str(self.port),
            "--data",
            str(self.data),
            *self.options,
            cwd=ROOT,
            env={**environment, "PYTHONUNBUFFERED": "1"},
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        from_line = len(self.lines)
        self._reader = asyncio.create_task(self._read())
        try:
            await until("the server listens", lambda: self._listening(from_line), seconds=START_S)
        except AssertionError as late:
            raise AssertionError(f"{late}\nthe server printed:\n{self.output}") from None

    def _listening(self, from_line: int) -> bool:
        process = self._process
        if process is None or process.returncode is not None:
            raise AssertionError("the server ended by itself")
        said = re.search(r"(https?)://([^/\s:]+):(\d+)", "\n".join(self.lines[from_line:]))
        if said is None:
            return False
        self.scheme, self.port = said[1], int(said[3])
        return True

    async def _read(self) -> None:
        assert self._process is not None
        assert self._process.stdout is not None
        async for line in self._process.stdout:
            self.lines.append(line.decode(errors="replace").rstrip())

    async def kill(self) -> None:
        """End it as a power cut would: SIGKILL, nothing is flushed."""
        await self._end(signal.SIGKILL)

    async def stop(self) -> int:
        """Ask it to end and return its exit code; killed if it does not."""
        return await self._end(signal.SIGTERM)

    async def restart(self) -> None:
        """Kill it and start it again on the same port."""
        await self.kill()
        await self.start()

    async def _end(self, how: signal.Signals) -> int:
        process = self._process
        if process is None:
            return 0
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.send_signal(how)
            try:
                await asyncio.wait_for(process.wait(), STOP_S)
            except TimeoutError:
                process.kill()
                await process.wait()
                self.lines.append(f"(did not end within {STOP_S} s of {how.name}; killed)")
        if self._reader is not None:
            await self._reader
        return process.returncode or 0


async def run_verb(verb: str, *arguments: str, typed: str = "", **environment: str) -> str:
    """Run a verb of the program to its end and return what it printed."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "whiteboard", verb, *arguments,
        cwd=ROOT, env={**os.environ, **environment},
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    out, _ = await asyncio.wait_for(process.communicate(typed.encode()), 60)
    assert process.returncode == 0, out.decode()
    return out.decode()
