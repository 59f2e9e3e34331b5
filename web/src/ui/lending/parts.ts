/** What every part of lending is given. */
import type { SheetId } from '../../board/types';
import type { Names } from '../room/names';
import type { Room } from '../room/openRoom';
import type { Lending } from './lending';

export interface PanelParts {
  readonly room: Room;
  readonly names: Names;
  readonly lending: Lending;
  readonly nameOf: (sheet: SheetId) => string;
  /** something to say for a moment */
  readonly onSaid: (word: string) => void;
  readonly onClose: () => void;
}
