/** Two sheets, or one of then and now: beside each other, or one over the other where that is all the room there is. */
import { useComputed, useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { NamesOnSheet } from '../../canvas/drawing/signature';
import { changesBetween } from '../../exercises/compare';
import type { Moment } from '../../exercises/gallery';
import { SHEET_HEIGHT, SHEET_WIDTH } from '../../wire/schema.gen';
import { Button } from '../Button';
import { Dialog } from '../Dialog';
import { MarkedSheet } from './MarkedSheet';
import type { Side } from './marking';
import { nameOf as momentName, sheetThen, whenOf } from './moment';
import { SheetWordsList } from './SheetWordsList';
import type { Taken } from './TakeMoments';
import { tell, type Told } from './told';
import { useZoom } from './useZoom';
import { widthInUi } from './uiWidth';
import { g } from './words';
import { ZoomBar } from './ZoomBar';

export interface ComparedProps {
  readonly before: Moment;
  readonly after: Moment;
  readonly nameOf: (by: string) => string;
  readonly onTake: (what: Taken) => void;
  readonly onClose: () => void;
}

/** ux.md: no letters smaller than that on a screen, CSS px. */
const WORD_PX = 15;

export function Compared({ before, after, nameOf, onTake, onClose }: ComparedProps) {
  const telling = useMemo(() => tell(changesBetween(before, after), before, after, nameOf), [before, after]);
  const marked = useSignal(true);
  /** how much of the later sheet lies over the earlier one, 0..100 */
  const share = useSignal(100);
  const zoom = useZoom(`${before.key} ${after.key}`);
  const narrow = useNarrow();
  const same = before.sheet === after.sheet;
  const list = marked.value ? telling.list : [];
  const heads = same ? ([g('then'), g(after.is === 'now' ? 'now_short' : 'later')] as const) : null;
  const sides = [
    { side: 'before', moment: before, head: heads?.[0] },
    { side: 'after', moment: after, head: heads?.[1] },
  ] as const;
  return (
    <Dialog title={g(same ? 'compared' : 'compared_two')} onClose={onClose} class="gallery-panel gallery-large gallery-compared">
      <div class="compared" data-narrow={narrow ? '' : undefined}>
        <div class="gallery-tools">
          <label class="tick">
            <input type="checkbox" checked={marked.value} onChange={(event) => (marked.value = event.currentTarget.checked)} />
            <span>{g('show')}</span>
          </label>
          <ZoomBar zoom={zoom} />
        </div>
        {narrow ? (
          <div class="compared-slide">
            <button type="button" class="strip-button" aria-pressed={share.value === 0} onClick={() => (share.value = 0)}>
              {heads?.[0] ?? sheetThen(before)}
            </button>
            <input
              type="range"
              min={0}
              max={100}
              step={5}
              value={share.value}
              aria-label={g(same ? 'slide' : 'slide_two')}
              aria-valuetext={g('slide_at', { share: share.value })}
              onInput={(event) => (share.value = event.currentTarget.valueAsNumber)}
            />
            <button type="button" class="strip-button" aria-pressed={share.value === 100} onClick={() => (share.value = 100)}>
              {heads?.[1] ?? sheetThen(after)}
            </button>
          </div>
        ) : null}
        <div ref={zoom.place} class="gallery-place compared-place" tabIndex={0} role="group" aria-label={g(same ? 'compared' : 'compared_two')} data-zoomed={zoom.factor.value > 1 ? '' : undefined}>
          <div class="compared-sheets" style={{ '--zoom': zoom.factor.value, '--share': `${100 - share.value}%` }}>
            {sides.map(({ side, moment, head }) => (
              <figure key={side} data-side={side}>
                <figcaption>
                  {head === undefined ? null : <strong>{head}</strong>}
                  <span>{sheetThen(moment)}</span>
                  {head !== undefined && moment.is === 'now' ? null : <span class="soft">{whenOf(moment)}</span>}
                </figcaption>
                <NamesOnSheet.Provider value={nameOf}>
                  <MarkedPicture moment={moment} side={side} list={list} />
                </NamesOnSheet.Provider>
                <SheetWordsList moment={moment} nameOf={nameOf} />
              </figure>
            ))}
          </div>
        </div>
        <section class="compared-told" aria-labelledby="compared-told">
          <h3 id="compared-told">{g('what')}</h3>
          {before.lacks || after.lacks ? <p class="notice">{g('lacks_compared')}</p> : null}
          <p class="compared-sum">{telling.sum}</p>
          {telling.list.length === 0 ? null : (
            <ol class="compared-list">
              {telling.list.map(({ key, number, what, said }) => (
                <li key={key} value={number}>
                  <strong>{what.map((one) => g(one)).join(', ')}</strong>
                  {said.map((sentence, at) => (
                    <span key={at}>{sentence}</span>
                  ))}
                </li>
              ))}
            </ol>
          )}
          <Button onClick={() => onTake({ is: 'two', before, after })}>{g('take_compared')}</Button>
        </section>
      </div>
    </Dialog>
  );
}

function MarkedPicture({ moment, side, list }: { readonly moment: Moment; readonly side: Side; readonly list: readonly Told[] }) {
  const place = useRef<SVGSVGElement>(null);
  const width = useSignal(0);
  useEffect(() => {
    const svg = place.current;
    if (svg === null) return;
    const sizes = new ResizeObserver(([entry]) => (width.value = Math.round(entry?.contentRect.width ?? 0)));
    sizes.observe(svg);
    return () => sizes.disconnect();
  }, []);
  const size = useComputed(() => (width.value === 0 ? 0 : (WORD_PX * SHEET_WIDTH) / width.value));
  return (
    <svg ref={place} class="sheet-picture" viewBox={`0 0 ${SHEET_WIDTH} ${SHEET_HEIGHT}`} role="img" aria-label={momentName(moment)}>
      <MarkedSheet paper={moment.paper} elements={moment.elements} list={size.value === 0 ? [] : list} side={side} size={size.value} widthOf={widthInUi} />
    </svg>
  );
}

/** Two sheets beside each other need that much. */
const ROOM = '(min-width: 900px)';

function useNarrow(): boolean {
  const narrow = useSignal(!matchMedia(ROOM).matches);
  useEffect(() => {
    const query = matchMedia(ROOM);
    const look = (): void => void (narrow.value = !query.matches);
    query.addEventListener('change', look);
    look();
    return () => query.removeEventListener('change', look);
  }, []);
  return narrow.value;
}
