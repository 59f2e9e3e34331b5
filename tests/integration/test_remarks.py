"""Remarks beside a recording that was lent: both write and read them, nobody else, till the end."""

from __future__ import annotations

import asyncio
import secrets
from typing import Any

import pytest

from tests.integration.test_lending import WatchedClient, lend, on_disk
from tests.serving import RunningServer
from tests.wire.remark_cases import answer, edit, remark
from whiteboard.client import ServerClient, ServerRefused
from whiteboard.entry import KINDS, NOTHING_SEEN, ROLES, Body, Header, seal_entry
from whiteboard.log import LogFold
from whiteboard.remarks import Remark, fold_remarks

ASKED = "wat zag je hier gebeuren bij Sam"
ANSWERED = "ik wachtte, en toen schoof hij zelf het briefje"


class Writer:
    """Coach or trainer in a share, with an author of their own."""

    def __init__(self, client: ServerClient) -> None:
        self.client = client
        self._author = secrets.token_bytes(8)
        self._next = 0

    def write(self, data: dict[str, Any]) -> None:
        """Append a `review`, sealed."""
        link = self.client.link
        header = Header(link.log, KINDS["review"], ROLES[link.role], self._author, self._next)
        body = Body(1, NOTHING_SEEN, data)
        self.client.append([seal_entry(link.keys.entry, header, body).record])
        self._next += 1

    def read(self, fold: LogFold) -> list[Remark]:
        """Return the remarks as this one's page has them by now."""
        for record in self.client.read_new():
            fold.add(record, {blob: self.client.get_blob(blob) for blob in record.header.blobs})
        assert fold.findings == []
        return fold_remarks(fold.entries)


def write_both(url: str, invitation: str, wire: list[bytes]) -> dict[str, Any]:
    """Lend, and let both write at one place; return what each of them reads."""
    seen = lend(url, invitation, wire)
    room, _, guest, share = seen["clients"]
    own = room.link.share(share)
    coach, trainer = (Writer(WatchedClient(url, link, wire)) for link in (own, own.trainer()))
    for one in (coach, trainer):
        one.client.register()
    coach_fold, trainer_fold = LogFold(own.keys, "share"), LogFold(own.trainer().keys, "share")
    trainer.write(remark("one", text=ASKED))
    (asked,) = coach.read(coach_fold)
    coach.write(answer("answer", "one", ANSWERED))
    trainer.write(edit("answer", "niet van mij"))
    trainer.write(remark("two"))
    trainer.write(edit("two", None))
    both = (coach.read(coach_fold), trainer.read(trainer_fold))
    return {"asked": asked, "both": both, "trainer": trainer, "guest": guest, "share": share}


async def test_remarks_go_between_coach_and_trainer_alone(server: RunningServer) -> None:
    """What the trainer asks the coach answers; neither wire nor disk holds a word of it."""
    wire: list[bytes] = []
    seen = await asyncio.to_thread(write_both, server.url, server.invitation, wire)

    assert seen["asked"].text == ASKED
    by_coach, by_trainer = seen["both"]
    assert by_coach == by_trainer
    (found,) = by_coach
    assert [(one.role, one.text) for one in (found, *found.answers)] == [
        ("trainer", ASKED),
        ("coach", ANSWERED),
    ]
    places = {"wire": b"\n".join(wire), "disk": on_disk(server.data)}
    places["output"] = server.output.encode()
    words = [word.encode() for word in (ASKED, ANSWERED, "remark", "over two")]
    assert [(word, place) for place, all_ in places.items() for word in words if word in all_] == []

    # They go with the share: after the client's end nothing is read, and nothing is written.
    await asyncio.to_thread(seen["guest"].change_share, seen["share"], "ended")
    with pytest.raises(ServerRefused, match="ended"):
        await asyncio.to_thread(seen["trainer"].write, remark("late"))
    with pytest.raises(ServerRefused, match="ended"):
        await asyncio.to_thread(seen["trainer"].client.read_new)
