/** “How the sheets came about”, over the room: the whole log read, folded and played. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { LogError } from '../../log/LogError';
import type { SealedLog } from '../../log/types';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { foldRecordingGently } from '../foldRecording';
import { createFilm, type Film } from './film';
import { Player } from './Player';
import { createRest } from './rest';
import { p } from './words';

export interface InRoomProps {
  readonly log: Pick<SealedLog, 'history'>;
  readonly onClose: () => void;
}

/** Words of a server that handed over another past than this page knows. */
const LIES: ReadonlySet<string> = new Set(['forked', 'dropped', 'rolled_back', 'not_found']);
/** Reading is most of the way. */
const READING = 0.7;

export function InRoom({ log, onClose }: InRoomProps) {
  const film = useSignal<Film | null>(null);
  const failed = useSignal<string | null>(null);
  const done = useSignal(0);
  const turn = useSignal(0);

  useEffect(() => {
    const stop = new AbortController();
    failed.value = null;
    made(log, stop.signal, (part) => (done.value = part)).then(
      (ready) => {
        if (!stop.signal.aborted) film.value = ready;
      },
      (error: unknown) => {
        if (!stop.signal.aborted) failed.value = error instanceof LogError ? error.word : 'internal';
      },
    );
    return () => stop.abort();
  }, [turn.value]);

  return (
    <Dialog title={p('title')} onClose={onClose} class="player-dialog">
      {film.value !== null ? (
        <Player film={film.value} />
      ) : failed.value !== null ? (
        <div class="player-wait notice" role="alert">
          <p>{p(LIES.has(failed.value) ? 'wrong' : 'offline')}</p>
          <Button onClick={() => (turn.value += 1)}>{p('again')}</Button>
        </div>
      ) : (
        <label class="player-wait wait">
          {p(done.value < READING ? 'reading' : 'preparing')}
          <progress max={1} value={done.value} />
        </label>
      )}
    </Dialog>
  );
}

async function made(log: InRoomProps['log'], signal: AbortSignal, onDone: (done: number) => void): Promise<Film> {
  const { entries } = await log.history({ onProgress: (part) => onDone(part * READING) });
  signal.throwIfAborted();
  const recording = await foldRecordingGently(entries, { signal });
  return createFilm(recording, createRest((part) => onDone(READING + part * (1 - READING))));
}
