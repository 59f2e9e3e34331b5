/** Sheets of then taken along: one, those of a session, or two beside each other. */
import type { Moment } from '../../exercises/gallery';
import { Dialog } from '../Dialog';
import { g } from './words';

export type Taken =
  | { readonly is: 'moments'; readonly moments: readonly Moment[]; readonly title: string | null }
  | { readonly is: 'two'; readonly before: Moment; readonly after: Moment };

export interface TakeMomentsProps {
  readonly what: Taken;
  readonly nameOf: (by: string) => string;
  readonly onClose: () => void;
}

export function TakeMoments({ onClose }: TakeMomentsProps) {
  return (
    <Dialog title={g('take_title')} onClose={onClose} class="take">
      <p />
    </Dialog>
  );
}
