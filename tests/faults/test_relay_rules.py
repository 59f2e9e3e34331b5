"""What the shipped ``deploy/coturn.conf`` lets nobody do, however good the credentials are."""

from __future__ import annotations

import asyncio
import shutil
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from aioice import stun, turn

from server.config import Config
from server.ice import ice_servers
from tests.faults.relay import SECRET, fill_in
from tests.until import until

pytestmark = pytest.mark.skipif(shutil.which("turnserver") is None, reason="coturn is missing")
HERE = "127.0.0.1"
CONFIG = Config(turn_url=(f"turn:{HERE}",), turn_secret=SECRET)
UDP, TCP = 0x11000000, 0x06000000
StartRelay = Callable[[Callable[[str], str]], Awaitable[int]]


@pytest.fixture
async def start(tmp_path: Path) -> AsyncIterator[StartRelay]:
    """Start coturn on this machine with the shipped rules, changed as asked; return its port."""
    processes: list[asyncio.subprocess.Process] = []

    async def run(change: Callable[[str], str]) -> int:
        with socket.socket() as free:
            free.bind((HERE, 0))
            port = int(free.getsockname()[1])
        path = fill_in(tmp_path)
        kept = [line for line in path.read_text().splitlines() if not line.startswith(ELSEWHERE)]
        here = [f"listening-ip={HERE}", f"relay-ip={HERE}", f"listening-port={port}"]
        path.write_text(change("\n".join([*kept, *here, "no-tls", "no-dtls", ""])))
        process = await asyncio.create_subprocess_exec(
            *("turnserver", "-c", str(path)),
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
        processes.append(process)
        await until("the relay listens", lambda: listens(port))
        return port

    yield run
    for process in processes:
        process.terminate()
        await process.wait()


#: where the namespaces of the other tests have it
ELSEWHERE = ("listening-", "relay-ip", "external-ip", "tls-", "cert=", "pkey=")


async def listens(port: int) -> bool:
    try:
        _, writer = await asyncio.open_connection(HERE, port)
    except OSError:
        return False
    writer.close()
    return True


def as_shipped(lines: str) -> str:
    return lines


async def take(port: int, now_ms: int, link: int, transport: int = UDP) -> int:
    """Ask for a place; return 0, or the number of the refusal."""
    (lent,) = ice_servers(CONFIG, now_ms, link)
    loop = asyncio.get_running_loop()
    made: Any = turn.TurnClientTcpProtocol
    _, client = await loop.create_connection(
        lambda: made((HERE, port), username=lent.username, password=lent.credential, lifetime=60,
                     channel_refresh_time=60),
        HERE, port,
    )  # fmt: skip
    request = stun.Message(stun.Method.ALLOCATE, stun.Class.REQUEST)
    request.attributes |= {"LIFETIME": 60, "REQUESTED-TRANSPORT": transport}
    try:
        await client.request_with_retry(request)
    except stun.TransactionFailed as refused:
        return int(refused.response.attributes["ERROR-CODE"][0])
    return 0


#: 2033; coturn counts in 31 bits
NOW_MS = 2_000_000_000_000


async def test_it_makes_no_connections_for_anybody(start: StartRelay) -> None:
    """TCP to others (RFC 6062) is what no browser asks for, and what an open proxy is made of."""
    port = await start(as_shipped)
    assert await take(port, NOW_MS, 1) == 0
    assert await take(port, NOW_MS, 1, TCP) != 0
    # The control: by itself coturn does.
    open_port = await start(lambda lines: lines.replace("no-tcp-relay\n", ""))
    assert await take(open_port, NOW_MS, 1, TCP) == 0


async def test_one_link_takes_its_part_and_no_more(start: StartRelay) -> None:
    """However often it asks for credentials; another link has places all the same."""
    port = await start(lambda lines: lines.replace("user-quota=60", "user-quota=3"))
    taken = [await take(port, NOW_MS + 1_000 * again, 1) for again in range(4)]

    assert taken == [0, 0, 0, 486]
    assert await take(port, NOW_MS, 2) == 0
