import type { nl } from './pictureCard.nl';
import type { Same } from './texts';

export const en = {
  coming: 'Picture on its way',
  lost: 'This picture does not open',
} satisfies Same<typeof nl>;
