/** Choosing a note to begin with, alone or with somebody. The note stays where it lies. */
import { useSignal } from '@preact/signals';
import { zoneOf } from '../../board/exercises';
import { peopleOf } from '../../board/choices';
import type { Note } from '../../board/types';
import { personId } from '../../exercises/round/person';
import { Button } from '../Button';
import { Choice } from '../Choice';
import { Dialog } from '../Dialog';
import { exerciseOf, notesOn } from './exercise';
import type { PanelParts } from './Banner';
import { u } from './words';

const ALONE = 'alone';

export function ChoicePanel({ room, names, rounds, onClose }: PanelParts) {
  const { board, log, persons } = room;
  const { round } = rounds.state.value;
  const own = peopleOf(rounds.own.value ?? '')[0] ?? null;
  const all = round === null ? [] : notesOn(board, round.sheet);
  const mine = all.flatMap((note) => (note.choices ?? []).filter(({ id }) => own !== null && peopleOf(id).includes(own)).map((choice) => ({ note, choice })))[0];
  const before = mine === undefined ? ALONE : (peopleOf(mine.choice.id).find((link) => link !== own)?.toString() ?? ALONE);
  const others = persons.value.filter(({ role }) => role !== 'trainer');
  const partner = useSignal(others.some(({ link }) => String(link) === before) ? before : ALONE);
  const chosen = useSignal<string | null>(mine?.note.id ?? null);
  if (round === null || own === null) return null;
  const found = exerciseOf(board, round);
  const circles = found?.type === 'circles' ? found : null;
  // What one goes from stands first: the ring, then the rest.
  const inRing = ({ frame }: Note): boolean => circles !== null && zoneOf(frame, circles) === 'ring';
  const notes = [...all.filter(inRing), ...all.filter((note) => !inRing(note))];
  const mayDraw = board.mayDraw.value;

  function choose(note: string | null): void {
    if (own === null) return;
    const other = others.find(({ link }) => String(link) === partner.value);
    const people = other === undefined ? [own] : [own, other.link];
    const id = personId(own, other?.link);
    // Each has one: what either chose before is given up for it.
    const drop = all.flatMap(({ id: of, choices = [] }) =>
      choices.filter((one) => peopleOf(one.id).some((link) => people.includes(link)) && !(of === note && one.id === id)).map((one) => ({ note: of, id: one.id })),
    );
    const called = other === undefined ? [names.of(log.author.peek())] : [names.of(log.author.peek()), names.ofPerson(other)];
    board.choose(note, { id, at: Date.now(), names: called }, drop);
    onClose();
  }

  return (
    <Dialog title={u('choice')} onClose={onClose} class="round-choice">
      {notes.length === 0 ? (
        <p>{u('choice_nothing')}</p>
      ) : (
        <form
          class="stack loose"
          onSubmit={(event) => {
            event.preventDefault();
            if (chosen.value !== null) choose(chosen.value);
          }}
        >
          <p class="soft">{u('choice_line')}</p>
          {others.length === 0 ? null : (
            <Choice
              legend={u('choice_with')}
              options={[
                { value: ALONE, label: u('choice_alone') },
                ...others.map((person) => ({ value: String(person.link), label: u('choice_duo', { name: names.ofPerson(person) }) })),
              ]}
              value={partner.value}
              layout="across"
              onChoose={(value) => {
                partner.value = value;
              }}
            />
          )}
          <Choice
            legend={u('choice_which')}
            options={notes.map((note) => ({ value: note.id, label: labelOf(note) }))}
            value={chosen.value}
            onChoose={(value) => {
              chosen.value = value;
            }}
          />
          <div class="row pile-stick">
            <Button look="primary" type="submit" disabled={!mayDraw || chosen.value === null}>
              {u('choice_set')}
            </Button>
            {mine === undefined ? null : <Button onClick={() => choose(null)}>{u('choice_none')}</Button>}
          </div>
        </form>
      )}
    </Dialog>
  );
}

function labelOf({ text, choices = [] }: Note): string {
  const said = text.replace(/\s+/g, ' ').trim() || u('empty_note');
  const by = choices.map(({ names: [first = '', second] }) => (second === undefined ? first : u('and', { first, second })));
  return by.length === 0 ? said : u('choice_by', { text: said, names: by.join(', ') });
}
