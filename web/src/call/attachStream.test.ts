import { describe, expect, test } from 'vitest';
import { attachStream } from './attachStream';

/** A media element that may refuse to play, as browsers do before the first tap. */
class FakeElement {
  srcObject: unknown = null;
  plays = 0;
  refusal: string | null = null;

  play(): Promise<void> {
    this.plays += 1;
    if (this.refusal === null) return Promise.resolve();
    return Promise.reject(new DOMException('no', this.refusal));
  }
}

function attach(element: FakeElement, stream: object | null) {
  return attachStream(element as unknown as HTMLMediaElement, stream as MediaStream | null);
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
}

describe('a stream in an element', () => {
  test('plays by itself where the browser lets it', async () => {
    const element = new FakeElement();
    const stream = {};

    const { blocked } = attach(element, stream);
    await settle();

    expect([element.srcObject, element.plays, blocked.value]).toEqual([stream, 1, false]);
  });

  test('says that a tap is wanted, and plays by the tap', async () => {
    const element = new FakeElement();
    element.refusal = 'NotAllowedError';
    const { blocked, play } = attach(element, {});
    await settle();
    expect(blocked.value).toBe(true);

    element.refusal = null;
    await play();

    expect(blocked.value).toBe(false);
  });

  test('interrupted by another stream wants no tap', async () => {
    const element = new FakeElement();
    element.refusal = 'AbortError';

    const { blocked } = attach(element, {});
    await settle();

    expect(blocked.value).toBe(false);
  });

  test('is taken out only if it is still the one in there', () => {
    const element = new FakeElement();
    const first = attach(element, { name: 'first' });
    const second = { name: 'second' };
    attach(element, second);

    first.detach();

    expect(element.srcObject).toBe(second);
  });
});
