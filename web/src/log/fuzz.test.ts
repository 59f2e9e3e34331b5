import { describe, expect, it } from 'vitest';
import { TestRoom, makeDevice, settle } from './testing/Room';
import type { Device, Page } from './testing/Room';

/** mulberry32: the same numbers for the same seed, everywhere. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

async function play(seed: number, steps: number) {
  const random = seeded(seed);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const room = new TestRoom();
  const devices: readonly Device[] = [makeDevice('desk', 'coach'), makeDevice('phone', 'guest'), makeDevice('laptop', 'guest')];
  const living = new Map<Device, Page>();
  for (const device of devices) living.set(device, await room.page(device));
  const written: number[] = [];
  const told: number[] = [];
  let next = 0;

  for (let step = 0; step < steps; step++) {
    const device = pick(devices);
    const page = living.get(device) as Page;
    const what = random();
    if (what < 0.35) {
      const id = next++;
      const { kept } = await page.log.append(random() < 0.5 ? 'talk' : 'board', id);
      written.push(id);
      kept.then(() => told.push(id), () => {});
    } else if (what < 0.55) await page.wire.serveOne();
    else if (what < 0.75) page.wire.hearOne();
    else if (what < 0.8) page.wire.sent.shift(); // lost on the way there
    else if (what < 0.84) page.wire.coming.shift(); // lost on the way back
    else if (what < 0.87 && page.wire.coming[0] !== undefined) page.wire.coming.push(page.wire.coming[0]); // twice
    else if (what < 0.91) page.wire.disconnect();
    else if (what < 0.95) {
      if (!page.wire.online) await page.wire.connect();
    } else if (what < 0.97) {
      page.kill();
      living.set(device, await room.page(device, { connect: random() < 0.7 }));
    } else if (what < 0.98) room.clock.offset += 5_000;
    else room.clock.advance(random() * 12_000);
    if (random() < 0.5) await settle();
  }

  for (const page of living.values()) if (!page.wire.online) await page.wire.connect();
  for (let i = 0; i < 6; i++) {
    await room.pass(15_000);
    for (const page of living.values()) await page.wire.tellHead();
  }
  await room.flush();
  return { room, written, told, pages: [...living.values()] };
}

describe('three pages with losses, repeats, reloads and broken lines', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('end equal, and hold every act exactly once (seed %i)', async (seed) => {
    const { room, written, told, pages } = await play(seed, 250);
    const orders = pages.map(({ entries }) => entries.map(({ data }) => data));
    expect(orders[1]).toEqual(orders[0]);
    expect(orders[2]).toEqual(orders[0]);
    expect([...(orders[0] ?? [])].sort((a, b) => Number(a) - Number(b))).toEqual(written);
    expect(told.every((id) => orders[0]?.includes(id))).toBe(true);
    expect(told.length).toBeGreaterThan(20);
    for (const page of pages) {
      expect(page.lies()).toEqual([]);
      expect(page.log.unsent.value).toBe(0);
      expect(page.lost).toEqual([]);
      expect(page.log.seq.value).toBe(room.server.records.length);
    }
  });
});
