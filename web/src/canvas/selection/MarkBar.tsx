/** Buttons at one mark of a scale, and at a place on its line where one may be set. */
import type { TargetedMouseEvent } from 'preact';
import { formatDayInFull } from '../../i18n/language';
import type { Mark, MarkKind } from '../../board/types';
import { exerciseAsked } from '../exercises';
import { markValue } from '../list/exerciseLabels';
import type { SheetState } from '../sheetState';
import type { MarkTold, Offer, OnScale } from './marks';
import { h } from './words';
import { Word } from './Word';

const KINDS: readonly MarkKind[] = ['now', 'highest', 'wanted', 'step', 'own'];

const inShort = ({ kind, name, value }: Pick<Mark, 'kind' | 'name' | 'value'>): string =>
  h('mark_set', { kind: kind === 'own' && name !== '' ? name : h(`mark_${kind}`), value: markValue({ value }) });

/** What was done with a mark, in words. */
export function markSaid({ what, mark, stays }: MarkTold): string {
  if (what === 'mark_gone') return h('mark_gone');
  const set = inShort(mark);
  return stays === undefined ? set : `${set}. ${h('mark_stays', { day: formatDayInFull(stays) })}`;
}

interface MarkActsProps {
  readonly state: SheetState;
  readonly on: OnScale;
}

export function MarkActs({ state, on: { scale, mark } }: MarkActsProps) {
  const told = state.told.value;
  const stays = told !== null && 'mark' in told && told.mark.id === mark.id ? told.stays : undefined;
  return (
    <>
      <div class="selection-row">
        <span class="selection-said">{inShort(mark)}</span>
        <Word word={h('remove')} keys="Delete" onClick={thenToSheet(() => state.removeMark())} />
        <Word word={h('marks')} keys="Enter" onClick={() => (exerciseAsked.value = { what: 'marks', id: scale.id })} />
      </div>
      {stays === undefined ? null : <p class="selection-said soft">{h('mark_stays', { day: formatDayInFull(stays) })}</p>}
    </>
  );
}

interface OfferBarProps {
  readonly state: SheetState;
  readonly offer: Offer;
}

export function OfferBar({ state, offer }: OfferBarProps) {
  const here = h('mark_here', { value: markValue({ value: [offer.value] }) });
  return (
    <div class="selection-row" role="group" aria-label={`${here} ${h('mark_kinds')}`}>
      <span class="selection-said">{here}</span>
      {KINDS.map((kind) => (
        <Word key={kind} word={h(`mark_${kind}`)} onClick={thenToSheet(() => state.setMark(offer.scale, kind, offer.value))} />
      ))}
    </div>
  );
}

/** The button goes with what it did; on the sheet, keys move the mark. */
const thenToSheet = (act: () => void) => (event: TargetedMouseEvent<HTMLButtonElement>): void => {
  event.currentTarget.closest('.sheet-view')?.querySelector<HTMLElement>('.sheet-stage')?.focus({ preventScroll: true });
  act();
};
