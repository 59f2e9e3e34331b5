/** A button says what it does, with a verb. */
import type { ButtonHTMLAttributes, ComponentChildren } from 'preact';

type Native = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'class' | 'className' | 'type' | 'disabled'>;

export interface ButtonProps extends Native {
  /** `primary`: the one thing to do on this screen; `leave`: ends or erases; `quiet`: looks like a link */
  readonly look?: 'plain' | 'primary' | 'quiet' | 'leave' | 'quiet leave';
  readonly large?: boolean;
  readonly type?: 'button' | 'submit';
  readonly disabled?: boolean;
  /** Keeps its place and focus, but does nothing: something is under way. */
  readonly busy?: boolean;
  readonly class?: string;
  readonly children: ComponentChildren;
}

export function Button({ look = 'plain', large = false, busy = false, type = 'button', onClick, children, ...rest }: ButtonProps) {
  const { class: extra, ...native } = rest;
  const classes = ['button', look === 'plain' ? '' : look, large ? 'large' : '', extra ?? ''];
  return (
    <button
      {...native}
      type={type}
      class={classes.filter(Boolean).join(' ')}
      aria-disabled={busy ? 'true' : undefined}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onClick?.call(event.currentTarget, event);
      }}
    >
      {children}
    </button>
  );
}
