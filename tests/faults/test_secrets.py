"""Nothing secret stands where others read: addresses, histories, logs, the wire, the disk."""

from __future__ import annotations

import re

from tests.e2e.browsers import Browsers
from tests.e2e.coach_page import CoachPage
from tests.e2e.meeting import NO_KNOCK, TITLE
from tests.e2e.pages import RoomPage, Threshold
from tests.faults.planted import files_under
from tests.faults.wiretap import Wiretap
from tests.serving import RunningServer
from whiteboard.keys import Link, parse_link, to_base64url

#: every address that a page could still tell or be asked for
ADDRESSES = """() => [
    location.href, document.referrer, document.URL, document.baseURI, JSON.stringify(history.state),
    ...performance.getEntriesByType('resource').map((entry) => entry.name),
    ...[...document.querySelectorAll('[href], [src]')].map((it) => it.href ?? it.src),
]"""


def secrets_of(link: Link) -> dict[str, str]:
    """What of a link nobody else may read, as text."""
    seed, token = to_base64url(link.seed), to_base64url(link.token)
    # The seed and the pass stand joined in a link, so their ends blur.
    return {"seed": seed[:42], "pass": link.fragment[-20:], "token": token}


async def test_no_secret_stands_in_an_address_or_log(
    server: RunningServer, browsers: Browsers
) -> None:
    """
    Seeds, passes and tokens are in no address, no history, no resource timing, nothing printed;
    seeds and passes never pass the wire, and tokens never reach the disk.
    """
    tap = Wiretap(server.url)
    await tap.start()
    browser = await browsers.chromium()
    coach, client = await browsers.person(browser), await browsers.person(browser)
    office = CoachPage(await coach.page())
    await office.make_workspace(tap.instead_of(server.invitation))
    link = await office.make_room(TITLE, "Sam", knock=NO_KNOCK)
    page = await client.page(link)
    addresses = await page.evaluate(ADDRESSES)
    await Threshold(page).arrive("Sam", "Schrijven")
    room = await RoomPage(page).entered()
    await room.say("Hier ben ik")
    addresses += await page.evaluate(ADDRESSES)
    addresses += await office.page.evaluate(ADDRESSES)
    for person, shown in ((client, page), (coach, office.page)):
        devtools = await person.context.new_cdp_session(shown)
        history = await devtools.send("Page.getNavigationHistory")
        addresses += [entry["url"] for entry in history["entries"]]
    told = b"\n".join(tap.passed)
    asked = [
        part.split(b" ")[1] for part in tap.passed if re.match(rb"(GET|PUT|POST|PATCH) /", part)
    ]
    for person in (client, coach):
        await person.context.close()
    await tap.stop()
    disk = b"".join(files_under(server.data))

    assert any(re.search(r"/r/[\w-]{22}$", address) for address in addresses)
    assert len(asked) > 10
    hidden = secrets_of(parse_link(link))
    for name, secret in hidden.items():
        assert [address for address in addresses if secret in address] == [], name
        assert [path for path in asked if secret.encode() in path] == [], name
        assert secret not in server.output, name
    for address in addresses:
        assert not re.search(r"#[wcgti]", address)
    assert hidden["token"].encode() in told, "the tap heard what the server is told"
    for name in ("seed", "pass"):
        assert hidden[name].encode() not in told, name
    guest = parse_link(link)
    assert guest.seed not in told
    for kept_secret in (guest.seed, guest.token, *(s.encode() for s in hidden.values())):
        assert kept_secret not in disk
