/**
 * What a trainer's link opens: who lent what and until when, one click, and the player.
 *
 * Nothing is opened before the click, for each opening is listed for those who lent. When it is over,
 * film and pictures are let go at once and words stand in their place.
 */
import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { forgetTexts } from '../canvas/measure';
import { LentPictures } from '../canvas/pictures/context';
import { browserShown } from '../canvas/pictures/shown';
import { CryptoError } from '../crypto/errors';
import { openFragment } from '../crypto/fragment';
import type { Secret } from '../crypto/keys';
import { randomBytes } from '../crypto/random';
import { formatDate } from '../i18n/language';
import { LogError } from '../log/LogError';
import { greetingOf, openShare, type OpenedShare, type Opener, type ShareGreeting } from '../share/openShare';
import type { Parcel } from '../share/parcel';
import type { Fragment } from '../ui/address';
import { Button } from '../ui/Button';
import { LanguageSwitch } from '../ui/LanguageSwitch';
import { PageFrame, ViewTitle } from '../ui/PageFrame';
import { createBuckets } from './buckets/buckets';
import { createFilm, type Film } from './player/film';
import { Player, type PlayerProps } from './player/Player';
import { createRest } from './player/rest';
import { capital, p } from './player/words';
import { createRemarks } from './remarks/remarks';
import { n } from './remarks/words';
import './replay.css';

export interface ReplayPageProps {
  readonly share: string;
  readonly fragment: Fragment;
}

/** What stands on the page while nothing plays. */
type View =
  | { readonly is: 'looking' | 'opening' | 'offline' | 'ended' | 'many' | 'wrong' | 'torn' }
  | { readonly is: 'asked'; readonly greeting: ShareGreeting | null }
  | { readonly is: 'open'; readonly opened: OpenedShare };

export function ReplayPage({ share, fragment }: ReplayPageProps) {
  const view = useSignal<View>({ is: 'looking' });
  const [role, secret] = useMemo(() => keyOf(fragment), [fragment]);

  async function look(): Promise<void> {
    if (secret === null) return void (view.value = { is: 'wrong' });
    // The coach's own opening is listed for nobody, and asks for no click.
    if (role === 'coach') return open();
    view.value = { is: 'looking' };
    try {
      view.value = { is: 'asked', greeting: await greetingOf('', share, secret) };
    } catch (error) {
      view.value = viewOf(error);
    }
  }
  async function open(): Promise<void> {
    if (secret === null) return;
    view.value = { is: 'opening' };
    try {
      view.value = { is: 'open', opened: await openShare('', share, secret, { role }) };
    } catch (error) {
      view.value = viewOf(error);
    }
  }
  useEffect(() => void look(), []);
  useEffect(
    () => () => {
      const { value } = view;
      if (value.is === 'open') value.opened.close();
    },
    [],
  );

  const now = view.value;
  switch (now.is) {
    case 'looking':
      return <Waiting words={p('reading')} />;
    case 'opening':
      return <Waiting words={p('page_opening')} />;
    case 'asked':
      return <Asked greeting={now.greeting} onSee={() => void open()} />;
    case 'open':
      return <Opened opened={now.opened} />;
    case 'offline':
      return (
        <Said title={p('page_title_plain')} words={p('page_offline')}>
          <Button look="primary" onClick={() => void look()}>
            {p('again')}
          </Button>
        </Said>
      );
    case 'many':
      return <Said title={p('page_title_plain')} words={p('page_many')} />;
    default:
      return <Said title={p(`page_${now.is}_title`)} words={p(`page_${now.is}`)} />;
  }
}

function keyOf({ letter, code }: Fragment): readonly [Opener, Secret | null] {
  const role = letter === 'c' ? 'coach' : 'trainer';
  try {
    const opened = openFragment(letter + code);
    return [role, opened.letter === 't' || opened.letter === 'c' ? { seed: opened.seed, pass: opened.pass } : null];
  } catch {
    return [role, null];
  }
}

/** Words of a server with which a link opens nothing more, or never did. */
const OVER: ReadonlySet<string> = new Set(['ended', 'revoked']);
const NO_LINK: ReadonlySet<string> = new Set(['unknown_link', 'not_found', 'not_allowed', 'malformed']);

function viewOf(error: unknown): View {
  if (error instanceof CryptoError) return { is: 'torn' };
  const word = error instanceof LogError ? error.word : 'internal';
  if (OVER.has(word)) return { is: 'ended' };
  if (NO_LINK.has(word)) return { is: 'wrong' };
  return { is: word === 'too_large' ? 'many' : 'offline' };
}

function Waiting({ words }: { readonly words: string }) {
  return (
    <PageFrame>
      <p class="wait" role="status">
        {words}
      </p>
    </PageFrame>
  );
}

function Said({ title, words, children }: { readonly title: string; readonly words: string; readonly children?: preact.ComponentChildren }) {
  return (
    <PageFrame>
      <div class="stack">
        <ViewTitle>{title}</ViewTitle>
        <p role="status">{words}</p>
        {children === undefined ? null : <div class="row">{children}</div>}
      </div>
    </PageFrame>
  );
}

function Asked({ greeting, onSee }: { readonly greeting: ShareGreeting | null; readonly onSee: () => void }) {
  const coach = greeting?.coach.trim() || p('page_coach');
  return (
    <PageFrame>
      <div class="stack">
        <ViewTitle>{p('page_title', { coach })}</ViewTitle>
        <p>{p('page_what', { coach: capital(coach) })}</p>
        {greeting === null ? null : (
          <p>
            <b>{p('page_for', { whom: greeting.whom, date: formatDate(greeting.until - 1) })}</b>
          </p>
        )}
        <p>{p('page_listed')}</p>
        <div class="row">
          <Button look="primary" large onClick={onSee}>
            {p('page_see')}
          </Button>
        </div>
      </div>
    </PageFrame>
  );
}

function Opened({ opened }: { readonly opened: OpenedShare }) {
  const { greeting } = opened;
  const coach = greeting?.coach.trim() || p('page_coach');
  const parcel = opened.parcel.value;
  const state = opened.state.value;
  const remarks = useMemo(() => createRemarks({ ...opened, now: () => Date.now(), randomBytes }), [opened]);
  const buckets = useMemo(() => createBuckets({ ...opened, randomBytes }), [opened]);
  useEffect(
    () => () => {
      remarks.dispose();
      buckets.dispose();
    },
    [opened],
  );
  const whom = greeting?.whom ?? '';
  const title = opened.role === 'coach' ? n('page_title', { whom: whom.trim() || n('trainer') }) : p('page_title', { coach });
  if (state === 'ended') return <Said title={p('page_ended_title')} words={p('page_ended')} />;
  if (state === 'unreadable') return <Said title={p('page_torn_title')} words={p('page_torn')} />;
  if (parcel !== null) return <Playing parcel={parcel} away={state === 'away'} title={title} remarks={{ remarks, buckets, names: { coach: greeting?.coach ?? '', whom } }} />;
  if (state === 'empty') return <Said title={p('page_empty_title')} words={p('page_empty', { coach })} />;
  return <Waiting words={p(state === 'away' ? 'page_offline' : 'page_opening')} />;
}

interface PlayingProps {
  readonly parcel: Parcel;
  readonly away: boolean;
  readonly title: string;
  readonly remarks: NonNullable<PlayerProps['remarks']>;
}

function Playing({ parcel, away, title, remarks }: PlayingProps) {
  const film = useSignal<Film | null>(null);
  const done = useSignal(0);
  const shown = useMemo(() => browserShown((id) => lentPicture(parcel, id)), [parcel]);
  useEffect(() => () => shown.dispose(), [shown]);
  useEffect(() => {
    let here = true;
    // Read already, and sound: a parcel is opened whole or not at all.
    void createFilm(parcel.recording, createRest((part) => (done.value = part))).then((made) => {
      if (here) film.value = made;
    });
    return () => {
      here = false;
      // Nothing of what was lent is held once this is gone.
      film.value = null;
      forgetTexts();
    };
  }, [parcel]);
  if (film.value === null)
    return (
      <PageFrame>
        <label class="player-wait wait">
          {p('preparing')}
          <progress max={1} value={done.value} />
        </label>
      </PageFrame>
    );
  const { recording } = film.value;
  return (
    <div class="replay-page">
      <header class="topline">
        <h1 class="replay-title">{title}</h1>
        <LanguageSwitch />
      </header>
      {away ? (
        <p class="notice" role="status">
          {p('page_away')}
        </p>
      ) : null}
      <main>
        <LentPictures.Provider value={shown}>
          <Player film={film.value} at={momentOf(location.search, recording.start)} addressOf={(talk) => addressOf(talk - recording.start)} remarks={remarks} />
        </LentPictures.Provider>
      </main>
    </div>
  );
}

/** Rejects as the log does for a blob that is gone: what was not lent never comes. */
async function lentPicture({ pictures }: Parcel, id: string): Promise<Uint8Array> {
  const picture = pictures.get(id);
  if (picture === undefined) throw new LogError('not_found');
  return picture;
}

/** Without the secret: it is of use to those alone who have the link. */
function addressOf(ms: number): string {
  return `${location.origin}${location.pathname}?t=${Math.round(ms)}`;
}

/** @returns talk time, undefined where the address names none */
function momentOf(search: string, start: number): number | undefined {
  const text = new URLSearchParams(search).get('t') ?? '';
  return /^\d{1,13}$/.test(text) ? start + Number(text) : undefined;
}
