/** Somebody before the door, as the coach is told: a quiet line with two answers. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { SealedLog } from '../../log/types';
import type { Waiting } from '../../wire/protocol.gen';
import { playTone } from './tone';
import { r } from './words';

export interface DoorBellProps {
  readonly log: SealedLog;
  readonly tone: boolean;
  /** while one's screen is shown, the name of who knocks is not */
  readonly discreet: boolean;
  /** the buttons go away with the answer: the focus must go somewhere */
  readonly onAnswered: () => void;
}

export function DoorBell({ log, tone, discreet, onAnswered }: DoorBellProps) {
  const waiting = log.knocks.value;
  const first = waiting.length > 0;
  useEffect(() => {
    if (first && tone) playTone('came');
  }, [first]);
  return (
    <div class="door" role="region" aria-label={r('door_region')} aria-live="polite" hidden={!first}>
      {waiting.map((one) => (
        <Knocker key={one.device} log={log} one={one} discreet={discreet} onAnswered={onAnswered} />
      ))}
    </div>
  );
}

interface KnockerProps extends Pick<DoorBellProps, 'log' | 'discreet' | 'onAnswered'> {
  readonly one: Waiting;
}

function Knocker({ log, one, discreet, onAnswered }: KnockerProps) {
  const who = useSignal<{ name: string; form: string } | null>(null);
  useEffect(() => {
    let current = true;
    if (one.sealed === null) who.value = null;
    else {
      log.openKnock(one.page, one.sealed).then(
        (opened) => {
          if (current) who.value = opened;
        },
        () => undefined,
      );
    }
    return () => {
      current = false;
    };
  }, [one.page, one.sealed]);
  function answer(yes: boolean): void {
    log.admit(one.device, yes);
    onAnswered();
  }
  const name = discreet ? '' : (who.value?.name.trim().slice(0, 60) ?? '');
  const form = who.value?.form;
  const how = form === 'picture' || form === 'voice' || form === 'writing' ? r(`comes_${form}`) : '';
  return (
    <div class="knocker">
      <p>
        {name === '' ? r('somebody_at_the_door') : r('at_the_door', { name })}
        {how === '' ? null : <span class="soft"> {how}</span>}
      </p>
      <button type="button" class="button primary" onClick={() => answer(true)}>
        {r('let_in')}
      </button>
      <button type="button" class="button" onClick={() => answer(false)}>
        {r('not_now')}
      </button>
    </div>
  );
}
