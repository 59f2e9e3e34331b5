/** The sheets of a recording as small pictures, drawn from the recording itself: what is lent, and nothing beside. */
import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { Element, Sheet, SheetId } from '../../board/types';
import { elementsAt, sheetsAt } from '../../replay/reading';
import { NOBODY, type Recording } from '../../replay/recording';
import { SheetPicture } from '../sheets/SheetPicture';
import { l } from './words';

export interface LentSheet {
  readonly sheet: Sheet;
  readonly elements: readonly Element[];
}

/** As they lie at the recording's end. */
export const lentSheets = (recording: Recording): LentSheet[] =>
  sheetsAt(recording, recording.end).map((sheet) => ({ sheet, elements: elementsAt(recording, recording.end, sheet.id) }));

/** On which somebody did something in it; what lay there before is nobody's doing. */
export function touchedSheets({ elements }: Recording): ReadonlySet<SheetId> {
  const touched = elements.filter(({ born, changes }) => [born, ...changes].some(([, , by]) => by !== NOBODY));
  return new Set(touched.map(({ fields }) => String(fields['sheet'])));
}

export interface LentSheetsProps {
  readonly recording: Recording;
  /** what a sheet is called in the room */
  readonly nameOf: (sheet: SheetId) => string;
}

/** Small; one that is tapped lies there at reading size until it is tapped again. */
export function LentSheets({ recording, nameOf }: LentSheetsProps) {
  const sheets = useMemo(() => lentSheets(recording), [recording]);
  const large = useSignal<SheetId | null>(null);
  return (
    <ul class="plain lent-sheets">
      {sheets.map(({ sheet, elements }) => (
        <li key={sheet.id} data-large={large.value === sheet.id ? '' : undefined}>
          <SheetPicture paper={sheet.paper} elements={elements} />
          <button
            type="button"
            class="lent-look"
            aria-expanded={large.value === sheet.id}
            aria-label={`${nameOf(sheet.id)}, ${l('larger')}. ${wordsOn(elements)}`}
            onClick={() => {
              large.value = large.value === sheet.id ? null : sheet.id;
            }}
          />
          <span aria-hidden="true">{nameOf(sheet.id)}</span>
        </li>
      ))}
    </ul>
  );
}

export interface SheetChoiceProps {
  readonly sheets: readonly LentSheet[];
  readonly chosen: ReadonlySet<SheetId>;
  readonly nameOf: (sheet: SheetId) => string;
  readonly onChange: (chosen: ReadonlySet<SheetId>) => void;
}

/** Sheets to tap: in or out. */
export function SheetChoice({ sheets, chosen, nameOf, onChange }: SheetChoiceProps) {
  return (
    <ul class="plain lent-sheets">
      {sheets.map(({ sheet: { id, paper }, elements }) => (
        <li key={id}>
          <label class="lent-choice">
            <input
              type="checkbox"
              checked={chosen.has(id)}
              aria-label={nameOf(id)}
              onChange={(event) => {
                const next = new Set(chosen);
                if (event.currentTarget.checked) next.add(id);
                else next.delete(id);
                onChange(next);
              }}
            />
            <SheetPicture paper={paper} elements={elements} />
            <span class="lent-mark">{l(chosen.has(id) ? 'sheet_in' : 'sheet_out')}</span>
            <span>{nameOf(id)}</span>
          </label>
        </li>
      ))}
    </ul>
  );
}

/** What can be read there, for those who do not see it. */
function wordsOn(elements: readonly Element[]): string {
  return elements.flatMap((element) => ('text' in element && element.text.trim() !== '' ? [element.text.trim()] : [])).join('; ');
}
