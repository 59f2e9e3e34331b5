/** Under the sheet: turning, naming, who is where, who draws. English. */
import type { nl } from './sheets.nl';
import type { Same } from './texts';

export const en = {
  sheets: 'Sheets',
  nth: 'sheet {number}',
  nth_named: 'sheet {number}, {title}',
  place: '{number} of {count}',
  place_named: '{number} of {count} – {title}',
  tab_keys: 'Enter or F2 names this sheet. Control, Shift and an arrow moves it.',
  add: 'New sheet',
  exercise: 'Exercise',
  all: 'All sheets',
  this: 'This sheet',
  this_of: 'This sheet: {sheet}',
  previous: 'Previous sheet',
  next: 'Next sheet',
  name: 'Name of this sheet',
  moved: '{sheet} is now number {number} of {count}.',
  added: '{sheet} was added.',
  taken: '{sheet} was put away.',
  put_back: 'Put back',
  kept: '{sheet} is kept.',
  coach_at: '{name} is at {sheet}.',
  coach_at_busy: '{name} is at {sheet}. You go along when you are done.',
  to_coach: 'Back to {name}',
  turned: '{name} turned to {sheet}.',
  looks: '{name} is looking here',
  only_you: 'Only you draw now.',
  let_draw: 'Let {name} draw too',
  only_coach: '{name} is drawing now; you can watch, and write as before.',
  switch_failed: 'That did not work just now. Nothing has changed; try again in a moment.',
} as const satisfies Same<typeof nl>;
