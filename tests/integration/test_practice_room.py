"""A practice room made on a real server, and read back by link from what the server keeps."""

from __future__ import annotations

import re

from tests.serving import RunningServer, run_verb
from whiteboard.keys import parse_link
from whiteboard.room import open_room
from whiteboard.source import read_log


async def test_a_practice_room_is_kept_sealed_and_reads_back(server: RunningServer) -> None:
    """
    The demo turns an invitation into workspace and room; both links open the same room from the
    database, also right after a SIGKILL, and none of its words stands there in clear.
    """
    said = await run_verb("demo", "--server", server.url, FLIPOVER_INVITATION=server.invitation)
    links = dict(re.findall(r"^(workspace|coach|client) +(\S+)$", said, re.MULTILINE))
    await server.kill()
    database = server.data / "flipover.db"
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
    kept = b"".join(path.read_bytes() for path in server.data.rglob("*") if path.is_file())
    for word in ("Grenzen", "donderdag", "agenda"):
        assert word.encode() not in kept, word
    await run_verb("verify", str(database), typed=links["workspace"] + "\n")


async def test_one_more_room_goes_into_the_same_workspace(server: RunningServer) -> None:
    """With the workspace's link the demo makes a second room, in English, beside the first."""
    said = await run_verb("demo", "--server", server.url, typed=server.invitation + "\n")
    [workspace] = re.findall(r"^workspace +(\S+)$", said, re.MULTILINE)
    more = await run_verb(
        "demo", "--server", server.url, "--language", "en", typed=workspace + "\n"
    )
    assert "workspace" not in more
    link = parse_link(workspace)
    opened = open_room(read_log(server.data / "flipover.db", link.log), link)
    titles = [
        entry.data["value"]["title"] for entry in opened.entries if entry.data["type"] == "room"
    ]
    assert titles == ["Sam, oefenkamer", "Sam, practice room"]
    assert opened.findings == []
