/**
 * From the threshold into the room and out again: door, room, good-bye in one element of the page.
 *
 * Imported lazily by the threshold, because the room brings document and canvas along.
 */
import { computed, effect, signal, type ReadonlySignal } from '@preact/signals';
import { render } from 'preact';
import { errorText } from '../../i18n';
import { deriveKeys } from '../../crypto/keys';
import { createApi } from '../../log/api';
import { deviceOf } from '../../log/device';
import { sheetLanguage } from '../../canvas/drawing/scaleWords';
import { openPileKeeper } from '../../exercises/round/pileKeeper';
import { openStorage } from '../../log/database';
import { openLog } from '../../log/openLog';
import { createDesk, type Desk } from '../../talk/desk';
import { createDrafts } from '../../talk/drafts';
import { createHand } from '../../talk/hand';
import type { SealedLog } from '../../log/types';
import type { IceServers } from '../../wire/protocol.gen';
import { Button } from '../Button';
import type { Entering } from '../entering';
import type { Summary } from '../exercises/summaryOf';
import { Goodbye } from '../Goodbye';
import { addressHidden } from '../hideAddress';
import { lazily } from '../lazily';
import type { LendingMeans } from '../lending/lending';
import { PageFrame, ViewTitle } from '../PageFrame';
import { beforeLeaving } from '../quickExit';
import type { Doorkeeper } from './Admitted';
import { ANSWER_SLOT } from './answers';
import { forgetRoom } from './forgetRoom';
import { NotKept } from './Notices';
import { newId, openRoom, type Lost, type Room as OpenRoom } from './openRoom';
import type { RoomWords } from './names';
import { Room } from './Room';
import type { QuestionActs } from '../rail/Rail';
import type { BetweenMeans } from './useBetween';
import type { RoundMeans } from '../round/Rounds';
import { createView, type View } from './view';
import { WithPictures } from './WithPictures';
import { r } from './words';
import './room.css';
import './controls.css';
import './tools.css';
import '../rail/rail.css';
import './people.css';
import '../../talk/writing.css';
import '../../talk/composer.css';
import './phone.css';

const WaitingRoom = lazily(() => import('../WaitingRoom').then((module) => module.WaitingRoom));
const Rail = lazily(() => import('../rail/Rail').then((module) => module.Rail));

interface Visit {
  readonly entering: Entering;
  readonly log: SealedLog;
  readonly view: View;
  readonly doorkeeper: Doorkeeper;
  readonly means: RoundMeans;
  readonly lending: LendingMeans;
  readonly between: BetweenMeans;
  readonly desk: Desk;
  readonly room: ReadonlySignal<OpenRoom | null>;
  readonly left: ReadonlySignal<boolean>;
  readonly unsent: ReadonlySignal<boolean>;
  readonly written: ReadonlySignal<boolean>;
  /** what the exercises said on leaving; null when there were none */
  readonly summary: ReadonlySignal<Summary | null>;
  /** settles when everything is closed after leaving; what is erased then stays erased */
  readonly gone: Promise<void>;
  leave(): void;
  write(text: string): Promise<void>;
}

/** Take over {@link Entering.root} and stay until the person leaves. Resolves once something is shown. */
export async function enterRoom(entering: Entering): Promise<void> {
  const { root, media } = entering;
  const { log: id, role, secret, admitted } = entering;
  const [log, keys, device, hand, drafts] = await Promise.all([
    openLog({ log: id, role, secret, admitted }),
    deriveKeys(id, role, secret),
    deviceOf(id),
    createHand(id, secret),
    openStorage().then((storage) => createDrafts(id, secret, storage)),
  ]);
  const { token, call: callKey } = keys;
  const api = createApi('', id, { token, device });
  const fetchIce = async (): Promise<RTCIceServer[]> => (await api.ice()).map(iceServer);
  const safety = { callKey, list: entering.greeting?.lang ?? 'nl' };
  const room = signal<OpenRoom | null>(null);
  const left = signal(false);
  const unsent = signal(false);
  const written = signal(false);
  const summary = signal<Summary | null>(null);
  const inside = computed(() => log.settings.value !== null || log.knock.value?.state === 'admitted');

  // Inside once, inside for good: a lost connection does not put anybody out again.
  const stopComing = effect(() => {
    if (!inside.value || room.peek() !== null || left.value) return;
    const setWriters = (writers: 'coach' | 'all'): Promise<void> => api.change({ writers });
    const setAlarm = (at: number | null): Promise<void> => api.setAlarm({ at, to_role: 'coach', slot: ANSWER_SLOT });
    const { name, form } = entering;
    room.value = openRoom({ log, media, name, form, fetchIce, safety, hidden: addressHidden, setWriters, setAlarm, hand });
  });
  let knocked = false;
  const stopKnocking = effect(() => {
    const waits = log.knock.value?.state === 'waiting';
    if (log.link.value !== 'connected') knocked = false;
    else if (waits && !knocked) {
      knocked = true;
      void log.sendKnock(entering.name, entering.form);
    }
  });
  const stopClosed = effect(() => {
    if (log.closed.value === null) return;
    if (room.value === null) media.stop();
    else room.value.dispose();
  });

  let closed: () => void = () => undefined;
  const gone = new Promise<void>((resolve) => {
    closed = resolve;
  });
  const view = createView();
  sheetLanguage.value = entering.greeting?.lang ?? 'nl';
  if (entering.form === 'writing') view.writing.value = true;
  const desk = createDesk(drafts);
  const visit: Visit = {
    entering,
    desk,
    log,
    view,
    doorkeeper: api,
    means: {
      openPile: () => openPileKeeper(entering.log, entering.secret),
      openAnonymous: async () => (await import('../../log/anonymous')).createAnonymous(entering.log, entering.role, keys, api),
    },
    lending: { api, base: '', credentials: { token, device }, secret, language: entering.greeting?.lang ?? 'nl' },
    between: { base: '', credentials: { token, device }, drafts },
    room,
    left,
    unsent,
    written,
    summary,
    gone,
    leave() {
      if (left.value) return;
      for (const stop of [stopComing, stopKnocking, stopClosed]) stop();
      media.stop();
      const inRoom = room.value;
      if (inRoom !== null)
        import('../exercises/summaryOf').then(
          (module) => (summary.value = module.summaryOf(inRoom)),
          () => undefined, // offline, and never needed before: then without it
        );
      left.value = true;
      unsent.value = log.unsent.value > 0;
      if (room.value === null) {
        log.close();
        closed();
      } else {
        void room.value.leave().then(() => {
          unsent.value = log.unsent.value > 0;
          closed();
        });
      }
    },
    async write(text) {
      // The one first message of a device that was not let in yet: who it is, and what it says.
      await log.append('member', { name: entering.name, form: entering.form });
      const tag = await hand.know(log.author.value);
      const { kept } = await log.append('talk', { id: newId(), text, hand: tag }, { notify: true });
      await kept;
      written.value = true;
    },
  };
  beforeLeaving(() => {
    media.stop();
    if (room.peek() === null) log.close();
    else room.peek()?.dispose();
  });
  log.open();
  render(<Stay visit={visit} />, root);
}

function iceServer({ urls, username, credential }: IceServers): RTCIceServer {
  return { urls: [...urls], ...(username ? { username } : {}), ...(credential ? { credential } : {}) };
}

function Stay({ visit }: { readonly visit: Visit }) {
  const { entering, log, view, room, left, unsent, written } = visit;
  const { greeting, role } = entering;
  const coachName = role === 'coach' ? entering.name : (greeting?.coach ?? null);
  const until = log.settings.value?.until ?? greeting?.until ?? null;
  if (left.value)
    return (
      <Goodbye
        until={until}
        unsent={unsent.value}
        summary={visit.summary.value}
        onTakeAlong={async () => (await import('./takeAlong')).downloadTakeAlong(entering)}
        onForget={async () => {
          await visit.gone;
          await forgetRoom(entering);
        }}
      />
    );
  if (log.closed.value !== null) return <Closed word={log.closed.value} lost={room.value?.lost.value ?? []} />;
  if (room.value !== null) {
    const words: RoomWords = {
      role,
      coachName,
      guestName: greeting?.guest ?? null,
      title: entering.title,
      until,
    };
    const { session } = room.value;
    const rail = (acts: QuestionActs) => (
      <Rail
        room={entering.log}
        secret={entering.secret}
        view={view}
        session={session}
        language={greeting?.lang ?? 'nl'}
        acts={acts}
      />
    );
    return (
      <WithPictures room={room.value}>
        <Room
          room={room.value}
          view={view}
          words={words}
          rail={role === 'coach' ? rail : null}
          doorkeeper={visit.doorkeeper}
          means={visit.means}
          lending={visit.lending}
          between={visit.between}
          desk={visit.desk}
          help={greeting?.help ?? ''}
          onLeave={() => visit.leave()}
        />
      </WithPictures>
    );
  }
  const knock = log.knock.value;
  if (knock?.state === 'refused')
    return (
      <PageFrame>
        <div class="stack">
          <ViewTitle>{r('refused_title')}</ViewTitle>
          <p>{r('refused', { name: coachName ?? r('other_coach') })}</p>
          <div class="row">
            <Button onClick={() => location.reload()}>{r('try_again')}</Button>
          </div>
        </div>
      </PageFrame>
    );
  if (knock?.state === 'waiting')
    return (
      <WaitingRoom
        coachName={coachName}
        coachHere={knock.coach_here}
        answer={greeting?.answer ?? ''}
        written={written.value}
        onWrite={(text) => visit.write(text)}
        onLeave={() => visit.leave()}
      />
    );
  return (
    <PageFrame>
      <p class="wait" role="status">
        {r('connecting')}
      </p>
    </PageFrame>
  );
}

/** The server will not have this page any more; the words say why and what is safe. */
function Closed({ word, lost }: { readonly word: string; readonly lost: readonly Lost[] }) {
  const mayReload = word !== 'revoked' && word !== 'ended';
  return (
    <PageFrame>
      <div class="stack">
        <ViewTitle>{r(word === 'revoked' ? 'closed_revoked_title' : word === 'ended' ? 'closed_ended_title' : 'closed_other_title')}</ViewTitle>
        <p>{errorText(word)}</p>
        <NotKept lost={lost} />
        {mayReload ? (
          <div class="row">
            <Button look="primary" onClick={() => location.reload()}>
              {r('reload')}
            </Button>
          </div>
        ) : null}
      </div>
    </PageFrame>
  );
}
