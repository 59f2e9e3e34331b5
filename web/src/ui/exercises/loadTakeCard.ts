import { loadExerciseWords } from './words';

/** The panel, with its words. */
export const loadTakeCard = async () => (await Promise.all([import('./TakeCard'), loadExerciseWords()]))[0].TakeCard;
