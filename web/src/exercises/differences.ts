/** What is otherwise about one thing than it was, its place apart. Pure; only what somebody can see counts. */
import type { Card, Choice, Element, ElementId, Mark, Note, Scale } from '../board/types';

export type Label = 'topic' | 'inner' | 'ring' | 'outside' | 'low' | 'high' | 'title' | 'field';

export type Difference =
  /** @property field what the field of a card is called now; null for what has no fields */
  | { readonly what: 'words'; readonly field: string | null; readonly at: number; readonly before: string; readonly after: string }
  | { readonly what: 'label'; readonly label: Label; readonly before: string; readonly after: string }
  | { readonly what: 'alt'; readonly before: string; readonly after: string }
  | { readonly what: 'number'; readonly before: number | null; readonly after: number | null }
  | { readonly what: 'mark'; readonly id: ElementId; readonly before: Mark | null; readonly after: Mark | null }
  | { readonly what: 'chosen'; readonly now: boolean }
  | { readonly what: 'choice'; readonly names: readonly string[]; readonly now: boolean }
  | { readonly what: 'drawn'; readonly now: 1 | 2 }
  | { readonly what: 'look' }
  | { readonly what: 'size' };

/** Board units; less is how a number was rounded. */
const LEAST = 0.5;

/** @param was of the same type as *now* */
export function differences(was: Element, now: Element): readonly Difference[] {
  return [...ownDifferences(was, now), ...(hasGrown(was, now) ? [{ what: 'size' } as const] : [])];
}

function ownDifferences(was: Element, now: Element): readonly Difference[] {
  switch (now.type) {
    case 'note':
      return was.type === 'note' ? [...wordsOf(was.text, now.text), ...choices(was, now), ...look(was.colour === now.colour && was.signed === now.signed)] : [];
    case 'text':
      return was.type === 'text' ? [...wordsOf(was.text, now.text), ...look(was.marker === now.marker && was.size === now.size)] : [];
    case 'shape':
      return was.type === 'shape' ? look(was.shape === now.shape && was.marker === now.marker && was.width === now.width) : [];
    case 'ink':
      return was.type === 'ink' ? look(was.marker === now.marker && was.width === now.width && was.tip === now.tip && sameBytes(was.points, now.points)) : [];
    case 'picture':
      if (was.type !== 'picture') return [];
      return [
        ...(was.alt.trim() === now.alt.trim() ? [] : [{ what: 'alt', before: was.alt.trim(), after: now.alt.trim() } as const]),
        ...look(was.blob === now.blob),
      ];
    case 'circles':
      if (was.type !== 'circles') return [];
      return [...labels(was, now, ['topic', 'inner', 'ring', 'outside']), ...(was.drawn === now.drawn ? [] : [{ what: 'drawn', now: now.drawn } as const])];
    case 'scale':
      return was.type === 'scale' ? [...labels(was, now, ['topic', 'low', 'high']), ...marks(was, now)] : [];
    case 'card':
      return was.type === 'card' ? card(was, now) : [];
    case 'unknown':
      return [];
  }
}

const look = (same: boolean): readonly Difference[] => (same ? [] : [{ what: 'look' }]);

function wordsOf(before: string, after: string, field: string | null = null, at = 0): readonly Difference[] {
  const [old, now] = [before.trim(), after.trim()];
  return old === now ? [] : [{ what: 'words', field, at, before: old, after: now }];
}

function labels<K extends Label & string>(was: Readonly<Record<K, string>>, now: Readonly<Record<K, string>>, names: readonly K[]): readonly Difference[] {
  return names.flatMap((label) => (was[label] === now[label] ? [] : [{ what: 'label', label, before: was[label], after: now[label] } as const]));
}

function choices(was: Note, now: Note): readonly Difference[] {
  const chosen: readonly Difference[] = (was.chosen === true) === (now.chosen === true) ? [] : [{ what: 'chosen', now: now.chosen === true }];
  const [old, fresh] = [was.choices ?? [], now.choices ?? []];
  const without = (some: readonly Choice[], others: readonly Choice[]): readonly Choice[] => some.filter(({ id }) => others.every((other) => other.id !== id));
  return [
    ...chosen,
    ...without(fresh, old).map(({ names }): Difference => ({ what: 'choice', names, now: true })),
    ...without(old, fresh).map(({ names }): Difference => ({ what: 'choice', names, now: false })),
  ];
}

/** By id; of a copied scale by what a mark says. Oldest first. */
function marks(was: Scale, now: Scale): readonly Difference[] {
  const left = new Set(was.marks);
  const take = (wanted: (mark: Mark) => boolean): Mark | null => {
    const found = [...left].find(wanted) ?? null;
    if (found !== null) left.delete(found);
    return found;
  };
  const known = now.marks.map((mark) => ({ mark, old: take(({ id }) => id === mark.id) }));
  const paired = known.map(({ mark, old }) => ({ mark, old: old ?? take((one) => saysTheSame(one, mark) && one.at === mark.at) }));
  const gone = [...left].map((mark): Difference => ({ what: 'mark', id: mark.id, before: mark, after: null }));
  const others = paired.flatMap(({ mark, old }): Difference[] =>
    old !== null && saysTheSame(old, mark) ? [] : [{ what: 'mark', id: mark.id, before: old, after: mark }],
  );
  return [...gone, ...others];
}

const saysTheSame = (a: Mark, b: Mark): boolean => a.kind === b.kind && a.name === b.name && a.value.join() === b.value.join();

function card(was: Card, now: Card): readonly Difference[] {
  const fields = Array.from({ length: Math.max(was.labels.length, now.labels.length) }, (_, at) => at);
  return [
    ...labels(was, now, ['title']),
    ...fields.flatMap((at): readonly Difference[] => {
      const [before, after] = [was.labels[at] ?? '', now.labels[at] ?? ''];
      return [
        ...(before === after ? [] : [{ what: 'label', label: 'field', before, after } as const]),
        ...wordsOf(was.cells[at] ?? '', now.cells[at] ?? '', now.labels[at] ?? before, at),
      ];
    }),
    ...(was.value === now.value ? [] : [{ what: 'number', before: was.value, after: now.value } as const]),
  ];
}

function hasGrown({ frame: [, , w, h] }: Element, { frame: [, , width, height] }: Element): boolean {
  return Math.abs(w - width) > LEAST || Math.abs(h - height) > LEAST;
}

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => a === b || (a.length === b.length && a.every((byte, at) => byte === b[at]));
