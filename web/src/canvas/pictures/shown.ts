/**
 * Pictures that lie on the sheet in sight: fetched, opened, judged, and kept ready to be drawn.
 *
 * What another made is judged as strictly as a file: its kind from the bytes, its size before it is
 * opened. Bounded: of what is not in sight the last few stay, the rest is let go.
 */
import { signal, type ReadonlySignal, type Signal } from '@preact/signals';
import { kindOf, sizeOf } from './fileKind';

export type Look =
  /** on its way */
  | { readonly is: 'coming' }
  /** px */
  | { readonly is: 'there'; readonly url: string; readonly width: number; readonly height: number }
  /** gone for good, or no picture */
  | { readonly is: 'lost' };

/** What this product writes; see intake. */
const KINDS: readonly (string | null)[] = ['webp', 'png', 'jpeg'];
/** Twice what is written, on either side. */
const MOST_SIDE = 3200;
const MOST_BYTES = 4_000_000;
/** Not in sight, and still ready when one turns back. */
const KEPT = 12;
const RETRY_FIRST_MS = 1000;
const RETRY_MAX_MS = 30_000;

export interface ShownDeps {
  /** Rejects with an error whose `word` says why; `not_found`, `bad_seal` and `bad_body` are for good. */
  getBlob(id: string): Promise<Uint8Array>;
  /** Call *act* after *ms*; returns what calls it off. */
  after(ms: number, act: () => void): () => void;
  /** Give the bytes an address; rejects when the browser cannot draw them. */
  open(bytes: Uint8Array, kind: string): Promise<string>;
  revoke(url: string): void;
}

export interface Shown {
  look(blob: string): ReadonlySignal<Look>;
  /** Keep it, and go on trying, until the returned function is called. */
  hold(blob: string): () => void;
  /** One's own: there is nothing to fetch. */
  offer(blob: string, bytes: Uint8Array): Promise<void>;
  dispose(): void;
}

interface One {
  readonly look: Signal<Look>;
  held: number;
  busy: boolean;
  tries: number;
  callOff: (() => void) | null;
}

const FOR_GOOD = ['not_found', 'bad_seal', 'bad_body', 'malformed'];

export function createShown(deps: ShownDeps): Shown {
  const all = new Map<string, One>();
  let disposed = false;

  function of(blob: string): One {
    let one = all.get(blob);
    if (one === undefined) {
      one = { look: signal<Look>({ is: 'coming' }), held: 0, busy: false, tries: 0, callOff: null };
      all.set(blob, one);
    }
    return one;
  }

  async function show(one: One, bytes: Uint8Array): Promise<void> {
    const url = await open(bytes);
    // Let go, or there already, meanwhile.
    if (disposed || one.look.peek().is === 'there') return url === null ? undefined : deps.revoke(url.url);
    one.look.value = url === null ? { is: 'lost' } : { is: 'there', ...url };
  }

  async function open(bytes: Uint8Array): Promise<{ url: string; width: number; height: number } | null> {
    const kind = kindOf(bytes);
    const size = kind === null ? null : sizeOf(bytes, kind);
    if (kind === null || size === null || !KINDS.includes(kind) || bytes.length > MOST_BYTES) return null;
    if (Math.max(size.width, size.height) > MOST_SIDE) return null;
    try {
      return { url: await deps.open(bytes, kind), ...size };
    } catch {
      return null;
    }
  }

  async function fetch(blob: string, one: One): Promise<void> {
    if (one.busy || one.callOff !== null || one.look.peek().is !== 'coming') return;
    one.busy = true;
    try {
      await show(one, await deps.getBlob(blob));
    } catch (error) {
      if (FOR_GOOD.includes(wordOf(error))) one.look.value = { is: 'lost' };
      else if (one.held > 0 && !disposed) {
        one.callOff = deps.after(Math.min(RETRY_MAX_MS, RETRY_FIRST_MS * 2 ** one.tries++), () => {
          one.callOff = null;
          if (one.held > 0) void fetch(blob, one);
        });
      }
    } finally {
      one.busy = false;
    }
  }

  /** Oldest first, since a Map remembers who came when. */
  function letGo(): void {
    const idle = [...all].filter(([, { held, look }]) => held === 0 && look.peek().is === 'there');
    for (const [blob, one] of idle.slice(0, Math.max(0, idle.length - KEPT))) {
      all.delete(blob);
      free(one);
    }
  }

  function free(one: One): void {
    one.callOff?.();
    one.callOff = null;
    const look = one.look.peek();
    if (look.is === 'there') deps.revoke(look.url);
  }

  return {
    look: (blob) => of(blob).look,
    hold(blob) {
      const one = of(blob);
      one.held += 1;
      void fetch(blob, one);
      let holding = true;
      return () => {
        if (!holding) return;
        holding = false;
        one.held -= 1;
        if (one.held > 0 || disposed) return;
        one.callOff?.();
        one.callOff = null;
        all.delete(blob); // back in as the youngest
        all.set(blob, one);
        letGo();
      };
    },
    offer: (blob, bytes) => show(of(blob), bytes),
    dispose() {
      disposed = true;
      for (const one of all.values()) free(one);
      all.clear();
    },
  };
}

function wordOf(error: unknown): string {
  const word = typeof error === 'object' && error !== null && 'word' in error ? error.word : '';
  return typeof word === 'string' ? word : '';
}

/** As browsers have it. */
export const browserShown = (getBlob: ShownDeps['getBlob']): Shown =>
  createShown({
    getBlob,
    after(ms, act) {
      const timer = setTimeout(act, ms);
      return () => clearTimeout(timer);
    },
    async open(bytes, kind) {
      const url = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type: `image/${kind}` }));
      const image = new Image();
      image.src = url;
      try {
        await image.decode();
        return url;
      } catch (error) {
        URL.revokeObjectURL(url);
        throw error;
      }
    },
    revoke: (url) => URL.revokeObjectURL(url),
  });
