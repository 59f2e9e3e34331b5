/** A room that does not open: why, what is safe, what to do. Also shown by the room itself. */
import { errorText, t as common } from '../i18n';
import { t } from '../i18n/threshold';
import { Button } from './Button';
import { PageFrame, ViewTitle } from './PageFrame';

export interface DoorClosedProps {
  /** an error word of the server, `offline`, or `refused` for a knock that was turned down */
  readonly word: string;
  readonly onAgain?: () => void;
}

/** Words after which asking once more may help. */
const AGAIN: ReadonlySet<string> = new Set(['offline', 'internal', 'busy', 'too_fast', 'storage', 'client_too_old']);

export function DoorClosed({ word, onAgain }: DoorClosedProps) {
  return (
    <PageFrame>
      <div class="stack">
        <ViewTitle>{titleFor(word)}</ViewTitle>
        <p>{textFor(word)}</p>
        {AGAIN.has(word) ? (
          <div class="row">
            <Button look="primary" onClick={word === 'client_too_old' || onAgain === undefined ? () => location.reload() : onAgain}>
              {common('again')}
            </Button>
          </div>
        ) : null}
      </div>
    </PageFrame>
  );
}

function titleFor(word: string): string {
  if (word === 'refused') return t('refused_title');
  if (word === 'revoked') return t('revoked_title');
  if (word === 'ended') return t('ended_title');
  return t('door_closed');
}

function textFor(word: string): string {
  if (word === 'refused') return t('refused_what');
  if (word === 'ended') return t('ended_what');
  return errorText(word);
}
