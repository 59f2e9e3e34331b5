"""Only plain addresses are taken, and none of them is told to anybody else."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable

import pytest

from server.protocol import NOTICE_EVERY_MS
from tests.integration.conftest import Live
from tests.integration.notices.letterbox import SAM, after, confirmed, give, state, write
from tests.integration.test_held import Team, team_of
from tests.mail_server import MailServer


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
