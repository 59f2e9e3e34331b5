/** Under the letters: the way to being told by e-mail, and whom mails do not reach. */
import { whenIn } from '../ui/room/letterTimes';
import type { NoticeDesk } from './noticeDesk';
import { b } from './words';

export interface NoticeLineProps {
  readonly desk: NoticeDesk;
  /** nobody else is here */
  readonly alone: boolean;
  readonly ofLink: (link: number) => string;
  readonly onOpen: () => void;
}

export function NoticeLine({ desk, alone, ofLink, onOpen }: NoticeLineProps) {
  const state = desk.own.value;
  if (state === null) return null;
  const asks = alone || state.failing_since != null;
  return (
    <div class="notice-line small soft">
      {desk.broken.value.map(({ link, since }) => (
        <p key={link}>{b('others_broken', { name: ofLink(link), when: whenIn(since ?? Date.now(), Date.now()) })}</p>
      ))}
      {asks ? (
        <button type="button" class="button quiet" onClick={onOpen}>
          {b(noticeWord(state))}
        </button>
      ) : null}
    </div>
  );
}

/** How one's own stands, as the words of the button that leads to it. */
export function noticeWord({ address, confirmed, failing_since }: NonNullable<NoticeDesk['own']['value']>): 'notice' | 'notice_on' | 'notice_waits' | 'notice_broken' {
  if (address == null) return 'notice';
  if (failing_since != null) return 'notice_broken';
  return confirmed === true ? 'notice_on' : 'notice_waits';
}
