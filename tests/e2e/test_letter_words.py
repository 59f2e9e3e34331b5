"""Whatever somebody writes is shown as words: never run, never fetched, never out of its line."""

from __future__ import annotations

from typing import Any, Final

import pytest
from playwright.async_api import Page, expect

from tests.e2e.browsers import Browsers
from tests.e2e.letter_page import LetterPage
from tests.e2e.meeting import meet_in_writing
from tests.serving import RunningServer

#: what is written, and how its letter reads; what nobody would see is a sign of its own
CORPUS: Final[list[tuple[str, str]]] = [
    (text, text)
    for text in (
        "<script>window.hit = 1</script>",
        "<img src=x onerror='window.hit=1'> <svg/onload=window.hit=1>",
        "<iframe src=javascript:parent.hit=1></iframe><style>*{display:none}</style>",
        "<a href=https://evil.example/a>klik</a> <base href=https://evil.example>",
        "&lt;b&gt; &#60;script&#62; \\u003cscript\\u003e {{7*7}} ${7*7} %3Cscript%3E",
        "[klik](javascript:window.hit=1) ![p](https://evil.example/p.png) <https://evil.example/x>",
        "# kop ## kop > citaat `code` ~~door~~ **vet** __vet__ | a | b |",
        "javascript:window.hit=1 JaVaScRiPt:window.hit=1 data:text/html,<script>hit=1</script>",
        "https://evil.example/image.png https://evil.example/fetch?me=1",
        "w" * 5_000,
        "https://evil.example/" + "a" * 3_000,
        "Z̷̢̛͔a̸̛͕l̶̰̈́g̷͙̈́o̵͚͝ " * 39 + "o",
        "مرحبا بالعالم 123 abc",
        "👨‍👩‍👧 🏴󠁧󠁢󠁳󠁣󠁴󠁿 ❤️ می‌خواهم",
    )
]
CORPUS += [
    ("betaal \u202exxx.fdp\u202c nu", "betaal ▯xxx.fdp▯ nu"),
    ("ge\u200bheim \u2066om\u2069 \ufeffx\u00ady", "ge▯heim ▯om▯ ▯x▯y"),
    ("bel\x07 en \u0085x\u200e", "bel▯ en \nx▯"),
    (
        "https://bank.nl@evil.example/inloggen",
        "https://bank.nl@evil.example/inloggen (evil.example)",
    ),
    ("https://good.example/\u202egnp.exe", "https://good.example/▯gnp.exe"),
    ("https://аррӏе.example", "https://аррӏе.example (xn--80ak6aa92e.example)"),
]


@pytest.mark.timeout(300)
async def test_nothing_that_is_written_is_run_or_fetched(
    server: RunningServer, browsers: Browsers
) -> None:
    """All of it, read from the other's screen; every request of both is watched."""
    pair = await meet_in_writing(server, browsers)
    coach, client = LetterPage(pair.coach), LetterPage(pair.client)
    for page in (coach.page, client.page):
        await page.evaluate("window.hit = 0")
    pages = [len(person.context.pages) for person in (pair.coach_person, pair.client_person)]
    for number, (written, read) in enumerate(CORPUS):
        await client.write(written)
        await client.send_button.click()
        letter = coach.room.letters.nth(number)
        await expect(letter).to_have_count(1)
        text: Any = await letter.locator(".text").evaluate("text => text.textContent")
        assert text == read, written
        await stays_in_its_column(coach.page, number)
    for side in (coach, client):
        assert await side.page.evaluate("window.hit") == 0
        foreign = await side.column.locator("img, iframe, script, a, style, form, svg").count()
        assert foreign == 0
    # A press says where a link goes, and fetches nothing; that the other stays on this page.
    link = coach.column.get_by_role(
        "button", name="https://bank.nl@evil.example/inloggen", exact=True
    )
    await link.click()
    anchor = coach.column.get_by_role("link", name="Open evil.example in een nieuw tabblad")
    await expect(anchor).to_have_attribute("rel", "noopener noreferrer")
    await expect(anchor).to_have_attribute("href", "https://bank.nl@evil.example/inloggen")
    await coach.page.get_by_role("button", name="Laat dicht").click()
    await expect(anchor).to_have_count(0)
    persons = (pair.coach_person, pair.client_person)
    assert [len(person.context.pages) for person in persons] == pages
    assert [person.watch.foreign() for person in persons] == [[], []]


async def stays_in_its_column(page: Page, number: int) -> None:
    """Nothing of the letter goes beyond it, to either side or over its neighbours."""
    beyond: Any = await page.evaluate(
        """number => {
            const column = document.querySelector('.letters');
            const letter = column.querySelectorAll('article')[number];
            const text = letter.querySelector('.text').getBoundingClientRect();
            const within = letter.getBoundingClientRect();
            return column.scrollWidth > column.clientWidth
                || text.left < within.left - 1 || text.right > within.right + 1
                || document.documentElement.scrollWidth > innerWidth;
        }""",
        number,
    )
    assert not beyond, CORPUS[number]


async def test_a_link_that_is_opened_tells_the_other_side_nothing(
    server: RunningServer, browsers: Browsers
) -> None:
    """No word of where one came from, and no hold on the page it was opened from."""
    pair = await meet_in_writing(server, browsers)
    address = f"http://127.0.0.1:{server.port}/recept.html"
    await LetterPage(pair.client).send(f"zie {address}")
    coach = LetterPage(pair.coach)
    await coach.column.get_by_role("button", name=address, exact=True).click()
    asked: list[dict[str, str]] = []

    async def answer(route: Any) -> None:
        asked.append(await route.request.all_headers())
        await route.fulfill(body="<title>daar</title>", content_type="text/html")

    await pair.coach_person.context.route(address, answer)
    async with pair.coach_person.context.expect_page() as coming:
        await coach.column.get_by_role("link", name="in een nieuw tabblad").click()
    opened = await coming.value
    await opened.wait_for_load_state()
    assert [headers.get("referer") for headers in asked] == [None]
    assert await opened.evaluate("window.opener") is None
    assert await opened.evaluate("document.referrer") == ""
