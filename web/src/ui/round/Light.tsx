/**
 * The note that is read out, large before everybody; the sheet lies dimmed behind it.
 *
 * Nobody is held there: each may look away, on their own screen only, and come back. Only the coach
 * goes on and ends it. Where the keyboard is stays with whoever is writing somewhere else.
 */
import { useComputed, useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { zoneOf } from '../../board/exercises';
import type { Circles, Note } from '../../board/types';
import { NOTE_COLOURS } from '../../wire/schema.gen';
import { Button } from '../Button';
import type { Room } from '../room/openRoom';
import { takesText } from '../room/shortcuts';
import { sentence } from '../room/words';
import { notesOn } from './exercise';
import type { RoundParts } from './Rounds';
import type { Rounds } from './rounds';
import { u } from './words';

export function Light({ room, names, rounds }: RoundParts) {
  const coach = room.log.role === 'coach';
  const light = rounds.state.value.spotlight;
  const away = useSignal(0);
  const found = useComputed(() => {
    const lit = rounds.state.value.spotlight;
    return lit === null ? null : findNote(room, lit.note);
  }).value;
  const note = found?.note ?? null;
  const looking = light !== null && note !== null && away.value !== firstOf(rounds);
  const place = found === null ? '' : u('light_place', { at: found.among.indexOf(found.note) + 1, count: found.among.length });
  const of = note?.signed === true ? u('light_of', { name: names.of(note.by) }) : '';
  const text = note === null ? '' : note.text.trim() || u('empty_note');
  const reader = sentence(names.coach());

  function end(): void {
    if (coach) rounds.light(null);
    else away.value = firstOf(rounds);
  }
  const leave = useRef(end);
  leave.current = end;
  useEffect(() => {
    if (!looking) return;
    function onKey(event: KeyboardEvent): void {
      if (event.key !== 'Escape' || event.defaultPrevented || takesText(event.target)) return;
      if (document.querySelector('dialog[open]') !== null) return;
      event.preventDefault();
      leave.current();
    }
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [looking]);

  function step(by: -1 | 1): void {
    if (found === null) return;
    const next = found.among[found.among.indexOf(found.note) + by];
    if (next !== undefined) rounds.light(next.id);
  }

  const said = note === null || !looking ? '' : of === '' ? u('light_said', { reader, text, place }) : u('light_said_of', { reader, text, of, place });
  return (
    <>
      <p class="unseen" aria-live="polite">
        {said}
      </p>
      {looking && note !== null && found !== null ? (
        <section class="light no-print" aria-label={u('light_region')}>
          <div class="light-note" style={{ background: NOTE_COLOURS[note.colour] }}>
            <p class="light-text">{text}</p>
            {of === '' ? null : <p class="light-of">{of}</p>}
          </div>
          <p class="light-place">{place}</p>
          <div class="light-acts">
            {coach ? (
              <Coach first={found.among[0] === note} last={found.among.at(-1) === note} onStep={step} onEnd={end} />
            ) : (
              <Button onClick={end}>{u('light_away')}</Button>
            )}
          </div>
        </section>
      ) : null}
      {light !== null && note !== null && !looking ? (
        <div class="round-banner no-print">
          <p class="round-words">{u('light_away_line', { name: reader })}</p>
          <div class="round-acts">
            <Button onClick={() => (away.value = 0)}>{u('light_back')}</Button>
          </div>
        </div>
      ) : null}
    </>
  );
}

interface CoachProps {
  readonly first: boolean;
  readonly last: boolean;
  readonly onStep: (by: -1 | 1) => void;
  readonly onEnd: () => void;
}

function Coach({ first, last, onStep, onEnd }: CoachProps) {
  const place = useRef<HTMLDivElement>(null);
  // Going on is the next thing to do; the panel that began it is closing.
  useEffect(() => {
    const timer = requestAnimationFrame(() => place.current?.querySelectorAll('button')[1]?.focus());
    return () => {
      cancelAnimationFrame(timer);
      document.getElementById('room-sheet')?.focus();
    };
  }, []);
  return (
    <div ref={place} class="light-acts">
      <Button busy={first} onClick={() => onStep(-1)}>
        {u('light_previous')}
      </Button>
      <Button look="primary" busy={last} onClick={() => onStep(1)}>
        {u('light_next')}
      </Button>
      <Button onClick={onEnd}>{u('light_done')}</Button>
    </div>
  );
}

/** When this reading began: who looks away looks away from all of it, until it is begun anew. */
const firstOf = (rounds: Rounds): number => rounds.state.value.spotlight?.since ?? 0;

interface Found {
  readonly note: Note;
  /** those of its zone, in the order in which they are read */
  readonly among: readonly Note[];
}

function findNote({ board }: Room, id: string): Found | null {
  for (const sheet of board.sheets.value) {
    const notes = notesOn(board, sheet.id);
    const note = notes.find((one) => one.id === id);
    if (note === undefined) continue;
    const circles = board.elements(sheet.id).value.filter((one): one is Circles => one.type === 'circles');
    const zone = ({ frame }: Note): string => circles.map((one) => zoneOf(frame, one)).find((one) => one !== 'outside') ?? 'outside';
    return { note, among: notes.filter((one) => zone(one) === zone(note)) };
  }
  return null;
}
