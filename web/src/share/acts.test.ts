/** In which order the server and the log are told. */
import { expect, it } from 'vitest';
import type { ChangeShare, NewShare } from '../wire/protocol.gen';
import { answerTo, askFor, endIt, type SayIt } from './acts';
import type { Answer, Asking } from './lent';

const SHARE = 'AAAAAAAAAAAAAAAAAAAAAA';
const ASKING: Asking = { share: SHARE, whom: 'Noor', sessions: [], sheets: ['een'], chapters: false, masked: false, seq: 3, until: 9 };

function watched(offline = false): {
  readonly order: string[];
  readonly room: { askShare(share: NewShare): Promise<void>; changeShare(change: ChangeShare): Promise<void> };
  readonly log: SayIt;
} {
  const order: string[] = [];
  const tell = (what: string): Promise<void> => {
    order.push(what);
    return offline ? Promise.reject(new Error('offline')) : Promise.resolve();
  };
  return {
    order,
    room: { askShare: () => tell('server asked'), changeShare: ({ state }) => tell(`server ${state}`) },
    log: {
      append(_kind, data) {
        order.push(`log ${JSON.stringify(data)}`);
        return Promise.resolve();
      },
    },
  };
}

const answerLine = (answer: Answer): string => `log {"type":"share_answer","share":"${SHARE}","answer":"${answer}"}`;

it.each<[Answer, readonly string[]]>([
  ['yes', [answerLine('yes'), 'server granted']],
  ['no', ['server refused', answerLine('no')]],
  ['later', [answerLine('later')]],
])('tells of %s in the order in which nothing is lent unsaid', async (answer, expected) => {
  const { order, room, log } = watched();
  await answerTo(room, log, SHARE, answer);
  expect(order).toEqual(expected);
});

it('writes down what is asked before the server hears of it', async () => {
  const { order, room, log } = watched();
  await askFor(room, log, ASKING);
  expect(order).toEqual([`log ${JSON.stringify({ type: 'share', ...ASKING })}`, 'server asked']);
});

it('does not say that a share has ended which the server has not ended', async () => {
  const { order, room, log } = watched(true);
  await expect(endIt(room, log, SHARE)).rejects.toThrow('offline');
  expect(order).toEqual(['server ended']);
});
