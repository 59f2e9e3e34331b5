/** Logs and recordings as Python spelled them for tests. */
import { readFileSync } from 'node:fs';
import { fromBase64url } from '../../crypto/base64url';
import type { Entry } from '../../log/types';

/** An entry as it is spelled for JSON. */
export type Row = Omit<Entry, 'blobs' | 'data' | 'own'> & { readonly body: { readonly data: unknown } | null };

/** @param name of a file in `tests/wire` */
export function openVectors(name: string): unknown {
  return opened(JSON.parse(readFileSync(new URL(`../../../../tests/wire/${name}`, import.meta.url), 'utf8')));
}

/** Bytes as they were spelled for JSON. */
function opened(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(opened);
  if (typeof value !== 'object' || value === null) return value;
  if ('$bytes' in value && typeof value.$bytes === 'string') return fromBase64url(value.$bytes);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, opened(inner)]));
}

export function entryOf({ body, ...row }: Row): Entry {
  return { ...row, blobs: [], own: false, data: body === null ? undefined : body.data };
}
