/** One's own words stand where they will stand, whatever the line does; the other's come as the log has them. */
import { signal } from '@preact/signals';
import { expect, it } from 'vitest';
import type { Review } from '../../share/openShare';
import { createRemarks, type Remarks } from './remarks';

const PLACE = { at: 5, sheet: 'AAAAAAAAAAA', x: 10, y: 20 };

/** Two pages on one log that is moved by hand. */
function share() {
  const log = signal<readonly Review[]>([]);
  let seed = 0;
  const page = (role: 'coach' | 'trainer') => {
    const held: { readonly data: unknown; readonly done: () => void; readonly fail: () => void }[] = [];
    const remarks = createRemarks({
      role,
      reviews: log,
      review: (data) => new Promise((resolve, reject) => held.push({ data, done: resolve, fail: () => reject(new Error('ended')) })),
      now: () => 1000,
      randomBytes: (count) => new Uint8Array(count).fill(++seed),
    });
    const land = async (): Promise<void> => {
      for (const { data, done } of held.splice(0)) {
        const seq = log.peek().length + 1;
        log.value = [...log.peek(), { seq, at: 2000 + seq, role, author: 'AAAAAAAAAAA', own: true, data }];
        done();
      }
      await Promise.resolve();
    };
    const refuse = async (): Promise<void> => {
      for (const { fail } of held.splice(0)) fail();
      await Promise.resolve();
      await Promise.resolve();
    };
    return { remarks, land, refuse };
  };
  return { coach: page('coach'), trainer: page('trainer') };
}
const told = ({ list }: Remarks) => list.value.map(({ text, answers, withdrawn }) => [withdrawn ? null : text, ...answers.map((one) => one.text)]);

it('what is written stands there at once, and at the other when the log has it; once', async () => {
  const { coach, trainer } = share();
  const id = trainer.remarks.write(PLACE, ' Hier wachtte je ');
  expect(told(trainer.remarks)).toEqual([['Hier wachtte je']]);
  expect([...trainer.remarks.onTheWay.value]).toEqual([id]);
  expect(told(coach.remarks)).toEqual([]);
  await trainer.land();
  expect([told(trainer.remarks), told(coach.remarks), trainer.remarks.onTheWay.value.size]).toEqual([[['Hier wachtte je']], [['Hier wachtte je']], 0]);
  coach.remarks.answer(id, 'Ja, expres');
  expect(told(coach.remarks)).toEqual([['Hier wachtte je', 'Ja, expres']]);
  await coach.land();
  expect(told(trainer.remarks)).toEqual([['Hier wachtte je', 'Ja, expres']]);
});

it('one may change and withdraw what is one’s own, and nothing of the other’s', async () => {
  const { coach, trainer } = share();
  const id = trainer.remarks.write(PLACE, 'een');
  await trainer.land();
  coach.remarks.edit(id, 'twee');
  coach.remarks.withdraw(id);
  await coach.land();
  expect(told(trainer.remarks)).toEqual([['een']]);
  trainer.remarks.edit(id, 'drie');
  expect(told(trainer.remarks)).toEqual([['drie']]);
  await trainer.land();
  trainer.remarks.withdraw(id);
  expect(told(trainer.remarks)).toEqual([]);
  await trainer.land();
  expect([told(trainer.remarks), told(coach.remarks)]).toEqual([[], []]);
});

it('words that the server never takes are not lost', async () => {
  const { trainer } = share();
  trainer.remarks.write(PLACE, 'te laat');
  await trainer.refuse();
  expect([told(trainer.remarks), trainer.remarks.lost.value]).toEqual([[], ['te laat']]);
  trainer.remarks.forgetLost();
  expect(trainer.remarks.lost.value).toEqual([]);
});
