/** True where one of these addresses relays; others only tell a browser its own. */
export function hasRelay(urls: readonly string[]): boolean {
  return urls.some((url) => /^turns?:/.test(url));
}
