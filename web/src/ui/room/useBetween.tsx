/** Between two sessions: letters that rest and notices by e-mail, once their code is there; until then nothing of it. */
import { effect, useSignal, type ReadonlySignal, type Signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import type { NoticeDesk } from '../../between/noticeDesk';
import type { RestingDesk } from '../../between/restingDesk';
import type { Credentials } from '../../log/api';
import { browserClock } from '../../log/clock';
import type { ComposerRest } from '../../talk/Composer';
import type { Desk } from '../../talk/desk';
import type { Drafts } from '../../talk/drafts';
import type { Quote } from '../../talk/quotes';
import type { Names } from './names';
import { newId, type Room } from './openRoom';
import { useMinute } from './useMinute';

export interface BetweenMeans {
  readonly base: string;
  readonly credentials: Credentials;
  readonly drafts: Drafts;
}

export const loadBetween = () => import('../../between/load').then(({ load }) => load());
type Parts = Awaited<ReturnType<typeof loadBetween>>;

interface Here {
  readonly parts: Parts;
  readonly resting: RestingDesk;
  readonly notices: NoticeDesk;
}

export interface Between {
  readonly here: ReadonlySignal<Here | null>;
  /** minutes for which what one writes rests; 0: it goes at once */
  readonly minutes: Signal<number>;
  readonly panel: Signal<boolean>;
}

export function useBetween(room: Room, desk: Desk, { base, credentials, drafts }: BetweenMeans): Between {
  const here = useSignal<Here | null>(null);
  const minutes = useSignal(0);
  const panel = useSignal(false);
  useEffect(() => {
    let left = false;
    let dispose = (): void => undefined;
    loadBetween().then(
      (parts) => {
        if (left) return;
        const { log } = room;
        const api = parts.createLetterApi(base, log.id, credentials);
        const resting = parts.createRestingDesk({
          letters: parts.createResting(log, api),
          log,
          desk,
          drafts,
          messages: room.messages,
          newId,
          body: room.letters.bodyApart,
          say: (draft, id) => room.say(draft, id),
          clock: browserClock,
        });
        const notices = parts.createNoticeDesk(api, log);
        minutes.value = parts.restKept(log.id);
        const stop = effect(() => parts.keepRest(log.id, minutes.value));
        dispose = () => {
          stop();
          resting.dispose();
          notices.dispose();
        };
        here.value = { parts, resting, notices };
      },
      // Offline from the start: letters go as they always did.
      () => undefined,
    );
    return () => {
      left = true;
      dispose();
    };
  }, [room]);
  return { here, minutes, panel };
}

/** What the composer needs to have a letter rest. */
export function composerRest({ here, minutes }: Between): ComposerRest | null {
  const found = here.value;
  if (found === null) return null;
  const { resting, parts } = found;
  return {
    minutes: minutes.value,
    busy: resting.busy.value,
    rest: (draft) => resting.rest(draft, minutes.peek()),
    choice: <parts.RestChoice minutes={minutes} />,
    words: parts.b,
  };
}

export interface RestingHereProps {
  readonly between: Between;
  readonly names: Names;
  readonly ofQuote: (quote: Quote) => string;
}

/** Own letters that rest, under the others. */
export function RestingHere({ between, names, ofQuote }: RestingHereProps) {
  const found = between.here.value;
  const now = useMinute(browserClock);
  if (found === null) return null;
  return <found.parts.RestingLetters desk={found.resting} to={names.other()} own={names.own()} ofQuote={ofQuote} now={now} />;
}

export function NoticeHere({ between, room, names }: { readonly between: Between; readonly room: Room; readonly names: Names }) {
  const found = between.here.value;
  if (found === null) return null;
  return <found.parts.NoticeLine desk={found.notices} alone={room.persons.value.length === 0} ofLink={(link) => names.ofLink(link)} onOpen={() => (between.panel.value = true)} />;
}

/** The button in More; nothing where no mail is sent. */
export function noticeWords({ here }: Between): string | null {
  const state = here.value?.notices.own.value ?? null;
  return here.value === null || state === null ? null : here.value.parts.b(here.value.parts.noticeWord(state));
}

export function BetweenPanel({ between, coach }: { readonly between: Between; readonly coach: string | null }) {
  const found = between.here.value;
  if (found === null || !between.panel.value) return null;
  return <found.parts.NoticePanel desk={found.notices} coach={coach} onClose={() => (between.panel.value = false)} />;
}

export function WhoMailHere({ between, coach }: { readonly between: Between; readonly coach: string | null }): ComponentChildren {
  const found = between.here.value;
  return found === null ? null : <found.parts.WhoMail desk={found.notices} coach={coach} />;
}
