/** The frame of the room: sheet, people, writing, at three widths. Changing form or width moves nothing else. */
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { lazily } from '../lazily';
import { Dialog } from '../Dialog';
import { Button } from '../Button';
import { useInCall } from '../devices/inCall';
import { Trouble } from '../devices/Trouble';
import { choice } from '../../call/choice';
import { sheetLanguage } from '../../canvas/drawing/scaleWords';
import { loadAnsweringWords } from '../../answering/words';
import type { Desk } from '../../talk/desk';
import type { Doorkeeper } from './Admitted';
import { CameraButton, LeaveButton, MicrophoneButton, ScreenButton, WriteButton } from './CallButtons';
import { DoorBell } from './DoorBell';
import { createNames, doorWords, presenceWords, type Names, type RoomWords } from './names';
import type { Opened } from './More';
import { NoPath } from './NoPath';
import { Notices } from './Notices';
import type { Room as OpenRoom } from './openRoom';
import { People, sharerOf } from './People';
import { PhoneBar } from './PhoneBar';
import { QuietClock } from './QuietClock';
import type { Person } from './presence';
import { useKeys, usePassing, useReading, useTold, useTones, useViewHeight } from './roomEffects';
import { isDoubtful, rowsOf, type SafetyRow } from '../safety/rows';
import { SheetPlace } from './SheetPlace';
import { SharedScreen } from './SharedScreen';
import { SheetWords } from './SheetWords';
import { Exercises, loadExercises } from '../exercises/Exercises';
import { OnlyCoach } from '../sheets/OnlyCoach';
import type { Panel } from '../sheets/panel';
import { k } from '../sheets/takeWords';
import { SheetStrip } from '../sheets/SheetStrip';
import type { LendingMeans } from '../lending/lending';
import { LendHere, loadLending, useLending } from '../lending/useLending';
import { loadRounds, RoundPart, useRounds, type RoundMeans } from '../round/Rounds';
import { Tools } from './Tools';
import { TopLine } from './TopLine';
import { questionActs } from '../rail/questionActs';
import type { QuestionActs } from '../rail/Rail';
import { BetweenPanel, composerRest, loadBetween, NoticeHere, noticeWords, RestingHere, useBetween, WhoMailHere, type BetweenMeans } from './useBetween';
import type { View } from './view';
import { useWriting } from './useWriting';
import { r } from './words';

export interface RoomProps {
  readonly room: OpenRoom;
  readonly view: View;
  readonly words: RoomWords;
  /** what only the coach sees, at the left */
  readonly rail: ((acts: QuestionActs) => ComponentChildren) | null;
  readonly doorkeeper: Doorkeeper;
  readonly means: RoundMeans;
  readonly lending: LendingMeans;
  readonly between: BetweenMeans;
  readonly desk: Desk;
  /** what the coach wrote for when somebody needs help at once */
  readonly help: string;
  readonly onLeave: () => void;
}

// Seldom opened: fetched when asked for, or soon after coming in, so that they open offline too.
const loadMore = () => import('./More').then((module) => module.More);
const loadDevices = () => import('../devices/DevicesPanel').then((module) => module.DevicesPanel);
const loadKeys = () => import('./Shortcuts').then((module) => module.Shortcuts);
const loadWho = () => import('../WhoCanSee').then((module) => module.WhoCanSee);
const loadAdmitted = () => import('./Admitted').then((module) => module.Admitted);
const loadSafety = () => import('../safety/SafetyPanel').then((module) => module.SafetyPanel);
const loadTake = () => import('../sheets/TakeSheets').then((module) => module.TakeSheets);
const loadSheets = () => import('../sheets/SheetPanels').then((module) => module.SheetPanels);
const loadAnswering = () => Promise.all([import('../../answering/AnswerTime'), loadAnsweringWords()]).then(([module]) => module);
const loadGallery = () => import('../gallery/Gallery').then((module) => module.Gallery);
const loadEnd = () => import('./EndPanel').then((module) => module.EndPanel);
const loadMarks = () => import('../safety/SafetyMarks');
const More = lazily(loadMore);
const DevicesPanel = lazily(loadDevices);
const Shortcuts = lazily(loadKeys);
const WhoCanSee = lazily(loadWho);
const Admitted = lazily(loadAdmitted);
const SafetyPanel = lazily(loadSafety);
const TakeSheets = lazily(loadTake);
const SheetPanels = lazily(loadSheets);
const EndPanel = lazily(loadEnd);
const Reading = lazily(() => import('../reading/load').then(({ load }) => load()));
const AnswerTime = lazily(() => loadAnswering().then((module) => module.AnswerTime));
const Arranging = lazily(() => loadAnswering().then((module) => module.Arranging));
const Gallery = lazily(loadGallery);
const SafetyMarks = lazily(() => loadMarks().then((module) => module.SafetyMarks));
const SafetyAlert = lazily(() => loadMarks().then((module) => module.SafetyAlert));
const PREFETCH_MS = 4000;
/** Leave nothing on the sheet. */
const FREE_TOOLS: readonly string[] = ['select', 'hand', 'laser'];

export function Room({ room, view, words, rail, doorkeeper, means, lending, between: betweenMeans, desk, help, onLeave }: RoomProps) {
  const { log, call, board } = room;
  const { media } = call;
  const names = useMemo(() => createNames(room, words), [room, words.role, words.coachName, words.guestName, words.title]);
  const panel = useSignal<'none' | 'who' | 'more' | 'safety' | 'devices' | 'keys' | 'take' | 'exercise' | 'until_now' | 'gallery' | 'end' | 'answering' | 'reading'>('none');
  const sheetPanel = useSignal<Panel | null>(null);
  const top = useRef<HTMLDivElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const passing = usePassing();
  const layout = view.layout.value;
  const phone = layout === 'phone';
  const form = call.form.value;
  const mayDraw = board.mayDraw.value;
  // Beside the sheet the letters are always open in writing; a phone shows one or the other.
  const shared = sharerOf(room.persons.value);
  const large = shared !== null && view.screenLarge.value;
  const showing = call.screen.track.value !== null;
  const open = view.writing.value || (form === 'writing' && !phone);
  const reading = useReading(room, open);
  const { unread } = reading;
  const told = useTold(room, names);
  const safety = safetyOf(room, names);
  const doubt = safety.some(isDoubtful);
  const round = useRounds(room, means);
  const lend = useLending(room, lending, passing.say);
  const between = useBetween(room, desk, betweenMeans);
  const openSafety = (): void => void (panel.value = 'safety');
  useTones(room, view.tone);
  useViewHeight(top);
  useInCall(call, onLeave);

  const lendHere = lend.here.value;

  const focusTitle = (): void => heading.current?.focus({ preventScroll: true });
  function openFromSheets(next: 'take' | 'until_now' | 'gallery'): void {
    sheetPanel.value = null;
    panel.value = next;
  }
  function openFromMore(next: Opened): void {
    const lends = next === 'ask' || next === 'list';
    panel.value = lends || next === 'notice' ? 'none' : next;
    if (next === 'notice') between.panel.value = true;
    if (lends) lend.open({ is: next });
  }
  const skipped = (): void => passing.say(r('undo_skipped'));
  function toggleWriting(): void {
    const hadFocus = document.activeElement?.closest('#room-writing') !== null;
    view.writing.value = !view.writing.value;
    if (phone) view.drawing.value = false;
    if (hadFocus) top.current?.querySelector<HTMLElement>('[aria-keyshortcuts="w"]')?.focus();
  }

  useKeys((command) => {
    switch (command) {
      case 'microphone':
        if (form !== 'writing' && !choice.value.holdToTalk) media.setMuted(!media.muted.value);
        return form !== 'writing';
      case 'camera':
        if (form === 'picture') void media.setCameraOff(!media.cameraOff.value);
        return form === 'picture';
      case 'shortcuts':
        panel.value = 'keys';
        return true;
      case 'write':
        toggleWriting();
        return true;
      case 'undo':
      case 'redo':
        if (board[command]() === 'skipped') skipped();
        return true;
      default:
        if (!mayDraw && !FREE_TOOLS.includes(command)) return false;
        view.tool.value = command;
        return true;
    }
  });

  // The threshold's button is gone; a reader aloud begins with whom this room is.
  useEffect(focusTitle, []);
  useEffect(() => {
    const timer = setTimeout(() => {
      for (const load of [loadMore, loadDevices, loadKeys, loadWho, loadAdmitted, loadSafety, loadMarks, loadSheets, loadTake, loadGallery, loadEnd, loadExercises, loadRounds, loadLending, loadBetween]) load().catch(() => undefined);
    }, PREFETCH_MS);
    return () => clearTimeout(timer);
  }, []);

  /** null for the coach */
  const coachOf = words.role === 'coach' ? null : names.coach();
  const writing = useWriting({
    room, names, view, desk, help, reading, role: words.role, mayDraw,
    onSaid: passing.say,
    rest: composerRest(between),
    under: (ofQuote) => <RestingHere between={between} names={names} ofQuote={ofQuote} />,
    between: (
      <>
        <AnswerTime room={room} coach={names.coach()} onArrange={() => (panel.value = 'answering')} />
        <NoticeHere between={between} room={room} names={names} />
      </>
    ),
  });
  return (
    <div
      ref={top}
      class="room"
      data-layout={layout}
      data-turned={view.landscape.value ? 'landscape' : 'portrait'}
      data-form={form}
      data-role={words.role}
      data-writing={open ? 'open' : 'shut'}
      data-drawing={view.drawing.value ? 'on' : 'off'}
      data-faces={view.facesFill.value ? 'fill' : 'strip'}
      data-screen={large ? 'large' : undefined}
    >
      <Skips writing={open} />
      <TopLine
        title={names.title()}
        titleRef={heading}
        presence={presenceWords(room, names)}
        phone={phone}
        clock={<QuietClock room={room} shown={view.clock} phone={phone} onOpen={() => (panel.value = 'end')} />}
        onWho={() => (panel.value = 'who')}
      >
        {form === 'writing' && !phone ? (
          <Button look="quiet leave" onClick={onLeave}>
            {r('leave')}
          </Button>
        ) : null}
        {phone ? null : (
          <Button look="quiet" onClick={() => (panel.value = 'more')}>
            {r('more')}
          </Button>
        )}
      </TopLine>
      <div class="room-middle">
        {words.role === 'coach' ? <DoorBell log={log} tone={view.tone.value} discreet={showing} onAnswered={focusTitle} /> : null}
        {doubt ? <SafetyAlert rows={safety} onOpen={openSafety} onLeave={onLeave} /> : null}
        <Notices room={room} names={names} door={doorWords(room, names)} onCleared={clearing(room, words.role)} said={passing.word} />
        <RoundPart part="Banner" round={round} room={room} names={names} onSaid={passing.say} />
        <LendHere lend={lend} room={room} names={names} onSaid={passing.say} onLost={focusTitle} />
        <NoPath room={room} called={(person) => names.ofPerson(person)} phone={phone} />
        <Trouble call={call} onChoose={() => (panel.value = 'devices')} />
      </div>
      {showing ? null : rail?.(questionActs(room, view, room.easel.shown.value))}
      {phone ? null : <Tools board={board} view={view} mayDraw={mayDraw} onSkipped={skipped} />}
      <main class="room-sheet" id="room-sheet" tabIndex={-1} aria-label={r('sheet')}>
        <OnlyCoach room={room} names={names} />
        <RoundPart part="Light" round={round} room={room} names={names} onSaid={passing.say} />
        {large ? (
          <SharedScreen
            name={names.ofPerson(shared.person)}
            stream={shared.screen}
            large
            onSize={(large) => {
              view.screenLarge.value = large;
            }}
          />
        ) : null}
        <SheetPlace room={room} view={view} nameOf={(id) => names.of(id)} />
        <SheetStrip room={room} names={names} phone={phone} onPanel={(next) => (sheetPanel.value = next)} onExercise={() => (panel.value = 'exercise')} />
      </main>
      <aside class="room-people" id="room-people" tabIndex={-1} aria-label={r('people')}>
        {form === 'writing' ? null : <People room={room} view={view} called={(person) => names.ofPerson(person)} expected={names.other()} />}
        {form === 'writing' || phone ? null : (
          <div class="call-buttons" role="group" aria-label={r('call_buttons')}>
            <MicrophoneButton call={call} />
            {form === 'picture' ? <CameraButton call={call} /> : null}
            <WriteButton open={open} unread={unread} onToggle={toggleWriting} />
            <ScreenButton call={call} onFailed={() => passing.say(r('screen_failed'))} />
            <LeaveButton onLeave={onLeave} />
          </div>
        )}
        {open && !phone ? writing(form !== 'writing', form === 'writing' ? undefined : toggleWriting) : null}
      </aside>
      {phone && open ? <div class="writing-sheet">{writing(true, toggleWriting)}</div> : null}
      {phone ? (
        <PhoneBar
          room={room}
          view={view}
          mayDraw={mayDraw}
          unread={unread}
          onWrite={toggleWriting}
          onMore={() => (panel.value = 'more')}
          onLeave={onLeave}
          onSkipped={skipped}
        />
      ) : null}
      <p class="unseen" aria-live="polite">
        {told}
      </p>
      <Exercises
        room={room}
        open={panel.value === 'exercise' || panel.value === 'until_now' ? panel.value : null}
        onClose={() => (panel.value = 'none')}
        onGallery={() => (panel.value = 'gallery')}
        onReading={() => (panel.value = 'reading')}
        onLend={() => openFromMore('ask')}
        onSaid={passing.say}
      />
      <SheetWords room={room} names={names} sheet={room.easel.shown.value} onSaid={passing.say} />
      {sheetPanel.value === null ? null : (
        <SheetPanels room={room} names={names} panel={sheetPanel.value} onPanel={(next) => (sheetPanel.value = next)}>
          <Button onClick={() => openFromSheets('gallery')}>{r('gallery')}</Button>
          <Button onClick={() => openFromSheets('until_now')}>{r('until_now')}</Button>
          <Button onClick={() => openFromSheets('take')}>{k('open')}</Button>
        </SheetPanels>
      )}
      {panel.value === 'who' ? (
        <Dialog title={r('who_can_see')} onClose={() => (panel.value = 'none')}>
          <div class="stack loose">
            <Admitted room={room} names={names} doorkeeper={doorkeeper} />
            {lendHere === null ? null : (
              <lendHere.LendInWho
                lending={lendHere.lending}
                onList={() => {
                  panel.value = 'none';
                  lend.open({ is: 'list' });
                }}
              />
            )}
            <WhoCanSee
              role={words.role}
              coachName={names.coach()}
              until={log.settings.value?.until ?? words.until}
              knock={log.settings.value?.knock ?? null}
              doubt={doubt}
            >
              <SafetyMarks rows={safety} onOpen={openSafety} />
            </WhoCanSee>
            <WhoMailHere between={between} coach={coachOf} />
          </div>
        </Dialog>
      ) : null}
      {panel.value === 'more' ? (
        <More room={room} view={view} other={names.other()} onClose={() => (panel.value = 'none')} onLeave={onLeave} onSaid={passing.say} onOpen={openFromMore} lends={lendHere !== null} notice={noticeWords(between)} onRound={round.ask} />
      ) : null}
      {panel.value === 'safety' ? (
        <SafetyPanel
          rows={safety}
          role={words.role}
          writing={form === 'writing'}
          onJudge={(page, found) => call.safety.judge(page, found)}
          onLeave={onLeave}
          onClose={() => (panel.value = 'none')}
        />
      ) : null}
      {panel.value === 'devices' ? <DevicesPanel call={call} onClose={() => (panel.value = 'none')} /> : null}
      {panel.value === 'take' ? <TakeSheets board={board} sheet={room.easel.shown.value} nameOf={(id) => names.of(id)} onClose={() => (panel.value = 'none')} /> : null}
      {panel.value === 'gallery' ? <Gallery room={room} names={names} onClose={() => (panel.value = 'none')} /> : null}
      {panel.value === 'end' ? <EndPanel room={room} view={view} onClose={() => (panel.value = 'none')} /> : null}
      {panel.value === 'reading' ? <Reading room={room} language={sheetLanguage.value} nameOf={(message) => names.ofMessage(message)} ofPage={(id) => names.of(id)} onClose={() => (panel.value = 'none')} /> : null}
      {panel.value === 'answering' ? <Arranging room={room} onClose={() => (panel.value = 'none')} /> : null}
      <BetweenPanel between={between} coach={coachOf} />
      {panel.value === 'keys' ? <Shortcuts onClose={() => (panel.value = 'none')} /> : null}
    </div>
  );
}

/** Seen with the focus only. They move the focus and leave the address alone: it means a room. */
function Skips({ writing }: { readonly writing: boolean }) {
  const places = ['sheet', 'people', ...(writing ? (['writing'] as const) : [])] as const;
  return (
    <nav class="skips" aria-label={r('skips')}>
      {places.map((place) => (
        <a
          key={place}
          href={`#room-${place}`}
          onClick={(event) => {
            event.preventDefault();
            document.getElementById(`room-${place}`)?.focus();
          }}
        >
          {r(`skip_${place}`)}
        </a>
      ))}
    </nav>
  );
}

function safetyOf({ call, persons }: OpenRoom, names: Names): readonly SafetyRow[] {
  const called = (person: Person): string => names.ofPerson(person);
  return rowsOf(call.people.value, persons.value, call.safety.pages.value, called);
}

function clearing(room: OpenRoom, role: 'coach' | 'guest'): (() => void) | null {
  if (role !== 'coach') return null;
  return () => {
    room.log.clearAlerts().catch(() => undefined);
  };
}
