"""Whoever has a trainer's link and all that it opens, outside the pages: what comes of it."""

from __future__ import annotations

import asyncio
import secrets
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import socketio

from whiteboard.client import ServerClient
from whiteboard.entry import Record, open_body
from whiteboard.errors import SealError
from whiteboard.granted import granted
from whiteboard.keys import Link, parse_link, to_base64url
from whiteboard.lending import Asking, fold_lent, recording_of
from whiteboard.log import Entry, LogFold
from whiteboard.packing import unpack
from whiteboard.recording import Recording


@dataclass
class Had:
    """What the link gave."""

    #: all of it, opened
    plain: bytes
    parcel: dict[str, Any]
    #: as the server has it
    sealed: list[bytes]


def take(server: str, address: str) -> Had:
    """Read a share by its link, in a program of one's own."""
    link = parse_link(address)
    client = ServerClient(server, link, secrets.token_bytes(16))
    client.register()
    (record,) = client.read_new()
    blobs = {blob: client.get_blob(blob) for blob in record.header.blobs}
    fold = LogFold(link.keys, "share")
    fold.add(record, blobs)
    assert fold.findings == []
    plain = recording_of(fold.entries)
    assert plain is not None
    return Had(plain, unpack(plain), list(blobs.values()))


def room_of(server: str, address: str) -> tuple[list[Entry], list[Record]]:
    """Read a whole room by a guest's link: opened, and as the server hands it out."""
    link = parse_link(address)
    client = ServerClient(server, link, secrets.token_bytes(16))
    client.register()
    records = client.read_new()
    fold = LogFold(link.keys)
    for record in records:
        fold.add(record, {})
    return list(fold.entries), records


def expected(entries: list[Entry], asking: Asking) -> Recording:
    """What should be lent, worked out here from the room's log."""
    return granted(entries, asking)


def newest_asking(entries: list[Entry]) -> Asking:
    """The last thing that was asked."""
    return list(fold_lent(entries).values())[-1].asking


def opened_by(link: Link, room: bytes, records: list[Record]) -> int:
    """How many of a room's records open with any key that a link's seed gives for that room."""
    keys = (link.keys.entry, Link(link.role, room, link.seed, link.key).keys.entry)
    opened = 0
    for record in records:
        assert record.sealed is not None
        for key in keys:
            try:
                open_body(key, record.header, record.sealed)
            except SealError:
                continue
            opened += 1
            break
    return opened


def tried(server: str, room: str, trainer: Link) -> dict[str, int]:
    """Ask for everything beside the share with the trainer's token; return what was answered."""
    headers = {
        "Authorization": f"Bearer {to_base64url(trainer.token)}",
        "X-Flipover-Device": to_base64url(secrets.token_bytes(16)),
        "X-Flipover-Page": to_base64url(secrets.token_bytes(8)),
    }
    share = to_base64url(trainer.log)
    paths = [
        *(f"{log}/{what}" for log in (room, share) for what in ("links", "shares", "held", "ice")),
        *(f"{room}/{what}" for what in ("entries", "keyframe", "devices", "greeting")),
        room,
    ]
    answers = {}
    for path in paths:
        request = urllib.request.Request(f"{server}/api/logs/{path}", headers=headers)
        try:
            with urllib.request.urlopen(request) as answer:
                answers[path] = answer.status
        except urllib.error.HTTPError as error:
            answers[path] = error.code
    return answers


async def listens(server: str, log: str, trainer: Link) -> str:
    """Try to listen at *log* over a socket with the trainer's token; return the refusal."""
    client = socketio.AsyncClient(serializer="msgpack", reconnection=False)
    refusal: list[str] = []
    client.on("connect_error", lambda answer: refusal.append(str(answer)))
    auth = {
        "v": 1,
        "log": log,
        "token": to_base64url(trainer.token),
        "device": to_base64url(secrets.token_bytes(16)),
        "page": to_base64url(secrets.token_bytes(8)),
    }
    try:
        await client.connect(server, auth=auth, transports=["websocket"])
    except socketio.exceptions.ConnectionError:
        return "".join(refusal)
    await client.disconnect()
    return "connected"


def on_disk(folder: Path) -> bytes:
    """Every byte in the data folder, journal included."""
    return b"".join(path.read_bytes() for path in folder.iterdir() if path.is_file())


def traces(sealed: list[bytes], folder: Path) -> int:
    """
    How many pieces of *sealed* lie in the data folder.

    Pages of the database cut what is long, so it is looked for in pieces.
    """
    disk = on_disk(folder)
    pieces = [blob[at : at + 64] for blob in sealed for at in range(0, len(blob), 512)]
    return sum(piece in disk for piece in pieces)


async def in_a_thread(work: Any, *arguments: Any) -> Any:
    """Run what blocks beside the browsers."""
    return await asyncio.to_thread(work, *arguments)
