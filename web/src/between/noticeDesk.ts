/** Being told by e-mail that there is a message: one's own address and, for a coach, whom mails do not reach. */
import { effect, signal, type ReadonlySignal } from '@preact/signals';
import type { LetterApi } from '../log/letterApi';
import { LogError } from '../log/LogError';
import type { SealedLog } from '../log/types';
import type { AskNotice, NoticeRow, NoticeState } from '../wire/protocol.gen';

export type NoticeTrouble = 'address_wrong' | 'ask_too_fast' | 'ask_failed';

export interface NoticeDesk {
  /** null until the server said it, and where it sends no mail */
  readonly own: ReadonlySignal<NoticeState | null>;
  /** links whose mails do not arrive; for a coach, never their own */
  readonly broken: ReadonlySignal<readonly NoticeRow[]>;
  look(): Promise<void>;
  /** @returns what is in the way; null when a question is on its way */
  ask(asked: AskNotice): Promise<NoticeTrouble | null>;
  /** @returns whether the address is gone */
  drop(): Promise<boolean>;
  dispose(): void;
}

type Api = Pick<LetterApi, 'notice' | 'askNotice' | 'dropNotice' | 'notices'>;

export function createNoticeDesk(api: Api, log: Pick<SealedLog, 'role' | 'link' | 'caughtUp' | 'peers' | 'page'>): NoticeDesk {
  const own = signal<NoticeState | null>(null);
  const broken = signal<readonly NoticeRow[]>([]);

  async function look(): Promise<void> {
    try {
      const state = await api.notice();
      own.value = state.available ? state : null;
      if (!state.available || log.role !== 'coach') return;
      const mine = log.peers.peek().find(({ page }) => page === log.page)?.link;
      broken.value = (await api.notices()).filter(({ link, state: how }) => how === 'failing' && link !== mine);
    } catch {
      // Offline: what was known stays, and is asked again when the line is back.
    }
  }
  const stop = effect(() => {
    if (log.link.value === 'connected' && log.caughtUp.value) void look();
  });
  const onSeen = (): void => {
    if (document.visibilityState === 'visible' && log.link.peek() === 'connected') void look();
  };
  document.addEventListener('visibilitychange', onSeen);

  return {
    own,
    broken,
    look,
    async ask(asked) {
      try {
        own.value = await api.askNotice(asked);
        return null;
      } catch (error) {
        if (!(error instanceof LogError)) return 'ask_failed';
        return error.word === 'malformed' ? 'address_wrong' : error.word === 'too_fast' ? 'ask_too_fast' : 'ask_failed';
      }
    },
    async drop() {
      try {
        await api.dropNotice();
        own.value = { available: true };
        return true;
      } catch {
        return false;
      }
    },
    dispose() {
      stop();
      document.removeEventListener('visibilitychange', onSeen);
    },
  };
}
