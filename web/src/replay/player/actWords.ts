/** What happened, in a sentence: short for whoever steps through it, with what was written for the list. */
import type { Element } from '../../board/types';
import type { Act } from '../reading';
import type { Chapter } from '../recording';
import type { Film } from './film';
import type { Party } from './parties';
import type { Row } from './parts';
import { capital, lastsWords, p, partyName, shortened, stillWords } from './words';
import { formatDate } from '../../i18n/language';

type Who = { readonly who: string };

/** “Sam schrijft een briefje” */
export function actWords(film: Film, act: Act, party: Party | null): string {
  const who = capital(partyName(party));
  const [id = ''] = act.ids;
  const element = film.element(id, act.at);
  switch (act.do) {
    case 'draw':
      return p('act_draw', { who });
    case 'sheet':
      return sheetActWords({ who }, film, act);
    case 'remove':
      return p('act_remove', { who });
    case 'put':
      return putWords({ who }, element);
    case 'write':
      return p(element?.type === 'note' ? 'act_write_note' : element?.type === 'card' ? 'act_write_card' : 'act_write', { who });
    case 'move':
      return p(element?.type === 'note' && act.ids.length === 1 ? 'act_move_note' : 'act_move', { who });
    case 'change':
      return p(changeWord(film.keysOf(act)), { who });
  }
}

function sheetActWords(who: Who, { recording }: Film, { ids: [id], at, seq }: Act): string {
  const life = recording.sheets.find((one) => one.id === id);
  if (life?.born[1] === seq) return p('sheet_new', who);
  const [key, value] = life?.changes.filter((change) => change[0] <= at && change[1] === seq).at(-1)?.slice(3) ?? [];
  if (key === 'title' && typeof value === 'string' && value !== '') return p('sheet_title', { ...who, title: shortened(value) });
  if (key === 'gone') return p(value === true ? 'sheet_away' : 'sheet_back', who);
  return p('sheet_change', who);
}

function putWords(who: Who, element: Element | null): string {
  switch (element?.type) {
    case 'note':
      return p('act_note', who);
    case 'text':
      return p('act_text', who);
    case 'picture':
      return p('act_picture', who);
    case 'shape':
      return p('act_shape', who);
    case 'circles':
      return p('act_circles', who);
    case 'scale':
      return p('act_scale', who);
    case 'card':
      return element.title === '' ? p('act_card', who) : p('act_card_named', { ...who, text: shortened(element.title) });
    default:
      return p('act_thing', who);
  }
}

function changeWord(keys: readonly string[]): 'act_mark' | 'act_choose' | 'act_change' {
  if (keys.some((key) => key.startsWith('mark:'))) return 'act_mark';
  return keys.some((key) => key.startsWith('cho')) ? 'act_choose' : 'act_change';
}

/** A row of the list; with what was written, as it was when it was done. */
export function rowWords(film: Film, row: Row): string {
  switch (row.is) {
    case 'acts':
      return actsWords(film, row.acts, row.party);
    case 'chapter':
      return chapterWords(row.chapter, row.party);
    case 'still':
      return row.between ? p('between', { time: lastsWords(row.until - row.at) }) : capital(stillWords(row.until - row.at));
    case 'forgotten':
      return row.count === 1 ? p('forgotten_one') : p('forgotten_many', { count: row.count });
    case 'session':
      return p('session_on', { number: row.number, date: formatDate(row.session.start) });
    case 'message':
      return p('message', { who: capital(partyName(row.party)), text: shortened(row.text) });
  }
}

function actsWords(film: Film, acts: readonly Act[], party: Party | null): string {
  const last = acts.at(-1);
  if (last === undefined) return '';
  const who = capital(partyName(party));
  if (last.do === 'draw' && acts.length > 1) return p('act_draw_many', { who, count: acts.length });
  const text = shortened(film.text(last.ids[0] ?? '', last.at));
  if (text === '') return actWords(film, last, party);
  const type = film.element(last.ids[0] ?? '', last.at)?.type;
  if (last.do === 'write')
    return p(type === 'note' ? 'act_write_note_text' : type === 'card' ? 'act_write_card_text' : 'act_write_text', { who, text });
  if (last.do === 'move' && type === 'note' && last.ids.length === 1) return p('act_move_note_text', { who, text });
  if (last.do === 'change' && changeWord(film.keysOf(last)) === 'act_choose') return p('act_choose_text', { who, text });
  return actWords(film, last, party);
}

function chapterWords(chapter: Chapter, party: Party | null): string {
  const who = capital(partyName(party));
  switch (chapter.type) {
    case 'snapshot':
      return chapter.auto ? p('kept_auto') : p('kept', { who, title: chapter.title });
    case 'zone':
      return p('zone', { who, from: zone(chapter.from), to: zone(chapter.to) });
    case 'writers':
      return p(chapter.writers === 'coach' ? 'writers_coach' : 'writers_all');
    case 'round':
      return p(`round_${chapter.do}`, { who });
    case 'spotlight':
      return p(chapter.note === null ? 'read_out_done' : 'read_out');
    case 'sheet':
      return '';
  }
}

const zone = (name: string): string => p(name === 'inner' ? 'zone_inner' : name === 'ring' ? 'zone_ring' : 'zone_outside');
