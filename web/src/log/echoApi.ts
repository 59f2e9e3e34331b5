/** The routes of the connection check, with the link's token alone: the device need not be known. */
import type { EchoRoutes } from '../call/EchoCheck';
import { asMap } from '../crypto/msgpack';
import type { EchoReceived, EchoState, IceServers } from '../wire/protocol.gen';
import { ask, json } from './api';
import { LogError } from './LogError';

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

function readIce(value: unknown): IceServers | null {
  const { urls, username = null, credential = null } = asMap(value) ?? {};
  if (!Array.isArray(urls) || !urls.every((url): url is string => typeof url === 'string')) return null;
  if (username !== null && typeof username !== 'string') return null;
  if (credential !== null && typeof credential !== 'string') return null;
  return { urls, username, credential };
}

function readReceived(value: unknown): EchoReceived | null {
  const { audio_packets, audio_lost, video_packets, video_lost, frames } = asMap(value) ?? {};
  if (!isCount(audio_packets) || !isCount(audio_lost) || !isCount(video_packets)) return null;
  if (!isCount(video_lost) || !isCount(frames)) return null;
  return { audio_packets, audio_lost, video_packets, video_lost, frames };
}

/** @throws LogError `internal`: not what the server should say */
function readState(value: unknown): EchoState {
  const { check, ahead, ice = null, received = null } = asMap(value) ?? {};
  if (typeof check !== 'string' || !/^[A-Za-z0-9_-]{22}$/.test(check) || !isCount(ahead)) throw new LogError('internal');
  const servers = Array.isArray(ice) ? ice.map(readIce).filter((row) => row !== null) : null;
  return { check, ahead, ice: servers, received: readReceived(received) };
}

/** @param base origin, or '' for the page's own */
export function createEchoApi(base: string, log: string, token: string): EchoRoutes {
  const at = `${base}/api/logs/${log}/echo`;
  return {
    ask: async () => readState(await json(await ask('POST', at, { token }))),
    look: async (check) => readState(await json(await ask('GET', `${at}/${check}`, { token }))),
    async offer(check, sdp) {
      const answer = asMap(await json(await ask('PUT', `${at}/${check}`, { token }, { sdp })))?.['sdp'];
      if (typeof answer !== 'string') throw new LogError('internal');
      return answer;
    },
    async leave(check) {
      await ask('DELETE', `${at}/${check}`, { token });
    },
  };
}
