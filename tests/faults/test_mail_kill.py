"""A notice comes although the server dies while it hands it over."""

from __future__ import annotations

import os
import signal
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import pytest

from server.protocol import FLAGS
from tests.faults.test_rest import an_hour_passes
from tests.integration.raw import Http, Secret, record
from tests.integration.test_held import team_of
from tests.integration.test_process import code_of, found
from tests.mail_server import MailServer, mail_server
from tests.serving import RunningServer
from tests.until import until

FRONT = "https://flip.example.org"
SAM = "sam@example.org"


@dataclass
class Told:
    """A server of its own process, where a guest is told by e-mail."""

    server: RunningServer
    post: MailServer
    http: Http
    coach: Secret

    async def write(self) -> None:
        """Write a letter, and let its notice fall due."""
        data = record(self.coach, os.urandom(8), 0, flags=FLAGS["notify"])
        await self.http.append(self.coach, data)
        await an_hour_passes(self.server)

    async def start_again(self) -> None:
        """Start it, later than it died: its clock's hours went with it."""
        await self.server.start()
        for _ in range(2):
            await an_hour_passes(self.server)

    def kill(self) -> None:
        """Kill the server at this very moment, once."""
        self.post.on_recipient = self.post.on_kept = lambda: None
        os.kill(self.server.pid, signal.SIGKILL)


@pytest.fixture
async def told(tmp_path: Path) -> AsyncIterator[Told]:
    """The guest's address is confirmed."""
    async with mail_server() as post, aiohttp.ClientSession() as session:
        options = ["--mail-url", post.url, "--mail-from", "flipover@example.org"]
        options += ["--public-url", FRONT]
        server = RunningServer(
            tmp_path / "data", module="tests.faults.clocked_server", options=options
        )
        server.host = "127.0.0.1"
        await server.start()
        http = Http(server.url, session)
        team = await team_of(http, await found(http, code_of(server.invitation)), 1)
        given = {"address": SAM, "language": "nl"}
        assert (await http.ask("PUT", "./notice", team.guests[0], json=given)).status == 201
        await until("the question came", lambda: post.mails)
        yes = post.mails.pop().text.split(f"{FRONT}/notices/yes/")[1].split()[0]
        assert (await http.ask("POST", f"/notices/yes/{yes}")).status == 200
        yield Told(server, post, http, team.coach)
        await server.stop()
        assert "Traceback" not in server.output
        assert SAM not in server.output


async def test_killed_before_the_mail_was_taken_it_comes_once(told: Told) -> None:
    """The next try was settled before this one: after the restart it is made, and no other."""
    told.post.on_recipient = told.kill
    await told.write()
    await until("it was tried", lambda: told.post.tries == 2)
    await told.server.kill()
    assert told.post.mails == []
    await told.start_again()
    await until("it came", lambda: told.post.mails)
    for _ in range(3):
        await an_hour_passes(told.server)
    await told.server.restart()

    assert [mail.to for mail in told.post.mails] == [[SAM]]


async def test_killed_before_anything_was_tried_it_comes_once(told: Told) -> None:
    """That there is something to tell is committed with the message itself."""
    data = record(told.coach, os.urandom(8), 0, flags=FLAGS["notify"])
    await told.http.append(told.coach, data)
    await told.server.restart()
    assert told.post.mails == []
    await an_hour_passes(told.server)
    await until("it came", lambda: told.post.mails)

    assert len(told.post.mails) == 1


async def test_killed_before_it_heard_that_the_mail_was_taken_it_sends_the_same(told: Told) -> None:
    """Nobody can know then; the second has the first one's id, so that programs show one."""
    told.post.on_kept = told.kill
    await told.write()
    await until("it was kept", lambda: told.post.mails)
    await told.server.kill()
    await told.start_again()
    await until("it came again", lambda: len(told.post.mails) == 2)
    for _ in range(3):
        await an_hour_passes(told.server)

    first, second = (mail.message["Message-ID"] for mail in told.post.mails)
    assert first == second
