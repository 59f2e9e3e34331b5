"""The program as it is started: what it prints, where it listens, how it ends."""

from __future__ import annotations

import asyncio
import os
import re
import sqlite3
import ssl
import subprocess
import sys
from pathlib import Path

import aiohttp
import pytest

from server.certificate import NoLocalNetwork, load_certificate, local_address
from tests.integration.raw import Http, Peer, Secret, b64, hashed, record
from tests.serving import ROOT, RunningServer
from tests.until import until


def code_of(invitation: str) -> str:
    """The code in an invitation's address."""
    return invitation.split("#i")[1]


async def found(http: Http, code: str) -> Secret:
    """Make a workspace of an invitation."""
    owner = Secret(os.urandom(16), "owner")
    body = {"code": code, "workspace": b64(owner.log), "token_hash": hashed(owner.token)}
    answer = await http.ask("POST", "/api/invitations", json=body)
    assert answer.status == 201, answer.json
    await http.register(owner)
    return owner


async def room_of(http: Http, owner: Secret) -> Secret:
    """Make a room; return its coach's link."""
    coach = Secret(os.urandom(16), "coach")
    body = {
        "log": b64(coach.log),
        "kind": "room",
        "owner": b64(owner.log),
        "links": [{"role": "coach", "token_hash": hashed(coach.token)}],
    }
    assert (await http.ask("POST", "/api/logs", owner, json=body)).status == 201
    await http.register(coach)
    return coach


async def test_the_invitation_is_printed_anew_until_a_coach_came(server: RunningServer) -> None:
    """Each start before that prints another and the old one lapses; after it none."""
    old = code_of(server.invitation)
    await server.restart()
    new = code_of(server.invitation)
    async with aiohttp.ClientSession() as session:
        http = Http(server.url, session)
        body = {"code": old, "workspace": b64(bytes(16)), "token_hash": hashed(b"")}
        assert (await http.ask("POST", "/api/invitations", json=body)).error == "used"
        await found(http, new)
    printed = len(re.findall("#i", server.output))
    await server.restart()

    assert old != new
    assert printed == 2
    assert len(re.findall("#i", server.output)) == 2


async def test_coach_add_invites_beside_a_running_server(
    server: RunningServer, tmp_path: Path
) -> None:
    """The printed code works at once, and only its hash is kept."""
    done = await asyncio.to_thread(
        subprocess.run,
        [
            *[sys.executable, "-m", "server", "coach", "add"],
            *["--data", str(server.data), "--port", str(server.port)],
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    address = done.stdout.strip()
    assert address.startswith(f"http://localhost:{server.port}/coach#i")
    async with aiohttp.ClientSession() as session:
        await found(Http(server.url, session), code_of(address))
    kept = b"".join(path.read_bytes() for path in server.data.iterdir())

    assert code_of(address).encode() not in kept


async def test_what_was_acknowledged_outlives_sigkill(server: RunningServer) -> None:
    """Killed with entries on their way: every acknowledged one is there once, in order."""
    async with aiohttp.ClientSession() as session:
        http = Http(server.url, session)
        coach = await room_of(http, await found(http, code_of(server.invitation)))
        page = Peer(server.url, coach)
        await page.connect()
        author, n = os.urandom(8), 0
        while len(page.records()) < 400:
            await page.append(*(record(coach, author, n + i) for i in range(8)))
            n += 8
            await until("not too far ahead", lambda: n - len(page.records()) < 128)  # noqa: B023
        await server.kill()
        acknowledged = [one.n for one in page.records()]
        await page.close()
        await server.start()
        kept: list[int] = []
        while True:
            entries = await http.entries(coach, f"?after={len(kept)}")
            if not entries:
                break
            kept += [one.n for one in entries]

    assert acknowledged == list(range(len(acknowledged)))
    assert kept == list(range(len(kept)))
    assert len(kept) >= len(acknowledged) >= 400


async def test_sigterm_ends_cleanly(server: RunningServer) -> None:
    """Sockets are sent away, exit code 0, the journal is empty, the file is whole."""
    async with aiohttp.ClientSession() as session:
        http = Http(server.url, session)
        coach = await room_of(http, await found(http, code_of(server.invitation)))
        page = Peer(server.url, coach)
        await page.connect()
        author = os.urandom(8)
        await page.append(*(record(coach, author, n) for n in range(8)))
        await page.next("entry")
        code = await server.stop()
        await until("the page was sent away", lambda: page.ended)
    journal = server.data / "flipover.db-wal"
    with sqlite3.connect(server.data / "flipover.db") as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert db.execute("SELECT count(*) FROM entries").fetchone() == (8,)

    assert code == 0
    assert page.told("closed") == []
    assert not journal.exists() or journal.stat().st_size == 0


async def test_a_taken_port_is_one_line(server: RunningServer, tmp_path: Path) -> None:
    """No traceback when the port is somebody else's."""
    done = await asyncio.to_thread(
        subprocess.run,
        [
            *[sys.executable, "-m", "server", "serve"],
            *["--port", str(server.port), "--data", str(tmp_path / "other")],
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )

    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "address already in use" in done.stderr


async def test_on_the_local_network_it_speaks_https(tmp_path: Path) -> None:
    """--lan prints address, fingerprint and QR code, and keeps its certificate over restarts."""
    try:
        address = local_address()
    except NoLocalNetwork:
        pytest.skip("this machine has no address but loopback")
    server = RunningServer(tmp_path / "data", options=["--lan"])
    await server.start()
    server.host = address
    await until("all is printed", lambda: "▀" in server.output or "█" in server.output)
    printed = re.findall(r"SHA-256 is ([0-9A-F:]{95})", server.output)
    context = ssl.create_default_context(cafile=str(next(server.data.glob("*.pem"))))
    async with aiohttp.ClientSession() as session:
        for host in (address, "localhost"):
            url = f"https://{host}:{server.port}/healthz"
            async with session.get(url, ssl=context) as answer:
                assert answer.status == 200
    assert f"https://{address}:{server.port}/coach#i" in server.output
    await server.restart()
    await until("printed again", lambda: server.output.count("SHA-256 is") == 2)
    again = re.findall(r"SHA-256 is ([0-9A-F:]{95})", server.output)
    await server.stop()

    assert again == printed * 2


def test_a_certificate_is_renewed_before_it_ends(tmp_path: Path) -> None:
    """Kept while it is good, made anew a week before its end or when broken; for its owner only."""
    day = 86_400_000
    now = 1_800_000_000_000
    first = load_certificate(tmp_path, "192.168.7.8", now).fingerprint
    (path,) = tmp_path.glob("*.pem")

    assert load_certificate(tmp_path, "192.168.7.8", now + 300 * day).fingerprint == first
    assert path.stat().st_mode & 0o077 == 0
    assert load_certificate(tmp_path, "192.168.7.8", now + 391 * day).fingerprint != first
    path.write_text("broken")
    assert load_certificate(tmp_path, "192.168.7.8", now).fingerprint != first
