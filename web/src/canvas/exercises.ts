/** What is asked of an exercise that lies on the sheet; the room opens what answers. */
import { signal } from '@preact/signals';
import type { Element, ElementId } from '../board/types';

export interface ExerciseAsked {
  readonly what: 'words' | 'marks' | 'card' | 'take' | 'template';
  readonly id: ElementId;
}
export const exerciseAsked = signal<ExerciseAsked | null>(null);
/** Whether words may be kept as a sheet of one's own: a coach's, whose workspace is at hand. */
export const templatesOffered = signal(false);

/** The note that a coach wants to read out to all. */
export const readOutAsked = signal<ElementId | null>(null);
/** A coach among several people: reading out is offered at a note. */
export const mayReadOut = signal(false);

/** What a second tap or Enter on a thing opens; null for what has no panel, or is written on where it lies. */
export function chiefAsk({ id, type }: Element): ExerciseAsked | null {
  if (type === 'scale') return { what: 'marks', id };
  return type === 'circles' ? { what: 'words', id } : null;
}

/** @returns whether the thing is an exercise that is worked on in a panel, which opens now */
export function askExercise(element: Element): boolean {
  const ask = chiefAsk(element);
  if (ask !== null) exerciseAsked.value = ask;
  return ask !== null;
}
