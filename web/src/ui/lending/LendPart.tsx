/** What is shown of lending: a notice, and the panel that was asked for. */
import { Button } from '../Button';
import { Dialog } from '../Dialog';
import { sheetName } from '../sheets/words';
import { sentence } from '../room/words';
import { AnswerPanel } from './AnswerPanel';
import { AskPanel } from './AskPanel';
import { LendNotice, toAnswer } from './LendNotice';
import type { PanelParts } from './parts';
import { SharesPanel } from './SharesPanel';
import { standingOf } from './standing';
import type { LendInWhoProps, LendPartProps } from './useLending';
import { l } from './words';
import './lending.css';

export function LendPart({ room, names, lending, panel, onSaid, onLost }: LendPartProps) {
  const parts: PanelParts = {
    room,
    names,
    lending,
    nameOf: (id, bare) => sentence(sheetName(bare ? room.board.sheets.value.map((one) => ({ ...one, title: '' })) : room.board.sheets.value, id)),
    onSaid,
    onClose() {
      panel.value = null;
      // The notice that a panel was opened from may have gone with the answer.
      requestAnimationFrame(() => {
        if (document.activeElement === document.body) onLost();
      });
    },
  };
  const shown = panel.value;
  const look = (share: string): void => void (panel.value = { is: 'answer', share });
  const item = shown?.is === 'answer' ? lending.items.value.find(({ asking }) => asking.share === shown.share) : undefined;
  return (
    <>
      <LendNotice room={room} names={names} lending={lending} onLook={look} onList={() => (panel.value = { is: 'list' })} />
      {shown?.is === 'ask' ? <AskPanel {...parts} /> : null}
      {shown?.is === 'list' ? <SharesPanel {...parts} onLook={look} /> : null}
      {shown?.is !== 'answer' ? null : item === undefined ? <Gone onClose={parts.onClose} /> : <AnswerPanel {...parts} item={item} />}
    </>
  );
}

function Gone({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title={l('list_title')} onClose={onClose}>
      <p>{l('answer_over')}</p>
    </Dialog>
  );
}

/** In “who can see this?”: who may look back just now, and the way to all of it. */
export function LendInWho({ lending, onList }: LendInWhoProps) {
  const now = Date.now();
  const lent = lending.items.value.filter((one) => standingOf(one, { link: lending.link.value }, now) === 'lent');
  return (
    <section class="stack tight">
      <h3>{l('who_title')}</h3>
      <p>{lent.length === 0 ? l('who_nobody') : l('who_some', { names: lent.map(({ asking }) => asking.whom).join('; ') })}</p>
      {toAnswer(lending).length === 0 ? null : <p>{l('who_asked')}</p>}
      <div class="row">
        <Button onClick={onList}>{l('who_open')}</Button>
      </div>
    </section>
  );
}
