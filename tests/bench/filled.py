"""Strokes in a room before a bench begins: seeded shapes, sealed and sent by one more client."""

from __future__ import annotations

import math
import secrets
import time
from random import Random

from tests.serving import RunningServer
from whiteboard.client import MAX_RECORDS, ServerClient
from whiteboard.document import BoardDocument
from whiteboard.entry import KINDS, ROLES, Body, Header, seal_entry
from whiteboard.handwriting import Stroke
from whiteboard.keys import AUTHOR_BYTES, ID_BYTES, parse_link, to_base64url

POINTS = 40


def some_stroke(rng: Random) -> Stroke:
    """A stroke of 40 points, in the lower half of the sheet: the upper one is for the bench."""
    x, y = rng.uniform(50, 850), rng.uniform(800, 1350)
    return [(x + 2.0 * i, y + 10 * math.sin(i / 5), 128, 12) for i in range(POINTS)]


def fill(server: RunningServer, address: str, count: int) -> None:
    """Append *count* strokes to the room of the guest link *address*."""
    link = parse_link(address)
    client = ServerClient(server.url, link, secrets.token_bytes(ID_BYTES))
    client.register()
    client.read_new()
    author, rng = secrets.token_bytes(AUTHOR_BYTES), Random(1)
    board = BoardDocument(author)
    for first in range(0, count, MAX_RECORDS):
        records = []
        for n in range(first, min(first + MAX_RECORDS, count)):
            id_ = to_base64url(secrets.token_bytes(8))
            update = board.add_ink(id_, some_stroke(rng), marker=1, width=0)
            header = Header(link.log, KINDS["board"], ROLES["guest"], author, n)
            body = Body(int(time.time() * 1000), client.seen, [[0, update]])
            records.append(seal_entry(link.keys.entry, header, body).record)
        client.append(records)
