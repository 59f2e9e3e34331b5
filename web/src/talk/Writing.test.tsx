// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { beforeEach, describe, expect, it } from 'vitest';
import { switchLanguage } from '../i18n/language';
import { MAX_TEXT_CHARS } from '../wire/schema.gen';
import type { Message } from './talk';
import { Writing } from './Writing';

const messages = signal<readonly Message[]>([]);
let said: string[];
let quoted: string[];
let shownNotes: string[];
let root: HTMLElement;

function message(id: string, text: string, more: Partial<Message> = {}): Message {
  return { id, author: 'sam', role: 'guest', text, at: Date.now(), own: false, keeping: 'kept', ...more };
}
async function show(): Promise<void> {
  await act(() => {
    render(
      <Writing
        messages={messages}
        nameOf={() => '<b>Sam</b>'}
        to="Sam"
        draftKey="draft"
        onSay={(text) => said.push(text) > 0}
        onQuote={(text) => `note ${quoted.push(text)}`}
        onShowQuote={(note) => shownNotes.push(note)}
      />,
      root,
    );
  });
}
const area = (): HTMLTextAreaElement => {
  const found = root.querySelector('textarea');
  if (found === null) throw new Error('no composer');
  return found;
};
async function type(text: string): Promise<void> {
  await act(() => {
    area().value = text;
    area().dispatchEvent(new Event('input', { bubbles: true }));
  });
}
async function press(key: string, more: KeyboardEventInit = {}): Promise<KeyboardEvent> {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more });
  await act(() => void area().dispatchEvent(event));
  return event;
}

beforeEach(async () => {
  switchLanguage('en');
  sessionStorage.clear();
  messages.value = [];
  said = [];
  quoted = [];
  shownNotes = [];
  document.body.innerHTML = '<div id="root"></div>';
  root = document.getElementById('root') ?? document.body;
  await show();
});

describe('writing', () => {
  it('shows others’ words and names as the text they are, never as markup or a link', async () => {
    await act(() => {
      messages.value = [message('1', '<img src=x onerror=alert(1)> https://example.org')];
    });
    expect(root.querySelector('img, a, .from b b')).toBeNull();
    expect(root.querySelector('.text')?.textContent).toBe('<img src=x onerror=alert(1)> https://example.org');
    expect(root.querySelector('.from b')?.textContent).toBe('<b>Sam</b>');
  });

  it('sends with Ctrl or ⌘ and Enter, and lets Enter alone be a new line', async () => {
    await type('one line');
    expect((await press('Enter')).defaultPrevented).toBe(false);
    expect(said).toEqual([]);
    await press('Enter', { ctrlKey: true });
    await type('another');
    await press('Enter', { metaKey: true });
    expect(said).toEqual(['one line', 'another']);
    expect(area().value).toBe('');
  });

  it('sends nothing over the limit, says by how much, and keeps what was typed', async () => {
    const long = 'x'.repeat(MAX_TEXT_CHARS + 3);
    await type(long);
    await press('Enter', { ctrlKey: true });
    expect(said).toEqual([]);
    expect(area().value).toBe(long);
    expect(root.querySelector('[role=alert]')?.textContent).toContain('3 characters too long');
  });

  it('has what was typed and not sent again after the column was closed', async () => {
    await type('half a thou');
    await act(() => render(null, root));
    await show();
    expect(area().value).toBe('half a thou');
  });

  it('says of an own message that it is only here, and of a refused one that it is not kept', async () => {
    await act(() => {
      messages.value = [message('1', 'a', { own: true, keeping: 'here' }), message('2', 'b', { own: true, keeping: 'lost' })];
    });
    const [here, lost] = root.querySelectorAll('article');
    expect(here?.textContent).toContain('On this device');
    expect(lost?.textContent).toContain('Not kept');
  });

  it('puts a message on a note only when asked, says so, and shows it', async () => {
    await act(() => {
      messages.value = [message('1', 'I want to rest more'), message('2', 'and walk')];
    });
    expect(quoted).toEqual([]);
    const [first] = root.querySelectorAll<HTMLElement>('.letter button');
    expect(first?.getAttribute('aria-label')).toBe('Onto a note: I want to rest more');
    await act(() => first?.click());
    expect(quoted).toEqual(['I want to rest more']);
    const status = root.querySelector('[role=status].quoted');
    expect(status?.textContent).toContain('It is on a note.');
    await act(() => status?.querySelector('button')?.click());
    expect(shownNotes).toEqual(['note 1']);
    expect(status?.textContent).toBe('');
  });
});
