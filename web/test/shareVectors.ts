/** Writes `tests/wire/shares.ts.json`: a share's links and sealed recordings, as the browser makes them. */
import { deriveKeys, tokenOf } from '../src/crypto/keys';
import { linkFragment } from '../src/crypto/fragment';
import { deriveShare, trainerAddress } from '../src/share/links';
import { sealRecording } from '../src/share/recording';
import { b64, fixed } from './spelling';

export interface ShareLinkRow {
  readonly seed: string;
  readonly pass: string;
  readonly token: string;
  readonly address: string;
}

export interface SealedShares {
  readonly coach_seed: string;
  readonly share: string;
  readonly author: string;
  readonly clock: number;
  readonly links: Readonly<Record<'coach' | 'trainer', ShareLinkRow>>;
  readonly recordings: readonly {
    readonly name: string;
    readonly recording: string;
    readonly nonces: readonly string[];
    readonly record: string;
    readonly blobs: Readonly<Record<string, string>>;
  }[];
}

export async function shareVectors(): Promise<SealedShares> {
  const share = b64(fixed('ts share', 16));
  const coachSeed = fixed('ts coach seed');
  const author = b64(fixed('ts share author', 8));
  const clock = 1_790_000_000_456;
  const links = await deriveShare(share, coachSeed);
  const { coach, trainer } = links;
  const keys = await deriveKeys(share, 'coach', coach);
  const plain: readonly (readonly [string, Uint8Array])[] = [
    ['nothing', new Uint8Array(0)],
    ['small', new TextEncoder().encode('een gesprek')],
    ['larger', fixed('ts larger', 70_000)],
  ];
  return {
    coach_seed: b64(coachSeed),
    share,
    author,
    clock,
    links: {
      coach: {
        seed: b64(coach.seed),
        pass: b64(coach.pass),
        token: await tokenOf(share, 'coach', coach),
        address: `https://example.org/r/${share}${linkFragment('c', coach)}`,
      },
      trainer: {
        seed: b64(trainer.seed),
        pass: b64(trainer.pass),
        token: await tokenOf(share, 'trainer', trainer),
        address: trainerAddress('https://example.org', links),
      },
    },
    recordings: await Promise.all(
      plain.map(async ([name, recording]) => {
        const nonces = [0, 1].map((i) => fixed(`ts nonce ${name} ${i}`, 12));
        const { record, blobs } = await sealRecording(keys, author, recording, clock, nonces);
        return {
          name,
          recording: b64(recording),
          nonces: nonces.map(b64),
          record: b64(record),
          blobs: Object.fromEntries(blobs.map(({ id, sealed }) => [id, b64(sealed)])),
        };
      }),
    ),
  };
}
