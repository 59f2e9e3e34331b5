/** The keys of every video player. Never while somebody types, never over the browser's own. Pure. */

export type Command =
  | { readonly do: 'toggle' | 'start' | 'end' | 'large' | 'keys' | 'remark' }
  /** axis ms */
  | { readonly do: 'skip'; readonly by: number }
  | { readonly do: 'step' | 'speed'; readonly by: 1 | -1 }
  /** tenths of the whole */
  | { readonly do: 'tenth'; readonly tenth: number };

interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** @param on what has the focus: on a button, the space bar and Enter press it; a field keeps all of its keys */
export function commandOf({ key, ctrlKey, metaKey, altKey }: Pressed, on: 'button' | 'field' | 'else'): Command | null {
  if (ctrlKey || metaKey || altKey || on === 'field') return null;
  if (key === ' ') return on === 'button' ? null : { do: 'toggle' };
  if (/^[0-9]$/.test(key)) return { do: 'tenth', tenth: Number(key) };
  switch (key.length === 1 ? key.toLowerCase() : key) {
    case 'k':
      return { do: 'toggle' };
    case 'ArrowLeft':
      return { do: 'skip', by: -5000 };
    case 'ArrowRight':
      return { do: 'skip', by: 5000 };
    case 'j':
      return { do: 'skip', by: -10_000 };
    case 'l':
      return { do: 'skip', by: 10_000 };
    case ',':
      return { do: 'step', by: -1 };
    case '.':
      return { do: 'step', by: 1 };
    case 'Home':
      return { do: 'start' };
    case 'End':
      return { do: 'end' };
    case '<':
      return { do: 'speed', by: -1 };
    case '>':
      return { do: 'speed', by: 1 };
    case 'f':
      return { do: 'large' };
    case 'm':
      return { do: 'remark' };
    case '?':
      return { do: 'keys' };
    default:
      return null;
  }
}
