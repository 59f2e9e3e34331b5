/** One's own pictures on their way to this sheet: how far, what is on them, and what went wrong. */
import type { Signal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { errorText } from '../../i18n';
import type { SheetState } from '../sheetState';
import { toSpace } from '../viewport';
import { Chooser, Describe } from './Chooser';
import type { Arriving, Described, PictureDesk, PictureNews } from './desk';
import { p } from './words';
import './pictures.css';

export interface OnTheWayProps {
  readonly desk: PictureDesk;
  readonly state: SheetState;
  readonly choosing: Signal<boolean>;
  readonly dropping: boolean;
  readonly onChosen: (files: readonly Blob[]) => void;
}

export function OnTheWay({ desk, state, choosing, dropping, onChosen }: OnTheWayProps) {
  const root = useRef<HTMLDivElement>(null);
  /** What was pressed is gone with the press. */
  const backToSheet = (): void =>
    root.current?.closest('.sheet-view')?.querySelector<HTMLElement>('.sheet-stage')?.focus({ preventScroll: true });
  const here = desk.arriving.value.filter((one) => one.sheet === state.sheet);
  const describing = desk.describing.value;
  return (
    <div ref={root} class="pictures-here">
      {here.map((one) => (
        <OnItsWay key={one.id} one={one} desk={desk} state={state} onGone={backToSheet} />
      ))}
      {describing?.sheet === state.sheet ? (
        <div class="picture-describe" data-sheet-control style={under(describing, state)}>
          <Describe key={describing.id} desk={desk} one={describing} onDone={backToSheet} />
        </div>
      ) : null}
      {dropping ? (
        <div class="picture-drop" aria-hidden="true">
          <span>{p('drop')}</span>
        </div>
      ) : null}
      <News desk={desk} arriving={here.length > 0} onClosed={backToSheet} />
      {choosing.value ? (
        <Chooser
          onClose={() => {
            choosing.value = false;
          }}
          onChosen={(files) => {
            choosing.value = false;
            onChosen(files);
          }}
        />
      ) : null}
    </div>
  );
}

interface OnItsWayProps {
  readonly one: Arriving;
  readonly desk: PictureDesk;
  readonly state: SheetState;
  readonly onGone: () => void;
}

function OnItsWay({ one, desk, state, onGone }: OnItsWayProps) {
  const look = desk.shown.look(one.blob).value;
  const { scale } = state.viewport.value;
  const [left, top] = toSpace(state.viewport.value, [one.frame[0], one.frame[1]]);
  const progress = desk.progress(one);
  const percent = progress === null ? 0 : Math.round(progress * 100);
  const words = progress === null ? p('waiting') : `${p('percent', { percent })} · ${p('only_you')}`;
  return (
    <div
      class="picture-arriving"
      style={{ left: `${left}px`, top: `${top}px`, width: `${one.frame[2] * scale}px`, height: `${one.frame[3] * scale}px` }}
    >
      {look.is === 'there' ? <img src={look.url} alt="" draggable={false} /> : null}
      <div class="picture-way" data-sheet-control>
        <div
          class="picture-bar"
          role="progressbar"
          aria-label={p('arriving')}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={percent}
          aria-valuetext={words}
        >
          <i style={{ width: `${percent}%` }} />
        </div>
        <span aria-hidden="true">{words}</span>
        <button
          type="button"
          onClick={() => {
            desk.giveUp(one.id);
            onGone();
          }}
        >
          {p('give_up')}
        </button>
      </div>
    </div>
  );
}

interface NewsProps {
  readonly desk: PictureDesk;
  readonly arriving: boolean;
  readonly onClosed: () => void;
}

function News({ desk, arriving, onClosed }: NewsProps) {
  const news = desk.news.value;
  const said = news?.is === 'there' ? p('there') : desk.opening.value > 0 ? p('opening') : arriving ? p('arriving') : '';
  return (
    <>
      <p class="unseen" role="status">
        {said}
      </p>
      {desk.opening.value > 0 ? (
        <p class="picture-opening" aria-hidden="true">
          {p('opening')}
        </p>
      ) : null}
      {news === null || news.is === 'there' ? null : (
        <div class="picture-news" role="alert" data-sheet-control>
          <p>{textOf(news)}</p>
          <button
            type="button"
            onClick={() => {
              desk.news.value = null;
              onClosed();
            }}
          >
            {p('close')}
          </button>
        </div>
      )}
    </>
  );
}

function textOf(news: Exclude<PictureNews, { readonly is: 'there' }>): string {
  return news.is === 'not_kept' ? p('not_kept', { reason: errorText(news.word) }) : p(`refused_${news.word}`);
}

/** Under the picture, where there is room; else over its lower end. */
function under(one: Described, state: SheetState): { left: string; top: string } {
  const { width, height } = state.space.value;
  const [x, y, w, h] = one.frame;
  const [left, bottom] = toSpace(state.viewport.value, [x + w / 2, y + h]);
  const [HALF, HIGH] = [Math.min(190, width / 2 - 8), 136];
  return {
    left: `${Math.max(HALF + 8, Math.min(width - HALF - 8, left))}px`,
    top: `${Math.max(8, Math.min(height - HIGH, bottom + 12))}px`,
  };
}
