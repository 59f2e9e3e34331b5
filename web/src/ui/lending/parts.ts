/** What every part of lending is given. */
import type { SheetId } from '../../board/types';
import type { Names } from '../room/names';
import type { Room } from '../room/openRoom';
import type { Lending } from './lending';

export interface PanelParts {
  readonly room: Room;
  readonly names: Names;
  readonly lending: Lending;
  /** what a sheet is called; *bare* by its number alone, where its title is not lent */
  readonly nameOf: (sheet: SheetId, bare?: boolean) => string;
  /** something to say for a moment */
  readonly onSaid: (word: string) => void;
  readonly onClose: () => void;
}
