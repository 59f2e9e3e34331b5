/**
 * What a connection check measured, and what that is good for.
 *
 * Pure: numbers in, figures and a word out.
 */
import type { EchoReceived } from '../wire/protocol.gen';

export type Path = 'direct' | 'relayed';
/** the fullest form that will go well */
export type Verdict = 'picture' | 'voice' | 'writing';

/** What one look at the browser's statistics says; counts since the connection began. */
export interface Sample {
  readonly atMs: number;
  readonly path: Path | null;
  /** of one's own way to the relay, or of the direct one: udp, tcp, tls */
  readonly transport: string | null;
  readonly rttMs: number | null;
  readonly jitterMs: number | null;
  /** what the browser thinks goes out; Firefox does not say */
  readonly kbitUp: number | null;
  readonly audioBack: number;
  readonly videoBack: number;
  readonly lostBack: number;
  readonly framesBack: number;
}

export interface Figures {
  readonly path: Path | null;
  readonly transport: string | null;
  readonly rttMs: number | null;
  readonly jitterMs: number | null;
  /** 0..1; null where the server could not say */
  readonly lossUp: number | null;
  /** 0..1 */
  readonly lossDown: number | null;
  readonly kbitUp: number | null;
  /** pictures that came back in a second */
  readonly frames: number;
  /** the longest time in which nothing came back, ms */
  readonly stillMs: number;
}

interface Limits {
  readonly rttMs: number;
  readonly jitterMs: number;
  readonly loss: number;
  readonly kbitUp: number;
  readonly frames: number;
  readonly stillMs: number;
}

/**
 * - Round trip: ITU-T G.114 calls 150 ms one way good and 400 ms the most; a picture makes the
 *   delay seen, so it gets a limit between the two.
 * - Jitter: a browser's buffer follows up to about 200 ms; from 50 ms on, lips and sound part.
 * - Loss: VP8 asks again for what is lost, which works up to a few in a hundred; Opus rebuilds
 *   single packets (in-band FEC) up to about one in eight.
 * - kbit/s: 200 is what a small face needs at 15 pictures a second, 40 is Opus with its headers. More
 *   than some 300 is not seen in a check: Chromium begins there and climbs slowly.
 * - Pictures: 15 a second are sent.
 */
const PICTURE: Limits = { rttMs: 400, jitterMs: 50, loss: 0.04, kbitUp: 200, frames: 8, stillMs: 1_000 };
const VOICE: Limits = { rttMs: 800, jitterMs: 200, loss: 0.12, kbitUp: 40, frames: 0, stillMs: 2_000 };

/** Longer than this without a packet is noticed: sound brings fifty in a second. */
const STILL_MS = 600;

const within = (value: number | null, most: number): boolean => value === null || value <= most;

function keeps(figures: Figures, limits: Limits): boolean {
  return (
    within(figures.rttMs, limits.rttMs) &&
    within(figures.jitterMs, limits.jitterMs) &&
    within(figures.lossUp, limits.loss) &&
    within(figures.lossDown, limits.loss) &&
    (figures.kbitUp === null || figures.kbitUp >= limits.kbitUp) &&
    figures.frames >= limits.frames &&
    figures.stillMs <= limits.stillMs
  );
}

/** What is not known is not held against the connection. */
export function verdictOf(figures: Figures): Verdict {
  if (keeps(figures, PICTURE)) return 'picture';
  return keeps(figures, VOICE) ? 'voice' : 'writing';
}

/** @param samples oldest first, from when media flowed; @param received what the server counted last */
export function figuresOf(samples: readonly Sample[], received: EchoReceived | null): Figures {
  const [first] = samples;
  const last = samples.at(-1);
  const seconds = first === undefined || last === undefined ? 0 : (last.atMs - first.atMs) / 1000;
  return {
    path: last?.path ?? null,
    transport: last?.transport ?? null,
    rttMs: median(samples.map((sample) => sample.rttMs)),
    jitterMs: median(samples.map((sample) => sample.jitterMs)),
    lossUp: received === null ? null : share(received.audio_lost + received.video_lost, received.audio_packets + received.video_packets),
    lossDown: last === undefined ? null : share(last.lostBack, last.audioBack + last.videoBack),
    kbitUp: last?.kbitUp ?? null,
    frames: first === undefined || last === undefined || seconds === 0 ? 0 : (last.framesBack - first.framesBack) / seconds,
    stillMs: longestStill(samples),
  };
}

function share(lost: number, came: number): number | null {
  return lost + came <= 0 ? null : Math.max(0, lost) / (Math.max(0, lost) + came);
}

function median(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null).sort((a, b) => a - b);
  return known[Math.floor(known.length / 2)] ?? null;
}

const cameBack = (sample: Sample): number => sample.audioBack + sample.videoBack;

function longestStill(samples: readonly Sample[]): number {
  let longest = 0;
  let grewAt = samples[0]?.atMs ?? 0;
  let count = -1;
  for (const sample of samples) {
    longest = Math.max(longest, sample.atMs - grewAt);
    if (cameBack(sample) > count) grewAt = sample.atMs;
    count = cameBack(sample);
  }
  return longest;
}

/** Whether nothing has come back for longer than a good connection is ever still. */
export function isStill(samples: readonly Sample[]): boolean {
  const last = samples.at(-1);
  if (last === undefined) return false;
  const same = samples.find((sample) => cameBack(sample) === cameBack(last));
  return same !== undefined && last.atMs - same.atMs >= STILL_MS;
}

/** Read `RTCPeerConnection.getStats()`. Firefox names the pair in use by `selected`. @param atMs now */
export function readStats(report: RTCStatsReport, atMs: number): Sample {
  const rows = new Map<string, Readonly<Record<string, unknown>>>();
  report.forEach((row: Readonly<Record<string, unknown>>) => rows.set(String(row['id']), row));
  const all = [...rows.values()];
  const transport = all.find((row) => row['type'] === 'transport' && typeof row['selectedCandidatePairId'] === 'string');
  const pair =
    rows.get(String(transport?.['selectedCandidatePairId'])) ??
    all.find((row) => row['type'] === 'candidate-pair' && (row['selected'] === true || (row['nominated'] === true && row['state'] === 'succeeded')));
  const own = rows.get(String(pair?.['localCandidateId']));
  const inbound = (kind: string) => all.filter((row) => row['type'] === 'inbound-rtp' && row['kind'] === kind);
  const [audio, video] = [inbound('audio'), inbound('video')];
  const relayed = own?.['candidateType'] === 'relay';
  const jitter = sum(audio, 'packetsReceived') > 0 ? audio : video;
  return {
    atMs,
    path: own === undefined ? null : relayed ? 'relayed' : 'direct',
    transport: text((relayed ? own?.['relayProtocol'] : undefined) ?? own?.['protocol']),
    rttMs: times1000(pair?.['currentRoundTripTime']),
    jitterMs: times1000(jitter[0]?.['jitter']),
    kbitUp: typeof pair?.['availableOutgoingBitrate'] === 'number' ? pair['availableOutgoingBitrate'] / 1000 : null,
    audioBack: sum(audio, 'packetsReceived'),
    videoBack: sum(video, 'packetsReceived'),
    lostBack: sum([...audio, ...video], 'packetsLost'),
    framesBack: sum(video, 'framesDecoded'),
  };
}

const times1000 = (value: unknown): number | null => (typeof value === 'number' ? value * 1000 : null);
const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

function sum(rows: readonly Readonly<Record<string, unknown>>[], name: string): number {
  return rows.reduce((total, row) => total + (typeof row[name] === 'number' ? row[name] : 0), 0);
}
