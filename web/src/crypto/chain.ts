/**
 * H(0) = SHA-256("flipover/1/chain" ‖ log)
 * H(s) = SHA-256(H(s−1) ‖ header ‖ seq ‖ at ‖ SHA-256(sealed))
 */
import { ascii, concat, u64 } from './bytes';
import type { Bytes } from './bytes';
import type { Record } from './entry';
import { sha256 } from './seal';

export function chainStart(log: Uint8Array): Promise<Bytes> {
  return sha256(concat(ascii('flipover/1/chain'), log));
}

export async function digestOf(record: Pick<Record, 'form' | 'bytes'>): Promise<Bytes> {
  return record.form === 'digest' ? record.bytes : sha256(record.bytes);
}

/** @param digest when it is known already: many are made side by side, the chain itself cannot be */
export async function chainNext(
  previous: Uint8Array,
  record: Omit<Record, 'header'>,
  digest?: Uint8Array,
): Promise<Bytes> {
  return sha256(linked(previous, record, digest ?? (await digestOf(record))));
}

/** What is hashed for the next place of the chain. */
export function linked(previous: Uint8Array, record: Omit<Record, 'header'>, digest: Uint8Array): Bytes {
  return concat(previous, record.headerBytes, u64(record.seq), u64(record.at), digest);
}
