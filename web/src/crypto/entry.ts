/**
 * The bytes of an entry: clear header, record, sealed body. Big-endian throughout.
 *
 *     header  version u8 · log 16 · kind u8 · role u8 · author 8 · n u32 · flags u8 ·
 *             count u16 + refs u64* · count u8 + blobs 32*
 *     record  length u32 (of what follows) · header · seq u64 · at u64 · form u8 · bytes
 *     sealed  nonce 12 · AES-256-GCM(padded body), the header being the additional data
 *
 * Held equal to `whiteboard/entry.py` and `server/protocol.py` by the vectors in `tests/wire`.
 */
import { FLAGS, KINDS, MAX_BLOBS, MAX_REFS, MAX_SEALED_BYTES, PROTOCOL_VERSION, ROLES } from '../wire/protocol.gen';
import type { Kind, Role } from '../wire/protocol.gen';
import { fromBase64url, toBase64url } from './base64url';
import { concat, u32, u64 } from './bytes';
import type { Bytes } from './bytes';
import { CryptoError } from './errors';
import { asMap, packed, unpacked } from './msgpack';
import { padded, unpadded } from './padding';
import { seal, unseal } from './seal';

export interface Header {
  readonly log: string;
  /** `unknown`: a later version's; skipped, but part of the chain */
  readonly kind: Kind | 'unknown';
  readonly role: Role | 'unknown';
  readonly author: string;
  readonly n: number;
  readonly notify: boolean;
  readonly drop: boolean;
  readonly refs: readonly number[];
  /** base64url of SHA-256 of sealed blobs */
  readonly blobs: readonly string[];
}

export interface KnownHeader extends Header {
  readonly kind: Kind;
  readonly role: Role;
}

export interface Record {
  readonly header: Header;
  readonly headerBytes: Bytes;
  readonly seq: number;
  readonly at: number;
  /** `digest`: *bytes* is SHA-256 of the sealed body */
  readonly form: 'sealed' | 'digest';
  readonly bytes: Bytes;
}

/** Common start of every body. */
export interface Body {
  /** author's clock, ms */
  readonly clock: number;
  /** newest seq the author had applied, and the first 16 bytes of its chain value */
  readonly seen: readonly [number, Uint8Array];
  readonly data: unknown;
  /** *data* is in the entry's blobs instead */
  readonly inBlobs: boolean;
}

/** how much of a chain value `seen` repeats */
export const SEEN_BYTES = 16;
const FIXED_BYTES = 1 + 16 + 1 + 1 + 8 + 4 + 1 + 2 + 1;
/** where the flags stand */
const FLAGS_AT = 1 + 16 + 1 + 1 + 8 + 4;
const FORM = { digest: 0, sealed: 1 } as const;
const KNOWN_FLAGS = FLAGS.notify | FLAGS.drop;
const KIND_NAMES = new Map(Object.entries(KINDS).map(([name, number]) => [number as number, name as Kind]));
const ROLE_NAMES = new Map(Object.entries(ROLES).map(([name, number]) => [number as number, name as Role]));

export function encodeHeader(header: KnownHeader): Bytes {
  if (header.refs.length > MAX_REFS || header.blobs.length > MAX_BLOBS) throw new CryptoError('too_large');
  const flags = (header.notify ? FLAGS.notify : 0) | (header.drop ? FLAGS.drop : 0);
  return concat(
    Uint8Array.of(PROTOCOL_VERSION),
    fromBase64url(header.log, 16),
    Uint8Array.of(KINDS[header.kind], ROLES[header.role]),
    fromBase64url(header.author, 8),
    u32(header.n),
    Uint8Array.of(flags, header.refs.length >> 8, header.refs.length & 0xff),
    ...header.refs.map(u64),
    Uint8Array.of(header.blobs.length),
    ...header.blobs.map((blob) => fromBase64url(blob, 32)),
  );
}

/** Reads forward; every read past the end is `bad_length`. */
class Reader {
  at = 0;
  private readonly view: DataView;
  constructor(private readonly bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }
  get left(): number {
    return this.bytes.length - this.at;
  }
  private step(length: number): number {
    const start = this.at;
    if (length > this.left) throw new CryptoError('bad_length');
    this.at += length;
    return start;
  }
  take(length: number): Bytes {
    const start = this.step(length);
    return new Uint8Array(this.bytes.subarray(start, start + length));
  }
  u8(): number {
    return this.view.getUint8(this.step(1));
  }
  u16(): number {
    return this.view.getUint16(this.step(2));
  }
  u32(): number {
    return this.view.getUint32(this.step(4));
  }
  u64(): number {
    const value = Number(this.view.getBigUint64(this.step(8)));
    if (!Number.isSafeInteger(value)) throw new CryptoError('bad_length');
    return value;
  }
}

function readHeader(reader: Reader): Header {
  if (reader.u8() !== PROTOCOL_VERSION) throw new CryptoError('bad_version');
  const log = toBase64url(reader.take(16));
  const kind = KIND_NAMES.get(reader.u8()) ?? 'unknown';
  const role = ROLE_NAMES.get(reader.u8()) ?? 'unknown';
  const author = toBase64url(reader.take(8));
  const n = reader.u32();
  const flags = reader.u8();
  const refCount = reader.u16();
  if (refCount > MAX_REFS) throw new CryptoError('too_large');
  const refs = Array.from({ length: refCount }, () => reader.u64());
  const blobCount = reader.u8();
  if (blobCount > MAX_BLOBS) throw new CryptoError('too_large');
  const blobs = Array.from({ length: blobCount }, () => toBase64url(reader.take(32)));
  const notify = (flags & FLAGS.notify) !== 0;
  const drop = (flags & FLAGS.drop) !== 0;
  return { log, kind, role, author, n, notify, drop, refs, blobs };
}

/** @throws CryptoError when anything but exactly one header is there */
export function decodeHeader(bytes: Uint8Array): KnownHeader {
  const reader = new Reader(bytes);
  const header = readHeader(reader);
  if (reader.left !== 0) throw new CryptoError('bad_length');
  const { kind, role } = header;
  if (kind === 'unknown') throw new CryptoError('bad_kind');
  if (role === 'unknown') throw new CryptoError('bad_role');
  if (((bytes[FLAGS_AT] ?? 0) & ~KNOWN_FLAGS) !== 0) throw new CryptoError('bad_flags');
  return { ...header, kind, role };
}

export function encodeRecord(record: Omit<Record, 'header'>): Bytes {
  const form = Uint8Array.of(FORM[record.form]);
  const inner = concat(record.headerBytes, u64(record.seq), u64(record.at), form, record.bytes);
  return concat(u32(inner.length), inner);
}

function readRecord(inner: Bytes): Record {
  const reader = new Reader(inner);
  const header = readHeader(reader);
  const headerBytes = inner.slice(0, reader.at);
  const seq = reader.u64();
  const at = reader.u64();
  const form = reader.u8();
  if (form !== FORM.digest && form !== FORM.sealed) throw new CryptoError('bad_form');
  if (form === FORM.digest && reader.left !== 32) throw new CryptoError('bad_length');
  if (reader.left > MAX_SEALED_BYTES) throw new CryptoError('too_large');
  const bytes = reader.take(reader.left);
  return { header, headerBytes, seq, at, form: form === FORM.sealed ? 'sealed' : 'digest', bytes };
}

/** Split a run of records. @throws CryptoError when the framing or a header is broken */
export function decodeRecords(bytes: Uint8Array): readonly Record[] {
  const reader = new Reader(bytes);
  const records: Record[] = [];
  while (reader.left > 0) {
    const length = reader.u32();
    if (length < FIXED_BYTES) throw new CryptoError('bad_length');
    records.push(readRecord(reader.take(length)));
  }
  return records;
}

/** @throws CryptoError naming what is wrong with the one record in *bytes* */
export function decodeRecord(bytes: Uint8Array): Record {
  const reader = new Reader(bytes);
  const length = reader.u32();
  if (length !== reader.left) throw new CryptoError('bad_length');
  return readRecord(reader.take(length));
}

export function encodeBody(body: Body): Bytes {
  const start = { v: PROTOCOL_VERSION, clock: Math.round(body.clock), seen: [body.seen[0], body.seen[1]] };
  return packed(body.inBlobs ? { ...start, blob: true } : { ...start, d: body.data });
}

/** @throws CryptoError `bad_body` */
export function decodeBody(bytes: Uint8Array): Body {
  const map = asMap(unpacked(bytes));
  if (map === null) throw new CryptoError('bad_body');
  const { v, clock, seen, blob, d } = map;
  if (!isWhole(v) || v < 1 || !isWhole(clock) || !Array.isArray(seen)) throw new CryptoError('bad_body');
  const [seq, h] = seen as readonly unknown[];
  if (!isWhole(seq) || seen.length !== 2) throw new CryptoError('bad_body');
  if (!(h instanceof Uint8Array) || h.length !== SEEN_BYTES) throw new CryptoError('bad_body');
  const inBlobs = blob === true;
  if (!inBlobs && !('d' in map)) throw new CryptoError('bad_body');
  return { clock, seen: [seq, h], data: inBlobs ? undefined : d, inBlobs };
}

/** A whole number that both languages hold exactly. */
function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

export async function sealBody(key: CryptoKey, header: Bytes, body: Body, nonce?: Uint8Array): Promise<Bytes> {
  return seal(key, padded(encodeBody(body)), header, nonce);
}

/** @throws CryptoError `bad_seal`, `bad_padding`, `bad_body` */
export async function openBody(key: CryptoKey, header: Bytes, sealed: Uint8Array): Promise<Body> {
  return decodeBody(unpadded(await unseal(key, sealed, header)));
}
