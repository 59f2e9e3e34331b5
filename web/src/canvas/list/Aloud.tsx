/** Says politely, to whoever has a page read aloud, what others do on the sheets and which sheet is turned to. */
import { useSignal, type ReadonlySignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Board, SheetId } from '../../board/types';
import { w } from '../writing/words';
import { aloud } from './aloud';
import { itemsOf } from './items';
import { Gathering } from './told';

export interface AloudProps {
  readonly board: Board;
  /** the log's newest entry; what it holds before `ready` is the past */
  readonly seq: ReadonlySignal<number>;
  readonly ready: ReadonlySignal<boolean>;
  readonly sheet: SheetId;
  readonly nameOf: (id: string) => string;
  readonly sheetName: (sheet: SheetId) => string;
}

/** How often it is looked whether somebody rests. */
const LOOK_MS = 500;

export function Aloud({ board, seq, ready, sheet, nameOf, sheetName }: AloudProps) {
  const said = useSignal('');
  const turn = useRef(0);
  const telling = useRef({ shown: sheet, nameOf, sheetName });
  telling.current = { shown: sheet, nameOf, sheetName };

  /** A reader aloud is silent about what it has just said: the same words come with a space more. */
  function say(words: string): void {
    turn.current += 1;
    said.value = words + (turn.current % 2 === 0 ? '' : '\u00a0');
  }

  const isReady = ready.value;
  useEffect(() => {
    if (!isReady) return;
    const past = seq.peek();
    const gathering = new Gathering();
    let look: ReturnType<typeof setInterval> | null = null;
    const rest = (): void => {
      if (look !== null) clearInterval(look);
      look = null;
    };
    const stop = board.onOthersAct((act) => {
      if (act.seq <= past || !aloud.peek()) return;
      gathering.add(act, telling.current.nameOf, performance.now());
      look ??= setInterval(() => {
        const next = aloud.peek() ? gathering.next(performance.now(), telling.current) : null;
        if (!aloud.peek()) gathering.clear();
        if (next !== null) say(next);
        if (gathering.isEmpty) rest();
      }, LOOK_MS);
    });
    return () => {
      stop();
      rest();
    };
  }, [board, isReady]);

  const before = useRef(sheet);
  useEffect(() => {
    if (before.current === sheet) return;
    before.current = sheet;
    const count = itemsOf(board.elements(sheet).peek(), nameOf).length;
    const name = sheetName(sheet);
    if (count === 0) say(w('told_sheet_empty', { sheet: name }));
    else say(count === 1 ? w('told_sheet_one', { sheet: name }) : w('told_sheet', { sheet: name, count }));
  }, [sheet]);

  return (
    <p class="unseen" role="status" data-told>
      {said}
    </p>
  );
}
