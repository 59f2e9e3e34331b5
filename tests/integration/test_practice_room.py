"""A practice room made on a real server, and read back by link from what the server keeps."""

from __future__ import annotations

import asyncio
import os
import re
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.serving import ROOT, RunningServer
from whiteboard.keys import parse_link
from whiteboard.room import open_room
from whiteboard.source import read_log


@pytest.fixture
async def served(tmp_path: Path) -> AsyncIterator[RunningServer]:
    """A server with an empty data folder."""
    server = RunningServer(tmp_path / "data")
    await server.start()
    yield server
    await server.kill()


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


async def test_a_practice_room_is_kept_sealed_and_reads_back(served: RunningServer) -> None:
    """
    The demo turns an invitation into workspace and room; both links open the same room from the
    database, also right after a SIGKILL, and none of its words stands there in clear.
    """
    said = await run_verb("demo", "--server", served.url, FLIPOVER_INVITATION=served.invitation)
    links = dict(re.findall(r"^(workspace|coach|client) +(\S+)$", said, re.MULTILINE))
    await served.kill()
    database = served.data / "flipover.db"
    rooms = []
    for who in ("coach", "client"):
        link = parse_link(links[who])
        rooms.append(open_room(read_log(database, link.log), link))
    coach, client = rooms
    assert coach.findings == []
    assert coach.h is not None
    assert (coach.seq, coach.h) == (client.seq, client.h)
    assert coach.board.elements() == client.board.elements()
    assert len(coach.board.elements()) > 12
    assert sorted(set(coach.names().values())) == ["Eva", "Sam"]
    kept = b"".join(path.read_bytes() for path in served.data.rglob("*") if path.is_file())
    for word in ("Grenzen", "donderdag", "agenda"):
        assert word.encode() not in kept, word
    await run_verb("verify", str(database), typed=links["workspace"] + "\n")


async def test_one_more_room_goes_into_the_same_workspace(served: RunningServer) -> None:
    """With the workspace's link the demo makes a second room, in English, beside the first."""
    said = await run_verb("demo", "--server", served.url, typed=served.invitation + "\n")
    [workspace] = re.findall(r"^workspace +(\S+)$", said, re.MULTILINE)
    more = await run_verb(
        "demo", "--server", served.url, "--language", "en", typed=workspace + "\n"
    )
    assert "workspace" not in more
    link = parse_link(workspace)
    opened = open_room(read_log(served.data / "flipover.db", link.log), link)
    titles = [
        entry.data["value"]["title"] for entry in opened.entries if entry.data["type"] == "room"
    ]
    assert titles == ["Sam, oefenkamer", "Sam, practice room"]
    assert opened.findings == []
