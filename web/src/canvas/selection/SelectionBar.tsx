/** The few buttons at what is selected; on a small sheet along its lower edge. */
import { useSignal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { markFresh } from '../drawing/fresh';
import { exerciseAsked, mayReadOut, readOutAsked, templatesOffered } from '../exercises';
import { lettersAtHand, noteQuoteAsked, sourceAsked } from '../letters';
import type { SheetState } from '../sheetState';
import { BarAt, useLow, type PartProps } from './BarAt';
import { copySelected, cutSelected, kept, listenToClipboard, paste } from './clipboard';
import { paletteOf, stepsOf, type Choice } from './looks';
import type { Direction } from './reorder';
import { MarkActs, markSaid, OfferBar } from './MarkBar';
import type { MarkTold } from './marks';
import type { Told } from './selection';
import { Word } from './Word';
import { l } from '../../ui/room/letterWords';
import { w } from '../writing/words';
import { h } from './words';

/** CSS px; a space that is not wide has the fewest buttons. */
const WIDE = 640;
const CHOICES = [0, 1, 2, 3] as const;
const STEPS = [0, 1, 2] as const;
const ORDERS: readonly Direction[] = ['forward', 'backward', 'front', 'back'];

export function SelectionBar({ state }: { readonly state: SheetState }) {
  const things = state.selection.value;
  const busy = state.byHand.value || state.frame.value !== null || state.editing.value !== null || state.lifted.value !== null;
  return (
    <>
      {things.length === 0 || busy ? null : <Bar state={state} things={things} />}
      {things.length === 0 && !busy ? <RingOffer state={state} /> : null}
      {state.offering.value && kept.value !== null && !state.readOnly.value ? <Paste state={state} html={kept.value} /> : null}
      <Spoken state={state} count={things.length} />
    </>
  );
}

/** Circles of which only the inner one was drawn: the ring is one press away, when the talk has come to it. */
function RingOffer({ state }: { readonly state: SheetState }) {
  const circles = state.board.elements(state.sheet).value.find((one) => one.type === 'circles' && one.drawn === 1 && one.locked !== true);
  if (circles === undefined || state.readOnly.value || state.board.previews.value.has(circles.id)) return null;
  return (
    <BarAt state={state} things={[circles]}>
      <div class="selection-row">
        <Word word={h('draw_ring')} onClick={() => drawRing(state, circles.id)} />
      </div>
    </BarAt>
  );
}

function drawRing(state: SheetState, id: string): void {
  markFresh(`${id}r`);
  state.change([{ id, drawn: 2 }]);
}

/** By finger, on empty paper. */
function Paste({ state, html }: { readonly state: SheetState; readonly html: string }) {
  const bar = useRef<HTMLDivElement>(null);
  useLow(bar, true);
  return (
    <div ref={bar} class="selection-bar low" role="group" aria-label={h('bar')} data-sheet-control>
      <div class="selection-row">
        <Word
          word={h('paste')}
          onClick={() => {
            state.offering.value = false;
            paste(state, html);
          }}
        />
      </div>
    </div>
  );
}

/** What is selected and was done, for those who do not see it. */
function Spoken({ state, count }: { readonly state: SheetState; readonly count: number }) {
  const told = state.told.value;
  const said = useSignal('');
  const before = useRef(0);
  useLayoutEffect(() => {
    const several = count > 1 || before.current > 1;
    if (several && count !== before.current)
      said.value = count === 0 ? h('chosen_none') : count === 1 ? h('chosen_one') : h('chosen_many', { count });
    before.current = count;
  }, [count]);
  useLayoutEffect(() => {
    if (told !== null) said.value = wordsOf(told);
  }, [told]);
  const here = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    const place = here.current?.closest<HTMLElement>('.sheet-view');
    return place ? listenToClipboard(place, state) : undefined;
  }, [state]);
  return (
    <p ref={here} class="unseen" aria-live="polite">
      {said.value}
    </p>
  );
}

function wordsOf(told: Told | MarkTold): string {
  if ('mark' in told) return markSaid(told);
  const { what, count } = told;
  if (what === 'locked') return h('now_locked');
  if (what === 'loose') return h('now_loose');
  return count === 1 ? h(`${what}_one`) : h(`${what}_many`, { count });
}

function Bar({ state, things }: PartProps) {
  const more = useSignal(false);
  const compact = state.space.value.width < WIDE;
  const ids = things.map(({ id }) => id);
  const locked = things.every((one) => one.locked === true);
  const [offer, mark] = [state.offer.value, state.mark.value];
  return (
    <BarAt
      state={state}
      things={things}
      class={locked && !state.readOnly.value ? 'of-locked' : undefined}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !more.value) return;
        event.stopPropagation();
        more.value = false;
        event.currentTarget.querySelector<HTMLElement>('[aria-expanded]')?.focus();
      }}
    >
      {state.readOnly.value ? (
        <>
          <Word word={h('copy')} keys="Control+c" onClick={() => copySelected(state)} />
          <TakeCard things={things} />
        </>
      ) : locked ? (
        <>
          <span class="selection-locked">
            <Lock />
            {h('locked')}
          </span>
          <Word word={h('unlock')} keys="Control+Shift+l" onClick={() => state.lock(ids, false)} />
          <TakeCard things={things} />
        </>
      ) : offer !== null ? (
        <OfferBar state={state} offer={offer} />
      ) : mark !== null ? (
        <MarkActs state={state} on={mark} />
      ) : (
        <>
          <div class="selection-row">
            <Write state={state} things={things} />
            <ExerciseActs state={state} things={things} />
            <TakeCard things={things} />
            <Colours state={state} things={things} />
            {compact ? null : <Widths state={state} things={things} />}
            {compact && paletteOf(things) !== null ? null : <Word word={h('duplicate')} keys="Control+d" onClick={() => state.duplicate(ids)} />}
            <Word word={h('remove')} keys="Delete" onClick={() => state.remove(ids)} />
            <Word word={h('more')} expanded={more.value} onClick={() => (more.value = !more.value)} />
          </div>
          {more.value ? <More state={state} things={things} compact={compact} onDone={() => (more.value = false)} /> : null}
        </>
      )}
    </BarAt>
  );
}

function Write({ state, things }: PartProps) {
  const [only] = things;
  if (things.length !== 1 || (only?.type !== 'note' && only?.type !== 'text')) return null;
  return <Word word={h('write')} keys="Enter" onClick={() => state.write(only.id)} />;
}

/** What an exercise is for; and choosing a note where there are circles to choose from. */
function ExerciseActs({ state, things }: PartProps) {
  const [only] = things;
  if (things.length !== 1 || only === undefined) return null;
  const ask = (what: 'words' | 'marks' | 'card') => (): void => {
    exerciseAsked.value = { what, id: only.id };
  };
  if (only.type === 'note') {
    const circles = state.board.elements(state.sheet).value.some(({ type }) => type === 'circles');
    return (
      <>
        {circles || only.chosen === true ? (
          <Word
            word={h(only.chosen === true ? 'unchoose' : 'choose')}
            onClick={() => state.change([{ id: only.id, chosen: only.chosen !== true }])}
          />
        ) : null}
        {only.source === undefined || !lettersAtHand.value ? null : <Word word={l('note_source')} onClick={() => (sourceAsked.value = only.source ?? null)} />}
        {mayReadOut.value ? <Word word={h('read_out')} onClick={() => (readOutAsked.value = only.id)} /> : null}
      </>
    );
  }
  if (only.type === 'card') return <Word word={h('write')} onClick={ask('card')} />;
  if (only.type === 'scale')
    return (
      <>
        <Word word={h('marks')} keys="Enter" onClick={ask('marks')} />
        <Word word={h('words')} onClick={ask('words')} />
      </>
    );
  if (only.type !== 'circles') return null;
  return (
    <>
      {only.drawn === 1 ? <Word word={h('draw_ring')} onClick={() => drawRing(state, only.id)} /> : null}
      <Word word={h('words')} keys="Enter" onClick={ask('words')} />
    </>
  );
}

/** A card leaves the sheet in whoever's pocket, also where only the coach draws. */
function TakeCard({ things }: Pick<PartProps, 'things'>) {
  const [only] = things;
  if (things.length !== 1 || only?.type !== 'card') return null;
  return <Word word={h('take')} onClick={() => (exerciseAsked.value = { what: 'take', id: only.id })} />;
}

function Colours({ state, things }: PartProps) {
  const palette = paletteOf(things);
  if (palette === null) return null;
  const name = (colour: Choice): string => h(palette.bright ? `bright_${colour}` : `marker_${colour}`);
  return (
    <div class="selection-choices" role="group" aria-label={h('colours')}>
      {CHOICES.map((colour) => (
        <button
          key={colour}
          type="button"
          aria-label={h('make_colour', { colour: name(colour) })}
          aria-pressed={palette.current === colour}
          title={name(colour)}
          onClick={() => state.change(palette.paint(colour))}
        >
          <span class={palette.bright ? 'swatch' : 'swatch round'} style={{ background: palette.colours[colour] ?? '' }} />
        </button>
      ))}
    </div>
  );
}

function Widths({ state, things }: PartProps) {
  const steps = stepsOf(things);
  if (steps === null) return null;
  return (
    <div class="selection-choices" role="group" aria-label={h(steps.of === 'width' ? 'widths' : 'sizes')}>
      {STEPS.map((step) => (
        <button
          key={step}
          type="button"
          class="selection-step"
          aria-label={h(`${steps.of}_${step}`)}
          aria-pressed={steps.current === step}
          title={h(`${steps.of}_${step}`)}
          onClick={() => state.change(steps.set(step))}
        >
          {steps.of === 'width' ? <span class="stroke" style={{ height: `${2 + 3 * step}px` }} /> : <span class={`letter step-${step}`}>A</span>}
        </button>
      ))}
    </div>
  );
}

/** What is seldom needed. */
function More({ state, things, compact, onDone }: PartProps & { readonly compact: boolean; readonly onDone: () => void }) {
  const ids = things.map(({ id }) => id);
  const done = (act: () => void) => () => {
    act();
    onDone();
  };
  const some = things.some((one) => one.locked === true);
  return (
    <div class="selection-more">
      {compact ? <Widths state={state} things={things} /> : null}
      {compact && paletteOf(things) !== null ? (
        <Word word={h('duplicate')} keys="Control+d" onClick={done(() => state.duplicate(ids))} />
      ) : null}
      <Word word={h('copy')} keys="Control+c" onClick={done(() => copySelected(state))} />
      {lettersAtHand.value && things.length === 1 && things[0]?.type === 'note' ? (
        <Word word={l('note_quote')} onClick={done(() => (noteQuoteAsked.value = things[0]?.id ?? null))} />
      ) : null}
      <Word word={h('cut')} keys="Control+x" onClick={() => cutSelected(state)} />
      <Word
        word={h(some ? 'unlock' : 'lock')}
        keys="Control+Shift+l"
        onClick={done(() => state.lock(ids, !some))}
      />
      <Names state={state} things={things} />
      <OwnTemplate things={things} />
      {ORDERS.map((direction) => (
        <Word
          key={direction}
          word={h(direction)}
          keys={`Control+${direction === 'front' || direction === 'back' ? 'Shift+' : ''}${direction === 'forward' || direction === 'front' ? ']' : '['}`}
          onClick={() => state.reorder(ids, direction)}
        />
      ))}
    </div>
  );
}

/** The words of circles or of a grid, for other rooms as well. */
function OwnTemplate({ things }: Pick<PartProps, 'things'>) {
  const [only] = things;
  if (!templatesOffered.value || things.length !== 1 || (only?.type !== 'circles' && only?.type !== 'card')) return null;
  return <Word word={h('own_template')} onClick={() => (exerciseAsked.value = { what: 'template', id: only.id })} />;
}

/** Who made a note, at its foot. */
function Names({ state, things }: PartProps) {
  const notes = things.filter((one) => one.type === 'note');
  if (notes.length === 0 || notes.length < things.length) return null;
  const signed = notes.every((note) => note.signed === true);
  const change = (): void => state.change(notes.map(({ id }) => ({ id, signed: !signed })));
  return <Word word={w(signed ? 'name_hide' : 'name_show')} onClick={change} />;
}

function Lock() {
  return (
    <svg viewBox="0 0 20 20" width="20" height="20" fill="none" stroke="currentColor" stroke-width="1.6" aria-hidden="true">
      <rect x="4" y="9" width="12" height="8" rx="1.5" />
      <path d="M6.5 9V6.5a3.5 3.5 0 0 1 7 0V9" />
    </svg>
  );
}
