"""Letters by the library one would install by itself, on a real server: resting, due, forgotten."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import pytest

from tests.serving import RunningServer, run_verb
from tests.until import until
from whiteboard.base import seal_base
from whiteboard.client import ServerClient, ServerRefused
from whiteboard.crypto import sha256
from whiteboard.document import BoardDocument
from whiteboard.entry import (
    FLAGS,
    KINDS,
    ROLES,
    Body,
    Header,
    Record,
    open_entry,
    seal_blob,
    seal_entry,
)
from whiteboard.keys import AUTHOR_BYTES, ID_BYTES, Link, parse_link, to_base64url
from whiteboard.room import open_room
from whiteboard.source import read_log

T = TypeVar("T")
MINUTE_MS = 60_000


@dataclass
class Person:
    """One side of a room, with a client of its own."""

    link: Link
    client: ServerClient

    def letter(self, text: str, **header: Any) -> Record:
        """Seal a message by an author of its own."""
        return self.entry("talk", {"id": text, "text": text}, **header)

    def entry(self, kind: str, data: Any, **more: Any) -> Record:
        """Seal an entry by an author of its own."""
        author = os.urandom(AUTHOR_BYTES)
        header = Header(self.link.log, KINDS[kind], ROLES[self.link.role], author, 0, **more)
        body = Body(int(time.time() * 1000), self.client.seen, data)
        return seal_entry(self.link.keys.entry, header, body).record

    def texts(self) -> list[str]:
        """Read what is new, and return what its messages say."""
        opened = [
            open_entry(self.link.keys.entry, record.header, record.sealed).data["text"]
            for record in self.client.read_new()
            if record.header.kind == KINDS["talk"] and record.sealed is not None
        ]
        return [str(text) for text in opened]


@dataclass
class Written:
    """A server, and the two who write to each other on it."""

    server: RunningServer
    coach: Person
    guest: Person

    def on_disk(self) -> bytes:
        """Every byte in the data folder."""
        return b"".join(p.read_bytes() for p in self.server.data.iterdir() if p.is_file())

    async def an_hour_passes(self) -> None:
        """Move the server's clock."""
        before = self.server.output.count("an hour has passed")
        os.kill(self.server.pid, signal.SIGUSR1)
        await until("it passed", lambda: self.server.output.count("an hour has passed") > before)


async def ask(call: Callable[..., T], *values: Any, **more: Any) -> T:
    """Call a client, which waits for its answer."""
    return await asyncio.to_thread(call, *values, **more)


@pytest.fixture
async def written(tmp_path: Path) -> AsyncIterator[Written]:
    """The demonstration's room, on a server whose clock a signal moves."""
    server = RunningServer(tmp_path / "data", module="tests.faults.clocked_server")
    await server.start()
    said = await run_verb("demo", "--server", server.url, FLIPOVER_INVITATION=server.invitation)
    people = []
    for role in ("coach", "client"):
        found = re.search(rf"^{role} +(\S+)$", said, re.MULTILINE)
        assert found is not None, said
        link = parse_link(found[1])
        person = Person(link, ServerClient(server.url, link, os.urandom(ID_BYTES)))
        await ask(person.client.register)
        if role == "coach":
            await ask(person.client.change, {"knock": "never"})
        people.append(person)
    coach, guest = people
    for person in people:
        await ask(person.client.read_new)
    yield Written(server, coach, guest)
    await server.stop()
    assert "Traceback" not in server.output


async def test_a_letter_rests_is_read_again_changed_withdrawn_and_released(
    written: Written,
) -> None:
    """All by the library; what comes in the end opens, and the log is found without fault."""
    guest, coach = written.guest, written.coach
    one, two, three = (guest.letter(text) for text in ("one", "two", "three"))
    state = await ask(guest.client.rest, one, 5 * MINUTE_MS)
    assert state["left_ms"] == 5 * MINUTE_MS
    await ask(guest.client.rest, two, MINUTE_MS)
    rows = await ask(guest.client.resting)
    assert [record for _, record in rows] == [two, one]
    assert await ask(coach.client.resting) == []
    await ask(guest.client.withdraw_resting, two.header.author)
    instead = one.header.author
    await ask(guest.client.rest, three, MINUTE_MS, in_place_of=instead)
    for gone in (one, two):
        assert gone.sealed is not None
        assert gone.sealed[20:60] not in written.on_disk()
    assert await ask(coach.texts) == []
    await written.an_hour_passes()
    await until("it came", lambda: _released(guest, three))
    assert await ask(coach.texts) == ["three"]
    with pytest.raises(ServerRefused, match="conflict"):
        await ask(guest.client.withdraw_resting, three.header.author)
    with pytest.raises(ServerRefused, match="conflict"):
        await ask(
            guest.client.rest, guest.letter("four"), MINUTE_MS, in_place_of=three.header.author
        )
    await written.server.stop()
    room = open_room(read_log(written.server.data / "flipover.db", guest.link.log), coach.link)
    assert (room.findings, room.refused) == ([], [])


async def _released(guest: Person, letter: Record) -> bool:
    state = await ask(guest.client.rest, letter, MINUTE_MS)
    return bool(state["seq"])


async def test_what_is_due_stands_in_the_coachs_list(written: Written) -> None:
    """Set by one side, read by the other, cleared again; and no mail where none is sent."""
    guest, coach = written.guest.client, written.coach.client
    at = int(time.time() * 1000) + MINUTE_MS
    await ask(guest.set_alarm, "coach", at)
    await ask(coach.set_alarm, "coach", at + 1, slot=1)
    row = await ask(coach.head)
    assert row["alarms"] == [{"slot": 0, "at": at}, {"slot": 1, "at": at + 1}]
    assert await ask(guest.alarms) == [
        {"at": at, "to_role": "coach", "slot": 0},
        {"at": at + 1, "to_role": "coach", "slot": 1},
    ]
    await ask(coach.set_alarm, "coach", None)
    assert (await ask(coach.head))["alarm"] == at + 1
    assert not (await ask(guest.notice))["available"]
    assert await ask(coach.notices) == []
    with pytest.raises(ServerRefused, match="not_found"):
        await ask(guest.ask_notice, "sam@example.org", "nl")


async def test_what_is_forgotten_is_off_the_disk_and_the_log_still_holds(
    written: Written,
) -> None:
    """A letter, and the board's whole past with a picture: no byte is left, nobody cries lie."""
    guest, coach = written.guest, written.coach
    said = guest.letter("said", flags=FLAGS["notify"])
    stays = guest.letter("stays")
    for record in (said, stays):
        await ask(guest.client.append, [record])
    await ask(coach.client.read_new)
    k = coach.client.seen.seq
    picture = seal_blob(coach.link.keys.entry, coach.link.log, os.urandom(5_000))
    await ask(coach.client.put_blobs, {sha256(picture): picture})
    author = os.urandom(AUTHOR_BYTES)
    drawn = BoardDocument(author)
    update = drawn.add_picture(
        "AAAAAAAAAAA", (100, 100, 200, 200, 0), to_base64url(sha256(picture))
    )
    header = Header(
        coach.link.log, KINDS["board"], ROLES["coach"], author, 0, blobs=(sha256(picture),)
    )
    body = Body(int(time.time() * 1000), coach.client.seen, [[0, update]])
    act = seal_entry(coach.link.keys.entry, header, body).record
    await ask(coach.client.append, [act])
    await ask(coach.client.read_new)
    assert said.sealed is not None
    assert act.sealed is not None
    dropped = (said.sealed[20:80], act.sealed[20:80], picture[1_000:1_060])
    assert all(part in written.on_disk() for part in dropped)

    await ask(guest.client.append, [guest.entry("forget", None, refs=(k - 1,))])
    start = Header(coach.link.log, KINDS["base"], ROLES["coach"], os.urandom(AUTHOR_BYTES), 0)
    now = Body(int(time.time() * 1000), coach.client.seen)
    upto = coach.client.seen.seq
    for entry in seal_base(coach.link.keys.entry, start, now, upto, BoardDocument(bytes(8))):
        await ask(coach.client.put_blobs, entry.blobs)
        await ask(coach.client.append, [entry.record])
    # Acknowledged is after the commit; the journal is emptied right behind it.
    await until("they are gone", lambda: not any(part in written.on_disk() for part in dropped))
    assert stays.sealed is not None
    assert stays.sealed[20:80] in written.on_disk()
    with pytest.raises(ServerRefused, match="not_found"):
        await ask(coach.client.get_blob, sha256(picture))
    await written.server.stop()
    room = open_room(read_log(written.server.data / "flipover.db", guest.link.log), coach.link)
    assert (room.findings, room.refused) == ([], [])
    at_place = {entry.seq: entry.data for entry in room.entries}
    assert (at_place[k - 1], at_place[k]) == (None, {"id": "stays", "text": "stays"})
