/** After a minute without each other: what was agreed for that, in words. */
import { FALLBACK_AFTER_MS, isApart } from './fallback';
import type { Names } from './names';
import type { Room } from './openRoom';
import { useLasting } from './roomEffects';
import { r, sentence } from './words';

export function Apart({ room, names }: { readonly room: Room; readonly names: Names }) {
  const { news, seen } = room.presence.value;
  const connected = room.call.people.value.some((person) => person.state === 'connected');
  const told = room.log.link.value === 'away' || room.call.people.value.some((person) => person.state === 'blocked');
  const apart =
    room.call.form.value !== 'writing' &&
    isApart({ connected, met: seen.size > 0, saidGoodbye: news?.what === 'left' });
  if (!useLasting(apart, FALLBACK_AFTER_MS)) return null;
  const name = names.other();
  const agreed = room.fallback.value;
  // Another notice says already that there is no connection, and what goes on.
  if (told && agreed === '') return null;
  return (
    <p class="notice">
      {sentence(agreed === '' ? r('apart', { name }) : r('apart_agreed', { name, agreed }))}
    </p>
  );
}
