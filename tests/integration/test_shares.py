"""Asking for a share, granting and reading it: what is taken and what is refused."""

from __future__ import annotations

import os
from dataclasses import replace

import pytest

from server.protocol import MAX_OPEN_SHARES
from tests.integration.conftest import Live, MakeRoom, Room
from tests.integration.lent import (
    DAY_MS,
    IN_A_MONTH,
    ask,
    lend,
    make,
    read,
    say,
    state,
    takes_part,
)
from tests.integration.raw import NotConnected, Peer, Secret, b64, hashed, record
from tests.movable_clock import START_MS

# --- asking and answering ---------------------------------------------------------------------


async def test_a_share_is_lent_read_and_listed(live: Live, room: Room) -> None:
    """Asked, granted, made; the trainer reads what was put there, both sides are told when."""
    await takes_part(live.http, room.guest)
    share = await ask(live.http, room.coach)
    asked = await state(live.http, room.guest, share)
    live.clock.move(seconds=5)
    assert (await say(live.http, room.guest, share, "granted")).status == 200
    granted = await state(live.http, room.coach, share)
    answer, own, trainer = await make(live.http, room.coach, share)
    made = await state(live.http, room.coach, share)

    assert asked == {
        "share": b64(share),
        "state": "asked",
        "until": IN_A_MONTH,
        "asked_at": START_MS,
        "ended_at": None,
        "grants": [{"link": room.guest.link, "at": None}],
        "openings": [],
    }
    assert granted["state"] == "granted"
    assert granted["grants"] == [{"link": room.guest.link, "at": START_MS + 5_000}]
    assert answer.status == 201
    assert made["state"] == "made"
    for who in (own, trainer):
        assert (await live.http.register(who)).json["settings"]["until"] == IN_A_MONTH


async def test_without_a_grant_there_is_no_share(live: Live, room: Room) -> None:
    """Neither unasked nor asked but unanswered, which is what "later" comes to."""
    await takes_part(live.http, room.guest)
    unasked, _, _ = await make(live.http, room.coach, os.urandom(16))
    share = await ask(live.http, room.coach)
    unanswered, own, trainer = await make(live.http, room.coach, share)

    assert (unasked.status, unasked.error) == (404, "not_found")
    assert (unanswered.status, unanswered.error) == (403, "not_allowed")
    for who in (own, trainer):
        assert (await live.http.register(who)).error == "unknown_link"
    assert (await state(live.http, room.guest, share))["state"] == "asked"


async def test_a_refusal_is_the_end_of_that_asking(live: Live, room: Room) -> None:
    """No share, no yes after it; the coach may ask anew, and nothing else changed."""
    await takes_part(live.http, room.guest)
    before = (await live.http.ask("GET", ".", room.guest)).json
    share = await ask(live.http, room.coach)
    assert (await say(live.http, room.guest, share, "refused")).status == 200
    made, _, _ = await make(live.http, room.coach, share)
    after = await say(live.http, room.guest, share, "granted")

    assert (made.error, after.error) == ("ended", "ended")
    row = await state(live.http, room.coach, share)
    assert (row["state"], row["grants"]) == (
        "refused",
        [{"link": room.guest.link, "at": None}],
    )
    assert (await live.http.ask("GET", ".", room.guest)).json == before
    await lend(live.http, room.coach, room.guest)


async def test_a_yes_can_be_taken_back_before_the_share_is_made(live: Live, room: Room) -> None:
    """Granted, then refused: nothing is made."""
    share = await ask(live.http, room.coach)
    await say(live.http, room.guest, share, "granted")
    assert (await say(live.http, room.guest, share, "refused")).status == 200
    made, _, _ = await make(live.http, room.coach, share)

    assert made.error == "ended"


async def test_everyone_who_took_part_is_asked_and_nobody_else(live: Live, room: Room) -> None:
    """One yes of two is not enough; who only came in and looked is not asked and may not answer."""
    guests = [Secret(room.coach.log, "guest") for _ in range(2)]
    for i, guest in enumerate(guests):
        body = {"role": "guest", "token_hash": hashed(guest.token)}
        link = (await live.http.ask("POST", "./links", room.coach, json=body)).json["link"]
        guests[i] = replace(guest, link=link)
        await live.http.register(guest)
    other, looker = guests
    await takes_part(live.http, room.guest, "talk")
    await takes_part(live.http, other, "board")
    await takes_part(live.http, looker, "member")
    share = await ask(live.http, room.coach)
    asked = {row["link"] for row in (await state(live.http, room.coach, share))["grants"]}
    await say(live.http, room.guest, share, "granted")
    too_early, _, _ = await make(live.http, room.coach, share)
    looked = await say(live.http, looker, share, "granted")
    await say(live.http, other, share, "granted")
    made, _, _ = await make(live.http, room.coach, share)

    assert asked == {room.guest.link, other.link}
    assert too_early.error == "not_allowed"
    assert looked.error == "not_allowed"
    assert made.status == 201
    assert (await say(live.http, looker, share, "ended")).error == "not_allowed"
    half = await ask(live.http, room.coach)
    await say(live.http, other, half, "granted")
    await live.http.ask("DELETE", f"./links/{other.link}", room.coach)
    await say(live.http, room.guest, half, "granted")
    assert (await make(live.http, room.coach, half))[0].error == "not_allowed"


async def test_a_device_before_the_door_grants_nothing(live: Live, make_room: MakeRoom) -> None:
    """Waiting or never registered: no list, no yes; let in, the same yes counts."""
    room = await make_room(knock="new")
    await live.http.register(room.guest)
    share = await ask(live.http, room.coach)
    waiting = await say(live.http, room.guest, share, "granted")
    elsewhere = await say(live.http, room.guest.on_another_device(), share, "granted")
    listed = await live.http.ask("GET", "./shares", room.guest)
    made, _, _ = await make(live.http, room.coach, share)

    assert {waiting.error, elsewhere.error, listed.error} == {"not_admitted"}
    assert made.error == "not_allowed"
    (device,) = [
        row["device"]
        for row in (await live.http.ask("GET", "./devices", room.coach)).json
        if row["role"] == "guest"
    ]
    await live.http.ask("POST", f"./devices/{device}/admit", room.coach, json={"yes": True})
    assert (await say(live.http, room.guest, share, "granted")).status == 200
    assert (await make(live.http, room.coach, share))[0].status == 201


async def test_another_rooms_people_have_no_say(
    live: Live, room: Room, make_room: MakeRoom
) -> None:
    """Neither by naming the share in their own room nor by their token in this one."""
    share = await ask(live.http, room.coach)
    others = await make_room()
    for who in (others.guest, others.coach):
        assert (await say(live.http, who, share, "ended")).error == "not_found"
        assert (await say(live.http, who, share, "granted")).error in ("not_found", "not_allowed")
        stranger = Secret(room.coach.log, who.role, who.token, who.device)
        assert (await say(live.http, stranger, share, "granted")).error == "unknown_link"
    assert (await make(live.http, others.coach, share))[0].error == "not_found"
    assert (await state(live.http, room.coach, share))["state"] == "asked"


async def test_only_guests_answer_and_only_a_coach_asks(live: Live, room: Room) -> None:
    """Each with the other's act hears ``not_allowed``; nor does a guest make a share's log."""
    share = await ask(live.http, room.coach)
    body = {"share": b64(os.urandom(16)), "until": IN_A_MONTH}

    assert (await say(live.http, room.coach, share, "granted")).error == "not_allowed"
    assert (await live.http.ask("POST", "./shares", room.guest, json=body)).error == "not_allowed"
    await say(live.http, room.guest, share, "granted")
    assert (await make(live.http, room.guest, share))[0].error == "not_allowed"
    assert (await make(live.http, room.owner, share))[0].error is not None


@pytest.mark.parametrize("what", ["link", "device"])
async def test_a_yes_of_one_who_was_withdrawn_does_not_count(
    live: Live, room: Room, what: str
) -> None:
    """Withdrawn between yes and making: no share; nor can the withdrawn say yes."""
    share = await ask(live.http, room.coach)
    other = await ask(live.http, room.coach)
    await say(live.http, room.guest, share, "granted")
    number = room.guest.link
    if what == "device":
        devices = (await live.http.ask("GET", "./devices", room.coach)).json
        (number,) = [row["device"] for row in devices if row["role"] == "guest"]
    gone = await live.http.ask("DELETE", f"./{what}s/{number}", room.coach)
    assert gone.status == 200
    made, _, _ = await make(live.http, room.coach, share)

    assert made.error == ("ended" if what == "link" else "not_allowed")
    assert (await say(live.http, room.guest, other, "granted")).error == "revoked"
    assert (await make(live.http, room.coach, other))[0].error == "not_allowed"


async def new_link(live: Live, coach: Secret, device: bytes | None = None) -> Secret:
    """Make one more guest link and come in by it, on *device* or a new one."""
    made = Secret(coach.log, "guest", device=device or os.urandom(16))
    body = {"role": "guest", "token_hash": hashed(made.token)}
    link = (await live.http.ask("POST", "./links", coach, json=body)).json["link"]
    await live.http.register(made)
    return replace(made, link=link)


async def partaking(live: Live, coach: Secret) -> dict[int, tuple[bool, int | None]]:
    """Whether each guest link took part, and which can answer for it."""
    rows = (await live.http.ask("GET", "./links", coach)).json
    return {r["link"]: (r["took_part"], r["answers"]) for r in rows if r["role"] == "guest"}


async def test_nothing_is_lent_of_a_room_in_which_one_cannot_be_asked(
    live: Live, room: Room
) -> None:
    """Who took part and was withdrawn is not got round by new links, whatever a coach makes."""
    await takes_part(live.http, room.guest)
    half = await ask(live.http, room.coach)
    await live.http.ask("DELETE", f"./links/{room.guest.link}", room.coach)
    puppet = await new_link(live, room.coach)
    # The coach's own browser, by a link of its own, with something drawn by it.
    own = await new_link(live, room.coach, room.coach.device)
    await takes_part(live.http, own)
    body = {"share": b64(os.urandom(16)), "until": IN_A_MONTH}
    refused = await live.http.ask("POST", "./shares", room.coach, json=body)

    assert await partaking(live, room.coach) == {
        room.guest.link: (True, None),
        puppet.link: (False, puppet.link),
        own.link: (True, own.link),
    }
    assert refused.error == "not_allowed"
    for guest in (puppet, own):
        assert (await say(live.http, guest, half, "granted")).error == "not_allowed"
    assert (await make(live.http, room.coach, half))[0].error == "not_allowed"


async def test_the_same_browser_answers_by_a_new_link(live: Live, room: Room) -> None:
    """A link that had to be replaced: its person is asked, says yes and ends it by the new one."""
    await takes_part(live.http, room.guest)
    await live.http.ask("DELETE", f"./links/{room.guest.link}", room.coach)
    again = await new_link(live, room.coach, room.guest.device)
    elsewhere = await new_link(live, room.coach)
    assert (await partaking(live, room.coach))[room.guest.link] == (True, again.link)
    share = await ask(live.http, room.coach)
    asked = (await state(live.http, again, share))["grants"]

    assert asked == [{"link": again.link, "at": None}]
    assert (await say(live.http, elsewhere, share, "granted")).error == "not_allowed"
    assert (await make(live.http, room.coach, share))[0].error == "not_allowed"
    assert (await say(live.http, again, share, "granted")).status == 200
    said = (await state(live.http, again, share))["grants"]
    assert said == [{"link": again.link, "at": START_MS}]
    assert (await make(live.http, room.coach, share))[0].status == 201
    assert (await say(live.http, elsewhere, share, "ended")).error == "not_allowed"
    assert (await say(live.http, again, share, "ended")).status == 200

    # Withdrawn once more: it can no longer take back what it said, so that ends.
    share = await ask(live.http, room.coach)
    await say(live.http, again, share, "granted")
    await make(live.http, room.coach, share)
    await live.http.ask("DELETE", f"./links/{again.link}", room.coach)
    assert (await state(live.http, room.coach, share))["state"] == "ended"


@pytest.mark.parametrize(
    ("days", "error"), [(0, "malformed"), (-1, "malformed"), (61, "malformed"), (60, None)]
)
async def test_a_share_ends_in_the_future_and_not_after_its_room(
    live: Live, make_room: MakeRoom, days: int, error: str | None
) -> None:
    """A date in the past, or after the room's, is refused."""
    room = await make_room(until=START_MS + 60 * DAY_MS)
    body = {"share": b64(os.urandom(16)), "until": START_MS + days * DAY_MS}
    answer = await live.http.ask("POST", "./shares", room.coach, json=body)

    assert answer.error == error


async def test_an_asking_is_made_once_and_not_without_end(live: Live, room: Room) -> None:
    """An id is used once, a share is made once, and only so many askings are open."""
    lent = await lend(live.http, room.coach, room.guest)
    for taken in (lent.share, room.coach.log):
        body = {"share": b64(taken), "until": IN_A_MONTH}
        assert (await live.http.ask("POST", "./shares", room.coach, json=body)).error == "exists"
    assert (await make(live.http, room.coach, lent.share))[0].error == "exists"
    for _ in range(MAX_OPEN_SHARES - 1):
        await ask(live.http, room.coach)
    body = {"share": b64(os.urandom(16)), "until": IN_A_MONTH}
    assert (await live.http.ask("POST", "./shares", room.coach, json=body)).error == "too_large"


async def test_where_no_guest_can_say_yes_nothing_can_be_asked(live: Live) -> None:
    """A room with a coach alone has nobody to ask."""
    owner = await live.workspace()
    _, (coach,) = await live.make_log(owner, "room", "coach")
    await live.http.register(coach)
    body = {"share": b64(os.urandom(16)), "until": IN_A_MONTH}

    assert (await live.http.ask("POST", "./shares", coach, json=body)).error == "not_allowed"


# --- reading ----------------------------------------------------------------------------------


async def test_each_page_load_by_which_a_trainer_reads_is_listed_once(
    live: Live, room: Room
) -> None:
    """Both sides see when; without saying which page it is, nothing is read."""
    lent = await lend(live.http, room.coach, room.guest)
    link = (await live.http.ask("GET", ".", lent.trainer)).json["link"]
    nameless = [
        (await live.http.ask("GET", path, lent.trainer)).error
        for path in ("./entries", f"./blobs/{b64(lent.blob)}", "./keyframe")
    ]
    none_yet = (await state(live.http, room.guest, lent.share))["openings"]
    first, second = os.urandom(8), os.urandom(8)
    entries, blob = await read(live.http, lent, first)
    live.clock.move(seconds=60)
    await read(live.http, lent, second)
    await read(live.http, lent, first)
    await live.http.entries(lent.coach)

    assert nameless == ["malformed"] * 3
    assert none_yet == []
    assert (entries.status, blob.status, blob.body) == (200, 200, lent.sealed)
    expected = [{"at": START_MS, "link": link}, {"at": START_MS + 60_000, "link": link}]
    for who in (room.coach, room.guest):
        assert (await state(live.http, who, lent.share))["openings"] == expected


async def test_a_trainer_reaches_the_share_alone(live: Live, room: Room) -> None:
    """The token opens nothing of the room, and the share lists no other shares."""
    lent = await lend(live.http, room.coach, room.guest)
    in_the_room = Secret(room.coach.log, "trainer", lent.trainer.token, lent.trainer.device)
    for path in (".", "./entries", "./greeting", "./shares", "./devices", "./keyframe"):
        assert (await live.http.ask("GET", path, in_the_room)).error == "unknown_link", path
    with pytest.raises(NotConnected, match="unknown_link"):
        await Peer(live.base, in_the_room).connect()
    assert (await live.http.ask("GET", "./shares", lent.trainer)).error == "not_found"
    assert (await live.http.ask("GET", "./links", lent.trainer)).error == "not_allowed"
    assert (await live.http.ask("DELETE", ".", lent.trainer)).error == "not_allowed"


async def test_a_trainer_appends_nothing_but_reviews(live: Live, room: Room) -> None:
    """Every other kind is refused over both ways, also under the coach's role."""
    lent = await lend(live.http, room.coach, room.guest)
    trainer = lent.trainer
    kinds = ("recording", "board", "base", "talk", "edit", "forget", "member", "item", "cleared")
    results = [
        (await live.http.append(trainer, record(trainer, os.urandom(8), 0, kind)))[0].get("error")
        for kind in kinds
    ]
    as_coach = record(trainer, os.urandom(8), 0, "review", role="coach")
    (posed,) = await live.http.append(trainer, as_coach)
    (taken,) = await live.http.append(trainer, record(trainer, os.urandom(8), 0, "review"))

    assert results == ["not_allowed"] * len(kinds)
    assert posed["error"] == "not_allowed"
    assert taken["seq"] == 2


async def test_a_recording_stands_first_and_alone(live: Live, room: Room) -> None:
    """No review before it, no second one after it, and nobody is let in beside the trainer."""
    share = await ask(live.http, room.coach)
    await say(live.http, room.guest, share, "granted")
    _, own, trainer = await make(live.http, room.coach, share)
    for who in (own, trainer):
        await live.http.register(who)
    (early,) = await live.http.append(trainer, record(trainer, os.urandom(8), 0, "review"))
    author = os.urandom(8)
    first = record(own, author, 0, "recording")
    (taken,) = await live.http.append(own, first)
    (again,) = await live.http.append(own, first)
    (second,) = await live.http.append(own, record(own, author, 1, "recording"))
    (review,) = await live.http.append(own, record(own, author, 1, "review"))
    body = {"role": "trainer", "token_hash": hashed(os.urandom(32))}

    assert early["error"] == second["error"] == "not_allowed"
    assert (taken["seq"], again["seq"], review["seq"]) == (1, 1, 2)
    assert (await live.http.ask("POST", "./links", own, json=body)).error == "not_allowed"
    longer = {"until": IN_A_MONTH + DAY_MS}
    assert (await live.http.ask("PATCH", ".", own, json=longer)).error == "malformed"
