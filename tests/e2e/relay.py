"""A real coturn on this machine's own address, for one test."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from pathlib import Path

from tests.until import until

SECRET = "a secret of one test alone"


def own_address() -> str:
    """Return the address under which this machine meets others; no packet is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))
        return str(probe.getsockname()[0])


def free_port() -> int:
    """Return a TCP port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind((own_address(), 0))
        return int(probe.getsockname()[1])


class RunningRelay:
    """``turnserver`` with the credentials that the server makes; relays within this machine."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process: asyncio.subprocess.Process | None = None
        self.host, self.port = own_address(), free_port()

    def options(self, transport: str) -> list[str]:
        """The server's options for it."""
        url = f"turn:{self.host}:{self.port}?transport={transport}"
        return ["--turn-url", url, "--turn-secret", SECRET]

    async def start(self) -> None:
        """Start, and return when it takes connections."""
        lines = [
            f"listening-ip={self.host}",
            f"relay-ip={self.host}",
            f"listening-port={self.port}",
            "use-auth-secret",
            f"static-auth-secret={SECRET}",
            "realm=flipover.test",
            "fingerprint",
            "no-tls",
            "no-dtls",
            "no-cli",
            f"pidfile={self._folder / 'turn.pid'}",
            "log-file=stdout",
            "simple-log",
        ]
        settings = self._folder / "turn.conf"
        settings.write_text("\n".join(lines) + "\n")
        self._process = await asyncio.create_subprocess_exec(
            "turnserver",
            "-c",
            str(settings),
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
        await until("the relay listens", self._listens)

    async def _listens(self) -> bool:
        with contextlib.suppress(OSError):
            _, writer = await asyncio.open_connection(self.host, self.port)
            writer.close()
            return True
        return False

    async def stop(self) -> None:
        """End it."""
        if self._process is not None and self._process.returncode is None:
            self._process.kill()
            await self._process.wait()
