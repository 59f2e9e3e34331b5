// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { expect, it } from 'vitest';
import { formatTime, switchLanguage } from '../../i18n/language';
import { ManualClock } from '../../log/testing/ManualClock';
import { NO_SESSION } from './session';
import { QuietClock } from './QuietClock';

const MINUTE = 60_000;

it('says how long is left near the end, once a minute, and nothing to whoever hides it', async () => {
  switchLanguage('nl');
  const clock = new ManualClock();
  clock.offset -= clock.offset % MINUTE;
  const start = clock.wall();
  const agreedEnd = signal<number | null>(null);
  const shown = signal(true);
  const room = { agreedEnd, session: signal({ ...NO_SESSION, open: { id: 's', at: start } }) };
  const [desk, phone] = [document.createElement('div'), document.createElement('div')];
  await act(() => {
    render(<QuietClock room={room} shown={shown} phone={false} clock={clock} onOpen={() => undefined} />, desk);
    render(<QuietClock room={room} shown={shown} phone clock={clock} onOpen={() => undefined} />, phone);
  });
  const said = async (minutes: number): Promise<readonly [string, string]> => {
    await act(() => clock.advance(minutes * MINUTE));
    return [desk.textContent?.replace(formatTime(clock.wall()), '') ?? '', phone.textContent ?? ''];
  };
  expect(await said(0)).toEqual(['', '']);
  await act(() => {
    agreedEnd.value = start + 60 * MINUTE;
  });
  const until = `tot ${formatTime(start + 60 * MINUTE)}`;
  expect(await said(10)).toEqual([until, '']);
  expect(await said(36)).toEqual(['nog een kwartier', 'nog een kwartier']);
  expect(await said(5)).toEqual(['nog 10 minuten', 'nog 10 minuten']);
  // Nobody can count along.
  expect(await said(3)).toEqual(['nog 10 minuten', 'nog 10 minuten']);
  expect(await said(1)).toEqual(['nog 5 minuten', 'nog 5 minuten']);
  expect(await said(3)).toEqual(['nog een paar minuten', 'nog een paar minuten']);
  expect(await said(9)).toEqual([until, '']);
  await act(() => {
    shown.value = false;
  });
  expect([desk.textContent, phone.textContent]).toEqual(['', '']);
  render(null, desk);
  render(null, phone);
});
