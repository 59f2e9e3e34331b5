"""
Cameras and microphones that can be pulled out and plugged in while the page looks.

Chromium's fake devices are always there, so the page's own view of them is narrowed: the device
goes from the list, its tracks end, asking for it fails, and the page is told, in the order in which
Chromium does it.
"""

from __future__ import annotations

from playwright.async_api import BrowserContext, Page

PLUGS = """(() => {
    const devices = navigator.mediaDevices;
    if (devices === undefined) return; // about:blank
    const out = new Set(), given = new Set();
    const list = devices.enumerateDevices.bind(devices), ask = devices.getUserMedia.bind(devices);
    const plugged = async () => (await list()).filter(({label}) => !out.has(label));
    devices.enumerateDevices = plugged;
    devices.getUserMedia = async (what) => {
        const there = await plugged(), asked = {...what};
        for (const [key, kind] of [['audio', 'audioinput'], ['video', 'videoinput']]) {
            if (!asked[key]) continue;
            const how = asked[key] === true ? {} : asked[key];
            const id = how.deviceId?.exact;
            const found = there.find((one) => one.kind === kind
                && (id === undefined || one.deviceId === id));
            if (found === undefined) {
                throw new DOMException('not there', id ? 'OverconstrainedError' : 'NotFoundError');
            }
            if (found.deviceId) asked[key] = {...how, deviceId: {exact: found.deviceId}};
        }
        const stream = await ask(asked);
        for (const track of stream.getTracks()) given.add(track);
        return stream;
    };
    const tell = () => devices.dispatchEvent(new Event('devicechange'));
    globalThis.pullOut = (label) => {
        out.add(label);
        for (const track of given) {
            if (track.label !== label || track.readyState !== 'live') continue;
            track.stop();
            track.dispatchEvent(new Event('ended'));
        }
        tell();
    };
    globalThis.plugIn = (label) => {
        out.delete(label);
        tell();
    };
    globalThis.leaveOut = (labels) => labels.forEach((label) => out.add(label));
})()"""


async def add_plugs(context: BrowserContext, *left_out: str) -> None:
    """Give every page of *context* plugs; devices labelled *left_out* are not plugged in."""
    await context.add_init_script(PLUGS)
    if left_out:
        labels = list(left_out)
        await context.add_init_script(f"globalThis.leaveOut?.({labels!r})")


async def pull_out(page: Page, label: str) -> None:
    """Pull the device out while the page looks."""
    await page.evaluate("label => pullOut(label)", label)


async def plug_in(page: Page, label: str) -> None:
    """Plug it in again."""
    await page.evaluate("label => plugIn(label)", label)
