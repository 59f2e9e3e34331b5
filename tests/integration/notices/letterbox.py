"""Asking to be told at an address, letting time pass, and reading what the mail server got."""

from __future__ import annotations

import os
import re
from typing import Any

from server.notices import SEND_AFTER_MS
from server.protocol import FLAGS
from tests.integration.conftest import Live
from tests.integration.raw import Answer, Secret, record
from tests.mail_server import Kept, MailServer

FRONT = "https://flip.example.org"
FROM = "flipover@example.org"
SAM = "sam.de-vries+coaching@mail.example.com"
NOTIFY = FLAGS["notify"]
HOUR_MS = 3_600_000
DAY_MS = 24 * HOUR_MS


async def give(live: Live, who: Secret, address: Any = SAM, language: Any = "nl") -> Answer:
    """Ask to be told at an address."""
    body = {"address": address, "language": language}
    return await live.http.ask("PUT", "./notice", who, json=body)


def path_in(mail: Kept, word: str) -> str:
    """The path of the mail's link to say yes or no."""
    (path,) = set(re.findall(rf"{FRONT}(/notices/{word}/[\w-]{{22}})\s", mail.text))
    return str(path)


async def confirmed(live: Live, post: MailServer, who: Secret, *given: Any) -> Kept:
    """Give an address and say yes to it; return the question."""
    assert (await give(live, who, *given)).status == 201
    await live.app.send_mail()
    question = post.mails.pop()
    assert (await live.http.ask("POST", path_in(question, "yes"))).status == 200
    return question


async def write(live: Live, who: Secret, flags: int = NOTIFY) -> None:
    """Write something of which others are to be told."""
    (result,) = await live.http.append(who, record(who, os.urandom(8), 0, flags=flags))
    assert "error" not in result


async def after(live: Live, ms: int = SEND_AFTER_MS) -> None:
    """Let time pass and the postman go his round."""
    live.clock.move(ms=ms)
    await live.app.send_mail()


async def state(live: Live, who: Secret) -> dict[str, Any]:
    """What one is told of one's own address."""
    answer = await live.http.ask("GET", "./notice", who)
    assert answer.status == 200, answer.json
    found: dict[str, Any] = answer.json
    return found


def on_disk(live: Live) -> bytes:
    """Every byte in the data folder."""
    return b"".join(path.read_bytes() for path in live.data.iterdir() if path.is_file())
