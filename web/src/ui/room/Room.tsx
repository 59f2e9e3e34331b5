/** The frame of the room: sheet, people, writing, at three widths. Changing form or width moves nothing else. */
import { useComputed, useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { lazily } from '../lazily';
import { Dialog } from '../Dialog';
import { Button } from '../Button';
import { Writing } from '../../talk/Writing';
import type { Message } from '../../talk/talk';
import type { Role } from '../../wire/protocol.gen';
import { FIRST_SHEET } from '../../wire/schema.gen';
import { CameraButton, LeaveButton, MicrophoneButton, WriteButton } from './CallButtons';
import { DoorBell } from './DoorBell';
import { Notices } from './Notices';
import { draftKey } from './forgetRoom';
import type { Room as OpenRoom } from './openRoom';
import { People } from './People';
import { PhoneBar } from './PhoneBar';
import type { Person } from './presence';
import { SheetPlace } from './SheetPlace';
import { SheetTabs } from './SheetTabs';
import { commandOf, takesText } from './shortcuts';
import { playTone } from './tone';
import { Tools } from './Tools';
import { TopLine } from './TopLine';
import type { View } from './view';
import { r, sentence } from './words';

/** What the room is called and by whom it is shared, as the link said before the log did. */
export interface RoomWords {
  readonly role: 'coach' | 'guest';
  readonly coachName: string | null;
  readonly guestName: string | null;
  /** the coach's own name for the room */
  readonly title: string | null;
  readonly until: number | null;
}

export interface RoomProps {
  readonly room: OpenRoom;
  readonly view: View;
  readonly words: RoomWords;
  /** what only the coach sees, at the left */
  readonly rail: ComponentChildren;
  readonly onLeave: () => void;
}

// Seldom opened: fetched when asked for, or soon after coming in, so that they open offline too.
const loadMore = () => import('./More').then((module) => module.More);
const loadWho = () => import('../WhoCanSee').then((module) => module.WhoCanSee);
const More = lazily(loadMore);
const WhoCanSee = lazily(loadWho);
const PREFETCH_MS = 4000;

/** How long a passing word stays. */
const SAID_MS = 6000;

export function Room({ room, view, words, rail, onLeave }: RoomProps) {
  const { log, call, board } = room;
  const panel = useSignal<'none' | 'who' | 'more'>('none');
  const said = useSignal('');
  const heard = useSignal('');
  const turned = useSignal<string>(FIRST_SHEET);
  const read = useSignal(0);
  const top = useRef<HTMLDivElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const focusTitle = (): void => heading.current?.focus({ preventScroll: true });
  const layout = view.layout.value;
  const phone = layout === 'phone';
  const form = call.form.value;
  const sheet = board.sheets.value.some((s) => s.id === turned.value) ? turned.value : (board.sheets.value[0]?.id ?? FIRST_SHEET);
  const mayDraw = log.role === 'coach' || log.settings.value?.writers !== 'coach';
  const theirs = useComputed(() => room.messages.value.filter((m) => !m.own).length);
  const open = phone ? view.writing.value : view.writing.value || form === 'writing';
  const unread = open ? 0 : Math.max(0, theirs.value - read.value);

  const otherRole: Role = words.role === 'coach' ? 'guest' : 'coach';
  function fallback(role: Role): string {
    if (role === 'coach') return room.newestName('coach') || words.coachName || r('other_coach');
    return room.newestName('guest') || words.guestName || r('other_client');
  }
  function called(person: Person): string {
    for (const page of [person.remote?.page ?? '', ...person.pages]) {
      const name = room.nameOf(page);
      if (name !== '') return name;
    }
    return fallback(person.role);
  }
  function nameOfAuthor(id: string): string {
    const member = room.talk.value.members.get(id);
    if (member !== undefined && member.name !== '') return member.name;
    return id === log.author.value ? room.name.value || r('you') : fallback(member?.role === 'coach' ? 'coach' : otherRole);
  }
  function author(message: Message): string {
    const name = room.nameOf(message.author);
    if (name !== '') return name;
    return message.own ? room.name.value || r('you') : fallback(message.role);
  }

  function toggleWriting(): void {
    const hadFocus = document.activeElement?.closest('#room-writing') != null;
    view.writing.value = !view.writing.value;
    if (phone) view.drawing.value = false;
    if (hadFocus) top.current?.querySelector<HTMLElement>('[aria-keyshortcuts="w"]')?.focus();
  }
  function skipped(): void {
    said.value = r('undo_skipped');
  }

  // The threshold's button is gone; a reader aloud begins with whom this room is.
  useEffect(focusTitle, []);
  useEffect(() => {
    const timer = setTimeout(() => {
      for (const load of [loadMore, loadWho]) load().catch(() => undefined);
    }, PREFETCH_MS);
    return () => clearTimeout(timer);
  }, []);

  // What was read before the writing closed is not new; nor is what was there on coming in.
  useEffect(() => {
    if (open || !log.caughtUp.value) read.value = theirs.value;
  }, [open, theirs.value, log.caughtUp.value]);

  useEffect(() => {
    if (said.value === '') return;
    const timer = setTimeout(() => {
      said.value = '';
    }, SAID_MS);
    return () => clearTimeout(timer);
  }, [said.value]);

  // A new message is told politely, once, wherever the reader is.
  const lastTold = useRef<string | null>(null);
  useEffect(() => {
    const [last] = room.messages.value.filter((m) => !m.own).slice(-1);
    const id = last === undefined ? null : `${last.author}:${last.id}`;
    if (last !== undefined && lastTold.current !== id && log.caughtUp.value && lastTold.current !== null) {
      heard.value = r('new_message_from', { name: author(last), text: last.text.slice(0, 300) });
    }
    if (log.caughtUp.value) lastTold.current = id ?? '';
  }, [theirs.value, log.caughtUp.value]);

  const news = room.presence.value.news;
  const lastNews = useRef(news?.what);
  useEffect(() => {
    if (news !== null && view.tone.value && news.what !== lastNews.current) {
      if (news.what === 'here' || news.what === 'back') playTone('came');
      if (news.what === 'lost') playTone('went');
    }
    lastNews.current = news?.what;
  }, [news?.what, news?.link]);

  useEffect(() => {
    function onKey(event: KeyboardEvent): void {
      if (event.defaultPrevented || takesText(event.target)) return;
      const command = commandOf(event);
      if (command === null) return;
      if (form === 'writing' && (command === 'microphone' || command === 'camera')) return;
      event.preventDefault();
      if (command === 'microphone') call.media.setMuted(!call.media.muted.value);
      else if (command === 'camera') {
        if (form === 'picture') void call.media.setCameraOff(!call.media.cameraOff.value);
      } else if (command === 'write') toggleWriting();
      else if (command === 'undo' || command === 'redo') {
        if (board[command]() === 'skipped') skipped();
      } else if (command === 'hand' || mayDraw) view.tool.value = command;
    }
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [form, phone, mayDraw]);

  // On a phone the keyboard makes the window smaller, but not for every browser its layout.
  useEffect(() => {
    const viewport = window.visualViewport;
    if (viewport === null) return;
    function fit(): void {
      if (viewport !== null && viewport.scale <= 1.01) top.current?.style.setProperty('--view-height', `${viewport.height}px`);
    }
    fit();
    viewport.addEventListener('resize', fit);
    return () => viewport.removeEventListener('resize', fit);
  }, []);

  const title =
    words.role === 'coach'
      ? words.title || sentence(fallback('guest'))
      : r('with_name', { name: fallback('coach') });
  const presence = sentence(presenceWords(room, called, fallback(otherRole)));
  const writing = useMemo(
    () => (focus: boolean, closing: (() => void) | undefined) => (
      <Writing
        messages={room.messages}
        nameOf={author}
        to={fallback(otherRole)}
        draftKey={draftKey(log.id)}
        onSay={(text) => room.say(text)}
        onClose={closing}
        focus={focus}
      />
    ),
    [room, words],
  );
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
    >
      <nav class="skips" aria-label={r('skip_sheet')}>
        <a href="#room-sheet">{r('skip_sheet')}</a>
        <a href="#room-people">{r('skip_people')}</a>
        {open ? <a href="#room-writing">{r('skip_writing')}</a> : null}
      </nav>
      <TopLine title={title} titleRef={heading} presence={presence} phone={phone} onWho={() => (panel.value = 'who')}>
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
        {words.role === 'coach' ? <DoorBell log={log} tone={view.tone.value} onAnswered={focusTitle} /> : null}
        <Notices room={room} onCleared={clearing(room, words.role)} said={said.value} />
      </div>
      {rail}
      {phone ? null : <Tools board={board} view={view} mayDraw={mayDraw} onSkipped={skipped} />}
      <main class="room-sheet" id="room-sheet" tabIndex={-1} aria-label={r('sheet')}>
        {mayDraw ? null : <p class="small soft">{r('only_coach_draws')}</p>}
        <SheetPlace room={room} view={view} sheet={sheet} mayDraw={mayDraw} nameOf={(id) => nameOfAuthor(id)} />
        {phone && board.sheets.value.length < 2 ? null : (
          <SheetTabs
            sheets={board.sheets.value}
            current={sheet}
            onTurn={(to) => {
              turned.value = to;
            }}
          />
        )}
      </main>
      <aside class="room-people" id="room-people" tabIndex={-1} aria-label={r('people')}>
        {form === 'writing' ? null : <People room={room} view={view} called={called} expected={fallback(otherRole)} />}
        {form === 'writing' || phone ? null : (
          <div class="call-buttons" role="group" aria-label={r('call_buttons')}>
            <MicrophoneButton call={call} />
            {form === 'picture' ? <CameraButton call={call} /> : null}
            <WriteButton open={open} unread={unread} onToggle={toggleWriting} />
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
        {heard.value}
      </p>
      {panel.value === 'who' ? (
        <Dialog title={r('who_can_see')} onClose={() => (panel.value = 'none')}>
          <WhoCanSee
            role={words.role}
            coachName={words.role === 'coach' ? room.name.value : fallback('coach')}
            until={log.settings.value?.until ?? words.until}
            knock={log.settings.value?.knock ?? null}
          />
        </Dialog>
      ) : null}
      {panel.value === 'more' ? (
        <More room={room} view={view} onClose={() => (panel.value = 'none')} onLeave={onLeave} />
      ) : null}
    </div>
  );
}

/** Presence in words: what changed last, else who is here. */
function presenceWords(room: OpenRoom, called: (person: Person) => string, expected: string): string {
  if (room.log.link.value === 'connecting') return r('connecting');
  const persons = room.persons.value.filter((p) => p.role !== 'trainer');
  const { news } = room.presence.value;
  if (persons.length > 1) return r('both_here', { count: persons.length });
  const [person] = persons;
  if (person !== undefined) {
    const back = news !== null && news.link === person.link && news.what === 'back';
    return r(back ? 'is_back' : 'is_here', { name: called(person) });
  }
  if (news !== null && (news.what === 'left' || news.what === 'lost')) {
    const name = room.nameOf(news.page) || expected;
    return r(news.what === 'left' ? 'has_left' : 'is_lost', { name });
  }
  return r('nobody_here_yet', { name: expected });
}

function clearing(room: OpenRoom, role: 'coach' | 'guest'): (() => void) | null {
  if (role !== 'coach') return null;
  return () => {
    room.log.clearAlerts().catch(() => undefined);
  };
}
