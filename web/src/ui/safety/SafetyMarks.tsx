/** What is known of each connection, in words; and the way to the four words. */
import { Button } from '../Button';
import { isDoubtful, type SafetyRow } from './rows';
import { nameOf, s } from './words';

export interface SafetyMarksProps {
  readonly rows: readonly SafetyRow[];
  readonly onOpen: () => void;
}

/** A part of "who can see this?". */
export function SafetyMarks({ rows, onOpen }: SafetyMarksProps) {
  return (
    <>
      <p>{s('invite')}</p>
      {rows.map((row) => (
        <p key={row.page}>{markOf(row)}</p>
      ))}
      <Button onClick={onOpen}>{s('open')}</Button>
    </>
  );
}

function markOf(row: SafetyRow): string {
  const [name, safety] = [nameOf(row), row.safety];
  if (isDoubtful(row)) return s('mark_doubt', { name });
  if (safety.state !== 'words') return s('mark_waiting', { name });
  return s(safety.found === 'same' ? 'mark_same' : 'mark_words', { name });
}

export interface SafetyAlertProps extends SafetyMarksProps {
  readonly onLeave: () => void;
}

/** Over the room as long as somebody may be in between. */
export function SafetyAlert({ rows, onOpen, onLeave }: SafetyAlertProps) {
  return (
    <div class="notice wrong no-print" role="alert">
      {rows.filter(isDoubtful).map((row) => (
        <p key={row.page}>
          <b>{s(row.safety.state === 'broken' ? 'doubt_broken' : 'doubt_words', { name: nameOf(row) })}</b>
        </p>
      ))}
      <p>{s('doubt_say')}</p>
      <div class="row">
        <Button look="leave" onClick={onLeave}>
          {s('leave')}
        </Button>
        <Button look="quiet" onClick={onOpen}>
          {s('doubt_what')}
        </Button>
      </div>
    </div>
  );
}
