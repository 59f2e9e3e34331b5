/**
 * One person's pictures between the file and the sheet: taken in, on their way up, described.
 *
 * Each lies on one's own sheet at once; the others see it when its bytes are up. What it shows is
 * in signals; it draws nothing.
 */
import { effect, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import type { Board, Bringing, ElementId, Frame, Picture, SheetId } from '../../board/types';
import type { SealedLog } from '../../log/types';
import type { Point } from '../viewport';
import type { Taken } from './intake';
import { frameFor } from './placing';
import type { PictureWord } from './PictureError';
import type { Shown } from './shown';

export interface Arriving {
  readonly id: ElementId;
  readonly sheet: SheetId;
  readonly frame: Frame;
  readonly blob: string;
}

/** A picture of which is asked what is on it. */
export interface Described extends Omit<Arriving, 'blob'> {
  /** what was said so far */
  readonly alt: string;
}

/** Something to say: why a file is not on the sheet, or that a picture is. */
export type PictureNews =
  | { readonly is: 'refused'; readonly word: PictureWord | 'many' }
  /** the log will not have it; the word is the server's */
  | { readonly is: 'not_kept'; readonly word: string }
  | { readonly is: 'there' };

export interface PictureDesk {
  readonly shown: Shown;
  readonly arriving: ReadonlySignal<readonly Arriving[]>;
  /** files being opened right now */
  readonly opening: ReadonlySignal<number>;
  readonly news: Signal<PictureNews | null>;
  /** the newest own picture, of which nobody has said what is on it, or the one asked about */
  readonly describing: Signal<Described | null>;
  /** 0..1; null while it does not move */
  progress(one: Arriving): number | null;
  take(files: readonly Blob[], sheet: SheetId, middle: Point): Promise<void>;
  /** Say what is on a picture, on its way or there. */
  describe(id: ElementId, alt: string): void;
  /** Ask what is on a picture that lies there. */
  ask(picture: Picture): void;
  giveUp(id: ElementId): void;
  dispose(): void;
}

export interface DeskDeps {
  readonly log: Pick<SealedLog, 'sealBlob' | 'uploads'>;
  readonly board: Board;
  readonly shown: Shown;
  /** @throws PictureError */
  readonly intake: (file: Blob) => Promise<Taken>;
}

/** More at once would bury the sheet. */
export const MOST_AT_ONCE = 10;

export function createDesk({ log, board, shown, intake }: DeskDeps): PictureDesk {
  const arriving = signal<readonly Arriving[]>([]);
  const opening = signal(0);
  const news = signal<PictureNews | null>(null);
  const describing = signal<Described | null>(null);
  const ways = new Map<ElementId, Bringing>();
  const said = new Map<ElementId, string>();
  const watched = new Set<() => void>();
  let disposed = false;

  function drop(id: ElementId): void {
    ways.delete(id);
    said.delete(id);
    arriving.value = arriving.peek().filter((one) => one.id !== id);
    if (describing.peek()?.id === id && !lies(id)) describing.value = null;
  }

  const lies = (id: ElementId): boolean => board.sheets.peek().some(({ id: sheet }) => board.elements(sheet).peek().some((e) => e.id === id));

  /** It is there when the sheet has it, not when the server said so: nothing flickers in between. */
  function watch(one: Arriving): void {
    const stop = effect(() => {
      if (!board.elements(one.sheet).value.some(({ id }) => id === one.id)) return;
      queueMicrotask(() => {
        watched.delete(stop);
        stop();
        const alt = said.get(one.id);
        drop(one.id);
        if (alt !== undefined) board.change([{ id: one.id, alt }]);
        news.value = { is: 'there' };
      });
    });
    watched.add(stop);
  }

  async function bring(file: Blob, sheet: SheetId, middle: Point, nth: number): Promise<void> {
    const { bytes, width, height } = await intake(file);
    const blob = await log.sealBlob(bytes);
    await shown.offer(blob, bytes);
    const frame = frameFor({ width, height }, middle, nth);
    const bringing = await board.bring(sheet, { type: 'picture', blob, alt: '', frame });
    if (disposed) return;
    const one = { id: bringing.id, sheet, frame, blob };
    ways.set(one.id, bringing);
    arriving.value = [...arriving.peek(), one];
    describing.value = { id: one.id, sheet, frame, alt: '' };
    watch(one);
    bringing.kept.catch((error: unknown) => {
      if (!ways.has(one.id)) return; // given up
      drop(one.id);
      news.value = { is: 'not_kept', word: wordOf(error) ?? 'internal' };
    });
  }

  return {
    shown,
    arriving,
    opening,
    news,
    describing,
    progress: ({ blob }) => log.uploads.value.get(blob) ?? null,
    async take(files, sheet, middle) {
      news.value = null;
      for (const [nth, file] of files.slice(0, MOST_AT_ONCE).entries()) {
        opening.value += 1;
        try {
          await bring(file, sheet, middle, nth);
        } catch (error) {
          news.value = { is: 'refused', word: (wordOf(error) ?? 'broken') as PictureWord };
        } finally {
          opening.value -= 1;
        }
      }
      if (files.length > MOST_AT_ONCE) news.value = { is: 'refused', word: 'many' };
    },
    describe(id, alt) {
      if (lies(id)) board.change([{ id, alt }]);
      else if (ways.has(id)) said.set(id, alt);
    },
    ask({ id, sheet, frame, alt }) {
      describing.value = { id, sheet, frame, alt };
    },
    giveUp(id) {
      // Too late to take back: then it is removed once it is there, as anything else.
      if (ways.get(id)?.takeBack() === true) drop(id);
    },
    dispose() {
      disposed = true;
      for (const stop of watched) stop();
      shown.dispose();
    },
  };
}

function wordOf(error: unknown): string | null {
  const word = typeof error === 'object' && error !== null && 'word' in error ? error.word : null;
  return typeof word === 'string' ? word : null;
}
