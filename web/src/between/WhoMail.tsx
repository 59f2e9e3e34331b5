/** On “Who can see this?”: what is known of somebody who gave an address. */
import { sentence } from '../ui/room/words';
import type { NoticeDesk } from './noticeDesk';
import { b } from './words';

export function WhoMail({ desk, coach }: { readonly desk: NoticeDesk; readonly coach: string | null }) {
  if (desk.own.value?.address == null) return null;
  return (
    <section class="stack tight">
      <h3>{b('who_mail_title')}</h3>
      <p>{coach === null ? b('who_mail_coach') : sentence(b('who_mail_guest', { coach }))}</p>
    </section>
  );
}
