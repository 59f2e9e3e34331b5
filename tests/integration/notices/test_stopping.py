"""Who no longer wants notices gets none, and the address is off the disk."""

from __future__ import annotations

import os
import urllib.parse

import pytest

from server.protocol import CONFIRM_WITHIN_MS, NOTICE_EVERY_MS
from tests.integration.conftest import Live
from tests.integration.notices.letterbox import (
    DAY_MS,
    FRONT,
    HOUR_MS,
    SAM,
    after,
    confirmed,
    give,
    on_disk,
    path_in,
    state,
    write,
)
from tests.integration.raw import b64
from tests.integration.test_held import Team
from tests.mail_server import MailServer


@pytest.mark.parametrize("way", ["program", "page", "own"])
async def test_one_click_ends_it(live: Live, post: MailServer, team: Team, way: str) -> None:
    """From the mail program, from the page, or in the room; the address is off the disk then."""
    sam = team.guests[0]
    await confirmed(live, post, sam)
    await write(live, team.coach)
    await after(live)
    (notice,) = post.mails
    assert SAM.encode() in on_disk(live)
    no = path_in(notice, "no")
    if way == "program":
        target = urllib.parse.urlsplit(notice.message["List-Unsubscribe"].strip("<>")).path
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        done = await live.http.ask("POST", target, data=b"List-Unsubscribe=One-Click", headers=form)
    elif way == "page":
        page = await live.http.ask("GET", no)
        assert "Geen mail meer" in page.body.decode()
        assert (await state(live, sam))["address"] == SAM, "looking at it changes nothing"
        own = {"Origin": FRONT}
        done = await live.http.ask("POST", no, data=b"", headers=own)
        assert "Je adres is hier gewist" in done.body.decode()
        assert "Your address has been erased" in done.body.decode()
    else:
        done = await live.http.ask("DELETE", "./notice", sam)
    assert done.status == 200
    assert SAM.encode() not in on_disk(live)
    assert (await state(live, sam))["address"] is None
    assert (await live.http.ask("POST", no)).status == 200, "asked again it is the same"
    await write(live, team.coach)
    await after(live, DAY_MS)
    assert len(post.mails) == 1


async def test_the_pages_may_do_nothing_but_send_their_form(live: Live) -> None:
    """No script, nothing from elsewhere, in no frame; a stranger's code is told nothing."""
    for path in ("/notices/yes/", "/notices/no/"):
        for code in (b64(os.urandom(16)), "x", "%3Cscript%3E"):
            page = await live.http.ask("GET", path + code)
            policy = page.headers["Content-Security-Policy"]
            assert "default-src 'none'" in policy
            assert "form-action 'self'" in policy
            assert "script-src" not in policy
            assert page.headers["Referrer-Policy"] == "same-origin"
            assert page.headers["Cache-Control"] == "no-store"
            assert "<script" not in page.body.decode()
            done = await live.http.ask("POST", path + code)
            assert done.status == 200
            assert ("werkt niet meer" in done.body.decode()) == (path == "/notices/yes/")
    elsewhere = {"Origin": "https://evil.example"}
    refused = await live.http.ask("POST", f"/notices/no/{b64(bytes(16))}", headers=elsewhere)
    assert refused.error == "origin"


@pytest.mark.parametrize("way", ["link", "room", "date", "silence"])
async def test_an_address_goes_with_its_link_and_room(
    live: Live, post: MailServer, team: Team, way: str
) -> None:
    """Withdrawn, erased, past its date, or never confirmed: off the disk, and told nothing."""
    sam, coach = team.guests[0], team.coach
    if way == "silence":
        await give(live, sam)
        await live.app.send_mail()
        post.mails.clear()
    else:
        await confirmed(live, post, sam)
    await write(live, coach)
    if way == "link":
        await live.http.ask("DELETE", f"./links/{sam.link}", coach)
    elif way == "room":
        await live.http.ask("DELETE", ".", coach)
    elif way == "date":
        ends = {"until": live.clock.now_ms() + 1000}
        await live.http.ask("PATCH", ".", coach, json=ends)
        await after(live)
        assert post.mails == []
        await live.app.sweep()
    else:
        for _ in range(CONFIRM_WITHIN_MS // DAY_MS):
            live.clock.move(ms=DAY_MS)
            await live.app.sweep()
    assert SAM.encode() not in on_disk(live)
    await after(live, DAY_MS)
    assert post.mails == []


async def test_an_address_is_its_links_alone(live: Live, post: MailServer, team: Team) -> None:
    """Another link has its own; a new address asks anew, and the old one hears no more."""
    sam, noor = team.guests
    await confirmed(live, post, sam)
    assert (await state(live, noor))["address"] is None
    assert (await live.http.ask("DELETE", "./notice", noor)).status == 200
    assert (await state(live, sam))["address"] == SAM
    changed = await give(live, sam, "sam@elsewhere.example.org")
    assert not changed.json["confirmed"]
    await write(live, team.coach)
    await after(live, NOTICE_EVERY_MS)
    assert [mail.to for mail in post.mails] == [["sam@elsewhere.example.org"]]
    assert "/notices/yes/" in post.mails[0].text
    assert SAM.encode() not in on_disk(live)


async def test_nobodys_letterbox_is_filled_with_questions(
    live: Live, post: MailServer, team: Team
) -> None:
    """A few questions to one address, whoever asks, then none for a while."""
    answers = [await give(live, who) for who in (*team.guests, team.coach, *team.guests)]
    assert [answer.error for answer in answers] == [None, None, None, "too_fast", "too_fast"]
    await live.app.send_mail()
    assert len(post.mails) == 3


async def test_one_who_keeps_asking_fills_no_letterbox_in_a_week(
    live: Live, post: MailServer, team: Team
) -> None:
    """Though each question is answered no, and each address is spelled in another way."""
    for hour in range(7 * 24):
        who = team.guests[hour % 2]
        await give(live, who, f"{'sam' if hour % 3 else 'Sam'}+{hour}@example.org")
        await after(live, HOUR_MS)
        await live.http.ask("POST", path_in(post.mails[-1], "no"))
    assert len(post.mails) <= 3 + 7


async def test_one_link_sends_few_questions_to_strangers(
    live: Live, post: MailServer, team: Team
) -> None:
    """Six, and four in a day from then on."""
    for hour in range(48):
        await give(live, team.guests[0], f"stranger-{hour}@example.org")
        await after(live, HOUR_MS)
    assert len(post.mails) <= 6 + 2 * 4
