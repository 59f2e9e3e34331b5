/** Lending in the room: little until something is asked, or somebody wants to; then all that belongs to it. */
import { useSignal, type ReadonlySignal, type Signal } from '@preact/signals';
import type { FunctionComponent } from 'preact';
import { useEffect } from 'preact/hooks';
import { isFields } from '../../wire/shapes';
import type { Names } from '../room/names';
import type { Room } from '../room/openRoom';
import { r } from '../room/words';
import type { Lending, LendingMeans } from './lending';

export type LendPanel = { readonly is: 'ask' } | { readonly is: 'list' } | { readonly is: 'answer'; readonly share: string };

interface Here {
  readonly lending: Lending;
  readonly LendPart: FunctionComponent<LendPartProps>;
  readonly LendInWho: FunctionComponent<LendInWhoProps>;
}

export interface LendPartProps {
  readonly room: Room;
  readonly names: Names;
  readonly lending: Lending;
  readonly panel: Signal<LendPanel | null>;
  readonly onSaid: (word: string) => void;
  /** the focus was on what is no longer there */
  readonly onLost: () => void;
}

export interface LendInWhoProps {
  readonly lending: Lending;
  readonly onList: () => void;
}

export interface LendingHere {
  readonly here: ReadonlySignal<Here | null>;
  readonly panel: Signal<LendPanel | null>;
  open(panel: LendPanel): void;
}

export const loadLending = async () => {
  const [{ createLending }, parts] = await Promise.all([import('./lending'), import('./LendPart')]);
  return { createLending, ...parts };
};

export function useLending(room: Room, means: LendingMeans, onSaid: (word: string) => void): LendingHere {
  const here = useSignal<Here | null>(null);
  const panel = useSignal<LendPanel | null>(null);
  const wanted = useSignal(false);
  useEffect(
    () =>
      room.log.onEntry(({ kind, data }) => {
        if (kind === 'agreement' && isFields(data) && data['type'] === 'share') wanted.value = true;
      }),
    [room],
  );
  useEffect(() => {
    if (!wanted.value) return;
    let left = false;
    loadLending().then(
      ({ createLending, LendPart, LendInWho }) => {
        if (!left) here.value = { lending: createLending(room, means), LendPart, LendInWho };
      },
      () => {
        // Offline, and never needed before; asked again, it is tried again.
        wanted.value = false;
        if (panel.peek() !== null) onSaid(r('lend_offline'));
        panel.value = null;
      },
    );
    return () => {
      left = true;
      here.peek()?.lending.dispose();
    };
  }, [room, wanted.value]);
  return {
    here,
    panel,
    open(what) {
      wanted.value = true;
      panel.value = what;
    },
  };
}

/** The notices and panels; nothing until there is something to lend. */
export function LendHere({ lend, ...parts }: { readonly lend: LendingHere } & Omit<LendPartProps, 'lending' | 'panel'>) {
  const found = lend.here.value;
  return found === null ? null : <found.LendPart {...parts} lending={found.lending} panel={lend.panel} />;
}
