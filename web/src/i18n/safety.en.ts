/** English texts around the safety words. */
import type { nl } from './safety.nl';
import type { Same } from './texts';

export const en = {
  title: 'Four words',
  open: 'Compare four words',
  invite: 'Do you want to be sure that nobody looks or listens along unnoticed? Then read four words to each other.',
  intro: 'Read these words to each other, aloud. If you both have the same ones, in the same order, nobody stands between you and looks or listens along unnoticed.',
  aloud: 'Do not type them: somebody in between could type along. By the voice you hear that it is really them.',
  in_writing: 'You are writing now. Give each other a call for this, or both join with your voice for a moment.',
  words_with: 'Words with {name}',
  other_device: '{name}, on another device',
  nobody: 'Nobody else is here now. The words will be here once you are connected.',
  waiting: 'The words with {name} will be here once you are connected.',
  none_older: '{name}’s page names no words. It may be of an earlier version: ask {name} to load the page again. If it stays like this, somebody may be holding the words back. Then say and write nothing that you would not say in public.',
  none_browser: 'Your browser cannot make these words. A newer version of your browser can.',
  list_failed: 'The words cannot be fetched right now. Try again in a moment.',
  again: 'Try again',
  same: 'They are the same',
  different: 'They differ',
  different_after_all: 'They differ after all',
  found_same: 'You compared them with {name}. They were the same.',
  look_again: 'Look at the words again',

  mark_waiting: 'With {name}: nothing to compare yet.',
  mark_words: 'With {name}: not compared yet.',
  mark_same: 'With {name}: compared, the words were the same.',
  mark_doubt: 'With {name}: somebody may be in between.',

  doubt_words: 'Your words and {name}’s should be the same. As they differ, somebody may stand between you, looking and listening along.',
  doubt_broken: 'Something is wrong with the connection to {name}. Somebody may stand between you, looking and listening along.',
  doubt_say: 'Say and write nothing that you would not say in public.',
  doubt_leave: 'Leave the room. You always can, and what is kept stays kept.',
  doubt_ask: 'Ask {name} for a new room with a new link. Do so by another way, for instance by telephone.',
  doubt_make: 'Make a new room, and give {name} the new link by another way, for instance by telephone.',
  doubt_tell: 'Tell whoever runs the server.',
  doubt_what: 'What you can do',
  leave: 'Leave',
} as const satisfies Same<typeof nl>;
