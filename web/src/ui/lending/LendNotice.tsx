/** Among the notices: to the client that something is asked, to the coach how it was answered. Nothing opens by itself. */
import { useSignal } from '@preact/signals';
import { Button } from '../Button';
import { sentence } from '../room/words';
import type { Item, Lending } from './lending';
import type { PanelParts } from './parts';
import { standingOf } from './standing';
import { amid, l } from './words';

export interface LendNoticeProps extends Pick<PanelParts, 'room' | 'names' | 'lending'> {
  readonly onLook: (share: string) => void;
  readonly onList: () => void;
}

export function LendNotice(props: LendNoticeProps) {
  return props.room.log.role === 'coach' ? <Answered {...props} /> : <Asked {...props} />;
}

function Asked({ names, lending, onLook }: LendNoticeProps) {
  const [item] = toAnswer(lending).filter((one) => !saidLater(one, lending));
  return (
    <div role="status">
      {item === undefined ? null : (
        <div class="notice good row">
          <p>{sentence(l('notice', { coach: names.coach(), whom: amid(item.asking.whom) }))}</p>
          <Button onClick={() => onLook(item.asking.share)}>{l('notice_open')}</Button>
        </div>
      )}
    </div>
  );
}

export const toAnswer = ({ items, link }: Lending): Item[] =>
  items.value.filter((one) => standingOf(one, { link: link.value }, Date.now()) === 'to_answer');

/** Who said later is not asked again: the question stays where it can be found. */
function saidLater({ asking, answers, row }: Item, { putOff }: Lending): boolean {
  if (putOff.value.has(asking.share)) return true;
  // Of several it is not known here which of them said so on an earlier visit.
  return row.grants.length === 1 && [...answers.values()].includes('later');
}

function Answered({ names, lending, onList }: LendNoticeProps) {
  const hidden = useSignal<ReadonlySet<string>>(new Set());
  const told = lending.told.value.filter((one) => !hidden.value.has(keyOf(one)));
  const client = names.other();
  return (
    <div role="status">
      {told.map((one) => (
        <div key={keyOf(one)} class="notice row">
          <p>{sentence(l(`told_${one.answer}`, { client: one.by === '' ? client : one.by, whom: one.answer === 'yes' ? amid(one.whom) : one.whom }))}</p>
          <Button onClick={onList}>{l('told_open')}</Button>
          <Button
            look="quiet"
            onClick={() => {
              hidden.value = new Set(hidden.value).add(keyOf(one));
            }}
          >
            {l('hide')}
          </Button>
        </div>
      ))}
    </div>
  );
}

const keyOf = ({ share, answer, author }: Lending['told']['value'][number]): string => `${share} ${answer} ${author}`;
