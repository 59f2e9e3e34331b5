/** What Python says is a good or a bad event, the browser's guards say too. */
import { describe, expect, it } from 'vitest';
import * as guards from '../src/wire/guards';
import { unspelled, vectors } from './spelling';
import type { ProtocolVectors } from './vectorTypes';

const READERS: Readonly<Record<string, (value: unknown) => unknown>> = {
  EntryOut: guards.readEntryOut,
  Head: guards.readHead,
  Refused: guards.readRefused,
  LiveOut: guards.readLive,
  SignalOut: guards.readSignal,
  Peers: guards.readPeers,
  KnockOut: guards.readKnock,
  Knocks: guards.readKnocks,
  Settings: guards.readSettings,
  Closed: guards.readClosed,
  LogState: guards.readLogState,
  ShareStateRow: guards.readShareState,
  HeldState: guards.readHeld,
  NoticeState: guards.readNotice,
};

/** JSON has no word for NaN and infinity; Python writes them nevertheless. */
function parsed(text: string): unknown {
  const readable = text.replaceAll(/(?<=[:[,] ?)-?(NaN|Infinity)/g, (word) => `{"$number": "${word}"}`);
  return unspelled(
    JSON.parse(readable, (_key, value: unknown) =>
      typeof value === 'object' && value !== null && '$number' in value ? Number(value.$number) : value,
    ),
  );
}

const { cases } = vectors<ProtocolVectors>('protocol.py.json');

describe.each(Object.keys(READERS))('%s', (shape) => {
  const own = cases.filter((row) => row.shape === shape);
  it(`is told from what only looks like it in ${own.length} cases`, () => {
    expect(own.length).toBeGreaterThan(5);
    for (const { text, good, why } of own) {
      expect([why, text, READERS[shape]?.(parsed(text)) !== null]).toEqual([why, text, good]);
    }
  });
});
