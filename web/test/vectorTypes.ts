/** The shapes of the vector files, the same for both writers. */
import type { KnownHeader } from '../src/crypto/entry';

export interface LinkRow {
  readonly role: 'coach' | 'guest' | 'trainer' | 'owner';
  readonly log: string;
  readonly seed: string;
  readonly pass: string;
  readonly fragment: string;
  readonly address: string;
  readonly member: string;
  readonly token: string;
  readonly token_hash: string;
  readonly entry: string;
  readonly signal: string;
  readonly call: string;
  readonly greeting: string;
  readonly live: Readonly<Record<string, string>>;
}

export interface KeysVectors {
  readonly links: readonly LinkRow[];
  readonly workspace: LinkRow;
  readonly side: LinkRow & { readonly of: string; readonly coach_seed: string };
  readonly broken_fragments: readonly { readonly name: string; readonly fragment: string }[];
}

export interface EntryRow {
  readonly name: string;
  readonly header: KnownHeader;
  readonly header_bytes: string;
  readonly nonce: string;
  readonly body: {
    readonly clock: number;
    readonly seen: readonly [number, string];
    readonly in_blobs: boolean;
    readonly data: unknown;
  };
  readonly sealed: string;
  readonly seq: number;
  readonly at: number;
  readonly record: string;
  readonly record_forgotten: string;
  readonly blobs: Readonly<Record<string, string>>;
}

export interface EntriesVectors {
  readonly log: string;
  readonly member_seed: string;
  readonly entries: readonly EntryRow[];
  readonly one_thing_changed: readonly {
    readonly changed: string;
    readonly key: string;
    readonly header_bytes: string;
    readonly sealed: string;
    readonly error: string | null;
  }[];
  readonly broken_bodies: readonly {
    readonly name: string;
    readonly header_bytes: string;
    readonly sealed: string;
    readonly error: string;
  }[];
  readonly broken_headers: readonly { readonly name: string; readonly bytes: string; readonly error: string }[];
  readonly broken_records: readonly {
    readonly name: string;
    readonly bytes?: string;
    readonly start?: string;
    readonly zeros?: number;
    readonly error: string;
  }[];
}

export interface ChainVectors {
  readonly log: string;
  readonly h0: string;
  readonly records: readonly { readonly record: string; readonly seq: number; readonly h: string }[];
}

interface SealedRow<V> {
  readonly nonce: string;
  readonly value: V;
  readonly sealed: string;
}

export interface SealingVectors {
  readonly log: string;
  readonly member_seed: string;
  readonly another_log: string;
  readonly page: string;
  readonly other_page: string;
  readonly greeting: SealedRow<Readonly<Record<string, unknown>>>;
  readonly knock: SealedRow<{ readonly v: 1; readonly name: string; readonly form: string }>;
  readonly signal: SealedRow<unknown> & { readonly from: string; readonly to: string; readonly counter: number };
  readonly live: SealedRow<unknown>;
  readonly keyframe: {
    readonly nonce: string;
    readonly k: number;
    readonly h: string;
    readonly next: Readonly<Record<string, number>>;
    readonly board: string;
    readonly sealed: string;
  };
  readonly blobs: readonly {
    readonly nonce: string;
    readonly plain: string;
    readonly sealed: string;
    readonly id: string;
  }[];
}

export interface SafetySideRow {
  readonly page: string;
  readonly fingerprint: string;
  readonly nonce: string;
  readonly commitment: string;
}

export interface SafetyRow {
  readonly name: string;
  readonly call: string;
  readonly one: SafetySideRow;
  readonly other: SafetySideRow;
  readonly words: readonly number[];
}

export interface SafetyVectors {
  readonly pairs: readonly SafetyRow[];
  readonly one_thing_changed: readonly SafetyRow[];
}

export interface ProtocolVectors {
  readonly cases: readonly { readonly shape: string; readonly text: string; readonly good: boolean; readonly why: string }[];
}
