/** The name at the foot of a note that shows who made it. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { AuthorId } from '../../log/types';
import { NAME_SIZE, NOTE_PADDING } from '../noteText';

/** The name behind an author, for whatever is drawn inside; without one nobody signs. */
export const NamesOnSheet = createContext<(id: AuthorId) => string>(() => '');

const MOST_CHARS = 16;

export interface SignatureProps {
  readonly by: AuthorId;
  /** of the note, board units */
  readonly width: number;
  readonly height: number;
}

export function Signature({ by, width, height }: SignatureProps) {
  const name = useContext(NamesOnSheet)(by);
  const letters = [...name];
  return (
    <text class="note-name" text-anchor="end" font-size={NAME_SIZE} x={width - NOTE_PADDING} y={height - NOTE_PADDING + 2}>
      {letters.length > MOST_CHARS ? `${letters.slice(0, MOST_CHARS).join('')}…` : name}
    </text>
  );
}
