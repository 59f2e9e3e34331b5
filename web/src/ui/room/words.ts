/** The room's `t`, and that of its tools. */
import type { Language } from '../../i18n/language';
import { speakOne } from '../../i18n/texts';
import { loadLetterWords } from './letterWords';

const room = speakOne({ nl: () => import('../../i18n/room.nl'), en: () => import('../../i18n/room.en') });
const drawing = speakOne({ nl: () => import('../../i18n/drawing.nl'), en: () => import('../../i18n/drawing.en') });
export const r = room.t;
/** The `t` of the tools. */
export const draw = drawing.t;
export const loadRoomWords = async (lang?: Language): Promise<void> => void (await Promise.all([room.load(lang), drawing.load(lang), loadLetterWords(lang)]));

/** With a capital: names may stand first, and "je coach" is one until there is a better. */
export function sentence(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}

/** Copy for a count: one has words of its own. */
export function counted(one: 'unsent_one' | 'unreadable_one' | 'skipped_one', count: number): string {
  if (count === 1) return r(one);
  if (one === 'unsent_one') return r('unsent_many', { count });
  if (one === 'unreadable_one') return r('unreadable_many', { count });
  return r('skipped_many', { count });
}
