// Generated from server/protocol.py and server/bodies.py by ./flipover generate.

export const PROTOCOL_VERSION = 1;

export const KINDS = {"board": 1, "base": 2, "talk": 3, "edit": 4, "forget": 5, "member": 6, "session": 7, "chapter": 8, "score": 9, "agreement": 10, "read": 11, "review": 12, "item": 13, "cleared": 14, "recording": 15} as const;

export const ROLES = {"coach": 1, "guest": 2, "trainer": 3, "owner": 4} as const;

export const FLAGS = {"notify": 1, "drop": 2} as const;

export const MAY_APPEND = {"room": {"coach": ["board", "talk", "member", "session", "chapter", "score", "agreement", "read", "edit", "forget", "base", "cleared"], "guest": ["board", "talk", "member", "session", "chapter", "score", "agreement", "read", "edit", "forget"]}, "side": {"owner": ["item", "forget"]}, "workspace": {"owner": ["item", "forget"]}, "share": {"coach": ["recording", "review"], "trainer": ["review"]}} as const;

export type LogKind = "room" | "side" | "workspace" | "share";

export type Role = "coach" | "guest" | "trainer" | "owner";

export type Kind = "board" | "base" | "talk" | "edit" | "forget" | "member" | "session" | "chapter" | "score" | "agreement" | "read" | "review" | "item" | "cleared" | "recording";

export type Knock = "every" | "new" | "never";

export type Writers = "coach" | "all";

export type KnockState = "waiting" | "admitted" | "refused";

export type MailLanguage = "nl" | "en";

export type MailState = "ok" | "failing";

export type ShareState = "asked" | "granted" | "refused" | "made" | "ended";

export const MAX_SEALED_BYTES = 65820;

export const MAX_BLOB_BYTES = 8388608;

export const MAX_REFS = 256;

export const MAX_BLOBS = 64;

export const MAX_GREETING_BYTES = 4096;

export const MAX_KNOCK_BYTES = 1024;

export const MAX_LIVE_BYTES = 8192;

export const MAX_SIGNAL_BYTES = 65536;

export const MAX_APPEND_RECORDS = 8;

export const MAX_IN_FLIGHT = 8;

export const MAX_LIVE_PER_SECOND = 20;

export const PAGE_RECORDS = 512;

export const PAGE_BYTES = 1048576;

export const MAX_KEYFRAME_BYTES = 67108864;

export const MAX_LINKS = 32;

export const MAX_DEVICES_PER_LINK = 32;

export const MAX_OPEN_SHARES = 32;

export const MAX_OPENINGS = 1000;

export const HEAD_EVERY_MS = 15000;

export const ERASE_AFTER_MS = 604800000;

export const BLOB_ORPHAN_MS = 86400000;

export const MIN_REST_MS = 60000;

export const MAX_REST_MS = 3600000;

export const MAX_ALARM_SLOTS = 8;

export const NOTICE_EVERY_MS = 14400000;

export const CONFIRM_WITHIN_MS = 604800000;

export const MAX_RESTING = 16;

export const MAX_RESTING_BYTES = 524288;

export const LATER = ["gap", "busy", "too_fast", "blob_missing", "storage"] as const;

export const NEVER = ["conflict", "not_allowed", "too_large", "malformed", "revoked", "ended", "client_too_old"] as const;

export const OTHER = ["not_found", "unknown_link", "not_admitted", "exists", "used", "server_too_old", "origin", "no_echo", "internal"] as const;

/** Socket.IO ``auth``: who comes in, by which link, on which device. */
export interface Connect {
  readonly v: number;
  /** 16 bytes, base64url without padding (22 characters) */
  readonly log: string;
  /** 32 bytes, base64url without padding (43 characters) */
  readonly token: string;
  /** 16 bytes, base64url without padding (22 characters) */
  readonly device: string;
  /** 8 bytes, base64url without padding (11 characters) */
  readonly page: string;
}

/** ``append``: 1..8 records of one author, their seq and at zero. */
export interface Append {
  readonly records: Uint8Array;
  readonly rest_ms?: number | null;
}

/** ``live``: something that does not last, sealed, for all other live pages. No answer. */
export interface LiveIn {
  readonly sealed: Uint8Array;
}

/** ``signal``: sealed SDP or candidate for one page. */
export interface SignalIn {
  /** 8 bytes, base64url without padding (11 characters) */
  readonly to: string;
  readonly counter: number;
  readonly sealed: Uint8Array;
}

/** ``knock``: sealed name and form, shown to the coach beside "let in". */
export interface KnockIn {
  readonly sealed: Uint8Array;
}

/** ``admit``: the coach's yes or no to a waiting device. */
export interface Admit {
  readonly device: number;
  readonly yes: boolean;
}

/** ``entry``: records in log order; to their own author with a digest in place of the body. */
export interface EntryOut {
  readonly records: Uint8Array;
}

/** ``head``: the log's newest seq and its chain value. */
export interface Head {
  /** position in the log, from 1; 0 means none */
  readonly seq: number;
  readonly h: Uint8Array;
}

/** ``refused``: one record was not taken, and why. */
export interface Refused {
  /** 8 bytes, base64url without padding (11 characters) */
  readonly author: string;
  readonly n: number;
  readonly error: string;
}

/** ``live``: as sent by *page*. */
export interface LiveOut {
  /** 8 bytes, base64url without padding (11 characters) */
  readonly page: string;
  readonly sealed: Uint8Array;
}

/** ``signal``: as sent by page *from_page*. */
export interface SignalOut {
  /** 8 bytes, base64url without padding (11 characters) */
  readonly from_page: string;
  readonly counter: number;
  readonly sealed: Uint8Array;
}

/** One live page of this room. */
export interface Peer {
  /** 8 bytes, base64url without padding (11 characters) */
  readonly page: string;
  readonly role: "coach" | "guest" | "trainer" | "owner";
  readonly link: number;
  readonly device: number;
}

/** ``peers``: all live pages, oneself included; sent whole at every change. */
export interface Peers {
  readonly peers: readonly Peer[];
}

/** ``knock``: the state of one's own knock; *coach_here* says whether anyone can answer it. */
export interface KnockOut {
  readonly state: "waiting" | "admitted" | "refused";
  readonly coach_here: boolean;
}

/** One device before the door, as the coach is told of it. */
export interface Waiting {
  readonly device: number;
  readonly link: number;
  /** 8 bytes, base64url without padding (11 characters) */
  readonly page: string;
  readonly sealed: Uint8Array | null;
  /** ms since the Unix epoch, server clock */
  readonly at: number;
}

/** ``knocks``: everybody before the door; to coaches only, whole at every change. */
export interface Knocks {
  readonly waiting: readonly Waiting[];
}

/** ``settings``, and part of ``GET /api/logs/{log}``: what the server must know of a log. */
export interface Settings {
  readonly kind: "room" | "side" | "workspace" | "share";
  readonly knock: "every" | "new" | "never";
  readonly writers: "coach" | "all";
  /** ms since the Unix epoch, server clock */
  readonly until: number;
}

/** ``closed``: the server ends this socket for good, and why (an error word). */
export interface Closed {
  readonly error: string;
}

/** ``POST /api/invitations``: turn a one-time code into a workspace. */
export interface UseInvitation {
  readonly code: string;
  /** 16 bytes, base64url without padding (22 characters) */
  readonly workspace: string;
  /** SHA-256, 32 bytes, base64url without padding (43 characters) */
  readonly token_hash: string;
}

/** One link of a new log, or ``POST /api/logs/{log}/links``. */
export interface NewLink {
  readonly role: "coach" | "guest" | "trainer" | "owner";
  /** SHA-256, 32 bytes, base64url without padding (43 characters) */
  readonly token_hash: string;
  readonly greeting?: string | null;
}

/** ``POST /api/logs``: authorised by the workspace's token (room) or the parent's (side). */
export interface NewLog {
  /** 16 bytes, base64url without padding (22 characters) */
  readonly log: string;
  readonly kind: "room" | "side" | "workspace" | "share";
  /** 16 bytes, base64url without padding (22 characters) */
  readonly owner: string;
  readonly links: readonly NewLink[];
  readonly knock?: "every" | "new" | "never";
  readonly writers?: "coach" | "all";
  /** ms since the Unix epoch, server clock */
  readonly until?: number | null;
}

/** ``GET /api/logs/{log}``: what this link and device may know. *settings* once admitted. */
export interface LogState {
  readonly role: "coach" | "guest" | "trainer" | "owner";
  readonly link: number;
  readonly registered: boolean;
  readonly knock: "waiting" | "admitted" | "refused";
  readonly settings: Settings | null;
}

/** One row of ``GET /api/logs/{log}/links`` (coach, owner). */
export interface LinkState {
  readonly link: number;
  readonly role: "coach" | "guest" | "trainer" | "owner";
  /** ms since the Unix epoch, server clock */
  readonly created_at: number;
  /** ms since the Unix epoch, server clock */
  readonly revoked_at: number | null;
  readonly took_part: boolean;
  readonly answers: number | null;
}

/** One row of ``GET /api/logs/{log}/devices`` (all admitted). */
export interface DeviceState {
  readonly device: number;
  readonly link: number;
  readonly role: "coach" | "guest" | "trainer" | "owner";
  /** ms since the Unix epoch, server clock */
  readonly registered_at: number;
  /** ms since the Unix epoch, server clock */
  readonly admitted_at: number | null;
  /** ms since the Unix epoch, server clock */
  readonly revoked_at: number | null;
  readonly here: boolean;
}

/** One row of ``POST /api/heads``. */
export interface HeadsQuery {
  /** 16 bytes, base64url without padding (22 characters) */
  readonly log: string;
  /** 32 bytes, base64url without padding (43 characters) */
  readonly token: string;
  /** 16 bytes, base64url without padding (22 characters) */
  readonly device: string;
}

/** One alarm for one's own role, in a row of ``POST /api/heads``. */
export interface AlarmRow {
  readonly slot: number;
  /** ms since the Unix epoch, server clock */
  readonly at: number;
}

/** One answer of ``POST /api/heads``; *error* instead of the rest when the link fails. */
export interface HeadsRow {
  /** 16 bytes, base64url without padding (22 characters) */
  readonly log: string;
  readonly error?: string | null;
  /** position in the log, from 1; 0 means none */
  readonly seq?: number;
  /** ms since the Unix epoch, server clock */
  readonly last_guest_at?: number | null;
  /** ms since the Unix epoch, server clock */
  readonly alarm?: number | null;
  readonly waiting?: number;
  /** ms since the Unix epoch, server clock */
  readonly until?: number | null;
  readonly alarms?: readonly AlarmRow[] | null;
}

/** ``PUT /api/logs/{log}/alarm``: when something is due, set by a browser, without text. One row of ``GET``. Null clears it. */
export interface Alarm {
  /** ms since the Unix epoch, server clock */
  readonly at: number | null;
  readonly to_role: "coach" | "guest" | "trainer" | "owner";
  readonly slot?: number;
}

/** An own resting message: answer of ``PUT``, one row of ``GET /api/logs/{log}/held``. */
export interface HeldState {
  /** 8 bytes, base64url without padding (11 characters) */
  readonly author: string;
  /** ms since the Unix epoch, server clock */
  readonly due_at: number;
  readonly left_ms: number;
  /** position in the log, from 1; 0 means none */
  readonly seq?: number;
  readonly record?: string | null;
}

/** ``PUT /api/logs/{log}/notice``: to be told by e-mail that there is a message. */
export interface AskNotice {
  readonly address: string;
  readonly language: "nl" | "en";
}

/** ``GET /api/logs/{log}/notice``: the address given by one's own link, and how it stands. */
export interface NoticeState {
  readonly available: boolean;
  readonly address?: string | null;
  readonly language?: "nl" | "en" | null;
  readonly confirmed?: boolean;
  /** ms since the Unix epoch, server clock */
  readonly failing_since?: number | null;
}

/** One row of ``GET /api/logs/{log}/notices`` (coach): a link that is told by e-mail. */
export interface NoticeRow {
  readonly link: number;
  readonly state: "ok" | "failing";
  /** ms since the Unix epoch, server clock */
  readonly since: number | null;
}

/** ``POST /api/logs/{log}/shares``: a coach asks; what for is sealed in the log. */
export interface NewShare {
  /** 16 bytes, base64url without padding (22 characters) */
  readonly share: string;
  /** ms since the Unix epoch, server clock */
  readonly until: number;
}

/** ``PATCH /api/logs/{log}/shares``: a guest's yes or no, or anybody's end. */
export interface ChangeShare {
  /** 16 bytes, base64url without padding (22 characters) */
  readonly share: string;
  readonly state: "asked" | "granted" | "refused" | "made" | "ended";
}

/** A guest link whose yes a share needs, or that answers for one; *at* is null until it came. */
export interface ShareGrant {
  readonly link: number;
  /** ms since the Unix epoch, server clock */
  readonly at: number | null;
}

/** One page load by which a share was read; *link* is the trainer's, in the share's log. */
export interface ShareOpening {
  /** ms since the Unix epoch, server clock */
  readonly at: number;
  readonly link: number;
}

/** One row of ``GET /api/logs/{log}/shares``; past its date a share is ``ended``. */
export interface ShareStateRow {
  /** 16 bytes, base64url without padding (22 characters) */
  readonly share: string;
  readonly state: "asked" | "granted" | "refused" | "made" | "ended";
  /** ms since the Unix epoch, server clock */
  readonly until: number;
  /** ms since the Unix epoch, server clock */
  readonly asked_at: number;
  /** ms since the Unix epoch, server clock */
  readonly ended_at: number | null;
  readonly grants: readonly ShareGrant[];
  readonly openings: readonly ShareOpening[];
}

/** ``GET /api/logs/{log}/ice``: RTCIceServer rows, short-lived credentials included. */
export interface IceServers {
  readonly urls: readonly string[];
  readonly username?: string | null;
  readonly credential?: string | null;
}

/** What came to the server in one check; *lost* by the gaps in the packets' numbers. */
export interface EchoReceived {
  readonly audio_packets: number;
  readonly audio_lost: number;
  readonly video_packets: number;
  readonly video_lost: number;
  readonly frames: number;
}

/** ``POST /api/logs/{log}/echo``, ``GET …/echo/{check}``: how a connection check stands. */
export interface EchoState {
  /** 16 bytes, base64url without padding (22 characters) */
  readonly check: string;
  readonly ahead: number;
  readonly ice?: readonly IceServers[] | null;
  readonly received?: EchoReceived | null;
}

/** Every HTTP answer that is not 2xx. */
export interface ErrorBody {
  readonly error: string;
  readonly detail?: string | null;
}
