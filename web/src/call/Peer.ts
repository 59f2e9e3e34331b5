/**
 * The way to one other page: one connection at a time, made again when it is
 * lost, with the same identity, tracks and mute flags.
 *
 * - Epochs number the connections between two pages. The page with the larger
 *   id opens them; the other asks for one with `again`. What belongs to an
 *   earlier epoch is dropped.
 * - That page also makes all later offers; the other asks for a `restart`. Two
 *   offers that cross would cost the polite side its picture: after a rollback
 *   Chromium (156) decodes the far video and never shows it again.
 * - A lost server changes nothing here: a connection that stands goes on.
 * - `recovery.ts` says when to try what; this module does it.
 */
import type { ReadonlySignal } from '@preact/signals';
import { packed } from '../crypto/msgpack';
import type { PageId } from '../log/types';
import { createEar, createWishes } from './allowance';
import { createBlockage } from './blockage';
import { readMessage } from './channelMessage';
import { Connection, ownCertificate, type Tracks } from './Connection';
import type { FarFingerprint } from './fingerprint';
import type { PeerOptions } from './PeerOptions';
import { createQuality } from './quality';
import { createRecovery, SILENCE_MS } from './recovery';
import { parseSignal, type Description, type Signal } from './signals';
import { isSilent } from './silence';
import { parseStatus, saysTheSame, type Status } from './status';
import { createTurns } from './turns';
import type { RemotePerson } from './types';
import { createVoiceLevel } from './voiceLevel';

/** An offer takes far less; after this it was lost, or the other does not know of us. */
const ASK_MS = 2_000;
/** How often the pulse goes out; see status.ts. */
const PULSE_MS = 1_000;

export class Peer {
  readonly page: PageId;
  readonly level: ReadonlySignal<number>;
  /** since when the list of live pages lacks this page; null while it is listed */
  absentSince: number | null = null;
  readonly #options: PeerOptions;
  readonly #polite: boolean;
  readonly #recovery;
  readonly #blockage = createBlockage();
  readonly #remote = new MediaStream();
  readonly #remoteScreen = new MediaStream();
  readonly #quality = createQuality();
  #connection: Connection | null = null;
  #epoch = 0;
  #tracks: Tracks;
  #status: Status | null = null;
  #heardAt = 0;
  #pulseAt = 0;
  #restartedAt = -ASK_MS;
  #askAt = performance.now() + ASK_MS;
  #packets = 0;
  /** the connection of this epoch was open once */
  #stood = false;
  /** there was a connection once, in any epoch */
  #met = false;
  #healthy = false;
  #left = false;
  #closed = false;
  readonly #mayWish = createWishes();
  readonly #mayHear = createEar();
  readonly #inbox = createTurns('signal not taken');
  readonly #outbox = createTurns('signal not sent');

  constructor(options: PeerOptions) {
    this.page = options.page;
    this.#options = options;
    this.#tracks = options.tracks;
    this.#polite = options.own < options.page;
    this.#recovery = createRecovery(this.#polite);
    this.level = createVoiceLevel(() => (this.#healthy ? (this.#connection?.soundLevel() ?? 0) : 0));
    this.#epoch = options.epoch;
    if (!this.#polite) this.#queue(() => this.#begin(options.epoch + 1));
  }

  /** What the room shows of this page. */
  get person(): RemotePerson {
    const [audio] = this.#remote.getAudioTracks();
    const [video] = this.#remote.getVideoTracks();
    const status = this.#status;
    const sends = this.#healthy && status !== null;
    return {
      page: this.page,
      link: this.#options.link,
      stream: audio === undefined && video === undefined ? null : this.#remote,
      state: this.#state(),
      hasPicture: sends && !status.cameraOff && video !== undefined && !video.muted,
      hasSound: sends && !status.muted && audio !== undefined && !audio.muted,
      muted: status?.muted ?? true,
      cameraOff: status?.cameraOff ?? true,
      form: status?.form ?? 'picture',
      screen: sends && status.sharing && this.#remoteScreen.getVideoTracks().length > 0 ? this.#remoteScreen : null,
      hearing: this.#healthy ? this.#quality.hearing : 'good',
      heardBy: sends ? status.hears : 'good',
      theirPicture: status?.picture ?? 'full',
      ourPicture: this.#quality.step,
      level: this.level,
    };
  }

  /** The number of the newest connection with this page. */
  get epoch(): number {
    return this.#epoch;
  }

  /** How long nothing was heard of a page that was heard before, ms; 0 of any other. */
  silentFor(now: number): number {
    return this.#met && !this.#left ? now - this.#heardAt : 0;
  }

  /** The other page hung up, and said so. */
  get left(): boolean {
    return this.#left;
  }

  /** null while there is no connection, or none that stands */
  async farFingerprint(): Promise<FarFingerprint> {
    return (await this.#connection?.farFingerprint()) ?? null;
  }

  setTracks(tracks: Tracks): void {
    this.#tracks = tracks;
    if (this.#options.media) this.#connection?.setTracks(tracks);
  }

  /** @returns false when there is no open channel */
  sendLive(bytes: Uint8Array<ArrayBuffer>): boolean {
    return !this.#left && this.#connection?.send(bytes) === true;
  }

  sendStatus(): void {
    this.#pulseAt = performance.now();
    const { step, hearing } = this.#quality;
    const status: Status = { t: 's', ...this.#options.status(), picture: step, hears: hearing };
    this.sendLive(packed(status));
  }

  /** To how many people the own picture goes: the more, the smaller. */
  setOthers(others: number): void {
    if (this.#quality.setOthers(others)) this.#reshape();
  }

  /** Take a signal from the other page; what is malformed or stale is dropped. */
  receive(body: unknown): void {
    const message = parseSignal(body);
    if (message !== null) this.#queue(() => this.#take(message));
  }

  /** Make a new connection with the same page, for instance over other addresses. */
  renew(): void {
    if (this.#connection === null) return;
    this.#queue(() => {
      // What stands shows the own address, and the other may leave it standing.
      if (this.#options.hidden()) this.#drop();
      this.#options.onChange();
      return this.#rejoin();
    });
  }

  /** Called twice a second: send the pulse, notice silence, recover. */
  tick(reachable: boolean): void {
    const now = performance.now();
    if (this.#left) return;
    // A hidden page is woken once a second, and never exactly then.
    if (now - this.#pulseAt >= PULSE_MS - 100) this.sendStatus();
    if (this.#polite && this.#connection === null && reachable && now >= this.#askAt) {
      this.#askAt = now + ASK_MS;
      this.#send({ t: 'again', e: this.#epoch });
    }
    void this.#look();
    this.#check(now);
    const failed = this.#connection?.state === 'failed';
    const way = { now, healthy: this.#healthy, met: this.#met, stood: this.#stood, failed, reachable };
    if (this.#blockage.look(way)) this.#options.onChange();
    const attempt = this.#recovery.next(way);
    if (attempt === 'restart') this.#queue(() => this.#restart());
    if (attempt === 'rejoin') this.#queue(() => this.#rejoin());
  }

  /** The network or the server is back: try now. */
  hurry(): void {
    this.#recovery.hurry();
  }

  /**
   * One's own network was away a moment ago. Where the other is not heard even now, look for a new
   * path without waiting until the silence is long enough to be told.
   */
  async probe(): Promise<void> {
    const connection = this.#connection;
    if (connection === null || !this.#stood || !this.#options.media) return;
    const since = performance.now();
    if (!(await isSilent(connection)) || connection !== this.#connection || this.#heardAt > since) return;
    this.#recovery.suspect();
    this.tick(true);
  }

  /** Say goodbye both ways and close. */
  leave(): void {
    if (this.#closed) return;
    this.#send({ t: 'bye', e: this.#epoch });
    this.close();
  }

  close(): void {
    this.#closed = true;
    this.#drop();
  }

  #state(): RemotePerson['state'] {
    if (this.#left) return 'gone';
    if (this.#healthy) return 'connected';
    if (this.absentSince !== null) return 'gone';
    if (this.#blockage.blocked) return 'blocked';
    return this.#met ? 'interrupted' : 'connecting';
  }

  async #take(message: Signal): Promise<void> {
    switch (message.t) {
      case 'offer':
        return this.#takeOffer(message);
      case 'answer':
        if (message.e === this.#epoch) await this.#connection?.acceptDescription(message);
        return;
      case 'ice':
        if (message.e === this.#epoch) await this.#connection?.acceptCandidate(message.c);
        return;
      case 'restart':
        return this.#takeRestart(message.e);
      case 'again':
        return this.#takeAgain(message.e);
      case 'bye':
        this.#left = true;
        this.#drop();
        this.#options.onChange();
    }
  }

  async #takeOffer(offer: Description): Promise<void> {
    if (offer.e === this.#epoch && this.#connection !== null) {
      return this.#connection.acceptDescription(offer);
    }
    if (!this.#polite) {
      // It still holds a connection of ours that we know nothing of: outdo it.
      if (offer.e >= this.#epoch) await this.#beginAsWished(offer.e + 1);
    } else if (offer.e > this.#epoch && offer.n === 1) {
      await this.#beginAsWished(offer.e);
      if (this.#epoch === offer.e) await this.#connection?.acceptDescription(offer);
    } else {
      this.#send({ t: 'again', e: Math.max(this.#epoch, offer.e) });
    }
  }

  async #takeRestart(epoch: number): Promise<void> {
    if (this.#polite || this.#left) return;
    // It has not heard of what was begun since.
    if (epoch < this.#epoch) this.#connection?.remind();
    else if (epoch > this.#epoch) await this.#beginAsWished(epoch + 1);
    else if (performance.now() - this.#restartedAt > ASK_MS) await this.#restart();
  }

  async #takeAgain(epoch: number): Promise<void> {
    if (this.#polite) return;
    if (epoch < this.#epoch && this.#connection?.answered === false) {
      // It has not heard of what was begun since.
      this.#connection.remind();
    } else if (epoch === 0 || epoch >= this.#epoch || this.#left || !this.#healthy) {
      await this.#beginAsWished(Math.max(this.#epoch, epoch) + 1);
    }
  }

  async #beginAsWished(epoch: number): Promise<void> {
    if (this.#mayWish(performance.now())) await this.#begin(epoch);
  }

  async #begin(epoch: number): Promise<void> {
    const [iceServers, certificate] = await Promise.all([
      this.#options.iceServers(),
      ownCertificate(),
    ]);
    if (this.#closed) return;
    this.#drop();
    this.#left = false;
    this.#epoch = epoch;
    const iceTransportPolicy = this.#options.hidden() ? 'relay' : 'all';
    this.#connection = new Connection({
      configuration: { iceServers, certificates: [certificate], iceTransportPolicy },
      initiator: !this.#polite,
      polite: this.#polite,
      media: this.#options.media,
      tracks: this.#tracks,
      remote: this.#remote,
      remoteScreen: this.#remoteScreen,
      send: (message) => {
        if (epoch === this.#epoch) this.#send({ ...message, e: epoch });
      },
      onChange: () => {
        this.#check(performance.now());
        this.#options.onChange();
      },
      onMessage: (bytes) => this.#hear(bytes),
    });
    this.#options.onChange();
  }

  async #restart(): Promise<void> {
    const connection = this.#connection;
    if (connection === null) return this.#rejoin();
    if (this.#polite) return this.#send({ t: 'restart', e: this.#epoch });
    this.#restartedAt = performance.now();
    connection.restart(await this.#options.iceServers());
  }

  async #rejoin(): Promise<void> {
    if (this.#polite) this.#send({ t: 'again', e: this.#epoch });
    else await this.#begin(this.#epoch + 1);
  }

  #hear(bytes: Uint8Array): void {
    // Before anything is read: who floods the channel is heard no more than anybody else.
    if (!this.#mayHear(performance.now(), bytes.length)) return;
    const body = readMessage(bytes);
    if (body === undefined) return;
    this.#heardAt = performance.now();
    const status = parseStatus(body);
    if (status !== null) {
      const before = this.#status;
      this.#status = status;
      this.#check(this.#heardAt);
      if (!saysTheSame(before, status)) this.#options.onChange();
      return;
    }
    this.#options.onLive(body);
  }

  /** Count what came in: it shows that the way is open, and how good it is both ways. */
  async #look(): Promise<void> {
    const connection = this.#connection;
    if (connection === null || !this.#options.media) return;
    const sample = await connection.sample().catch(() => null);
    if (sample === null || connection !== this.#connection) return;
    if (sample.packets > this.#packets) this.#heardAt = performance.now();
    this.#packets = sample.packets;
    const changed = this.#quality.look(sample, this.#healthy ? (this.#status?.hears ?? 'good') : null);
    if (changed.shape) this.#reshape();
    if (!changed.told) return;
    this.sendStatus();
    this.#options.onChange();
  }

  #reshape(): void {
    this.#connection?.setShape(this.#quality.shape());
  }

  #check(now: number): void {
    const connection = this.#connection;
    const open = connection?.state === 'connected' && connection.channelOpen;
    if (open && !this.#stood) {
      this.#stood = this.#met = true;
      this.#heardAt = now;
      this.sendStatus();
    }
    const healthy = open && now - this.#heardAt < SILENCE_MS;
    if (healthy === this.#healthy) return;
    this.#healthy = healthy;
    if (healthy) {
      // What an outage lost says nothing of the way that is back.
      this.#quality.begin(now);
      this.#reshape();
    }
    this.#options.onChange();
  }

  #drop(): void {
    this.#connection?.close();
    this.#connection = null;
    this.#stood = this.#healthy = false;
    this.#packets = 0;
    this.#quality.reset();
  }

  /** A bad description from the other page, or a connection closed in between, is recovery's to see to. */
  #queue(work: () => Promise<void> | void): void {
    this.#inbox(() => (this.#closed ? undefined : work()));
  }

  /** In turn, since each carries a counter that only rises. */
  #send(message: Signal): void {
    this.#outbox(() => this.#options.sendSignal(message));
  }
}
