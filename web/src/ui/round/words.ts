import { speakOne } from '../../i18n/texts';

const round = speakOne({ nl: () => import('../../i18n/round.nl'), en: () => import('../../i18n/round.en') });
/** The `t` of rounds. */
export const u = round.t;
export const loadRoundWords = round.load;
