/**
 * One connection check, from asking for a place to its result.
 *
 * A connection of its own to the server's echo; never to a person, never with a camera or a
 * microphone. Ends by itself within 20 s of its turn, and whenever it is stopped.
 */
import { signal, type ReadonlySignal } from '@preact/signals';
import type { EchoReceived, EchoState, IceServers } from '../wire/protocol.gen';
import { drawMedia, type DrawnMedia } from './drawnMedia';
import { figuresOf, isStill, readStats, verdictOf, type Figures, type Sample, type Verdict } from './echoFigures';

/** The server's routes; every promise may reject with an error whose message is an error word. */
export interface EchoRoutes {
  /** Take a place. */
  ask(): Promise<EchoState>;
  look(check: string): Promise<EchoState>;
  /** @returns the answer's SDP */
  offer(check: string, sdp: string): Promise<string>;
  /** Give the place up; also from a page that is going away. */
  leave(check: string): Promise<void>;
}

export interface EchoResult {
  /** `blocked`: neither directly nor over the relay did anything come through */
  readonly verdict: Verdict | 'blocked';
  readonly figures: Figures | null;
  /** whether there is a relay here that could have been the way */
  readonly relay: boolean;
}

export type EchoStep =
  | { readonly step: 'ready' }
  | { readonly step: 'waiting'; readonly ahead: number }
  | { readonly step: 'connecting' }
  /** `still`: for the moment nothing comes back */
  | { readonly step: 'measuring'; readonly back: MediaStream; readonly still: boolean }
  | { readonly step: 'done'; readonly result: EchoResult }
  | { readonly step: 'failed'; readonly word: string };

/** A relay over TLS needs 2 to 3 s on a slow line; who is blocked shall not wait much longer. */
const CONNECT_MS = 9_000;
/** Long enough for a loss of one in a hundred to show in some 700 packets, and within the turn. */
const MEASURE_MS = 7_000;
/** The server gives up a place after 5 s. */
const LOOK_MS = 1_000;
const MOST_LOOKS_LOST = 4;
const SAMPLE_MS = 150;

export interface EchoCheck {
  readonly state: ReadonlySignal<EchoStep>;
  /** Call from a click. A check that runs already goes on. */
  start(): void;
  /** End at once; works offline. */
  stop(): void;
}

export function createEchoCheck(routes: EchoRoutes): EchoCheck {
  const state = signal<EchoStep>({ step: 'ready' });
  let run: Run | null = null;
  const away = (): void => run?.end();
  return {
    state,
    start() {
      if (run !== null) return;
      const begun = new Run(routes, (step) => {
        if (run !== begun) return;
        state.value = step;
        if (step.step === 'done' || step.step === 'failed') {
          run = null;
          removeEventListener('pagehide', away);
        }
      });
      run = begun;
      addEventListener('pagehide', away);
      void begun.go();
    },
    stop() {
      run?.end();
      run = null;
      removeEventListener('pagehide', away);
      state.value = { step: 'ready' };
    },
  };
}

const wordOf = (error: unknown): string =>
  error instanceof Error && /^[a-z_]+$/.test(error.message) ? error.message : 'internal';

class Run {
  readonly #routes: EchoRoutes;
  readonly #tell: (step: EchoStep) => void;
  readonly #media: DrawnMedia;
  readonly #samples: Sample[] = [];
  readonly #back = new MediaStream();
  readonly #timers = new Set<ReturnType<typeof setTimeout>>();
  #check: string | null = null;
  #received: EchoReceived | null = null;
  #connection: RTCPeerConnection | null = null;
  #relay = false;
  #answered = false;
  #ended = false;
  #connected: () => void = () => undefined;

  constructor(routes: EchoRoutes, tell: (step: EchoStep) => void) {
    this.#routes = routes;
    this.#tell = tell;
    // In the click, or no tone may begin.
    this.#media = drawMedia();
  }

  async go(): Promise<void> {
    try {
      this.#say({ step: 'connecting' });
      const turn = await this.#wait(await this.#routes.ask());
      if (this.#ended) return;
      this.#say({ step: 'connecting' });
      const through = await this.#connect(turn.ice ?? []);
      if (this.#ended) return;
      if (!through) {
        if (!this.#answered) throw new Error('offline');
        this.#finish({ verdict: 'blocked', figures: null, relay: this.#relay });
        return;
      }
      await this.#measure();
      if (this.#ended) return;
      const figures = figuresOf(this.#samples, this.#received);
      this.#finish({ verdict: verdictOf(figures), figures, relay: this.#relay });
    } catch (error) {
      if (this.#ended) return;
      this.#say({ step: 'failed', word: wordOf(error) });
      this.end();
    }
  }

  /** Free everything; says nothing more. */
  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#connection?.close();
    this.#media.stop();
    this.#connected();
    // Not answered is as good: the server ends it by itself.
    if (this.#check !== null) this.#routes.leave(this.#check).catch(() => undefined);
  }

  #finish(result: EchoResult): void {
    this.#say({ step: 'done', result });
    this.end();
  }

  #say(step: EchoStep): void {
    if (!this.#ended) this.#tell(step);
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#timers.delete(timer);
        resolve();
      }, ms);
      this.#timers.add(timer);
    });
  }

  /** Ask every second until it is one's turn. */
  async #wait(asked: EchoState): Promise<EchoState> {
    let state = asked;
    this.#check = asked.check;
    if (this.#ended) {
      // Stopped before the place was known.
      this.#routes.leave(asked.check).catch(() => undefined);
      return state;
    }
    let lost = 0;
    while (state.ahead > 0 && !this.#ended) {
      this.#say({ step: 'waiting', ahead: state.ahead });
      await this.#pause(LOOK_MS);
      try {
        state = await this.#routes.look(asked.check);
        lost = 0;
      } catch (error) {
        lost += 1;
        if (wordOf(error) !== 'offline' || lost > MOST_LOOKS_LOST) throw error;
      }
    }
    return state;
  }

  /** @returns whether a way was found within its time */
  async #connect(ice: readonly IceServers[]): Promise<boolean> {
    this.#relay = ice.length > 0;
    const iceServers = ice.map(({ urls, username, credential }): RTCIceServer => {
      const known = typeof username === 'string' && typeof credential === 'string';
      return { urls: [...urls], ...(known ? { username, credential } : {}) };
    });
    const connection = new RTCPeerConnection({ bundlePolicy: 'max-bundle', iceServers });
    this.#connection = connection;
    const { audio, video } = this.#media;
    this.#media.begin();
    for (const track of [audio, video]) connection.addTransceiver(track, { direction: 'sendrecv' });
    connection.ontrack = ({ track }) => this.#back.addTrack(track);
    let through = false;
    const over = new Promise<void>((resolve) => {
      this.#connected = resolve;
      connection.onconnectionstatechange = () => {
        through = connection.connectionState === 'connected';
        if (through || connection.connectionState === 'failed') resolve();
      };
    });
    void this.#negotiate(connection).catch((error: unknown) => {
      if (this.#ended) return;
      this.#say({ step: 'failed', word: wordOf(error) });
      this.end();
    });
    if (this.#check !== null) void this.#follow(this.#check);
    await Promise.race([over, this.#pause(CONNECT_MS)]);
    return through;
  }

  /** The server passes over the addresses of an offer and hears where packets come from: none is waited for. */
  async #negotiate(connection: RTCPeerConnection): Promise<void> {
    await connection.setLocalDescription();
    const check = this.#check;
    const sdp = connection.localDescription?.sdp;
    if (check === null || sdp === undefined) return;
    const answer = await this.#routes.offer(check, sdp);
    this.#answered = true;
    if (!this.#ended) await connection.setRemoteDescription({ type: 'answer', sdp: answer });
  }

  async #measure(): Promise<void> {
    const connection = this.#connection;
    const until = performance.now() + MEASURE_MS;
    while (connection !== null && !this.#ended && performance.now() < until) {
      this.#samples.push(readStats(await connection.getStats(), performance.now()));
      this.#say({ step: 'measuring', back: this.#back, still: isStill(this.#samples) });
      await this.#pause(SAMPLE_MS);
    }
  }

  /** What the server counted so far. To ask keeps the turn; silence does not hold up the measuring. */
  async #follow(check: string): Promise<void> {
    while (!this.#ended) {
      await this.#pause(LOOK_MS);
      const state = await this.#routes.look(check).catch(() => null);
      this.#received = state?.received ?? this.#received;
    }
  }
}
