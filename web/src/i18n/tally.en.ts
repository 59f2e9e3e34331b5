import type { nl } from './tally.nl';

export const en: Readonly<Record<keyof typeof nl, string>> = {
  title: 'Who did what, and when',
  line: 'Only counted, not weighed: what a number means is yours to know.',
  who: 'Who',
  strokes: 'strokes',
  words: 'words',
  things: 'put down',
  moves: 'moved',
  still: 'Longest silences on the sheet',
  still_none: 'Nowhere was it still on the sheet for more than a minute.',
  still_at: '{time}: {long}',
  go: 'Go to {time}',
  steps: 'How long after a step the next one came',
  steps_line: 'From the moments that you put in the buckets.',
  step_time: '{step}: {from} to {to}, {long}',
  useful: 'Number that {name} gave for use',
  useful_value: '{value}, at {time}',
  useful_back: 'taken away at {time}',
};
