/** One's own place on the scale, before anybody sees it. Any number will do, a stretch, or none. */
import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { readValue } from '../../exercises/value';
import { errorText } from '../../i18n';
import { LogError } from '../../log/LogError';
import { Button } from '../Button';
import { Dialog } from '../Dialog';
import { TextField } from '../TextField';
import { x } from '../exercises/words';
import { exerciseOf } from './exercise';
import type { PanelParts } from './Banner';
import { u } from './words';

export function MarkPanel({ room, names, rounds, onClose, onSaid }: PanelParts) {
  const { round } = rounds.state.value;
  const pile = rounds.pile.value;
  const unread = useSignal(false);
  const failed = useSignal('');
  const field = useRef<(HTMLInputElement & HTMLTextAreaElement) | null>(null);
  if (round === null || pile === null) return null;
  const scale = exerciseOf(room.board, round);
  const coach = room.log.role === 'coach';
  const mayDraw = room.board.mayDraw.value;

  function settle(): void {
    unread.value = readValue(pile?.mark ?? '') === null;
    if (unread.value) return field.current?.focus();
    if (round?.revealed === true) {
      rounds.showMark();
      onSaid(u('mark_shown'));
      return onClose();
    }
    settling(true);
  }
  /** Without names the server is asked to hold it, which may fail. */
  function settling(yes: boolean): void {
    failed.value = '';
    rounds.ready(yes).then(
      () => {
        if (yes) onClose();
      },
      (error: unknown) => {
        failed.value = errorText(error instanceof LogError ? error.word : 'offline');
      },
    );
  }

  return (
    <Dialog title={u('mark')} onClose={onClose} class="round-mark">
      <form
        class="stack loose"
        onSubmit={(event) => {
          event.preventDefault();
          settle();
        }}
      >
        <p class="soft">
          {u(round.revealed ? 'mark_late' : 'mark_line')} {round.names ? '' : u('mark_bare_line')}
        </p>
        {scale?.type === 'scale' ? (
          <p>
            {scale.topic === '' ? null : <strong>{scale.topic}. </strong>}0 = {scale.low}, 10 = {scale.high}
          </p>
        ) : null}
        <TextField
          label={u('mark_value')}
          hint={x('mark_value_hint')}
          wrong={unread.value ? x('mark_value_unread') : null}
          value={pile.mark ?? ''}
          autocomplete="off"
          inputRef={field}
          data-first
          onInput={(mark) => {
            unread.value = false;
            rounds.change((now) => ({ ...now, mark }));
          }}
        />
        {failed.value === '' ? null : <p role="alert">{failed.value}</p>}
        {pile.ready && !round.revealed ? <p role="status">{coach ? u('mark_is_ready_you') : u('mark_is_ready', { name: names.coach() })}</p> : null}
        <div class="row">
          <Button look="primary" type="submit" disabled={!mayDraw}>
            {u(round.revealed ? 'mark_show' : 'mark_ready')}
          </Button>
          {pile.ready && !round.revealed ? <Button onClick={() => settling(false)}>{u('mark_unready')}</Button> : null}
        </div>
      </form>
    </Dialog>
  );
}
