/** Socket.IO packets as MessagePack maps, as python-socketio's `serializer='msgpack'` has them. */
import { Emitter } from 'component-emitter';
import { asMap, packed, unpacked } from '../crypto/msgpack';

interface Packet {
  readonly type: number;
  readonly nsp: string;
  readonly data?: unknown;
  readonly id?: number;
}

/** CONNECT … BINARY_ACK */
const LAST_TYPE = 6;

class Encoder {
  encode(packet: Packet): Uint8Array[] {
    const { type, nsp, data, id } = packet;
    return [packed({ type, nsp, data, id })];
  }
}

interface Decoded {
  decoded: (packet: Packet) => void;
  [event: string]: (packet: Packet) => void;
}

class Decoder extends Emitter<Decoded, Decoded> {
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
