/** Giving an address to be told by e-mail, and taking it back; what the mail says and who learns of it is said first. */
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { language } from '../i18n/language';
import { Button } from '../ui/Button';
import { Choice } from '../ui/Choice';
import { Dialog } from '../ui/Dialog';
import { Notice } from '../ui/Notice';
import { TextField } from '../ui/TextField';
import { sentence } from '../ui/room/words';
import { whenIn } from '../ui/room/letterTimes';
import { NOTICE_EVERY_MS } from '../wire/protocol.gen';
import type { NoticeDesk, NoticeTrouble } from './noticeDesk';
import { b } from './words';

export interface NoticePanelProps {
  readonly desk: NoticeDesk;
  /** null for the coach */
  readonly coach: string | null;
  readonly onClose: () => void;
}

const LANGUAGES = [
  { value: 'nl', label: 'Nederlands' },
  { value: 'en', label: 'English' },
] as const;
/** What has no such shape need not be asked of the server, which says of the rest. */
const LIKE_AN_ADDRESS = /^[^\s@]+@[^\s@]+$/;
/** An answer may come in another window; this one follows. */
const ASK_EVERY_MS = 5_000;

export function NoticePanel({ desk, coach, onClose }: NoticePanelProps) {
  const state = desk.own.value;
  const address = useSignal('');
  const spoken = useSignal(state?.language ?? language.peek());
  const other = useSignal(false);
  const busy = useSignal(false);
  const wrong = useSignal<NoticeTrouble | null>(null);
  const dropped = useSignal(false);
  const given = state?.address ?? null;
  const waits = given !== null && state?.confirmed !== true;
  const broken = state?.failing_since ?? null;

  useEffect(() => {
    if (!waits) return;
    const timer = setInterval(() => void desk.look(), ASK_EVERY_MS);
    return () => clearInterval(timer);
  }, [waits]);

  const said = useRef<HTMLParagraphElement>(null);
  // What was just asked or answered is above the button that did it, and longer than a phone's panel leaves in sight.
  const shown = useRef({ given, waits });
  useEffect(() => {
    if (shown.current.given === given && shown.current.waits === waits) return;
    shown.current = { given, waits };
    said.current?.scrollIntoView({ block: 'center' });
  }, [given, waits]);

  async function ask(to: string): Promise<void> {
    if (busy.peek()) return;
    busy.value = true;
    dropped.value = false;
    wrong.value = !LIKE_AN_ADDRESS.test(to) ? 'address_wrong' : await desk.ask({ address: to, language: spoken.peek() });
    busy.value = false;
    if (wrong.peek() !== null) return;
    other.value = false;
    address.value = '';
  }
  async function drop(): Promise<void> {
    if (busy.peek()) return;
    busy.value = true;
    dropped.value = await desk.drop();
    wrong.value = dropped.peek() ? null : 'ask_failed';
    busy.value = false;
  }
  return (
    <Dialog title={b('notice_title')} onClose={onClose}>
      <div class="stack loose">
        <p class="soft">{b('notice_line')}</p>
        {given === null ? null : (
          <Notice look={waits || broken !== null ? 'notice' : 'good'}>
            <p ref={said} class="notice-state">
              {broken !== null ? b('broken', { address: given, when: whenIn(broken, Date.now()) }) : waits ? b('asked', { address: given }) : b('on', { address: given })}
            </p>
            <div class="row">
              <Button busy={busy.value} onClick={() => void drop()}>
                {b('drop')}
              </Button>
              {waits ? (
                <Button look="quiet" busy={busy.value} onClick={() => void ask(given)}>
                  {b('ask_again')}
                </Button>
              ) : null}
              {other.value ? null : (
                <Button look="quiet" onClick={() => (other.value = true)}>
                  {b('other_address')}
                </Button>
              )}
            </div>
          </Notice>
        )}
        <p role="status" class={dropped.value ? '' : 'unseen'}>
          {dropped.value ? b('dropped') : ''}
        </p>
        <dl class="notice-says">
          <dt>{b('notice_says')}</dt>
          <dd>{b('notice_says_line')}</dd>
          <dt>{b('notice_when')}</dt>
          <dd>{b('notice_when_line', { hours: NOTICE_EVERY_MS / 3_600_000 })}</dd>
          <dt>{b('notice_who')}</dt>
          <dd>{coach === null ? b('notice_who_coach') : sentence(b('notice_who_guest', { coach }))}</dd>
        </dl>
        {given !== null && !other.value ? null : (
          <form
            class="stack"
            noValidate
            onSubmit={(event) => {
              event.preventDefault();
              void ask(address.peek().trim());
            }}
          >
            <TextField
              label={b('address')}
              type="email"
              autocomplete="email"
              spellcheck={false}
              value={address.value}
              wrong={wrong.value === 'address_wrong' ? b('address_wrong') : null}
              onInput={(value) => {
                address.value = value;
                wrong.value = null;
              }}
            />
            <Choice legend={b('language')} layout="across" options={LANGUAGES} value={spoken.value} onChoose={(value) => (spoken.value = value)} />
            <div class="row">
              <Button look="primary" type="submit" busy={busy.value}>
                {b('ask')}
              </Button>
            </div>
          </form>
        )}
        {wrong.value === null || wrong.value === 'address_wrong' ? null : (
          <p class="wrong small" role="alert">
            {b(wrong.value)}
          </p>
        )}
      </div>
    </Dialog>
  );
}
