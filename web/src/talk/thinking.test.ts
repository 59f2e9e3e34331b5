import { signal } from '@preact/signals';
import { beforeEach, describe, expect, it } from 'vitest';
import { ManualClock } from '../log/testing/ManualClock';
import { AGAIN_MS, createThinking, HOLDS_MS, type Thinking } from './thinking';

let clock: ManualClock;
let sent: unknown[];
let hear: (page: string, body: unknown) => void;
const here = signal<readonly string[]>(['sam']);
let thinking: Thinking;

beforeEach(() => {
  clock = new ManualClock();
  sent = [];
  here.value = ['sam'];
  const live = {
    send: (body: unknown) => void sent.push(body),
    onMessage(listener: typeof hear) {
      hear = listener;
      return () => undefined;
    },
  };
  thinking = createThinking(live, here, clock);
});

describe('“I am thinking”', () => {
  it('is said again while it holds, and once when it is over', () => {
    thinking.set(true);
    clock.advance(AGAIN_MS * 2);
    thinking.set(false);
    clock.advance(AGAIN_MS * 3);
    expect(sent).toEqual([true, true, true, false].map((on) => ({ t: 'thinking', on })));
  });

  it('says nothing by itself', () => {
    clock.advance(HOLDS_MS * 3);
    thinking.set(false);
    expect(sent).toEqual([]);
  });

  it('is shown of whoever says so and is here, until they say otherwise or are not heard any more', () => {
    hear('sam', { t: 'thinking', on: true });
    hear('ghost', { t: 'thinking', on: true });
    hear('sam', { t: 'other', on: false });
    expect(thinking.others.value).toEqual(['sam']);
    hear('sam', { t: 'thinking', on: false });
    expect(thinking.others.value).toEqual([]);
    hear('sam', { t: 'thinking', on: true });
    clock.advance(HOLDS_MS - 1);
    expect(thinking.others.value).toEqual(['sam']);
    clock.advance(1);
    expect(thinking.others.value).toEqual([]);
    hear('sam', { t: 'thinking', on: true });
    here.value = [];
    expect(thinking.others.value).toEqual([]);
  });
});
