/** What the threshold hands to the room, and what both know of a link's greeting. */
import type { Form, OwnMedia } from '../call/types';
import type { Language } from '../i18n';
import type { LogId } from '../log/types';
import type { Knock } from '../wire/protocol.gen';
import type { Fragment } from './address';

/** What a link says to whoever opens it: sealed on the server, opened with the link. */
export interface Greeting {
  readonly v: 1;
  /** the coach's name */
  readonly coach: string;
  /** the room's language: that of its sheets and mails, not of the reader's page */
  readonly lang: Language;
  /** end date, ms */
  readonly until: number;
  /** what was agreed, may be '' */
  readonly agreed: string;
  /** agreed answer time, may be '' */
  readonly answer: string;
  readonly knock: Knock;
  /** for whom the link was made, as the coach calls them */
  readonly guest?: string;
}

/** Argument of `enterRoom` in `ui/room/enterRoom.tsx`. */
export interface Entering {
  readonly log: LogId;
  /** the seed and pass of the person's own link */
  readonly secret: Secret;
  readonly role: 'coach' | 'guest';
  readonly name: string;
  readonly form: Form;
  /** asked already, in the chosen form */
  readonly media: OwnMedia;
  readonly remember: boolean;
  /** null when the link carries none, or none that opens */
  readonly greeting: Greeting | null;
  /** own name of the coach for this room, when it was opened from the coach's page */
  readonly title: string | null;
  /** where the room may render; the threshold has left it */
  readonly root: HTMLElement;
}

export interface Secret {
  readonly fragment: Fragment;
  /** 32 bytes */
  readonly seed: Uint8Array;
  /** 16 bytes */
  readonly pass: Uint8Array;
}
