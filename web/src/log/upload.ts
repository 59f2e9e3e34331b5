/**
 * Sealed bytes on their way up, telling how far they are: fetch cannot, XMLHttpRequest can.
 *
 * Nothing limits how long it takes on a poor line, only how long nothing moves at all.
 */
import { LogError } from './LogError';
import type { Uploading } from './transport';
import type { Credentials } from './api';

/** Nothing has moved for so long: the line is dead. */
const STALLED_MS = 30_000;
const WORD = /^[a-z_]+$/;

/** Put *body* at *url*. @throws LogError with the server's word, `offline`, or `taken_back` */
export function upload(url: string, credentials: Credentials, body: Uint8Array, how: Uploading = {}): Promise<void> {
  return new Promise((resolve, reject) => {
    const { onProgress, stop } = how;
    if (stop?.aborted === true) return reject(new LogError('taken_back'));
    const request = new XMLHttpRequest();
    const takeBack = (): void => {
      request.abort();
      end(new LogError('taken_back'));
    };
    const lost = (): void => {
      request.abort();
      end(new LogError('offline'));
    };
    let stalled = setTimeout(lost, STALLED_MS);
    function end(error: LogError | null): void {
      clearTimeout(stalled);
      stop?.removeEventListener('abort', takeBack);
      if (error === null) resolve();
      else reject(error);
    }
    stop?.addEventListener('abort', takeBack);
    request.upload.onprogress = ({ loaded, total }) => {
      clearTimeout(stalled);
      stalled = setTimeout(lost, STALLED_MS);
      if (total > 0) onProgress?.(loaded / total);
    };
    request.onload = () => end(request.status >= 200 && request.status < 300 ? null : new LogError(wordOf(request.response)));
    request.onerror = () => end(new LogError('offline'));
    request.open('PUT', url);
    request.responseType = 'json';
    request.setRequestHeader('Authorization', `Bearer ${credentials.token}`);
    if (credentials.device !== undefined) request.setRequestHeader('X-Flipover-Device', credentials.device);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.send(new Blob([new Uint8Array(body)]));
  });
}

function wordOf(answer: unknown): string {
  const word = typeof answer === 'object' && answer !== null && 'error' in answer ? answer.error : null;
  return typeof word === 'string' && WORD.test(word) ? word : 'internal';
}
