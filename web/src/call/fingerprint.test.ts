import { expect, test } from 'vitest';
import { ascii } from '../crypto/bytes';
import { sha256 } from '../crypto/seal';
import { farFingerprint, ownFingerprint } from './fingerprint';

const OTHERS = ascii('certificate of the other');
const MIDDLE = ascii('certificate of somebody in between');

interface FakeTransport {
  getRemoteCertificates?: () => ArrayBuffer[];
}

function transport(...certificates: Uint8Array<ArrayBuffer>[]): FakeTransport {
  return { getRemoteCertificates: () => certificates.map((bytes) => bytes.slice().buffer) };
}

function connection(data: FakeTransport | null, ...media: (FakeTransport | null)[]): RTCPeerConnection {
  const transceivers = media.map((one) => ({ sender: { transport: one }, receiver: { transport: one } }));
  const pc = { sctp: data === null ? null : { transport: data }, getTransceivers: () => transceivers };
  return pc as unknown as RTCPeerConnection;
}

test('the far fingerprint is that of the first certificate, where all goes one way', async () => {
  const one = transport(OTHERS, MIDDLE);

  expect(await farFingerprint(connection(one, one, one))).toEqual(await sha256(OTHERS));
});

test('a picture that goes to another than the data is noticed', async () => {
  expect(await farFingerprint(connection(transport(OTHERS), transport(MIDDLE)))).toBe('several');
  expect(await farFingerprint(connection(transport(OTHERS), transport(OTHERS), transport(MIDDLE)))).toBe('several');
});

test('nothing is known before anything stands, or while a part does not', async () => {
  expect(await farFingerprint(connection(null))).toBe(null);
  expect(await farFingerprint(connection(transport(), null))).toBe(null);
  expect(await farFingerprint(connection(transport(OTHERS), transport()))).toBe(null);
});

test('a browser that does not tell is not taken to have told', async () => {
  expect(await farFingerprint(connection({}))).toBe('untold');
  expect(ownFingerprint({} as RTCCertificate)).toBe(null);
});

test('the own fingerprint is the SHA-256 one', () => {
  const value = Array.from({ length: 32 }, (_, i) => (i + 200).toString(16).padStart(2, '0')).join(':');
  const certificate = (algorithm: string, text: string): RTCCertificate =>
    ({ getFingerprints: () => [{ algorithm: 'sha-1', value: 'aa:bb' }, { algorithm, value: text }] }) as RTCCertificate;

  expect(ownFingerprint(certificate('sha-256', value))).toEqual(Uint8Array.from({ length: 32 }, (_, i) => i + 200));
  expect(ownFingerprint(certificate('sha-512', value))).toBe(null);
  expect(ownFingerprint(certificate('sha-256', 'aa:bb'))).toBe(null);
});
