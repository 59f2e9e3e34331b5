/** The coach's rail: a strip of 48 at the left, a drawer of 300 when open. Its tint and its words say that only the coach sees it. */
import { useSignal, type ReadonlySignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { openSide } from '../../coaching/side';
import { followNotes, type SideNotes } from '../../coaching/sideNotes';
import { followSteps, type SideSteps } from '../../coaching/sideSteps';
import type { Secret } from '../../crypto/keys';
import type { Language } from '../../i18n/language';
import type { LogId, SealedLog } from '../../log/types';
import { Button } from '../Button';
import { IconButton } from '../room/IconButton';
import type { SessionState } from '../room/session';
import { RAIL_PARTS, type RailPart, type View } from '../room/view';
import { r } from '../room/words';
import { Notepad } from './Notepad';
import { Questions } from './Questions';
import { Steps } from './Steps';
import { g } from './words';

/** What a question can be done with; it is never sent by itself. */
export interface QuestionActs {
  toSheet(text: string): void;
  toLetter(text: string): void;
}

export interface RailProps {
  readonly room: LogId;
  readonly secret: Secret;
  readonly view: View;
  readonly session: ReadonlySignal<SessionState>;
  /** of the sheet and the letters */
  readonly language: Language;
  readonly acts: QuestionActs;
}

interface Side {
  readonly log: SealedLog;
  readonly notes: SideNotes;
  readonly steps: SideSteps;
}

const ICON = { steps: 'steps', questions: 'question', notes: 'only' } as const;

export function Rail(props: RailProps) {
  const { view } = props;
  const side = useSide(props);
  const open = view.rail.value;
  const phone = view.layout.value === 'phone';
  const shut = (): void => {
    view.rail.value = null;
  };
  if (phone && open === null) return null;
  const parts = RAIL_PARTS.map((part) => (
    <IconButton
      key={part}
      icon={ICON[part]}
      word={g(part)}
      label={r(open === part ? 'rail_close' : 'rail_open', { part: g(part) })}
      expanded={open === part}
      controls={open === part ? 'rail-drawer' : undefined}
      onClick={() => {
        view.rail.value = open === part && !phone ? null : part;
      }}
    />
  ));
  return (
    <aside class="room-rail no-print" data-open={open === null ? 'no' : 'yes'} aria-label={r('rail')}>
      {phone ? null : <div class="rail-strip">{parts}</div>}
      {open === null ? null : (
        <section id="rail-drawer" class="rail-drawer stack tight" aria-label={g(open)}>
          <div class="row rail-head">
            <h2>{g(open)}</h2>
            {phone ? (
              <Button look="quiet" onClick={shut}>
                {r('close')}
              </Button>
            ) : null}
          </div>
          {phone ? (
            <div class="rail-parts" role="group" aria-label={g('guide_parts')}>
              {parts}
            </div>
          ) : null}
          <p class="small soft">{r('rail_only_you')}</p>
          <Part {...props} part={open} side={side} />
        </section>
      )}
    </aside>
  );
}

function Part({ part, side, ...props }: RailProps & { readonly part: RailPart; readonly side: SideOf }) {
  if (part === 'questions') return <Questions language={props.language} acts={props.acts} />;
  if (side.failed)
    return (
      <div class="stack tight" role="status">
        <p class="small">{r('rail_failed')}</p>
        <Button onClick={side.again}>{r('try_again')}</Button>
      </div>
    );
  if (side.side === null || side.side.notes.keeping.value === 'loading') return <p class="wait small">{r('rail_loading')}</p>;
  return part === 'steps' ? <Steps steps={side.side.steps} session={stepsOf(props.session.value)} /> : <Notepad notes={side.side.notes} />;
}

/** The strip begins anew with each session, and shows the last one's until then. */
const stepsOf = ({ open, newest }: SessionState): string => open?.id ?? newest ?? 'before';

interface SideOf {
  readonly side: Side | null;
  readonly failed: boolean;
  again(): void;
}

/** The side log, opened when it is first looked at and closed with the room. */
function useSide({ room, secret, view }: RailProps): SideOf {
  const side = useSignal<Side | null>(null);
  const failed = useSignal(false);
  const tries = useSignal(0);
  const wanted = view.rail.value === 'steps' || view.rail.value === 'notes';
  useEffect(() => {
    if (!wanted || side.value !== null) return;
    let here = true;
    failed.value = false;
    openSide(room, secret).then(
      (log) => {
        if (here) side.value = { log, notes: followNotes(log), steps: followSteps(log) };
        else log.close();
      },
      () => {
        failed.value = true;
      },
    );
    return () => {
      here = false;
    };
  }, [wanted, tries.value]);
  useEffect(() => {
    const flush = (): void => side.value?.notes.flush();
    addEventListener('pagehide', flush);
    return () => {
      removeEventListener('pagehide', flush);
      side.value?.notes.dispose();
      side.value?.steps.dispose();
      side.value?.log.close();
    };
  }, []);
  return { side: side.value, failed: failed.value, again: () => void (tries.value += 1) };
}
