import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { upload } from './upload';

/** What a browser would do, moved by hand. */
class FakeRequest {
  static last: FakeRequest;
  readonly upload: { onprogress?: (event: { loaded: number; total: number }) => void } = {};
  readonly headers = new Map<string, string>();
  onload?: () => void;
  onerror?: () => void;
  status = 0;
  response: unknown = null;
  responseType = '';
  asked = '';
  aborted = false;
  constructor() {
    FakeRequest.last = this;
  }
  open(method: string, url: string): void {
    this.asked = `${method} ${url}`;
  }
  setRequestHeader(name: string, value: string): void {
    this.headers.set(name, value);
  }
  send(): void {}
  abort(): void {
    this.aborted = true;
  }
  answer(status: number, response: unknown = null): void {
    Object.assign(this, { status, response });
    this.onload?.();
  }
}

beforeEach(() => {
  vi.stubGlobal('XMLHttpRequest', FakeRequest);
  vi.useFakeTimers();
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const put = (how = {}): Promise<string> =>
  upload('/blobs/x', { token: 'T', device: 'D' }, Uint8Array.of(1), how).then(() => 'there', String);

describe('an upload', () => {
  it('says who asks, how far it is, and that it is there', async () => {
    const told: number[] = [];
    const done = put({ onProgress: (fraction: number) => told.push(fraction) });
    const request = FakeRequest.last;
    expect(request.asked).toBe('PUT /blobs/x');
    expect([...request.headers.values()]).toEqual(['Bearer T', 'D', 'application/octet-stream']);
    request.upload.onprogress?.({ loaded: 1, total: 4 });
    request.upload.onprogress?.({ loaded: 0, total: 0 });
    request.answer(201);
    expect(await done).toBe('there');
    expect(told).toEqual([0.25]);
  });

  it.each([
    [413, { error: 'too_large' }, 'too_large'],
    [503, { error: 'storage' }, 'storage'],
    [500, { error: 'Not A Word' }, 'internal'],
    [502, null, 'internal'],
  ])('that is refused with %i gives the server’s word', async (status, answer, word) => {
    const done = put();
    FakeRequest.last.answer(status, answer);
    expect(await done).toBe(`LogError: ${word}`);
  });

  it('without a network is offline, also when the line only falls silent', async () => {
    const lost = put();
    FakeRequest.last.onerror?.();
    expect(await lost).toBe('LogError: offline');
    const silent = put();
    FakeRequest.last.upload.onprogress?.({ loaded: 1, total: 4 });
    vi.runAllTimers();
    expect(await silent).toBe('LogError: offline');
    expect(FakeRequest.last.aborted).toBe(true);
  });

  it('can be called off, before it begins too', async () => {
    const stop = new AbortController();
    const done = put({ stop: stop.signal });
    stop.abort();
    expect(await done).toBe('LogError: taken_back');
    expect(FakeRequest.last.aborted).toBe(true);
    expect(await put({ stop: stop.signal })).toBe('LogError: taken_back');
  });
});
