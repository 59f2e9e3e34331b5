/** What the room has of exercises: choosing one, what is asked of one that lies there, and until now. */
import { exerciseAsked, templatesOffered } from '../../canvas/exercises';
import { hasWorkspace } from '../../coaching/workspaceQuestions';
import { sheetLanguage } from '../../canvas/drawing/scaleWords';
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { markFresh } from '../../canvas/drawing/fresh';
import { lazily } from '../lazily';
import type { Room } from '../room/openRoom';
import { loadTakeCard } from './loadTakeCard';
import { loadExerciseWords } from './words';

const withWords = async <M,>(load: Promise<M>): Promise<M> => (await Promise.all([load, loadExerciseWords()]))[0];
export const loadExercises = async (): Promise<void> => {
  await Promise.all([loadPanel(), loadPanels(), loadUntilNow(), loadTakeCard(), loadPlayer(), import('./summaryOf')]);
};
const loadPanel = () => withWords(import('./ExercisePanel')).then((module) => module.ExercisePanel);
const loadPanels = () => withWords(import('./ExercisePanels')).then((module) => module.ExercisePanels);
const loadUntilNow = () => withWords(import('./UntilNow')).then((module) => module.UntilNow);
const loadPlayer = () => import('../../replay/player/InRoom').then((module) => module.InRoom);
const ExercisePanel = lazily(loadPanel);
const ExercisePanels = lazily(loadPanels);
const UntilNow = lazily(loadUntilNow);
const HowTheyCame = lazily(loadPlayer);

export interface ExercisesProps {
  readonly room: Room;
  readonly open: 'exercise' | 'until_now' | null;
  readonly onClose: () => void;
  /** from “until now” on to the sheets of then */
  readonly onGallery: () => void;
  readonly onReading: () => void;
  readonly onLend: () => void;
  readonly onSaid: (word: string) => void;
}

export function Exercises({ room, open, onClose, onGallery, onReading, onLend, onSaid }: ExercisesProps) {
  const { board, easel } = room;
  const replaying = useSignal(false);
  // What the other draws, draws itself here as well.
  useEffect(
    () =>
      board.onOthersAct(({ changes }) => {
        for (const { before, after } of changes) {
          if (after?.type !== 'circles') continue;
          if (before === null) markFresh(`${after.id}i`);
          else if (before.type === 'circles' && before.drawn < after.drawn) markFresh(`${after.id}r`);
        }
      }),
    [board],
  );
  const coach = room.log.role === 'coach';
  useEffect(() => {
    if (coach)
      hasWorkspace().then(
        (has) => (templatesOffered.value = has),
        () => undefined,
      );
    return () => {
      templatesOffered.value = false;
    };
  }, [coach]);
  const asked = exerciseAsked.value;
  const language = sheetLanguage.value;
  const turn = (sheet: string): void => easel.turn(sheet);
  return (
    <>
      {open === 'exercise' ? (
        <ExercisePanel board={board} sheet={easel.shown.value} language={language} coach={coach} onTurn={turn} onSaid={onSaid} onClose={onClose} />
      ) : null}
      {open === 'until_now' ? (
        <UntilNow
          room={room}
          language={language}
          onTurn={turn}
          onHow={() => {
            replaying.value = true;
            onClose();
          }}
          onGallery={onGallery}
          onReading={onReading}
          onLend={coach ? onLend : null}
          onClose={onClose}
        />
      ) : null}
      {replaying.value ? <HowTheyCame log={room.log} onClose={() => (replaying.value = false)} /> : null}
      {asked === null ? null : <ExercisePanels board={board} asked={asked} />}
    </>
  );
}
