/** One's own pile of a round, before anybody sees it: plain values, and how they are written down. Pure. */
import { cutText, isFields, isId } from '../../wire/shapes';
import type { ElementId } from '../../board/types';

export type PileZone = 'inner' | 'ring';

export interface PileNote {
  readonly id: ElementId;
  readonly text: string;
  readonly zone: PileZone;
}

/** What one person keeps to themselves of one round. */
export interface Pile {
  readonly round: string;
  readonly notes: readonly PileNote[];
  /** what is being typed, and no note yet */
  readonly draft: string;
  /** a place on a scale, as it was typed; null before it was */
  readonly mark: string | null;
  /** the mark goes with the others when they are shown */
  readonly ready: boolean;
}

/** One person in one round; far more than anybody writes. */
export const MAX_PILE = 60;
/** One thing per note. */
export const MAX_PILE_CHARS = 500;

export const emptyPile = (round: string): Pile => ({ round, notes: [], draft: '', mark: null, ready: false });

export const isEmpty = ({ notes, draft, mark }: Pile): boolean => notes.length === 0 && draft.trim() === '' && mark === null;

/** @returns the pile with a note more; the same when there was nothing to write, or no room */
export function addNote(pile: Pile, note: PileNote): Pile {
  const text = cutText(note.text.trim(), MAX_PILE_CHARS);
  return text === '' || pile.notes.length >= MAX_PILE ? pile : { ...pile, notes: [...pile.notes, { ...note, text }] };
}

/** An empty text takes the note away. */
export function editNote(pile: Pile, id: ElementId, text: string): Pile {
  if (text.trim() === '') return removeNote(pile, id);
  const cut = cutText(text.trim(), MAX_PILE_CHARS);
  return { ...pile, notes: pile.notes.map((note) => (note.id === id ? { ...note, text: cut } : note)) };
}

export const removeNote = (pile: Pile, id: ElementId): Pile => ({ ...pile, notes: pile.notes.filter((note) => note.id !== id) });

/** A pile as it was kept; null for what is none. */
export function readPile(value: unknown): Pile | null {
  if (!isFields(value) || !isId(value['round']) || !Array.isArray(value['notes'])) return null;
  const notes = (value['notes'] as readonly unknown[]).flatMap((note): PileNote[] => {
    if (!isFields(note) || !isId(note['id']) || typeof note['text'] !== 'string') return [];
    return [{ id: note['id'], text: note['text'], zone: note['zone'] === 'ring' ? 'ring' : 'inner' }];
  });
  const { round, draft, mark, ready } = value;
  return {
    round,
    notes: notes.slice(0, MAX_PILE),
    draft: typeof draft === 'string' ? draft : '',
    mark: typeof mark === 'string' ? mark : null,
    ready: ready === true,
  };
}
