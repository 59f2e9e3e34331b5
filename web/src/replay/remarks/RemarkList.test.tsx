// @vitest-environment happy-dom
/** Two people at one place of a sheet: what one writes the other reads, answers, and hears of. */
import { signal } from '@preact/signals';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { switchLanguage } from '../../i18n/language';
import type { Review } from '../../share/openShare';
import type { Play } from '../player/play';
import { createRemarkDesk, type RemarkDesk } from './desk';
import { Pins } from './Pins';
import { RemarkList } from './RemarkList';
import { createRemarks } from './remarks';

const SHEET = 'AAAAAAAAAAA';
const NAMES = { coach: 'Eva', whom: 'Noor' };
const MOMENT = new Date(2026, 10, 26, 14, 32).getTime();

beforeEach(() => switchLanguage('nl'));
afterEach(() => {
  document.body.replaceChildren();
  switchLanguage('nl');
});

function pair() {
  const log = signal<readonly Review[]>([]);
  let seed = 0;
  const page = (role: 'coach' | 'trainer') => {
    const remarks = createRemarks({
      role,
      reviews: log,
      review: (data) => {
        log.value = [...log.peek(), { seq: log.peek().length + 1, at: 1, role, author: SHEET, own: true, data }];
        return Promise.resolve();
      },
      now: () => 1,
      randomBytes: (count) => new Uint8Array(count).fill(++seed),
    });
    const sought: number[] = [];
    const play = {
      at: signal(0), talkAt: signal(MOMENT), shown: signal(SHEET), pinned: signal(null), axis: signal({ toAxis: (talk: number) => talk - MOMENT }),
      pause: () => undefined, seekTalk: (talk: number) => sought.push(talk),
      film: { sheets: () => [{ id: SHEET, title: '', order: 'a', paper: 'plain' }], inSight: () => SHEET },
    } as unknown as Play;
    const desk = createRemarkDesk(play, remarks, NAMES);
    const host = document.createElement('div');
    document.body.append(host);
    act(() => render(<Both play={play} desk={desk} />, host));
    const button = (name: string): HTMLButtonElement => {
      const found = [...host.querySelectorAll('button')].find((one) => nameOf(one) === name);
      if (found === undefined) throw new Error(`no button ${name} among ${[...host.querySelectorAll('button')].map(nameOf).join(', ')}`);
      return found;
    };
    return {
      desk, host, sought,
      press: (name: string) => act(() => button(name).click()),
      type(text: string) {
        const field = host.querySelector('textarea');
        if (field === null) throw new Error('nowhere to write');
        field.value = text;
      },
      said: () => [...host.querySelectorAll('.remark-words')].map(({ textContent }) => textContent),
      pins: () => [...host.querySelectorAll('.remark-pin:not(.new)')].map((pin) => pin.getAttribute('aria-label')),
      news: () => host.querySelector('[aria-live]')?.textContent ?? '',
    };
  };
  return { coach: page('coach'), trainer: page('trainer') };
}

/** As a reader aloud has it. */
function nameOf(button: HTMLButtonElement): string {
  const heard = button.cloneNode(true) as HTMLButtonElement;
  for (const unheard of heard.querySelectorAll('[aria-hidden]')) unheard.remove();
  return button.getAttribute('aria-label') ?? heard.textContent ?? '';
}

function Both({ play, desk }: { readonly play: Play; readonly desk: RemarkDesk }) {
  return (
    <>
      <Pins play={play} desk={desk} />
      <RemarkList desk={desk} names={NAMES} />
    </>
  );
}

it('a place, words, and they stand at the other too, who answers there', async () => {
  const { coach, trainer } = pair();
  await act(() => trainer.desk.begin());
  await trainer.press('Wijs de plek aan. Pijltjes verplaatsen, Enter kiest, Escape stopt.');
  expect(trainer.host.querySelector('label')?.textContent).toBe('Notitie bij Vel 1, 14:32');
  trainer.type('  Hier wachtte je ');
  await trainer.press('Bewaar');
  expect(coach.said()).toEqual(['Hier wachtte je']);
  expect(coach.pins()).toEqual(['Notitie 1 van Noor: Hier wachtte je']);
  expect(trainer.pins()).toEqual(['Notitie 1 van jij: Hier wachtte je']);
  expect([coach.news(), trainer.news()]).toEqual(['Noor schreef een notitie bij Vel 1, 14:32.', '']);
  await coach.press('Antwoord op notitie 1');
  coach.type('Ja, expres');
  await coach.press('Bewaar');
  expect(trainer.said()).toEqual(['Hier wachtte je', 'Ja, expres']);
  expect(trainer.news()).toBe('Eva antwoordde op notitie 1.');
  await coach.press('Notitie 1: ga naar Vel 1, 14:32');
  expect(coach.sought).toEqual([MOMENT]);
});

it('one changes and withdraws one’s own, and is not offered the other’s', async () => {
  const { coach, trainer } = pair();
  await act(() => trainer.desk.begin());
  await act(() => trainer.desk.point(1, 2));
  trainer.type('een');
  await trainer.press('Bewaar');
  expect(() => coach.press('Trek in: notitie 1')).toThrow('no button');
  await trainer.press('Wijzig notitie 1');
  trainer.type('twee');
  await trainer.press('Bewaar');
  expect(coach.said()).toEqual(['twee']);
  expect(coach.host.textContent).toContain('Noor, gewijzigd');
  await trainer.press('Trek in: notitie 1');
  expect([coach.said(), coach.pins()]).toEqual([[], []]);
});

it('nothing is written where nothing was said, and one may stop', async () => {
  const { coach, trainer } = pair();
  await act(() => trainer.desk.begin());
  await act(() => trainer.desk.point(1, 2));
  trainer.type('   ');
  await trainer.press('Bewaar');
  expect(trainer.desk.draft.value).not.toBeNull();
  await trainer.press('Laat maar');
  expect([trainer.desk.draft.value, coach.said()]).toEqual([null, []]);
});
