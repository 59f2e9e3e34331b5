/** A coach's own questions, from the workspace whose key is at hand in this tab or on this device. */
import { fromBase64url } from '../crypto/base64url';
import { deriveWorkspace } from '../crypto/keys';
import { openLog } from '../log/openLog';
import { ofTab, remembered } from '../ui/secrets';
import { followQuestions, type OwnQuestions } from './ownQuestions';

const COACH_PAGE = '/coach';

/** @returns null when the workspace was not opened in this tab and is not remembered here */
export async function openOwnQuestions(): Promise<OwnQuestions | null> {
  const fragment = ofTab(COACH_PAGE) ?? (await remembered(COACH_PAGE));
  if (fragment === null || fragment.letter !== 'w') return null;
  const secret = await deriveWorkspace(fromBase64url(fragment.code, 32));
  const log = await openLog({ log: secret.log, role: 'owner', kind: 'workspace', secret });
  log.open();
  const own = followQuestions(log);
  return {
    ...own,
    dispose() {
      own.dispose();
      log.close();
    },
  };
}
