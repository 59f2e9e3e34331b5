import { expect, test } from 'vitest';
import { fits, readFragment, readPasted, readPlace } from './address';

const LOG = 'A'.repeat(22);
const CODE = 'b'.repeat(64);
const ORIGIN = 'https://flip.example';

test('an address means one page, and an unknown one means none', () => {
  expect(readPlace('/')).toEqual({ page: 'home' });
  expect(readPlace('/coach/')).toEqual({ page: 'coach' });
  expect(readPlace(`/r/${LOG}`)).toEqual({ page: 'room', log: LOG });
  expect(readPlace(`/replay/${LOG}`)).toEqual({ page: 'replay', log: LOG });
  for (const path of ['/r/', '/r/short', `/r/${LOG}/more`, '/elsewhere', `/r/${LOG}x`]) {
    expect(readPlace(path), path).toEqual({ page: 'nowhere' });
  }
});

test('a secret that lost its end on the way is no secret', () => {
  expect(readFragment(`#g${CODE}`)).toEqual({ letter: 'g', code: CODE });
  expect(readFragment(`#g${CODE.slice(1)}`)).toBeNull();
  expect(readFragment(`#w${'c'.repeat(43)}`)).not.toBeNull();
  expect(readFragment(`#w${'c'.repeat(42)}`)).toBeNull();
  expect(readFragment('#x123')).toBeNull();
  expect(readFragment('')).toBeNull();
});

test('a secret opens only the page it is for', () => {
  expect(fits({ page: 'coach' }, { letter: 'g', code: CODE })).toBe(false);
  expect(fits({ page: 'room', log: LOG }, { letter: 'g', code: CODE })).toBe(true);
  expect(fits({ page: 'room', log: LOG }, { letter: 't', code: CODE })).toBe(false);
});

test('a link is found in a whole message, between brackets and broken by a line', () => {
  const link = `${ORIGIN}/r/${LOG}#g${CODE}`;
  const good = { ok: true, path: `/r/${LOG}`, fragment: { letter: 'g', code: CODE } };
  expect(readPasted(link, ORIGIN)).toEqual(good);
  expect(readPasted(`Hallo Sam,\n\n<${link}>\n\nTot dan`, ORIGIN)).toEqual(good);
});

test('what is wrong with a pasted link is told apart', () => {
  const why = (text: string) => {
    const pasted = readPasted(text, ORIGIN);
    return pasted.ok ? 'ok' : pasted.why;
  };
  expect(why('hallo')).toBe('no_link');
  expect(why('')).toBe('no_link');
  expect(why(`${ORIGIN}/`)).toBe('no_link');
  expect(why(`https://other.example/r/${LOG}#g${CODE}`)).toBe('elsewhere');
  expect(why(`${ORIGIN}/r/${LOG}`)).toBe('no_secret');
  expect(why(`${ORIGIN}/r/${LOG}#g${CODE.slice(9)}`)).toBe('no_secret');
  expect(why(`${ORIGIN}/coach#g${CODE}`)).toBe('no_secret');
});
