/**
 * One's own pile: a large field, Enter begins the next note, below it what one has so far. Nothing of
 * it is anywhere but here until “stick up” is pressed.
 */
import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { addNote, editNote, MAX_PILE, MAX_PILE_CHARS, removeNote, type PileNote, type PileZone } from '../../exercises/round/pile';
import { NOTE_COLOURS } from '../../wire/schema.gen';
import { Button } from '../Button';
import { Choice } from '../Choice';
import { Dialog } from '../Dialog';
import { newId } from '../room/openRoom';
import { TextField } from '../TextField';
import { exerciseOf, zoneLabel } from './exercise';
import type { PanelParts } from './Banner';
import { u } from './words';

export function PilePanel({ room, names, rounds, onClose, onSaid }: PanelParts) {
  const { board, easel } = room;
  const { round } = rounds.state.value;
  const pile = rounds.pile.value;
  const zone = useSignal<PileZone>('inner');
  const editing = useSignal<string | null>(null);
  const said = useSignal('');
  const field = useRef<(HTMLInputElement & HTMLTextAreaElement) | null>(null);
  if (round === null || pile === null) return null;
  const found = exerciseOf(board, round);
  const circles = found?.type === 'circles' ? found : null;
  const into: PileZone = round.zone === 'each' ? zone.value : round.zone;
  const notes = pile.notes;
  const ready = notes.length + (pile.draft.trim() === '' ? 0 : 1);
  const mayDraw = board.mayDraw.value;

  function add(): void {
    const before = notes.length;
    rounds.change((now) => ({ ...addNote(now, { id: newId(), text: now.draft, zone: into }), draft: '' }));
    const count = rounds.pile.peek()?.notes.length ?? 0;
    if (count > before) said.value = u('pile_added', { count });
    field.current?.focus();
  }
  function remove({ id }: PileNote): void {
    rounds.change((now) => removeNote(now, id));
    said.value = u('pile_removed');
    field.current?.focus();
  }
  function stick(): void {
    const count = rounds.stick(into);
    if (count === 0) return;
    onSaid(count === 1 ? u('stuck_said_one') : u('stuck_said_many', { count }));
    onClose();
  }

  return (
    <Dialog title={u('pile')} onClose={onClose} class="round-pile">
      <div class="stack">
        <p class="soft">
          {u('pile_line')} {u(round.names ? 'write_named' : 'write_bare')}
        </p>
        {circles === null ? null : round.zone === 'each' ? (
          <Choice
            legend={u('pile_where')}
            options={(['inner', 'ring'] as const).map((value) => ({ value, label: zoneLabel(circles, value) }))}
            value={zone.value}
            layout="across"
            onChoose={(value) => {
              zone.value = value;
            }}
          />
        ) : (
          <p class="pile-zone">{zoneLabel(circles, round.zone)}</p>
        )}
        {notes.length >= MAX_PILE ? (
          <p>{u('pile_full')}</p>
        ) : (
          <form
            class="stack tight"
            onSubmit={(event) => {
              event.preventDefault();
              add();
            }}
          >
            <TextField
              label={u('pile_field')}
              hint={u('pile_hint')}
              lines={3}
              value={pile.draft}
              maxLength={MAX_PILE_CHARS}
              autocomplete="off"
              inputRef={field}
              data-first
              onInput={(draft) => rounds.change((now) => ({ ...now, draft }))}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
                event.preventDefault();
                add();
              }}
            />
            <div class="row">
              <Button type="submit">{u('pile_add')}</Button>
            </div>
          </form>
        )}
        <p class="unseen" role="status">
          {said.value}
        </p>
        {notes.length === 0 ? (
          <p class="soft">{u('pile_none')}</p>
        ) : (
          <ul class="pile-list" aria-label={u('pile_list')}>
            {notes.map((note) => (
              <li key={note.id} class={editing.value === note.id ? 'pile-editing' : undefined} style={{ background: NOTE_COLOURS[circles !== null && note.zone === 'ring' ? 1 : 0] }}>
                {editing.value === note.id ? (
                  <Editing
                    note={note}
                    onDone={(text) => {
                      editing.value = null;
                      if (text !== null) rounds.change((now) => editNote(now, note.id, text));
                      field.current?.focus();
                    }}
                  />
                ) : (
                  <>
                    <p>{note.text}</p>
                    <div class="pile-acts">
                      <Button look="quiet" aria-label={u('pile_edit_of', { text: note.text })} onClick={() => (editing.value = note.id)}>
                        {u('pile_edit')}
                      </Button>
                      <Button look="quiet" aria-label={u('pile_remove_of', { text: note.text })} onClick={() => remove(note)}>
                        {u('pile_remove')}
                      </Button>
                    </div>
                  </>
                )}
              </li>
            ))}
          </ul>
        )}
        {mayDraw ? null : <p role="status">{u('pile_closed', { name: names.coach() })}</p>}
        {round.sheet === easel.shown.value ? null : (
          <div class="row">
            <p>{u('elsewhere')}</p>
            <Button look="quiet" onClick={() => easel.turn(round.sheet)}>
              {u('to_sheet')}
            </Button>
          </div>
        )}
        <div class="pile-stick">
          <Button look="primary" large disabled={!mayDraw || ready === 0} onClick={stick}>
            {ready === 0 ? u('pile_stick') : ready === 1 ? u('pile_stick_one') : u('pile_stick_many', { count: ready })}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

/** @param onDone with the new text; null leaves it as it was */
function Editing({ note, onDone }: { readonly note: PileNote; readonly onDone: (text: string | null) => void }) {
  const text = useSignal(note.text);
  const field = useRef<(HTMLInputElement & HTMLTextAreaElement) | null>(null);
  useLayoutEffect(() => {
    field.current?.focus();
    field.current?.setSelectionRange(note.text.length, note.text.length);
  }, []);
  return (
    <form
      class="stack tight"
      onSubmit={(event) => {
        event.preventDefault();
        onDone(text.value);
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        // Escape leaves this note, not the pile.
        event.preventDefault();
        event.stopPropagation();
        onDone(null);
      }}
    >
      <TextField
        label={u('pile_field_edit')}
        lines={3}
        value={text.value}
        maxLength={MAX_PILE_CHARS}
        autocomplete="off"
        inputRef={field}
        onInput={(typed) => {
          text.value = typed;
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
          event.preventDefault();
          onDone(text.value);
        }}
      />
      <div class="row">
        <Button type="submit">{u('pile_keep')}</Button>
      </div>
    </form>
  );
}
