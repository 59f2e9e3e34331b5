/** What was asked and lent in this room, for both alike: what, for whom, until when, each opening, and stopping it. */
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { formatDate, formatMoment } from '../../i18n/language';
import { n } from '../../replay/remarks/words';
import { Button } from '../Button';
import { Dialog } from '../Dialog';
import { Notice } from '../Notice';
import { sentence } from '../room/words';
import type { Item } from './lending';
import { LinkToGive } from './LinkToGive';
import type { PanelParts } from './parts';
import { goesOn, standingOf, type Standing } from './standing';
import { amid, l } from './words';

/** Who looks at the list sees an opening soon after it was, ms. */
const LOOK_EVERY_MS = 4000;

export interface SharesPanelProps extends PanelParts {
  readonly onLook: (share: string) => void;
}

export function SharesPanel({ room, names, lending, onLook, onClose }: SharesPanelProps) {
  useEffect(() => {
    void lending.refresh();
    const timer = setInterval(() => void lending.refresh(), LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  const stopped = useSignal<ReadonlyMap<string, 'stopped' | 'called_off'>>(new Map());
  const items = lending.items.value;
  return (
    <Dialog title={l('list_title')} onClose={onClose} class="lend">
      <div class="stack loose">
        {lending.stale.value ? <Notice>{l('list_stale')}</Notice> : null}
        {items.length === 0 ? <p>{l('list_none')}</p> : null}
        <ul class="plain lent-list">
          {items.map((item) => (
            <Row
              key={item.asking.share}
              item={item}
              room={room}
              names={names}
              lending={lending}
              onLook={onLook}
              stopped={stopped.value.get(item.asking.share) ?? null}
              onStopped={(how) => {
                stopped.value = new Map(stopped.value).set(item.asking.share, how);
              }}
            />
          ))}
        </ul>
      </div>
    </Dialog>
  );
}

interface RowProps extends Pick<PanelParts, 'room' | 'names' | 'lending'> {
  readonly item: Item;
  readonly onLook: (share: string) => void;
  /** by this page, and the server has said so */
  readonly stopped: 'stopped' | 'called_off' | null;
  readonly onStopped: (how: 'stopped' | 'called_off') => void;
}

function Row({ item, room, names, lending, onLook, stopped, onStopped }: RowProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { asking, row, at } = item;
  const { whom, share } = asking;
  const coach = room.log.role === 'coach';
  const standing = standingOf(item, coach ? 'coach' : { link: lending.link.value }, Date.now());
  const making = lending.making.value.get(share);
  const facts = [
    asking.sheets.length === 1 ? l('item_what_one') : l('item_what_many', { count: asking.sheets.length }),
    ...(asking.masked ? [l('item_masked')] : []),
    l('item_asked', { day: formatDate(at) }),
    ...(goesOn(standing) ? [l('item_until', { until: formatDate(asking.until) })] : []),
  ];
  return (
    <li class="stack tight">
      <h3 ref={heading} tabIndex={-1}>
        {whom}
      </h3>
      <p class="small soft">{facts.join(' · ')}</p>
      <p role="status">{stopped === null ? stateWords(standing, item, names.coach()) : l(stopped)}</p>
      {coach && typeof making === 'number' && (standing === 'making' || standing === 'lent') ? (
        <label class="kept-reading">
          {l('state_making')}
          <progress max={1} value={making} />
        </label>
      ) : null}
      {coach && making === 'failed' ? <Notice>{l('state_failed')}</Notice> : null}
      {standing === 'lent' || standing === 'over' ? <Openings times={row.openings.map((one) => one.at)} /> : null}
      {coach && standing === 'lent' && making === 'done' ? <LinkToGive lending={lending} asking={asking} coach={room.name.value} /> : null}
      <div class="row">
        {coach && standing === 'lent' && making === 'done' ? <LookAlong lending={lending} share={share} whom={whom} /> : null}
        {standing === 'to_answer' ? (
          <Button aria-label={`${l('answer_now')}: ${whom}`} onClick={() => onLook(share)}>
            {l('answer_now')}
          </Button>
        ) : null}
        {goesOn(standing) && standing !== 'to_answer' ? (
          <Stop
            whom={whom}
            verb={isLent(standing) ? 'stop' : coach ? 'call_off' : 'take_back'}
            onStop={async () => {
              await lending.end(share);
              onStopped(isLent(standing) ? 'stopped' : 'called_off');
              // The button that had it is gone.
              heading.current?.focus();
            }}
          />
        ) : null}
      </div>
    </li>
  );
}

/** On a page of its own, as the trainer has it. */
function LookAlong({ lending, share, whom }: { readonly lending: PanelParts['lending']; readonly share: string; readonly whom: string }) {
  const address = useSignal<string | null>(null);
  useEffect(() => {
    void lending.ownAddress(share).then((found) => {
      address.value = found;
    });
  }, [share]);
  if (address.value === null) return null;
  return (
    <a class="button" href={address.value} target="_blank" rel="noopener" aria-label={`${n('look_along')}: ${whom}`}>
      {n('look_along')}
    </a>
  );
}

function stateWords(standing: Standing, { asking: { whom }, row }: Item, coach: string): string {
  const yes = row.grants.filter(({ at }) => at !== null).length;
  switch (standing) {
    case 'to_answer':
      return l('state_asked_client');
    case 'waits_for_others':
      return l('state_asked_others');
    case 'waits_for_coach':
      return l('state_granted_client', { whom: amid(whom), coach });
    case 'waits_for_guests':
      return yes === 0 ? l('state_asked_coach') : l('state_asked_coach_some', { yes, count: row.grants.length });
    case 'making':
      return l('state_making');
    case 'lent':
      return sentence(l('state_made', { whom: amid(whom) }));
    case 'refused':
      return l('state_refused');
    case 'called_off':
      return l('state_called_off');
    case 'over':
      return l('state_ended');
  }
}

function Openings({ times }: { readonly times: readonly number[] }) {
  if (times.length === 0) return <p class="small soft">{l('openings_none')}</p>;
  return (
    <div class="small">
      <p>{l('openings')}</p>
      <ul>
        {[...times].reverse().map((at, nth) => (
          <li key={nth}>{formatMoment(at, Date.now())}</li>
        ))}
      </ul>
    </div>
  );
}

/** Something is, or is about to be, where the trainer can open it. */
const isLent = (standing: Standing): boolean => standing === 'lent' || standing === 'making' || standing === 'waits_for_coach';

interface StopProps {
  readonly whom: string;
  readonly verb: 'stop' | 'call_off' | 'take_back';
  readonly onStop: () => Promise<void>;
}

/** One button, one sentence, and done; the same for both. */
function Stop({ whom, verb, onStop }: StopProps) {
  const state = useSignal<'idle' | 'sure' | 'busy' | 'failed'>('idle');
  const busy = state.value === 'busy';
  async function stop(): Promise<void> {
    state.value = 'busy';
    try {
      await onStop();
    } catch {
      state.value = 'failed';
    }
  }
  return (
    <>
      <Button
        aria-label={`${l(verb)}: ${whom}`}
        aria-expanded={state.value !== 'idle'}
        onClick={() => {
          state.value = state.value === 'idle' ? 'sure' : 'idle';
        }}
      >
        {l(verb)}
      </Button>
      {state.value === 'idle' ? null : (
        <div class="notice stack tight">
          <p role="status">
            {state.value === 'failed' ? l('stop_failed') : busy ? l('stopping') : verb === 'stop' ? sentence(l('stop_sure', { whom: amid(whom) })) : l('call_off_sure')}
          </p>
          <div class="row">
            <Button look="leave" busy={busy} onClick={() => void stop()}>
              {l('stop_yes')}
            </Button>
            <Button
              busy={busy}
              onClick={() => {
                state.value = 'idle';
              }}
            >
              {l('stop_no')}
            </Button>
          </div>
        </div>
      )}
    </>
  );
}
