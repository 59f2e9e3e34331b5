/** Tests read both languages; a page has loaded its own before it shows anything. */
import { loadCommon } from '../src/i18n';
import { loadThreshold } from '../src/i18n/threshold';
import { loadRoomWords } from '../src/ui/room/words';

for (const load of [loadCommon, loadThreshold, loadRoomWords]) await Promise.all([load('nl'), load('en')]);
