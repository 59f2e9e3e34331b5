/** Pages that leave it to the server who draws. Only `build_other_pages.mjs` takes it. */
import type { Writers } from '../../web/src/board/writers';

export * from '../../web/src/board/writers';

export const foldWriters = (before: Writers): Writers => before;
export const counts = (): boolean => true;
