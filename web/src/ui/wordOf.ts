/** The word of whatever was thrown, for `errorText`. */
export function wordOf(error: unknown): string {
  // Errors of the log and of the server carry their word as their message.
  return error instanceof Error && /^[a-z_]+$/.test(error.message) ? error.message : 'internal';
}
