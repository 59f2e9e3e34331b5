/** Four words with each other person, to be read aloud; and what to do when they differ. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Found } from '../../call/safetyBook';
import type { WordList } from '../../call/safety';
import { loadWordList } from '../../call/wordList';
import { Button } from '../Button';
import { Dialog } from '../Dialog';
import { isDoubtful, type SafetyRow } from './rows';
import { nameOf, s } from './words';
import './safety.css';

export interface SafetyPanelProps {
  readonly rows: readonly SafetyRow[];
  readonly role: 'coach' | 'guest';
  /** taking part without sound: the words need a voice */
  readonly writing: boolean;
  readonly onJudge: (page: string, found: Found | null) => void;
  readonly onLeave: () => void;
  readonly onClose: () => void;
}

export function SafetyPanel({ rows, role, writing, onJudge, onLeave, onClose }: SafetyPanelProps) {
  const some = rows.some(({ safety }) => safety.state === 'words' && safety.found === null);
  return (
    <Dialog title={s('title')} onClose={onClose} class="safety">
      <div class="stack loose">
        {rows.length === 0 ? <p>{s('nobody')}</p> : null}
        {some ? (
          <div class="stack tight">
            <p>{s('intro')}</p>
            <p>{s(writing ? 'in_writing' : 'aloud')}</p>
          </div>
        ) : null}
        {rows.map((row) => (
          <Row key={row.page} row={row} role={role} onJudge={onJudge} onLeave={onLeave} />
        ))}
      </div>
    </Dialog>
  );
}

interface RowProps extends Pick<SafetyPanelProps, 'role' | 'onLeave'> {
  readonly row: SafetyRow;
  readonly onJudge: (page: string, found: Found | null) => void;
}

function Row({ row, role, onJudge, onLeave }: RowProps) {
  const section = useRef<HTMLElement>(null);
  function judge(page: string, found: Found | null): void {
    onJudge(page, found);
    // What was pressed may be gone by then.
    section.current?.focus();
  }
  return (
    <section ref={section} class="safety-row" tabIndex={-1} aria-label={s('words_with', { name: nameOf(row) })}>
      <h3>{nameOf(row)}</h3>
      {isDoubtful(row) ? (
        <Doubt row={row} role={role} onJudge={judge} onLeave={onLeave} />
      ) : (
        <Words row={row} onJudge={judge} />
      )}
    </section>
  );
}

function Words({ row, onJudge }: Pick<RowProps, 'row' | 'onJudge'>) {
  const { page, safety } = row;
  const name = nameOf(row);
  if (safety.state === 'none') return <p>{s(safety.why === 'older' ? 'none_older' : 'none_browser', { name })}</p>;
  if (safety.state !== 'words') return <p role="status">{s('waiting', { name })}</p>;
  const same = safety.found === 'same';
  return (
    <>
      <FourWords list={safety.list} places={safety.words} />
      <p role="status">{same ? s('found_same', { name }) : ''}</p>
      <div class="row">
        {same ? null : <Button onClick={() => onJudge(page, 'same')}>{s('same')}</Button>}
        <Button look={same ? 'quiet' : 'plain'} onClick={() => onJudge(page, 'different')}>
          {s(same ? 'different_after_all' : 'different')}
        </Button>
      </div>
    </>
  );
}

/** In the room's language, whatever language the page is in: both see the same words. */
function FourWords({ list, places }: { readonly list: WordList; readonly places: readonly number[] }) {
  const [words, setWords] = useState<readonly string[] | 'failed' | null>(null);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let wanted = true;
    loadWordList(list).then(
      (loaded) => wanted && setWords(loaded),
      () => wanted && setWords('failed'),
    );
    return () => {
      wanted = false;
    };
  }, [list, tries]);
  if (words === 'failed')
    return (
      <div class="notice" role="alert">
        <p>{s('list_failed')}</p>
        <Button onClick={() => setTries(tries + 1)}>{s('again')}</Button>
      </div>
    );
  return (
    <ol class="safety-words" lang={list} aria-busy={words === null}>
      {places.map((place, i) => (
        <li key={i}>{words?.[place] ?? '…'}</li>
      ))}
    </ol>
  );
}

function Doubt({ row, role, onJudge, onLeave }: RowProps) {
  const { page, safety } = row;
  const name = nameOf(row);
  return (
    <div class="notice wrong stack" role="alert">
      <p>
        <b>{s(safety.state === 'broken' ? 'doubt_broken' : 'doubt_words', { name })}</b>
      </p>
      <ul>
        <li>{s('doubt_say')}</li>
        <li>{s('doubt_leave')}</li>
        <li>{s(role === 'coach' ? 'doubt_make' : 'doubt_ask', { name })}</li>
        <li>{s('doubt_tell')}</li>
      </ul>
      <div class="row">
        <Button look="leave" onClick={onLeave}>
          {s('leave')}
        </Button>
        {safety.state === 'broken' ? null : (
          <Button look="quiet" onClick={() => onJudge(page, null)}>
            {s('look_again')}
          </Button>
        )}
      </div>
    </div>
  );
}
