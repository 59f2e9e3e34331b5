/** The two ways to the server, as the log sees them; tests put a scripted server behind them. */

export type OutEvent = 'append' | 'live' | 'signal' | 'knock' | 'admit' | 'head';

export interface TransportEvents {
  connected(): void;
  disconnected(): void;
  /** The server does not want this page: an error word. No further try is made by itself. */
  refused(word: string): void;
  event(name: string, payload: unknown): void;
}

export interface Transport {
  open(events: TransportEvents): void;
  close(): void;
  /** Something outside says that the line may be dead: find out now, and come back soon. */
  doubt(): void;
  /** Dropped while there is no connection. */
  emit(event: OutEvent, payload: unknown): void;
}

export interface EntriesPage {
  /** records, one after the other */
  readonly bytes: Uint8Array;
  /** newest seq of the log when the page was read */
  readonly head: number;
  /** last seq looked at; everything up to it that was asked for is in *bytes* */
  readonly next: number;
}

export interface Uploading {
  /** *fraction* 0..1 of the bytes that went */
  onProgress?(fraction: number): void;
  /** called off: the promise rejects with `taken_back` */
  readonly stop?: AbortSignal;
}

/** What the log asks over HTTP. Every refusal is a LogError. */
export interface LogPages {
  entries(after: number, until: number, skip?: 'board'): Promise<EntriesPage>;
  keyframe(): Promise<{ readonly k: number; readonly sealed: Uint8Array } | null>;
  putKeyframe(k: number, sealed: Uint8Array): Promise<void>;
  putBlob(id: string, sealed: Uint8Array, how?: Uploading): Promise<void>;
  getBlob(id: string): Promise<Uint8Array>;
}
