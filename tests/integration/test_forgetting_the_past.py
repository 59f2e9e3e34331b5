"""The board's past forgotten on a real server, and what is read of it by link afterwards."""

from __future__ import annotations

import os
import re
import time

from tests.serving import RunningServer, run_verb
from whiteboard.base import seal_base
from whiteboard.client import ServerClient
from whiteboard.crypto import sha256
from whiteboard.document import BoardDocument
from whiteboard.entry import KINDS, MAX_BLOBS, ROLES, Body, Header, open_blob, seal_blob, seal_entry
from whiteboard.keys import AUTHOR_BYTES, ID_BYTES, from_base64url, parse_link, to_base64url
from whiteboard.room import open_room
from whiteboard.schema import Picture
from whiteboard.source import read_log

#: more than one entry can name
PICTURES = MAX_BLOBS + 6


def some_id() -> str:
    """Return an id as elements have it."""
    return to_base64url(os.urandom(8))


async def test_pictures_that_still_lie_on_a_sheet_outlast_the_past(server: RunningServer) -> None:
    """A base that drops the past names every picture the board has; one taken off is gone."""
    said = await run_verb("demo", "--server", server.url, FLIPOVER_INVITATION=server.invitation)
    found = re.search(r"^coach +(\S+)$", said, re.MULTILINE)
    assert found is not None
    link = parse_link(found[1])
    client = ServerClient(server.url, link, os.urandom(ID_BYTES))
    client.register()
    client.read_new()
    author = os.urandom(AUTHOR_BYTES)
    key, board = link.keys.entry, BoardDocument(author)
    kind, role = KINDS["board"], ROLES[link.role]
    plain = {some_id(): os.urandom(200) for _ in range(PICTURES)}
    # What is taken off a sheet was once in another state of the board.
    taken_off, before = next(iter(plain)), BoardDocument(author)
    names: dict[str, bytes] = {}
    for n, (id_, bytes_) in enumerate(plain.items()):
        sealed = seal_blob(key, link.log, bytes_)
        names[id_] = sha256(sealed)
        client.put_blobs({names[id_]: sealed})
        shown_on = before if id_ == taken_off else board
        update = shown_on.add_picture(id_, (100, 100, 200, 200, 0), to_base64url(names[id_]))
        header = Header(link.log, kind, role, author, n, blobs=(names[id_],))
        body = Body(int(time.time() * 1000), client.seen, [[0, update]])
        client.append([seal_entry(key, header, body).record])
    client.read_new()
    k, said_now = client.seen.seq, Body(int(time.time() * 1000), client.seen)
    start = Header(link.log, KINDS["base"], role, os.urandom(AUTHOR_BYTES), 0)
    for entry in seal_base(key, start, said_now, k, board):
        client.put_blobs(entry.blobs)
        client.append([entry.record])
    await server.kill()

    export = read_log(server.data / "flipover.db", link.log)
    room = open_room(export, link)
    assert (room.findings, room.refused) == ([], [])
    assert [r.seq for r in export.records if r.header.kind == kind and r.sealed is not None] == []
    shown = {e.id: e for e in room.board.elements() if isinstance(e, Picture)}
    assert set(shown) == set(plain) - {taken_off}
    for id_, picture in shown.items():
        blob = from_base64url(picture.blob, 32)
        assert open_blob(key, link.log, blob, export.blobs[blob]) == plain[id_]
    assert names[taken_off] not in export.blobs
