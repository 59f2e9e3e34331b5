/** All sheets of then, session by session; to open, and to choose two of. */
import type { GalleryPart, Moment } from '../../exercises/gallery';
import { Button } from '../Button';
import type { Spare } from '../sheets/spare';
import { nameOf, partTime, partTitle, sheetThen, whenThere } from './moment';
import { Still } from './Still';
import { g, listed } from './words';

export interface GalleryPartsProps {
  readonly parts: readonly GalleryPart[];
  readonly chosen: readonly string[];
  /** the one that was looked at last */
  readonly last: string | null;
  readonly spare: Spare;
  /** @param others without whoever looks, where there were others */
  readonly namesOf: (authors: readonly string[], others: boolean) => readonly string[];
  readonly onOpen: (moment: Moment) => void;
  readonly onChoose: (moment: Moment) => void;
  readonly onTake: (part: GalleryPart, title: string) => void;
}

export function GalleryParts({ parts, namesOf, onTake, ...rest }: GalleryPartsProps) {
  return (
    <ol class="gallery">
      {parts.map((part, at) => {
        const { key, session, moments, auto, unchanged } = part;
        const title = partTitle(part, at, parts.length);
        const names = namesOf(part.authors, session !== null);
        const all = [...moments, ...auto, ...unchanged];
        return (
          <li key={key} class="gallery-part">
            <div class="gallery-head">
              <h3>{title}</h3>
              <p class="aside">
                {[partTime(part), names.length === 0 ? '' : g(session === null ? 'by' : 'with', { names: listed(names) })].filter((one) => one !== '').join(', ')}
              </p>
            </div>
            {moments.length === 0 ? <p class="soft">{g('nothing')}</p> : <Cards moments={moments} {...rest} />}
            <Folded words={g('auto', { count: auto.length })} moments={auto} {...rest} />
            <Folded words={g('unchanged', { count: unchanged.length })} moments={unchanged} {...rest} />
            {all.length === 0 ? null : (
              <Button look="quiet" class="alone" aria-label={`${g('take_session')}: ${title}`} onClick={() => onTake(part, title)}>
                {g('take_session')}
              </Button>
            )}
          </li>
        );
      })}
    </ol>
  );
}

type CardsProps = Pick<GalleryPartsProps, 'chosen' | 'last' | 'spare' | 'onOpen' | 'onChoose'> & { readonly moments: readonly Moment[] };

function Folded({ words, ...rest }: CardsProps & { readonly words: string }) {
  if (rest.moments.length === 0) return null;
  return (
    <details open={rest.moments.some(({ key }) => key === rest.last || rest.chosen.includes(key))}>
      <summary>{words}</summary>
      <Cards {...rest} />
    </details>
  );
}

function Cards({ moments, chosen, last, spare, onOpen, onChoose }: CardsProps) {
  return (
    <ul class="sheet-cards">
      {moments.map((moment) => {
        const picked = chosen.includes(moment.key);
        return (
          <li key={moment.key} class="sheet-card" data-picked={picked ? '' : undefined}>
            <div class="sheet-small" aria-hidden="true">
              <Still moment={moment} spare={spare} />
            </div>
            <button
              type="button"
              class="sheet-open over"
              aria-label={g('open', { moment: nameOf(moment) })}
              data-first={moment.key === last ? '' : undefined}
              onClick={() => onOpen(moment)}
            />
            <div class="gallery-caption">
              <span class="sheet-caption-words">
                {sheetThen(moment)}
                <span class="soft">{whenThere(moment)}</span>
              </span>
              <label class="tick gallery-tick">
                <input type="checkbox" checked={picked} aria-label={g('choose_of', { moment: nameOf(moment) })} onChange={() => onChoose(moment)} />
                <span aria-hidden="true">{g('choose')}</span>
              </label>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
