/** What each language sealed, opened by the browser's code; Python opens the same files. */
import { describe, expect, it } from 'vitest';
import { openBlob, sealBlob } from '../src/crypto/blob';
import { concat } from '../src/crypto/bytes';
import { chainNext, chainStart } from '../src/crypto/chain';
import { decodeHeader, decodeRecord, decodeRecords, encodeHeader, encodeRecord, openBody, sealBody } from '../src/crypto/entry';
import { CryptoError } from '../src/crypto/errors';
import { linkFragment, openFragment, workspaceFragment } from '../src/crypto/fragment';
import { deriveKeys, deriveRaw, deriveSide, deriveWorkspace, tokenHash, tokenOf } from '../src/crypto/keys';
import type { LogKeys } from '../src/crypto/keys';
import { unpacked } from '../src/crypto/msgpack';
import * as purposes from '../src/crypto/purposes';
import { derive, sealingKey, sha256 } from '../src/crypto/seal';
import { commitmentOf, safetyWords } from '../src/crypto/safety';
import { b64, bytes, unspelled, vectors } from './spelling';
import type { ChainVectors, EntriesVectors, KeysVectors, LinkRow, SafetySideRow, SafetyVectors, SealingVectors } from './vectorTypes';

async function wordOf(act: () => unknown): Promise<string | null> {
  try {
    await act();
    return null;
  } catch (error) {
    if (error instanceof CryptoError) return error.word;
    throw error;
  }
}

function memberKeys(log: string, memberSeed: string): Promise<LogKeys> {
  return deriveKeys(log, 'guest', { seed: bytes(memberSeed), pass: new Uint8Array(16) });
}

describe.each(['py', 'ts'])('vectors written by %s', (writer) => {
  const keysFile = vectors<KeysVectors>(`keys.${writer}.json`);
  const entriesFile = vectors<EntriesVectors>(`entries.${writer}.json`);
  const chainFile = vectors<ChainVectors>(`chain.${writer}.json`);
  const sealingFile = vectors<SealingVectors>(`sealing.${writer}.json`);

  async function checkKeys(row: LinkRow): Promise<void> {
    const secret = { seed: bytes(row.seed), pass: bytes(row.pass) };
    const raw = await deriveRaw(bytes(row.log), row.role, secret);
    const spelledOut = Object.fromEntries(Object.entries(raw).map(([name, value]) => [name, b64(value)]));
    const { member, token, entry, signal, call, greeting } = row;
    expect(spelledOut).toEqual({ member, token, entry, signal, call, greeting });
    expect(await tokenHash(row.token)).toBe(row.token_hash);
    expect(await tokenOf(row.log, row.role, secret)).toBe(row.token);
    for (const [page, key] of Object.entries(row.live)) {
      expect(b64(await derive(raw.member, bytes(row.log), `live/${page}`, 32))).toBe(key);
    }
  }

  it('derive the same keys from the same link', async () => {
    for (const row of [...keysFile.links, keysFile.workspace, keysFile.side]) await checkKeys(row);
  });

  it('find the same safety words, whichever side comes first', async () => {
    const { pairs, one_thing_changed } = vectors<SafetyVectors>(`safety.${writer}.json`);
    const side = ({ page, fingerprint, nonce }: SafetySideRow) => ({
      page,
      fingerprint: bytes(fingerprint),
      nonce: bytes(nonce),
    });
    const told = new Set<string>();
    for (const row of [...pairs, ...one_thing_changed]) {
      const [call, one, other] = [bytes(row.call), side(row.one), side(row.other)];
      expect(b64(await commitmentOf(one.nonce, one.fingerprint))).toBe(row.one.commitment);
      expect(b64(await commitmentOf(other.nonce, other.fingerprint))).toBe(row.other.commitment);
      expect([row.name, await safetyWords(call, one, other)]).toEqual([row.name, row.words]);
      expect(await safetyWords(call, other, one)).toEqual(row.words);
      told.add(row.words.join());
    }
    expect(told.size).toBe(pairs.length + one_thing_changed.length);
  });

  it('spell fragments alike and find the same secret in them', () => {
    for (const row of keysFile.links) {
      const opened = openFragment(row.fragment);
      if (opened.letter === 'i' || opened.letter === 'w') throw new Error(opened.letter);
      expect([b64(opened.seed), b64(opened.pass)]).toEqual([row.seed, row.pass]);
      expect(linkFragment(opened.letter, opened)).toBe(row.fragment);
    }
    expect(workspaceFragment(bytes(keysFile.workspace.seed))).toBe(keysFile.workspace.fragment);
  });

  it('reach workspace and side log from their seeds', async () => {
    const { workspace, side } = keysFile;
    const ws = await deriveWorkspace(bytes(workspace.seed));
    expect([ws.log, b64(ws.pass)]).toEqual([workspace.log, workspace.pass]);
    const sd = await deriveSide(side.of, bytes(side.coach_seed));
    expect([sd.log, b64(sd.seed), b64(sd.pass)]).toEqual([side.log, side.seed, side.pass]);
  });

  it('refuse what is no fragment', async () => {
    for (const { name, fragment } of keysFile.broken_fragments) {
      expect([name, await wordOf(() => openFragment(fragment))]).toEqual([name, 'bad_fragment']);
    }
  });

  it('seal an entry to the same bytes and open it again', async () => {
    const keys = await memberKeys(entriesFile.log, entriesFile.member_seed);
    for (const row of entriesFile.entries) {
      const header = encodeHeader(row.header);
      expect([row.name, b64(header)]).toEqual([row.name, row.header_bytes]);
      expect(decodeHeader(header)).toEqual(row.header);
      const opened = await openBody(keys.entry, header, bytes(row.sealed));
      expect([opened.clock, opened.seen[0], b64(opened.seen[1])]).toEqual([row.body.clock, ...row.body.seen]);
      const data = unspelled(row.body.data);
      expect(opened.inBlobs).toBe(row.body.in_blobs);
      if (!opened.inBlobs) expect(opened.data).toEqual(data);
      else {
        const parts = await Promise.all(
          row.header.blobs.map((id) => openBlob(keys, id, bytes(row.blobs[id] ?? ''))),
        );
        expect(unpacked(concat(...parts))).toEqual(data);
      }
      const again = { ...opened, data: opened.inBlobs ? undefined : data };
      expect(b64(await sealBody(keys.entry, header, again, bytes(row.nonce)))).toBe(row.sealed);
    }
  });

  it('frame a record to the same bytes, with its body and without', async () => {
    for (const row of entriesFile.entries) {
      const { seq, at } = row;
      const headerBytes = bytes(row.header_bytes);
      const sealed = bytes(row.sealed);
      const whole = encodeRecord({ headerBytes, seq, at, form: 'sealed', bytes: sealed });
      const digest = encodeRecord({ headerBytes, seq, at, form: 'digest', bytes: await sha256(sealed) });
      expect([b64(whole), b64(digest)]).toEqual([row.record, row.record_forgotten]);
      expect(decodeRecord(whole)).toMatchObject({ seq, at, form: 'sealed', header: row.header });
      expect(decodeRecords(concat(whole, digest)).map(({ form }) => form)).toEqual(['sealed', 'digest']);
    }
  });

  it('do not open when one thing is changed', async () => {
    for (const row of entriesFile.one_thing_changed) {
      const key = await sealingKey(bytes(row.key));
      const word = await wordOf(() => openBody(key, bytes(row.header_bytes), bytes(row.sealed)));
      expect([row.changed, word]).toEqual([row.changed, row.error]);
    }
  });

  it('name what is wrong with a body, a header, a record', async () => {
    const keys = await memberKeys(entriesFile.log, entriesFile.member_seed);
    for (const row of entriesFile.broken_bodies) {
      const word = await wordOf(() => openBody(keys.entry, bytes(row.header_bytes), bytes(row.sealed)));
      expect([row.name, word]).toEqual([row.name, row.error]);
    }
    for (const row of entriesFile.broken_headers) {
      expect([row.name, await wordOf(() => decodeHeader(bytes(row.bytes)))]).toEqual([row.name, row.error]);
    }
    for (const row of entriesFile.broken_records) {
      const whole = concat(bytes(row.bytes ?? row.start ?? ''), new Uint8Array(row.zeros ?? 0));
      expect([row.name, await wordOf(() => decodeRecords(whole))]).toEqual([row.name, row.error]);
    }
  });

  it('chain to the same values', async () => {
    let h = await chainStart(bytes(chainFile.log));
    expect(b64(h)).toBe(chainFile.h0);
    for (const row of chainFile.records) {
      h = await chainNext(h, decodeRecord(bytes(row.record)));
      expect([row.seq, b64(h)]).toEqual([row.seq, row.h]);
    }
  });

  it('seal and open what is no entry, for its own purpose only', async () => {
    const { log, member_seed, page, greeting, knock, signal, live, keyframe, blobs } = sealingFile;
    const keys = await memberKeys(log, member_seed);
    const other = { ...keys, log: bytes(sealingFile.another_log) };

    const { v: _v, ...told } = greeting.value;
    expect(await purposes.openGreeting(keys, bytes(greeting.sealed))).toEqual(told);
    expect(await wordOf(() => purposes.openGreeting(other, bytes(greeting.sealed)))).toBe('bad_seal');

    const { name, form } = knock.value;
    expect(await purposes.openKnock(keys, page, bytes(knock.sealed))).toEqual({ name, form });
    expect(b64(await purposes.sealKnock(keys, page, { name, form }, bytes(knock.nonce)))).toBe(knock.sealed);
    expect(await wordOf(() => purposes.openKnock(keys, sealingFile.other_page, bytes(knock.sealed)))).toBe('bad_seal');

    expect(await purposes.openSignal(keys, signal, bytes(signal.sealed))).toEqual(signal.value);
    expect(b64(await purposes.sealSignal(keys, signal, signal.value, bytes(signal.nonce)))).toBe(signal.sealed);
    for (const changed of [
      { ...signal, from: signal.to },
      { ...signal, to: signal.from },
      { ...signal, counter: signal.counter + 1 },
    ]) {
      expect(await wordOf(() => purposes.openSignal(keys, changed, bytes(signal.sealed)))).toBe('bad_seal');
    }

    expect(await purposes.openLive(keys, page, bytes(live.sealed))).toEqual(live.value);
    expect(b64(await purposes.sealLive(keys, page, live.value, bytes(live.nonce)))).toBe(live.sealed);
    expect(await wordOf(() => purposes.openLive(keys, sealingFile.other_page, bytes(live.sealed)))).toBe('bad_seal');

    const frame = { k: keyframe.k, h: bytes(keyframe.h), next: keyframe.next, board: bytes(keyframe.board) };
    expect(await purposes.openKeyframe(keys, frame.k, bytes(keyframe.sealed))).toEqual(frame);
    expect(b64(await purposes.sealKeyframe(keys, frame, bytes(keyframe.nonce)))).toBe(keyframe.sealed);
    expect(await wordOf(() => purposes.openKeyframe(keys, frame.k + 1, bytes(keyframe.sealed)))).toBe('bad_seal');

    for (const blob of blobs) {
      const made = await sealBlob(keys, bytes(blob.plain), bytes(blob.nonce));
      expect([made.id, b64(made.sealed)]).toEqual([blob.id, blob.sealed]);
      expect(b64(await openBlob(keys, blob.id, bytes(blob.sealed)))).toBe(blob.plain);
      expect(await wordOf(() => openBlob(other, blob.id, bytes(blob.sealed)))).toBe('bad_seal');
    }
  });
});
