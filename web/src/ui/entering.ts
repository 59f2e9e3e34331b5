/** What the threshold hands to the room. */
import type { Form, OwnMedia } from '../call/types';
import type { Secret } from '../crypto/keys';
import type { Greeting } from '../crypto/purposes';
import type { LogId } from '../log/types';

export type { Greeting } from '../crypto/purposes';

/** Argument of `enterRoom` in `ui/room/enterRoom.tsx`. The device is registered already. */
export interface Entering {
  readonly log: LogId;
  /** of the person's own link */
  readonly secret: Secret;
  readonly role: 'coach' | 'guest';
  readonly name: string;
  readonly form: Form;
  /** asked already, in the chosen form */
  readonly media: OwnMedia;
  /** this device is before no door: it may read the log at once */
  readonly admitted: boolean;
  /** "remember on this device" was chosen; the threshold sees to it */
  readonly remember: boolean;
  /** null when the link carries none, or none that opens */
  readonly greeting: Greeting | null;
  /** the coach's own name for this room, when it was opened from the coach's page */
  readonly title: string | null;
  /** where the room renders; the threshold has left it */
  readonly root: HTMLElement;
}
