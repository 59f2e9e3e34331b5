"""A share with its real keys: from asking to reading, and what the server could have read of it."""

from __future__ import annotations

import asyncio
import secrets
from pathlib import Path
from typing import Any

import pytest

from tests.serving import RunningServer
from whiteboard.client import ServerClient, ServerRefused
from whiteboard.crypto import sha256
from whiteboard.entry import KINDS, NOTHING_SEEN, ROLES, Body, Header, make_record, seal_entry
from whiteboard.keys import (
    Link,
    new_member_link,
    new_room,
    parse_invitation,
    to_base64url,
    workspace_link,
)
from whiteboard.lending import (
    Asking,
    answer_data,
    end_data,
    fold_lent,
    recording_of,
    seal_recording,
)
from whiteboard.log import LogFold

WHOM = "supervisor Noortje van der Wielen"
SHEET = "vel over de moeilijke dinsdag"
RECORDING = b"een opname: de cirkels van dinsdag, vier notities " * 40


class WatchedClient(ServerClient):
    """Keeps every byte that it sends, and every address it asks."""

    def __init__(self, server: str, link: Link, wire: list[bytes]) -> None:
        super().__init__(server, link, secrets.token_bytes(16))
        self._wire = wire

    def _ask_once(self, method: str, path: str, body: bytes | None, content_type: str) -> bytes:
        self._wire += [path.encode(), body or b""]
        answer = super()._ask_once(method, path, body, content_type)
        self._wire.append(answer)
        return answer


def said(client: ServerClient, author: bytes, n: int, data: Any) -> None:
    """Append an agreement, sealed."""
    link = client.link
    header = Header(link.log, KINDS["agreement"], ROLES[link.role], author, n)
    client.append([seal_entry(link.keys.entry, header, Body(1, NOTHING_SEEN, data)).record])


def lend(url: str, invitation: str, wire: list[bytes]) -> dict[str, Any]:
    """Go the whole way, blocking; return what was seen on it."""
    owner = workspace_link(secrets.token_bytes(32))
    workspace = WatchedClient(url, owner, wire)
    workspace.use_invitation(parse_invitation(invitation).code)
    workspace.register()
    room = new_room()
    guest_link = new_member_link(room, "guest")
    links = [
        {"role": link.role, "token_hash": to_base64url(sha256(link.token))}
        for link in (room, guest_link)
    ]
    body = {"log": room.log_id, "kind": "room", "owner": owner.log_id, "knock": "never"}
    workspace.make_log({**body, "links": links})
    coach, guest = WatchedClient(url, room, wire), WatchedClient(url, guest_link, wire)
    for client in (coach, guest):
        client.register()
    share = secrets.token_bytes(16)
    until = 4_000_000_000_000
    coach.change({"until": until})
    name = to_base64url(share)
    asked = {"chapters": True, "masked": False}
    asking = Asking(name, WHOM, ("dinsdag",), (SHEET,), **asked, seq=0, until=until)
    by_coach, by_guest = secrets.token_bytes(8), secrets.token_bytes(8)
    said(coach, by_coach, 0, asking.data)
    coach.ask_share(share, until)
    own = room.share(share)
    with pytest.raises(ServerRefused, match="not_allowed"):
        coach.make_share(own)
    said(guest, by_guest, 0, answer_data(name, "yes"))
    guest.change_share(share, "granted")
    coach.make_share(own)
    lender, trainer = WatchedClient(url, own, wire), WatchedClient(url, own.trainer(), wire)
    for client in (lender, trainer):
        client.register()
    sealed = seal_recording(own, secrets.token_bytes(8), RECORDING, 1)
    lender.put_blobs(sealed.blobs)
    lender.append([sealed.record])
    (record,) = trainer.read_new()
    blobs = {blob: trainer.get_blob(blob) for blob in record.header.blobs}
    fold = LogFold(own.trainer().keys, "share")
    fold.add(record, blobs)
    openings = guest.shares()[0]["openings"]
    said(guest, by_guest, 1, end_data(name))
    log = LogFold(room.keys)
    for entry in guest.read_new():
        log.add(entry)
    return {
        "recording": recording_of(fold.entries),
        "findings": [*fold.findings, *log.findings],
        "openings": len(openings),
        "lent": fold_lent(log.entries)[name],
        "asking": asking,
        "guest": by_guest,
        "clients": (coach, trainer, guest, share),
    }


def on_disk(folder: Path) -> bytes:
    """Every byte in the data folder."""
    return b"".join(path.read_bytes() for path in folder.iterdir() if path.is_file())


async def test_a_share_says_nothing_to_the_server(server: RunningServer) -> None:
    """For whom, which sheets, the answer, the recording: neither on the wire nor on its disk."""
    wire: list[bytes] = []
    seen = await asyncio.to_thread(lend, server.url, server.invitation, wire)
    coach, trainer, guest, share = seen["clients"]
    secret = [WHOM.encode(), SHEET.encode(), b"dinsdag", b"share_answer", b"share_end", b"whom"]
    places = {"wire": b"\n".join(wire), "disk": on_disk(server.data)}
    places["output"] = server.output.encode()

    assert seen["recording"] == RECORDING
    assert seen["findings"] == []
    assert seen["openings"] == 1
    assert seen["lent"].asking == seen["asking"]
    assert seen["lent"].answers == {seen["guest"]: "yes"}
    assert seen["lent"].ended is not None
    assert [
        (word, place) for place, all_ in places.items() for word in secret if word in all_
    ] == []
    assert share in places["disk"]

    # The same search finds the same words where somebody does not seal them.
    header = Header(coach.link.log, KINDS["agreement"], ROLES["coach"], secrets.token_bytes(8), 0)
    open_ = make_record(header, b"nonce of 12." + WHOM.encode() + SHEET.encode() + bytes(16))
    await asyncio.to_thread(coach.append, [open_])
    assert WHOM.encode() in b"\n".join(wire)
    assert WHOM.encode() in on_disk(server.data)
    assert SHEET.encode() in on_disk(server.data)

    # Ended: the trainer's link opens nothing any more.
    await asyncio.to_thread(guest.change_share, share, "ended")
    with pytest.raises(ServerRefused, match="ended"):
        await asyncio.to_thread(trainer.read_new)
