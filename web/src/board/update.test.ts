import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { BoardDocument, readable, structsByYjs } from './document';
import { seededRandom } from './testing/memoryRoom';
import { plainStructs, refusal } from './update';

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

describe('an update of plain words', () => {
  const plain = updateBy(CLIENT, (doc) => {
    const map = new Y.Map<unknown>();
    doc.getMap('elements').set('a', map);
    map.set('text', new Y.Text('een twee'));
    map.set('bytes', Uint8Array.of(1, 2, 200));
    map.set('values', [0, -7, 1.5, 1e300, 2 ** 40, null, undefined, true, false, 'x', { deep: [[{}]] }, 12n]);
    (map.get('text') as Y.Text).insert(3, ' en');
    (map.get('text') as Y.Text).delete(0, 2);
  });

  it('is read without Yjs just as Yjs reads it, however it was bent', () => {
    expect(plainStructs(plain)).not.toBeNull();
    expect(JSON.stringify(plainStructs(plain))).toBe(JSON.stringify(structsByYjs(plain)));
    const random = seededRandom(6);
    let [read, left] = [0, 0];
    for (let turn = 0; turn < 4000; turn++) {
      const bytes = Uint8Array.from(plain);
      for (let flips = 0; flips < 2; flips++)
        bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
      const structs = plainStructs(bytes);
      if (structs === null) left += 1;
      else {
        read += 1;
        expect(JSON.stringify(structs)).toBe(JSON.stringify(structsByYjs(bytes)));
      }
    }
    expect(Math.min(read, left)).toBeGreaterThan(500);
  });

  it.each([
    ['a word beyond ASCII', (doc: Y.Doc) => doc.getMap('elements').set('é', 1)],
    ['a typed word beyond ASCII', (doc: Y.Doc) => doc.getText('t').insert(0, '😀')],
    ['a format', (doc: Y.Doc) => doc.getText('t').insert(0, 'a', { bold: true })],
    ['an embed', (doc: Y.Doc) => doc.getText('t').insertEmbed(0, { picture: 1 })],
  ])('with %s is left to Yjs', (_, change) => {
    expect(plainStructs(updateBy(CLIENT, change))).toBeNull();
  });
});

describe('what is nested', () => {
  /** A map in a map in a map, under *key* of a map that is there. */
  function nest(map: Y.Map<unknown>, key: string, depth: number): void {
    let inner = map;
    for (let level = 0; level < depth; level++) {
      const next = new Y.Map<unknown>();
      inner.set(level === 0 ? key : 'text', next);
      inner = next;
    }
  }

  it('so deep that Yjs could not delete it again is not taken, in one act or in many', () => {
    const document = new BoardDocument();
    const deep = updateBy(7, (doc) => nest(doc.getMap('elements'), 'a', 5000));
    expect(refusal(deep, 7)).toBeNull();
    expect(document.mayApply(deep)).toBe(false);

    const theirs = new Y.Doc();
    theirs.clientID = 7;
    const updates: Uint8Array[] = [];
    theirs.on('update', (update: Uint8Array) => updates.push(update));
    let inner = theirs.getMap<unknown>('elements');
    for (let level = 0; level < 12; level++) {
      const map = new Y.Map<unknown>();
      // Overwritten first, so that its place is told only by what stands beside it.
      inner.set('text', 'first');
      inner.set('text', map);
      inner = map;
    }
    const taken = updates.map((update) => document.mayApply(update) && (document.apply(update), true));
    // Two acts for each level, the second one puts the map there.
    const maps = taken.filter((_, act) => act % 2 === 1);
    expect(maps).toEqual(Array.from({ length: 12 }, (_, level) => level < 8));
  });

  it('as our own acts are is taken: made, taken away, made again, typed on', () => {
    const mine = new BoardDocument();
    const theirs = new BoardDocument();
    const element = { id: 'AAAAAAAAAAE', type: 'note', sheet: 'AAAAAAAAAAA', order: 'a0', by: 'AAAAAAAAAAA' } as const;
    const note = { ...element, frame: [0, 0, 9, 9, 0], colour: 1, text: 'een' } as const;
    const acts = [
      () => mine.set(note.id, 'element', note),
      () => mine.set(note.id, 'text', 'een twee'),
      () => mine.set(note.id, 'element', null),
      () => mine.set(note.id, 'element', note),
      () => mine.set(note.id, 'text', 'nul een'),
      () => mine.set('AAAAAAAAAAA', 'sheet.title', 'Begin'),
    ];
    for (const act of acts) {
      const update = mine.act('AAAAAAAAAAA', act) ?? new Uint8Array();
      expect(theirs.mayApply(update)).toBe(true);
      theirs.apply(update);
    }
    theirs.takeTouched();
    expect(theirs.elements.get(note.id)).toMatchObject({ text: 'nul een' });
  });
});
