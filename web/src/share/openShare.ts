/**
 * A share as whoever it was lent to has it: opened by the trainer's link, held open, lost when it ends.
 *
 *     const greeting = await greetingOf('', share, secret);      // before the click: with whom, until when
 *     const opened = await openShare('', share, secret);         // after it: listed for those who lent
 *     opened.parcel.value?.recording                             // null until it is there, and once it is over
 *     opened.ended.value                                         // true within 5 s of either side's end, or the date
 *     await opened.review({ … });  opened.reviews.value          // remarks beside it, in log order
 *     opened.close();
 *
 * Opening registers this device and is listed for coach and client before anything is handed out; so it
 * needs a person's click (mail scanners open links). What was handed out is dropped here when it is over:
 * whoever draws from `parcel` drops it by following the signal, and draws nothing of its own keeping.
 */
import { computed, effect, signal, type ReadonlySignal } from '@preact/signals';
import { fromBase64url, toBase64url } from '../crypto/base64url';
import { CryptoError } from '../crypto/errors';
import { deriveKeys, type Secret } from '../crypto/keys';
import { openGreeting } from '../crypto/purposes';
import { randomBytes } from '../crypto/random';
import { createApi } from '../log/api';
import { deviceOf } from '../log/device';
import { LogError } from '../log/LogError';
import { openLog, type OpenLogOptions } from '../log/openLog';
import type { Entry } from '../log/types';
import { trainerOf } from './links';
import { openParcel, type Parcel } from './parcel';
import { recordingOf } from './recording';

export interface ShareGreeting {
  /** who made it */
  readonly coach: string;
  /** for whom it was asked, in the coach's words */
  readonly whom: string;
  /** ms, server clock; it may end sooner */
  readonly until: number;
  readonly lang: 'nl' | 'en';
}

export type OpenedState =
  | 'opening'
  /** made, and the recording is not in it yet */
  | 'empty'
  | 'open'
  /** no line to the server: whether it still may be seen is not known; it comes back by itself */
  | 'away'
  /** for good: somebody ended it, or its date has come */
  | 'ended'
  /** what is there is not what it says it is */
  | 'unreadable';

export type Review = Pick<Entry, 'seq' | 'at' | 'role' | 'author' | 'own' | 'data'>;

/** Who opens it: whoever it was lent to, or the coach who made it. */
export type Opener = 'trainer' | 'coach';

export interface OpenedShare {
  readonly role: Opener;
  readonly state: ReadonlySignal<OpenedState>;
  readonly ended: ReadonlySignal<boolean>;
  /** null where the coach gave none */
  readonly greeting: ShareGreeting | null;
  /** decoded, and checked in shape; null until it is there, and from its end on */
  readonly parcel: ReadonlySignal<Parcel | null>;
  /** remarks, oldest first; their shape is not checked */
  readonly reviews: ReadonlySignal<readonly Review[]>;
  /** Append a remark; settles when it is in the log. @throws LogError */
  review(data: unknown): Promise<void>;
  close(): void;
}

/** How often its date is looked at where no server says that it came, ms. */
const LOOK_EVERY_MS = 1000;
const OVER: readonly string[] = ['ended', 'revoked', 'unknown_link', 'not_found'];

/**
 * Read what the link is for; nothing is listed by that.
 *
 * @throws LogError `ended` when it is over, `unknown_link` where no such share is
 */
export async function greetingOf(base: string, share: string, trainer: Secret): Promise<ShareGreeting | null> {
  const keys = await deriveKeys(share, 'trainer', trainer);
  const sealed = await createApi(base, share, { token: keys.token }).greeting();
  if (sealed === null) return null;
  try {
    const { coach, guest = '', until, lang } = await openGreeting(keys, fromBase64url(sealed));
    return { coach, whom: guest, until, lang };
  } catch (error) {
    if (error instanceof CryptoError) return null;
    throw error;
  }
}

/**
 * Open a share by its trainer's link, or by its coach's own, and follow it until `close`.
 *
 * Only the trainer's opening is listed for those who lent.
 *
 * @param secret the trainer's, or the coach's of the share
 * @param options of the log below; tests put a scripted server there
 * @throws LogError `ended` when it is over, `too_large` when it was opened as often as it may be
 */
export async function openShare(
  base: string,
  share: string,
  secret: Secret,
  options: Partial<OpenLogOptions> & { readonly role?: Opener } = {},
): Promise<OpenedShare> {
  const { role = 'trainer' } = options;
  const page = options.page ?? toBase64url(randomBytes(8));
  const [{ token }, device, greeting] = await Promise.all([
    deriveKeys(share, role, secret),
    options.device ?? deviceOf(share),
    // It lies at the trainer's link, which the coach made.
    (role === 'coach' ? trainerOf(share, secret) : Promise.resolve(secret)).then((trainer) => greetingOf(base, share, trainer)),
  ]);
  const { settings } = await createApi(base, share, { token, device, page }).register();
  const until = settings?.until ?? greeting?.until ?? 0;
  const log = await openLog({ ...options, log: share, role, kind: 'share', secret, base, device, page });
  const held = signal<Parcel | null>(null);
  const odd = signal(false);
  const passed = signal(false);
  const reviews = signal<readonly Review[]>([]);

  const ended = computed(() => passed.value || OVER.includes(log.closed.value ?? ''));
  const state = computed((): OpenedState => {
    if (ended.value) return 'ended';
    if (odd.value || log.closed.value !== null) return 'unreadable';
    if (log.link.value === 'away') return 'away';
    if (held.value !== null) return 'open';
    return log.caughtUp.value ? (log.seq.value > 0 ? 'unreadable' : 'empty') : 'opening';
  });

  log.onEntry((entry) => {
    if (entry.kind === 'review') reviews.value = [...reviews.value, entry];
    if (entry.kind !== 'recording') return;
    const bytes = recordingOf(entry);
    const parcel = bytes === null ? null : openParcel(bytes);
    if (parcel === null) odd.value = true;
    else held.value = parcel;
  });
  // The server says when the date has come; without a line to it, this machine's clock does.
  const looking = setInterval(() => {
    if (until > 0 && log.link.peek() !== 'connected' && Date.now() >= until) passed.value = true;
  }, LOOK_EVERY_MS);
  const close = (): void => {
    clearInterval(looking);
    held.value = null;
    log.close();
  };
  const stop = effect(() => {
    if (ended.value) close();
  });
  log.open();
  return {
    role,
    state,
    ended,
    greeting,
    parcel: computed(() => (state.value === 'open' || state.value === 'away' ? held.value : null)),
    reviews,
    async review(data) {
      if (ended.peek()) throw new LogError('ended');
      const { kept } = await log.append('review', data);
      await kept;
    },
    close() {
      stop();
      close();
    },
  };
}
