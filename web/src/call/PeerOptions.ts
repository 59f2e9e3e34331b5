/** What a peer is told when it is made, and whom it asks. */
import type { PageId } from '../log/types';
import type { Tracks } from './Connection';
import type { Signal } from './signals';
import type { OwnStatus } from './status';

export interface PeerOptions {
  readonly own: PageId;
  readonly page: PageId;
  /** of the last connection that an earlier Peer had with this page; 0: there was none */
  readonly epoch: number;
  readonly link: number;
  /** false between pages of one link: they are one person, who needs not hear himself */
  readonly media: boolean;
  readonly tracks: Tracks;
  readonly status: () => OwnStatus;
  readonly iceServers: () => Promise<RTCIceServer[]>;
  /** true: the other gets the relay's address only */
  readonly hidden: () => boolean;
  readonly sendSignal: (signal: Signal) => Promise<void>;
  readonly onChange: () => void;
  readonly onLive: (body: unknown) => void;
}
