"""Asking for shares, granting and filling them, over HTTP as the wire has it."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.integration.raw import Answer, Http, Secret, b64, hashed, record
from tests.movable_clock import START_MS

DAY_MS = 86_400_000
IN_A_MONTH = START_MS + 30 * DAY_MS


def on_disk(folder: Path) -> bytes:
    """Every byte in the data folder."""
    return b"".join(path.read_bytes() for path in folder.iterdir() if path.is_file())


async def ask(http: Http, coach: Secret, until_ms: int = IN_A_MONTH) -> bytes:
    """Ask for a share; return its id."""
    share = os.urandom(16)
    body = {"share": b64(share), "until": until_ms}
    answer = await http.ask("POST", "./shares", coach, json=body)
    assert answer.status == 201, answer.json
    return share


async def say(http: Http, who: Secret, share: bytes, state: str) -> Answer:
    """Grant, refuse or end."""
    return await http.ask("PATCH", "./shares", who, json={"share": b64(share), "state": state})


async def make(http: Http, coach: Secret, share: bytes) -> tuple[Answer, Secret, Secret]:
    """Try to make the share's log; return the answer, and its coach's and trainer's links."""
    links = [Secret(share, "coach"), Secret(share, "trainer")]
    body = {
        "log": b64(share),
        "kind": "share",
        "owner": b64(coach.log),
        "links": [{"role": s.role, "token_hash": hashed(s.token)} for s in links],
    }
    answer = await http.ask("POST", "/api/logs", coach, json=body)
    return answer, links[0], links[1]


async def state(http: Http, who: Secret, share: bytes) -> dict[str, Any]:
    """How one share stands, as *who* is told."""
    answer = await http.ask("GET", "./shares", who)
    assert answer.status == 200, answer.json
    (row,) = [row for row in answer.json if row["share"] == b64(share)]
    return dict(row)


def reading(trainer: Secret, page: bytes) -> dict[str, str]:
    """The header by which a trainer's page load says which it is."""
    return {"X-Flipover-Page": b64(page)}


@dataclass
class Lent:
    """A share with a recording in it."""

    share: bytes
    coach: Secret
    trainer: Secret
    #: the sealed recording, and its name
    sealed: bytes
    blob: bytes


async def takes_part(http: Http, guest: Secret, kind: str = "board") -> None:
    """Let a guest put something into the log."""
    (result,) = await http.append(guest, record(guest, os.urandom(8), 0, kind))
    assert "seq" in result


async def lend(http: Http, coach: Secret, *guests: Secret, until_ms: int = IN_A_MONTH) -> Lent:
    """Ask, grant, make and fill a share."""
    share = await ask(http, coach, until_ms)
    for guest in guests:
        assert (await say(http, guest, share, "granted")).status == 200
    answer, own, trainer = await make(http, coach, share)
    assert answer.status == 201, answer.json
    sealed = os.urandom(5_000)
    blob = hashlib.sha256(sealed).digest()
    assert (await http.register(own)).status == 201
    assert (await http.register(trainer)).status == 201
    put = await http.ask("PUT", f"./blobs/{b64(blob)}", own, data=sealed)
    assert put.status == 201, put.json
    (result,) = await http.append(own, record(own, os.urandom(8), 0, "recording", blobs=(blob,)))
    assert result.get("seq") == 1, result
    return Lent(share, own, trainer, sealed, blob)


async def read(http: Http, lent: Lent, page: bytes) -> tuple[Answer, Answer]:
    """Open a share by its trainer's link: the entries, and the recording."""
    headers = reading(lent.trainer, page)
    entries = await http.ask("GET", "./entries", lent.trainer, headers=headers)
    blob = await http.ask("GET", f"./blobs/{b64(lent.blob)}", lent.trainer, headers=headers)
    return entries, blob
