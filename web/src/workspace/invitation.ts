/** What a coach sends: the link of one guest, and words to go with it in the room's language. */
import { fromBase64url } from '../crypto/base64url';
import { linkFragment, workspaceFragment } from '../crypto/fragment';
import { deriveKeys, type Secret } from '../crypto/keys';
import type { Greeting } from '../crypto/purposes';
import { t } from '../i18n/coach';
import type { GuestLink, Me, RoomItem } from './items';

export function coachSecret(room: RoomItem): Secret {
  return { seed: fromBase64url(room.seed), pass: fromBase64url(room.pass) };
}

/** The guest's own secret: the member seed and the pass of this one link. */
export async function guestSecret(room: RoomItem, link: GuestLink): Promise<Secret> {
  const { memberSeed } = await deriveKeys(room.log, 'coach', coachSecret(room));
  return { seed: memberSeed, pass: fromBase64url(link.pass) };
}

export function coachFragment(room: RoomItem): string {
  return linkFragment('c', coachSecret(room));
}

export async function guestUrl(origin: string, room: RoomItem, link: GuestLink): Promise<string> {
  return `${origin}/r/${room.log}${linkFragment('g', await guestSecret(room, link))}`;
}

export function workspaceUrl(origin: string, seed: Uint8Array): string {
  return `${origin}/coach${workspaceFragment(seed)}`;
}

export function greetingFor(me: Me, room: RoomItem, guest: string): Greeting {
  const { lang, until, agreed, answer, help, knock } = room;
  return { coach: me.name, lang, until, agreed, answer, knock, ...(guest === '' ? {} : { guest }), ...(help === '' ? {} : { help }) };
}

export interface Mail {
  readonly subject: string;
  readonly text: string;
}

export function mailFor(me: Me, room: RoomItem, link: GuestLink, url: string): Mail {
  const { lang } = room;
  const lines = [
    link.name === '' ? t('mail_hello_plain', undefined, lang) : t('mail_hello', { guest: link.name }, lang),
    '',
    t('mail_body', undefined, lang),
    '',
    url,
    '',
    t('mail_how', undefined, lang),
    '',
    t('mail_careful', undefined, lang),
    ...(room.agreed === '' ? [] : ['', t('mail_agreed', { agreed: room.agreed }, lang)]),
    ...(room.answer === '' ? [] : ['', t('mail_answer', { answer: room.answer }, lang)]),
    '',
    t('mail_bye', undefined, lang),
    me.name,
  ];
  return { subject: t('mail_subject', undefined, lang), text: lines.join('\n') };
}

export function mailtoUrl({ subject, text }: Mail): string {
  // Line breaks as RFC 6068 wants them.
  return `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(text.replaceAll('\n', '\r\n'))}`;
}
