import { batch, signal } from '@preact/signals';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LivePort, Sheet } from '../../board/types';
import type { Entry } from '../../log/types';
import type { Peer, Role } from '../../wire/protocol.gen';
import { FIRST_SHEET } from '../../wire/schema.gen';
import type { Person } from './presence';
import { createTogether, foldTogether, NOT_TURNED, readLook, REST_MS, type Together } from './together';

const [TWO, THREE] = ['BBBBBBBBBBB', 'CCCCCCCCCCC'];
const sheet = (id: string): Sheet => ({ id, title: '', order: id, paper: 'plain' });
const entry = (data: unknown, more: Partial<Entry> = {}): Entry => ({
  seq: 1, at: 0, kind: 'chapter', role: 'coach', author: 'eva', n: 0, refs: [], blobs: [], clock: 0, data, own: false, ...more,
});

/** A room of pages that hear each other at once, and one log. */
class Easel {
  readonly sheets = signal<readonly Sheet[]>([FIRST_SHEET, TWO, THREE].map(sheet));
  readonly gone = signal<readonly Sheet[]>([]);
  readonly entries: Entry[] = [];
  readonly #pages = new Map<string, { role: Role; hear: Set<(page: string, body: unknown) => void>; follow: Set<(entry: Entry) => void> }>();
  readonly #peers = signal<readonly Peer[]>([]);
  readonly said: unknown[] = [];
  /** live messages are lost */
  silent = false;

  page(name: string, role: 'coach' | 'guest'): Together {
    const hear = new Set<(page: string, body: unknown) => void>();
    const follow = new Set<(entry: Entry) => void>();
    this.#pages.set(name, { role, hear, follow });
    this.#peers.value = [...this.#pages].map(([page, { role: of }], link) => ({ page, role: of, link, device: link }));
    const live: LivePort = {
      send: (body) => {
        this.said.push(body);
        if (!this.silent) this.say(name, body);
      },
      onMessage: (ear) => {
        hear.add(ear);
        return () => hear.delete(ear);
      },
    };
    const persons = signal<readonly Person[]>([]);
    this.#peers.subscribe((peers) => {
      persons.value = peers.filter((p) => p.page !== name).map((p) => ({ link: p.link, role: p.role, pages: [p.page], remote: null }));
    });
    return createTogether({
      board: { sheets: this.sheets, goneSheets: this.gone },
      live,
      persons,
      log: {
        role,
        page: name,
        peers: this.#peers,
        caughtUp: signal(true),
        onEntry: (listener) => {
          for (const one of this.entries) listener(one);
          follow.add(listener);
          return () => follow.delete(listener);
        },
        append: (kind, data) => {
          const said = entry(data, { kind, role, author: name, seq: this.entries.length + 1 });
          this.entries.push(said);
          for (const [page, { follow: all }] of this.#pages) for (const one of all) one({ ...said, own: page === name });
          return Promise.resolve({ author: name, n: said.seq, kept: Promise.resolve(said.seq) });
        },
      },
    });
  }

  say(from: string, body: unknown): void {
    for (const [other, { hear }] of this.#pages) if (other !== from) for (const ear of hear) ear(from, body);
  }

  leaves(name: string): void {
    this.#pages.delete(name);
    this.#peers.value = this.#peers.value.filter(({ page }) => page !== name);
  }
}

let easel: Easel;
beforeEach(() => {
  vi.useFakeTimers();
  easel = new Easel();
});
afterEach(() => vi.useRealTimers());

describe('together', () => {
  it('everybody sees the sheet the coach turns to; a chapter says so at once, and then only when the hand rests', () => {
    const [eva, sam] = [easel.page('eva', 'coach'), easel.page('sam', 'guest')];
    for (const to of [TWO, FIRST_SHEET, TWO, THREE]) eva.turn(to);
    expect(sam.shown.value).toBe(THREE);
    expect(easel.entries.map(({ data }) => data)).toEqual([{ type: 'sheet', sheet: TWO, together: true }]);
    vi.advanceTimersByTime(REST_MS);
    vi.advanceTimersByTime(REST_MS);
    expect(easel.entries.map(({ data }) => data)).toEqual([
      { type: 'sheet', sheet: TWO, together: true },
      { type: 'sheet', sheet: THREE, together: true },
    ]);
  });

  it('who comes later lands where the coach is, without a live word', () => {
    const eva = easel.page('eva', 'coach');
    eva.turn(TWO);
    vi.advanceTimersByTime(REST_MS);
    easel.silent = true;
    expect(easel.page('sam', 'guest').shown.value).toBe(TWO);
    easel.leaves('eva');
    expect(easel.page('eva2', 'coach').shown.value).toBe(TWO);
  });

  it('a client who looks back is not torn away, sees where the coach is, and comes back when asked', () => {
    const [eva, sam] = [easel.page('eva', 'coach'), easel.page('sam', 'guest')];
    eva.turn(TWO);
    sam.turn(FIRST_SHEET);
    eva.turn(THREE);
    expect(sam.shown.value).toBe(FIRST_SHEET);
    expect(sam.elsewhere.value).toEqual({ sheet: THREE, stays: true });
    expect([...eva.looks.value]).toEqual([['sam', FIRST_SHEET]]);
    expect(eva.shown.value).toBe(THREE);
    sam.comeAlong();
    expect([sam.shown.value, sam.elsewhere.value]).toEqual([THREE, null]);
    eva.turn(TWO);
    expect(sam.shown.value).toBe(TWO);
  });

  it('turning back by oneself to where the coach is, is coming back', () => {
    const [eva, sam] = [easel.page('eva', 'coach'), easel.page('sam', 'guest')];
    eva.turn(TWO);
    sam.turn(FIRST_SHEET);
    sam.turn(TWO);
    eva.turn(THREE);
    expect(sam.shown.value).toBe(THREE);
  });

  it('a hand on the sheet stays there until it is lifted, and comes along then', () => {
    const [eva, sam] = [easel.page('eva', 'coach'), easel.page('sam', 'guest')];
    sam.busy.value = true;
    eva.turn(TWO);
    expect(sam.shown.value).toBe(FIRST_SHEET);
    expect(sam.elsewhere.value).toEqual({ sheet: TWO, stays: false });
    sam.busy.value = false;
    expect(sam.shown.value).toBe(TWO);
  });

  it('off, each leafs alone; on again, everybody is where the coach is', () => {
    const [eva, sam] = [easel.page('eva', 'coach'), easel.page('sam', 'guest')];
    eva.setOn(false);
    eva.turn(TWO);
    sam.turn(THREE);
    expect([sam.shown.value, sam.elsewhere.value, sam.on.value]).toEqual([THREE, null, false]);
    eva.setOn(true);
    expect(sam.shown.value).toBe(TWO);
    expect(easel.entries.at(-1)?.data).toEqual({ type: 'sheet', sheet: TWO, together: true });
  });

  it('a client who says to lead is not followed', () => {
    const [eva, sam] = [easel.page('eva', 'coach'), easel.page('sam', 'guest')];
    void sam;
    const kim = easel.page('kim', 'guest');
    kim.turn(TWO);
    expect([eva.shown.value, kim.shown.value]).toEqual([FIRST_SHEET, TWO]);
  });

  it('where nobody is to go back to, nothing is said', () => {
    const eva = easel.page('eva', 'coach');
    eva.turn(TWO);
    vi.advanceTimersByTime(REST_MS);
    easel.leaves('eva');
    const sam = easel.page('sam', 'guest');
    sam.turn(FIRST_SHEET);
    expect([sam.shown.value, sam.elsewhere.value]).toEqual([FIRST_SHEET, null]);
  });

  it('when the shown sheet is taken away, what lies in its place is shown; brought back it turns nobody', () => {
    const [eva, sam] = [easel.page('eva', 'coach'), easel.page('sam', 'guest')];
    eva.turn(TWO);
    const all = easel.sheets.value;
    batch(() => {
      easel.sheets.value = all.filter(({ id }) => id !== TWO);
      easel.gone.value = [sheet(TWO)];
    });
    expect([eva.shown.value, sam.shown.value]).toEqual([THREE, THREE]);
    batch(() => {
      easel.sheets.value = all;
      easel.gone.value = [];
    });
    sam.busy.value = true;
    sam.busy.value = false;
    expect([eva.shown.value, sam.shown.value]).toEqual([THREE, THREE]);
  });

  it('while the log is told again from its beginning, nobody loses the place', () => {
    const [eva, sam] = [easel.page('eva', 'coach'), easel.page('sam', 'guest')];
    eva.turn(THREE);
    const all = easel.sheets.value;
    easel.sheets.value = [sheet(FIRST_SHEET)];
    easel.sheets.value = all;
    expect([eva.shown.value, sam.shown.value]).toEqual([THREE, THREE]);
  });

  it('a live word that was overtaken turns nobody back', () => {
    const [eva, sam] = [easel.page('eva', 'coach'), easel.page('sam', 'guest')];
    eva.turn(TWO);
    const late = easel.said.at(-1);
    eva.turn(THREE);
    easel.say('eva', late);
    expect(sam.shown.value).toBe(THREE);
  });

  it('a sheet that has not arrived yet is turned to when it has', () => {
    const [eva, sam] = [easel.page('eva', 'coach'), easel.page('sam', 'guest')];
    const NEW = 'NNNNNNNNNNN';
    void eva;
    easel.silent = true;
    const late = entry({ type: 'sheet', sheet: NEW, together: true });
    expect(foldTogether(NOT_TURNED, late).led?.sheet).toBe(NEW);
    easel.silent = false;
    eva.turn(NEW);
    expect(sam.shown.value).toBe(FIRST_SHEET);
    easel.sheets.value = [...easel.sheets.value, sheet(NEW)];
    expect(sam.shown.value).toBe(NEW);
  });
});

describe('what is read', () => {
  it.each([null, 7, {}, { type: 'sheet' }, { type: 'sheet', sheet: 7 }, { type: 'sheet', sheet: 'short' }, { type: 'exercise', sheet: TWO }])(
    'a chapter of another shape changes nothing: %j',
    (data) => expect(foldTogether(NOT_TURNED, entry(data))).toBe(NOT_TURNED),
  );
  it('only a coach turns for everybody; together unless it says no', () => {
    expect(foldTogether(NOT_TURNED, entry({ type: 'sheet', sheet: TWO }, { role: 'guest' }))).toBe(NOT_TURNED);
    expect(foldTogether(NOT_TURNED, entry({ type: 'sheet', sheet: TWO }))).toEqual({ on: true, led: { sheet: TWO, page: 'eva' } });
    expect(foldTogether(NOT_TURNED, entry({ type: 'sheet', sheet: TWO, together: false })).on).toBe(false);
  });
  it('a live word of another shape is none', () => {
    for (const odd of [null, 'at', { t: 'at' }, { t: 'at', s: 7, n: 1 }, { t: 'at', s: TWO }, { t: 'at', s: TWO, n: 1.5 }, { t: 'c', s: TWO, n: 1 }]) expect(readLook(odd)).toBeNull();
    expect(readLook({ t: 'at', s: TWO, n: 1, on: 'yes' })).toEqual({ t: 'at', s: TWO, n: 1 });
  });
});
