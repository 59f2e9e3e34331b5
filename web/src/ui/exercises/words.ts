import { speakOne } from '../../i18n/texts';

const exercises = speakOne({ nl: () => import('../../i18n/exercises.nl'), en: () => import('../../i18n/exercises.en') });
export const x = exercises.t;
export const loadExerciseWords = exercises.load;
