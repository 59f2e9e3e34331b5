/**
 * The client answers: sees what would be lent, drawn by this browser from its own log, and says yes, no or later.
 *
 * Opened by the person alone. The three answers look alike, and nothing follows from no.
 */
import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { LogError } from '../../log/LogError';
import { granted } from '../../share/granted';
import type { Answer } from '../../share/lent';
import { Button } from '../Button';
import { Dialog } from '../Dialog';
import { Notice } from '../Notice';
import { sentence } from '../room/words';
import { LentSheets } from './LentSheets';
import type { Item } from './lending';
import type { PanelParts } from './parts';
import { Reading } from './Reading';
import { useWhole } from './useWhole';
import { WhatIsLent } from './WhatIsLent';
import { amid, l } from './words';

export interface AnswerPanelProps extends PanelParts {
  readonly item: Item;
}

const ANSWERS: readonly Answer[] = ['yes', 'no', 'later'];

export function AnswerPanel({ names, lending, nameOf, onSaid, onClose, item }: AnswerPanelProps) {
  const { asking, row } = item;
  const { whom, share } = asking;
  const whole = useWhole(lending, asking.seq);
  const busy = useSignal(false);
  const failed = useSignal<'answer_failed' | 'answer_over' | null>(null);
  const recording = whole.found.value;
  const lent = useMemo(() => (recording === null ? null : granted(recording, asking)), [recording, asking]);
  const coach = names.coach();

  async function answer(what: Answer): Promise<void> {
    if (busy.value) return;
    busy.value = true;
    failed.value = null;
    try {
      await lending.answer(share, what);
      onSaid(l(`said_${what}`));
      onClose();
    } catch (error) {
      failed.value = error instanceof LogError && error.word === 'ended' ? 'answer_over' : 'answer_failed';
    }
    busy.value = false;
  }

  return (
    <Dialog title={l('answer_title', { whom: amid(whom) })} onClose={onClose} class="lend">
      <div class="stack loose">
        <p>
          {sentence(l('answer_line', { coach, whom: amid(whom) }))} {row.grants.length > 1 ? l('answer_all') : ''}
        </p>
        {lent === null ? (
          <Reading whole={whole} failed="reading_failed_client" />
        ) : (
          <>
            <section class="stack">
              <h3>{l('answer_shown', { whom: amid(whom) })}</h3>
              <LentSheets recording={lent} nameOf={(id) => nameOf(id, asking.masked)} />
            </section>
            <WhatIsLent what={asking} recording={lent} coach={coach} whom={amid(whom)} />
            {failed.value === null ? null : <Notice look="wrong">{l(failed.value)}</Notice>}
            <section class="stack tight lent-answer">
              <h3 id="lent-question">{l('answer_question')}</h3>
              <div class="lent-answers" role="group" aria-labelledby="lent-question">
                {ANSWERS.map((what) => (
                  <Button key={what} busy={busy.value} onClick={() => void answer(what)}>
                    {l(what as 'yes' | 'no' | 'later')}
                  </Button>
                ))}
              </div>
            </section>
          </>
        )}
      </div>
    </Dialog>
  );
}
