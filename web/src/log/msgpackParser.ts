/**
 * Socket.IO packets as MessagePack maps, as python-socketio's `serializer='msgpack'` has them.
 *
 * The build puts this module in the place of `socket.io-parser`, whose text format nobody here
 * speaks (vite.config.ts); hence the library's names for what it exports.
 */
import { Emitter } from '@socket.io/component-emitter';
import { asMap, packed, unpacked } from '../crypto/msgpack';

interface Packet {
  readonly type: number;
  readonly nsp: string;
  readonly data?: unknown;
  readonly id?: number;
}

/** Source: Socket.IO protocol, version 5 */
export const protocol = 5;
export const PacketType = {
  CONNECT: 0,
  DISCONNECT: 1,
  EVENT: 2,
  ACK: 3,
  CONNECT_ERROR: 4,
  BINARY_EVENT: 5,
  BINARY_ACK: 6,
} as const;
const LAST_TYPE = PacketType.BINARY_ACK;

export class Encoder {
  encode(packet: Packet): Uint8Array[] {
    const { type, nsp, data, id } = packet;
    return [packed({ type, nsp, data, id })];
  }
}

interface Decoded {
  decoded: (packet: Packet) => void;
  [event: string]: (packet: Packet) => void;
}

export class Decoder extends Emitter<Decoded, Decoded> {
  add(frame: unknown): void {
    const bytes = frame instanceof ArrayBuffer ? new Uint8Array(frame) : frame;
    if (!(bytes instanceof Uint8Array)) throw new Error('not a binary packet');
    const packet = asMap(unpacked(bytes));
    const type = packet?.['type'];
    const nsp = packet?.['nsp'];
    if (typeof type !== 'number' || type < 0 || type > LAST_TYPE || typeof nsp !== 'string') throw new Error('not a packet');
    const { data, id } = packet ?? {};
    this.emit('decoded', {
      type,
      nsp,
      ...(data === undefined ? {} : { data }),
      ...(typeof id === 'number' ? { id } : {}),
    });
  }

  destroy(): void {}
}

export const msgpackParser = { Encoder, Decoder };
