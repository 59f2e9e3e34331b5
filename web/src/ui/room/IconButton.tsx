/** A drawing with its word: under it in bars and tools, beside it in rows. */
import type { ComponentChildren } from 'preact';
import { ICONS, type IconName } from './icons';

export interface IconButtonProps {
  readonly icon: IconName;
  readonly word: string;
  /** longer name for those who do not see the drawing; must contain the word */
  readonly label?: string | undefined;
  readonly pressed?: boolean | undefined;
  readonly expanded?: boolean | undefined;
  readonly controls?: string | undefined;
  readonly disabled?: boolean | undefined;
  readonly keys?: string | undefined;
  readonly look?: 'leave' | 'off' | 'plain' | undefined;
  readonly badge?: ComponentChildren;
  readonly onClick: () => void;
}

export function IconButton(props: IconButtonProps) {
  const { icon, word, label, pressed, expanded, controls, disabled = false, keys, look = 'plain', badge, onClick } = props;
  return (
    <button
      type="button"
      class={`icon-button ${look}`}
      aria-label={label}
      title={keys === undefined ? undefined : `${label ?? word} (${spelled(keys)})`}
      aria-pressed={pressed}
      aria-expanded={expanded}
      aria-controls={controls}
      aria-disabled={disabled ? 'true' : undefined}
      aria-keyshortcuts={keys}
      onClick={() => {
        if (!disabled) onClick();
      }}
    >
      {ICONS[icon]}
      <span class="word">{word}</span>
      {badge}
    </button>
  );
}

/** As it stands on the keys: "p" is P, "Control+Shift+z" is Ctrl Shift Z. */
function spelled(keys: string): string {
  const parts = keys.split('+').map((key) => (key === 'Control' ? 'Ctrl' : key.length === 1 ? key.toUpperCase() : key));
  return parts.join(' ');
}
