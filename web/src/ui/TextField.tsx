/** One line or more of text, with its label above and what is wrong with it below. */
import type { RefObject, TargetedKeyboardEvent } from 'preact';
import { useId } from 'preact/hooks';

export interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly hint?: string | undefined;
  /** What is wrong and what would be right; null when nothing is. */
  readonly wrong?: string | null | undefined;
  readonly lines?: number;
  readonly type?: 'text' | 'date' | 'time' | 'email';
  readonly maxLength?: number;
  readonly autocomplete?: string;
  readonly min?: string;
  readonly max?: string;
  readonly readOnly?: boolean;
  readonly lang?: string;
  readonly placeholder?: string;
  readonly spellcheck?: boolean;
  /** takes the focus when its dialog opens */
  readonly 'data-first'?: boolean;
  readonly inputRef?: RefObject<(HTMLInputElement & HTMLTextAreaElement) | null>;
  readonly onKeyDown?: (event: TargetedKeyboardEvent<HTMLElement>) => void;
}

export function TextField({ label, value, onInput, hint, wrong, lines = 1, type = 'text', inputRef, ...native }: TextFieldProps) {
  const id = useId();
  const described = [hint ? `${id}-hint` : '', wrong ? `${id}-wrong` : ''].filter(Boolean).join(' ');
  const shared = {
    ...native,
    id,
    class: 'input',
    value,
    'aria-describedby': described || undefined,
    'aria-invalid': wrong ? ('true' as const) : undefined,
  };
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {hint ? (
        <span class="aside" id={`${id}-hint`}>
          {hint}
        </span>
      ) : null}
      {lines > 1 ? (
        <textarea {...shared} ref={inputRef ?? null} rows={lines} onInput={(event) => onInput(event.currentTarget.value)} />
      ) : type === 'email' ? (
        <input {...shared} ref={inputRef ?? null} type="email" inputMode="email" onInput={(event) => onInput(event.currentTarget.value)} />
      ) : type === 'text' ? (
        <input {...shared} ref={inputRef ?? null} type="text" onInput={(event) => onInput(event.currentTarget.value)} />
      ) : (
        <input {...shared} ref={inputRef ?? null} type={type} onInput={(event) => onInput(event.currentTarget.value)} />
      )}
      {wrong ? (
        <span class="wrong small" id={`${id}-wrong`} role="alert">
          {wrong}
        </span>
      ) : null}
    </div>
  );
}
