/** The coach's rail: a strip of 48 at the left, a drawer of 300 when open. Its tint and its words say that only the coach sees it. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Secret } from '../../crypto/keys';
import type { LogId } from '../../log/types';
import { MAX_TEXT_CHARS } from '../../wire/schema.gen';
import { Button } from '../Button';
import { IconButton } from './IconButton';
import { openSideNotes, type SideNotes } from './sideNotes';
import type { View } from './view';
import { r } from './words';

export interface RailProps {
  readonly room: LogId;
  readonly secret: Secret;
  readonly view: View;
}

export function Rail({ room, secret, view }: RailProps) {
  const notes = useSignal<SideNotes | null>(null);
  const failed = useSignal(false);
  const tries = useSignal(0);
  const open = view.rail.value;
  const phone = view.layout.value === 'phone';
  useEffect(() => {
    if (!open || notes.value !== null) return;
    let wanted = true;
    failed.value = false;
    openSideNotes(room, secret).then(
      (opened) => {
        if (wanted) notes.value = opened;
        else opened.dispose();
      },
      () => {
        failed.value = true;
      },
    );
    return () => {
      wanted = false;
    };
  }, [open, tries.value]);
  useEffect(() => {
    const flush = (): void => notes.value?.flush();
    addEventListener('pagehide', flush);
    return () => {
      removeEventListener('pagehide', flush);
      notes.value?.dispose();
    };
  }, []);
  if (phone && !open) return null;
  return (
    <aside class="room-rail no-print" data-open={open ? 'yes' : 'no'} aria-label={r('rail')}>
      <div class="rail-strip">
        <IconButton
          icon="only"
          word={r('rail_short')}
          label={r(open ? 'rail_close' : 'rail_open')}
          expanded={open}
          controls={open ? 'rail-drawer' : undefined}
          onClick={() => {
            view.rail.value = !open;
          }}
        />
      </div>
      {open ? (
        <section id="rail-drawer" class="rail-drawer stack tight">
          <div class="row rail-head">
            <h2>{r('rail_notes')}</h2>
            {phone ? (
              <Button
                look="quiet"
                onClick={() => {
                  view.rail.value = false;
                }}
              >
                {r('close')}
              </Button>
            ) : null}
          </div>
          <p class="small soft">{r('rail_only_you')}</p>
          {failed.value ? (
            <div class="stack tight" role="status">
              <p class="small">{r('rail_failed')}</p>
              <Button onClick={() => (tries.value += 1)}>{r('try_again')}</Button>
            </div>
          ) : notes.value === null || notes.value.keeping.value === 'loading' ? (
            <p class="wait small">{r('rail_loading')}</p>
          ) : (
            <Notepad notes={notes.value} />
          )}
        </section>
      ) : null}
    </aside>
  );
}

function Notepad({ notes }: { readonly notes: SideNotes }) {
  return (
    <>
      <textarea
        class="input rail-text"
        aria-label={r('rail_notes_label')}
        maxLength={MAX_TEXT_CHARS}
        value={notes.text.value}
        onInput={(event) => notes.write(event.currentTarget.value)}
        onBlur={() => notes.flush()}
      />
      <p class="small soft" role="status">
        {r(notes.keeping.value === 'kept' ? 'rail_kept' : 'rail_here')}
      </p>
    </>
  );
}
