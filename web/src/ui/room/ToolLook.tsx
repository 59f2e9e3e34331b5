/** How the tool in hand writes: its marker or tone, its width; the colour of notes. */
import { INK_WIDTHS } from '../../wire/schema.gen';
import type { Tool } from '../../canvas/tools';
import { TextSizeButton, TextSizes } from './TextSizes';
import { MARKERS, type Marker, type View } from './view';
import { draw, r } from './words';

interface Looks {
  readonly view: View;
}
const WIDTHS = [0, 1, 2] as const;

/** What colours mean for the tool in hand; those without one show the pen's. */
export function Colours({ view }: Looks) {
  if (view.tool.value === 'note') return <NoteColours view={view} />;
  if (view.tool.value === 'highlighter') return <Tones view={view} />;
  return <Markers view={view} />;
}

/** A tool that draws with a marker keeps being in hand; from any other one comes back to the pen. */
const drawsWithMarker = (tool: Tool): boolean =>
  ['pen', 'line', 'arrow', 'rectangle', 'ellipse', 'text'].includes(tool);

function Markers({ view }: Looks) {
  return (
    <Swatches
      label={r('pen')}
      attribute="data-marker"
      wordOf={(marker) => r(`marker_${marker}`)}
      chosen={view.marker.value}
      onChoose={(marker) => {
        view.marker.value = marker;
        if (!drawsWithMarker(view.tool.value)) view.tool.value = 'pen';
      }}
    />
  );
}

function Tones({ view }: Looks) {
  return (
    <Swatches
      label={draw('highlighter_label')}
      attribute="data-tone"
      look="tone"
      wordOf={(tone) => draw(`highlight_${tone}`)}
      chosen={view.highlight.value}
      onChoose={(tone) => {
        view.highlight.value = tone;
      }}
    />
  );
}

function NoteColours({ view }: Looks) {
  return (
    <Swatches
      label={r('note')}
      attribute="data-note"
      look="note-colour"
      wordOf={(colour) => r(`note_colour_${colour}`)}
      chosen={view.noteColour.value}
      onChoose={(colour) => {
        view.noteColour.value = colour;
        view.tool.value = 'note';
      }}
    />
  );
}

interface SwatchesProps {
  readonly label: string;
  /** names the set of colours to the style sheet */
  readonly attribute: 'data-marker' | 'data-tone' | 'data-note';
  readonly look?: 'tone' | 'note-colour';
  readonly wordOf: (colour: Marker) => string;
  readonly chosen: Marker;
  readonly onChoose: (colour: Marker) => void;
}

/** One of the four colours of a set. */
function Swatches({ label, attribute, look, wordOf, chosen, onChoose }: SwatchesProps) {
  return (
    <div class="markers" role="group" aria-label={label}>
      {MARKERS.map((colour) => (
        <button
          key={colour}
          type="button"
          class={look === undefined ? 'marker' : `marker ${look}`}
          {...{ [attribute]: colour }}
          title={wordOf(colour)}
          aria-label={wordOf(colour)}
          aria-pressed={chosen === colour}
          onClick={() => onChoose(colour)}
        >
          <span aria-hidden="true" />
        </button>
      ))}
    </div>
  );
}

/** A stroke of each width, with its word; letters of each size while one writes. */
export function Widths({ view, onTaken = () => undefined }: Looks & { readonly onTaken?: () => void }) {
  if (view.tool.value === 'text') return <TextSizes view={view} onTaken={onTaken} />;
  return (
    <div class="widths" role="group" aria-label={draw('widths')}>
      {WIDTHS.map((width) => (
        <button
          key={width}
          type="button"
          class="icon-button"
          aria-pressed={view.width.value === width}
          onClick={() => {
            view.width.value = width;
            onTaken();
          }}
        >
          <Stroke width={width} />
          <span class="word">{draw(`width_${width}`)}</span>
        </button>
      ))}
    </div>
  );
}

/** One button for the phone's bar: each press takes the next width. */
export function WidthButton({ view }: Looks) {
  if (view.tool.value === 'text') return <TextSizeButton view={view} />;
  const now = view.width.value;
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={draw('width_now', { width: draw(`width_${now}`) })}
      onClick={() => {
        view.width.value = WIDTHS[(now + 1) % 3] ?? 1;
      }}
    >
      <Stroke width={now} />
      <span class="word">{draw('width')}</span>
    </button>
  );
}

/** A short wave, as wide as the marker is on a sheet seen whole. */
export function Stroke({ width }: { readonly width: 0 | 1 | 2 }) {
  return (
    <svg viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" stroke-linecap="round" aria-hidden="true" focusable="false">
      <path d="M4 14.5c3.5-6 5.5-5 8-1.5s4.5 3 8-2.5" stroke-width={INK_WIDTHS[width] / 2.2} />
    </svg>
  );
}

/** The colour that the tool in hand writes with, as it is on paper. */
export function LookMark({ view }: Looks) {
  const tool = view.tool.value;
  const colour =
    tool === 'note' ? { 'data-note': view.noteColour.value } : tool === 'highlighter' ? { 'data-tone': view.highlight.value } : { 'data-marker': view.marker.value };
  return (
    <span class={tool === 'note' ? 'marker note-colour look-mark' : 'marker look-mark'} {...colour} aria-hidden="true">
      <span />
    </span>
  );
}
