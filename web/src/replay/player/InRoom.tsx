/** “How the sheets came about”, over the room: the whole log read, folded and played. */
import { useLayoutEffect } from 'preact/hooks';
import { isAnotherPast } from '../../log/LogError';
import type { SealedLog } from '../../log/types';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { useRead } from '../../ui/useRead';
import { RecordingFold } from '../foldRecording';
import { createFilm, type Film } from './film';
import { Player } from './Player';
import { createRest } from './rest';
import { p } from './words';

export interface InRoomProps {
  readonly log: Pick<SealedLog, 'history'>;
  readonly onClose: () => void;
}

/** Reading is most of the way. */
const READING = 0.7;

export function InRoom({ log, onClose }: InRoomProps) {
  const { found: film, failed, done, again } = useRead((onProgress, signal) => made(log, signal, onProgress), []);

  useLayoutEffect(() => {
    document.body.classList.add('under-player');
    return () => document.body.classList.remove('under-player');
  }, []);

  return (
    <Dialog title={p('title')} onClose={onClose} class="player-dialog">
      {film.value !== null ? (
        <Player film={film.value} />
      ) : failed.value !== null ? (
        <div class="player-wait notice" role="alert">
          <p>{p(isAnotherPast(failed.value) ? 'wrong' : 'offline')}</p>
          <Button onClick={again}>{p('again')}</Button>
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
  // Folded while the rest is still being fetched and opened, elsewhere than on this thread.
  const fold = new RecordingFold();
  await log.history({ signal, onProgress: (part) => onDone(part * READING), onEntry: (entry) => fold.take(entry) });
  return createFilm(fold.told(), createRest((part) => onDone(READING + part * (1 - READING))));
}
