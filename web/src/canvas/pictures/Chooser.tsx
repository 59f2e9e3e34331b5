/** Which picture, and what is on it. Asked for, so loaded when asked for. */
import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { MAX_ALT_CHARS } from '../../wire/schema.gen';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { TextField } from '../../ui/TextField';
import type { Described, PictureDesk } from './desk';
import { p } from './words';

export interface ChooserProps {
  readonly onClose: () => void;
  readonly onChosen: (files: readonly File[]) => void;
}

export function Chooser({ onClose, onChosen }: ChooserProps) {
  const file = useRef<HTMLInputElement>(null);
  const photo = useRef<HTMLInputElement>(null);
  // A computer's camera is not what one photographs a paper with.
  const handheld = matchMedia('(pointer: coarse)').matches;
  const chosen = (event: { readonly currentTarget: HTMLInputElement }): void => onChosen([...(event.currentTarget.files ?? [])]);
  return (
    <Dialog title={p('title')} onClose={onClose}>
      <div class="stack">
        <div class="row">
          <Button look="primary" onClick={() => file.current?.click()}>
            {p('choose')}
          </Button>
          {handheld ? <Button onClick={() => photo.current?.click()}>{p('photograph')}</Button> : null}
        </div>
        <input ref={file} type="file" accept="image/*" multiple hidden tabIndex={-1} aria-label={p('choose')} onChange={chosen} />
        <input ref={photo} type="file" accept="image/*" capture="environment" hidden tabIndex={-1} aria-label={p('photograph')} onChange={chosen} />
        {handheld ? null : <p>{p('ways')}</p>}
        <p class="aside">{p('cleaned')}</p>
      </div>
    </Dialog>
  );
}

export interface DescribeProps {
  readonly desk: PictureDesk;
  readonly one: Described;
  readonly onDone: () => void;
}

export function Describe({ desk, one, onDone }: DescribeProps) {
  const text = useSignal(one.alt);
  function done(): void {
    desk.describing.value = null;
    onDone();
  }
  function keep(): void {
    const alt = text.value.trim();
    if (alt !== one.alt) desk.describe(one.id, alt);
    done();
  }
  return (
    <form
      class="picture-question"
      onSubmit={(event) => {
        event.preventDefault();
        keep();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') done();
        event.stopPropagation();
      }}
    >
      <TextField
        label={p('describe')}
        hint={p('describe_hint')}
        value={text.value}
        maxLength={MAX_ALT_CHARS}
        autocomplete="off"
        onInput={(value) => {
          text.value = value;
        }}
      />
      <Button type="submit">{p('describe_keep')}</Button>
      <Button look="quiet" onClick={done}>
        {p('describe_skip')}
      </Button>
    </form>
  );
}
