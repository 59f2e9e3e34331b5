"""Pictures on the sheet, as a person brings and sees them."""

from __future__ import annotations

import base64

from playwright.async_api import Page, expect

from tests.e2e.pages import Point, RoomPage

FILES = """([files, at]) => {
    const data = new DataTransfer();
    for (const { name, type, bytes } of files) {
        const content = Uint8Array.from(atob(bytes), c => c.charCodeAt(0));
        data.items.add(new File([content], name, { type }));
    }
    const event = { bubbles: true, cancelable: true };
    if (at === null) {
        const target = document.activeElement ?? document.body;
        target.dispatchEvent(new ClipboardEvent('paste', { ...event, clipboardData: data }));
        return;
    }
    const [clientX, clientY] = at;
    const target = document.elementFromPoint(clientX, clientY);
    for (const kind of ['dragover', 'drop'])
        target.dispatchEvent(
            new DragEvent(kind, { ...event, dataTransfer: data, clientX, clientY }));
}"""

#: a JPEG whose left half is red and whose right half is blue
TWO_HALVES = """async ([width, height]) => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [width, height];
    const pen = canvas.getContext('2d');
    pen.fillStyle = '#d01010'; pen.fillRect(0, 0, width / 2, height);
    pen.fillStyle = '#1010d0'; pen.fillRect(width / 2, 0, width / 2, height);
    return canvas.toDataURL('image/jpeg', 0.95).split(',')[1];
}"""

#: the colour of a point of a drawn picture, 0..1 of its width and height
COLOUR = """async (image, [x, y]) => {
    const shown = new Image();
    shown.src = image.getAttribute('href');
    await shown.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [shown.naturalWidth, shown.naturalHeight];
    const pen = canvas.getContext('2d');
    pen.drawImage(shown, 0, 0);
    return [...pen.getImageData(x * canvas.width, y * canvas.height, 1, 1).data];
}"""

File = tuple[str, str, bytes]


class PicturePage:
    """The pictures of one's room."""

    def __init__(self, room: RoomPage) -> None:
        self.room = room
        self.page: Page = room.page
        self.placed = room.sheet.locator('[data-type="picture"]')
        self.there = self.placed.locator("image")
        self.under_way = self.page.get_by_role("progressbar", name="Plaatje op weg naar het vel")
        self.question = self.page.get_by_label("Wat staat erop?")

    async def paste(self, *files: File) -> None:
        """Paste files where the focus is."""
        await self._give(files, None)

    async def drop(self, point: Point, *files: File) -> None:
        """Let files go on a point of the sheet."""
        await self._give(files, await self.room.at(point))

    async def _give(self, files: tuple[File, ...], at: Point | None) -> None:
        given = [
            {"name": name, "type": type_, "bytes": base64.b64encode(data).decode()}
            for name, type_, data in files
        ]
        await self.page.evaluate(FILES, [given, at])

    async def make_jpeg(self, width: int, height: int) -> bytes:
        """Return a JPEG whose left half is red and whose right half is blue."""
        return base64.b64decode(await self.page.evaluate(TWO_HALVES, [width, height]))

    async def are(self, count: int) -> None:
        """Wait until so many pictures are drawn, and none is on its way."""
        await expect(self.there).to_have_count(count)
        await expect(self.under_way).to_have_count(0)

    async def colour(self, x: float, y: float, nth: int = 0) -> tuple[int, int, int, int]:
        """Return the colour of a point of a drawn picture, RGBA."""
        r, g, b, a = await self.there.nth(nth).evaluate(COLOUR, [x, y])
        return r, g, b, a
