/** What everybody reads of a round, over the sheet: quiet, without a clock, and without saying who. */
import type { Round } from '../../exercises/round/round';
import { Button } from '../Button';
import { ChoicePanel } from './ChoicePanel';
import { exerciseOf } from './exercise';
import { MarkPanel } from './MarkPanel';
import { PilePanel } from './PilePanel';
import type { RoundPanel, RoundParts } from './Rounds';
import { StepsPanel } from './StepsPanel';
import { u } from './words';

export interface PanelParts extends Omit<RoundParts, 'panel'> {
  readonly onClose: () => void;
}

export function Banner(parts: RoundParts) {
  const { panel } = parts;
  const shown = panel.value;
  const close = (): void => {
    panel.value = null;
  };
  return (
    <>
      <Words {...parts} />
      {shown === 'pile' ? <PilePanel {...parts} onClose={close} /> : null}
      {shown === 'mark' ? <MarkPanel {...parts} onClose={close} /> : null}
      {shown === 'choice' ? <ChoicePanel {...parts} onClose={close} /> : null}
      {shown === 'steps' ? <StepsPanel {...parts} onClose={close} /> : null}
    </>
  );
}

function Words({ room, names, rounds, panel }: RoundParts) {
  const { round } = rounds.state.value;
  const coach = room.log.role === 'coach';
  const pile = rounds.pile.value;
  const count = pile?.notes.length ?? 0;
  const person = rounds.own.value;
  if (round === null || pile === null) return <div role="status" />;
  const scale = exerciseOf(room.board, round)?.type === 'scale';
  const over = round.phase === 'over' || (scale && round.revealed);
  const left = over && (scale ? pile.mark !== null && round.names : count > 0);
  if (over && !left) return <div role="status" />;
  // The only coach could be told apart from the others by the role that each act says.
  const outside = scale && !round.names && coach;
  const { stuck, all } = rounds.count.value;
  const place = outside ? u('place_coach_out') : coach ? u('place_you') : u('place', { name: names.coach() });
  const words = wordsOf(round, scale, over, count, place);
  const counted = scale ? (stuck === 1 ? u('ready_one', { all }) : u('ready', { stuck, all })) : stuck === 1 ? u('stuck_one', { all }) : u('stuck', { stuck, all });
  const done = round.phase === 'write' && person !== null && round.stuck.has(person);
  const own: RoundPanel = !over && round.phase === 'choose' ? 'choice' : scale ? 'mark' : 'pile';
  return (
    <section class="round-banner no-print" aria-label={u('banner')}>
      <div role="status" class="round-words">
        <p>
          {words}
          {round.phase === 'write' && !over ? ` ${u(round.names ? 'write_named' : 'write_bare')}` : ''}
        </p>
        {round.phase === 'write' && !over ? <p class="soft">{counted}</p> : null}
      </div>
      <div class="round-acts">
        {outside ? null : (
          <Button look={over || done ? 'plain' : 'primary'} onClick={() => (panel.value = own)}>
            {opening(own, count, done)}
          </Button>
        )}
        {coach && !over ? <Button onClick={() => (panel.value = 'steps')}>{u('next_step')}</Button> : null}
      </div>
    </section>
  );
}

function opening(panel: RoundPanel, count: number, done: boolean): string {
  if (panel === 'choice') return u('choice_open');
  if (panel === 'mark') return u('mark_open');
  if (count === 1) return u('pile_open_one');
  return count === 0 ? u(done ? 'pile_more' : 'pile_open') : u('pile_open_many', { count });
}

/** What everybody reads now. */
function wordsOf({ phase }: Round, scale: boolean, over: boolean, count: number, place: string): string {
  if (over) return scale ? u('mark_late') : count === 1 ? u('left_one') : u('left_many', { count });
  if (phase === 'choose') return u('choose');
  return scale ? place : u('write');
}
