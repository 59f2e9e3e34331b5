/** The page with its words, and those of the exercises it tells of. */
import { loadExerciseWords } from '../exercises/words';
import { loadReadingWords } from './words';

export async function load() {
  const [{ Reading }] = await Promise.all([import('./Reading'), loadReadingWords(), loadExerciseWords()]);
  return Reading;
}
