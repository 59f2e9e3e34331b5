"""A page's id is its first author and is seen by all who are there: nobody else takes it."""

from __future__ import annotations

import os

import pytest

from tests.integration.conftest import Live, MakePeer, Room
from tests.integration.raw import NotConnected, Peer, record


@pytest.mark.parametrize("way", ["socket", "http"])
async def test_nobody_writes_by_the_page_of_another_who_has_written_nothing_yet(
    live: Live, room: Room, peer: MakePeer, way: str
) -> None:
    """Or it would be called what they say, and could write nothing by that author itself."""
    coach, guest = await peer(room.coach), await peer(room.guest)
    await guest.next("peers", lambda told: len(told["peers"]) == 2)
    name = record(room.guest, coach.page, 0, "member")
    if way == "socket":
        await guest.append(name)
        assert (await guest.next("refused"))["error"] == "not_allowed"
    else:
        assert [one.get("error") for one in await live.http.append(room.guest, name)] == [
            "not_allowed"
        ]
    await coach.append(record(room.coach, coach.page, 0, "member"))
    await coach.next("entry")
    assert not coach.told("refused")
    # What a page left behind is taken over by others of its own device.
    other = await peer(room.coach)
    await other.append(record(room.coach, coach.page, 1))
    await other.next("entry")


async def test_nobody_comes_in_as_a_page_that_another_wrote_by(
    live: Live, room: Room, peer: MakePeer
) -> None:
    """They would go by its name, and keep it out once its line was cut."""
    page = os.urandom(8)
    await live.http.append(room.coach, record(room.coach, page, 0, "member"))
    with pytest.raises(NotConnected, match="exists"):
        await Peer(live.base, room.guest, page).connect()
    coach = Peer(live.base, room.coach, page)
    await coach.connect()
    await coach.next("peers")
    await coach.close()
