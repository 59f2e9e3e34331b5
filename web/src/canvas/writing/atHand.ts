/** The sheet that lies open on this page, for what puts words on it from elsewhere. */
import { signal } from '@preact/signals';
import type { SheetState } from '../sheetState';

/** null while no sheet is shown */
export const writingAtHand = signal<SheetState | null>(null);
