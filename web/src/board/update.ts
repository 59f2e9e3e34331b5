/**
 * Reads a Yjs update (v1) without applying it: whose structs it holds, and whether it is sound.
 *
 * Walks the bytes once and builds nothing, so that a hostile update costs no more than its length.
 * Source: yjs 13, UpdateEncoderV1 and lib0 encoding.
 */

/** `broken`: not an update; `foreign`: holds structs of another than the entry's author. */
export type Refusal = 'broken' | 'foreign';

/** Values nested deeper than this are nobody's honest drawing. */
const MAX_DEPTH = 32;
const BIT_6 = 0x20;
const BIT_7 = 0x40;
const BIT_8 = 0x80;

class Broken extends Error {}

/**
 * @param client the only client id whose structs are allowed; deletions may name any
 * @returns why the update must be skipped; null when it may be applied
 */
export function refusal(update: Uint8Array, client: number): Refusal | null {
  try {
    const reader = new Reader(update);
    const clients = readStructs(reader);
    readDeletions(reader);
    if (!reader.atEnd) return 'broken';
    return clients.every((found) => found === client) ? null : 'foreign';
  } catch (error) {
    if (error instanceof Broken) return 'broken';
    throw error;
  }
}

function readStructs(reader: Reader): number[] {
  const clients: number[] = [];
  for (let left = reader.varuint(); left > 0; left--) {
    const structs = reader.varuint();
    clients.push(reader.varuint());
    reader.varuint();
    for (let struct = 0; struct < structs; struct++) readStruct(reader);
  }
  return clients;
}

function readDeletions(reader: Reader): void {
  for (let left = reader.varuint(); left > 0; left--) {
    reader.varuint();
    for (let runs = reader.varuint(); runs > 0; runs--) {
      reader.varuint();
      reader.varuint();
    }
  }
}

function readStruct(reader: Reader): void {
  const info = reader.byte();
  const content = info & 0x1f;
  if (content === 0 || content === 10) {
    reader.varuint(); // a gap: its length
    return;
  }
  if ((info & BIT_8) !== 0) readId(reader);
  if ((info & BIT_7) !== 0) readId(reader);
  if ((info & (BIT_7 | BIT_8)) === 0) {
    if (reader.varuint() === 1) reader.bytes();
    else readId(reader);
    if ((info & BIT_6) !== 0) reader.bytes();
  }
  readContent(reader, content);
}

function readId(reader: Reader): void {
  reader.varuint();
  reader.varuint();
}

/** Content kinds by number: yjs/src/structs/Item.js, contentRefs. */
function readContent(reader: Reader, kind: number): void {
  switch (kind) {
    case 1: // deleted
      reader.varuint();
      return;
    case 2: // JSON
      for (let left = reader.varuint(); left > 0; left--) reader.bytes();
      return;
    case 3: // binary
    case 4: // string
    case 5: // embed
      reader.bytes();
      return;
    case 6: // format
      reader.bytes();
      reader.bytes();
      return;
    case 7: {
      const type = reader.varuint();
      if (type === 3 || type === 5) reader.bytes(); // XML element and hook carry a name
      if (type > 6) throw new Broken();
      return;
    }
    case 8: // any
      for (let left = reader.varuint(); left > 0; left--) readAny(reader, 0);
      return;
    case 9: // subdocument
      reader.bytes();
      readAny(reader, 0);
      return;
    default:
      throw new Broken();
  }
}

function readAny(reader: Reader, depth: number): void {
  if (depth > MAX_DEPTH) throw new Broken();
  switch (127 - reader.byte()) {
    case 0: // undefined
    case 1: // null
    case 6: // false
    case 7: // true
      return;
    case 2: // integer; the sign bit is part of the first byte
      reader.varuint();
      return;
    case 3: // float 32
      reader.skip(4);
      return;
    case 4: // float 64
    case 5: // big integer
      reader.skip(8);
      return;
    case 8: // string
    case 11: // bytes
      reader.bytes();
      return;
    case 9: // object
      for (let left = reader.varuint(); left > 0; left--) {
        reader.bytes();
        readAny(reader, depth + 1);
      }
      return;
    case 10: // array
      for (let left = reader.varuint(); left > 0; left--) readAny(reader, depth + 1);
      return;
    default:
      throw new Broken();
  }
}

class Reader {
  #at = 0;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get atEnd(): boolean {
    return this.#at === this.#bytes.length;
  }

  byte(): number {
    const value = this.#bytes[this.#at];
    if (value === undefined) throw new Broken();
    this.#at += 1;
    return value;
  }

  varuint(): number {
    let value = 0;
    let factor = 1;
    for (;;) {
      const byte = this.byte();
      value += (byte & 0x7f) * factor;
      if (value > Number.MAX_SAFE_INTEGER) throw new Broken();
      if (byte < 0x80) return value;
      factor *= 0x80;
    }
  }

  skip(count: number): void {
    this.#at += count;
    if (this.#at > this.#bytes.length) throw new Broken();
  }

  /** A length and that many bytes; strings are written alike. */
  bytes(): void {
    this.skip(this.varuint());
  }
}
