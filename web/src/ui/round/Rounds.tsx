/** A round in the room: little until there is one, or a coach asks for one; then all that belongs to it. */
import { useSignal, type ReadonlySignal, type Signal } from '@preact/signals';
import type { FunctionComponent } from 'preact';
import { useEffect } from 'preact/hooks';
import { isFields } from '../../wire/shapes';
import { mayReadOut, readOutAsked } from '../../canvas/exercises';
import type { PileKeeper } from '../../exercises/round/pileKeeper';
import type { Anonymous } from '../../log/anonymous';
import type { Names } from '../room/names';
import type { Room } from '../room/openRoom';
import type { Rounds } from './rounds';
import { loadRoundWords } from './words';

export type RoundPanel = 'pile' | 'mark' | 'choice' | 'steps';

/** What every part of a round is given. */
export interface RoundParts {
  readonly room: Room;
  readonly names: Names;
  readonly rounds: Rounds;
  readonly panel: Signal<RoundPanel | null>;
  /** something to say for a moment */
  readonly onSaid: (word: string) => void;
}
type Part = FunctionComponent<RoundParts>;
interface Here {
  readonly rounds: Rounds;
  /** among the notices, seen whatever else is open */
  readonly Banner: Part;
  /** over the sheet */
  readonly Light: Part;
}

export interface RoundHere {
  readonly here: ReadonlySignal<Here | null>;
  readonly panel: Signal<RoundPanel | null>;
  /** the coach asks what can be done with a round */
  ask(): void;
}

export const loadRounds = async () => {
  const [parts, { createRounds }] = await Promise.all([import('./parts'), import('./rounds'), loadRoundWords()]);
  return { ...parts, createRounds };
};

/** What a round needs beside the room. */
export interface RoundMeans {
  /** what one keeps to oneself, on this device */
  openPile(): Promise<PileKeeper>;
  openAnonymous(): Promise<Anonymous>;
}

export function useRounds(room: Room, means: RoundMeans): RoundHere {
  const here = useSignal<Here | null>(null);
  const panel = useSignal<RoundPanel | null>(null);
  const wanted = useSignal(false);
  useEffect(
    () =>
      room.log.onEntry(({ kind, data }) => {
        if (kind === 'chapter' && isFields(data) && (data['type'] === 'round' || data['type'] === 'spotlight')) wanted.value = true;
      }),
    [room],
  );
  useEffect(() => {
    if (!wanted.value) return;
    let left = false;
    void Promise.all([loadRounds(), means.openPile(), means.openAnonymous()]).then(
      ([{ Banner, Light, createRounds }, keeper, anonymous]) => {
        if (!left) here.value = { rounds: createRounds(room, keeper, anonymous), Banner, Light };
      },
      () => {
        wanted.value = false; // offline, and never needed before; asked again, it is tried again
      },
    );
    return () => {
      left = true;
      here.value?.rounds.dispose();
    };
  }, [room, wanted.value]);
  // Offered where somebody else listens than the one who wrote.
  const offered = room.log.role === 'coach' && room.persons.value.length > 1;
  useEffect(() => {
    mayReadOut.value = offered;
    return () => {
      mayReadOut.value = false;
    };
  }, [offered]);
  const note = readOutAsked.value;
  useEffect(() => {
    if (note === null) return;
    if (here.value === null) wanted.value = true;
    else {
      here.value.rounds.light(note);
      readOutAsked.value = null;
    }
  }, [note, here.value]);
  return {
    here,
    panel,
    ask() {
      wanted.value = true;
      panel.value = 'steps';
    },
  };
}

export interface RoundPartProps extends Omit<RoundParts, 'rounds' | 'panel'> {
  readonly round: RoundHere;
  readonly part: 'Banner' | 'Light';
}

export function RoundPart({ round, part, ...parts }: RoundPartProps) {
  const found = round.here.value;
  if (found === null) return null;
  const Shown = found[part];
  return <Shown {...parts} rounds={found.rounds} panel={round.panel} />;
}
