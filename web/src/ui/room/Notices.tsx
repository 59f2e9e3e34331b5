/** What is the matter, in words: what happened, what is safe, what to do now. Nothing here blocks the sheet. */
import { useSignal } from '@preact/signals';
import { useContext } from 'preact/hooks';
import { Pictures } from '../../canvas/pictures/context';
import { errorText, lieText } from '../../i18n';
import type { Alert } from '../../log/types';
import { Button } from '../Button';
import { Apart } from './Apart';
import type { Names } from './names';
import type { Lost, Room } from './openRoom';
import { useLasting } from './roomEffects';
import { counted, r } from './words';

/** An acknowledgement takes a few hundredths of a second; a second time-out of the outbox several. */
const LAG_MS = 5000;

export interface NoticesProps {
  readonly room: Room;
  readonly names: Names;
  /** why one is not in the call yet, or empty */
  readonly door: string;
  /** the coach confirms that a backup was restored */
  readonly onCleared: (() => void) | null;
  /** something to say for a moment, for instance that an undo was skipped */
  readonly said: string;
}

export function Notices({ room, names, door, onCleared, said }: NoticesProps) {
  const { log, board, call } = room;
  const hidden = useSignal(0);
  const away = log.link.value === 'away';
  const unsent = log.unsent.value;
  // A picture on its way shows itself how far it is.
  const arriving = useContext(Pictures)?.arriving.value.length ?? 0;
  const lags = useLasting(unsent > arriving && !away, LAG_MS);
  const unreadable = log.unreadable.value;
  const skipped = board.skipped.value;
  const odd = unreadable + skipped;
  const talking = call.people.value.some((p) => p.state === 'connected' && p.form !== 'writing');
  return (
    <div class="room-notices no-print">
      {log.alerts.value.length > 0 ? <Lies alerts={log.alerts.value} onCleared={onCleared} /> : null}
      {room.lost.value.length > 0 ? <NotKept lost={room.lost.value} onHide={() => room.forgetLost()} /> : null}
      <div role="status" class="room-status">
        {door === '' ? null : <p class="notice">{door}</p>}
        {away ? (
          <p class="notice">
            {r('away')}
            {talking ? ` ${r('away_call')}` : ''}
            {unsent > 0 ? ` ${counted('unsent_one', unsent)}` : ''}
          </p>
        ) : null}
        <Apart room={room} names={names} />
        {call.screen.track.value === null ? null : <p class="notice">{r(log.role === 'coach' ? 'sharing_coach' : 'sharing')}</p>}
        {lags ? <p class="notice">{counted('unsent_one', unsent)}</p> : null}
        {odd > hidden.value ? (
          <div class="notice row">
            <p>
              {unreadable > 0 ? counted('unreadable_one', unreadable) : ''} {skipped > 0 ? counted('skipped_one', skipped) : ''}
            </p>
            <Button
              look="quiet"
              onClick={() => {
                hidden.value = odd;
              }}
            >
              {r('hide')}
            </Button>
          </div>
        ) : null}
        {said === '' ? null : <p class="notice">{said}</p>}
      </div>
    </div>
  );
}

function Lies({ alerts, onCleared }: { readonly alerts: readonly Alert[]; readonly onCleared: (() => void) | null }) {
  const kinds = [...new Set(alerts.map((a) => a.lie))];
  return (
    <div class="notice wrong" role="alert">
      <p>
        <b>{r('lie_title')}</b>
      </p>
      <ul>
        {kinds.map((lie) => (
          <li key={lie}>{lieText(lie)}</li>
        ))}
      </ul>
      <p>
        {r('lie_safe')} {r('lie_ask')}
      </p>
      {onCleared === null ? null : (
        <div class="row">
          <p>{r('lie_backup')}</p>
          <Button onClick={onCleared}>{r('lie_backup_confirm')}</Button>
        </div>
      )}
    </div>
  );
}

/** What was refused for good, with its words, so that they can be copied. */
export function NotKept({ lost, onHide }: { readonly lost: readonly Lost[]; readonly onHide?: () => void }) {
  const acts = lost.flatMap((l) => l.acts);
  const texts = acts.flatMap(({ kind, data }) => {
    const text = kind === 'talk' ? (data as { text?: unknown } | null)?.text : undefined;
    return typeof text === 'string' ? [text] : [];
  });
  const boards = acts.filter((a) => a.kind === 'board').length;
  const others = acts.length - texts.length - boards;
  const reasons = [...new Set(lost.map((l) => l.error))];
  if (texts.length + boards === 0) return null;
  return (
    <div class="notice wrong" role="alert">
      <p>
        <b>{r('lost_title')}</b>
      </p>
      <ul>
        {texts.map((text, i) => (
          <li key={i}>{r('lost_talk', { text })}</li>
        ))}
        {boards > 0 ? <li>{r('lost_board', { count: boards })}</li> : null}
        {others > 0 ? <li>{r('lost_other', { count: others })}</li> : null}
      </ul>
      <p>
        {reasons.map((word) => errorText(word)).join(' ')} {r('lost_now')}
      </p>
      {onHide === undefined ? null : (
        <Button look="quiet" onClick={onHide}>
          {r('hide')}
        </Button>
      )}
    </div>
  );
}
