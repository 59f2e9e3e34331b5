// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { beforeEach, describe, expect, it } from 'vitest';
import { switchLanguage } from '../i18n/language';
import { MAX_TEXT_CHARS } from '../wire/schema.gen';
import { createDesk, type Desk } from './desk';
import type { Letters } from './letters';
import { NOTHING_READ } from './reading';
import type { Draft, Message } from './talk';
import { Writing } from './Writing';

const messages = signal<readonly Message[]>([]);
const leaving = signal<ReadonlySet<string>>(new Set());
let said: Draft[];
let quoted: string[];
let shownNotes: string[];
let taken: string[];
let root: HTMLElement;
let desk: Desk;

const letters: Letters = {
  messages,
  sessions: signal([]),
  thinking: { own: signal(false), others: signal([]), set: () => undefined, dispose: () => undefined },
  reading: signal(NOTHING_READ),
  leaving,
  now: () => Date.now(),
  bodyOf: (id, _author, { text }) => ({ id, text }),
  bodyApart: async (id, _author, { text }) => ({ id, text }),
  edit: () => true,
  takeBack: ({ id }) => void taken.push(id),
  callOff: () => undefined,
  wasRead: () => false,
  showReading: () => undefined,
  seen: () => undefined,
  fold: () => undefined,
  restart: () => undefined,
  flush: () => undefined,
  dispose: () => undefined,
};

function message(id: string, text: string, more: Partial<Message> = {}): Message {
  return {
    id, author: 'sam', role: 'guest', text, quotes: [], at: Date.now(), own: false, keeping: 'kept', seqs: [1], earlier: [], gone: null,
    hand: null, ...more,
  };
}
async function show(mayForget = false): Promise<void> {
  await act(() => {
    render(
      <Writing
        letters={letters}
        desk={desk}
        nameOf={() => '<b>Sam</b>'}
        ofPage={() => 'Sam'}
        to="Sam"
        mayForget={mayForget}
        onSay={(draft) => (draft.text.trim() === '' || draft.text.length > MAX_TEXT_CHARS ? null : (said.push(draft), Promise.resolve()))}
        onNote={(text) => `note ${quoted.push(text)}`}
        onShowNote={(note) => shownNotes.push(note)}
        onGo={() => false}
        onQuoteSheet={() => undefined}
        together={false}
        readTo={0}
        newUntil={Infinity}
        shown={signal(null)}
        help=""
        coach="Eva"
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
const button = (name: string): HTMLElement => {
  const found = [...root.querySelectorAll('button')].find((one) => (one.getAttribute('aria-label') ?? one.textContent) === name);
  if (found === undefined) throw new Error(`no button ${name}`);
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
  messages.value = [];
  leaving.value = new Set();
  said = [];
  quoted = [];
  shownNotes = [];
  taken = [];
  desk = createDesk(null);
  document.body.innerHTML = '<div id="root"></div>';
  root = document.getElementById('root') ?? document.body;
  await show();
});

describe('writing', () => {
  it('shows others’ words and names as the text they are, never as markup', async () => {
    await act(() => {
      messages.value = [message('1', '<img src=x onerror=alert(1)> [x](javascript:alert(1))')];
    });
    expect(root.querySelector('img, a, .from b b')).toBeNull();
    expect(root.querySelector('.text')?.textContent).toBe('<img src=x onerror=alert(1)> [x](javascript:alert(1))');
    expect(root.querySelector('.from b')?.textContent).toBe('<b>Sam</b>');
  });

  it('lays out the newest of many, and those before them by a button for whoever does not scroll', async () => {
    await act(() => {
      messages.value = Array.from({ length: 150 }, (_, nth) => message(`m${nth}`, `word ${nth}`, { at: nth + 1 }));
    });
    expect(root.querySelectorAll('.letter')).toHaveLength(120);
    await act(() => button('Earlier messages (30)').click());
    expect(root.querySelectorAll('.letter')).toHaveLength(150);
    expect(root.querySelector('.letter .text')?.textContent).toBe('word 0');
    expect(() => button('Earlier messages (30)')).toThrow();
  });

  it('opens a link only after it was said where it goes, and tells the other side nothing', async () => {
    await act(() => {
      messages.value = [message('1', 'see https://bank.nl@evil.example/x')];
    });
    expect(root.querySelector('a')).toBeNull();
    await act(() => button('https://bank.nl@evil.example/x').click());
    const link = root.querySelector('a');
    expect(link?.textContent).toBe('Open evil.example in a new tab');
    expect([link?.rel, link?.target, link?.getAttribute('referrerpolicy')]).toEqual(['noopener noreferrer', '_blank', 'no-referrer']);
  });

  it('sends with Ctrl or ⌘ and Enter, and lets Enter alone be a new line', async () => {
    await type('one line');
    expect((await press('Enter')).defaultPrevented).toBe(false);
    expect(said).toEqual([]);
    await press('Enter', { ctrlKey: true });
    await type('another');
    await press('Enter', { metaKey: true });
    expect(said.map(({ text }) => text)).toEqual(['one line', 'another']);
    expect(area().value).toBe('');
  });

  it('sends nothing over the limit, says in words by how much, and keeps what was typed', async () => {
    const long = 'woord '.repeat(MAX_TEXT_CHARS / 6 + 10);
    await type(long);
    await press('Enter', { ctrlKey: true });
    expect(said).toEqual([]);
    expect(area().value).toBe(long);
    expect(root.querySelector('#composer-note')?.textContent).toContain('About 10 words too many');
    await type('x'.repeat(MAX_TEXT_CHARS - 600));
    expect(root.querySelector('#composer-note')?.textContent).toBe('Room for about 100 more words.');
    await type('x'.repeat(100));
    expect(root.querySelector('#composer-note')?.textContent).toBe('');
  });

  it('shows before sending how a message arrives, and sends it from there', async () => {
    await type('- one\n- *two*');
    await act(() => button('Read it over first').click());
    expect([...root.querySelectorAll('.read-over li')].map((item) => item.textContent)).toEqual(['one', 'two']);
    expect(said).toEqual([]);
    await act(() => button('Go on writing').click());
    expect(area().value).toBe('- one\n- *two*');
    await act(() => button('Read it over first').click());
    await act(() => root.querySelector('form')?.requestSubmit());
    expect(said.length).toBe(1);
    expect(root.querySelector('.read-over')).toBeNull();
  });

  it('has what was typed and not sent again after the column was closed', async () => {
    await type('half a thou');
    await act(() => render(null, root));
    await show();
    expect(area().value).toBe('half a thou');
  });

  it('says of an own message how far it has come: always while it is not kept, else with the newest', async () => {
    await act(() => {
      messages.value = [
        message('0', 'z', { own: true }),
        message('1', 'a', { own: true }),
        message('2', 'b', { own: true, keeping: 'lost', seqs: [] }),
        message('3', 'c', { own: true, keeping: 'here', seqs: [] }),
      ];
    });
    const words = [...root.querySelectorAll('article')].map((article) => article.querySelector('.keeping, .wrong')?.textContent ?? '');
    expect(words).toEqual(['', '', 'not kept; copy it if you still need it', 'on this device, goes off as soon as it can']);
    await act(() => {
      messages.value = messages.value.slice(0, 2);
    });
    expect([...root.querySelectorAll('article')].at(-1)?.textContent).toContain('kept');
  });

  it('quotes a message in the one that is written, and leaves it out again', async () => {
    await act(() => {
      messages.value = [message('1', 'I want to rest more')];
    });
    await act(() => button('Quote: I want to rest more').click());
    await type('so do I');
    expect(root.querySelector('.composer .quote')?.textContent).toContain('I want to rest more');
    await press('Enter', { ctrlKey: true });
    expect(said[0]?.quotes).toEqual([{ type: 'words', author: 'sam', id: '1', text: 'I want to rest more' }]);
    await act(() => button('Quote: I want to rest more').click());
    await act(() => button('Leave this quote out').click());
    expect(root.querySelector('.composer .quote')).toBeNull();
  });

  it('says in words that what was quoted is there no longer', async () => {
    await act(() => {
      messages.value = [message('1', 'see', { quotes: [{ type: 'note', sheet: 'AAAAAAAAAAA', note: 'AAAAAAAAAAI', colour: 1, text: 'rest' }] })];
    });
    await act(() => button('Go to what is quoted here: rest').click());
    expect(root.querySelector('[role=status].quoted')?.textContent).toContain('This note is no longer there.');
  });

  it('offers changing and taking back with one’s own, and a coach forgetting of any', async () => {
    const offered = (): string[] => [...root.querySelectorAll('.acts-row button')].map((one) => one.textContent ?? '');
    await act(() => {
      messages.value = [message('1', 'theirs')];
    });
    expect(offered()).toEqual(['Quote', 'Onto a note']);
    await show(true);
    expect(offered()).toEqual(['Quote', 'Onto a note', 'Have it forgotten']);
    await act(() => button('Have it forgotten: theirs').click());
    expect(taken).toEqual(['1']);
    await show();
    await act(() => {
      messages.value = [message('1', 'mine', { own: true })];
    });
    expect(offered()).toEqual(['Quote', 'Onto a note', 'Change', 'Take back']);
    await act(() => {
      messages.value = [message('1', '', { own: true, gone: { at: Date.now(), role: 'guest' } })];
    });
    expect(offered()).toEqual([]);
    expect(root.querySelector('article')?.textContent).toContain('Taken back at');
  });

  it('puts a message on a note only when asked, says so, and shows it', async () => {
    await act(() => {
      messages.value = [message('1', 'I want to rest more'), message('2', 'and walk')];
    });
    expect(quoted).toEqual([]);
    await act(() => button('Onto a note: I want to rest more').click());
    expect(quoted).toEqual(['I want to rest more']);
    const status = root.querySelector('[role=status].quoted');
    expect(status?.textContent).toContain('It is on a note.');
    await act(() => status?.querySelector('button')?.click());
    expect(shownNotes).toEqual(['note 1']);
    expect(status?.textContent).toBe('');
  });
});
