/** Which panel of the sheets is open. */
import type { SheetId } from '../../board/types';
import type { Kept } from './keeping';

export type Panel =
  | { readonly is: 'all' }
  | { readonly is: 'forget' }
  | { readonly is: 'one'; readonly sheet: SheetId; readonly fromAll?: boolean }
  | { readonly is: 'kept'; readonly kept: Kept };
