/** A coach has it forgotten how the sheets came about: first all that goes and stays, then a plain yes. */
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { Button } from '../Button';
import { Dialog } from '../Dialog';
import type { Room } from '../room/openRoom';
import { forgetBoard } from './forgetting';
import type { Panel } from './panel';
import { o } from './panelWords';

export interface ForgetPastProps {
  readonly room: Pick<Room, 'log' | 'board'>;
  readonly onPanel: (panel: Panel | null) => void;
}

/** From here on one is told that the server does not answer. */
const WAIT_MS = 8000;
const GOES = ['forget_goes_how', 'forget_goes_erased', 'forget_goes_replay'] as const;
const STAYS = ['forget_stays_sheets', 'forget_stays_words', 'forget_stays_copies'] as const;

export function ForgetPast({ room: { log, board }, onPanel }: ForgetPastProps) {
  const state = useSignal<'asks' | 'busy' | 'waits' | 'done' | 'failed'>('asks');
  const said = useRef<HTMLParagraphElement>(null);
  const is = state.value;
  useEffect(() => {
    // The button that had the focus is gone.
    if (is === 'done' || is === 'waits') said.current?.focus();
  }, [is]);

  async function forget(): Promise<void> {
    if (state.peek() === 'busy') return;
    state.value = 'busy';
    // What was typed a moment ago belongs to what stays.
    board.flush();
    let timer: ReturnType<typeof setTimeout> | undefined;
    try {
      const { kept } = await forgetBoard(log);
      timer = setTimeout(() => (state.value = 'waits'), WAIT_MS);
      await kept;
      state.value = 'done';
    } catch {
      state.value = 'failed';
    } finally {
      clearTimeout(timer);
    }
  }
  const all = (): void => onPanel({ is: 'all' });
  const asks = is === 'asks' || is === 'failed' || is === 'busy';
  return (
    <Dialog title={o('forget_title')} onClose={all}>
      <div class="stack loose">
        {asks ? (
          <>
            <Things title={o('forget_goes')} words={GOES.map((key) => o(key))} />
            <Things title={o('forget_stays')} words={STAYS.map((key) => o(key))} />
            <p>{o('forget_both')}</p>
            <div class="row">
              <Button look="leave" busy={is === 'busy'} onClick={() => void forget()}>
                {o('forget_do')}
              </Button>
              <Button busy={is === 'busy'} onClick={all}>
                {o('forget_leave')}
              </Button>
            </div>
          </>
        ) : null}
        <p ref={said} role="status" tabIndex={-1}>
          {is === 'busy' ? o('forget_busy') : is === 'done' ? o('forget_done') : is === 'waits' ? o('forget_waits') : is === 'failed' ? o('forget_failed') : ''}
        </p>
        {asks ? null : (
          <div class="row">
            <Button onClick={all}>{o('back_to_all')}</Button>
          </div>
        )}
      </div>
    </Dialog>
  );
}

function Things({ title, words }: { readonly title: string; readonly words: readonly string[] }) {
  return (
    <section class="stack tight">
      <h3>{title}</h3>
      <ul class="forget-list">
        {words.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </section>
  );
}
