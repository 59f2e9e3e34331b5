/** Two pages in a fake room, each with its own devices and its own call. */
import { expect, vi } from 'vitest';
import { openCall } from '../Call';
import { createOwnMedia } from '../OwnMedia';
import type { Call, Form, OwnMedia, RemotePerson } from '../types';
import { FakeDevices } from './FakeMedia';
import { installFakes } from './FakePeerConnection';
import { type FakePage, FakeRoom } from './FakeRoom';

export interface Seat {
  readonly page: FakePage;
  readonly media: OwnMedia;
  readonly call: Call;
  readonly devices: FakeDevices;
}

const open: Call[] = [];

/** In `sitTogether`, B has the larger id and so makes the first connection, A the second. */
export const [OF_B, OF_A] = [0, 1];

export function openHouse(): void {
  vi.useFakeTimers();
  installFakes(vi.stubGlobal);
}

export function closeHouse(): void {
  for (const call of open.splice(0)) call.leave();
  vi.unstubAllGlobals();
  vi.useRealTimers();
}

/** Have *call* left at the end. */
export function leaveLater(call: Call): void {
  open.push(call);
}

/** Let time pass, and all that it sets off settle. */
export async function pass(ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
}

export async function sit(
  room: FakeRoom,
  page: string,
  link: number,
  form: Form,
  devices = new FakeDevices(),
): Promise<Seat> {
  vi.stubGlobal('navigator', { mediaDevices: devices });
  const media = createOwnMedia();
  await media.ask(form);
  const fakePage = room.page(page, link);
  const call = openCall(fakePage, media, form);
  open.push(call);
  fakePage.enter();
  return { page: fakePage, media, call, devices };
}

export async function sitTogether(form: Form = 'picture'): Promise<{ room: FakeRoom; a: Seat; b: Seat }> {
  const room = new FakeRoom();
  const a = await sit(room, 'AAAAAAAAAAA', 1, form);
  const b = await sit(room, 'BBBBBBBBBBB', 2, form);
  await pass(100);
  return { room, a, b };
}

export function only(seat: Seat): RemotePerson {
  const [person, ...others] = seat.call.people.value;
  if (person === undefined) throw new Error('nobody is there');
  expect(others).toEqual([]);
  return person;
}

export function sentKinds(room: FakeRoom): string[] {
  return room.carried.map(({ body }) => (body as { t: string }).t);
}
