import { signal } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import { FIRST_SHEET } from '../../wire/schema.gen';
import { on, opened, settle } from '../../board/testing/boards';
import type { Picture } from '../../board/types';
import { createDesk } from './desk';
import { PictureError } from './PictureError';
import { frameFor } from './placing';
import type { Shown } from './shown';

function makeDesk() {
  const { first, second, exchange } = opened(2);
  const uploads = signal<ReadonlyMap<string, number>>(new Map());
  let made = 0;
  const shown: Pick<Shown, 'offer' | 'dispose'> = { offer: async () => undefined, dispose: () => undefined };
  const desk = createDesk({
    log: { uploads, sealBlob: async () => `${made++}`.padStart(43, 'B') },
    board: first.board,
    shown: shown as Shown,
    intake: async (file) => {
      if (file.size === 0) throw new PictureError('empty');
      return { bytes: Uint8Array.of(1), width: 1600, height: 1200 };
    },
  });
  const pictures = (): Picture[] => on(second.board).filter((e): e is Picture => e.type === 'picture');
  return { desk, uploads, first, exchange, pictures };
}
const FILE = new Blob(['x']);

describe('a picture from a file', () => {
  it('is arriving on its own sheet, and arrived for all', async () => {
    const { desk, uploads, exchange, pictures } = makeDesk();
    await desk.take([FILE], FIRST_SHEET, [500, 700]);
    const [one] = desk.arriving.value;
    if (one === undefined) throw new Error('none');
    expect(one.frame).toEqual([200, 475, 600, 450, 0]);
    expect(desk.progress(one)).toBeNull();
    uploads.value = new Map([[one.blob, 0.25]]);
    expect(desk.progress(one)).toBe(0.25);
    await exchange();
    await settle();
    expect(desk.arriving.value).toEqual([]);
    expect(desk.news.value).toEqual({ is: 'there' });
    expect(pictures()).toMatchObject([{ id: one.id, blob: one.blob, frame: one.frame }]);
  });

  it('may be described on its way and afterwards', async () => {
    const { desk, exchange, pictures } = makeDesk();
    await desk.take([FILE, FILE], FIRST_SHEET, [500, 700]);
    const [one, two] = desk.arriving.value;
    desk.describe(one?.id ?? '', 'een brug');
    await exchange();
    await settle();
    desk.describe(two?.id ?? '', 'een boom');
    await exchange();
    expect(pictures().map(({ alt }) => alt)).toEqual(['een brug', 'een boom']);
    expect(desk.describing.value?.id).toBe(two?.id);
    const [first] = pictures();
    if (first !== undefined) desk.ask(first);
    expect(desk.describing.value).toMatchObject({ id: one?.id, alt: 'een brug' });
  });

  it('that cannot be taken gets a word, and the next is taken all the same', async () => {
    const { desk } = makeDesk();
    await desk.take([new Blob([])], FIRST_SHEET, [500, 700]);
    expect(desk.news.value).toEqual({ is: 'refused', word: 'empty' });
    await desk.take([new Blob([]), FILE], FIRST_SHEET, [500, 700]);
    expect(desk.arriving.value).toHaveLength(1);
    expect(desk.opening.value).toBe(0);
    await desk.take(Array.from({ length: 30 }, () => FILE), FIRST_SHEET, [500, 700]);
    expect(desk.arriving.value).toHaveLength(11);
    expect(desk.news.value).toEqual({ is: 'refused', word: 'many' });
  });

  it('can be given up on its way; one that the log refuses is told', async () => {
    const { desk, first, exchange, pictures } = makeDesk();
    await desk.take([FILE], FIRST_SHEET, [500, 700]);
    desk.giveUp(desk.arriving.value[0]?.id ?? '');
    await settle();
    expect([desk.arriving.value, desk.describing.value, desk.news.value]).toEqual([[], null, null]);
    await desk.take([FILE], FIRST_SHEET, [500, 700]);
    first.page.refuse('too_large');
    await settle();
    expect(desk.news.value?.is).toBe('not_kept');
    expect(desk.arriving.value).toEqual([]);
    await exchange();
    expect(pictures()).toEqual([]);
  });
});

describe('the place of a picture', () => {
  it('is whole on the sheet, neither tiny nor larger than most of it', () => {
    expect(frameFor({ width: 1600, height: 400 }, [0, 0])).toEqual([20, 20, 600, 150, 0]);
    expect(frameFor({ width: 300, height: 200 }, [1000, 1414])).toEqual([680, 1194, 300, 200, 0]);
    expect(frameFor({ width: 16, height: 16 }, [500, 700])).toEqual([440, 640, 120, 120, 0]);
    expect(frameFor({ width: 5000, height: 1 }, [500, 700])).toEqual([200, 696, 600, 8, 0]);
    expect(frameFor({ width: 300, height: 200 }, [500, 700], 2)).toEqual([414, 664, 300, 200, 0]);
  });
});
