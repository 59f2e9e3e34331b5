"""coturn as ``deploy/coturn.conf`` has it, marked lines filled in, in the server's namespace."""

from __future__ import annotations

import asyncio
from pathlib import Path

from tests.conftest import ROOT
from tests.faults.namespaces import SERVER_ADDRESS, Networks, run
from tests.until import until

SECRET = "a secret that both ends know"
ADDRESSES = {
    "udp": f"turn:{SERVER_ADDRESS}:3478?transport=udp",
    "tcp": f"turn:{SERVER_ADDRESS}:3478?transport=tcp",
    "tls": f"turns:{SERVER_ADDRESS}:443?transport=tcp",
}
#: what an operator changes: each line as it is shipped, and filled in
FILLED = {
    "external-ip=203.0.113.7": f"external-ip={SERVER_ADDRESS}",
    "static-auth-secret=CHANGE-ME": f"static-auth-secret={SECRET}",
}
FILLED_FOR_TLS = {
    "# tls-listening-port=443": "tls-listening-port=443",
    "# cert=/etc/letsencrypt/live/turn.example.org/fullchain.pem": "cert={folder}/cert.pem",
    "# pkey=/etc/letsencrypt/live/turn.example.org/privkey.pem": "pkey={folder}/key.pem",
    "no-tls": "",
    "no-dtls": "",
}
#: this machine has more addresses than one, and no folder in /var/run for everybody
HERE = (
    "listening-ip={address}\nrelay-ip={address}\npidfile={folder}/coturn.pid\nuserdb={folder}/db\n"
)


def fill_in(folder: Path) -> Path:
    """Write the shipped configuration with its marked lines, which must be there, filled in."""
    lines = (ROOT / "deploy/coturn.conf").read_text().splitlines()
    for shipped, filled in (FILLED | FILLED_FOR_TLS).items():
        lines[lines.index(shipped)] = filled.format(folder=folder)
    configuration = folder / "turnserver.conf"
    here = HERE.format(address=SERVER_ADDRESS, folder=folder)
    configuration.write_text("\n".join(lines) + "\n" + here)
    return configuration


class Relay:
    """One coturn."""

    def __init__(self, networks: Networks, folder: Path) -> None:
        self._networks = networks
        self._folder = folder
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        """Start, and return when it listens for UDP, TCP and TLS."""
        certificate = ["-keyout", f"{self._folder}/key.pem", "-out", f"{self._folder}/cert.pem"]
        kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
        run("openssl", "req", "-x509", *kind, *certificate, "-subj", "/CN=relay", "-days", "1")
        configuration = str(fill_in(self._folder))
        self._process = await asyncio.create_subprocess_exec(
            *self._networks.prefix("server"),
            *("turnserver", "-c", configuration),
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
        await until("the relay listens", self._listens, seconds=15)

    def _listens(self) -> bool:
        assert self._process is not None
        assert self._process.returncode is None, "the relay ended by itself"
        listed = run(*self._networks.prefix("server"), "ss", "-Htuln")
        return all(f"{SERVER_ADDRESS}:{port}" in listed for port in (3478, 443))

    async def stop(self) -> None:
        """End it."""
        if self._process is not None and self._process.returncode is None:
            self._process.terminate()
            await self._process.wait()
        self._process = None
