"""A list that is pasted becomes notes: one act, however long it is and however one pastes."""

from __future__ import annotations

import re

from playwright.async_api import Page, expect

from tests.e2e.meeting import Pair

LIST = "• rust\n2. ontbijt\n\n- wandelen\n[x] bellen met Sam\n"


async def copy_to_clipboard(page: Page, text: str) -> None:
    """Have *text* on the clipboard, with the markup that a word processor adds."""
    await page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    await page.evaluate(
        """async text => {
            const rich = new Blob([`<b>${text}</b>`], {type: 'text/html'});
            const plain = new Blob([text], {type: 'text/plain'});
            const item = new ClipboardItem({'text/html': rich, 'text/plain': plain});
            await navigator.clipboard.write([item]);
        }""",
        text,
    )


async def test_a_pasted_list_becomes_notes_as_one_act(writers: Pair) -> None:
    """One note for each line, without bullets and numbers; one undo takes them all back."""
    coach, client = writers.coach, writers.client
    await copy_to_clipboard(coach.page, LIST)
    await coach.page.get_by_role("group", name=re.compile("^Vel 1")).focus()
    await coach.page.keyboard.press("Control+v")
    await expect(coach.page.get_by_text("Er zijn 4 briefjes bij gekomen.")).to_be_visible()
    for text in ("rust", "ontbijt", "wandelen", "bellen met Sam"):
        await expect(client.thing(f"Geel briefje van Eva: {text}")).to_have_count(1)
    tops = [top for _, top in await client.note_places()]
    assert tops == [tops[0]] * 4
    await coach.undo()
    await expect(client.notes).to_have_count(0)


async def test_a_list_of_seventy_is_asked_about_and_nothing_of_it_is_lost(writers: Pair) -> None:
    """The panel says what fits; what does not stays in it, to be pasted elsewhere."""
    coach, client = writers.coach, writers.client
    await copy_to_clipboard(coach.page, "\n".join(f"punt {n}" for n in range(70)))
    await coach.page.get_by_role("group", name=re.compile("^Vel 1")).focus()
    await coach.page.keyboard.press("Control+v")
    panel = coach.page.get_by_role("dialog", name="Lijst plakken")
    await expect(panel).to_contain_text("hoogstens 60 briefjes")
    await panel.get_by_role("button", name="Plak 60 briefjes").click()
    await expect(panel.get_by_role("textbox")).to_have_value(
        "\n".join(f"punt {n}" for n in range(60, 70))
    )
    await expect(client.notes).to_have_count(60)


async def test_a_list_is_pasted_without_a_keyboard(writers: Pair) -> None:
    """Under "Meer" there is a place to paste a list into."""
    coach, client = writers.coach, writers.client
    await coach.page.get_by_role("button", name="Meer", exact=True).click()
    await coach.page.get_by_role("button", name="Lijst plakken").click()
    panel = coach.page.get_by_role("dialog", name="Lijst plakken")
    await panel.get_by_role("textbox").fill(LIST)
    await panel.get_by_role("button", name="Plak 4 briefjes").click()
    await expect(panel).to_have_count(0)
    await client.reads_note("bellen met Sam")
