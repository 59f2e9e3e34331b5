/** Choosing an exercise and putting it on the sheet. A blank sheet is always as good. */
import { useSignal } from '@preact/signals';
import type { Board, NewElement, SheetId } from '../../board/types';
import { placedBeside } from '../../exercises/placing';
import { CARDS, CIRCLE_LABELS, newCard, newCircles, newOwn, newScale, type Language } from '../../exercises/templates';
import { markFresh } from '../../canvas/drawing/fresh';
import { openOwnTemplates } from '../../coaching/workspaceTemplates';
import { newId } from '../room/openRoom';
import { Button } from '../Button';
import { Choice } from '../Choice';
import { Dialog } from '../Dialog';
import { TextField } from '../TextField';
import { useOpened } from '../useOpened';
import { MAX_LABEL_CHARS } from '../../wire/schema.gen';
import { LabelField } from './LabelField';
import { TemplatePanel } from './TemplatePanel';
import { x } from './words';

export interface ExercisePanelProps {
  readonly board: Board;
  /** the sheet that is shown */
  readonly sheet: SheetId;
  /** of what is written on the sheets */
  readonly language: Language;
  /** a coach has own sheets as well */
  readonly coach: boolean;
  readonly onTurn: (sheet: SheetId) => void;
  readonly onSaid: (word: string) => void;
  readonly onClose: () => void;
}

type Kind = 'circles' | 'scale' | `card_${(typeof CARDS)[number]['id']}` | `own_${string}`;
type CardWord = 'card_step' | 'card_closing' | 'card_better' | 'card_keep' | 'card_instead' | 'card_success' | 'card_reflection' | 'card_roles';
const OWN = 'own';

export function ExercisePanel({ board, sheet, language, coach, onTurn, onSaid, onClose }: ExercisePanelProps) {
  const own = useOpened(openOwnTemplates, coach);
  const making = useSignal(false);
  const shown = board.sheets.value.find(({ id }) => id === sheet);
  const empty = board.elements(sheet).value.length === 0;
  const kind = useSignal<Kind>('circles');
  const topic = useSignal(shown?.title ?? '');
  const labels = useSignal(CIRCLE_LABELS[0]?.id ?? OWN);
  const inner = useSignal('');
  const ring = useSignal('');
  const lie = useSignal<'level' | 'upright'>('level');
  const where = useSignal<'here' | 'new'>(empty ? 'here' : 'new');
  const card = CARDS.find(({ id }) => `card_${id}` === kind.value);
  const mine = own?.templates.value.find(({ id }) => `own_${id}` === kind.value);
  const name = mine !== undefined ? mine.name : card === undefined ? x(kind.value === 'scale' ? 'scale' : 'circles') : x(`card_${card.id}` as CardWord);

  function made(): NewElement {
    if (mine !== undefined) return newOwn({ ...mine, title: mine.kind === 'circles' ? topic.value.trim() || mine.title : mine.title });
    if (card !== undefined) return newCard(card, language);
    if (kind.value === 'scale') return newScale(topic.value.trim(), lie.value === 'upright', language);
    const chosen = CIRCLE_LABELS.find(({ id }) => id === labels.value);
    const words = chosen === undefined ? { inner: inner.value.trim(), ring: ring.value.trim() } : { inner: chosen.inner[language], ring: chosen.ring[language] };
    return newCircles(topic.value.trim(), words);
  }

  function place(): void {
    const element = made();
    const title = mine !== undefined ? mine.title || mine.name : card === undefined ? topic.value.trim() : card.title[language];
    const on = where.value === 'here' ? sheet : board.addSheet({ title, after: sheet });
    const id = newId();
    markFresh(`${id}i`);
    const placed = on === sheet ? placedBeside(element, board.elements(sheet).peek()) : element;
    board.add(on, [placed], { ids: [id] });
    onTurn(on);
    onSaid(x('placed', { what: name }));
    onClose();
  }

  // Once kept it stands among the others.
  if (making.value) return <TemplatePanel from={null} onClose={() => (making.value = false)} />;
  return (
    <Dialog title={x('title')} onClose={onClose} class="exercises">
      <form
        class="stack loose"
        onSubmit={(event) => {
          event.preventDefault();
          place();
        }}
      >
        <p class="soft">{x('first')}</p>
        <Choice
          legend={x('exercise')}
          legendUnseen
          options={[
            { value: 'circles' as Kind, label: x('circles'), line: x('circles_line') },
            { value: 'scale', label: x('scale'), line: x('scale_line') },
            ...CARDS.map(({ id }) => ({
              value: `card_${id}` as Kind,
              label: x(`card_${id}` as CardWord),
              line: x(`card_${id}_line` as `${CardWord}_line`),
            })),
          ]}
          value={kind.value}
          onChoose={(value) => {
            kind.value = value;
          }}
        />
        {own === null ? null : (
          <div class="stack tight">
            {own.templates.value.length === 0 ? null : (
              <Choice
                legend={x('own_sheets')}
                options={own.templates.value.map(({ id, name: called, labels: words }) => ({
                  value: `own_${id}` as Kind,
                  label: called,
                  line: words.filter((word) => word !== '').join(', ') || undefined,
                }))}
                value={kind.value}
                onChoose={(value) => {
                  kind.value = value;
                }}
              />
            )}
            <div class="row">
              <Button look="quiet" onClick={() => (making.value = true)}>
                {x('own_new')}
              </Button>
            </div>
          </div>
        )}
        {mine?.kind === 'circles' || (mine === undefined && card === undefined) ? (
          <TextField
            label={x('topic')}
            hint={x('topic_hint')}
            value={topic.value}
            maxLength={MAX_LABEL_CHARS}
            autocomplete="off"
            onInput={(value) => {
              topic.value = value;
            }}
          />
        ) : null}
        {kind.value === 'circles' ? (
          <Choice
            legend={x('labels')}
            options={[
              ...CIRCLE_LABELS.map(({ id, inner: one, ring: other }) => ({ value: id, label: `${one[language]} – ${other[language]}` })),
              { value: OWN, label: x('labels_own') },
            ]}
            value={labels.value}
            onChoose={(value) => {
              labels.value = value;
            }}
          />
        ) : null}
        {kind.value === 'circles' && labels.value === OWN ? (
          <>
            <LabelField label={x('label_inner')} value={inner} />
            <LabelField label={x('label_ring')} value={ring} />
          </>
        ) : null}
        {kind.value === 'scale' ? (
          <Choice
            legend={x('lie')}
            options={[
              { value: 'level' as const, label: x('lie_level') },
              { value: 'upright' as const, label: x('lie_upright') },
            ]}
            value={lie.value}
            layout="across"
            onChoose={(value) => {
              lie.value = value;
            }}
          />
        ) : null}
        {empty ? null : (
          <Choice
            legend={x('where')}
            options={[
              { value: 'new' as const, label: x('where_new') },
              { value: 'here' as const, label: x('where_here') },
            ]}
            value={where.value}
            layout="across"
            onChoose={(value) => {
              where.value = value;
            }}
          />
        )}
        <Button look="primary" type="submit">
          {x('place')}
        </Button>
      </form>
    </Dialog>
  );
}
