import type { nl } from './buckets.nl';

export const en: Readonly<Record<keyof typeof nl, string>> = {
  title: 'Seven buckets',
  line: 'Does a moment belong to a step? Put it in. The order matters little, and an empty bucket is something to talk about too.',
  put: 'Put in',
  put_in: 'Put in: this moment ({time}) in {step}',
  go: '{time}, {name}: go there',
  take: 'Take out',
  take_of: 'Take out: {time} of {step}',
  by: '{time}, {name}',
  none: 'empty so far',
  put_done: '{time} lies in: {step}',
  taken: '{time} is out of: {step}',
  not_kept: 'That was not kept, as looking back has ended.',
};
