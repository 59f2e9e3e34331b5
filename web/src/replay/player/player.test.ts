/** What a player shows at a moment follows from the recording and the moment alone. */
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../board/testing/memoryRoom';
import { packed, unpacked } from '../../crypto/msgpack';
import { drawingAt, elementsAt } from '../reading';
import type { Change, Recording } from '../recording';
import { readRecording } from '../readRecording';
import { actWords, rowWords } from './actWords';
import { createAxis, CUT_MS } from './axis';
import { createFilm } from './film';
import { commandOf } from './keys';
import { partiesOf } from './parties';
import { partsOf } from './parts';
import { createPlay, SPEEDS } from './play';
import { Spans } from './spans';
import { COACH, FIRST, newId, note, recordingOf, SAM, SECOND, stroke } from './testing';
import { clockWords, elapsedWords, stillWords } from './words';

describe('the axis', () => {
  const axis = createAxis(1000, 100_000, [
    [10_000, 70_000],
    [80_000, 86_000],
  ]);

  it('is as long as the talk, with each stillness cut to a second', () => {
    expect(axis.length).toBe(99_000 - 59_000 - 5000);
    expect(axis.stills.map(({ start, end }) => end - start)).toEqual([CUT_MS, CUT_MS]);
  });

  it('leads there and back, and never backwards', () => {
    let last = -1;
    for (let at = 0; at <= axis.length; at += 37) {
      const talk = axis.toTalk(at);
      expect(axis.toAxis(talk)).toBeCloseTo(at, 6);
      expect(talk).toBeGreaterThan(last);
      last = talk;
    }
    expect([axis.toTalk(0), axis.toTalk(axis.length)]).toEqual([1000, 100_000]);
  });

  it('knows in which stillness a moment lies, and in none outside of them', () => {
    expect(axis.stillAt(axis.toAxis(40_000))?.from).toBe(10_000);
    expect(axis.stillAt(axis.toAxis(9999))).toBeNull();
    expect(axis.stillAt(axis.toAxis(70_000))).toBeNull();
  });

  it('is the talk itself where nothing is cut, and has a length where nothing lasts', () => {
    expect(createAxis(1000, 100_000, [[10_000, 70_000]], false).length).toBe(99_000);
    expect(createAxis(5, 5, []).length).toBe(1);
  });
});

it('finds what lasts at a moment as a look at each would', () => {
  const random = seededRandom(7);
  const rows = Array.from({ length: 300 }, () => {
    const from = Math.floor(random() * 1000);
    return { from, to: from + Math.floor(random() ** 4 * 400) };
  });
  const spans = new Spans(rows);
  for (let at = -5; at < 1500; at += 3) {
    const found = spans.at(at);
    expect(new Set(found)).toEqual(new Set(rows.filter(({ from, to }) => from <= at && at < to)));
  }
});

describe('a film', () => {
  const typed = newId();
  const typing: Change[] = [
    [21_000, 30, SAM, 'text', [0, 0, 'wandelen']],
    [23_000, 31, SAM, 'text', [8, 0, ' in het bos']],
  ];
  const moved: Change = [30_000, 40, COACH, 'frame', [400, 200, 200, 200, 0]];
  const recording = recordingOf(
    [stroke(5000), note(20_000, SAM, { id: typed, changes: [...typing, moved] }), note(40_000, COACH, { sheet: SECOND, text: 'later' })],
    { chapters: [{ at: 38_000, seq: 50, by: COACH, type: 'sheet', sheet: SECOND, together: true }] },
  );

  it('shows at rest what reading the recording shows', async () => {
    const film = await createFilm(recording);
    for (const at of [0, 4999, 5000, 20_000, 23_000, 30_000, 41_000, 60_000])
      for (const sheet of [FIRST, SECOND]) expect(film.settled(sheet, at)).toEqual(elementsAt(recording, at, sheet));
  });

  it('keeps the very same things while nothing happens', async () => {
    const film = await createFilm(recording);
    expect(film.settled(FIRST, 6000)).toBe(film.settled(FIRST, 19_000));
    const [before] = film.settled(FIRST, 6000);
    expect(film.settled(FIRST, 24_000)).toContain(before);
  });

  it('has a stroke grow as it was drawn', async () => {
    const film = await createFilm(recording);
    for (const at of [3999, 4000, 4450, 4999, 5000]) {
      const [drawn] = drawingAt(recording, at, FIRST);
      const [growing] = film.growing(FIRST, at);
      expect(growing?.points.length ?? 0).toBe(drawn === undefined ? 0 : Math.floor((at - 4000) / 100) + 1);
    }
    expect(film.growing(FIRST, 4450)[0]?.points.at(-1)?.slice(0, 2)).toEqual([140, 100]);
    expect(film.growing(SECOND, 4450)).toEqual([]);
  });

  it('spreads letters that came together over the time before, and no further back than the last', async () => {
    const film = await createFilm(recording);
    const read = (at: number): string => {
      const found = film.moving(FIRST, at).get(typed) ?? film.settled(FIRST, at).find(({ id }) => id === typed);
      return found?.type === 'note' ? found.text : '';
    };
    expect(read(20_200)).toBe('');
    expect(read(20_640)).toBe('wand');
    expect(read(21_000)).toBe('wandelen');
    expect(read(22_500)).toMatch(/^wandelen in h/);
    expect(read(23_000)).toBe('wandelen in het bos');
  });

  it('carries a thing from where it lay to where it came to lie', async () => {
    const film = await createFilm(recording);
    const x = (at: number): number => film.moving(FIRST, at).get(typed)?.frame[0] ?? NaN;
    expect([x(29_299), x(30_000)]).toEqual([NaN, NaN]);
    expect(x(29_650)).toBeCloseTo(200);
    expect(x(29_400)).toBeLessThan(x(29_500));
  });

  it('says who is at work, where, and for how long', async () => {
    const film = await createFilm(recording);
    const [hand] = film.hands(4450);
    expect([hand?.party?.name, hand?.place]).toEqual(['Eva', [140, 100]]);
    expect(film.hands(7000)).toEqual([]);
    expect(film.hands(29_900).length).toBe(0);
    expect(film.hands(30_100).map(({ party, place }) => [party?.name, place])).toEqual([['Eva', [500, 300]]]);
  });

  it('turns where the coach turned, else where somebody acts', async () => {
    const film = await createFilm(recording);
    expect([film.inSight(0), film.inSight(37_999), film.inSight(38_000)]).toEqual([FIRST, FIRST, SECOND]);
    const elsewhere = await createFilm(recordingOf([stroke(5000), note(6000, SAM, { sheet: SECOND }), note(20_000, SAM, { sheet: SECOND })]));
    // Whoever draws keeps the sheet in sight; once that rests, an act elsewhere takes it there.
    expect([elsewhere.inSight(6999), elsewhere.inSight(7000)]).toEqual([FIRST, SECOND]);
  });

  it('tells what happened, part by part, and where it was still', async () => {
    const film = await createFilm(recording);
    const parts = partsOf(film);
    expect(parts.map(({ sheet }) => sheet)).toEqual([FIRST, SECOND]);
    const words = parts.flatMap(({ rows }) => rows.map((row) => rowWords(film, row)));
    expect(words).toEqual([
      expect.stringMatching(/^Gesprek 1, /),
      'Eva tekent',
      'Sam legt een briefje neer',
      'Sam schrijft een briefje: “wandelen in het bos”',
      'Eva verplaatst het briefje “wandelen in het bos”',
      'Eva legt een briefje neer',
    ]);
    const long = partsOf(await createFilm(recordingOf([stroke(5000), stroke(55_000)])));
    expect(long.flatMap(({ rows }) => rows).filter(({ is }) => is === 'still')).toEqual([{ is: 'still', at: 5000, until: 54_000, between: false }]);
  });

  it('says in words where a part was forgotten', async () => {
    const film = await createFilm(recordingOf([stroke(5000)], { forgotten: [[7000, 70], [7100, 71], [9000, 90]] }));
    const rows = partsOf(film).flatMap((part) => part.rows);
    expect(rows.filter(({ is }) => is === 'forgotten').map((row) => rowWords(film, row))).toEqual([
      'Hier is een deel vergeten: 2 handelingen.',
      'Hier is een deel vergeten.',
    ]);
  });
});

describe('playing', () => {
  const recording = recordingOf([stroke(5000), stroke(8000), note(40_000), note(41_000, COACH, { sheet: SECOND })]);

  it('goes as fast as it is told, whatever the frames, and stops at the end', async () => {
    const play = createPlay(await createFilm(recording));
    play.toggle();
    play.tick(100);
    play.tick(600);
    expect(play.at.value).toBe(500);
    for (const [place, speed] of SPEEDS.entries()) if (place > 0) expect((play.faster(1), play.speed.value)).toBe(speed);
    play.tick(700);
    expect(play.at.value).toBe(500 + 3200);
    play.tick(700 + play.axis.value.length);
    expect([play.at.value, play.playing.value]).toEqual([play.axis.value.length, false]);
    play.toggle();
    expect([play.at.value, play.playing.value]).toEqual([0, true]);
  });

  it('steps to the end of each act and back, and shows it there', async () => {
    const play = createPlay(await createFilm(recording));
    const seen: number[] = [];
    for (let i = 0; i < 5; i++) {
      play.step(1);
      seen.push(play.talkAt.value);
    }
    expect(seen).toEqual([5000, 8000, 40_000, 41_000, 60_000]);
    play.step(-1);
    expect([play.talkAt.value, play.stepped.value?.at]).toEqual([41_000, 41_000]);
    play.step(-1);
    expect(play.film.settled(FIRST, play.talkAt.value)).toHaveLength(3);
    play.seek(0);
    expect(play.stepped.value).toBeNull();
  });

  it('stays at its moment when stillness is cut or lasts', async () => {
    const play = createPlay(await createFilm(recording), 8000);
    const short = play.axis.value.length;
    play.cut(false);
    expect([play.talkAt.value, play.axis.value.length]).toEqual([8000, 60_000]);
    play.cut(true);
    expect([play.talkAt.value, play.axis.value.length]).toEqual([8000, short]);
  });

  it('goes along, unless a sheet was chosen', async () => {
    const play = createPlay(await createFilm(recording), 50_000);
    expect(play.shown.value).toBe(SECOND);
    play.pinned.value = FIRST;
    expect(play.shown.value).toBe(FIRST);
    play.pinned.value = null;
    expect(play.shown.value).toBe(SECOND);
  });
});

it('takes the coach for one person, and whoever gave no name for the only client there is', () => {
  const people: Recording['people'] = {
    a: { role: 'coach', name: '' },
    b: { role: 'coach', name: 'Eva' },
    c: { role: 'guest', name: 'Sam' },
    d: { role: 'guest', name: '' },
    e: { role: 'trainer', name: 'Noor' },
  };
  const parties = partiesOf({ people, elements: [note(1, 'd')], sheets: [] });
  expect(parties.all.map(({ role, name }) => [role, name])).toEqual([
    ['coach', 'Eva'],
    ['guest', 'Sam'],
  ]);
  expect([parties.of('a')?.name, parties.of('d')?.name, parties.of('e'), parties.of('x')]).toEqual(['Eva', 'Sam', null, null]);
  const several = partiesOf({ people: { ...people, f: { role: 'guest', name: 'Kim' } }, elements: [note(1, 'd')], sheets: [] });
  expect(several.all.map(({ name }) => name)).toEqual(['Eva', 'Kim', 'Sam', '']);
});

it('has the keys of every video player, and leaves fields and the browser theirs', () => {
  const press = (key: string, on: 'button' | 'field' | 'else' = 'else', ctrlKey = false) =>
    commandOf({ key, ctrlKey, metaKey: false, altKey: false }, on);
  expect([press(' '), press('k'), press('K')]).toEqual(Array(3).fill({ do: 'toggle' }));
  expect([press(' ', 'button'), press('k', 'field'), press('f', 'else', true), press('x')]).toEqual([null, null, null, null]);
  expect([press('j'), press('ArrowRight')]).toEqual([
    { do: 'skip', by: -10_000 },
    { do: 'skip', by: 5000 },
  ]);
  expect([press(','), press('.'), press('<'), press('>')].map((command) => command?.do)).toEqual(['step', 'step', 'speed', 'speed']);
  expect(press('7')).toEqual({ do: 'tenth', tenth: 7 });
});

it('spells times', () => {
  expect([stillWords(12_000), stillWords(240_000), stillWords(3 * 3_600_000), stillWords(6 * 86_400_000)]).toEqual([
    '12 s stil',
    '4 min stil',
    '3 uur stil',
    '6 dagen stil',
  ]);
  expect([elapsedWords(0), elapsedWords(200_900), elapsedWords(3_783_000)]).toEqual(['0:00', '3:20', '1:03:03']);
  expect(clockWords(new Date(2027, 1, 1, 14, 5, 9).getTime())).toBe('14:05:09');
});

describe('a recording from somebody else', () => {
  const whole = recordingOf([stroke(5000), note(20_000, SAM, { changes: [[21_000, 30, SAM, 'text', [0, 0, 'hoi']]] })], {
    chapters: [{ at: 100, seq: 1, by: COACH, type: 'snapshot', sheet: FIRST, title: 'x', auto: false }],
    talk: [{ at: 5, seq: 6, by: SAM, text: 'dag' }],
  });

  it('is read as it was made', () => {
    expect(readRecording(unpacked(packed(whole)))).toEqual(whole);
  });

  it('is whole and in order, or is not played', () => {
    for (const broken of [
      null,
      [],
      { ...whole, v: 2 },
      { ...whole, end: -1 },
      { ...whole, end: 1e15 },
      { ...whole, elements: [{ ...stroke(5), born: [5, 5] }] },
      { ...whole, elements: [note(9, SAM, { changes: [[4, 1, SAM, 'text', 'x']] })] },
      { ...whole, elements: [note(9, SAM, { died: [4, 1, SAM] })] },
      { ...whole, sessions: [{ id: 'x', start: 9, end: 2 }] },
    ])
      expect(readRecording(broken)).toBeNull();
    expect(readRecording({ ...whole, chapters: [{ at: 1, seq: 1, by: COACH, type: 'of tomorrow' }], more: 1 })?.chapters).toEqual([]);
  });

  it.each(Array.from({ length: 60 }, (_, seed) => seed))('never breaks the player, damaged by chance, seed %i', async (seed) => {
    const random = seededRandom(seed);
    const damaged = spoiled(whole, random);
    const sound = readRecording(damaged);
    if (sound === null) return;
    const film = await createFilm(sound);
    const play = createPlay(film);
    for (let i = 0; i < 12; i++) {
      play.seek(random() * play.axis.value.length);
      const at = play.talkAt.value;
      film.settled(play.shown.value, at);
      film.moving(play.shown.value, at);
      film.growing(play.shown.value, at);
      for (const { act, party } of film.hands(at)) expect(typeof actWords(film, act, party)).toBe('string');
      play.step(i % 2 === 0 ? 1 : -1);
    }
    for (const part of partsOf(film)) for (const row of part.rows) expect(typeof rowWords(film, row)).toBe('string');
  });

  it('was damaged in ways that are played and in ways that are not', () => {
    const read = Array.from({ length: 60 }, (_, seed) => readRecording(spoiled(whole, seededRandom(seed))) !== null);
    expect(new Set(read)).toEqual(new Set([true, false]));
  });
});

const ODD: readonly unknown[] = [null, -1, 0, 1e300, Number.NaN, '', 'x', [], {}, true, new Uint8Array([1, 2, 3]), [0, 0, 'é'.repeat(9)]];

/** One or two values somewhere within, replaced by odd ones. */
function spoiled(value: unknown, random: () => number): unknown {
  const copy: unknown = structuredClone(value);
  const places: [Record<string, unknown>, string][] = [];
  const walk = (within: unknown): void => {
    if (typeof within !== 'object' || within === null || within instanceof Uint8Array) return;
    for (const key of Object.keys(within)) {
      places.push([within as Record<string, unknown>, key]);
      walk((within as Record<string, unknown>)[key]);
    }
  };
  walk(copy);
  for (let i = 0; i < 1 + random() * 2; i++) {
    const [holder, key] = places[Math.floor(random() * places.length)] ?? [{}, ''];
    holder[key] = ODD[Math.floor(random() * ODD.length)];
  }
  return copy;
}
