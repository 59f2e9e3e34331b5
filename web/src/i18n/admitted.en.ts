/** English words of the list of who may come in. */
import type { Same } from './texts';
import type { nl } from './admitted.nl';

export const en = {
  title: 'Who can come in here',
  loading: 'Fetching',
  failed: 'The list cannot be fetched now. Nothing has changed; try again in a moment.',
  this_one: '{name}, this device',
  here: '{name}, is here now',
  known: '{name}, since {day}',
  waiting: '{name}, not let in yet',
  remove: 'Remove',
  remove_of: 'Remove: {who}',
  sure: 'This device can then no longer come in or read anything new. What it has already shown has been seen. With the link somebody can still knock again; withdraw the link under “Arrange” if that should stop too.',
  yes: 'Yes, remove this device',
  no: 'Leave it',
  removed: 'That device can no longer come in.',
} satisfies Same<typeof nl>;
