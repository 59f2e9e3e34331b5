/** All that could be lent up to a place of the log, read and folded while a panel is open. */
import type { Recording } from '../../replay/recording';
import { useRead, type Read } from '../useRead';
import type { Lending } from './lending';

export type Whole = Read<Recording>;

export const useWhole = (lending: Lending, seq: number): Whole => useRead((onProgress) => lending.whole(seq, onProgress), [seq]);
