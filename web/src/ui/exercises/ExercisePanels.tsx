/** The panel that is open of what exercises ask for. */
import type { Board, Element } from '../../board/types';
import { exerciseAsked, type ExerciseAsked } from '../../canvas/exercises';
import { CardPanel } from './CardPanel';
import { LabelsPanel } from './LabelsPanel';
import { MarksPanel } from './MarksPanel';
import { TakeCard } from './TakeCard';
import { TemplatePanel } from './TemplatePanel';
import './exercises.css';

export function ExercisePanels({ board, asked }: { readonly board: Board; readonly asked: ExerciseAsked }) {
  const close = (): void => {
    exerciseAsked.value = null;
  };
  const element = find(board, asked.id);
  // Somebody else took it away meanwhile.
  if (element === undefined) return null;
  if (asked.what === 'card' && element.type === 'card') return <CardPanel board={board} card={element} onClose={close} />;
  if (asked.what === 'template' && (element.type === 'circles' || element.type === 'card'))
    return <TemplatePanel from={element} onClose={close} />;
  if (asked.what === 'take' && element.type === 'card') return <TakeCard card={element} onClose={close} />;
  if (asked.what === 'marks' && element.type === 'scale') return <MarksPanel board={board} scale={element} onClose={close} />;
  if (asked.what === 'words' && (element.type === 'circles' || element.type === 'scale'))
    return <LabelsPanel board={board} exercise={element} onClose={close} />;
  return null;
}

function find(board: Board, id: string): Element | undefined {
  for (const sheet of board.sheets.value) {
    const found = board.elements(sheet.id).value.find((element) => element.id === id);
    if (found !== undefined) return found;
  }
  return undefined;
}
