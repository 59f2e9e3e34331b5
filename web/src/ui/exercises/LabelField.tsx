/** One label of an exercise, typed into a signal. */
import type { Signal } from '@preact/signals';
import { MAX_LABEL_CHARS } from '../../wire/schema.gen';
import { TextField } from '../TextField';

export function LabelField({ label, value }: { readonly label: string; readonly value: Signal<string> }) {
  return (
    <TextField
      label={label}
      value={value.value}
      maxLength={MAX_LABEL_CHARS}
      autocomplete="off"
      onInput={(typed) => {
        value.value = typed;
      }}
    />
  );
}
