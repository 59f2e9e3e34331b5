/** The sheets of then and now, for both: session by session, one large, two beside each other. */
import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { momentsOf, type Moment } from '../../exercises/gallery';
import { isAnotherPast } from '../../log/LogError';
import { Button } from '../Button';
import { Dialog } from '../Dialog';
import { Notice } from '../Notice';
import type { Names } from '../room/names';
import type { Room } from '../room/openRoom';
import { createSpare } from '../sheets/spare';
import { useRead } from '../useRead';
import { Compared } from './Compared';
import { GalleryParts } from './GalleryParts';
import { nameOf, nowOf } from './moment';
import { OneMoment } from './OneMoment';
import { readGallery } from './readGallery';
import { TakeMoments, type Taken } from './TakeMoments';
import { g } from './words';
import '../sheets/panels.css';
import './gallery.css';

export interface GalleryProps {
  readonly room: Room;
  readonly names: Names;
  readonly onClose: () => void;
}

type View =
  | { readonly is: 'all' }
  | { readonly is: 'one'; readonly key: string }
  | { readonly is: 'two'; readonly before: Moment; readonly after: Moment }
  | { readonly is: 'take'; readonly what: Taken; readonly from: View };

export function Gallery({ room, names, onClose }: GalleryProps) {
  const { board, easel } = room;
  /** what stood in the way of reading all of it, where a part could be read */
  const partly = useSignal<string | null>(null);
  const { found: parts, failed: wholly, done, again } = useRead(async (onProgress) => {
    partly.value = null;
    const read = await readGallery(room, onProgress);
    partly.value = read.failed;
    return read.parts;
  }, []);
  const failed = wholly.value ?? partly.value;
  const view = useSignal<View>({ is: 'all' });
  const last = useSignal<string | null>(null);
  const chosen = useSignal<readonly string[]>([]);
  const spare = useMemo(() => createSpare(() => easel.busy.peek() || board.liveInk.peek().length > 0), [room]);

  const moments = momentsOf(parts.value ?? []);
  const picked = chosen.value.flatMap((key) => moments.filter((moment) => moment.key === key));
  const called = (id: string): string => names.of(id);
  const all = (): void => void (view.value = { is: 'all' });
  const take = (what: Taken): void => void (view.value = { is: 'take', what, from: view.peek() });
  function compare(one: Moment, other: Moment): void {
    const [before, after] = one.at <= other.at ? [one, other] : [other, one];
    view.value = { is: 'two', before, after };
  }
  function choose({ key }: Moment): void {
    const others = chosen.peek().filter((one) => one !== key);
    chosen.value = others.length < chosen.peek().length ? others : [...others.slice(-1), key];
  }

  const at = view.value;
  if (at.is === 'take') return <TakeMoments key="take" what={at.what} nameOf={called} onClose={() => (view.value = at.from)} />;
  if (at.is === 'two')
    return <Compared before={at.before} after={at.after} nameOf={called} onTake={take} onClose={all} />;
  if (at.is === 'one') {
    const place = moments.findIndex(({ key }) => key === at.key);
    const moment = moments[place];
    if (moment !== undefined) {
      const now = moment.is === 'now' ? null : nowOf(room, moment.sheet);
      return (
        <OneMoment
          moment={moment}
          place={place + 1}
          count={moments.length}
          nameOf={called}
          onTurn={(step) => {
            // Keys may come faster than the page is drawn: from where one is by now.
            const shown = view.peek();
            const next = shown.is === 'one' ? moments[moments.findIndex(({ key }) => key === shown.key) + step] : undefined;
            if (next === undefined) return;
            last.value = next.key;
            view.value = { is: 'one', key: next.key };
          }}
          onCompare={now === null ? null : () => compare(moment, now)}
          onTake={() => take({ is: 'moments', moments: [moment], what: nameOf(moment) })}
          onClose={all}
        />
      );
    }
  }
  return (
    <Dialog title={g('title')} onClose={onClose} class="gallery-panel">
      <div class="stack loose">
        <p class="aside">{g('line')}</p>
        {failed === null ? null : (
          <Notice look="wrong">
            <p>{g(isAnotherPast(failed) ? 'wrong' : 'offline')}</p>
            <Button onClick={again}>{g('again')}</Button>
          </Notice>
        )}
        {parts.value !== null || failed !== null ? null : (
          <label class="kept-reading wait">
            {g('reading')}
            <progress max={1} value={done.value} />
          </label>
        )}
        {parts.value?.length === 0 ? <p>{g('empty')}</p> : null}
        {parts.value === null || parts.value.length === 0 ? null : (
          <GalleryParts
            parts={parts.value}
            chosen={chosen.value}
            last={last.value}
            spare={spare}
            namesOf={(authors, others) => namesOf(room, names, authors, others)}
            onOpen={({ key }) => {
              last.value = key;
              view.value = { is: 'one', key };
            }}
            onChoose={choose}
            onTake={(part, title) => {
              const all = [...part.moments, ...part.unchanged];
              take({ is: 'moments', moments: all, what: all.length === 1 ? g('take_part_one', { part: title }) : g('take_part', { part: title, count: all.length }) });
            }}
          />
        )}
      </div>
      <ChosenBar
        picked={picked}
        now={picked.length === 1 && picked[0] !== undefined && picked[0].is !== 'now' ? nowOf(room, picked[0].sheet) : null}
        onCompare={compare}
        onNone={() => (chosen.value = [])}
      />
    </Dialog>
  );
}

/** Each once, of those who said who they are; of a session that one was in oneself, the others. */
function namesOf({ talk, name }: Room, names: Names, authors: readonly string[], others: boolean): readonly string[] {
  const all = [...new Set(authors.filter((author) => talk.value.members.has(author)).map((author) => names.of(author)))];
  const left = others ? all.filter((one) => one !== name.value) : all;
  return left.length === 0 ? all : left;
}

interface ChosenBarProps {
  readonly picked: readonly Moment[];
  /** the only one that is chosen, as it is now */
  readonly now: Moment | null;
  readonly onCompare: (one: Moment, other: Moment) => void;
  readonly onNone: () => void;
}

function ChosenBar({ picked: [first, second], now, onCompare, onNone }: ChosenBarProps) {
  const said =
    first === undefined
      ? ''
      : second === undefined
        ? g(now === null ? 'chosen_only' : 'chosen_one', { moment: nameOf(first) })
        : g('chosen_two', { first: nameOf(first), second: nameOf(second) });
  const other = second ?? now;
  return (
    <div class={first === undefined ? 'unseen' : 'gallery-bar'}>
      <p role="status">{said}</p>
      {first === undefined ? null : (
        <div class="row">
          {other === null ? null : (
            <Button look="primary" onClick={() => onCompare(first, other)}>
              {g(second === undefined ? 'with_now' : 'compare')}
            </Button>
          )}
          <Button look="quiet" onClick={onNone}>
            {g('none')}
          </Button>
        </div>
      )}
    </div>
  );
}
