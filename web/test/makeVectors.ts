/**
 * Writes the golden vectors of the browser's side: `tests/wire/*.ts.json`.
 *
 *     cd web && FLIPOVER_WRITE_VECTORS=1 npx vitest run test/makeVectors.test.ts
 *
 * Everything is fixed, nonces included, so a second run changes nothing. Python opens them.
 */
import { sealBlob } from '../src/crypto/blob';
import { concat } from '../src/crypto/bytes';
import type { Bytes } from '../src/crypto/bytes';
import { chainNext, chainStart } from '../src/crypto/chain';
import { decodeRecord, encodeHeader, encodeRecord, sealBody } from '../src/crypto/entry';
import type { KnownHeader } from '../src/crypto/entry';
import { linkFragment, workspaceFragment } from '../src/crypto/fragment';
import { deriveKeys, deriveRaw, deriveSide, deriveWorkspace, tokenHash } from '../src/crypto/keys';
import type { LogKeys, Secret } from '../src/crypto/keys';
import { packed } from '../src/crypto/msgpack';
import { padded } from '../src/crypto/padding';
import * as purposes from '../src/crypto/purposes';
import { derive, seal, sha256 } from '../src/crypto/seal';
import { KINDS } from '../src/wire/protocol.gen';
import type { Kind, Role } from '../src/wire/protocol.gen';
import { safetyVectors } from './safetyVectors';
import { shareVectors } from './shareVectors';
import { b64, fixed, spelled } from './spelling';
import type { ChainVectors, EntriesVectors, EntryRow, KeysVectors, LinkRow, SealingVectors } from './vectorTypes';

const LOG = fixed('ts room', 16);
const COACH: Secret = { seed: fixed('ts coach seed'), pass: fixed('ts coach pass', 16) };
const PAGE = b64(fixed('ts page', 8));
const OTHER_PAGE = b64(fixed('ts other page', 8));
const NOW = 1_790_000_000_456;
const UNICODE = 'Wat maakt dat het geen 5 is? “Niets” – coördinatie 🌻 ﷽ e\u0301 \u0000';

const nonce = (word: string): Bytes => fixed(`ts nonce ${word}`, 12);

async function linkRow(role: Role, log: Bytes, secret: Secret): Promise<LinkRow> {
  const raw = await deriveRaw(log, role, secret);
  const letter = role === 'coach' ? 'c' : role === 'guest' ? 'g' : 't';
  const fragment = role === 'owner' ? workspaceFragment(secret.seed) : linkFragment(letter, secret);
  const path = role === 'owner' ? 'coach' : `${role === 'trainer' ? 'replay' : 'r'}/${b64(log)}`;
  const live: { [page: string]: string } = {};
  for (const page of [PAGE, OTHER_PAGE]) live[page] = b64(await derive(raw.member, log, `live/${page}`, 32));
  return {
    role,
    log: b64(log),
    seed: b64(secret.seed),
    pass: b64(secret.pass),
    fragment,
    address: `https://example.org/${path}${fragment}`,
    member: b64(raw.member),
    token: b64(raw.token),
    token_hash: await tokenHash(b64(raw.token)),
    entry: b64(raw.entry),
    signal: b64(raw.signal),
    call: b64(raw.call),
    greeting: b64(raw.greeting),
    live,
  };
}

async function keysVectors(): Promise<KeysVectors> {
  const { member } = await deriveRaw(LOG, 'coach', COACH);
  const workspace = await deriveWorkspace(fixed('ts workspace seed'));
  const side = await deriveSide(b64(LOG), COACH.seed);
  const idOf = (log: string): Bytes => new Uint8Array(Buffer.from(log, 'base64url'));
  return {
    links: [
      await linkRow('coach', LOG, COACH),
      await linkRow('guest', LOG, { seed: member, pass: fixed('ts guest pass', 16) }),
      await linkRow('trainer', LOG, { seed: member, pass: fixed('ts trainer pass', 16) }),
    ],
    workspace: await linkRow('owner', idOf(workspace.log), workspace),
    side: { of: b64(LOG), coach_seed: b64(COACH.seed), ...(await linkRow('owner', idOf(side.log), side)) },
    broken_fragments: [
      { name: 'nothing', fragment: '' },
      { name: 'a hash alone', fragment: '#' },
      { name: 'a letter alone', fragment: '#c' },
      { name: 'capital letter', fragment: linkFragment('c', COACH).replace('#c', '#C') },
      { name: 'cut in half', fragment: linkFragment('g', COACH).slice(0, 33) },
      { name: 'a space inside', fragment: linkFragment('g', COACH).replace(/(.{9})./, '$1 ') },
    ],
  };
}

type HeaderPart = Partial<Omit<KnownHeader, 'kind'>>;

function headerOf(kind: Kind, part: HeaderPart = {}): KnownHeader {
  const start = { log: b64(LOG), role: 'coach' as const, author: PAGE, n: 0, notify: false, drop: false, refs: [], blobs: [] };
  return { ...start, kind, ...part };
}

async function entryRow(keys: LogKeys, name: string, header: KnownHeader, data: unknown, blobs = {}): Promise<EntryRow> {
  const inBlobs = header.blobs.length > 0 && header.kind !== 'base';
  const seenH = fixed('ts seen').slice(0, 16);
  const seen = [header.n === 0 ? 0 : 17, header.n === 0 ? new Uint8Array(16) : seenH] as const;
  const headerBytes = encodeHeader(header);
  const sealed = await sealBody(keys.entry, headerBytes, { clock: NOW, seen, data, inBlobs }, nonce(name));
  const place = { headerBytes, seq: 18, at: NOW + 7 };
  return {
    name,
    header,
    header_bytes: b64(headerBytes),
    nonce: b64(nonce(name)),
    body: { clock: NOW, seen: [seen[0], b64(seen[1])], in_blobs: inBlobs, data: spelled(data) },
    sealed: b64(sealed),
    seq: place.seq,
    at: place.at,
    record: b64(encodeRecord({ ...place, form: 'sealed', bytes: sealed })),
    record_forgotten: b64(encodeRecord({ ...place, form: 'digest', bytes: await sha256(sealed) })),
    blobs,
  };
}

async function entryRows(keys: LogKeys): Promise<readonly EntryRow[]> {
  const rows = [
    await entryRow(keys, 'member', headerOf('member'), { name: 'Sam', form: 'voice' }),
    await entryRow(keys, 'unicode', headerOf('talk', { role: 'guest', n: 1, notify: true }), { id: PAGE, text: UNICODE }),
    await entryRow(keys, 'board', headerOf('board', { n: 2 }), [[0, fixed('update', 40)], [1200, new Uint8Array(0)]]),
    await entryRow(keys, 'forget', headerOf('forget', { refs: [1, 2 ** 32, 2 ** 53 - 1] }), null),
    await entryRow(keys, 'base', headerOf('base', { refs: [12], drop: true, blobs: [b64(fixed('board'))] }), { k: 12 }),
    await entryRow(keys, 'numbers', headerOf('score', { n: 2 ** 32 - 1 }), [0, -1, 127, 128, 2 ** 31, -(2 ** 40), 2 ** 53 - 1, 0.5, true, null]),
    await entryRow(keys, 'item', headerOf('item', { role: 'owner' }), { id: 'me', type: 'me', value: { name: 'Eva', lang: 'en' } }),
  ];
  for (const kind of Object.keys(KINDS) as Kind[]) rows.push(await entryRow(keys, `kind ${kind}`, headerOf(kind, { n: 9 }), {}));
  const plain = packed({ id: 'large', text: 'x'.repeat(500) });
  const parts = await Promise.all([plain.slice(0, 200), plain.slice(200)].map((part, i) => sealBlob(keys, part, nonce(`blob ${i}`))));
  const blobs = Object.fromEntries(parts.map(({ id, sealed }) => [id, b64(sealed)]));
  const header = headerOf('talk', { n: 5, blobs: parts.map(({ id }) => id) });
  rows.push(await entryRow(keys, 'in two blobs', header, { id: 'large', text: 'x'.repeat(500) }, blobs));
  return rows;
}

async function changed(keys: LogKeys, entryKey: Bytes): Promise<EntriesVectors['one_thing_changed']> {
  const header = headerOf('chapter', { role: 'guest', n: 4, notify: true, refs: [3, 4], blobs: [b64(fixed('blob'))] });
  const body = { clock: NOW, seen: [3, fixed('ts seen', 16)] as const, data: { type: 'sheet' }, inBlobs: false };
  const sealed = await sealBody(keys.entry, encodeHeader(header), body, nonce('changed'));
  const flip = (at: number): Bytes => sealed.map((byte, i) => (i === at ? byte ^ 0x80 : byte));
  const row = (name: string, part: HeaderPart & { kind?: Kind }, bytes: Bytes = sealed, key: Bytes = entryKey) => ({
    changed: name,
    key: b64(key),
    header_bytes: b64(encodeHeader({ ...header, ...part })),
    sealed: b64(bytes),
    error: name === 'nothing' ? null : 'bad_seal',
  });
  return [
    row('nothing', {}),
    row('log', { log: b64(fixed('ts another room', 16)) }),
    row('kind', { kind: 'talk' }),
    row('role', { role: 'coach' }),
    row('author', { author: OTHER_PAGE }),
    row('n', { n: 5 }),
    row('flags', { notify: false, drop: true }),
    row('refs', { refs: [4, 3] }),
    row('blobs', { blobs: [] }),
    row('nonce', {}, flip(11)),
    row('one bit', {}, flip(30)),
    row('last bit', {}, flip(sealed.length - 1)),
    row('another key', {}, sealed, fixed('ts another key')),
  ];
}

async function entriesVectors(): Promise<EntriesVectors> {
  const keys = await deriveKeys(b64(LOG), 'coach', COACH);
  const raw = await deriveRaw(LOG, 'coach', COACH);
  const header = encodeHeader(headerOf('talk'));
  const broken = async (name: string, plain: Uint8Array, error: string) => ({
    name,
    header_bytes: b64(header),
    sealed: b64(await seal(keys.entry, plain, header, nonce(name))),
    error,
  });
  const good = { v: 1, clock: NOW, seen: [0, new Uint8Array(16)], d: null };
  const record = encodeRecord({ headerBytes: header, seq: 1, at: NOW, form: 'digest', bytes: new Uint8Array(32) });
  const swap = (at: number, byte: number): Bytes => record.map((was, i) => (i === at ? byte : was));
  return {
    log: b64(LOG),
    member_seed: b64(raw.member),
    entries: await entryRows(keys),
    one_thing_changed: await changed(keys, raw.entry),
    broken_bodies: [
      await broken('unpadded', packed(good), 'bad_padding'),
      await broken('128 where 64 is due', concat(padded(packed(good)), new Uint8Array(64)), 'bad_padding'),
      await broken('not MessagePack', padded(Uint8Array.of(0xc1)), 'bad_body'),
      await broken('a text', padded(packed('hello')), 'bad_body'),
      await broken('no data', padded(packed({ ...good, d: undefined })), 'bad_body'),
      await broken('half a millisecond', padded(packed({ ...good, clock: NOW + 0.5 })), 'bad_body'),
      await broken('seen is a map', padded(packed({ ...good, seen: { seq: 0 } })), 'bad_body'),
      await broken('blob is 1', padded(packed({ ...good, d: undefined, blob: 1 })), 'bad_body'),
    ],
    broken_headers: [
      { name: 'empty', bytes: '', error: 'bad_length' },
      { name: 'one byte short', bytes: b64(header.slice(0, -1)), error: 'bad_length' },
      { name: 'one byte long', bytes: b64(concat(header, Uint8Array.of(0))), error: 'bad_length' },
      { name: 'version 255', bytes: b64(concat(Uint8Array.of(255), header.slice(1))), error: 'bad_version' },
    ],
    broken_records: [
      { name: 'form 255', bytes: b64(swap(record.length - 33, 255)), error: 'bad_form' },
      { name: 'one byte short', bytes: b64(record.slice(0, -1)), error: 'bad_length' },
      { name: 'one byte after it', bytes: b64(concat(record, Uint8Array.of(0))), error: 'bad_length' },
    ],
  };
}

async function chainVectors(): Promise<ChainVectors> {
  const keys = await deriveKeys(b64(LOG), 'coach', COACH);
  const rows = [];
  let h = await chainStart(LOG);
  const h0 = b64(h);
  for (const [i, kind] of (['member', 'talk', 'board', 'forget'] as const).entries()) {
    const row = await entryRow(keys, `chain ${i}`, headerOf(kind, { n: i, refs: i === 3 ? [2] : [] }), { i });
    const bytes = new Uint8Array(Buffer.from(i === 1 ? row.record_forgotten : row.record, 'base64url'));
    const { headerBytes, form, bytes: sealed } = decodeRecord(bytes);
    const record = encodeRecord({ headerBytes, seq: i + 1, at: NOW + i, form, bytes: sealed });
    h = await chainNext(h, decodeRecord(record));
    rows.push({ record: b64(record), seq: i + 1, h: b64(h) });
  }
  return { log: b64(LOG), h0, records: rows };
}

async function sealingVectors(): Promise<SealingVectors> {
  const keys = await deriveKeys(b64(LOG), 'coach', COACH);
  const greeting = { coach: 'Eva', lang: 'en', until: NOW, agreed: '', answer: 'within a day', knock: 'every' } as const;
  const knock = { name: UNICODE, form: 'picture' };
  const route = { from: PAGE, to: OTHER_PAGE, counter: 2 ** 40 };
  const offer = { t: 'candidate', c: null };
  const said = { c: 3, m: [{ t: 'c', s: 'AAAAAAAAAAA', x: 1, y: -2.25 }, { t: 'x', id: PAGE }] };
  const frame = { k: 7, h: fixed('ts h'), next: { [PAGE]: 4, [OTHER_PAGE]: 1 }, board: fixed('ts board', 90) };
  return {
    log: b64(LOG),
    member_seed: b64(keys.memberSeed),
    another_log: b64(fixed('ts another room', 16)),
    page: PAGE,
    other_page: OTHER_PAGE,
    greeting: {
      nonce: b64(nonce('greeting')),
      value: { v: 1, ...greeting },
      sealed: b64(await purposes.sealGreeting(keys, greeting, nonce('greeting'))),
    },
    knock: {
      nonce: b64(nonce('knock')),
      value: { v: 1, ...knock },
      sealed: b64(await purposes.sealKnock(keys, PAGE, knock, nonce('knock'))),
    },
    signal: {
      nonce: b64(nonce('signal')),
      ...route,
      value: offer,
      sealed: b64(await purposes.sealSignal(keys, route, offer, nonce('signal'))),
    },
    live: {
      nonce: b64(nonce('live')),
      value: said,
      sealed: b64(await purposes.sealLive(keys, PAGE, said, nonce('live'))),
    },
    keyframe: {
      nonce: b64(nonce('keyframe')),
      k: frame.k,
      h: b64(frame.h),
      next: frame.next,
      board: b64(frame.board),
      sealed: b64(await purposes.sealKeyframe(keys, frame, nonce('keyframe'))),
    },
    blobs: await Promise.all(
      [fixed('picture', 300), new Uint8Array(0)].map(async (plain, i) => {
        const { id, sealed } = await sealBlob(keys, plain, nonce(`picture ${i}`));
        return { nonce: b64(nonce(`picture ${i}`)), plain: b64(plain), sealed: b64(sealed), id };
      }),
    ),
  };
}

/** File name to contents. */
export async function makeVectors(): Promise<Readonly<Record<string, unknown>>> {
  return {
    'keys.ts.json': await keysVectors(),
    'entries.ts.json': await entriesVectors(),
    'chain.ts.json': await chainVectors(),
    'sealing.ts.json': await sealingVectors(),
    'safety.ts.json': await safetyVectors(),
    'shares.ts.json': await shareVectors(),
  };
}
