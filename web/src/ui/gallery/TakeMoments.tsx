/** Sheets of then taken along: one, those of a session, or two beside each other. */
import { useSignal } from '@preact/signals';
import { useContext } from 'preact/hooks';
import { takeSheets, type Format, type TakeOptions } from '../../canvas/export/take';
import { Pictures } from '../../canvas/pictures/context';
import { changesBetween } from '../../exercises/compare';
import type { Moment } from '../../exercises/gallery';
import { language } from '../../i18n/language';
import { TakeDialog, type TakeState } from '../sheets/TakeDialog';
import { takeCompared } from './comparedFile';
import { nameOf as momentName } from './moment';
import { tell } from './told';
import { g } from './words';

export type Taken =
  | { readonly is: 'moments'; readonly moments: readonly Moment[]; readonly what: string }
  | { readonly is: 'two'; readonly before: Moment; readonly after: Moment };

export interface TakeMomentsProps {
  readonly what: Taken;
  readonly nameOf: (by: string) => string;
  readonly onClose: () => void;
}

const FORMATS = { moments: ['pdf', 'png', 'svg', 'print'], two: ['pdf', 'png'] } as const satisfies Readonly<Record<Taken['is'], readonly Format[]>>;

export function TakeMoments({ what, nameOf, onClose }: TakeMomentsProps) {
  const desk = useContext(Pictures);
  const state = useSignal<TakeState>('idle');

  async function take(how: Pick<TakeOptions, 'format' | 'ground' | 'onProgress'>): Promise<void> {
    if (what.is === 'moments')
      return takeSheets({
        ...how,
        desk,
        nameOf,
        sheets: what.moments.map((moment, at) => ({
          paper: moment.paper, elements: moment.elements, title: momentName(moment), number: moment.number ?? at + 1, day: new Date(moment.at),
        })),
        language: language.value,
      });
    const { before, after } = what;
    return takeCompared(
      {
        before,
        after,
        telling: tell(changesBetween(before, after), before, after, nameOf),
        heads: [momentName(before), momentName(after)],
        title: g('what'),
        lineOf: ({ number, what: marks, said }) => `${number}. ${marks.map((one) => g(one)).join(', ')}: ${said.join('; ')}`,
        desk,
        nameOf,
        language: language.value,
      },
      how.format === 'png' ? 'png' : 'pdf',
    );
  }

  return (
    <TakeDialog state={state} formats={FORMATS[what.is]} count={what.is === 'two' ? 1 : what.moments.length} onWhite={what.is === 'moments'} take={take} onClose={onClose}>
      <p class="aside">{what.is === 'two' ? g('take_two', { first: momentName(what.before), second: momentName(what.after) }) : what.what}</p>
    </TakeDialog>
  );
}
