"""A share with its real keys: from asking to reading, and what the server could have read of it."""

from __future__ import annotations

import asyncio
import json
import secrets
import sqlite3
from collections.abc import Callable
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


def founded(url: str, owner: Link, invitation: str, wire: list[bytes]) -> WatchedClient:
    """Found the workspace of *owner*."""
    workspace = WatchedClient(url, owner, wire)
    workspace.use_invitation(parse_invitation(invitation).code)
    workspace.register()
    return workspace


def lend(url: str, invitation: str, wire: list[bytes]) -> dict[str, Any]:
    """Go the whole way, blocking; return what was seen on it."""
    owner = workspace_link(secrets.token_bytes(32))
    workspace = founded(url, owner, invitation, wire)
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


def refused(act: Callable[[], object]) -> str:
    """Return the word with which the server refuses *act*."""
    with pytest.raises(ServerRefused) as raised:
        act()
    return raised.value.word


def attack_from_inside(url: str, invitation: str, wire: list[bytes]) -> dict[str, Any]:
    """Try to lend with the coach's seed, all that follows from it, and no client's device."""
    owner = workspace_link(secrets.token_bytes(32))
    workspace = founded(url, owner, invitation, wire)
    room = new_room()
    guest_link = new_member_link(room, "guest")

    def hashes(*links: Link) -> list[dict[str, str]]:
        return [{"role": x.role, "token_hash": to_base64url(sha256(x.token))} for x in links]

    body = {"log": room.log_id, "kind": "room", "owner": owner.log_id, "knock": "never"}
    workspace.make_log({**body, "links": hashes(room, guest_link)})
    coach, guest = WatchedClient(url, room, wire), WatchedClient(url, guest_link, wire)
    for client in (coach, guest):
        client.register()
    said(guest, secrets.token_bytes(8), 0, {"type": "fallback", "text": "bellen"})
    until = 4_000_000_000_000
    coach.change({"until": until})
    share, until = secrets.token_bytes(16), until - 1
    own = room.share(share)
    words = {"unasked": refused(lambda: coach.make_share(own))}
    coach.ask_share(share, until)
    words["unanswered"] = refused(lambda: coach.make_share(own))
    words["answered by the coach"] = refused(lambda: coach.change_share(share, "granted"))
    # A guest's token needs its link's own pass, which follows from no seed.
    forged = WatchedClient(url, new_member_link(room, "guest"), wire)
    words["a link that was made up"] = refused(forged.register)
    # A coach may make links, let in devices, write by them, and withdraw the client's.
    puppet_link = new_member_link(room, "guest")
    path = f"/api/logs/{room.log_id}/links"
    coach._json("POST", path, hashes(puppet_link)[0])
    puppet = WatchedClient(url, puppet_link, wire)
    puppet.register()
    words["a link of the coach's"] = refused(lambda: puppet.change_share(share, "granted"))
    said(puppet, secrets.token_bytes(8), 0, {"type": "fallback", "text": "bellen"})
    words["that took part since"] = refused(lambda: puppet.change_share(share, "granted"))
    (real, *_) = [row for row in json.loads(coach._ask("GET", path)) if row["role"] == "guest"]
    coach._ask("DELETE", f"{path}/{real['link']}")
    words["the client withdrawn"] = refused(lambda: puppet.change_share(share, "granted"))
    words["and made then"] = refused(lambda: coach.make_share(own))
    again = secrets.token_bytes(16)
    words["asked anew"] = refused(lambda: coach.ask_share(again, until))
    words["made anew"] = refused(lambda: coach.make_share(room.share(again)))
    for name, owner_id in (("of the workspace", owner.log_id), ("of a side log", room.log_id)):
        kind = "share" if owner_id == owner.log_id else "side"
        made = {"log": to_base64url(share), "kind": kind, "owner": owner_id}
        client = workspace if owner_id == owner.log_id else coach
        links = hashes(own, own.trainer())
        words[name] = refused(lambda c=client, m=made, x=links: c.make_log({**m, "links": x}))
    trainer = WatchedClient(url, own.trainer(), wire)
    words["opened"] = refused(trainer.register)
    return words


async def test_a_coach_alone_can_lend_nothing(server: RunningServer) -> None:
    """Whatever follows from the coach's seed, and whatever links he makes: no share comes of it."""
    words = await asyncio.to_thread(attack_from_inside, server.url, server.invitation, [])
    database = sqlite3.connect(next(server.data.glob("*.db")))
    shares = database.execute("SELECT count(*) FROM logs WHERE kind = 'share'").fetchone()
    database.close()

    assert words == {
        "unasked": "not_found",
        "unanswered": "not_allowed",
        "answered by the coach": "not_allowed",
        "a link that was made up": "unknown_link",
        "a link of the coach's": "not_allowed",
        "that took part since": "not_allowed",
        "the client withdrawn": "not_allowed",
        "and made then": "not_allowed",
        "asked anew": "not_allowed",
        "made anew": "not_found",
        "of the workspace": "not_found",
        "of a side log": "malformed",
        "opened": "unknown_link",
    }
    assert shares == (0,)
