import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { readable } from './document';
import { seededRandom } from './testing/memoryRoom';
import { refusal } from './update';

function updateBy(client: number, change: (doc: Y.Doc) => void, on?: Uint8Array): Uint8Array {
  const doc = new Y.Doc();
  if (on) Y.applyUpdate(doc, on);
  doc.clientID = client;
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  doc.transact(() => change(doc));
  return updates[0] ?? new Uint8Array();
}

const CLIENT = 2 ** 47 + 12_345;
const everything = updateBy(CLIENT, (doc) => {
  const map = new Y.Map<unknown>();
  doc.getMap('elements').set('a', map);
  map.set('text', new Y.Text('a😀b'));
  map.set('bytes', Uint8Array.of(1, 2, 3));
  map.set('values', [0, -7, 1.5, 1e300, 2 ** 40, null, undefined, true, false, 'x', { deep: [[{}]] }, 12n]);
  const text = map.get('text') as Y.Text;
  text.format(0, 2, { bold: true });
  text.insertEmbed(1, { picture: 1 });
  text.delete(0, 1);
});

describe('an update', () => {
  it('of every kind of value is let through for its own client only', () => {
    expect(refusal(everything, CLIENT)).toBeNull();
    expect(refusal(everything, CLIENT + 1)).toBe('foreign');
  });

  it('may delete what others wrote', () => {
    const deletion = updateBy(77, (doc) => doc.getMap('elements').delete('a'), everything);
    expect(refusal(deletion, 77)).toBeNull();
  });

  it('of two clients together is foreign to both', () => {
    const both = Y.mergeUpdates([everything, updateBy(5, (doc) => doc.getMap('x').set('y', 1))]);
    expect(refusal(both, CLIENT)).toBe('foreign');
    expect(refusal(both, 5)).toBe('foreign');
  });

  it('is broken when cut anywhere, or followed by a byte', () => {
    for (let end = 0; end < everything.length; end++)
      expect(refusal(everything.subarray(0, end), CLIENT)).toBe('broken');
    expect(refusal(Uint8Array.of(...everything, 0), CLIENT)).toBe('broken');
  });

  it('that claims a great many structs costs no more than its length', () => {
    const claims = Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x07);
    expect(refusal(claims, 1)).toBe('broken');
  });

  it('that is let through and can be read is applied without a throw, however it was bent', () => {
    const random = seededRandom(5);
    let applied = 0;
    for (let turn = 0; turn < 2000; turn++) {
      const bytes = Uint8Array.from(everything);
      for (let flips = 0; flips < 3; flips++)
        bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
      if (refusal(bytes, CLIENT) !== null || !readable(bytes)) continue;
      applied += 1;
      Y.applyUpdate(new Y.Doc(), bytes);
    }
    expect(applied).toBeGreaterThan(100);
  });
});
