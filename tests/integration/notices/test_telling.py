"""Notices by e-mail, read back from a real mail server: asked for, without content."""

from __future__ import annotations

import base64
import os
import re
from collections.abc import Awaitable, Callable
from typing import Any

from server.notices import PAUSES_MS, SEND_AFTER_MS
from server.protocol import NOTICE_EVERY_MS
from tests.integration.conftest import Live, MakePeer
from tests.integration.notices.letterbox import (
    DAY_MS,
    FROM,
    FRONT,
    NOTIFY,
    SAM,
    after,
    confirmed,
    give,
    path_in,
    state,
    write,
)
from tests.integration.raw import Secret, b64, record
from tests.integration.test_held import Team, team_of
from tests.mail_server import MailServer
from tests.until import until


async def test_nobody_is_told_before_an_addresss_holder_said_yes(
    live: Live, post: MailServer, team: Team
) -> None:
    """One question comes; opening its link changes nothing, its button does."""
    sam = team.guests[0]
    assert (await state(live, sam))["available"]
    answer = await give(live, sam)
    assert answer.json["address"] == SAM
    assert not answer.json["confirmed"]
    await live.app.send_mail()
    await write(live, team.coach)
    await after(live, NOTICE_EVERY_MS)
    (question,) = post.mails
    assert (question.to, question.message["To"]) == ([SAM], SAM)
    yes = path_in(question, "yes")
    page = await live.http.ask("GET", yes)
    assert (page.status, b"<button" in page.body) == (200, True)
    assert not (await state(live, sam))["confirmed"]
    for _ in range(2):
        done = await live.http.ask("POST", yes)
        assert "Je krijgt een mail als er een bericht" in done.body.decode()
        assert "You will get a mail" in done.body.decode()
    assert (await state(live, sam))["confirmed"]
    await write(live, team.coach)
    await after(live)

    assert [mail.message["Subject"] for mail in post.mails[1:]] == ["Er is een bericht voor je"]


async def test_a_mail_says_nothing_but_that_there_is_a_message(
    live: Live, post: MailServer, team: Team
) -> None:
    """No name, key, token, id, number or body of the room stands in any header, body or address."""
    owner, coach, sam = team.owner, team.coach, team.guests[0]
    question = await confirmed(live, post, sam, SAM, "en")
    body = os.urandom(200)
    notify = record(coach, os.urandom(8), 0, flags=NOTIFY, body=body)
    await live.http.append(coach, notify)
    await after(live)
    (notice,) = post.mails

    raw = [secret for who in (owner, coach, sam) for secret in (who.log, who.token, who.device)]
    raw += [body, body[40:80]]
    for mail in (question, notice):
        decoded = mail.raw + mail.text.encode() + str(mail.message.items()).encode()
        for secret in raw:
            for spelled in (secret, b64(secret).encode(), base64.b64encode(secret)):
                assert spelled not in decoded
            assert secret.hex().encode() not in decoded
        addresses = re.findall(r"https?://[^\s>]+", decoded.decode())
        no = FRONT + path_in(mail, "no")
        assert set(addresses) <= {FRONT, no, no.replace("/no/", "/yes/")}
        assert "#" not in decoded.decode()
    named = set(re.findall(r"https?://[^\s>]+", notice.text))
    assert named == {FRONT, FRONT + path_in(notice, "no")}
    assert set(notice.message.keys()) == {
        "From", "To", "Subject", "Date", "Message-ID", "Content-Language", "Auto-Submitted",
        "List-Unsubscribe", "List-Unsubscribe-Post", "Content-Type", "Content-Transfer-Encoding",
        "MIME-Version",
    }  # fmt: skip
    assert (notice.sender, notice.message["From"]) == (FROM, FROM)
    assert notice.message["List-Unsubscribe"] == f"<{FRONT}{path_in(notice, 'no')}>"
    assert notice.message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert notice.message["Subject"] == "There is a message for you"
    assert b"\n" not in notice.raw.replace(b"\r\n", b"")


async def test_who_writes_or_is_there_gets_none_and_the_others_one_at_a_time(
    live: Live, post: MailServer, team: Team, peer: MakePeer
) -> None:
    """None for one's own, none while here or come in since, one within four hours."""
    sam, noor = team.guests
    await confirmed(live, post, sam)
    await confirmed(live, post, noor, "noor@example.org")
    await write(live, sam, flags=0)
    await after(live, NOTICE_EVERY_MS)
    assert post.mails == [], "what does not ask for it tells nobody"
    await write(live, sam)
    await after(live, SEND_AFTER_MS - 1)
    assert post.mails == []
    await after(live, 1)
    assert [mail.to for mail in post.mails] == [["noor@example.org"]]

    post.mails.clear()
    for _ in range(3):
        await write(live, team.coach)
    await after(live)
    assert [mail.to for mail in post.mails] == [[SAM]], "the other was told a minute ago"
    await after(live, NOTICE_EVERY_MS)
    assert [mail.to for mail in post.mails] == [[SAM], ["noor@example.org"]]

    post.mails.clear()
    live.clock.move(ms=NOTICE_EVERY_MS)
    page = await peer(sam)
    await write(live, team.coach)
    await after(live)
    await page.close()
    await until("sam has left", lambda: len(live.app.rooms) == 0)
    await after(live, NOTICE_EVERY_MS)
    assert [mail.to for mail in post.mails] == [["noor@example.org"]]


async def test_what_has_rested_tells_when_it_is_released(
    live: Live, post: MailServer, team: Team
) -> None:
    """Not while its sender may still take it back."""
    sam = team.guests[0]
    await confirmed(live, post, sam)
    data = record(team.coach, os.urandom(8), 0, flags=NOTIFY)
    await live.http.ask("PUT", "./held?rest_ms=600000", team.coach, data=data)
    await after(live, 599_999)
    assert post.mails == []
    live.clock.move(ms=1)
    await live.app.release_due()
    await after(live)
    assert len(post.mails) == 1


async def failing(live: Live, coach: Secret) -> list[dict[str, Any]]:
    """What the coach is told of how mail goes."""
    answer = await live.http.ask("GET", "./notices", coach)
    assert answer.status == 200
    assert SAM not in answer.body.decode()
    rows: list[dict[str, Any]] = answer.json
    return rows


async def test_not_now_and_then_yes_is_one_mail(live: Live, post: MailServer, team: Team) -> None:
    """A mail server that asks to come again is asked again later, with the same mail."""
    sam = team.guests[0]
    await confirmed(live, post, sam)
    post.to_recipient = ["450 come again"]
    post.to_data = ["451 later"]
    await write(live, team.coach)
    await after(live)
    assert (await failing(live, team.coach))[0]["state"] == "ok", "once is no failure"
    for pause in PAUSES_MS[:2]:
        await after(live, pause - 1)
        assert post.mails == []
        await after(live, 1)
    assert len(post.mails) == 1
    for _ in range(4):
        await after(live, DAY_MS)
    assert len(post.mails) == 1
    assert await failing(live, team.coach) == [{"link": sam.link, "state": "ok", "since": None}]


async def test_never_is_given_up_and_shown(live: Live, post: MailServer, team: Team) -> None:
    """To the coach without the address, to its holder with it; the next that is taken clears it."""
    sam = team.guests[0]
    await confirmed(live, post, sam)
    post.to_recipient = ["550 no such person"]
    await write(live, team.coach)
    await after(live)
    since, tries = live.clock.now_ms(), post.tries
    for _ in range(3):
        await after(live, DAY_MS)
    assert (post.tries, post.mails) == (tries, [])
    row = {"link": sam.link, "state": "failing", "since": since}
    assert await failing(live, team.coach) == [row]
    assert (await state(live, sam))["failing_since"] == since
    assert (await live.http.ask("GET", "./notices", sam)).error == "not_allowed"
    await write(live, team.coach)
    await after(live)
    assert len(post.mails) == 1
    assert (await failing(live, team.coach))[0]["state"] == "ok"


async def test_a_mail_server_that_is_gone_delays_nothing(
    post: MailServer, start: Callable[..., Awaitable[Live]], peer: Any
) -> None:
    """Messages go on; the mail is tried over a day, then given up and shown."""
    live = await start(mail_url=post.url, mail_from=FROM, public_url=FRONT)
    team = await team_of(live.http, await live.workspace(), 1)
    sam = team.guests[0]
    await confirmed(live, post, sam)
    post.to_recipient = ["421 going away"] * 20
    before = post.tries
    await write(live, team.coach)
    await after(live)
    since = live.clock.now_ms()
    for number, pause in enumerate(PAUSES_MS):
        await write(live, team.coach)
        await after(live, pause)
        assert post.tries == before + number + 2
    rows = await failing(live, team.coach)
    await after(live, DAY_MS)

    assert post.tries == before + len(PAUSES_MS) + 1
    assert rows == [{"link": sam.link, "state": "failing", "since": since}]
    assert len(await live.http.entries(sam)) == len(PAUSES_MS) + 1
