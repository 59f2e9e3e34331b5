/** Whether anything still comes in over a connection, found out sooner than by waiting for its silence to be told. */
import type { Connection } from './Connection';

/** Sound comes in fifty packets a second: none for this long, and the way is gone. */
const PROBE_MS = 300;

export async function isSilent(connection: Connection): Promise<boolean> {
  const packets = async (): Promise<number> => (await connection.sample().catch(() => null))?.packets ?? 0;
  const before = await packets();
  await new Promise((resolve) => setTimeout(resolve, PROBE_MS));
  return (await packets()) <= before;
}
