/**
 * How this person has arranged the room: which width it has, what is open, which tool is held.
 *
 * Nothing here moves anybody else's screen. What a person chooses to keep is remembered on the
 * device; what belongs to this moment (draw mode, faces filled) is not.
 */
import { computed, effect, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import { isChoice3, isChoice4 } from '../../board/schema';
import { createTools, type Tools } from '../../canvas/tools';
import { isFields } from '../../wire/shapes';

export type Layout = 'desktop' | 'tablet' | 'phone';
export type Marker = Tools['marker']['value'];
export const MARKERS: readonly Marker[] = [0, 1, 2, 3];

export interface View extends Tools {
  readonly layout: ReadonlySignal<Layout>;
  readonly landscape: ReadonlySignal<boolean>;
  readonly writing: Signal<boolean>;
  /** phone: the bar holds pen, sticky, undo, done */
  readonly drawing: Signal<boolean>;
  /** phone: faces over the sheet */
  readonly facesFill: Signal<boolean>;
  /** somebody's shared screen over the sheet */
  readonly screenLarge: Signal<boolean>;
  /** words that shall stand in the letter being written, until it has them */
  readonly offered: Signal<string | null>;
  readonly tone: Signal<boolean>;
  /** the time, and what is left of it, in the top line */
  readonly clock: Signal<boolean>;
  /** what is open of what only the coach sees */
  readonly rail: Signal<RailPart | null>;
  dispose(): void;
}

/** What only the coach sees, in the order of the strip. */
export const RAIL_PARTS = ['steps', 'questions', 'notes'] as const;
export type RailPart = (typeof RAIL_PARTS)[number];

const STORED_AS = 'flipover:view';
// ux.md: phone is width < 600 or height < 500; desktop from 1024.
const PHONE = '(max-width: 599px), (max-height: 499px)';
const DESKTOP = '(min-width: 1024px)';

interface Kept {
  readonly writing: boolean;
  readonly marker: Marker;
  readonly highlight: Marker;
  readonly width: View['width']['value'];
  readonly tone: boolean;
  readonly clock: boolean;
  readonly rail: RailPart | null;
}

export function createView(): View {
  const phone = mediaSignal(PHONE);
  const desktop = mediaSignal(DESKTOP);
  const wide = mediaSignal('(orientation: landscape)');
  const kept = readKept();
  const layout = computed<Layout>(() => (phone.value.value ? 'phone' : desktop.value.value ? 'desktop' : 'tablet'));
  // A finger pans a phone's sheet until "draw" is chosen; elsewhere the pen lies ready.
  const tools = createTools(layout.value === 'phone' ? 'hand' : 'pen');
  tools.marker.value = kept.marker ?? 0;
  tools.highlight.value = kept.highlight ?? 0;
  tools.width.value = kept.width ?? 1;
  const view = {
    ...tools,
    layout,
    landscape: computed(() => wide.value.value),
    writing: signal(layout.value !== 'phone' && (kept.writing ?? false)),
    drawing: signal(false),
    facesFill: signal(false),
    screenLarge: signal(false),
    offered: signal<string | null>(null),
    tone: signal(kept.tone ?? true),
    clock: signal(kept.clock ?? true),
    rail: signal(layout.value === 'phone' ? null : (kept.rail ?? null)),
  };
  const stop = effect(() => {
    const keep: Kept = {
      writing: view.writing.value,
      marker: view.marker.value,
      highlight: view.highlight.value,
      width: view.width.value,
      tone: view.tone.value,
      clock: view.clock.value,
      rail: view.rail.value,
    };
    try {
      localStorage.setItem(STORED_AS, JSON.stringify(keep));
    } catch {
      // Then it holds for this page only.
    }
  });
  return {
    ...view,
    dispose() {
      stop();
      phone.dispose();
      desktop.dispose();
      wide.dispose();
    },
  };
}

function mediaSignal(query: string): { readonly value: ReadonlySignal<boolean>; dispose(): void } {
  const list = matchMedia(query);
  const value = signal(list.matches);
  const follow = (): void => {
    value.value = list.matches;
  };
  list.addEventListener('change', follow);
  return { value, dispose: () => list.removeEventListener('change', follow) };
}

function readKept(): Partial<Kept> {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(STORED_AS) ?? '{}');
    if (!isFields(found)) return {};
    const { writing, marker, highlight, width, tone, clock, rail } = found;
    return {
      ...(typeof writing === 'boolean' ? { writing } : {}),
      ...(isChoice4(marker) ? { marker } : {}),
      ...(isChoice4(highlight) ? { highlight } : {}),
      ...(isChoice3(width) ? { width } : {}),
      ...(typeof tone === 'boolean' ? { tone } : {}),
      ...(typeof clock === 'boolean' ? { clock } : {}),
      ...(isPart(rail) ? { rail } : {}),
    };
  } catch {
    return {};
  }
}

const isPart = (value: unknown): value is RailPart => RAIL_PARTS.some((part) => part === value);
