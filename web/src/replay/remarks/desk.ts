/** Where one is with remarks in a player: pointing at a place, writing, reading one. */
import { signal, type ReadonlySignal } from '@preact/signals';
import { formatTime } from '../../i18n/language';
import type { Play } from '../player/play';
import { sheetWords } from '../player/words';
import type { Place, Remarks } from './remarks';
import { n } from './words';

export interface RemarkDesk {
  readonly remarks: Remarks;
  /** pointing at a place of the sheet */
  readonly aiming: ReadonlySignal<boolean>;
  /** a place that is being written about */
  readonly draft: ReadonlySignal<Place | null>;
  /** the one whose thread is in sight */
  readonly open: ReadonlySignal<string | null>;
  /** what one of the two is called, for the middle of a sentence */
  nameOf(role: string): string;
  /** “Vel 2, 14:32” */
  where(place: Pick<Place, 'at' | 'sheet'>): string;
  /** Begin: the player rests, and a place is to be pointed at. */
  begin(): void;
  point(x: number, y: number): void;
  giveUp(): void;
  keep(text: string): void;
  /** Go to the moment and the sheet of a remark. */
  look(id: string): void;
}

/** What the two are called. */
export interface RemarkNames {
  readonly coach: string;
  readonly whom: string;
}

export function createRemarkDesk(play: Play, remarks: Remarks, names: RemarkNames): RemarkDesk {
  const aiming = signal(false);
  const draft = signal<Place | null>(null);
  const open = signal<string | null>(null);
  return {
    remarks,
    aiming,
    draft,
    open,
    nameOf(role) {
      if (role === remarks.role) return n('you');
      return role === 'coach' ? names.coach.trim() || n('coach') : names.whom.trim() || n('trainer');
    },
    where: ({ at, sheet }) => n('where', { sheet: sheetWords(play.film.sheets(at), sheet), time: formatTime(at) }),
    begin() {
      play.pause();
      draft.value = null;
      aiming.value = true;
    },
    point(x, y) {
      aiming.value = false;
      draft.value = { at: play.talkAt.peek(), sheet: play.shown.peek(), x: Math.round(x), y: Math.round(y) };
    },
    giveUp() {
      aiming.value = false;
      draft.value = null;
    },
    keep(text) {
      const place = draft.peek();
      if (place === null || text.trim() === '') return;
      draft.value = null;
      open.value = remarks.write(place, text);
    },
    look(id) {
      const remark = remarks.list.peek().find((one) => one.id === id);
      if (remark === undefined) return;
      open.value = id;
      play.pause();
      play.seekTalk(remark.at);
      play.pinned.value = play.film.inSight(remark.at) === remark.sheet ? null : remark.sheet;
    },
  };
}
