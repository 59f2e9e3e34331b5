"""Remarks at a moment and a place: coach and trainer answer each other, nobody else reads them."""

from __future__ import annotations

import re

from playwright.async_api import expect

from tests.e2e.browsers import Browsers
from tests.e2e.earlier_session import a_week_ago, come_a_week_later
from tests.e2e.lend_page import lent
from tests.e2e.remarks_page import RemarksPage, lend_to_noor
from tests.e2e.test_axe import faults
from tests.serving import RunningServer

ASKED = "wat zag je hier gebeuren"
ANSWERED = "ik wachtte, en toen schoof Sam zelf het briefje"
MEANWHILE = "geschreven zonder lijn"
OVER = "Dit is voorbij"


async def test_coach_and_trainer_answer_each_other_at_a_place(
    server: RunningServer, browsers: Browsers
) -> None:
    """Live on the other's screen, kept through an outage, sealed, and gone when it ends."""
    pair = await come_a_week_later(server, browsers, a_week_ago())
    for room in (pair.coach, pair.client):
        await room.reads_note("nee zeggen")
    link = await lend_to_noor(pair)
    person = await browsers.person(await browsers.chromium())
    page = await person.page(link)
    await page.get_by_role("button", name="Bekijk de opname").click()
    noor = await RemarksPage(page).there()
    async with pair.coach_person.context.expect_page() as coming:
        await pair.coach.page.get_by_role("link", name="Kijk mee en schrijf notities: Noor").click()
    eva = await RemarksPage(await coming.value).there()
    assert "#" not in eva.page.url

    await noor.write(ASKED)
    await expect(eva.words).to_have_text([ASKED])
    await expect(eva.list).to_contain_text("Noor")
    await expect(eva.ticks).to_have_count(1)
    await eva.page.get_by_role("button", name=re.compile("^Notitie 1: ga naar")).click()
    await expect(eva.pins).to_have_accessible_name(f"Notitie 1 van Noor: {ASKED}")
    assert await eva.blue_at(eva.pins) > 40
    await eva.answer(1, ANSWERED)
    await expect(noor.words).to_have_text([ASKED, ANSWERED])
    await expect(noor.list.locator("[aria-live]")).to_have_text("Eva antwoordde op notitie 1.")
    assert await faults(noor.page) == []

    # One changes one's own; the other's is not offered.
    await expect(eva.page.get_by_role("button", name="Wijzig notitie 1")).to_have_count(0)
    await noor.page.get_by_role("button", name="Wijzig notitie 1", exact=True).click()
    await noor.fill(re.compile("^Wijzig notitie 1"), ASKED + " bij Sam")
    await expect(eva.words.first).to_have_text(ASKED + " bij Sam")

    # Written while the line is down: it stands there, and comes to the other when it is back.
    for one in (person, pair.coach_person, pair.client_person):
        one.watch.allow_outage()
    await server.stop()
    await noor.write(MEANWHILE)
    await expect(noor.list).to_contain_text("Wordt bewaard zodra er verbinding is.")
    await server.start()
    await expect(eva.list).to_contain_text(MEANWHILE)
    await expect(noor.list).not_to_contain_text("Wordt bewaard zodra er verbinding is.")

    # Nothing of it is to be read on the server; nor does the client's page hold it.
    stored = b"".join(path.read_bytes() for path in server.data.iterdir() if path.is_file())
    for words in (ASKED, ANSWERED, MEANWHILE):
        assert words.encode() not in stored
        assert words not in server.output

    # It goes with what was lent, on both screens.
    panel = await lent(pair.client)
    await panel.get_by_role("button", name="Stop het terugkijken: Noor").click()
    await panel.get_by_role("button", name="Ja, stop").click()
    for side in (noor, eva):
        await expect(side.page.get_by_role("heading", name=OVER)).to_be_visible()
        await expect(side.page.get_by_text(ASKED)).to_have_count(0)


async def test_both_fill_seven_buckets_by_hand(server: RunningServer, browsers: Browsers) -> None:
    """A moment lies with its step on both screens, leads back to itself, and can be taken out."""
    pair = await come_a_week_later(server, browsers, a_week_ago())
    for room in (pair.coach, pair.client):
        await room.reads_note("nee zeggen")
    await pair.client.stick_note((0.3, 0.6), "even pauze nemen")
    await pair.coach.reads_note("even pauze nemen")
    link = await lend_to_noor(pair)
    person = await browsers.person(await browsers.chromium())
    noor = (await person.page(link)).locator("body")
    await noor.get_by_role("button", name="Bekijk de opname").click()
    async with pair.coach_person.context.expect_page() as coming:
        await pair.coach.page.get_by_role("link", name="Kijk mee en schrijf notities: Noor").click()
    eva = (await coming.value).locator("body")
    for body in (noor, eva):
        await body.get_by_text("Zeven emmertjes").click()
        await expect(body.get_by_text("nog leeg")).to_have_count(7)
    await noor.get_by_role("slider", name="Moment in het gesprek").press("End")
    await noor.get_by_role(
        "button", name=re.compile("^Doe erbij: dit moment .* bij Wat er al is$")
    ).click()
    moment = eva.get_by_role("button", name=re.compile("ga erheen$"))
    await expect(moment).to_have_text(re.compile(", Noor$"))
    await expect(eva.get_by_text("nog leeg")).to_have_count(6)
    await expect(eva.get_by_role("button", name=re.compile("^Haal eruit:"))).to_have_count(0)
    await moment.click()
    shown = [await body.locator(".player time").get_attribute("datetime") for body in (noor, eva)]
    assert shown[0] is not None
    assert shown[0] == shown[1]
    # What was done is counted beside it, and said of nobody.
    await noor.get_by_text("Wie deed wat, en wanneer").click()
    rows = noor.get_by_role("table").get_by_role("row")
    await expect(rows.nth(1)).to_have_text(re.compile("^Sam"))
    assert await faults(noor.page) == []
    await noor.get_by_role("button", name=re.compile("^Haal eruit: .* uit Wat er al is$")).click()
    await expect(eva.get_by_text("nog leeg")).to_have_count(7)
