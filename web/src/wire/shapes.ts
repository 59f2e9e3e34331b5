/** The shapes of what somebody else may have written. Pure. */
import { MAX_TEXT_CHARS } from './schema.gen';

export type Fields = Readonly<Record<string, unknown>>;

/** 8 random bytes, base64url: an author, a note, a stroke, a sheet. */
const ID = /^[A-Za-z0-9_-]{11}$/;

export const isId = (value: unknown): value is string => typeof value === 'string' && ID.test(value);

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** As `isFields`, and no bytes: a map of MessagePack or JSON. */
export const isMap = (value: unknown): value is Fields => isFields(value) && !(value instanceof Uint8Array);

/** No longer than allowed, and not through the middle of a character. */
export function cutText(text: string, most: number = MAX_TEXT_CHARS): string {
  if (text.length <= most) return text;
  const last = text.charCodeAt(most - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? most - 1 : most);
}
