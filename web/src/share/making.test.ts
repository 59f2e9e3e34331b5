/** A share is made once and filled once, however often its making breaks off. */
import { afterEach, expect, it, vi } from 'vitest';
import { makeShare, type Making } from './acts';
import { deriveShare } from './links';

const SHARE = 'AAAAAAAAAAAAAAAAAAAAAA';
afterEach(() => vi.unstubAllGlobals());

/** A server that holds one share, and breaks the line at one of its routes when it is told to. */
function server() {
  const state = { made: false, blobs: new Set<string>(), head: 0, breaks: '', asked: [] as string[] };
  const answer = (what: string, act: () => Response): Promise<Response> => {
    state.asked.push(what);
    if (state.breaks !== what) return Promise.resolve(act());
    state.breaks = '';
    return Promise.reject(new TypeError('offline'));
  };
  const empty = (): Response => new Response(new Uint8Array(0), { headers: { 'X-Flipover-Head': String(state.head), 'X-Flipover-Next': '0' } });
  vi.stubGlobal('fetch', (url: string, { method }: { method: string }) => {
    if (url === '/api/logs')
      return answer('make', () => {
        if (state.made) return Response.json({ error: 'exists' }, { status: 409 });
        state.made = true;
        return Response.json({ links: [1, 2] });
      });
    if (url.endsWith('/devices'))
      return answer('register', () => Response.json({ role: 'coach', link: 1, registered: true, knock: 'admitted', settings: null }));
    if (method === 'GET') return answer('look', empty);
    return answer('append', () => {
      state.head = 1;
      return Response.json({ results: [{ seq: 1 }] });
    });
  });
  class Request {
    readonly upload: { onprogress?: (event: { loaded: number; total: number }) => void } = {};
    onload?: () => void;
    onerror?: () => void;
    status = 201;
    response = null;
    #url = '';
    open(_method: string, url: string): void {
      this.#url = url;
    }
    setRequestHeader(): void {}
    abort(): void {}
    send(): void {
      state.asked.push('blob');
      const broken = state.breaks === 'blob';
      if (broken) state.breaks = '';
      else state.blobs.add(this.#url);
      queueMicrotask(() => {
        this.upload.onprogress?.({ loaded: 1, total: 1 });
        if (broken) this.onerror?.();
        else this.onload?.();
      });
    }
  }
  vi.stubGlobal('XMLHttpRequest', Request);
  return state;
}

async function making(made: boolean, told: number[] = []): Promise<Making> {
  return {
    room: { base: '', log: SHARE, credentials: { token: 'T' } },
    links: await deriveShare(SHARE, new Uint8Array(32).fill(7)),
    made,
    device: SHARE,
    greeting: { coach: 'Eva', lang: 'nl', until: 9, agreed: '', answer: '', knock: 'never', guest: 'Noor' },
    recording: () => Promise.resolve(new Uint8Array(100)),
    clock: 1,
    onProgress: (done) => told.push(done),
  };
}

it.each(['make', 'register', 'look', 'blob', 'append'])('goes on when it broke off at %s', async (where) => {
  const state = server();
  state.breaks = where;
  await expect(makeShare(await making(false))).rejects.toThrow('offline');
  const told: number[] = [];
  await makeShare(await making(state.made, told));
  expect([state.made, state.head]).toEqual([true, 1]);
  expect(told.at(-1)).toBe(1);
});

it('puts nothing into a share that is full, and does not even ask what it would be', async () => {
  const state = server();
  await makeShare(await making(false));
  state.asked.length = 0;
  await makeShare({ ...(await making(true)), recording: () => Promise.reject(new Error('asked for')) });
  expect(state.asked).toEqual(['register', 'look']);
});
