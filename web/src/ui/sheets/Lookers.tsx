/** Who looks at a sheet while this person looks at another: an initial, and words for readers. */
import type { SheetId } from '../../board/types';
import type { Names } from '../room/names';
import type { Room } from '../room/openRoom';
import { v } from './words';

export function lookersAt({ easel }: Room, names: Names, sheet: SheetId): readonly string[] {
  if (sheet === easel.shown.value) return [];
  return [...new Set([...easel.looks.value].filter(([, at]) => at === sheet).map(([page]) => names.of(page)))];
}

export function Lookers({ names }: { readonly names: readonly string[] }) {
  return (
    <>
      {names.map((name) => (
        <span key={name} class="looker" title={v('looks', { name })}>
          <span aria-hidden="true">{name.slice(0, 1)}</span>
          <span class="unseen">, {v('looks', { name })}</span>
        </span>
      ))}
    </>
  );
}
