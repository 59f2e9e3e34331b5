/**
 * The call of one page: a mesh of peers that follows the log's list of live
 * pages, what is sent to them, and what the room shows of them.
 *
 * - Follows the list only while the server is there. A lost server closes no
 *   peer, and a page missing from the list right after it came back is given
 *   time to come back as well.
 * - Never switches a microphone or a camera on: that is OwnMedia's, at a
 *   person's wish.
 */
import { computed, effect, signal, untracked } from '@preact/signals';
import type { PageId, SealedLog } from '../log/types';
import type { Peer as ListedPage } from '../wire/protocol.gen';
import { ownCertificate, type Tracks } from './Connection';
import { createIceSource } from './iceSource';
import { createLivePort } from './livePort';
import { Peer } from './Peer';
import { ABSENT_MS } from './recovery';
import { createOwnScreen } from './screen';
import type { OwnStatus } from './status';
import { ownFingerprint } from './fingerprint';
import { createSafetyBook } from './safetyBook';
import type { Call, CallOptions, Form, OwnMedia, RemotePerson } from './types';

/** Twice a second: an interruption is told at most half a second after the silence that shows it. */
const TICK_MS = 500;
/** Signals of a page that the list does not show yet are kept, this many in all. */
const MAX_EARLY = 64;
/**
 * A link is one person: nobody has more devices and forgotten tabs than this at once. Each page is
 * sent a picture of its own.
 */
const MAX_PAGES_OF_LINK = 6;
/** Of so many pages; one whose number was forgotten and that comes back asks once more. */
const MAX_EPOCHS = 256;
/** A pulse comes every second, sound more often: this is long for both. */
const HUSH_MS = 1_300;
/** The server's line is doubted while somebody is not heard, and no longer than this. */
const DOUBT_MS = 120_000;

/** What a call needs of a log. */
export type CallLog = Pick<
  SealedLog,
  'page' | 'link' | 'peers' | 'sendLive' | 'onLive' | 'sendSignal' | 'onSignal' | 'doubt'
>;

export function openCall(
  log: CallLog,
  media: OwnMedia,
  firstForm: Form,
  options: CallOptions = {},
): Call {
  const form = signal(firstForm);
  /** rises whenever something that `people` shows may have changed */
  const changes = signal(0);
  const peers = new Map<PageId, Peer>();
  const ownLinkPeers = new Set<Peer>();
  /** of pages that were parted from: a page that comes back goes on counting */
  const epochs = new Map<PageId, number>();
  let early: { from: PageId; body: unknown }[] = [];
  let left = false;
  const screen = createOwnScreen();

  const live = createLivePort(log, () => peers.values());
  const ice = createIceSource(options.fetchIce);
  // Both take time that would stand between "come in" and the first picture.
  void ice.servers();
  void ownCertificate().catch(() => undefined); // told when it is needed
  const safety = createSafetyBook(log, options.safety ?? null, async () => ownFingerprint(await ownCertificate()));
  let hidden = options.hidden?.peek() ?? false;

  function changed(): void {
    changes.value = untracked(() => changes.value) + 1;
  }

  let shown: readonly RemotePerson[] = [];
  const people = computed(() => {
    void changes.value;
    const now = [...peers.values()]
      .filter((peer) => !ownLinkPeers.has(peer))
      .map(({ person }) => shown.find((before) => sameFields(before, person)) ?? person);
    // The same array while nothing in it changed, so that nobody draws for nothing.
    if (!sameFields(shown, now)) shown = now;
    return shown;
  });

  function tracks(): Tracks {
    const [audio = null] = media.stream.value?.getAudioTracks() ?? [];
    const [video = null] = media.stream.value?.getVideoTracks() ?? [];
    const shown = screen.track.value;
    return form.value === 'writing' ? { audio: null, video: null, screen: shown } : { audio, video, screen: shown };
  }

  function status(): OwnStatus {
    const { audio, video } = tracks();
    return {
      muted: audio === null || media.muted.value,
      cameraOff: video === null || media.cameraOff.value,
      form: form.value,
      sharing: screen.track.value !== null,
    };
  }

  function meet(listed: ListedPage, ownLink: number): void {
    const peer = new Peer({
      own: log.page,
      page: listed.page,
      epoch: epochs.get(listed.page) ?? 0,
      link: listed.link,
      media: listed.link !== ownLink,
      tracks: tracks(),
      status: () => untracked(status),
      iceServers: ice.servers,
      hidden: () => hidden,
      sendSignal: (message) => log.sendSignal(listed.page, message),
      onChange: changed,
      onLive: (body) => {
        live.deliver(listed.page, body);
      },
    });
    peers.set(listed.page, peer);
    if (listed.link === ownLink) ownLinkPeers.add(peer);
    for (const { from, body } of early) if (from === listed.page) peer.receive(body);
    early = early.filter(({ from }) => from !== listed.page);
  }

  /** Everybody sends their picture to each of the others. */
  function tellHowMany(): void {
    const people = [...peers.values()].filter((peer) => !ownLinkPeers.has(peer) && !peer.left);
    for (const peer of people) peer.setOthers(people.length);
  }

  function part(peer: Peer): void {
    peer.close();
    epochs.delete(peer.page);
    epochs.set(peer.page, peer.epoch);
    const [oldest] = epochs.keys();
    if (epochs.size > MAX_EPOCHS && oldest !== undefined) epochs.delete(oldest);
    peers.delete(peer.page);
    ownLinkPeers.delete(peer);
  }

  function follow(list: readonly ListedPage[]): void {
    const own = list.find(({ page }) => page === log.page);
    const links = new Map(list.map(({ page, link }) => [page, link]));
    for (const peer of peers.values()) {
      const link = links.get(peer.page);
      if (link !== undefined && link !== peer.person.link) {
        // A page keeps its link; a list that says otherwise shall not turn one who sees into one unseen.
        part(peer);
      } else if (link !== undefined) {
        if (peer.absentSince !== null) peer.hurry();
        peer.absentSince = null;
      } else if (peer.left) {
        part(peer);
      } else {
        peer.absentSince ??= performance.now();
      }
    }
    for (const listed of list) {
      // Who is of one's own link, and so not shown and sent nothing, is known once oneself is listed.
      if (own === undefined || listed.page === log.page || peers.has(listed.page)) continue;
      const met = list.filter(({ link, page }) => link === listed.link && peers.has(page));
      if (met.length < MAX_PAGES_OF_LINK) meet(listed, own.link);
    }
    tellHowMany();
    changed();
    tick();
  }

  /** Without a server nobody knows who is absent; who was missing gets all the time again later. */
  function forgetAbsence(): void {
    for (const peer of peers.values()) peer.absentSince = null;
    untracked(changed);
  }

  function tick(): void {
    const now = performance.now();
    const connected = log.link.value === 'connected';
    // Who is suddenly not heard may be gone, or one's own network is.
    const silences = [...peers.values()].map((peer) => peer.silentFor(now));
    if (silences.some((silence) => silence > HUSH_MS && silence < DOUBT_MS)) log.doubt();
    for (const peer of peers.values()) {
      const { absentSince } = peer;
      if (connected && absentSince !== null && (peer.left || now - absentSince > ABSENT_MS)) {
        part(peer);
        changed();
      } else {
        peer.tick(connected && absentSince === null);
        if (!ownLinkPeers.has(peer)) safety.follow(peer, connected && absentSince === null, now);
      }
    }
  }

  function hurry(): void {
    for (const peer of peers.values()) peer.hurry();
    tick();
  }

  function leave(): void {
    if (left) return;
    left = true;
    media.stop();
    screen.stop();
    for (const stop of stops) stop();
    for (const peer of peers.values()) peer.leave();
    peers.clear();
    ownLinkPeers.clear();
    live.dispose();
    safety.dispose();
    changed();
  }

  const timer = setInterval(tick, TICK_MS);
  globalThis.addEventListener('online', hurry);
  globalThis.addEventListener('pagehide', leave);
  const stops: (() => void)[] = [
    () => {
      clearInterval(timer);
      globalThis.removeEventListener('online', hurry);
      globalThis.removeEventListener('pagehide', leave);
    },
    log.onSignal((from, body) => {
      const peer = peers.get(from);
      if (peer !== undefined) peer.receive(body);
      // The newest count: the oldest may be of a page that never came.
      else early = [...early, { from, body }].slice(-MAX_EARLY);
    }),
    effect(() => {
      if (log.link.value !== 'connected') {
        forgetAbsence();
        return;
      }
      const list = log.peers.value;
      untracked(() => {
        follow(list);
      });
    }),
    effect(() => {
      if (log.link.value !== 'connected') return;
      untracked(hurry);
      for (const peer of peers.values()) void peer.probe();
    }),
    effect(() => {
      const own = tracks();
      for (const peer of peers.values()) peer.setTracks(own);
    }),
    effect(() => {
      const hide = options.hidden?.value ?? false;
      if (hide === hidden) return;
      hidden = hide;
      for (const peer of peers.values()) peer.renew();
    }),
    effect(() => {
      status();
      for (const peer of peers.values()) peer.sendStatus();
    }),
  ];

  return {
    people,
    media,
    screen,
    form,
    async setForm(next) {
      form.value = next;
      await media.ask(next);
    },
    relay: ice.relay,
    live: live.port,
    safety,
    dismiss(pages) {
      for (const page of pages) {
        const peer = peers.get(page);
        if (peer !== undefined) part(peer);
      }
      tellHowMany();
      changed();
    },
    leave,
  };
}

function sameFields(a: object, b: object): boolean {
  const [one, other] = [Object.entries(a), new Map<string, unknown>(Object.entries(b))];
  return one.length === other.size && one.every(([key, value]) => other.get(key) === value);
}
