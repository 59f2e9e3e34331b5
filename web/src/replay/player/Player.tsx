/** The player of a recording: the sheet large, the line of time and one bar under it, what happened beside. */
import { useSignal } from '@preact/signals';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { dropCaret, dropCaretOfClick } from '../../canvas/caret';
import { actWords } from './actWords';
import { drawAhead } from './ahead';
import { Bar } from './Bar';
import type { Film } from './film';
import { Filmstrip } from './Filmstrip';
import { Happened } from './Happened';
import { Keys } from './Keys';
import { commandOf, type Command } from './keys';
import { partsOf } from './parts';
import { createPlay, type Play } from './play';
import { Stage } from './Stage';
import { Tallied } from './Tallied';
import { Track } from './Track';
import { capital, clockWords, p, partyName, sheetWords, stillWords } from './words';
import { Button } from '../../ui/Button';
import { BucketList } from '../buckets/BucketList';
import type { Buckets } from '../buckets/buckets';
import { createRemarkDesk, type RemarkNames } from '../remarks/desk';
import { Pins } from '../remarks/Pins';
import { RemarkList } from '../remarks/RemarkList';
import type { Remarks } from '../remarks/remarks';
import { n } from '../remarks/words';
import './beside.css';
import './line.css';
import './player.css';
import '../remarks/remarks.css';

export interface PlayerProps {
  readonly film: Film;
  /** where it opens, talk time; the beginning when absent */
  readonly at?: number | undefined;
  /** the address of a moment, talk time; absent where a moment has none */
  readonly addressOf?: ((talk: number) => string) | undefined;
  /** where coach and trainer write at moments of it; nobody does elsewhere */
  readonly remarks?: { readonly remarks: Remarks; readonly buckets: Buckets; readonly names: RemarkNames } | undefined;
}

type Aside = 'sheets' | 'happened';

export function Player({ film, at, addressOf, remarks }: PlayerProps) {
  const play = useMemo(() => createPlay(film, at), [film]);
  const parts = useMemo(() => partsOf(film), [film]);
  const desk = useMemo(() => (remarks === undefined ? null : createRemarkDesk(play, remarks.remarks, remarks.names)), [play, remarks?.remarks]);
  const root = useRef<HTMLDivElement>(null);
  const keys = useSignal(false);
  const aside = useSignal<Aside | null>(null);
  const said = useSignal('');
  const large = useLarge(root);
  const ends = useReducedMotion();
  useTicking(play);
  useLayoutEffect(dropCaret, []);
  useEffect(() => drawAhead(film, () => play.playing.peek()), [film, play]);

  const beginRemark = (): void => {
    desk?.begin();
    // The words stand beside the sheet; where there is little room they lie over it, once there is a place.
    if (desk !== null) aside.value = null;
  };
  useEffect(() => (desk === null ? undefined : desk.draft.subscribe((draft) => draft !== null && (aside.value = 'happened'))), [desk]);
  const act = (command: Command): void => {
    switch (command.do) {
      case 'toggle':
        return play.toggle();
      case 'skip':
        return play.seek(play.at.peek() + command.by);
      case 'step':
        return play.step(command.by);
      case 'start':
        return play.seek(0);
      case 'end':
        return play.seek(play.axis.peek().length);
      case 'speed':
        return play.faster(command.by);
      case 'tenth':
        return play.seek((play.axis.peek().length * command.tenth) / 10);
      case 'large':
        return large?.toggle();
      case 'remark':
        return beginRemark();
      case 'keys':
        keys.value = true;
    }
  };
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const { target } = event;
      if (event.defaultPrevented || !(target instanceof HTMLElement)) return;
      // In a dialog over the player its keys are not the player's.
      if (target.closest('dialog') !== (root.current?.closest('dialog') ?? null)) return;
      const command = commandOf(event, kindOf(target));
      if (command === null || (command.do === 'remark' && desk === null)) return;
      event.preventDefault();
      act(command);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [play]);

  async function copy(address: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(address);
      said.value = p('copied');
    } catch {
      said.value = p('copy_failed', { address });
    }
  }

  if (film.recording.elements.length === 0 && film.recording.forgotten.length === 0) return <p class="player-empty">{p('nothing')}</p>;
  return (
    <div ref={root} class="player" data-aside={aside.value ?? undefined} onClickCapture={dropCaretOfClick}>
      <div class="player-strip" id="player-sheets">
        <Filmstrip play={play} parts={parts} />
      </div>
      <div class="player-middle">
        <Sight play={play} />
        {/* As on every video; the button under it does the same for those who cannot point. */}
        <div class="player-screen" onClick={() => play.toggle()}>
          <Stage play={play} ends={ends} over={desk === null ? undefined : <Pins play={play} desk={desk} />} />
          <StillWord play={play} />
        </div>
      </div>
      <section class="player-list" id="player-happened" aria-label={p('happened')} tabIndex={-1}>
        {desk === null || remarks === undefined ? null : (
          <>
            <RemarkList desk={desk} names={remarks.names} />
            <BucketList play={play} buckets={remarks.buckets} nameOf={desk.nameOf} />
          </>
        )}
        <Tallied play={play} puts={remarks?.buckets.puts} />
        <h2>{p('happened')}</h2>
        <Legend play={play} />
        <Holes film={film} />
        <Happened play={play} parts={parts} open={aside.value === 'happened'} />
      </section>
      <div class="player-foot">
        <Track play={play} ticks={desk?.remarks.list.value.map((remark) => remark.at) ?? []} />
        <Bar
          play={play}
          large={large}
          onKeys={() => (keys.value = true)}
          onCopy={addressOf === undefined ? null : () => void copy(addressOf(play.talkAt.peek()))}
        >
          {desk === null ? null : (
            <Button aria-keyshortcuts="m" title={n('write_here')} onClick={beginRemark}>
              {n('write')}
            </Button>
          )}
        </Bar>
        <div class="player-asides">
          {(['sheets', 'happened'] as const).map((one) => (
            <button
              key={one}
              type="button"
              class="player-aside"
              aria-expanded={aside.value === one}
              aria-controls={`player-${one}`}
              onClick={() => (aside.value = aside.value === one ? null : one)}
            >
              {p(one)}
            </button>
          ))}
        </div>
        {said.value === '' ? null : (
          <p class="player-said" role="status">
            {said.value}
          </p>
        )}
      </div>
      <p class="unseen" role="status" aria-live="polite">
        {stepWords(play)}
      </p>
      {keys.value ? <Keys remarks={desk !== null} onClose={() => (keys.value = false)} /> : null}
    </div>
  );
}

/** Only after a step: while it plays, nobody is told each act. */
function stepWords(play: Play): string {
  const act = play.stepped.value;
  return act === null ? '' : `${clockWords(act.at)}, ${actWords(play.film, act, play.film.parties.of(act.by))}`;
}

/** Which sheet is in sight, and where it happens meanwhile when somebody chose another. */
function Sight({ play }: { readonly play: Play }) {
  const { film } = play;
  const at = play.talkAt.value;
  const sheets = film.sheets(at).filter(({ gone }) => gone !== true);
  const shown = play.shown.value;
  const where = film.inSight(at);
  return (
    <div class="player-sight">
      <label>
        <span class="unseen">{p('here_now')}</span>
        <select value={play.pinned.value ?? ''} onChange={(event) => (play.pinned.value = event.currentTarget.value || null)}>
          <option value="">{p('where_it_is', { sheet: sheetWords(film.sheets(at), where) })}</option>
          {sheets.map(({ id }) => (
            <option key={id} value={id}>
              {p('only', { sheet: sheetWords(sheets, id) })}
            </option>
          ))}
        </select>
      </label>
      {play.pinned.value === null || shown === where ? null : (
        <p class="player-elsewhere" role="status">
          {p('elsewhere', { sheet: sheetWords(sheets, where) })}{' '}
          <button type="button" class="button quiet" onClick={() => (play.pinned.value = null)}>
            {p('go_along')}
          </button>
        </p>
      )}
    </div>
  );
}

function StillWord({ play }: { readonly play: Play }) {
  const still = play.cutting.value ? play.axis.value.stillAt(play.at.value) : null;
  return still === null ? null : <p class="player-still-now">{stillWords(still.to - still.from)}</p>;
}

function Legend({ play }: { readonly play: Play }) {
  return (
    <ul class="player-legend" aria-label={p('people')}>
      {play.film.parties.all.map((party) => (
        <li key={party.key}>
          <span class="player-dot" data-tone={party.tone} />
          {capital(partyName(party))}
          {party.name === '' ? null : <span class="soft">, {p(party.role)}</span>}
        </li>
      ))}
    </ul>
  );
}

/** What is not told, in words. */
function Holes({ film: { recording } }: { readonly film: Film }) {
  const { forgotten, refused } = recording;
  if (forgotten.length + refused.length === 0) return null;
  return (
    <div class="player-holes">
      {forgotten.length === 0 ? null : <p>{p('forgotten_some')}</p>}
      {refused.length === 0 ? null : <p>{refused.length === 1 ? p('refused_one') : p('refused_many', { count: refused.length })}</p>}
    </div>
  );
}

const kindOf = (target: HTMLElement): 'button' | 'field' | 'else' =>
  target.closest('select, textarea, input:not([type=checkbox])') !== null ? 'field' : target.closest('button, a, summary, input') !== null ? 'button' : 'else';

/** Let time pass as long as it plays. */
function useTicking(play: Play): void {
  const playing = play.playing.value;
  useEffect(() => {
    if (!playing) return;
    let frame = requestAnimationFrame(function next(now) {
      play.tick(now);
      frame = requestAnimationFrame(next);
    });
    return () => cancelAnimationFrame(frame);
  }, [play, playing]);
}

function useReducedMotion(): boolean {
  const reduced = useSignal(matchMedia('(prefers-reduced-motion: reduce)').matches);
  useEffect(() => {
    const query = matchMedia('(prefers-reduced-motion: reduce)');
    const follow = (): void => {
      reduced.value = query.matches;
    };
    query.addEventListener('change', follow);
    return () => query.removeEventListener('change', follow);
  }, []);
  return reduced.value;
}

function useLarge(root: { readonly current: HTMLElement | null }): { readonly on: boolean; toggle(): void } | null {
  const on = useSignal(false);
  useEffect(() => {
    const follow = (): void => {
      on.value = document.fullscreenElement !== null;
    };
    document.addEventListener('fullscreenchange', follow);
    return () => document.removeEventListener('fullscreenchange', follow);
  }, []);
  if (typeof document === 'undefined' || !document.fullscreenEnabled) return null;
  return {
    on: on.value,
    toggle() {
      // Refused by some browsers in a frame: then it stays as it is.
      if (document.fullscreenElement === null) root.current?.requestFullscreen().catch(() => undefined);
      else document.exitFullscreen().catch(() => undefined);
    },
  };
}
