// @vitest-environment node
import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { newLogId, newSecret } from '../crypto/keys';
import { memoryStorage, openDatabase } from '../log/database';
import { createDesk } from './desk';
import { createDrafts, NO_DRAFT } from './drafts';

const WORDS = 'what nobody else shall read';

describe('drafts', () => {
  it('are there at the next visit, for this link only, and lie sealed', async () => {
    const [log, secret, storage] = [newLogId(), newSecret(), await openDatabase()];
    const quotes = [{ type: 'words', author: 'AAAAAAAAAAA', id: 'm', text: WORDS }] as const;
    const drafts = await createDrafts(log, secret, storage);
    drafts.keep({ text: WORDS, quotes });
    await drafts.settled();
    expect(await (await createDrafts(log, secret, storage)).load()).toEqual({ text: WORDS, quotes });
    expect(await (await createDrafts(log, newSecret(), storage)).load()).toEqual(NO_DRAFT);
    const sealed = (await storage.draft(log))?.sealed ?? new Uint8Array();
    expect(sealed.length).toBeGreaterThan(WORDS.length);
    expect(new TextDecoder('latin1').decode(sealed)).not.toContain('nobody');
    storage.close();
  });

  it('keep the newest of what is typed quickly, and nothing once it is empty', async () => {
    const [log, secret, storage] = [newLogId(), newSecret(), memoryStorage()];
    const drafts = await createDrafts(log, secret, storage);
    for (const text of ['a', 'ab', 'abc']) drafts.keep({ text, quotes: [] });
    await drafts.settled();
    expect((await drafts.load()).text).toBe('abc');
    drafts.keep(NO_DRAFT);
    await drafts.settled();
    expect(await storage.draft(log)).toBeNull();
  });

  it('of another room do not open here, and what is spoilt is none', async () => {
    const [log, secret, storage] = [newLogId(), newSecret(), memoryStorage()];
    const other = await createDrafts(newLogId(), secret, { ...storage, keepDraft: (_log, sealed) => storage.keepDraft(log, sealed) });
    other.keep({ text: WORDS, quotes: [] });
    await other.settled();
    const drafts = await createDrafts(log, secret, storage);
    expect(await drafts.load()).toEqual(NO_DRAFT);
    await storage.keepDraft(log, new Uint8Array(5));
    expect(await drafts.load()).toEqual(NO_DRAFT);
  });
});

describe('the desk', () => {
  it('keeps what was sent on the device until it is safe in another way', async () => {
    const storage = memoryStorage();
    const log = newLogId();
    const drafts = await createDrafts(log, newSecret(), storage);
    const desk = createDesk(drafts);
    await Promise.resolve();
    desk.write(WORDS);
    expect(desk.kept.value).toBe(false);
    await drafts.settled();
    await Promise.resolve();
    expect(desk.kept.value).toBe(true);
    let safe = (): void => undefined;
    desk.sent(new Promise((resolve) => (safe = resolve)));
    expect(desk.draft.value).toEqual(NO_DRAFT);
    expect(desk.kept.value).toBe(false);
    await drafts.settled();
    expect((await drafts.load()).text).toBe(WORDS);
    safe();
    await Promise.resolve();
    await Promise.resolve();
    await drafts.settled();
    expect(await storage.draft(log)).toBeNull();
  });

  it('does not put an old draft over what is being typed', async () => {
    const storage = memoryStorage();
    const [log, secret] = [newLogId(), newSecret()];
    const before = await createDrafts(log, secret, storage);
    before.keep({ text: 'old', quotes: [] });
    await before.settled();
    const drafts = await createDrafts(log, secret, storage);
    const desk = createDesk(drafts);
    desk.write('new');
    await drafts.settled();
    expect(desk.draft.value.text).toBe('new');
    expect((await drafts.load()).text).toBe('new');
  });

  it('holds what is typed for each letter that is being changed', () => {
    const desk = createDesk(null);
    desk.change('a/1', 'one');
    desk.change('a/2', 'two');
    desk.change('a/1', 'one more');
    desk.change('a/2', null);
    expect([...desk.changing.value]).toEqual([['a/1', 'one more']]);
  });

  it('takes so many quotes and no more', () => {
    const desk = createDesk(null);
    const quote = { type: 'words', author: 'AAAAAAAAAAA', id: 'm', text: 'x' } as const;
    const taken = Array.from({ length: 10 }, () => desk.quote({ ...quote }));
    expect(taken.filter(Boolean).length).toBe(8);
  });
});
