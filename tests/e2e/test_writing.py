"""Words on the sheet: typed together, in rows and lists, and as a screen reader has them."""

from __future__ import annotations

import asyncio
import re
from itertools import pairwise
from typing import Any

import pytest
from playwright.async_api import Locator, expect

from tests.e2e.browsers import Browsers
from tests.e2e.meeting import NO_KNOCK, Pair, meet
from tests.e2e.pages import RoomPage
from tests.serving import RunningServer
from tests.until import until

#: where each line of the field's text lies on screen, and what it says
FIELD_LINES = """field => {
    const style = getComputedStyle(field);
    const mirror = document.createElement('div');
    for (const name of ['font', 'lineHeight', 'whiteSpace', 'overflowWrap', 'padding',
        'boxSizing', 'textRendering', 'transform', 'transformOrigin', 'position', 'left', 'top',
        'width', 'height'])
        mirror.style[name] = style[name];
    mirror.dir = 'auto';
    mirror.textContent = field.value;
    field.parentElement.append(mirror);
    const lines = [];
    for (let at = 0; at < field.value.length; at++) {
        const range = document.createRange();
        range.setStart(mirror.firstChild, at);
        range.setEnd(mirror.firstChild, at + 1);
        const [box] = range.getClientRects();
        const last = lines.at(-1);
        if (box !== undefined && (last === undefined || box.top > last.top + box.height / 2)) {
            const {top, bottom, left, right} = box;
            lines.push({text: field.value[at], top, bottom, left, right});
        } else if (last !== undefined) {
            last.text += field.value[at];
            last.left = Math.min(last.left, box?.left ?? last.left);
            last.right = Math.max(last.right, box?.right ?? last.right);
        }
    }
    mirror.remove();
    return lines;
}"""
DRAWN_LINES = """lines => lines.map(line => {
    const {top, bottom, left, right} = line.getBoundingClientRect();
    return {text: line.textContent, top, bottom, left, right};
})"""


@pytest.fixture
async def two_kinds(server: RunningServer, browsers: Browsers) -> Pair:
    """The same with the client in Firefox."""
    both = [await browsers.chromium(), await browsers.firefox()]
    return await meet(server, browsers, *both, form="Schrijven", knock=NO_KNOCK)


def field(room: RoomPage) -> Locator:
    """What is written in, on a note or straight on the sheet."""
    return room.page.get_by_role("textbox", name=re.compile("^Tekst op het (briefje|vel)$"))


async def written_on(room: RoomPage) -> str:
    """What stands on the sheet's one note."""
    name: Any = await room.notes.get_attribute("aria-label")
    return re.sub("^[^:]*: ", "", str(name))


async def write_on(room: RoomPage) -> None:
    """Begin to write on the sheet's one note, the caret behind its words."""
    await room.notes.focus()
    await room.page.keyboard.press("F2")
    await expect(field(room)).to_be_focused()


async def begin_together(pair: Pair, text: str) -> None:
    """Let the coach stick a note that says *text*, and both of them write on it."""
    await pair.coach.stick_note((0.3, 0.3), text)
    await pair.client.reads_note(text)
    await write_on(pair.coach)
    await write_on(pair.client)


async def agree(pair: Pair) -> str:
    """Wait until the one note says the same to both, and return it."""

    async def same() -> bool:
        coach, client = [await written_on(room) for room in (pair.coach, pair.client)]
        return coach == client

    await until("both read the same", same)
    return await written_on(pair.coach)


def only(text: str, letters: str) -> str:
    """Return those of *text* that are among *letters*."""
    return "".join(letter for letter in text if letter in letters)


LOWER = "abcdefghijklmnopqrstuvwxyz"
UPPER = LOWER.upper()


async def test_two_type_into_one_note_at_one_place_and_every_letter_is_there(
    two_kinds: Pair,
) -> None:
    """Both begin with an empty note; each one's letters are all there, and in order."""
    coach, client = two_kinds.coach, two_kinds.client
    await begin_together(two_kinds, "-")
    lower, upper = LOWER * 2, UPPER * 2
    await asyncio.gather(
        coach.page.keyboard.type(lower, delay=45),
        client.page.keyboard.type(upper, delay=60),
    )
    await coach.page.keyboard.press("Escape")
    await client.page.keyboard.press("Escape")

    async def all_there() -> bool:
        return len(await written_on(coach)) == len(await written_on(client)) == 105

    await until("every letter is on both screens", all_there)
    text = await agree(two_kinds)
    assert only(text, LOWER) == lower
    assert only(text, UPPER) == upper


async def test_one_erases_and_changes_the_beginning_while_the_other_goes_on_at_the_end(
    two_kinds: Pair,
) -> None:
    """The caret stays with its word, and what one erased does not come back."""
    coach, client = two_kinds.coach, two_kinds.client
    await begin_together(two_kinds, "weg weg weg rust")
    await client.page.keyboard.press("Control+Home")

    async def erase() -> None:
        for _ in range(12):
            await client.page.keyboard.press("Delete", delay=30)
        await client.page.keyboard.type("😀 NIEUW ", delay=60)

    await asyncio.gather(coach.page.keyboard.type(" en dan verder gaan 👍", delay=70), erase())
    await coach.page.keyboard.press("Escape")
    await client.page.keyboard.press("Escape")
    await coach.reads_note("😀 NIEUW rust en dan verder gaan 👍")
    await client.reads_note("😀 NIEUW rust en dan verder gaan 👍")


async def test_what_comes_in_while_letters_are_composed_waits_and_is_not_lost(
    writers: Pair,
) -> None:
    """An input method's word and what the other types before and behind it are all there."""
    coach, client = writers.coach, writers.client
    await begin_together(writers, "midden")
    driver = await coach.page.context.new_cdp_session(coach.page)

    async def compose(text: str) -> None:
        end = len(text)
        body = {"text": text, "selectionStart": end, "selectionEnd": end}
        await driver.send("Input.imeSetComposition", body)

    await compose("に")
    await client.page.keyboard.press("Control+Home")
    await client.page.keyboard.type("VOOR ")
    await client.page.keyboard.press("Control+End")
    await client.page.keyboard.type(" ACHTER")
    await client.page.keyboard.press("Escape")
    await expect(coach.notes).to_have_accessible_name(re.compile("VOOR .* ACHTER"))
    await expect(field(coach)).to_have_value("middenに")
    await compose("にほ")
    await compose("にほん")
    await driver.send("Input.insertText", {"text": "日本"})
    await expect(field(coach)).to_have_value(re.compile("^VOOR midden日本 ACHTER$"))
    await coach.page.keyboard.type("!")
    await coach.page.keyboard.press("Escape")
    await client.reads_note("VOOR midden日本! ACHTER")


SAMPLES = [
    "rust",
    "een hele alinea, waarvan een deel zelf-samengesteld is; want dit moet eerst kleiner worden "
    "en op het laatst het briefje doen groeien, want er is meer te zeggen dan er op past",
    "verantwoordelijkheidsgevoelens",
    "مرحبا بالعالم وهذا نص أطول",
    "eerst\n\ndan 😀😀😀 en 👍 zo",
    "漢字かな交じり文、長い文章です。",
]


@pytest.mark.parametrize("kind", ["Briefje", "Tekst"])
async def test_what_is_being_written_stands_where_it_will_lie(
    server: RunningServer, browsers: Browsers, kind: str
) -> None:
    """
    The same lines at the same place, to a pixel and a half, in both browsers.

    What Patrick Hand has no letters for comes from other fonts; Firefox gives those a pixel more
    per line.
    """
    both = [await browsers.chromium(), await browsers.firefox()]
    pair = await meet(server, browsers, *both, form="Schrijven", knock=NO_KNOCK)
    for room in (pair.coach, pair.client):
        for index, sample in enumerate(SAMPLES):
            await room.tool(kind)
            spot = (0.15 + 0.3 * (index % 2), 0.15 + 0.27 * (index // 2))
            await room.page.mouse.click(*await room.at(spot))
            await expect(field(room)).to_be_focused()
            for number, line in enumerate(sample.split("\n")):
                if number > 0:
                    await room.page.keyboard.press("Shift+Enter")
                await room.page.keyboard.insert_text(line)
            await expect(field(room)).to_have_value(sample)
            being_written: Any = await field(room).evaluate(FIELD_LINES)
            await room.page.keyboard.press("Escape")
            await expect(field(room)).to_have_count(0)
            drawn_now = room.sheet.locator(
                f"[data-type={'note' if kind == 'Briefje' else 'text'}]"
            ).last
            lies: Any = await drawn_now.locator("text").evaluate_all(DRAWN_LINES)
            lies = [line for line in lies if line["text"].strip() != ""]
            being_written = [line for line in being_written if line["text"].strip() != ""]
            texts = [[line["text"].strip() for line in lines] for lines in (being_written, lies)]
            assert texts[0] == texts[1]
            for one, other in zip(being_written, lies, strict=True):
                middles = [(line["top"] + line["bottom"]) / 2 for line in (one, other)]
                assert abs(middles[0] - middles[1]) < (1.5 if sample.isascii() else 5), (
                    sample,
                    one,
                    other,
                )
                # Where a line begins; a space at its end hangs out differently.
                begins = "right" if "\u0600" < sample[0] < "\u0700" else "left"
                assert abs(one[begins] - other[begins]) < 1.5, (sample, one, other)
            await room.page.keyboard.press("Escape")
            await room.page.keyboard.press("Control+a")
            await room.page.keyboard.press("Delete")
            await expect(room.things).to_have_count(0)


async def test_enter_makes_a_row_of_notes_that_the_other_sees(writers: Pair) -> None:
    """Beside one another, then a row below; Shift and Enter is a new line; an empty one ends."""
    coach, client = writers.coach, writers.client
    keys = coach.page.keyboard
    await coach.tool("Briefje")
    await coach.page.mouse.click(*await coach.at((0.15, 0.2)))
    await expect(coach.page.get_by_text("Enter: volgend briefje.")).to_be_visible()
    for number in range(1, 6):
        await keys.type(f"stap {number}")
        if number == 2:
            await keys.press("Shift+Enter")
            await keys.type("en verder")
        await keys.press("Enter")
        await expect(coach.notes).to_have_count(number + 1)
        await expect(field(coach)).to_be_focused()
        await expect(field(coach)).to_have_value("")
    await keys.press("Enter")
    await expect(field(coach)).to_have_count(0)
    await expect(coach.notes).to_have_count(5)
    await client.reads_note("stap 2 en verder")
    await client.reads_note("stap 5")
    seen = await client.note_places()
    first, second = seen[:4], seen[4:]
    assert [top for _, top in first] == [first[0][1]] * 4
    assert all(b[0] - a[0] >= 22 for a, b in pairwise(first))
    assert len(second) == 1
    assert second[0][0] == pytest.approx(first[0][0])
    assert second[0][1] >= first[0][1] + 220 / 1414 * 100
    # Who has met the row is told no more of it.
    await coach.tool("Briefje")
    await coach.page.mouse.click(*await coach.at((0.5, 0.8)))
    await expect(field(coach)).to_be_focused()
    await expect(coach.page.locator(".row-hint")).to_have_count(0)


async def test_an_empty_text_leaves_nothing_and_one_with_words_is_read_by_the_other(
    writers: Pair,
) -> None:
    """Writing begins where one clicked, in the marker's colour; without words nothing is there."""
    coach, client = writers.coach, writers.client
    await coach.tool("Tekst")
    await coach.page.mouse.click(*await coach.at((0.3, 0.4)))
    await expect(field(coach)).to_be_focused()
    await coach.page.keyboard.press("Escape")
    await expect(coach.things).to_have_count(0)
    await coach.tool("Tekst")
    await coach.page.get_by_role("button", name="Groene stift").first.click()
    await coach.page.mouse.click(*await coach.at((0.3, 0.4)))
    await coach.page.keyboard.type("waar sta je nu")
    await coach.page.keyboard.press("Enter")
    await coach.page.keyboard.type("en straks")
    await coach.page.keyboard.press("Escape")
    await expect(client.thing("Tekst van Eva: waar sta je nu en straks")).to_have_count(1)
    drawn = client.sheet.locator("[data-type=text]")
    assert await drawn.evaluate("text => getComputedStyle(text).fill") == "rgb(21, 102, 56)"
    box: Any = await drawn.bounding_box()
    x, y = await client.at((0.3, 0.4))
    assert abs(box["x"] - x) < 4
    assert box["y"] < y < box["y"] + box["height"]
    # Beside words that are there one begins anew, on them one goes on.
    await coach.tool("Tekst")
    await coach.page.mouse.click(*await coach.at((0.75, 0.4)))
    await expect(field(coach)).to_have_value("")
    await coach.page.keyboard.press("Escape")
    await coach.tool("Tekst")
    await coach.page.mouse.click(*await coach.at((0.33, 0.4)))
    await expect(field(coach)).to_have_value("waar sta je nu\nen straks")


async def test_names_stand_on_notes_where_they_are_wanted(writers: Pair) -> None:
    """Hidden at first; shown on all by one switch, and hidden on one by its own."""
    coach, client = writers.coach, writers.client
    await coach.stick_note((0.3, 0.2), "rust")
    await client.stick_note((0.3, 0.6), "slapen")
    await coach.reads_note("slapen")
    names = coach.sheet.locator(".note-name")
    await expect(names).to_have_count(0)
    await client.page.get_by_role("button", name="Meer", exact=True).click()
    await client.page.get_by_label("Namen op alle briefjes van dit vel").check()
    await client.page.keyboard.press("Escape")
    await expect(names).to_have_text(["Eva", "Sam"])
    await coach.thing("Geel briefje van Eva: rust").focus()
    await coach.page.keyboard.press("Shift+F10")
    bar = coach.page.get_by_role("group", name="Wat je hebt gekozen")
    await bar.get_by_role("button", name="Meer", exact=True).click()
    await bar.get_by_role("button", name="Verberg naam").click()
    await expect(client.sheet.locator(".note-name")).to_have_text(["Sam"])


async def test_a_message_is_quoted_onto_a_note_by_keys_and_shown(writers: Pair) -> None:
    """The whole of it, or what is selected in it; the other sees the note, and only then."""
    coach, client = writers.coach, writers.client
    await client.say("Ik wil elke dag een half uur wandelen met de hond")
    await coach.reads("Ik wil elke dag een half uur wandelen met de hond")
    await expect(coach.notes).to_have_count(0)
    quote = coach.letters.get_by_role("button", name=re.compile("^Op een briefje: Ik wil elke dag"))
    await quote.focus()
    await coach.page.keyboard.press("Enter")
    await expect(coach.page.get_by_text("Staat op een briefje.")).to_be_visible()
    await client.reads_note("Ik wil elke dag een half uur wandelen met de hond")
    await coach.letters.locator(".text").evaluate(
        """text => {
            const range = document.createRange();
            const words = text.querySelector('p').firstChild;
            range.setStart(words, 7);
            range.setEnd(words, 15);
            getSelection().removeAllRanges();
            getSelection().addRange(range);
        }"""
    )
    await coach.letters.hover()
    await quote.click()
    await expect(client.thing("Geel briefje van Eva: elke dag")).to_have_count(1)
    await coach.page.get_by_role("button", name="Laat zien").click()
    await expect(coach.thing("Geel briefje van Eva: elke dag")).to_have_attribute(
        "aria-pressed", "true"
    )
