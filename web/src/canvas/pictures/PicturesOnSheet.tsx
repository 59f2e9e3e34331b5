/** Where pictures come to this sheet; what shows one's own on their way is loaded with the first. */
import { useSignal } from '@preact/signals';
import { useContext, useEffect, useRef } from 'preact/hooks';
import { lazily } from '../../ui/lazily';
import type { SheetState } from '../sheetState';
import { toBoard, type Point } from '../viewport';
import { Pictures } from './context';
import type { PictureDesk } from './desk';
import { listenForFiles } from './files';
import './onSheet.css';

const loadWay = () => import('./OnTheWay');
const OnTheWay = lazily(() => loadWay().then((module) => module.OnTheWay));
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
    const timer = setTimeout(() => void Promise.all([loadWay(), import('./intake')]).catch(() => undefined), PREFETCH_MS);
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

  const here = desk.arriving.value.some((one) => one.sheet === sheet) || desk.describing.value?.sheet === sheet;
  const busy = here || choosing.value || dropping.value || desk.opening.value > 0 || desk.news.value !== null;
  return (
    <div ref={root} class="pictures-here">
      {busy ? <OnTheWay desk={desk} state={state} choosing={choosing} dropping={dropping.value} onChosen={take} /> : null}
    </div>
  );
}

function middleOf(state: SheetState): Point {
  const { width, height } = state.space.peek();
  return toBoard(state.viewport.peek(), [width / 2, height / 2]);
}
