import type { nl } from './steps.nl';
import type { Same } from './texts';

export const en = {
  place_use: 'Use, at the start',
  place_topic: 'What it is about',
  place_wanted: 'How you want it',
  place_achieved: 'What is there already',
  place_worked: 'What worked before',
  place_ahead: 'A small step ahead',
  place_useful: 'Use, at the end',
} as const satisfies Same<typeof nl>;
