/** The coach's rooms, by who waits for an answer; or one sheet and one button when there are none. */
import { useEffect, useState } from 'preact/hooks';
import { errorText, formatDate, formatMoment } from '../i18n';
import { a, whenWords } from '../answering/words';
import { t } from '../i18n/coach';
import { Button } from '../ui/Button';
import { Notice } from '../ui/Notice';
import { ViewTitle } from '../ui/PageFrame';
import type { HeadsRow } from '../wire/protocol.gen';
import { EmptySheet } from './EmptySheet';
import type { Me, RoomItem } from './items';
import { fetchHeads, settleIn } from './roomActs';
import { orderRooms, type RoomRow } from './roomOrder';
import { seenUntil } from '../ui/seen';
import type { Workspace } from './Workspace';

/** How often the list looks again while it is on screen. */
const LOOK_EVERY_MS = 30_000;
/** An end date nearer than this is named. */
const SOON_MS = 14 * 24 * 3600 * 1000;

/** Longer than any healthy opening takes. */
const SLOW_MS = 8000;

export interface RoomsViewProps {
  readonly workspace: Workspace;
  readonly me: Me;
  /** what just happened, in words */
  readonly said: string | null;
  readonly onEnter: (room: RoomItem) => void;
  readonly onArrange: (room: RoomItem) => void;
  /** take a room off the list that the server has erased */
  readonly onDrop: (room: RoomItem) => void;
  readonly onNew: () => void;
  readonly onKey: () => void;
}

type Heads = ReadonlyMap<string, HeadsRow>;

/** Ask how things stand; a room that does not know this device yet is told of it once. */
async function lookAt(rooms: readonly RoomItem[], settled: Set<string>): Promise<Heads> {
  const heads = await fetchHeads(rooms);
  const strangers = rooms.filter((room) => heads.get(room.log)?.error === 'not_admitted' && !settled.has(room.log));
  if (strangers.length === 0) return heads;
  for (const room of strangers) {
    settled.add(room.log);
    await settleIn(room).catch(() => undefined);
  }
  return fetchHeads(rooms);
}

function useHeads(rooms: readonly RoomItem[]): { heads: Heads; offline: boolean; look: () => void } {
  const [heads, setHeads] = useState<Heads>(new Map());
  const [offline, setOffline] = useState(false);
  const [looks, setLooks] = useState(0);
  const [settled] = useState(() => new Set<string>());
  const which = rooms.map((room) => room.log).join();
  useEffect(() => {
    let wanted = true;
    const look = (): void => {
      if (document.visibilityState !== 'visible') return;
      lookAt(rooms, settled).then(
        (found) => {
          if (!wanted) return;
          setHeads(found);
          setOffline(false);
        },
        () => wanted && setOffline(true),
      );
    };
    look();
    const timer = setInterval(look, LOOK_EVERY_MS);
    document.addEventListener('visibilitychange', look);
    return () => {
      wanted = false;
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [which, looks]);
  return { heads, offline, look: () => setLooks(looks + 1) };
}

export function RoomsView({ workspace, me, said, onEnter, onArrange, onDrop, onNew, onKey }: RoomsViewProps) {
  const rooms = [...workspace.state.value.rooms.values()];
  const { heads, offline, look } = useHeads(rooms);
  const now = Date.now();
  if (rooms.length === 0)
    return (
      <div class="empty stack loose">
        {said === null ? null : <Notice look="good">{said}</Notice>}
        <ViewTitle>{t('rooms_empty')}</ViewTitle>
        {workspace.ready.value ? (
          <>
            <EmptySheet />
            <p>{t('rooms_empty_line')}</p>
            <div class="row">
              <Button look="primary" large onClick={onNew}>
                {t('first_room')}
              </Button>
            </div>
          </>
        ) : (
          <Opening />
        )}
      </div>
    );
  const rows = orderRooms(rooms, heads, seenUntil);
  return (
    <div class="stack loose">
      <div class="rooms-head">
        <ViewTitle>{t('rooms')}</ViewTitle>
        <Button onClick={onNew}>{t('new_room')}</Button>
      </div>
      {said === null ? null : <Notice look="good">{said}</Notice>}
      {me.keyKept ? null : (
        <Notice>
          <p>{t('key_reminder')}</p>
          <Button look="quiet" onClick={onKey}>
            {t('key_reminder_do')}
          </Button>
        </Notice>
      )}
      {offline ? (
        <Notice>
          <p>{t('heads_offline')}</p>
          <Button look="quiet" onClick={look}>
            {t('refresh')}
          </Button>
        </Notice>
      ) : null}
      <ul class="plain rooms">
        {rows.map((row) => (
          <RoomLine key={row.room.log} row={row} now={now} onEnter={onEnter} onArrange={onArrange} onDrop={onDrop} />
        ))}
      </ul>
    </div>
  );
}

/** The workspace is being fetched; after a while that is said to be slow, not empty. */
function Opening() {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), SLOW_MS);
    return () => clearTimeout(timer);
  }, []);
  return slow ? (
    <Notice>{errorText('offline')}</Notice>
  ) : (
    <p class="wait" role="status">
      {t('opening')}
    </p>
  );
}

interface RoomLineProps {
  readonly row: RoomRow;
  readonly now: number;
  readonly onEnter: (room: RoomItem) => void;
  readonly onArrange: (room: RoomItem) => void;
  readonly onDrop: (room: RoomItem) => void;
}

function RoomLine({ row, now, onEnter, onArrange, onDrop }: RoomLineProps) {
  const { room, standing } = row;
  const waits = standing === 'at_door' || standing === 'due' || standing === 'wrote';
  const soon = standing !== 'ended' && room.until - now < SOON_MS;
  return (
    <li class={waits ? 'room waits' : 'room'}>
      <div class="room-words">
        <h2>{room.title}</h2>
        <p class={waits ? 'room-state' : 'room-state soft'}>{standingText(row, now)}</p>
        {standing === 'ended' ? null : (
          <p class={soon ? 'small' : 'aside'}>{t('state_ends', { until: formatDate(room.until) })}</p>
        )}
      </div>
      <div class="row">
        {standing === 'ended' ? (
          <Button onClick={() => onDrop(room)}>{t('drop')}</Button>
        ) : (
          <Button look={waits ? 'primary' : 'plain'} aria-label={t('open_room_of', { title: room.title })} onClick={() => onEnter(room)}>
            {t('open_room')}
          </Button>
        )}
        <Button look="quiet" aria-label={t('room_more_of', { title: room.title })} onClick={() => onArrange(room)}>
          {t('room_more')}
        </Button>
      </div>
    </li>
  );
}

function standingText({ standing, waiting, lastGuestAt, due }: RoomRow, now: number): string {
  const when = lastGuestAt === null ? '' : formatMoment(lastGuestAt, now);
  if (standing === 'at_door') return waiting === 1 ? t('state_waiting_one') : t('state_waiting_more', { count: waiting });
  if (standing === 'due' && due !== null) return a(due < now ? 'list_late' : 'list_due', { when: whenWords(due, now) });
  if (standing === 'wrote') return t('state_wrote', { when });
  if (standing === 'quiet') return t('state_quiet', { when });
  if (standing === 'never_came') return t('state_none');
  return standing === 'ended' ? t('state_ended') : t('state_unknown');
}
