/** The shapes of what somebody else may have written. Pure. */
import { MAX_TEXT_CHARS } from '../wire/schema.gen';

/** 8 bytes, base64url: an author, a note, a sheet. */
const ID = /^[A-Za-z0-9_-]{11}$/;

export const isId = (value: unknown): value is string => typeof value === 'string' && ID.test(value);

export function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** No longer than allowed, and not through the middle of a character. */
export function cutText(text: string, most: number = MAX_TEXT_CHARS): string {
  if (text.length <= most) return text;
  const last = text.charCodeAt(most - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? most - 1 : most);
}
