/** What a coach does with a round: begin one, read out, let choose, show the marks, close it. In any order. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { zoneOf } from '../../board/exercises';
import type { RoundZone } from '../../exercises/round/round';
import { errorText } from '../../i18n';
import { LogError } from '../../log/LogError';
import { Button } from '../Button';
import { Choice } from '../Choice';
import { Dialog } from '../Dialog';
import { exerciseOf, exerciseOn, notesOn, zoneLabel } from './exercise';
import type { PanelParts } from './Banner';
import { u } from './words';

export function StepsPanel(parts: PanelParts) {
  const { round } = parts.rounds.state.value;
  const anew = useSignal(round === null || round.phase === 'over');
  return (
    <Dialog title={u('title')} onClose={parts.onClose} class="round-steps">
      {anew.value || round === null ? (
        <Start {...parts} />
      ) : (
        <div class="stack loose">
          <Steps {...parts} />
          <Button look="quiet" class="alone" onClick={() => (anew.value = true)}>
            {u('again')}
          </Button>
        </div>
      )}
    </Dialog>
  );
}

function Steps({ room, rounds, onClose }: PanelParts) {
  const { round } = rounds.state.value;
  if (round === null) return null;
  const scale = exerciseOf(room.board, round)?.type === 'scale';
  const failed = useSignal('');
  const go = (step: 'choose' | 'end'): void => {
    rounds.go(step);
    onClose();
  };
  return (
    <ul class="steps-list">
      {scale ? (
        round.revealed ? null : (
          <Step
            word={u('step_reveal')}
            line={failed.value || u(round.names ? 'step_reveal_line' : 'step_reveal_bare_line')}
            primary
            onClick={() => {
              rounds.reveal().then(onClose, (error: unknown) => {
                failed.value = errorText(error instanceof LogError ? error.word : 'offline');
              });
            }}
          />
        )
      ) : (
        <>
          <ReadOut room={room} rounds={rounds} sheet={round.sheet} onClose={onClose} />
          {round.phase === 'choose' ? null : <Step word={u('step_choose')} line={u('step_choose_line')} onClick={() => go('choose')} />}
        </>
      )}
      <Step word={u('step_end')} line={u('step_end_line')} onClick={() => go('end')} />
    </ul>
  );
}

function ReadOut({ room, rounds, sheet, onClose }: Pick<PanelParts, 'room' | 'rounds' | 'onClose'> & { readonly sheet: string }) {
  const found = exerciseOn(room.board, sheet);
  const circles = found?.type === 'circles' ? found : null;
  const notes = notesOn(room.board, sheet);
  const groups = circles === null ? [{ word: u('light'), notes }] : ZONES.map((zone) => ({ word: u('light_zone', { label: zoneLabel(circles, zone) }), notes: notes.filter(({ frame }) => zoneOf(frame, circles) === zone) }));
  const shown = groups.flatMap(({ word, notes: [first] }) => (first === undefined ? [] : [{ word, first }]));
  return (
    <>
      {shown.map(({ word, first }, at) => (
        <Step
          key={word}
          word={word}
          line={at === shown.length - 1 ? u('light_line') : null}
          onClick={() => {
            rounds.light(first.id);
            onClose();
          }}
        />
      ))}
    </>
  );
}

const ZONES = ['inner', 'ring', 'outside'] as const;

interface StepProps {
  readonly word: string;
  readonly line: string | null;
  readonly primary?: boolean;
  readonly onClick: () => void;
}

function Step({ word, line, primary = false, onClick }: StepProps) {
  return (
    <li>
      <Button look={primary ? 'primary' : 'plain'} onClick={onClick}>
        {word}
      </Button>
      {line === null ? null : <p class="aside">{line}</p>}
    </li>
  );
}

function Start({ room, rounds, onClose }: PanelParts) {
  const { board, easel } = room;
  const sheet = easel.shown.value;
  const found = exerciseOn(board, sheet);
  const circles = found?.type === 'circles' ? found : null;
  const zone = useSignal<RoundZone>('inner');
  const names = useSignal<'shown' | 'hidden'>('shown');
  const scale = found?.type === 'scale';
  // Where the ring is not drawn yet, the inner circle comes first.
  useEffect(() => {
    zone.value = 'inner';
  }, [found?.id]);

  function start(): void {
    // What is written about is there to be seen.
    if (circles !== null && zone.value !== 'inner' && circles.drawn === 1) board.change([{ id: circles.id, drawn: 2 }]);
    rounds.start({ sheet, on: found?.id ?? null, zone: circles === null ? 'inner' : zone.value, names: names.value === 'shown' });
    onClose();
  }
  return (
    <form
      class="stack loose"
      onSubmit={(event) => {
        event.preventDefault();
        start();
      }}
    >
      <p class="soft">{u('line')}</p>
      {circles === null ? (
        <p>{u(scale ? 'on_scale' : 'on_paper')}</p>
      ) : (
        <Choice
          legend={u('on_circles')}
          options={[
            { value: 'inner' as RoundZone, label: u('zone_inner', { label: `“${zoneLabel(circles, 'inner')}”` }) },
            { value: 'ring', label: u('zone_ring', { label: `“${zoneLabel(circles, 'ring')}”` }) },
            { value: 'each', label: u('zone_each') },
          ]}
          value={zone.value}
          onChoose={(value) => {
            zone.value = value;
          }}
        />
      )}
      <Choice
        legend={u('names')}
        options={[
          { value: 'shown' as const, label: u('names_shown'), line: u(scale ? 'names_shown_scale_line' : 'names_shown_line') },
          { value: 'hidden' as const, label: u('names_hidden'), line: u(scale ? 'names_hidden_scale_line' : 'names_hidden_line') },
        ]}
        value={names.value}
        onChoose={(value) => {
          names.value = value;
        }}
      />
      <Button look="primary" type="submit">
        {u('start')}
      </Button>
      {scale || notesOn(board, sheet).length === 0 ? null : (
        <ul class="steps-list">
          <ReadOut room={room} rounds={rounds} sheet={sheet} onClose={onClose} />
        </ul>
      )}
    </form>
  );
}
