// Generated from whiteboard/schema.py and whiteboard/bodies.py and whiteboard/reviews.py by ./flipover generate.

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

export const HIGHLIGHTERS = ["#FFE45C", "#9CD2F5", "#AEE59A", "#FFB0CC"] as const;

export const HIGHLIGHTER_WIDTHS = [20, 32, 46] as const;

export const TEXT_SIZES = [36, 52, 76] as const;

export const MAX_ALT_CHARS = 500;

export const MAX_LABEL_CHARS = 200;

export const MAX_CARD_CELLS = 12;

export const INNER_CIRCLE = 0.55;

export const MAX_MARKS = 200;

export const MAX_CHOICES = 100;

export const MAX_CHOOSERS = 2;

export const SCALE_REACH = 320;

export type Paper = "plain" | "squared" | "lined";

export type Tip = "pen" | "highlighter";

export type ShapeKind = "line" | "arrow" | "rectangle" | "ellipse";

export type MarkKind = "now" | "highest" | "wanted" | "step" | "own";

/** One page of the flipchart; in the root map `sheets` under its id. One that is *gone* was taken away and may be brought back. */
export interface Sheet {
  readonly id: string;
  readonly title: string;
  readonly order: string;
  readonly paper: "plain" | "squared" | "lined";
  readonly gone?: boolean;
}

/** A stroke; in the root map `elements` under its id. *points* as whiteboard/ink.py packs. */
export interface Ink {
  readonly type: "ink";
  readonly id: string;
  readonly sheet: string;
  readonly order: string;
  readonly by: string;
  /** board units; a sheet is 1000 × 1414 */
  readonly frame: readonly [number, number, number, number, number];
  readonly locked?: boolean;
  readonly marker: number;
  readonly width: number;
  readonly points: Uint8Array;
  readonly tip?: "pen" | "highlighter";
}

/** A shape that was meant, drawn with a marker's hand. A line or arrow has height 0 and its length as width, turned by the frame's angle about its middle; an arrow's head is at the right-hand end of the unturned frame. */
export interface Shape {
  readonly type: "shape";
  readonly id: string;
  readonly sheet: string;
  readonly order: string;
  readonly by: string;
  /** board units; a sheet is 1000 × 1414 */
  readonly frame: readonly [number, number, number, number, number];
  readonly locked?: boolean;
  readonly shape: "line" | "arrow" | "rectangle" | "ellipse";
  readonly marker: number;
  readonly width: number;
}

/** Handwriting straight on the sheet; a Y.Text that wraps at the frame's width. */
export interface Text {
  readonly type: "text";
  readonly id: string;
  readonly sheet: string;
  readonly order: string;
  readonly by: string;
  /** board units; a sheet is 1000 × 1414 */
  readonly frame: readonly [number, number, number, number, number];
  readonly locked?: boolean;
  readonly marker: number;
  readonly size: number;
  readonly text: string;
}

/** One person, or two together, chose this note; `chosen:` and its id → [at, by, names]. The id is the two links of those who chose, 4 bytes each, the smaller first; 0 for nobody else. */
export interface Choice {
  readonly id: string;
  /** ms since the Unix epoch, the author's own clock */
  readonly at: number;
  readonly by: string;
  readonly names: readonly string[];
}

/** A sticky note; its text is a Y.Text. *signed* shows whose it is; *chosen* marks the one to begin with, *choices* (oldest first) those of persons and duos; neither moves it. *source* is the message that its words were taken from, `author/id`. */
export interface Note {
  readonly type: "note";
  readonly id: string;
  readonly sheet: string;
  readonly order: string;
  readonly by: string;
  /** board units; a sheet is 1000 × 1414 */
  readonly frame: readonly [number, number, number, number, number];
  readonly locked?: boolean;
  readonly colour: number;
  readonly text: string;
  readonly signed?: boolean;
  readonly chosen?: boolean;
  readonly source?: string;
  readonly choices: readonly Choice[];
}

/** A picture; *blob* names its sealed blob, *alt* is what somebody wrote of what is on it. */
export interface Picture {
  readonly type: "picture";
  readonly id: string;
  readonly sheet: string;
  readonly order: string;
  readonly by: string;
  /** board units; a sheet is 1000 × 1414 */
  readonly frame: readonly [number, number, number, number, number];
  readonly locked?: boolean;
  /** 32 bytes, base64url */
  readonly blob: string;
  readonly alt?: string;
}

/** Two circles around one middle, of the width of the frame. A note's zone is where the middle of its frame lies; nothing stores it twice. *drawn* is how far the coach has come: 1 the inner circle, 2 the ring as well. */
export interface Circles {
  readonly type: "circles";
  readonly id: string;
  readonly sheet: string;
  readonly order: string;
  readonly by: string;
  /** board units; a sheet is 1000 × 1414 */
  readonly frame: readonly [number, number, number, number, number];
  readonly locked?: boolean;
  readonly topic: string;
  readonly inner: string;
  readonly ring: string;
  readonly outside?: string;
  readonly drawn?: number;
}

/** A place on a scale, with its day; under the key `mark:` and its id, packed as [kind, at, by, name, value]. *value* is one number, two for a stretch, none for “no number”; any number counts, halves and those below 0 as well. *name* is what an own mark, or a person among several, is called. */
export interface Mark {
  readonly id: string;
  readonly kind: "now" | "highest" | "wanted" | "step" | "own";
  readonly value: readonly number[];
  /** ms since the Unix epoch, the author's own clock */
  readonly at: number;
  readonly by: string;
  readonly name?: string;
}

/** A line from *low* (0) to *high* (10); along the frame's middle, *upright* from its foot up. 0 is that nothing of it is there yet, 10 how one wants it. Its marks are its own, so that they go where it goes; oldest first. */
export interface Scale {
  readonly type: "scale";
  readonly id: string;
  readonly sheet: string;
  readonly order: string;
  readonly by: string;
  /** board units; a sheet is 1000 × 1414 */
  readonly frame: readonly [number, number, number, number, number];
  readonly locked?: boolean;
  readonly topic: string;
  readonly low: string;
  readonly high: string;
  readonly marks: readonly Mark[];
  readonly upright?: boolean;
}

/** Labelled fields to write in, side by side in *columns*; each field is a Y.Text, `cell0` and on. *kind* names the template: `step`, `closing`, or one of a coach's own. *value* is the number of a closing card, 0..10, for whom gave one. */
export interface Card {
  readonly type: "card";
  readonly id: string;
  readonly sheet: string;
  readonly order: string;
  readonly by: string;
  /** board units; a sheet is 1000 × 1414 */
  readonly frame: readonly [number, number, number, number, number];
  readonly locked?: boolean;
  readonly kind: string;
  readonly title: string;
  readonly labels: readonly string[];
  readonly cells: readonly string[];
  readonly columns?: number;
  readonly value?: number | null;
}

export const BODY_VERSION = 1;

export const MAX_QUOTES = 8;

export const MAX_QUOTED_BYTES = 262144;

export type Form = "picture" | "voice" | "writing";

export type Language = "nl" | "en";

/** Words of a message as they were when they were quoted; *author* and *id* name it. */
export interface QuotedWords {
  readonly type: "words";
  readonly author: string;
  readonly id: string;
  readonly text: string;
}

/** A sticky as it was when it was quoted. */
export interface QuotedNote {
  readonly type: "note";
  readonly sheet: string;
  readonly note: string;
  readonly colour: number;
  readonly text: string;
}

/** A sheet as it was when it was quoted; *picture* is a PNG of at most MAX_QUOTED_BYTES. */
export interface QuotedSheet {
  readonly type: "sheet";
  readonly sheet: string;
  readonly title: string;
  readonly picture: Uint8Array;
}

/** `talk`: one message. `edit`: the same once more, as it reads from then on. *hand* tells devices of the link that wrote it, and nobody else, that it is their own. *name* is given where the author has no `member` to say it. */
export interface Talk {
  readonly id: string;
  readonly text: string;
  readonly quotes?: readonly (QuotedWords | QuotedNote | QuotedSheet)[] | null;
  /** 8 bytes, base64url */
  readonly hand?: string | null;
  readonly name?: string | null;
}

/** `read`: all messages up to *seq* were read; only while both agreed to show it. */
export interface ReadTo {
  readonly seq: number;
}

/** `agreement`: may the other see what one has read? It takes both; either ends it. */
export interface ReadingShown {
  readonly type: "reading";
  readonly on: boolean;
  /** 8 bytes, base64url */
  readonly hand?: string | null;
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

/** `chapter`: the coach turned to *sheet*; while *together*, everybody sees it. */
export interface SheetTurned {
  readonly type: "sheet";
  readonly sheet: string;
  readonly together: boolean;
}

/** `chapter`: a sheet as the log has it at this entry's place is kept under *title*. *auto* when nobody asked for it. *mark* is 8 bytes of SHA-256 over the sheet's state as the browser that kept it spells it: the same mark means the same state, nothing else. */
export interface Snapshot {
  readonly type: "snapshot";
  readonly sheet: string;
  readonly title: string;
  /** 8 bytes, base64url */
  readonly mark: string;
  readonly auto?: boolean;
}

/** `chapter` of a coach: who draws from here on. Readers skip a guest's `board` meanwhile. */
export interface WritersSet {
  readonly type: "writers";
  readonly writers: "coach" | "all";
}

/** `agreement`: until when this session is meant to last; null takes it back. */
export interface AgreedEnd {
  readonly type: "end";
  /** ms since the epoch, server's clock */
  readonly at: number | null;
}

/** `chapter`: a step of a round, in which everybody first writes or places by themselves. A coach's *start* says where (*on*: circles, a scale) and whether *names* stand by what comes. *stuck* is a *person*'s: theirs lies there now, or is ready. The other steps are a coach's. */
export interface RoundAct {
  readonly type: "round";
  readonly id: string;
  readonly do: "start" | "stuck" | "choose" | "reveal" | "end";
  readonly sheet?: string | null;
  readonly on?: string | null;
  readonly zone?: "inner" | "ring" | "each" | null;
  readonly names?: boolean | null;
  readonly person?: string | null;
}

/** `chapter` of a coach: *note* is read out, large before everybody; none is any longer. */
export interface Spotlight {
  readonly type: "spotlight";
  readonly note: string | null;
}

/** `item`: a value in a workspace or side log; the last one with the same type and id wins. */
export interface Item {
  readonly id: string;
  readonly type: string;
  readonly value: unknown;
}

/** `base`: the whole *board* at *k*, one Yjs update; refs = [k]. Large ones lie in blobs. */
export interface Base {
  readonly k: number;
  readonly board: Uint8Array;
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

/** One person's link in a room item; *pass_* is spelled `pass`. */
export interface RoomLink {
  readonly id: number;
  /** 16 bytes, base64url */
  readonly pass: string;
  readonly name: string;
}

/** Workspace item of type `room`: everything the coach's browser needs to open it again. */
export interface RoomItem {
  readonly log: string;
  /** the coach's seed, base64url */
  readonly seed: string;
  /** pass of the coach's own link, base64url */
  readonly pass: string;
  readonly title: string;
  /** ms since the Unix epoch, the author's own clock */
  readonly made: number;
  readonly lang: "nl" | "en";
  /** ms since the Unix epoch, the author's own clock */
  readonly until: number;
  readonly links: readonly RoomLink[];
}

/** Workspace item of type `me`: the coach. */
export interface MeItem {
  readonly name: string;
  readonly lang: "nl" | "en";
}

export const MAX_REMARK_CHARS = 2000;

export const MAX_REMARKS = 1000;

export const MAX_REMARK_ANSWERS = 200;

export const MAX_BUCKETED = 1000;

export const TALK_STEPS = ["use", "topic", "wanted", "achieved", "worked", "ahead", "useful"] as const;

/** `agreement` of a coach: may somebody look back at this? Said once for each *share*. Nothing behind *seq* is shared, so that what is drawn later stays out. */
export interface ShareAsked {
  readonly type: "share";
  /** 16 bytes, base64url */
  readonly share: string;
  readonly whom: string;
  readonly sessions: readonly string[];
  readonly sheets: readonly string[];
  readonly chapters: boolean;
  readonly masked: boolean;
  readonly seq: number;
  /** ms since the epoch, server's clock */
  readonly until: number;
}

/** `agreement` of a guest: yes, no or later; the last of an author counts, nothing after no. */
export interface ShareAnswered {
  readonly type: "share_answer";
  /** 16 bytes, base64url */
  readonly share: string;
  readonly answer: "yes" | "no" | "later";
}

/** `agreement` of coach or guest: from here on the share is over. */
export interface ShareEnded {
  readonly type: "share_end";
  /** 16 bytes, base64url */
  readonly share: string;
}

/** `review`: coach or trainer writes at a place of a sheet and a moment of what is played. */
export interface Remarked {
  readonly type: "remark";
  /** 8 bytes, base64url */
  readonly id: string;
  /** ms since the epoch, server's clock */
  readonly at: number;
  readonly sheet: string;
  /** board units; a sheet is 1000 × 1414 */
  readonly x: number;
  /** board units; a sheet is 1000 × 1414 */
  readonly y: number;
  readonly text: string;
}

/** `review`: an answer to a remark; the answers of one remark are one thread. */
export interface RemarkAnswered {
  readonly type: "remark_answer";
  /** 8 bytes, base64url */
  readonly id: string;
  /** the remark's id */
  readonly to: string;
  readonly text: string;
}

/** `review`: other words for one's own remark or answer; null withdraws it. */
export interface RemarkEdited {
  readonly type: "remark_edit";
  /** of a remark or an answer */
  readonly id: string;
  readonly text: string | null;
}

/** `review`: coach or trainer puts a moment with the step of a talk that it belongs to. */
export interface Bucketed {
  readonly type: "bucket";
  /** 8 bytes, base64url */
  readonly id: string;
  /** ms since the epoch, server's clock */
  readonly at: number;
  /** one of TALK_STEPS */
  readonly step: string;
}

/** `review`: one's own moment is taken out of its bucket again. */
export interface BucketTaken {
  readonly type: "bucket_taken";
  /** of what was put */
  readonly id: string;
}
