/** The browser side's vectors of the safety words; see `tests/wire/safety_cases.py`. */
import { commitmentOf, safetyWords, type SafetySide } from '../src/crypto/safety';
import { b64, fixed } from './spelling';
import type { SafetyRow, SafetySideRow, SafetyVectors } from './vectorTypes';

async function sideRow({ page, fingerprint, nonce }: SafetySide): Promise<SafetySideRow> {
  const commitment = b64(await commitmentOf(nonce, fingerprint));
  return { page, fingerprint: b64(fingerprint), nonce: b64(nonce), commitment };
}

async function row(name: string, call: Uint8Array, one: SafetySide, other: SafetySide): Promise<SafetyRow> {
  const [oneRow, otherRow] = [await sideRow(one), await sideRow(other)];
  return { name, call: b64(call), one: oneRow, other: otherRow, words: await safetyWords(call, one, other) };
}

function sideOf(name: string, page: Uint8Array = fixed(`ts ${name} page`, 8)): SafetySide {
  return { page: b64(page), fingerprint: fixed(`ts ${name} print`), nonce: fixed(`ts ${name} safety`) };
}

export async function safetyVectors(): Promise<SafetyVectors> {
  const call = fixed('ts call key');
  const [one, other] = [sideOf('one'), sideOf('other')];
  // In base64url these two stand in another order than their bytes do.
  const dash = Uint8Array.of(0xf8, 0, 0, 0, 0, 0, 0, 0);
  return {
    pairs: [
      await row('two pages', call, sideOf('a'), sideOf('b')),
      await row('base64url in another order', call, sideOf('c', dash), sideOf('d', new Uint8Array(8))),
    ],
    one_thing_changed: [
      await row('nothing', call, one, other),
      await row('call key', fixed('ts another key'), one, other),
      await row('page', call, one, { ...other, page: b64(fixed('ts third page', 8)) }),
      await row('fingerprint', call, one, { ...other, fingerprint: fixed('ts middle') }),
      await row('nonce', call, one, { ...other, nonce: fixed('ts another nonce') }),
    ],
  };
}
