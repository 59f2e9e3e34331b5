/** One's own pictures on their way to this sheet, and the ways by which they get there. */
import { useSignal } from '@preact/signals';
import { useContext, useEffect, useRef } from 'preact/hooks';
import { errorText } from '../../i18n';
import { lazily } from '../../ui/lazily';
import type { SheetState } from '../sheetState';
import { toBoard, toSpace, type Point } from '../viewport';
import { Pictures } from './context';
import type { Arriving, PictureDesk, PictureNews } from './desk';
import { listenForFiles } from './files';
import { p } from './words';
import './pictures.css';

const loadChooser = () => import('./Chooser');
const Chooser = lazily(() => loadChooser().then((module) => module.Chooser));
const Describe = lazily(() => loadChooser().then((module) => module.Describe));
/** Soon after the sheet, so that pictures can be taken in while the network is gone. */
const PREFETCH_MS = 5000;

export function PicturesOnSheet({ state }: { readonly state: SheetState }) {
  const desk = useContext(Pictures);
  return desk === null ? null : <OnSheet desk={desk} state={state} />;
}

function OnSheet({ desk, state }: { readonly desk: PictureDesk; readonly state: SheetState }) {
  const root = useRef<HTMLDivElement>(null);
  const choosing = useSignal(false);
  const dropping = useSignal(false);
  const { sheet, tool, readOnly } = state;

  function take(files: readonly Blob[], at?: Point): void {
    if (readOnly.peek() || files.length === 0) return;
    tool.value = 'select'; // what has just come is moved next, not drawn over
    void desk.take(files, sheet, at ?? middleOf(state));
  }

  useEffect(() => {
    const place = root.current?.closest<HTMLElement>('.sheet-view');
    if (!place) return;
    return listenForFiles(place, {
      over: (is) => void (dropping.value = is && !readOnly.peek()),
      dropped: (files, at) => take(files, toBoard(state.viewport.peek(), at)),
      pasted: (files) => take(files),
      touched: () => void (desk.describing.value = null),
    });
  }, [state]);
  useEffect(() => {
    const timer = setTimeout(() => void Promise.all([loadChooser(), import('./intake')]).catch(() => undefined), PREFETCH_MS);
    return () => clearTimeout(timer);
  }, []);
  // The tool is no mode: it asks which picture, and is put down again.
  const asked = tool.value === 'picture';
  useEffect(() => {
    if (!asked) return;
    tool.value = 'select';
    choosing.value = !readOnly.peek();
  }, [asked]);

  // Whoever takes up another tool has gone on.
  const wentOn = tool.value !== 'select' && tool.value !== 'hand';
  useEffect(() => {
    if (wentOn) desk.describing.value = null;
  }, [wentOn]);

  const here = desk.arriving.value.filter((one) => one.sheet === sheet);
  const describing = desk.describing.value;
  return (
    <div ref={root} class="pictures-here">
      {here.map((one) => (
        <OnItsWay key={one.id} one={one} desk={desk} state={state} />
      ))}
      {describing?.sheet === sheet ? (
        <div class="picture-describe" data-sheet-control style={under(describing, state)}>
          <Describe key={describing.id} desk={desk} one={describing} />
        </div>
      ) : null}
      {dropping.value ? (
        <div class="picture-drop" aria-hidden="true">
          <span>{p('drop')}</span>
        </div>
      ) : null}
      <News desk={desk} />
      {choosing.value ? (
        <Chooser
          onClose={() => {
            choosing.value = false;
          }}
          onChosen={(files) => {
            choosing.value = false;
            take(files);
          }}
        />
      ) : null}
    </div>
  );
}

function OnItsWay({ one, desk, state }: { readonly one: Arriving; readonly desk: PictureDesk; readonly state: SheetState }) {
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
        <button type="button" onClick={() => desk.giveUp(one.id)}>
          {p('give_up')}
        </button>
      </div>
    </div>
  );
}

function News({ desk }: { readonly desk: PictureDesk }) {
  const news = desk.news.value;
  const said = news?.is === 'there' ? p('there') : desk.opening.value > 0 ? p('opening') : '';
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
          <button type="button" onClick={() => void (desk.news.value = null)}>
            {p('close')}
          </button>
        </div>
      )}
    </>
  );
}

function textOf(news: Exclude<PictureNews, { readonly is: 'there' }>): string {
  return news.is === 'not_kept' ? p('not_kept', { why: errorText(news.word) }) : p(`refused_${news.word}`);
}

function middleOf(state: SheetState): Point {
  const { width, height } = state.space.peek();
  return toBoard(state.viewport.peek(), [width / 2, height / 2]);
}

/** Under the picture, where there is room; else over its lower end. */
function under(one: Arriving, state: SheetState): { left: string; top: string } {
  const { width, height } = state.space.value;
  const [x, y, w, h] = one.frame;
  const [left, bottom] = toSpace(state.viewport.value, [x + w / 2, y + h]);
  const [HALF, HIGH] = [Math.min(190, width / 2 - 8), 132];
  return {
    left: `${Math.max(HALF + 8, Math.min(width - HALF - 8, left))}px`,
    top: `${Math.max(8, Math.min(height - HIGH, bottom + 12))}px`,
  };
}
