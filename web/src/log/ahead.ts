/**
 * What a page that comes in is going to read, asked for while its line is still being made.
 *
 * Only a convenience: whatever did not come, or came too long ago, is asked for anew, and all of it is
 * checked against the head as if it had been asked for then.
 */
import { openKeyframe, type Keyframe } from '../crypto/purposes';
import type { LogKeys } from '../crypto/keys';
import type { Clock } from './clock';
import type { EntriesPage, LogPages } from './transport';

/** Until then a keyframe is the newest, or as good as that; a line is made within a second, or the network is bad. */
const GOOD_FOR_MS = 5_000;
const ALL = Number.MAX_SAFE_INTEGER;

/** The newest keyframe; null in *frame* when it does not open. */
export interface Newest {
  readonly k: number;
  readonly frame: Keyframe | null;
}

interface Asked {
  readonly after: number;
  readonly skip: 'board' | undefined;
  readonly page: Promise<EntriesPage | null>;
}

export class Ahead {
  #askedAt = -Infinity;
  #newest: Promise<Newest | null | undefined> | null = null;
  /** both, once it is known from where on */
  #pages: Promise<readonly Asked[]> = Promise.resolve([]);

  constructor(
    private readonly pages: LogPages,
    private readonly keys: LogKeys,
    private readonly clock: Clock,
  ) {}

  /** Ask now. The server must have said that this device is let in. */
  begin(): void {
    this.#askedAt = this.clock.steady();
    const newest = this.#ask().catch(() => undefined);
    this.#newest = newest;
    this.#pages = newest.then((found) => {
      if (found === undefined) return [];
      const k = found?.frame?.k ?? 0;
      const page = (after: number, until: number, skip?: 'board'): Asked => ({
        after,
        skip,
        page: this.pages.entries(after, until, skip).catch(() => null),
      });
      return k === 0 ? [page(0, ALL)] : [page(0, k, 'board'), page(k, ALL)];
    });
  }

  /** @throws LogError */
  async newest(): Promise<Newest | null> {
    const asked = this.#isGood() ? await this.#newest : undefined;
    this.#newest = null;
    return asked === undefined ? this.#ask() : asked;
  }

  /** @throws LogError */
  async entries(after: number, until: number, skip?: 'board'): Promise<EntriesPage> {
    const asked = this.#isGood() ? (await this.#pages).find((one) => one.after === after && one.skip === skip) : undefined;
    const page = await asked?.page;
    // One that ends where the log did then is of no use when more has come since.
    if (page && (page.next < page.head || page.next >= until)) return page;
    return this.pages.entries(after, until, skip);
  }

  async #ask(): Promise<Newest | null> {
    const found = await this.pages.keyframe();
    if (found === null) return null;
    return { k: found.k, frame: await openKeyframe(this.keys, found.k, found.sealed).catch(() => null) };
  }

  #isGood(): boolean {
    return this.clock.steady() - this.#askedAt < GOOD_FOR_MS;
  }
}
