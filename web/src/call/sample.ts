/** What the browser counts of a connection, as the few numbers that we look at. Pure. */

/** Counters only rise; what the browser does not tell is 0, or null where 0 would mean something. */
export interface Sample {
  /** ms, the page's clock */
  readonly now: number;
  /** packets that came in, of everything */
  readonly packets: number;
  readonly sound: Received;
  readonly picture: Received;
  /** pieces of sound played, and those of them that were made up because nothing had come */
  readonly played: number;
  readonly madeUp: number;
  /** s, from here to there and back; null before the first report */
  readonly roundTrip: number | null;
  /** 0..1, of what we send, as the far side last reported it */
  readonly farLoss: number;
  /** bit/s the browser believes may be sent; null where it does not say */
  readonly available: number | null;
}

export interface Received {
  readonly received: number;
  readonly lost: number;
}

type Row = Readonly<Record<string, unknown>>;

function count(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : 0;
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

/** @see https://www.w3.org/TR/webrtc-stats/ for the rows and their fields */
export function readSample(now: number, report: { values(): Iterable<unknown> }): Sample {
  const sound = { received: 0, lost: 0 };
  const picture = { received: 0, lost: 0 };
  let [played, madeUp, farLoss, reportedAt] = [0, 0, 0, -Infinity];
  let roundTrip: number | null = null;
  let available: number | null = null;
  for (const row of report.values() as Iterable<Row>) {
    switch (row['type']) {
      case 'inbound-rtp': {
        const into = row['kind'] === 'audio' ? sound : picture;
        into.received += count(row['packetsReceived']);
        into.lost += count(row['packetsLost']);
        played += count(row['totalSamplesReceived']);
        madeUp += Math.max(0, count(row['concealedSamples']) - count(row['silentConcealedSamples']));
        break;
      }
      case 'remote-inbound-rtp':
        // A voice is reported on every few seconds, a picture every second: the newest word counts.
        if (count(row['timestamp']) < reportedAt) break;
        reportedAt = count(row['timestamp']);
        farLoss = count(row['fractionLost']);
        break;
      case 'candidate-pair':
        if (row['nominated'] !== true || row['state'] !== 'succeeded') break;
        if (isNumber(row['currentRoundTripTime'])) roundTrip = row['currentRoundTripTime'];
        if (isNumber(row['availableOutgoingBitrate'])) available = row['availableOutgoingBitrate'];
    }
  }
  return {
    now,
    packets: sound.received + picture.received,
    sound,
    picture,
    played,
    madeUp,
    roundTrip,
    farLoss,
    available,
  };
}
