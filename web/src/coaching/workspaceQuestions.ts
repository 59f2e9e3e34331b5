/** A coach's own questions, from the workspace whose key is at hand in this tab or on this device. */
import { fromBase64url } from '../crypto/base64url';
import { deriveWorkspace } from '../crypto/keys';
import { openLog } from '../log/openLog';
import type { SealedLog } from '../log/types';
import { ofTab, remembered } from '../ui/secrets';
import { followQuestions, type OwnQuestions } from './ownQuestions';

const COACH_PAGE = '/coach';

/** Whether {@link openWorkspaceLog} finds a workspace. */
export async function hasWorkspace(): Promise<boolean> {
  return (ofTab(COACH_PAGE) ?? (await remembered(COACH_PAGE)))?.letter === 'w';
}

/** @returns null when the workspace was not opened in this tab and is not remembered here; else not opened yet */
export async function openWorkspaceLog(): Promise<SealedLog | null> {
  const fragment = ofTab(COACH_PAGE) ?? (await remembered(COACH_PAGE));
  if (fragment === null || fragment.letter !== 'w') return null;
  const secret = await deriveWorkspace(fromBase64url(fragment.code, 32));
  return openLog({ log: secret.log, role: 'owner', kind: 'workspace', secret });
}

/** @returns null when there is no workspace at hand */
export async function openOwnQuestions(): Promise<OwnQuestions | null> {
  const log = await openWorkspaceLog();
  if (log === null) return null;
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
