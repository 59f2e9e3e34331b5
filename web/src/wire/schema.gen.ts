// Generated from whiteboard/schema.py by ./flipover generate.

export const BODY_VERSION = 1;

export const SHEET_WIDTH = 1000;

export const SHEET_HEIGHT = 1414;

export const FIRST_SHEET = "AAAAAAAAAAA" as const;

export const MAX_ELEMENTS = 100000;

export const MAX_STROKE_POINTS = 20000;

export const MAX_TEXT_CHARS = 20000;

export const MAX_COORDINATE = 100000;

export const INK_STEPS_PER_UNIT = 8;

export const MARKERS = ["#222222", "#1F4E9E", "#156638", "#B02A24"] as const;

export const NOTE_COLOURS = ["#FBE98A", "#C4E2F2", "#CFE8BE", "#F6CBD6"] as const;

export const INK_WIDTHS = [4, 8, 14] as const;

export type Form = "picture" | "voice" | "writing";

export type Language = "nl" | "en";

export type Paper = "plain" | "squared" | "lined";

/** `talk`: one message. */
export interface Talk {
  readonly id: string;
  readonly text: string;
}

/** `member`: somebody came in, or changed name or form; *gone* when leaving. */
export interface Member {
  readonly name: string;
  readonly form: "picture" | "voice" | "writing";
  readonly gone?: boolean | null;
}

/** `session`: two people are live, or no longer. */
export interface SessionMark {
  readonly id: string;
  readonly do: "start" | "end";
  /** ms since the Unix epoch, the author's own clock */
  readonly at?: number | null;
}

/** `item`: a value in a workspace or side log; the last one with the same type and id wins. */
export interface Item {
  readonly id: string;
  readonly type: string;
  readonly value: unknown;
}

/** `base`: the board at *k*, in the entry's blobs; refs = [k]. */
export interface Base {
  readonly k: number;
}

/** `cleared`: the coach confirms why the log looked rolled back. */
export interface Cleared {
  readonly reason: "backup";
}

/** What a link's threshold says before anybody was let in. At most 4 KiB sealed. */
export interface Greeting {
  readonly v: number;
  readonly coach: string;
  readonly lang: "nl" | "en";
  /** ms since the Unix epoch, the author's own clock */
  readonly until: number;
  readonly agreed: string;
  readonly answer: string;
  readonly knock: "every" | "new" | "never";
  readonly guest?: string | null;
}

/** What a person says of themselves at the door. */
export interface KnockBody {
  readonly v: number;
  readonly name: string;
  readonly form: "picture" | "voice" | "writing";
}

/** Workspace item of type `room`: everything the coach's browser needs to open it again. */
export interface RoomItem {
  readonly log: string;
  readonly seed: string;
  readonly title: string;
  /** ms since the Unix epoch, the author's own clock */
  readonly made: number;
  readonly lang: "nl" | "en";
  /** ms since the Unix epoch, the author's own clock */
  readonly until: number;
  readonly links: readonly RoomLink[];
}

/** One person's link in a room item; *key* is the pass, base64url of 16 bytes. */
export interface RoomLink {
  readonly id: number;
  readonly role: "coach" | "guest";
  readonly key: string;
  readonly name: string;
}
