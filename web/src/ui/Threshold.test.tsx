// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { noDevices } from '../call/testing/noDevices';
import type { Form, OwnMedia } from '../call/types';
import { switchLanguage } from '../i18n';
import type { Greeting } from './entering';
import { Threshold, type Arriving, type ThresholdProps } from './Threshold';
import { WaitingRoom } from './WaitingRoom';

const GREETING: Greeting = {
  coach: 'Eva',
  lang: 'nl',
  until: new Date(2027, 4, 24, 12).getTime(),
  agreed: 'donderdag om tien uur',
  answer: 'binnen vier uur',
  knock: 'new',
  guest: 'Sam',
};

let root: HTMLElement;
let asked: Form[];
let stopped: number;
const media: OwnMedia = {
  ...noDevices(),
  stream: signal(null),
  problem: signal(null),
  level: signal(0),
  muted: signal(false),
  cameraOff: signal(false),
  ask: (form) => {
    asked.push(form);
    return Promise.resolve();
  },
  setMuted: () => undefined,
  setCameraOff: () => Promise.resolve(),
  stop: () => {
    stopped += 1;
  },
};

beforeEach(() => {
  switchLanguage('nl');
  asked = [];
  stopped = 0;
  root = document.createElement('div');
  document.body.append(root);
});
afterEach(async () => {
  await act(() => render(null, root));
  await settle();
  root.remove();
});

async function settle(): Promise<void> {
  await act(async () => {
    await Promise.resolve();
  });
}

async function show(over: Partial<ThresholdProps> = {}): Promise<ReturnType<typeof vi.fn<() => Promise<OwnMedia>>>> {
  const loadMedia = vi.fn(() => Promise.resolve(media));
  const props: ThresholdProps = {
    role: 'guest',
    greeting: GREETING,
    name: '',
    remembered: false,
    link: 'https://flip.example/',
    loadMedia,
    onComeIn: () => Promise.resolve(),
    ...over,
  };
  await act(() => render(<Threshold {...props} />, root));
  return loadMedia;
}

async function choose(form: Form): Promise<void> {
  await act(() => root.querySelector<HTMLInputElement>(`input[value="${form}"]`)?.click());
  await settle();
}

async function type(selector: string, text: string): Promise<void> {
  const field = root.querySelector<HTMLInputElement | HTMLTextAreaElement>(selector);
  if (field === null) throw new Error(selector);
  await act(() => {
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

async function submit(): Promise<void> {
  await act(() => {
    root.querySelector('form')?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
  });
  await settle();
  await settle();
}

test('it says first with whom one is going to talk, and loads nothing that could ask', async () => {
  const loadMedia = await show();
  expect(root.querySelector('h1')?.textContent).toBe('Je gaat praten met Eva.');
  expect(loadMedia).not.toHaveBeenCalled();
  expect(root.querySelectorAll('input[type=radio]:checked')).toHaveLength(0);
});

test('the four worries are answered with this room’s end date', async () => {
  await show();
  const answers = [...root.querySelectorAll('.worry-answer')].map((element) => element.textContent);
  expect(answers).toHaveLength(4);
  expect(answers[1]).toBe('Van beeld en geluid niets.');
  expect(answers[2]).toContain('24 mei 2027');
});

test('without a greeting nothing is claimed that is not known', async () => {
  await show({ greeting: null });
  expect(root.querySelector('h1')?.textContent).toBe('Je gaat praten met je coach.');
  expect(root.querySelectorAll('.worry-answer')).toHaveLength(3);
});

test('choosing asks for what that form needs and no more', async () => {
  await show();
  await choose('writing');
  expect(asked).toEqual(['writing']);
  expect(root.querySelector('.own-check')).toBeNull();
  await choose('voice');
  expect(asked).toEqual(['writing', 'voice']);
  expect(root.querySelector('.own-check')).not.toBeNull();
});

test('passing over a choice with the arrow keys asks nothing until one is settled on', async () => {
  await show();
  const radio = (form: Form) => root.querySelector<HTMLInputElement>(`input[value="${form}"]`);
  await act(() => {
    radio('picture')?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true }));
  });
  await choose('voice');
  expect(asked).toEqual([]);
  await choose('writing');
  await choose('voice');
  await act(() => {
    radio('voice')?.dispatchEvent(new FocusEvent('focusout', { bubbles: true, relatedTarget: root }));
  });
  await settle();
  expect(asked).toEqual(['voice']);
});

test('a preview loads no camera and cannot be gone into', async () => {
  const loadMedia = vi.fn(() => Promise.resolve(media));
  const preview = { role: 'guest', greeting: GREETING, name: 'Sam', remembered: false, link: '', loadMedia } as const;
  await act(() => render(<Threshold {...preview} />, root));
  await choose('picture');
  expect(loadMedia).not.toHaveBeenCalled();
  expect(root.querySelector<HTMLButtonElement>('button[type=submit]')?.disabled).toBe(true);
});

test('nobody comes in without a name, and the field has the focus then', async () => {
  const onComeIn = vi.fn((_arriving: Arriving) => Promise.resolve());
  await show({ onComeIn });
  await choose('writing');
  await submit();
  expect(onComeIn).not.toHaveBeenCalled();
  expect(document.activeElement?.tagName).toBe('INPUT');
  await type('input[autocomplete=nickname]', '  Sam ');
  await submit();
  expect(onComeIn.mock.calls[0]?.[0]).toMatchObject({ name: 'Sam', form: 'writing', remember: false });
});

test('a refusal is said in words and leaves everything to try again', async () => {
  await show({ name: 'Sam', onComeIn: () => Promise.reject(new Error('revoked')) });
  await choose('writing');
  await submit();
  expect(root.querySelector('[role=alert]')?.textContent).toContain('Deze link is ingetrokken');
  expect(root.querySelector('button[type=submit]')?.getAttribute('aria-disabled')).toBeNull();
});

test('turning back at the threshold leaves no camera on; going in keeps it', async () => {
  await show({ name: 'Sam' });
  await choose('picture');
  await act(() => render(null, root));
  await settle();
  expect(stopped).toBe(1);
  await show({ name: 'Sam' });
  await choose('picture');
  await submit();
  await act(() => render(null, root));
  await settle();
  expect(stopped).toBe(1);
});

test('who waits is told whether the coach is there, and keeps a message that was not taken', async () => {
  let tries = 0;
  const onWrite = (): Promise<void> => {
    tries += 1;
    return tries === 1 ? Promise.reject(new Error('busy')) : Promise.resolve();
  };
  const props = { coachName: 'Eva', answer: 'binnen vier uur', onWrite };
  await act(() => render(<WaitingRoom {...props} coachHere={false} />, root));
  expect(root.querySelector('h1')?.textContent).toBe('Eva is er nu niet. Je kunt alvast schrijven.');
  expect(root.textContent).toContain('binnen vier uur');
  await type('textarea', 'Dag Eva');
  await submit();
  expect(root.querySelector('[role=alert]')).not.toBeNull();
  expect(root.querySelector('textarea')?.value).toBe('Dag Eva');
  await submit();
  expect(root.textContent).toContain('Je bericht is bewaard');
  await act(() => render(<WaitingRoom {...props} coachHere written />, root));
  expect(root.querySelector('h1')?.textContent).toBe('Eva ziet dat je er bent.');
});
