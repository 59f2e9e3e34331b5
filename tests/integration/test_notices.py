"""Notices by e-mail, read back from a real mail server: asked for, without content, and stopped."""

from __future__ import annotations

import base64
import os
import re
import secrets
import urllib.parse
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest

from server.notices import PAUSES_MS, SEND_AFTER_MS
from server.protocol import CONFIRM_WITHIN_MS, FLAGS, NOTICE_EVERY_MS
from tests.integration.conftest import Live, MakePeer
from tests.integration.raw import Answer, Secret, b64, record
from tests.integration.test_held import Team, team_of
from tests.mail_server import Kept, MailServer, mail_server
from tests.until import until

FRONT = "https://flip.example.org"
FROM = "flipover@example.org"
SAM = "sam.de-vries+coaching@mail.example.com"
NOTIFY = FLAGS["notify"]
DAY_MS = 86_400_000


@pytest.fixture
async def post() -> AsyncIterator[MailServer]:
    """A mail server."""
    async with mail_server() as running:
        yield running


@pytest.fixture
async def live(post: MailServer, start: Callable[..., Awaitable[Live]]) -> Live:
    """An app that sends mail."""
    return await start(mail_url=post.url, mail_from=FROM, public_url=FRONT)


@pytest.fixture
async def team(live: Live) -> Team:
    """A coach and two guests, without knocking."""
    return await team_of(live.http, await live.workspace(), 2)


async def give(live: Live, who: Secret, address: Any = SAM, language: Any = "nl") -> Answer:
    """Ask to be told at an address."""
    body = {"address": address, "language": language}
    return await live.http.ask("PUT", "./notice", who, json=body)


def path_in(mail: Kept, word: str) -> str:
    """The path of the mail's link to say yes or no."""
    (path,) = set(re.findall(rf"{FRONT}(/notices/{word}/[\w-]{{22}})\s", mail.text))
    return str(path)


async def confirmed(live: Live, post: MailServer, who: Secret, *given: Any) -> Kept:
    """Give an address and say yes to it; return the question."""
    assert (await give(live, who, *given)).status == 201
    await live.app.send_mail()
    question = post.mails.pop()
    assert (await live.http.ask("POST", path_in(question, "yes"))).status == 200
    return question


async def write(live: Live, who: Secret, flags: int = NOTIFY) -> None:
    """Write something of which others are to be told."""
    (result,) = await live.http.append(who, record(who, os.urandom(8), 0, flags=flags))
    assert "error" not in result


async def after(live: Live, ms: int = SEND_AFTER_MS) -> None:
    """Let time pass and the postman go his round."""
    live.clock.move(ms=ms)
    await live.app.send_mail()


async def state(live: Live, who: Secret) -> dict[str, Any]:
    """What one is told of one's own address."""
    answer = await live.http.ask("GET", "./notice", who)
    assert answer.status == 200, answer.json
    found: dict[str, Any] = answer.json
    return found


def on_disk(live: Live) -> bytes:
    """Every byte in the data folder."""
    return b"".join(path.read_bytes() for path in live.data.iterdir() if path.is_file())


# --- asking, saying yes, being told ------------------------------------------------------------


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


# --- mail that fails ---------------------------------------------------------------------------


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


# --- stopping ----------------------------------------------------------------------------------


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


# --- addresses ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        "", "sam", "@example.org", "sam@", "sam@example", "sam@-x.org", "sam@x-.org",
        "sam@example.org\r\nBcc: all@example.org", "sam@example.org\n", "\rsam@example.org",
        "sam\r\n@example.org", "sam@example.org\u2028", "sam@example.org\0", "sam@example.org ",
        '"sam"@example.org', '"a b"@example.org', '"a\\"@b"@example.org', "(x)sam@example.org",
        "Sam <sam@example.org>", "<sam@example.org>", "a@example.org,b@example.org",
        "a@example.org;b@example.org", "a@b@example.org", "@relay:sam@example.org",
        "a%b@example.org", "a!b@example.org", "s\u00e4m@example.org", "sam@ex\u00e4mple.org",
        "s\uff41m@example.org", "sam@[127.0.0.1]", "sam@127.0.0.1", "sam..a@example.org",
        ".sam@example.org", "sam.@example.org", "-oQ/tmp@example.org", "sam@example..org",
        "a" * 65 + "@example.org", "a@" + "b" * 64 + ".org", "a@" + "b." * 126 + "org",
        None, 7, ["sam@example.org"],
    ],
)  # fmt: skip
async def test_what_is_no_plain_address_is_refused(
    live: Live, post: MailServer, team: Team, address: object
) -> None:
    """Nothing is kept and nothing is sent."""
    assert (await give(live, team.guests[0], address)).error == "malformed"
    await live.app.send_mail()
    assert (post.mails, post.tries) == ([], 0)
    assert (await state(live, team.guests[0]))["address"] is None


async def test_no_address_reaches_logs_or_counts(
    live: Live, post: MailServer, team: Team, caplog: pytest.LogCaptureFixture
) -> None:
    """Not when it is given, not when its mail fails in any way."""
    caplog.set_level(0)
    sam = team.guests[0]
    await confirmed(live, post, sam)
    for answer in ("450 4.2.0 <{0}> greylisted", "550 5.1.1 <{0}> unknown", "rubbish"):
        post.to_recipient = [answer.format(SAM)]
        await write(live, team.coach)
        await after(live, NOTICE_EVERY_MS)
        await after(live, NOTICE_EVERY_MS)
    counts = (await live.http.ask("GET", "/metrics")).body.decode()

    assert 'flipover_mails_total{outcome="never"} ' in counts
    assert 'flipover_mails_total{outcome="later"} ' in counts
    ours = [r.getMessage() for r in caplog.records if not r.name.startswith("mail.log")]
    for text in (counts, *ours):
        assert SAM not in text
        assert SAM.split("@")[0] not in text
    assert any("a mail was not taken" in text for text in ours)


async def test_without_a_mail_server_none_is_offered(
    start: Callable[..., Awaitable[Live]],
) -> None:
    """The state says so, and an address is not taken."""
    live = await start()
    team = await team_of(live.http, await live.workspace(), 1)
    assert await state(live, team.guests[0]) == {
        "available": False, "address": None, "language": None, "confirmed": False,
        "failing_since": None,
    }  # fmt: skip
    assert (await give(live, team.guests[0])).error == "not_found"


async def test_a_language_is_one_of_two(live: Live, team: Team) -> None:
    """Another is refused."""
    for language in ("fr", None, "NL", secrets.token_hex(4)):
        assert (await give(live, team.guests[0], SAM, language)).error == "malformed"
