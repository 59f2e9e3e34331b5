/** One request to the server: JSON in, JSON out, a refusal as its word. */
import type { ErrorBody } from '../wire/protocol.gen';

/** The server said no, or nothing at all (`offline`). Its message is the word. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(readonly word: string) {
    super(word);
  }
}

export interface Credentials {
  /** base64url of 32 bytes */
  readonly token: string;
  /** base64url of 16 bytes; without it only what a link alone may know is answered */
  readonly device?: string | undefined;
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

function isErrorBody(value: unknown): value is ErrorBody {
  return typeof value === 'object' && value !== null && 'error' in value && typeof value.error === 'string';
}

/**
 * Ask the server.
 *
 * @returns the answer's JSON, unchecked beyond what the caller asks of it; undefined when empty.
 * @throws Refusal with the server's word, `offline` when no answer came.
 */
export async function request<Answer>(
  method: Method,
  path: string,
  credentials: Credentials | null,
  body?: unknown,
): Promise<Answer> {
  const headers: Record<string, string> = {};
  if (credentials !== null) headers['Authorization'] = `Bearer ${credentials.token}`;
  if (credentials?.device !== undefined) headers['X-Flipover-Device'] = credentials.device;
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  let response: Response;
  let text: string;
  try {
    response = await fetch(path, {
      method,
      headers,
      cache: 'no-store',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    text = await response.text();
  } catch {
    throw new Refusal('offline');
  }
  let answer: unknown;
  try {
    answer = text === '' ? undefined : JSON.parse(text);
  } catch {
    throw new Refusal('internal');
  }
  if (!response.ok) throw new Refusal(isErrorBody(answer) ? answer.error : 'internal');
  return answer as Answer;
}

/** The word of whatever was thrown, for `errorText`. */
export function wordOf(error: unknown): string {
  return error instanceof Refusal ? error.word : error instanceof Error && /^[a-z_]+$/.test(error.message) ? error.message : 'internal';
}
