/** What comes over a data channel, as bytes, from a page that may say anything. */
import { unpacked } from '../crypto/msgpack';

/** What is said over the channel takes far less; what is longer is not even read. */
const MAX_MESSAGE_BYTES = 65_536;

/** @returns undefined for what is no word of ours: too long, or not MessagePack */
export function readMessage(bytes: Uint8Array): unknown {
  if (bytes.length > MAX_MESSAGE_BYTES) return undefined;
  try {
    return unpacked(bytes);
  } catch {
    return undefined;
  }
}
