/**
 * What two people agreed to do when the call is lost, as a fold of the log; and when to say it.
 *
 * Pure. An agreement of type `fallback` holds one text; the last one said counts, an empty one
 * takes it back. It is with both people before anything goes wrong, so that it can be read offline.
 */
import type { Entry } from '../../log/types';
import { isFields } from '../../wire/shapes';

/** A telephone number and a sentence around it. */
export const MAX_FALLBACK_CHARS = 200;
/** Most losses are over by then; sooner it would only hurry people. */
export const FALLBACK_AFTER_MS = 60_000;

/** @returns the agreement after *entry*; a body of another shape changes nothing */
export function foldFallback(before: string, entry: Entry): string {
  if (entry.kind !== 'agreement' || !isFields(entry.data)) return before;
  const { type, text } = entry.data;
  return type === 'fallback' && typeof text === 'string' ? text.trim().slice(0, MAX_FALLBACK_CHARS) : before;
}

export interface Togetherness {
  /** somebody is heard right now */
  readonly connected: boolean;
  /** somebody was here during this visit */
  readonly met: boolean;
  /** the last of them said good-bye */
  readonly saidGoodbye: boolean;
}

/** @returns true while one would wonder what has become of the other */
export function isApart({ connected, met, saidGoodbye }: Togetherness): boolean {
  return met && !connected && !saidGoodbye;
}
